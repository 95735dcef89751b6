"""Readers for the topic “Random variables and their distributions”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import itertools
import re
from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import NEAR, n
from rederiving.rules import Rules
from rederiving.tables import distribution

rule = Rules()

_constant = lambda x, k: 1 / sum(function_of(x, "x", "c")(mp.mpf(j), mp.mpf(1)) for j in range(1, int(k) + 1))
S = "missing"
rule(
    S,
    lambda table: 1 - sum(w for w in distribution(table)[1] if w is not None),
    "A random variable $X$ has this mass function: «table» Which number is $p$?",
)
rule(
    S,
    _constant,
    "For which constant $c$ is $p(x) = «x»$, for $x = 1, \\dots, «k»$, a probability mass function?",
)
rule(
    S,
    lambda k, x: _constant(x, k),
    "$X$ takes the values $1, \\dots, «k»$ with probability $p(x) = «x»$. Find the constant $c$.",
)


def _mass(faces: int, what: str, value: str) -> Any:
    rules = {
        "the larger of the two numbers (either, if they are equal)": max,
        "the smaller of the two numbers (either, if they are equal)": min,
        "the distance between the two numbers": lambda x, y: abs(x - y),
        "the sum of the two numbers": lambda x, y: x + y,
    }
    if what not in rules:
        return None
    pairs = list(itertools.product(range(1, faces + 1), repeat=2))
    return mp.mpf(sum(rules[what](x, y) == int(value) for x, y in pairs)) / len(pairs)


S = "mass"
for _end in (
    "What is $P(X = «v»)$?",
    "Find $p(«v»)$, the probability mass at «v».",
    "What mass lies at the value «v»?",
):
    rule(
        S,
        lambda k, what, v: _mass(int(k), what, v),
        "Two fair dice with «k» faces are rolled. Let $X$ be «what». " + _end,
    )
    rule(
        S,
        lambda k, v: mp.binomial(int(k), int(v)) / 2 ** int(k),
        "A fair coin is tossed «k» times. Let $X$ be the number of heads. " + _end,
    )
S = "area"
rule(
    S,
    lambda x, low, high, u, v: (
        mp.quad(f(x), [n(u), n(v)]) if abs(mp.quad(f(x), [n(low), n(high)]) - 1) < mp.mpf("1e-20") else None
    ),
    "Let $X$ be …. It has the density $f(x) = «x»$ for $«low» \\le x \\le «high»$ and 0 elsewhere. What is $P(«u» \\le X \\le «v»)$?",
)
rule(
    S,
    lambda x, low, high, v: mp.quad(f(x), [n(low), n(v)]),
    "Let $X$ be …. It has the density $f(x) = «x»$ for $«low» \\le x \\le «high»$ and 0 elsewhere. What is $P(X \\le «v»)$?",
)
rule(
    S,
    lambda x, low, high, v: mp.quad(f(x), [n(v), n(high)]),
    "Let $X$ be …. It has the density $f(x) = «x»$ for $«low» \\le x \\le «high»$ and 0 elsewhere. What is $P(X > «v»)$?",
    "Let $X$ be …. It has the density $f(x) = «x»$ for $«low» \\le x \\le «high»$ and 0 elsewhere. What is $P(X \\ge «v»)$?",
)
S = "height"
rule(
    S,
    lambda p, q, m, r: 1 / (n(q) - n(p) + (n(r) - n(q)) / n(m)),
    "A density has the height $c$ from $«p»$ to $«q»$ and the height $c/«m»$ from $«q»$ to $«r»$; elsewhere it is 0. Which number is $c$?",
)
rule(
    S,
    lambda p, q, m, r: 1 / (n(q) - n(p) + n(m) * (n(r) - n(q))),
    "A density has the height $c$ from $«p»$ to $«q»$ and the height $«m»c$ from $«q»$ to $«r»$; elsewhere it is 0. Which number is $c$?",
)


def _interval(table: str, event: str) -> Any:
    values, heights = distribution(table)
    big_f = dict(zip([int(v) for v in values], heights, strict=True))
    exact, above = re.fullmatch(r"X = (\d+)", event), re.fullmatch(r"X > (\d+)", event)
    between = re.fullmatch(r"(\d+) < X \\le (\d+)", event)
    if exact:
        return big_f[int(exact[1])] - big_f.get(int(exact[1]) - 1, mp.mpf(0))
    if above:
        return 1 - big_f[int(above[1])]
    return big_f[int(between[2])] - big_f[int(between[1])] if between else None


rule(
    "interval",
    lambda table, event: _interval(table, event),
    "Let $X$ be …. Its cumulative distribution function $F(x) = P(X \\le x)$ is «table» What is $P(«event»)$?",
)
rule(
    "box",
    lambda h, low, high: bool(n(h) >= 0 and abs(n(h) * (n(high) - n(low)) - 1) < NEAR),
    "True or false: a density can be $«h»$ everywhere between $«low»$ and $«high»$ and 0 elsewhere.",
    "Someone draws a density that is $«h»$ between $«low»$ and $«high»$, and 0 outside. True or false: this is a density.",
)
