"""What the exercises on the KKT conditions share: how costs and walls are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.practice.generators.calculus.pieces import linear_side
from assistant.practice.notation import plus, times

TOPIC = "kkt-conditions"


AT_MOST, AT_LEAST = r"\le", r"\ge"


CONDITIONS = r"Stationarity $\nabla f + \sum \mu_i \nabla g_i = \mathbf{0}$, all $g_i \le 0$, all $\mu_i \ge 0$, and each $\mu_i g_i = 0$."


def squared(centre: int, name: str, factor: int = 1) -> str:
    """Write a shifted square: `3(x - 2)^2`."""
    inside = name if centre == 0 else f"({name} {'-' if centre > 0 else '+'} {abs(centre)})"
    return f"{'' if factor == 1 else factor}{inside}^2"


def cost(p: int, q: int) -> str:
    """Write the squared distance from a target."""
    return f"{squared(p, 'x')} + {squared(q, 'y')}"


def left(a: int, b: int) -> str:
    """Write the left side of a straight wall: `x + 2y`."""
    return linear_side((a, b), ("x", "y"))


def put(wall: tuple[int, int, int], at: Sequence[Any]) -> str:
    """Write that left side with a point put in."""
    return plus(*(times(w, v) for w, v in zip(wall[:2], at, strict=True) if w))
