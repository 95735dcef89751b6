"""Readers for the topic “Hypothesis testing”."""

from __future__ import annotations

import math
from typing import Any

import mpmath as mp

from rederiving.numeric import n
from rederiving.rules import Rules

rule = Rules()


def _tail(count: Any, at_least: Any) -> Any:
    return mp.mpf(sum(math.comb(int(count), k) for k in range(int(at_least), int(count) + 1))) / 2 ** int(
        count
    )


S = "unknown"
rule.story(
    S,
    2,
    lambda k, level: level / k,
    "(What does Bonferroni make of the level|With which level must each p-value be compared)",
)
rule.story(
    S, 4, lambda m, m0, s, z: (z * s / (m - m0)) ** 2, "^The sample mean is", "How large was the sample"
)
rule(
    S,
    lambda m0, s, m, z: (n(z) * n(s) / (n(m) - n(m0))) ** 2,
    "With $\\mu_0 = «m0»$ and $\\sigma = «s»$, how many values with the mean «m» give exactly $z = «z»$?",
)
rule.story(
    S,
    2,
    lambda k, level: mp.mpf(next(j for j in range(int(k) + 2) if _tail(k, j) <= level)),
    "(From how many heads on is the one-sided p-value|how many right answers are at least needed to reject guessing)",
)
rule.story(S, 2, lambda level, p: level / p, "How many tests does it correct for")
S = "test"
rule.story(
    S,
    4,
    lambda m0, s, k, m: (m - m0) / (s / mp.sqrt(k)),
    "(How large is \\$z\\$ for the null hypothesis that nothing changed|What is the z-statistic)",
)
rule(
    S,
    lambda m0, k, s, z, e, m: (
        ((n(m0) + n(z) * n(e)) - n(m)) / (n(s) / mp.sqrt(n(k))) if n(e) == n(s) / mp.sqrt(n(k)) else None
    ),
    "A test rejects the mean «m0» when the average of «k» values (standard deviation «s») is above $«m0» + «z» \\cdot «e»$. If the true mean is «m», how many standard errors above the true mean does this border lie? (Below counts as negative; the area to its right is the power.)",
)
rule.story(
    S, 3, lambda x, y, z: _tail(max(x, y), min(x, y)) if z == min(x, y) else None, "the one-sided p-value"
)
rule.story(
    S,
    2,
    lambda x, y: 2 * _tail(max(x, y), min(x, y)) if 2 * min(x, y) > max(x, y) else None,
    "What is the two-sided p-value",
)
rule(
    "unknown",
    lambda level, p: n(level) / n(p),
    "With the Bonferroni correction at the level «level», each single p-value is compared with $«p»$. How many tests are there?",
)
S = "decision"
for _says, _rejected in (("rejected", True), ("kept", False)):
    rule(
        S,
        lambda p, level, rejected=_rejected: bool(n(p) < n(level)) == rejected if n(p) != n(level) else None,
        f"The p-value is «p», the level «level». True or false? The null hypothesis is {_says}.",
    )
for _says, _rejected in (("at least one result", True), ("no result", False)):
    rule(
        S,
        lambda k, p, level, rejected=_rejected: (
            bool(n(p) * n(k) < n(level)) == rejected
            if abs(n(p) * n(k) - n(level)) > mp.mpf("1e-20")
            else None
        ),
        f"You ran «k» tests; the smallest p-value is «p». True or false? With the Bonferroni correction at the level «level» {_says} is significant.",
    )
