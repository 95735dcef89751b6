"""Percentages and percentage points: compute them, tell them apart, rename a fraction."""

from __future__ import annotations

from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.arithmetic_and_fractions.fractions_and_order import (
    proper,
)
from assistant.practice.notation import chain, over, percent, rational, short, tex, times
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import but_key, choice_draft, claim_draft

METRICS = ("accuracy", "recall", "precision", "click rate", "pass rate")


def change(draw: Draw, level: int) -> Draft:
    """A share of a number, or a change in per cent."""
    before = Fraction(draw.choice((20, 25, 40, 50, 60, 64, 75, 80, 90)), 100)
    after = before + Fraction(draw.nonzero(-12, 12), 100)
    metric = draw.choice(METRICS)
    if not 0 < after < 1:
        raise Unsuitable("no share")
    if level == 1:
        total = draw.choice((200, 400, 800, 1200, 2500, 5000, 12000))
        share = Fraction(draw.choice((5, 8, 10, 15, 20, 25, 30, 35)), 100)
        count = share * total
        if count.denominator != 1:
            raise Unsuitable("half an example")
        key = rational(total - count)
        return Draft(
            prompt=draw.choice(
                (
                    f"You hold back ${percent(share)}$ of {total} examples for testing. How many are left for training?",
                    f"A data set has {total} rows; ${percent(share)}$ of them have a missing value and are dropped. How many rows stay?",
                    f"Of {total} emails, ${percent(share)}$ are spam. How many are not?",
                )
            ),
            key=key,
            proof=Rederived(
                "counting",
                "Every hundred was divided up by itself.",
                lambda: sum(Fraction(1) for index in range(total) if index % 100 >= share * 100),
            ),
            steps=(
                Step(
                    "One per cent is one hundredth",
                    chain(
                        times(over(share.numerator * 100 // share.denominator, 100), total), rational(count)
                    ),
                ),
                Step("The rest", f"{total} - {count} = {total - count}"),
            ),
            hints=(
                "You are asked for the ones that remain.",
                "p per cent of a number is p hundredths times the number.",
                f"First find ${percent(share)}$ of {total}.",
            ),
            answer_hint="a whole number",
            mistakes=but_key(
                key, Mistake(rational(count), "That is the part that goes; you are asked for the rest.")
            ),
        )
    errors = level == 3
    base = 1 - before if errors else before
    change = (before - after if errors else after - before) / base
    key = rational(change * 100)
    if key.q not in (1, 2, 4, 5) or change == 0:
        raise Unsuitable("ugly percentage")
    verb = "rose" if after > before else "fell"
    sides = (1 - before, 1 - after) if errors else (before, after)
    return Draft(
        prompt=f"A model's {metric} {verb} from ${percent(before)}$ to ${percent(after)}$. "
        + (
            draw.choice(
                (
                    "By how many per cent did its error rate (what is missing to 100 per cent) change?",
                    "A paper reports the relative change of the error rate, one minus the score. How many per cent is it?",
                )
            )
            if errors
            else draw.choice(
                (
                    "By how many per cent did it change, relative to where it began?",
                    "What is the relative change, in per cent?",
                )
            )
        )
        + " A fall counts as negative.",
        key=key,
        proof=Satisfies(
            "putting it back",
            "The old value, changed by this many per cent, is the new value.",
            lambda guess: sides[0] * (100 + guess) == sides[1] * 100,
        ),
        steps=(
            *(
                (
                    Step("Error before", f"1 - {short(before)} = {short(sides[0])}"),
                    Step("Error after", f"1 - {short(after)} = {short(sides[1])}"),
                )
                if errors
                else ()
            ),
            Step(
                "Divide the change by the old value",
                chain(over(f"{short(sides[1])} - {short(sides[0])}", short(sides[0])), short(change)),
            ),
            Step("In per cent", chain(times(100, short(change)), short(change * 100))),
        ),
        hints=(
            "You are asked for a change in per cent, not in percentage points.",
            "A relative change is new minus old, divided by old.",
            f"The old value is ${short(sides[0])}$; it goes below the line.",
        ),
        answer_hint="a number such as -20 or 12.5, without the sign for per cent",
        mistakes=but_key(
            key,
            Mistake(
                rational((sides[1] - sides[0]) * 100),
                "Those are percentage points. Divide by the old value as well.",
            ),
            Mistake(
                rational((sides[1] - sides[0]) / sides[1] * 100),
                "You divided by the new value; the old one is the base.",
            ),
            Mistake(-key, "The size is right, but the sign is not: a fall is negative."),
        ),
    )


def judge(draw: Draw, level: int) -> Draft:
    """Per cent or percentage points?"""
    before = draw.choice((40, 50, 60, 75, 80))
    points = draw.choice((2, 3, 4, 5, 6, 8, 10))
    after = before + points
    relative = Fraction(points, before) * 100
    said = draw.choice((relative, Fraction(points)))
    kind = draw.choice(("per cent", "percentage points"))
    if said == relative and relative.denominator not in (1, 2, 4, 5):
        raise Unsuitable("ugly percentage")
    who = draw.choice(("A blog", "A paper", "A colleague", "The team's report"))
    truth = said == (relative if kind == "per cent" else points)
    return claim_draft(
        prompt=f"The accuracy rose from {before} to {after} per cent. {who} says: “It grew by {short(said)} {kind}.” True or false?",
        truth=truth,
        method="substitution",
        detail="The old value was changed as the sentence says and compared with the new one.",
        decide=lambda: (
            (before + said if kind == "percentage points" else before * (100 + said) / 100) == after
        ),
        steps=(
            Step("In percentage points: the difference", f"{after} - {before} = {points}"),
            Step(
                "In per cent: the difference over the old value",
                chain(over(points, before), short(relative / 100)),
            ),
        ),
        hints=(
            "You are asked whether the words “per cent” or “percentage points” are used rightly.",
            "Percentage points are a difference; per cent is a difference divided by the old value.",
            f"The difference is ${after} - {before}$.",
        ),
        if_wrong=f"The rise is {points} percentage points, and ${short(relative)}$ per cent of the old value.",
    )


def choose(draw: Draw, level: int) -> Draft:
    """A fraction as a percentage."""
    value = proper(draw, 4, 5, 8, 20, 25)
    top, bottom = value.numerator, value.denominator
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"What is ${tex(value)}$ in per cent?",
                f"A classifier is right on {top} of {bottom} test images. What is its accuracy in per cent?",
            )
        ),
        right=rational(value * 100),
        wrong=[
            Mistake(rational(100 - value * 100), "That is the share of the rest."),
            Mistake(
                rational(Fraction(top * 10 + bottom)),
                "A fraction becomes a percentage by dividing, not by joining its digits.",
            ),
            Mistake(rational(value * 10), "One per cent is one hundredth: multiply by 100, not by 10."),
            Mistake(
                rational(Fraction(top, 1)),
                "The numerator counts pieces; their size depends on the denominator.",
            ),
        ],
        show=lambda share: short(share) + r"\%",
        proof=Satisfies(
            "the way back",
            "A hundredth of it, times the denominator, is the numerator.",
            lambda guess: guess * bottom == top * 100,
        ),
        steps=(
            Step(
                "Divide, then count in hundredths",
                chain(tex(value), short(value), over(rational(value * 100), 100)),
            ),
        ),
        hints=(
            "You are asked for the same number under another name.",
            "Per cent means hundredths.",
            f"Bring ${tex(value)}$ to the denominator 100 or 1000.",
        ),
    )
