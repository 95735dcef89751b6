"""What the exercises on the gradient share."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.generators.calculus.pieces import X, Y, partial
from assistant.practice.notation import chain

RULE = r"The gradient collects the partial derivatives: $\nabla f = \begin{pmatrix} \partial f / \partial x \\ \partial f / \partial y \end{pmatrix}$."


def both_slopes(function: Any) -> tuple[Any, Any]:
    """The partial derivatives by x and by y."""
    return sympy.diff(function, X), sympy.diff(function, Y)


def partial_steps(function: Any) -> tuple[Step, Step]:
    """One step for each partial derivative."""
    dx, dy = both_slopes(function)
    return (
        Step("Differentiate by x, y stands still", chain(partial(function, "x"), dx)),
        Step("Differentiate by y, x stands still", chain(partial(function, "y"), dy)),
    )


def value_at(function: Any, point: tuple[int, int]) -> Any:
    """A formula at a point of the plane."""
    return function.subs({X: point[0], Y: point[1]})


def numeric_gradient(function: Any, point: tuple[int, int]) -> Any:
    """The gradient at a point by differences."""
    return second_way.slopes_of(function, ("x", "y"))(
        {"x": second_way.real(point[0]), "y": second_way.real(point[1])}
    )
