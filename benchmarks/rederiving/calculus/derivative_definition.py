"""Readers for the topic “The derivative as a limit”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import d, f, flat, tangent
from rederiving.latex import function_of
from rederiving.numeric import n, one, roots
from rederiving.rules import Formula, Rules

rule = Rules()

_quotient = lambda x: Formula(("x", "h"), lambda s, h: (f(x)(s + h) - f(x)(s)) / h)
_secant = lambda x, p, q: (f(x)(n(q)) - f(x)(n(p))) / (n(q) - n(p))
S = "quotient"
rule(S, lambda c, x: d(f(x), n(c)), "Find $f'(«c»)$ for $f(x) = «x»$ from the difference quotient.")
rule(
    S,
    lambda x, c: d(f(x), n(c)),
    "Which number does the difference quotient of $f(x) = «x»$ at $«c»$ approach?",
)
rule(
    S,
    _quotient,
    "Simplify the difference quotient of $f(x) = «x»$ for a step $h \\ne 0$, until nothing is divided by $h$.",
    "For $f(x) = «x»$, write $\\frac{f(x + h) - f(x)}{h}$ without a fraction.",
)
rule(S, _secant, "How steep is the secant of $f(x) = «x»$ through the points at $«p»$ and at $«q»$?")
rule(
    S,
    lambda x, c, h: (f(x)(n(c) + n(h)) - f(x)(n(c))) / n(h),
    "Compute the difference quotient of $f(x) = «x»$ at $«c»$ with the step $h = «h»$.",
)


def _touches(line: str, x: str) -> Any:
    places = flat(x, d(f(line), 0))
    return one(
        tuple(
            t
            for t in (places if isinstance(places, tuple) else (places,))
            if abs(f(x)(t) - f(line)(t)) < mp.mpf("1e-15")
        )
    )


def _secant_k(x: str, p: str, q: str, s: str) -> Any:
    function = function_of(x.replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: (function(n(q), k) - function(n(p), k)) / (n(q) - n(p)) - n(s)))


S = "unknown"
rule(
    S,
    lambda x, s: flat(x, n(s)),
    "Where is the graph of $f(x) = «x»$ exactly as steep as $«s»$?",
    "At which $x$ has the tangent to $f(x) = «x»$ the slope $«s»$?",
)
rule(
    S,
    _touches,
    "Where does the line $«line»$ touch the graph of $f(x) = «x»$?",
    "The straight line with height $«line»$ is tangent to $f(x) = «x»$. At which $x$ do they touch?",
)
rule(
    S,
    _secant_k,
    "For which $k$ is the difference quotient of $«x»$ from $«p»$ to $«q»$ equal to $«s»$?",
    "The secant of $f(x) = «x»$ through the points at $«p»$ and at $«q»$ has the slope $«s»$. Find $k$.",
)
central_slope = lambda x, c, h: (f(x)(n(c) + n(h)) - f(x)(n(c) - n(h))) / (2 * n(h))
S = "estimate"
rule(
    S,
    central_slope,
    "Gradient checking: compute the central difference of $f(x) = «x»$ at $«c»$ with $h = «h»$.",
)
rule(
    S,
    lambda c, x, h: central_slope(x, c, h),
    "Estimate $f'(«c»)$ for $f(x) = «x»$ from the values one step of «h» to the right and one to the left.",
)
rule(
    "tangent",
    tangent,
    "Which straight line touches the graph of $f(x) = «x»$ at $x = «c»$? Give its height as a formula in $x$.",
    "Write down the tangent to $f(x) = «x»$ at the input $«c»$, as a formula for its height in $x$.",
)
