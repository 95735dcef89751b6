"""Readers for the topic “Basis and dimension”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import re

import mpmath as mp
import numpy as np

from rederiving.latex import function_of, parse
from rederiving.matrices import combination
from rederiving.numeric import a, det, n, one, rank, roots
from rederiving.rules import Rules
from rederiving.values import array

rule = Rules()

_B = r"\\begin\{pmatrix\}.+?\\end\{pmatrix\}"


def _span(vectors: str) -> int:
    return rank(np.hstack([a(text) for text in re.findall(_B, vectors)]))


def _conditions(size: str, *equations: str) -> int:
    names = [f"x_{i + 1}" for i in range(int(size))]
    rows = []
    for equation in equations:
        node = parse(equation)
        rows.append([node({name: mp.mpf(name == other) for name in names}) for other in names])
    return int(size) - rank(array(rows))


S = "dimension"
rule(S, lambda u, v: _span(u + v), "What is the dimension of the span of $«u»$, $«v»$?")
rule(S, lambda u, v, w: _span(u + v + w), "What is the dimension of the span of $«u»$, $«v»$, $«w»$?")
rule(
    S,
    lambda u, v, w, x: _span(u + v + w + x),
    "What is the dimension of the span of $«u»$, $«v»$, $«w»$, $«x»$?",
)
rule(
    S,
    lambda size, e, g: _conditions(size, e, g),
    "All vectors of $\\mathbb{R}^«size»$ with $«e» = 0$ and $«g» = 0$ form a subspace. What is its dimension?",
)
rule(
    S,
    lambda size, e: _conditions(size, e),
    "All vectors of $\\mathbb{R}^«size»$ with $«e» = 0$ form a subspace. What is its dimension?",
)
S = "coordinates"
rule(
    S,
    lambda t, u, v, w: combination(t, u, v, w),
    "Find the coordinates of $«t»$ in the basis $«u»$, $«v»$ and $«w»$, in this order, as a vector.",
)
rule(
    S,
    lambda t, u, v: combination(t, u, v),
    "Find the coordinates of $«t»$ in the basis $«u»$ and $«v»$, in this order, as a vector.",
)
rule(
    S,
    lambda u, v, w, t: combination(t, u, v, w),
    "With which weights do $«u»$, $«v»$ and $«w»$ make $«t»$? Answer as a vector.",
)
rule(
    S,
    lambda u, v, t: combination(t, u, v),
    "With which weights do $«u»$ and $«v»$ make $«t»$? Answer as a vector.",
)
rule(
    "member",
    lambda e, u, v, x, y: n(x) * a(u) + n(y) * a(v),
    "The plane $«e»$ has the basis $«u»$, $«v»$. Which member of the plane has the coordinates $«x»$ and $«y»$?",
)
_in_plane = lambda x, u, v: one(roots(lambda k: det(np.hstack([function_of(x, "k")(k), a(u), a(v)]))))
S = "unknown"
rule(
    S,
    lambda x, e, u, v: _in_plane(x, u, v),
    "$«x»$ is to lie in the plane $«e»$ with the basis $«u»$, $«v»$. Find $k$.",
)
rule(
    S,
    lambda u, v, x: _in_plane(x, u, v),
    "The basis $«u»$, $«v»$ spans a plane. For which $k$ does $«x»$ lie in it?",
)
for _list in (
    "vectors $«u»$ and $«v»$ form",
    "vectors $«u»$, $«v»$ and $«w»$ form",
    "vectors $«u»$, $«v»$, $«w»$ and $«x»$ form",
    "vector $«u»$ alone is",
):
    rule(
        "basis-or-not",
        lambda size, **gaps: rank(np.hstack([a(t) for t in gaps.values()])) == len(gaps) == int(size),
        f"True or false? The {_list} a basis of $\\mathbb{{R}}^«size»$.",
    )
