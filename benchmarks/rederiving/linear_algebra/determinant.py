"""Readers for the topic “Determinant”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.compare import values_agree
from rederiving.latex import function_of, value_of
from rederiving.matrices import number, singular
from rederiving.numeric import a, det, n, one, roots
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()


def _of_diagonal(size: str, d: str, x: str, e: str = "1") -> Any:
    """A diagonal matrix with the given determinant stands for any other."""

    def with_det(value: Any) -> Any:
        found = array([[mp.mpf(i == j) for j in range(int(size))] for i in range(int(size))])
        found[0, 0] = value
        return found

    text = x.replace("AB", "A B").replace("BA", "B A")
    text = re.sub(r"A\^\\top", "(A^\\\\top)", text)
    return number(value_of(text, {"A": with_det(n(d)), "B": with_det(n(e))}))


S = "compute"
rule(
    S,
    lambda m: det(a(m)),
    "Compute the determinant of $«m»$.",
    "Find $\\det A$ for $A = «m»$.",
    "By which signed factor does $A = «m»$ multiply areas?",
    "Which volume, with its sign, do the columns of $A = «m»$ span?",
)
rule(
    S,
    lambda size, d, e, x: _of_diagonal(size, d, x, e),
    "$A$ and $B$ are two $«size» \\times «size»$ matrices with $\\det A = «d»$ and $\\det B = «e»$. ‹Find|Work out|Compute› $«x»$.",
)
rule(
    S,
    _of_diagonal,
    "$A$ is a $«size» \\times «size»$ matrix with $\\det A = «d»$. ‹Find|Work out|Compute› $«x»$.",
)
_with_det = lambda m, d: one(roots(lambda k: det(function_of(m, "k")(k)) - n(d)))
S = "unknown"
rule(
    S,
    singular,
    "Find all $k$ for which $A = «m»$ has no inverse.",
    "Determine $k$ so that $A = «m»$ squashes space to zero volume.",
    "For which two values of $k$ is $«m»$ singular?",
    "Find the number $k$ for which $«m»$ ‹has no inverse|is singular|squashes space to zero volume›.",
    "Determine $k$ so that $A = «m»$ ‹is singular|has no inverse›.",
)
rule(
    S,
    _with_det,
    "Find the number $k$ for which $«m»$ has the determinant $«d»$.",
    "Determine $k$ so that $A = «m»$ has the determinant $«d»$.",
)
S = "claim"
rule(
    S,
    lambda u, v, x: values_agree(abs(det(np.hstack([a(u), a(v)]))), n(x)),
    "True or false? The parallelogram spanned by $«u»$ and $«v»$ has the area $«x»$.",
)
rule(
    S,
    lambda m, x, k, y: values_agree(det(n(k) * a(m)), n(y)) and values_agree(det(a(m)), n(x)),
    "True or false? $A = «m»$ has the determinant $«x»$, so that $\\det(«k» A) = «y»$.",
)
rule(
    S,
    lambda m, k: values_agree(det(a(m) + a(k)), det(a(m)) + det(a(k))),
    "True or false? For $A = «m»$ and $B = «k»$: $\\det(A + B) = \\det A + \\det B$.",
)
rule(
    S,
    lambda m, k: values_agree(det(a(m) @ a(k)), det(a(m)) * det(a(k))),
    "True or false? For $A = «m»$ and $B = «k»$: $\\det(AB) = \\det A \\cdot \\det B$.",
)
rule(
    "claim",
    lambda m, x, y: values_agree(det(-a(m)), n(y)) and values_agree(det(a(m)), n(x)),
    "True or false? $A = «m»$ has the determinant $«x»$, so that $\\det(-A) = «y»$.",
)
