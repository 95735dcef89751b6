"""Readers for the topic “Momentum”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import d, f
from rederiving.numeric import listed, n
from rederiving.rules import Rules

rule = Rules()

S = "terminal"
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


def _momentum(x: str, start: str, rate: str, beta: str, steps: int = 2) -> Any:
    at, v = n(start), mp.mpf(0)
    for _ in range(steps):
        v = n(beta) * v + d(f(x), at)
        at -= n(rate) * v
    return at


def _velocity(x: str, b: str) -> Any:
    v = mp.mpf(0)
    for gradient_ in listed(x):
        v = n(b) * v + gradient_
    return v


def _tuned(low: str, high: str, what: str) -> Any:
    m, big = mp.sqrt(n(low)), mp.sqrt(n(high))
    rho = (big - m) / (big + m)
    if "learning rate" in what:
        return 4 / (big + m) ** 2
    return rho if "factor" in what else rho**2


S = "steps"
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
rule(
    S,
    _tuned,
    "A bowl has curvatures from «low» to «high». Momentum is tuned to it in the best way. What is its «what»?",
    "A bowl has curvatures from «low» to «high». What is the best «what» for gradient descent with momentum?",
    "A bowl has curvatures from «low» to «high». What is the best «what», $\\sqrt{\\beta}$, for gradient descent with momentum?",
)
rule(
    "steps",
    lambda low, high: (mp.sqrt(n(high)) - mp.sqrt(n(low))) / (mp.sqrt(n(high)) + mp.sqrt(n(low))),
    "A bowl has curvatures from «low» to «high». Momentum is tuned to it in the best way. What is its factor by which, in the long run, each step shrinks the error, $\\sqrt{\\beta}$?",
)
for _how, _sign in (("converges", 1), ("diverges", -1)):
    rule(
        "stable",
        lambda k, b, r, same, s=_sign: bool(s * (2 + 2 * n(b) - n(r) * n(k)) > 0),
        f"Along a direction with curvature «k», ‹momentum|plain gradient descent› ($\\beta = «b»$) with $\\eta = «r»$ multiplies errors again and again. It is stable while $\\eta \\cdot «same» < 2 + 2 \\beta$. True or false? It {_how} here.",
    )
