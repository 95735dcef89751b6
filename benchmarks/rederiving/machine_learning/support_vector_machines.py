"""Readers for the topic “Support vector machines”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import column, listed, n
from rederiving.rules import Rules
from rederiving.values import dot, norm

rule = Rules()

S = "multipliers"
rule.story(
    S,
    7,
    lambda x, y, one_, u, v, other, alpha: alpha * column(x - u, y - v) if (one_, other) == (1, -1) else None,
    "both have the multiplier",
    "What is \\$\\\\mathbf\\{w\\}\\$",
)
rule.story(
    S,
    6,
    lambda x, y, one_, u, v, other: 2 / ((x - u) ** 2 + (y - v) ** 2) if (one_, other) == (1, -1) else None,
    "Which multiplier \\$\\\\alpha\\$ do both get in the hard-margin machine",
)
rule.story(
    S,
    5,
    lambda p, q, x, y, t: t - p * x - q * y if abs(t) == 1 else None,
    "is a support vector\\. What is \\$b\\$",
)
_pair = lambda x, z: dot(column(*listed(x)), column(*listed(z)))


def _features(e: str, x: str, z: str) -> Any:
    names = ("x_1", "x_2")
    return sum(
        function_of(part, *names)(*listed(x)) * function_of(part, *names)(*listed(z)) for part in e.split(",")
    )


S = "kernel"
rule(
    S,
    lambda e, x, z: f(e.replace("\\mathbf{x} \\cdot \\mathbf{z}", "s"), "s")(_pair(x, z)),
    "What is the kernel $k(\\mathbf{x}, \\mathbf{z}) = «e»$ for $\\mathbf{x} = («x»)$ and $\\mathbf{z} = («z»)$?",
)
rule(
    S,
    _features,
    "The features of a point are $\\boldsymbol{\\phi}(\\mathbf{x}) = («e»)$. What is $\\boldsymbol{\\phi}(\\mathbf{x}) \\cdot \\boldsymbol{\\phi}(\\mathbf{z})$ for $\\mathbf{x} = («x»)$, $\\mathbf{z} = («z»)$?",
)
rule(
    "width",
    lambda w, b: 2 / norm(column(*listed(w))),
    "The line $f(\\mathbf{x}) = \\mathbf{w} \\cdot \\mathbf{x} + b$ has $\\mathbf{w} = («w»)$, $b = «b»$. What is the width of its margin band?",
    "A support vector machine found $\\mathbf{w} = («w»)$ and $b = «b»$. How wide is the band between $f = -1$ and $f = 1$?",
)
_hinges = lambda u, v, b, e: sum(
    max(mp.mpf(0), 1 - t * (u * x + v * y + b)) for x, y, t in zip(e[::3], e[1::3], e[2::3], strict=True)
)
S = "soft"
rule.story(
    S,
    0,
    lambda u, v, b, *e: (u * u + v * v) / 2 + e[-1] * _hinges(u, v, b, e[:-1]),
    "^A soft-margin machine stands at",
    "what is the value that it minimises",
)
rule.story(
    S,
    0,
    lambda u, v, b, *e: (e[-1] - (u * u + v * v) / 2) / _hinges(u, v, b, e[:-1]),
    "^A soft-margin machine stands at",
    "Which \\$C\\$ is used",
)


def _hard_margin(p: str, q: str, w: str, b: str) -> bool:
    """For one point of each label the border is the perpendicular bisector, and both points lie on the margin."""
    one, two, normal = (column(*listed(v)) for v in (p, q, w))
    best = 2 * (one - two) / dot(one - two, one - two)
    away = max(abs(v) for v in (normal - best).flatten())
    heights = (dot(normal, one) + n(b) - 1, dot(normal, two) + n(b) + 1)
    return bool(max(away, *[abs(h) for h in heights]) < mp.mpf("1e-20"))


rule(
    "optimal",
    _hard_margin,
    "The data are $(«p»)$ with label 1 and $(«q»)$ with label $-1$. True or false: $\\mathbf{w} = («w»)$, $b = «b»$ is the hard-margin solution.",
    "The data are $(«p»)$ with label 1 and $(«q»)$ with label $-1$. True or false: $\\mathbf{w} = \\left(«w»\\right)$, $b = «b»$ is the hard-margin solution.",
)


def _lies(w: str, b: str, x: str, side: str) -> bool | None:
    height = abs(sum(u * v for u, v in zip(listed(w), listed(x), strict=True)) + n(b))
    if abs(height - 1) < mp.mpf("1e-20"):
        return None
    return {"inside": bool(height < 1), "outside": bool(height > 1)}.get(side)


rule(
    "inside",
    _lies,
    "True or false? A support vector machine has the weights $(«w»)$ and the bias $«b»$. The point $(«x»)$ lies «side» its margin.",
)
