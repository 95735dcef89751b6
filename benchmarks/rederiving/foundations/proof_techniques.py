"""Readers for the topic “Proof techniques”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import math
from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import n
from rederiving.rules import Rules

rule = Rules()


def _for_good(x: str, y: str) -> Any:
    """The first whole number from which a claim holds; an exponential has overtaken a line long before 60."""
    left, right = function_of(x, "n"), function_of(y, "n")
    fails = [k for k in range(0, 61) if not left(mp.mpf(k)) > right(mp.mpf(k))]
    return mp.mpf(max(fails) + 1) if fails and max(fails) < 50 else None


_SUM = "An induction proves a formula for $S(n) = \\sum_{j=1}^{n} («x»)$. "
S = "induction"
rule(
    S,
    _for_good,
    "An induction is to prove $«x» > «y»$ for all whole $n$ from some base case on. What is the smallest base case from which it is true for good?",
)
rule(
    S,
    lambda x, m, v, k: sum(function_of(x, "j")(mp.mpf(j)) for j in range(1, int(k) + 1)),
    _SUM + "Given $S(«m») = «v»$, which value must the formula have at $n = «k»$?",
)
rule(
    S,
    lambda x, m, k: function_of(x, "j")(n(k)) if int(k) == int(m) + 1 else None,
    _SUM + "Which number does the step from $n = «m»$ to $n = «k»$ add?",
)
_first = lambda fails: next((mp.mpf(k) for k in range(1, 2000) if fails(k)), None)
_whole = lambda x: lambda k: int(mp.nint(function_of(x, "n")(mp.mpf(k))))
_is_prime = lambda v: v > 1 and all(v % q for q in range(2, math.isqrt(v) + 1))
S = "counterexample"
rule(
    S,
    lambda x, m: _first(lambda k: math.gcd(_whole(x)(k), int(m)) > 1),
    "Somebody claims: $«x»$ has no common factor with «m» for any whole $n \\ge 1$. What is the smallest counterexample?",
)
rule(
    S,
    lambda x: _first(lambda k: not _is_prime(_whole(x)(k))),
    "Somebody claims: $«x»$ is prime for every whole $n \\ge 1$. What is the smallest counterexample?",
)
rule(
    S,
    lambda x, y: _first(lambda k: not _whole(x)(k) < _whole(y)(k)),
    "The claim is that $«x» < «y»$ for every whole $n \\ge 1$. Refute it: which is the first $n$ for which it fails?",
)
rule(
    S,
    lambda x, m: _first(lambda k: math.gcd(_whole(x)(k), int(m)) > 1),
    "The claim is that $«x»$ has no common factor with «m» for any whole $n \\ge 1$. Refute it: which is the first $n$ for which it fails?",
)
rule(
    S,
    lambda x: _first(lambda k: not _is_prime(_whole(x)(k))),
    "The claim is that $«x»$ is prime for every whole $n \\ge 1$. Refute it: which is the first $n$ for which it fails?",
)
rule(
    S,
    lambda x, y: _first(lambda k: not _whole(x)(k) < _whole(y)(k)),
    "Somebody claims: $«x» < «y»$ for every whole $n \\ge 1$. What is the smallest counterexample?",
)


def _divides(x: str, m: str) -> bool:
    return all(int(mp.nint(function_of(x, "n")(mp.mpf(k)))) % int(m) == 0 for k in range(60))


rule(
    "parity",
    _divides,
    "True or false? $«x»$ is a multiple of «m», whichever whole number $n \\ge 0$ you take.",
)
rule(
    "parity",
    lambda x, m: _divides(x, m),
    "True or false? For every whole number $n \\ge 0$, $«x»$ is divisible by «m».",
)
rule.in_words("assume", "the plan of a proof")
