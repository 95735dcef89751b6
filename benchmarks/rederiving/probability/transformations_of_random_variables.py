"""Readers for the topic “Transformations of random variables”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import itertools
import re
from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import n, one, solve
from rederiving.rules import Formula, Rules

rule = Rules()

_X = "$X$ has the density $f(x) = «x»$ for $«low» < x < «high»$"


def _density(x: str | None, low: str, high: str) -> Any:
    width = n(high) - n(low)
    inner = f(x) if x is not None else lambda t: 1 / width
    return lambda t: inner(t) if n(low) < t < n(high) else mp.mpf(0)


def _pushed(t: str, v: Any, x: str | None, low: str, high: str) -> Any:
    """The density of a monotone function of a variable at a place."""
    function = function_of(t, "X")
    at = one(solve(lambda s: function(s) - v, n(low) + mp.mpf("1e-9"), n(high) - mp.mpf("1.3e-9")))
    return _density(x, low, high)(at) / abs(mp.diff(function, at))


_U = "$X$ is uniform between $«low»$ and $«high»$"
S = "linear"
rule(
    S,
    lambda x, low, high, t, v: _pushed(t, n(v), x, low, high),
    _X + ", and $Y = «t»$. What is the density of $Y$ at $y = «v»$?",
)
rule(
    S,
    lambda low, high, t: (lambda g: 1 / abs(g(n(high)) - g(n(low))))(function_of(t, "X")),
    _U + ", and $Y = «t»$. How high is the density of $Y$ where it is not zero?",
)


def _power(t: str, low: str, high: str, x: str | None = None) -> Formula | None:
    exponent = re.fullmatch(r"X\^\{?(\d)\}?", t)
    if exponent is None or n(low) != 0:
        return None
    k = int(exponent[1])

    def density(y: Any) -> Any:
        inner = f(x) if x is not None else lambda s: 1 / n(high)
        root = mp.root(y, k)
        return inner(root) / (k * root ** (k - 1))

    return Formula(("y",), density)


S = "power"
for _end in (
    "Find the density $g(y)$ on $«p» < y < «q»$.",
    "What is the density of $Y$ for $«p» < y < «q»$?",
):
    rule(S, lambda x, low, high, t, p, q: _power(t, low, high, x), _X + ", and $Y = «t»$. " + _end)
    rule(S, lambda low, high, t, p, q: _power(t, low, high), _U + ", and $Y = «t»$. " + _end)
_expected = lambda t, low, high, x=None: mp.quad(
    lambda s: function_of(t, "X")(s) * (f(x)(s) if x else 1 / (n(high) - n(low))), [n(low), n(high)]
)
S = "expectation"
rule(
    S,
    lambda x, low, high, t: _expected(t, low, high, x),
    _X + ". What is $E\\left[«t»\\right]$?",
    _X + ". What is $E[«t»]$?",
)
rule(
    S,
    lambda low, high, t: _expected(t, low, high),
    _U + ". What is $E\\left[«t»\\right]$?",
    _U + ". What is $E[«t»]$?",
)
S = "from-uniform"
rule(
    S,
    lambda x, low, high, u: one(
        solve(lambda t: f(x)(t) - n(u), n(low) + mp.mpf("1e-9"), n(high) - mp.mpf("1.3e-9"))
    ),
    "A distribution has the cumulative function $F(x) = «x»$ for $«low» < x < «high»$. A uniform random number came out as $u = «u»$. Which value of this distribution does it give?",
)
rule(
    S,
    lambda x, u: one(solve(lambda t: f(x)(t) - n(u), "0.000013", 60)),
    "A distribution has the cumulative function $F(x) = «x»$ for $x > 0$. A uniform random number came out as $u = «u»$. Which value of this distribution does it give?",
)


def _moved(x: str | None, low: str, high: str, k: str, said: str, start: str, end: str) -> bool:
    """Whether a density of Y = X^k gives every piece between two values the probability of its pieces of X."""
    inner, power = _density(x, low, high), n(k)
    if n(start) != n(low) ** power or n(end) != n(high) ** power:
        return False
    outer = f(said, "y") if "y" in said else lambda t: n(said)
    cuts = [n(low) + (n(high) - n(low)) * share for share in (mp.mpf("0.2"), mp.mpf("0.5"), mp.mpf("0.8"))]
    return all(
        abs(mp.quad(inner, [u, v]) - mp.quad(outer, [u**power, v**power])) < mp.mpf("1e-12")
        for u, v in itertools.pairwise(cuts)
    )


_SAID = ", and $Y = X^«k»$. True or false: $g(y) = «said»$ is the density of $Y$ on $«start» < y < «end»$."
rule("area", lambda x, low, high, k, said, start, end: _moved(x, low, high, k, said, start, end), _X + _SAID)
rule(
    "area",
    lambda low, high, k, said, start, end: _moved(None, low, high, k, said, start, end),
    "$X$ is uniform between $«low»$ and $«high»$" + _SAID,
)


def _stretched(low: str, high: str, x: str, said: str, start: str, end: str) -> bool:
    """Whether the box over the image of an interval is the right one and has the area 1."""
    line = function_of(x, "X")
    ends = sorted([line(n(low)), line(n(high))])
    return bool(ends == [n(start), n(end)] and abs(n(said) * (ends[1] - ends[0]) - 1) < mp.mpf("1e-20"))


rule(
    "stretched",
    _stretched,
    "True or false? $X$ is uniform between «low» and «high», and $Y = «x»$. Then the density of $Y$ is $«said»$ between $«start»$ and $«end»$.",
)
