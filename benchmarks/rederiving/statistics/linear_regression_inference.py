"""Readers for the topic “Inference in linear regression”."""

from __future__ import annotations

import itertools
import re
from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.numeric import listed, n
from rederiving.rules import Rules
from rederiving.summaries import mean
from rederiving.values import Unreadable

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


def _below(q: Any, freedom: Any) -> Any:
    """The probability that a t variable lies below a positive number."""
    return 1 - mp.betainc(freedom / 2, mp.mpf(1) / 2, 0, freedom / (freedom + q**2), regularized=True) / 2


def _beyond(slope: str, error: str, size: str, q: str) -> Any:
    """Whether a slope lies beyond its bound, which must be the quantile that the wording says it is."""
    if abs(_below(n(q), n(size) - 2) - mp.mpf("0.975")) > mp.mpf("0.0005"):
        return None
    return bool(abs(n(slope)) > n(q) * n(error))


def _slope_on_average(inputs: list[Any], errors: list[tuple[Any, ...]]) -> Any:
    """The mean of the least-squares slope over all equally likely errors, for the true slope 0."""
    off = [x - mean(inputs) for x in inputs]
    slopes = [
        sum(u * e for u, e in zip(off, row, strict=True)) / sum(u * u for u in off)
        for row in itertools.product(*errors)
    ]
    return mean(slopes)


S = "judge"
for _says, _rejected in (("rejected", True), ("not rejected", False)):
    rule(
        S,
        lambda b, s, k, q, rejected=_rejected: _beyond(b, s, k, q) == rejected,
        f"True or false? A slope of $«b»$ has the standard error «s» («k» points; the 0.975-quantile of t is «q»). At the level 0.05 a true slope of zero is {_says}.",
    )
for _says, _inside in (
    ("So a test at the level 0.05 rejects the slope zero.", False),
    ("Nevertheless a test at the level 0.05 keeps the slope zero.", True),
):
    rule(
        S,
        lambda low, high, inside=_inside: bool(n(low) <= 0 <= n(high)) == inside,
        f"True or false? The 95 per cent interval of a slope runs from $«low»$ to $«high»$. {_says}",
    )
for _says, _sign in (("wider", 1), ("narrower", -1)):
    rule(
        S,
        lambda k, sign=_sign: bool(sign * (mp.sqrt(1 + 1 / n(k)) - mp.sqrt(1 / n(k))) > 0),
        f"True or false? At the same input, with «k» points, the interval for a new observation is {_says} than the one for the fitted mean.",
    )
_POINTS_NAMED = {
    "the first point": slice(0, 1),
    "the first two points": slice(0, 2),
    "all three points": slice(0, 3),
    "every point": slice(0, 3),
    "the others": slice(1, 3),
    "the last": slice(2, 3),
}


def _misses(how: str) -> list[tuple[Any, ...]]:
    """The possible errors of three points, from the words that say by how much each is missed."""
    found: list[tuple[Any, ...]] = [(), (), ()]
    for part in re.split(r" and (?=always|by)", how):
        said = re.fullmatch(r"(always )?by (\d+) up( or down)? at (.+)", part)
        if said is None or bool(said[1]) == bool(said[3]):
            raise Unreadable("an error in other words")
        size = n(said[2])
        place = _POINTS_NAMED[said[4]]
        found[place] = [(size,) if said[1] else (size, -size)] * len(found[place])
    return found


rule(
    S,
    lambda x, y, z, how: bool(abs(_slope_on_average([n(x), n(y), n(z)], _misses(how))) < mp.mpf("1e-20")),
    "True or false? A line is fitted to three points with the inputs «x», «y» and «z». The true values lie on a line; "
    "independently of each other the observed ones miss it «how», and up is as likely as down where both can happen. "
    "Then the least-squares slope is right on average.",
)
