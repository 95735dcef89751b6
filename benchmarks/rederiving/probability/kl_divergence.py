"""Readers for the topic “Kullback-Leibler divergence”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import n
from rederiving.probability.cross_entropy import cross, two_rows
from rederiving.rules import Rules

rule = Rules()

S = "split"
rule.story(S, 2, lambda h, c: c - h, "How large is the divergence")
rule.story(S, 2, lambda c, d: c - d, "How large is the entropy")
rule.story(S, 2, lambda h, d: h + d, "How large is the cross-entropy")
_kl = lambda p, q, base=2: cross(p, q, base) - cross(p, p, base)
S = "bits"
rule(
    S,
    lambda table: _kl(*two_rows(table)),
    "Two distributions on the same outcomes: «table» What is $D(p \\parallel q)$, in bits?",
)
rule(
    S,
    lambda table: _kl(*two_rows(table)[::-1]),
    "Two distributions on the same outcomes: «table» What is $D(q \\parallel p)$, in bits?",
)
rule.story(
    "nats",
    4,
    lambda p, r, q, s: _kl([p, r], [q, s], mp.e) if p + r == q + s == 1 else None,
    "What is \\$D\\(p \\\\parallel q\\)\\$ in nats",
)


def _normal_kl(mean: Any, variance: Any) -> Any:
    density = lambda x: mp.npdf(x, mean, mp.sqrt(variance))
    ratio = lambda x: mp.log(1 / mp.sqrt(variance)) - (x - mean) ** 2 / (2 * variance) + x**2 / 2
    spread = 14 * mp.sqrt(variance)
    return mp.quad(
        lambda x: density(x) * ratio(x),
        [mean - spread, mean - spread / 4, mean, mean + spread / 4, mean + spread],
    )


S = "normal"
rule(
    S,
    lambda m, s: _normal_kl(n(m), n(s) ** 2),
    "Compute $D(N(\\mu, \\sigma^2) \\parallel N(0, 1))$ in nats for $\\mu = «m»$ and $\\sigma = «s»$.",
)
rule(
    S,
    lambda m, v: _normal_kl(n(m), n(v)),
    "The encoder of an autoencoder gives $N(«m», «v»)$ for one latent number. What is its divergence from the standard normal, $D(N(«m», «v») \\parallel N(0, 1))$, exactly?",
)
rule.story(
    "infinite",
    6,
    lambda *p: any(u > 0 and v == 0 for u, v in zip(p[:3], p[3:], strict=True)),
    "^\\$p\\$ gives three outcomes the probabilities",
    "\\$q\\$ gives them",
    "True or false: \\$D\\(p \\\\parallel q\\)\\$ is infinite\\.$",
)
