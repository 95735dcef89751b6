"""Readers for calculus: limits, derivatives, gradients, integrals; numerically, at 40 digits."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.foundations import f, in_x
from rederiving.latex import Unreadable, array, dot, function_of, norm
from rederiving.numeric import (
    a,
    det,
    gradient,
    hessian,
    linear,
    listed,
    n,
    one,
    partial,
    polynomial,
    roots,
    solve,
)
from rederiving.rules import Formula, Rules

rule = Rules()

XY = ("x", "y")


def g(text: str, **env: Any) -> Any:
    """A formula in x and y as a function."""
    return function_of(text, "x", "y", env=env)


def d(function: Any, at: Any, order: int = 1) -> Any:
    """A derivative at a place."""
    return mp.diff(function, at, order)


def limit(function: Any, at: Any) -> Any:
    """A two-sided limit, by extrapolation from values on both sides."""
    if mp.isinf(at):
        return _extrapolated(lambda h: function((1 if at > 0 else -1) / h))
    right, left = _extrapolated(lambda h: function(at + h)), _extrapolated(lambda h: function(at - h))
    if abs(right - left) > mp.mpf("1e-14"):
        raise Unreadable("two different limits")
    return right


def _extrapolated(function: Any) -> Any:
    """Richardson's scheme on steps that are halved: exact to many digits for smooth functions."""
    with mp.workdps(80):
        row = [function(mp.mpf(2) ** -k / 64) for k in range(24)]
        for level in range(1, 24):
            row = [(2**level * row[k + 1] - row[k]) / (2**level - 1) for k in range(len(row) - 1)]
        return +row[0]


S = "limits.far-out"
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
    "limits.table",
    _table,
    "Read $\\lim_{x \\to «c»} f(x)$ off this table, to the nearest whole number: $«p»$, $«q»$, $«r»$, $«s»$.",
    "A function has no value at $«c»$, but nearby you find $«p»$, $«q»$, $«r»$, $«s»$. Which whole number does $\\lim_{x \\to «c»} f(x)$ seem to be?",
)
S = "limits.unknown"
_FRACTION = re.compile(r"\\frac\{(.+)\}\{([^{}]+)\}")


def _fillable(x: str, c: str) -> Any:
    match = _FRACTION.fullmatch(x.strip())
    if match is None:
        return None
    above = function_of(match[1].replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: above(n(c), k))) if abs(f(match[2])(n(c))) < mp.mpf("1e-20") else None


rule(S, _fillable, "The fraction $«x»$ has a hole at $«c»$ that can be filled, for one $k$ only. Which one?")
rule(S, lambda c, x: _fillable(x, c), "For which $k$ does $\\lim_{x \\to «c»} «x»$ exist as a number?")


def _with_limit(x: str, t: str, at: Any) -> Any:
    function = function_of(x.replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: limit(lambda s: function(s, k), at) - n(t), 2))


rule(
    S,
    lambda x, t: _with_limit(x, t, mp.mpf(0)),
    "For which $k$ does $«x»$ approach $«t»$ as $x$ goes to zero?",
    "Find $k$ so that $\\lim_{x \\to 0} «x» = «t»$.",
)
rule(S, lambda x, t: _with_limit(x, t, mp.inf), "For which $k$ does $«x»$ approach $«t»$ far out?")
S = "limits.hole"
rule(S, lambda x: limit(f(x), mp.mpf(0)), "What does $«x»$ approach as $x$ goes to zero?")
rule(S, lambda c, x: limit(f(x), n(c)), "Compute $\\lim_{x \\to «c»} «x»$.")
rule(S, lambda x, c: limit(f(x), n(c)), "Which value does $«x»$ approach as $x$ goes to $«c»$?")
rule(
    S,
    lambda c, x: limit(f(x), n(c)),
    "Both parts of the fraction vanish at $«c»$. Find $\\lim_{x \\to «c»} «x»$ all the same.",
)
S = "derivative-rules.difference"
_central = lambda x, c, h: (f(x)(n(c) + n(h)) - f(x)(n(c) - n(h))) / (2 * n(h))
rule(
    S,
    lambda p, q, h, x: (f(x)(n(p)) - f(x)(n(q))) / n(h),
    "Compute $\\frac{f(«p») - f(«q»)}{«h»}$ for $f(x) = «x»$.",
)
rule(
    S,
    _central,
    "You want to check the derivative of $f(x) = «x»$ at $«c»$. Which value has the central difference with $h = «h»$?",
)


