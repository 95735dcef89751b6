"""Exercises on loss functions: what the questions share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

REGRESSION = r"With the error $r = y - \hat{y}$: squared $r^2$, absolute $|r|$, Huber $\frac{1}{2} r^2$ if $|r| \leq \delta$ and $\delta \left(|r| - \frac{1}{2} \delta\right)$ otherwise."


def huber(r: Any, d: Any) -> Any:
    """Work out or write: huber."""
    return Fraction(r * r) / 2 if abs(r) <= d else d * (abs(r) - Fraction(d) / 2)
