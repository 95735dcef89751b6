"""Exercises on decision trees: what the questions share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

IMPURITY = r"$H = -\sum_c p_c \log_2 p_c$ and $G = 1 - \sum_c p_c^2$, with the shares $p_c$ of the classes in the node."


THINGS = (
    ("customers", "stay", "leave", "Has a contract?"),
    ("mushrooms", "edible", "poisonous", "Has white gills?"),
    ("emails", "spam", "normal", "Contains a link?"),
    ("loans", "repaid", "lost", "Owns a house?"),
    ("patients", "well", "ill", "Has a fever?"),
)


def gini_of(counts: Any) -> Any:
    """Work out or write: gini of."""
    n = sum(counts)
    return 1 - sum(Fraction(c, n) ** 2 for c in counts)


def gini_again(counts: Any) -> Fraction:
    """The share of ordered pairs of members, drawn with putting back, that differ in class."""
    members = [i for i, c in enumerate(counts) for _ in range(c)]
    return Fraction(sum(a != b for a in members for b in members), len(members) ** 2)
