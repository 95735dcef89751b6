"""Readers for the topic “Evaluation metrics”."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath as mp

from rederiving.numeric import listed, one, roots
from rederiving.rules import Rules
from rederiving.summaries import lists, taken

rule = Rules()


def _auc(up: str, down: str) -> Any:
    pairs = list(itertools.product(listed(up), listed(down)))
    return mp.mpf(sum(2 * (x > y) + (x == y) for x, y in pairs)) / (2 * len(pairs))


for _up, _down in itertools.product(lists("p"), lists("q")):
    rule(
        "pairs",
        lambda **k: _auc(taken(k, "p"), taken(k, "q")),
        *(
            f"A classifier gives the positives the scores {_up} and the negatives {_down}. {end}"
            for end in (
                "Compute the AUC by counting pairs.",
                "Compute the AUC by counting pairs. (A tie counts half.)",
                "What is the area under its ROC curve?",
                "What is the area under its ROC curve? (A tie counts half.)",
            )
        ),
    )
S = "behind"
rule.story(
    S, 3, lambda positives, r, p: positives * r / p, "The recall is", "and the precision", "in all\\?$"
)
rule.story(
    S,
    2,
    lambda p, f1: one(roots(lambda r: 2 * p * r - f1 * (p + r))),
    "has the precision",
    "F1 score",
    "What is its recall",
)
_counts = "^Of \\d+ [\\w ]+, \\d+ are "
S = "matrix"
rule.story(
    S, 5, lambda k, pos, marked, same, tp: tp / marked if same == k else None, _counts, "the precision[.?]$"
)
rule.story(S, 5, lambda k, pos, marked, same, tp: tp / pos if same == k else None, _counts, "the recall[.?]$")
rule.story(
    S,
    5,
    lambda k, pos, marked, same, tp: 2 * tp / (pos + marked) if same == k else None,
    _counts,
    "the F1 score[.?]$",
)
rule.story(
    S,
    5,
    lambda k, pos, marked, same, tp: (marked - tp) / (k - pos) if same == k else None,
    _counts,
    "the false positive rate[.?]$",
)
rule.story(
    S,
    5,
    lambda k, pos, marked, same, tp: (k - pos - marked + 2 * tp) / k if same == k else None,
    _counts,
    "the accuracy[.?]$",
)
