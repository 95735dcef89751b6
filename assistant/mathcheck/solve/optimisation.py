"""Critical points and their kind, one step of gradient descent or Newton, least squares."""

from __future__ import annotations

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
from assistant.mathcheck.solve.matrices import tidy
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import bracket, factor_latex, sum_latex, to_latex

MOST_POINTS = 8


def critical_points(target: Target) -> Fact:
    """Where the gradient vanishes, each point with its kind by the second derivative test.

    Raises:
        UnsolvableError: The equations were not solved in closed form, or there are too many points.
    """
    if len(target.variables) == 1:
        return _one_variable(target, target.variables[0])
    return _several_variables(target)


def _one_variable(target: Target, variable: Any) -> Fact:
    first, steps_found = derivative_with_steps(target.expression, variable)
    steps = [
        target.definition(),
        *steps_found,
        Step("the derivative", f"{target.letter}'({to_latex(variable)}) = {to_latex(first)}"),
    ]
    points = _real_roots(first, variable)
    if not points:
        statement = f"${target.heading}$ has no critical point: its derivative is never zero."
        return Fact(
            "critical points",
            statement,
            f"{target.letter}'({to_latex(variable)}) = {to_latex(first)}",
            tuple(steps),
        )
    listed = " \\text{ or } ".join(f"{to_latex(variable)} = {to_latex(point)}" for point in points)
    steps.append(Step("set it to zero", f"{to_latex(first)} = 0"))
    steps.append(Step("solve", listed))
    second = shortest(sympy.diff(first, variable))
    steps.append(
        Step("the second derivative", f"{target.letter}''({to_latex(variable)}) = {to_latex(second)}")
    )
    words = []
    for point in points:
        bend = shortest(second.subs(variable, point))
        value = shortest(target.expression.subs(variable, point))
        kind = _kind_on_a_line(target.expression, variable, point, bend)
        steps.append(
            Step(
                f"at ${to_latex(variable)} = {to_latex(point)}$: {kind}",
                f"{target.letter}''({to_latex(point)}) = {to_latex(bend)}",
            )
        )
        steps.append(Step("value there", f"{target.letter}({to_latex(point)}) = {to_latex(value)}"))
        words.append(f"${to_latex(variable)} = {to_latex(point)}$ ({kind}, value ${to_latex(value)}$)")
    statement = f"The critical points of ${target.heading}$: {', '.join(words)}."
    return Fact("critical points", statement, listed, tuple(steps))


def _real_roots(expression: Any, variable: Any) -> list[Any]:
    if not expression.free_symbols <= {variable}:
        raise UnsolvableError("only numbers beside the variable")
    if not expression.has(variable):
        if expression == 0:
            raise UnsolvableError("every point is critical")
        return []
    real = sympy.Symbol(variable.name, real=True)
    found = sympy.solveset(expression.subs(variable, real), real, domain=sympy.Reals)
    if found is sympy.EmptySet:
        return []
    if (
        not isinstance(found, sympy.FiniteSet)
        or len(found) > MOST_POINTS
        or any(sympy.count_ops(r) > 20 for r in found)
    ):
        raise UnsolvableError("no finite list of points")
    roots = sorted((shortest(root) for root in found), key=float)
    for root in roots:
        gap = sympy.N(expression.subs(variable, root), 20)
        if not gap.is_comparable or abs(gap) > sympy.Float("1e-12"):
            raise UnsolvableError("a point that does not check")
    return roots


def _kind_on_a_line(expression: Any, variable: Any, point: Any, bend: Any) -> str:
    if bend.is_positive:
        return "a local minimum"
    if bend.is_negative:
        return "a local maximum"
    current = expression
    for order in range(3, 7):
        current = sympy.diff(current, variable) if order > 3 else sympy.diff(expression, variable, 3)
        value = shortest(current.subs(variable, point))
        if value.is_nonzero:
            if order % 2:
                return "an inflection point, neither minimum nor maximum"
            return "a local minimum" if value.is_positive else "a local maximum"
    return "the second derivative test does not decide"


