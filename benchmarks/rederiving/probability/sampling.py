"""Readers for the topic “Sampling”."""

from __future__ import annotations

import itertools
import math
from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n
from rederiving.rules import Rules

rule = Rules()

S = "strata"
rule.story(
    S,
    5,
    lambda p, k, x, j, y: p * x + (1 - p) * y,
    "stratified estimate of the population mean",
)
rule.story(S, 2, lambda p, q: p / q, "Which importance weight does each of its members get")
S = "getting-in"
rule.story(
    S,
    2,
    lambda size, k: 1 - (1 - 1 / size) ** int(k),
    "with replacement",
    "gets into the sample at least once",
)
rule.story(S, 2, lambda size, k: k / size, "without replacement", "gets into the sample\\?$")
S = "unknown"
rule.story(
    S,
    3,
    lambda x, y, t: (t - y) / (x - y),
    "^Two strata have the sample means",
    "first stratum",
)
rule.story(S, 2, lambda size, p: size * p, "without replacement", "How large is the sample")


def _samples(count: Any, size: int) -> list[tuple[Any, ...]]:
    return list(itertools.combinations(count, size))


S = "samples"
rule.story(
    S,
    4,
    lambda x, y, z, k: sum(max(s) for s in _samples((x, y, z), int(k))) / len(_samples((x, y, z), int(k))),
    "without replacement\\. What is the expectation of its largest value",
)
rule.story(
    S,
    4,
    lambda x, y, z, k: sum(min(s) for s in _samples((x, y, z), int(k))) / len(_samples((x, y, z), int(k))),
    "without replacement\\. What is the expectation of its smallest value",
)
rule.story(
    S,
    4,
    lambda x, y, z, k: (
        mp.mpf(sum(sum(s) / k > (x + y + z) / 3 for s in _samples((x, y, z), int(k))))
        / len(_samples((x, y, z), int(k)))
    ),
    "How probable is it that its mean is above the population mean",
)
rule.story(
    S,
    2,
    lambda k, size: math.comb(int(size), int(k)),
    "^How many different samples of \\d+ can be drawn without replacement",
    "if order does not matter",
)


def _pairs(p: str, value: Any) -> Any:
    found = [value(u, v) for u, v in itertools.combinations(listed(p), 2)]
    return sum(found, mp.mpf(0)) / len(found)


rule(
    "samples",
    lambda p: _pairs(p, max),
    "A population has the values $«p»$. A sample of 2 is drawn without replacement. What is the expectation of its largest value?",
)
for _list in (
    "$«p1»$, $«p2»$ and $«p3»$",
    "$«p1»$, $«p2»$, $«p3»$ and $«p4»$",
    "$«p1»$, $«p2»$, $«p3»$, $«p4»$ and $«p5»$",
):
    rule(
        "samples",
        lambda **p: _pairs(", ".join(p.values()), max),
        f"A population has the values {_list}. A sample of 2 is drawn without replacement. What is the expectation of its largest value?",
    )
    rule(
        "samples",
        lambda **p: _pairs(
            ", ".join(p.values()), lambda u, v: mp.mpf((u + v) / 2 > sum(n(t) for t in p.values()) / len(p))
        ),
        f"A population has the values {_list}. A sample of 2 is drawn without replacement. How probable is it that its mean is above the population mean?",
    )
