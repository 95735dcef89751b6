"""Readers for the topic “Orthogonality”."""

from __future__ import annotations

import numpy as np

from rederiving.compare import values_agree
from rederiving.matrices import combination, identity, in_k
from rederiving.numeric import a, inverse, n, one, roots
from rederiving.rules import Rules
from rederiving.values import dot

rule = Rules()

S = "coordinates"
rule(
    S,
    lambda t, u, v: combination(t, u, v),
    "Find the coordinates of $«t»$ in the orthonormal basis $«u»$ and $«v»$, as a vector.",
)
rule(
    S,
    lambda t, u, v, w: combination(t, u, v, w),
    "Find the coordinates of $«t»$ in the orthonormal basis $«u»$, $«v»$ and $«w»$, as a vector.",
    "$«u»$, $«v»$ and $«w»$ form an orthonormal basis. Which coordinates has $«t»$ in it? Answer as a vector.",
)
rule(
    S,
    lambda u, v, t: combination(t, u, v),
    "$«u»$ and $«v»$ form an orthonormal basis. Which coordinates has $«t»$ in it? Answer as a vector.",
)
rule(
    "unknown",
    lambda u, v: one(roots(lambda k: dot(*(g(k) for g in in_k(u, v))))),
    "For which $k$ are $«u»$ and $«v»$ orthogonal?",
    "Find $k$ so that $«u»$ stands at a right angle to $«v»$.",
)
S = "kept"
rule(
    S,
    lambda p, x, y: n(p),
    "$\\mathbf{x} \\cdot \\mathbf{y} = «p»$, $\\|\\mathbf{x}\\| = «x»$ and $\\|\\mathbf{y}\\| = «y»$. What is $(Q\\mathbf{x}) \\cdot (Q\\mathbf{y})$ for an orthogonal matrix $Q$?",
)
rule(
    S,
    lambda x: n(x),
    "A vector of length $«x»$ is turned by an orthogonal matrix, twice. Which length does it have then?",
    "$Q$ is an orthogonal matrix and $\\mathbf{x}$ has the length $«x»$. How long is $Q\\mathbf{x}$?",
)
rule(
    "inverse",
    lambda m: inverse(a(m)),
    "Invert $Q = «m»$ without any computation.",
    "Write down the inverse of the orthogonal matrix $«m»$.",
)
rule(
    "test",
    lambda u, v: bool(dot(a(u), a(v)) == 0),
    "True or false? The feature vectors $«u»$ and $«v»$ stand at a right angle.",
    "True or false? $«u»$ and $«v»$ are orthogonal.",
)
rule(
    "test",
    lambda u, v: values_agree(np.hstack([a(u), a(v)]).T @ np.hstack([a(u), a(v)]), identity(2)),
    "True or false? $«u»$ and $«v»$ are orthonormal.",
)
rule(
    "orthogonal",
    lambda m: values_agree(a(m).T @ a(m), identity(len(a(m)))),
    "True or false? The inverse of $«m»$ is its transpose.",
    "True or false? $«m»$ is an orthogonal matrix.",
)
