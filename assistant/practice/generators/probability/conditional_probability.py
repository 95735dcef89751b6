"""Exercises on conditional probability: tables, draws without putting back, independence, total probability."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import CHOICE, COMPUTE, MISTAKE, PROBABILITY, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.stories import STORIES, Story
from assistant.practice.notation import chain, decimal, over, plus, rational, tex, times
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, choice_draft, claim_draft, mistake_draft

TOPIC = "conditional-probability"
RULE = r"$P(A \mid B) = \dfrac{P(A \cap B)}{P(B)}$: look only at the cases where $B$ holds."
Counts = tuple[int, int, int, int]
"""Both, first only, second only, neither."""


def _table(story: Story, counts: Counts) -> str:
    both, first, second, neither = counts
    return (
        f"| | {story.second} | {story.not_second} |\n|---|---|---|\n"
        f"| {story.first} | {both} | {first} |\n| {story.not_first} | {second} | {neither} |"
    )


def _counts(draw: Draw) -> Counts:
    unit = draw.choice((1, 2, 3, 5, 10))
    return (unit * draw.integer(1, 12), unit * draw.integer(1, 12), unit * draw.integer(1, 12), unit * draw.integer(1, 15))


def _population(counts: Counts) -> list[tuple[bool, bool]]:
    kinds = ((True, True), (True, False), (False, True), (False, False))
    return [kind for kind, count in zip(kinds, counts, strict=True) for _ in range(count)]


def _share(population: list[tuple[bool, bool]], wanted: int, given: int) -> Fraction:
    """The share with property `wanted` (0 or 1) among those with property `given`."""
    chosen = [member for member in population if member[given]]
    return Fraction(sum(1 for member in chosen if member[wanted]), len(chosen))


def _presentable(*values: Fraction, most: int = 40) -> None:
    if any(value.denominator > most or value in (0, 1) for value in values):
        raise Unsuitable("ugly value")


def _compute(draw: Draw, level: int) -> Draft:
    if level == 2:
        return _urn(draw)
    if level == 3:
        return _total(draw) if draw.coin() else _union(draw)
    story, counts = draw.choice(STORIES), _counts(draw)
    both, first, second, neither = counts
    turned = draw.coin()
    whole = both + (first if turned else second)
    key = sympy.Rational(both, whole)
    total = sum(counts)
    other = Fraction(both, both + (second if turned else first))
    _presentable(Fraction(both, whole), most=30)
    wanted, given = (story.second, story.first) if turned else (story.first, story.second)
    return Draft(
        prompt=f"Of {total} {story.many} it is known:\n\n{_table(story, counts)}\n\n"
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
            lambda: _share(_population(counts), 1 if turned else 0, 0 if turned else 1),
        ),
        steps=(
            Step("Count those where the condition holds", chain(plus(both, whole - both), whole)),
            Step("Count those among them with the wanted property", f"{both}"),
            Step("Divide", chain(over(both, whole), key)),
        ),
        hints=(
            "You are asked for a share, but not of all: only of those where the condition holds.",
            RULE + " With counts: divide the number of cases where both hold by the number where the condition holds.",
            f"The condition holds for ${plus(both, whole - both)}$ of them.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(other), "You exchanged condition and event: that is the other conditional probability."),
            Mistake(sympy.Rational(both, total), "You divided by all; divide only by those where the condition holds."),
            Mistake(sympy.Rational(whole, total), "That is the probability of the condition."),
            Mistake(1 - key, "That is the probability of the opposite."),
        ),
    )


def _urn(draw: Draw) -> Draft:
    red, blue = draw.integer(2, 9), draw.integer(2, 9)
    things, colours = draw.choice(
        (("balls", ("red", "blue")), ("socks", ("black", "white")), ("cards", ("winning", "blank")), ("sweets", ("mint", "lemon")))
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
            Mistake(sympy.Rational(red, total) * key, "That is the probability of both; the first is known already."),
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
            Mistake(sympy.Rational(red * red, total * total), "That is with putting back; here the second draw depends on the first."),
            Mistake(sympy.Rational(red, total) + sympy.Rational(red - 1, total - 1), "The two probabilities are multiplied."),
            Mistake(sympy.Rational(red - 1, total - 1), "That is the second draw alone; multiply by the first."),
        )
        hint = f"The first one is {good} with the probability ${over(red, total)}$."
    elif kind == "one of each":
        key = sympy.Rational(2 * red * blue, total * (total - 1))
        ask = "How probable is it that they are of different kinds?"
        derive = lambda: among(lambda a, b: a != b, lambda a, b: True)  # noqa: E731
        steps = (
            Step(f"First {good}, then {bad}", times(over(red, total), over(blue, total - 1))),
            Step(f"First {bad}, then {good}", times(over(blue, total), over(red, total - 1))),
            Step("Add the two ways", chain(plus(times(over(red, total), over(blue, total - 1)), times(over(blue, total), over(red, total - 1))), key)),
        )
        wrong = (
            Mistake(sympy.Rational(red * blue, total * (total - 1)), "There are two orders: add both."),
            Mistake(sympy.Rational(2 * red * blue, total * total), "That is with putting back; here one is missing at the second draw."),
            Mistake(1 - key, "That is the probability that they are of the same kind."),
        )
        hint = f"One way is first {good}, then {bad}: ${times(over(red, total), over(blue, total - 1))}$."
    else:
        key = sympy.Rational(red - 1, total - 1)
        ask = f"You are told that the second one is {good}. How probable is it that the first was {good} as well?"
        derive = lambda: among(lambda a, b: a == good, lambda a, b: b == good)  # noqa: E731
        second_good = plus(times(over(red, total), over(red - 1, total - 1)), times(over(blue, total), over(red, total - 1)))
        steps = (
            Step(f"Both {good}", chain(times(over(red, total), over(red - 1, total - 1)), sympy.Rational(red * (red - 1), total * (total - 1)))),
            Step(f"Second one {good}, whatever the first", chain(second_good, sympy.Rational(red, total))),
            Step("Divide", chain(rf"\frac{{{red * (red - 1)}}}{{{total * (total - 1)}}} : {over(red, total)}".replace(" : ", r" \div "), key)),
        )
        wrong = (
            Mistake(sympy.Rational(red, total), "What you are told about the second one changes the chances of the first."),
            Mistake(sympy.Rational(red * (red - 1), total * (total - 1)), "That is the probability of both; divide by that of the condition."),
        )
        hint = f"Both are {good} with the probability ${times(over(red, total), over(red - 1, total - 1))}$."
    if key in (0, 1) or key.q > 80:
        raise Unsuitable("ugly value")
    return Draft(
        prompt=f"{start} {ask}",
        key=key,
        proof=Rederived("enumeration", f"All {total * (total - 1)} ordered pairs were listed and counted.", derive),
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
        bad = sum(population * s.numerator // s.denominator * r.numerator // r.denominator for s, r in zip(shares, rates, strict=True))
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
            Mistake(rational(sum(rates, Fraction(0)) / count), "The sources have different shares: weigh the rates by them."),
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
    _presentable(key, most=20)
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
            lambda: _share(
                _population(
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
            Step("Both together, by inclusion and exclusion", chain(rf"{decimal(first)} + {decimal(second)} - {decimal(union)}", decimal(both))),
            Step("Divide by the probability of the condition", chain(over(decimal(both), decimal(second)), rational(key))),
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
            Mistake(rational(both / first), r"That is $P(B \mid A)$: divide by the probability of the condition."),
            Mistake(rational(first / second), r"The numerator is $P(A \cap B)$."),
            Mistake(rational(first * second), "The events are not independent."),
        ),
    )


def _reverse(draw: Draw, level: int) -> Draft:
    k = sympy.Symbol("k")
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
                lambda guess: guess != 0 and (both / guess == given if ask_condition else guess / condition == given),
            ),
            steps=(
                Step("Definition", r"P(A \mid B) = \frac{P(A \cap B)}{P(B)}"),
                Step(
                    "Solve for what is asked",
                    chain(over(decimal(both), tex(given)), key) if ask_condition else chain(times(decimal(condition), tex(given)), key),
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
                Mistake(rational(both * given if ask_condition else condition / given), "Multiplied where a division was due, or the other way round."),
            ),
        )
    if level == 2:
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
            prompt=f"For {story.many}, with one count unknown:\n\n{_table(story, tuple(shown))}\n\nFor which $k$ are the two "
            "properties independent?",
            key=key,
            proof=Satisfies(
                "counting",
                "With the count put in, the share of the first property is the same with and without the second.",
                lambda guess: guess > 0 and guess.denominator == 1 and _independent([int(guess) if i == spot else c for i, c in enumerate(counts)]),
            ),
            steps=(
                Step("Independent: the two rows have the same proportion, so that the products of the diagonals agree", rf"{across} \cdot k = {times(*others)}"),
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
                Mistake(sympy.Rational(across * others[0], others[1]), "The products go along the diagonals of the table."),
                Mistake(sympy.Rational(across * others[1], others[0]), "The products go along the diagonals of the table."),
                Mistake(sympy.Integer(others[0] + others[1] - across), "Proportions are compared, not differences."),
            ),
        )
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
            lambda guess: guess >= 0 and guess.denominator == 1 and _second_given_first(red, int(guess)) == share,
        ),
        steps=(
            Step("After the first draw", rf"\frac{{{red} - 1}}{{{red} + k - 1}} = {tex(share)}"),
            Step("Multiply out", rf"{times(red - 1, share.denominator)} = {share.numerator} \cdot ({tex(k + red - 1)})"),
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


def _independent(counts: list[int]) -> bool:
    population = _population((counts[0], counts[1], counts[2], counts[3]))
    with_second = [m for m in population if m[1]]
    return Fraction(sum(m[0] for m in population), len(population)) == Fraction(sum(m[0] for m in with_second), len(with_second))


def _second_given_first(red: int, blue: int) -> Fraction:
    balls = [True] * red + [False] * blue
    chosen = [balls[j] for i, j in permutations(range(len(balls)), 2) if balls[i]]
    return Fraction(sum(chosen), len(chosen))


def _choice(draw: Draw, level: int) -> Draft:
    story, counts = draw.choice(STORIES), _counts(draw)
    both, first, second, neither = counts
    total = sum(counts)
    right = Fraction(both, both + second)
    _presentable(right, most=30)
    if level == 2:
        right = Fraction(second, second + both)
        asked = story.not_first
        derive = lambda: 1 - _share(_population(counts), 0, 1)  # noqa: E731
        top = second
        wrong = [
            Mistake(rational(Fraction(second, second + neither)), "You exchanged condition and event."),
            Mistake(rational(1 - right), "That is the opposite event."),
            Mistake(sympy.Rational(second, total), "That is the probability of both together, among all."),
            Mistake(sympy.Rational(second + neither, total), "That ignores the condition."),
        ]
    else:
        asked = story.first
        derive = lambda: _share(_population(counts), 0, 1)  # noqa: E731
        top = both
        wrong = [
            Mistake(sympy.Rational(both, both + first), "You exchanged condition and event."),
            Mistake(sympy.Rational(both, total), "That is the probability of both together, among all."),
            Mistake(sympy.Rational(both + first, total), "That ignores the condition."),
            Mistake(sympy.Rational(both + second, total), "That is the probability of the condition."),
        ]
    return choice_draft(
        draw,
        prompt=f"Of {total} {story.many} it is known:\n\n{_table(story, counts)}\n\nGiven that a random {story.one} {story.second}, what "
        f"is the probability that this {story.one} {asked}?",
        right=rational(right),
        wrong=wrong,
        show=tex,
        proof=Rederived("counting", "All members of the population were listed and counted.", derive),
        steps=(
            Step("Count those where the condition holds", chain(plus(both, second), both + second)),
            Step("Divide", chain(over(top, both + second), rational(right))),
        ),
        hints=(
            "You are asked for a conditional probability; find the condition first.",
            RULE,
            f"The condition holds for ${plus(both, second)}$ of them.",
        ),
    )


def _claim(draw: Draw, level: int) -> Draft:
    story = draw.choice(STORIES)
    if level == 1:
        counts = _counts(draw)
        both, first, second, _ = counts
        if first == second:
            raise Unsuitable("symmetric")
        statement = (
            rf"With $A$ for “{story.first}” and $B$ for “{story.second}”: $P(A \mid B) > P(B \mid A)$."
        )
        truth = Fraction(both, both + second) > Fraction(both, both + first)
        decide = lambda: _share(_population(counts), 0, 1) > _share(_population(counts), 1, 0)  # noqa: E731
        steps = (
            Step("Share of A among those with B, the left column", chain(over(both, both + second), sympy.Rational(both, both + second))),
            Step("Share of B among those with A, the first row", chain(over(both, both + first), sympy.Rational(both, both + first))),
        )
        rule = "The two conditional probabilities have the same top, but different bottoms."
        start = f"The left column has ${plus(both, second)}$ members."
        if_wrong = f"The two probabilities are ${tex(sympy.Rational(both, both + second))}$ and ${tex(sympy.Rational(both, both + first))}$."
    else:
        a, b, c = draw.integer(1, 9), draw.integer(1, 9), draw.integer(2, 4)
        counts = (a * c, b * c, a, b) if draw.coin() else (a * c, b * c + draw.choice((-1, 1)), a, b)
        both, first, second, neither = counts
        unit = draw.choice((1, 2, 5))
        counts = (both * unit, first * unit, second * unit, neither * unit)
        both, first, second, neither = counts
        statement = "In this table the two properties are independent."
        truth = both * neither == first * second
        decide = lambda: _independent(list(counts))  # noqa: E731
        share, base = Fraction(both, both + second), Fraction(both + first, sum(counts))
        steps = (
            Step("Share of the first property given the second", chain(over(both, both + second), rational(share))),
            Step("Share of the first property in all", chain(over(both + first, sum(counts)), rational(base))),
        )
        rule = r"Independent means $P(A \mid B) = P(A)$: the condition changes nothing."
        start = f"Given the second property, the share is ${over(both, both + second)}$. Compare it with the share in all."
        if_wrong = f"The two shares are ${tex(share)}$ and ${tex(base)}$."
    return claim_draft(
        prompt=f"{sum(counts)} {story.many}:\n\n{_table(story, counts)}\n\nTrue or false? {statement}",
        truth=truth,
        method="counting",
        detail="All members of the population were listed and counted.",
        decide=decide,
        steps=steps,
        hints=("You are asked to compare two shares.", rule, start),
        if_wrong=if_wrong,
    )


def _slip(draw: Draw, level: int) -> Draft:
    red, blue = draw.integer(3, 9), draw.integer(2, 9)
    total = red + blue
    slip = draw.choice(("put back", "whole", "add", "multiply"))
    top = red if slip == "put back" else red - 1
    bottom = total if slip in ("put back", "whole") else total - 1
    first = Fraction(red, total)
    second = Fraction(top, bottom)
    join = "+" if slip == "add" else r"\cdot"
    joined = first + second if slip == "add" else first * second
    if slip == "add":
        raw_text, top_end, bottom_end = over(plus(times(red, bottom), times(top, total)), times(total, bottom)), red * bottom + top * total, total * bottom
    elif slip == "multiply":
        raw_text, top_end, bottom_end = over(times(red, top), plus(total, bottom)), red * top, total + bottom
    else:
        raw_text, top_end, bottom_end = over(times(red, top), times(total, bottom)), red * top, total * bottom
    end = Fraction(top_end, bottom_end)
    pairs_red = sum(1 for i, j in permutations(range(total), 2) if i < red and j < red)
    parts = [
        Part(r"P(\text{both red})", Fraction(pairs_red, total * (total - 1))),
        Part(f"{over(red, total)} {join} {over(top, bottom)}", joined),
        Part(raw_text, end),
        Part(over(top_end, bottom_end), end),
    ]
    fix = (
        over(times(red, top), times(total, bottom))
        if slip == "multiply"
        else times(over(red, total), over(red - 1, total - 1))
    )
    return mistake_draft(
        draw,
        task=f"find the probability that two balls drawn without putting back from {red} red and {blue} blue ones are both red",
        parts=parts,
        fix=fix,
        rule="Multiply the probability of the first by the probability of the second given the first; one ball is missing then",
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "pick", CHOICE, _choice, levels=(1, 2)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(2,)),
    Generator(TOPIC, "claim", TRUE_FALSE, _claim, levels=(1, 3)),
)
