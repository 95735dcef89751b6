"""Readers for the topic “Implicit and logarithmic differentiation”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.compare import values_agree
from rederiving.functions import d, derivative, f, g
from rederiving.latex import function_of
from rederiving.numeric import gradient, listed, n
from rederiving.rules import Rules

rule = Rules()

_relative = lambda x, c: d(f(x), n(c)) / f(x)(n(c))
S = "logarithmic"
rule(
    S,
    _relative,
    "At which relative rate does $f(x) = «x»$ grow at $x = «c»$? (That is $f'(«c»)$ divided by $f(«c»)$.)",
)
rule(
    S,
    lambda c, x: _relative(x, c),
    "Find the logarithmic derivative $\\frac{f'(«c»)}{f(«c»)}$ of $f(x) = «x»$.",
)
rule(
    S,
    lambda x: derivative(x),
    "Differentiate $f(x) = «x»$ for $x > 0$.",
    "Find $f'(x)$ for $f(x) = «x»$ through the logarithm.",
)


def _curve(p: str, e: str) -> Any:
    left, right = e.split("=")
    gap = lambda u, v: g(left)(u, v) - g(right)(u, v)
    at = listed(p)
    if abs(gap(*at)) > mp.mpf("1e-20"):
        return None
    fx, fy = gradient(gap, *at)[:, 0]
    return -fx / fy


S = "curve"
rule(
    S,
    _curve,
    "The point $(«p»)$ lies on the curve $«e»$. Find the slope of the curve there.",
)
rule(
    S,
    lambda e, p: _curve(p, e),
    "Differentiate $«e»$ implicitly: which slope $y'$ has the curve at $(«p»)$?",
)
_inverse_slope = lambda x, y, c: 1 / d(f(x), n(c)) if abs(f(x)(n(c)) - n(y)) < mp.mpf("1e-20") else None
S = "inverse"
rule(
    S,
    lambda x, c, y: _inverse_slope(x, y, c),
    "$f(x) = «x»$ has an inverse $g$, and $f(«c») = «y»$. Find $g'(«y»)$.",
)
rule(
    S,
    _inverse_slope,
    "What is the slope of the inverse of $f(x) = «x»$ at $«y»$? (You may use $f(«c») = «y»$.)",
)
rule(
    "unknown",
    lambda c, x, y: n(x) / n(y),
    "$u'(«c») = «x»$, and $\\ln u$ has the slope $«y»$ at «c». Find $u(«c»)$.",
)
rule(
    "log-derivative",
    lambda x, y: n(x) * n(y),
    "$\\ln u(\\theta)$ has the slope $«x»$ where $u(\\theta) = «y»$. Find the slope of $u$ there.",
    "An action has the probability $«x»$, and the derivative of the logarithm of that probability by a parameter is $«y»$. What is the derivative of the probability itself?",
)
rule(
    "relative-rate",
    lambda c, x, v: values_agree(mp.diff(function_of(x, "x"), n(c)) / function_of(x, "x")(n(c)), n(v)),
    "True or false? At $x = «c»$ the relative rate of change of $f(x) = «x»$, that is $\\frac{f'}{f}$, is $«v»$.",
)
