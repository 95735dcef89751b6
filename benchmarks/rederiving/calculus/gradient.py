"""Readers for the topic “Gradient”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.calculus.directional_derivative import directional
from rederiving.compare import values_agree
from rederiving.functions import XY, g, stationary
from rederiving.latex import function_of
from rederiving.numeric import a, gradient, linear, listed
from rederiving.rules import Formula, Rules
from rederiving.values import dot

rule = Rules()


def _two_weights(p: str, t: str, x: str) -> Any:
    at = tuple(listed(p))
    columns = [gradient(g(x, a=mp.mpf(u), b=mp.mpf(v)), *at) for u, v in ((1, 0), (0, 1))]
    import numpy as np

    return linear(np.hstack(columns), a(t))


S = "unknown"
rule(
    S,
    stationary,
    "At which point $[x, y]$ is the gradient of $f(x, y) = «x»$ the zero vector?",
    "Find the stationary point of $f(x, y) = «x»$. Answer with $[x, y]$.",
    "A loss with two parameters is $f(x, y) = «x»$. Where is it flat? Answer with $[x, y]$.",
)
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
S = "estimate"
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
S = "compute"
rule(
    S,
    lambda x: Formula(XY, lambda s, t: gradient(g(x), s, t)),
    "At every point, in which direction does $f(x, y) = «x»$ grow fastest? Give the gradient.",
    "Let $f(x, y) = «x»$. Which vector of formulas is its gradient?",
    "Compute $\\nabla f$ for $f(x, y) = «x»$.",
)
rule(
    S,
    directional,
    "Find the directional derivative of $f(x, y) = «x»$ at $(«p»)$ in the direction of $«u»$. The direction has to be made a unit vector first.",
    "How fast does $f(x, y) = «x»$ change at $(«p»)$ when you walk in the direction of $«u»$ at speed 1?",
)
rule(S, lambda x, p: gradient(g(x), *listed(p)), "Find the gradient of $f(x, y) = «x»$ at the point $(«p»)$.")
rule(
    S,
    lambda x: Formula(XY, lambda s, t: gradient(function_of(x, "x", "y"), s, t)),
    "Find the gradient of $f(x, y) = «x»$.",
)
rule(
    "pick",
    lambda x, how, p: gradient(function_of(x, "x", "y"), *listed(p)) * {"fall": -1, "grow": 1}[how],
    "In which direction does $f(x, y) = «x»$ «how» fastest at $(«p»)$?",
)
rule(
    "pick",
    lambda x: Formula(("x", "y"), lambda s, t: gradient(function_of(x, "x", "y"), s, t)),
    "Which vector is the gradient of $f(x, y) = «x»$?",
)
rule(
    "direction",
    lambda p, u, x, how: bool(
        dot(gradient(function_of(x, "x", "y"), *listed(p)), a(u)) * {"larger": 1, "smaller": -1}[how] > 0
    ),
    "True or false? Starting from $(«p»)$, a small step in the direction $«u»$ makes $f(x, y) = «x»$ «how».",
)
rule(
    "direction",
    lambda p, u, x: values_agree(dot(gradient(function_of(x, "x", "y"), *listed(p)), a(u)), mp.mpf(0)),
    "True or false? At $(«p»)$ the direction $«u»$ is tangent to the level curve of $f(x, y) = «x»$.",
)
rule(
    "compute",
    lambda p, x: gradient(function_of(x, "x", "y"), *listed(p)),
    "Compute $\\nabla f(«p»)$ for $f(x, y) = «x»$.",
)
