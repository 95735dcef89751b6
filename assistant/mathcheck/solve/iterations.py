"""Steps of gradient descent, with momentum when asked, and of Newton's method, for a root or for a minimum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy

from assistant.mathcheck.solve.calculus import (
    Target,
    gradient_vector,
    hessian_matrix,
    list_plain,
    substituted,
)
from assistant.mathcheck.solve.derivatives import UnsolvableError, derivative_with_steps, shortest
from assistant.mathcheck.solve.figures import equals, factor, grid, num, rounded, short_decimal
from assistant.mathcheck.solve.matrices import tidy
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import bracket, to_latex

MOST_STEPS = 10
_LONG = 8
"""Characters beyond which a number is rounded on its way to the next step."""

Place = Mapping[Any, Any]


def _kept(value: Any) -> Any:
    """A value to go on with: exact while short, otherwise its first thirty digits."""
    if value.is_Rational and len(str(value.q)) < 12:
        return value
    digits = sympy.N(value, 40)
    if not digits.is_Float or abs(digits) > 10**9:
        raise UnsolvableError("the steps leave every bound")
    return digits


def _at(value: Any) -> str:
    shown = short_decimal(value) if value.is_Rational else None
    if shown is not None and len(shown) <= _LONG:
        return shown
    if value.is_Rational and value.q < 1000 and abs(value.p) < 10_000:
        return num(value)
    return rounded(value, 6)


def _end(value: Any) -> str:
    exact = short_decimal(value) if value.is_Rational else None
    if exact is not None and len(exact) <= _LONG:
        return f"= {exact}"
    if value.is_Rational and value.q < 1000 and abs(value.p) < 10_000:
        return equals(value)
    return f"\\approx {rounded(value, 4)}"


def _as_factor(value: Any) -> str:
    shown = _at(value)
    return bracket(shown) if shown.startswith("-") else shown


def descent(target: Target, place: Place, rate: Any, count: int, momentum: Any = None) -> Fact:
    """Several steps x ← x − η ∇f(x); with momentum v ← β v + ∇f(x), x ← x − η v, beginning with v = 0.

    Args:
        target: The function.
        place: Where it starts.
        rate: η.
        count: How many steps.
        momentum: β, or None.

    Raises:
        UnsolvableError: More than ten steps, no derivative, or values that grow without bound.
    """
    if not 1 <= count <= MOST_STEPS or not rate.is_number or len(target.variables) > 4:
        raise UnsolvableError("from one to ten steps")
    vector, steps = _slopes(target)
    names = target.variables
    current = [place[name] for name in names]
    speed = [sympy.Integer(0)] * len(names)
    for turn in range(1, count + 1):
        slope = list(substituted(vector, dict(zip(names, current, strict=True))))
        slope = [_kept(value) for value in slope]
        steps.append(Step(f"step {turn}: the gradient here", _gradient_line(target, vector, current, slope)))
        if momentum is not None:
            fresh = [_kept(momentum * v + g) for v, g in zip(speed, slope, strict=True)]
            for index, (v, g, new) in enumerate(zip(speed, slope, fresh, strict=True)):
                left = f"v_{{{turn}{_part(names, index)}}}"
                line = f"{left} = {num(momentum)} \\cdot {_as_factor(v)} + {_as_factor(g)} {_end(new)}"
                steps.append(Step("velocity: momentum times the old one, plus the gradient", line))
            speed = fresh
        else:
            speed = slope
        moved = [_kept(x - rate * v) for x, v in zip(current, speed, strict=True)]
        for index, (x, v, new) in enumerate(zip(current, speed, moved, strict=True)):
            line = (
                f"{_name(names[index], turn)} = {_at(x)} - {factor(rate)} \\cdot {_as_factor(v)} {_end(new)}"
            )
            steps.append(Step("against the gradient" if momentum is None else "against the velocity", line))
        current = moved
    return _told(
        names,
        place,
        current,
        count,
        "gradient descent" + (" with momentum" if momentum is not None else ""),
        steps,
        momentum,
    )


def _slopes(target: Target) -> tuple[Any, list[Step]]:
    if len(target.variables) == 1:
        slope, found = derivative_with_steps(target.expression, target.variables[0])
        line = f"{target.letter}'({to_latex(target.variables[0])}) = {to_latex(slope)}"
        return sympy.ImmutableMatrix([slope]), [target.definition(), *found, Step("the derivative", line)]
    vector, steps = gradient_vector(target)
    return vector, [*steps, Step("the gradient", f"\\nabla {target.letter} = {to_latex(vector)}")]


def _gradient_line(target: Target, vector: Any, current: list[Any], slope: list[Any]) -> str:
    at = ", ".join(_at(value) for value in current)
    if len(slope) == 1:
        return f"{target.letter}'({at}) {_end(slope[0])}"
    sign = (
        "="
        if all(_end(value).startswith("= ") and "approx" not in _end(value) for value in slope)
        else "\\approx"
    )
    shown = " \\\\ ".join(_at(value) if sign == "=" else rounded(value) for value in slope)
    return f"\\nabla {target.letter}({at}) {sign} \\begin{{pmatrix}} {shown} \\end{{pmatrix}}"


def _name(variable: Any, turn: int) -> str:
    stem = to_latex(variable)
    return f"{stem}_{{{turn}}}" if "_" not in stem else f"{stem}^{{({turn})}}"


def _part(names: tuple[Any, ...], index: int) -> str:
    return "" if len(names) == 1 else f", {to_latex(names[index])}"


def _told(
    names: tuple[Any, ...],
    place: Place,
    current: list[Any],
    count: int,
    what: str,
    steps: list[Step],
    momentum: Any = None,
) -> Fact:
    start = ", ".join(num(place[name]) for name in names)
    sure = all("approx" not in _end(value) for value in current)
    values = [_at(value) if sure else rounded(value) for value in current]
    point = ", ".join(values)
    many = len(names) > 1
    left = bracket(", ".join(to_latex(name) for name in names)) if many else _name(names[0], count)
    latex = f"{left} {'=' if sure else chr(92) + 'approx'} {bracket(point) if many else point}"
    begin = bracket(start) if many else start
    reading = ""
    if momentum is not None:
        reading = " Read as $v \\leftarrow \\beta v + \\nabla f$, $x \\leftarrow x - \\eta v$, with $v = 0$ at first."
    word = "One step" if count == 1 else f"{count} steps"
    leads = "leads" if count == 1 else "lead"
    statement = f"{word} of {what} {leads} from ${begin}$ to ${latex}$.{reading}"
    return Fact(
        "gradient descent steps" if "gradient" in what else "newton steps", statement, latex, tuple(steps)
    )


def newton_root(target: Target, variable: Any, start: Any, count: int) -> Fact:
    """Several steps x ← x − f(x) / f′(x).

    Raises:
        UnsolvableError: A slope of zero on the way, or more than ten steps.
    """
    if not 1 <= count <= MOST_STEPS:
        raise UnsolvableError("from one to ten steps")
    slope, found = derivative_with_steps(target.expression, variable)
    x = to_latex(variable)
    steps = [
        target.definition(),
        *found,
        Step("the derivative", f"{target.letter}'({x}) = {to_latex(slope)}"),
    ]
    return _newton(target, (variable,), target.expression, slope, start, count, steps, "the root")


def newton_minimum(target: Target, place: Place, count: int) -> Fact:
    """Several steps of Newton's method for a stationary point: x ← x − f′(x) / f″(x), or x − H⁻¹ ∇f.

    Raises:
        UnsolvableError: A Hessian without inverse on the way, or more than ten steps.
    """
    if not 1 <= count <= MOST_STEPS or len(target.variables) > 3:
        raise UnsolvableError("from one to ten steps")
    if len(target.variables) == 1:
        variable = target.variables[0]
        first, found = derivative_with_steps(target.expression, variable)
        second = shortest(sympy.diff(first, variable))
        x = to_latex(variable)
        steps = [
            target.definition(),
            *found,
            Step("the derivative", f"{target.letter}'({x}) = {to_latex(first)}"),
            Step("the second derivative", f"{target.letter}''({x}) = {to_latex(second)}"),
        ]
        return _newton(target, (variable,), first, second, place[variable], count, steps, "the minimum")
    vector, steps = gradient_vector(target)
    matrix, _ = hessian_matrix(target)
    names = target.variables
    steps += [
        Step("the gradient", f"\\nabla {target.letter} = {to_latex(vector)}"),
        Step("the Hessian", f"\\nabla^{{2}} {target.letter} = {to_latex(matrix)}"),
    ]
    current = sympy.ImmutableMatrix([place[name] for name in names])
    for turn in range(1, count + 1):
        here = dict(zip(names, current, strict=True))
        gradient, hessian = substituted(vector, here), substituted(matrix, here)
        if not all(value.is_Rational for value in (*gradient, *hessian)):
            raise UnsolvableError("only rational numbers on the way")
        if hessian.det() == 0:
            raise UnsolvableError("a Hessian without inverse")
        move = tidy(hessian.inv() * gradient)
        steps.append(
            Step(
                f"step {turn}: the gradient here",
                f"\\nabla {target.letter}{bracket(list_plain(list(current)))} = {grid(gradient)}",
            )
        )
        steps.append(
            Step("solve Hessian times move = gradient", f"{grid(hessian)} {grid(move)} = {grid(gradient)}")
        )
        new = tidy(current - move)
        if any(len(str(value.q)) > 12 for value in new):
            raise UnsolvableError("fractions too long")
        steps.append(Step("subtract the move", f"{grid(current)} - {grid(move)} = {grid(new)}"))
        current = new
    return _told(names, place, list(current), count, "Newton's method for the minimum", steps)


def _newton(
    target: Target,
    names: tuple[Any, ...],
    above: Any,
    below: Any,
    start: Any,
    count: int,
    steps: list[Step],
    what: str,
) -> Fact:
    (variable,) = names
    current = start
    marks = ("", "'") if what == "the root" else ("'", "''")
    for turn in range(1, count + 1):
        value = _kept(substituted(above, {variable: current}))
        slope = _kept(substituted(below, {variable: current}))
        if slope == 0:
            raise UnsolvableError("the slope is zero there")
        new = _kept(current - value / slope)
        at = f"({_at(current)})"
        steps.append(
            Step(
                f"step {turn}: values here",
                f"{target.letter}{marks[0]}{at} {_end(value)},\\quad {target.letter}{marks[1]}{at} {_end(slope)}",
            )
        )
        line = (
            f"{_name(variable, turn)} = {_at(current)} - \\frac{{{_at(value)}}}{{{_at(slope)}}} {_end(new)}"
        )
        steps.append(Step("subtract the quotient", line))
        current = new
    return _told(names, {variable: start}, [current], count, f"Newton's method for {what}", steps)
