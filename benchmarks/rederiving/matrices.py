"""Vectors and matrices: what several topics of linear algebra compute."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import function_of, value_of
from rederiving.numeric import a, column, det, linear, one, roots
from rederiving.values import Unreadable, array, dot, norm


def number(value: Any) -> Any:
    """A value that must be a number."""
    if isinstance(value, np.ndarray | tuple):
        raise Unreadable("a number was expected")
    return value


def with_vectors(x: str, **env: str) -> Any:
    """The value of a formula in named vectors or matrices."""
    return value_of(x, {name: a(text) for name, text in env.items()})


def cosine(u: Any, v: Any) -> Any:
    """The cosine of the angle between two columns."""
    return dot(u, v) / (norm(u) * norm(v))


def in_k(*texts: str) -> list[Any]:
    """Formulas as functions of k."""
    return [function_of(text, "k") for text in texts]


def minors(u: Any, v: Any) -> list[Any]:
    """All two-by-two determinants of two columns: zero when they are dependent."""
    return [u[i, 0] * v[j, 0] - u[j, 0] * v[i, 0] for i in range(len(u)) for j in range(i)]


def dependent(*texts: str) -> Any:
    """The k for which columns are linearly dependent: all minors (or the determinant) vanish."""
    columns = in_k(*texts)
    size = len(columns[0](mp.mpf(1)))
    if len(columns) == size:
        return one(roots(lambda k: det(np.hstack([c(k) for c in columns]))))
    if len(columns) != 2:
        raise Unreadable("three columns were expected")
    count = size * (size - 1) // 2
    for index in range(count):
        try:
            found = roots(lambda k, i=index: minors(columns[0](k), columns[1](k))[i])
        except Unreadable:
            continue
        good = tuple(
            k for k in found if all(abs(m) < mp.mpf("1e-15") for m in minors(columns[0](k), columns[1](k)))
        )
        return one(good)
    raise Unreadable("no condition on k")


def combination(target: str, *columns: str) -> Any:
    """The weights with which columns make a target."""
    return linear(np.hstack([a(c) for c in columns]), a(target))


singular = lambda m: (lambda found: found[0] if len(found) == 1 else found)(
    roots(lambda k: det(function_of(m, "k")(k)))
)


def eigenvector(m: Any, value: Any) -> Any:
    """The eigenvector of a two-by-two matrix whose first component is 1."""
    shifted = m - value * array([[mp.mpf(1), mp.mpf(0)], [mp.mpf(0), mp.mpf(1)]])
    row = max(range(2), key=lambda i: abs(shifted[i, 1]))
    found = column(mp.mpf(1), -shifted[row, 0] / shifted[row, 1])
    return found if max(abs(v) for v in (shifted @ found).flatten()) < mp.mpf("1e-20") else None


def identity(size: int) -> Any:
    """The identity matrix."""
    return array([[mp.mpf(i == j) for j in range(size)] for i in range(size)])


def along(x: Any, u: Any) -> Any:
    """The part of a column along another one."""
    return dot(x, u) / dot(u, u) * u


def form(m: Any, x: Any) -> Any:
    """The value of a quadratic form."""
    return (x.T @ m @ x)[0, 0]


def line_fit(x: Any, y: Any) -> Any:
    """Start and slope of the least-squares line."""
    design = np.hstack([x * 0 + 1, x])
    return linear(design.T @ design, design.T @ y)


diagonal = lambda x, y: array([[x, mp.mpf(0)], [mp.mpf(0), y]])
