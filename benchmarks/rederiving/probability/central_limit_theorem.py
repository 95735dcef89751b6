"""Readers for the topic “The central limit theorem”."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.rules import Rules

rule = Rules()

rule.story(
    "how-many",
    2,
    lambda s, e: (s / e) ** 2,
    "standard error",
    "How many independent ones",
)


def _clt(m: Any, s: Any, z: Any, q: Any, k: Any, c: Any, mean: bool, above: bool) -> Any:
    score = (c - m) / (s / mp.sqrt(k)) if mean else (c - k * m) / (s * mp.sqrt(k))
    if abs(abs(score) - z) > mp.mpf("1e-20"):
        return None
    below = q if score > 0 else 1 - q
    return 1 - below if above else below


S = "probability"
for _mean, _above in itertools.product((True, False), repeat=2):
    rule.story(
        S,
        6,
        lambda m, s, z, q, k, c, mean=_mean, above=_above: _clt(m, s, z, q, k, c, mean, above),
        "With the central limit theorem, how probable is it that the "
        + ("mean" if _mean else "sum")
        + " of \\d+ independent ones is "
        + ("above" if _above else "below"),
    )
S = "error"
rule.story(S, 2, lambda s, k: s / mp.sqrt(k), "standard error of the mean")
rule.story(S, 2, lambda s, k: s * mp.sqrt(k), "standard deviation of the sum of \\d+ independent ones")
S = "correction"
rule.story(
    S,
    3,
    lambda k, p, c: (c + mp.mpf("0.5") - k * p) / mp.sqrt(k * p * (1 - p)),
    "The probability of at most \\d+ successes",
    "with the continuity correction",
)
rule.story(
    S,
    3,
    lambda k, p, c: (c - mp.mpf("0.5") - k * p) / mp.sqrt(k * p * (1 - p)),
    "The probability of at least \\d+ successes",
    "with the continuity correction",
)


def _near_normal(faces: Any, summed: int) -> bool:
    """Whether a sum of rolls has nearly the fourth standardised moment of a normal variable, which is 3."""
    one_roll = np.full(int(faces), 1 / float(faces))
    weights = np.ones(1)
    for _ in range(summed):
        weights = np.convolve(weights, one_roll)
    off = np.arange(len(weights)) - weights @ np.arange(len(weights))
    return bool(abs(weights @ off**4 / (weights @ off**2) ** 2 - 3) < 0.05)


S = "what-grows-normal"
rule.story(
    S, 1, lambda faces: _near_normal(faces, 1), "a single draw becomes nearly normal when many are taken"
)
rule.story(S, 1, lambda faces: _near_normal(faces, 100), "the mean of many draws is nearly normal")
rule.story(
    S,
    3,
    lambda size, smaller, more: bool(abs(mp.sqrt(size * more) / mp.sqrt(size) - smaller) < mp.mpf("1e-20")),
    "the standard error of a mean of \\d+ becomes \\d+ times smaller with \\d+ times as many draws",
)
