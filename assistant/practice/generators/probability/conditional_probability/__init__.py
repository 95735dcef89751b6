"""Exercises on conditional probability: tables, draws without putting back, independence, total probability."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MISTAKE,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.conditional_probability.pieces import (
    RULE,
    members,
    require_presentable,
    share_among,
    some_counts,
    table_of,
)
from assistant.practice.generators.probability.conditional_probability.questions import (
    choose,
    find_slip,
    judge,
)
from assistant.practice.generators.probability.conditional_probability.reverse import find_unknown
from assistant.practice.generators.probability.stories import STORIES
from assistant.practice.notation import chain, decimal, over, plus, rational, times
from assistant.practice.proof import Rederived
from assistant.practice.worked import but_key

TOPIC = "conditional-probability"


def _compute(draw: Draw, level: int) -> Draft:
    if level == 2:
        return _urn(draw)
    if level == 3:
        return _total(draw) if draw.coin() else _union(draw)
    story, counts = draw.choice(STORIES), some_counts(draw)
    both, first, second, _ = counts
    turned = draw.coin()
    whole = both + (first if turned else second)
    key = sympy.Rational(both, whole)
    total = sum(counts)
    other = Fraction(both, both + (second if turned else first))
    require_presentable(Fraction(both, whole), most=30)
    wanted, given = (story.second, story.first) if turned else (story.first, story.second)
    return Draft(
        prompt=f"Of {total} {story.many} it is known:\n\n{table_of(story, counts)}\n\n"
        + draw.choice(
            (
                f"One {story.one} is picked at random, and it turns out that this {story.one} {given}. What is the probability that this "
                f"{story.one} {wanted}?",
                f"Given that a random {story.one} {given}, how probable is it that the same {story.one} {wanted}?",
                f"A random {story.one} {given}. Find the probability that this {story.one} {wanted}.",
            )
        ),
        key=key,
        proof=Rederived(
            "counting",
            "All members of the population were listed and counted.",
            lambda: share_among(members(counts), 1 if turned else 0, 0 if turned else 1),
        ),
        steps=(
            Step("Count those where the condition holds", chain(plus(both, whole - both), whole)),
            Step("Count those among them with the wanted property", f"{both}"),
            Step("Divide", chain(over(both, whole), key)),
        ),
        hints=(
            "You are asked for a share, but not of all: only of those where the condition holds.",
            RULE
            + " With counts: divide the number of cases where both hold by the number where the condition holds.",
            f"The condition holds for ${plus(both, whole - both)}$ of them.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                rational(other),
                "You exchanged condition and event: that is the other conditional probability.",
            ),
            Mistake(
                sympy.Rational(both, total),
                "You divided by all; divide only by those where the condition holds.",
            ),
            Mistake(sympy.Rational(whole, total), "That is the probability of the condition."),
            Mistake(1 - key, "That is the probability of the opposite."),
        ),
    )


def _urn(draw: Draw) -> Draft:
    red, blue = draw.integer(2, 9), draw.integer(2, 9)
    things, colours = draw.choice(
        (
            ("balls", ("red", "blue")),
            ("socks", ("black", "white")),
            ("cards", ("winning", "blank")),
            ("sweets", ("mint", "lemon")),
        )
    )
    good, bad = colours
    total = red + blue
    place = draw.choice(("A box", "A bag", "A drawer"))
    kind = draw.choice(("second given first", "both", "one of each", "first given second"))
    balls = [good] * red + [bad] * blue
    start = f"{place} holds {red} {good} and {blue} {bad} {things}. Two are drawn one after the other, without putting the first back."

    def among(wanted: Any, given: Any) -> Fraction:
        chosen = [(balls[i], balls[j]) for i, j in permutations(range(total), 2) if given(balls[i], balls[j])]
        return Fraction(sum(1 for pair in chosen if wanted(*pair)), len(chosen))

    wrong: tuple[Mistake, ...]
    if kind == "second given first":
        first_good = draw.coin()
        left = red - 1 if first_good else red
        key = sympy.Rational(left, total - 1)
        ask = f"The first one is {good if first_good else bad}. How probable is it that the second is {good}?"
        derive = lambda: among(lambda a, b: b == good, lambda a, b: (a == good) == first_good)  # noqa: E731
        steps = (
            Step("After the first draw one is missing", chain(f"{total} - 1", total - 1)),
            Step(f"So many {good} ones are left", f"{left}"),
            Step("Divide", chain(over(left, total - 1), key)),
        )
        wrong = (
            Mistake(sympy.Rational(red, total), "The first one was not put back: one is missing now."),
            Mistake(sympy.Rational(left, total), "The whole has changed as well: one fewer."),
            Mistake(
                sympy.Rational(red, total) * key,
                "That is the probability of both; the first is known already.",
            ),
        )
        hint = f"After the first draw ${total} - 1$ {things} are left."
    elif kind == "both":
        key = sympy.Rational(red * (red - 1), total * (total - 1))
        ask = f"How probable is it that both are {good}?"
        derive = lambda: among(lambda a, b: a == good and b == good, lambda a, b: True)  # noqa: E731
        steps = (
            Step(f"First one {good}", over(red, total)),
            Step(f"Second one {good}, given that the first was", over(red - 1, total - 1)),
            Step("Multiply", chain(times(over(red, total), over(red - 1, total - 1)), key)),
        )
        wrong = (
            Mistake(
                sympy.Rational(red * red, total * total),
                "That is with putting back; here the second draw depends on the first.",
            ),
            Mistake(
                sympy.Rational(red, total) + sympy.Rational(red - 1, total - 1),
                "The two probabilities are multiplied.",
            ),
            Mistake(
                sympy.Rational(red - 1, total - 1), "That is the second draw alone; multiply by the first."
            ),
        )
        hint = f"The first one is {good} with the probability ${over(red, total)}$."
    elif kind == "one of each":
        key = sympy.Rational(2 * red * blue, total * (total - 1))
        ask = "How probable is it that they are of different kinds?"
        derive = lambda: among(lambda a, b: a != b, lambda a, b: True)  # noqa: E731
        steps = (
            Step(f"First {good}, then {bad}", times(over(red, total), over(blue, total - 1))),
            Step(f"First {bad}, then {good}", times(over(blue, total), over(red, total - 1))),
            Step(
                "Add the two ways",
                chain(
                    plus(
                        times(over(red, total), over(blue, total - 1)),
                        times(over(blue, total), over(red, total - 1)),
                    ),
                    key,
                ),
            ),
        )
        wrong = (
            Mistake(sympy.Rational(red * blue, total * (total - 1)), "There are two orders: add both."),
            Mistake(
                sympy.Rational(2 * red * blue, total * total),
                "That is with putting back; here one is missing at the second draw.",
            ),
            Mistake(1 - key, "That is the probability that they are of the same kind."),
        )
        hint = f"One way is first {good}, then {bad}: ${times(over(red, total), over(blue, total - 1))}$."
    else:
        key = sympy.Rational(red - 1, total - 1)
        ask = f"You are told that the second one is {good}. How probable is it that the first was {good} as well?"
        derive = lambda: among(lambda a, b: a == good, lambda a, b: b == good)  # noqa: E731
        second_good = plus(
            times(over(red, total), over(red - 1, total - 1)), times(over(blue, total), over(red, total - 1))
        )
        steps = (
            Step(
                f"Both {good}",
                chain(
                    times(over(red, total), over(red - 1, total - 1)),
                    sympy.Rational(red * (red - 1), total * (total - 1)),
                ),
            ),
            Step(f"Second one {good}, whatever the first", chain(second_good, sympy.Rational(red, total))),
            Step(
                "Divide",
                chain(
                    rf"\frac{{{red * (red - 1)}}}{{{total * (total - 1)}}} : {over(red, total)}".replace(
                        " : ", r" \div "
                    ),
                    key,
                ),
            ),
        )
        wrong = (
            Mistake(
                sympy.Rational(red, total),
                "What you are told about the second one changes the chances of the first.",
            ),
            Mistake(
                sympy.Rational(red * (red - 1), total * (total - 1)),
                "That is the probability of both; divide by that of the condition.",
            ),
        )
        hint = f"Both are {good} with the probability ${times(over(red, total), over(red - 1, total - 1))}$."
    if key in (0, 1) or key.q > 80:
        raise Unsuitable("ugly value")
    return Draft(
        prompt=f"{start} {ask}",
        key=key,
        proof=Rederived(
            "enumeration", f"All {total * (total - 1)} ordered pairs were listed and counted.", derive
        ),
        steps=steps,
        hints=(
            "You are asked for a probability when the second draw depends on the first.",
            r"Without putting back, the second factor is conditional: $P(A \cap B) = P(A) \cdot P(B \mid A)$.",
            hint,
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(key, *wrong),
    )


def _percents(draw: Draw, count: int) -> list[Fraction]:
    while True:
        parts = [draw.integer(1, 7) for _ in range(count - 1)]
        rest = 10 - sum(parts)
        if rest >= 1:
            return [Fraction(part, 10) for part in (*parts, rest)]


def _pct(value: Fraction) -> str:
    return decimal(value * 100) + r"\%"


def _total(draw: Draw) -> Draft:
    count = draw.choice((2, 3))
    shares = _percents(draw, count)
    rates = [Fraction(draw.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20)), 100) for _ in shares]
    if len(set(rates)) < count:
        raise Unsuitable("the same rate twice")
    key = sum((s * r for s, r in zip(shares, rates, strict=True)), Fraction(0))
    source, thing, event = draw.choice(
        (
            ("machine", "part", "is faulty"),
            ("server", "request", "fails"),
            ("supplier", "battery", "is empty after a year"),
            ("annotator", "label", "is wrong"),
        )
    )
    lines = "; ".join(
        f"{source} {chr(ord('A') + i)} handles ${_pct(s)}$ of them, and of its share ${_pct(r)}$ go wrong"
        for i, (s, r) in enumerate(zip(shares, rates, strict=True))
    )
    terms = [times(decimal(s), decimal(r)) for s, r in zip(shares, rates, strict=True)]

    def count_them() -> Fraction:
        population = 100_000
        bad = sum(
            population * s.numerator // s.denominator * r.numerator // r.denominator
            for s, r in zip(shares, rates, strict=True)
        )
        return Fraction(bad, population)

    plural = {"battery": "batteries"}.get(thing, thing + "s")
    return Draft(
        prompt=f"{plural.capitalize()} come from {count} {source}s: {lines}. How probable is it that a random {thing} {event}?",
        key=rational(key),
        proof=Rederived("counting", "The cases were counted in a population of 100,000.", count_them),
        steps=(
            *(
                Step(f"Share and rate of {source} {chr(ord('A') + i)}", chain(term, decimal(s * r)))
                for i, (term, s, r) in enumerate(zip(terms, shares, rates, strict=True))
            ),
            Step("Add over all cases", chain(plus(*terms), decimal(key))),
        ),
        hints=(
            "You are asked for the probability over all sources together.",
            r"The law of total probability: $P(B) = \sum_i P(A_i)\, P(B \mid A_i)$.",
            f"The first term is ${terms[0]}$.",
        ),
        answer_hint="a decimal such as 0.035",
        mistakes=but_key(
            rational(key),
            Mistake(
                rational(sum(rates, Fraction(0)) / count),
                "The sources have different shares: weigh the rates by them.",
            ),
            Mistake(rational(sum(rates, Fraction(0))), "Weigh each rate by the share of its source."),
            Mistake(rational(1 - key), "That is the probability that nothing goes wrong."),
        ),
    )


def _union(draw: Draw) -> Draft:
    both = Fraction(draw.integer(1, 30), 100)
    first = both + Fraction(draw.integer(1, 40), 100)
    second = both + Fraction(draw.integer(1, 40), 100)
    union = first + second - both
    if union >= 1:
        raise Unsuitable("more than everything")
    key = both / second
    require_presentable(key, most=20)
    return Draft(
        prompt=draw.choice(
            (
                rf"Let $P(A) = {decimal(first)}$, $P(B) = {decimal(second)}$ and $P(A \cup B) = {decimal(union)}$. Find $P(A \mid B)$.",
                rf"Two events have $P(A) = {decimal(first)}$ and $P(B) = {decimal(second)}$; at least one of them happens with the "
                rf"probability ${decimal(union)}$. What is $P(A \mid B)$?",
            )
        ),
        key=rational(key),
        proof=Rederived(
            "counting",
            "A population of 100 with these shares was listed and counted.",
            lambda: share_among(
                members(
                    (
                        int(both * 100),
                        int((first - both) * 100),
                        int((second - both) * 100),
                        int((1 - union) * 100),
                    )
                ),
                0,
                1,
            ),
        ),
        steps=(
            Step(
                "Both together, by inclusion and exclusion",
                chain(rf"{decimal(first)} + {decimal(second)} - {decimal(union)}", decimal(both)),
            ),
            Step(
                "Divide by the probability of the condition",
                chain(over(decimal(both), decimal(second)), rational(key)),
            ),
        ),
        hints=(
            "You are asked for a conditional probability, but the probability of both is not given.",
            r"$P(A \cup B) = P(A) + P(B) - P(A \cap B)$ gives the missing piece. " + RULE,
            rf"First $P(A \cap B) = {decimal(first)} + {decimal(second)} - {decimal(union)}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            rational(key),
            Mistake(rational(both), r"That is $P(A \cap B)$; divide by $P(B)$."),
            Mistake(
                rational(both / first), r"That is $P(B \mid A)$: divide by the probability of the condition."
            ),
            Mistake(rational(first / second), r"The numerator is $P(A \cap B)$."),
            Mistake(rational(first * second), "The events are not independent."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute, objectives=(1, 2, 3)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(2, 3)),
    Generator(TOPIC, "pick", CHOICE, choose, levels=(1, 2), objectives=(1, 4)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, levels=(2,), objectives=(2, 3)),
    Generator(TOPIC, "claim", TRUE_FALSE, judge, levels=(1, 3), objectives=(4,)),
)
