"""Exercises on k-means: what the questions share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice.draw import Draw

ASSIGN = "Assign: each point goes to the centre with the smallest squared distance."


UPDATE = r"Update: each centre moves to the mean of its own points, $\mathbf{m}_j = \frac{1}{n_j} \sum \mathbf{x}_i$."


INERTIA = r"$J = \sum_i \|\mathbf{x}_i - \mathbf{m}_{c_i}\|^2$: the squared distances of all points to their own centres, added up."


Point = tuple[int, int]


def mean_of(points: Any) -> tuple[Any, Any]:
    """Work out or write: mean of."""
    return Fraction(sum(p[0] for p in points), len(points)), Fraction(sum(p[1] for p in points), len(points))


def even_cluster(draw: Draw, size: int) -> list[Point]:
    """Points whose mean has whole coordinates."""
    points = [(draw.integer(-2, 9), draw.integer(-2, 9)) for _ in range(size - 1)]
    last = [
        draw.choice([c for c in range(-2, 10) if (sum(p[i] for p in points) + c) % size == 0])
        for i in range(2)
    ]
    return [*points, (last[0], last[1])]


def names(points: Any) -> str:
    """Work out or write: names."""
    shown = [f"$({p[0]}, {p[1]})$" for p in points]
    return ", ".join(shown[:-1]) + " and " + shown[-1]
