"""Readers for the topic “The bias–variance trade-off”."""

from __future__ import annotations

import itertools

import mpmath as mp

from rederiving.numeric import listed, n
from rederiving.rules import Option, Rules, only
from rederiving.summaries import lists, mean, spread, taken

rule = Rules()

S = "parts"
for _data in lists("p"):
    _start = f"Trained on «k» equally likely training sets, … predicts {_data} at a point where the truth is $f(x) = «t»$. "
    rule(
        S,
        lambda **k: (mean(listed(taken(k, "p"))) - n(k["t"])) ** 2,
        _start + "What is the squared bias there?",
    )
    rule(S, lambda **k: spread(listed(taken(k, "p"))), _start + "What is the variance there?")
    rule(
        S,
        lambda **k: mean([(v - n(k["t"])) ** 2 for v in listed(taken(k, "p"))]) + n(k["s"]),
        _start + "The noise has the variance $«s»$. What is the expected squared error there?",
    )
for _data, _model in itertools.product(
    lists("p"),
    ("a tree of depth «deep»", "a polynomial of degree «deep»", "a neighbour rule with k = «deep»"),
):
    _start = f"Trained on «k» equally likely training sets, {_model} predicts {_data} at a point where the truth is $f(x) = «t»$. "
    rule(
        S,
        lambda **k: (mean(listed(taken(k, "p"))) - n(k["t"])) ** 2,
        _start + "What is the squared bias there?",
    )
    rule(S, lambda **k: spread(listed(taken(k, "p"))), _start + "What is the variance there?")
    rule(
        S,
        lambda **k: mean([(v - n(k["t"])) ** 2 for v in listed(taken(k, "p"))]) + n(k["s"]),
        _start + "The noise has the variance $«s»$. What is the expected squared error there?",
    )
rule(
    "shrink",
    lambda m, v, c: n(c) ** 2 * n(v) + (n(c) * n(m) - n(m)) ** 2,
    "An unbiased predictor of $«m»$ has the variance $«v»$. It is shrunk: multiplied by $«c»$. What is its expected squared miss of $«m»$ now?",
)
S = "unknown"
rule.story(S, 3, lambda e, b, v: e - b * b - v, "What is the variance of the noise")
rule.story(S, 3, lambda e, v, s: mp.sqrt(e - v - s), "How large is the bias")
rule.story(S, 3, lambda e, b, s: e - b * b - s, "What is its variance over training sets")
rule(
    "wins",
    lambda v, b, w: None if n(v) == n(b) ** 2 + n(w) else bool(n(b) ** 2 + n(w) < n(v)),
    "Model A is unbiased with the variance $«v»$, model B has the bias $«b»$ and the variance $«w»$. True or false: B has the smaller expected squared error.",
)


def _largest_part(train: str, validation: str, noise: str, options: tuple[str, ...]) -> Option:
    parts = {
        "The noise:": n(noise),
        "What the training error has above the noise:": n(train) - n(noise),
        "The gap between the two errors:": n(validation) - n(train),
    }
    largest = [name for name, part in parts.items() if part == max(parts.values())]
    return only(options, lambda option: len(largest) == 1 and option.startswith(largest[0]))


rule(
    "diagnose",
    _largest_part,
    "A model of … has the mean squared error $«train»$ on its training data and $«validation»$ on validation data. The noise of the targets alone makes up $«noise»$. Which part of the validation error is the largest, and what does that call for?",
)
