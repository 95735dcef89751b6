"""Readers for the topic “Vector spaces and subspaces”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import a, one, roots
from rederiving.rules import Rules

rule = Rules()

S = "unknown"
rule(
    S,
    lambda left, right, v: (
        one(
            roots(
                lambda k: (lambda p: p[2, 0] - function_of(right, "x", "y")(p[0, 0], p[1, 0]))(
                    function_of(v, "k")(k)
                )
            )
        )
        if left == "z"
        else None
    ),
    "The plane $«left» = «right»$ is a subspace. For which $k$ does $«v»$ belong to it?",
)
rule(
    S,
    lambda left, right: one(
        roots(lambda k: function_of(right, "k")(k) - function_of(left, "x", "y")(mp.mpf(0), mp.mpf(0)))
    ),
    "For which $k$ is the set of all $\\begin{pmatrix} x \\\\ y \\end{pmatrix}$ with $«left» = «right»$ a subspace?",
)


def _differs(u: str, v: str, line: str) -> Any:
    total = a(u) + a(v)
    return total[1, 0] - function_of(line, "x")(total[0, 0])


rule(
    "counterexample",
    _differs,
    "$«u»$ and $«v»$ lie on the line $y = «line»$. Their sum does not. What is its second component minus the one the line demands?",
)
