"""Exercises on partial derivatives where the answer is known and a part of the question is not."""

from __future__ import annotations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, partial
from assistant.practice.notation import chain, over, tex
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    k = sympy.Symbol("k")
    by = draw.choice((X, Y))
    other = Y if by == X else X
    px, py = draw.nonzero(-3, 3), draw.nonzero(-3, 3)
    value = draw.nonzero(-5, 5)
    if level == 1:
        function = k * X ** draw.integer(1, 2) * Y + draw.nonzero(-4, 4) * X**2 + draw.nonzero(-4, 4) * Y**2
    elif level == 2:
        function = (
            sympy.exp(by - (px if by == X else py)) * (k + draw.nonzero(-3, 3) * other)
            if draw.coin()
            else ((X + k * Y) ** 2 if by == X else (k * X + Y) ** 2)
        )
    else:
        c = draw.nonzero(-4, 4)
        function = k * X**2 * Y + c * X * Y**2 + draw.nonzero(-5, 5) * X
    if level == 3:
        first = sympy.diff(function, X, Y)
        what = rf"\frac{{\partial^2 f}}{{\partial x\, \partial y}}({px}, {py})"
        second = second_way.second_slope_of(function, "x", "y")
    else:
        first = sympy.diff(function, by)
        what = rf"\frac{{\partial f}}{{\partial {by.name}}}({px}, {py})"
        second = second_way.slope_of(function, by.name)
    at_point = sympy.expand(first.subs({X: px, Y: py}))
    if at_point.coeff(k, 1) == 0 or at_point.has(k**2):
        raise Unsuitable("not linear in k")
    target = at_point.subs(k, value)
    rest = at_point.subs(k, 0)
    key = sympy.Integer(value)
    show_first = (
        (rf"\frac{{\partial^2}}{{\partial x\, \partial y}}\left({tex(function)}\right)")
        if level == 3
        else partial(function, by.name)
    )
    return Draft(
        prompt=draw.choice(
            (
                f"Let $f(x, y) = {tex(function)}$. For which $k$ is ${what} = {tex(target)}$?",
                f"Find $k$ so that $f(x, y) = {tex(function)}$ satisfies ${what} = {tex(target)}$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "With k put in, the difference quotient at the point has the wanted value.",
            lambda guess: second_way.equal(
                second({"x": second_way.real(px), "y": second_way.real(py), "k": second_way.real(guess)}),
                int(target),
            ),
        ),
        steps=(
            Step("Differentiate with k as a constant", chain(show_first, first)),
            Step("Put the point in", f"{tex(at_point)} = {tex(target)}"),
            Step("Solve for k", chain("k", over(target - rest, at_point.coeff(k, 1)), key)),
        ),
        hints=(
            "You are asked for the constant that gives the slope in one direction a certain value.",
            "Differentiate with $k$ and the other variable as constants, put the point in, and solve for $k$.",
            f"Begin with ${show_first}$.",
        ),
        symbols=("k",),
        mistakes=but_key(key, Mistake(-key, "Check the sign when you solve for $k$.")),
    )
