"""A coordinate that is missing."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    NUMBER,
    PAIR,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.coordinate_geometry.pieces import DISTANCE, LEGS, SLOPE
from assistant.practice.notation import (
    chain,
    column,
    minus,
    plus,
    power,
    times,
)
from assistant.practice.proof import Proof, Satisfies
from assistant.practice.worked import but_key


def missing(draw: Draw, level: int) -> Draft:
    """The other end, a height, or two points at a distance."""
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        p, mid = (draw.integer(-6, 6), draw.integer(-6, 6)), (draw.integer(-5, 5), draw.integer(-5, 5))
        if p == mid:
            raise Unsuitable("the same point")
        key: Any = column([2 * mid[0] - p[0], 2 * mid[1] - p[1]])
        prompt = draw.choice(
            (
                f"${mid}$ lies exactly halfway between ${p}$ and a point $Q$. Where is $Q$?",
                f"Mirror the point ${p}$ in the point ${mid}$. Where does it land?",
            )
        )
        steps = (
            Step("First coordinate: the same step once more", chain(minus(times(2, mid[0]), p[0]), key[0])),
            Step("Second coordinate", chain(minus(times(2, mid[1]), p[1]), key[1])),
        )
        proof: Proof = Satisfies(
            "the midpoint",
            "The midpoint of this point and the given one is the point in the middle.",
            lambda g: all((g[i] + p[i]) / 2 == mid[i] for i in (0, 1)),
        )
        wrong = (
            Mistake(
                column([sympy.Rational(mid[i] + p[i], 2) for i in (0, 1)]),
                "That is the midpoint of the two; go on beyond the middle.",
            ),
            Mistake(
                column([mid[i] - p[i] for i in (0, 1)]),
                "That is the step; take it once more from the middle.",
            ),
        )
        rule, hint, answer = (
            "From the first point to the middle and from the middle to the other end it is the same step.",
            f"The step to the middle is ${minus(mid[0], p[0])}$ to the right.",
            "a point such as [1.5, -2]",
        )
    elif level == 2:
        m, x1, y1, run = draw.nonzero(-4, 5), draw.integer(-5, 5), draw.integer(-6, 6), draw.nonzero(-6, 6)
        key = sympy.Integer(y1 + m * run)
        prompt = draw.choice(
            (
                f"The line through $({x1}, {y1})$ and $({x1 + run}, k)$ has the slope {m}. What is $k$?",
                f"A line of slope {m} passes through $({x1}, {y1})$. How high is it at $x = {x1 + run}$?",
            )
        )
        steps = (
            Step("The run", chain(minus(x1 + run, x1), run)),
            Step("Start plus slope times run", chain(plus(y1, times(m, run)), key)),
        )
        proof = Satisfies(
            "the slope",
            "With this height the slope between the points is the given one.",
            lambda g: (g - y1) / run == m,
        )
        wrong = (
            Mistake(sympy.Integer(m * run), "That is the rise; add it to the height of the first point."),
            Mistake(
                sympy.Integer(m * (x1 + run) + y1), "The slope is multiplied by the run, not by the place."
            ),
            Mistake(sympy.Integer(y1 - m * run), "The rise went the wrong way."),
        )
        rule, hint, answer = SLOPE, f"How far to the right is it from {x1} to {x1 + run}?", NUMBER
    else:
        legs = draw.choice(LEGS)
        cx, cy = draw.integer(-5, 5), draw.integer(-5, 5)
        x = cx + legs[0] * draw.choice((1, -1))
        key = sympy.FiniteSet(cy + legs[1], cy - legs[1])
        prompt = draw.choice(
            (
                f"Which points with $x = {x}$ lie at distance {legs[2]} from $({cx}, {cy})$? Give both values of $y$.",
                f"The circle of radius {legs[2]} around $({cx}, {cy})$ meets the vertical line $x = {x}$ twice. At which two heights?",
            )
        )
        steps = (
            Step(
                "What is left for the square of the rise",
                chain(f"{power(legs[2], 2)} - {power(x - cx, 2)}", legs[1] ** 2),
            ),
            Step("The upper one", chain(plus(cy, legs[1]), cy + legs[1])),
            Step("The lower one", chain(minus(cy, legs[1]), cy - legs[1])),
        )
        proof = Satisfies(
            "the distance",
            "Both points have the required distance, and there are two.",
            lambda g: len(g) == 2 and all((x - cx) ** 2 + (y - cy) ** 2 == legs[2] ** 2 for y in g),
        )
        wrong = (
            Mistake(
                sympy.FiniteSet(legs[1], -legs[1]), "Those are the steps from the centre; add its height."
            ),
            Mistake(
                sympy.FiniteSet(cy + legs[2], cy - legs[2]),
                "Only straight above and below the centre is the rise the whole radius.",
            ),
        )
        rule, hint, answer = DISTANCE, f"The run from the centre is ${minus(x, cx)}$.", PAIR
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked for a coordinate that is missing.", rule, hint),
        answer_hint=answer,
        symbols=("k", "x", "y") if level > 1 else (),
        mistakes=but_key(key, *wrong),
    )
