"""Exercises on directional derivatives: slopes along any direction, steepest and level directions, descent."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, at_point, pair, partials, surface
from assistant.practice.notation import chain, dot_sum, guarded, over, root, squares_sum, tex, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, claim, typed

TOPIC = "directional-derivative"

RULE = r"Scale the direction to length one, then take the dot product with the gradient: $D_{\mathbf{u}} f = \nabla f \cdot \mathbf{u}$."
TURNS = (
    (3, 4, 5),
    (4, 3, 5),
    (-3, 4, 5),
    (4, -3, 5),
    (5, 12, 13),
    (6, 8, 10),
    (-4, -3, 5),
    (8, -6, 10),
    (-5, 12, 13),
)


def _walk(f: Any, place: Any, direction: Any, size: Any) -> Any:
    return second_way.slope(
        lambda t: second_way.number_at(
            f,
            {
                "x": second_way.real(place[0]) + t * direction[0] / size,
                "y": second_way.real(place[1]) + t * direction[1] / size,
            },
        ),
        second_way.real(0),
    )


def _compute(draw: Draw, level: int) -> Draft:
    f = surface(draw, cubic=level > 1)
    place, (a, b, size) = (draw.nonzero(-2, 3), draw.nonzero(-2, 3)), draw.choice(TURNS)
    g = [int(at_point(s, place)) for s in partials(f)]
    inner = g[0] * a + g[1] * b
    if 0 in g:
        raise Unsuitable("too easy")
    return typed(
        draw,
        ask=(
            f"How steep is $f(x, y) = {tex(f)}$ at ${pair(place)}$ in the direction ${vec((a, b))}$?",
            f"Find the directional derivative of $f(x, y) = {tex(f)}$ at ${pair(place)}$ towards ${vec((a, b))}$.",
        ),
        key=Fraction(inner, size),
        answer="a number such as 28/5",
        proof=again(
            "walking",
            "The function was differentiated numerically along the line itself.",
            lambda: _walk(f, place, (a, b), size),
        ),
        steps=[
            ("Gradient at the point", rf"\nabla f{pair(place)} = {vec(g)}"),
            ("Length of the direction", chain(root(squares_sum((a, b))), size)),
            (
                "Dot product with the unit vector",
                chain(rf"\frac{{{dot_sum(g, (a, b))}}}{{{size}}}", Fraction(inner, size)),
            ),
        ],
        hints=(
            "You are asked for a slope in one direction.",
            RULE,
            f"Begin with the partial derivatives of ${tex(f)}$ at the point.",
        ),
        wrong=[
            (inner, "The direction is not a unit vector yet: divide by its length."),
            (Fraction(inner, abs(a) + abs(b)), "The length is the root of the sum of the squares."),
            (-Fraction(inner, size), "The sign is turned round."),
            (Fraction(g[0] * b + g[1] * a, size), "First component with first component."),
        ],
    )


def _line(draw: Draw, level: int) -> Draft:
    t = sympy.Symbol("t")
    f, place = surface(draw), (draw.integer(-2, 3), draw.integer(-2, 3))
    d = draw.choice(((1, 0), (0, 1), (1, 1), (1, -1), (1, 2), (2, 1)))
    key = sympy.expand(at_point(f, (place[0] + t * d[0], place[1] + t * d[1])))
    if not key.has(t) or 0 in d:
        raise Unsuitable("an axis")
    return typed(
        draw,
        ask=(
            f"Walk from ${pair(place)}$ with the step ${vec(d)}$ per unit of $t$. Which height $g(t)$ has $f(x, y) = {tex(f)}$ on the way? Multiply out.",
            f"Write $g(t) = f\\left({pair(place)} + t {pair(d)}\\right)$ for $f(x, y) = {tex(f)}$ as a polynomial in $t$.",
        ),
        key=key,
        answer="a formula such as 3t^2 + 2t + 1",
        symbols=("t",),
        proof=again_at(
            "points of the line",
            "The surface was computed at points of the line.",
            ("t",),
            lambda p: second_way.number_at(f, {"x": place[0] + p["t"] * d[0], "y": place[1] + p["t"] * d[1]}),
        ),
        steps=[
            ("The point at time t", f"x = {tex(place[0] + d[0] * t)}"),
            ("and", f"y = {tex(place[1] + d[1] * t)}"),
            ("Put both in and multiply out", f"g(t) = {tex(key)}"),
        ],
        hints=(
            "You are asked for the height along a straight line.",
            "Put the point of the line into the function: start plus $t$ times the direction.",
            f"The first coordinate on the way is ${tex(place[0] + d[0] * t)}$.",
        ),
        wrong=[
            (sympy.diff(key, t), "That is the slope along the line; the height is wanted."),
            (at_point(f, (t * d[0], t * d[1])), "The walk starts at the given point."),
        ],
    )


def _steepest(draw: Draw, level: int) -> Draft:
    *steep, size = draw.choice(TURNS)
    g = tuple(steep)
    largest = draw.coin()
    f = sympy.expand(g[0] * X + g[1] * Y + draw.nonzero(-3, 3) * X**2 + draw.nonzero(-3, 3) * X * Y)
    place = (0, 0)
    if level == 3:
        place = (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
        a, b, c = draw.nonzero(-3, 3), draw.nonzero(-3, 3), draw.nonzero(-2, 2)
        q = a * X**2 + b * Y**2 + c * X * Y
        q0 = [int(at_point(s, place)) for s in partials(q)]
        f = sympy.expand(q + (g[0] - q0[0]) * X + (g[1] - q0[1]) * Y)
    return typed(
        draw,
        ask=(
            f"What is the {'largest' if largest else 'smallest (most negative)'} slope that $f(x, y) = {tex(f)}$ has at ${pair(place)}$ in any direction?",
        ),
        key=size if largest else -size,
        proof=again(
            "walking",
            "The slope was measured numerically along the gradient (or against it).",
            lambda: _walk(f, place, g if largest else (-g[0], -g[1]), size),
        ),
        steps=[
            ("Gradient at the point", rf"\nabla f{pair(place)} = {vec(g)}"),
            ("Its length", chain(root(squares_sum(g)), size)),
        ],
        hints=(
            "You are asked for the best slope over all directions.",
            r"The slope is $\|\nabla f\| \cos\theta$: it is largest along the gradient and smallest against it.",
            "Find the gradient at the point.",
        ),
        wrong=[
            (-size if largest else size, "Mind which of the two is asked for."),
            (g[0] + g[1], "The length is the root of the sum of the squares."),
            (max(g), "Directions between the axes can be steeper than both axes."),
        ],
    )


def _level(draw: Draw, level: int) -> Draft:
    g = (draw.nonzero(-5, 6), draw.nonzero(-5, 6))
    if level == 1:
        shown, m = rf"\nabla f = {vec(g)}", draw.nonzero(-3, 4)
        first = g[1] * m
        return typed(
            draw,
            ask=(
                f"At a point ${shown}$. For which $k$ is the slope in the direction ${vec((first, 'k'))}$ zero?",
                f"The gradient at your place is ${vec(g)}$. Choose $k$ so that walking towards ${vec((first, 'k'))}$ is level at first.",
            ),
            key=-g[0] * m,
            proof=Satisfies(
                "a plane",
                "On a plane with this gradient the step changes nothing.",
                lambda v: g[0] * first + g[1] * v == 0,
            ),
            steps=[
                ("The dot product has to vanish", rf"{times(g[0], first)} + {guarded(g[1])} \cdot k = 0"),
                ("Solve for k", chain("k", over(-g[0] * first, g[1]), -g[0] * m)),
            ],
            hints=(
                "You are asked for a direction without slope.",
                "The slope is zero exactly at a right angle to the gradient.",
                "Set the dot product with the gradient to zero.",
            ),
            symbols=("k",),
            wrong=[(g[0] * m, "The sign is turned round.")],
        )
    f, place = surface(draw, cubic=True), (draw.nonzero(-2, 2), draw.nonzero(-2, 3))
    h = [int(at_point(s, place)) for s in partials(f)]
    if 0 in h:
        raise Unsuitable("along an axis")
    c = sympy.gcd(*h)
    first = int(h[1] / c)
    return typed(
        draw,
        ask=(
            f"At ${pair(place)}$ the slope of $f(x, y) = {tex(f)}$ in the direction ${vec((first, 'k'))}$ is zero. Find $k$.",
        ),
        key=int(-h[0] / c),
        proof=Satisfies(
            "walking",
            "The numerical slope along this direction vanishes.",
            lambda v: second_way.equal(_walk(f, place, (first, second_way.real(v)), 1), 0),
        ),
        steps=[
            ("Gradient at the point", rf"\nabla f{pair(place)} = {vec(h)}"),
            ("The dot product has to vanish", rf"{times(h[0], first)} + {guarded(h[1])} \cdot k = 0"),
        ],
        hints=(
            "You are asked for the direction of a contour.",
            "Along a contour the slope is zero: the direction is orthogonal to the gradient.",
            "Find the gradient at the point first.",
        ),
        symbols=("k",),
        wrong=[(int(h[0] / c), "The sign is turned round.")],
    )


def _descent(draw: Draw, level: int) -> Draft:
    f, place, d = (
        surface(draw, cubic=level == 2),
        (draw.nonzero(-2, 3), draw.nonzero(-2, 3)),
        (draw.nonzero(-4, 4), draw.nonzero(-4, 4)),
    )
    g = [int(at_point(s, place)) for s in partials(f)]
    inner = g[0] * d[0] + g[1] * d[1]
    if inner == 0:
        raise Unsuitable("level")
    return claim(
        draw,
        says=(
            f"${vec(d)}$ is a descent direction for $f(x, y) = {tex(f)}$ at ${pair(place)}$.",
            f"A tiny step from ${pair(place)}$ towards ${vec(d)}$ lowers the loss $f(x, y) = {tex(f)}$.",
        ),
        truth=inner < 0,
        method="a tiny step",
        detail="The function was computed after a tiny step.",
        decide=lambda: bool(_walk(f, place, d, 1) < 0),
        steps=[
            ("Gradient at the point", rf"\nabla f{pair(place)} = {vec(g)}"),
            ("Dot product with the direction", chain(dot_sum(g, d), inner)),
        ],
        hints=(
            "You are asked whether a direction leads downhill.",
            "A direction is a descent direction when its dot product with the gradient is negative; its length does not matter.",
            f"Begin with the gradient of ${tex(f)}$ at the point.",
        ),
        if_wrong=f"The dot product is ${inner}$.",
    )


GENERATORS = (
    Generator(TOPIC, "slope", COMPUTE, _compute, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "along-a-line", COMPUTE, _line, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "steepest", COMPUTE, _steepest, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "level", REVERSE, _level, levels=(1, 3), objectives=(3,)),
    Generator(TOPIC, "descent", TRUE_FALSE, _descent, levels=(1, 2), objectives=(4,)),
)
