"""Exercises on the gradient: the vector of partial derivatives, its direction, and where it vanishes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, VECTOR, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.partial_derivatives import plain_polynomial, richer_function
from assistant.practice.generators.calculus.pieces import X, Y, partial
from assistant.practice.notation import chain, column, dot_sum, over, plus, tex, times, vec
from assistant.practice.proof import Rederived, RederivedFunction, Satisfies
from assistant.practice.worked import but_key, choice_draft, claim_draft

TOPIC = "gradient"
RULE = r"The gradient collects the partial derivatives: $\nabla f = \begin{pmatrix} \partial f / \partial x \\ \partial f / \partial y \end{pmatrix}$."
UNIT_DIRECTIONS = ((3, 4, 5), (4, 3, 5), (-3, 4, 5), (3, -4, 5), (-4, 3, 5), (5, 12, 13), (-5, 12, 13), (8, 6, 10))


def _slopes(function: Any) -> tuple[Any, Any]:
    return sympy.diff(function, X), sympy.diff(function, Y)


def _partial_steps(function: Any) -> tuple[Step, Step]:
    dx, dy = _slopes(function)
    return (
        Step("Differentiate by x, y stands still", chain(partial(function, "x"), dx)),
        Step("Differentiate by y, x stands still", chain(partial(function, "y"), dy)),
    )


def _at(function: Any, point: tuple[int, int]) -> Any:
    return function.subs({X: point[0], Y: point[1]})


def _numeric(function: Any, point: tuple[int, int]) -> Any:
    return second_way.slopes_of(function, ("x", "y"))(
        {"x": second_way.real(point[0]), "y": second_way.real(point[1])}
    )


def _compute(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _directional(draw)
    if level == 2 and draw.coin():
        return _at_point(draw)
    function = plain_polynomial(draw) if level == 1 else richer_function(draw)
    slopes = _slopes(function)
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
        steps=(*_partial_steps(function), Step("Collect them in a vector", rf"\nabla f = {tex(key)}")),
        hints=(
            "You are asked for a vector with two formulas in it.",
            RULE,
            f"Begin with the first component: ${partial(function, 'x')}$.",
        ),
        answer_hint="a vector such as [2x + 3y, 3x]",
        symbols=("x", "y"),
        mistakes=but_key(
            key,
            Mistake(column((slopes[1], slopes[0])), "The components are in the wrong order: first by x, then by y."),
            Mistake(slopes[0] + slopes[1], "The gradient is a vector; the two derivatives are not added."),
            Mistake(-key, "The sign is turned round; that is the direction of steepest descent."),
            Mistake(column((slopes[0], sympy.diff(function, X, Y))), "The second component differentiates $f$ itself by y."),
        ),
    )


def _at_point(draw: Draw) -> Draft:
    function = plain_polynomial(draw)
    if draw.coin():
        function = draw.integer(1, 3) * X**2 * sympy.exp(Y) + draw.nonzero(-4, 4) * X * Y
        point = (draw.nonzero(-3, 3), 0)
    else:
        point = (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    slopes = _slopes(function)
    key = column([_at(s, point) for s in slopes])
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
            lambda: _numeric(function, point),
        ),
        steps=(
            *_partial_steps(function),
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
            Mistake(column((key[1], key[0])), "The components are in the wrong order: first by x, then by y."),
            Mistake(column(slopes), "The derivatives are right; now put the point in."),
            Mistake(_at(function, point), "This is the value of the function, not its slope."),
            Mistake(-key, "The sign is turned round."),
        ),
    )


def _directional(draw: Draw) -> Draft:
    a, b, size = draw.choice(UNIT_DIRECTIONS)
    function = plain_polynomial(draw)
    point = (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    slopes = [int(_at(s, point)) for s in _slopes(function)]
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
            *_partial_steps(function),
            Step("The gradient at the point", rf"\nabla f{tex(point)} = {vec(slopes)}"),
            Step("Make the direction a unit vector", chain(rf"\frac{{1}}{{{size}}} {vec((a, b))}", vec((Fraction(a, size), Fraction(b, size))))),
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
            Mistake(sympy.sqrt(slopes[0] ** 2 + slopes[1] ** 2), "That is the steepest slope of all; here the direction is given."),
        ),
    )


def _reverse(draw: Draw, level: int) -> Draft:
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
    dx, dy = _slopes(function)
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
            *_partial_steps(function),
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
    dx, dy = _slopes(function)
    known = {a: va, b: vb}
    target = [int(_at(s, (px, py)).subs(known)) for s in (dx, dy)]
    at_point = [_at(s, (px, py)) for s in (dx, dy)]
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
            *_partial_steps(function),
            Step("Put the point in, first component", f"{tex(at_point[0])} = {target[0]}"),
            Step("It holds only a", chain("a", over(target[0], factor_a), va)),
            Step("Put the point in, second component", f"{tex(at_point[1])} = {target[1]}"),
            Step("Now a is known", chain("b", over(target[1] - int(at_point[1].coeff(a)) * va, factor_b), vb)),
        ),
        hints=(
            "You are asked for the two constants in front of the terms.",
            "Each component of the gradient gives one equation. One of them holds only $a$: start with that one.",
            f"Begin with ${partial(function, 'x')}$ at the point.",
        ),
        answer_hint="the two constants, such as [2, -1]",
        symbols=("a", "b"),
        mistakes=but_key(key, Mistake(column((vb, va)), "The right numbers in the wrong order: first $a$, then $b$.")),
    )


def _choice(draw: Draw, level: int) -> Draft:
    function = plain_polynomial(draw, mixed=level > 1)
    if level == 3:
        function = richer_function(draw, twice=True)
        slopes = _slopes(function)
        key = column(slopes)
        mixed = sympy.diff(function, X, Y)
        return choice_draft(
            draw,
            prompt=f"Which vector is the gradient of $f(x, y) = {tex(function)}$?",
            right=key,
            wrong=[
                Mistake(column((slopes[1], slopes[0])), "The components are in the wrong order."),
                Mistake(column((slopes[0], mixed)), "The second component differentiates $f$ itself, not the first component."),
                Mistake(column((slopes[0] + slopes[1], 0)), "The partial derivatives stay apart, each in its own place."),
                Mistake(-key, "This points downhill."),
            ],
            show=tex,
            proof=RederivedFunction(
                "numerical differentiation",
                "Difference quotients along x and along y agree with the key to 30 digits.",
                ("x", "y"),
                second_way.slopes_of(function, ("x", "y")),
            ),
            steps=_partial_steps(function),
            hints=("You are asked to pick a vector of two formulas.", RULE, f"Begin with ${partial(function, 'x')}$."),
        )
    point = (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    slopes = [int(_at(s, point)) for s in _slopes(function)]
    if 0 in slopes or abs(slopes[0]) == abs(slopes[1]):
        raise Unsuitable("too special")
    down = draw.coin()
    sign = -1 if down else 1
    key = column([sign * s for s in slopes])
    word = "fall" if down else "grow"
    proof = Satisfies(
        "trying directions",
        "Among all options the difference quotient along the key's direction is the largest in the wanted sense.",
        lambda v: v[0] * slopes_num[1] == v[1] * slopes_num[0] and (v[0] * slopes_num[0] > 0) != down,
    )
    slopes_num = [int(round(float(part))) for part in _numeric(function, point)]
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
            Mistake(column((key[1], key[0])), "The components are in the wrong order: first by x, then by y."),
            Mistake(column((-key[1], key[0])), "Along this direction the value does not change at first: it is orthogonal to the gradient."),
            Mistake(column(point), "That is the point itself."),
        ],
        show=tex,
        proof=proof,
        steps=(
            *_partial_steps(function),
            Step("The gradient at the point", rf"\nabla f{tex(point)} = {vec(slopes)}"),
            Step("It points uphill; minus the gradient points downhill" if down else "It points uphill", tex(key)),
        ),
        hints=(
            f"You are asked for the direction of steepest {'descent' if down else 'ascent'}.",
            "The gradient points where the function grows fastest; the opposite direction is where it falls fastest.",
            f"Begin with ${partial(function, 'x')}$ at the point.",
        ),
    )


def _claim(draw: Draw, level: int) -> Draft:
    function = plain_polynomial(draw)
    point = (draw.nonzero(-2, 2), draw.nonzero(-2, 2))
    slopes = [int(_at(s, point)) for s in _slopes(function)]
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
            *_partial_steps(function),
            Step("The gradient at the point", rf"\nabla f{tex(point)} = {vec(slopes)}"),
            Step("Dot product with the direction", chain(dot_sum(slopes, direction), inner)),
        ),
        hints=("You are asked how the function changes along one direction.", rule, f"Begin with ${partial(function, 'x')}$."),
        if_wrong=rf"The dot product of the gradient ${vec(slopes)}$ with the direction is ${inner}$.",
    )


def _walk(function: Any, point: tuple[int, int], direction: tuple[int, ...]) -> Any:
    return second_way.slope(
        lambda t: second_way.number_at(
            function, {"x": point[0] + t * direction[0], "y": point[1] + t * direction[1]}
        ),
        second_way.real(0),
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "pick", CHOICE, _choice, levels=(2, 3)),
    Generator(TOPIC, "direction", TRUE_FALSE, _claim, levels=(1, 2)),
)
