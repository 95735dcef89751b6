"""Readers for the topic “Hyperplanes”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.matrices import identity
from rederiving.numeric import column, listed, n, one, roots
from rederiving.rules import Rules
from rederiving.values import dot, norm

rule = Rules()


def _normal(e: str, first: str) -> Any:
    left, right = e.split("=")
    gap = lambda *p: function_of(left, "x", "y", "z")(*p) - function_of(right, "x", "y", "z")(*p)
    unit, zero = identity(3), gap(*[mp.mpf(0)] * 3)
    found = column(*[gap(*unit[i]) - zero for i in range(3)])
    return found * (n(first) / found[0, 0])


S = "normal"
rule(
    S,
    _normal,
    "Write the plane $«e»$ as $\\mathbf{w}^\\top \\mathbf{x} + b = 0$ with first component $«first»$. Which vector is $\\mathbf{w}$?",
)
rule(
    S,
    lambda first, e: _normal(e, first),
    "Which normal vector with the first component $«first»$ has the plane $«e»$?",
)
_NAMES = ("x", "y", "z")


def _signed(left: str, p: list[Any], **env: Any) -> Any:
    names = _NAMES[: len(p)]
    f = function_of(left, *names, env=env)
    zero = f(*[mp.mpf(0)] * len(p))
    weights = column(*[f(*identity(len(p))[i]) - zero for i in range(len(p))])
    return f(*p) / norm(weights)


S = "unknown"
rule(
    S,
    lambda left, d, p: one(roots(lambda b: _signed(left, listed(p), b=b) - n(d))),
    "Choose the bias $b$ so that the boundary $«left» = 0$ leaves a margin: signed distance $«d»$ to $(«p»)$.",
)
rule(
    S,
    lambda p, d, left: one(roots(lambda b: _signed(left, listed(p), b=b) - n(d))),
    "For which $b$ has $(«p»)$ the signed distance $«d»$ from the line $«left» = 0$?",
)
rule(
    S,
    lambda left, p: one(roots(lambda b: _signed(left, listed(p), b=b))),
    "For which $b$ does the line $«left» = 0$ pass through $(«p»)$?",
    "Choose the bias $b$ so that the boundary $«left» = 0$ contains $(«p»)$.",
)


def _nearest(left: str, p: str) -> Any:
    f = function_of(left, "x", "y")
    zero = f(mp.mpf(0), mp.mpf(0))
    w = column(f(mp.mpf(1), mp.mpf(0)) - zero, f(mp.mpf(0), mp.mpf(1)) - zero)
    point = column(*listed(p))
    return point - f(*point[:, 0]) / dot(w, w) * w


S = "nearest"
rule(
    S,
    _nearest,
    "Which point of the line $«left» = 0$ is nearest to $(«p»)$? Answer as a vector.",
)
rule(
    S,
    lambda p, left: _nearest(left, p),
    "Move $(«p»)$ straight onto the boundary $«left» = 0$. Where does it arrive (as a vector)?",
)
S = "distance"
rule(
    S,
    lambda left, p: _signed(left, listed(p)),
    "Find the signed distance from the hyperplane $«left» = 0$ to the point $(«p»)$.",
)
rule(
    S,
    lambda p, left: _signed(left, listed(p)),
    "How far is $(«p»)$ from the decision boundary $«left» = 0$? Give the distance with its sign.",
)


def _same_side(p: str, q: str, x: str) -> bool:
    names = ("x", "y", "z")[: len(listed(p))]
    return bool(function_of(x, *names)(*listed(p)) * function_of(x, *names)(*listed(q)) > 0)


rule(
    "side",
    _same_side,
    "True or false? $(«p»)$ and $(«q»)$ lie on the same side of the ‹line|plane› $«x» = 0$.",
    "True or false? A linear classifier with the boundary $«x» = 0$ puts $(«p»)$ and $(«q»)$ into the same class.",
)
