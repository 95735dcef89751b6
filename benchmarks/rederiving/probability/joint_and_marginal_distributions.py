"""Readers for the topic “Joint and marginal distributions”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.numeric import NEAR, n
from rederiving.rules import Rules
from rederiving.tables import rows_of

rule = Rules()


def _joint(table: str, event: str) -> Any:
    """A margin or a conditional probability of a table with names in its margins."""
    rows = rows_of(table)
    columns, names = rows[0][1:], [row[0] for row in rows[1:]]
    cells = [[n(cell.strip("$")) for cell in row[1:]] for row in rows[1:]]
    pick = re.fullmatch(r"([XY]) = \\text\{(\w+)\}(?: \\mid ([XY]) = \\text\{(\w+)\})?", event)
    if pick is None:
        return None
    by_x = lambda name: sum(cells[names.index(name)])
    by_y = lambda name: sum(row[columns.index(name)] for row in cells)
    if pick[3] is None:
        return by_x(pick[2]) if pick[1] == "X" else by_y(pick[2])
    x, y = (pick[2], pick[4]) if pick[1] == "X" else (pick[4], pick[2])
    both = cells[names.index(x)][columns.index(y)]
    return both / (by_y(y) if pick[1] == "X" else by_x(x))


for S in ("conditional", "margin"):
    rule(
        S,
        lambda table, event: _joint(table, event),
        "The … ($X$) and the … ($Y$) have this joint distribution: «table» What is $P(«event»)$?",
        "The … ($X$) and the … ($Y$) have this joint distribution: «table» Find the marginal probability $P(«event»)$.",
    )
S = "missing"
rule(
    S,
    lambda table: (
        1
        - sum(n(cell.strip("$")) for row in rows_of(table)[1:] for cell in row[1:] if re.search(r"\d", cell))
    ),
    "In this joint distribution of … one cell is missing: «table» Which number is $c$?",
)
rule(
    S,
    lambda x, j: (1 - n(x)) * n(j) / n(x),
    "$X$ and $Y$ are independent. $P(X = 1) = «x»$, and the joint probability $P(X = 1, Y = 1)$ is $«j»$. What is $P(X = 0, Y = 1)$, when $X$ takes the values 0 and 1 only?",
)
rule(
    "open",
    lambda x, y, how: (
        max(mp.mpf(0), n(x) + n(y) - 1)
        if how == "smallest"
        else min(n(x), n(y))
        if how == "largest"
        else None
    ),
    "Only the margins are known: $P(X = 1) = «x»$ and $P(Y = 1) = «y»$, both variables being 0 or 1. What is the «how» possible value of $P(X = 1, Y = 1)$?",
)


def _factors(table: str) -> Any:
    """Whether every cell of a joint distribution is the product of its margins."""
    cells = [[n(cell.strip("$")) for cell in row[1:]] for row in rows_of(table)[1:]]
    rows, columns = [sum(row) for row in cells], [sum(column) for column in zip(*cells, strict=True)]
    if abs(sum(rows) - 1) > NEAR:
        return None
    return all(
        abs(cell - rows[i] * columns[j]) < NEAR for i, row in enumerate(cells) for j, cell in enumerate(row)
    )


rule(
    "independent",
    _factors,
    "This table is a joint distribution: «table» True or false: $X$ and $Y$ are independent‹ (knowing one says nothing about the other)|›.",
)
