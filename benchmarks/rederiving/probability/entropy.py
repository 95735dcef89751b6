"""Readers for the topic “Entropy”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import NEAR
from rederiving.rules import Rules

rule = Rules()


def entropy(weights: list[Any], base: Any = 2) -> Any:
    """The entropy of a distribution."""
    return (
        -sum(p * mp.log(p) / mp.log(base) for p in weights if p > 0)
        if abs(sum(weights) - 1) < mp.mpf("1e-20")
        else None
    )


rule.story(
    "nats",
    0,
    lambda *p: entropy(list(p), mp.e),
    "^A class label has the probabilities",
    "(in nats, exactly|with natural logarithms)",
)
S = "entropy"
rule.story(
    S,
    0,
    lambda *p: entropy(list(p)),
    "with the probabilities",
    "(entropy, in bits|bits of entropy)",
)
rule.story(
    S,
    0,
    lambda *p: entropy(list(p)) if all(mp.log(q, 2) == mp.nint(mp.log(q, 2)) for q in p) else None,
    "with the probabilities",
    "How many yes-no questions does a best questioner need on average",
)
rule.story(
    "how-many",
    1,
    lambda h: 2**h,
    "(all outcomes are equally likely, and the entropy is \\d+ bit|has an entropy of \\d+ bits?, all outcomes being equally likely)",
)
S = "surprise"
rule.story(S, 1, lambda p: -mp.log(p, 2), "(information content, in bits|How many bits of surprise)")
rule.story(S, 1, lambda h: h * mp.log(2), "How many nats are that, exactly")
rule.story(
    S,
    2,
    lambda k, m: k * mp.log(m, 2),
    "each drawn independently from \\d+ equally likely ones. What is its entropy, in bits",
)


def _code_length(weights: list[Any]) -> Any:
    """The mean length of a best code, by Huffman: the two rarest values are joined until one is left."""
    heap, length = sorted(weights), mp.mpf(0)
    while len(heap) > 1:
        joined = heap[0] + heap[1]
        length += joined
        heap = sorted([*heap[2:], joined])
    return length


S = "judge"
rule.story(
    S,
    0,
    lambda *p: bool(entropy(list(p[:-1])) > entropy([1 / p[-1]] * int(p[-1])) - NEAR),
    "True or false: no distribution on \\d+ values has a larger entropy\\.$",
)
rule.story(
    S,
    0,
    lambda *p: bool(abs(entropy(list(p[:-1])) - p[-1]) < NEAR),
    "True or false: its entropy is \\$[^$]+\\$ bits?\\.$",
)
rule.story(
    S,
    0,
    lambda *p: bool(_code_length(list(p[:-1])) <= p[-1] + NEAR) if abs(sum(p[:-1]) - 1) < NEAR else None,
    "True or false: a best code needs at most \\d+ bits? a value on average\\.$",
)
