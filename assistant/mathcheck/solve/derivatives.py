"""Derivatives with the rule named at each step, the way one writes them on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sympy
from sympy.polys.polyerrors import BasePolynomialError

from assistant.mathcheck.types import Step
from assistant.mathcheck.values.latex import factor_latex, sum_latex, symbol_latex, to_latex

MOST_STEPS = 40

_TABLE: dict[str, str] = {
    "sin": "the derivative of sine is cosine",
    "cos": "the derivative of cosine is minus sine",
    "tan": "the derivative of the tangent is one over cosine squared",
    "exp": "the exponential is its own derivative",
    "log": "the derivative of the natural logarithm is one over its argument",
    "tanh": "the derivative of tanh is one minus tanh squared",
    "sinh": "the derivative of sinh is cosh",
    "cosh": "the derivative of cosh is sinh",
    "asin": "the derivative of the arcsine",
    "acos": "the derivative of the arccosine",
    "atan": "the derivative of the arctangent",
    "Abs": "the modulus has slope one with the sign of its argument",
}


class UnsolvableError(Exception):
    """The computation has no closed form within the limits; the question stays unanswered."""


CANNOT_BE_DONE: tuple[type[Exception], ...] = (
    UnsolvableError,
    NotImplementedError,
    ArithmeticError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RecursionError,
    BasePolynomialError,
)
"""What solvers raise on input that is sound but beyond them: ours by name, SymPy's by their many names."""