def derivative(x: str, order: int = 1, name: str = "x") -> Formula:
    """A derivative as an answer."""
    return Formula((name,), lambda t: d(f(x, name), t, order))


def tangent(x: str, c: str) -> Formula:
    """The height of a tangent as an answer."""
    return in_x(lambda t: f(x)(n(c)) + d(f(x), n(c)) * (t - n(c)))


S = "derivative-rules.differentiate"
rule(
    S,
    lambda x: derivative(x),
    "Differentiate $f(x) = «x»$.",
    "Find $f'(x)$ for $f(x) = «x»$.",
    "Compute the derivative of $f(x) = «x»$ with respect to $x$.",
)
rule(
    S,
    lambda x: derivative(x, 2),
    "How fast does the slope of $f(x) = «x»$ change? Give $f''(x)$.",
    "Find the second derivative of $f(x) = «x»$.",
)
rule(
    S,
    tangent,
    "Find the tangent line to $f(x) = «x»$ at $x = «c»$. Give its right-hand side, a formula in $x$.",
)
S = "derivative-rules.unknown"


def slope_k(x: str, c: str, s: str, order: int = 1) -> Any:
    """The k with which a derivative at a place has a value."""
    function = function_of(x.replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: d(lambda t: function(t, k), n(c), order) - n(s), 2))


rule(
    S,
    lambda x, s, c: slope_k(x, c, s),
    "The graph of $f(x) = «x»$ has the slope $«s»$ at $x = «c»$. Find $k$.",
)
rule(S, slope_k, "Let $f(x) = «x»$. For which $k$ is $f'(«c») = «s»$?")


def flat(x: str, s: Any = 0, order: int = 1) -> Any:
    """Where a polynomial has a given derivative."""
    found = roots(lambda t: d(f(x), t, order) - s, 4)
    return found[0] if len(found) == 1 else found


rule(
    S,
    lambda x: flat(x),
    "Find all $x$ at which $f(x) = «x»$ has a horizontal tangent.",
    "At which two places is the slope of $f(x) = «x»$ zero?",
)
rule(S, lambda s, x: flat(x, n(s)), "At which $x$ does the graph have the slope $«s»$, for $f(x) = «x»$?")
S = "chain-rule.from-values"
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
S = "chain-rule.unknown"
_level = lambda x: one(solve(lambda t: d(f(x), t), -41, 43))
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
S = "chain-rule.differentiate"
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


def by(x: str, *names: str, letters: tuple[str, ...] = XY) -> Formula:
    """A partial derivative as an answer."""
    function = function_of(x, *letters)
    return Formula(letters, lambda *at: partial(function, at, *(letters.index(name) for name in names)))


S = "partial-derivatives.differentiate"
rule(
    S,
    lambda x, v: by(x, v),
    "Let $f(x, y) = «x»$. Find $\\frac{\\partial f}{\\partial «v»}$.",
    "Compute the partial derivative of $f(x, y) = «x»$ with respect to $«v»$.",
)
rule(
    S,
    lambda x, v: by(x, v),
    "How does $f(x, y) = «x»$ change when only $«v»$ moves? Give $\\frac{\\partial f}{\\partial «v»}$.",
)
rule(
    S,
    lambda p, q, x, v: by(x, v, letters=("w", "b")),
    "A line $w x + b$ is fitted to the points $(«p»)$ and $(«q»)$ with the squared error $L(w, b) = «x»$. Find $\\frac{\\partial L}{\\partial «v»}$.",
)
rule(
    S,
    lambda x, u, v: by(x, u, v),
    "Differentiate $f(x, y) = «x»$ first by $«u»$ and then by $«v»$.",
    "Let $f(x, y) = «x»$. Find the mixed second derivative $\\frac{\\partial^2 f}{\\partial «u»\\, \\partial «v»}$.",
)
S = "partial-derivatives.unknown"


def _partial_k(x: str, v: str, p: str, s: str) -> Any:
    at = tuple(listed(p))
    function = function_of(x, "x", "y", "k")
    return one(roots(lambda k: partial(lambda s_, t_: function(s_, t_, k), at, XY.index(v)) - n(s), 2))


