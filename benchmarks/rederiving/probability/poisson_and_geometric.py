"""Readers for the topic “Poisson and geometric distributions”."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.numeric import NEAR, n
from rederiving.probability.sample_spaces_and_events import how_often
from rederiving.rules import Rules

rule = Rules()


def poisson(mean: Any, good: Any) -> Any:
    """The probability that a Poisson count below 5 is good."""
    return sum(mp.exp(-mean) * mean**k / mp.factorial(k) for k in range(12) if good(k))


_COUNTS = {"none comes": lambda k: k == 0, "at most one comes": lambda k: k <= 1}


def poisson_event(rate: str, event: str, times: str = "1") -> Any:
    """The probability of an event described in words, for a Poisson count."""
    mean = n(rate) * n(times)
    exact = re.fullmatch(r"exactly (\d+) comes?", event)
    if exact:
        return poisson(mean, lambda k: k == int(exact[1]))
    if event == "at least one comes":
        return 1 - poisson(mean, lambda k: k == 0)
    return poisson(mean, _COUNTS[event]) if event in _COUNTS else None


_COUNT = "… come as a Poisson count, on average $«rate»$ …. What is the probability that "
S = "count"
for _start in (
    "The number of … is Poisson with rate $«rate»$. How probable is it that ",
    "On average «rate» … come …, as a Poisson count. What is the probability that ",
):
    rule(
        S,
        poisson_event,
        _start + "«event» in «times» times that span?",
        _start + "«event»?",
    )
rule(
    S,
    poisson_event,
    _COUNT + "«event» in a span «times» times as long?",
    _COUNT + "«event»?",
)
S = "first"
rule.story(
    S,
    1,
    lambda p: mp.nsum(lambda k: k * p * (1 - p) ** (k - 1), [1, mp.inf]),
    "each time, independently",
    "How many tries does the first success take in expectation, the successful one included",
)
rule.story(
    S,
    2,
    lambda p, k: p * (1 - p) ** int(k - 1),
    "each time, independently",
    "the first success comes on \\w+ number \\d+\\?$",
)
rule.story(S, 2, lambda p, k: (1 - p) ** int(k), "each time, independently", "the first \\d+ all fail")
rule.story(
    S,
    2,
    lambda p, k: 1 - (1 - p) ** int(k),
    "each time, independently",
    "a success within the first \\d+\\?$",
)
S = "unknown"
rule.story(
    S,
    2,
    lambda p, t: how_often(1 - p, t),
    "each time, independently",
    "Within how many tries does a success come with probability",
)
rule(
    S,
    lambda x: -mp.log(n(x)),
    "A Poisson count of … is 0 with probability $«x»$. What is its mean?",
    "The number of … is Poisson, and none comes with probability $«x»$. What is the variance of the number?",
)
_TIMES = {"not even once": 0, "exactly once": 1, "exactly twice": 2, "exactly three times": 3}
rule(
    "rare",
    lambda k, p, often: poisson(n(k) * n(p), lambda j: j == _TIMES[often]) if often in _TIMES else None,
    "Each of «k» … with probability $«p»$, independently. Use the Poisson approximation: how probable is it that this happens «often»?",
)
rule(
    "count",
    poisson_event,
    "The number of … is Poisson with rate $«rate»$. How probable is it that «event» in a span «times» times as long?",
)


def _still_fails(p: Any, more: Any, said: Any) -> bool:
    """Whether a run of further failures has the probability that was said: what was before does not matter."""
    return bool(abs((1 - p) ** int(more) - said) < NEAR)


S = "memory"
rule.story(
    S,
    4,
    lambda p, before, more, said: _still_fails(p, more, said),
    "each time, independently\\. The first \\d+ \\w+ failed\\. True or false: the next \\d+ will fail as well",
)
rule.story(
    S,
    3,
    lambda p, before, said: _still_fails(p, 1, said),
    "each time, independently\\. The first \\d+ \\w+ failed\\. True or false: the next one will fail as well",
)
rule(
    "formula",
    lambda r, k: mp.exp(-n(r)) * n(r) ** n(k) / mp.factorial(n(k)),
    "On average there are «r» …, and the count is Poisson. How probable are exactly «k»?",
    "The number of … is Poisson with rate «r». Which is the probability of exactly «k»?",
)
