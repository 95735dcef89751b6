"""Exercises on independence: the product rule, at least one, pairwise and mutual, exclusive events."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.probability.independence.pieces import PARTS, PRODUCT
from assistant.practice.generators.probability.independence.questions import (
    exclusive_of,
    pairwise,
    test_of,
    unknown,
)
from assistant.practice.generators.probability.pieces import (
    fpow,
    total,
)
from assistant.practice.notation import (
    chain,
    decimal,
    plus,
    rational,
    short,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "independence"


def _at_least_one(draw: Draw, level: int) -> Draft:
    many, one, misses, all_miss, some = draw.choice(PARTS)
    if level == 1:
        n, p = draw.integer(3, 4), Fraction(draw.choice((1, 2, 3, 4, 5)), 10)
        rates = [p] * n
        text = f"{n} {many} work independently; each {misses} with probability ${decimal(p)}$."
    else:
        rates = [Fraction(r, 10) for r in draw.sample((1, 2, 3, 4, 5, 6), 3)]
        n = 3
        text = f"Three {many} work independently. The first {misses} with probability ${decimal(rates[0])}$, the second with ${decimal(rates[1])}$, the third with ${decimal(rates[2])}$."
    asked_all = level == 1 and draw.coin()
    none: Any = math.prod(rates)
    key = rational(none if asked_all else 1 - none)
    shown = fpow(decimal(rates[0]), n) if level == 1 else times(*(decimal(r) for r in rates))
    steps = [Step("All of them together, by the product rule", chain(shown, decimal(none)))]
    if not asked_all:
        steps.append(Step("The complement", chain(f"1 - {decimal(none)}", decimal(1 - none))))

    def listing() -> Any:
        cells = product((True, False), repeat=n)
        weights = [
            (
                any(not miss for miss in cell),
                math.prod(r if miss else 1 - r for r, miss in zip(rates, cell, strict=True)),
            )
            for cell in cells
        ]
        return total(w for some_, w in weights if some_ != asked_all)

    return Draft(
        prompt=f"{text} "
        + draw.choice(
            (
                f"What is the probability that {all_miss if asked_all else some}?",
                f"How probable is it that {all_miss if asked_all else some}?",
            )
        ),
        key=key,
        proof=Rederived(
            "listing", f"All {2**n} combinations were listed with their probabilities and added up.", listing
        ),
        steps=tuple(steps),
        hints=(
            "You are asked for an event of several independent parts.",
            "For independent events probabilities multiply. “At least one” is the complement of “none”.",
            f"What is the probability that the first two {many} both go wrong? Multiply, and go on from there.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(1 - none if asked_all else none), "That is the opposite event."),
            Mistake(
                rational(total(rates)),
                "Chances of independent events do not add up: two of them may happen together.",
            ),
            Mistake(
                rational(1 - math.prod(1 - r for r in rates)),
                f"That is the probability that at least one {one} goes wrong.",
            ),
            Mistake(
                rational(math.prod(1 - r for r in rates)),
                "That is the probability that none of them goes wrong.",
            ),
        ),
    )


def _both(draw: Draw, level: int) -> Draft:
    p, q = Fraction(draw.integer(1, 9), 10), Fraction(draw.integer(1, 9), 10)
    kind = draw.choice(("union", "only", "neither"))
    value = {"union": p + q - p * q, "only": p * (1 - q), "neither": (1 - p) * (1 - q)}[kind]
    asked = {"union": r"P(A \cup B)", "only": r"P(A \cap B^c)", "neither": r"P(A^c \cap B^c)"}[kind]
    shown = {
        "union": f"{plus(decimal(p), decimal(q))} - {times(decimal(p), decimal(q))}",
        "only": f"{decimal(p)} \\cdot (1 - {decimal(q)})",
        "neither": f"(1 - {decimal(p)}) \\cdot (1 - {decimal(q)})",
    }[kind]
    key = rational(value)

    def grid_count() -> Fraction:
        cells = product(range(10), repeat=2)
        test = {
            "union": lambda a, b: a or b,
            "only": lambda a, b: a and not b,
            "neither": lambda a, b: not a and not b,
        }[kind]
        return Fraction(sum(bool(test(x < 10 * p, y < 10 * q)) for x, y in cells), 100)

    return Draft(
        prompt=f"$A$ and $B$ are independent, with $P(A) = {decimal(p)}$ and $P(B) = {decimal(q)}$. "
        + draw.choice((f"What is ${asked}$?", f"Find ${asked}$.")),
        key=key,
        proof=Rederived(
            "a square",
            "A square of a hundred cells was cut at both probabilities, and the cells counted.",
            grid_count,
        ),
        steps=(
            Step(
                {
                    "union": "Addition rule, with the product for both",
                    "only": "A happens and B does not: independent as well",
                    "neither": "Neither happens: the complements are independent as well",
                }[kind],
                chain(shown, short(value)),
            ),
        ),
        hints=(
            "You are asked to combine two independent events.",
            PRODUCT + " Then the complements are independent too.",
            f"First find the probability that both happen: ${times(decimal(p), decimal(q))}$."
            if kind == "union"
            else "Write down the probability that $B$ does not happen.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(p * q), "That is the probability that both happen."),
            Mistake(rational(p + q), "Outcomes in both were counted twice."),
            Mistake(rational(1 - p * q), "That is the probability that not both happen."),
            Mistake(rational(1 - value), "That is the opposite event."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "at-least-one", COMPUTE, _at_least_one, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "combine", COMPUTE, _both, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(1, 3), objectives=(1, 2)),
    Generator(TOPIC, "same-die", TRUE_FALSE, test_of, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "exclusive", TRUE_FALSE, exclusive_of, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "three", CHOICE, pairwise, levels=(3,), objectives=(1, 3)),
)
