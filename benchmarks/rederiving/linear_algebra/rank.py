"""Readers for the topic “Rank of a matrix”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import a, column, det, linear, n, one, rank, roots
from rederiving.rules import Rules
from rederiving.values import dot, norm

rule = Rules()


def _rank_one(m: str) -> Any:
    f = function_of(m, "k")
    rows = len(f(mp.mpf(1)))
    gaps = [
        (lambda k, i=i, j=j: f(k)[i, 0] * f(k)[j, 1] - f(k)[i, 1] * f(k)[j, 0])
        for j in range(rows)
        for i in range(j)
    ]
    for gap in gaps:
        if abs(gap(mp.mpf("0.3")) - gap(mp.mpf("0.9"))) > mp.mpf("1e-20"):
            found = one(roots(gap))
            return found if all(abs(g(found)) < mp.mpf("1e-15") for g in gaps) else None
    return None


def _outer(m: str, v: str) -> Any:
    found = a(m) @ a(v) / dot(a(v), a(v))
    return found if norm((found @ a(v).T - a(m)).reshape(-1, 1)) < mp.mpf("1e-20") else None


S = "outer"
rule(
    S,
    _rank_one,
    "Find $k$ so that all rows of $«m»$ are multiples of one row.",
    "For which $k$ has $«m»$ rank one?",
)
rule(
    S,
    _outer,
    "$«m»$ has rank one: it is $\\mathbf{u} \\mathbf{v}^\\top$ with $\\mathbf{v} = «v»$. Find $\\mathbf{u}$.",
)
rule(
    "rank",
    lambda m: rank(a(m)),
    "How many independent rows has the data matrix $«m»$?",
    "Find the rank of $«m»$.",
)
S = "nullity"
rule(
    S,
    lambda r, c, k: int(c) - int(k),
    "A $«r» \\times «c»$ matrix has rank $«k»$. What is the dimension of its null space?",
)
rule(
    S,
    lambda c, r, k: int(c) - int(k),
    "A linear layer with $«c»$ inputs and $«r»$ outputs has a weight matrix of rank $«k»$. How many independent input directions does it ignore?",
)


def _null(m: str, c: str) -> Any:
    matrix = a(m)
    left, right = matrix[:, :2], -matrix[:, 2:] * n(c)
    normal = left.T @ left
    if abs(det(normal)) < mp.mpf("1e-20"):
        return None
    found = linear(normal, left.T @ right)
    full = column(found[0, 0], found[1, 0], n(c))
    return full if norm(matrix @ full) < mp.mpf("1e-20") else None


S = "null-space"
rule(
    S,
    lambda c, m: _null(m, c),
    "Which vector with the third component $«c»$ does $«m»$ send to zero?",
)
rule(S, _null, "Find the vector of the null space of $«m»$ with the last component $«c»$.")
rule(
    "solutions",
    lambda k, r, s: (
        "There is no solution."
        if r != s
        else "There is exactly one solution."
        if r == k
        else "There are infinitely many solutions."
    ),
    "A system has $«k»$ unknowns. Its matrix has rank $«r»$, the matrix with the right-hand side rank $«s»$. What follows?",
)
