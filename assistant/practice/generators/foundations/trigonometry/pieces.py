"""What the exercises on trigonometry share: angles in degrees and radians, values exact and measured."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.practice import second_way

TOPIC = "trigonometry"

FUNCTIONS = {"sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan}
NICE = tuple(d for d in range(0, 360, 15) if d % 30 == 0 or d % 45 == 0)
EXACT = "an exact value such as sqrt(3)/2"
TURNED = "The sign is turned round: look in which quarter of the circle the point lies."


def degrees(d: int) -> str:
    """Write an angle in degrees."""
    return rf"{d}^\circ"


def radians(d: int) -> Any:
    """The same angle in radians, exactly."""
    return sympy.Rational(d, 180) * sympy.pi


def exact(name: str, d: int) -> Any:
    """The exact value of a function at an angle in degrees."""
    return FUNCTIONS[name](radians(d))


def measured(name: str, d: Any) -> Any:
    """A function of an angle in degrees at 80 digits; a full turn is eight times the arctangent of 1."""
    return second_way.called(
        name, second_way.real(d) * 8 * second_way.called("atan", second_way.real(1)) / 360
    )
