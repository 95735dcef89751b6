"""Tables in a wording: their cells, distributions, expectations."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.numeric import n


def rows_of(table: str) -> list[list[str]]:
    """The cells of a table of Markdown, whose lines were joined; the line of dashes is left out."""
    rows = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in table.split("⏎")]
    return [row for row in rows if not all(set(cell) <= {"-", ":"} and cell for cell in row)]


def distribution(table: str) -> tuple[list[Any], list[Any]]:
    """Values and probabilities of a table with one row of each; an unknown entry is None."""
    values, weights = rows_of(table)[:2]

    def numbers(row: list[str]) -> list[Any]:
        return [n(cell.strip("$")) if re.search(r"\d", cell) else None for cell in row[1:]]

    return numbers(values), numbers(weights)


def expected(table: str, function: Any = lambda x: x) -> Any:
    """The expectation of a function of a discrete variable."""
    values, weights = distribution(table)
    return (
        sum(w * function(v) for v, w in zip(values, weights, strict=True))
        if abs(sum(weights) - 1) < mp.mpf("1e-20")
        else None
    )
