"""Readers for the topic “Cross-entropy”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import NEAR, listed, n
from rederiving.rules import Rules
from rederiving.summaries import lists, taken
from rederiving.tables import rows_of

rule = Rules()

S = "label"
rule.story(
    S,
    1,
    lambda p: -mp.log(1 - p),
    "(The email is not spam|It stays dry)\\.",
    "(loss in nats|binary cross-entropy), exactly",
)
rule.story(
    S,
    1,
    lambda p: -mp.log(p),
    "(The email is spam|It rains)\\.",
    "(loss in nats|binary cross-entropy), exactly",
)
rule.story(
    S,
    3,
    lambda label, p, true: (
        -mp.log(p if label == true else 1 - p) if label in (0, 1) and true in (0, 1) else None
    ),
    "^A classifier gives label",
    "The label is \\d",
)


def two_rows(table: str) -> tuple[list[Any], list[Any]]:
    """The numbers of the two rows below the head of a table."""
    first, second = ([n(cell.strip("$")) for cell in row[1:]] for row in rows_of(table)[1:3])
    return first, second


def cross(p: list[Any], q: list[Any], base: Any = 2) -> Any:
    """The cross-entropy of two distributions."""
    return -sum(x * mp.log(y) / mp.log(base) for x, y in zip(p, q, strict=True) if x > 0)


rule(
    "bits",
    lambda table: cross(*two_rows(table)),
    "Truth and model of a source: «table» How many bits a symbol does a code made for $q$ need on average?",
    "Truth and model of a source: «table» What is the cross-entropy $H(p, q)$, in bits?",
)
S = "unknown"
rule(
    S,
    lambda k, x: mp.exp(n(x)),
    "A model's average cross-entropy over «k» tokens is $«x»$ nats. Among how many equally likely tokens would it be just as unsure?",
)
rule(
    S,
    lambda k, x: mp.exp(n(x) / int(k)),
    "A text of «k» tokens has a total cross-entropy of $«x»$ nats. What is the perplexity of the model on it?",
)
rule(
    S,
    lambda x: mp.exp(-n(x)),
    "The cross-entropy of one prediction with a one-hot label is $«x»$. What was the probability of the right class?",
    "A classifier's loss for one example is $«x»$ nats. Which probability did it give to the true class?",
)
S = "text"
rule.story(
    S,
    0,
    lambda k, *p: -sum(mp.log(q) for q in p) / k if len(p) == k else None,
    "^A language model gave",
    "average cross-entropy per token, in nats",
)
rule.story(
    S,
    0,
    lambda k, *p: mp.exp(-sum(mp.log(q) for q in p) / k) if len(p) == k else None,
    "^A language model gave",
    "What is its perplexity",
)


def _same(a: Any, b: Any) -> bool:
    return bool(abs(a - b) < NEAR)


for _truth, _model in zip(lists("p"), lists("q"), strict=True):
    rule(
        "best",
        lambda c, **p: bool(cross(listed(taken(p, "p")), listed(taken(p, "p"))) < n(c) - NEAR),
        f"The truth has the probabilities {_truth}. True or false: some model has a cross-entropy below $«c»$ bits with this truth.",
    )
    rule(
        "best",
        lambda c, **p: _same(cross(listed(taken(p, "p")), listed(taken(p, "q"))), n(c)),
        f"The truth has the probabilities {_truth}. True or false: the model with the probabilities {_model} reaches a cross-entropy of $«c»$ bits.",
    )
