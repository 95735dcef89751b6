"""Exercises on sample spaces and events: reverse questions and questions with options."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    fpow,
)
from assistant.practice.generators.probability.sample_spaces_and_events.pieces import (
    OPPOSITE,
    TAGS,
    UNION,
    some_shares,
    union_count,
)
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
    over,
    plus,
    rational,
    tex,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    Part,
    but_key,
    claim_draft,
    mistake_draft,
)


def multiples(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “multiples”."""
    a, b = draw.choice(((2, 3), (2, 5), (3, 5), (3, 4), (4, 5), (2, 7), (4, 6), (6, 9), (6, 10), (4, 10)))
    top = draw.choice((30, 36, 40, 45, 50, 60, 72, 80, 90, 100, 120))
    step = math.lcm(a, b)
    counts = (top // a, top // b, top // step)
    hits = counts[0] + counts[1] - counts[2]
    key = sympy.Rational(hits, top)
    return Draft(
        prompt=draw.choice(
            (
                f"A whole number from 1 to {top} is drawn at random. What is the probability that it is divisible by {a} or by {b}?",
                f"Tickets are numbered from 1 to {top}, and all whose number is a multiple of {a} or of {b} win. How probable is it that a random ticket wins?",
            )
        ),
        key=key,
        proof=Rederived(
            "listing",
            f"The numbers from 1 to {top} were tried one by one.",
            lambda: Fraction(sum(n % a == 0 or n % b == 0 for n in range(1, top + 1)), top),
        ),
        steps=(
            Step("Count without counting twice", chain(f"{plus(counts[0], counts[1])} - {counts[2]}", hits)),
            Step("Divide by all numbers", chain(over(hits, top), key)),
        ),
        hints=(
            "You are asked for a union: the one property, the other, or both.",
            UNION + " In numbers of outcomes it reads the same.",
            f"Count the multiples of {a}, then those of {b}; a number in both lists is a multiple of {step}.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(counts[0] + counts[1], top), "Numbers divisible by both were counted twice."
            ),
            Mistake(
                sympy.Rational(hits - counts[2], top),
                "“Or” allows both: take the overlap away once, not twice.",
            ),
            Mistake(
                sympy.Rational(counts[0] + counts[1] - top // (a * b), top),
                f"A number divisible by both is a multiple of {step}, the least common multiple.",
            ),
            Mistake(sympy.Rational(counts[2], top), "That is the probability of both."),
            Mistake(1 - key, "That is the probability of the opposite."),
        ),
    )


def overlap(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “overlap”."""
    _, one, _, _, does, also = draw.choice(TAGS)
    first, second, both = some_shares(draw)
    union = first + second - both
    key = rational(both)

    def condition(value: Any) -> bool:
        return (
            isinstance(value, Fraction)
            and 0 <= value <= min(first, second)
            and union_count(first, second, value) == 100 * union
            and (100 * value).denominator == 1
        )

    return Draft(
        prompt=f"A random {one} {does} with probability ${decimal(first)}$ and {also} with probability ${decimal(second)}$. "
        f"At least one of the two is the case with probability ${decimal(union)}$. How probable is it that both are?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "A hundred members with this overlap were listed and the union counted.",
            condition,
        ),
        steps=(
            Step(
                "Addition rule, solved for the overlap",
                chain(f"{plus(decimal(first), decimal(second))} - {decimal(union)}", decimal(both)),
            ),
        ),
        hints=(
            "You know the union and look for the intersection.",
            UNION + " Solve it for the last term.",
            f"Counting each property on its own gives ${plus(decimal(first), decimal(second))}$ in all.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                rational(first * second),
                "Multiplying would need the two to be independent; use the union that is given.",
            ),
            Mistake(rational(union - first), "That is the second property without the first."),
            Mistake(rational(union - second), "That is the first property without the second."),
            Mistake(rational(1 - union), "That is the probability of neither."),
        ),
    )


def how_often(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “how often”."""
    n, k = draw.choice(
        (
            (2, 3),
            (2, 4),
            (2, 5),
            (2, 6),
            (2, 7),
            (3, 2),
            (3, 3),
            (3, 4),
            (4, 2),
            (4, 3),
            (5, 2),
            (5, 3),
            (6, 2),
            (6, 3),
            (10, 2),
            (10, 3),
        )
    )
    reached = 1 - Fraction(n - 1, n) ** k
    thing = draw.choice(
        (
            f"A fair wheel has {n} equal sectors, one of them gold.",
            f"A game puts the coin under one of {n} cups, each time at random; you always lift the first cup.",
            f"Each question of a quiz has {n} answers, one of them right, and you guess blindly.",
        )
    )
    return Draft(
        prompt=f"{thing} In how many tries is the probability of at least one hit exactly ${tex(reached)}$?",
        key=sympy.Integer(k),
        proof=Satisfies(
            "putting it in",
            "All results of so many tries were listed and counted.",
            lambda value: (
                isinstance(value, Fraction)
                and value.denominator == 1
                and 1 <= value <= 9
                and Fraction(n - 1, n) * _no_hit(n, int(value) - 1) == 1 - reached
            ),
        ),
        steps=(
            Step("No hit at all", chain(minus(1, tex(reached)), 1 - reached)),
            Step("Written as a power", chain(1 - reached, fpow(Fraction(n - 1, n), k))),
        ),
        hints=(
            "You are asked for a number of tries.",
            OPPOSITE + " The opposite of “at least one hit” is that every try misses.",
            f"One try misses with probability ${tex(Fraction(n - 1, n))}$. Which power of it is what remains to 1?",
        ),
        mistakes=but_key(
            sympy.Integer(k),
            Mistake(sympy.Integer(n), f"{n} tries look natural, but chances do not simply add up."),
            Mistake(
                sympy.Integer(k + 1), "Put your number of tries in: the probability comes out too large."
            ),
            Mistake(
                sympy.Integer(k - 1), "Put your number of tries in: the probability comes out too small."
            ),
        ),
    )


def _no_hit(n: int, tries: int) -> Fraction:
    chance = Fraction(1)
    for _ in range(tries):
        chance -= chance / n
    return chance


def judge(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “judge”."""
    first, second = Fraction(draw.integer(4, 17), 20), Fraction(draw.integer(4, 17), 20)
    total = first + second
    if total == 1:
        raise Unsuitable("just possible")
    truth = total < 1
    a, b = decimal(first), decimal(second)
    return claim_draft(
        prompt=draw.choice(
            (
                f"True or false: two events with $P(A) = {a}$ and $P(B) = {b}$ can be disjoint.",
                f"A model says $P(A) = {a}$ and $P(B) = {b}$. True or false: it is possible that $A$ and $B$ never happen together.",
                f"An event has probability ${a}$, another one ${b}$. True or false: they can exclude each other.",
            )
        ),
        truth=truth,
        method="placing them",
        detail="Two sets of these sizes were laid among a hundred outcomes, as far apart as they go.",
        decide=lambda: not set(range(int(100 * first))) & set(range(100 - int(100 * second), 100)),
        steps=(
            Step(
                "Disjoint events add up, and the sum may not pass 1",
                f"{plus(a, b)} = {decimal(total)} {'<' if truth else '>'} 1",
            ),
        ),
        hints=(
            "You are asked whether two events of this size fit side by side.",
            r"For disjoint events $P(A \cup B) = P(A) + P(B)$, and no probability exceeds 1.",
            f"Compare ${plus(a, b)}$ with 1.",
        ),
        if_wrong="Side by side they need the sum of their probabilities; there is room for it exactly when the sum is at most 1.",
    )


def slip(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “slip”."""
    first, second, both = some_shares(draw)
    many, _, do, also, _, _ = draw.choice(TAGS)
    union = first + second - both
    wrong = draw.choice(("twice", "sum", "end"))
    a, b, c = decimal(first), decimal(second), decimal(both)
    after = first + second if wrong != "sum" else first + second + Fraction(1, 10)
    shown = after + both if wrong == "twice" else after - both
    end = 1 - shown if wrong != "end" else 1 - shown + Fraction(1, 10)
    if end <= 0:
        raise Unsuitable("not a probability")
    sign = "+" if wrong == "twice" else "-"
    parts = [
        Part(f"1 - ({a} + {b} - {c})", 1 - union),
        Part(
            f"1 - ({decimal(after)} - {c})" if wrong != "twice" else f"1 - ({decimal(after)} {sign} {c})",
            1 - shown,
        ),
        Part(f"1 - {decimal(shown)}", 1 - shown),
        Part(decimal(end), end),
    ]
    fix = {
        "twice": f"1 - ({decimal(after)} - {c})",
        "sum": f"1 - ({decimal(first + second)} - {c})",
        "end": decimal(1 - shown),
    }[wrong]
    return mistake_draft(
        draw,
        task=f"find the share of {many} that do neither, when ${a}$ of them {do}, ${b}$ {also} and ${c}$ do both",
        parts=parts,
        fix=fix,
        rule="The overlap is taken away once, and the sums must be right"
        if wrong == "twice"
        else "Each line has to keep the value of the one before",
    )
