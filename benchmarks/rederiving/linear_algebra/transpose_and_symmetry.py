"""Readers for the topic “Transpose and symmetric matrices”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.compare import values_agree
from rederiving.latex import function_of
from rederiving.numeric import a, one, roots
from rederiving.rules import Rules

rule = Rules()

S = "transpose"
rule(
    S,
    lambda m: a(m).T,
    "Transpose $«m»$.",
    "Write down $A^\\top$ for $A = «m»$.",
)
rule(
    S,
    lambda m, p: (a(m) @ a(p)).T,
    "Compute $(AB)^\\top$ for $A = «m»$ and $B = «p»$.",
)
rule(
    "gram",
    lambda m: a(m).T @ a(m),
    "Compute the Gram matrix $A^\\top A$ of $A = «m»$: all dot products of its columns.",
    "The columns of the data matrix $X = «m»$ are features. Compute $X^\\top X$.",
)
S = "part"
rule(
    S,
    lambda m: (a(m) - a(m).T) / 2,
    "Find the antisymmetric part of $«m»$.",
    "Split $M = «m»$ into a symmetric and an antisymmetric part. Which is the antisymmetric one?",
)
rule(
    S,
    lambda m: (a(m) + a(m).T) / 2,
    "Find the symmetric part of $«m»$.",
    "Split $M = «m»$ into a symmetric and an antisymmetric part. Which is the symmetric one?",
)


def _symmetric(m: str) -> Any:
    f = function_of(m, "k")
    size = len(f(mp.mpf(1)))
    gaps = [lambda k, i=i, j=j: f(k)[i, j] - f(k)[j, i] for i in range(size) for j in range(i)]
    found: list[Any] = []
    for gap in gaps:
        if abs(gap(mp.mpf("0.3")) - gap(mp.mpf("0.9"))) > mp.mpf("1e-20"):
            found.append(one(roots(gap)))
        elif gap(mp.mpf(0)) != 0:
            return None
    return found[0] if len(found) == 1 else None


rule(
    "unknown",
    _symmetric,
    "Find $k$ so that $S^\\top = S$ for $S = «m»$.",
    "For which $k$ is $«m»$ symmetric?",
)
_symmetry = lambda m: (
    "It is symmetric."
    if values_agree(a(m).T, a(m))
    else "It is antisymmetric."
    if values_agree(a(m).T, -a(m))
    else "It is neither of the two."
)
rule("which", _symmetry, "What is true of $«m»$?", "Which symmetry has $S = «m»$?")
