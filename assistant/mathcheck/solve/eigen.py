"""Eigenvalues and eigenvectors by the characteristic polynomial."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError, shortest
from assistant.mathcheck.solve.matrices import bars, cross_products, tidy
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import to_latex

MOST_ROWS = 5
_LAMBDA = sympy.Symbol("lambda")


def eigenvalues(matrix: Any, name: str | None = None, *, vectors: bool = False) -> Fact:
    """Roots of det(A − λI), each with its multiplicity, and a basis of each eigenspace when asked.

    Args:
        matrix: A square matrix of numbers, at most five rows.
        name: How the question calls it, as LaTeX; `A` when it does not.
        vectors: Find eigenvectors too.

    Raises:
        UnsolvableError: Not square, not of numbers, or too large.
    """
    if matrix.rows != matrix.cols or matrix.rows > MOST_ROWS or matrix.free_symbols:
        raise UnsolvableError("a square matrix of numbers, at most five rows")
    letter = name or "A"
    polynomial = sympy.expand(matrix.charpoly(_LAMBDA).as_expr())
    steps = [
        Step("the matrix", f"{letter} = {to_latex(matrix)}"),
        *_characteristic(matrix, letter, polynomial),
    ]
    roots = sympy.roots(sympy.Poly(polynomial, _LAMBDA))
    exact = sum(roots.values()) == matrix.rows and not any(_unwieldy(root) for root in roots)
    if not exact:
        return _numeric(polynomial, steps, letter)
    ordered = sorted(roots, key=_descending)
    factored = sympy.factor(polynomial)
    if factored != polynomial:
        steps.append(Step("factor it", f"{to_latex(polynomial)} = {to_latex(factored)}"))
    elif matrix.rows == 2:
        steps.append(_quadratic_formula(polynomial))
    values = _value_list(ordered, roots)
    steps.append(Step("its roots are the eigenvalues", ",\\ ".join(values)))
    statement = f"The eigenvalues are {_and([f'${value}$' for value in values])}."
    if len(values) == 1:
        statement = f"The only eigenvalue is ${values[0]}$."
    if any(count > 1 for count in roots.values()):
        repeated = _and(
            [f"${to_latex(root)}$ counts {_times(roots[root])}" for root in ordered if roots[root] > 1]
        )
        statement = statement[:-1] + f" ({repeated})."
    latex = ",\\ ".join(values)
    if not vectors:
        return Fact("eigenvalues", statement, latex, tuple(steps))
    return _with_vectors(matrix, letter, ordered, statement, latex, steps)


def _characteristic(matrix: Any, letter: str, polynomial: Any) -> list[Step]:
    size = matrix.rows
    shifted = matrix - _LAMBDA * sympy.eye(size)
    sign = (-1) ** size
    shown = sympy.expand(sign * polynomial)
    left = f"\\det({letter} - \\lambda I) = {bars(shifted)}"
    if size == 2:
        worked = cross_products(shifted)
        return [Step("characteristic polynomial: $ad - bc$", f"{left} = {worked} = {to_latex(shown)}")]
    steps = [Step("characteristic polynomial", f"{left} = {to_latex(shown)}")]
    if sign == -1:
        steps.append(Step("set it to zero and turn the sign", f"{to_latex(polynomial)} = 0"))
    return steps


def _quadratic_formula(polynomial: Any) -> Step:
    a, b, c = sympy.Poly(polynomial, _LAMBDA).all_coeffs()
    discriminant = b**2 - 4 * a * c
    return Step(
        "quadratic formula",
        f"\\lambda = \\frac{{{to_latex(-b)} \\pm \\sqrt{{{to_latex(discriminant)}}}}}{{{to_latex(2 * a)}}}",
    )


def _unwieldy(root: Any) -> bool:
    """Whether a root is better shown as a decimal: anything beyond square roots."""
    return bool(sympy.count_ops(root) > 12 or any(power.exp.q > 2 for power in root.atoms(sympy.Pow)))


def _descending(root: Any) -> tuple[float, float]:
    number = complex(sympy.N(root, 15))
    return (-number.real, -number.imag)


def _value_list(ordered: list[Any], roots: dict[Any, int]) -> list[str]:
    values: list[str] = []
    total = sum(roots.values())
    for root in ordered:
        for _ in range(roots[root]):
            index = f"_{{{len(values) + 1}}}" if total > 1 else ""
            values.append(f"\\lambda{index} = {to_latex(shortest(root))}")
    return values


def _numeric(polynomial: Any, steps: list[Step], letter: str) -> Fact:
    roots = sympy.Poly(polynomial, _LAMBDA).nroots(n=15, maxsteps=200)
    ordered = sorted(roots, key=_descending)
    values = [f"\\lambda_{{{i + 1}}} \\approx {_decimal(root)}" for i, root in enumerate(ordered)]
    steps.append(Step("its roots, found numerically and rounded to four decimals", ",\\ ".join(values)))
    statement = f"The eigenvalues of ${letter}$ are {_and([f'${value}$' for value in values])} (rounded)."
    return Fact("eigenvalues", statement, ",\\ ".join(values), tuple(steps))


def _decimal(root: Any) -> str:
    number = complex(root)
    real, imaginary = f"{number.real:.4f}", f"{abs(number.imag):.4f}"
    if abs(number.imag) < 1e-10:
        return real
    return f"{real} {'+' if number.imag > 0 else '-'} {imaginary} i"


def _with_vectors(
    matrix: Any, letter: str, ordered: list[Any], statement: str, latex: str, steps: list[Step]
) -> Fact:
    words: list[str] = []
    parts = [latex]
    number = 0
    for root in ordered:
        shifted = tidy(matrix - root * sympy.eye(matrix.rows))
        basis = [tidy(_whole(vector)) for vector in _null_space(shifted)]
        if not basis:
            raise UnsolvableError("no eigenvector found in closed form")
        value = to_latex(shortest(root))
        steps.append(Step(f"for $\\lambda = {value}$ solve", f"{to_latex(shifted)} v = 0"))
        for vector in basis:
            number += 1
            if any(sympy.simplify(entry) != 0 for entry in matrix * vector - root * vector):
                raise UnsolvableError("an eigenvector that does not check")
            shown = to_latex(vector)
            product = to_latex(tidy(matrix * vector))
            parts.append(f"v_{{{number}}} = {shown}")
            scaled = f"{value if not shortest(root).is_Add else '(' + value + ')'} {shown}"
            steps.append(
                Step("a solution, and the check", f"{to_latex(matrix)} {shown} = {product} = {scaled}")
            )
            words.append(f"${shown}$ for $\\lambda = {value}$")
    ending = f" Eigenvectors (any multiple but zero will do): {_and(words)}."
    return Fact("eigenvectors", statement + ending, ",\\ ".join(parts), tuple(steps))


def _null_space(shifted: Any) -> list[Any]:
    """Solutions of (A − λI) v = 0; with two rows they can be read off a row without dividing."""
    if shifted.rows == 2:
        row = next((i for i in range(2) if shifted[i, 0] != 0 or shifted[i, 1] != 0), None)
        if row is None:
            return [sympy.ImmutableMatrix([1, 0]), sympy.ImmutableMatrix([0, 1])]
        return [sympy.ImmutableMatrix([-shifted[row, 1], shifted[row, 0]])]
    return list(shifted.nullspace(simplify=True))


def _whole(vector: Any) -> Any:
    """Scale a vector of fractions to whole numbers with a positive first entry."""
    if all(entry.is_Rational for entry in vector):
        vector = vector * sympy.ilcm(*(entry.q for entry in vector))
        divisor = sympy.igcd(*(int(entry) for entry in vector))
        vector = vector / divisor if divisor else vector
        first = next(entry for entry in vector if entry != 0)
        return -vector if first < 0 else vector
    leading = next((entry for entry in vector if entry != 0), None)
    return -vector if leading is not None and leading.is_negative else vector


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _times(count: int) -> str:
    return {2: "twice", 3: "three times"}.get(count, f"{count} times")
