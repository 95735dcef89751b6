"""Exercises on activation functions: values and slopes, shrinking gradients, dead units, choosing an activation."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import accumulate
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.machine_learning.activation_functions.pieces import FUNCTIONS, SLOPES
from assistant.practice.generators.machine_learning.activation_functions.questions import (
    choose,
    dead,
    reverse,
)
from assistant.practice.generators.probability.pieces import (
    bracketed,
    fpow,
    listed,
)
from assistant.practice.notation import (
    chain,
    decimal,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "activation-functions"


def _curve(kind: str, alpha: Any) -> Any:

    def exp(z: Any) -> Any:
        return second_way.called("exp", z)

    return {
        "sigmoid": lambda z: 1 / (1 + exp(-z)),
        "tanh": lambda z: (exp(z) - exp(-z)) / (exp(z) + exp(-z)),
        "ReLU": lambda z: max(second_way.real(0), z),
        "leaky ReLU": lambda z: max(second_way.real(alpha) * z, z),
        "SiLU": lambda z: z / (1 + exp(-z)),
    }[kind]


def _evaluate(draw: Draw, level: int) -> Draft:
    kind = draw.choice(
        ("sigmoid", "tanh", "ReLU", "leaky ReLU")
        if level == 1
        else ("sigmoid", "tanh", "leaky ReLU", "ReLU", "sigmoid", "tanh")
    )
    slope = level == 2
    alpha = draw.choice((Fraction(1, 100), Fraction(1, 10), Fraction(1, 5), Fraction(1, 4)))
    steps: tuple[Step, ...]
    if kind in ("sigmoid", "tanh"):
        top, bottom = draw.choice(
            (
                (2, 1),
                (3, 1),
                (4, 1),
                (1, 2),
                (1, 3),
                (1, 4),
                (3, 2),
                (5, 1),
                (7, 1),
                (9, 1),
                (1, 9),
                (2, 3),
                (1, 7),
                (5, 3),
            )
        )
        odds = Fraction(top, bottom)
        shown = "\\ln " + (str(top) if bottom == 1 else tex(odds))
        at = second_way.called("log", odds)
        if kind == "sigmoid":
            base = odds / (1 + odds)
            value = base * (1 - base) if slope else base
            steps = (
                Step("Value", rf"\frac{{1}}{{1 + {tex(1 / odds)}}} = {tex(base)}"),
                *(
                    (
                        Step(
                            "Slope: value times one minus value",
                            rf"{tex(base)} \cdot \left(1 - {tex(base)}\right) = {tex(value)}",
                        ),
                    )
                    if slope
                    else ()
                ),
            )
        else:
            base = (odds - 1 / odds) / (odds + 1 / odds)
            value = 1 - base**2 if slope else base
            steps = (
                Step(
                    "Value",
                    rf"\frac{{{tex(odds)} - {tex(1 / odds)}}}{{{tex(odds)} + {tex(1 / odds)}}} = {tex(base)}",
                ),
                *(
                    (
                        Step(
                            "Slope: one minus the square of the value",
                            rf"1 - {bracketed(base)}^{{2}} = {tex(value)}",
                        ),
                    )
                    if slope
                    else ()
                ),
            )
    else:
        z = Fraction(draw.nonzero(-12, 12), draw.choice((1, 2, 4)))
        at, shown = second_way.real(z), short(z)
        low = alpha if kind == "leaky ReLU" else Fraction(0)
        value = (Fraction(1) if z > 0 else low) if slope else (z if z > 0 else low * z)
        base = z if z > 0 else low * z
        steps = (Step("The larger of the two", f"\\max({short(low * z)}, {shown}) = {short(base)}"),)
    key = rational(value)
    name = kind if kind != "leaky ReLU" else f"leaky ReLU with $\\alpha = {decimal(alpha)}$"
    curve = _curve(kind, alpha)
    return Draft(
        prompt=draw.choice(
            (
                f"What is the {'derivative' if slope else 'value'} of the {name} at $z = {shown}$?",
                f"A unit has the pre-activation $z = {shown}$ and uses {'the ' if kind in ('sigmoid', 'ReLU') else ''}{name}. {'How steep is the activation there?' if slope else 'What is its output?'}",
            )
        ),
        key=key,
        proof=Rederived(
            "differences" if slope else "80 digits",
            "The function was evaluated at 80 digits" + (", with difference quotients." if slope else "."),
            lambda: second_way.slope(curve, at) if slope else curve(at),
        ),
        steps=steps,
        hints=(
            "You are asked for " + ("a slope" if slope else "a value") + " of an activation function.",
            SLOPES if slope else FUNCTIONS,
            r"Exponentials undo logarithms: $e^{\ln a} = a$."
            if kind in ("sigmoid", "tanh")
            else "Is $z$ positive or negative?",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(base), "That is the value; the slope is asked for.")
            if slope
            else Mistake(1 - key, "The sign in the exponent.")
            if kind == "sigmoid"
            else Mistake(
                rational(base) if key != base else sympy.Integer(1),
                "Put the number into the formula once more.",
            ),
            Mistake(-key, "Check the sign."),
            Mistake(rational(base**2), "Look the formula up once more."),
            Mistake(sympy.Integer(0), "Below zero this one does not vanish.")
            if kind == "leaky ReLU"
            else Mistake(sympy.Integer(1), "The slope is 1 at most, and less than that here."),
        ),
    )


def _through_layers(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("sigmoid", "mixed"))
    n = draw.integer(2, 6)
    if kind == "sigmoid":
        factors = [Fraction(1, 4)] * n
        weight = draw.choice((Fraction(1), Fraction(1), Fraction(2), Fraction(1, 2)))
        setting = (
            f"A gradient runs back through {n} sigmoid layers, each with the largest slope a sigmoid can have"
            + ("" if weight == 1 else f" and the weight ${short(weight)}$")
            + ". By which factor does it shrink at best?"
        )
    else:
        factors = [
            draw.choice((Fraction(1, 4), Fraction(3, 16), Fraction(4, 25), Fraction(9, 100), Fraction(2, 9)))
            for _ in range(min(n, 3))
        ]
        weight = draw.choice((Fraction(1), Fraction(2), Fraction(3)))
        values = {
            Fraction(1, 4): Fraction(1, 2),
            Fraction(3, 16): Fraction(3, 4),
            Fraction(4, 25): Fraction(4, 5),
            Fraction(9, 100): Fraction(9, 10),
            Fraction(2, 9): Fraction(2, 3),
        }
        setting = f"The sigmoid units of a chain have the outputs {listed([tex(values[f]) for f in factors])}, and each connection has the weight ${short(weight)}$ (one for each unit). By which factor is a gradient multiplied on its way back through all of them?"
    whole = math.prod(factors) * weight ** len(factors)
    key = rational(whole)
    return Draft(
        prompt=setting,
        key=key,
        proof=Rederived(
            "step by step",
            "The gradient was sent back layer by layer.",
            lambda: list(accumulate([Fraction(1)] + [f * weight for f in factors], lambda a, b: a * b))[-1],
        ),
        steps=(
            Step(
                "Slope of each layer times its weight",
                chain(rf"{tex(factors[0])} \cdot {short(weight)}", factors[0] * weight),
            ),
            Step(
                "One factor for each layer",
                chain(
                    fpow(factors[0] * weight, len(factors))
                    if kind == "sigmoid"
                    else times(*(f * weight for f in factors)),
                    whole,
                ),
            ),
        ),
        hints=(
            "You are asked what many saturating layers do to a gradient.",
            "By the chain rule the slopes multiply. " + SLOPES.split(",")[0] + ", at most one quarter.",
            f"The first layer contributes ${tex(factors[0])}$ times its weight.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(factors[0] * weight), "That is a single layer."),
            Mistake(rational(math.prod(factors)), "The weights multiply too."),
            Mistake(rational(sum(factors) * weight), "Factors multiply along a chain; they do not add."),
            Mistake(sympy.Rational(1, 2) ** len(factors), "The largest slope of a sigmoid is one quarter."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "evaluate", COMPUTE, _evaluate, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "shrink", COMPUTE, _through_layers, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "back", REVERSE, reverse, levels=(1, 3), objectives=(1, 2)),
    Generator(TOPIC, "dead", TRUE_FALSE, dead, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "last-layer", CHOICE, choose, version=2, levels=(1,), objectives=(4,)),
)
