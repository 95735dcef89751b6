"""Exercises on loss functions: reverse questions and questions with options."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.loss_functions.pieces import REGRESSION, huber
from assistant.practice.generators.probability.pieces import (
    listed,
)
from assistant.practice.notation import (
    chain,
    plus,
    rational,
    short,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)


def error(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “error”."""
    d, r = draw.choice((1, 2, 3, 4)), draw.integer(1, 12)
    value = huber(r, d)
    if r <= d:
        raise Unsuitable("two pieces")
    key = sympy.Integer(r)
    return Draft(
        prompt=draw.choice(
            (
                f"A prediction was too low, and its Huber loss with $\\delta = {d}$ is ${short(value)}$. How large is the error?",
                f"With $\\delta = {d}$ an error $r > 0$ has the Huber loss ${short(value)}$. What is $r$?",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The Huber loss of this error was worked out again.",
            lambda v: isinstance(v, Fraction) and v > 0 and huber(v, d) == value,
        ),
        steps=(
            Step(
                "The square would end here, below the given loss",
                f"\\frac{{1}}{{2}} \\cdot {d}^{{2}} = {short(Fraction(d * d, 2))} < {short(value)}",
            ),
            Step(
                "So it is the straight part; undo it",
                rf"\frac{{{short(value)}}}{{{d}}} + \frac{{{d}}}{{2}} = {r}",
            ),
        ),
        hints=(
            "The loss is known, the error is asked for.",
            REGRESSION,
            "Find out first on which of the two pieces this loss lies: how large is the loss where they meet?",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.sqrt(2 * rational(value)),
                "That would be the square; this loss lies on the straight part.",
            ),
            Mistake(rational(Fraction(value) / d), "The straight part is shifted by half of the threshold."),
        ),
    )


def noise(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “noise”."""
    errors = {
        "P": tuple(draw.sample((0, 1, 2, 3, 4, 5, 6, 8), 3)),
        "Q": tuple(draw.sample((0, 1, 2, 3, 4, 5, 6, 7), 3)),
    }
    laplace = draw.coin()
    cost = {n: sum(abs(e) if laplace else e * e for e in es) for n, es in errors.items()}
    other = {n: sum(e * e if laplace else abs(e) for e in es) for n, es in errors.items()}
    if cost["P"] == cost["Q"] or other["P"] == other["Q"]:
        raise Unsuitable("a tie")
    right, swapped = min(cost, key=lambda n: cost[n]), min(other, key=lambda n: other[n])
    if right == swapped and draw.integer(0, 3):
        raise Unsuitable("too plain")
    density = (
        r"a density proportional to $e^{-|r|}$ (Laplace)"
        if laplace
        else r"a density proportional to $e^{-r^2/2}$ (normal)"
    )

    def likelihood() -> str:
        found = {
            n: math.prod(
                (
                    second_way.called("exp", -second_way.real(abs(e) if laplace else Fraction(e * e, 2)))
                    for e in es
                ),
                start=second_way.real(1),
            )
            for n, es in errors.items()
        }
        return max(found, key=lambda n: found[n])

    return words_draft(
        draw,
        prompt=f"The noise of three targets has {density}, independently. Model P misses them by {listed(errors['P'])}, model Q by {listed(errors['Q'])}. Which model makes the data more likely?",
        right=right,
        options=[
            (
                n,
                f"Model {n}",
                "That would be right for the other kind of noise: look at what stands in the exponent."
                if n == swapped
                else "Compare what stands in the exponents, added up.",
            )
            for n in ("P", "Q")
        ],
        proof=Rederived("densities", "The densities were multiplied at 80 digits.", likelihood),
        steps=tuple(
            Step(
                f"{n}: the sum in the exponent{'' if laplace else ', doubled'}",
                chain(plus(*(str(abs(e)) if laplace else f"{e}^{{2}}" for e in es)), cost[n]),
            )
            for n, es in errors.items()
        ),
        hints=(
            "You are asked which errors are more likely under this noise.",
            "Minus the logarithm of a likelihood adds up: squares for normal noise, absolute values for Laplace noise. The smaller sum is the likelier one.",
            "Write down what stands in the exponent for the first model and add it up.",
        ),
    )


def choose(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “choose”."""
    good = sorted(draw.integer(1, 3) for _ in range(4))
    big = draw.choice((10, 12, 15, 20, 30))
    steady = [draw.integer(5, 8) for _ in range(5)]
    spiky = [*good, big]
    loss = draw.choice(("squared", "absolute"))

    def cost(es: Any) -> Any:
        return sum(e * e if loss == "squared" else e for e in es)

    if cost(spiky) == cost(steady):
        raise Unsuitable("a tie")
    truth = cost(spiky) < cost(steady)
    who = draw.choice(("Of five forecasts one", "Of five price estimates one", "Of five delivery times one"))
    return claim_draft(
        prompt=f"{who} misses by {big}, the others by {listed(good)}. A second model misses by {listed(steady)}. True or false: by the {loss} error the first model is better.",
        truth=truth,
        method="NumPy",
        detail="The mean losses were compared by NumPy.",
        decide=lambda: bool(
            numpy.mean(numpy.abs(numpy.array(spiky)) ** (2 if loss == "squared" else 1))
            < numpy.mean(numpy.abs(numpy.array(steady)) ** (2 if loss == "squared" else 1))
        ),
        steps=(
            Step(
                "First model",
                chain(plus(*(f"{e}^{{2}}" if loss == "squared" else e for e in spiky)), cost(spiky)),
            ),
            Step(
                "Second model",
                chain(plus(*(f"{e}^{{2}}" if loss == "squared" else e for e in steady)), cost(steady)),
            ),
        ),
        hints=(
            "You are asked to compare two models by one loss.",
            "Squares let one large error outweigh many small ones; absolute values count each unit alike.",
            f"How much does the single error of {big} cost here?",
        ),
        if_wrong="One large error dominates the squared error and much less so the absolute one: choose the loss by how bad a single large miss is for you.",
    )
