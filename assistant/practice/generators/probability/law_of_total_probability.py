"""Exercises on the law of total probability: weighted averages over cases, mixes that move, who is responsible."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    total,
)
from assistant.practice.generators.probability.solutions import bayes_numbers
from assistant.practice.notation import (
    chain,
    decimal,
    over,
    percent,
    plus,
    rational,
    short,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)

TOPIC = "law-of-total-probability"
LAW = (
    r"$P(A) = \sum_i P(A \mid B_i) \, P(B_i)$: the rate in each case, weighted by how often the case occurs."
)
STORIES = (
    ("requests to a speech recogniser", ("phones", "laptops", "cars"), "come from", "fails", "failure"),
    (
        "visitors of a shop",
        ("search", "newsletters", "advertisements"),
        "come from",
        "buys something",
        "purchase",
    ),
    ("parts of a factory", ("machine A", "machine B", "machine C"), "come from", "is faulty", "fault"),
    (
        "photos of a data set",
        ("in daylight", "at dusk", "at night"),
        "were taken",
        "is misclassified",
        "misclassification",
    ),
    ("parcels of a sender", ("road", "rail", "air"), "travel by", "is late", "delay"),
)


def _case(draw: Draw) -> tuple[Any, list[Any], list[Any]]:
    mix = [
        Fraction(n, 10)
        for n in draw.choice(
            (
                (5, 3, 2),
                (6, 3, 1),
                (4, 4, 2),
                (2, 3, 5),
                (7, 2, 1),
                (1, 4, 5),
                (3, 3, 4),
                (4, 5, 1),
                (2, 2, 6),
            )
        )
    ]
    rates = [Fraction(r, 100) for r in draw.sample((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30), 3)]
    return draw.choice(STORIES), mix, rates


def _setting(story: Any, mix: list[Any], rates: list[Any]) -> str:
    many, cases, come, does, _ = story
    one = {
        "requests to a speech recogniser": "a request",
        "visitors of a shop": "a visitor",
        "parts of a factory": "a part",
        "photos of a data set": "a photo",
        "parcels of a sender": "a parcel",
    }[many]
    return (
        f"Of the {many}, ${percent(mix[0])}$ {come} {cases[0]}, ${percent(mix[1])}$ {come} {cases[1]} and ${percent(mix[2])}$ {come} {cases[2]}. "
        f"In these three cases {one} {does} with probability ${decimal(rates[0])}$, ${decimal(rates[1])}$ and ${decimal(rates[2])}$."
    )


def _counted(mix: Any, rates: Any) -> list[int]:
    """How many of ten thousand are hit in each case."""
    return [int(10000 * m) * int(100 * r) // 100 for m, r in zip(mix, rates, strict=True)]


def _overall(draw: Draw, level: int) -> Draft:
    story, mix, rates = _case(draw)
    if level == 1:
        mix = [mix[0], 1 - mix[0]]
        prompt = (
            (f"${percent(mix[0])}$ of the users of an app have the new version, the others the old one. ")
            + f"It crashes in a week with probability ${decimal(rates[0])}$ for the new version and ${decimal(rates[1])}$ for the old one. "
            + draw.choice(
                ("How probable is a crash for a random user?", "What is the overall probability of a crash?")
            )
        )
        rates = rates[:2]
    else:
        prompt = (
            _setting(story, mix, rates)
            + " "
            + draw.choice(
                (
                    f"What is the overall probability of a {story[4]}?",
                    f"How probable is a {story[4]} over all cases?",
                )
            )
        )
    value = total(m * r for m, r in zip(mix, rates, strict=True))
    key = rational(value)
    steps = [
        Step(
            f"{('First', 'Second', 'Third')[i]} case: its rate times its share",
            chain(times(decimal(r), decimal(m)), decimal(r * m)),
        )
        for i, (m, r) in enumerate(zip(mix, rates, strict=True))
    ]
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "counting",
            "Ten thousand cases were counted group by group.",
            lambda: Fraction(sum(_counted(mix, rates)), 10000),
        ),
        steps=(
            *steps,
            Step(
                "Add up",
                chain(plus(*(decimal(r * m) for m, r in zip(mix, rates, strict=True))), decimal(value)),
            ),
        ),
        hints=(
            "You are asked for one rate over all cases together.",
            LAW,
            f"The first case contributes ${times(decimal(rates[0]), decimal(mix[0]))}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                rational(total(rates) / len(rates)),
                "That is the plain average; the cases are not equally common.",
            ),
            Mistake(
                rational(total(rates)),
                "Rates of different cases cannot be added; weigh each by how common its case is.",
            ),
            Mistake(rational(mix[0] * rates[0]), "That is the first case alone; the others contribute too."),
            Mistake(1 - key, "That is the probability of the opposite."),
        ),
    )


def _shift(draw: Draw, level: int) -> Draft:
    story, mix, rates = _case(draw)
    moved = Fraction(draw.integer(1, int(10 * max(mix)) - 1), 10)
    source = mix.index(max(mix))
    target = draw.choice([i for i in range(3) if i != source])
    key = rational(moved * (rates[target] - rates[source]))
    points = moved * 100
    new = list(mix)
    new[source] -= moved
    new[target] += moved
    cases = story[1]
    return Draft(
        prompt=_setting(story, mix, rates)
        + f" Later {short(points)} percentage points of the mix move from “{cases[source]}” to “{cases[target]}”; no rate changes. By how much does the overall probability change? (A fall is negative.)",
        key=key,
        proof=Rederived(
            "counting",
            "Both mixes were counted with ten thousand cases.",
            lambda: Fraction(sum(_counted(new, rates)) - sum(_counted(mix, rates)), 10000),
        ),
        steps=(
            Step(
                "Only the moved share counts: new rate less old rate",
                chain(
                    f"{decimal(rates[target])} - {decimal(rates[source])}",
                    decimal(rates[target] - rates[source]),
                ),
            ),
            Step(
                "Times the share that moves",
                chain(
                    times(decimal(moved), decimal(rates[target] - rates[source])),
                    decimal(moved * (rates[target] - rates[source])),
                ),
            ),
        ),
        hints=(
            "You are asked for the change of a weighted average when its weights move.",
            LAW,
            f"The share that moves is ${decimal(moved)}$. Which rate had it before, which one has it after?",
        ),
        mistakes=but_key(
            key,
            Mistake(-key, "The sign: the moved share gets the rate of the case it moves to."),
            Mistake(
                rational(rates[target] - rates[source]),
                "Only a part of the mix moves: multiply by its share.",
            ),
            Mistake(
                rational(total(m * r for m, r in zip(new, rates, strict=True))),
                "That is the new overall probability; its change is asked for.",
            ),
            Mistake(rational(moved * rates[target]), "The moved share also leaves its old rate behind."),
        ),
    )


def _blame(draw: Draw, level: int) -> Draft:
    story, mix, rates = _case(draw)
    pieces = [m * r for m, r in zip(mix, rates, strict=True)]
    if sorted(pieces)[1] == max(pieces):
        raise Unsuitable("a tie")
    spot = pieces.index(max(pieces))
    cases = story[1]
    rate_top, mix_top = rates.index(max(rates)), mix.index(max(mix))
    if spot == rate_top and draw.coin():
        raise Unsuitable("too plain")

    def told(i: int) -> str:
        if i == rate_top:
            return "It has the highest rate, but it occurs too seldom: multiply rate and share."
        if i == mix_top:
            return "It is the most common case, but its rate is low: multiply rate and share."
        return "Multiply rate and share in each case and compare the products."

    return words_draft(
        draw,
        prompt=_setting(story, mix, rates) + f" Which case contributes the largest share of all {story[4]}s?",
        right=cases[spot],
        options=[(case, case[0].upper() + case[1:], told(i)) for i, case in enumerate(cases)],
        proof=Rederived(
            "counting",
            "Ten thousand cases were counted group by group.",
            lambda: max(zip(_counted(mix, rates), cases, strict=True))[1],
        ),
        steps=tuple(
            Step(case[0].upper() + case[1:], chain(times(decimal(r), decimal(m)), decimal(r * m)))
            for case, m, r in zip(cases, mix, rates, strict=True)
        ),
        hints=(
            f"You are asked where most of the {story[4]}s come from, not where they are most likely.",
            "A case contributes its rate times its share.",
            "Work out the three products; neither the highest rate nor the largest share decides alone.",
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    mix = Fraction(draw.choice((1, 2, 3, 4, 5, 6, 7, 8)), 10)
    low, high = draw.sample([Fraction(n, 100) for n in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40)], 2)
    value = mix * low + (1 - mix) * high
    if level == 1:
        key = rational(high)
        prompt = f"${percent(mix)}$ of the tickets are simple, the others hard. An assistant gets ${percent(low)}$ of the simple ones wrong, and of all tickets ${short(100 * value)}\\%$. What share of the hard ones does it get wrong?"
        steps = (
            Step("The simple ones contribute", chain(times(decimal(low), decimal(mix)), decimal(low * mix))),
            Step(
                "The rest comes from the hard ones",
                chain(f"{decimal(value)} - {decimal(low * mix)}", decimal(value - low * mix)),
            ),
            Step(
                "Divide by their share",
                chain(over(decimal(value - low * mix), decimal(1 - mix)), decimal(high)),
            ),
        )

        def check(v: Any) -> Any:
            return isinstance(v, Fraction) and mix * low + (1 - mix) * v == value

        wrong = [
            Mistake(rational(value - low * mix), "Divide by the share of the hard tickets."),
            Mistake(rational(2 * value - low), "The two kinds are not equally common."),
        ]
        first = f"The simple ones contribute ${times(decimal(low), decimal(mix))}$ to the total."
    else:
        key = rational(mix)
        prompt = f"A model errs on ${percent(low)}$ of the texts in English and on ${percent(high)}$ of all others. Over all texts it errs on ${short(100 * value)}\\%$. What share of the texts is in English?"
        steps = (
            Step(
                "From the other rate to the overall one",
                chain(f"{decimal(high)} - {decimal(value)}", decimal(high - value)),
            ),
            Step(
                "From the one rate to the other",
                chain(f"{decimal(high)} - {decimal(low)}", decimal(high - low)),
            ),
            Step(
                "The share is where the average lies between the two",
                chain(over(decimal(high - value), decimal(high - low)), key),
            ),
        )

        def check(v: Any) -> Any:
            return isinstance(v, Fraction) and v * low + (1 - v) * high == value

        wrong = [
            Mistake(1 - key, "That is the share of the other texts."),
            Mistake(sympy.Rational(1, 2), "The average lies in the middle only if both are equally common."),
            Mistake(
                rational(low / (low + high)), "The rates alone do not give the share; use the overall rate."
            ),
        ]
        first = "Call the share $p$: then $p$ times the one rate plus $1 - p$ times the other is the overall rate."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "putting it in", "The overall probability was worked out again with this number.", check
        ),
        steps=steps,
        hints=("The overall rate is known; a number behind it is asked for.", LAW, first),
        answer_hint=PROBABILITY,
        mistakes=but_key(key, *wrong),
    )


def _bounds(draw: Draw, level: int) -> Draft:
    rates = sorted(Fraction(r, 100) for r in draw.sample(range(2, 40), 3))
    inside = draw.coin()
    claimed = Fraction(
        draw.integer(int(100 * rates[0]), int(100 * rates[2]))
        if inside
        else draw.choice([n for n in range(1, 45) if n < 100 * rates[0] or n > 100 * rates[2]]),
        100,
    )
    shown = draw.shuffled(rates)
    return claim_draft(
        prompt=f"In three groups of users a model fails with probability ${decimal(shown[0])}$, ${decimal(shown[1])}$ and ${decimal(shown[2])}$. True or false: with a suitable mix of the groups the overall rate can be ${decimal(claimed)}$.",
        truth=inside,
        method="trying mixes",
        detail="Mixes of the best and the worst group in steps of one to a thousand were tried, and what lies between two steps is reached as well.",
        decide=lambda: (
            min(rates) <= claimed <= max(rates)
            and any(abs(w * rates[0] + (1000 - w) * rates[2] - 1000 * claimed) <= 1 for w in range(1001))
        ),
        steps=(
            Step(
                "A weighted average lies between the smallest and the largest",
                f"{decimal(rates[0])} \\leq {decimal(claimed)} \\leq {decimal(rates[2])}"
                if inside
                else (
                    f"{decimal(claimed)} < {decimal(rates[0])}"
                    if claimed < rates[0]
                    else f"{decimal(claimed)} > {decimal(rates[2])}"
                ),
            ),
        ),
        hints=(
            "You are asked which overall rates a mix can give.",
            LAW + " The weights are not negative and add up to 1.",
            "What is the overall rate if everybody is in the best group? And in the worst?",
        ),
        if_wrong="The overall rate is a weighted average: it can be any number between the smallest and the largest rate, and no other.",
    )


GENERATORS = (
    Generator(TOPIC, "overall", COMPUTE, _overall, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "shift", COMPUTE, _shift, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(1, 2)),
    Generator(TOPIC, "between", TRUE_FALSE, _bounds, levels=(1,), objectives=(1, 2)),
    Generator(TOPIC, "blame", CHOICE, _blame, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, bayes_numbers, levels=(3,), objectives=(3,)),
)
