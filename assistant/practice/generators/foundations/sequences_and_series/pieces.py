"""What the exercises of this topic share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any


def sum_up(first: Any, step: Any, count: int) -> Any:
    """Add the terms one by one."""
    total, term = Fraction(0), first
    for _ in range(count):
        total, term = total + term, step(term)
    return total
