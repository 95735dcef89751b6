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
S = "change"
_NAMES = ("first", "second", "third")
_SCORES = "The scores of three classes are $(«s»)$. True or false: "


def _has(scores: list[Any], which: int, p: str) -> bool:
    return bool(abs(softmax(scores)[which] - n(p)) < mp.mpf("1e-20"))


def _cooled(scores: list[Any], which: int, more: bool) -> bool | None:
    """Whether the probability rises (or falls) at lower temperatures; None when that depends on the temperature."""
    start = softmax(scores)[which]
    signs = {
        mp.sign(softmax([s / t for s in scores])[which] - start)
        for t in (mp.mpf(k) / 20 for k in range(2, 20))
    }
    return None if len(signs) != 1 else signs == {1 if more else -1}


for _which, _name in enumerate(_NAMES):
    rule(
        S,
        lambda s, c, p, w=_which: _has([v + n(c) for v in listed(s)], w, p),
        _SCORES + f"after adding $«c»$ to every score the {_name} class has the probability $«p»$.",
    )
    rule(
        S,
        lambda s, p, w=_which: _has([2 * v for v in listed(s)], w, p),
        _SCORES + f"after doubling every score the {_name} class has the probability $«p»$.",
    )
    for _more in (True, False):
        rule(
            S,
            lambda s, w=_which, m=_more: _cooled(listed(s), w, m),
            _SCORES
            + f"at a temperature below 1 the {_name} class becomes {'more' if _more else 'less'} probable.",
        )
