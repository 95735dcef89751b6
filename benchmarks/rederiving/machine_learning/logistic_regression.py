"""Readers for the topic “Logistic regression”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.machine_learning.activation_functions import sigmoid
from rederiving.numeric import n
from rederiving.rules import Rules
from rederiving.summaries import mean, points

rule = Rules()

_half = lambda v: mean([(mp.mpf("0.5") - y) * x for x, y in points(v)])
S = "step"
rule.story(
    S,
    0,
    lambda w, *v: _half(v) if w == 0 else None,
    "as pairs of feature and label",
    "(gradient of the average loss|derivative of its average loss)",
)
rule.story(
    S,
    0,
    lambda w, *v: -v[-1] * _half(v[:-1]) if w == 0 else None,
    "as pairs of feature and label",
    "one step of gradient descent with learning rate",
)
rule.story(
    "score",
    1,
    lambda p: mp.log(p / (1 - p)),
    "(log-odds of the probability|Which score|What is its score)",
)
S = "probability"
rule(
    S,
    lambda z: sigmoid(n(z)),
    "Compute $\\sigma(«z»)$ exactly.",
    "…, says a logistic regression, with the score $«z»$. Which probability is that?",
    "A logistic regression gives the score $z = «z»$. What is the probability $p = \\sigma(z)$?",
)
rule.story(
    "loss",
    0,
    lambda one_, *v: mean([-mp.log(p if y == 1 else 1 - p) for p, y in points(v)]) if one_ == 1 else None,
    "gave these probabilities of label 1",
    "binary cross-entropy",
)
rule(
    "weight",
    lambda w, p, k: sigmoid(mp.log(n(p) / (1 - n(p))) + n(k) * n(w)),
    "In a logistic regression a feature has the weight $«w»$. For one case the probability is $«p»$. Then the feature rises by «k», all else stays. What is the probability now?",
)


def _raised(p: str, w: str) -> Any:
    """The probability of label 1 after its score has risen by the weight."""
    return sigmoid(mp.log(n(p) / (1 - n(p))) + n(w))


S = "odds"
_RISES = "A logistic regression says $«p»$ for label 1. A feature with the weight $«w»$ rises by 1. True or false: "
_same = lambda x, y: bool(abs(x - y) < mp.mpf("1e-20"))
rule(
    S,
    lambda p, w, s: _same(_raised(p, w) / n(p), n(s)),
    _RISES + "the probability is multiplied by $«s»$.",
    _RISES + "the probability of label 1 is multiplied by $«s»$.",
)
rule(S, lambda p, w, s: _same(1 - _raised(p, w), n(s)), _RISES + "the probability of label 0 becomes $«s»$.")
rule(
    S,
    lambda p, w, s: _same(_raised(p, w), n(s)),
    _RISES + "the probability of label 1 becomes $«s»$.",
    _RISES + "the probability becomes $«s»$.",
)
rule(
    S,
    lambda p, w, s: _same(_raised(p, w) / (1 - _raised(p, w)), n(p) / (1 - n(p)) * n(s)),
    _RISES + "the odds are multiplied by $«s»$.",
)
