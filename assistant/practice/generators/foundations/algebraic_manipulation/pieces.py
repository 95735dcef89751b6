"""What the exercises of this topic share."""

from __future__ import annotations

from typing import Any

from assistant.practice.generators.calculus.pieces import X

SQUARES = "$(a + b)^2 = a^2 + 2ab + b^2$, $(a - b)^2 = a^2 - 2ab + b^2$ and $(a + b)(a - b) = a^2 - b^2$."


def bracket(a: int, b: int) -> Any:
    """`a x + b`."""
    return a * X + b
