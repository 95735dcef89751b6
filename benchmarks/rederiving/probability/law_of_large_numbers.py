"""Readers for the topic “The law of large numbers”."""

from __future__ import annotations

import mpmath as mp

from rederiving.rules import Rules

rule = Rules()

rule.story(
    "how-many",
    3,
    lambda s, off, p: mp.ceil(s**2 / (off**2 * p) - mp.mpf("1e-20")),
    "Chebyshev",
    "(From how many on|How many independent ones must be averaged)",
)
S = "average"
rule.story(
    S, 4, lambda x, p, y, k: p * x + (1 - p) * y, "otherwise\\. What is the expectation of the average"
)
rule.story(
    S,
    4,
    lambda x, p, y, k: p * (1 - p) * (x - y) ** 2 / k,
    "otherwise\\. What is the variance of the average",
)
rule.story(
    S,
    4,
    lambda x, p, y, k: mp.sqrt(p * (1 - p) / k) * abs(x - y),
    "otherwise\\. What is the standard deviation of the average",
)
rule.story("bound", 4, lambda m, s, k, off: s**2 / (k * off**2), "Chebyshev")
S = "no-debt"
rule.story(
    S,
    3,
    lambda heads, more, said: bool(heads + more / 2 == said),
    "^A fair coin has shown heads \\d+ times in a row\\.",
    "heads are to be expected in all\\.$",
)
rule.story(
    S,
    3,
    lambda heads, more, said: bool(abs((heads + more / 2) / (heads + more) - said) < mp.mpf("1e-20")),
    "^A fair coin has shown heads \\d+ times in a row\\.",
    "the expected share of heads in all is \\$[^$]+\\$\\.$",
)
rule.story(
    S,
    2,
    lambda heads, said: bool(abs(said - mp.mpf(1) / 2) < mp.mpf("1e-20")),
    "^A fair coin has shown heads \\d+ times in a row\\.",
    "the next toss shows tails with probability \\$[^$]+\\$\\.$",
)