rule(
    S,
    _partial_k,
    "Let $f(x, y) = «x»$. For which $k$ is $\\frac{\\partial f}{\\partial «v»}(«p») = «s»$?",
    "Find $k$ so that $f(x, y) = «x»$ satisfies $\\frac{\\partial f}{\\partial «v»}(«p») = «s»$.",
)


def stationary(x: str) -> Any:
    """The stationary point of a quadratic function of two variables."""
    zero = (mp.mpf(0), mp.mpf(0))
    found = linear(hessian(g(x), *zero), -gradient(g(x), *zero))
    return found if norm(gradient(g(x), *found[:, 0])) < mp.mpf("1e-15") else None


S = "gradient.unknown"
rule(
    S,
    stationary,
    "At which point $[x, y]$ is the gradient of $f(x, y) = «x»$ the zero vector?",
    "Find the stationary point of $f(x, y) = «x»$. Answer with $[x, y]$.",
    "A loss with two parameters is $f(x, y) = «x»$. Where is it flat? Answer with $[x, y]$.",
)


def _two_weights(p: str, t: str, x: str) -> Any:
    at = tuple(listed(p))
    columns = [gradient(g(x, a=mp.mpf(u), b=mp.mpf(v)), *at) for u, v in ((1, 0), (0, 1))]
    import numpy as np

    return linear(np.hstack(columns), a(t))


rule(
    S,
    _two_weights,
    "For which $a$ and $b$ is $\\nabla f(«p») = «t»$, where $f(x, y) = «x»$? Answer with $[a, b]$.",
)
rule(
    S,
    lambda x, t, p: _two_weights(p, t, x),
    "The function $f(x, y) = «x»$ has the gradient $«t»$ at $(«p»)$. Find $[a, b]$.",
)
S = "gradient.estimate"
rule(
    S,
    lambda u, s: dot(a(u), a(s)),
    "At the present weights a loss has the gradient $«u»$. By about how much does it change over the small step $«s»$?",
)
rule(
    S,
    lambda x, s, p: dot(gradient(g(x), *listed(p)), a(s)),
    "Estimate with the gradient by how much $f(x, y) = «x»$ changes over the small step $«s»$ from $(«p»)$.",
)
S = "gradient.compute"
rule(
    S,
    lambda x: Formula(XY, lambda s, t: gradient(g(x), s, t)),
    "At every point, in which direction does $f(x, y) = «x»$ grow fastest? Give the gradient.",
    "Let $f(x, y) = «x»$. Which vector of formulas is its gradient?",
    "Compute $\\nabla f$ for $f(x, y) = «x»$.",
)


def directional(x: str, p: str, u: str) -> Any:
    """The slope of a function of two variables in a direction."""
    return dot(gradient(g(x), *listed(p)), a(u)) / norm(a(u))


rule(
    S,
    directional,
    "Find the directional derivative of $f(x, y) = «x»$ at $(«p»)$ in the direction of $«u»$. The direction has to be made a unit vector first.",
    "How fast does $f(x, y) = «x»$ change at $(«p»)$ when you walk in the direction of $«u»$ at speed 1?",
)
rule(S, lambda x, p: gradient(g(x), *listed(p)), "Find the gradient of $f(x, y) = «x»$ at the point $(«p»)$.")
S = "continuity.join"
rule(S, lambda x, c: limit(f(x), n(c)), "The function $«x»$ has a hole at $«c»$. Which value fills it?")
rule(
    S,
    lambda x, c: limit(f(x), n(c)),
    "Let $f(x) = «x»$ for $x \\ne «c»$ and $f(«c») = k$. Which $k$ makes $f$ continuous?",
)


