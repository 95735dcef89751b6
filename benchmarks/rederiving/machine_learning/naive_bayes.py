"""Readers for the topic “Naive Bayes”."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.numeric import n
from rederiving.rules import Rules
from rederiving.tables import rows_of

rule = Rules()

_OFTEN = {"never": 0, "once": 1, "twice": 2}
S = "likelihood"
for _end in (
    "What is the likelihood of “«w»” in this class with Laplace smoothing?",
    "What is its smoothed likelihood in this class with $\\alpha = «alpha»$?",
):
    _start = "The training texts of the class “«c»” have «k» words in all; “«w»” occurs "
    rule(
        S,
        lambda c, k, w, j, m, alpha="1": (n(j) + n(alpha)) / (n(k) + n(alpha) * n(m)),
        _start + "«j» times among them. The vocabulary has «m» words. " + _end,
    )
    rule(
        S,
        lambda c, k, w, j, m, alpha="1": (
            (_OFTEN[j] + n(alpha)) / (n(k) + n(alpha) * n(m)) if j in _OFTEN else None
        ),
        _start + "«j» among them. The vocabulary has «m» words. " + _end,
    )
rule(
    S,
    lambda c, k, w, m, alpha="1": n(alpha) / (n(k) + n(alpha) * n(m)),
    *(
        "The training texts of the class “«c»” have «k» words in all; “«w»” never occurs among them. The vocabulary has «m» words. "
        + end
        for end in (
            "What is the likelihood of “«w»” in this class with Laplace smoothing?",
            "What is its smoothed likelihood in this class with $\\alpha = «alpha»$?",
        )
    ),
)
S = "unknown"
rule.story(
    S,
    2,
    lambda p, q: q / (p + q),
    "For which prior of A does naive Bayes give both classes the same probability",
)
rule.story(S, 3, lambda p, k, m: p * (k + m) - 1, "^With Laplace smoothing", "How often does the word occur")


def _naive(p: str, x: str, q: str, y: str, table: str, words: list[str]) -> Any:
    joint = [n(p), n(q)]
    for row in rows_of(table)[1:]:
        if row[0].strip("“”") in words:
            joint = [j * n(cell.strip("$")) for j, cell in zip(joint, row[1:], strict=True)]
    return joint


_NAIVE = (
    "Naive Bayes knows the prior $«p»$ for the class «x» and $«q»$ for «y», and these likelihoods: «table» "
)
rule(
    "posterior",
    lambda p, x, q, y, table, u, c, v=None: (
        lambda j: j[0] / sum(j) if c == x else j[1] / sum(j) if c == y else None
    )(_naive(p, x, q, y, table, [w for w in (u, v) if w])),
    _NAIVE + "A text holds “«u»” and “«v»” (nothing else is looked at). How probable is the class «c»?",
    _NAIVE + "A text holds “«u»” (nothing else is looked at). How probable is the class «c»?",
)


def _gap(p: str, x: str, q: str, y: str, table: str, c: str, e: str) -> Any:
    first, second = _naive(p, x, q, y, table, [row[0].strip("“”") for row in rows_of(table)[1:]])
    return mp.log(first / second) * (1 if (c, e) == (x, y) else -1)


rule(
    "logarithms",
    _gap,
    _NAIVE
    + "A text holds both words. By how much does the sum of logarithms for «c» exceed that for «e»? Give it exactly (a negative number if it does not).",
)
rule(
    "naive",
    lambda p, q, both: bool(abs(n(p) * n(q) - n(both)) < mp.mpf("1e-20")),
    "In a class, “…” occurs in a share of $«p»$ of the texts, “…” in $«q»$, and both together in $«both»$. True or false: in this class the naive assumption holds for the two words.",
)
