"""Readers for the topic “Learning rate and conditioning”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp
import numpy as np

from rederiving.functions import g
from rederiving.latex import function_of
from rederiving.numeric import column, eigenvalues, hessian, n
from rederiving.rules import Rules

rule = Rules()

_bowl = lambda x: eigenvalues(hessian(g(x), mp.mpf(0), mp.mpf(0)))
S = "compute"
rule(
    S,
    lambda x: 2 / max(_bowl(x)),
    "Gradient descent runs on $f(x, y) = «x»$. Below which learning rate does it converge from every start?",
    "Gradient descent runs on $f(x, y) = «x»$. Give the bound for safe learning rates.",
)
rule(
    S,
    lambda x: 2 / (max(_bowl(x)) + min(_bowl(x))),
    "Gradient descent runs on $f(x, y) = «x»$. What is the best fixed learning rate?",
    "Gradient descent runs on $f(x, y) = «x»$. Which fixed rate makes the slower of the two directions as fast as possible?",
)
rule(
    S,
    lambda u, v, r: column(1 - n(r) * n(u), 1 - n(r) * n(v)),
    "A bowl has the curvatures «u» along $x$ and «v» along $y$. The rate is «r». Give the error factors of a step as a vector.",
)
rule(
    S,
    lambda x: (max(_bowl(x)) - min(_bowl(x))) / (max(_bowl(x)) + min(_bowl(x))),
    "With the best fixed learning rate on $f(x, y) = «x»$, by which factor does the worst error shrink in each step?",
)
rule(
    S,
    lambda u, v: abs(n(v) - n(u)) / (n(v) + n(u)),
    "What is the best convergence factor $\\rho = \\frac{\\kappa - 1}{\\kappa + 1}$ for a bowl with the curvatures «u» and «v»?",
)
rule(
    S,
    lambda r, x: (lambda h: column(1 - n(r) * h[0, 0], 1 - n(r) * h[1, 1]))(
        hessian(g(x), mp.mpf(0), mp.mpf(0))
    ),
    "By which two factors does one step of gradient descent with $\\eta = «r»$ multiply the errors along $x$ and along $y$ on $f(x, y) = «x»$?",
)
S = "how-many"
rule.story(
    S,
    2,
    lambda q, e: next(k for k in range(100_000) if q**k <= e),
    "(With the best rate the error factor is|Each step multiplies the error by)",
)
S = "behind"
rule.story(
    S,
    1,
    lambda q: (1 + q) / (1 - q),
    "^With the best fixed rate the error shrinks by the factor",
    "condition number",
)
rule.story(
    S, 0, lambda *v: v[0] ** 2, "^One feature is \\d+ times as large as the other", "what was it before"
)
rule.story(
    S,
    1,
    lambda r: 2 / r,
    "^(Training diverges as soon as|Gradient descent converges for every learning rate below)",
)
rule.story(
    S,
    2,
    lambda flat_, q: (1 + q) / (1 - q),
    "^The flattest curvature is",
    "How many times as large is the steepest",
)
rule.story(
    S,
    2,
    lambda u, v: (max(u, v) / min(u, v)) ** 2,
    "^Two uncorrelated features of mean zero have the typical sizes",
)
_factors = lambda x, r: [
    1 - n(r) * v for v in np.diag(hessian(function_of(x, "x", "y"), mp.mpf(0), mp.mpf(0)))
]
rule(
    "judge",
    lambda r, x: all(abs(v) < 1 for v in _factors(x, r)),
    "True or false? With $\\eta = «r»$, gradient descent on $f(x, y) = «x»$ converges from every start.",
)
rule(
    "judge",
    lambda r, x: bool(_factors(x, r)[1] < 0),
    "True or false? With $\\eta = «r»$, gradient descent on $f(x, y) = «x»$ jumps over the valley floor ($y = 0$) in every step.",
)
