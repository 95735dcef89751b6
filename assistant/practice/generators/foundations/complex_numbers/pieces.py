"""What the exercises of this topic share."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.practice.notation import (
    rational,
)


def number(a: Any, b: Any) -> Any:
    """The complex number with these parts."""
    return (
        sympy.Integer(a) + sympy.Integer(b) * sympy.I
        if isinstance(a, int) and isinstance(b, int)
        else rational(a) + rational(b) * sympy.I
    )
