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
