"""Readers for the topic “Bayesian optimisation”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import column, inverse, n
from rederiving.rules import Option, Rules, best
from rederiving.tables import rows_of
from rederiving.values import array, dot

rule = Rules()

rule.story(
    "kappa",
    3,
    lambda m, v, t: (t - m) / mp.sqrt(v),
    "upper confidence bound",
    "Which \\$\\\\kappa\\$ was used",
)
rule.story(
    "bound",
    3,
    lambda m, v, k: m + k * mp.sqrt(v),
    "What is the upper confidence bound with",
)
_SEEN = "A Gaussian process with prior mean 0 and $k(\\mathbf{x}, \\mathbf{x}) = 1$ has seen "
S = "posterior"
for _value, _end in (
    (True, "What is the mean of the process at the new point?"),
    (False, "What is the variance of the process at the new point?"),
):
    rule(
        S,
        lambda y, k, mean_=_value: n(k) * n(y) if mean_ else 1 - n(k) ** 2,
        _SEEN + "one exact value, $«y»$. The kernel between that point and a new one is $«k»$. " + _end,
    )
    rule(
        S,
        lambda y, z, r, k, m, mean_=_value: (
            lambda kernel, near: (
                dot(near, inverse(kernel) @ column(n(y), n(z)))
                if mean_
                else 1 - dot(near, inverse(kernel) @ near)
            )
        )(array([[mp.mpf(1), n(r)], [n(r), mp.mpf(1)]]), column(n(k), n(m))),
        _SEEN
        + "the values $«y»$ and $«z»$ at two points whose kernel is $«r»$. The kernels between them and a new point are $«k»$ and $«m»$. "
        + _end,
    )
rule(
    "improvement",
    lambda m, s, best, z, p, d: (
        (n(m) - n(best)) * n(p) + n(s) * n(d)
        if abs((n(m) - n(best)) / n(s) - n(z)) < mp.mpf("1e-20")
        else None
    ),
    "At a new point a Gaussian process has the mean $«m»$ and the standard deviation $«s»$; the best (largest) value so far is $«best»$. Take $\\Phi(«z») = «p»$ and $\\varphi(«z») = «d»$. What is the expected improvement?",
)


def _next(table: str, kappa: str, options: tuple[str, ...]) -> Option:
    bounds = {f"Point {p}": n(m.strip("$")) + n(kappa) * n(s.strip("$")) for p, m, s in rows_of(table)[1:]}
    return best(options, lambda option: bounds[option])


rule(
    "next",
    _next,
    "Which value of … should be tried next? The Gaussian process says: «table» Use the upper confidence bound with $\\kappa = «kappa»$ (larger is better).",
)


def _lucky(tries: str, hours: str, chance: str, share: str) -> Any:
    missed = (1 - n(share)) ** int(tries)
    return bool(1 - missed > n(chance))


rule(
    "random",
    _lucky,
    "«tries» settings of … and its companions are tried at random, each for «hours» ‹hours|hour›. True or false: with probability above $«chance»$ at least one of them is among the best $«share»$ of all settings.",
)
