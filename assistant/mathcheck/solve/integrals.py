"""Integrals, limits and Taylor polynomials as facts with steps."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.solve.calculus import Target, ordinal
from assistant.mathcheck.solve.derivatives import Derivation, UnsolvableError, shortest
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import bracket, factor_latex, sum_latex, to_latex

MOST_OPERATIONS = 60
MOST_TAYLOR_ORDER = 10

_UNKNOWN = (sympy.Integral, sympy.Limit, sympy.Piecewise, sympy.nan, sympy.zoo, sympy.AccumBounds)


def indefinite_integral(expression: Any, variable: Any) -> Fact:
    """An antiderivative plus C, checked by differentiating it back.

    Raises:
        UnsolvableError: No antiderivative in closed form.
    """
    primitive = _antiderivative(expression, variable)
    result = _real_logarithms(primitive, expression, variable)
    left = f"\\int {_integrand(expression)} \\, d{to_latex(variable)}"
    latex = f"{left} = {to_latex(result)} + C"
    steps = [*_integration_steps(expression, variable), Step("the antiderivative, up to a constant", latex)]
    operator = Derivation(variable).operator(to_latex(result))
    steps.append(Step("check: differentiate it back", f"{operator} = {to_latex(expression)}"))
    return Fact("indefinite integral", f"The antiderivative is ${latex}$.", latex, tuple(steps))


def definite_integral(expression: Any, variable: Any, lower: Any, upper: Any) -> Fact:
    """The antiderivative at the upper bound minus at the lower one, agreed with by a numeric integration.

    Raises:
        UnsolvableError: No closed form, or an integral that does not converge.
    """
    _bounded(expression)
    value = sympy.integrate(expression, (variable, lower, upper))
    if value.has(*_UNKNOWN, sympy.oo, -sympy.oo, sympy.I):
        raise UnsolvableError("no value in closed form")
    value = shortest(value)
    _agrees_numerically(expression, variable, lower, upper, value)
    bounds = f"\\int_{{{to_latex(lower)}}}^{{{to_latex(upper)}}}"
    latex = f"{bounds} {_integrand(expression)} \\, d{to_latex(variable)} = {to_latex(value)}"
    steps: list[Step] = []
    try:
        primitive = _antiderivative(expression, variable)
    except UnsolvableError:
        primitive = None
    if primitive is not None:
        written = _real_logarithms(primitive, expression, variable)
        line = f"\\int {_integrand(expression)} \\, d{to_latex(variable)} = {to_latex(written)} + C"
        steps += [*_integration_steps(expression, variable), Step("an antiderivative", line)]
        if _finite(lower) and _finite(upper):
            top, bottom = primitive.subs(variable, upper), primitive.subs(variable, lower)
            if sympy.simplify(top - bottom - value) != 0:
                steps = []
            else:
                shown = f"{factor_latex(shortest(top)) if not top.is_Add else to_latex(shortest(top))}"
                steps.append(
                    Step(
                        "upper bound minus lower bound",
                        f"\\left[{to_latex(written)}\\right]_{{{to_latex(lower)}}}^{{{to_latex(upper)}}} = "
                        f"{shown} - {factor_latex(shortest(bottom))} = {to_latex(value)}",
                    )
                )
    steps.append(Step("the integral", latex))
    return Fact("definite integral", f"The integral is ${latex}$.", latex, tuple(steps))


def _finite(bound: Any) -> bool:
    return bool(bound.is_finite is not False and not bound.has(sympy.oo))


def _bounded(expression: Any) -> None:
    if sympy.count_ops(expression) > MOST_OPERATIONS:
        raise UnsolvableError("too long to integrate")


def _antiderivative(expression: Any, variable: Any) -> Any:
    _bounded(expression)
    result = sympy.integrate(expression, variable)
    if result.has(*_UNKNOWN, sympy.I):
        raise UnsolvableError("no antiderivative in closed form")
    difference = sympy.simplify(sympy.diff(result, variable) - expression)
    if difference != 0:
        raise UnsolvableError("an antiderivative that does not check")
    return sympy.expand(result) if result.is_polynomial(variable) else result


def _real_logarithms(expression: Any, integrand: Any, variable: Any) -> Any:
    """Write ln|u| where the logarithm came from a rational integrand, whose domain has both signs of u."""
    if not integrand.is_rational_function(variable):
        return expression
    found = [item for item in expression.atoms(sympy.log) if item.args[0].has(variable)]
    positive = {item for item in found if _always_positive(item.args[0], variable)}
    return expression.xreplace(
        {item: sympy.log(sympy.Abs(item.args[0])) for item in found if item not in positive}
    )


def _always_positive(inside: Any, variable: Any) -> bool:
    real = inside.subs({symbol: sympy.Dummy(symbol.name, real=True) for symbol in inside.free_symbols})
    return bool(real.is_positive)


def _integrand(expression: Any) -> str:
    shown = to_latex(expression)
    return bracket(shown) if expression.is_Add or shown.startswith("-") else shown


def _integration_steps(expression: Any, variable: Any) -> list[Step]:
    """Name the rules at work where they are elementary: the sum rule, constants, powers."""
    x = to_latex(variable)
    terms = expression.as_ordered_terms() if expression.is_Add else [expression]
    steps = []
    if len(terms) > 1:
        split = sum_latex(_signed_integral(term, variable) for term in terms)
        steps.append(
            Step("sum rule: integrate term by term", f"\\int {_integrand(expression)} \\, d{x} = {split}")
        )
    for term in terms:
        rule = _rule_for(term, variable)
        if rule and len(terms) <= 8:
            primitive = _safe_antiderivative(term, variable)
            if primitive is not None:
                primitive = _real_logarithms(primitive, term, variable)
                steps.append(Step(rule, f"\\int {_integrand(term)} \\, d{x} = {to_latex(primitive)} + C"))
    return steps


def _signed_integral(term: Any, variable: Any) -> str:
    sign, body = ("-", -term) if term.could_extract_minus_sign() else ("", term)
    return f"{sign}\\int {_integrand(body)} \\, d{to_latex(variable)}"


def _safe_antiderivative(term: Any, variable: Any) -> Any:
    try:
        return _antiderivative(term, variable)
    except UnsolvableError:
        return None


def _rule_for(term: Any, variable: Any) -> str:
    _, rest = term.as_independent(variable, as_Add=False)
    if rest == 1:
        return "a constant integrates to the constant times the variable"
    base, exponent = rest.as_base_exp()
    if rest == variable or (base == variable and exponent.is_number and exponent != -1):
        return "power rule: raise the exponent by one and divide by it"
    if base == variable and exponent == -1:
        return "one over the variable integrates to the logarithm"
    if rest == sympy.exp(variable):
        return "the exponential is its own antiderivative"
    if rest in (sympy.sin(variable), sympy.cos(variable)):
        return "sine and cosine integrate to each other, with a sign"
    if isinstance(rest, sympy.exp) and not sympy.diff(rest.args[0], variable).has(variable):
        return "substitute the exponent: divide by its derivative"
    return ""


def _agrees_numerically(expression: Any, variable: Any, lower: Any, upper: Any, value: Any) -> None:
    """A closed form is shown only when a numeric integration agrees with it."""
    names = expression.free_symbols | lower.free_symbols | upper.free_symbols
    if names - {variable}:
        return
    numeric = sympy.Integral(expression, (variable, lower, upper)).evalf(12)
    exact = sympy.N(value, 15)
    if not numeric.is_number or not numeric.is_comparable or not exact.is_comparable:
        raise UnsolvableError("the value could not be confirmed")
    if abs(numeric - exact) > sympy.Float("1e-6") * (1 + abs(exact)):
        raise UnsolvableError("the value could not be confirmed")


def limit(expression: Any, variable: Any, point: Any, side: str = "+-") -> Fact:
    """A limit, both sides compared, with the rule that gives it.

    Args:
        expression: A scalar expression.
        variable: What moves.
        point: Where to; may be ±∞.
        side: `+`, `-`, or `+-` for both.

    Raises:
        UnsolvableError: No limit, or none that could be found.
    """
    _bounded(expression)
    arrow = to_latex(point) + ({"+": "^{+}", "-": "^{-}"}.get(side, ""))
    left = f"\\lim_{{{to_latex(variable)} \\to {arrow}}} {_integrand(expression)}"
    infinite = point in (sympy.oo, -sympy.oo)
    if side == "+-" and not infinite:
        above = sympy.limit(expression, variable, point, "+")
        below = sympy.limit(expression, variable, point, "-")
        if above.has(*_UNKNOWN) or below.has(*_UNKNOWN):
            raise UnsolvableError("no limit found")
        if sympy.simplify(above - below) != 0 if above.is_finite and below.is_finite else above != below:
            return _one_sided_only(expression, variable, point, below, above)
        value = above
    else:
        value = sympy.limit(expression, variable, point, "+" if infinite else side)
    if value.has(*_UNKNOWN) or not (value.is_extended_real is not False):
        raise UnsolvableError("no limit found")
    value = shortest(value) if value.is_finite else value
    steps = _limit_steps(expression, variable, point, value) if side == "+-" else []
    latex = f"{left} = {to_latex(value)}"
    steps.append(Step("the limit", latex))
    return Fact("limit", f"The limit is ${latex}$.", latex, tuple(steps))


def _one_sided_only(expression: Any, variable: Any, point: Any, below: Any, above: Any) -> Fact:
    name, at, body = to_latex(variable), to_latex(point), _integrand(expression)
    from_below = f"\\lim_{{{name} \\to {at}^{{-}}}} {body} = {to_latex(below)}"
    from_above = f"\\lim_{{{name} \\to {at}^{{+}}}} {body} = {to_latex(above)}"
    steps = (Step("from below", from_below), Step("from above", from_above))
    statement = f"There is no limit: the two sides differ, ${from_below}$ and ${from_above}$."
    return Fact("limit", statement, f"{from_below},\\quad {from_above}", steps)


def _limit_steps(expression: Any, variable: Any, point: Any, value: Any) -> list[Step]:
    above, below = expression.as_numer_denom()
    if point in (sympy.oo, -sympy.oo) or not below.has(variable):
        return []
    top, bottom = above.subs(variable, point), below.subs(variable, point)
    if not (top.is_finite and bottom.is_finite):
        return []
    if sympy.simplify(bottom) != 0:
        return [
            Step(
                "continuous there: put the point in",
                f"\\frac{{{to_latex(top)}}}{{{to_latex(bottom)}}} = {to_latex(value)}",
            )
        ]
    if sympy.simplify(top) != 0:
        return []
    arrow = f"\\lim_{{{to_latex(variable)} \\to {to_latex(point)}}}"
    cancelled = sympy.cancel(expression)
    if expression.is_rational_function(variable) and cancelled != expression:
        line = f"{arrow} {_integrand(expression)} = {arrow} {_integrand(cancelled)}"
        return [Step("both parts vanish: cancel the common factor", line)]
    return _lhopital(above, below, variable, point, arrow)


def _lhopital(above: Any, below: Any, variable: Any, point: Any, arrow: str) -> list[Step]:
    steps = []
    for _ in range(3):
        new_above, new_below = sympy.diff(above, variable), sympy.diff(below, variable)
        line = (
            f"{arrow} \\frac{{{to_latex(above)}}}{{{to_latex(below)}}} = "
            f"{arrow} {_fraction(new_above, new_below)}"
        )
        steps.append(Step("both parts go to zero, L'Hôpital: differentiate top and bottom", line))
        above, below = new_above, new_below
        at_top, at_bottom = above.subs(variable, point), below.subs(variable, point)
        if sympy.simplify(at_bottom) != 0 or sympy.simplify(at_top) != 0:
            return steps
    return steps


def _fraction(above: Any, below: Any) -> str:
    return _integrand(above) if below == 1 else f"\\frac{{{to_latex(above)}}}{{{to_latex(below)}}}"


def taylor(target: Target, variable: Any, point: Any, order: int) -> Fact:
    """The Taylor polynomial of the given order about a point, from the derivatives there.

    Raises:
        UnsolvableError: Order above ten, or a derivative that has no value at the point.
    """
    if not 0 <= order <= MOST_TAYLOR_ORDER:
        raise UnsolvableError("Taylor polynomials up to order ten")
    letter = target.letter
    steps = [target.definition()]
    current = target.expression
    polynomial = sympy.Integer(0)
    terms: list[str] = []
    for k in range(order + 1):
        value = shortest(current.subs(variable, point))
        if value.has(*_UNKNOWN, sympy.oo):
            raise UnsolvableError("the function has no derivative of that order at the point")
        marks = "'" * k if k <= 3 else f"^{{({k})}}"
        steps.append(
            Step(
                f"{ordinal(k)} derivative at the point" if k else "value at the point",
                f"{letter}{marks}({to_latex(point)}) = {to_latex(value)}",
            )
        )
        term = value * (variable - point) ** k / sympy.factorial(k)
        polynomial += term
        if term != 0:
            terms.append(to_latex(term))
        if k < order:
            current = sympy.diff(current, variable)
    shown = sum_latex(terms)
    latex = f"T_{{{order}}}({to_latex(variable)}) = {shown}"
    steps.append(Step("divide each by its factorial, times the power of the distance", latex))
    statement = f"The Taylor polynomial of order {order} of ${target.heading}$ at ${to_latex(variable)} = {to_latex(point)}$ is ${shown}$."
    return Fact("taylor polynomial", statement, latex, tuple(steps))
