"""Exercises on the gradient where the answer is known and a part of the question is not."""

from __future__ import annotations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.gradient.pieces import both_slopes, partial_steps, value_at
from assistant.practice.generators.calculus.pieces import X, Y, partial
from assistant.practice.notation import chain, column, over, tex, vec
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    if level == 1:
        return _vanishing(draw, mixed=0)
    if level == 2:
        return _coefficients(draw)
    return _vanishing(draw, mixed=draw.choice((1, -1, 2, -2, 3)))


def _vanishing(draw: Draw, *, mixed: int) -> Draft:
    a, c = draw.integer(1, 4), draw.integer(1, 4)
    if 4 * a * c == mixed * mixed:
        raise Unsuitable("no single place")
    px, py = draw.integer(-4, 5), draw.integer(-4, 5)
    if mixed and 0 in (px, py):
        raise Unsuitable("too easy")
    d, e = -(2 * a * px + mixed * py), -(2 * c * py + mixed * px)
    function = a * X**2 + mixed * X * Y + c * Y**2 + d * X + e * Y + draw.integer(-5, 5)
    dx, dy = both_slopes(function)
    key = column((px, py))
    return Draft(
        prompt=draw.choice(
            (
                rf"At which point $[x, y]$ is the gradient of $f(x, y) = {tex(function)}$ the zero vector?",
                f"Find the stationary point of $f(x, y) = {tex(function)}$. Answer with $[x, y]$.",
                f"A loss with two parameters is $f(x, y) = {tex(function)}$. Where is it flat? Answer with $[x, y]$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "Difference quotients along x and along y are zero at this point.",
            lambda at: all(
                second_way.equal(part, 0)
                for part in second_way.slopes_of(function, ("x", "y"))(
                    {"x": second_way.real(at[0]), "y": second_way.real(at[1])}
                )
            ),
        ),
        steps=(
            *partial_steps(function),
            Step("Both have to be zero", rf"{tex(dx)} = 0, \quad {tex(dy)} = 0"),
            Step("Solve the two equations together", rf"x = {px}, \quad y = {py}"),
        ),
        hints=(
            "You are asked for the point where the function is flat in every direction.",
            "Set both partial derivatives to zero and solve the two equations together.",
            f"The first equation comes from ${partial(function, 'x')}$.",
        ),
        answer_hint="a point such as [2, -1]",
        symbols=("x", "y"),
        mistakes=but_key(
            key,
            Mistake(-key, "The signs are turned round."),
            Mistake(column((py, px)), "The coordinates are in the wrong order: first x, then y."),
        ),
    )


def _coefficients(draw: Draw) -> Draft:
    a, b = sympy.symbols("a b")
    va, vb = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    px, py = draw.nonzero(-2, 3), draw.nonzero(-2, 3)
    n, m = draw.integer(1, 2), draw.integer(2, 3)
    function = a * X**n * Y + b * Y**m
    dx, dy = both_slopes(function)
    known = {a: va, b: vb}
    target = [int(value_at(s, (px, py)).subs(known)) for s in (dx, dy)]
    at_point = [value_at(s, (px, py)) for s in (dx, dy)]
    key = column((va, vb))
    point = tex((px, py))
    factor_a, factor_b = int(at_point[0].coeff(a)), int(at_point[1].coeff(b))
    return Draft(
        prompt=draw.choice(
            (
                rf"The function $f(x, y) = {tex(function)}$ has the gradient ${vec(target)}$ at ${point}$. Find $[a, b]$.",
                rf"For which $a$ and $b$ is $\nabla f{point} = {vec(target)}$, where $f(x, y) = {tex(function)}$? "
                "Answer with $[a, b]$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "With a and b put in, difference quotients at the point give the wanted gradient.",
            lambda guess: all(
                second_way.equal(have, want)
                for have, want in zip(
                    second_way.slopes_of(function, ("x", "y"))(
                        {
                            "x": second_way.real(px),
                            "y": second_way.real(py),
                            "a": second_way.real(guess[0]),
                            "b": second_way.real(guess[1]),
                        }
                    ),
                    target,
                    strict=True,
                )
            ),
        ),
        steps=(
            *partial_steps(function),
            Step("Put the point in, first component", f"{tex(at_point[0])} = {target[0]}"),
            Step("It holds only a", chain("a", over(target[0], factor_a), va)),
            Step("Put the point in, second component", f"{tex(at_point[1])} = {target[1]}"),
            Step(
                "Now a is known", chain("b", over(target[1] - int(at_point[1].coeff(a)) * va, factor_b), vb)
            ),
        ),
        hints=(
            "You are asked for the two constants in front of the terms.",
            "Each component of the gradient gives one equation. One of them holds only $a$: start with that one.",
            f"Begin with ${partial(function, 'x')}$ at the point.",
        ),
        answer_hint="the two constants, such as [2, -1]",
        symbols=("a", "b"),
        mistakes=but_key(
            key, Mistake(column((vb, va)), "The right numbers in the wrong order: first $a$, then $b$.")
        ),
    )
