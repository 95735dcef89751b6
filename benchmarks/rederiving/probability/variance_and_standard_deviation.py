"""Readers for the topic “Variance and standard deviation”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import a, n
from rederiving.rules import Rules
from rederiving.tables import expected
from rederiving.values import norm

rule = Rules()

S = "unknown"
rule.story(
    S,
    2,
    lambda s, t: (s / t) ** 2,
    "(How many independent ones must be averaged|Which batch size brings that of the averaged gradient)",
)
rule(
    S,
    lambda m, v: n(v) + n(m) ** 2,
    "A variable has the mean $«m»$ and the variance $«v»$. What is $E[X^2]$?",
)
_variance = lambda table: expected(table, lambda v: v**2) - expected(table) ** 2
S = "variance"
rule(
    S,
    lambda table: _variance(table),
    "Let $X$ be …: «table» Compute $\\operatorname{Var}(X)$.",
    "Let $X$ be …: «table» What is the variance of $X$?",
)
rule(
    S,
    lambda table: mp.sqrt(_variance(table)),
    "Let $X$ be …: «table» What is the standard deviation of $X$?",
)
_joint_sd = lambda x, u, v: norm(
    a(
        f"\\begin{{pmatrix}} {mp.nstr(function_of(x, 'X', 'Y')(n(u), mp.mpf(0)), 30)} \\\\ {mp.nstr(function_of(x, 'X', 'Y')(mp.mpf(0), n(v)), 30)} \\end{{pmatrix}}"
    )
)
S = "together"
rule(
    S,
    lambda u, v, x: _joint_sd(x, u, v),
    "Two independent errors $X$ and $Y$ have the standard deviations $«u»$ and $«v»$. Find that of $«x»$.",
    "$X$ and $Y$ are independent with the standard deviations $«u»$ and $«v»$. What is the standard deviation of $«x»$?",
)
rule.story(
    S,
    2,
    lambda s, k: s / mp.sqrt(k),
    "What is the standard deviation of the average of \\d+ independent ones",
)
_slope = lambda x: function_of(x, "X")(mp.mpf(1)) - function_of(x, "X")(mp.mpf(0))
S = "scaled"
rule(
    S,
    lambda v, x: _slope(x) ** 2 * n(v),
    "$X$, …, has the variance $«v»$. A new quantity is $«x»$. Give its variance.",
    "$X$, …, has the variance $«v»$. What is the variance of $«x»$?",
)
rule(
    S,
    lambda v, x: abs(_slope(x)) * mp.sqrt(n(v)),
    "$X$, …, has the variance $«v»$. A new quantity is $«x»$. Give its standard deviation.",
    "$X$, …, has the variance $«v»$. What is the standard deviation of $«x»$?",
)


def _spread_of(x: str, u: str, v: str) -> Any:
    """The variance of a linear formula in two independent variables."""
    line = function_of(x, "X", "Y")
    zero, one_ = mp.mpf(0), mp.mpf(1)
    p, q = line(one_, zero) - line(zero, zero), line(zero, one_) - line(zero, zero)
    return p**2 * n(u) + q**2 * n(v)


rule(
    "rules",
    lambda u, v, x, c: bool(abs(_spread_of(x, u, v) - n(c)) < mp.mpf("1e-20")),
    "$X$ and $Y$ are independent with the variances $«u»$ and $«v»$. True or false: $\\operatorname{Var}(«x») = «c»$.",
)
