"""Simplify, expand, factor; linear and quadratic equations, higher polynomials, linear systems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError, by_name, shortest
from assistant.mathcheck.solve.matrices import reduced
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import factor_latex, sum_latex, to_latex

MOST_OPERATIONS = 80
MOST_DEGREE = 12


def _bounded(expression: Any) -> None:
    if sympy.count_ops(expression) > MOST_OPERATIONS:
        raise UnsolvableError("too long")


def expand(expression: Any, written: str = "") -> Fact:
    """Multiply out.

    Args:
        expression: A scalar expression.
        written: How the question wrote it, LaTeX; the value's own LaTeX when empty.

    Raises:
        UnsolvableError: Too long, or of too high a degree.
    """
    _bounded(expression)
    if any(power.exp.is_Integer and power.exp > MOST_DEGREE for power in expression.atoms(sympy.Pow)):
        raise UnsolvableError("of too high a degree")
    left = written or to_latex(expression)
    result = sympy.expand(expression)
    latex = f"{left} = {to_latex(result)}"
    steps = _expansion_steps(expression)
    steps.append(Step("collect like terms", latex))
    return Fact("expansion", f"Expanded: ${latex}$.", latex, tuple(steps))


def _expansion_steps(expression: Any) -> list[Step]:
    base, exponent = expression.as_base_exp()
    if exponent == 2 and base.is_Add and len(base.args) == 2:
        a, b = base.as_ordered_terms()
        minus = b.could_extract_minus_sign()
        second = -b if minus else b
        sign = "-" if minus else "+"
        line = (
            f"({to_latex(base)})^{{2}} = {_powered(a)}^{{2}} {sign} 2 \\cdot {factor_latex(a)} \\cdot "
            f"{factor_latex(second)} + {_powered(second)}^{{2}}"
        )
        return [Step(f"binomial formula, $(a {sign} b)^2 = a^2 {sign} 2ab + b^2$", line)]
    sums = [factor for factor in sympy.Mul.make_args(expression) if factor.is_Add]
    if len(sums) == 2 and len(sympy.Mul.make_args(expression)) == 2:
        first, second = sums
        terms = (
            f"{factor_latex(a) if position else to_latex(a)} \\cdot {factor_latex(b)}"
            for position, (a, b) in enumerate(
                (a, b) for a in first.as_ordered_terms() for b in second.as_ordered_terms()
            )
        )
        return [
            Step(
                "each term of the first bracket times each of the second",
                f"{factor_latex(first)} {factor_latex(second)} = {' + '.join(terms)}",
            )
        ]
    return []


def _powered(value: Any) -> str:
    shown = to_latex(value)
    return shown if value.is_Symbol or (value.is_Integer and value >= 0) else f"\\left({shown}\\right)"


def factor(expression: Any, written: str = "") -> Fact:
    """Split into factors over the rational numbers.

    Raises:
        UnsolvableError: Too long, or not a polynomial or fraction of polynomials.
    """
    _bounded(expression)
    if not expression.is_rational_function(*expression.free_symbols):
        raise UnsolvableError("only polynomials are factored")
    left = written or to_latex(expression)
    if not expression.free_symbols:
        return _prime_factors(expression)
    result = sympy.factor(expression)
    if sympy.expand(result - expression) != 0:
        raise UnsolvableError("a factoring that does not check")
    steps: list[Step] = []
    content = sympy.factor_terms(sympy.expand(expression))
    if content.is_Mul and content != result:
        steps.append(Step("take the common factor out", f"{left} = {to_latex(content)}"))
    latex = f"{left} = {to_latex(result)}"
    if result.is_Add or (result == expression and not result.is_Mul and not result.is_Pow):
        statement = f"${to_latex(expression)}$ does not factor over the rational numbers."
        return Fact("factorisation", statement, latex, (Step("no rational factors", latex),))
    steps.append(Step("factor", latex))
    steps.append(Step("check: multiply out", f"{to_latex(result)} = {to_latex(sympy.expand(expression))}"))
    return Fact("factorisation", f"Factored: ${latex}$.", latex, tuple(steps))


def _prime_factors(number: Any) -> Fact:
    if not number.is_Integer or not 1 < number < 10**12:
        raise UnsolvableError("whole numbers from 2 to a million million")
    parts = sympy.factorint(int(number))
    shown = " \\cdot ".join(f"{p}^{{{k}}}" if k > 1 else str(p) for p, k in sorted(parts.items()))
    latex = f"{number} = {shown}"
    return Fact(
        "prime factors",
        f"As a product of primes: ${latex}$.",
        latex,
        (Step("divide by primes in order", latex),),
    )


def simplify(expression: Any, written: str = "") -> Fact:
    """A shorter form that is equal, confirmed at random points.

    Raises:
        UnsolvableError: Too long, or nothing shorter was found.
    """
    _bounded(expression)
    left = written or to_latex(expression)
    candidates = [expression, shortest(expression), sympy.cancel(expression), sympy.simplify(expression)]
    if expression.is_number:
        candidates.append(sympy.radsimp(expression))
    result = min(candidates, key=lambda value: (len(to_latex(value)), sympy.count_ops(value)))
    latex = f"{left} = {to_latex(result)}"
    steps: list[Step] = []
    cancelled = sympy.factor(sympy.together(expression))
    if expression.is_rational_function(*expression.free_symbols) and expression.free_symbols:
        above, below = sympy.together(expression).as_numer_denom()
        if below.free_symbols and cancelled != expression:
            parts = f"\\frac{{{to_latex(sympy.factor(above))}}}{{{to_latex(sympy.factor(below))}}}"
            steps.append(Step("one fraction, top and bottom factored", f"{left} = {parts}"))
    steps.append(Step("simplify", latex))
    return Fact("simplification", f"Simplified: ${latex}$.", latex, tuple(steps))


def solve_equation(left: Any, right: Any, variable: Any) -> Fact:
    """All real solutions (complex ones where there are no real ones) of one equation in one variable.

    Raises:
        UnsolvableError: Not solved in closed form, or not confirmed by substitution.
    """
    _bounded(left - right)
    steps = [Step("the equation", f"{to_latex(left)} = {to_latex(right)}")]
    difference = sympy.expand(left - right)
    if difference.is_polynomial(variable):
        polynomial = sympy.Poly(difference, variable)
        if polynomial.degree() == 1:
            return _linear(left, right, polynomial, variable, steps)
        if polynomial.degree() == 2:
            return _quadratic(polynomial, variable, steps)
        if polynomial.degree() > MOST_DEGREE or polynomial.degree() < 1:
            raise UnsolvableError("no equation in this variable, or of too high a degree")
        return _polynomial(polynomial, variable, steps)
    return _other(left, right, variable, steps)


def _linear(left: Any, right: Any, polynomial: Any, variable: Any, steps: list[Step]) -> Fact:
    slope, constant = polynomial.all_coeffs()
    root = shortest(sympy.cancel(-constant / slope))
    if right.has(variable) or not left.is_Mul:
        collected = f"{to_latex(slope * variable)} = {to_latex(-constant)}"
        if collected != steps[-1].latex:
            steps.append(Step(f"bring ${to_latex(variable)}$ to one side, the rest to the other", collected))
    if slope != 1:
        given = f"{to_latex(variable)} = \\frac{{{to_latex(-constant)}}}{{{to_latex(slope)}}}"
        final = f" = {to_latex(root)}" if given != f"{to_latex(variable)} = {to_latex(root)}" else ""
        steps.append(Step(f"divide by ${to_latex(slope)}$", given + final))
    condition = f" (for ${to_latex(slope)} \\neq 0$)" if slope.free_symbols else ""
    return _solutions([root], variable, steps, condition)


def _quadratic(polynomial: Any, variable: Any, steps: list[Step]) -> Fact:
    a, b, c = polynomial.all_coeffs()
    standard = f"{to_latex(polynomial.as_expr())} = 0"
    if standard != steps[-1].latex:
        steps.append(Step("bring everything to one side", standard))
    discriminant = shortest(sympy.expand(b**2 - 4 * a * c))
    roots = [
        shortest((-b - sympy.sqrt(discriminant)) / (2 * a)),
        shortest((-b + sympy.sqrt(discriminant)) / (2 * a)),
    ]
    factored = sympy.factor(polynomial.as_expr())
    if not factored.is_Add and all(root.is_Rational for root in roots):
        steps.append(Step("factor", f"{to_latex(polynomial.as_expr())} = {to_latex(factored)}"))
        steps.append(Step("a product is zero when one of its factors is", f"{to_latex(factored)} = 0"))
    else:
        steps.append(
            Step(
                "discriminant $b^2 - 4ac$",
                f"{_squared(b)} - 4 \\cdot {factor_latex(a)} \\cdot {factor_latex(c)} = {to_latex(discriminant)}",
            )
        )
        steps.append(
            Step(
                "quadratic formula",
                f"{to_latex(variable)} = \\frac{{{to_latex(-b)} \\pm \\sqrt{{{to_latex(discriminant)}}}}}{{{to_latex(2 * a)}}}",
            )
        )
    condition = f" (for ${to_latex(a)} \\neq 0$)" if a.free_symbols else ""
    if discriminant.is_negative:
        condition = " There is no real solution; these are complex."
    return _solutions(_distinct(roots), variable, steps, condition)


def _squared(value: Any) -> str:
    shown = to_latex(value)
    return (
        f"{shown}^{{2}}"
        if value.is_Symbol or (value.is_Integer and value >= 0)
        else f"\\left({shown}\\right)^{{2}}"
    )


def _distinct(roots: Sequence[Any]) -> list[Any]:
    kept: list[Any] = []
    for root in roots:
        if not any(sympy.simplify(root - other) == 0 for other in kept):
            kept.append(root)
    return kept


def _polynomial(polynomial: Any, variable: Any, steps: list[Step]) -> Fact:
    roots = sympy.roots(polynomial)
    if sum(roots.values()) != polynomial.degree() or any(sympy.count_ops(root) > 20 for root in roots):
        raise UnsolvableError("no roots in closed form")
    factored = sympy.factor(polynomial.as_expr())
    steps.append(
        Step("bring to one side and factor", f"{to_latex(polynomial.as_expr())} = {to_latex(factored)}")
    )
    steps.append(Step("a product is zero when one of its factors is", f"{to_latex(factored)} = 0"))
    real = [root for root in roots if root.is_real]
    ending = ""
    chosen = list(roots)
    if real and len(real) < len(roots):
        chosen, ending = real, " These are the real ones; the others are complex."
    return _solutions(chosen, variable, steps, ending)


def _other(left: Any, right: Any, variable: Any, steps: list[Step]) -> Fact:
    if (left - right).has(sympy.sin, sympy.cos, sympy.tan):
        raise UnsolvableError("infinitely many solutions")
    if (left - right).free_symbols != {variable}:
        raise UnsolvableError("only one unknown")
    real = sympy.Symbol(variable.name, real=True)
    equation = (left - right).subs(variable, real)
    found = sympy.solveset(equation, real, domain=sympy.Reals)
    if not isinstance(found, sympy.FiniteSet) or not 1 <= len(found) <= 6:
        raise UnsolvableError("no finite list of solutions found")
    return _solutions(
        [shortest(root) for root in found], variable, _checked(left, right, variable, found, steps), ""
    )


def _checked(left: Any, right: Any, variable: Any, roots: Any, steps: list[Step]) -> list[Step]:
    for root in roots:
        gap = sympy.N((left - right).subs(variable, root), 20)
        if not gap.is_comparable or abs(gap) > sympy.Float("1e-12"):
            raise UnsolvableError("a solution that does not check")
    return steps


def _solutions(roots: Sequence[Any], variable: Any, steps: list[Step], ending: str) -> Fact:
    name = to_latex(variable)
    ordered = (
        sorted(roots, key=lambda root: (complex(root).real, complex(root).imag))
        if all(root.is_number for root in roots)
        else list(roots)
    )
    latex = " \\text{ or } ".join(f"{name} = {to_latex(root)}" for root in ordered)
    steps.append(Step("the solution" if len(ordered) == 1 else "the solutions", latex))
    lead = "The solution is" if len(ordered) == 1 else "The solutions are"
    sentence = f"{lead} ${latex}${ending if ending.startswith(' (') else ''}."
    if ending and not ending.startswith(" ("):
        sentence += ending
    return Fact("equation", sentence, latex, tuple(steps))


def solve_system(equations: Sequence[tuple[Any, Any]], variables: Sequence[Any] = ()) -> Fact:
    """A linear system by row reduction: one solution, none, or a family.

    Args:
        equations: Left and right sides, at most six.
        variables: The unknowns in order; by name when empty.

    Raises:
        UnsolvableError: Not linear, or too large.
    """
    differences = [sympy.expand(left - right) for left, right in equations]
    unknowns = list(variables) or by_name(set().union(*(d.free_symbols for d in differences)))
    if not 1 <= len(unknowns) <= 6 or not 1 <= len(equations) <= 6:
        raise UnsolvableError("at most six equations and unknowns")
    try:
        matrix, right_side = sympy.linear_eq_to_matrix(differences, *unknowns)
    except sympy.solvers.solveset.NonlinearError:
        raise UnsolvableError("not linear") from None
    if right_side.free_symbols or matrix.free_symbols:
        raise UnsolvableError("coefficients must be numbers")
    wide = sympy.ImmutableMatrix(matrix.row_join(right_side))
    result, row_steps, pivots = reduced(wide)
    listed = ",\\quad ".join(f"{to_latex(left)} = {to_latex(right)}" for left, right in equations)
    steps = [
        Step("the equations", listed),
        Step("as an augmented matrix, right sides last", to_latex(wide)),
        *row_steps,
    ]
    names = ", ".join(to_latex(unknown) for unknown in unknowns)
    if len(unknowns) in pivots:
        line = f"0 = {to_latex(result[pivots.index(len(unknowns)), len(unknowns)])}"
        steps.append(Step("a row that says this has no solution", line))
        return Fact(
            "linear system",
            "The system has no solution: its equations contradict each other.",
            "\\emptyset",
            tuple(steps),
        )
    if len(pivots) < len(unknowns):
        return _family(result, unknowns, pivots, steps)
    latex = ",\\ ".join(
        f"{to_latex(unknown)} = {to_latex(result[i, len(unknowns)])}" for i, unknown in enumerate(unknowns)
    )
    steps.append(Step("read the solution off", latex))
    for left, right in equations:
        worked = _put_in(left, unknowns, [result[i, len(unknowns)] for i in range(len(unknowns))])
        if worked:
            steps.append(Step("check", f"{worked} = {to_latex(right)}"))
    return Fact("linear system", f"The only solution, for ${names}$, is ${latex}$.", latex, tuple(steps))


def _put_in(left: Any, unknowns: Sequence[Any], values: Sequence[Any]) -> str:
    polynomial = sympy.Poly(left, *unknowns)
    terms = []
    for exponents, coefficient in polynomial.terms():
        index = next((i for i, exponent in enumerate(exponents) if exponent), None)
        terms.append(
            to_latex(coefficient)
            if index is None
            else f"{to_latex(coefficient)} \\cdot {factor_latex(values[index])}"
        )
    return sum_latex(terms)


def _family(result: Any, unknowns: Sequence[Any], pivots: Sequence[int], steps: list[Step]) -> Fact:
    free = [unknown for i, unknown in enumerate(unknowns) if i not in pivots]
    lines = []
    for row, column in enumerate(pivots):
        value = result[row, len(unknowns)] - sum(
            result[row, j] * unknowns[j] for j in range(len(unknowns)) if j != column and j not in pivots
        )
        lines.append(f"{to_latex(unknowns[column])} = {to_latex(sympy.expand(value))}")
    latex = ",\\ ".join(lines)
    names = ", ".join(to_latex(unknown) for unknown in free)
    steps.append(Step(f"${names}$ may be any number", latex))
    statement = f"There are infinitely many solutions: ${latex}$, with ${names}$ any number."
    return Fact("linear system", statement, latex, tuple(steps))
