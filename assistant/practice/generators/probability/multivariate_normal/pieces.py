"""Exercises on the multivariate normal: what the questions share."""

from __future__ import annotations

from assistant.practice.draw import Draw

GIVEN = r"Given $X_1 = x_1$: mean $\mu_2 + \frac{\Sigma_{21}}{\Sigma_{11}} (x_1 - \mu_1)$, variance $\Sigma_{22} - \frac{\Sigma_{21}^2}{\Sigma_{11}}$."


MATRICES = (
    (2, 1, 2),
    (2, -1, 2),
    (1, 0, 4),
    (4, 0, 9),
    (5, 2, 1),
    (2, 1, 1),
    (4, 2, 2),
    (5, 1, 2),
    (5, 3, 2),
    (3, 1, 2),
    (1, 0, 1),
    (4, -2, 5),
    (9, 3, 5),
    (4, 2, 10),
    (1, -1, 2),
    (4, 6, 10),
)


def case(draw: Draw) -> tuple[tuple[int, int, int], int, tuple[int, int]]:
    """Work out or write: case."""
    a, b, c = draw.choice(MATRICES)
    return (a, b, c), a * c - b * b, (draw.integer(-3, 5), draw.integer(-3, 5))
