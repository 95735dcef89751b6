"""Derivatives, partial derivatives, gradients, Hessians, Jacobians and directional derivatives as facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import (
    Derivation,
    UnsolvableError,
    derivative_with_steps,
    shortest,
)
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import bracket, factor_latex, sum_latex, symbol_latex, to_latex

MOST_VARIABLES = 6

Point = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """The function a question speaks of.

    `name` is None when the question gave a bare formula; `variables` are its arguments in order.
    """

    expression: Any
    variables: tuple[Any, ...]
    name: str | None = None

    @property
    def letter(self) -> str:
        """The name to write, one that the formula itself does not use."""
        if self.name is not None:
            return symbol_latex(self.name)
        taken = {symbol.name for symbol in self.expression.free_symbols}
        return next(letter for letter in ("f", "g", "h", "F", "\\varphi") if letter not in taken)

    @property
    def heading(self) -> str:
        """The definition as an equation: `f(x, y) = …`."""
        return f"{self.letter}({list_plain(self.variables)}) = {to_latex(self.expression)}"

    def definition(self) -> Step:
        """The first line of a solution: what is being worked on."""
        return Step("the function", self.heading)


def list_plain(values: Sequence[Any]) -> str:
    """Write values with commas between: `x, y`."""
    return ", ".join(to_latex(value) for value in values)


def substituted(expression: Any, point: Point) -> Any:
    """Put numbers for variables, all at once.

    Raises:
        UnsolvableError: When the function has no value there.
    """
    value = expression.subs(dict(point), simultaneous=True)
    if isinstance(value, sympy.MatrixBase):
        if any(entry.has(sympy.nan, sympy.zoo, sympy.oo) for entry in value):
            raise UnsolvableError("no value at this point")
        return value.applyfunc(shortest)
    if value.has(sympy.nan, sympy.zoo, sympy.oo):
        raise UnsolvableError("no value at this point")
    return shortest(value)


def derivative(target: Target, variable: Any, *, order: int = 1, point: Point | None = None) -> Fact:
    """Differentiate a function of one variable, several times and at a point when asked.

    Raises:
        UnsolvableError: No derivative in closed form.
    """
    steps: list[Step] = [target.definition()] if target.name is not None else []
    current = target.expression
    lines: list[str] = []
    for turn in range(1, order + 1):
        result, found = derivative_with_steps(current, variable)
        steps += found
        left = _derivative_left(target, variable, turn)
        lines.append(f"{left} = {to_latex(result)}")
        if target.name is not None or order > 1:
            steps.append(Step(ordinal(turn) + " derivative" if order > 1 else "the derivative", lines[-1]))
        current = result
    latex = lines[-1]
    asked = f"${target.heading if target.name is not None else to_latex(target.expression)}$"
    which = "derivative" if order == 1 else f"{ordinal(order)} derivative"
    statement = f"The {which} of {asked} is ${to_latex(current)}$."
    if point:
        value = substituted(current, point)
        latex = _at_point(target, variable, order, current, point, value)
        steps.append(Step("put the point in", latex))
        place = " and ".join(f"${to_latex(name)} = {to_latex(at)}$" for name, at in point.items())
        statement = f"The {which} of {asked} is ${to_latex(current)}$; at {place} it is ${to_latex(value)}$."
    kind = "derivative" if order == 1 else "higher derivative"
    return Fact(kind, statement, latex, tuple(steps))


def _derivative_left(target: Target, variable: Any, order: int) -> str:
    if target.name is not None and len(target.name) == 1:
        marks = "'" * order if order <= 3 else f"^{{({order})}}"
        return f"{target.letter}{marks}({to_latex(variable)})"
    x = to_latex(variable)
    gap = " " if x.startswith("\\") else ""
    head = f"\\frac{{d}}{{d{gap}{x}}}" if order == 1 else f"\\frac{{d^{{{order}}}}}{{d{gap}{x}^{{{order}}}}}"
    return f"{head}\\left[{to_latex(target.expression)}\\right]"


def _at_point(target: Target, variable: Any, order: int, current: Any, point: Point, value: Any) -> str:
    if target.name is not None and len(target.name) == 1 and list(point) == [variable]:
        marks = "'" * order if order <= 3 else f"^{{({order})}}"
        return f"{target.letter}{marks}({to_latex(point[variable])}) = {to_latex(value)}"
    places = ",\\ ".join(f"{to_latex(name)} = {to_latex(at)}" for name, at in point.items())
    return f"\\left. {factor_latex(current)} \\right|_{{{places}}} = {to_latex(value)}"


def ordinal(number: int) -> str:
    """Say a number as a place in a row: first, second, third, 4th."""
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")


def partial_derivatives(
    target: Target, wanted: Sequence[Any], *, point: Point | None = None, order: int = 1
) -> Fact:
    """Differentiate by each wanted variable with the others held constant.

    With `order` above one, or several variables in `wanted` and `order` 0, differentiates in sequence
    (`order=0` means: by each of `wanted` one after the other, a mixed derivative).

    Raises:
        UnsolvableError: No derivative in closed form.
    """
    if order != 1:
        sequence = list(wanted) if order == 0 else [wanted[0]] * order
        return _repeated_partial(target, sequence, point)
    steps = [target.definition()]
    equations: list[str] = []
    words: list[str] = []
    for variable in wanted:
        result, line, found = _one_partial(target, variable)
        steps += found
        equations.append(line)
        words.append(f"${line}$")
        if point:
            value = substituted(result, point)
            at = f"\\frac{{\\partial {target.letter}}}{{\\partial {to_latex(variable)}}}{_point_latex(target, point)}"
            equations[-1] = f"{at} = {to_latex(value)}"
            steps.append(Step("put the point in", equations[-1]))
            words[-1] += f", and at the point it is ${to_latex(value)}$"
    kind = "partial derivative" if len(wanted) == 1 else "partial derivatives"
    lead = "The partial derivative is" if len(wanted) == 1 else "The partial derivatives are"
    return Fact(
        kind,
        f"{lead} {_and(words)}, for ${target.heading}$.",
        ",\\quad ".join(equations),
        tuple(steps),
    )


def _one_partial(target: Target, variable: Any) -> tuple[Any, str, list[Step]]:
    result, found = derivative_with_steps(target.expression, variable, partial=True)
    others = [symbol for symbol in target.variables if symbol != variable]
    line = f"\\frac{{\\partial {target.letter}}}{{\\partial {to_latex(variable)}}} = {to_latex(result)}"
    held = f", with ${list_plain(others)}$ held constant" if others else ""
    return result, line, [*found, Step(f"partial derivative by ${to_latex(variable)}${held}", line)]


def _repeated_partial(target: Target, sequence: Sequence[Any], point: Point | None) -> Fact:
    steps = [target.definition()]
    current = target.expression
    done: list[Any] = []
    line = ""
    for variable in sequence:
        current, found = derivative_with_steps(current, variable, partial=True)
        done.append(variable)
        line = f"{_higher_left(target.letter, done)} = {to_latex(current)}"
        steps += [*found, Step(f"{ordinal(len(done))} derivative, by ${to_latex(variable)}$", line)]
    statement = f"For ${target.heading}$, ${line}$."
    if point:
        value = substituted(current, point)
        line = f"{_higher_left(target.letter, done)}{_point_latex(target, point)} = {to_latex(value)}"
        steps.append(Step("put the point in", line))
        statement = f"For ${target.heading}$, ${line}$."
    return Fact("partial derivative", statement, line, tuple(steps))


def _higher_left(letter: str, done: Sequence[Any]) -> str:
    """The left side of a higher partial derivative; the one taken first stands last below the line."""
    if len(done) == 1:
        return f"\\frac{{\\partial {letter}}}{{\\partial {to_latex(done[0])}}}"
    if len(set(done)) == 1:
        below = f"\\partial {to_latex(done[0])}^{{{len(done)}}}"
    else:
        below = " \\, ".join(f"\\partial {to_latex(variable)}" for variable in reversed(done))
    return f"\\frac{{\\partial^{{{len(done)}}} {letter}}}{{{below}}}"


def _point_latex(target: Target, point: Point) -> str:
    return bracket(list_plain([point.get(variable, variable) for variable in target.variables]))


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def gradient_vector(target: Target) -> tuple[Any, list[Step]]:
    """All partial derivatives stacked, with the steps of each.

    Raises:
        UnsolvableError: No derivative in closed form, or more than six variables.
    """
    if not target.variables or len(target.variables) > MOST_VARIABLES:
        raise UnsolvableError("between one and six variables")
    steps = [target.definition()]
    entries = []
    for variable in target.variables:
        result, _, found = _one_partial(target, variable)
        steps += found
        entries.append(result)
    return sympy.ImmutableMatrix(entries), steps


def gradient(target: Target, point: Point | None = None) -> Fact:
    """Stack the partial derivatives, and put a point in when asked.

    Raises:
        UnsolvableError: No derivative in closed form.
    """
    vector, steps = gradient_vector(target)
    latex = f"\\nabla {target.letter} = {to_latex(vector)}"
    steps.append(Step("the gradient stacks the partial derivatives", latex))
    statement = f"The gradient of ${target.heading}$ is ${latex}$."
    if point:
        value = substituted(vector, point)
        at = f"\\nabla {target.letter}{_point_latex(target, point)} = {to_latex(value)}"
        steps.append(Step("put the point in", at))
        statement = (
            f"The gradient of ${target.heading}$ is ${latex}$; at the point it is ${to_latex(value)}$."
        )
        latex = at
    return Fact("gradient", statement, latex, tuple(steps))


def hessian(target: Target, point: Point | None = None) -> Fact:
    """Stack the second partial derivatives in a matrix.

    Raises:
        UnsolvableError: No derivative in closed form.
    """
    matrix, steps = hessian_matrix(target)
    letter = f"\\nabla^{{2}} {target.letter}"
    latex = f"{letter} = {to_latex(matrix)}"
    steps.append(Step("the Hessian holds the second derivatives", latex))
    statement = f"The Hessian of ${target.heading}$ is ${to_latex(matrix)}$."
    if point:
        value = substituted(matrix, point)
        latex = f"{letter}{_point_latex(target, point)} = {to_latex(value)}"
        steps.append(Step("put the point in", latex))
        statement = f"The Hessian of ${target.heading}$ is ${to_latex(matrix)}$; at the point it is ${to_latex(value)}$."
    return Fact("hessian", statement, latex, tuple(steps))


def hessian_matrix(target: Target) -> tuple[Any, list[Step]]:
    """The matrix of second derivatives with the lines that give each entry."""
    vector, _ = gradient_vector(target)
    steps = [target.definition()]
    for variable, entry in zip(target.variables, vector, strict=True):
        left = _higher_left(target.letter, [variable])
        steps.append(Step(f"partial derivative by ${to_latex(variable)}$", f"{left} = {to_latex(entry)}"))
    rows = []
    for i, first in enumerate(target.variables):
        row = []
        for j, second in enumerate(target.variables):
            derivation = Derivation(second, partial=True)
            value = shortest(derivation.of(vector[i]))
            row.append(value)
            if j >= i:
                left = _higher_left(target.letter, [first, second])
                rule = (
                    f"differentiate by ${to_latex(first)}$ twice"
                    if i == j
                    else f"by ${to_latex(first)}$, then by ${to_latex(second)}$ (the order does not matter here)"
                )
                steps.append(Step(rule, f"{left} = {to_latex(value)}"))
        rows.append(row)
    return sympy.ImmutableMatrix(rows), steps


def jacobian(components: Sequence[Any], variables: Sequence[Any], point: Point | None = None) -> Fact:
    """One row of partial derivatives for each component.

    Raises:
        UnsolvableError: No derivative in closed form, or too many components or variables.
    """
    if not 1 <= len(variables) <= MOST_VARIABLES or not 1 <= len(components) <= MOST_VARIABLES:
        raise UnsolvableError("between one and six components and variables")
    column = sympy.ImmutableMatrix(list(components))
    steps = [Step("the function", f"F({list_plain(variables)}) = {to_latex(column)}")]
    rows = []
    for component in components:
        row = []
        for variable in variables:
            result, found = derivative_with_steps(component, variable, partial=True)
            steps += [step for step in found[-1:] if step not in steps]
            row.append(result)
        rows.append(row)
    matrix = sympy.ImmutableMatrix(rows)
    latex = f"J_{{F}}({list_plain(variables)}) = {to_latex(matrix)}"
    steps.append(Step("row by row, the gradients of the components", latex))
    statement = f"The Jacobian of ${to_latex(column)}$ is ${to_latex(matrix)}$."
    if point:
        value = substituted(matrix, point)
        latex = f"J_{{F}}{bracket(list_plain([point.get(v, v) for v in variables]))} = {to_latex(value)}"
        steps.append(Step("put the point in", latex))
        statement = f"The Jacobian of ${to_latex(column)}$ is ${to_latex(matrix)}$; at the point it is ${to_latex(value)}$."
    return Fact("jacobian", statement, latex, tuple(steps))


def directional_derivative(target: Target, direction: Any, point: Point | None = None) -> Fact:
    """The gradient times the direction, the direction first brought to length one.

    Args:
        target: A function of n variables.
        direction: A column of n numbers, not all zero.
        point: Where, or None for the formula.

    Raises:
        UnsolvableError: A direction of another dimension, or of length zero.
    """
    column = sympy.ImmutableMatrix(list(direction))
    if column.rows != len(target.variables) or all(entry == 0 for entry in column):
        raise UnsolvableError("the direction does not fit the function")
    vector, steps = gradient_vector(target)
    name = f"\\nabla {target.letter}"
    steps.append(Step("the gradient stacks the partial derivatives", f"{name} = {to_latex(vector)}"))
    if point:
        vector = substituted(vector, point)
        steps.append(Step("put the point in", f"{name}{_point_latex(target, point)} = {to_latex(vector)}"))
    length = sympy.sqrt(sum(entry**2 for entry in column))
    if length != 1:
        squares = sum_latex(f"{factor_latex(entry)}^{{2}}" for entry in column)
        steps.append(
            Step(
                "length of the direction",
                f"\\left\\|{to_latex(column)}\\right\\| = \\sqrt{{{squares}}} = {to_latex(length)}",
            )
        )
    unit = column / length
    steps.append(Step("bring the direction to length one", f"u = {to_latex(unit)}"))
    value = shortest((vector.T * unit)[0])
    where = _point_latex(target, point) if point else bracket(list_plain(target.variables))
    latex = f"D_{{u}} {target.letter}{where} = {to_latex(value)}"
    steps.append(
        Step(
            "dot product of gradient and unit direction",
            f"{to_latex(vector)} \\cdot {to_latex(unit)} = {to_latex(value)}",
        )
    )
    statement = (
        f"The directional derivative of ${target.heading}$ along ${to_latex(column)}$, "
        f"brought to length one, is ${to_latex(value)}$."
    )
    return Fact("directional derivative", statement, latex, tuple(steps))
