"""Readers for the topic “Bernoulli and binomial distributions”."""

from __future__ import annotations

import itertools
import math
from typing import Any

import mpmath as mp

from rederiving.numeric import NEAR, n
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


def _draws_binomial(count: Any, red: Any, blue: Any, back: bool) -> bool:
    """Whether the number of red balls has binomial probabilities, by listing the draws of single balls."""
    balls = [1] * int(red) + [0] * int(blue)
    size = int(count)
    rows = itertools.product(balls, repeat=size) if back else itertools.permutations(balls, size)
    reds = [sum(row) for row in rows]
    share = mp.mpf(red) / (red + blue)
    return all(
        abs(mp.mpf(reds.count(k)) / len(reds) - math.comb(size, k) * share**k * (1 - share) ** (size - k))
        < NEAR
        for k in range(size + 1)
    )


for _back, _how in (
    (True, "(each is put back before the next draw|after each draw the ball goes back)"),
    (False, "(all at once|none is put back)"),
):
    rule.story(
        "is-it",
        3,
        lambda k, r, b, back=_back: _draws_binomial(k, r, b, back),
        f"^\\d+ balls are drawn from a box with [^;]+; {_how}\\. "
        "True or false: the number of red balls drawn is binomial\\.$",
    )
