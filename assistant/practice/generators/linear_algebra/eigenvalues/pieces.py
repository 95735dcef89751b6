"""What the exercises on eigenvalues share."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    mat,
    tex,
)

RULE = r"An eigenvector keeps its direction: $A\mathbf{v} = \lambda \mathbf{v}$ with $\mathbf{v} \ne \mathbf{0}$."
LAMBDA = sympy.Symbol("lambda")
Matrix2 = tuple[tuple[int, int], tuple[int, int]]


def matrix_with_eigenvalues(
    draw: Draw, *, low: int = -4, high: int = 6
) -> tuple[Matrix2, tuple[int, int], tuple[int, int], tuple[int, int]]:
    """A matrix of whole numbers, its two different eigenvalues, and an eigenvector for each."""
    first, second = draw.sample(range(low, high + 1), 2)
    p, q = draw.choice(
        (
            ((1, 1), (1, -1)),
            ((1, 0), (1, 1)),
            ((1, 1), (0, 1)),
            ((1, 2), (1, 1)),
            ((2, 1), (1, 1)),
            ((1, 2), (0, 1)),
            ((1, -1), (1, 2)),
            ((1, 3), (1, 1)),
            ((1, 1), (2, 1)),
            ((1, -2), (1, 1)),
        )
    )
    area = p[0] * q[1] - p[1] * q[0]
    # A = P diag(first, second) P^-1, written out for two rows.
    entries = (
        (first * p[0] * q[1] - second * q[0] * p[1], (second - first) * p[0] * q[0]),
        ((first - second) * p[1] * q[1], second * p[0] * q[1] - first * q[0] * p[1]),
    )
    if any(entry % area for row in entries for entry in row):
        raise Unsuitable("fractions")
    matrix = tuple(tuple(entry // area for entry in row) for row in entries)
    if matrix[0][1] == 0 and matrix[1][0] == 0:
        raise Unsuitable("diagonal")
    if any(abs(entry) > 12 for row in matrix for entry in row):
        raise Unsuitable("large entries")
    return matrix, (first, second), p, q  # type: ignore[return-value]


def characteristic_polynomial(matrix: Matrix2) -> Any:
    """The characteristic polynomial."""
    (a, b), (c, d) = matrix
    return LAMBDA**2 - (a + d) * LAMBDA + (a * d - b * c)


def factored_form(first: int, second: int) -> str:
    """The same as a product."""
    polynomial = sympy.factor((LAMBDA - first) * (LAMBDA - second))
    if 0 in (first, second):
        return tex(polynomial)
    return rf"({tex(LAMBDA - first)})({tex(LAMBDA - second)})"


def shifted_determinant(matrix: Matrix2) -> str:
    """The determinant that defines it, not carried out."""
    (a, b), (c, d) = matrix
    return r"\det " + mat([[tex(a - LAMBDA), b], [c, tex(d - LAMBDA)]])


def are_eigenvalues(matrix: Any, guess: Any) -> bool:
    """Whether these are all eigenvalues, by determinants."""
    return len(guess) == len(matrix) and all(
        second_way.determinant(second_way.minus_scaled_identity(matrix, value)) == 0 for value in guess
    )
