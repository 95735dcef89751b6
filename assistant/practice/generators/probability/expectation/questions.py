"""Exercises on expectation: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.expectation.pieces import THROUGH, WEIGH, WEIGHTS
from assistant.practice.generators.probability.pieces import (
    shares,
    table,
    total,
    weighted,
)
from assistant.practice.notation import (
    chain,
    counted,
    decimal,
    plus,
    power,
    rational,
    short,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    if level == 1:
        prize, cost = draw.choice((10, 20, 40, 50, 100, 200)), draw.choice((1, 2, 4, 5))
        chance = Fraction(cost, prize)
        if chance >= 1:
            raise Unsuitable("certain")
        thing, pays, asked = draw.choice(
            (
                (
                    "A game costs",
                    "and pays",
                    "For which probability of winning is it fair, so that it pays back its price in expectation?",
                ),
                (
                    "Insurance costs",
                    "a year and pays",
                    "For which probability of damage does it pay back its price in expectation?",
                ),
            )
        )
        prompt = f"{thing} {counted(cost, 'euro')} {pays} {prize} euros with some probability $p$, otherwise nothing. {asked}"
        key = rational(chance)
        steps: tuple[Step, ...] = (
            Step("The payout times its probability has to make the price", chain(times(prize, chance), cost)),
        )

        def condition(v: Any) -> Any:
            return isinstance(v, Fraction) and prize * v + 0 * (1 - v) == cost

        first, wrong = (
            f"In expectation it pays ${prize} p$.",
            [
                Mistake(1 - key, "That is the probability of getting nothing."),
                Mistake(sympy.Rational(prize, cost), "Turn it round: a probability is at most 1."),
                Mistake(sympy.Rational(cost, prize + cost), "The price is not part of the payout."),
            ],
        )
    else:
        values, tops = draw.sample((0, 1, 2, 3, 4, 5, 6, 8, 10), 3), draw.choice(WEIGHTS)
        p = shares(tops, 10)
        spot = draw.integer(0, 2)
        mean = total(v * q for v, q in zip(values, p, strict=True))
        rest = mean - values[spot] * p[spot]
        key = sympy.Integer(values[spot])
        cells = ["$v$" if i == spot else f"${v}$" for i, v in enumerate(values)]
        prompt = (
            "A variable has this distribution, with one value left out:"
            + table(("$x$", *cells), [("$p(x)$", *p)])
            + f"Its expectation is ${short(mean)}$. Which value is $v$?"
        )
        steps = (
            Step(
                "What the known values contribute",
                chain(
                    weighted(
                        [v for i, v in enumerate(values) if i != spot],
                        [decimal(q) for i, q in enumerate(p) if i != spot],
                    ),
                    short(rest),
                ),
            ),
            Step(
                "The rest, divided by its weight",
                chain(rf"\frac{{{short(mean)} - {short(rest)}}}{{{decimal(p[spot])}}}", key),
            ),
        )
        tickets = [None if i == spot else v for i, v in enumerate(values) for _ in range(tops[i])]

        def condition(v: Any) -> Any:
            return isinstance(v, Fraction) and sum(v if t is None else t for t in tickets) == 10 * mean

        first = f"The weight of $v$ is ${decimal(p[spot])}$; what do the other two values contribute?"
        wrong = [
            Mistake(rational(mean - rest), "Divide by the weight of the missing value."),
            Mistake(
                rational(3 * mean - sum(v for i, v in enumerate(values) if i != spot)),
                "The values are not equally likely; use the weights.",
            ),
        ]
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("putting it in", "The expectation was worked out again with this number.", condition),
        steps=steps,
        hints=("The expectation is known; a number inside it is asked for.", WEIGH, first),
        mistakes=but_key(key, *wrong),
    )


def judge(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “judge”."""
    a, b = sorted(draw.sample((-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6), 2))
    p: Any = draw.choice((Fraction(1, 2), Fraction(1, 4), Fraction(1, 5), Fraction(3, 4), Fraction(2, 5)))
    mean, square = a * p + b * (1 - p), a * a * p + b * b * (1 - p)
    truth = draw.coin()
    claimed = square if truth else mean**2
    if square == mean**2:
        raise Unsuitable("no difference")
    setting = f"$X$ is ${a}$ with probability ${decimal(p)}$ and ${b}$ with probability ${decimal(1 - p)}$, so that $E[X] = {decimal(mean)}$."
    return claim_draft(
        prompt=f"{setting} True or false: $E[X^2] = {short(claimed)}$.",
        truth=truth,
        method="tickets",
        detail="Twenty tickets with these values were squared and averaged.",
        decide=lambda: (
            Fraction(sum(v * v for v in [a] * int(20 * p) + [b] * int(20 * (1 - p))), 20) == claimed
        ),
        steps=(
            Step(
                "Square first, then average",
                chain(
                    plus(f"{power(a, 2)} \\cdot {decimal(p)}", f"{power(b, 2)} \\cdot {decimal(1 - p)}"),
                    short(square),
                ),
            ),
        ),
        hints=(
            "You are asked about the mean of the squares.",
            THROUGH,
            f"The first value contributes ${power(a, 2)} \\cdot {decimal(p)}$.",
        ),
        if_wrong="The mean of the squares is not the square of the mean: values far from the middle weigh more once they are squared.",
    )
