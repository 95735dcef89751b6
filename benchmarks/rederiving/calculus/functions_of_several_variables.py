"""Readers for the topic “Functions of several variables”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.compare import values_agree
from rederiving.functions import g, in_x
from rederiving.latex import function_of
from rederiving.numeric import listed, n, roots
from rederiving.rules import Formula, Rules
from rederiving.values import Unreadable

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


def _has_value(x: str, p: str) -> bool:
    try:
        value = function_of(x, "x", "y")(*listed(p))
    except (Unreadable, ZeroDivisionError):
        return False
    return bool(mp.im(value) == 0)


rule(
    "domain",
    _has_value,
    "True or false? The function $f(x, y) = «x»$ has a value at $(«p»)$.",
    "True or false? The point $(«p»)$ belongs to the domain of $f(x, y) = «x»$.",
)
rule(
    "contour",
    lambda p, q, x: values_agree(function_of(x, "x", "y")(*listed(p)), function_of(x, "x", "y")(*listed(q))),
    "True or false? $(«p»)$ and $(«q»)$ lie on the same contour of $f(x, y) = «x»$.",
    "True or false? On a contour plot of $f(x, y) = «x»$ the points $(«p»)$ and $(«q»)$ are on one line.",
)
