"""Readers for the topic “Confidence intervals”."""

from __future__ import annotations

import mpmath as mp

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
