"""What the exercises of this topic share."""

from __future__ import annotations

import math
from fractions import Fraction


def square_root(value: Fraction) -> Fraction | None:
    """The exact root of a fraction, or None when it has none."""
    top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
    return (
        Fraction(top, bottom)
        if top * top == value.numerator and bottom * bottom == value.denominator
        else None
    )


STORIES = (
    ("checkout page", "bought"),
    ("newsletter", "clicked"),
    ("sign-up form", "signed up"),
    ("recommendation model", "watched a film to its end"),
)


EASY = tuple(
    (pooled, n, delta)
    for pooled in (Fraction(1, 10), Fraction(1, 5), Fraction(1, 2), Fraction(4, 5), Fraction(9, 10))
    for n in (50, 200, 450, 800, 1250, 1800, 3200, 5000)
    for delta in (Fraction(2, 100), Fraction(4, 100), Fraction(6, 100), Fraction(8, 100))
    if square_root(2 * pooled * (1 - pooled) / n)
    and (pooled + delta / 2) * n % 1 == 0
    and (pooled - delta / 2) * n % 1 == 0
)
