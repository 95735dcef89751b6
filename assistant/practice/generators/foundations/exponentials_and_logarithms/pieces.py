"""What the exercises of this topic share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way

LAWS = r"$\ln(uv) = \ln u + \ln v$, $\ln \frac{u}{v} = \ln u - \ln v$ and $\ln(u^r) = r \ln u$."


def ln(value: Fraction | int) -> Any:
    """The natural logarithm at 80 digits."""
    return second_way.called("log", Fraction(value))
