"""Readers for the topic “Vectors”."""

from __future__ import annotations

from rederiving.compare import values_agree
from rederiving.linear_algebra.linear_combinations_and_span import weights
from rederiving.matrices import dependent, with_vectors
from rederiving.numeric import a, n, unknown
from rederiving.rules import Rules
from rederiving.values import norm

rule = Rules()

_DEF = "$\\mathbf{u} = «u»$ and $\\mathbf{v} = «v»$"
S = "combine"
rule(
    S,
    lambda x, u, v: with_vectors(x, u=u, v=v),
    f"Two vectors: {_DEF}. What is $«x»$?",
    f"Let {_DEF}. ‹Work out|Compute|Find› $«x»$.",
    f"‹Compute|Find|Work out› $«x»$ for {_DEF}.",
)
rule(
    S,
    lambda p, q: norm(a(p) - a(q)),
    "How far apart are the points $\\mathbf{p} = «p»$ and $\\mathbf{q} = «q»$?",
    "A model embeds two words as $\\mathbf{p} = «p»$ and $\\mathbf{q} = «q»$. Compute the Euclidean distance between them.",
    "Find the length of $\\mathbf{q} - \\mathbf{p}$ for $\\mathbf{p} = «p»$ and $\\mathbf{q} = «q»$.",
)
rule(S, lambda v: a(v) / norm(a(v)), "Find the unit vector in the direction of $\\mathbf{v} = «v»$. …")
rule(
    S,
    lambda v: -a(v) / norm(a(v)),
    "Find the unit vector ‹in the opposite direction of|pointing against› $\\mathbf{v} = «v»$. …",
)
S = "weights"
rule(
    S,
    lambda x, t: weights(x, t),
    "Which weights $a$ and $b$ satisfy $«x» = «t»$? Answer with $[a, b]$.",
    "Write $«t»$ as a combination $«x»$. Give $[a, b]$.",
)
rule(
    S,
    lambda e: unknown(e, "k"),
    "Find the number $k$ for which $«e»$.",
    "For which number $k$ is it true that $«e»$?",
    "Determine $k$ so that $«e»$.",
)
rule(
    S,
    dependent_pair := (lambda u, v: dependent(u, v)),
    f"For which $k$ are {_DEF} parallel?",
    "Find $k$ so that $\\mathbf{u} = «u»$ lies on the line through the origin along $\\mathbf{v} = «v»$.",
    f"Determine $k$ so that {_DEF} are linearly dependent.",
)
rule(
    "claim",
    lambda u, k, x: values_agree(norm(n(k) * a(u)), n(x)),
    "True or false? For $\\mathbf{u} = «u»$, the vector $«k» \\mathbf{u}$ has length $«x»$.",
)
rule(
    "claim",
    lambda u, v: values_agree(norm(a(u) + a(v)), norm(a(u)) + norm(a(v))),
    "True or false? For $\\mathbf{u} = «u»$ and $\\mathbf{v} = «v»$, the length of $\\mathbf{u} + \\mathbf{v}$ is the sum of the two lengths.",
    "True or false? Going along $\\mathbf{u} = «u»$ and then along $\\mathbf{v} = «v»$ ends at the distance $\\|\\mathbf{u}\\| + \\|\\mathbf{v}\\|$ from the start.",
)
rule(
    "combine",
    lambda v: a(v) / norm(a(v)),
    "Find the unit vector pointing the same way as $\\mathbf{v} = «v»$. Keep fractions.",
)
rule(
    "combine",
    lambda v: a(v) / norm(a(v)),
    "Find the unit vector pointing the same way as $\\mathbf{v} = «v»$. Leave fractions as they are.",
)
rule(
    "combine",
    lambda v: a(v) / norm(a(v)),
    "Find the unit vector pointing the same way as $\\mathbf{v} = «v»$. Give exact values.",
)
