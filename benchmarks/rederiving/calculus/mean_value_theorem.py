"""Readers for the topic “Mean value theorem”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import d, f
from rederiving.latex import function_of
from rederiving.numeric import n, one, solve
from rederiving.rules import Rules
from rederiving.values import Unreadable

rule = Rules()

rule(
    "unknown",
    lambda x, y: n(y) / n(x),
    "Two inputs $«x»$ apart gave outputs that differ by $«y»$. What is the smallest Lipschitz constant that is still possible?",
)


def _mean_point(x: str, low: str, high: str) -> Any:
    average = (f(x)(n(high)) - f(x)(n(low))) / (n(high) - n(low))
    return one(solve(lambda t: d(f(x), t) - average, n(low) + mp.mpf("1e-7"), n(high) - mp.mpf("1.1e-7")))


S = "point"
rule(
    S,
    _mean_point,
    "Find the point that the mean value theorem promises for $f(x) = «x»$ between $«low»$ and $«high»$.",
)
rule(
    S,
    lambda low, high, x: _mean_point(x, low, high),
    "Where between $«low»$ and $«high»$ is $f(x) = «x»$ exactly as steep as on average?",
)
S = "bound"
rule(
    S,
    lambda c, x: n(c) * n(x),
    "A network layer is Lipschitz continuous with constant $«c»$. Two inputs differ by $«x»$. How far apart can the outputs be at most?",
)
rule(
    S,
    lambda low, c, x: n(c) * n(x),
    "A function has slopes between $«low»$ and $«c»$. By how much can its values at two inputs differ at most, if the inputs are $«x»$ apart?",
)
rule(
    "increasing",
    lambda x, low, high: all(
        mp.diff(function_of(x, "x"), n(low) + (n(high) - n(low)) * k / 200) >= 0 for k in range(1, 200)
    ),
    "True or false? $f(x) = «x»$ is increasing on the whole interval from $«low»$ to $«high»$.",
)


def _fails(x: str, low: str, high: str) -> str:
    """Looks at every eighth of the interval: for a place without a value, and inside for one with two slopes."""
    small = mp.mpf("1e-12")
    corner = False
    for k in range(int((n(high) - n(low)) * 8) + 1):
        at = n(low) + mp.mpf(k) / 8
        try:
            left, here, right = (f(x)(at + step) for step in (-small, mp.mpf(0), small))
        except (Unreadable, ZeroDivisionError):
            return "It is not continuous on the whole interval."
        corner = corner or (n(low) < at < n(high) and abs((right - here) - (here - left)) > small / 100)
    return "It is not differentiable everywhere inside." if corner else "Nothing fails: the theorem applies."


rule(
    "conditions",
    _fails,
    "The mean value theorem is to be used for $f(x) = «x»$ between $«low»$ and $«high»$. Which condition fails?",
)
