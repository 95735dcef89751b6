"""Readers for the topic “The bootstrap”."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n
from rederiving.rules import Rules
from rederiving.summaries import mean, spread

rule = Rules()

S = "unknown"
rule.story(S, 2, lambda p, k: k * (1 - p / 100), "per cent of \\d+ rows were never drawn")
rule.story(S, 2, lambda level, k: k * (1 - level / 100) / 2, "^A percentile interval at")
rule.story(S, 2, lambda k, level: k * (1 - level / 100) / 2, "bootstrap means are sorted")
rule.story(
    S,
    1,
    lambda k: (
        mp.mpf(next(j for j in range(1, 12) if j**j >= k)) if any(j**j == k for j in range(1, 12)) else None
    ),
    "ordered bootstrap samples",
)


def _bootstrap(x: str, function: Any) -> Any:
    values = listed(x)
    return mean([mp.mpf(function(s)) for s in itertools.product(values, repeat=len(values))])


S = "exact"
rule(
    S,
    lambda k, m: (1 - 1 / n(m)) ** int(k),
    "Bagging draws «k» of «m» rows with replacement. What is the chance that row 1 is left out?",
    "A bootstrap sample of size «k» is drawn from «m» observations. How probable is it that a given observation is missing from it?",
)
rule(
    S,
    lambda k, m: (1 - 2 / n(m)) ** int(k),
    "A bootstrap sample of size «k» is drawn from «m» observations. How probable is it that two given observations are both missing from it?",
    "Bagging draws «k» of «m» rows with replacement. What is the chance that rows 1 and 2 are both left out?",
)
rule(
    S,
    lambda x, v: _bootstrap(x, lambda s: s.count(n(v)) >= 2),
    "The sample is «x». How probable is it that a bootstrap sample holds the value «v» at least twice?",
)
rule(
    S,
    lambda x: spread(listed(x)) / len(listed(x)),
    "The sample is «x». What is the exact variance of the bootstrap mean (the square of its standard error)?",
    "The sample is «x». The mean is computed for every possible bootstrap sample. What is the variance of all these means?",
)
rule(
    S,
    lambda x, v: _bootstrap(x, lambda s: max(s) == n(v)),
    "The sample is «x». How probable is it that the largest number in a bootstrap sample is «v»?",
)
rule(
    S,
    lambda x, v: _bootstrap(x, lambda s: sorted(s)[len(s) // 2] == n(v)) if len(listed(x)) % 2 else None,
    "The sample is «x». What is the probability that the median of a bootstrap sample is «v»?",
)
rule.in_words("fails", "whether the bootstrap can be trusted turns on what the words say about the data")
