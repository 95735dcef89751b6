"""Readers for the topic “Chain rule”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.functions import d, derivative, f, slope_k
from rederiving.latex import function_of
from rederiving.numeric import gradient, n, one, solve
from rederiving.rules import Formula, Rules
from rederiving.values import Unreadable

rule = Rules()

_VALUE = re.compile(r"([gh])('?)\((-?\d+)\) = (-?\d+)")


def _linear_pieces(*facts: str) -> dict[str, Any]:
    """Functions with the given values and slopes, made of straight lines around the named places."""
    known: dict[tuple[str, str], dict[int, int]] = {}
    for fact in facts:
        match = _VALUE.fullmatch(fact.strip())
        if match is None:
            raise Unreadable("a fact about a function")
        known.setdefault((match[1], match[2]), {})[int(match[3])] = int(match[4])

    def piece(name: str) -> Any:
        values, slopes = known.get((name, ""), {}), known.get((name, "'"), {})

        def function(t: Any) -> Any:
            for place, value in values.items():
                if abs(t - place) < mp.mpf("0.1"):
                    return value + slopes[place] * (t - place)
            raise Unreadable("a place without a value")

        return function

    return {"g": piece("g"), "h": piece("h")}


def _from_values(x: str, c: str, *facts: str) -> Any:
    function = function_of(x, "x", env=_linear_pieces(*facts))
    return d(function, n(c))


S = "from-values"
rule(
    S,
    lambda x, p, q, r, s, u, c: _from_values(x, c, p, q, r, s, u),
    "Let $f(x) = «x»$, where $«p»$, $«q»$, $«r»$, $«s»$ and $«u»$. What is $f'(«c»)$?",
)
rule(
    S,
    lambda p, q, r, s, u, x, c: _from_values(x, c, p, q, r, s, u),
    "Of two functions you know only this: $«p»$, $«q»$, $«r»$, $«s»$ and $«u»$. Let $f(x) = «x»$. Find $f'(«c»)$.",
)
_level = lambda x: one(solve(lambda t: d(f(x), t), -41, 43))
S = "unknown"
rule(
    S,
    _level,
    "Find the only place where the slope of $f(x) = «x»$ is zero.",
    "At which $x$ does $f(x) = «x»$ have a horizontal tangent?",
)
rule(
    S,
    lambda x, s, c: slope_k(x, c, s),
    "For which $k$ does $f(x) = «x»$ have the slope $«s»$ at $x = «c»$?",
    "The graph of $f(x) = «x»$ has the slope $«s»$ at $x = «c»$. Find $k$.",
)
S = "differentiate"
rule(
    S,
    lambda x: derivative(x),
    "Compute the derivative of $f(x) = «x»$ with respect to $x$.",
    "What is the derivative of $«x»$ with respect to $x$?",
    "Differentiate $f(x) = «x»$.",
    "Find $f'(x)$ for $f(x) = «x»$.",
)
rule(
    S,
    lambda c, x: derivative(x, 1, "w"),
    "A neuron with the weight $w$ and a sigmoid sees the input $«c»$. Its output is $a(w) = «x»$. Find $\\frac{da}{dw}$.",
)
rule(
    S,
    lambda x, y, e, v: Formula(
        ("w", "b"), lambda w, b: gradient(function_of(e, "w", "b"), w, b)[("w", "b").index(v), 0]
    ),
    "A linear neuron with the weight $w$ and the bias $b$ sees the input $«x»$ and should answer $«y»$. Its loss is $L(w, b) = «e»$. Find $\\frac{\\partial L}{\\partial «v»}$.",
)
rule(
    "pick",
    lambda x: derivative(x),
    "Let $f(x) = «x»$. Which formula is $f'(x)$?",
    "Which of these is the derivative of $f(x) = «x»$?",
    "Someone differentiates $f(x) = «x»$. Which result is right?",
)
rule(
    "differentiate",
    lambda c, x: derivative(x, 1, "w"),
    "The logistic loss of one example with the input $«c»$ and the label 1 is $L(w) = «x»$. Find $\\frac{dL}{dw}$.",
)