def _several_variables(target: Target) -> Fact:
    vector, steps = gradient_vector(target)
    if not vector.free_symbols <= set(target.variables):
        raise UnsolvableError("only numbers beside the variables")
    if not all(entry.is_polynomial(*target.variables) for entry in vector):
        raise UnsolvableError("only polynomials of several variables")
    steps.append(Step("the gradient", f"\\nabla {target.letter} = {to_latex(vector)}"))
    reals = {symbol: sympy.Symbol(symbol.name, real=True) for symbol in target.variables}
    found = sympy.solve([entry.subs(reals) for entry in vector], list(reals.values()), dict=True)
    points = []
    for solution in found:
        if set(solution) != set(reals.values()) or any(value.free_symbols for value in solution.values()):
            raise UnsolvableError("the critical points are not isolated")
        place = {symbol: shortest(solution[real]) for symbol, real in reals.items()}
        if all(value.is_real for value in place.values()):
            points.append(place)
    if len(points) > MOST_POINTS:
        raise UnsolvableError("too many points")
    equations = ",\\quad ".join(f"{to_latex(entry)} = 0" for entry in vector)
    steps.append(Step("set every partial derivative to zero", equations))
    if not points:
        statement = f"${target.heading}$ has no critical point: its gradient is never zero."
        return Fact(
            "critical points", statement, f"\\nabla {target.letter} = {to_latex(vector)}", tuple(steps)
        )
    matrix, _ = hessian_matrix(target)
    steps.append(Step("the Hessian", f"\\nabla^{{2}} {target.letter} = {to_latex(matrix)}"))
    words, shown = [], []
    for place in points:
        at = bracket(list_plain([place[variable] for variable in target.variables]))
        hessian = substituted(matrix, place)
        kind = _kind_of(hessian)
        value = shortest(target.expression.subs(place))
        steps.append(Step(f"at ${at}$: {kind}", f"\\nabla^{{2}} {target.letter}{at} = {to_latex(hessian)}"))
        words.append(f"${at}$ ({kind}, value ${to_latex(value)}$)")
        names = ", ".join(to_latex(variable) for variable in target.variables)
        shown.append(f"({names}) = {at}")
    statement = f"The critical points of ${target.heading}$: {', '.join(words)}."
    return Fact("critical points", statement, " \\text{ or } ".join(shown), tuple(steps))


def _kind_of(hessian: Any) -> str:
    """By the leading minors; a zero minor leaves the question open."""
    minors = [shortest(hessian[:size, :size].det()) for size in range(1, hessian.rows + 1)]
    if all(minor.is_positive for minor in minors):
        return "a local minimum: the Hessian is positive definite"
    if all((minor * (-1) ** size).is_positive for size, minor in enumerate(minors, start=1)):
        return "a local maximum: the Hessian is negative definite"
    if minors[-1].is_nonzero:
        return "a saddle point: the Hessian has eigenvalues of both signs"
    return "the Hessian does not decide"


def descent_step(target: Target, place: dict[Any, Any], rate: Any) -> Fact:
    """One step of gradient descent: x − η ∇f(x).

    Raises:
        UnsolvableError: No derivative in closed form, or no value at the point.
    """
    if len(target.variables) == 1:
        variable = target.variables[0]
        slope, steps_found = derivative_with_steps(target.expression, variable)
        at = substituted(slope, place)
        old = place[variable]
        new = shortest(old - rate * at)
        x = to_latex(variable)
        latex = (
            f"{x}_{{1}} = {to_latex(old)} - {factor_latex(rate)} \\cdot {factor_latex(at)} = {to_latex(new)}"
        )
        steps = [
            target.definition(),
            *steps_found,
            Step("the derivative", f"{target.letter}'({x}) = {to_latex(slope)}"),
            Step("at the current point", f"{target.letter}'({to_latex(old)}) = {to_latex(at)}"),
            Step("step against the slope", latex),
        ]
        statement = f"One step of gradient descent leads from ${x} = {to_latex(old)}$ to ${to_latex(new)}$."
        return Fact("gradient descent step", statement, latex, tuple(steps))
    vector, steps = gradient_vector(target)
    at = substituted(vector, place)
    old = sympy.ImmutableMatrix([place[variable] for variable in target.variables])
    new = tidy(old - rate * at)
    latex = f"{to_latex(old)} - {factor_latex(rate)} {to_latex(at)} = {to_latex(new)}"
    point = bracket(list_plain(list(old)))
    steps += [
        Step("the gradient", f"\\nabla {target.letter} = {to_latex(vector)}"),
        Step("at the current point", f"\\nabla {target.letter}{point} = {to_latex(at)}"),
        Step("step against the gradient", latex),
    ]
    statement = f"One step of gradient descent leads from ${point}$ to ${bracket(list_plain(list(new)))}$."
    return Fact("gradient descent step", statement, latex, tuple(steps))


