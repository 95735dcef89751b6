"""Readers for the topic “Inference in linear regression”."""

from __future__ import annotations

import re
from typing import Any

from rederiving.functions import f
from rederiving.numeric import listed, n
from rederiving.rules import Rules
from rederiving.summaries import mean

rule = Rules()

_sign = {"lower": -1, "upper": 1}
S = "behind"
rule.story(
    S,
    2,
    lambda ss, v: ss / v + 2,
    "(The squared residuals of a fitted line add up to|The residual sum of squares is)",
)
for _end, _s in _sign.items():
    rule.story(
        S,
        7,
        lambda k, b, e, q, df, t, level, s=_s: b + s * t * e if df == k - 2 else None,
        f"What is the {_end} end of the 95 per cent interval for the slope",
    )
rule.story(
    S, 2, lambda b, t: b / t, "(The column of standard errors is smudged|What is the standard error\\?$)"
)


def _residual(p: str, line: str, squared: bool = False) -> Any:
    points = [listed(pair) for pair in re.findall(r"\(([^()]+)\)", f"({p})")]
    s2 = sum((y - f(line)(x)) ** 2 for x, y in points) / (len(points) - 2)
    xs = [x for x, _ in points]
    return s2 / sum((x - mean(xs)) ** 2 for x in xs) if squared else s2


_LINE = "The least-squares line through $(«p»)$ is $«line»$. "
_FITTED = "A line was fitted to «k» points for …: $\\bar{x} = «m»$, $S_{xx} = «s»$, $s^2 = «v»$. What is the variance (the squared standard error) "
S = "fit"
rule(
    S,
    _residual,
    _LINE + "What is the estimated error variance $s^2$?",
    _LINE + "Compute the unbiased estimate $s^2$ of the variance of the errors.",
)
rule(
    S,
    lambda p, line: _residual(p, line, squared=True),
    _LINE + "Compute $\\text{se}(\\hat{b})^2 = \\frac{s^2}{S_{xx}}$.",
    _LINE + "What is the estimated variance of its slope (the square of the standard error)?",
)
rule(
    S,
    lambda k, m, s, v, x: n(v) * (1 / n(k) + (n(x) - n(m)) ** 2 / n(s)),
    _FITTED + "of the fitted mean at $x_0 = «x»$?",
)
rule(
    S,
    lambda k, m, s, v, x: n(v) * (1 + 1 / n(k) + (n(x) - n(m)) ** 2 / n(s)),
    _FITTED + "for a new observation at $x_0 = «x»$?",
)