def _joined(x: str, y: str, c: str) -> Any:
    right = function_of(y.replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: f(x)(n(c)) - right(n(c), k)))


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
S = "continuity.bisection"


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
S = "derivative-definition.quotient"
rule(S, lambda c, x: d(f(x), n(c)), "Find $f'(«c»)$ for $f(x) = «x»$ from the difference quotient.")
rule(
    S,
    lambda x, c: d(f(x), n(c)),
    "Which number does the difference quotient of $f(x) = «x»$ at $«c»$ approach?",
)
_quotient = lambda x: Formula(("x", "h"), lambda s, h: (f(x)(s + h) - f(x)(s)) / h)
rule(
    S,
    _quotient,
    "Simplify the difference quotient of $f(x) = «x»$ for a step $h \\ne 0$, until nothing is divided by $h$.",
    "For $f(x) = «x»$, write $\\frac{f(x + h) - f(x)}{h}$ without a fraction.",
)
_secant = lambda x, p, q: (f(x)(n(q)) - f(x)(n(p))) / (n(q) - n(p))
rule(S, _secant, "How steep is the secant of $f(x) = «x»$ through the points at $«p»$ and at $«q»$?")
rule(
    S,
    lambda x, c, h: (f(x)(n(c) + n(h)) - f(x)(n(c))) / n(h),
    "Compute the difference quotient of $f(x) = «x»$ at $«c»$ with the step $h = «h»$.",
)
S = "derivative-definition.unknown"
rule(
    S,
    lambda x, s: flat(x, n(s)),
    "Where is the graph of $f(x) = «x»$ exactly as steep as $«s»$?",
    "At which $x$ has the tangent to $f(x) = «x»$ the slope $«s»$?",
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


rule(
    S,
    _touches,
    "Where does the line $«line»$ touch the graph of $f(x) = «x»$?",
    "The straight line with height $«line»$ is tangent to $f(x) = «x»$. At which $x$ do they touch?",
)


def _secant_k(x: str, p: str, q: str, s: str) -> Any:
    function = function_of(x.replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: (function(n(q), k) - function(n(p), k)) / (n(q) - n(p)) - n(s)))


rule(
    S,
    _secant_k,
    "For which $k$ is the difference quotient of $«x»$ from $«p»$ to $«q»$ equal to $«s»$?",
    "The secant of $f(x) = «x»$ through the points at $«p»$ and at $«q»$ has the slope $«s»$. Find $k$.",
)
rule(
    "derivative-definition.estimate",
    _central,
    "Gradient checking: compute the central difference of $f(x) = «x»$ at $«c»$ with $h = «h»$.",
)
rule(
    "derivative-definition.estimate",
    lambda c, x, h: _central(x, c, h),
    "Estimate $f'(«c»)$ for $f(x) = «x»$ from the values one step of «h» to the right and one to the left.",
)
rule(
    "derivative-definition.tangent",
    tangent,
    "Which straight line touches the graph of $f(x) = «x»$ at $x = «c»$? Give its height as a formula in $x$.",
    "Write down the tangent to $f(x) = «x»$ at the input $«c»$, as a formula for its height in $x$.",
)
S = "higher-derivatives.estimate"


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


rule(S, _curvature, "Estimate $f''(«c»)$ from $«p»$, $«q»$ and $«r»$.")
rule(
    S,
    lambda p, q, r, c: _curvature(c, p, q, r),
    "A loss is measured at three weights: $«p»$, $«q»$, $«r»$. Estimate $f''(«c»)$.",
)
S = "higher-derivatives.unknown"


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
S = "higher-derivatives.compute"
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
    "higher-derivatives.inflection",
    _inflections,
    "At which $x$ has $f(x) = «x»$ its inflection point?",
    "At which two inputs does the curve $f(x) = «x»$ change its bend?",
    "Where does the bend of $f(x) = «x»$ change from one kind to the other?",
    "Find both inflection points of $f(x) = «x»$ (their $x$).",
)
rule(
    "extrema.candidates",
    lambda x: flat(x),
    "Find both candidates for extrema of $f(x) = «x»$.",
    "Where is the tangent to $f(x) = «x»$ level?",
    "At which $x$ can $f(x) = «x»$ have an extremum?",
    "At which two inputs is the slope of $f(x) = «x»$ zero?",
)
S = "extrema.unknown"
rule(
    S,
    lambda x, c: slope_k(x, c, "0"),
    "The slope of $«x»$ is zero at $«c»$. Find $k$.",
    "The parabola $«x»$ is lowest at $«c»$. Find $k$.",
    "For which $k$ has $f(x) = «x»$ a level tangent at $x = «c»$?",
    "For which $k$ has $f(x) = «x»$ its minimum at $x = «c»$?",
)


