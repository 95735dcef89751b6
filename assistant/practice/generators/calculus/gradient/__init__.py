"""Exercises on the gradient: the vector of partial derivatives, its direction, and where it vanishes."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, VECTOR, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.gradient.estimate import estimate
from assistant.practice.generators.calculus.gradient.pieces import (
    RULE,
    both_slopes,
    numeric_gradient,
    partial_steps,
    value_at,
)
from assistant.practice.generators.calculus.gradient.questions import choose, judge
from assistant.practice.generators.calculus.gradient.reverse import find_unknown
from assistant.practice.generators.calculus.partial_derivatives.pieces import (
    plain_polynomial,
    richer_function,
)
from assistant.practice.generators.calculus.pieces import X, Y, partial
from assistant.practice.notation import chain, column, dot_sum, over, tex, vec
from assistant.practice.proof import Rederived, RederivedFunction
from assistant.practice.worked import but_key

TOPIC = "gradient"
UNIT_DIRECTIONS = (
    (3, 4, 5),
    (4, 3, 5),
    (-3, 4, 5),
    (3, -4, 5),
    (-4, 3, 5),
    (5, 12, 13),
    (-5, 12, 13),
    (8, 6, 10),
)


def _compute(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _directional(draw)
    if level == 2 and draw.coin():
        return _at_point(draw)
    function = plain_polynomial(draw) if level == 1 else richer_function(draw)
    slopes = both_slopes(function)
    key = column(slopes)
    shown = tex(function)
    return Draft(
        prompt=draw.choice(
            (
                f"Find the gradient of $f(x, y) = {shown}$.",
                rf"Compute $\nabla f$ for $f(x, y) = {shown}$.",
                f"Let $f(x, y) = {shown}$. Which vector of formulas is its gradient?",
                f"At every point, in which direction does $f(x, y) = {shown}$ grow fastest? Give the gradient.",
            )
        ),
        key=key,
        proof=RederivedFunction(
            "numerical differentiation",
            "Difference quotients along x and along y agree with the key to 30 digits.",
            ("x", "y"),
            second_way.slopes_of(function, ("x", "y")),
        ),
        steps=(*partial_steps(function), Step("Collect them in a vector", rf"\nabla f = {tex(key)}")),
        hints=(
            "You are asked for a vector with two formulas in it.",
            RULE,
            f"Begin with the first component: ${partial(function, 'x')}$.",
        ),
        answer_hint="a vector such as [2x + 3y, 3x]",
        symbols=("x", "y"),
        mistakes=but_key(
            key,
            Mistake(
                column((slopes[1], slopes[0])),
                "The components are in the wrong order: first by x, then by y.",
            ),
            Mistake(slopes[0] + slopes[1], "The gradient is a vector; the two derivatives are not added."),
            Mistake(-key, "The sign is turned round; that is the direction of steepest descent."),
            Mistake(
                column((slopes[0], sympy.diff(function, X, Y))),
                "The second component differentiates $f$ itself by y.",
            ),
        ),
    )


def _at_point(draw: Draw) -> Draft:
    function = plain_polynomial(draw)
    if draw.coin():
        function = draw.integer(1, 3) * X**2 * sympy.exp(Y) + draw.nonzero(-4, 4) * X * Y
        point = (draw.nonzero(-3, 3), 0)
    else:
        point = (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    slopes = both_slopes(function)
    key = column([value_at(s, point) for s in slopes])
    return Draft(
        prompt=draw.choice(
            (
                f"Find the gradient of $f(x, y) = {tex(function)}$ at the point ${tex(point)}$.",
                rf"Compute $\nabla f{tex(point)}$ for $f(x, y) = {tex(function)}$.",
            )
        ),
        key=key,
        proof=Rederived(
            "numerical differentiation",
            "Difference quotients at the point itself agree with the key to 30 digits.",
            lambda: numeric_gradient(function, point),
        ),
        steps=(
            *partial_steps(function),
            Step("Put the point in", rf"\nabla f{tex(point)} = {tex(key)}"),
        ),
        hints=(
            "You are asked for a vector of two numbers.",
            RULE + " Differentiate first; put the numbers in last.",
            f"Begin with ${partial(function, 'x')}$.",
        ),
        answer_hint=VECTOR,
        mistakes=but_key(
            key,
            Mistake(
                column((key[1], key[0])), "The components are in the wrong order: first by x, then by y."
            ),
            Mistake(column(slopes), "The derivatives are right; now put the point in."),
            Mistake(value_at(function, point), "This is the value of the function, not its slope."),
            Mistake(-key, "The sign is turned round."),
        ),
    )


def _directional(draw: Draw) -> Draft:
    a, b, size = draw.choice(UNIT_DIRECTIONS)
    function = plain_polynomial(draw)
    point = (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    slopes = [int(value_at(s, point)) for s in both_slopes(function)]
    inner = slopes[0] * a + slopes[1] * b
    if inner == 0 or 0 in slopes or abs(inner) > 300:
        raise Unsuitable("nothing happens")
    key = sympy.Rational(inner, size)
    return Draft(
        prompt=draw.choice(
            (
                f"How fast does $f(x, y) = {tex(function)}$ change at ${tex(point)}$ when you walk in the direction of "
                f"${vec((a, b))}$ at speed 1?",
                f"Find the directional derivative of $f(x, y) = {tex(function)}$ at ${tex(point)}$ in the direction of "
                f"${vec((a, b))}$. The direction has to be made a unit vector first.",
            )
        ),
        key=key,
        proof=Rederived(
            "numerical differentiation",
            "The difference quotient along the walk itself agrees with the key to 30 digits.",
            lambda: second_way.slope(
                lambda t: second_way.number_at(
                    function, {"x": point[0] + t * a / size, "y": point[1] + t * b / size}
                ),
                second_way.real(0),
            ),
        ),
        steps=(
            *partial_steps(function),
            Step("The gradient at the point", rf"\nabla f{tex(point)} = {vec(slopes)}"),
            Step(
                "Make the direction a unit vector",
                chain(rf"\frac{{1}}{{{size}}} {vec((a, b))}", vec((Fraction(a, size), Fraction(b, size)))),
            ),
            Step("Dot product of gradient and direction", chain(over(dot_sum(slopes, (a, b)), size), key)),
        ),
        hints=(
            "You are asked for one number: the slope in the direction of the walk.",
            r"The slope along a unit vector $\mathbf{u}$ is $\nabla f \cdot \mathbf{u}$. Divide the direction by its length first.",
            f"The length of the direction is ${rf'{size}'}$. Now compute the gradient at the point.",
        ),
        answer_hint="a number such as 3 or 11/5",
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(inner), "The direction is not a unit vector yet: divide by its length."),
            Mistake(-key, "The sign is turned round."),
            Mistake(
                sympy.sqrt(slopes[0] ** 2 + slopes[1] ** 2),
                "That is the steepest slope of all; here the direction is given.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute, objectives=(1, 2, 3)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(1, 2)),
    Generator(TOPIC, "pick", CHOICE, choose, levels=(2, 3), objectives=(1, 2)),
    Generator(TOPIC, "direction", TRUE_FALSE, judge, levels=(1, 2), objectives=(2, 3)),
    Generator(TOPIC, "estimate", COMPUTE, estimate, levels=(1, 2), objectives=(4,)),
)
