"""Questions with options on conditional probability: pick, judge, find the mistake."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.conditional_probability.pieces import (
    RULE,
    independent,
    members,
    require_presentable,
    share_among,
    some_counts,
    table_of,
)
from assistant.practice.generators.probability.stories import STORIES
from assistant.practice.notation import chain, over, plus, rational, tex, times
from assistant.practice.proof import Rederived
from assistant.practice.worked import Part, choice_draft, claim_draft, mistake_draft


def choose(draw: Draw, level: int) -> Draft:
    """One right option among typical mistakes."""
    story, counts = draw.choice(STORIES), some_counts(draw)
    both, first, second, neither = counts
    total = sum(counts)
    right = Fraction(both, both + second)
    require_presentable(right, most=30)
    if level == 2:
        right = Fraction(second, second + both)
        asked = story.not_first
        derive = lambda: 1 - share_among(members(counts), 0, 1)  # noqa: E731
        top = second
        wrong = [
            Mistake(rational(Fraction(second, second + neither)), "You exchanged condition and event."),
            Mistake(rational(1 - right), "That is the opposite event."),
            Mistake(sympy.Rational(second, total), "That is the probability of both together, among all."),
            Mistake(sympy.Rational(second + neither, total), "That ignores the condition."),
        ]
    else:
        asked = story.first
        derive = lambda: share_among(members(counts), 0, 1)  # noqa: E731
        top = both
        wrong = [
            Mistake(sympy.Rational(both, both + first), "You exchanged condition and event."),
            Mistake(sympy.Rational(both, total), "That is the probability of both together, among all."),
            Mistake(sympy.Rational(both + first, total), "That ignores the condition."),
            Mistake(sympy.Rational(both + second, total), "That is the probability of the condition."),
        ]
    return choice_draft(
        draw,
        prompt=f"Of {total} {story.many} it is known:\n\n{table_of(story, counts)}\n\nGiven that a random {story.one} {story.second}, what "
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


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
    story = draw.choice(STORIES)
    if level == 1:
        counts = some_counts(draw)
        both, first, second, _ = counts
        if first == second:
            raise Unsuitable("symmetric")
        statement = (
            rf"With $A$ for “{story.first}” and $B$ for “{story.second}”: $P(A \mid B) > P(B \mid A)$."
        )
        truth = Fraction(both, both + second) > Fraction(both, both + first)
        decide = lambda: share_among(members(counts), 0, 1) > share_among(members(counts), 1, 0)  # noqa: E731
        steps = (
            Step(
                "Share of A among those with B, the left column",
                chain(over(both, both + second), sympy.Rational(both, both + second)),
            ),
            Step(
                "Share of B among those with A, the first row",
                chain(over(both, both + first), sympy.Rational(both, both + first)),
            ),
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
        decide = lambda: independent(list(counts))  # noqa: E731
        share, base = Fraction(both, both + second), Fraction(both + first, sum(counts))
        steps = (
            Step(
                "Share of the first property given the second",
                chain(over(both, both + second), rational(share)),
            ),
            Step(
                "Share of the first property in all", chain(over(both + first, sum(counts)), rational(base))
            ),
        )
        rule = r"Independent means $P(A \mid B) = P(A)$: the condition changes nothing."
        start = f"Given the second property, the share is ${over(both, both + second)}$. Compare it with the share in all."
        if_wrong = f"The two shares are ${tex(share)}$ and ${tex(base)}$."
    return claim_draft(
        prompt=f"{sum(counts)} {story.many}:\n\n{table_of(story, counts)}\n\nTrue or false? {statement}",
        truth=truth,
        method="counting",
        detail="All members of the population were listed and counted.",
        decide=decide,
        steps=steps,
        hints=("You are asked to compare two shares.", rule, start),
        if_wrong=if_wrong,
    )


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
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
        raw_text, top_end, bottom_end = (
            over(plus(times(red, bottom), times(top, total)), times(total, bottom)),
            red * bottom + top * total,
            total * bottom,
        )
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
