"""Readers for the topic “Conditional expectation”."""

from __future__ import annotations

from typing import Any

from rederiving.numeric import NEAR, n
from rederiving.rules import Rules
from rederiving.tables import rows_of

rule = Rules()

S = "unknown"
rule.story(
    S,
    3,
    lambda x, y, t: (t - y) / (x - y),
    "How probable is the first case\\?$",
)
rule.story(
    S,
    3,
    lambda p, t, x: (t - p * x) / (1 - p),
    "What is it in the second\\?$",
)
rule.story("cases", 3, lambda p, x, y: p * x + (1 - p) * y, "in the first case and")


def _given(table: str, which: str) -> Any:
    rows = rows_of(table)
    values = [n(cell.strip("$").split("=")[1]) for cell in rows[0][1:]]
    weights = next(
        [n(c.strip("$")) for c in row[1:]]
        for row in rows[1:]
        if row[0].strip("$").split("=")[1].strip() == which
    )
    return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)


rule(
    "row",
    _given,
    "A joint distribution: «table» What is $E[Y \\mid X = «which»]$?",
    "A joint distribution: «table» Find the conditional expectation of $Y$ given $X = «which»$.",
)
S = "parts"
rule.story(S, 5, lambda p, m, s, u, t: p * (1 - p) * (m - u) ** 2, "explained by knowing the case\\?$")
rule.story(S, 5, lambda p, m, s, u, t: p * s**2 + (1 - p) * t**2, "left when the case is known\\?$")
rule.story(
    S,
    5,
    lambda p, m, s, u, t: p * s**2 + (1 - p) * t**2 + p * (1 - p) * (m - u) ** 2,
    "What is the variance over both cases\\?$",
)


def _better(values: list[str], weights: list[str], first: str, second: str) -> Any:
    """Whether the first prediction has the smaller mean squared error."""
    chances = [n(w) for w in weights]
    if abs(sum(chances) - 1) > NEAR:
        return None

    def loss(guess: str) -> Any:
        return sum(p * (n(v) - n(guess)) ** 2 for v, p in zip(values, chances, strict=True))

    return bool(loss(first) < loss(second))


rule(
    "best",
    lambda c, u, p, v, q, w, r, s, t: _better([u, v, w], [p, q, r], s, t),
    "Given $X = «c»$, $Y$ is $«u»$ with probability $«p»$, $«v»$ with probability $«q»$, $«w»$ with probability $«r»$. True or false: under squared error $«s»$ is a better prediction than $«t»$.",
)
