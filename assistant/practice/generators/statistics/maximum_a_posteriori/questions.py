"""Questions with options on posteriors."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    chain,
    counted,
    over,
    plus,
    rational,
    tex,
)
from assistant.practice.proof import RederivedFunction
from assistant.practice.worked import choice_draft, claim_draft


def posterior(draw: Draw, level: int) -> Draft:
    """Likelihood times prior."""
    h, t, a, b = draw.integer(1, 8), draw.integer(1, 8), draw.integer(2, 5), draw.integer(2, 5)
    p = sympy.Symbol("p")
    right = p ** (h + a - 1) * (1 - p) ** (t + b - 1)
    prior = p ** (a - 1) * (1 - p) ** (b - 1)
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"The likelihood of {counted(h, 'head')} and {counted(t, 'tail')} meets a Beta prior with $a = {a}$ and $b = {b}$. Up to a constant, which is the posterior?",
                f"Prior: proportional to ${tex(prior)}$. Data: {counted(h, 'click')} and {counted(t, 'visit')} without a click. To what is the posterior proportional?",
            )
        ),
        right=right,
        wrong=[
            Mistake(p ** (h + a) * (1 - p) ** (t + b), "The Beta density has the exponents a - 1 and b - 1."),
            Mistake(
                p**h * (1 - p) ** t + p ** (a - 1) * (1 - p) ** (b - 1),
                "Likelihood and prior are multiplied, not added.",
            ),
            Mistake(
                p ** (h * (a - 1)) * (1 - p) ** (t * (b - 1)), "In a product of powers the exponents add."
            ),
            Mistake(p**h * (1 - p) ** t, "That is the likelihood alone."),
        ],
        show=tex,
        proof=RederivedFunction(
            "factor by factor",
            "At three values of p the factors of likelihood and prior were multiplied.",
            ("p",),
            lambda at: (
                math.prod([at["p"]] * (h + a - 1))
                * math.prod([1 - at["p"]] * t)
                * math.prod([1 - at["p"]] * (b - 1))
            ),
        ),
        steps=(
            Step(
                "Likelihood times prior",
                f"{tex(p**h * (1 - p) ** t)} \\cdot {tex(prior)} = {tex(right)}",
            ),
        ),
        hints=(
            "You are asked for a product of two functions of p.",
            "Posterior: likelihood times prior, apart from a constant. Exponents of equal bases add.",
            f"The exponent of $p$ is ${plus(h, a - 1)}$.",
        ),
    )


def compare(draw: Draw, level: int) -> Draft:
    """Three summaries of the same data."""
    h, t, a, b = draw.integer(0, 9), draw.integer(1, 9), draw.integer(2, 6), draw.integer(2, 6)
    values = {
        "maximum likelihood": Fraction(h, h + t),
        "the MAP estimate": Fraction(h + a - 1, h + t + a + b - 2),
        "the posterior mean": Fraction(h + a, h + t + a + b),
    }
    first, second = draw.sample(tuple(values), 2)
    if values[first] == values[second]:
        raise Unsuitable("a draw")

    def measured(name: str) -> float:
        extra = (0, 0) if name == "maximum likelihood" else (a - 1, b - 1)
        x = (numpy.arange(20000) + 0.5) / 20000
        density = (h + extra[0]) * numpy.log(x) + (t + extra[1]) * numpy.log(1 - x)
        if name == "the posterior mean":
            weight = numpy.exp(density - density.max())
            return float((x * weight).sum() / weight.sum())
        return float(x[density.argmax()])

    if abs(values[first] - values[second]) < Fraction(1, 1000):
        raise Unsuitable("too close for a grid")
    return claim_draft(
        prompt=f"{counted(h, 'head').capitalize()} and {counted(t, 'tail')}, with a Beta prior ($a = {a}$, $b = {b}$). True or false? {first[0].upper() + first[1:]} is larger than {second}.",
        truth=values[first] > values[second],
        method="a fine grid",
        detail="The posterior was tabulated on 20,000 points; its largest value and its mean were read off.",
        decide=lambda: measured(first) > measured(second),
        steps=tuple(
            Step(
                name[0].upper() + name[1:],
                chain(
                    {
                        "maximum likelihood": over(h, plus(h, t)),
                        "the MAP estimate": over(plus(h, a - 1), plus(h, t, a, b, -2)),
                        "the posterior mean": over(plus(h, a), plus(h, t, a, b)),
                    }[name],
                    rational(values[name]),
                ),
            )
            for name in (first, second)
        ),
        hints=(
            "You are asked to compare two summaries of the same data.",
            "Maximum likelihood uses the data alone, MAP adds a - 1 and b - 1 imagined throws, the posterior mean a and b.",
            "Work out both shares.",
        ),
        if_wrong=f"They are ${tex(rational(values[first]))}$ and ${tex(rational(values[second]))}$.",
    )
