"""The values that formulas have, and their arithmetic: mpmath numbers, NumPy arrays of objects, tuples for sets.

A vector is an array of one column. What does not fit together raises `Unreadable`.
"""

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np

mp.mp.dps = 40


class Unreadable(Exception):
    """The text is no formula that this reader knows."""


def determinant(rows: list[list[Any]]) -> Any:
    """The determinant by expansion along the first row: exact for whole numbers, and singular ones are no exception."""
    if any(len(row) != len(rows) for row in rows) or len(rows) > 6:
        raise Unreadable("a determinant of what is not square, or too large")
    if len(rows) == 1:
        return rows[0][0]
    return sum(
        (-1) ** j * rows[0][j] * determinant([row[:j] + row[j + 1 :] for row in rows[1:]])
        for j in range(len(rows))
        if rows[0][j] != 0
    ) + mp.mpf(0)


def to_mp(value: Any) -> mp.matrix:
    """A NumPy array of numbers as a matrix of mpmath."""
    if not isinstance(value, np.ndarray):
        raise Unreadable("a matrix was expected")
    return mp.matrix(value.tolist())


def array(rows: list[list[Any]]) -> np.ndarray:
    """Rows of numbers as an array of objects."""
    if len({len(row) for row in rows}) != 1:
        raise Unreadable("rows of different lengths")
    found = np.empty((len(rows), len(rows[0])), dtype=object)
    for i, row in enumerate(rows):
        for j, entry in enumerate(row):
            if isinstance(entry, np.ndarray | tuple):
                raise Unreadable("a block matrix")
            found[i, j] = entry
    return found


def multiply(a: Any, b: Any) -> Any:
    """The product: of numbers, of a number and a matrix, of two matrices."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        if a.shape[1] == b.shape[0]:
            return a @ b
        raise Unreadable("shapes that do not fit")
    if isinstance(a, tuple) or isinstance(b, tuple) or callable(a) or callable(b):
        raise Unreadable("a product of what is no number")
    return a * b


def dot(a: Any, b: Any) -> Any:
    """The product written with a dot: of two columns the scalar product."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.shape[1] == b.shape[1] == 1:
        if a.shape != b.shape:
            raise Unreadable("vectors of different lengths")
        return sum(a[i, 0] * b[i, 0] for i in range(len(a)))
    return multiply(a, b)


def add(a: Any, b: Any) -> Any:
    """The sum of two numbers or of two arrays of one shape."""
    if isinstance(a, np.ndarray) != isinstance(b, np.ndarray) or isinstance(a, tuple) or isinstance(b, tuple):
        raise Unreadable("a sum of things of different kinds")
    if isinstance(a, np.ndarray) and a.shape != b.shape:
        raise Unreadable("a sum of different shapes")
    return a + b


def power(base: Any, exponent: Any) -> Any:
    """A power; of a square matrix for whole exponents, -1 included."""
    if isinstance(base, np.ndarray):
        if exponent == "transpose":
            return base.T
        if isinstance(exponent, np.ndarray | tuple | str) or exponent != int(exponent):
            raise Unreadable("a power of a matrix")
        if base.shape[0] != base.shape[1]:
            raise Unreadable("a power of a matrix that is not square")
        found = to_mp(base) ** int(exponent)
        return array(found.tolist())
    if isinstance(exponent, np.ndarray | tuple | str):
        raise Unreadable("an exponent")
    if base == 0 and mp.re(exponent) < 0:
        raise Unreadable("a division by zero")
    return mp.power(base, exponent)


def divide(a: Any, b: Any) -> Any:
    """A quotient by a number."""
    if isinstance(b, np.ndarray | tuple) or isinstance(a, tuple) or b == 0:
        raise Unreadable("a division")
    return a / b


def norm(value: Any, kind: Any = 2) -> Any:
    """The norm of a column (or of all entries); of a number its absolute value."""
    entries = [mp.fabs(v) for v in value.flatten()] if isinstance(value, np.ndarray) else [mp.fabs(value)]
    if kind == "F" or kind == 2:
        return mp.sqrt(sum(v * v for v in entries))
    if isinstance(kind, str) or (isinstance(value, np.ndarray) and value.shape[1] > 1):
        raise Unreadable("a norm")
    if kind == mp.inf:
        return max(entries)
    if kind == 0:
        return mp.mpf(sum(v != 0 for v in entries))
    return sum(v**kind for v in entries) ** (1 / mp.mpf(kind))
