"""Readers for the topic “The derivative as a limit”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import d, f, flat, tangent
from rederiving.latex import function_of
from rederiving.numeric import n, one, roots
from rederiving.rules import Formula, Option, Rules, best

rule = Rules()

_quotient = lambda x: Formula(("x", "h"), lambda s, h: (f(x)(s + h) - f(x)(s)) / h)
_secant = lambda x, p, q: (f(x)(n(q)) - f(x)(n(p))) / (n(q) - n(p))
S = "quotient"
rule(S, lambda c, x: d(f(x), n(c)), "Find $f'(«c»)$ for $f(x) = «x»$ from the difference quotient.")
rule(
    S,
    lambda x, c: d(f(x), n(c)),
    "Which number does the difference quotient of $f(x) = «x»$ at $«c»$ approach?",
)
rule(
    S,
    _quotient,
    "Simplify the difference quotient of $f(x) = «x»$ for a step $h \\ne 0$, until nothing is divided by $h$.",
    "For $f(x) = «x»$, write $\\frac{f(x + h) - f(x)}{h}$ without a fraction.",
)
rule(S, _secant, "How steep is the secant of $f(x) = «x»$ through the points at $«p»$ and at $«q»$?")
rule(
    S,
    lambda x, c, h: (f(x)(n(c) + n(h)) - f(x)(n(c))) / n(h),
    "Compute the difference quotient of $f(x) = «x»$ at $«c»$ with the step $h = «h»$.",
)


def _touches(line: str, x: str) -> Any:
    places = flat(x, d(f(line), 0))
    return one(
        tuple(
            t
            for t in (places if isinstance(places, tuple) else (places,))
            if abs(f(x)(t) - f(line)(t)) < mp.mpf("1e-15")
        )
    )


def _secant_k(x: str, p: str, q: str, s: str) -> Any:
    function = function_of(x.replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: (function(n(q), k) - function(n(p), k)) / (n(q) - n(p)) - n(s)))


S = "unknown"
rule(
    S,
    lambda x, s: flat(x, n(s)),
    "Where is the graph of $f(x) = «x»$ exactly as steep as $«s»$?",
    "At which $x$ has the tangent to $f(x) = «x»$ the slope $«s»$?",
)
rule(
    S,
    _touches,
    "Where does the line $«line»$ touch the graph of $f(x) = «x»$?",
    "The straight line with height $«line»$ is tangent to $f(x) = «x»$. At which $x$ do they touch?",
)
rule(
    S,
    _secant_k,
    "For which $k$ is the difference quotient of $«x»$ from $«p»$ to $«q»$ equal to $«s»$?",
    "The secant of $f(x) = «x»$ through the points at $«p»$ and at $«q»$ has the slope $«s»$. Find $k$.",
)
central_slope = lambda x, c, h: (f(x)(n(c) + n(h)) - f(x)(n(c) - n(h))) / (2 * n(h))
S = "estimate"
rule(
    S,
    central_slope,
    "Gradient checking: compute the central difference of $f(x) = «x»$ at $«c»$ with $h = «h»$.",
)
rule(
    S,
    lambda c, x, h: central_slope(x, c, h),
    "Estimate $f'(«c»)$ for $f(x) = «x»$ from the values one step of «h» to the right and one to the left.",
)
rule(
    "tangent",
    tangent,
    "Which straight line touches the graph of $f(x) = «x»$ at $x = «c»$? Give its height as a formula in $x$.",
    "Write down the tangent to $f(x) = «x»$ at the input $«c»$, as a formula for its height in $x$.",
)


def _smooth_at(x: str, y: str, c: str) -> bool:
    """Whether two pieces meet in height and in slope."""
    gaps = (f(x)(n(c)) - f(y)(n(c)), d(f(x), n(c)) - d(f(y), n(c)))
    return all(abs(gap) < mp.mpf("1e-15") for gap in gaps)


rule(
    "corner",
    _smooth_at,
    "True or false? Let $f(x) = «x»$ for $x \\le «c»$ and $f(x) = «y»$ for $x > «c»$. Then $f$ is differentiable at $«c»$.",
    "True or false? The function with $f(x) = «x»$ up to $«c»$ and $f(x) = «y»$ beyond has a derivative at $«c»$.",
)


def _best_step(x: str, c: str, options: tuple[str, ...]) -> Option:
    """The step whose quotient, in double precision, comes nearest to the slope."""
    cubes, rest = (float(f(x)(mp.mpf(k))) for k in (1, 2))
    # A cubic x^3 + k x has f(1) = 1 + k; Python's own numbers have the sixteen digits that are asked about.
    k = cubes - 1
    if abs(rest - (8 + 2 * k)) > 1e-9:
        return Option(-1)
    at = float(n(c))

    def error(option: str) -> float:
        h = float(n(option.strip("$").removeprefix("h =")))
        quotient = (((at + h) ** 3 + k * (at + h)) - (at**3 + k * at)) / h
        return abs(quotient - (3 * at * at + k))

    return best(options, lambda option: -error(option))


rule(
    "step",
    _best_step,
    "Which step $h$ gives the best difference quotient for $«x»$ at $x = «c»$ on a computer with 16 digits?",
    "A program estimates $f'(«c»)$ of $f(x) = «x»$ by a difference quotient with double precision (about 16 digits). Which step is the sensible one?",
)
