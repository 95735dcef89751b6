"""Estimating a small change of a function with its gradient."""

from __future__ import annotations

from fractions import Fraction

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import at_point, numbers_at, pair, partials, surface
from assistant.practice.notation import decimal, guarded, tex, vec
from assistant.practice.tasks import again, typed


def estimate(draw: Draw, level: int) -> Draft:
    """The change over a small step: with a given gradient on level 1, from the function on level 2."""
    f, place = surface(draw, cubic=level > 1), (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    slopes = tuple(int(at_point(s, place)) for s in partials(f))
    step = (Fraction(draw.nonzero(-5, 5), 100), Fraction(draw.nonzero(-5, 5), 100))
    key = slopes[0] * step[0] + slopes[1] * step[1]
    if 0 in slopes or key == 0:
        raise Unsuitable("too easy")
    shown = vec([decimal(part) for part in step])
    if level == 1:
        ask = f"At the present weights a loss has the gradient ${vec(slopes)}$. By about how much does it change over the small step ${shown}$?"
    else:
        ask = f"Estimate with the gradient by how much $f(x, y) = {tex(f)}$ changes over the small step ${shown}$ from ${pair(place)}$."
    return typed(
        draw,
        ask=(ask,),
        key=key,
        proof=again(
            "a walk",
            "The slope along the step was found numerically, without the gradient.",
            lambda: second_way.slope(
                lambda t: second_way.number_at(
                    f,
                    numbers_at(
                        (
                            second_way.real(place[0]) + t * second_way.real(step[0]),
                            second_way.real(place[1]) + t * second_way.real(step[1]),
                        )
                    ),
                ),
                second_way.real(0),
            ),
        ),
        steps=[
            ("Gradient at the point", rf"\nabla f{pair(place)} = {vec(slopes)}"),
            (
                "Gradient times step",
                f"{slopes[0]} \\cdot {guarded(decimal(step[0]))} + {guarded(slopes[1])} \\cdot {guarded(decimal(step[1]))} = {decimal(key)}",
            ),
        ],
        hints=(
            "You are asked for an estimate of a change, which may be negative.",
            r"For a small step $\mathbf{d}$ the value changes by about $\nabla f \cdot \mathbf{d}$.",
            "Multiply the first components."
            if level == 1
            else f"Begin with the partial derivatives of ${tex(f)}$ at the point.",
        ),
        answer="a number such as -0.06",
        wrong=[
            (-key, "The sign is turned round."),
            (slopes[0] * step[1] + slopes[1] * step[0], "First component with first component."),
            (slopes[0] * step[0] - slopes[1] * step[1], "The two products are added."),
        ],
    )
