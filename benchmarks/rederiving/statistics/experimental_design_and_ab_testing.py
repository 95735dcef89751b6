"""Readers for the topic “Experimental design and A/B testing”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp

from rederiving.rules import Rules

rule = Rules()

S = "plan"
rule.story(
    S, 3, lambda k, d, times: k * times**2, "(for a difference \\d+ times smaller|one \\d+ times as small)"
)
rule.story(S, 3, lambda day, versions, k: k * versions / day, "How many days must the test run")
rule.story(
    S,
    5,
    lambda d, p, z, y, s: 2 * s**2 * p * (1 - p) / d**2,
    "^How many users does each group need for a difference of",
)
rule.story(
    S, 7, lambda p, d, level, power, z, y, s: 2 * s**2 * p * (1 - p) / d**2, "^You expect a share near"
)
_AB = "are shown to \\d+ users each"
_pooled = lambda k, x, y: mp.sqrt((x + y) / (2 * k) * (1 - (x + y) / (2 * k)) * 2 / k)
S = "test"
rule.story(S, 3, lambda k, x, y: (x + y) / (2 * k), _AB, "What is the pooled share")
rule.story(S, 3, lambda k, x, y: (y - x) / k, _AB, "What is the difference of the shares, B minus A")
rule.story(
    S,
    3,
    _pooled,
    _AB,
    "What is the standard error of the difference if there is no effect, with the pooled share",
)
rule.story(
    S,
    0,
    lambda k, x, y, *rest: _pooled(k, x, y),
    _AB,
    "Compute \\$\\\\sqrt\\{\\\\hat\\{p\\}\\(1 - \\\\hat\\{p\\}\\)",
)
rule.story(
    S,
    4,
    lambda k, x, y, e: (y - x) / k / e,
    _AB,
    "(How many of these is the difference B minus A|What is \\$z\\$)",
)
