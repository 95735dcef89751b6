"""Readers for the topic “Confidence intervals”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import n
from rederiving.rules import Rules

rule = Rules()

S = "plan"
rule.story(S, 4, lambda p, w, level, z: z**2 * p * (1 - p) / w**2, "^A share near", "before rounding up")
rule.story(S, 2, lambda k, times: k * times**2, "leaves a margin that is \\d+ times too wide")
rule.story(
    S,
    4,
    lambda w, level, z, s: (z * s / w) ** 2,
    "^You want the mean to within",
    "How large must the sample be",
)
rule.story(
    S,
    4,
    lambda s, w, level, z: (z * s / w) ** 2,
    "^Measurements have the standard deviation",
    "How many are needed",
)
rule.story(
    S, 2, lambda times, k: k * times**2, "^How many answers make the margin of error \\d+ times smaller"
)
rule.story(S, 3, lambda k, w, t: k * (w / t) ** 2, "^With \\d+ answers a survey has a margin of error")
_sign = {"lower": -1, "upper": 1}
S = "interval"
for _end, _s in _sign.items():
    rule.story(
        S,
        6,
        lambda k, m, s, df, t, level, e=_s: m + e * t * s / mp.sqrt(k) if df == k - 1 else None,
        f"What is the {_end} end of the 95 per cent interval for the mean, with Student's t",
    )
    rule.story(
        S,
        5,
        lambda k, m, s, level, z, e=_s: m + e * z * s / mp.sqrt(k),
        f"What is the {_end} end of the \\d+ per cent confidence interval for the mean",
        "(measured response times have the mean|users spends \\d+ minutes|parts weigh \\d+ grams)",
    )
    rule.story(
        S,
        4,
        lambda x, k, level, z, e=_s: (
            lambda lo, hi: (lo / hi) + e * z * mp.sqrt((lo / hi) * (1 - lo / hi) / hi)
        )(min(x, k), max(x, k)),
        f"What is the {_end} end of the \\d+ per cent confidence interval for the share",
    )
_INTERVAL = "A «level» per cent confidence interval for the … is [«low», «high»]. True or false? "
_MANY = 30
"""A size for the sample behind an interval whose wording names none; the claims hold for all sizes from 2 on, or none."""


def _quantile(level: Any) -> Any:
    """How many standard errors reach from the middle of an interval to its end."""
    return mp.sqrt(2) * mp.erfinv(level / 100)


def _caught(level: Any, spread: Any) -> Any:
    """The per cent of intervals that hold an independent value with this variance, in squared standard errors."""
    reach = _quantile(level) / mp.sqrt(1 + spread)
    return 100 * (2 * mp.ncdf(reach) - 1)


def _about(found: Any, said: str) -> bool:
    return bool(abs(found - n(said)) < mp.mpf("0.1"))


S = "meaning"
for _words, _times in (("twice", 2), ("four times", 4)):
    rule(
        S,
        lambda level, low, high, times=_times: bool(mp.sqrt(times) == 2),
        _INTERVAL + f"With {_words} the data the interval would be about half as wide.",
    )
for _words, _sign in (("wider", 1), ("narrower", -1)):
    rule(
        S,
        lambda level, low, high, other, sign=_sign: bool(
            sign * (_quantile(n(other)) - _quantile(n(level))) > 0
        ),
        _INTERVAL + f"A «other» per cent interval from the same data would be {_words}.",
    )
rule(
    S,
    lambda level, low, high, said: _about(_caught(n(level), 0), said),
    _INTERVAL
    + "If the study were repeated many times, about «said» per cent of the intervals found in this way would contain the true mean.",
)
rule(
    S,
    lambda level, low, high, said: _about(_caught(n(level), 1), said),
    _INTERVAL + "«said» per cent of the repeated samples would have their mean between «low» and «high».",
)
rule(
    S,
    lambda level, low, high, said: _about(_caught(n(level), _MANY), said),
    _INTERVAL + "«said» per cent of all single values lie between «low» and «high».",
)
