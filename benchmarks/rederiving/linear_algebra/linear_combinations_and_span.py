"""Readers for the topic “Linear combinations and span”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import re
from typing import Any

import numpy as np

from rederiving.latex import value_of
from rederiving.matrices import combination
from rederiving.numeric import a, n, rank
from rederiving.rules import Rules

rule = Rules()

_WEIGHTS = re.compile(
    r"([a-z]) (\\begin\{pmatrix\}.+?\\end\{pmatrix\}) \+ ([a-z]) (\\begin\{pmatrix\}.+?\\end\{pmatrix\})"
)


def weights(x: str, t: str) -> Any:
    """The weights of a sum of two columns that makes a target."""
    match = _WEIGHTS.fullmatch(x.strip())
    return combination(t, match[2], match[4]) if match else None


S = "weights"
rule(
    S,
    lambda x, t: weights(x, t),
    "Find the weights with $«x» = «t»$. Answer with $s$ and $t$ as a vector $(s, t)$.",
    "Which weights $(s, t)$ reach the target: $«x» = «t»$?",
)
S = "combine"
rule(S, lambda x: a(x), "Compute $«x»$.", "Which vector is $«x»$?")
rule(
    S,
    lambda u, c, v, d: n(c) * a(u) + n(d) * a(v),
    "A word vector is mixed from … $«u»$ with weight $«c»$ and … $«v»$ with weight $«d»$. Which vector comes out?",
)
rule(
    S,
    lambda c, u, d, v: n(c) * a(u) + n(d) * a(v),
    "An attention head adds $«c»$ times $«u»$ and $«d»$ times $«v»$. What is its output?",
)
_columns = lambda text: [
    value_of(part) for part in re.findall(r"\\begin\{pmatrix\}.+?\\end\{pmatrix\}", text)
]
_SPACES = ("only the origin", "a line through the origin", "a plane through the origin", "all of space")
for _list in ("$«u»$ and $«v»$", "$«u»$, $«v»$ and $«w»$"):
    rule(
        "describe",
        lambda **gaps: _SPACES[rank(np.hstack([a(t) for t in gaps.values()]))],
        f"What is the span of {_list}?",
        f"Which part of space do {_list} reach together?",
    )
rule(
    "reachable",
    lambda v, t: rank(np.hstack([a(v), a(t)])) == rank(a(v)),
    "True or false? $«t»$ lies in the span of $«v»$.",
    "True or false? Some multiple of $«v»$ is $«t»$.",
)
rule(
    "reachable",
    lambda u, v, t: rank(np.hstack([a(u), a(v), a(t)])) == rank(np.hstack([a(u), a(v)])),
    "True or false? $«t»$ lies in the span of $«u»$ and $«v»$.",
    "True or false? Some combination of $«u»$ and $«v»$ is $«t»$.",
)
rule(
    "reachable",
    lambda t, u, v: rank(np.hstack([a(u), a(v), a(t)])) == rank(np.hstack([a(u), a(v)])),
    "True or false? The vector $«t»$ is a linear combination of $«u»$ and $«v»$.",
)
