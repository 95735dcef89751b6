"""Readers for the topic “Expectation”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import NEAR, n
from rederiving.rules import Rules
from rederiving.tables import distribution, expected

rule = Rules()


def _left_out(table: str, mean: str) -> Any:
    values, weights = distribution(table)
    place = values.index(None)
    known = sum(v * w for v, w in zip(values, weights, strict=True) if v is not None)
    return (n(mean) - known) / weights[place]


S = "unknown"
rule.story(
    S,
    2,
    lambda cost, pay: cost / pay,
    "(A game costs|Insurance costs)",
    "pays back its price in expectation|pay back its price in expectation",
)
rule(
    S,
    lambda table, mean: _left_out(table, mean),
    "A variable has this distribution, with one value left out: «table» Its expectation is $«mean»$. Which value is $v$?",
)
_of = lambda table, x: expected(table, lambda v: function_of(x, "X")(v))
rule(
    "function",
    _of,
    "$X$ has this distribution: «table» Find $E\\left[«x»\\right]$.",
    "$X$ has this distribution: «table» What is the expectation of $«x»$?",
    "$X$ has this distribution: «table» Find $E[«x»]$.",
)
S = "linear"
rule.story(S, 1, lambda k: mp.mpf(1), "people put their phones in a box and each takes one out at random")
rule.story(
    S,
    2,
    lambda k, faces: k * (faces + 1) / 2,
    "fair dice with \\d+ faces are rolled. What is the expectation of their sum",
)
rule(
    S,
    lambda u, v, x: function_of(x, "X", "Y")(n(u), n(v)),
    "$X$ and $Y$ depend on each other, with $E[X] = «u»$ and $E[Y] = «v»$. What is $E[«x»]$?",
)
rule.story(
    S,
    2,
    lambda requests, servers: servers * (1 - 1 / servers) ** int(requests),
    "How many servers get no request, in expectation",
)
rule.story(S, 1, lambda k: (k - 1) / 4, "How many pairs of neighbouring tosses show heads twice")
rule.story(
    "mean",
    6,
    lambda x, p, y, q, z, r: x * p + y * q + z * r if abs(p + q + r - 1) < mp.mpf("1e-20") else None,
    "with probability",
)
rule(
    "square",
    lambda u, p, v, q, m, c: (
        bool(abs(n(p) * n(u) ** 2 + n(q) * n(v) ** 2 - n(c)) < NEAR)
        if abs(n(p) * n(u) + n(q) * n(v) - n(m)) < NEAR
        else None
    ),
    "$X$ is $«u»$ with probability $«p»$ and $«v»$ with probability $«q»$, so that $E[X] = «m»$. True or false: $E[X^2] = «c»$.",
)
