"""Readers for the topic “k-nearest neighbours”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import listed, n, one
from rederiving.rules import Rules
from rederiving.summaries import mean
from rederiving.tables import rows_of

rule = Rules()


def _nearest_mean(found: list[tuple[Any, Any]], x: Any, k: int) -> Any:
    return mean([y for _, y in sorted(found, key=lambda p: abs(p[0] - x))[:k]])


def _which_k(table: str, x: str, y: str) -> Any:
    found = [(n(row[0].strip("$")), n(row[1].strip("$"))) for row in rows_of(table)[1:]]
    return one(
        tuple(
            k for k in range(1, len(found) + 1) if abs(_nearest_mean(found, n(x), k) - n(y)) < mp.mpf("1e-20")
        )
    )


rule(
    "which-k",
    _which_k,
    "Examples on a line: «table» Asked for the value at $«x»$, k-nearest neighbours (plain mean) says $«y»$. Which $k$ was used?",
)
rule.story(
    "dimensions",
    3,
    lambda side, k, s: s ** int(k) if side == 1 else None,
    "cube of side 1",
    "What share of the points does it catch",
)
rule.story(
    "weighted",
    0,
    lambda k, *v: (
        sum(y / x for x, y in zip(v[: int(k)], v[int(k) :], strict=True)) / sum(1 / x for x in v[: int(k)])
    ),
    "Each counts with one over its distance",
    "weighted prediction",
)


def _places(table: str, k: str, at: str) -> Any:
    rows = [(listed(row[0].strip("$() ")), n(row[1].strip("$"))) for row in rows_of(table)[1:]]
    u, v = listed(at)
    ranked = sorted(rows, key=lambda row: (row[0][0] - u) ** 2 + (row[0][1] - v) ** 2)
    return mean([y for _, y in ranked[: int(k)]])


rule(
    "mean",
    _places,
    "… at five places …: «table» What … does k-nearest neighbours with $k = «k»$ predict at $(«at»)$?",
)


def _vote(examples: list[tuple[str, str]], place: str, k: int) -> str | None:
    """The label of the most of the k nearest; None when the k-th and the next are equally far."""
    at = listed(place)
    far = sorted(
        (sum((x - y) ** 2 for x, y in zip(listed(p), at, strict=True)), label) for p, label in examples
    )
    if k < len(far) and far[k - 1][0] == far[k][0]:
        return None
    labels = [label for _, label in far[:k]]
    return f"Label {max(set(labels), key=labels.count)}" if labels.count("A") * 2 != len(labels) else None


_EXAMPLES = ", ".join(f"$(«p{i}»)$ «l{i}»" for i in range(1, 6))


def _examples(gaps: dict[str, str]) -> list[tuple[str, str]]:
    return [(gaps[f"p{i}"], gaps[f"l{i}"]) for i in range(1, 6)]


S = "vote"
rule(
    S,
    lambda q, k, **g: _vote(_examples(g), q, int(k)),
    f"Five examples with their labels: {_EXAMPLES}. Which label do the «k» nearest neighbours give to $(«q»)$?",
    f"Classify the point $(«q»)$ with $k = «k»$. The examples are {_EXAMPLES}.",
)
rule(
    S,
    lambda q, **g: _vote(_examples(g), q, 1),
    f"Five examples with their labels: {_EXAMPLES}. Which label does the nearest neighbour give to $(«q»)$?",
)


def _extreme(count: str, a: str, b: str, k: str, here: str, claimed: str) -> bool | None:
    """With k = 1 the example at the place itself answers, with all of them the larger label."""
    if int(k) == 1:
        return here == claimed
    if int(k) == int(count) == int(a) + int(b) and a != b:
        return claimed == ("A" if int(a) > int(b) else "B")
    return None


rule(
    "extremes",
    lambda count, a, b, k, here, claimed: _extreme(count, a, b, k, here, claimed),
    "«count» training examples, «a» with label A and «b» with label B, all at different places. With $k = «k»$ a query is asked exactly at the place of an example with label «here», where no other one lies. True or false: the answer is «claimed».",
)


def _nearest_flat(table: str, rooms: str, metres: str) -> str:
    far = {
        flat: (n(x.strip("$")) / n(rooms)) ** 2 + (n(y.strip("$")) / n(metres)) ** 2
        for flat, x, y in rows_of(table)[1:]
    }
    return f"Flat {min(far, key=lambda flat: far[flat])}"


rule(
    "scaling",
    _nearest_flat,
    "Three flats differ from yours like this: «table» The standard deviation of the rooms is «rooms», that of the square metres «metres». Which flat is the nearest once both features are scaled to standard deviation 1?",
)
