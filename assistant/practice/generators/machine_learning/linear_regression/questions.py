"""Exercises on linear regression: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.linear_regression.pieces import (
    SLOPE,
    normal_equations,
    some_points,
    sums,
)
from assistant.practice.generators.probability.pieces import (
    bracketed,
)
from assistant.practice.notation import (
    chain,
    minus,
    over,
    plus,
    rational,
    scaled,
    short,
    tex,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def missing(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “missing”."""
    if level == 2:
        known: list[Any] = [Fraction(draw.nonzero(-9, 9), 10) for _ in range(3)]
        key = rational(-sum(known))
        return Draft(
            prompt=f"A line with an intercept was fitted to four points by least squares. Three of its residuals are {', '.join(f'${short(r)}$' for r in known)}. What is the fourth?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "With this residual all four add up to zero.",
                lambda v: isinstance(v, Fraction) and v + sum(known) == 0,
            ),
            steps=(
                Step(
                    "The residuals of a fit with an intercept cancel",
                    chain(plus(*(short(r) for r in known), short(-sum(known))), 0),
                ),
            ),
            hints=(
                "You are asked for the residual that is missing.",
                r"At the minimum $\frac{\partial L}{\partial b} = 0$, so the residuals of a fit with an intercept add up to zero.",
                f"The three known ones add up as ${plus(*(short(r) for r in known))}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(-key, "The sum has to be zero: turn the sign round."),
                Mistake(rational(sum(known) / 3), "Their mean is zero only together with the missing one."),
            ),
        )
    points = some_points(draw, 3)
    slope = normal_equations(points)[0]
    if slope.denominator > 6 or points[0][0] * 2 == points[0][0] + points[2][0]:
        raise Unsuitable("ugly value")
    (x1, y1), (x2, y2), (x3, y3) = points
    mx, _, sxy, sxx, _ = sums(points)
    key = sympy.Integer(y3)
    rest: Any = (x1 - mx) * y1 + (x2 - mx) * y2
    return Draft(
        prompt=f"The points $({x1}, {y1})$, $({x2}, {y2})$ and $({x3}, y)$ have a least squares line of slope ${short(slope)}$. Which number is $y$?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The normal equations were solved with this point.",
            lambda v: isinstance(v, Fraction) and normal_equations([(x1, y1), (x2, y2), (x3, v)])[0] == slope,
        ),
        steps=(
            Step("How x moves", chain(plus(*(f"{bracketed(x - mx)}^{{2}}" for x, _ in points)), sxx)),
            Step("So x and y move together by", chain(times(slope, sxx), sxy)),
            Step("What the third point has to contribute", chain(minus(sxy, rest), (x3 - mx) * y3)),
            Step(
                "Divide by its distance from the mean",
                chain(rf"\frac{{{tex((x3 - mx) * y3)}}}{{{tex(x3 - mx)}}}", key),
            ),
        ),
        hints=(
            "The slope is known; a height is asked for.",
            SLOPE
            + r" Above the line $\bar{y}$ may be left out: the distances $x_i - \bar{x}$ add up to zero.",
            f"The mean of the $x$ is ${tex(mx)}$; how much do they move?",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(y1 + slope * (x3 - x1)),
                "That is on the line through the first point; the best line need not touch any point.",
            ),
            Mistake(
                rational(y2 + slope * (x3 - x2)), "The best line need not pass through the middle point."
            ),
        ),
    )


def meaning(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “meaning”."""
    w1, w2, b = draw.integer(2, 9), draw.nonzero(-20, 20), draw.integer(20, 90)
    more = draw.integer(2, 6)
    kind = draw.choice(("more", "unit", "share"))
    sign = "+" if w2 > 0 else "-"
    setting = f"A model of rents says $\\hat{{y}} = {b} + {w1} x_1 {sign} {scaled(abs(w2), 'x_2')}$, with $x_1$ the area in square metres and $x_2 = 1$ for a ground floor, else 0."

    def model(area: Any, floor: Any) -> Any:
        return Fraction(b) + w1 * area + w2 * floor

    truth = draw.coin()
    claimed: Any
    if kind == "more":
        claimed = more * w1 if truth else more * w1 + b
        text, check = (
            f"for {more} square metres more, on the same floor, the prediction rises by ${claimed}$",
            lambda: model(50 + more, 1) - model(50, 1) == claimed,
        )
        step = chain(times(w1, more), w1 * more)
    elif kind == "unit":
        factor = draw.choice((10, 100, 1000, 10000))
        claimed = Fraction(w1, factor) if truth else w1 * factor
        text, check = (
            f"with the area in units {factor} times smaller, the same model has the weight ${short(claimed)}$ there",
            lambda: all(b + claimed * (area * factor) == model(area, 0) for area in (30, 70)),
        )
        step = chain(over(w1, factor), short(Fraction(w1, factor)))
    else:
        claimed = w1 + (0 if truth else w2)
        text, check = (
            f"two flats on ground floors that differ by one square metre differ by ${claimed}$ in the prediction",
            lambda: model(61, 1) - model(60, 1) == claimed,
        )
        step = chain(f"({plus(b, times(w1, 61), w2)}) - ({plus(b, times(w1, 60), w2)})", w1)
    return claim_draft(
        prompt=f"{setting} True or false: {text}.",
        truth=truth,
        method="predicting",
        detail="The predictions were worked out for two flats and compared.",
        decide=check,
        steps=(Step("Compare two predictions", step),),
        hints=(
            "You are asked what the weights of the model say.",
            "A weight says how the prediction changes when its feature rises by one unit and all others stay.",
            "Take two flats that differ in one thing only, and write down both predictions.",
        ),
        if_wrong="A weight is the change of the prediction for one unit of its own feature while everything else stays; the intercept and the other weights play no part in it.",
    )
