"""Questions with options on the gradient: pick, judge, find the mistake."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.gradient.pieces import (
    RULE,
    both_slopes,
    numeric_gradient,
    partial_steps,
    value_at,
)
from assistant.practice.generators.calculus.partial_derivatives.pieces import (
    plain_polynomial,
    richer_function,
)
from assistant.practice.generators.calculus.pieces import X, Y, partial
from assistant.practice.notation import chain, column, dot_sum, tex, vec
from assistant.practice.proof import RederivedFunction, Satisfies
from assistant.practice.worked import choice_draft, claim_draft


def choose(draw: Draw, level: int) -> Draft:
    """One right option among typical mistakes."""
    function = plain_polynomial(draw, mixed=level > 1)
    if level == 3:
        function = richer_function(draw, twice=True)
        slopes = both_slopes(function)
        key = column(slopes)
        mixed = sympy.diff(function, X, Y)
        return choice_draft(
            draw,
            prompt=f"Which vector is the gradient of $f(x, y) = {tex(function)}$?",
            right=key,
            wrong=[
                Mistake(column((slopes[1], slopes[0])), "The components are in the wrong order."),
                Mistake(
                    column((slopes[0], mixed)),
                    "The second component differentiates $f$ itself, not the first component.",
                ),
                Mistake(
                    column((slopes[0] + slopes[1], 0)),
                    "The partial derivatives stay apart, each in its own place.",
                ),
                Mistake(-key, "This points downhill."),
            ],
            show=tex,
            proof=RederivedFunction(
                "numerical differentiation",
                "Difference quotients along x and along y agree with the key to 30 digits.",
                ("x", "y"),
                second_way.slopes_of(function, ("x", "y")),
            ),
            steps=partial_steps(function),
            hints=(
                "You are asked to pick a vector of two formulas.",
                RULE,
                f"Begin with ${partial(function, 'x')}$.",
            ),
        )
    point = (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    at_point = [int(value_at(s, point)) for s in both_slopes(function)]
    if 0 in at_point or abs(at_point[0]) == abs(at_point[1]):
        raise Unsuitable("too special")
    down = draw.coin()
    sign = -1 if down else 1
    key = column([sign * s for s in at_point])
    word = "fall" if down else "grow"
    proof = Satisfies(
        "trying directions",
        "Among all options the difference quotient along the key's direction is the largest in the wanted sense.",
        lambda v: v[0] * slopes_num[1] == v[1] * slopes_num[0] and (v[0] * slopes_num[0] > 0) != down,
    )
    slopes_num = [round(float(part)) for part in numeric_gradient(function, point)]
    if level == 2:
        length = f"In which direction does $f(x, y) = {tex(function)}$ {word} fastest at ${tex(point)}$?"
    else:
        length = f"You stand at ${tex(point)}$. In which direction does $f(x, y) = {tex(function)}$ {word} fastest?"
    return choice_draft(
        draw,
        prompt=length,
        right=key,
        wrong=[
            Mistake(-key, "That is exactly the opposite direction: the gradient points uphill."),
            Mistake(
                column((key[1], key[0])), "The components are in the wrong order: first by x, then by y."
            ),
            Mistake(
                column((-key[1], key[0])),
                "Along this direction the value does not change at first: it is orthogonal to the gradient.",
            ),
            Mistake(column(point), "That is the point itself."),
        ],
        show=tex,
        proof=proof,
        steps=(
            *partial_steps(function),
            Step("The gradient at the point", rf"\nabla f{tex(point)} = {vec(at_point)}"),
            Step(
                "It points uphill; minus the gradient points downhill" if down else "It points uphill",
                tex(key),
            ),
        ),
        hints=(
            f"You are asked for the direction of steepest {'descent' if down else 'ascent'}.",
            "The gradient points where the function grows fastest; the opposite direction is where it falls fastest.",
            f"Begin with ${partial(function, 'x')}$ at the point.",
        ),
    )


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
    function = plain_polynomial(draw)
    point = (draw.nonzero(-2, 2), draw.nonzero(-2, 2))
    slopes = [int(value_at(s, point)) for s in both_slopes(function)]
    if slopes == [0, 0]:
        raise Unsuitable("flat")
    if level == 1:
        direction = draw.vector(2, -3, 3)
        inner = second_way.dot(slopes, direction)
        if inner == 0:
            raise Unsuitable("neither")
        grows = draw.coin()
        statement = (
            f"Starting from ${tex(point)}$, a small step in the direction ${vec(direction)}$ makes "
            f"$f(x, y) = {tex(function)}$ {'larger' if grows else 'smaller'}."
        )
        truth = (inner > 0) == grows
        rule = "The sign of $\\nabla f \\cdot \\mathbf{d}$ tells: positive is uphill, negative downhill."
        decide = lambda: bool(_walk(function, point, direction) > 0) == grows  # noqa: E731
    else:
        direction = (-slopes[1], slopes[0]) if draw.coin() else draw.vector(2, -4, 4)
        scale = max(abs(int(sympy.gcd(*direction))), 1)
        direction = tuple(part // scale for part in direction)
        inner = second_way.dot(slopes, direction)
        statement = (
            f"At ${tex(point)}$ the direction ${vec(direction)}$ is tangent to the level curve of "
            f"$f(x, y) = {tex(function)}$."
        )
        truth = inner == 0
        rule = r"Along a level curve the value does not change: its direction is orthogonal to $\nabla f$."
        decide = lambda: second_way.equal(_walk(function, point, direction), 0)  # noqa: E731
    return claim_draft(
        prompt=f"True or false? {statement}",
        truth=truth,
        method="numerical differentiation",
        detail="The difference quotient along the direction itself decides.",
        decide=decide,
        steps=(
            *partial_steps(function),
            Step("The gradient at the point", rf"\nabla f{tex(point)} = {vec(slopes)}"),
            Step("Dot product with the direction", chain(dot_sum(slopes, direction), inner)),
        ),
        hints=(
            "You are asked how the function changes along one direction.",
            rule,
            f"Begin with ${partial(function, 'x')}$.",
        ),
        if_wrong=rf"The dot product of the gradient ${vec(slopes)}$ with the direction is ${inner}$.",
    )


def _walk(function: Any, point: tuple[int, int], direction: tuple[int, ...]) -> Any:
    return second_way.slope(
        lambda t: second_way.number_at(
            function, {"x": point[0] + t * direction[0], "y": point[1] + t * direction[1]}
        ),
        second_way.real(0),
    )
