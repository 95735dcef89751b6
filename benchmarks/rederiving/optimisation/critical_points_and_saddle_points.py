"""Readers for the topic “Critical points and saddle points”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp

from rederiving.functions import g, stationary
from rederiving.numeric import det, hessian, one, partial, roots
from rederiving.rules import Rules

rule = Rules()

_separate = lambda x: roots(lambda s: partial(g(x), (s, mp.mpf(0)), 0), 4)
S = "find"
rule(
    S,
    _separate,
    "$f(x, y) = «x»$ has two critical points. What are their $x$-coordinates?",
    "At which two values of $x$ does $f(x, y) = «x»$ have critical points?",
)
rule(
    S,
    stationary,
    "Where are both partial derivatives of $f(x, y) = «x»$ zero?",
    "At which point does the gradient of $f(x, y) = «x»$ vanish?",
    "Find the critical point of $f(x, y) = «x»$.",
)
_det_hessian = lambda x, **env: det(hessian(g(x, **env), mp.mpf("0.2"), mp.mpf("0.7")))
S = "border"
rule(
    S,
    lambda x: one(tuple(k for k in roots(lambda k: _det_hessian(x, k=k), 2) if k > 0)),
    "Up to which positive $k$ does $f(x, y) = «x»$ have a minimum at the origin, before it becomes a saddle? At this $k$ the test is silent.",
    "For which positive $k$ is the determinant of the Hessian of $«x»$ zero, so that the test gives no verdict?",
)
rule(
    S,
    lambda x: _det_hessian(x),
    "What is the determinant of the Hessian of $f(x, y) = «x»$?",
    "For $f(x, y) = «x»$, compute $\\det H$ for the determinant test.",
)
