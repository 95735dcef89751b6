"""Readers for the topic “Inverse of a matrix”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from rederiving.compare import values_agree
from rederiving.matrices import identity, singular
from rederiving.numeric import a, inverse, unknown
from rederiving.rules import Rules

rule = Rules()

S = "unknown"
rule(S, singular, "For which $k$ has $«m»$ no inverse?", "When is $«m»$ singular? Give $k$.")
rule(
    S,
    lambda m, p: unknown(f"{m} {p} = \\begin{{pmatrix}} 1 & 0 \\\\ 0 & 1 \\end{{pmatrix}}", "k"),
    "Find $k$ so that $«m» «p»$ is the identity matrix.",
    "The inverse of $«m»$ is $«p»$. Find $k$.",
)
rule(
    "solve",
    lambda m, t: a(m) @ a(t),
    "The inverse of $A$ is $«m»$. Solve $A\\mathbf{x} = «t»$.",
    "A friend scrambles two numbers with $A$; you know $A^{-1} = «m»$ and receive $«t»$. What did she send?",
)
rule(
    "product",
    lambda m, p: a(p) @ a(m),
    "$A^{-1} = «m»$ and $B^{-1} = «p»$. Find $(AB)^{-1}$.",
    "Two steps are to be undone: first $B$ acts, then $A$, with $A^{-1} = «m»$ and $B^{-1} = «p»$. Which matrix undoes both?",
)
rule("invert", lambda m: inverse(a(m)), "Find the inverse of $«m»$.", "Invert $A = «m»$.")
_undoes = lambda m, k: values_agree(a(m) @ a(k), identity(len(a(m))))
rule(
    "check",
    _undoes,
    "True or false? $«m»$ and $«k»$ are inverse to each other.",
    "True or false? $B = «m»$ undoes $A = «k»$.",
)
