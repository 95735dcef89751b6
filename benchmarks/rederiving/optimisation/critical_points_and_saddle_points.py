"""Readers for the topic “Critical points and saddle points”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import g, stationary
from rederiving.numeric import a, det, eigenvalues, hessian, n, one, partial, roots
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


def _verdict(values: Any) -> str:
    if any(v > 0 for v in values) and any(v < 0 for v in values):
        return "A saddle point"
    if any(v == 0 for v in values):
        return "No verdict: the test is silent"
    return "A local minimum" if values[0] > 0 else "A local maximum"


for _start, _end in (
    ("The gradient of a loss is zero, and its Hessian there", "What does the second derivative test say?"),
    ("At a critical point the Hessian", "What is this point?"),
):
    rule("classify", lambda x, y: _verdict([n(x), n(y)]), f"{_start} has the eigenvalues «x» and «y». {_end}")
    rule(
        "classify",
        lambda m: _verdict([mp.chop(v, tol=mp.mpf("1e-20")) for v in eigenvalues(a(m))]),
        f"{_start} is $«m»$. {_end}",
    )
