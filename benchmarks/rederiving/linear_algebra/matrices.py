"""Readers for the topic “Matrices”."""

from __future__ import annotations

from typing import Any

from rederiving.numeric import a, n
from rederiving.rules import Rules

rule = Rules()

S = "sum"
rule(S, lambda x: a(x), "Work out $«x»$.", "Compute $«x»$.")
rule(
    S,
    lambda x, y: (a(x) + a(y)) / 2,
    "Two bakeries (rows) count what they sold of 3 kinds of bread: $«x»$ in the first week and $«y»$ in the second. Write down the table of weekly averages.",
)
S = "unknown"
rule(S, lambda x, y: a(y) - a(x), "Find the matrix $X$ with $X + «x» = «y»$.")
rule(S, lambda x, c, y: (a(x) - a(y)) / n(c), "Solve $«x» - «c» X = «y»$ for $X$.")
rule(
    S,
    lambda c, x, y: (a(y) - a(x)) / n(c),
    "Find the matrix $X$ with $«c» X + «x» = «y»$.",
    "Solve $«c» X + «x» = «y»$ for $X$.",
)
rule(
    S,
    lambda x, y: a(x) - a(y),
    "Solve $- X + «x» = «y»$ for $X$.",
    "Find the matrix $X$ with $- X + «x» = «y»$.",
    "Solve $«x» - X = «y»$ for $X$.",
    "Find the matrix $X$ with $«x» - X = «y»$.",
)
rule(S, lambda x, y: a(y) - a(x), "Solve $X + «x» = «y»$ for $X$.")
rule(S, lambda x, c, y: (a(x) - a(y)) / n(c), "Find the matrix $X$ with $«x» - «c» X = «y»$.")
S = "entry"
rule(
    S,
    lambda ij, m: a(m)[int(ij[0]) - 1, int(ij[1]) - 1],
    "What is the entry $a_{«ij»}$ of $A = «m»$?",
)
rule(
    S,
    lambda i, j, m: a(m)[int(i) - 1, int(j) - 1],
    "Read off the entry in row $«i»$ and column $«j»$: $A = «m»$.",
)
rule(
    "sum",
    lambda k, x, y: (a(x) + a(y)) / 2,
    "Two bakeries (rows) count what they sold of «k» kinds of bread: $«x»$ in the first week and $«y»$ in the second. Write down the table of weekly averages.",
)


def _kind(m: str) -> str:
    """The closest description: of all that fit, the one that fits the fewest matrices."""
    entries: Any = a(m)
    rows, columns = entries.shape
    if not any(entries.flatten()):
        return "a zero matrix"
    if rows != columns:
        return "not a square matrix"
    if any(entries[i, j] for i in range(rows) for j in range(rows) if i != j):
        return "a square matrix, but no diagonal one"
    return "an identity matrix" if {entries[i, i] for i in range(rows)} == {1} else "a diagonal matrix"


rule(
    "kind",
    _kind,
    "Which description fits $«m»$ best?",
    "What kind of matrix is $A = «m»$? Pick the closest description.",
)
S = "table"
rule(
    S,
    lambda e, k: f"The shape is ${e} \\times {k}$.",
    "A data set has «e» … with «k» … each. It is stored as a matrix with one example to a row. What is its shape?",
    "«e» …, «k» features each, examples as rows: what shape has the data matrix?",
)
rule(
    S,
    lambda e, k: f"There are ${int(e) * int(k)}$ entries.",
    "A data set has «e» … with «k» … each. It is stored as a matrix with one example to a row. How many entries does it have?",
    "«e» …, «k» features each, examples as rows: what number of entries has the data matrix?",
)
