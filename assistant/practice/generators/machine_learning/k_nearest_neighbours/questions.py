"""Exercises on k-nearest neighbours: reverse questions and questions with options."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import accumulate

import numpy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    fpow,
    table,
)
from assistant.practice.notation import (
    chain,
    plus,
    rational,
    tex,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)


def extremes(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “extremes”."""
    n = draw.choice((5, 7, 9, 11))
    a = draw.integer(1, n - 1)
    k = draw.choice((1, n))
    label = draw.choice(("A", "B"))
    query_own = draw.choice(("A", "B"))
    right = query_own if k == 1 else ("A" if 2 * a > n else "B")
    truth = right == label
    where = f"exactly at the place of an example with label {query_own}, where no other one lies"
    box = ["A"] * a + ["B"] * (n - a)
    return claim_draft(
        prompt=f"{n} training examples, {a} with label A and {n - a} with label B, all at different places. With $k = {k}$ a query is asked {where}. True or false: the answer is {label}.",
        truth=truth,
        method="voting",
        detail="The votes were counted one by one.",
        decide=lambda: Counter(box if k == n else [query_own]).most_common(1)[0][0] == label,
        steps=(
            Step("Only the example at its own place votes: its distance is zero", "0^{2} + 0^{2} = 0")
            if k == 1
            else Step("All labels vote", f"{max(a, n - a)} > {min(a, n - a)}"),
        ),
        hints=(
            "You are asked what an extreme k does.",
            "With $k = 1$ a query takes over the label of the closest example; with $k = n$ all examples vote for every query.",
            "Who has a vote here?",
        ),
        if_wrong="With one neighbour each training point answers for itself, however odd it is. With all of them voting the place no longer matters: the most frequent label wins everywhere.",
    )


def scaling(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “scaling”."""
    rooms, area = draw.choice((1, 2)), draw.choice((10, 20, 25, 50))
    gaps = {
        "P": (draw.integer(0, 4), draw.integer(1, 3) * area // 5),
        "Q": (draw.integer(0, 3), draw.integer(1, 6) * area // 5),
        "R": (draw.integer(0, 2), draw.integer(5, 15) * area // 5),
    }
    scaled = {n: Fraction(r, rooms) ** 2 + Fraction(a, area) ** 2 for n, (r, a) in gaps.items()}
    raw = {n: r * r + a * a for n, (r, a) in gaps.items()}
    order = sorted(scaled.values())
    if order[0] == order[1] or sorted(raw.values())[0] == sorted(raw.values())[1]:
        raise Unsuitable("a tie")
    right, naive = min(scaled, key=lambda n: scaled[n]), min(raw, key=lambda n: raw[n])
    if right == naive and draw.integer(0, 3):
        raise Unsuitable("too plain")
    return words_draft(
        draw,
        prompt=f"Three flats differ from yours like this:{table(('flat', 'rooms', 'square metres'), [(n, r, a) for n, (r, a) in gaps.items()])}The standard deviation of the rooms is {rooms}, that of the square metres {area}. Which flat is the nearest once both features are scaled to standard deviation 1?",
        right=right,
        options=[
            (
                n,
                f"Flat {n}",
                "That one is the nearest in the raw numbers, where square metres drown the rooms. Divide each difference by its standard deviation first."
                if n == naive
                else "Divide each difference by its standard deviation, then square and add.",
            )
            for n in gaps
        ],
        proof=Rederived(
            "NumPy",
            "The scaled distances were computed by NumPy.",
            lambda: "PQR"[int(numpy.argmin([numpy.hypot(r / rooms, a / area) for r, a in gaps.values()]))],
        ),
        steps=tuple(
            Step(
                f"Flat {n}",
                chain(
                    plus(*(rf"\left(\frac{{{d}}}{{{s}}}\right)^{{2}}" for d, s in ((r, rooms), (a, area)))),
                    scaled[n],
                ),
            )
            for n, (r, a) in gaps.items()
        ),
        hints=(
            "You are asked for the nearest flat in scaled features.",
            "Divide each difference by the standard deviation of its feature, square, add.",
            f"The first flat differs by $\\frac{{{gaps['P'][1]}}}{{{area}}}$ standard deviations in size.",
        ),
    )


def dimensions(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “dimensions”."""
    d, part = (
        draw.integer(2, 8),
        draw.choice(
            (
                Fraction(1, 2),
                Fraction(1, 2),
                Fraction(1, 3),
                Fraction(2, 3),
                Fraction(1, 10),
                Fraction(9, 10),
                Fraction(3, 4),
                Fraction(1, 4),
                Fraction(1, 5),
                Fraction(2, 5),
            )
        ),
    )
    if part.denominator**d > 10**6:
        raise Unsuitable("too large")
    value = part**d
    key = rational(value)
    return Draft(
        prompt=f"Points are spread evenly in a cube of side 1 with {d} dimensions. A small cube inside takes in ${tex(part)}$ of the range of every feature. What share of the points does it catch?",
        key=key,
        proof=Rederived(
            "step by step",
            "The share was cut down one dimension after the other.",
            lambda: list(accumulate([part] * d, lambda a, b: a * b))[-1],
        ),
        steps=(Step("One factor for each dimension", chain(fpow(part, d), key)),),
        hints=(
            "You are asked for the volume of the small cube.",
            "The share of the points is the volume: the side to the power of the number of dimensions.",
            f"In two dimensions it would be ${fpow(part, 2)}$."
            if d != 2
            else "How large is a square with this side?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                rational(part), "That is the share of the range of one feature; all of them have to fit."
            ),
            Mistake(rational(part / d), "Multiply the sides; do not divide by the number of dimensions."),
            Mistake(1 - key, "That is the share it misses."),
        ),
    )
