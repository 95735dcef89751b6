"""Exercises on independence: what the questions share."""

from __future__ import annotations

PRODUCT = r"$A$ and $B$ are independent when $P(A \cap B) = P(A) \, P(B)$."


PARTS = (
    ("sensors", "sensor", "misses a fault", "all of them miss the fault", "at least one of them notices it"),
    ("backups", "backup", "fails in a year", "all of them fail", "at least one of them survives"),
    ("reviewers", "reviewer", "overlooks a bug", "all of them overlook it", "at least one of them finds it"),
    ("servers", "server", "is down", "all of them are down", "at least one of them is up"),
    (
        "filters",
        "filter",
        "lets a spam email pass",
        "all of them let it pass",
        "at least one of them stops it",
    ),
)
