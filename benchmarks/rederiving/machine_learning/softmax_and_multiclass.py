"""Readers for the topic “Softmax and multiclass classification”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import column, listed, n
from rederiving.rules import Rules

rule = Rules()


def softmax(scores: list[Any], temperature: Any = 1) -> list[Any]:
    """The softmax of scores."""
    weights = [mp.exp(s / temperature) for s in scores]
    return [w / sum(weights) for w in weights]


_NETWORK = "A network gives the scores $(«s»)$ to «x», «y» and «z». The true class is «c». "
_GAPS = ("x", "y", "z")
S = "training"
rule(
    S,
    lambda s, c, **k: -mp.log(softmax(listed(s))[[k[g] for g in _GAPS].index(c)]),
    _NETWORK + "What is the cross-entropy loss, exactly?",
)
rule(
    S,
    lambda s, c, **k: column(*[p - (k[g] == c) for p, g in zip(softmax(listed(s)), _GAPS, strict=True)]),
    _NETWORK + "What is the gradient of the cross-entropy with respect to the scores?",
)
S = "gap"
rule(
    S,
    lambda s, p: n(s) + mp.log(n(p) / (1 - n(p))),
    "Two classes. The second has the score $«s»$, and the softmax gives the first one $«p»$. What is the score of the first?",
    "For which score $z$ does the softmax of $(z, «s»)$ give the first class the probability $«p»$?",
)
rule(
    "compute",
    lambda s: column(*softmax(listed(s))),
    "A network gives the classes … the scores $(«s»)$. What is their softmax?",
    "Compute the softmax of the scores $(«s»)$.",
)
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3}
rule(
    "temperature",
    lambda s, t, o: softmax(listed(s), n(t))[_PLACES[o]],
    "The scores of three tokens are $(«s»)$. At temperature $T = «t»$, how probable is the «o» token?",
)
