"""Readers for the topic “Activation functions”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import math
from typing import Any

import mpmath as mp

from rederiving.numeric import n
from rederiving.rules import Option, Rules, only
from rederiving.summaries import points

rule = Rules()

S = "shrink"
rule.story(
    S,
    0,
    lambda *v: math.prod(v[:-1], start=mp.mpf(1)) * math.prod(1 - p for p in v[:-1]) * v[-1] ** (len(v) - 1),
    "By which factor is a gradient multiplied on its way back through all of them",
)
rule.story(
    S,
    2,
    lambda k, w: (w / 4) ** int(k),
    "the largest slope a sigmoid can have",
    "By which factor does it shrink at best",
)
rule.story(
    S,
    1,
    lambda k: mp.mpf("0.25") ** int(k),
    "the largest slope a sigmoid can have\\. By which factor does it shrink at best",
)
S = "back"
rule.story(
    S,
    3,
    lambda k, w, t: (1 + mp.sqrt(1 - 4 * mp.root(t, int(k)))) / 2 if w == 1 else None,
    "the same output above one half",
    "What is the output of each unit",
)
rule.story(S, 2, lambda alpha, y: y if y > 0 else y / alpha, "^A leaky ReLU", "What was its input")
sigmoid = lambda z: 1 / (1 + mp.exp(-z))


def _activation(what: str, z: Any, alpha: str | None = None) -> Any:
    named = {
        "sigmoid": sigmoid,
        "tanh": mp.tanh,
        "ReLU": lambda t: max(mp.mpf(0), t),
        "leaky ReLU": lambda t: t if t > 0 else n(alpha or "0") * t,
        "exponential": mp.exp,
    }
    return named.get(what, lambda t: None)(z)


S = "evaluate"
for _alpha in ("", " with $\\alpha = «alpha»$"):
    rule(
        S,
        lambda z, what, alpha=None: _activation(what, n(z), alpha),
        f"A unit has the pre-activation $z = «z»$ and uses «what»{_alpha}. What is its output?",
    )
    rule(
        S,
        lambda z, what, alpha=None: _activation(what, n(z), alpha),
        f"What is the value of the «what»{_alpha} at $z = «z»$?",
    )
    rule(
        S,
        lambda z, what, alpha=None: (
            mp.diff(lambda t: _activation(what, t, alpha), n(z))
            if what in ("sigmoid", "tanh") or n(z) != 0
            else None
        ),
        f"A unit has the pre-activation $z = «z»$ and uses «what»{_alpha}. How steep is the activation there?",
        f"What is the derivative of the «what»{_alpha} at $z = «z»$?",
    )
rule(
    S,
    lambda z, what: {"ReLU": lambda t: max(mp.mpf(0), t), "sigmoid": sigmoid, "tanh": mp.tanh}[what](n(z)),
    "A unit has the pre-activation $z = «z»$ and uses the «what». What is its output?",
)
rule(
    S,
    lambda z, what: mp.diff({"sigmoid": sigmoid, "tanh": mp.tanh}[what], n(z)),
    "A unit has the pre-activation $z = «z»$ and uses the «what». How steep is the activation there?",
)
rule(
    "evaluate",
    lambda z: mp.mpf(n(z) > 0),
    "A unit has the pre-activation $z = «z»$ and uses the ReLU. How steep is the activation there?",
)


def _dead(w: Any, v: Any, b: Any, *data: Any) -> bool | None:
    heights = [w * x + v * y + b for x, y in points(data)]
    return None if max(heights) == 0 else max(heights) < 0


rule.story("dead", 0, _dead, "^A ReLU unit has the weights", "the unit is dead, that is, it gets no gradient")

_LAST = {
    "A sigmoid on each score": lambda s: [sigmoid(t) for t in s],
    "No activation: the scores stay as they are": lambda s: list(s),
    "A softmax over all scores": lambda s: [mp.exp(t) / sum(mp.exp(u) for u in s) for t in s],
}
_OTHER = [mp.mpf(1), mp.mpf(-2), mp.mpf("0.5")]
_DEMANDS = {
    "The outputs are probabilities that add up to 1": lambda act: abs(sum(act(_OTHER)) - 1) < mp.mpf("1e-20"),
    "Each output may be any number, also a negative one": lambda act: min(act(_OTHER)) < 0,
    "Each output is a probability of its own: several may be near 1 at once, and none depends on the scores of the others": (
        lambda act: min(act(_OTHER)) > 0 and act(_OTHER)[0] == act([_OTHER[0], mp.mpf(7), mp.mpf(9)])[0]
    ),
}


def _last(demand: str, options: tuple[str, ...]) -> Option:
    """The activation whose outputs for some scores are what is demanded of them."""
    return only(options, lambda option: _DEMANDS[demand](_LAST[option]))


rule(
    "last-layer",
    lambda demand, options, **scores: _last(demand, options),
    "A network is to predict …; its last scores are $«s1»$, $«s2»$ and $«s3»$. «demand». Which activation belongs on its last layer?",
)