def _lowest_k(x: str, v: str) -> Any:
    function = function_of(x.replace("kx", "k x"), "x", "k")

    def lowest(k: Any) -> Any:
        c = polynomial(lambda t: function(t, k), 2)
        return c[0] - c[1] ** 2 / (4 * c[2]) if len(c) == 3 and c[2] > 0 else mp.nan

    return one(roots(lambda k: lowest(k) - n(v), 1))


rule(
    S,
    _lowest_k,
    "How must $k$ be chosen so that $«x»$ just reaches down to $«v»$?",
    "The smallest value of $f(x) = «x»$ is $«v»$. Find $k$.",
)


def _likeliest(x: str, name: str) -> Any:
    function = lambda t: mp.log(f(x, name)(t))
    return one(solve(lambda t: d(function, t), "0.00037", "0.9997" if name == "p" else "30.0003"))


S = "extrema.likelihood"
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
    "extrema.interval",
    lambda how, x, low, high: extreme(x, how, low, high),
    "Which value is the global «how» of $«x»$ on the interval from $«low»$ to $«high»$?",
    "Find the «how» value of $f(x) = «x»$ for $x$ from $«low»$ to $«high»$.",
)
S = "functions-of-several-variables.loss"


def _loss(at: str, *points: str) -> Any:
    w, b = listed(at)
    return sum((w * x + b - y) ** 2 for x, y in (listed(point) for point in points))


rule(
    S,
    lambda p, q, r, at: _loss(at, p, q, r),
    "For the data $(«p»)$, $(«q»)$ and $(«r»)$ let $E(w, b)$ be the sum of $(w x + b - y)^2$ over all points. What is $E(«at»)$?",
    "A line with slope $w$ and bias $b$ is fitted to $(«p»)$, $(«q»)$ and $(«r»)$. Its loss $E(w, b)$ is the sum of the squared errors. Compute $E(«at»)$.",
)
rule(
    S,
    lambda p, q, at: _loss(at, p, q),
    "For the data $(«p»)$ and $(«q»)$ let $E(w, b)$ be the sum of $(w x + b - y)^2$ over all points. What is $E(«at»)$?",
    "A line with slope $w$ and bias $b$ is fitted to $(«p»)$ and $(«q»)$. Its loss $E(w, b)$ is the sum of the squared errors. Compute $E(«at»)$.",
)


def _slice(v: str, c: str, x: str) -> Formula:
    return in_x(lambda t: g(x)(t, n(c))) if v == "y" else Formula(("y",), lambda t: g(x)(n(c), t))


S = "functions-of-several-variables.slice"
rule(S, _slice, "Hold $«v»$ at $«c»$ in $f(x, y) = «x»$. Which function of ‹$x$|$y$› is left?")
rule(
    S,
    lambda x, v, c: _slice(v, c, x),
    "The surface $f(x, y) = «x»$ is cut along $«v» = «c»$. Describe the slice by a formula in ‹$x$|$y$›.",
)
S = "functions-of-several-variables.unknown"
rule(
    S,
    lambda y, c, x: roots(lambda t: g(x)(t, n(y)) - n(c)),
    "For which two $x$ is $f(x, «y») = «c»$, if $f(x, y) = «x»$?",
)
rule(
    S,
    lambda x, c, y: roots(lambda t: g(x)(t, n(y)) - n(c)),
    "The level set of $f(x, y) = «x»$ with height $«c»$ contains two points with $y = «y»$. Which $x$ do they have?",
)
S = "functions-of-several-variables.value"
rule(S, lambda x, p: g(x)(*listed(p)), "How high is the surface $f(x, y) = «x»$ over the point $(«p»)$?")
rule(S, lambda p, x: g(x)(*listed(p)), "Compute $f(«p»)$ for $f(x, y) = «x»$.")
S = "integrals.riemann"


def _riemann(x: str, low: str, high: str, count: str, where: str) -> Any:
    width = (n(high) - n(low)) / int(count)
    shift = {"left ends": mp.mpf(0), "right ends": mp.mpf(1), "middles": mp.mpf(1) / 2}[where]
    return width * sum(f(x)(n(low) + (k + shift) * width) for k in range(int(count)))


rule(
    S,
    _riemann,
    "Compute the Riemann sum of $f(x) = «x»$ from $«low»$ to $«high»$: «count» slices, heights at the «where».",
)
rule(
    S,
    lambda low, high, x, count, where: _riemann(x, low, high, count, where),
    "Estimate $\\int_{«low»}^{«high»} «x» dx$ with «count» slices of equal width and the heights at their «where».",
)


