"""Readers for the topic “Algebraic manipulation”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.compare import values_agree
from rederiving.functions import f, formula, in_x
from rederiving.latex import function_of
from rederiving.numeric import difference, one, polynomial, roots
from rederiving.rules import Rules

rule = Rules()

rule(
    "expand",
    lambda x: formula(x, "x"),
    "Multiply out $«x»$.",
    "Expand and collect: $«x»$.",
    "Write $«x»$ without brackets.",
)
rule(
    "fraction",
    lambda x: formula(x, "x"),
    "Cancel what can be cancelled in $«x»$.",
    "Write $«x»$ as one fraction.",
    "Bring $«x»$ to a common denominator and add up.",
    "Simplify $«x»$.",
)


def square(x: str) -> Any:
    """The positive k that makes a quadratic a square: its discriminant is zero."""

    def discriminant(k: Any) -> Any:
        c, b, lead = (polynomial(function_of(x, "x", env={"k": k}), 2) + [mp.mpf(0)] * 3)[:3]
        return b * b - 4 * lead * c

    return one(tuple(r for r in roots(discriminant) if r > 0))


S = "gap"
rule(
    S,
    lambda x, c: in_x(lambda t: f(x)(t) / f(c)(t)),
    "$«x» = «c» \\cdot (\\dots)$. What stands in the bracket?",
    "Take the factor $«c»$ out of $«x»$. What is left in the bracket?",
)
rule(
    S,
    square,
    "$«x»$ is to be a perfect square. Which positive number $k$ does it?",
    "For which positive $k$ is $«x»$ the square of a bracket?",
)
rule(
    S,
    lambda x, y: one(tuple(r for r in roots(difference(f"{x} = {y}", "k")) if r > 0)),
    "… computes $«x»$ in her head as $«y»$. Which positive $k$ does she use?",
    "… computes $«x»$ in his head as $«y»$. Which positive $k$ does he use?",
)
_same = lambda x, y: all(values_agree(f(x)(mp.mpf(t)), f(y)(mp.mpf(t))) for t in ("0.37", "2.91", "5.13"))
rule(
    "identity",
    _same,
    "Is this an identity, true for all $x$? $«x» = «y»$",
    "True or false, for every number $x$: $«x» = «y»$",
)
