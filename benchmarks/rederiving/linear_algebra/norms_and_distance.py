"""Readers for the topic “Norms and distance”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of, value_of
from rederiving.matrices import number, with_vectors
from rederiving.numeric import a, n, one, roots
from rederiving.rules import Rules
from rederiving.values import norm

rule = Rules()

_clip = lambda v, c: a(v) * n(c) / norm(a(v)) if norm(a(v)) > n(c) else None
S = "normalise"
rule(
    S,
    lambda v: a(v) / norm(a(v)),
    "Normalise $\\mathbf{v} = «v»$ in the L2 norm.",
    "Scale $«v»$ to length one.",
    "Find the vector of L2 norm 1 that points the same way as $«v»$.",
)
rule(
    S,
    _clip,
    "A gradient $«v»$ is clipped to the L2 norm $«c»$: it keeps its direction and gets that length. What comes out?",
    "Gradient clipping: no gradient may be longer than $«c»$. The gradient is $«v»$. Which vector is left after it is scaled down to that length?",
)
_positive_k = lambda v, r: one(
    tuple(
        mp.mpf(k)
        for k in range(1, 200)
        if abs(norm(function_of(v, "k")(mp.mpf(k)), 1) - n(r)) < mp.mpf("1e-20")
    )
)


def kind_of_norm(text: str) -> Any:
    """What a norm is called."""
    return {"L1": 1, "L2": 2, "maximum": mp.inf, "1": 1, "2": 2, "\\infty": mp.inf}[text.strip("{}")]


S = "unknown"
rule(
    S,
    lambda u, v, r: roots(lambda k: norm(function_of(u, "k")(k) - function_of(v, "k")(k)) ** 2 - n(r) ** 2),
    "The points $«u»$ and $«v»$ are $«r»$ apart in the L2 norm. Find both possible $k$.",
    "For which two values of $k$ is $«u»$ at the L2 distance $«r»$ from $«v»$?",
)
rule(
    S,
    _positive_k,
    "The taxi drives $«r»$ blocks in all: the L1 norm of $«v»$ is $«r»$, with $k > 0$. Find $k$.",
    "For which positive $k$ has $«v»$ the L1 norm $«r»$?",
)
rule(
    S,
    lambda v, kind, r: -n(r) / norm(a(v), kind_of_norm(kind)),
    "For which negative number $c$ is $\\left\\|c \\, «v»\\right\\|_«kind» = «r»$?",
    "A negative multiple $c$ of $«v»$ has the «kind» norm $«r»$. Find $c$.",
)
S = "norm"
rule(S, lambda x: number(value_of(x)), "Compute $«x»$.")
rule(S, lambda v, kind: norm(a(v), kind_of_norm(kind)), "How large is $«v»$, measured with the «kind» norm?")
rule(
    S,
    lambda kind, v: norm(a(v), kind_of_norm(kind)),
    "Find the «kind» norm $\\|\\mathbf{v}\\|_{1}$ of $\\mathbf{v} = «v»$.",
    "Find the «kind» norm $\\|\\mathbf{v}\\|_{2}$ of $\\mathbf{v} = «v»$.",
    "Find the «kind» norm $\\|\\mathbf{v}\\|_{\\infty}$ of $\\mathbf{v} = «v»$.",
)
_DEF = "$\\mathbf{u} = «u»$ and $\\mathbf{v} = «v»$"
S = "distance"
rule(S, lambda x, u, v: with_vectors(x, u=u, v=v), f"Find $«x»$ for {_DEF}.")
rule(
    S,
    lambda u, v, kind: norm(a(u) - a(v), kind_of_norm(kind)),
    "How far is it from $«u»$ to $«v»$, measured with the «kind» norm?",
)
rule(
    S,
    lambda u, v, kind: norm(a(u) - a(v), {"L1": 1, "L2": 2, "maximum": mp.inf}[kind]),
    "Two customers are described by $«u»$ and $«v»$. How far apart are they in the «kind» norm?",
)
_possible = lambda x, y, z: bool(abs(n(x) - n(y)) <= n(z) <= n(x) + n(y))
for _sign in "+-":
    rule(
        "detour",
        _possible,
        f"True or false? There are vectors in the plane with $\\|\\mathbf{{u}}\\| = «x»$, $\\|\\mathbf{{v}}\\| = «y»$ and $\\|\\mathbf{{u}} {_sign} \\mathbf{{v}}\\| = «z»$ (L2 norm).",
        f"True or false? If $\\|\\mathbf{{u}}\\|_2 = «x»$ and $\\|\\mathbf{{v}}\\|_2 = «y»$ for two vectors in the plane, then $\\|\\mathbf{{u}} {_sign} \\mathbf{{v}}\\|_2$ can be $«z»$.",
    )
