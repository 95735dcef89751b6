"""Readers for the topic “Angles and cosine similarity”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp

from rederiving.matrices import cosine, in_k
from rederiving.numeric import a, column, listed, n, one, roots
from rederiving.rules import Rules, best
from rederiving.values import dot, norm

rule = Rules()

S = "unknown"
rule(
    S,
    lambda u, v: n(u) * n(v),
    "Two embeddings have the lengths $«u»$ and $«v»$. Which value can their dot product not exceed, however they point?",
    "All that is known: $\\|\\mathbf{a}\\| = «u»$, $\\|\\mathbf{b}\\| = «v»$. What is the largest value $\\mathbf{a} \\cdot \\mathbf{b}$ can have?",
)
rule(
    S,
    lambda u, v: one(roots(lambda k: dot(*(g(k) for g in in_k(u, v))))),
    "For which $k$ do $«u»$ and $«v»$ have the cosine similarity 0?",
    "Find $k$ so that $«u»$ has nothing in common with $«v»$: their cosine similarity is zero.",
)
rule(
    S,
    lambda c, p, u: n(p) / (n(c) * n(u)),
    "Two vectors have the cosine similarity $«c»$ and the dot product $«p»$. One has length $«u»$. What is the length of the other?",
)
rule(
    S,
    lambda u, p, c: n(p) / (n(c) * n(u)),
    "$\\|\\mathbf{a}\\| = «u»$ and $\\mathbf{a} \\cdot \\mathbf{b} = «p»$; the cosine similarity is $«c»$. How long is $\\mathbf{b}$?",
)
S = "cosine"
rule(
    S,
    lambda u, v: cosine(column(*listed(u)), column(*listed(v))),
    "Two documents use three words $(«u»)$ and $(«v»)$ times. What is their cosine similarity?",
)
rule(
    S,
    lambda u, v: cosine(a(u), a(v)),
    "Compute the cosine similarity of $«u»$ and $«v»$.",
    "Two users rated three films: $«u»$ and $«v»$. How alike are their tastes, by cosine similarity?",
    "Find $\\cos\\theta$ for the angle $\\theta$ between $«u»$ and $«v»$.",
)
_angle = lambda u, v: mp.acos(max(mp.mpf(-1), min(mp.mpf(1), cosine(a(u), a(v)))))
S = "angle"
rule(
    S,
    lambda u, v: mp.degrees(_angle(u, v)),
    "Find the angle between $«u»$ and $«v»$ in degrees.",
    "Which angle, in degrees, do $«u»$ and $«v»$ form?",
)
rule(
    S,
    _angle,
    "Find the angle between $«u»$ and $«v»$ in radians.",
    "Which angle, in radians, do $«u»$ and $«v»$ form?",
)
rule(
    "impossible",
    lambda x, y, z: bool(abs(n(z)) <= n(x) * n(y)),
    "True or false? There are vectors of lengths $«x»$ and $«y»$ with the dot product $«z»$.",
    "True or false? …'s program reports $\\|\\mathbf{a}\\| = «x»$, $\\|\\mathbf{b}\\| = «y»$ and $\\mathbf{a} \\cdot \\mathbf{b} = «z»$. Such vectors exist.",
)
rule(
    "alike",
    lambda u, options: best(options, lambda t: cosine(a(u), a(t.strip("$")))),
    "Long and short texts on the same subject are to count as alike, so the angle decides (cosine similarity). Which of these is most like $«u»$?",
    "Long and short texts on the same subject are to count as alike: the angle decides (cosine similarity). Pick the one closest to $«u»$.",
)
rule(
    "alike",
    lambda u, options: best(options, lambda t: -norm(a(u) - a(t.strip("$")))),
    "Customers are to count as alike when they buy about the same amounts, so the distance decides (L2). Which of these is most like $«u»$?",
    "Customers are to count as alike when they buy about the same amounts: the distance decides (L2). Pick the one closest to $«u»$.",
)
