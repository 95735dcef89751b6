"""What the exercises on gradient descent share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X, Y
from assistant.practice.notation import (
    decimal,
    tex,
)

RATES = (Fraction(1, 10), Fraction(1, 5), Fraction(1, 2), Fraction(1, 4), Fraction(1, 20), Fraction(3, 10))
RULE = r"One step of gradient descent: $x_{\text{new}} = x - \eta\, f'(x)$ with the learning rate $\eta$."


def a_rate(draw: Draw, most: Fraction = Fraction(1)) -> Fraction:
    """A learning rate of at most `most`."""
    return draw.choice([rate for rate in RATES if rate <= most])


def a_parabola(draw: Draw) -> Any:
    """A parabola with its valley down."""
    a, b = draw.integer(1, 4), draw.nonzero(-6, 6)
    if draw.coin():
        return a * X**2 + b * X + draw.integer(-4, 4)
    return draw.choice((1, 2, 3)) * (X - draw.nonzero(-5, 5)) ** 2 + draw.integer(0, 3)


def descend(function: Any, start: Any, rate: Fraction, steps: int) -> Any:
    """Run gradient descent with difference quotients."""
    at = second_way.real(start)
    slope = second_way.slope_of(function, "x")
    for _ in range(steps):
        at = at - second_way.real(rate) * slope({"x": at})
    return at


def short(value: Any) -> str:
    """Write a number as a decimal when that is short, else as a fraction."""
    fraction = Fraction(int(sympy.Rational(value).p), int(sympy.Rational(value).q))
    try:
        return decimal(fraction)
    except ValueError:
        return tex(fraction)


def written_step(at: Any, rate: Fraction, slope: Any) -> str:
    """Write a step that is not carried out."""
    return f"{short(at)} - {short_factor(rate)} \\cdot {short_factor(slope)}"


def short_factor(value: Any) -> str:
    """The same, in brackets when negative."""
    shown = short(value)
    return f"({shown})" if shown.startswith("-") else shown


def a_bowl(draw: Draw) -> Any:
    """A quadratic function of x and y with its valley down."""
    mixed = draw.choice((0, 0, 1, -1, 2))
    return (
        draw.integer(1, 3) * X**2
        + mixed * X * Y
        + draw.integer(1, 4) * Y**2
        + draw.choice((0, draw.nonzero(-4, 4))) * X
    )
