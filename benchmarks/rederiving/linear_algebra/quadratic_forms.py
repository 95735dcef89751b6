"""Readers for the topic “Quadratic forms”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.matrices import form, identity
from rederiving.numeric import a, column, eigenvalues, hessian, listed, n, one, roots
from rederiving.rules import Formula, Rules
from rederiving.values import array

rule = Rules()


def _quadratic(x: str, *names: str) -> Any:
    """The symmetric matrix of a quadratic form, from its values."""
    f = function_of(x, *names)
    size = len(names)
    unit = identity(size)

    def at(i: int, j: int) -> Any:
        return f(*[unit[i, k] + (unit[j, k] if j != i else 0) for k in range(size)])

    return array(
        [
            [at(i, i) if i == j else (at(i, j) - at(i, i) - at(j, j)) / 2 for j in range(size)]
            for i in range(size)
        ]
    )


def _degenerate(x: str) -> Any:
    """The k for which the form has a determinant of zero."""
    first = _quadratic(x.replace("k y^2", "0 y^2"), "x", "y")
    return first[0, 1] ** 2 / first[0, 0]


S = "unknown"
rule(
    S,
    _degenerate,
    "For which $k$ is $«x»$ a perfect square?",
    "At which $k$ does the form $«x»$ turn from indefinite to definite?",
)
rule(
    S,
    lambda m, c, p: one(roots(lambda k: form(function_of(m, "k")(k), column(*listed(p))) - n(c))),
    "The quadratic form of $«m»$ has the value $«c»$ at $(«p»)$. Find $k$.",
)
S = "value"
rule(
    S,
    lambda m, x: form(a(m), a(x)),
    "Compute $\\mathbf{x}^\\top A \\mathbf{x}$ for $A = «m»$ and $\\mathbf{x} = «x»$.",
)
rule(
    S,
    lambda m, w: (a(w).T @ a(m) @ a(w))[0, 0],
    "Two risks have the covariance matrix $«m»$. What is the variance of the mix with the weights $«w»$, that is $\\mathbf{w}^\\top A \\mathbf{w}$?",
)


def _completed(x: str, y: str) -> Any:
    f = function_of(x, "x", "y")
    g = function_of(y, "x", "y", "k")
    at = mp.mpf("0.7"), mp.mpf("1.3")
    found = one(roots(lambda k: f(*at) - g(*at, k)))
    return (
        found if abs(f(mp.mpf(3), mp.mpf(-2)) - g(mp.mpf(3), mp.mpf(-2), found)) < mp.mpf("1e-20") else None
    )


S = "square"
rule(S, _completed, "Complete the square: $«x» = «y»$. Find $k$.")
rule(S, lambda y, x: _completed(x, y), "Which number $k$ makes $«y»$ equal to $«x»$?")
rule(
    "polynomial",
    lambda m: Formula(("x", "y"), lambda x, y: form(a(m), column(x, y))),
    "Multiply out: $\\begin{pmatrix} x & y \\end{pmatrix} «m» \\begin{pmatrix} x \\\\ y \\end{pmatrix}$.",
    "Which polynomial in $x$ and $y$ is $\\mathbf{x}^\\top A \\mathbf{x}$ for $A = «m»$?",
)
S = "matrix"
rule(
    S,
    lambda x: _quadratic(x, "x", "y", "z"),
    "Find the symmetric $3 \\times 3$ matrix of the quadratic form $«x»$ (variables in the order $x$, $y$, $z$).",
)
rule(
    S,
    lambda x: _quadratic(x, "x", "y"),
    "Find the symmetric matrix $A$ with $\\mathbf{x}^\\top A \\mathbf{x} = «x»$.",
    "Write $«x»$ as $\\mathbf{x}^\\top A \\mathbf{x}$ with a symmetric matrix. Which one?",
)


def _sign_of(x: str) -> str:
    found = eigenvalues(hessian(function_of(x, "x", "y"), mp.mpf(0), mp.mpf(0)))
    return "positive definite" if min(found) > 0 else "negative definite" if max(found) < 0 else "indefinite"


rule(
    "sign",
    _sign_of,
    "What kind of quadratic form is $q(x, y) = «x»$?",
    "Decide the sign of the quadratic form $«x»$: it is ‹…›".replace("‹…›", "\N{HORIZONTAL ELLIPSIS}"),
)