def area(x: str, low: str, high: str, name: str = "x") -> Any:
    """A definite integral by quadrature."""
    return mp.quad(f(x, name), [n(low), n(high)])


rule(
    "integrals.average",
    lambda x, low, high: area(x, low, high, "t") / (n(high) - n(low)),
    "The temperature of a server is $f(t) = «x»$ degrees after $t$ hours. What is its average from $«low»$ to $«high»$?",
)
rule(
    "integrals.average",
    lambda x, low, high: area(x, low, high) / (n(high) - n(low)),
    "Find the average value of $f(x) = «x»$ on the interval from $«low»$ to $«high»$.",
)
rule(
    "integrals.limit",
    lambda x, c, s: area(x, "0", c),
    "With $n$ slices and right ends, the Riemann sum of $f(x) = «x»$ from 0 to $«c»$ is $«s»$. Which integral does it give as $n$ grows without bound?",
    "The rectangles under $«x»$ from 0 to $«c»$ have the total area $«s»$. Find $\\int_0^{«c»} «x» \\, dx$ as the limit.",
)
S = "integrals.unknown"
_k_of = lambda x, low, high, total: one(
    roots(lambda k: mp.quad(lambda t: function_of(x, "x", "k")(t, k), [n(low), n(high)]) - n(total), 2)
)
rule(
    S,
    lambda x, low, high, v: _k_of(x, low, high, f"({v}) ({high} - ({low}))"),
    "The average of $«x»$ on the interval from $«low»$ to $«high»$ is $«v»$. Find $k$.",
)
rule(
    S,
    lambda c, total: n(total) / n(c),
    "For which $k$ is $\\int_0^{«c»} k \\, dx = «total»$?",
    "A constant height $k$ from 0 to $«c»$ encloses the area $«total»$. Find $k$.",
)
rule(
    "integrals.area",
    lambda low, high, x: area(x, low, high),
    "Find $\\int_{«low»}^{«high»} «x» \\, dx$ from areas of triangles.",
)
rule(
    "integrals.area",
    area,
    "Which signed area lies between the line $y = «x»$ and the axis, from $«low»$ to $«high»$?",
)
S = "integrals.linear"


def _combined(u: str, v: str, text: str) -> Any:
    return function_of(text.replace("f(x)", "u").replace("g(x)", "v"), "u", "v")(n(u), n(v))


rule(
    S,
    lambda low, high, u, v, x: _combined(u, v, x),
    "Given $\\int_{«low»}^{«high»} f(x) \\, dx = «u»$ and $\\int_{«low»}^{«high»} g(x) \\, dx = «v»$. Find $\\int_{«low»}^{«high»} «x» dx$.",
)


def _rest(low: str, high: str, u: str, middle: str, v: str, start: str, end: str) -> Any:
    """Integrals of one function: from low to high it is u, from low to the middle v."""
    place = {n(low): mp.mpf(0), n(high): n(u), n(middle): n(v)}
    return place[n(end)] - place[n(start)]


