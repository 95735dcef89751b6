"""Exercises on joint distributions: margins, conditional distributions, independence, what margins leave open."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    shares,
    table,
)
from assistant.practice.notation import (
    chain,
    decimal,
    over,
    plus,
    rational,
    short,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "joint-and-marginal-distributions"
MARGIN = r"$p_X(x) = \sum_y p(x, y)$ and $p_Y(y) = \sum_x p(x, y)$: add up a row or a column."
CONDITION = r"$p(y \mid x) = \frac{p(x, y)}{p_X(x)}$: the row of $x$, divided by its total."
STORIES = (
    ("weather", ("dry", "rain"), "delay of a bus", ("none", "short", "long")),
    ("device", ("phone", "laptop"), "answer time", ("fast", "medium", "slow")),
    ("age", ("young", "old"), "choice", ("red", "green", "blue")),
    ("sender", ("known", "unknown"), "kind of email", ("work", "private", "spam")),
)


def _joint(draw: Draw) -> list[list[Fraction]]:
    cuts = sorted(draw.sample(range(1, 20), 5))
    cells = [b - a for a, b in pairwise([0, *cuts, 20])]
    return [shares(cells[:3], 20), shares(cells[3:], 20)]


def _shown(story: Any, joint: list[list[Fraction]]) -> str:
    first, rows, second, columns = story
    return f"The {first} ($X$) and the {second} ($Y$) have this joint distribution:" + table(
        ("", *columns), [(name, *row) for name, row in zip(rows, joint, strict=True)]
    )


def _tickets(joint: list[list[Fraction]]) -> list[tuple[int, int]]:
    """Twenty tickets, each a pair of row and column."""
    return [(i, j) for i in range(2) for j in range(3) for _ in range(int(20 * joint[i][j]))]


def _margin(draw: Draw, level: int) -> Draft:
    story, joint = draw.choice(STORIES), _joint(draw)
    if draw.coin():
        i = draw.integer(0, 1)
        parts, name, count = joint[i], f"P(X = \\text{{{story[1][i]}}})", lambda t: t[0] == i
    else:
        j = draw.integer(0, 2)
        parts, name, count = [row[j] for row in joint], f"P(Y = \\text{{{story[3][j]}}})", lambda t: t[1] == j
    key = rational(sum(parts, Fraction(0)))
    return Draft(
        prompt=_shown(story, joint)
        + draw.choice((f"What is ${name}$?", f"Find the marginal probability ${name}$.")),
        key=key,
        proof=Rederived(
            "counting",
            "Twenty tickets with these shares were laid out and counted.",
            lambda: Fraction(sum(map(count, _tickets(joint))), 20),
        ),
        steps=(
            Step("Add up the cells", chain(plus(*(short(p) for p in parts)), short(sum(parts, Fraction(0))))),
        ),
        hints=(
            "You are asked for the probability of one value, whatever the other variable does.",
            MARGIN,
            f"Find its row or column; the first cell there is ${short(parts[0])}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "That is the rest of the table."),
            *(
                Mistake(rational(p), "That is a single cell; add up all cells of the row or column.")
                for p in parts
            ),
            Mistake(rational(sum(parts, Fraction(0)) / len(parts)), "Add up; do not average."),
        ),
    )


def _conditional(draw: Draw, level: int) -> Draft:
    story, joint = draw.choice(STORIES), _joint(draw)
    i, j = draw.integer(0, 1), draw.integer(0, 2)
    row, col = sum(joint[i], Fraction(0)), joint[0][j] + joint[1][j]
    given_row = draw.coin()
    whole = row if given_row else col
    key = rational(joint[i][j] / whole)
    x, y = f"X = \\text{{{story[1][i]}}}", f"Y = \\text{{{story[3][j]}}}"
    asked = f"P({y} \\mid {x})" if given_row else f"P({x} \\mid {y})"

    def count() -> Fraction:
        kept = [t for t in _tickets(joint) if (t[0] == i if given_row else t[1] == j)]
        return Fraction(sum(t == (i, j) for t in kept), len(kept))

    parts = joint[i] if given_row else [joint[0][j], joint[1][j]]
    return Draft(
        prompt=_shown(story, joint) + f"What is ${asked}$?",
        key=key,
        proof=Rederived(
            "counting",
            "Twenty tickets with these shares were laid out; those that meet the condition were counted.",
            count,
        ),
        steps=(
            Step("The total of the condition", chain(plus(*(short(p) for p in parts)), short(whole))),
            Step("The cell as a share of it", chain(over(short(joint[i][j]), short(whole)), key)),
        ),
        hints=(
            "You are asked for a share of one row or column only.",
            CONDITION,
            f"The condition has the total ${plus(*(short(p) for p in parts))}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                rational(joint[i][j] / (col if given_row else row)),
                "That is the condition the other way round: divide by the total of what is given.",
            ),
            Mistake(
                rational(joint[i][j]), "That is the joint probability; divide by the total of what is given."
            ),
            Mistake(rational(whole), "That is the probability of the condition."),
        ),
    )


def _missing(draw: Draw, level: int) -> Draft:
    p, q = Fraction(draw.integer(1, 9), 10), Fraction(draw.integer(1, 9), 10)
    if level == 2:
        story, joint = draw.choice(STORIES), _joint(draw)
        i, j = draw.integer(0, 1), draw.integer(0, 2)
        rest = sum((joint[a][b] for a in range(2) for b in range(3) if (a, b) != (i, j)), Fraction(0))
        key = rational(joint[i][j])
        rows = [
            (name, *("$c$" if (a, b) == (i, j) else joint[a][b] for b in range(3)))
            for a, name in enumerate(story[1])
        ]
        return Draft(
            prompt=f"In this joint distribution of {story[0]} and {story[2]} one cell is missing:"
            + table(("", *story[3]), rows)
            + "Which number is $c$?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "With this number all cells add up to 1.",
                lambda v: isinstance(v, Fraction) and rest + v == 1,
            ),
            steps=(
                Step(
                    "The other cells",
                    chain(
                        plus(*(short(joint[a][b]) for a in range(2) for b in range(3) if (a, b) != (i, j))),
                        short(rest),
                    ),
                ),
                Step("What is missing to 1", chain(f"1 - {short(rest)}", short(1 - rest))),
            ),
            hints=(
                "You are asked for the cell that makes the table a distribution.",
                "All cells of a joint distribution add up to 1.",
                "Add up the five cells that are there.",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(rational(rest), "That is what is there already."),
                Mistake(sympy.Rational(1, 6), "The cells need not be equal."),
            ),
        )
    cell = p * q
    key = rational(q)
    return Draft(
        prompt=f"$X$ and $Y$ are independent. $P(X = 1) = {decimal(p)}$, and the joint probability $P(X = 1, Y = 1)$ is ${short(cell)}$. What is $P(X = 0, Y = 1)$, when $X$ takes the values 0 and 1 only?",
        key=rational((1 - p) * q),
        proof=Satisfies(
            "putting it in",
            "The margin of Y was formed from both cells and the product rule tried.",
            lambda v: isinstance(v, Fraction) and (v + cell) * p == cell,
        ),
        steps=(
            Step("The margin of Y, by the product rule", chain(over(short(cell), decimal(p)), short(q))),
            Step(
                "Times the other probability of X", chain(times(decimal(1 - p), short(q)), short((1 - p) * q))
            ),
        ),
        hints=(
            "You are asked for another cell of the same table.",
            r"Independent: $p(x, y) = p_X(x) \, p_Y(y)$ in every cell.",
            f"First find $P(Y = 1)$: divide ${short(cell)}$ by ${decimal(p)}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            rational((1 - p) * q),
            Mistake(key, "That is the margin $P(Y = 1)$; multiply by $P(X = 0)$."),
            Mistake(rational(1 - cell), "That is everything outside the one cell."),
            Mistake(rational(1 - p), "That is $P(X = 0)$ alone."),
        ),
    )


def _independent(draw: Draw, level: int) -> Draft:
    p, q = Fraction(draw.integer(1, 9), 10), Fraction(draw.integer(1, 9), 10)
    truth = draw.coin()
    off = Fraction(0) if truth else Fraction(draw.choice((-6, -4, -2, 2, 4, 6)), 100)
    cells = [[p * q + off, p * (1 - q) - off], [(1 - p) * q - off, (1 - p) * (1 - q) + off]]
    if min(min(row) for row in cells) <= 0:
        raise Unsuitable("an empty cell")
    draw.choice(STORIES)
    return claim_draft(
        prompt="This table is a joint distribution:"
        + table(("", "$Y = 0$", "$Y = 1$"), [("$X = 0$", *cells[0]), ("$X = 1$", *cells[1])])
        + f"True or false: $X$ and $Y$ are independent{draw.choice(('', ' (knowing one says nothing about the other)'))}.",
        truth=truth,
        method="cross products",
        detail="The two rows were compared as multiples of each other.",
        decide=lambda: cells[0][0] * cells[1][1] == cells[0][1] * cells[1][0],
        steps=(
            Step("Margin of the first row", chain(plus(*(short(c) for c in cells[0])), short(p))),
            Step("Margin of the first column", chain(plus(short(cells[0][0]), short(cells[1][0])), short(q))),
            Step(
                "The product against the cell",
                f"{decimal(p)} \\cdot {decimal(q)} {'=' if truth else chr(92) + 'neq'} {short(cells[0][0])}",
            ),
        ),
        hints=(
            "You are asked whether the table is the product of its margins.",
            r"Independent: $p(x, y) = p_X(x) \, p_Y(y)$ in every cell.",
            "Add up the first row and the first column; compare their product with the first cell.",
        ),
        if_wrong="Compare each cell with the product of its two margins: one cell that differs is enough for dependence.",
    )


def _open(draw: Draw, level: int) -> Draft:
    p, q = sorted((Fraction(draw.integer(1, 9), 10), Fraction(draw.integer(1, 9), 10)))
    low, high = max(Fraction(0), p + q - 1), min(p, q)
    asked_high = draw.coin()
    value = high if asked_high else low
    key = rational(value)
    if not asked_high and low == 0 and draw.coin():
        raise Unsuitable("zero too often")

    def search() -> Fraction:
        fits = [
            Fraction(c, 100)
            for c in range(101)
            if all(x >= 0 for x in (p - Fraction(c, 100), q - Fraction(c, 100), 1 - p - q + Fraction(c, 100)))
        ]
        return max(fits) if asked_high else min(fits)

    which = "largest" if asked_high else "smallest"
    return Draft(
        prompt=f"Only the margins are known: $P(X = 1) = {decimal(p)}$ and $P(Y = 1) = {decimal(q)}$, both variables being 0 or 1. What is the {which} possible value of $P(X = 1, Y = 1)$?",
        key=key,
        proof=Rederived("trying", "All values in steps of a hundredth were tried in the table.", search),
        steps=(
            Step(
                "The cell cannot be larger than either margin",
                f"\\min({decimal(p)}, {decimal(q)}) = {decimal(high)}",
            )
            if asked_high
            else Step(
                "What the two margins together have beyond 1 must overlap",
                f"\\max(0, {decimal(p)} + {decimal(q)} - 1) = {decimal(low)}",
            ),
        ),
        hints=(
            "You are asked how far the margins leave the inside of the table open.",
            "No cell is negative, and rows and columns add up to the margins.",
            "Call the cell $c$ and write the other three cells with it. When does one of them become 0?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                rational(p * q), "That is the value under independence; the margins alone do not say so."
            ),
            Mistake(
                rational(low if asked_high else high),
                f"That is the {'smallest' if asked_high else 'largest'} value.",
            ),
            Mistake(rational(abs(p + q - 1)), "Write out the four cells: none may be negative."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "margin", COMPUTE, _margin, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "conditional", COMPUTE, _conditional, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "open", COMPUTE, _open, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "missing", REVERSE, _missing, levels=(2, 3), objectives=(1, 3)),
    Generator(TOPIC, "independent", TRUE_FALSE, _independent, levels=(1, 2), objectives=(1, 3)),
)
