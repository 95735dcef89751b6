"""Readers for the topic “Markov chains”."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any

import mpmath as mp

from rederiving.numeric import NEAR, a, column, listed, n
from rederiving.rules import Rules

rule = Rules()

_CHAIN = "A chain has the states “«u»” and “«v»” and takes one step each …. From “«u»” it goes to “«v»” with probability $«p»$, from “«v»” to “«u»” with probability $«q»$; otherwise it stays. "


def _walk(u: str, v: str, p: str, q: str, start: Any, steps: int) -> dict[str, Any]:
    """The distribution after some steps."""
    x = start
    for _ in range(steps):
        x = x * (1 - n(p)) + (1 - x) * n(q)
    return {u: x, v: 1 - x}


S = "after"
rule(
    S,
    lambda u, v, p, q, s, t, k: _walk(u, v, p, q, mp.mpf(s == u), int(k))[t],
    _CHAIN + "It starts in “«s»”. With which probability is it in “«t»” after «k» …?",
)
rule(
    S,
    lambda u, v, p, q, s, x: _walk(u, v, p, q, n(x) if s == u else 1 - n(x), 1)[s],
    _CHAIN + "Now it is in “«s»” with probability $«x»$. With which probability is it there after one …?",
)
S = "unknown"
rule(
    S,
    lambda x, y: 1 - n(x) - n(y),
    *(
        f"A row of a transition matrix with three states is $({t})$. Which number is $x$?"
        for t in ("x, «x», «y»", "«x», x, «y»", "«x», «y», x")
    ),
)
rule(
    S,
    lambda u, v, p, s: n(p) * n(s) / (1 - n(s)),
    "A chain leaves “«u»” for “«v»” with probability $«p»$ in each …. In the long run it spends the share $«s»$ of its time in “«u»”. With which probability does it go back from “«v»” to “«u»”?",
)


def _stationary(m: str) -> Any:
    step = a(m)
    for _ in range(14):
        step = step @ step
    return step[0:1, :].T


S = "stationary"
rule(
    S,
    lambda u, v, p, q: column(n(q), n(p)) / (n(p) + n(q)),
    _CHAIN + "What is its stationary distribution, as [«u», «v»]?",
)
rule(S, _stationary, "Find the stationary distribution of $P = «m»$ (rows sum to 1).")


def _path(u: str, v: str, p: str, q: str, s: str, way: str) -> Any:
    chance = {(u, v): n(p), (u, u): 1 - n(p), (v, u): n(q), (v, v): 1 - n(q)}
    states = [s, *re.findall("“([^”]+)”", f"“{way}”")]
    return math.prod(chance[pair] for pair in itertools.pairwise(states))


rule(
    "path",
    _path,
    _CHAIN + "It is in “«s»” now. How probable is it that its next states are “«way»”, in this order?",
)


def _stays(x: str, m: str) -> bool:
    start = column(*listed(x)).T
    off = start @ a(m) - start
    return bool(abs(sum(start.flatten()) - 1) < NEAR and max(abs(v) for v in off.flatten()) < NEAR)


rule("still", _stays, "True or false: $(«x»)$ is stationary for $P = «m»$ (rows sum to 1).")
