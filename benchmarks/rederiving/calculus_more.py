"""Readers for calculus and optimisation: chain rule, series, integrals of all kinds, descent, Newton, Lagrange."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.calculus import (
    XY,
    area,
    by,
    d,
    derivative,
    directional,
    g,
    jacobian,
    limit,
    slope_k,
    stationary,
)
from rederiving.foundations import f, in_x
from rederiving.latex import Unreadable, array, dot, function_of, norm, value_of
from rederiving.numeric import (
    a,
    column,
    det,
    eigenvalues,
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

_ = (directional, np)
rule("derivative-rules.differentiate", lambda x: derivative(x, 2), "Compute $f''(x)$ for $f(x) = «x»$.")
rule("derivative-rules.differentiate", lambda x: derivative(x), "Compute $f'(x)$ for $f(x) = «x»$.")


def _mixed(x: str, p: str, s: str) -> Any:
    function = function_of(x, "x", "y", "k")
    return one(roots(lambda k: partial(lambda u, v: function(u, v, k), tuple(listed(p)), 0, 1) - n(s), 2))


rule(
    "partial-derivatives.unknown",
    _mixed,
    "Let $f(x, y) = «x»$. For which $k$ is $\\frac{\\partial^2 f}{\\partial x\\, \\partial y}(«p») = «s»$?",
    "Find $k$ so that $f(x, y) = «x»$ satisfies $\\frac{\\partial^2 f}{\\partial x\\, \\partial y}(«p») = «s»$.",
)
rule(
    "higher-derivatives.unknown",
    lambda x, c: _doubling(x, c),
    "For which two values of $k$ does $f(x) = «x»$ satisfy $f''(x) = «c» f(x)$?",
)
rule(
    "higher-derivatives.unknown",
    lambda x, c: _doubling(x, c),
    "The second derivative of $f(x) = «x»$ is $«c»$ times the function itself. Find both possible $k$.",
)


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


rule(
    "integrals.unknown",
    lambda low, high, x, t: one(
        roots(lambda k: mp.quad(lambda s: function_of(x, "x", "k")(s, k), [n(low), n(high)]) - n(t), 2)
    ),
    "For which $k$ is $\\int_{«low»}^{«high»} «x» \\, dx = «t»$?",
)
rule(
    "fundamental-theorem.antiderivative",
    lambda x, p, c: in_x(lambda s: n(c) + mp.quad(f(x), [n(p), s])),
    "Find the antiderivative $F$ of $f(x) = «x»$ with $F(«p») = «c»$.",
    "Which function has the derivative $«x»$ and the value $«c»$ at $«p»$?",
)
rule(
    "fundamental-theorem.moving-limit",
    lambda low, high, x: in_x(lambda s: d(lambda u: mp.quad(f(x, "t"), [f(low)(u), f(high)(u)]), s)),
    "Differentiate $G(x) = \\int_{«low»}^{«high»} «x» \\, dt$ with respect to $x$; no antiderivative is needed.",
    "Let $G(x) = \\int_{«low»}^{«high»} «x» \\, dt$. Find $G'(x)$.",
)
S = "multivariable-chain-rule.paths"
rule(
    S,
    lambda p, q, r, s, t: n(p) * n(q) + n(r) * n(s) + n(t),
    "In a graph an arrow leads from $w$ to $p$, carrying $«p»$, and from $p$ to the loss, carrying $«q»$; another from $w$ to $q$, carrying $«r»$, and from $q$ to the loss, carrying $«s»$, and directly to the loss, carrying $«t»$. What is $\\frac{dL}{dw}$?",
)
rule(
    S,
    lambda p, q, r, s: n(p) * n(q) + n(r) * n(s),
    "In a graph an arrow leads from $w$ to $p$, carrying $«p»$, and from $p$ to the loss, carrying $«q»$; another from $w$ to $q$, carrying $«r»$, and from $q$ to the loss, carrying $«s»$. What is $\\frac{dL}{dw}$?",
)
_TWO = "The loss depends on $p$ (derivative $«p»$) and $q$ (derivative $«q»$); both depend on $w$, with the derivatives $«r»$ and $«s»$."
rule(S, lambda p, q, r, s: n(p) * n(r) + n(q) * n(s), _TWO + " Find $\\frac{dL}{dw}$.")
rule(
    S,
    lambda p, q, r, s, t: n(p) * n(r) + n(q) * n(s) + n(t),
    _TWO + " The loss also uses $w$ itself, with the derivative $«t»$. Find $\\frac{dL}{dw}$.",
)
rule(
    "multivariable-chain-rule.reuse",
    lambda x, c: d(f(x, "w"), n(c)),
    "A shared weight enters twice: $L(w) = «x»$. What is the slope at $w = «c»$?",
    "The weight $w$ is used in more than one place: $L(w) = «x»$. Find $L'(«c»)$, adding up what each place contributes.",
)
_total = lambda x, u, v: Formula(("t",), lambda t: d(lambda s: g(x)(f(u, "t")(s), f(v, "t")(s)), t))
rule(
    "multivariable-chain-rule.total",
    _total,
    "Let $f(x, y) = «x»$ with $x = «u»$ and $y = «v»$. Find $\\frac{df}{dt}$ as a formula in $t$.",
)
rule(
    "multivariable-chain-rule.total",
    lambda u, v, x: _total(x, u, v),
    "$x = «u»$ and $y = «v»$ move with $t$. How fast does $f(x, y) = «x»$ change? Answer as a formula in $t$.",
)


def _chained(x: str, u: str, v: str, by_: str) -> Formula:
    first, second = function_of(u, "r", "s"), function_of(v, "r", "s")
    whole = lambda r, s: g(x)(first(r, s), second(r, s))
    return Formula(("r", "s"), lambda r, s: partial(whole, (r, s), "rs".index(by_)))


rule(
    "multivariable-chain-rule.partial",
    _chained,
    "Let $f(x, y) = «x»$ with $x = «u»$ and $y = «v»$. Find $\\frac{\\partial f}{\\partial «by_»}$ as a formula in $r$ and $s$.",
)
rule(
    "multivariable-chain-rule.unknown",
    lambda p, u, v, t: (n(t) - n(p) * n(u)) / n(v),
    "A weight $w$ feeds $p$ (local derivative $«p»$) and $q$ (local derivative $k$). The loss $L$ has the derivatives $«u»$ by $p$ and $«v»$ by $q$, and $\\frac{dL}{dw} = «t»$. Find $k$.",
)
_PRIMES = {"'": 1, "''": 2, "'''": 3, "''''": 4}
rule(
    "taylor-series.unknown",
    lambda c, x, o: d(f(x), n(c), _PRIMES[o]),
    "Around $«c»$ a function has the Taylor polynomial $T(x) = «x»$. What is $f«o»(«c»)$?",
)


def taylor(x: str, degree: Any, at: Any = 0) -> Formula:
    """The Taylor polynomial as an answer."""
    coefficients = mp.taylor(f(x), at, int(degree))
    return in_x(lambda t: mp.polyval(coefficients[::-1], t - at))


S = "taylor-series.polynomial"
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
S = "taylor-series.coefficient"
_coefficient = lambda x, k: mp.taylor(f(x), 0, int(k.strip("{}")))[-1]
rule(
    S, lambda k, x: _coefficient(x, k), "What is the coefficient of $x^«k»$ in the series of $«x»$ around 0?"
)
rule(S, _coefficient, "Write the series of $«x»$ around 0. Which number stands before $x^«k»$?")
S = "taylor-series.value"
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
rule(
    "improper-integrals.far-out",
    lambda x, c: mp.quad(f(x), [n(c), n(c) + 1, mp.inf]),
    "How large is the area under $«x»$ from $«c»$ out to infinity (with its sign)?",
)
rule(
    "improper-integrals.far-out",
    lambda c, x: mp.quad(f(x), [n(c), n(c) + 1, mp.inf]),
    "Compute $\\int_{«c»}^{\\infty} «x» \\, dx$.",
)
_with_root = lambda x, c: mp.quad(lambda s: f(x)(s * s) * 2 * s, [0, mp.sqrt(n(c))])
rule("improper-integrals.unbounded", lambda c, x: _with_root(x, c), "Compute $\\int_0^{«c»} «x» \\, dx$.")
rule(
    "improper-integrals.unbounded",
    _with_root,
    "The function $«x»$ shoots up at zero. Is the area from 0 to $«c»$ finite? Compute it.",
)
rule(
    "improper-integrals.mean",
    lambda x: mp.quad(f(x), [0, 1, mp.inf]),
    "Compute $\\int_0^\\infty «x» \\, dx$; far out the exponential wins over $x$.",
)
rule(
    "improper-integrals.mean",
    lambda c, x: mp.quad(f(x), [0, 1, mp.inf]),
    "Waiting times with the rate «c» lead to $\\int_0^\\infty «x» \\, dx$. Compute it.",
)
_normal_k = lambda x, low: (
    1 / mp.quad(lambda s: function_of(x, "x", "k")(s, mp.mpf(1)), [n(low), n(low) + 1, mp.inf])
)
rule(
    "improper-integrals.density",
    _normal_k,
    "Find the constant $k$ that makes $«x»$ for $x \\ge «low»$ integrate to one.",
    "For which $k$ is $«x»$ for $x \\ge «low»$ a density (total one)?",
)
rule(
    "integration-by-parts.logarithm",
    lambda low, high, x: area(x, low, high),
    "Compute $\\int_{«low»}^{«high»} «x» \\, dx$.",
    "Find $\\int_{«low»}^{«high»} «x» \\, dx$.",
    "Compute $\\int_{«low»}^{«high»} «x» \\, dx$ by parts.",
)
for S in (
    "integration-by-parts.by-parts",
    "integration-by-substitution.carry-out",
    "integration-by-substitution.relabel",
    "integration-by-parts.logarithm",
):
    rule(
        S,
        lambda x: n(x),
        "Find $«x»$.",
        "Compute $«x»$ by parts.",
        "Compute $«x»$ by substitution.",
        "Find $«x»$; take care of the limits.",
        "Compute $«x»$.",
    )
rule("integration-by-substitution.relabel", lambda x, u: n(x), "Compute $«x»$ with $u = «u»$.")
rule(
    "integration-by-substitution.relabel",
    lambda u, x: n(x),
    "No inner derivative is to be seen, yet $u = «u»$ helps: find $«x»$.",
)
rule(
    "integration-by-parts.move",
    lambda p, q, r, s, low, high, t, u, v, w, x, y: (
        n(s) * n(w) - n(q) * n(u) - n(y) if (p, r, t, v) == (low, high, low, high) else None
    ),
    "Known: $u(«p») = «q»$, $u(«r») = «s»$, $v(«t») = «u»$, $v(«v») = «w»$ and $\\int_{«low»}^{«high»} «x» \\, dx = «y»$. Find $\\int_{«low»}^{«high»} u(x) \\, v'(x) \\, dx$.",
)
rule(
    "integration-by-parts.unknown",
    lambda p, q, r, s, t, x, y: one(roots(lambda k: k * n(t) - n(q) * n(s) - n(x) - n(y))),
    "Known: $u(«p») = «q»$, $u(«r») = k$, $v(«p») = «s»$, $v(«r») = «t»$, $\\int_{«p»}^{«r»} u' \\, v \\, dx = «x»$ and $\\int_{«p»}^{«r»} u \\, v' \\, dx = «y»$. Find $k$.",
)
rule(
    "integration-by-substitution.unknown",
    lambda c, x, z: (n(x) - n(c)) / n(z),
    "Standardising with the centre $«c»$ turns $«x»$ into $«z»$. By which number $s$ was divided?",
    "With $z = \\frac{x - «c»}{s}$ the limit $x = «x»$ becomes $z = «z»$. How wide is the bell curve, that is, what is $s$?",
)
rule(
    "integration-by-substitution.standardise",
    lambda x, c, s, e: f(e)(n(x)) if f(e)(n(x)) == (n(x) - n(c)) / n(s) else None,
    "The limit $x = «x»$ of an integral over a bell curve, centred at $«c»$ and $«s»$ wide, is replaced by $z = «e»$. What is the new limit?",
)
rule(
    "mean-value-theorem.unknown",
    lambda x, y: n(y) / n(x),
    "Two inputs $«x»$ apart gave outputs that differ by $«y»$. What is the smallest Lipschitz constant that is still possible?",
)


def _mean_point(x: str, low: str, high: str) -> Any:
    average = (f(x)(n(high)) - f(x)(n(low))) / (n(high) - n(low))
    return one(solve(lambda t: d(f(x), t) - average, n(low) + mp.mpf("1e-7"), n(high) - mp.mpf("1.1e-7")))


rule(
    "mean-value-theorem.point",
    _mean_point,
    "Find the point that the mean value theorem promises for $f(x) = «x»$ between $«low»$ and $«high»$.",
)
rule(
    "mean-value-theorem.point",
    lambda low, high, x: _mean_point(x, low, high),
    "Where between $«low»$ and $«high»$ is $f(x) = «x»$ exactly as steep as on average?",
)
rule(
    "mean-value-theorem.bound",
    lambda c, x: n(c) * n(x),
    "A network layer is Lipschitz continuous with constant $«c»$. Two inputs differ by $«x»$. How far apart can the outputs be at most?",
)
rule(
    "mean-value-theorem.bound",
    lambda low, c, x: n(c) * n(x),
    "A function has slopes between $«low»$ and $«c»$. By how much can its values at two inputs differ at most, if the inputs are $«x»$ apart?",
)
S = "implicit-and-logarithmic-differentiation.logarithmic"
_relative = lambda x, c: d(f(x), n(c)) / f(x)(n(c))
rule(
    S,
    _relative,
    "At which relative rate does $f(x) = «x»$ grow at $x = «c»$? (That is $f'(«c»)$ divided by $f(«c»)$.)",
)
rule(
    S,
    lambda c, x: _relative(x, c),
    "Find the logarithmic derivative $\\frac{f'(«c»)}{f(«c»)}$ of $f(x) = «x»$.",
)
rule(
    S,
    lambda x: derivative(x),
    "Differentiate $f(x) = «x»$ for $x > 0$.",
    "Find $f'(x)$ for $f(x) = «x»$ through the logarithm.",
)


def _curve(p: str, e: str) -> Any:
    left, right = e.split("=")
    gap = lambda u, v: g(left)(u, v) - g(right)(u, v)
    at = listed(p)
    if abs(gap(*at)) > mp.mpf("1e-20"):
        return None
    fx, fy = gradient(gap, *at)[:, 0]
    return -fx / fy


rule(
    "implicit-and-logarithmic-differentiation.curve",
    _curve,
    "The point $(«p»)$ lies on the curve $«e»$. Find the slope of the curve there.",
)
rule(
    "implicit-and-logarithmic-differentiation.curve",
    lambda e, p: _curve(p, e),
    "Differentiate $«e»$ implicitly: which slope $y'$ has the curve at $(«p»)$?",
)
S = "implicit-and-logarithmic-differentiation.inverse"
_inverse_slope = lambda x, y, c: 1 / d(f(x), n(c)) if abs(f(x)(n(c)) - n(y)) < mp.mpf("1e-20") else None
rule(
    S,
    lambda x, c, y: _inverse_slope(x, y, c),
    "$f(x) = «x»$ has an inverse $g$, and $f(«c») = «y»$. Find $g'(«y»)$.",
)
rule(
    S,
    _inverse_slope,
    "What is the slope of the inverse of $f(x) = «x»$ at $«y»$? (You may use $f(«c») = «y»$.)",
)
rule(
    "implicit-and-logarithmic-differentiation.unknown",
    lambda c, x, y: n(x) / n(y),
    "$u'(«c») = «x»$, and $\\ln u$ has the slope $«y»$ at «c». Find $u(«c»)$.",
)
rule(
    "implicit-and-logarithmic-differentiation.log-derivative",
    lambda x, y: n(x) * n(y),
    "$\\ln u(\\theta)$ has the slope $«x»$ where $u(\\theta) = «y»$. Find the slope of $u$ there.",
    "An action has the probability $«x»$, and the derivative of the logarithm of that probability by a parameter is $«y»$. What is the derivative of the probability itself?",
)


def double(x: str, low: Any, high: Any, under: Any, over: Any) -> Any:
    """A double integral with y inside; exact for polynomials up to the accuracy of the quadrature."""
    inside = lambda s: mp.quad(lambda t: g(x)(s, t), [under(s), over(s)], maxdegree=4)
    return mp.quad(inside, [low, high], maxdegree=4)


_fixed = lambda value: lambda s: value
rule(
    "multiple-integrals.constant",
    lambda x: 1 / double(x, 0, 1, _fixed(0), _fixed(1)),
    "For which $k$ is $p(x, y) = k \\left(«x»\\right)$ a density on the unit square?",
)
S = "multiple-integrals.order"
rule(
    S,
    lambda c, m, x: n(m) * n(c),
    "In $\\int_0^{«c»} \\int_0^{«m»x} «x» \\, dy \\, dx$ the order is exchanged. Which is the upper limit of $y$, now outside?",
    "The triangle of $\\int_0^{«c»} \\int_0^{«m»x} «x» \\, dy \\, dx$ is cut along the other variable. Up to which number does $y$ run, as the outer variable?",
)
rule(
    S,
    lambda c, m, x: Formula(("y",), lambda y: y / n(m)),
    "Exchange the order in $\\int_0^{«c»} \\int_0^{«m»x} «x» \\, dy \\, dx$: now $x$ is inside. For a fixed $y$, where does $x$ begin?",
)
rule(
    "multiple-integrals.marginal",
    lambda x, v: Formula((v,), lambda s: mp.quad(lambda t: g(x)(s, t) if v == "x" else g(x)(t, s), [0, 1])),
    "$p(x, y) = «x»$ is a density on the unit square. Find the marginal density of $«v»$.",
)
for S in ("multiple-integrals.rectangle", "multiple-integrals.region"):
    rule(
        S,
        lambda p, q, r, s, x: double(x, n(p), n(q), f(r), f(s)),
        "Compute $\\int_{«p»}^{«q»} \\int_{«r»}^{«s»} «x» \\, dy \\, dx$.",
    )
    rule(
        S,
        lambda x, p, q, r, s: double(x, n(p), n(q), f(r), f(s)),
        "Integrate $f(x, y) = «x»$ over the ‹rectangle|region› with $«p» \\le x \\le «q»$ and $«r» \\le y \\le «s»$.",
    )
S = "multivariable-taylor.model"


def _second_order(x: str) -> Formula:
    zero = (mp.mpf(0), mp.mpf(0))
    value, slope, bend = g(x)(*zero), gradient(g(x), *zero), hessian(g(x), *zero)
    return Formula(
        XY, lambda s, t: value + dot(slope, column(s, t)) + (column(s, t).T @ bend @ column(s, t))[0, 0] / 2
    )


rule(S, _second_order, "Find the second-order Taylor approximation of $f(x, y) = «x»$ at the origin.")


def _plane(x: str, p: str) -> Formula:
    at = listed(p)
    slope = gradient(g(x), *at)
    return Formula(XY, lambda s, t: g(x)(*at) + slope[0, 0] * (s - at[0]) + slope[1, 0] * (t - at[1]))


rule(
    S,
    _plane,
    "Write down the tangent plane of $f(x, y) = «x»$ at $(«p»)$ as a formula for its height, multiplied out.",
)
rule(
    "multivariable-taylor.estimate",
    lambda v, w, s: n(v) + dot(a(w), a(s)),
    "A loss is $«v»$ at the present weights, its gradient $«w»$. Estimate it after the step $«s»$, to first order.",
)
rule(
    "multivariable-taylor.estimate",
    lambda v, w, h, s: n(v) + dot(a(w), a(s)) + (a(s).T @ a(h) @ a(s))[0, 0] / 2,
    "A loss has the value $«v»$, the gradient $«w»$ and the Hessian $«h»$ at the present weights. Predict it after the step $«s»$, to second order.",
)
rule(
    "multivariable-taylor.unknown",
    lambda v, w, t, s: one(roots(lambda k: n(v) + dot(function_of(w, "k")(k), a(s)) - n(t))),
    "The first-order model with value $«v»$ and gradient $«w»$ predicts $«t»$ after the step $«s»$. Find $k$.",
)
S = "automatic-differentiation.backward"


def _program(p: str, q: str, r: str) -> Any:
    def run(x: Any, y: Any) -> Any:
        env = {"x": x, "y": y}
        result = None
        for line in (p, q, r):
            name, text = line.split("=")
            result = value_of(text, env)
            env[name.strip()] = result
        return result

    return run


rule(
    S,
    lambda p, q, r, at: gradient(_program(p, q, r), *listed(at)),
    "A program computes $«p»$, $«q»$, $«r»$. Go backward at $(«at»)$: which bars do $x$ and $y$ collect? Answer as a vector.",
)
rule(
    S,
    lambda at, p, q, r: gradient(_program(p, q, r), *listed(at)),
    "Reverse mode at $(«at»)$ through $«p»$, $«q»$, $«r»$: find the derivatives of $c$ by $x$ and $y$, as a vector.",
)
S = "automatic-differentiation.forward"
rule(
    S,
    lambda at, u, v, p, q, r: dot(gradient(_program(p, q, r), *listed(at)), column(n(u), n(v))),
    "Forward mode at $(«at»)$, with the dot of $x$ equal to «u» and that of $y$ equal to «v», through $«p»$, $«q»$, $«r»$: what is the dot of $c$?",
)
rule(
    S,
    lambda at, v, u, p, q, r: dot(gradient(_program(p, q, r), *listed(at)), column(n(u), n(v))),
    "Forward mode at $(«at»)$, with the dot of $y$ equal to «v» and that of $x$ equal to «u», through $«p»$, $«q»$, $«r»$: what is the dot of $c$?",
)
rule(
    S,
    lambda p, q, r, v, at: gradient(_program(p, q, r), *listed(at))[XY.index(v), 0],
    "A program computes $«p»$, $«q»$, $«r»$. Carry the derivative by $«v»$ forward at $(«at»)$: which dot has the output $c$?",
)
S = "automatic-differentiation.one-step"
rule(
    S,
    lambda x, c, b: n(b) * d(f(x, "a"), n(c)),
    "The step $b = «x»$ was computed at $a = «c»$. The bar of $b$ is $«b»$. What does $a$ get from this step?",
)
_SHAPES = {"square": lambda t: t**2, "cube": lambda t: t**3, "sine": mp.sin, "exponential": mp.exp}
rule(
    S,
    lambda what, c, b: n(b) * d(_SHAPES[what], n(c)) if what in _SHAPES else None,
    "Backward through a «what»: $a = «c»$, bar $«b»$ above. Which bar arrives at $a$?",
)
rule(
    "automatic-differentiation.unknown",
    lambda v, t: n(t) / n(v),
    "The product $p = u v$ was computed with $v = «v»$. The bar of $p$ is $k$, and $u$ got $«t»$ from this step. Find $k$.",
)
rule(
    "automatic-differentiation.graph",
    lambda x, p: g(x)(*listed(p)),
    "Break $f(x, y) = («x»)^{2}$ into two multiplications, a sum and a square. What is the value of the sum at $(«p»)$ (the value before the last step)?",
)


def _numeric_gradient(function: Any, at: Any) -> Any:
    return gradient(lambda *w: function(column(*w)), *at[:, 0])


S = "matrix-calculus.least-squares"
rule(
    S,
    lambda x: hessian(lambda u, v: norm(a(x) @ column(u, v)) ** 2, mp.mpf("0.3"), mp.mpf("0.4")),
    "Find the Hessian of $\\|X\\mathbf{w} - \\mathbf{y}\\|^2$ by $\\mathbf{w}$ for $X = «x»$ (it does not depend on $\\mathbf{y}$).",
)
_square_sum = lambda v: sum(t * t for t in v.flatten())
rule(
    S,
    lambda w, x, y: _numeric_gradient(lambda v: _square_sum(a(x) @ v - a(y)), a(w)),
    "Find the gradient of $\\|X\\mathbf{w} - \\mathbf{y}\\|^2$ at $\\mathbf{w} = «w»$, for $X = «x»$ and $\\mathbf{y} = «y»$.",
)
_form_gradient = lambda m, x: _numeric_gradient(lambda v: (v.T @ a(m) @ v)[0, 0], a(x))
rule(
    "matrix-calculus.form",
    _form_gradient,
    "$f(\\mathbf{x}) = \\mathbf{x}^\\top «m» \\mathbf{x}$. What is its gradient at $«x»$?",
)
rule(
    "matrix-calculus.form",
    lambda x, m: _form_gradient(m, x),
    "Find the gradient of $\\mathbf{x}^\\top A \\mathbf{x}$ at $\\mathbf{x} = «x»$, for $A = «m»$.",
)
_ORDINALS = {"first": 0, "second": 1}
rule(
    "matrix-calculus.unknown",
    lambda m, x, o, c: one(
        roots(lambda k: ((function_of(m, "k")(k) + function_of(m, "k")(k).T) @ a(x))[_ORDINALS[o], 0] - n(c))
    ),
    "The gradient of $\\mathbf{x}^\\top «m» \\mathbf{x}$ at $«x»$ has the «o» component $«c»$. Find $k$.",
)
rule(
    "matrix-calculus.layer",
    lambda w, h: a(h) @ a(w).T,
    "For a layer $Y = XW$ with $W = «w»$ the gradient by the output is $G = «h»$. Find $\\nabla_X L$.",
)
rule(
    "matrix-calculus.layer",
    lambda x, h: a(x).T @ a(h),
    "For a layer $Y = XW$ with $X = «x»$ the gradient by the output is $G = «h»$. Find $\\nabla_W L$.",
)
S = "change-of-variables.factor"


def _factor(x: str, y: str, p: str = "0.3, 0.9") -> Any:
    fu, fv = function_of(x, "u", "v"), function_of(y, "u", "v")
    at = listed(p)
    return abs(det(array([list(gradient(h, *at)[:, 0]) for h in (fu, fv)])))


rule(
    S,
    _factor,
    "By which factor does $T(u, v) = («x», «y»)$ multiply small areas?",
    "What stands for the area factor of $T(u, v) = («x», «y»)$ under an integral?",
    "By which factor does $T(u, v) = («x», «y»)$ multiply small areas at $(«p»)$?",
    "What stands for the area factor of $T(u, v) = («x», «y»)$ at $(«p»)$ under an integral?",
)
_PARTS = {
    "the upper half of the disc": mp.pi,
    "the quarter of the disc with positive coordinates": mp.pi / 2,
    "the whole disc": 2 * mp.pi,
}
rule(
    "change-of-variables.polar",
    lambda x, part, r: (
        _PARTS[part] * mp.quad(lambda s: f(x, "r")(s) * s, [0, n(r)]) if part in _PARTS else None
    ),
    "Integrate $«x»$ (where $r$ is the distance from the origin) over «part» of radius $«r»$ around the origin.",
)


def _parallelogram(x: str, m: str) -> Any:
    matrix = a(m)
    at = lambda u, v: g(x)(*(matrix @ column(u, v))[:, 0])
    return abs(det(matrix)) * mp.quad(
        lambda u: mp.quad(lambda v: at(u, v), [0, 1], maxdegree=3), [0, 1], maxdegree=3
    )


rule(
    "change-of-variables.parallelogram",
    _parallelogram,
    "Integrate $«x»$ over the parallelogram that $«m»$ makes of the unit square.",
)
rule(
    "change-of-variables.parallelogram",
    lambda m, x: _parallelogram(x, m),
    "The unit square is mapped by $«m»$. Find the integral of $«x»$ over its image.",
)
S = "change-of-variables.bell"
_radial = lambda x: mp.quad(f(x.replace("\\,", ""), "r"), [0, 1, 3, 8, 20, 60, mp.inf])
rule(
    S, lambda x: 2 * mp.pi * _radial(x), "Compute $\\int_0^{2\\pi} \\int_0^\\infty «x» \\, dr \\, d\\theta$."
)
rule(S, _radial, "Compute $\\int_0^\\infty «x» \\, dr$, the inner integral on the way to the bell curve.")
rule(
    S,
    lambda x: mp.quad(f(x), [-mp.inf, -20, -5, 0, 5, 20, mp.inf]) ** 2,
    "The square of $\\int_{-\\infty}^\\infty «x» \\, dx$ is a double integral in polar coordinates. What is that square?",
)
rule(
    "change-of-variables.unknown",
    lambda m, c: one(roots(lambda k: det(function_of(m, "k")(k)) - n(c))),
    "$«m»$ maps the unit square to a parallelogram of area $«c»$ without turning it over (positive determinant). Find $k$.",
)


def descend(x: str, start: str, rate: str, steps: int = 1, name: str = "x") -> Any:
    """Steps of gradient descent on a function of one variable."""
    at = n(start)
    for _ in range(steps):
        at -= n(rate) * d(f(x, name), at)
    return at


_COUNT = {"one": 1, "two": 2, "three": 3}
S = "gradient-descent.descend"
rule(
    S,
    lambda x, p, r: column(*listed(p)) - n(r) * gradient(g(x), *listed(p)),
    "Do one step of gradient descent on $f(x, y) = «x»$ from $(«p»)$ with $\\eta = «r»$. Where does it lead?",
)
rule(
    S,
    lambda x, s, r, k: descend(x, s, r, int(k)),
    "On $f(x) = «x»$ gradient descent starts at $x_0 = «s»$ with the learning rate $\\eta = «r»$. Where is it after «k» steps? Find the factor by which the distance from the minimum changes in each step.",
)
rule(
    S,
    lambda x, s, k, w, r: descend(x, s, r, _COUNT[w]) if int(k) == _COUNT[w] else None,
    "A loss depends on one weight: $f(x) = «x»$. Starting from $x_0 = «s»$, find $x_«k»$ by «w» ‹step|steps› of gradient descent with $\\eta = «r»$.",
)
rule(
    S,
    lambda r, s, x, w: descend(x, s, r, _COUNT[w]),
    "Gradient descent with $\\eta = «r»$ starts at $x_0 = «s»$ on $f(x) = «x»$. Where is it after «w» ‹step|steps›?",
)
rule(
    S,
    lambda w, x, s, r, k: descend(x, s, r, _COUNT[w]),
    "Do «w» ‹step|steps› of gradient descent on $f(x) = «x»$ from $x_0 = «s»$ with the learning rate $\\eta = «r»$. What is $x_«k»$?",
    "Do «w» ‹step|steps› of gradient descent on $f(x) = «x»$ from $x_0 = «s»$ with $\\eta = «r»$. What is $x_«k»$?",
)
rule(
    S,
    lambda p, q, x, s, r: (
        descend(x, s, r, 1, "w")
        if abs(f(x, "w")(mp.mpf(2)) - sum((2 * u - v) ** 2 for u, v in (listed(p), listed(q))))
        < mp.mpf("1e-20")
        else None
    ),
    "The model $w x$ is fitted to the points $(«p»)$ and $(«q»)$ with the squared error $L(w) = «x»$. Starting from $w = «s»$, do one step of gradient descent with $\\eta = «r»$. What is the new $w$?",
)
S = "gradient-descent.unknown"
rule(
    S,
    lambda r, x, t: one(roots(lambda s: s - n(r) * d(f(x), s) - n(t), 2)),
    "From which $x_0$ does one step of gradient descent with $\\eta = «r»$ on $f(x) = «x»$ lead to $x_1 = «t»$?",
)
rule(
    S,
    lambda x, r, t: one(roots(lambda s: s - n(r) * d(f(x), s) - n(t), 2)),
    "One step of gradient descent on $f(x) = «x»$ with $\\eta = «r»$ ended at $x_1 = «t»$. Where did it start?",
)
_bound = lambda x: 2 / max(eigenvalues(hessian(g(x), mp.mpf(0), mp.mpf(0))))
rule(
    S,
    _bound,
    "Gradient descent on $f(x, y) = «x»$ converges from every start exactly for $0 < \\eta < \\eta_{\\max}$. Find $\\eta_{\\max}$.",
    "How large may the learning rate be at most, before gradient descent on $f(x, y) = «x»$ no longer converges? Give the bound.",
)
rule(
    S,
    lambda x, s, t: (n(s) - n(t)) / d(f(x), n(s)),
    "On $f(x) = «x»$ a step of gradient descent went from $«s»$ to $«t»$. Find $\\eta$.",
    "One step of gradient descent on $f(x) = «x»$ led from $x_0 = «s»$ to $x_1 = «t»$. What was the learning rate?",
)
S = "stochastic-gradient-descent.steps"
_SGD = "The loss of an example with target $y$ is $(w - y)^2$; the targets are «all». "
_END = ("Where is $w$ afterwards?", "What is the weight after these steps?")


def _sgd(start: str, batches: list[list[Any]], rates: list[Any]) -> Any:
    w = n(start)
    for batch, rate in zip(batches, rates, strict=True):
        w -= rate * sum(2 * (w - y) for y in batch) / len(batch)
    return w


for _end in _END:
    rule(
        S,
        lambda all, x, y, s, r: _sgd(s, [[n(x)], [n(y)]], [n(r)] * 2),
        _SGD
        + "The examples «x» and «y» are drawn, one after the other, starting at $w = «s»$ with $\\eta = «r»$. "
        + _end,
    )
    rule(
        S,
        lambda all, x, y, s, r: _sgd(s, [listed(x), listed(y)], [n(r)] * 2),
        _SGD + "The mini-batches are («x») and then («y»), starting at $w = «s»$ with $\\eta = «r»$. " + _end,
    )
    rule(
        S,
        lambda all, x, p, q, r, s: _sgd(s, [[v] for v in listed(x)], [n(p), n(q), n(r)]),
        _SGD
        + "The examples «x» are drawn in this order, with the shrinking rates $«p»$, $«q»$, $«r»$, starting at $w = «s»$. "
        + _end,
    )
S = "stochastic-gradient-descent.count"
rule.story(
    S,
    3,
    lambda size, batch, epochs: epochs * mp.ceil(size / batch),
    "^\\d+ training examples, batches of",
    "How many steps are \\d+ epochs",
)
rule.story(
    S, 3, lambda epochs, size, batch: epochs * mp.ceil(size / batch), "^How many updates does a run of"
)
rule.story(
    S,
    3,
    lambda batch, sd, target: batch * (sd / target) ** 2,
    "^The mean gradient of \\d+ independent draws scatters",
)
rule.story(S, 2, lambda size, steps: size / steps, "^One epoch over")
rule.story(S, 3, lambda epochs, size, steps: epochs * size / steps, "^A run of \\d+ epochs over")
rule.story(S, 3, lambda batch, sd, times: batch * times**2, "^With batches of", "times smaller")
_var = lambda v: sum((x - sum(v) / len(v)) ** 2 for x in v) / len(v)
S = "stochastic-gradient-descent.noise"
rule(
    S,
    lambda x: sum(listed(x)) / 4,
    "At the present weight four examples have the gradients «x». A random batch of two of them is drawn without looking. What is the expectation of its mean gradient?",
)
rule(
    S,
    lambda x, k: _var(listed(x)) / int(k),
    "At the present weight four examples have the gradients «x». What is the variance of the mean gradient of a batch of «k», drawn independently and with replacement?",
)
S = "momentum.terminal"
rule(
    S,
    lambda b, v: n(v) * (1 - n(b)),
    "With $\\beta = «b»$ the velocity has settled at $«v»$. How large is the constant gradient?",
    "Momentum ($\\beta = «b»$) rolls down an even slope at the constant velocity $«v»$. What is the gradient there?",
)
rule(
    S,
    lambda c, v: 1 - n(c) / n(v),
    "A long straight slope with gradient «c»: the velocity of momentum stops growing at $«v»$. Find $\\beta$.",
    "Under the constant gradient «c» the velocity settles at $«v»$. What is the momentum coefficient $\\beta$?",
)
rule(
    S,
    lambda b, r: n(r) * (1 - n(b)),
    "On an even slope momentum with $\\beta = «b»$ moves, in the long run, as far per step as plain gradient descent with the rate $«r»$. Which learning rate does it use itself?",
    "You add momentum $\\beta = «b»$ and want the same long-run step on an even slope as before with $\\eta = «r»$. Which learning rate do you need now?",
)
S = "momentum.steps"


def _momentum(x: str, start: str, rate: str, beta: str, steps: int = 2) -> Any:
    at, v = n(start), mp.mpf(0)
    for _ in range(steps):
        v = n(beta) * v + d(f(x), at)
        at -= n(rate) * v
    return at


rule(
    S,
    _momentum,
    "Do two steps of gradient descent with momentum on $f(x) = «x»$ from $x_0 = «start»$, with $\\eta = «rate»$ and $\\beta = «beta»$. What is $x_2$?",
)
rule(
    S,
    lambda x, beta, rate, start: _momentum(x, start, rate, beta),
    "On $f(x) = «x»$ momentum ($\\beta = «beta»$, $\\eta = «rate»$) starts at rest in $x = «start»$. Where is it after two steps?",
)


def _velocity(x: str, b: str) -> Any:
    v = mp.mpf(0)
    for gradient_ in listed(x):
        v = n(b) * v + gradient_
    return v


rule(
    S,
    _velocity,
    "The gradients of three steps are «x». With momentum $\\beta = «b»$, starting at rest, what is the velocity after the third?",
)
rule(
    S,
    lambda b, x: _velocity(x, b),
    "Starting with $v = 0$ and $\\beta = «b»$, momentum meets the gradients «x». Which velocity has it then?",
)


def _tuned(low: str, high: str, what: str) -> Any:
    m, big = mp.sqrt(n(low)), mp.sqrt(n(high))
    rho = (big - m) / (big + m)
    if "learning rate" in what:
        return 4 / (big + m) ** 2
    return rho if "factor" in what else rho**2


rule(
    S,
    _tuned,
    "A bowl has curvatures from «low» to «high». Momentum is tuned to it in the best way. What is its «what»?",
    "A bowl has curvatures from «low» to «high». What is the best «what» for gradient descent with momentum?",
    "A bowl has curvatures from «low» to «high». What is the best «what», $\\sqrt{\\beta}$, for gradient descent with momentum?",
)
S = "learning-rate-and-conditioning.compute"
_bowl = lambda x: eigenvalues(hessian(g(x), mp.mpf(0), mp.mpf(0)))
rule(
    S,
    lambda x: 2 / max(_bowl(x)),
    "Gradient descent runs on $f(x, y) = «x»$. Below which learning rate does it converge from every start?",
    "Gradient descent runs on $f(x, y) = «x»$. Give the bound for safe learning rates.",
)
rule(
    S,
    lambda x: 2 / (max(_bowl(x)) + min(_bowl(x))),
    "Gradient descent runs on $f(x, y) = «x»$. What is the best fixed learning rate?",
    "Gradient descent runs on $f(x, y) = «x»$. Which fixed rate makes the slower of the two directions as fast as possible?",
)
rule(
    S,
    lambda u, v, r: column(1 - n(r) * n(u), 1 - n(r) * n(v)),
    "A bowl has the curvatures «u» along $x$ and «v» along $y$. The rate is «r». Give the error factors of a step as a vector.",
)
rule(
    S,
    lambda x: (max(_bowl(x)) - min(_bowl(x))) / (max(_bowl(x)) + min(_bowl(x))),
    "With the best fixed learning rate on $f(x, y) = «x»$, by which factor does the worst error shrink in each step?",
)
rule(
    S,
    lambda u, v: abs(n(v) - n(u)) / (n(v) + n(u)),
    "What is the best convergence factor $\\rho = \\frac{\\kappa - 1}{\\kappa + 1}$ for a bowl with the curvatures «u» and «v»?",
)
rule(
    S,
    lambda r, x: (lambda h: column(1 - n(r) * h[0, 0], 1 - n(r) * h[1, 1]))(
        hessian(g(x), mp.mpf(0), mp.mpf(0))
    ),
    "By which two factors does one step of gradient descent with $\\eta = «r»$ multiply the errors along $x$ and along $y$ on $f(x, y) = «x»$?",
)
S = "learning-rate-and-conditioning.how-many"
rule.story(
    S,
    2,
    lambda q, e: next(k for k in range(100_000) if q**k <= e),
    "(With the best rate the error factor is|Each step multiplies the error by)",
)
S = "learning-rate-and-conditioning.behind"
rule.story(
    S,
    1,
    lambda q: (1 + q) / (1 - q),
    "^With the best fixed rate the error shrinks by the factor",
    "condition number",
)
rule.story(
    S, 0, lambda *v: v[0] ** 2, "^One feature is \\d+ times as large as the other", "what was it before"
)
rule.story(
    S,
    1,
    lambda r: 2 / r,
    "^(Training diverges as soon as|Gradient descent converges for every learning rate below)",
)
rule.story(
    S,
    2,
    lambda flat_, q: (1 + q) / (1 - q),
    "^The flattest curvature is",
    "How many times as large is the steepest",
)
rule.story(
    S,
    2,
    lambda u, v: (max(u, v) / min(u, v)) ** 2,
    "^Two uncorrelated features of mean zero have the typical sizes",
)
S = "newtons-method.model"
rule(
    S,
    lambda x, t, h: n(h) * (n(x) - n(t)),
    "A Newton step from $x = «x»$ led to $«t»$; the curvature at the start was $f''(«x») = «h»$. What was the slope $f'(«x»)$?",
    "Newton's method went from «x» to $«t»$, with $f'' = «h»$ at the start. Find the slope at the start.",
)
rule(
    S,
    lambda x, s, h: n(x) - n(s) / n(h),
    "The quadratic Taylor model at «x» has the slope «s» and the curvature «h». Where is the lowest point of the model?",
)
rule.story(S, 2, lambda u, v: (v / u) ** 3, "^One Newton step on \\d+ weights takes a second", "cubic cost")
rule(
    S,
    lambda u, v: (n(v) / n(u)) ** 3,
    "Solving for a Newton step costs about $n^3$ operations for $n$ weights. How many times as expensive does a step become when a model grows from «u» to «v» weights?",
)
rule(
    S,
    lambda x, m: n(x) + one(roots(lambda t: d(f(m, "d"), t), 3)),
    "Near $x = «x»$ a function is like the model $m(d) = «m»$ with $d = x - («x»)$. To which $x$ does a Newton step lead?",
    "Near $x = «x»$ a function is like the model $m(d) = «m»$ with $d = x - «x»$. To which $x$ does a Newton step lead?",
)
S = "newtons-method.step"
_newton2 = lambda x, p: column(*listed(p)) - linear(hessian(g(x), *listed(p)), gradient(g(x), *listed(p)))
_newton1 = lambda x, s: n(s) - d(f(x), n(s)) / d(f(x), n(s), 2)
rule(S, lambda p, x: _newton2(x, p), "Where does Newton's method go from $(«p»)$ on $f(x, y) = «x»$?")
rule(S, _newton2, "Do one Newton step on $f(x, y) = «x»$ from $(«p»)$.")
rule(
    S,
    _newton1,
    "Newton's method minimises $f(x) = «x»$ and stands at «s». What is the next point?",
    "Do one Newton step on $f(x) = «x»$ from $x_0 = «s»$. Where does it lead?",
)
rule(
    S,
    lambda s, x: _newton1(x, s),
    "From $x_0 = «s»$, what is $x_1$ when Newton's method looks for a critical point of $f(x) = «x»$?",
)
S = "lagrange-multipliers.solve"


def _on_line(x: str, e: str, positive: bool = False, names: tuple[str, str] = XY) -> Any:
    """The optimum of a function on a straight line: by walking along it."""
    left, right = e.split("=")
    h = function_of(left, *names)
    c = n(right)
    u, v = h(mp.mpf(1), mp.mpf(0)), h(mp.mpf(0), mp.mpf(1))
    on = lambda s: (s, (c - u * s) / v)
    fun = function_of(x, *names)
    found = roots(lambda s: d(lambda q: fun(*on(q)), s), 6)
    good = tuple(s for s in found if not positive or (s > mp.mpf("1e-9") and on(s)[1] > mp.mpf("1e-9")))
    return column(*on(one(good)))


rule(
    S,
    lambda x, e: _on_line(x.replace("xy", "x y"), e),
    "Maximise $f(x, y) = «x»$ under the constraint $«e»$.",
)
rule(S, lambda x, e: _on_line(x, e, positive=True), "Maximise $«x»$ for positive $x$ and $y$ with $«e»$.")
rule(
    S,
    lambda e: _on_line(
        "w_1^2 + w_2^2", e.replace("w_{1}", "w_1").replace("w_{2}", "w_2"), names=("w_1", "w_2")
    ),
    "The weights of a model must satisfy $«e»$. Which $(w_1, w_2)$ has the smallest penalty $w_1^2 + w_2^2$?",
)
rule(
    S,
    lambda c: _on_line("x y", f"2 x + 2 y = {c}"),
    "A fence of length «c» encloses a rectangle. Which sides $(x, y)$ make the area largest?",
)
rule(
    S,
    lambda c, e, x: _on_line(x, e, positive=True),
    "A budget of «c» is split between two channels, $«e»$ with both positive. The effect is $f(x, y) = «x»$. Which split is best?",
)
rule(
    S,
    lambda c: _on_line("x y", f"x + y = {c}"),
    "Two numbers add up to «c». Which pair $(x, y)$ has the largest product?",
)
rule(
    S,
    lambda e: _on_line("x^2 + y^2", e),
    "Which point of the line $«e»$ is nearest to the origin? (Minimise $x^2 + y^2$.)",
)
S = "lagrange-multipliers.price"


def _multiplier(e: str, p: str) -> Any:
    left = e.split("=")[0]
    u = gradient(g(left), *listed(p))
    v = gradient(g("x^2 + y^2"), *listed(p))
    found = v[0, 0] / u[0, 0]
    return found if norm(v - found * u) < mp.mpf("1e-15") else None


rule(
    S, _multiplier, "The smallest $x^2 + y^2$ on the line $«e»$ is at $(«p»)$. Find the Lagrange multiplier."
)
rule(
    S,
    lambda p, e: _multiplier(e, p),
    "At $(«p»)$ the gradient of $f(x, y) = x^2 + y^2$ is parallel to that of the constraint $«e»$. What is the multiplier $\\lambda$ in $\\nabla f = \\lambda \\nabla g$?",
)


def _on_circle(how: str, x: str, m: str) -> Any:
    values = eigenvalues(hessian(g(x), mp.mpf(0), mp.mpf(0)) / 2)
    return max(values) if how == "largest" else min(values)


rule(
    S,
    _on_circle,
    "What is the «how» value of $«x»$ on the circle $x^2 + y^2 = 1$? (The multiplier is an eigenvalue of $«m»$.)",
)
rule(
    S,
    lambda v, p, s: n(v) + n(p) * n(s),
    "A constrained optimum has the value «v» and the multiplier $\\lambda = «p»$. About what value does it have when the budget $c$ is raised by «s»? (Use the price.)",
    "The best profit under a budget is «v», the price of the constraint is $«p»$ per unit. Estimate the best profit when the budget grows by «s».",
)
S = "critical-points-and-saddle-points.find"
_separate = lambda x: roots(lambda s: partial(g(x), (s, mp.mpf(0)), 0), 4)
rule(
    S,
    _separate,
    "$f(x, y) = «x»$ has two critical points. What are their $x$-coordinates?",
    "At which two values of $x$ does $f(x, y) = «x»$ have critical points?",
)
rule(
    S,
    stationary,
    "Where are both partial derivatives of $f(x, y) = «x»$ zero?",
    "At which point does the gradient of $f(x, y) = «x»$ vanish?",
    "Find the critical point of $f(x, y) = «x»$.",
)
S = "critical-points-and-saddle-points.border"
_det_hessian = lambda x, **env: det(hessian(g(x, **env), mp.mpf("0.2"), mp.mpf("0.7")))
rule(
    S,
    lambda x: one(tuple(k for k in roots(lambda k: _det_hessian(x, k=k), 2) if k > 0)),
    "Up to which positive $k$ does $f(x, y) = «x»$ have a minimum at the origin, before it becomes a saddle? At this $k$ the test is silent.",
    "For which positive $k$ is the determinant of the Hessian of $«x»$ zero, so that the test gives no verdict?",
)
rule(
    S,
    lambda x: _det_hessian(x),
    "What is the determinant of the Hessian of $f(x, y) = «x»$?",
    "For $f(x, y) = «x»$, compute $\\det H$ for the determinant test.",
)
S = "local-and-global-minima.find"
_minima = lambda x: tuple(r for r in roots(lambda t: d(f(x), t), 5) if d(f(x), r, 2) > 0)
_deepest = lambda x, *p: min(p, key=f(x))


def _smallest_at(x: str, low: str, high: str) -> Any:
    inside = [r for r in roots(lambda t: d(f(x), t), 5) if n(low) < r < n(high)]
    return _deepest(x, n(low), n(high), *inside)


rule(
    S,
    lambda x, e: _minima(x),
    "$f(x) = «x»$ has the derivative $«e»$. Where are its two local minima?",
    "The slope of $f(x) = «x»$ is $f'(x) = «e»$. At which two $x$ does $f$ have local minima?",
)
rule(
    S,
    lambda x, e, low, high: _smallest_at(x, low, high),
    "The slope of $f(x) = «x»$ is $«e»$. At which $x$ of the interval $[«low», «high»]$ is $f$ smallest?",
)
rule(
    S,
    lambda low, high, x, e: _smallest_at(x, low, high),
    "A hyperparameter may only be between «low» and «high». Its loss is $f(x) = «x»$, with $f'(x) = «e»$. Which $x$ is best?",
)
rule(
    S,
    lambda x, u, v: _deepest(x, n(u), n(v)),
    "$f(x) = «x»$ has local minima at $«u»$ and $«v»$. At which $x$ is the global minimum?",
    "Two valleys of $f(x) = «x»$ lie at $x = «u»$ and $x = «v»$. Which $x$ is the deeper one?",
)
S = "local-and-global-minima.unknown"
_b_of = lambda x, c: one(roots(lambda b: d(lambda t: function_of(x, "x", "b")(t, b), n(c)), 2))
rule(
    S,
    _b_of,
    "$f(x) = «x»$ should have its minimum at $x = «c»$. What is $b$?",
    "Choose $b$ so that the loss $«x»$ is smallest at $x = «c»$.",
)
rule.story(
    S,
    2,
    lambda p, t: next(k for k in range(1, 5000) if 1 - (1 - p) ** k >= t),
    "How many independent starts give a chance of at least",
)
rule.story(
    S, 3, lambda k, p, same: 1 - (1 - p) ** int(k) if k == same else None, "^Clustering by k-means is started"
)
rule.story(
    S,
    2,
    lambda p, k: 1 - (1 - p) ** int(k),
    "How probable is it that at least one of \\d+ independent starts finds it",
)
S = "adam.steps"


def _average(x: str, b: str) -> Any:
    m = mp.mpf(0)
    for v in listed(x):
        m = n(b) * m + (1 - n(b)) * v
    return m


rule(
    S,
    lambda b, x, y: _average(f"{x}, {y}", b),
    "Adam's average of the gradients starts at 0 with $\\beta_1 = «b»$. The gradients are «x», then «y». What is $m_2$, before bias correction?",
)
rule(
    S,
    lambda x, b: _average(x, b),
    "The first two gradients are «x», and $\\beta_1 = «b»$. Compute the running average $m_2$.",
)
rule(
    S,
    lambda k, m, b: n(m) / (1 - n(b) ** int(k)),
    "Correct $m_«k» = «m»$ for the start at zero ($\\beta_1 = «b»$).",
)
rule(
    S,
    lambda b, x, k, m: n(m) / (1 - n(b) ** int(k)),
    "With $\\beta_1 = «b»$ the average of the gradients «x» has reached $m_«k» = «m»$. What is it after bias correction?",
)
_adam = lambda w, r, s, c="0": n(w) - n(r) * (mp.sign(n(s)) + n(c) * n(w))
rule(
    S,
    lambda c, w, r, s: _adam(w, r, s, c),
    "AdamW with weight decay $\\gamma = «c»$ starts at $w = «w»$ with $\\eta = «r»$, and the first gradient is $«s»$. What is $w_1$, without $\\varepsilon$?",
)
rule(
    S,
    lambda w, r, s: _adam(w, r, s),
    "Adam starts at $w = «w»$ with $\\eta = «r»$, and the first gradient is $«s»$. What is $w_1$, without $\\varepsilon$?",
)
rule(
    S,
    lambda c, w, s, r: _adam(w, r, s, c),
    "The very first step of AdamW with weight decay $\\gamma = «c»$ from $w = «w»$ meets the gradient «s»; the rate is «r». Where does it lead? (Leave the tiny $\\varepsilon$ out.)",
)
rule(
    S,
    lambda w, s, r: _adam(w, r, s),
    "The very first step of Adam from $w = «w»$ meets the gradient «s»; the rate is «r». Where does it lead? (Leave the tiny $\\varepsilon$ out.)",
)
S = "adam.unknown"
rule(
    S,
    lambda x, k, m: mp.root(1 - n(m) / n(x), int(k)),
    "Adam meets the same gradient «x» in each of the first «k» steps, and $m_«k» = «m»$. What is $\\beta_1$, a number between 0 and 1?",
)
rule(
    S,
    lambda m, b: n(m) / (1 - n(b)),
    "After the first step Adam's average is $m_1 = «m»$, with $\\beta_1 = «b»$. What was the gradient?",
)
rule(S, lambda b, m: n(m) / (1 - n(b)), "With $\\beta_1 = «b»$, which first gradient gives $m_1 = «m»$?")
rule(
    S,
    lambda c, r, t: n(t) / n(r),
    "On a long even slope the gradient is always «c». How many steps does Adam with $\\eta = «r»$ need for a distance of «t»? (Without $\\varepsilon$.)",
    "All gradients are «c». Adam uses $\\eta = «r»$ and has moved by «t» in all. How many steps were that, leaving $\\varepsilon$ out?",
)
__all__ = ["Unreadable", "by", "jacobian", "limit", "polynomial", "re", "rule", "slope_k", "solve"]
