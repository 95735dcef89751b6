"""What the exercises of this topic share."""

from __future__ import annotations

from fractions import Fraction


def repeated(base: Fraction, exponent: int) -> Fraction:
    """A power by multiplying or dividing again and again."""
    value = Fraction(1)
    for _ in range(abs(exponent)):
        value = value * base if exponent > 0 else value / base
    return value
