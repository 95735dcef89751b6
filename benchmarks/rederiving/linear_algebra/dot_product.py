"""Readers for the topic “Dot product”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.compare import values_agree
from rederiving.latex import value_of
from rederiving.matrices import cosine, in_k, number
from rederiving.numeric import a, column, n, one, roots
from rederiving.rules import Rules
from rederiving.values import dot

rule = Rules()

_DEF = "$\\mathbf{u} = «u»$ and $\\mathbf{v} = «v»$"


def _from_lengths(u: str, v: str, p: str, x: str) -> Any:
    """With vectors in the plane that have these lengths and this product, any such formula can be evaluated."""
    first, second, product = n(u), n(v), n(p)
    along = product / first
    env = {"u": column(first, mp.mpf(0)), "v": column(along, mp.sqrt(second**2 - along**2))}
    return number(value_of(x, env))


_GIVEN = "$\\|\\mathbf{u}\\| = «u»$, $\\|\\mathbf{v}\\| = «v»$ and $\\mathbf{u} \\cdot \\mathbf{v} = «p»$"
S = "compute"
rule(
    S,
    lambda u, v: cosine(a(u), a(v)),
    f"Two documents are embedded as {_DEF}. Compute their cosine similarity as a fraction.",
    f"Find the cosine of the angle between {_DEF}, as a fraction.",
    f"Let $\\theta$ be the angle between {_DEF}. What is $\\cos\\theta$, exactly?",
)
rule(
    S,
    lambda u, v: dot(a(u), a(v)),
    f"Compute the dot product of {_DEF}.",
    f"Let {_DEF}. Find $\\mathbf{{u}} \\cdot \\mathbf{{v}}$.",
    "A neuron has the weights $\\mathbf{w} = «u»$ and receives the input $\\mathbf{x} = «v»$. What is $\\mathbf{w} \\cdot \\mathbf{x}$?",
)
rule(
    S,
    _from_lengths,
    f"Two vectors have {_GIVEN}. ‹Find|Compute|Work out› $«x»$.",
    f"All you know of two vectors is that {_GIVEN}. ‹Find|Compute|Work out› $«x»$.",
    f"Suppose {_GIVEN}. ‹Find|Compute|Work out› $«x»$.",
)
S = "unknown"
rule(
    S,
    lambda u, v: one(roots(lambda k: dot(*(g(k) for g in in_k(u, v))))),
    f"Determine $k$ so that {_DEF} meet at a right angle.",
    f"For which $k$ are {_DEF} orthogonal?",
    f"Find $k$ so that {_DEF} are perpendicular to each other.",
)
rule(
    S,
    lambda u, v, c: one(roots(lambda k: dot(*(g(k) for g in in_k(u, v))) - n(c))),
    f"Find $k$ such that $\\mathbf{{u}} \\cdot \\mathbf{{v}} = «c»$, where {_DEF}.",
    f"For which $k$ do {_DEF} have the dot product $«c»$?",
    "A neuron has the weights $\\mathbf{w} = «u»$. For the input $\\mathbf{x} = «v»$ it computes $\\mathbf{w} \\cdot \\mathbf{x} = «c»$. Find the weight $k$.",
)
rule(
    S,
    lambda u, v: one(roots(lambda t: dot(a(u) - t * a(v), a(v)))),
    f"The projection of $\\mathbf{{u}}$ onto $\\mathbf{{v}}$ is $t\\,\\mathbf{{v}}$. Find $t$ for {_DEF}.",
    f"Find the number $t$ for which $\\mathbf{{u}} - t\\,\\mathbf{{v}}$ is orthogonal to $\\mathbf{{v}}$, where {_DEF}.",
)
rule(
    S,
    lambda u, v: dot(a(u), a(v)) / dot(a(v), a(v)),
    "Which multiple $t\\,\\mathbf{v}$ comes closest to $\\mathbf{u}$? Give $t$ for $\\mathbf{u} = «u»$ and $\\mathbf{v} = «v»$.",
)
_SIGNS = {"right": 0, "acute": 1, "obtuse": -1}
rule(
    "claim",
    lambda u, v, kind: bool(mp.sign(dot(a(u), a(v))) == _SIGNS[kind]),
    "True or false? The vectors $\\mathbf{u} = «u»$ and $\\mathbf{v} = «v»$ enclose ‹a|an› «kind» angle.",
)
rule(
    "claim",
    lambda u, v, w: bool(dot(a(u), a(v)) == dot(a(u), a(w))) if (a(v) != a(w)).any() else None,
    "True or false? With $\\mathbf{u} = «u»$, the different vectors $\\mathbf{v} = «v»$ and $\\mathbf{w} = «w»$ have the same dot product with $\\mathbf{u}$.",
)
rule(
    "claim",
    lambda u, v, w: values_agree(dot(a(u), a(v)) * a(w), a(u) * dot(a(v), a(w))),
    "True or false? For $\\mathbf{u} = «u»$, $\\mathbf{v} = «v»$ and $\\mathbf{w} = «w»$ it makes no difference where the brackets are: $(\\mathbf{u} \\cdot \\mathbf{v})\\,\\mathbf{w} = \\mathbf{u}\\,(\\mathbf{v} \\cdot \\mathbf{w})$.",
)
