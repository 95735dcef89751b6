"""Readers for the topic “Perceptron”."""

from __future__ import annotations

import math
from typing import Any

from rederiving.numeric import column
from rederiving.rules import Rules

rule = Rules()

S = "which"
rule.story(
    S,
    6,
    lambda u, v, b, s, t, c: column(s - u, t - v) / (c - b) if abs(c - b) == 1 else None,
    "^One update took a perceptron from",
    "Which point was it",
)
rule.story(
    S,
    4,
    lambda u, v, x, y: -(u * x + v * y),
    "For which bias \\$b\\$ does the point .* lie exactly on its border",
)


def _perceptron(w: list[Any], examples: list[tuple[list[Any], Any]]) -> Any:
    """Weights and bias after a pass: an example counts as wrong when label times activation is not positive."""
    weights = list(w)
    for x, label in examples:
        activation = sum(u * v for u, v in zip(weights, [*x, 1], strict=True))
        if label * activation <= 0:
            weights = [u + label * v for u, v in zip(weights, [*x, 1], strict=True)]
    return column(*weights)


S = "update"
rule.story(
    S,
    6,
    lambda u, v, b, x, y, t: _perceptron([u, v, b], [([x, y], t)]),
    "^A perceptron with weights",
    "(after its update|What are)",
)
rule.story(
    S,
    6,
    lambda x, y, t, u, v, b: _perceptron([u, v, b], [([x, y], t)]),
    "^The example",
    "The perceptron stands at",
    "after this example",
)
S = "activation"
rule.story(S, 7, lambda u, v, w, b, x, y, z: u * x + v * y + w * z + b, "activation")
rule.story(S, 5, lambda u, v, b, x, y: u * x + v * y + b, "activation")
rule.story(
    "pass",
    12,
    lambda u, v, b, *e: _perceptron([u, v, b], [([e[i], e[i + 1]], e[i + 2]) for i in (0, 3, 6)]),
    "^A perceptron starts at",
    "goes once through",
)


def _separable(examples: list[tuple[Any, Any, Any]]) -> bool:
    """Whether in one of 720 directions all points of one label lie beyond all of the other; few places, so enough."""
    for turn in range(720):
        u, v = math.cos((turn + 0.5) * math.pi / 360), math.sin((turn + 0.5) * math.pi / 360)
        heights = [(u * float(x) + v * float(y), label) for x, y, label in examples]
        beyond = [h for h, label in heights if label > 0]
        below = [h for h, label in heights if label < 0]
        if not beyond or not below or min(beyond) > max(below):
            return True
    return False


rule.story(
    "learnable",
    12,
    lambda *v: _separable(list(zip(v[::3], v[1::3], v[2::3], strict=True))),
    "^Four points have these labels:",
    "True or false: some perceptron gets all four right",
)
