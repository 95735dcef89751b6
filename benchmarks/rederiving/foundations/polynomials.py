"""Readers for the topic “Polynomials”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import f, formula, in_x
from rederiving.latex import function_of
from rederiving.numeric import n, one, polynomial, roots
from rederiving.rules import Rules

rule = Rules()

S = "evaluate"
rule(
    S,
    lambda x: formula(x, "x"),
    "Write $«x»$ as a polynomial, highest power first.",
    "Divide: $«x»$.",
    "Multiply out $«x»$.",
)
rule(
    S,
    lambda x, y: f(x)(n(y)),
    "Evaluate $p(«y»)$ with three products only: $p(x) = «x»$.",
    "What is the value of $p(x) = «x»$ at $x = «y»$? Nest it first.",
    "Use Horner's method to find $p(«y»)$ for $p(x) = «x»$.",
)
rule(
    S,
    lambda x, d: in_x(lambda t: f(x)(t) / f(d)(t)),
    "$p(x) = «x»$ equals $(«d»)$ times a quadratic. Which one?",
)
rule(
    S,
    lambda x, r: in_x(lambda t: f(x)(t) / (t - n(r))),
    "$«r»$ is a root of $p(x) = «x»$. Split off its factor: which quadratic is left?",
)


def _others(r: str, x: str) -> Any:
    found = roots(f(x))
    rest = tuple(root for root in found if abs(root - n(r)) > mp.mpf("1e-9"))
    return rest if len(rest) == len(found) - 1 and abs(f(x)(n(r))) < mp.mpf("1e-20") else None


S = "unknown"
rule(
    S,
    _others,
    "You know that $«r»$ is a root of $p(x) = «x»$. What are the remaining roots?",
    "One root of $«x»$ is $«r»$. Find the other two.",
)
rule(
    S,
    lambda x, d: f(x)(one(roots(f(d)))),
    "$«x» = («d») \\cdot q(x) + s$. Find the number $s$.",
    "What remainder is left when $«x»$ is divided by $«d»$?",
)
rule(
    S,
    lambda x, r: one(roots(lambda k: function_of(x, "x", "k")(n(r), k))),
    "For which $k$ is $«r»$ a root of $«x»$?",
    "$x = «r»$ should be a zero of $p(x) = «x»$. Choose $k$.",
)
rule(
    "degree",
    lambda x: len(polynomial(f(x), 14)) - 1,
    "What is the degree of $«x»$?",
    "Which power of $x$ leads when $«x»$ is multiplied out and collected?",
)
