"""Readers for the topic “Spectral theorem”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.compare import values_agree
from rederiving.linear_algebra.change_of_basis import moved_back
from rederiving.matrices import diagonal, eigenvector
from rederiving.numeric import a, eigenvalues, n, one, unknown
from rederiving.rules import Rules
from rederiving.values import dot, norm

rule = Rules()

S = "projections"
rule(S, lambda x: a(x), "Add up the weighted projections: $«x»$.")
rule(
    S,
    lambda u, x, v, y: moved_back(u, v, diagonal(n(x), n(y))) if dot(a(u), a(v)) == 0 else None,
    "A symmetric matrix stretches along $«u»$ by $«x»$ and along $«v»$ by $«y»$. Write it down.",
)


def _other_vector(u: str, m: str, c: str) -> Any:
    values = [v for v in eigenvalues(a(m)) if norm(a(m) @ a(u) - v * a(u)) > mp.mpf("1e-12")]
    return eigenvector(a(m), one(tuple(values))) * n(c)


rule(
    "other-vector",
    _other_vector,
    "$«u»$ is an eigenvector of the symmetric matrix $«m»$. Give the eigenvector of the other eigenvalue that has the first component $«c»$.",
)
_FUNCTIONS = {
    "square root (with eigenvalues that are not negative)": mp.sqrt,
    "inverse": lambda x: 1 / x,
    "third power": lambda x: x**3,
    "square": lambda x: x**2,
}
rule(
    "function",
    lambda m, u, x, v, y, what: (
        moved_back(u, v, diagonal(_FUNCTIONS[what](n(x)), _FUNCTIONS[what](n(y))))
        if what in _FUNCTIONS
        and norm((moved_back(u, v, diagonal(n(x), n(y))) - a(m)).reshape(-1, 1)) < mp.mpf("1e-20")
        else None
    ),
    "$«m»$ has the eigenvectors $«u»$ (eigenvalue $«x»$) and $«v»$ (eigenvalue $«y»$). Find the «what» of the matrix from its spectral decomposition.",
)
rule(
    "eigenvalues",
    lambda m: eigenvalues(a(m)),
    "Find both eigenvalues of the symmetric matrix $«m»$.",
    "By which two factors does $«m»$ stretch its orthogonal eigenvectors?",
)
rule(
    "unknown",
    lambda v, m, c: unknown(f"{m} {v} = ({c}) {v}", "k"),
    "$«v»$ is an eigenvector of $«m»$ with eigenvalue $«c»$. Find $k$.",
)
rule(
    "promise",
    lambda m: values_agree(a(m).T, a(m)),
    "True or false? $«m»$ has two orthogonal eigenvectors with real eigenvalues.",
    "True or false? The spectral theorem applies to $«m»$: an orthogonal matrix diagonalises it.",
)
