"""Readers for the topic “Weight initialisation”."""

from __future__ import annotations

import mpmath as mp

from rederiving.numeric import listed, n
from rederiving.rules import Rules

rule = Rules()

S = "unknown"
rule.story(
    S,
    2,
    lambda k, t: 2 * t / k,
    "inputs per unit and ReLU\\. The mean square of the signal is multiplied by \\$[^$]+\\$ in every layer\\. Which variance have the weights",
)
rule.story(
    S,
    1,
    lambda k: 2 / k,
    "inputs per unit and ReLU\\. Which variance must the weights have so that the mean square of the signal stays the same",
)
rule.story(
    S,
    2,
    lambda k, t: t / k,
    "no activation\\. The mean square of the signal is multiplied by \\$[^$]+\\$ in every layer\\. Which variance have the weights",
)
rule.story(
    S,
    1,
    lambda k: 1 / k,
    "no activation\\. Which variance must the weights have so that the mean square of the signal stays the same",
)
rule.story(
    S,
    1,
    lambda s: 2 / s**2,
    "^He initialisation gave a layer weights with the standard deviation",
    "How many inputs has it",
)
rule.story(
    S,
    2,
    lambda units, s: 2 / s**2,
    "^A ReLU layer with \\d+ units was initialised by the He rule with the standard deviation",
    "What is its fan-in",
)
_variance = {"He": lambda i, o: 2 / n(i), "Xavier": lambda i, o: 2 / (n(i) + n(o))}
_start = "A layer with «i» inputs and «o» units is initialised by the «r» rule. "
S = "width"
rule(S, lambda i, o, r: _variance[r](i, o), _start + "What variance do the weights get?")
rule(S, lambda i, o, r: mp.sqrt(_variance[r](i, o)), _start + "What standard deviation do the weights get?")
rule(
    S,
    lambda i, o, r: mp.sqrt(3 * _variance[r](i, o)),
    _start + "The weights are drawn uniformly between $-a$ and $a$. What is $a$?",
)
S = "stack"
rule.story(
    S,
    4,
    lambda k, units, zero, v: (units * v) ** int(k) if zero == 0 else None,
    "no activation\\. By which factor has the mean square of the signal changed at the end",
)
rule.story(
    S,
    4,
    lambda k, units, zero, v: (units * v / 2) ** int(k) if zero == 0 else None,
    "ReLU after each\\. By which factor has the mean square of the signal changed at the end",
)


def _stay_alike(w: str, v: str, p: str, q: str, x: str, g: str) -> bool | None:
    """Whether the two weight vectors are equal after a step, for several rates; None on the kink of the ReLU."""
    inputs = listed(x)
    heights = [sum(s * t for s, t in zip(listed(unit), inputs, strict=True)) for unit in (w, v)]
    if 0 in heights:
        return None
    alike = set()
    for rate in (mp.mpf("0.1"), mp.mpf("0.37")):
        moved = [
            [s - rate * n(g) * n(out) * (h > 0) * t for s, t in zip(listed(unit), inputs, strict=True)]
            for unit, out, h in zip((w, v), (p, q), heights, strict=True)
        ]
        alike.add(all(abs(s - t) < mp.mpf("1e-20") for s, t in zip(*moved, strict=True)))
    return alike.pop() if len(alike) == 1 else None


rule(
    "symmetry",
    _stay_alike,
    "Two hidden ReLU units start with the weights $(«w»)$ and $(«v»)$ and the outgoing weights $«p»$ and $«q»$. The input is $(«x»)$, and the gradient by the output is $«g»$. True or false: after a step of gradient descent both hidden units still have the same weights.",
)
