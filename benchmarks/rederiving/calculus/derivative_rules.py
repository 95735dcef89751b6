"""Readers for the topic “Derivative rules”."""

from __future__ import annotations

import mpmath as mp

from rederiving.calculus.derivative_definition import central_slope
from rederiving.functions import d, derivative, f, flat, in_x, slope_k, tangent
from rederiving.numeric import n
from rederiving.rules import Rules

rule = Rules()

S = "difference"
rule(
    S,
    lambda p, q, h, x: (f(x)(n(p)) - f(x)(n(q))) / n(h),
    "Compute $\\frac{f(«p») - f(«q»)}{«h»}$ for $f(x) = «x»$.",
)
rule(
    S,
    central_slope,
    "You want to check the derivative of $f(x) = «x»$ at $«c»$. Which value has the central difference with $h = «h»$?",
)
S = "differentiate"
rule(
    S,
    lambda x: derivative(x),
    "Differentiate $f(x) = «x»$.",
    "Find $f'(x)$ for $f(x) = «x»$.",
    "Compute the derivative of $f(x) = «x»$ with respect to $x$.",
)
rule(
    S,
    lambda x: derivative(x, 2),
    "How fast does the slope of $f(x) = «x»$ change? Give $f''(x)$.",
    "Find the second derivative of $f(x) = «x»$.",
)
rule(
    S,
    tangent,
    "Find the tangent line to $f(x) = «x»$ at $x = «c»$. Give its right-hand side, a formula in $x$.",
)
rule(S, lambda x: derivative(x, 2), "Compute $f''(x)$ for $f(x) = «x»$.")
rule(S, lambda x: derivative(x), "Compute $f'(x)$ for $f(x) = «x»$.")
rule(
    S,
    tangent,
    "Which linear function approximates $f(x) = «x»$ best near $x = «c»$? Give it as a formula in $x$.",
)
rule(
    S,
    lambda x: in_x(lambda t: d(f(x), t)),
    "What is the derivative of $«x»$ with respect to $x$?",
)
S = "unknown"
rule(
    S,
    lambda x, s, c: slope_k(x, c, s),
    "The graph of $f(x) = «x»$ has the slope $«s»$ at $x = «c»$. Find $k$.",
)
rule(S, slope_k, "Let $f(x) = «x»$. For which $k$ is $f'(«c») = «s»$?")
rule(
    S,
    lambda x: flat(x),
    "Find all $x$ at which $f(x) = «x»$ has a horizontal tangent.",
    "At which two places is the slope of $f(x) = «x»$ zero?",
)
rule(S, lambda s, x: flat(x, n(s)), "At which $x$ does the graph have the slope $«s»$, for $f(x) = «x»$?")
rule(
    "pick",
    lambda x: derivative(x),
    "Let $f(x) = «x»$. Which formula is $f'(x)$?",
    "Which of these is the derivative of $f(x) = «x»$?",
    "Someone differentiates $f(x) = «x»$. Which result is right?",
)


def _fits(x: str, y: str, c: str, h: str, q: str, rest: str) -> bool | None:
    quotient = (f(x)(n(c) + n(h)) - f(x)(n(c) - n(h))) / (2 * n(h))
    if abs(quotient - n(q)) > mp.mpf("1e-20"):
        return None
    return bool(abs(n(q) - f(y)(n(c))) <= n(rest) + mp.mpf("1e-20"))


rule(
    "check",
    _fits,
    "True or false? Somebody differentiates $f(x) = «x»$ and gets $«y»$. At $«c»$ the central difference with $h = «h»$ is $«q»$, which fits this result up to a rest of at most $«rest»$.",
)
