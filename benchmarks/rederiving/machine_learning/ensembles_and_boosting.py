"""Readers for the topic “Ensembles and boosting”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import itertools
import math
from typing import Any

import mpmath as mp

from rederiving.numeric import n, one, roots
from rederiving.rules import Rules

rule = Rules()

S = "average"
rule.story(
    S, 3, lambda k, v, r: r * v + (1 - r) * v / k, "(pairwise correlation|any two have the correlation)"
)
rule.story(
    "correlation",
    3,
    lambda k, v, t: one(roots(lambda r: r * v + (1 - r) * v / k - t)),
    "What is the correlation of any two",
)


def _vote(chances: list[Any]) -> Any:
    return sum(
        math.prod(p if hit else 1 - p for p, hit in zip(chances, hits, strict=True))
        for hits in itertools.product((0, 1), repeat=len(chances))
        if 2 * sum(hits) > len(chances)
    )


S = "vote"
rule.story(S, 2, lambda k, p: _vote([p] * int(k)), "^\\d+ independent classifiers are each right", "majority")
rule.story(S, 3, lambda *p: _vote(list(p)), "^Three independent classifiers are right", "majority")
_boost = lambda k, w: (w / k, mp.log((1 - w / k) / (w / k)) / 2)


def _new_weight(k: Any, w: Any, sign: int) -> Any:
    _, say = _boost(k, w)
    total = w * mp.exp(say) + (k - w) * mp.exp(-say)
    return mp.exp(sign * say) / total


S = "adaboost"
rule.story(S, 2, lambda k, w: _boost(k, w)[1], "^AdaBoost starts with", "What is its say")
rule.story(
    S,
    2,
    lambda k, w: _new_weight(k, w, 1),
    "^AdaBoost starts with",
    "the new weight of an example that it got wrong",
)
rule.story(
    S,
    2,
    lambda k, w: _new_weight(k, w, -1),
    "^AdaBoost starts with",
    "the new weight of an example that it got right",
)
rule(
    "error",
    lambda x: 1 / (1 + mp.exp(2 * n(x))),
    "… has the say $\\alpha = «x»$. What total weight had the examples that it got wrong?",
    "… has the say $\\alpha = «x»$. What was its weighted error?",
    "… has the say $\\alpha = «x»$. Which weighted error $\\varepsilon$ did it make?",
)
rule(
    "lowers",
    lambda noise, b, v, k: bool(n(v) - n(v) / int(k) > (n(b) + n(v)) / 2),
    "A model's expected squared error is made of noise $«noise»$, squared bias $«b»$ and variance $«v»$. True or false: averaging «k» independent copies of it (bagging at its best) removes more than half of the error above the noise.",
)
