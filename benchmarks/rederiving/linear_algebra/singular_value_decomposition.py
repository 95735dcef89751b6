"""Readers for the topic “Singular value decomposition”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import a, eigenvalues, listed, n
from rederiving.rules import Rules
from rederiving.values import norm

rule = Rules()

rule(
    "pieces",
    lambda x, y: a(x) + a(y),
    "A matrix is the sum of the rank-one pieces $«x»$ and $«y»$. Write it down.",
)
S = "read-off"
rule(
    S, lambda x: sum(v != 0 for v in listed(x)), "The singular values of a matrix are «x». What is its rank?"
)
rule(
    S,
    lambda x: max(listed(x)) / min(listed(x)),
    "A square matrix has the singular values «x». What is its condition number?",
)


def _left(m: str, v: str, s: str) -> Any:
    found = a(m) @ a(v) / n(s)
    return found if abs(norm(found) - 1) < mp.mpf("1e-20") else None


rule(
    "left-vector",
    _left,
    "$A = «m»$ has the right singular vector $\\mathbf{v} = «v»$ with singular value $«s»$. Find the left singular vector $\\mathbf{u}$.",
)
rule(
    "values",
    lambda m: tuple(mp.sqrt(abs(v)) for v in eigenvalues(a(m).T @ a(m))),
    "By which two factors does $«m»$ stretch its singular directions?",
    "Find the singular values of $«m»$.",
)
rule(
    "unknown",
    lambda c, s: mp.sqrt(n(c) - n(s) ** 2),
    "The squares of all entries of a $2 \\times 2$ matrix add up to $«c»$. One singular value is $«s»$. What is the other one?",
)
rule(
    "longest",
    lambda s, x, y: bool(n(y) <= n(s) * n(x)),
    "True or false? A layer's weight matrix has the largest singular value $«s»$, the input has length $«x»$. The output (before the bias) can have length $«y»$.",
)
