"""What the exercises of this topic share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from assistant.practice.generators.calculus.pieces import X

Coefficients = Sequence[int]


def poly(coefficients: Coefficients) -> Any:
    """The polynomial with these coefficients, highest power first."""
    degree = len(coefficients) - 1
    return sympy.Add(*(c * X ** (degree - at) for at, c in enumerate(coefficients)))


def value(coefficients: Coefficients, at: Fraction | int) -> Fraction:
    """The value power by power, without nesting."""
    degree = len(coefficients) - 1
    return sum(
        (Fraction(c) * Fraction(at) ** (degree - index) for index, c in enumerate(coefficients)), Fraction(0)
    )
