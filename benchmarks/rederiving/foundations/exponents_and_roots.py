"""Readers for the topic “Exponents and roots”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import n, one, sides, solve
from rederiving.rules import Rules

rule = Rules()

S = "surd"
rule(
    S,
    lambda x: n(x),
    "Clear the root from the denominator of $«x»$.",
    "Simplify $«x»$.",
    "Write $«x»$ without a root below the line.",
    "Write $«x»$ with the smallest possible number under the root.",
)
S = "scientific"
rule(
    S,
    lambda x: mp.floor(mp.log10(n(x)) + mp.mpf("1e-25")),
    "Write $«x»$ in scientific notation $c \\cdot 10^n$ with $1 \\leq c < 10$. What is $n$?",
    "In scientific notation $«x»$ is $c \\cdot 10^n$, where $c$ is at least 1 and below 10. Find $n$.",
)
rule(
    S,
    lambda x, y: mp.floor(mp.log10(n(x) * n(y)) + mp.mpf("1e-25")),
    "A cluster does $«x»$ operations a second, for $«y»$ seconds. The total is $c \\cdot 10^n$ in scientific notation. What is $n$?",
)


def exponent(equation: str, name: str) -> Any:
    """The one exponent that satisfies an equation of positive powers, on logarithms."""
    left, right = (function_of(side, name) for side in sides(equation))
    return one(solve(lambda t: mp.log(left(t)) - mp.log(right(t)), -50, 50))


rule(
    "unknown",
    lambda e: exponent(e, "x"),
    "Solve $«e»$.",
    "For which $x$ does $«e»$ hold?",
    "Find $x$ with $«e»$.",
)
S = "power"
rule(S, lambda x, b: mp.log(n(x)) / mp.log(n(b)), "Write $«x»$ as one power of «b». What is the exponent?")
rule(S, lambda e: exponent(e, "n"), "Find $n$ so that $«e»$.")
rule(
    S,
    lambda x: n(x),
    "Evaluate $«x»$ as a fraction or whole number.",
    "What number is $«x»$?",
    "Evaluate $«x»$ without a calculator.",
    "Find the value of $«x»$.",
)
