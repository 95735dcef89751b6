"""Readers for the topic “Taylor series”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import d, f, in_x
from rederiving.numeric import n
from rederiving.rules import Formula, Rules

rule = Rules()

_PRIMES = {"'": 1, "''": 2, "'''": 3, "''''": 4}
rule(
    "unknown",
    lambda c, x, o: d(f(x), n(c), _PRIMES[o]),
    "Around $«c»$ a function has the Taylor polynomial $T(x) = «x»$. What is $f«o»(«c»)$?",
)


def taylor(x: str, degree: Any, at: Any = 0) -> Formula:
    """The Taylor polynomial as an answer."""
    coefficients = mp.taylor(f(x), at, int(degree))
    return in_x(lambda t: mp.polyval(coefficients[::-1], t - at))


S = "polynomial"
rule(
    S,
    lambda x, c, k: taylor(x, k, n(c)),
    "Approximate $f(x) = «x»$ near $«c»$ by a polynomial of degree «k» with the same value and the same first «k» derivatives there.",
)
rule(
    S,
    lambda k, x, c: taylor(x, k, n(c)),
    "Find the Taylor polynomial of degree «k» of $f(x) = «x»$ around $«c»$.",
)
_coefficient = lambda x, k: mp.taylor(f(x), 0, int(k.strip("{}")))[-1]
S = "coefficient"
rule(
    S, lambda k, x: _coefficient(x, k), "What is the coefficient of $x^«k»$ in the series of $«x»$ around 0?"
)
rule(S, _coefficient, "Write the series of $«x»$ around 0. Which number stands before $x^«k»$?")
S = "value"
rule(
    S,
    lambda x, k, c: mp.polyval(mp.taylor(mp.sqrt, n(c), int(k))[::-1], n(x) - n(c)),
    "Estimate $\\sqrt{«x»}$ with the Taylor polynomial of degree «k» of the root around $«c»$.",
)
rule(
    S,
    lambda x, k, what: abs(n(x)) ** (int(k) + 1) / mp.factorial(int(k) + 1),
    "You approximate $\\«what»(«x»)$ by its Taylor polynomial of degree «k» around 0; no derivative of the ‹sine|cosine› exceeds 1. Which bound does the Lagrange remainder give for the error?",
)
rule(
    S,
    lambda x, k, m: n(m) * abs(n(x)) ** (int(k) + 1) / mp.factorial(int(k) + 1),
    "You approximate $e^{«x»}$ by its polynomial of degree «k» around 0; between 0 and $«x»$ all derivatives stay below $«m»$. Which bound does the Lagrange remainder give for the error?",
)


def _trusted(x: str, c: str) -> bool:
    """Whether sixty terms come nearer than thirty, and near; where the function has no real value they do not."""
    at, terms = n(c), mp.taylor(f(x), 0, 60)
    value = f(x)(at)
    if mp.im(value) != 0:
        return False
    some, more = (abs(sum(t * at**k for k, t in enumerate(terms[:count])) - value) for count in (31, 61))
    # Both may be no more than the rounding of the derivatives.
    return bool(more < mp.mpf("0.03") and more <= max(some, mp.mpf("1e-9")))


rule(
    "trust",
    _trusted,
    "True or false? At $x = «c»$ the Taylor series of $«x»$ around 0 can be trusted.",
    "True or false? The series of $«x»$ around 0 gives the right value at $x = «c»$, if enough terms are taken.",
)
