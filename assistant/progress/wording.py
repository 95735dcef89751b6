"""Small pieces of plain English that the sentences of progress are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 day`, `3 days`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def joined(parts: Sequence[str]) -> str:
    """A list as it is said: `a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def day(at: datetime) -> str:
    """A date as it is said: `4 December 2026` (UTC); the same on every machine, whatever its language."""
    at = at.astimezone(UTC)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"
