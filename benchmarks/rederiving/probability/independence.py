"""Readers for the topic “Independence of events”."""

from __future__ import annotations

import itertools
import re
from typing import Any

from rederiving.numeric import NEAR, listed, n
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


def _faces(event: str, faces: int) -> set[int]:
    """The faces of a die that an event in words allows."""
    number = re.search(r"\d+", event)
    bound = int(number.group()) if number else 0
    tests = {
        "even": lambda k: k % 2 == 0,
        "odd": lambda k: k % 2 == 1,
        "a multiple of #": lambda k: k % bound == 0,
        "at least #": lambda k: k >= bound,
        "at most #": lambda k: k <= bound,
    }
    test = tests[re.sub(r"\d+", "#", event)]
    return {k for k in range(1, faces + 1) if test(k)}


def _free(first: set[Any], second: set[Any], size: int) -> bool:
    """Whether two events are independent among equally likely outcomes."""
    return len(first & second) * size == len(first) * len(second)


rule(
    "same-die",
    lambda k, u, v: _free(_faces(u, int(k)), _faces(v, int(k)), int(k)),
    "A fair die with «k» faces is rolled once. True or false: “«u»” and “«v»” are independent.",
    "One roll of a fair die with «k» faces: $A$ is “«u»”, $B$ is “«v»”. True or false: $A$ and $B$ are independent.",
)
for _how, _both in (("are independent", lambda x, y: x * y), ("exclude each other", lambda x, y: 0 * x * y)):
    rule(
        "exclusive",
        lambda x, y, c, both=_both: bool(abs(both(n(x), n(y)) - n(c)) < NEAR),
        f"Two events {_how}, with $P(A) = «x»$ and $P(B) = «y»$. True or false: $P(A \\cap B) = «c»$.",
    )
    rule(
        "exclusive",
        lambda x, y, c, both=_both: bool(abs(both(n(x), n(y)) / n(y) - n(c)) < NEAR),
        f"Two events {_how}, with $P(A) = «x»$ and $P(B) = «y»$. True or false: $P(A \\mid B) = «c»$.",
    )


def _three(size: int, events: list[set[Any]]) -> str:
    if not all(_free(x, y, size) for x, y in itertools.combinations(events, 2)):
        return "Some two of them are dependent."
    u, v, w = events
    if len(u & v & w) * size**2 == len(u) * len(v) * len(w):
        return "The three events are mutually independent."
    return "Every two of them are independent, but the three are not mutually independent."


rule(
    "three",
    lambda k, u, v, w: _three(int(k), [set(listed(t)) for t in (u, v, w)]),
    "A ball is drawn from «k» balls numbered 1 to «k», all equally likely. The events are $A = \\{«u»\\}$; $B = \\{«v»\\}$; $C = \\{«w»\\}$. What is true?",
)
