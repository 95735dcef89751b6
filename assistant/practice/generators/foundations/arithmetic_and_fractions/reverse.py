"""Given the result, find a number of the question."""

from __future__ import annotations

from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.arithmetic_and_fractions.fractions_and_order import (
    FRACTION,
    proper,
)
from assistant.practice.notation import chain, over, percent, rational, short, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def before(draw: Draw, level: int) -> Draft:
    """The missing term, the number before a change, or the change that undoes another."""
    if level == 1:
        first, total = proper(draw, 2, 3, 4, 5, 6), proper(draw, 8, 9, 10, 12, 15)
        key = rational(total - first)
        return Draft(
            prompt=draw.choice(
                (
                    f"Which number must be added to ${tex(first)}$ to make ${tex(total)}$?",
                    rf"Fill the gap: ${tex(first)} + \square = {tex(total)}$.",
                )
            ),
            key=key,
            proof=Satisfies(
                "substitution",
                "Added to the first fraction it gives the sum.",
                lambda guess: first + guess == total,
            ),
            steps=(Step("Take the known part away", chain(f"{tex(total)} - {tex(first)}", key)),),
            hints=(
                "You are asked for the missing term of a sum.",
                "Undo the sum: subtract the known term.",
                f"Write both with the denominator ${rational(first.denominator * total.denominator)}$.",
            ),
            answer_hint=FRACTION,
            mistakes=but_key(
                key,
                Mistake(rational(total + first), "You added the two; the sum is already given."),
                Mistake(-key, "You subtracted the other way round."),
            ),
        )
    rise = Fraction(draw.choice((10, 20, 25, 50, -10, -20, -25, -50, 60, -40)), 100)
    old = draw.choice((40, 60, 80, 100, 120, 160, 200, 240, 300, 400))
    new = old * (1 + rise)
    if new.denominator != 1:
        raise Unsuitable("half a thing")
    if level == 2:
        key = rational(old)
        thing = draw.choice(
            (
                "A graphics card now costs {} euros",
                "The training now takes {} minutes",
                "A newsletter now has {} readers",
            )
        )
        return Draft(
            prompt=f"{thing.format(new)}. That is ${percent(abs(rise))}$ {'more' if rise > 0 else 'less'} than a year ago. What was it then?",
            key=key,
            proof=Satisfies(
                "substitution",
                "The change applied to this number gives the number of today.",
                lambda guess: guess + guess * rise == new,
            ),
            steps=(
                Step(
                    "The old number was multiplied by",
                    chain(f"1 {'+' if rise > 0 else '-'} {short(abs(rise))}", short(1 + rise)),
                ),
                Step("Divide to undo it", chain(over(new, short(1 + rise)), key)),
            ),
            hints=(
                "You are asked for the number before the change.",
                "The percentage was taken of the old number, so the new one is the old one times a factor. Divide by the factor.",
                f"The factor is ${short(1 + rise)}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(
                    rational(new * (1 - rise)),
                    "You took the percentage of the new number; it was taken of the old one.",
                ),
                Mistake(rational(new * (1 + rise)), "You applied the change again instead of undoing it."),
            ),
        )
    back = 1 / (1 + rise) - 1
    key = rational(back * 100)
    if key.q > 4:
        raise Unsuitable("ugly percentage")
    return Draft(
        prompt=f"A {draw.choice(('price', 'learning rate', 'budget', 'weight', 'batch size'))} of {old} {'goes up' if rise > 0 else 'goes down'} by "
        f"${percent(abs(rise))}$. By how many per cent must it change now to be back where it was? A fall counts as negative.",
        key=key,
        proof=Satisfies(
            "substitution",
            "Both changes one after the other lead back to the old number.",
            lambda guess: Fraction(old) * (1 + rise) * (100 + guess) == 100 * old,
        ),
        steps=(
            Step("After the first change", chain(times(old, short(1 + rise)), rational(new))),
            Step("The way back as a share of that", chain(over(f"{old} - {new}", new), short(back))),
            Step("In per cent", chain(times(100, short(back)), key)),
        ),
        hints=(
            "You are asked for the change that undoes another one.",
            "The second percentage is taken of the changed number, not of the first.",
            f"After the first change the number is ${times(old, short(1 + rise))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(-rise * 100),
                "The same percentage does not lead back: it is taken of another number now.",
            ),
            Mistake(-key, "The size is right, but look at the direction."),
        ),
    )