@dataclass(slots=True)
class Derivation:
    """Differentiates by one variable and keeps the lines it wrote.

    Args:
        variable: The symbol to differentiate by.
        partial: Whether other variables are in play, which decides between d and ∂.
    """

    variable: Any
    partial: bool = False
    steps: list[Step] = field(default_factory=list)

    def operator(self, inner: str) -> str:
        r"""Write the derivative of some LaTeX: `\frac{d}{dx}\left[ … \right]`."""
        name = symbol_latex(self.variable.name)
        gap = " " if name.startswith("\\") else ""
        sign = "\\partial " if self.partial else "d" + gap
        top = "\\partial" if self.partial else "d"
        return f"\\frac{{{top}}}{{{sign}{name}}}\\left[{inner}\\right]"

    def note(self, rule: str, left: Any, right: str) -> None:
        """Add the line `d/dx[left] = right`, once, while there is room."""
        step = Step(rule, f"{self.operator(to_latex(left))} = {right}")
        if step not in self.steps and len(self.steps) < MOST_STEPS:
            self.steps.append(step)

    def of(self, expression: Any) -> Any:
        """Differentiate, noting each rule used.

        Raises:
            UnsolvableError: When SymPy knows no derivative in closed form.
        """
        x = self.variable
        if not expression.has(x):
            self.note(self._constant_rule(expression), expression, "0")
            return sympy.Integer(0)
        if expression == x:
            self.note("the derivative of the variable itself is one", expression, "1")
            return sympy.Integer(1)
        if expression.is_Add:
            return self._sum(expression)
        if expression.is_Mul:
            return self._product(expression)
        if expression.is_Pow:
            return self._power(expression)
        if isinstance(expression, sympy.Function) and len(expression.args) == 1:
            return self._function(expression)
        return self._direct(expression)

    def _constant_rule(self, expression: Any) -> str:
        if expression.free_symbols:
            names = ", ".join(f"${symbol_latex(s.name)}$" for s in by_name(expression.free_symbols))
            return (
                f"constant rule: {names} is held constant"
                if "," not in names
                else (f"constant rule: {names} are held constant")
            )
        return "constant rule: a constant does not change"

    def _sum(self, expression: Any) -> Any:
        slope = sympy.diff(expression, self.variable)
        if not slope.has(self.variable) and expression.is_polynomial(self.variable):
            name = symbol_latex(self.variable.name)
            self.note(f"linear in ${name}$: what multiplies ${name}$ is left", expression, to_latex(slope))
            return slope
        terms = expression.as_ordered_terms()
        self.note(
            "sum rule: differentiate term by term",
            expression,
            sum_latex(self.operator(to_latex(term)) for term in terms),
        )
        result = sympy.Add(*(self.of(term) for term in terms))
        self.note("put the terms together", expression, to_latex(result))
        return result

    def _product(self, expression: Any) -> Any:
        constant, rest = expression.as_independent(self.variable, as_Add=False)
        if constant != 1:
            return self._constant_multiple(expression, constant, rest)
        above, below = rest.as_numer_denom() if _is_fraction(rest) else (rest, sympy.Integer(1))
        if below != 1 and below.has(self.variable):
            return self._quotient(expression, above, below)
        factors = rest.as_ordered_factors()
        first, second = factors[0], sympy.Mul(*factors[1:])
        self.note(
            f"product rule, with ${to_latex(first)}$ and ${to_latex(second)}$",
            expression,
            f"{self.operator(to_latex(first))} \\cdot {factor_latex(second)}"
            f" + {factor_latex(first)} \\cdot {self.operator(to_latex(second))}",
        )
        result = self.of(first) * second + first * self.of(second)
        self.note("put the two parts together", expression, to_latex(result))
        return result

    def _constant_multiple(self, expression: Any, constant: Any, rest: Any) -> Any:
        plain = rest == self.variable or (rest.is_Pow and rest.base == self.variable and rest.exp.is_number)
        if plain:
            result = constant * sympy.diff(rest, self.variable)
            kept = _held(constant)
            rule = "constant multiple" if rest == self.variable else "power rule"
            self.note(f"{rule}{kept}", expression, to_latex(result))
            return result
        self.note(
            f"constant multiple: ${to_latex(constant)}$ stays in front",
            expression,
            f"{to_latex(constant) if constant != -1 else '-'} {self.operator(to_latex(rest))}",
        )
        result = constant * self.of(rest)
        self.note("multiply by the constant", expression, to_latex(result))
        return result

    def _quotient(self, expression: Any, above: Any, below: Any) -> Any:
        if not above.has(self.variable):
            return self._reciprocal(expression, above, below)
        square = to_latex(below**2)
        self.note(
            f"quotient rule, ${to_latex(above)}$ over ${to_latex(below)}$",
            expression,
            f"\\frac{{{self.operator(to_latex(above))} \\cdot {factor_latex(below)}"
            f" - {factor_latex(above)} \\cdot {self.operator(to_latex(below))}}}{{{square}}}",
        )
        result = (self.of(above) * below - above * self.of(below)) / below**2
        result = shortest(result)
        self.note("put the parts together", expression, to_latex(result))
        return result

    def _reciprocal(self, expression: Any, above: Any, below: Any) -> Any:
        inner = self.operator(to_latex(below))
        self.note(
            f"reciprocal rule, with $u = {to_latex(below)}$ below the line",
            expression,
            f"-\\frac{{{factor_latex(above) + ' ' + chr(92) + 'cdot ' if above != 1 else ''}{inner}}}"
            f"{{{to_latex(below**2)}}}",
        )
        result = -above * self.of(below) / below**2
        self.note("put the parts together", expression, to_latex(result))
        return result

    def _power(self, expression: Any) -> Any:
        base, exponent = expression.base, expression.exp
        if not exponent.has(self.variable):
            result = exponent * base ** (exponent - 1)
            if base == self.variable:
                self.note(
                    "power rule: bring the exponent down and lower it by one", expression, to_latex(result)
                )
                return result
            if exponent == -1:
                return self._reciprocal(expression, sympy.Integer(1), base)
            return self._chain(expression, base, result, f"u^{{{to_latex(exponent)}}}")
        if not base.has(self.variable):
            outer = expression if base == sympy.E else expression * sympy.log(base)
            if exponent == self.variable:
                rule = (
                    _TABLE["exp"] if base == sympy.E else "exponential rule: times the logarithm of the base"
                )
                self.note(rule, expression, to_latex(outer))
                return outer
            return self._chain(expression, exponent, outer, f"{factor_latex(base)}^{{u}}")
        logarithm = exponent * sympy.log(base)
        self.note(
            f"base and exponent both depend on ${symbol_latex(self.variable.name)}$: write the power with $e$",
            expression,
            f"{factor_latex(expression)} \\cdot {self.operator(to_latex(logarithm))}",
        )
        result = expression * self.of(logarithm)
        self.note("put the parts together", expression, to_latex(result))
        return result

    def _function(self, expression: Any) -> Any:
        inner = expression.args[0]
        name = expression.func.__name__
        if isinstance(expression, sympy.core.function.AppliedUndef):
            raise UnsolvableError("the function is not defined")
        if isinstance(expression, sympy.exp):
            outer, shape = expression, "e^{u}"
        elif name == "Abs":
            outer, shape = inner / expression, "\\left|u\\right|"
        elif name in _TABLE:
            outer = sympy.cos(inner) ** -2 if name == "tan" else expression.fdiff()
            if name == "tanh":
                outer = 1 - sympy.tanh(inner) ** 2
            shape = to_latex(expression.func(sympy.Symbol("u")))
        else:
            return self._direct(expression)
        if inner == self.variable:
            self.note(_TABLE[name], expression, to_latex(outer))
            return outer
        return self._chain(expression, inner, outer, shape)

    def _chain(self, expression: Any, inner: Any, outer: Any, shape: str) -> Any:
        self.note(
            f"chain rule: the outer function is ${shape}$, the inner function is $u = {to_latex(inner)}$",
            expression,
            f"{factor_latex(outer)} \\cdot {self.operator(to_latex(inner))}",
        )
        result = outer * self.of(inner)
        self.note("multiply outer and inner derivative", expression, to_latex(result))
        return result

    def _direct(self, expression: Any) -> Any:
        result = sympy.diff(expression, self.variable)
        if result.has(sympy.Derivative, sympy.Subs, sympy.DiracDelta, sympy.nan, sympy.zoo):
            raise UnsolvableError("no derivative in closed form")
        self.note("derivative", expression, to_latex(result))
        return result


