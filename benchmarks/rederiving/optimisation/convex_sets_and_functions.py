"""Readers for the topic “Convex sets and functions”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import d, f
from rederiving.latex import function_of
from rederiving.numeric import det, hessian, n, one, roots
from rederiving.rules import Rules

rule = Rules()

S = "edge"
for _ask in (
    "Find the smallest $k$ with which",
    "What is the smallest $k$ for which",
    "Find the largest $k$ with which",
    "What is the largest $k$ for which",
):
    _largest = "largest" in _ask
    _end = "?" if _ask.startswith("What") else "."

    def _border(x: str, largest: bool = _largest) -> Any:
        found = roots(
            lambda k: det(hessian(function_of(x, "x", "y", env={"k": k}), mp.mpf("0.3"), mp.mpf("0.4"))), 2
        )
        return max(found) if largest else one(found)

    rule(S, _border, f"{_ask} $f(x, y) = «x»$ is convex on the whole plane{_end}")
    rule(
        S,
        lambda x, c, largest=_largest: (
            one(roots(lambda k: mp.diff(lambda t: function_of(x, "x", "k")(t, k), n(c), 2), 2))
            if not largest
            else None
        ),
        f"{_ask} $f(x) = «x»$ is convex for all $x \\ge «c»${_end}",
    )
S = "chord"
rule(
    S,
    lambda x, u, v, t: f(x)(n(u)) + (f(x)(n(v)) - f(x)(n(u))) * (n(t) - n(u)) / (n(v) - n(u)) - f(x)(n(t)),
    "How far does the chord of $f(x) = «x»$ from $x = «u»$ to $x = «v»$ run above the graph at $x = «t»$? (Negative if it runs below.)",
)
rule(
    S,
    lambda x, u, v: f(x)(n(v)) - f(x)(n(u)) - mp.diff(f(x), n(u)) * (n(v) - n(u)),
    "Take the tangent to $f(x) = «x»$ at $x = «u»$. What is $f(«v»)$ less the height of the tangent at $«v»$?",
)
rule(
    S,
    lambda x, u, v, e, t: n(t) * f(x)(n(u)) + (1 - n(t)) * f(x)(n(v)) - f(x)(f(e, "t")(n(t))),
    "For $f(x) = «x»$, compute $t f(«u») + (1 - t) f(«v»)$ less the value of $f$ at $«e»$, where $t = «t»$.",
)
rule(
    S,
    lambda x, u, v, t: f(x)(n(u)) + (f(x)(n(v)) - f(x)(n(u))) * (n(t) - n(u)) / (n(v) - n(u)) - f(x)(n(t)),
    "Join the points of the graph of $f(x) = «x»$ at $«u»$ and $«v»$. What is the height of the chord at $«t»$, less $f(«t»)$?",
)
rule(
    S,
    lambda x, u, v: f(x)(n(v)) - f(x)(n(u)) - d(f(x), n(u)) * (n(v) - n(u)),
    "How far does the graph of $f(x) = «x»$ lie above its tangent at $«u»$, when you look at $x = «v»$? (Negative if it lies below.)",
)
