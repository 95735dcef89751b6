"""Readers for the topic “Projections”."""

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np

from rederiving.compare import values_agree
from rederiving.latex import function_of
from rederiving.matrices import along
from rederiving.numeric import a, inverse, one, roots
from rederiving.rules import Rules
from rederiving.values import dot, norm

rule = Rules()

S = "onto-a-line"
rule(S, lambda x, u: along(a(x), a(u)), "Project $«x»$ onto the line through $«u»$.")
rule(
    S,
    lambda u, x: along(a(x), a(u)),
    "Which point of the line through $«u»$ is nearest to $«x»$?",
)
rule(
    "left-over",
    lambda x, u: a(x) - along(a(x), a(u)),
    "What is left of $«x»$ when its part along $«u»$ is taken away?",
    "Split $«x»$ into a multiple of $«u»$ and a part orthogonal to it. Which vector is the orthogonal part?",
)


def _onto_plane(x: str, u: str, v: str) -> Any:
    basis = np.hstack([a(u), a(v)])
    return basis @ inverse(basis.T @ basis) @ basis.T @ a(x)


rule(
    "plane",
    _onto_plane,
    "Project $«x»$ onto the plane with the orthonormal basis $«u»$ and $«v»$.",
)
rule(
    "matrix",
    lambda u: a(u) @ a(u).T / dot(a(u), a(u)),
    "Find the projection matrix $P$ of the line with the direction $«u»$.",
    "Write down the matrix that projects onto the line through $«u»$.",
)


def _shadow(x: str, u: str, p: str) -> Any:
    f = function_of(x, "k")
    found = one(roots(lambda k: dot(f(k) - a(p), a(u))))
    return found if norm(along(f(found), a(u)) - a(p)) < mp.mpf("1e-20") else None


rule(
    "unknown",
    lambda x, p, u: _shadow(x, u, p),
    "For which $k$ does $«x»$ cast the shadow $«p»$ on the line through $«u»$?",
    "The projection of $«x»$ onto the line through $«u»$ is $«p»$. Find $k$.",
)
rule(
    "check",
    lambda x, u, p: values_agree(along(a(x), a(u)), a(p)),
    "True or false? The projection of $«x»$ onto the line through $«u»$ is $«p»$.",
)
