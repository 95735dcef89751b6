"""Readers for the topic “Higher derivatives”."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.functions import d, derivative, f, slope_k
from rederiving.latex import function_of
from rederiving.numeric import n, roots
from rederiving.rules import Rules

rule = Rules()


def _curvature(c: str, p: str, q: str, r: str) -> Any:
    points = []
    for text in (p, q, r):
        match = re.fullmatch(r"f\((.+)\) = (.+)", text.strip())
        if match is None:
            return None
        points.append((n(match[1]), n(match[2])))
    (x0, y0), (x1, y1), (x2, y2) = points
    h = x1 - x0
    return (y0 - 2 * y1 + y2) / h**2 if x2 - x1 == h and x1 == n(c) else None


S = "estimate"
rule(S, _curvature, "Estimate $f''(«c»)$ from $«p»$, $«q»$ and $«r»$.")
rule(
    S,
    lambda p, q, r, c: _curvature(c, p, q, r),
    "A loss is measured at three weights: $«p»$, $«q»$, $«r»$. Estimate $f''(«c»)$.",
)


def _oscillating(x: str, c: str) -> Any:
    function = function_of(x, "x", "k")
    at = mp.mpf("0.71")
    candidates = [s * mp.sqrt(-n(c)) for s in (1, -1)]
    good = tuple(
        k
        for k in candidates
        if all(
            abs(d(lambda t, k=k: function(t, k), p, 2) - n(c) * function(p, k)) < mp.mpf("1e-12")
            for p in (at, mp.mpf("1.9"))
        )
    )
    return good if len(good) == 2 else None


def _doubling(x: str, c: str) -> Any:
    function = function_of(x, "x", "k")
    at = mp.mpf("0.71")
    candidates = [s * mp.sqrt(abs(n(c))) for s in (1, -1)]
    good = tuple(
        k
        for k in candidates
        if abs(d(lambda t, k=k: function(t, k), at, 2) - n(c) * function(at, k)) < mp.mpf("1e-10")
    )
    return good if len(good) == 2 else None


S = "unknown"
rule(
    S,
    _oscillating,
    "The second derivative of $f(x) = «x»$ is $«c»$ times the function itself. Find both possible $k$.",
)
rule(
    S,
    lambda x, c: _oscillating(x, c),
    "For which two values of $k$ does $f(x) = «x»$ satisfy $f''(x) = «c» f(x)$?",
)
rule(
    S,
    lambda x, c, s: slope_k(x, c, s, 2),
    "Find $k$ so that $f(x) = «x»$ has $f''(«c») = «s»$.",
    "For which $k$ is the second derivative of $«x»$ at $«c»$ equal to $«s»$?",
)
rule(
    S,
    lambda x, c: slope_k(x, c, "0", 2),
    "The graph of $f(x) = «x»$ has its inflection point at $x = «c»$. Find $k$.",
    "For which $k$ does $«x»$ change its bend at $«c»$?",
)
rule(
    S,
    lambda x, c: _doubling(x, c),
    "For which two values of $k$ does $f(x) = «x»$ satisfy $f''(x) = «c» f(x)$?",
)
rule(
    S,
    lambda x, c: _doubling(x, c),
    "The second derivative of $f(x) = «x»$ is $«c»$ times the function itself. Find both possible $k$.",
)
S = "compute"
rule(
    S,
    lambda x: derivative(x, 3),
    "Differentiate $f(x) = «x»$ three times.",
    "Find $f'''(x)$ for $f(x) = «x»$.",
)
rule(S, lambda x: derivative(x, 2), "Find $f''(x)$ for $f(x) = «x»$.", "Differentiate $f(x) = «x»$ twice.")


def _inflections(x: str) -> Any:
    found = roots(lambda t: d(f(x), t, 2), 4)
    good = tuple(r for r in found if d(f(x), r - mp.mpf("0.01"), 2) * d(f(x), r + mp.mpf("0.01"), 2) < 0)
    return good[0] if len(good) == 1 else good or None


rule(
    "inflection",
    _inflections,
    "At which $x$ has $f(x) = «x»$ its inflection point?",
    "At which two inputs does the curve $f(x) = «x»$ change its bend?",
    "Where does the bend of $f(x) = «x»$ change from one kind to the other?",
    "Find both inflection points of $f(x) = «x»$ (their $x$).",
)
rule(
    "bend",
    lambda x, how, c: bool(
        d(f(x), n(c), 2)
        * {
            "bends upwards, like a cup,": 1,
            "bends downwards, like a cap,": -1,
            "is concave up": 1,
            "is concave down": -1,
        }[how]
        > 0
    ),
    "True or false? The graph of $f(x) = «x»$ «how» near $x = «c»$.",
)
rule(
    "estimate",
    lambda u, x, v, y, w, z: (
        (n(x) - 2 * n(y) + n(z)) / (n(w) - n(v)) ** 2 if n(w) - n(v) == n(v) - n(u) else None
    ),
    "A loss is measured at three weights: $f(«u») = «x»$, $f(«v») = «y»$, $f(«w») = «z»$. Estimate $f''(«v»)$.",
)
rule(
    "bend",
    lambda x, c: bool(d(f(x), n(c), 2) < 0),
    "True or false? The graph of $f(x) = «x»$ bends downwards, like a dome, near $x = «c»$.",
)
rule(
    "estimate",
    lambda u, x, v, y, w, z: (
        (n(x) - 2 * n(y) + n(z)) / (n(w) - n(v)) ** 2
        if abs((n(w) - n(v)) - (n(v) - n(u))) < mp.mpf("1e-20")
        else None
    ),
    "A loss is measured at three weights: $f(«u») = «x»$, $f(«v») = «y»$, $f(«w») = «z»$. Estimate $f''(«v»)$.",
)
