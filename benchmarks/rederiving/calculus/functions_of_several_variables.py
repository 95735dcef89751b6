"""Readers for the topic “Functions of several variables”."""

from __future__ import annotations

from typing import Any

from rederiving.functions import g, in_x
from rederiving.numeric import listed, n, roots
from rederiving.rules import Formula, Rules

rule = Rules()


def _loss(at: str, *points: str) -> Any:
    w, b = listed(at)
    return sum((w * x + b - y) ** 2 for x, y in (listed(point) for point in points))


S = "loss"
rule(
    S,
    lambda p, q, r, at: _loss(at, p, q, r),
    "For the data $(«p»)$, $(«q»)$ and $(«r»)$ let $E(w, b)$ be the sum of $(w x + b - y)^2$ over all points. What is $E(«at»)$?",
    "A line with slope $w$ and bias $b$ is fitted to $(«p»)$, $(«q»)$ and $(«r»)$. Its loss $E(w, b)$ is the sum of the squared errors. Compute $E(«at»)$.",
)
rule(
    S,
    lambda p, q, at: _loss(at, p, q),
    "For the data $(«p»)$ and $(«q»)$ let $E(w, b)$ be the sum of $(w x + b - y)^2$ over all points. What is $E(«at»)$?",
    "A line with slope $w$ and bias $b$ is fitted to $(«p»)$ and $(«q»)$. Its loss $E(w, b)$ is the sum of the squared errors. Compute $E(«at»)$.",
)


def _slice(v: str, c: str, x: str) -> Formula:
    return in_x(lambda t: g(x)(t, n(c))) if v == "y" else Formula(("y",), lambda t: g(x)(n(c), t))


S = "slice"
rule(S, _slice, "Hold $«v»$ at $«c»$ in $f(x, y) = «x»$. Which function of ‹$x$|$y$› is left?")
rule(
    S,
    lambda x, v, c: _slice(v, c, x),
    "The surface $f(x, y) = «x»$ is cut along $«v» = «c»$. Describe the slice by a formula in ‹$x$|$y$›.",
)
S = "unknown"
rule(
    S,
    lambda y, c, x: roots(lambda t: g(x)(t, n(y)) - n(c)),
    "For which two $x$ is $f(x, «y») = «c»$, if $f(x, y) = «x»$?",
)
rule(
    S,
    lambda x, c, y: roots(lambda t: g(x)(t, n(y)) - n(c)),
    "The level set of $f(x, y) = «x»$ with height $«c»$ contains two points with $y = «y»$. Which $x$ do they have?",
)
S = "value"
rule(S, lambda x, p: g(x)(*listed(p)), "How high is the surface $f(x, y) = «x»$ over the point $(«p»)$?")
rule(S, lambda p, x: g(x)(*listed(p)), "Compute $f(«p»)$ for $f(x, y) = «x»$.")