rule(
    S,
    _rest,
    "Given $\\int_{«low»}^{«high»} f(x) \\, dx = «u»$ and $\\int_{«low»}^{«middle»} f(x) \\, dx = «v»$. Find $\\int_{«start»}^{«end»} f(x) \\, dx$ (mind the order of the limits).",
    "From $«low»$ to $«high»$ the integral of $f$ is $«u»$, from $«low»$ to $«middle»$ it is $«v»$. What is $\\int_{«start»}^{«end»} f(x) \\, dx$?",
)
S = "fundamental-theorem.definite"
rule(
    S,
    lambda x, c: area(x, "0", c, "t"),
    "A model's training loss changes at the rate $«x»$ per epoch after $t$ epochs. What is the net change over the first «c» epochs?",
    "A tank fills at the rate $r(t) = «x»$ litres per minute (a negative rate means it empties). By how much does its content change from minute 0 to minute «c»?",
)
rule(
    S,
    lambda low, high, x: area(x, low, high),
    "Compute $\\int_{«low»}^{«high»} «x» \\, dx$ with an antiderivative.",
    "Evaluate $\\int_{«low»}^{«high»} «x» \\, dx$.",
)
_moving = lambda low, high, x: (
    lambda start: in_x(lambda s: d(lambda u: mp.quad(f(x, "t"), [start, f(high)(u)]), s))
)(n(low))
rule(
    "fundamental-theorem.moving-limit",
    _moving,
    "Differentiate $G(x) = \\int_{«low»}^{«high»} «x» \\, dt$ with respect to $x$; no antiderivative is needed.",
    "Let $G(x) = \\int_{«low»}^{«high»} «x» \\, dt$. Find $G'(x)$.",
)
_primitive = lambda x, c: in_x(lambda s: n(c) + mp.quad(f(x), [0, s]))
rule(
    "fundamental-theorem.antiderivative",
    _primitive,
    "Find the antiderivative $F$ of $f(x) = «x»$ with $F(0) = «c»$.",
    "Which function has the derivative $«x»$ and the value $«c»$ at $0$?",
)
S = "fundamental-theorem.unknown"
rule(
    S,
    lambda low, high, x, c: _k_of(x.replace("\\,", ""), low, high, c),
    "Find $k$ so that $\\int_{«low»}^{«high»} «x» \\, dx = «c»$.",
)
rule(
    S,
    lambda x, low, high, c: _k_of(x.replace("\\,", ""), low, high, c),
    "For which $k$ is the integral of $«x»$ from $«low»$ to $«high»$ equal to $«c»$?",
)
_far = lambda x, c: one(tuple(b for b in roots(lambda b: mp.quad(f(x), [0, b]) - n(c), 4) if b > 0))
rule(
    S,
    _far,
    "How far must $«x»$ be collected from 0 on until the area is $«c»$? Give the upper limit $b > 0$.",
    "For which $b > 0$ is $\\int_0^b «x» \\, dx = «c»$?",
)
S = "directional-derivative.level"
_level_k = lambda w, u: one(roots(lambda k: dot(w, function_of(u, "k")(k))))
rule(
    S,
    lambda w, u: _level_k(a(w), u),
    "At a point $\\nabla f = «w»$. For which $k$ is the slope in the direction $«u»$ zero?",
    "The gradient at your place is $«w»$. Choose $k$ so that walking towards $«u»$ is level at first.",
)
rule(
    S,
    lambda p, x, u: _level_k(gradient(g(x), *listed(p)), u),
    "At $(«p»)$ the slope of $f(x, y) = «x»$ in the direction $«u»$ is zero. Find $k$.",
)
S = "directional-derivative.steepest"
rule(
    S,
    lambda x, p: -norm(gradient(g(x), *listed(p))),
    "What is the smallest (most negative) slope that $f(x, y) = «x»$ has at $(«p»)$ in any direction?",
)
rule(
    S,
    lambda x, p: norm(gradient(g(x), *listed(p))),
    "What is the largest slope that $f(x, y) = «x»$ has at $(«p»)$ in any direction?",
)
rule(
    "directional-derivative.slope",
    directional,
    "Find the directional derivative of $f(x, y) = «x»$ at $(«p»)$ towards $«u»$.",
    "How steep is $f(x, y) = «x»$ at $(«p»)$ in the direction $«u»$?",
)
_walk = lambda p, u, x: Formula(("t",), lambda t: g(x)(*[s + t * v for s, v in zip(p, u, strict=True)]))
rule(
    "directional-derivative.along-a-line",
    lambda p, u, x: _walk(listed(p), list(a(u)[:, 0]), x),
    "Walk from $(«p»)$ with the step $«u»$ per unit of $t$. Which height $g(t)$ has $f(x, y) = «x»$ on the way? Multiply out.",
)
rule(
    "directional-derivative.along-a-line",
    lambda p, u, x: _walk(listed(p), listed(u), x),
    "Write $g(t) = f\\left((«p») + t («u»)\\right)$ for $f(x, y) = «x»$ as a polynomial in $t$.",
)
S = "hessian.change"
rule(
    S,
    lambda x, s, p: hessian(g(x), *listed(p)) @ a(s),
    "Predict the change of the gradient of $f(x, y) = «x»$ for a step $«s»$ from $(«p»)$, with the Hessian.",
)
rule(
    S,
    lambda p, x, s: hessian(g(x), *listed(p)) @ a(s),
    "At $(«p»)$ the gradient of $f(x, y) = «x»$ is known. By how much does it change over the step $«s»$, according to the Hessian?",
)
S = "hessian.unknown"


