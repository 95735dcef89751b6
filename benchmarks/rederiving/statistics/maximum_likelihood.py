"""Readers for the topic “Maximum likelihood”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import listed, n, one, roots, solve
from rederiving.rules import Formula, Rules
from rederiving.summaries import mean, spread

rule = Rules()

S = "write"
rule(
    S,
    lambda k, x, name: Formula((name,), lambda p: p ** int(x) * (1 - p) ** (int(k) - int(x))),
    "In «k» independent … there were «x» …, in a given order. With $«name»$ for the probability of …, write the likelihood $L(«name»)$.",
)
rule(
    S,
    lambda x: Formula(("r",), lambda r: sum(mp.log(r * mp.exp(-r * v)) for v in listed(x))),
    "A component failed after «x» months. In the model with density $r e^{-rx}$, what is the log-likelihood as a function of $r$?",
    "Waiting times «x» come independently from the density $r e^{-rx}$. Write the log-likelihood $\\ell(r)$.",
)
rule(
    S,
    lambda x: Formula(("m",), lambda m: mp.diff(lambda t: sum((v - t) ** 2 for v in listed(x)) / 2, m)),
    "For «x» and a normal model with mean $m$ and variance 1, differentiate the negative log-likelihood by $m$.",
    "The data «x» are normal with unknown mean $m$ and variance 1, so apart from a constant the negative log-likelihood is half the sum of squares. Write its derivative with respect to $m$.",
)
S = "data"
rule.story(
    S,
    2,
    lambda k, p: k * p,
    "(The most likely click rate after|From \\d+ independent trials the maximum likelihood estimate)",
)
rule.story(
    S,
    4,
    lambda h, t, p, q: p**h * (1 - p) ** t / (q**h * (1 - q) ** t),
    "Give the ratio of the two likelihoods",
)
rule(
    S,
    lambda m, x: 4 * n(m) - sum(listed(x)) if len(listed(x)) == 3 else None,
    "Four normal measurements with known variance have the maximum likelihood mean «m». Three of them are «x». What is the fourth?",
)
rule(
    S,
    lambda x, m: one(roots(lambda k: mp.diff(lambda t: function_of(x, "m", "k")(t, k), n(m)), 2)),
    "The squared-error loss $«x»$ is smallest at $m = «m»$. What is $k$?",
)


def _peak(x: str, name: str) -> Any:
    high = "0.99987" if name == "p" else "60.0001"
    return one(solve(lambda t: mp.diff(f(x, name), t), "0.00113", high))


S = "estimate"
rule(
    S,
    lambda x, y: len(listed(x)) / sum(listed(x)),
    "Waiting times of «x» minutes come from the density $r e^{-rx}$, so that $\\ell(r) = «y»$. Which rate $r$ is the maximum likelihood estimate?",
)
rule(
    S,
    lambda x: spread(listed(x)),
    "Fit a normal distribution to «x» by maximum likelihood. Which variance comes out?",
    "What is the maximum likelihood estimate of the variance of a normal distribution from the data «x» (mean and variance both unknown)?",
)
rule(S, lambda x: _peak(x, "p"), "The log-likelihood is $\\ell(p) = «x»$. Where is it largest?")
rule.story(S, 2, lambda x, y: x / (x + y), "^A bent coin shows", "Which \\$p\\$ makes this most probable")
rule.story(S, 2, lambda k, x: x / k, "What is the maximum likelihood estimate of the click probability")
rule(
    S,
    lambda x, k, y: mean(listed(x)),
    "A support desk got «x» calls in «k» hours. In the Poisson model the log-likelihood is, apart from a constant, $\\ell(r) = «y»$. Which rate is most likely?",
)


def _of_coin(h: str, t: str) -> Any:
    return lambda p: p ** n(h) * (1 - p) ** n(t)


def _same_top(h: str, t: str) -> bool:
    """Whether likelihood and log-likelihood are largest at the same place of a fine grid."""
    grid = [mp.mpf(k) / 1000 for k in range(1, 1000)]
    return max(grid, key=_of_coin(h, t)) == max(grid, key=lambda p: n(h) * mp.log(p) + n(t) * mp.log(1 - p))


S = "judge"
_COIN = "A coin shows «h» ‹heads|head› and «t» ‹tails|tail›. True or false? "
rule(
    S,
    lambda h, t, x, y: bool(_of_coin(h, t)(n(x)) > _of_coin(h, t)(n(y))),
    _COIN + "$p = «x»$ makes these data more probable than $p = «y»$.",
)
rule(
    S,
    lambda h, t: bool(abs(mp.quad(_of_coin(h, t), [0, 1]) - 1) < mp.mpf("1e-12")),
    _COIN + "The area under the likelihood $L(p)$ between 0 and 1 is 1, as for any probability density.",
)
rule(
    S,
    lambda h, t: bool(abs(mp.quad(_of_coin(h, t), [0, 1]) - 1) > mp.mpf("1e-12")),
    _COIN + "The likelihood $L(p)$ is no probability density over $p$: the area under it is not 1.",
)
rule(
    S, _same_top, _COIN + "The log-likelihood $\\ell(p)$ is largest at the same $p$ as the likelihood $L(p)$."
)
