"""Readers for the topic “Extrema”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import d, f, flat, slope_k
from rederiving.latex import function_of
from rederiving.numeric import n, one, polynomial, roots, solve
from rederiving.rules import Rules

rule = Rules()

rule(
    "candidates",
    lambda x: flat(x),
    "Find both candidates for extrema of $f(x) = «x»$.",
    "Where is the tangent to $f(x) = «x»$ level?",
    "At which $x$ can $f(x) = «x»$ have an extremum?",
    "At which two inputs is the slope of $f(x) = «x»$ zero?",
)


def _lowest_k(x: str, v: str) -> Any:
    function = function_of(x.replace("kx", "k x"), "x", "k")

    def lowest(k: Any) -> Any:
        c = polynomial(lambda t: function(t, k), 2)
        return c[0] - c[1] ** 2 / (4 * c[2]) if len(c) == 3 and c[2] > 0 else mp.nan

    return one(roots(lambda k: lowest(k) - n(v), 1))


S = "unknown"
rule(
    S,
    lambda x, c: slope_k(x, c, "0"),
    "The slope of $«x»$ is zero at $«c»$. Find $k$.",
    "The parabola $«x»$ is lowest at $«c»$. Find $k$.",
    "For which $k$ has $f(x) = «x»$ a level tangent at $x = «c»$?",
    "For which $k$ has $f(x) = «x»$ its minimum at $x = «c»$?",
)
rule(
    S,
    _lowest_k,
    "How must $k$ be chosen so that $«x»$ just reaches down to $«v»$?",
    "The smallest value of $f(x) = «x»$ is $«v»$. Find $k$.",
)


def _likeliest(x: str, name: str) -> Any:
    function = lambda t: mp.log(f(x, name)(t))
    return one(solve(lambda t: d(function, t), "0.00037", "0.9997" if name == "p" else "30.0003"))


S = "likelihood"
rule(
    S,
    lambda s, c, x: _likeliest(x, "r"),
    "«s» waiting times add up to «c» minutes. With the rate $r$ their likelihood is $L(r) = «x»$. Which rate makes it largest?",
)
rule(S, lambda x: _likeliest(x, "r"), "At which $r > 0$ is $L(r) = «x»$ largest?")
rule(
    S,
    lambda c, s, x: _likeliest(x, "p"),
    "… «c» … «s». The likelihood of the probability $p$ of … is $L(p) = «x»$. Which $p$ makes it largest?",
)
rule(S, lambda x: _likeliest(x, "p"), "Maximise $L(p) = «x»$ between 0 and 1: where is its top?")


def extreme(x: str, how: str, low: str, high: str) -> Any:
    """The largest or smallest value of a polynomial on an interval."""
    found = roots(lambda t: d(f(x), t), 4)
    values = [f(x)(t) for t in (n(low), n(high), *(r for r in found if n(low) < r < n(high)))]
    return max(values) if how in ("maximum", "largest") else min(values)


rule(
    "interval",
    lambda how, x, low, high: extreme(x, how, low, high),
    "Which value is the global «how» of $«x»$ on the interval from $«low»$ to $«high»$?",
    "Find the «how» value of $f(x) = «x»$ for $x$ from $«low»$ to $«high»$.",
)


def _kind(x: str, c: str) -> str:
    left, right = d(f(x), n(c) - mp.mpf("1e-6")), d(f(x), n(c) + mp.mpf("1e-6"))
    return (
        "A local maximum."
        if left > 0 > right
        else "A local minimum."
        if left < 0 < right
        else "Neither of the two."
    )


rule(
    "classify",
    lambda c, x: _kind(x, c),
    "At $x = «c»$ the graph of $f(x) = «x»$ is level. Which kind of point is it?",
)
rule("classify", _kind, "The derivative of $f(x) = «x»$ is zero at $«c»$. What does the function have there?")
