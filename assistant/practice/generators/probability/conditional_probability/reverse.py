"""Exercises on conditional probability where the answer is known and a part of the question is not."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.conditional_probability.pieces import (
    RULE,
    independent,
    table_of,
)
from assistant.practice.generators.probability.stories import STORIES
from assistant.practice.notation import chain, decimal, over, rational, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    if level == 1:
        condition = Fraction(draw.integer(1, 19), 20)
        given = draw.fraction((2, 3, 4, 5, 8, 10))
        both = condition * given
        if both.denominator not in (1, 2, 4, 5, 8, 10, 16, 20, 25, 40, 50, 100):
            raise Unsuitable("ugly value")
        ask_condition = draw.coin()
        key = rational(condition if ask_condition else both)
        prompt = (
            rf"$P(A \cap B) = {decimal(both)}$ and $P(A \mid B) = {tex(given)}$. Find $P(B)$."
            if ask_condition
            else rf"$P(B) = {decimal(condition)}$ and $P(A \mid B) = {tex(given)}$. Find $P(A \cap B)$."
        )
        return Draft(
            prompt="Of two events you know: " + prompt,
            key=key,
            proof=Satisfies(
                "substitution",
                "With the key put in, the quotient of the two probabilities is the conditional one.",
                lambda guess: (
                    guess != 0 and (both / guess == given if ask_condition else guess / condition == given)
                ),
            ),
            steps=(
                Step("Definition", r"P(A \mid B) = \frac{P(A \cap B)}{P(B)}"),
                Step(
                    "Solve for what is asked",
                    chain(over(decimal(both), tex(given)), key)
                    if ask_condition
                    else chain(times(decimal(condition), tex(given)), key),
                ),
            ),
            hints=(
                "You are asked for one of the three numbers in the definition; the other two are known.",
                RULE,
                r"Solve the definition for what is asked before you put numbers in.",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(
                    rational(both * given if ask_condition else condition / given),
                    "Multiplied where a division was due, or the other way round.",
                ),
            ),
        )
    if level == 2:
        return _missing_count(draw)
    k = sympy.Symbol("k")
    red, blue = draw.integer(2, 10), draw.integer(1, 12)
    share = Fraction(red - 1, red + blue - 1)
    key = sympy.Integer(blue)
    return Draft(
        prompt=draw.choice(
            (
                f"A box holds {red} red balls and $k$ blue ones. After a red one was drawn and not put back, the next is red with the "
                f"probability ${tex(share)}$. Find $k$.",
                f"Two cards are drawn without putting back from {red} winning and $k$ blank ones. Given that the first wins, the second wins "
                f"with the probability ${tex(share)}$. What is $k$?",
            )
        ),
        key=key,
        proof=Satisfies(
            "enumeration",
            "With this many put in, all ordered pairs of draws were listed and counted.",
            lambda guess: (
                guess >= 0 and guess.denominator == 1 and _second_given_first(red, int(guess)) == share
            ),
        ),
        steps=(
            Step("After the first draw", rf"\frac{{{red} - 1}}{{{red} + k - 1}} = {tex(share)}"),
            Step(
                "Multiply out",
                rf"{times(red - 1, share.denominator)} = {share.numerator} \cdot ({tex(k + red - 1)})",
            ),
            Step("Solve for k", f"k = {blue}"),
        ),
        hints=(
            "You are asked how many there were of the other kind at the start.",
            "After the first draw one of the good ones is missing, and so is one of all.",
            f"So many of the good ones are left: ${red} - 1$.",
        ),
        answer_hint="a whole number such as 7",
        symbols=("k",),
        mistakes=but_key(
            key,
            Mistake(key + 1, "Remember that one of all is missing at the second draw."),
            Mistake(key + red - 1, "That is how many are left in all; subtract the good ones."),
        ),
    )


def _missing_count(draw: Draw) -> Draft:
    story = draw.choice(STORIES)
    both, first, second = draw.integer(2, 24), draw.integer(2, 40), draw.integer(2, 40)
    neither, rest = divmod(first * second, both)
    if rest or not 1 <= neither <= 90:
        raise Unsuitable("not whole")
    spot = draw.integer(0, 3)
    counts = [both, first, second, neither]
    hidden = counts[spot]
    shown: list[Any] = [*counts]
    shown[spot] = "$k$"
    across = counts[3 - spot]
    others = [counts[i] for i in range(4) if i not in (spot, 3 - spot)]
    key = sympy.Integer(hidden)
    return Draft(
        prompt=f"For {story.many}, with one count unknown:\n\n{table_of(story, tuple(shown))}\n\nFor which $k$ are the two "
        "properties independent?",
        key=key,
        proof=Satisfies(
            "counting",
            "With the count put in, the share of the first property is the same with and without the second.",
            lambda guess: (
                guess > 0
                and guess.denominator == 1
                and independent([int(guess) if i == spot else c for i, c in enumerate(counts)])
            ),
        ),
        steps=(
            Step(
                "Independent: the two rows have the same proportion, so that the products of the diagonals agree",
                rf"{across} \cdot k = {times(*others)}",
            ),
            Step("Solve for k", chain("k", over(others[0] * others[1], across), key)),
        ),
        hints=(
            "You are asked for the count that makes the condition tell nothing about the event.",
            r"Independent means $P(A \mid B) = P(A \mid \text{not } B)$: both columns have the same proportion.",
            f"The known diagonal has the product ${times(*others)}$.",
        ),
        answer_hint="a whole number such as 12",
        symbols=("k",),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(across * others[0], others[1]),
                "The products go along the diagonals of the table.",
            ),
            Mistake(
                sympy.Rational(across * others[1], others[0]),
                "The products go along the diagonals of the table.",
            ),
            Mistake(
                sympy.Integer(others[0] + others[1] - across),
                "Proportions are compared, not differences.",
            ),
        ),
    )


def _second_given_first(red: int, blue: int) -> Fraction:
    balls = [True] * red + [False] * blue
    chosen = [balls[j] for i, j in permutations(range(len(balls)), 2) if balls[i]]
    return Fraction(sum(chosen), len(chosen))
