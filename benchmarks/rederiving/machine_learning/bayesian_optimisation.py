"""Readers for the topic “Bayesian optimisation”."""

from __future__ import annotations

import mpmath as mp

from rederiving.numeric import column, inverse, n
from rederiving.rules import Rules
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
