"""Readers for the topic “Weight initialisation”."""

from __future__ import annotations

import mpmath as mp

from rederiving.numeric import n
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
