"""Readers for the topic “Hessian matrix”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import XY, g
from rederiving.latex import function_of
from rederiving.numeric import a, hessian, listed, n, one, partial, roots
from rederiving.rules import Formula, Rules

rule = Rules()

S = "change"
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


def _mixed_k(x: str, p: str, s: str) -> Any:
    function = function_of(x, "x", "y", "k")
    return one(roots(lambda k: partial(lambda u, v: function(u, v, k), tuple(listed(p)), 0, 1) - n(s), 2))


_bend = lambda m, u: (u.T @ m @ u)[0, 0]
S = "unknown"
rule(
    S, _mixed_k, "For which $k$ is the mixed second derivative of $f(x, y) = «x»$ at $(«p»)$ equal to $«s»$?"
)
rule(
    S,
    lambda m, u: one(roots(lambda k: _bend(function_of(m, "k")(k), a(u)))),
    "The Hessian $«m»$ has curvature zero along $«u»$ (of any length). Find $k$.",
    "For which $k$ does a surface with the Hessian $«m»$ not bend at all along $«u»$?",
)
S = "curvature"
rule(
    S,
    lambda m, u: _bend(a(m), a(u)),
    "Find the curvature $\\mathbf{u}^\\top H \\mathbf{u}$ for $H = «m»$ and $\\mathbf{u} = «u»$.",
    "The Hessian of a loss at some point is $«m»$. How strongly does the loss bend along the unit vector $«u»$?",
)
S = "matrix"
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


def _is_mixed(x: str, y: str) -> bool:
    places = [
        (mp.mpf("0.7"), mp.mpf("1.3")),
        (mp.mpf("-1.1"), mp.mpf("0.4")),
        (mp.mpf("1.9"), mp.mpf("-0.6")),
    ]
    return all(abs(partial(g(x), at, 0, 1) - g(y)(*at)) < mp.mpf("1e-12") for at in places)


rule(
    "mixed",
    _is_mixed,
    "True or false? For $f(x, y) = «x»$: $\\frac{\\partial^2 f}{\\partial x \\, \\partial y} = «y»$, in either order of differentiation.",
    "True or false? For $f(x, y) = «x»$: $\\frac{\\partial^2 f}{\\partial y \\, \\partial x} = «y»$, in either order of differentiation.",
    "True or false? Both entries off the diagonal of the Hessian of $f(x, y) = «x»$ are $«y»$.",
)
