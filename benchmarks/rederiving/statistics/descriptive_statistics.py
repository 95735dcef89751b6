"""Readers for the topic “Descriptive statistics”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n
from rederiving.rules import Rules
from rederiving.summaries import mean, median, spread

rule = Rules()

S = "missing"
rule(
    S,
    lambda m, s, z: n(m) + n(z) * n(s),
    "After standardising (mean «m», standard deviation «s») a value became $«z»$. What was it before?",
    "A feature has mean «m» and standard deviation «s». Which value has the z-score $«z»$?",
)
rule.story(S, 2, lambda v, ss: ss / v + 1, "^A report gives a sample variance of", "What was the sample size")
rule.story(
    S,
    2,
    lambda ss, v: ss / v + 1,
    "^The squared deviations of a sample add up to",
    "How many numbers are in the sample",
)
rule(
    S,
    lambda k, m, x: int(k) * n(m) - sum(listed(x)) if len(listed(x)) == int(k) - 1 else None,
    "The «k» values of a column have the mean «m». All but one are known: «x». What is the missing one?",
)
rule(
    S,
    lambda x, k, m: (int(k) + 1) * n(m) - sum(listed(x)) if len(listed(x)) == int(k) else None,
    "You scored «x» in «k» tests. Which score in the next one gives you a mean of «m»?",
)
S = "summary"
rule(
    S,
    lambda x: sorted(listed(x))[3] - sorted(listed(x))[1] if len(listed(x)) == 5 else None,
    "…: «x». What is their interquartile range? (With five sorted numbers the quartiles are the second and the fourth.)",
)
rule(S, lambda x: mean(listed(x)), "…: «x». What is their mean?", "…: «x». Find the mean.")
rule(
    S,
    lambda x: spread(listed(x), 1),
    "…: «x». They are a sample from many more. Compute the sample variance $s^2$.",
    "…: «x». What is their sample variance?",
)
rule(
    S,
    lambda x, m, s, v: (
        (n(v) - n(m)) / n(s) if mean(listed(x)) == n(m) and spread(listed(x), 1) == n(s) ** 2 else None
    ),
    "…: «x». Their mean is $«m»$ and the sample standard deviation $«s»$. What is the z-score of «v»?",
)
rule(S, lambda x: median(listed(x)), "…: «x». What is their median?", "…: «x». Find the median.")


def _quartile_range(values: list[Any]) -> Any:
    """The fourth of five sorted numbers less the second."""
    ordered = sorted(values)
    return ordered[3] - ordered[1]


_SUMMARIES: dict[str, Any] = {
    "mean": mean,
    "median": median,
    "sample variance": lambda values: spread(values, 1),
    "interquartile range": _quartile_range,
}
for _name, _summary in _SUMMARIES.items():
    _note = (
        " (With five sorted numbers the quartiles are the second and the fourth.)" if _name[0] == "i" else ""
    )
    for _stays, _verb in ((True, "stays the same"), (False, "changes")):
        rule(
            "outlier",
            lambda x, big, summary=_summary, stays=_stays: (
                bool(abs(summary(listed(x)) - summary([*sorted(listed(x))[:4], n(big)])) < mp.mpf("1e-20"))
                == stays
            ),
            f"Five … are «x». By a slip the largest is typed as «big». True or false? The {_name} {_verb}.{_note}",
        )
