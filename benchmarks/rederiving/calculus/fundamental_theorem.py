"""Readers for the topic “Fundamental theorem of calculus”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp

from rederiving.calculus.integrals import area, k_of
from rederiving.functions import d, f, in_x
from rederiving.numeric import n, one, roots
from rederiving.rules import Rules
from rederiving.values import Unreadable

rule = Rules()

S = "definite"
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
rule(
    S,
    lambda x, c: area(x, "0", c),
    "A model's training loss changes at the rate $«x»$ per epoch after $x$ epochs. What is the net change over the first «c» epochs?",
    "A tank fills at the rate $r(x) = «x»$ litres per minute (a negative rate means it empties). By how much does its content change from minute 0 to minute «c»?",
)
rule(
    S,
    lambda x, c: area(x, "0", c),
    "A tank fills at the rate $r(x) = «x»$ litres per minute, $x$ minutes after the start (a negative rate means it empties). By how much does its content change from minute 0 to minute «c»?",
)
_moving = lambda low, high, x: (
    lambda start: in_x(lambda s: d(lambda u: mp.quad(f(x, "t"), [start, f(high)(u)]), s))
)(n(low))
S = "moving-limit"
rule(
    S,
    _moving,
    "Differentiate $G(x) = \\int_{«low»}^{«high»} «x» \\, dt$ with respect to $x$; no antiderivative is needed.",
    "Let $G(x) = \\int_{«low»}^{«high»} «x» \\, dt$. Find $G'(x)$.",
)
rule(
    S,
    lambda low, high, x: in_x(lambda s: d(lambda u: mp.quad(f(x, "t"), [f(low)(u), f(high)(u)]), s)),
    "Differentiate $G(x) = \\int_{«low»}^{«high»} «x» \\, dt$ with respect to $x$; no antiderivative is needed.",
    "Let $G(x) = \\int_{«low»}^{«high»} «x» \\, dt$. Find $G'(x)$.",
)
_primitive = lambda x, c: in_x(lambda s: n(c) + mp.quad(f(x), [0, s]))
S = "antiderivative"
rule(
    S,
    _primitive,
    "Find the antiderivative $F$ of $f(x) = «x»$ with $F(0) = «c»$.",
    "Which function has the derivative $«x»$ and the value $«c»$ at $0$?",
)
rule(
    S,
    lambda x, p, c: in_x(lambda s: n(c) + mp.quad(f(x), [n(p), s])),
    "Find the antiderivative $F$ of $f(x) = «x»$ with $F(«p») = «c»$.",
    "Which function has the derivative $«x»$ and the value $«c»$ at $«p»$?",
)
_far = lambda x, c: one(tuple(b for b in roots(lambda b: mp.quad(f(x), [0, b]) - n(c), 4) if b > 0))
S = "unknown"
rule(
    S,
    lambda low, high, x, c: k_of(x.replace("\\,", ""), low, high, c),
    "Find $k$ so that $\\int_{«low»}^{«high»} «x» \\, dx = «c»$.",
)
rule(
    S,
    lambda x, low, high, c: k_of(x.replace("\\,", ""), low, high, c),
    "For which $k$ is the integral of $«x»$ from $«low»$ to $«high»$ equal to $«c»$?",
)
rule(
    S,
    _far,
    "How far must $«x»$ be collected from 0 on until the area is $«c»$? Give the upper limit $b > 0$.",
    "For which $b > 0$ is $\\int_0^b «x» \\, dx = «c»$?",
)


def _without_hole(low: str, high: str, x: str) -> bool:
    """Whether the integrand has a value at every eighth between the limits, both included."""
    for k in range(int((n(high) - n(low)) * 8) + 1):
        try:
            f(x)(n(low) + mp.mpf(k) / 8)
        except (Unreadable, ZeroDivisionError):
            return False
    return True


rule(
    "applies",
    _without_hole,
    "True or false? The fundamental theorem may be used directly on $\\int_{«low»}^{«high»} «x» \\, dx$.",
    "True or false? To compute $\\int_{«low»}^{«high»} «x» \\, dx$ it is enough to put both limits into an antiderivative.",
)
