"""Readers for the topic “Sets and logic”."""

from __future__ import annotations

from typing import Any

from rederiving.numeric import n, one, roots
from rederiving.rules import Rules

rule = Rules()


def _multiples(p: str, low: str, high: str, q: str, o: str) -> Any:
    span = range(int(low), int(high) + 1)
    first, second = {k for k in span if k % int(p) == 0}, {k for k in span if k % int(q) == 0}
    found = {"\\cup": first | second, "\\cap": first & second, "\\setminus": first - second}.get(o)
    return len(found) if found is not None else None


S = "count"
rule(
    S,
    lambda x, u, v, w: int(x) - (int(u) + int(v) - int(w)),
    "Of «x» …, «u» …, «v» …, and «w» do both. How many do neither?",
)
rule(
    S,
    lambda x, u, v, w: int(u) + int(v) - int(w),
    "Of «x» …, «u» …, «v» …, and «w» do both. How many do at least one of the two?",
)
rule(
    S,
    _multiples,
    "$A$ holds the multiples of «p» from «low» to «high», and $B$ the multiples of «q». How many elements has $A «o» B$?",
)
rule(
    S,
    lambda x: 2 ** int(x) - 1,
    "A model may use any selection of «x» features, but at least one. How many selections are there?",
)
rule(
    S,
    lambda x: 2 ** int(x),
    "A model may use any selection of «x» features, possibly none. How many selections are there?",
)
rule(
    S,
    lambda x, y: int(x) * int(y),
    "$A$ has «x» elements and $B$ has «y». How many elements has $A \\times B$?",
)
S = "unknown"
rule(
    S,
    lambda x, y, u: int(x) + int(y) - int(u),
    "$|A| = «x»$, $|B| = «y»$ and $|A \\cup B| = «u»$. What is $|A \\cap B|$?",
    "«x» … are in the first list, «y» in the second, «u» in at least one. How many are in both?",
)
rule(
    S,
    lambda u, x, w: int(u) - int(x) + int(w),
    "Two lists hold «u» different … together. The first has «x», and «w» are in both. How many are in the second?",
)
rule(
    S,
    lambda x, w, u: int(u) - int(x) + int(w),
    "$|A| = «x»$, $|A \\cap B| = «w»$ and $|A \\cup B| = «u»$. What is $|B|$?",
)
rule(
    S,
    lambda x, y, j: one(roots(lambda w: w - n(j) * (n(x) + n(y) - w))),
    "Two tag sets have «x» and «y» tags; their Jaccard similarity (intersection over union) is $«j»$. How many tags do they share?",
)