def _mixed_k(x: str, p: str, s: str) -> Any:
    function = function_of(x, "x", "y", "k")
    return one(roots(lambda k: partial(lambda u, v: function(u, v, k), tuple(listed(p)), 0, 1) - n(s), 2))


rule(
    S, _mixed_k, "For which $k$ is the mixed second derivative of $f(x, y) = «x»$ at $(«p»)$ equal to $«s»$?"
)
_bend = lambda m, u: (u.T @ m @ u)[0, 0]
rule(
    S,
    lambda m, u: one(roots(lambda k: _bend(function_of(m, "k")(k), a(u)))),
    "The Hessian $«m»$ has curvature zero along $«u»$ (of any length). Find $k$.",
    "For which $k$ does a surface with the Hessian $«m»$ not bend at all along $«u»$?",
)
S = "hessian.curvature"
rule(
    S,
    lambda m, u: _bend(a(m), a(u)),
    "Find the curvature $\\mathbf{u}^\\top H \\mathbf{u}$ for $H = «m»$ and $\\mathbf{u} = «u»$.",
    "The Hessian of a loss at some point is $«m»$. How strongly does the loss bend along the unit vector $«u»$?",
)
S = "hessian.matrix"
rule(
    S,
    lambda x, p: hessian(g(x), *listed(p)),
    "Find the Hessian of $f(x, y) = «x»$ at $(«p»)$.",
    "Which matrix of second derivatives has $f(x, y) = «x»$ at $(«p»)$?",
)
rule(
    S,
    lambda x: Formula(XY, lambda s, t: hessian(g(x), s, t)),
    "Write down all second partial derivatives of $f(x, y) = «x»$ as a matrix.",
    "Find the Hessian matrix of $f(x, y) = «x»$.",
)


def jacobian(x: str, y: str, at: Any, **env: Any) -> Any:
    """The matrix of first derivatives of two functions."""
    return array([list(gradient(g(text, **env), *at)[:, 0]) for text in (x, y)])


rule(
    "jacobian.estimate",
    lambda v, m, s: a(v) + a(m) @ a(s),
    "A model outputs $«v»$; its Jacobian by the inputs is $«m»$. The inputs move by $«s»$. Predict the new output.",
    "At a point a function has the value $«v»$ and the Jacobian $«m»$. Estimate its value after the small step $«s»$.",
)
rule(
    "jacobian.build",
    lambda x, y, p: jacobian(x, y, listed(p)),
    "Find the Jacobian of $F(x, y) = («x», «y»)$ at $(«p»)$.",
)
rule(
    "jacobian.build",
    lambda x, y: Formula(XY, lambda s, t: jacobian(x, y, (s, t))),
    "Find the Jacobian matrix of $F(x, y) = («x», «y»)$.",
)
rule(
    "jacobian.compose",
    lambda m, p: a(p) @ a(m),
    "Two layers: $J_F = «m»$ for the first, $J_G = «p»$ for the second, each at its own input. What is the Jacobian of $G(F(\\mathbf{x}))$?",
    "First $F$ acts, with the Jacobian $«m»$ at the point; then $G$, with the Jacobian $«p»$ at the image. Find the Jacobian of both together.",
)
_det_k = lambda x, y, at, c: one(roots(lambda k: det(jacobian(x, y, at, k=k)) - n(c), 2))
rule(
    "jacobian.unknown",
    lambda x, y, p, c: _det_k(x, y, listed(p), c),
    "The Jacobian determinant of $F(x, y) = («x», «y»)$ at $(«p»)$ is $«c»$. Find $k$.",
)
rule(
    "jacobian.unknown",
    lambda x, y, c: _det_k(x, y, [mp.mpf("0.3"), mp.mpf("0.8")], c),
    "The Jacobian determinant of $F(x, y) = («x», «y»)$ is $«c»$. Find $k$.",
)
rule(
    "jacobian.area",
    lambda x, y, p: abs(det(jacobian(x, y, listed(p)))),
    "By which factor does $F(x, y) = («x», «y»)$ multiply small areas near $(«p»)$?",
)
