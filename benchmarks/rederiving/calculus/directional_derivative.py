"""Readers for the topic “Directional derivative”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

from rederiving.functions import g
from rederiving.latex import function_of
from rederiving.numeric import a, gradient, listed, one, roots
from rederiving.rules import Formula, Rules
from rederiving.values import dot, norm

rule = Rules()

_level_k = lambda w, u: one(roots(lambda k: dot(w, function_of(u, "k")(k))))
S = "level"
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
S = "steepest"
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


def directional(x: str, p: str, u: str) -> Any:
    """The slope of a function of two variables in a direction."""
    return dot(gradient(g(x), *listed(p)), a(u)) / norm(a(u))


rule(
    "slope",
    directional,
    "Find the directional derivative of $f(x, y) = «x»$ at $(«p»)$ towards $«u»$.",
    "How steep is $f(x, y) = «x»$ at $(«p»)$ in the direction $«u»$?",
)
_walk = lambda p, u, x: Formula(("t",), lambda t: g(x)(*[s + t * v for s, v in zip(p, u, strict=True)]))
S = "along-a-line"
rule(
    S,
    lambda p, u, x: _walk(listed(p), list(a(u)[:, 0]), x),
    "Walk from $(«p»)$ with the step $«u»$ per unit of $t$. Which height $g(t)$ has $f(x, y) = «x»$ on the way? Multiply out.",
)
rule(
    S,
    lambda p, u, x: _walk(listed(p), listed(u), x),
    "Write $g(t) = f\\left((«p») + t («u»)\\right)$ for $f(x, y) = «x»$ as a polynomial in $t$.",
)
rule(
    "descent",
    lambda u, x, p: bool(directional(x, p, u) < 0),
    "True or false? $«u»$ is a descent direction for $f(x, y) = «x»$ at $(«p»)$.",
    "True or false? A tiny step from $(«p»)$ towards $«u»$ lowers the loss $f(x, y) = «x»$.",
)
