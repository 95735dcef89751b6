"""Readers for the topic “Limits”."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import n, one, roots
from rederiving.rules import Rules
from rederiving.values import Unreadable

rule = Rules()


def _extrapolated(function: Any) -> Any:
    """Richardson's scheme on steps that are halved: exact to many digits for smooth functions."""
    with mp.workdps(80):
        row = [function(mp.mpf(2) ** -k / 64) for k in range(24)]
        for level in range(1, 24):
            row = [(2**level * row[k + 1] - row[k]) / (2**level - 1) for k in range(len(row) - 1)]
        return +row[0]


def limit(function: Any, at: Any) -> Any:
    """A two-sided limit, by extrapolation from values on both sides."""
    if mp.isinf(at):
        return _extrapolated(lambda h: function((1 if at > 0 else -1) / h))
    right, left = _extrapolated(lambda h: function(at + h)), _extrapolated(lambda h: function(at - h))
    if abs(right - left) > mp.mpf("1e-14"):
        raise Unreadable("two different limits")
    return right


S = "far-out"
rule(
    S,
    lambda x: limit(f(x), mp.inf),
    "Two large numbers are subtracted: find $\\lim_{x \\to \\infty} «x»$.",
    "What does $«x»$ approach for very large $x$?",
    "Find $\\lim_{x \\to \\infty} «x»$ by dividing by the highest power.",
    "Compute $\\lim_{x \\to \\infty} «x»$.",
)


def _table(c: str, p: str, q: str, r: str, s: str) -> Any:
    values = [n(part.split("=")[1]) for part in (p, q, r, s)]
    near = (values[1] + values[2]) / 2
    whole = mp.nint(near)
    return whole if abs(near - whole) < mp.mpf("0.2") else None


rule(
    "table",
    _table,
    "Read $\\lim_{x \\to «c»} f(x)$ off this table, to the nearest whole number: $«p»$, $«q»$, $«r»$, $«s»$.",
    "A function has no value at $«c»$, but nearby you find $«p»$, $«q»$, $«r»$, $«s»$. Which whole number does $\\lim_{x \\to «c»} f(x)$ seem to be?",
)
_FRACTION = re.compile(r"\\frac\{(.+)\}\{([^{}]+)\}")


def _fillable(x: str, c: str) -> Any:
    match = _FRACTION.fullmatch(x.strip())
    if match is None:
        return None
    above = function_of(match[1].replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: above(n(c), k))) if abs(f(match[2])(n(c))) < mp.mpf("1e-20") else None


def _with_limit(x: str, t: str, at: Any) -> Any:
    function = function_of(x.replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: limit(lambda s: function(s, k), at) - n(t), 2))


S = "unknown"
rule(S, _fillable, "The fraction $«x»$ has a hole at $«c»$ that can be filled, for one $k$ only. Which one?")
rule(S, lambda c, x: _fillable(x, c), "For which $k$ does $\\lim_{x \\to «c»} «x»$ exist as a number?")
rule(
    S,
    lambda x, t: _with_limit(x, t, mp.mpf(0)),
    "For which $k$ does $«x»$ approach $«t»$ as $x$ goes to zero?",
    "Find $k$ so that $\\lim_{x \\to 0} «x» = «t»$.",
)
rule(S, lambda x, t: _with_limit(x, t, mp.inf), "For which $k$ does $«x»$ approach $«t»$ far out?")
S = "hole"
rule(S, lambda x: limit(f(x), mp.mpf(0)), "What does $«x»$ approach as $x$ goes to zero?")
rule(S, lambda c, x: limit(f(x), n(c)), "Compute $\\lim_{x \\to «c»} «x»$.")
rule(S, lambda x, c: limit(f(x), n(c)), "Which value does $«x»$ approach as $x$ goes to $«c»$?")
rule(
    S,
    lambda c, x: limit(f(x), n(c)),
    "Both parts of the fraction vanish at $«c»$. Find $\\lim_{x \\to «c»} «x»$ all the same.",
)
rule("hole", lambda c, x: limit(f(x), n(c)), "Find $\\lim_{x \\to «c»} «x»$. The conjugate helps.")


def _meet(x: str, y: str, c: str, claimed: str | None = None) -> bool:
    """Whether the values from both sides come to one number, and to the one that is claimed."""
    sides = [_extrapolated(lambda h, s=side, k=sign: f(s)(n(c) + k * h)) for side, sign in ((x, -1), (y, 1))]
    wanted = sides[0] if claimed is None else n(claimed)
    return all(abs(side - wanted) < mp.mpf("1e-12") for side in sides)


rule(
    "two-sides",
    _meet,
    "True or false? The function with $f(x) = «x»$ for $x < «c»$ and $f(x) = «y»$ for $x > «c»$ has a limit as $x$ goes to $«c»$.",
    "True or false? Let $f(x) = «x»$ for $x < «c»$ and $f(x) = «y»$ for $x > «c»$. Then $f$ has a limit at $«c»$.",
)
rule(
    "two-sides",
    lambda x, y, c, claimed: _meet(x, y, c, claimed),
    "True or false? For $f(x) = «x»$ for $x < «c»$ and $f(x) = «y»$ for $x > «c»$ (nothing is said about $«c»$ itself) the limit at $«c»$ is $«claimed»$.",
    "True or false? Let $f(x) = «x»$ for $x < «c»$ and $f(x) = «y»$ for $x > «c»$, with no value at $«c»$. Then $\\lim_{x \\to «c»} f(x) = «claimed»$.",
)