def _held(constant: Any) -> str:
    if constant.free_symbols:
        names = ", ".join(f"${symbol_latex(s.name)}$" for s in by_name(constant.free_symbols))
        return f", with {names} held constant"
    return ""


def _is_fraction(expression: Any) -> bool:
    return any(
        factor.is_Pow and factor.exp.is_number and factor.exp.is_negative and factor.exp.is_rational
        for factor in sympy.Mul.make_args(expression)
    )


def by_name(symbols: Any) -> list[Any]:
    """Sort symbols by name, so that the order of variables is always the same."""
    return sorted(symbols, key=lambda symbol: str(symbol.name))


def shortest(expression: Any) -> Any:
    """Choose the shortest of a few cheap, always correct rewritings of a scalar expression."""
    candidates = [expression]
    rewritings: list[Callable[[Any], Any]] = [sympy.factor_terms]
    if expression.is_number:
        rewritings += [sympy.radsimp, _plain_surd]
    elif sympy.count_ops(expression) <= 60:
        if expression.is_polynomial(*expression.free_symbols):
            rewritings.append(_gently_expanded)
            rewritings.append(sympy.factor)
        elif expression.is_rational_function(*expression.free_symbols):
            rewritings += [sympy.cancel, sympy.factor]
    for rewriting in rewritings:
        candidates.append(rewriting(expression))
    return min(candidates, key=lambda candidate: (len(to_latex(candidate)), sympy.count_ops(candidate)))


def _plain_surd(number: Any) -> Any:
    return sympy.expand(sympy.radsimp(number), complex=number.has(sympy.I))


def _gently_expanded(expression: Any) -> Any:
    degree = sympy.total_degree(expression) if expression.free_symbols else 0
    return sympy.expand(expression) if degree <= 6 else expression


def derivative_with_steps(
    expression: Any, variable: Any, *, partial: bool = False
) -> tuple[Any, tuple[Step, ...]]:
    """Differentiate once and say how.

    Args:
        expression: A scalar SymPy expression.
        variable: The symbol to differentiate by.
        partial: Write ∂ instead of d.

    Returns:
        The derivative in a short form, and the steps that lead to it.

    Raises:
        UnsolvableError: No derivative in closed form.
    """
    derivation = Derivation(variable, partial)
    raw = derivation.of(expression)
    result = shortest(raw)
    if result != raw:
        derivation.note("simplify", expression, to_latex(result))
    return result, tuple(derivation.steps)
