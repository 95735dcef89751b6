"""Exercises on expectation: what the questions share."""

from __future__ import annotations

WEIGH = r"$E[X] = \sum_x x \, p(x)$: multiply each value by its probability and add up."


THROUGH = r"$E[g(X)] = \sum_x g(x) \, p(x)$: put each value through the function, keep its weight."


WEIGHTS = (
    (5, 3, 2),
    (6, 3, 1),
    (7, 2, 1),
    (4, 4, 2),
    (8, 1, 1),
    (2, 3, 5),
    (1, 4, 5),
    (5, 4, 1),
    (2, 2, 6),
    (3, 6, 1),
)
