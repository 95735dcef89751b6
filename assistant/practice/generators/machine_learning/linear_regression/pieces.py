"""Exercises on linear regression: what the questions share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice.draw import Draw, Unsuitable

SLOPE = r"$w = \frac{\sum_i (x_i - \bar{x})(y_i - \bar{y})}{\sum_i (x_i - \bar{x})^2}$ and $b = \bar{y} - w \bar{x}$."


Points = list[tuple[Any, Any]]


def some_points(draw: Draw, count: int) -> Points:
    """Work out or write: some points."""
    xs = draw.choice(
        {
            3: ((1, 2, 3), (0, 1, 2), (2, 3, 4), (1, 3, 5), (0, 2, 4)),
            4: ((1, 2, 3, 4), (0, 1, 2, 3), (1, 3, 5, 7), (0, 1, 3, 4)),
        }[count]
    )
    points = [(x, draw.integer(0, 9)) for x in xs]
    if len({y for _, y in points}) < 2:
        raise Unsuitable("a flat line")
    return points


def sums(points: Points) -> tuple[Any, Any, Any, Any, Any]:
    """The means, and the centred sums of products, of squares of x, and of squares of y."""
    n = len(points)
    mx, my = Fraction(sum(x for x, _ in points), n), Fraction(sum(y for _, y in points), n)
    sxy = sum(((x - mx) * (y - my) for x, y in points), Fraction(0))
    return (
        mx,
        my,
        sxy,
        sum(((x - mx) ** 2 for x, _ in points), Fraction(0)),
        sum(((y - my) ** 2 for _, y in points), Fraction(0)),
    )


def normal_equations(points: Points) -> tuple[Any, Any]:
    """Slope and intercept from the normal equations by Cramer's rule; nothing is centred."""
    n, x, y = len(points), sum(p[0] for p in points), sum(p[1] for p in points)
    xx, xy = sum(p[0] ** 2 for p in points), sum(p[0] * p[1] for p in points)
    bottom = n * xx - x * x
    return Fraction(n * xy - x * y, bottom), Fraction(xx * y - x * xy, bottom)
