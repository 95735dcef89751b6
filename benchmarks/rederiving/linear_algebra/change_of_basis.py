"""Readers for the topic “Change of basis”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import numpy as np

from rederiving.compare import values_agree
from rederiving.matrices import combination, diagonal
from rederiving.numeric import a, det, inverse, n, unknown
from rederiving.rules import Rules

rule = Rules()

rule(
    "coordinates",
    lambda u, v, t: combination(t, u, v),
    "The streets of a town run along $«u»$ and $«v»$. How many of each lead to $«t»$? Answer as a vector.",
    "Find the coordinates of $«t»$ in the basis $«u»$, $«v»$, as a vector.",
)
_similar = lambda m, p: inverse(p) @ a(m) @ p
S = "new-basis"
rule(
    S,
    lambda m, p: _similar(m, a(p)),
    "Compute $P^{-1} A P$ for $A = «m»$ and $P = «p»$.",
)
rule(
    S,
    lambda m, u, v: _similar(m, np.hstack([a(u), a(v)])),
    "A map has the standard matrix $A = «m»$. Find its matrix in the basis $«u»$, $«v»$.",
)
rule(
    "back",
    lambda x, u, v: np.hstack([a(u), a(v)]) @ a(x),
    "Features are stored as coordinates $«x»$ in the basis $«u»$, $«v»$. Rebuild the vector.",
    "In the basis $«u»$, $«v»$ a point has the coordinates $«x»$. Where is it in standard coordinates?",
)
rule(
    "unknown",
    lambda u, v, t, x, y: unknown(f"({x}) {u} + ({y}) {v} = {t}", "k"),
    "In the basis $«u»$, $«v»$ the vector $«t»$ has the coordinates $«x»$ and $«y»$. Find $k$.",
)
moved_back = lambda u, v, m: (lambda p: p @ m @ inverse(p))(np.hstack([a(u), a(v)]))
S = "standard"
rule(
    S,
    lambda u, v, m: moved_back(u, v, a(m)),
    "In the basis $«u»$, $«v»$ a map has the matrix $«m»$. What is its standard matrix?",
)
rule(
    S,
    lambda u, x, v, y: moved_back(u, v, diagonal(n(x), n(y))),
    "A map stretches along $«u»$ by $«x»$ and along $«v»$ by $«y»$. Find its standard matrix.",
)
rule(
    "same-map",
    lambda m, k: values_agree(det(a(m)), det(a(k))) and values_agree(sum(np.diag(a(m))), sum(np.diag(a(k)))),
    "True or false? Judging by trace and determinant, $«m»$ and $«k»$ could describe the same map in two bases.",
)
