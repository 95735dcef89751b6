"""Readers for the topic “Integration by substitution”."""

from __future__ import annotations

import mpmath as mp

from rederiving.functions import d, f
from rederiving.numeric import n
from rederiving.rules import Option, Rules, only

rule = Rules()

for S in ("carry-out", "relabel"):
    rule(
        S,
        lambda x: n(x),
        "Find $«x»$.",
        "Compute $«x»$ by substitution.",
        "Find $«x»$; take care of the limits.",
        "Compute $«x»$.",
    )
S = "relabel"
rule(S, lambda x, u: n(x), "Compute $«x»$ with $u = «u»$.")
rule(
    S,
    lambda u, x: n(x),
    "No inner derivative is to be seen, yet $u = «u»$ helps: find $«x»$.",
)
rule(
    "unknown",
    lambda c, x, z: (n(x) - n(c)) / n(z),
    "Standardising with the centre $«c»$ turns $«x»$ into $«z»$. By which number $s$ was divided?",
    "With $z = \\frac{x - «c»}{s}$ the limit $x = «x»$ becomes $z = «z»$. How wide is the bell curve, that is, what is $s$?",
)
rule(
    "standardise",
    lambda x, c, s, e: f(e)(n(x)) if f(e)(n(x)) == (n(x) - n(c)) / n(s) else None,
    "The limit $x = «x»$ of an integral over a bell curve, centred at $«c»$ and $«s»$ wide, is replaced by $z = «e»$. What is the new limit?",
)


def _inner(factor: str, options: tuple[str, ...]) -> Option:
    """The option whose derivative is the second factor."""
    places = [mp.mpf("0.3"), mp.mpf("1.1"), mp.mpf("2.6")]
    return only(
        options,
        lambda option: all(
            abs(d(f(option.strip("$").removeprefix("u =")), at) - f(factor)(at)) < mp.mpf("1e-12")
            for at in places
        ),
    )


rule(
    "spot",
    lambda outer, factor, options: _inner(factor, options),
    "To integrate $«outer» \\cdot \\left(«factor»\\right)$, what is the new variable $u$?",
    "Which substitution makes the integral of $«outer» \\cdot \\left(«factor»\\right)$ easy?",
)
