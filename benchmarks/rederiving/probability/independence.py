"""Readers for the topic “Independence of events”."""

from __future__ import annotations

from rederiving.numeric import n
from rederiving.probability.sample_spaces_and_events import how_often
from rederiving.rules import Rules

rule = Rules()

S = "unknown"
rule(
    S,
    lambda x, u: (n(u) - n(x)) / (1 - n(x)),
    "$A$ and $B$ are independent, $P(A) = «x»$ and $P(A \\cup B) = «u»$. What is $P(B)$?",
)
rule.story(S, 2, lambda q, t: how_often(q, t), "^Each", "are needed so that at least one of them")
S = "at-least-one"
rule.story(S, 3, lambda p, q, r: 1 - p * q * r, "^Three \\w+ work independently", "at least one of them")
rule.story(S, 3, lambda p, q, r: p * q * r, "^Three \\w+ work independently", "all of them")
rule.story(S, 2, lambda k, p: 1 - p ** int(k), "^\\d \\w+ work independently; each", "at least one of them")
rule.story(S, 2, lambda k, p: p ** int(k), "^\\d \\w+ work independently; each", "all of them")
S = "combine"
rule(
    S,
    lambda x, y: n(x) + n(y) - n(x) * n(y),
    "$A$ and $B$ are independent, with $P(A) = «x»$ and $P(B) = «y»$. ‹What is|Find› $P(A \\cup B)$‹?|.›",
)
rule(
    S,
    lambda x, y: n(x) * n(y),
    "$A$ and $B$ are independent, with $P(A) = «x»$ and $P(B) = «y»$. ‹What is|Find› $P(A \\cap B)$‹?|.›",
)
rule(
    S,
    lambda x, y: n(x) * (1 - n(y)),
    "$A$ and $B$ are independent, with $P(A) = «x»$ and $P(B) = «y»$. ‹What is|Find› $P(A \\cap B^c)$‹?|.›",
)
rule(
    S,
    lambda x, y: (1 - n(x)) * (1 - n(y)),
    "$A$ and $B$ are independent, with $P(A) = «x»$ and $P(B) = «y»$. ‹What is|Find› $P(A^c \\cap B^c)$‹?|.›",
)
