"""What readers compute with: roots, derivatives, systems of equations, counting; all on mpmath at 40 digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import function_of, value_of
from rederiving.values import Unreadable, array, determinant

NEAR = mp.mpf("1e-15")


def n(text: str) -> Any:
    """The number that a text writes; thousands may be set apart by commas."""
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text.replace("{,}", ","))
    value = value_of(text)
    if isinstance(value, np.ndarray | tuple):
        raise Unreadable("a number was expected")
    return value


def a(text: str) -> np.ndarray:
    """The vector or matrix that a text writes."""
    value = value_of(text)
    if not isinstance(value, np.ndarray):
        raise Unreadable("a matrix was expected")
    return value


def column(*entries: Any) -> np.ndarray:
    """A vector."""
    return array([[entry] for entry in entries])


def listed(text: str) -> list[Any]:
    """Numbers written one after another: `3, 5 and 7`, with or without `$`."""
    parts = [part.strip(" $") for part in re.split(r",|\band\b|;", text.replace("$", " "))]
    return [n(part) for part in parts if part]


def sides(text: str) -> tuple[str, str]:
    """The two sides of an equation."""
    parts = text.split("=")
    if len(parts) != 2:
        raise Unreadable("an equation was expected")
    return parts[0], parts[1]


def difference(equation: str, *names: str, **env: Any) -> Callable[..., Any]:
    """Left side minus right side as a function of the unknowns; matrices give all their entries."""
    left, right = sides(equation)
    first, second = function_of(left, *names, env=env), function_of(right, *names, env=env)
    return lambda *values: first(*values) - second(*values)


def polynomial(function: Callable[[Any], Any], degree: int = 8) -> list[Any]:
    """The coefficients of a polynomial, lowest first, from its values; raises Unreadable when it is none."""
    places = [mp.mpf(k) - degree // 2 for k in range(degree + 1)]
    table = mp.matrix([[place**j for j in range(degree + 1)] for place in places])
    found = list(mp.lu_solve(table, mp.matrix([function(place) for place in places])))
    size = max(1, *[abs(c) for c in found])
    found = [mp.mpf(0) if abs(c) < size * NEAR else c for c in found]
    for probe in (mp.mpf("0.37"), mp.mpf("5.91")):
        if abs(mp.polyval(found[::-1], probe) - function(probe)) > NEAR * size * 10**degree:
            raise Unreadable("no polynomial")
    while len(found) > 1 and found[-1] == 0:
        found.pop()
    return found


def roots(function: Callable[[Any], Any], degree: int = 4) -> tuple[Any, ...]:
    """All real roots of a polynomial function, without repetition."""
    coefficients = polynomial(function, degree)
    if len(coefficients) == 1:
        raise Unreadable("an equation without the unknown")
    found: list[Any] = []
    for root in mp.polyroots(coefficients[::-1], maxsteps=400, extraprec=400):
        if abs(mp.im(root)) < mp.mpf("1e-12") and not any(
            abs(root - other) < mp.mpf("1e-9") for other in found
        ):
            found.append(mp.re(root))
    return tuple(found)


def solve(function: Callable[[Any], Any], low: Any = -2000, high: Any = 2000) -> tuple[Any, ...]:
    """The real roots of any function between two bounds: signs on a fine grid, then bisection."""
    low, high = mp.mpf(low), mp.mpf(high)
    grid = [low + (high - low) * k / 4001 for k in range(4002)]
    found: list[Any] = []
    last: tuple[Any, Any] | None = None
    for place in grid:
        try:
            value = function(place)
        except (Unreadable, ZeroDivisionError, ValueError):
            last = None
            continue
        if isinstance(value, np.ndarray) or mp.im(value) != 0:
            last = None
            continue
        if value == 0:
            found.append(place)
        elif last is not None and last[1] != 0 and mp.sign(value) != mp.sign(last[1]):
            root = mp.findroot(
                lambda t: function(t), (last[0], place), solver="anderson", tol=mp.mpf("1e-50"), verify=False
            )
            if abs(function(root)) < mp.mpf("1e-18") * max(1, abs(value)):
                found.append(root)
        last = (place, value)
    return tuple(found)


def one(found: tuple[Any, ...]) -> Any:
    """The only one; raises Unreadable when there are more or none."""
    if len(found) != 1:
        raise Unreadable(f"{len(found)} solutions in place of one")
    return found[0]


def unknown(equation: str, name: str, **env: Any) -> Any:
    """The value or values of one unknown that satisfy an equation of numbers, vectors or matrices."""
    gap = difference(equation, name, **env)
    start = gap(mp.mpf("0.731"))
    if isinstance(start, np.ndarray):
        for i in range(start.shape[0]):
            for j in range(start.shape[1]):
                if abs(start[i, j] - gap(mp.mpf("1.9"))[i, j]) > NEAR:
                    found = roots(lambda t, i=i, j=j: gap(t)[i, j])
                    good = [r for r in found if max(abs(v) for v in gap(r).flatten()) < mp.mpf("1e-12")]
                    return good[0] if len(good) == 1 else tuple(good) or None
        return None
    try:
        found = roots(gap)
    except (Unreadable, ZeroDivisionError):
        found = solve(gap, -60, 60)
    if not found:
        return None
    return found[0] if len(found) == 1 else found


def linear(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The solution of a system; with more equations than unknowns all must hold."""
    full = mp.matrix(matrix.tolist())
    target = mp.matrix(right.tolist())
    found = mp.lu_solve(full, target)
    if mp.norm(full * found - target) > mp.mpf("1e-15"):
        raise Unreadable("a system without a solution")
    return column(*found)


def inverse(matrix: np.ndarray) -> np.ndarray:
    """The inverse of a matrix."""
    return array((mp.matrix(matrix.tolist()) ** -1).tolist())


def det(matrix: np.ndarray) -> Any:
    """The determinant."""
    return determinant(matrix.tolist())


def eigenvalues(matrix: np.ndarray) -> tuple[Any, ...]:
    """The real eigenvalues, from the characteristic polynomial, each once."""
    size = len(matrix)
    return roots(
        lambda t: determinant([[t * (i == j) - matrix[i, j] for j in range(size)] for i in range(size)]), size
    )


def rank(matrix: np.ndarray) -> int:
    """The rank, by singular values in double precision."""
    return int(np.linalg.matrix_rank(matrix.astype(float), tol=1e-9))


def gradient(function: Callable[..., Any], *at: Any) -> np.ndarray:
    """The gradient at a point, numerically."""
    return column(*[partial(function, at, k) for k in range(len(at))])


def partial(function: Callable[..., Any], at: tuple[Any, ...], *by: int) -> Any:
    """A partial derivative at a point by the numbered places."""
    orders = tuple(by.count(k) for k in range(len(at)))
    return mp.diff(function, at, orders) if len(at) > 1 else mp.diff(function, at[0], len(by))


def hessian(function: Callable[..., Any], *at: Any) -> np.ndarray:
    """The matrix of second derivatives at a point."""
    size = range(len(at))
    return array([[partial(function, at, i, j) for j in size] for i in size])
