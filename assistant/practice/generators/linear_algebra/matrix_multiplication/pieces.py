"""What the exercises on matrix products share."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.practice.notation import dot_sum

A, B = r"A", r"B"
RULE = "Entry (row i, column j) of a product is the dot product of row i of the left matrix and column j of the right one."
Rows = Sequence[Sequence[int]]


def columns_of(rows: Rows) -> list[tuple[int, ...]]:
    """The columns of a matrix."""
    return list(zip(*rows, strict=True))


def entrywise(left: Rows, right: Rows) -> list[list[int]]:
    """The product of someone who multiplies entry by entry."""
    return [[a * b for a, b in zip(r, s, strict=True)] for r, s in zip(left, right, strict=True)]


def unfinished(left: Rows, right: Rows) -> list[list[str]]:
    """The product with each entry as a sum that is not carried out."""
    return [[dot_sum(row, col) for col in columns_of(right)] for row in left]
