"""Readers for the topic “Conditional probability”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

from typing import Any

from rederiving.latex import function_of
from rederiving.numeric import n, one, roots
from rederiving.rules import Rules, Start
from rederiving.tables import rows_of

rule = Rules()

_two = lambda x, y: (x + y) * (x + y - 1)


def _second(x: Any, y: Any, first: str, second: str, kinds: tuple[str, str]) -> Any:
    counts = dict(zip(kinds, (x, y), strict=True))
    counts[first] -= 1
    return counts[second] / (x + y - 1)


def share_in_table(table: str, given: str, asked: str) -> Any:
    """A conditional share from a table of counts; the properties are named as in its margins."""
    rows = rows_of(table)
    columns, names = rows[0][1:], [row[0] for row in rows[1:]]
    counts = [[n(cell) for cell in row[1:]] for row in rows[1:]]
    if given in names and asked in columns:
        i, j = names.index(given), columns.index(asked)
        return counts[i][j] / sum(counts[i])
    if given in columns and asked in names:
        i, j = names.index(asked), columns.index(given)
        return counts[i][j] / sum(row[j] for row in counts)
    return None


S = "compute"
rule(
    S,
    lambda x, y, u: (n(x) + n(y) - n(u)) / n(y),
    "Let $P(A) = «x»$, $P(B) = «y»$ and $P(A \\cup B) = «u»$. Find $P(A \\mid B)$.",
    "Two events have $P(A) = «x»$ and $P(B) = «y»$; at least one of them happens with the probability $«u»$. What is $P(A \\mid B)$?",
)
rule.story(
    S,
    2,
    lambda x, y: x * (x - 1) / _two(x, y),
    "^A (box|bag) holds",
    "without putting the first back",
    "How probable is it that both are (winning|red|mint)\\?$",
)
rule.story(
    S,
    2,
    lambda x, y: 2 * x * y / _two(x, y),
    "^A (box|bag|drawer) holds",
    "without putting the first back",
    "of different kinds\\?$",
)
rule(
    S,
    lambda x, p, y, q, what, first, second: (
        _second(n(x), n(y), first, second, (p, q)) if first in (p, q) and second in (p, q) else None
    ),
    "A ‹box|bag› holds «x» «p» and «y» «q» ‹balls|cards|sweets›. «what» are drawn one after the other, without putting the first back. The first one is «first». How probable is it that the second is «second»?",
)
rule.story(
    S,
    0,
    lambda count, x, p, y, q: x * p + y * q,
    "come from 2 ",
    "of its share",
    "How probable is it that a random",
)
rule(
    S,
    lambda k, what, table, one_, given, same, asked: share_in_table(table, given, asked),
    "Of «k» «what» it is known: «table» Given that a random «one_» «given», how probable is it that the same «same» «asked»?",
)
for _noun in (
    "email",
    "visitor",
    "program",
    "film",
    "sentence",
    "image",
    "commuter",
    "student",
    "patient",
    "transaction",
):
    rule(
        S,
        lambda k, table, given, asked: share_in_table(table, given, asked),
        f"Of «k» … it is known: «table» Given that a random {_noun} «given», how probable is it that the same {_noun} «asked»?",
        f"Of «k» … it is known: «table» A random {_noun} «given». Find the probability that this {_noun} «asked».",
    )
rule(
    S,
    lambda k, one_, table, given, asked: share_in_table(table, given, asked),
    "Of «k» … it is known: «table» One «one_» is picked at random, and it turns out that this «one_» «given». What is the probability that this «one_» «asked»?",
)
rule(
    S,
    lambda x, p, y, q, r, s: (lambda c: (c[s] - (s == r)) / (n(x) + n(y) - 1))({p: n(x), q: n(y)}),
    "A drawer holds «x» «p» and «y» «q» balls. Two are drawn one after the other, without putting the first back. The first one is «r». How probable is it that the second is «s»?",
)
rule(
    S,
    lambda x, p, y, q, s: (lambda k: k * (k - 1) / ((n(x) + n(y)) * (n(x) + n(y) - 1)))(
        {p: n(x), q: n(y)}[s]
    ),
    "A ‹box|bag|drawer› holds «x» «p» and «y» «q» ‹balls|cards|sweets|socks›. Two are drawn one after the other, without putting the first back. How probable is it that both are «s»?",
)


def _independent_count(table: str) -> Any:
    cells = [cell.strip("$ ") for row in rows_of(table)[1:] for cell in row[1:]]
    w, x, y, z = (function_of(cell, "k") for cell in cells)
    return one(roots(lambda k: w(k) * z(k) - x(k) * y(k), 2))


S = "unknown"
rule(
    S,
    lambda x, y: n(x) / n(y),
    "Of two events you know: $P(A \\cap B) = «x»$ and $P(A \\mid B) = «y»$. Find $P(B)$.",
)
rule(
    S,
    lambda y, x: n(x) * n(y),
    "Of two events you know: $P(B) = «y»$ and $P(A \\mid B) = «x»$. Find $P(A \\cap B)$.",
)
rule(
    S,
    lambda x, y: n(y) / n(x),
    "Of two events you know: $P(B) = «x»$ and $P(A \\cap B) = «y»$. Find $P(A \\mid B)$.",
)
rule(
    S,
    lambda table: _independent_count(table),
    "For …, with one count unknown: «table» For which $k$ are the two properties independent?",
)
rule(
    S,
    lambda x, p: one(roots(lambda k: (n(x) - 1) - n(p) * (n(x) + k - 1))),
    "A box holds «x» red balls and $k$ blue ones. After a red one was drawn and not put back, the next is red with the probability $«p»$. Find $k$.",
)
rule(
    S,
    lambda x, p: one(roots(lambda k: (n(x) - 1) - n(p) * (n(x) + k - 1))),
    "Two cards are drawn without putting back from «x» winning and $k$ blank ones. Given that the first wins, the second wins with the probability $«p»$. What is $k$?",
)
rule(
    "compute",
    lambda x, p, y, q, s: (({p: n(x), q: n(y)})[s] - 1) / (n(x) + n(y) - 1),
    "A ‹box|bag|drawer› holds «x» «p» and «y» «q» ‹balls|cards|sweets|socks›. Two are drawn one after the other, without putting the first back. You are told that the second one is «s». How probable is it that the first was «s» as well?",
)
rule(
    "compute",
    lambda x, p, y, q, r, s: (lambda c: (c[s] - (s == r)) / (n(x) + n(y) - 1))({p: n(x), q: n(y)}),
    "A ‹box|bag|drawer› holds «x» «p» and «y» «q» ‹balls|cards|sweets|socks›. Two are drawn one after the other, without putting the first back. The first one is «r». How probable is it that the second is «s»?",
)
rule.story(
    "compute",
    7,
    lambda k, x, p, y, q, z, r: x * p + y * q + z * r if k == 3 and x + y + z == 1 else None,
    "come from 3 \\w+: ",
    "and of its share",
    "How probable is it that a random",
)
_both_red = lambda r, b, k="": Start(n(r) * (n(r) - 1) / ((n(r) + n(b)) * (n(r) + n(b) - 1)))
_TASK = (
    "the probability that two balls drawn without putting back from «r» red and «b» blue ones are both red"
)
rule(
    "slip",
    _both_red,
    f"… tried to find {_TASK}, in «k» steps. One step is wrong. Which one?",
    f"…'s notebook shows how to find {_TASK}. Exactly one step does not follow. Which one?",
    f"Here is how … set out to find {_TASK}. Find the step with the mistake.",
)
for _noun in (
    "email",
    "visitor",
    "program",
    "film",
    "sentence",
    "image",
    "commuter",
    "student",
    "patient",
    "transaction",
):
    rule(
        "pick",
        lambda k, table, given, asked: share_in_table(table, given, asked),
        f"Of «k» … it is known: «table» Given that a random {_noun} «given», what is the probability that this {_noun} «asked»?",
    )
rule(
    "claim",
    lambda k, table, p, q: bool(share_in_table(table, q, p) > share_in_table(table, p, q)),
    "«k» …: «table» True or false? With $A$ for “«p»” and $B$ for “«q»”: $P(A \\mid B) > P(B \\mid A)$.",
)


def _split_alike(table: str) -> bool:
    """Whether both rows of counts are split in the same proportion."""
    (w, x), (y, z) = ([n(cell) for cell in row[1:]] for row in rows_of(table)[1:])
    return bool(w * (y + z) == y * (w + x))


rule(
    "claim",
    lambda k, table: _split_alike(table),
    "«k» …: «table» True or false? In this table the two properties are independent.",
)
