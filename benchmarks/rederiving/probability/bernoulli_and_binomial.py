"""Readers for the topic “Bernoulli and binomial distributions”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import n
from rederiving.rules import Rules

rule = Rules()

S = "unknown"
rule.story(
    S,
    2,
    lambda p, s: p * (1 - p) / s**2,
    "How many independent examples are needed so that the measured share has the standard deviation",
)
rule(
    S,
    lambda m, v: 1 - n(v) / n(m),
    "A binomial count has the mean $«m»$ and the variance $«v»$. What is the success probability $p$?",
)
S = "noise"
rule.story(
    S,
    2,
    lambda k, p: mp.sqrt(k * p * (1 - p)),
    "independently\\. What is the standard deviation of the number of cases",
)
rule.story(S, 2, lambda k, p: k * p * (1 - p), "independently\\. What is the variance of the number of cases")
rule.story(
    S, 2, lambda p, k: mp.sqrt(p * (1 - p) / k), "What is the standard deviation of its measured accuracy"
)


def binomial(count: Any, p: Any, good: Any) -> Any:
    """The probability that the number of successes is good."""
    count = int(count)
    return sum(mp.binomial(count, k) * p**k * (1 - p) ** (count - k) for k in range(count + 1) if good(k))


S = "probability"
rule.story(
    S,
    3,
    lambda k, p, j: binomial(k, p, lambda s: s == j),
    "independently\\.",
    "the probability that exactly \\d+ ",
)
rule.story(
    S,
    2,
    lambda k, p: binomial(k, p, lambda s: s > 1),
    "independently\\.",
    "the probability that more than one ",
)
rule.story(
    S,
    2,
    lambda k, p: binomial(k, p, lambda s: s >= 1),
    "independently\\.",
    "the probability that at least one ",
)
rule.story(
    S,
    2,
    lambda k, p: binomial(k, p, lambda s: s <= 1),
    "independently\\.",
    "the probability that at most one ",
)
