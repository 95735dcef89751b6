"""Exercises on sample spaces and events: what the questions share."""

from __future__ import annotations

from fractions import Fraction

from assistant.practice.draw import Draw, Unsuitable

UNION = r"Addition rule: $P(A \cup B) = P(A) + P(B) - P(A \cap B)$."


OPPOSITE = r"Complement rule: $P(A^c) = 1 - P(A)$."


TAGS = (
    ("photos", "photo", "show a person", "show a car", "shows a person", "shows a car"),
    ("customers", "customer", "buy books", "buy films", "buys books", "buys films"),
    ("articles", "article", "mention a city", "mention a date", "mentions a city", "mentions a date"),
    ("students", "student", "take statistics", "take programming", "takes statistics", "takes programming"),
    (
        "reviews",
        "review",
        "criticise the price",
        "criticise the delivery",
        "criticises the price",
        "criticises the delivery",
    ),
)


"""Many, one, what many do, what many also do, and the same for one."""


def some_shares(draw: Draw) -> tuple[Fraction, Fraction, Fraction]:
    """Work out or write: some shares."""
    both = draw.integer(1, 6) * 5
    first, second = both + 5 * draw.integer(1, 7), both + 5 * draw.integer(1, 7)
    if first + second - both > 95 or first == second:
        raise Unsuitable("too large")
    return Fraction(first, 100), Fraction(second, 100), Fraction(both, 100)


def union_count(first: Fraction, second: Fraction, both: Fraction) -> int:
    """How many of a hundred members, listed one by one, have at least one of the two properties."""
    a, b, c = (int(100 * share) for share in (first, second, both))
    return len(set(range(a)) | set(range(a - c, a - c + b)))