def newton_root_step(target: Target, variable: Any, start: Any) -> Fact:
    """One step of Newton's method for a root: x − f(x) / f′(x).

    Raises:
        UnsolvableError: The slope is zero there.
    """
    slope, steps_found = derivative_with_steps(target.expression, variable)
    value, at = substituted(target.expression, {variable: start}), substituted(slope, {variable: start})
    if at == 0:
        raise UnsolvableError("the slope is zero there")
    new = shortest(start - value / at)
    x = to_latex(variable)
    latex = f"{x}_{{1}} = {to_latex(start)} - \\frac{{{to_latex(value)}}}{{{to_latex(at)}}} = {to_latex(new)}"
    steps = (
        target.definition(),
        *steps_found,
        Step("the derivative", f"{target.letter}'({x}) = {to_latex(slope)}"),
        Step("value at the current point", f"{target.letter}({to_latex(start)}) = {to_latex(value)}"),
        Step("slope at the current point", f"{target.letter}'({to_latex(start)}) = {to_latex(at)}"),
        Step("follow the tangent to zero", latex),
    )
    statement = f"One Newton step for the root leads from ${x} = {to_latex(start)}$ to ${to_latex(new)}$."
    return Fact("newton step", statement, latex, steps)


def least_squares(matrix: Any, right: Any, names: tuple[str, str] = ("A", "b")) -> Fact:
    """The solution of the normal equations AᵀA x = Aᵀ b.

    Raises:
        UnsolvableError: Shapes that do not fit, or columns that depend on each other.
    """
    if (
        matrix.rows != right.rows
        or right.cols != 1
        or matrix.cols > 4
        or matrix.rows > 12
        or matrix.free_symbols
    ):
        raise UnsolvableError("the shapes do not fit")
    a, b = names
    square, side = tidy(matrix.T * matrix), tidy(matrix.T * right)
    if square.det() == 0:
        raise UnsolvableError("the columns depend on each other")
    result = tidy(square.inv() * side)
    residual = tidy(right - matrix * result)
    latex = f"\\hat{{x}} = {to_latex(result)}"
    steps = (
        Step("what is given", f"{a} = {to_latex(matrix)},\\quad {b} = {to_latex(right)}"),
        Step(
            "normal equations: left side",
            f"{to_latex(sympy.ImmutableMatrix(matrix.T))} {to_latex(matrix)} = {to_latex(square)}",
        ),
        Step(
            "normal equations: right side",
            f"{to_latex(sympy.ImmutableMatrix(matrix.T))} {to_latex(right)} = {to_latex(side)}",
        ),
        Step("solve them", f"{to_latex(square)} {to_latex(result)} = {to_latex(side)}"),
        Step(
            "what is left over",
            f"{to_latex(right)} - {to_latex(matrix)} {to_latex(result)} = {to_latex(residual)}",
        ),
    )
    return Fact("least squares", f"The least-squares solution is ${latex}$.", latex, steps)


def line_fit(points: list[tuple[Any, Any]]) -> Fact:
    """The straight line with the least squared error through points.

    Raises:
        UnsolvableError: Fewer than two points, or all above one another.
    """
    if not 2 <= len(points) <= 12 or len({x for x, _ in points}) < 2:
        raise UnsolvableError("at least two points with different abscissae")
    count = len(points)
    mean_x = sum((x for x, _ in points), sympy.Integer(0)) / count
    mean_y = sum((y for _, y in points), sympy.Integer(0)) / count
    above = sum((x - mean_x) * (y - mean_y) for x, y in points)
    below = sum((x - mean_x) ** 2 for x, _ in points)
    slope = shortest(above / below)
    start = shortest(mean_y - slope * mean_x)
    x = sympy.Symbol("x")
    latex = f"y = {to_latex(slope * x + start)}"
    products = sum_latex(f"{factor_latex(x - mean_x)} \\cdot {factor_latex(y - mean_y)}" for x, y in points)
    squares = sum_latex(f"{bracket(to_latex(x - mean_x))}^{{2}}" for x, _ in points)
    steps = (
        Step("the means", f"\\bar{{x}} = {to_latex(mean_x)},\\quad \\bar{{y}} = {to_latex(mean_y)}"),
        Step("deviations multiplied and added", f"{products} = {to_latex(above)}"),
        Step("deviations of x squared and added", f"{squares} = {to_latex(below)}"),
        Step(
            "slope: the first over the second",
            f"\\frac{{{to_latex(above)}}}{{{to_latex(below)}}} = {to_latex(slope)}",
        ),
        Step(
            "the line passes through the means",
            f"{to_latex(mean_y)} - {factor_latex(slope)} \\cdot {factor_latex(mean_x)} = {to_latex(start)}",
        ),
        Step("the line", latex),
    )
    return Fact("least squares", f"The line of least squares is ${latex}$.", latex, steps)
