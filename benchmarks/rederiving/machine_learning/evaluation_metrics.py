"""Readers for the topic “Evaluation metrics”."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n, one, roots
from rederiving.rules import Option, Rules, best
from rederiving.summaries import lists, taken
from rederiving.tables import rows_of

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


def _beats_nothing(total: Any, positive: Any, found: Any, right: Any) -> bool | None:
    wrong = (found - right) + (positive - right)
    return None if wrong == positive else bool(total - wrong > total - positive)


rule.story(
    "nothing",
    4,
    _beats_nothing,
    "^Of \\d+ .*, \\d+ are ",
    "\\d+ of them, \\d+ rightly\\. True or false: its accuracy is higher than that of a program for which nothing is ever",
)


def _cheapest(missed: str, alarm: str, table: str, options: tuple[str, ...]) -> Option:
    costs = {
        f"Classifier {name}": n(fn.strip("$")) * n(missed) + n(fp.strip("$")) * n(alarm)
        for name, fn, fp in rows_of(table)[1:]
    }
    return best(options, lambda option: -costs[option])


rule(
    "costs",
    _cheapest,
    "Say … costs «missed» and … costs «alarm». Three classifiers were tried on the same cases: «table» Which one is the cheapest?",
)
