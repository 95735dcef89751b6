"""Readers for the topic “Newton's method”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp

from rederiving.functions import d, f, g
from rederiving.latex import function_of
from rederiving.numeric import column, gradient, hessian, linear, listed, n, one, roots
from rederiving.rules import Rules

rule = Rules()

S = "model"
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
_newton2 = lambda x, p: column(*listed(p)) - linear(hessian(g(x), *listed(p)), gradient(g(x), *listed(p)))
_newton1 = lambda x, s: n(s) - d(f(x), n(s)) / d(f(x), n(s), 2)
S = "step"
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


def _sets_out_downhill(x: str, c: str) -> bool:
    slope, bend = (mp.diff(function_of(x, "x"), n(c), k) for k in (1, 2))
    return bool(-slope / bend * slope < 0)


rule(
    "fails",
    _sets_out_downhill,
    "True or false? On $f(x) = «x»$ a Newton step from $x_0 = «c»$ sets out downhill.",
    "Newton's method looks for a minimum of $f(x) = «x»$ and starts at «c». True or false? Its first step goes in a direction in which $f$ falls.",
)
