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


def _running_mean(targets: list[Any]) -> bool:
    weight, drawn = mp.mpf(7), []
    for k, target in enumerate([*targets, *targets[::-1]], start=1):
        weight -= 2 * (weight - target) / (2 * k)
        drawn.append(target)
        if abs(weight - sum(drawn) / len(drawn)) > mp.mpf("1e-20"):
            return False
    return True


S = "rest"
_TARGETS = "The losses are $(w - y)^2$ for the targets «y». True or false? "
rule(
    S,
    lambda y: _running_mean(listed(y)),
    _TARGETS
    + "With the rates $\\frac{1}{2}, \\frac{1}{4}, \\frac{1}{6}, \\dots$ the weight is the running mean of the drawn targets, so the noise dies out.",
)
rule(
    S,
    lambda y, r, w: all(n(r) * 2 * (n(w) - target) == 0 for target in listed(y)),
    _TARGETS
    + "With the constant rate «r» and single examples, the weight comes to rest exactly at «w» in the end.",
)
rule(
    S,
    lambda y, w, r: bool(n(r) * 2 * sum(n(w) - target for target in listed(y)) / 4 == 0),
    _TARGETS + "Standing at the minimum $w = «w»$, a step with all four examples and rate «r» stays there.",
)
rule(
    S,
    lambda y, w, t, r: bool(n(r) * 2 * (n(w) - n(t)) == 0),
    _TARGETS
    + "Standing at the minimum $w = «w»$, a step with the single example «t» and rate «r» stays there.",
)
