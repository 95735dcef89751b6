"""Readers for the topic “Experimental design and A/B testing”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import n
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


def _false_alarm_in_two_looks(level: Any) -> Any:
    """The chance that one of two looks at growing data without an effect goes beyond its bound.

    The second look sees as many data again; more looks can only add to this chance.
    """
    bound = mp.sqrt(2) * mp.erfinv(1 - level)
    inside = lambda x: mp.npdf(x) * (mp.ncdf(bound * mp.sqrt(2) - x) - mp.ncdf(-bound * mp.sqrt(2) - x))
    return 1 - mp.quad(inside, mp.linspace(-bound, bound, 9))


def _usual(count: Any, half: Any) -> bool:
    """Whether a count lies within two standard deviations of its expectation, at probability one half."""
    return bool(abs(half - count / 2) <= 2 * mp.sqrt(count) / 2)


S = "design"
rule(
    S,
    lambda p, days, said: (
        bool(_false_alarm_in_two_looks(n(p)) <= n(said) / 100 + mp.mpf("0.001")) if n(days) >= 2 else None
    ),
    "True or false? A team tests a new … and looks at the p-value every day, stopping at the first day with $p < «p»$. Over «days» days without any effect the chance of a false alarm is still «said» per cent.",
)
rule(
    S,
    lambda k, p, said: bool(1 - (1 - n(p)) ** n(k) > n(said) / 100),
    "True or false? A test of a new … measures «k» independent metrics, none of which changes. The chance that at least one shows $p < «p»$ is more than «said» per cent.",
)
rule(
    S,
    lambda k, x: _usual(n(k), n(x)),
    "True or false? The lot gives each of «k» users to either version with probability one half; «x» landed in A. With a working lot such a count is quite usual.",
    "True or false? The lot should give each of «k» users to either version with probability one half, but «x» landed in A. With a working lot this would be quite usual.",
)
rule.in_words(S, "what a lot balances, and what a choice of one's own does not, is said in words")
