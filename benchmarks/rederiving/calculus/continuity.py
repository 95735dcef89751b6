"""Readers for the topic “Continuity”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.calculus.limits import limit
from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import n, one, roots, solve
from rederiving.rules import Rules

rule = Rules()


def _joined(x: str, y: str, c: str) -> Any:
    right = function_of(y.replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: f(x)(n(c)) - right(n(c), k)))


S = "join"
rule(S, lambda x, c: limit(f(x), n(c)), "The function $«x»$ has a hole at $«c»$. Which value fills it?")
rule(
    S,
    lambda x, c: limit(f(x), n(c)),
    "Let $f(x) = «x»$ for $x \\ne «c»$ and $f(«c») = k$. Which $k$ makes $f$ continuous?",
)
rule(
    S,
    lambda c, x, y: _joined(x, y, c),
    "Two pieces are to meet at $«c»$: $«x»$ up to there, $«y»$ beyond. Find $k$.",
)
rule(
    S,
    _joined,
    "Let $f(x) = «x»$ for $x \\le «c»$ and $f(x) = «y»$ for $x > «c»$. Which $k$ makes $f$ continuous?",
)


def _bisected(x: str, low: str, high: str, count: str) -> Any:
    left, right = n(low), n(high)
    for _ in range(int(count)):
        middle = (left + right) / 2
        if f(x)(middle) == 0:
            return None
        if (f(x)(left) > 0) == (f(x)(middle) > 0):
            left = middle
        else:
            right = middle
    return left


S = "bisection"
rule(
    S,
    _bisected,
    "$f(x) = «x»$ changes its sign between $«low»$ and $«high»$. Halve the interval «count» times, always keeping the half with the change of sign. What is the left end of the interval that remains?",
    "Bisection for the zero of $f(x) = «x»$ starts with the interval from $«low»$ to $«high»$. After «count» halvings, where does the interval begin?",
)
rule(
    S,
    lambda w, e: next(mp.mpf(k) for k in range(80) if n(w) / mp.mpf(2) ** k < n(e)),
    "How many halvings of an interval of length $«w»$ does it take until less than $«e»$ is left?",
    "Bisection starts with an interval of length $«w»$. After how many halvings is the zero caught in an interval shorter than $«e»$, for the first time?",
)


def _what_holds(x: str, y: str, c: str, value: str | None = None) -> str | None:
    left, right = f(x)(n(c)), f(y)(n(c))
    if value is None:
        return "It has no value there." if left == right else None
    if left != right:
        return "The two sides approach different numbers."
    return (
        "It is continuous there." if n(value) == left else "The sides agree, but the value is another number."
    )


_PIECES = "Let $f(x) = «x»$ for $x < «c»$ and $f(x) = «y»$ for $x > «c»$; "
_SIDES = "$f(x) = «x»$ to the left of $«c»$, $f(x) = «y»$ to the right, and "
rule(
    "questions",
    _what_holds,
    _PIECES + "$f(«c») = «value»$. What is true at $«c»$?",
    _PIECES + "no value is given there. What is true at $«c»$?",
    _SIDES + "$f(«c») = «value»$. Which of these holds at $«c»$?",
    _SIDES + "no value is given there. Which of these holds at $«c»$?",
    _SIDES + "nothing is said about $«c»$ itself. Which of these holds at $«c»$?",
)


def _zero_between(x: str, low: str, high: str) -> bool:
    near = mp.mpf("1e-9")
    return len(solve(f(x), n(low) - near, n(high) + near)) > 0


S = "between"
rule(
    S,
    lambda x, low, high: _zero_between(x, low, high),
    "True or false? Somewhere between $«low»$ and $«high»$ the function $«x»$ takes the value 0.",
    "True or false? $f(x) = «x»$ has a zero between $«low»$ and $«high»$.",
    "True or false? $f(x) = «x»$ is negative at $«low»$ and positive at $«high»$, so it has a zero somewhere in between.",
    "True or false? The fraction $«x»$ is negative at $«low»$ and positive at $«high»$, so it vanishes in between.",
)
rule(
    S,
    lambda x, c: _zero_between(x, "-50", "50"),
    "True or false? The fraction $«x»$ is negative on one side of $«c»$ and positive on the other, so it vanishes in between.",
    "True or false? $f(x) = «x»$ has values of both signs on either side of $«c»$, so it has a zero somewhere.",
)
