"""Exercises on random variables: what the questions share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

AREA = "Probability is the area under the density; the whole area is 1."


def simpson(f: Any, a: Fraction, b: Fraction) -> Fraction:
    """The area under a polynomial of degree at most 3, by Simpson's rule, which is exact for it."""
    return (b - a) / 6 * (f(a) + 4 * f((a + b) / 2) + f(b))
