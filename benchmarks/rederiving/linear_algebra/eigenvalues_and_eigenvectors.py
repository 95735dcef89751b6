"""Readers for the topic “Eigenvalues and eigenvectors”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of, value_of
from rederiving.matrices import eigenvector, identity, with_vectors
from rederiving.numeric import a, det, eigenvalues, n, one, roots, unknown
from rederiving.rules import Rules, only

rule = Rules()

_eigen = lambda m: eigenvalues(a(m))


def stretch(m: Any, v: Any) -> Any:
    """The factor by which a matrix stretches its eigenvector."""
    image = m @ v
    place = max(range(len(v)), key=lambda i: abs(v[i, 0]))
    factor = image[place, 0] / v[place, 0]
    return (
        factor if all(abs(image[i, 0] - factor * v[i, 0]) < mp.mpf("1e-20") for i in range(len(v))) else None
    )


def _eigen_of(m: str, u: str, v: str, x: str) -> Any:
    return eigenvalues(with_vectors(x, A=m).astype(object))


S = "compute"
rule(
    S,
    _eigen,
    "Which two numbers are the eigenvalues of $«m»$?",
    "Find both eigenvalues of $A = «m»$.",
    "For which $\\lambda$ does $A\\mathbf{v} = \\lambda\\mathbf{v}$ have a solution other than zero, where $A = «m»$?",
)
rule(
    S,
    lambda m, v: stretch(a(m), a(v)),
    "By which factor does $A = «m»$ stretch its eigenvector $«v»$?",
    "$«v»$ is an eigenvector of $A = «m»$. What is its eigenvalue?",
    "Multiply $A = «m»$ by $\\mathbf{v} = «v»$ and read off the eigenvalue $\\lambda$ with $A\\mathbf{v} = \\lambda\\mathbf{v}$.",
)
rule(
    S,
    lambda m, c: eigenvector(a(m), n(c)),
    "Find the eigenvector of $A = «m»$ for $\\lambda = «c»$, scaled so that its first component is 1.",
    "$A = «m»$ has the eigenvalue $\\lambda = «c»$. Give the eigenvector whose first component is 1.",
)
rule(
    S,
    _eigen_of,
    "$A = «m»$ has the eigenvalues $«u»$ and $«v»$. What are the eigenvalues of $«x»$?",
    "The eigenvalues of $A = «m»$ are $«u»$ and $«v»$. Find those of $«x»$, without computing that matrix.",
)
S = "unknown"
rule(
    S,
    lambda t, d: roots(lambda x: x * x - n(t) * x + n(d)),
    "A $2 \\times 2$ matrix has the trace $«t»$ and the determinant $«d»$. What are its eigenvalues?",
    "Find the two eigenvalues of a $2 \\times 2$ matrix with trace $«t»$ and determinant $«d»$.",
)
rule(
    S,
    lambda m, c: one(
        roots(
            lambda k: det(
                function_of(m, "k")(k) - n(c) * a("\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}")
            )
        )
    ),
    "Find $k$ so that $A = «m»$ has the eigenvalue $«c»$.",
    "For which $k$ is $«c»$ an eigenvalue of $«m»$?",
)
rule(
    S,
    lambda m, v, c: unknown(f"{m} {v} = {c} {v}" if not c.startswith("-") else f"{m} {v} = ({c}) {v}", "k"),
    "$A = «m»$ stretches $«v»$ by the factor $«c»$. Find $k$.",
    "For which $k$ is $«v»$ an eigenvector of $«m»$ with the eigenvalue $«c»$?",
)
rule(
    S,
    lambda t, c: n(c) * (n(t) - n(c)),
    "One eigenvalue of a $2 \\times 2$ matrix with the trace $«t»$ is $«c»$. Find the determinant.",
    "A $2 \\times 2$ matrix has the trace $«t»$, and one of its eigenvalues is $«c»$. What is its determinant?",
)


def _keeps(m: Any, v: Any) -> bool:
    w = m @ v
    return bool(w[0, 0] * v[1, 0] == w[1, 0] * v[0, 0])


rule(
    "pick",
    lambda m, options: only(options, lambda t: _keeps(a(m), a(t.strip("$")))),
    "Only one of these vectors keeps its direction under $A = «m»$. Which?",
    "Which of these vectors is an eigenvector of $A = «m»$?",
)
rule("pick", lambda m: tuple(eigenvalues(a(m))), "Which pair are the eigenvalues of $A = «m»$?")
S = "claim"
rule(S, lambda v, m: _keeps(a(m), a(v)), "True or false? $«v»$ is an eigenvector of $A = «m»$.")
rule(
    S,
    lambda m, u, x, v, y, w: _keeps(a(m), value_of(w)),
    "True or false? $A = «m»$ has the eigenvectors $«u»$ (eigenvalue $«x»$) and $«v»$ (eigenvalue $«y»$). Then $«w»$ is an eigenvector of $A$ as well.",
    "True or false? $A = «m»$ has the eigenvectors $«u»$ (eigenvalue $«x»$) and $«v»$ (eigenvalue $«y»$). Then $«w»$, a multiple of one of them, is an eigenvector of $A$ as well.",
)


def _of_formula(m: str, x: str) -> Any:
    """The eigenvalues of a formula in A, from the finished matrix."""
    return eigenvalues(value_of(x, {"A": a(m), "I": identity(len(a(m)))}))


rule(
    "compute",
    lambda m, u, v, x: _of_formula(m, x),
    "$A = «m»$ has the eigenvalues $«u»$ and $«v»$. What are the eigenvalues of $«x»$?",
    "The eigenvalues of $A = «m»$ are $«u»$ and $«v»$. Find those of $«x»$, without computing that matrix.",
)
rule(
    "compute",
    lambda v, m, k, same: value_of(f"A^{{{k}}} v", {"A": a(m), "v": a(v)}) if k == same else None,
    "$\\mathbf{v} = «v»$ is an eigenvector of $A = «m»$. Compute $A^{«k»}\\mathbf{v}$ without multiplying «same» times.",
)
