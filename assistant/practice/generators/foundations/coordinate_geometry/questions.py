"""Questions with options on the coordinate plane."""

from __future__ import annotations

import math
from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y
from assistant.practice.generators.foundations.coordinate_geometry.pieces import two_points
from assistant.practice.notation import (
    chain,
    minus,
    over,
    plus,
    root,
    squares_sum,
    tex,
    times,
)
from assistant.practice.worked import Part, claim_draft, mistake_draft


def slip(draw: Draw, level: int) -> Draft:
    """A distance with one wrong step."""
    first, second, legs = two_points(draw)
    dx, dy = second[0] - first[0], second[1] - first[1]
    wrong = draw.choice(("minus", "legs", "root"))
    run = second[0] + first[0] if wrong == "minus" else dx
    inside = run * run + dy * dy
    if wrong == "minus" and (first[0] == 0 or math.isqrt(inside) ** 2 == inside):
        raise Unsuitable("it does no harm, or ends too smoothly")
    start = Part(
        root(f"({minus(second[0], first[0])})^2 + ({minus(second[1], first[1])})^2"),
        abs(second_way.complex_number(dx, dy)),
    )
    parts = [start, Part(root(squares_sum((run, dy))), second_way.root(inside))]
    if wrong == "legs":
        parts += [
            Part(plus(abs(dx), abs(dy)), Fraction(abs(dx) + abs(dy))),
            Part(str(abs(dx) + abs(dy)), Fraction(abs(dx) + abs(dy))),
        ]
    elif wrong == "root":
        total = dx * dx + dy * dy
        parts += [Part(root(total), second_way.root(total)), Part(over(total, 2), Fraction(total, 2))]
    else:
        parts.append(Part(root(inside), second_way.root(inside)))
    fix = {"minus": root(squares_sum((dx, dy))), "legs": root(dx * dx + dy * dy), "root": str(legs[2])}[wrong]
    return mistake_draft(
        draw,
        task=f"find the distance of ${first}$ and ${second}$",
        parts=parts,
        fix=fix,
        rule="Subtract the coordinates, square, add, and take the root of the sum as a whole",
    )


def side(draw: Draw, level: int) -> Draft:
    """Which side of a line?"""
    u, v, w = draw.nonzero(-4, 5), draw.nonzero(-4, 5), draw.nonzero(-9, 9)
    g = u * X + v * Y + w
    a, b = (draw.integer(-4, 4), draw.integer(-4, 4)), (draw.integer(-4, 4), draw.integer(-4, 4))
    values = [u * p[0] + v * p[1] + w for p in (a, b)]
    if 0 in values or a == b:
        raise Unsuitable("on the line")
    same = draw.coin()
    truth = (values[0] * values[1] > 0) == same

    def crosses() -> bool:
        share = Fraction(values[0], values[0] - values[1]) if values[0] != values[1] else Fraction(-1)
        return 0 < share < 1

    return claim_draft(
        prompt=draw.choice(
            (
                f"A classifier's decision boundary is the line ${tex(g)} = 0$. True or false? It puts ${a}$ and ${b}$ {'into the same class' if same else 'into different classes'}.",
                f"True or false? The points ${a}$ and ${b}$ lie on {'the same side' if same else 'different sides'} of the line ${tex(g)} = 0$.",
            )
        ),
        truth=truth,
        method="the crossing point",
        detail="The line was met with the way from one point to the other: is the crossing between them?",
        decide=lambda: crosses() != same,
        steps=tuple(
            Step("Put the point into the left side", chain(plus(times(u, p[0]), times(v, p[1]), w), value))
            for p, value in zip((a, b), values, strict=True)
        ),
        hints=(
            "You are asked whether the line runs between the two points.",
            "The left side is positive on one side of the line and negative on the other.",
            f"Put ${a}$ into the left side and look at the sign.",
        ),
        if_wrong=f"The left side is ${values[0]}$ at the first point and ${values[1]}$ at the second. Points on one side have the same sign.",
    )
