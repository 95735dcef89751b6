"""What the exercises of this topic share."""

from __future__ import annotations

from assistant.practice.draw import Draw

LEGS = ((3, 4, 5), (6, 8, 10), (5, 12, 13), (8, 6, 10), (4, 3, 5), (12, 5, 13), (9, 12, 15), (8, 15, 17))


DISTANCE = r"The distance is $\sqrt{(x_2 - x_1)^2 + (y_2 - y_1)^2}$, by Pythagoras."


SLOPE = r"The slope is rise over run, $\frac{y_2 - y_1}{x_2 - x_1}$."


def two_points(draw: Draw) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int, int]]:
    """Two points at a whole distance, and the sizes of run, rise and distance."""
    legs = draw.choice(LEGS)
    first = (draw.integer(-6, 6), draw.integer(-6, 6))
    second = (first[0] + legs[0] * draw.choice((1, -1)), first[1] + legs[1] * draw.choice((1, -1)))
    return first, second, legs
