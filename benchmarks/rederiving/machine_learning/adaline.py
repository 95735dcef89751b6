"""Readers for the topic “Adaline”."""

from __future__ import annotations

from typing import Any

from rederiving.numeric import column, listed, n
from rederiving.rules import Rules

rule = Rules()

S = "unknown"
rule.story(S, 2, lambda e, y: y - e, "^Adaline made the error", "What was its activation")
rule.story(
    S,
    7,
    lambda u, v, b, x, y, t, c: (c - b) / (t - u * x - v * y - b),
    "One step of the delta rule",
    "Which learning rate was used",
)


def _adaline(w: list[Any], examples: list[Any], rate: Any) -> Any:
    """One step of the delta rule with all examples at once."""
    moved = list(w)
    for x, y, t in zip(examples[::3], examples[1::3], examples[2::3], strict=True):
        error = t - (w[0] * x + w[1] * y + w[2])
        moved = [m + rate * error * v for m, v in zip(moved, (x, y, 1), strict=True)]
    return column(*moved)


rule.story(
    "step",
    0,
    lambda *v: _adaline(list(v[:3]), list(v[3:-1]), v[-1]) if len(v) in (7, 10) else None,
    "^Adaline stands at",
    "Give \\$\\[w_1, w_2, b\\]",
)
rule.story(
    "loss",
    0,
    lambda u, v, b, *e: (
        sum((t - u * x - v * y - b) ** 2 for x, y, t in zip(e[::3], e[1::3], e[2::3], strict=True)) / 2
    ),
    "^Adaline has the weights",
    "loss",
)


def _moves(w: str, b: str, x: str, t: str, perceptron: bool) -> bool:
    """Adaline moves at every error of its activation, the perceptron when label times activation is not positive."""
    activation = sum(u * v for u, v in zip(listed(w), listed(x), strict=True)) + n(b)
    return bool(n(t) * activation <= 0) if perceptron else bool(n(t) != activation)


for _who, _perceptron in (("Adaline", False), ("the perceptron", True)):
    for _does, _moved in (("changes its weights", True), ("leaves its weights as they are", False)):
        rule(
            "which-moves",
            lambda w, b, x, t, p=_perceptron, m=_moved: _moves(w, b, x, t, p) == m,
            f"The weights are $(«w»)$, the bias $«b»$, and the next example is $(«x»)$ with label $«t»$. True or false: {_who} {_does} at this example.",
        )
