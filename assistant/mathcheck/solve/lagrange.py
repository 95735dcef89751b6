"""Extreme values under one equality constraint, by Lagrange's multiplier."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.solve.calculus import Target, list_plain
from assistant.mathcheck.solve.derivatives import UnsolvableError, shortest
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import bracket, to_latex

MOST_POINTS = 8
MOST_OPERATIONS = 40
_MULTIPLIER = sympy.Symbol("lambda", real=True)


def lagrange(target: Target, left: Any, right: Any, wanted: str) -> Fact:
    """Points where ∇f = λ ∇g on g = c, with their values and their kind along the constraint.

    Args:
        target: The function, of two or three variables.
        left: One side of the constraint.
        right: The other side.
        wanted: `maximum`, `minimum`, or empty for both.

    Raises:
        UnsolvableError: No finite list of points, or a kind that stays undecided.
    """
    constraint = sympy.expand(left - right)
    names = target.variables
    if (
        not 2 <= len(names) <= 3
        or constraint.free_symbols - set(names)
        or target.expression.free_symbols - set(names)
    ):
        raise UnsolvableError("two or three variables and numbers")
    if sympy.count_ops(target.expression) + sympy.count_ops(constraint) > MOST_OPERATIONS:
        raise UnsolvableError("too long")
    if not (target.expression.is_polynomial(*names) and constraint.is_polynomial(*names)):
        raise UnsolvableError("only polynomials")
    reals = {name: sympy.Symbol(name.name, real=True) for name in names}
    f, g = target.expression.subs(reals), constraint.subs(reals)
    symbols = list(reals.values())
    equations = [sympy.diff(f, s) - _MULTIPLIER * sympy.diff(g, s) for s in symbols]
    found = sympy.solve([*equations, g], [*symbols, _MULTIPLIER], dict=True)
    points = []
    for solution in found:
        if set(solution) != {*symbols, _MULTIPLIER} or any(value.free_symbols for value in solution.values()):
            raise UnsolvableError("the points are not isolated")
        if all(value.is_real for value in solution.values()):
            points.append({key: shortest(value) for key, value in solution.items()})
    if (
        not points
        or len(points) > MOST_POINTS
        or any(sympy.count_ops(v) > 12 for p in points for v in p.values())
    ):
        raise UnsolvableError("no short list of points")
    steps = [
        target.definition(),
        Step("the constraint", f"{to_latex(left)} = {to_latex(right)}"),
        *_conditions(target, constraint, names),
    ]
    return _compared(target, (f, g), symbols, points, wanted, steps)


def _conditions(target: Target, constraint: Any, names: tuple[Any, ...]) -> list[Step]:
    steps = []
    for name in names:
        up, down = sympy.diff(target.expression, name), sympy.diff(constraint, name)
        right = to_latex(shortest(_MULTIPLIER * down)) if down != 0 else "0"
        line = f"{to_latex(up)} = {right}"
        steps.append(
            Step(
                f"gradients parallel, part for ${to_latex(name)}$: $\\partial f = \\lambda \\, \\partial g$",
                line,
            )
        )
    return steps


def _compared(
    target: Target,
    functions: tuple[Any, Any],
    symbols: list[Any],
    points: list[dict[Any, Any]],
    wanted: str,
    steps: list[Step],
) -> Fact:
    f, g = functions
    kinds, values = [], []
    for point in points:
        values.append(shortest(f.subs(point)))
        kinds.append(_kind(f, g, symbols, point))
    ordered = sorted(range(len(points)), key=lambda i: float(values[i]))
    bounded = _bounded(g, symbols)
    low, high = values[ordered[0]], values[ordered[-1]]
    chosen = list(ordered)
    if wanted:
        if bounded:
            best = high if wanted == "maximum" else low
            chosen = [i for i in ordered if values[i] == best]
        else:
            chosen = [i for i in ordered if kinds[i] == wanted]
        if not chosen:
            raise UnsolvableError("no such extreme value found")
    words, shown = [], []
    for i in ordered:
        at = bracket(list_plain([points[i][s] for s in symbols]))
        steps.append(
            Step(
                f"a solution, with $\\lambda = {to_latex(points[i][_MULTIPLIER])}$",
                f"{target.letter}{at} = {to_latex(values[i])}",
            )
        )
    for i in chosen:
        at = bracket(list_plain([points[i][s] for s in symbols]))
        kind = kinds[i]
        if bounded:
            kind = "maximum" if values[i] == high else "minimum" if values[i] == low else kind
        note = f"a {kind}" if kind else "neither by the second-order test"
        words.append(
            f"${at}$ with $\\lambda = {to_latex(points[i][_MULTIPLIER])}$ ({note}, value ${to_latex(values[i])}$)"
        )
        shown.append(f"{target.letter}{at} = {to_latex(values[i])}")
    ending = (
        "the constraint is bounded, so the largest and smallest values are reached"
        if bounded
        else "along the constraint"
    )
    statement = f"By Lagrange's multiplier: {', '.join(words)}; {ending}."
    return Fact("lagrange", statement, ",\\quad ".join(shown), tuple(steps))


def _kind(f: Any, g: Any, symbols: list[Any], point: dict[Any, Any]) -> str:
    """By the Hessian of f − λ g on the directions along the constraint; empty when it does not decide."""
    normal = sympy.Matrix([[sympy.diff(g, s).subs(point) for s in symbols]])
    if normal.is_zero_matrix:
        raise UnsolvableError("the constraint has a corner there")
    tangent = sympy.Matrix.hstack(*normal.nullspace())
    hessian = sympy.hessian(f - point[_MULTIPLIER] * g, symbols).subs(point)
    inner = (tangent.T * hessian * tangent).applyfunc(sympy.simplify)
    minors = [inner[:k, :k].det() for k in range(1, inner.rows + 1)]
    if all(minor.is_positive for minor in minors):
        return "minimum"
    if all((minor * (-1) ** k).is_positive for k, minor in enumerate(minors, start=1)):
        return "maximum"
    return ""


def _bounded(g: Any, symbols: list[Any]) -> bool:
    """Whether the constraint is an ellipse or ellipsoid: a definite quadratic form and no more."""
    if sympy.Poly(g, *symbols).total_degree() != 2:
        return False
    form = sympy.hessian(g, symbols)
    minors = [form[:k, :k].det() for k in range(1, form.rows + 1)]
    return all(m.is_positive for m in minors) or all(
        (m * (-1) ** k).is_positive for k, m in enumerate(minors, start=1)
    )
