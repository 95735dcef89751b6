"""Readers for the topic “The multivariate normal distribution”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import a, column, det, inverse, listed, n
from rederiving.rules import Rules
from rederiving.values import dot

rule = Rules()

_JOINT = "$(X_1, X_2)$ is normal with mean $(«m»)$ and covariance matrix $«s»$. "
_coefficients = lambda x: column(*[function_of(x, "X_1", "X_2")(mp.mpf(i), mp.mpf(1 - i)) for i in (1, 0)])
S = "sum"
rule(
    S,
    lambda m, s, x: dot(_coefficients(x), column(*listed(m))),
    _JOINT + "What is the mean of $«x»$?",
)
rule(
    S,
    lambda m, s, x: (_coefficients(x).T @ a(s) @ _coefficients(x))[0, 0],
    _JOINT + "What is the variance of $«x»$?",
)
S = "given"
rule(
    S,
    lambda m, s, x: listed(m)[1] + a(s)[1, 0] / a(s)[0, 0] * (n(x) - listed(m)[0]),
    _JOINT + "It is known that $X_1 = «x»$. What is the mean of $X_2$ now?",
)
rule(
    S,
    lambda m, s, x: a(s)[1, 1] - a(s)[1, 0] ** 2 / a(s)[0, 0],
    _JOINT + "It is known that $X_1 = «x»$. What is the variance of $X_2$ now?",
)
rule(
    "unknown",
    lambda m, v, u, x, t: (n(t) - n(u)) * n(v) / (n(x) - n(m)),
    "$X_1$ has the mean $«m»$ and the variance $«v»$, $X_2$ the mean $«u»$; they are jointly normal. Given $X_1 = «x»$ the mean of $X_2$ is $«t»$. What is their covariance?",
)
_BELL = "A bivariate normal has the mean $(«m»)$ and the covariance matrix $\\Sigma = «s»$. For the point $(«p»)$, "
_squared = lambda m, s, p: (lambda d: (d.T @ inverse(a(s)) @ d)[0, 0])(
    column(*listed(p)) - column(*listed(m))
)
S = "distance"
rule(S, _squared, _BELL + "what is $D^2$, the square of its Mahalanobis distance from the mean?")
rule(
    S,
    lambda m, s, p: mp.sqrt(_squared(m, s, p)),
    _BELL + "what is its Mahalanobis distance $D$ from the mean?",
)
rule(
    S,
    lambda m, s, p: mp.exp(-_squared(m, s, p) / 2) / (2 * mp.pi * mp.sqrt(det(a(s)))),
    _BELL + "what is the density there, exactly?",
)
rule(
    "sample",
    lambda s, lower, m, z: column(*listed(m)) + a(lower) @ column(*listed(z)),
    "The covariance matrix $«s»$ is $LL^\\top$ with $L = «lower»$, and the mean is $(«m»)$. Two standard normal numbers came out as $\\mathbf{z} = («z»)$. Which sample do they give?",
)
rule(
    "independent",
    lambda s, u, v: bool(abs((_coefficients(u).T @ a(s) @ _coefficients(v))[0, 0]) < mp.mpf("1e-20")),
    "$(X_1, X_2)$ is normal with the covariance matrix $«s»$. True or false: $«u»$ and $«v»$ are independent.",
)
