"""Readers for the topic “Diagonalisation”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import function_of
from rederiving.numeric import a, column, inverse, n, one, roots
from rederiving.rules import Rules

rule = Rules()


def _defective(m: str) -> Any:
    f = function_of(m, "k")
    disc = lambda k: (f(k)[0, 0] - f(k)[1, 1]) ** 2 + 4 * f(k)[0, 1] * f(k)[1, 0]
    found = one(roots(disc))
    return found if f(found)[0, 1] != 0 or f(found)[1, 0] != 0 else None


S = "unknown"
rule(
    S,
    lambda e, x: one(roots(lambda k: k ** int(e) - n(x), int(e))),
    "$A$ has the eigenvalue $k$, and $A^{«e»}$ has $«x»$ for the same eigenvector. Find $k$.",
    "$A$ has the eigenvalue $k$, and $A^«e»$ has $«x»$ for the same eigenvector. Find $k$.",
)
rule(
    S,
    _defective,
    "For which $k$ has $«m»$ only one direction of eigenvectors?",
    "$«m»$ is not diagonalisable. Find $k$.",
)


def _power(m: Any, e: int) -> Any:
    found = m
    for _ in range(e - 1):
        found = found @ m
    return found


rule(
    "power",
    lambda p, d, i, e: (lambda m: np.linalg.multi_dot([m] * int(e)) if int(e) < 2 else _power(m, int(e)))(
        a(p) @ a(d) @ inverse(a(p))
    ),
    "$A = P D P^{-1}$ with $P = «p»$, $D = «d»$ and $P^{-1} = «i»$. Compute $A^«e»$.",
)
S = "diagonal"
rule(
    S,
    lambda p, m: inverse(a(p)) @ a(m) @ a(p),
    "$P = «p»$ holds eigenvectors of $A = «m»$. Find $D$ with $A = P D P^{-1}$.",
)
rule(
    S,
    lambda m, p: inverse(a(p)) @ a(m) @ a(p),
    "Diagonalise $A = «m»$ with $P = «p»$: which diagonal matrix $D$ belongs to it, in this order?",
)


def _long_run(m: str) -> Any:
    step = a(m)
    state = column(mp.mpf("0.5"), mp.mpf("0.5"))
    for _ in range(12):
        step = step @ step
    return (step @ state)[0, 0]


S = "long-run"
rule(
    S,
    lambda x, y, m: _long_run(m) if a(m)[1, 0] == n(x) and a(m)[0, 1] == n(y) else None,
    "Each month $«x»$ of the subscribers leave and $«y»$ of the others join: $«m»$. Which share is subscribed in the long run?",
)
rule(
    S,
    _long_run,
    "The step $«m»$ is repeated again and again on shares that add up to one. What does the first share approach?",
)


def _full(m: Any) -> bool:
    if len(m) != 2:
        raise ValueError
    different = (m[0, 0] - m[1, 1]) ** 2 + 4 * m[0, 1] * m[1, 0] != 0
    return bool(different or (m[0, 1] == 0 and m[1, 0] == 0))


rule(
    "defective",
    lambda m: _full(a(m)),
    "True or false? There are two independent eigenvectors of $«m»$.",
    "True or false? $«m»$ can be diagonalised.",
)
