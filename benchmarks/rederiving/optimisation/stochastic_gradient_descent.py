"""Readers for the topic “Stochastic gradient descent”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n
from rederiving.rules import Rules

rule = Rules()

_SGD = "The loss of an example with target $y$ is $(w - y)^2$; the targets are «all». "
_END = ("Where is $w$ afterwards?", "What is the weight after these steps?")


def _sgd(start: str, batches: list[list[Any]], rates: list[Any]) -> Any:
    w = n(start)
    for batch, rate in zip(batches, rates, strict=True):
        w -= rate * sum(2 * (w - y) for y in batch) / len(batch)
    return w


S = "steps"
for _end in _END:
    rule(
        S,
        lambda all, x, y, s, r: _sgd(s, [[n(x)], [n(y)]], [n(r)] * 2),
        _SGD
        + "The examples «x» and «y» are drawn, one after the other, starting at $w = «s»$ with $\\eta = «r»$. "
        + _end,
    )
    rule(
        S,
        lambda all, x, y, s, r: _sgd(s, [listed(x), listed(y)], [n(r)] * 2),
        _SGD + "The mini-batches are («x») and then («y»), starting at $w = «s»$ with $\\eta = «r»$. " + _end,
    )
    rule(
        S,
        lambda all, x, p, q, r, s: _sgd(s, [[v] for v in listed(x)], [n(p), n(q), n(r)]),
        _SGD
        + "The examples «x» are drawn in this order, with the shrinking rates $«p»$, $«q»$, $«r»$, starting at $w = «s»$. "
        + _end,
    )
S = "count"
rule.story(
    S,
    3,
    lambda size, batch, epochs: epochs * mp.ceil(size / batch),
    "^\\d+ training examples, batches of",
    "How many steps are \\d+ epochs",
)
rule.story(
    S, 3, lambda epochs, size, batch: epochs * mp.ceil(size / batch), "^How many updates does a run of"
)
rule.story(
    S,
    3,
    lambda batch, sd, target: batch * (sd / target) ** 2,
    "^The mean gradient of \\d+ independent draws scatters",
)
rule.story(S, 2, lambda size, steps: size / steps, "^One epoch over")
rule.story(S, 3, lambda epochs, size, steps: epochs * size / steps, "^A run of \\d+ epochs over")
rule.story(S, 3, lambda batch, sd, times: batch * times**2, "^With batches of", "times smaller")
_var = lambda v: sum((x - sum(v) / len(v)) ** 2 for x in v) / len(v)
S = "noise"
rule(
    S,
    lambda x: sum(listed(x)) / 4,
    "At the present weight four examples have the gradients «x». A random batch of two of them is drawn without looking. What is the expectation of its mean gradient?",
)
rule(
    S,
    lambda x, k: _var(listed(x)) / int(k),
    "At the present weight four examples have the gradients «x». What is the variance of the mean gradient of a batch of «k», drawn independently and with replacement?",
)
