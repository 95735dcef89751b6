"""Readers for the topic “Jacobian matrix”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import XY, g
from rederiving.numeric import a, det, gradient, listed, n, one, roots
from rederiving.rules import Formula, Rules
from rederiving.values import array

rule = Rules()

rule(
    "estimate",
    lambda v, m, s: a(v) + a(m) @ a(s),
    "A model outputs $«v»$; its Jacobian by the inputs is $«m»$. The inputs move by $«s»$. Predict the new output.",
    "At a point a function has the value $«v»$ and the Jacobian $«m»$. Estimate its value after the small step $«s»$.",
)


def jacobian(x: str, y: str, at: Any, **env: Any) -> Any:
    """The matrix of first derivatives of two functions."""
    return array([list(gradient(g(text, **env), *at)[:, 0]) for text in (x, y)])


S = "build"
rule(
    S,
    lambda x, y, p: jacobian(x, y, listed(p)),
    "Find the Jacobian of $F(x, y) = («x», «y»)$ at $(«p»)$.",
)
rule(
    S,
    lambda x, y: Formula(XY, lambda s, t: jacobian(x, y, (s, t))),
    "Find the Jacobian matrix of $F(x, y) = («x», «y»)$.",
)
rule(
    "compose",
    lambda m, p: a(p) @ a(m),
    "Two layers: $J_F = «m»$ for the first, $J_G = «p»$ for the second, each at its own input. What is the Jacobian of $G(F(\\mathbf{x}))$?",
    "First $F$ acts, with the Jacobian $«m»$ at the point; then $G$, with the Jacobian $«p»$ at the image. Find the Jacobian of both together.",
)
_det_k = lambda x, y, at, c: one(roots(lambda k: det(jacobian(x, y, at, k=k)) - n(c), 2))
S = "unknown"
rule(
    S,
    lambda x, y, p, c: _det_k(x, y, listed(p), c),
    "The Jacobian determinant of $F(x, y) = («x», «y»)$ at $(«p»)$ is $«c»$. Find $k$.",
)
rule(
    S,
    lambda x, y, c: _det_k(x, y, [mp.mpf("0.3"), mp.mpf("0.8")], c),
    "The Jacobian determinant of $F(x, y) = («x», «y»)$ is $«c»$. Find $k$.",
)
rule(
    "area",
    lambda x, y, p: abs(det(jacobian(x, y, listed(p)))),
    "By which factor does $F(x, y) = («x», «y»)$ multiply small areas near $(«p»)$?",
)
rule(
    "shape",
    lambda i, o: f"It has ${o}$ rows and ${i}$ columns.",
    "A network layer turns $«i»$ inputs into $«o»$ outputs. What is the shape of its Jacobian?",
    "$F$ is a function from $\\mathbb{R}^{«i»}$ to $\\mathbb{R}^{«o»}$. What shape has its Jacobian matrix?",
)
