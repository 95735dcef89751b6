"""Readers for the topic “Taylor's theorem in several variables”."""

from __future__ import annotations

import mpmath as mp

from rederiving.functions import XY, g
from rederiving.latex import function_of
from rederiving.numeric import a, column, gradient, hessian, listed, n, one, roots
from rederiving.rules import Formula, Rules
from rederiving.values import dot

rule = Rules()


def _second_order(x: str) -> Formula:
    zero = (mp.mpf(0), mp.mpf(0))
    value, slope, bend = g(x)(*zero), gradient(g(x), *zero), hessian(g(x), *zero)
    return Formula(
        XY, lambda s, t: value + dot(slope, column(s, t)) + (column(s, t).T @ bend @ column(s, t))[0, 0] / 2
    )


def _plane(x: str, p: str) -> Formula:
    at = listed(p)
    slope = gradient(g(x), *at)
    return Formula(XY, lambda s, t: g(x)(*at) + slope[0, 0] * (s - at[0]) + slope[1, 0] * (t - at[1]))


S = "model"
rule(S, _second_order, "Find the second-order Taylor approximation of $f(x, y) = «x»$ at the origin.")
rule(
    S,
    _plane,
    "Write down the tangent plane of $f(x, y) = «x»$ at $(«p»)$ as a formula for its height, multiplied out.",
)
S = "estimate"
rule(
    S,
    lambda v, w, s: n(v) + dot(a(w), a(s)),
    "A loss is $«v»$ at the present weights, its gradient $«w»$. Estimate it after the step $«s»$, to first order.",
)
rule(
    S,
    lambda v, w, h, s: n(v) + dot(a(w), a(s)) + (a(s).T @ a(h) @ a(s))[0, 0] / 2,
    "A loss has the value $«v»$, the gradient $«w»$ and the Hessian $«h»$ at the present weights. Predict it after the step $«s»$, to second order.",
)
rule(
    "unknown",
    lambda v, w, t, s: one(roots(lambda k: n(v) + dot(function_of(w, "k")(k), a(s)) - n(t))),
    "The first-order model with value $«v»$ and gradient $«w»$ predicts $«t»$ after the step $«s»$. Find $k$.",
)
for _how, _sign in (("lowers", -1), ("raises", 1)):
    rule(
        "tilt-and-bend",
        lambda u, m, h, s=_sign: bool(s * ((a(u).T @ a(h))[0, 0] + (a(h).T @ a(m) @ a(h))[0, 0] / 2) > 0),
        f"True or false? By the second-order model with gradient $«u»$ and Hessian $«m»$, the step $«h»$ {_how} the function.",
    )
