"""Readers for the topic “Estimators: bias and variance”."""

from __future__ import annotations

import itertools
from typing import Any

from rederiving.numeric import n
from rederiving.rules import Rules
from rederiving.summaries import mean, spread

rule = Rules()


def _listing(u: str, v: str, how: str, what: str) -> Any:
    pick = {
        "the smaller of the two numbers": min,
        "the larger of the two numbers": max,
        "the mean of the two numbers": lambda x, y: (x + y) / 2,
        "the first number alone": lambda x, y: x,
        "half of the first number": lambda x, y: x / 2,
        "the sum of the two numbers": lambda x, y: x + y,
    }.get(how)
    if pick is None:
        return None
    values = [pick(x, y) for x, y in itertools.product((n(u), n(v)), repeat=2)]
    truth = (n(u) + n(v)) / 2
    if "bias" in what:
        return mean(values) - truth
    if "variance" in what:
        return spread(values)
    return mean([(x - truth) ** 2 for x in values]) if "square" in what else None


rule(
    "listing",
    lambda u, v, m, how, what: _listing(u, v, how, what),
    "A number is «u» or «v», each with probability one half, so its mean is «m». Somebody who does not know that estimates the mean from two independent draws, by «how». «what»",
)
S = "standard-error"
rule.story(
    S,
    3,
    lambda k, same, v: v * k / (k - 1) if k == same else None,
    "For samples of size",
    "What is the true variance",
)
rule.story(
    S,
    3,
    lambda k, less, v: v * k / less if less == k - 1 else None,
    "^A program divides the squared deviations by",
    "true variance",
)
rule.story(S, 3, lambda k, e, times: k * times**2, "How many measurements in all make it \\d+ times smaller")
rule.story(
    S,
    2,
    lambda s, e: (s / e) ** 2,
    "(How many runs give their mean a standard error|How many independent ones must be averaged so that the mean has the standard error)",
)
rule.story(S, 3, lambda k, e, t: k * (e / t) ** 2, "^An estimate from \\d+ users has the standard error")
for _better, _sign in (("T", 1), ("U", -1)):
    rule.story(
        "better",
        3,
        lambda bias, v, w, sign=_sign: bool(sign * (w - (bias**2 + v)) > 0),
        "^Estimator \\$T\\$ has bias \\S+ and variance \\S+\\. Estimator \\$U\\$ is unbiased with variance",
        f"By mean squared error, \\${_better}\\$ is the better one\\.$",
    )
