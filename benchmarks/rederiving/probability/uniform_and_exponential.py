"""Readers for the topic “Uniform and exponential distributions”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import mpmath as mp

from rederiving.numeric import n
from rederiving.rules import Rules

rule = Rules()

_BOX = "… is uniform between $«low»$ and $«high»$…. "
S = "uniform"
rule(S, lambda low, high: (n(high) - n(low)) ** 2 / 12, _BOX + "What is its variance?")
rule(S, lambda low, high: (n(high) + n(low)) / 2, _BOX + "What is its mean?")
rule(
    S,
    lambda low, high, u, v: (min(n(v), n(high)) - max(n(u), n(low))) / (n(high) - n(low)),
    _BOX + "What is the probability that it lies between $«u»$ and $«v»$?",
)
S = "wait"
for _start in (
    "Waiting until …: the wait in … is exponential with $\\lambda = «r»$. ",
    "The time until … is exponential with rate $\\lambda = «r»$, in …. ",
):
    _tail = lambda r, t: mp.quad(lambda s, r=r: n(r) * mp.exp(-n(r) * s), [n(t), n(t) + 3 / n(r), mp.inf])
    rule(
        S,
        lambda r: mp.quad(lambda s: n(r) * s * mp.exp(-n(r) * s), [0, 1 / n(r), 5 / n(r), mp.inf]),
        _start + "How long is the wait in expectation?",
    )
    rule(S, lambda r, t, tail=_tail: 1 - tail(r, t), _start + "What is the probability that … within «t» …?")
    rule(
        S, lambda r, t, tail=_tail: tail(r, t), _start + "What is the probability to wait longer than «t» …?"
    )
    rule(
        S,
        lambda r, t, u, tail=_tail: tail(r, t) - tail(r, u),
        _start + "What is the probability that the wait is between «t» and «u» …?",
    )
    rule(S, lambda r: mp.log(2) / n(r), _start + "What is the median of the wait?")
rule(
    "from-uniform",
    lambda u, r: -mp.log(1 - n(u)) / n(r),
    "A uniform random number came out as $u = «u»$. Which draw of an exponential variable with rate $\\lambda = «r»$ does it give, by inverting $F$?",
    "Turn the uniform number $u = «u»$ into an exponential one with rate $«r»$, exactly.",
)
rule(
    "memory",
    lambda r, k, t, c: bool(
        abs(mp.exp(-n(r) * (n(k) + n(t))) / mp.exp(-n(r) * n(k)) - n(c)) < mp.mpf("1e-20")
    ),
    "The wait until … is exponential with rate $«r»$, in …. «k» … ‹have|has› passed without it. True or false: the probability to wait more than «t» further … is $«c»$.",
)
