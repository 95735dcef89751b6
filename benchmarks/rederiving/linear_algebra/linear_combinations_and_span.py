"""Readers for the topic “Linear combinations and span”."""

from __future__ import annotations

import re
from typing import Any

from rederiving.matrices import combination
from rederiving.numeric import a, n
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
