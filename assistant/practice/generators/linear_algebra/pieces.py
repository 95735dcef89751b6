"""What the exercises of linear algebra share: vectors of whole length, tame matrices, and how a computation is shown."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import dot_sum, tex, vec

Row = tuple[int, ...]
Rows = tuple[Row, ...]

TRIPLES = ((3, 4, 5), (4, 3, 5), (6, 8, 10), (5, 12, 13), (8, 6, 10), (12, 5, 13), (8, 15, 17))
QUADRUPLES = ((1, 2, 2, 3), (2, 3, 6, 7), (1, 4, 8, 9), (4, 4, 7, 9), (2, 6, 9, 11), (6, 6, 7, 11))


def whole_length(draw: Draw, size: int = 2) -> tuple[Row, int]:
    """A vector of 2 or 3 components, none zero, with a whole length, and that length."""
    if size == 2:
        *parts, length = draw.choice(TRIPLES)
    else:
        *parts, length = draw.choice(QUADRUPLES)
        parts = draw.shuffled(parts)
    return tuple(part * draw.choice((1, -1)) for part in parts), length


def unimodular(draw: Draw, reach: int = 3) -> Rows:
    """A 2 by 2 matrix of whole numbers with the determinant 1 or -1 and no zero in it."""
    a, b = draw.nonzero(-reach, reach), draw.nonzero(-reach, reach)
    fits = [
        (c, d) for c in range(-5, 6) for d in range(-5, 6) if abs(a * d - b * c) == 1 and c != 0 and d != 0
    ]
    if not fits:
        raise Unsuitable("no neighbours fit")
    return ((a, b), draw.choice(fits))


def times_vector(matrix: Sequence[Sequence[Any]], vector: Sequence[Any]) -> tuple[Any, ...]:
    """A matrix times a vector."""
    return tuple(sum(a * x for a, x in zip(row, vector, strict=True)) for row in matrix)


def times_matrix(
    left: Sequence[Sequence[Any]], right: Sequence[Sequence[Any]]
) -> tuple[tuple[Any, ...], ...]:
    """A matrix times a matrix."""
    return tuple(
        tuple(sum(a * b for a, b in zip(row, col, strict=True)) for col in zip(*right, strict=True))
        for row in left
    )


def flipped(matrix: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    """The transpose."""
    return tuple(zip(*matrix, strict=True))


def added(left: Sequence[Any], right: Sequence[Any], factor: Any = 1) -> tuple[Any, ...]:
    """One vector plus a multiple of another."""
    return tuple(a + factor * b for a, b in zip(left, right, strict=True))


def multiple(factor: Any, vector: Sequence[Any]) -> tuple[Any, ...]:
    """A multiple of a vector."""
    return tuple(factor * part for part in vector)


def identity(size: int) -> Rows:
    """The identity matrix."""
    return tuple(tuple(int(i == j) for j in range(size)) for i in range(size))


def inverse2(matrix: Sequence[Sequence[Any]]) -> tuple[tuple[Fraction, ...], ...]:
    """The inverse of a 2 by 2 matrix."""
    (a, b), (c, d) = matrix
    whole = Fraction(a * d - b * c)
    return ((d / whole, -b / whole), (-c / whole, a / whole))


def is_multiple(left: Sequence[Any], right: Sequence[Any]) -> bool:
    """Whether two vectors are parallel."""
    return all(left[i] * right[j] == left[j] * right[i] for i in range(len(left)) for j in range(i))


def dots(left: Sequence[Any], right: Sequence[Any]) -> str:
    """A dot product as its sum, not carried out."""
    return dot_sum(left, right)


def row_of(values: Sequence[Any]) -> str:
    r"""Write a row as a pmatrix."""
    return r"\begin{pmatrix} " + " & ".join(tex(v) for v in values) + r" \end{pmatrix}"


def point(values: Sequence[Any]) -> str:
    """Write a point as in the text of the notes: (2, 1)."""
    return "(" + ", ".join(tex(v) for v in values) + ")"


def combination_of(weights: Sequence[Any], vectors: Sequence[Sequence[Any]]) -> str:
    r"""Write a weighted sum of columns, not carried out."""
    shown = ""
    for weight, vector in zip(weights, vectors, strict=True):
        factor = "" if abs(weight) == 1 else tex(abs(weight)) + " "
        sign = ("-" if weight < 0 else "") if not shown else (" - " if weight < 0 else " + ")
        shown += f"{sign}{factor}{vec(vector)}"
    return shown


def linear_side(coefficients: Sequence[int], names: Sequence[str]) -> str:
    """One side of an equation: 2x - y + 3z; terms with a zero are left out."""
    shown = ""
    for c, name in zip(coefficients, names, strict=False):
        if c == 0:
            continue
        sign = ("-" if c < 0 else "") if not shown else (" - " if c < 0 else " + ")
        shown += f"{sign}{'' if abs(c) == 1 else abs(c)}{name}"
    return shown or "0"


def arranged(values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All orders of some values."""
    return list(permutations(values))
