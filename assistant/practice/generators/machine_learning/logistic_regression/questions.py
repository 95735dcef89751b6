"""Exercises on logistic regression: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    fpow,
)
from assistant.practice.notation import (
    rational,
    tex,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def weight_of(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “weight of”."""
    base, units = draw.choice(((2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (4, 1), (5, 1), (10, 1), (4, 2)))
    top, bottom = draw.choice(((1, 1), (1, 2), (1, 3), (1, 4), (1, 9), (2, 3), (3, 1), (1, 5), (2, 1)))
    falls = draw.coin()
    change = Fraction(1, base**units) if falls else Fraction(base**units)
    after = Fraction(top, bottom) * change
    value = after / (1 + after)
    before = Fraction(top, top + bottom)
    key = rational(value)
    weight = rf"-\ln {base}" if falls else rf"\ln {base}"
    return Draft(
        prompt=f"In a logistic regression a feature has the weight ${weight}$. For one case the probability is ${tex(before)}$. Then the feature rises by {units}, all else stays. What is the probability now?",
        key=key,
        proof=Rederived(
            "80 digits",
            "The score was moved and put through the sigmoid at 80 digits.",
            lambda: (
                1
                / (
                    1
                    + second_way.called(
                        "exp",
                        -(
                            second_way.called("log", Fraction(top, bottom))
                            + units * (-1 if falls else 1) * second_way.called("log", base)
                        ),
                    )
                )
            ),
        ),
        steps=(
            Step(
                "The odds before",
                rf"\frac{{{tex(before)}}}{{1 - {tex(before)}}} = {tex(Fraction(top, bottom))}",
            ),
            Step(
                "Each unit multiplies the odds",
                rf"{tex(Fraction(top, bottom))} \cdot {fpow(Fraction(1, base) if falls else base, units)} = {tex(after)}",
            ),
            Step("From odds to probability", rf"\frac{{{tex(after)}}}{{1 + {tex(after)}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked what a weight does to a probability.",
            "A weight adds to the log-odds, so each unit of its feature multiplies the odds by $e^w$.",
            f"The odds before are $\\frac{{{tex(before)}}}{{1 - {tex(before)}}}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(after), "Those are the odds; turn them into a probability."),
            Mistake(rational(before * change), "The odds are multiplied, not the probability."),
            Mistake(
                rational(Fraction(top, bottom) / change / (1 + Fraction(top, bottom) / change)),
                "The other direction: look at the sign of the weight.",
            ),
            Mistake(rational(before), "The feature has moved, so the odds have changed."),
        ),
    )


def judge(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “judge”."""
    base = draw.choice((2, 3, 4, 5))
    p = Fraction(draw.choice((1, 2, 3, 4, 5, 6, 7, 8)), 10)
    kind = draw.choice(("odds", "probability", "opposite"))
    after = p / (1 - p) * base
    new = after / (1 + after)
    text, truth, check = {
        "odds": (
            f"the odds are multiplied by ${base}$",
            True,
            lambda: second_way.equal(
                second_way.called(
                    "exp", second_way.called("log", p / (1 - p)) + second_way.called("log", base)
                ),
                p / (1 - p) * base,
            ),
        ),
        "probability": (
            f"the probability is multiplied by ${base}$",
            False,
            lambda: second_way.equal(_sigmoid_of_sum(p, base), p * base),
        ),
        "opposite": (
            f"the probability of label 0 becomes ${tex(1 - new)}$",
            True,
            lambda: second_way.equal(1 - _sigmoid_of_sum(p, base), 1 - new),
        ),
    }[kind]
    if kind == "opposite" and draw.coin():
        wrong = (1 - p) / base
        if wrong == 1 - new:
            raise Unsuitable("no difference")
        text, truth, check = (
            f"the probability of label 0 becomes ${tex(wrong)}$",
            False,
            lambda: second_way.equal(1 - _sigmoid_of_sum(p, base), wrong),
        )
    return claim_draft(
        prompt=f"A logistic regression says ${tex(p)}$ for label 1. A feature with the weight $\\ln {base}$ rises by 1. True or false: {text}.",
        truth=truth,
        method="80 digits",
        detail="The score was moved and put through the sigmoid at 80 digits.",
        decide=check,
        steps=(
            Step("Odds before", rf"\frac{{{tex(p)}}}{{1 - {tex(p)}}} = {tex(p / (1 - p))}"),
            Step("Odds after", rf"{base} \cdot {tex(p / (1 - p))} = {tex(after)}"),
            Step("Probability after", rf"\frac{{{tex(after)}}}{{1 + {tex(after)}}} = {tex(new)}"),
        ),
        hints=(
            "You are asked what a weight does.",
            "A weight adds to the log-odds, so it multiplies the odds.",
            "Work out the odds before and after, and only then the probability.",
        ),
        if_wrong="A weight multiplies the odds by its exponential; the probability itself changes by another factor, and never leaves the range from 0 to 1.",
    )


def _sigmoid_of_sum(p: Any, base: int) -> Any:
    return 1 / (
        1
        + second_way.called("exp", -(second_way.called("log", p / (1 - p)) + second_way.called("log", base)))
    )
