"""Readers for the topic “Cross-validation”."""

from __future__ import annotations

from typing import Any

from rederiving.rules import Rules
from rederiving.summaries import mean

rule = Rules()


def _cross_validated(values: list[Any], size: int) -> Any:
    folds = [values[i : i + size] for i in range(0, len(values), size)]
    return mean(
        [
            (y - mean([v for j, other in enumerate(folds) if j != i for v in other])) ** 2
            for i, fold in enumerate(folds)
            for y in fold
        ]
    )


S = "by-hand"
rule.story(S, 3, lambda *v: _cross_validated(list(v), 1), "^Leave-one-out: three targets", "squared error")
rule.story(S, 6, lambda *v: _cross_validated(list(v), 2), "^Three folds of two targets each", "squared error")
S = "count"
rule.story(
    S,
    2,
    lambda s, k: s * k + 1,
    "settings are compared by",
    "trained once more on all the data",
)
rule.story(
    S,
    2,
    lambda k, folds: k - k / folds,
    "folds of equal size",
    "On how many examples is the model of each round trained",
)
rule.story(
    "missing",
    0,
    lambda k, m, j, *v: k * m - sum(v) if j == k - 1 == len(v) else None,
    "What is the error of the last fold",
)
