"""Readers for the topic “Gram–Schmidt and QR”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np

from rederiving.matrices import along
from rederiving.numeric import a, linear, one, roots
from rederiving.rules import Rules
from rederiving.values import dot, norm

rule = Rules()

rule(
    "solve",
    lambda m, t: linear(a(m), a(t)),
    "With $A = QR$ a system has become $R\\mathbf{x} = Q^\\top \\mathbf{b}$: $«m» \\mathbf{x} = «t»$. Solve it.",
)


def _factor(m: str, q: str) -> Any:
    found = a(q).T @ a(m)
    return found if norm((a(q) @ found - a(m)).reshape(-1, 1)) < mp.mpf("1e-20") else None


rule("factor", _factor, "$A = «m»$ and $Q = «q»$. Find $R$ with $A = QR$.")
_unit = lambda v: v / norm(v)
S = "directions"
rule(
    S,
    lambda u, b: _unit(a(b) - along(a(b), a(u))),
    "The first direction is $\\mathbf{q}_1 = «u»$. Gram–Schmidt goes on with $\\mathbf{b} = «b»$. Find $\\mathbf{q}_2$.",
    "Turn $«u»$ and $«b»$ into an orthonormal pair by Gram–Schmidt. What is the second vector?",
)
rule(
    S,
    lambda u: _unit(a(u)),
    "Gram–Schmidt starts with $\\mathbf{a} = «u»$. Find the first direction $\\mathbf{q}_1$.",
)
rule(
    "unknown",
    lambda u, x: one(roots(lambda k: dot(a(x) - k * a(u), a(u)))),
    "How much $k$ of the unit vector $«u»$ has to be taken from $«x»$ so that the rest stands at a right angle to it?",
    "For which $k$ is $«x» - k \\, «u»$ orthogonal to $«u»$?",
)
rule(
    "dependent",
    lambda m: all(v != 0 for v in np.diag(a(m))),
    "True or false? Gram–Schmidt on three columns gave $R = «m»$. The columns are linearly independent.",
)
