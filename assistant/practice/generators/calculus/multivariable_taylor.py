"""Exercises on Taylor's theorem in several variables: models of first and second order, estimates, and their parts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.several_variables import curvature_term, plane_estimate
from assistant.practice.generators.calculus.pieces import (
    X,
    Y,
    at_point,
    numbers_at,
    pair,
    partials,
    row_of,
    surface,
)
from assistant.practice.notation import chain, decimal, dot_sum, guarded, mat, tex, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, claim, typed

TOPIC = "multivariable-taylor"


def _parts(f: Any, place: Any) -> tuple[int, tuple[int, ...], tuple[tuple[int, ...], ...]]:
    g = partials(f)
    h = tuple(tuple(int(at_point(s, place)) for s in partials(e)) for e in g)
    return int(at_point(f, place)), tuple(int(at_point(e, place)) for e in g), h


def _plane(draw: Draw, level: int) -> Draft:
    f, place = surface(draw, cubic=True), (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    value, g, h = _parts(f, place)
    dx, dy = X - place[0], Y - place[1]
    plane = sympy.expand(value + g[0] * dx + g[1] * dy)
    model = sympy.expand(
        plane + sympy.Rational(1, 2) * (h[0][0] * dx**2 + 2 * h[0][1] * dx * dy + h[1][1] * dy**2)
    )
    if level == 2:
        place = (0, 0)
        a, b = draw.nonzero(-2, 3), draw.nonzero(-2, 3)
        f = draw.choice(
            (
                sympy.exp(a * X) * (1 + b * Y),
                sympy.exp(a * X + b * Y),
                sympy.cos(a * X) + b * X * Y,
                sympy.exp(a * X) * sympy.cos(Y),
                sympy.log(1 + a * X) * (1 + b * Y) if a > 0 else sympy.exp(b * Y) * (1 + a * X),
            )
        )
        value, g, h = _parts(f, place)
        model = sympy.expand(
            value
            + g[0] * X
            + g[1] * Y
            + sympy.Rational(1, 2) * (h[0][0] * X**2 + 2 * h[0][1] * X * Y + h[1][1] * Y**2)
        )
    key = plane if level == 1 else model

    def derive(p: Any) -> Any:
        here = numbers_at(place)
        total = second_way.number_at(f, here)
        step = {"x": p["x"] - place[0], "y": p["y"] - place[1]}
        total += sum(second_way.slope_of(f, n)(here) * step[n] for n in ("x", "y"))
        if level == 2:
            total += (
                sum(
                    second_way.second_slope_of(f, m, n)(here) * step[m] * step[n]
                    for m in ("x", "y")
                    for n in ("x", "y")
                )
                / 2
            )
        return total

    return typed(
        draw,
        ask=(
            f"Write down the tangent plane of $f(x, y) = {tex(f)}$ at ${pair(place)}$ as a formula for its height, multiplied out.",
        )
        if level == 1
        else (f"Find the second-order Taylor approximation of $f(x, y) = {tex(f)}$ at the origin.",),
        key=key,
        answer="a formula such as y + xy - y^2/2",
        symbols=("x", "y"),
        proof=again_at(
            "differences", "All derivatives at the point were computed by differences.", ("x", "y"), derive
        ),
        steps=[
            ("Gradient", rf"\nabla f{pair(place)} = {vec(g)}"),
            *([("Hessian", f"H = {mat(h)}")] if level == 2 else []),
            ("Put the parts together", f"T = {tex(key)}"),
        ],
        hints=(
            "You are asked for a polynomial in $x$ and $y$.",
            "Height, plus gradient times step"
            + (", plus half of step, Hessian, step." if level == 2 else "."),
            f"The height at the point is ${value}$.",
        ),
        wrong=[
            (sympy.expand(key - value), "The height at the point is missing.")
            if value
            else (sympy.expand(key + 1), "Check the height."),
            (sympy.expand(2 * model - value - g[0] * X - g[1] * Y), "The bend counts half.")
            if level == 2
            else (sympy.expand(value + g[0] * X + g[1] * Y), "The step is the distance from the point."),
        ],
    )


def _estimate(draw: Draw, level: int) -> Draft:
    place = (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    f = surface(draw)
    value, g, h = _parts(f, place)
    d = (Fraction(draw.nonzero(-3, 3), 10), Fraction(draw.nonzero(-3, 3), 10))
    tilt, bend = second_way.dot(g, d), Fraction(second_way.dot(d, second_way.image(h, d))) / 2
    if level == 1:
        key, ask = (
            value + tilt,
            f"A loss is ${value}$ at the present weights, its gradient ${vec(g)}$. Estimate it after the step ${vec([decimal(e) for e in d])}$, to first order.",
        )
        derive = lambda: value + g[0] * d[0] + d[1] * g[1]  # noqa: E731
    else:
        key, ask = (
            value + tilt + bend,
            f"A loss has the value ${value}$, the gradient ${vec(g)}$ and the Hessian ${mat(h)}$ at the present weights. Predict it after the step ${vec([decimal(e) for e in d])}$, to second order.",
        )
        derive = lambda: second_way.number_at(f, numbers_at((place[0] + d[0], place[1] + d[1])))  # noqa: E731
    return typed(
        draw,
        ask=(ask,),
        key=key,
        answer="a number such as 4.85",
        proof=again(
            "a quadratic",
            "For a quadratic with these derivatives the second-order formula is exact; its value was computed at 80 digits."
            if level == 2
            else "The plane was computed component by component.",
            derive,
        ),
        steps=[
            (
                "Tilt: gradient times step",
                f"{guarded(g[0])} \\cdot {guarded(decimal(d[0]))} + {guarded(g[1])} \\cdot {guarded(decimal(d[1]))} = {decimal(Fraction(tilt))}",
            ),
            *(
                [
                    (
                        "Bend: half of step, Hessian, step",
                        rf"\frac{{1}}{{2}} {row_of([decimal(e) for e in d])} {mat(h)} {vec([decimal(e) for e in d])} = {decimal(bend)}",
                    )
                ]
                if level == 2
                else []
            ),
            (
                "Add to the value",
                f"{value} + {guarded(decimal(Fraction(key - value)))} = {decimal(Fraction(key))}",
            ),
        ],
        hints=(
            "You are asked for an estimate near a point.",
            r"$f + \nabla f^\top \mathbf{d}$"
            + (r" $+ \frac{1}{2} \mathbf{d}^\top H \mathbf{d}$." if level == 2 else "."),
            "Begin with the dot product of gradient and step.",
        ),
        wrong=[
            (key - value, "Add the present value."),
            *(
                [
                    (value + tilt, "The bend is missing."),
                    (value + tilt + 2 * bend, "The bend counts half."),
                ]
                if level == 2
                else [(value - tilt, "Check the sign of the change.")]
            ),
        ],
    )


def _split(draw: Draw, level: int) -> Draft:
    h = (draw.integer(-6, 8), draw.nonzero(-5, 5), draw.integer(-6, 8))
    d = (draw.nonzero(-3, 3), draw.nonzero(-3, 3))
    g = (draw.nonzero(-5, 6), draw.nonzero(-5, 6))
    m = ((h[0], h[1]), (h[1], h[2]))
    bend = Fraction(second_way.dot(d, second_way.image(m, d)), 2)
    tilt = second_way.dot(g, d)
    truth = (tilt + bend) < 0
    if tilt + bend == 0:
        raise Unsuitable("level")
    return claim(
        draw,
        says=(
            f"By the second-order model with gradient ${vec(g)}$ and Hessian ${mat(m)}$, the step ${vec(d)}$ lowers the function.",
        ),
        truth=truth,
        method="the quadratic itself",
        detail="A quadratic with this gradient and Hessian was computed after the step.",
        decide=lambda: (
            g[0] * d[0]
            + g[1] * d[1]
            + Fraction(h[0] * d[0] ** 2 + 2 * h[1] * d[0] * d[1] + h[2] * d[1] ** 2, 2)
            < 0
        ),
        steps=[
            ("Tilt", chain(dot_sum(g, d), tilt)),
            ("Bend", rf"\frac{{1}}{{2}} {row_of(d)} {mat(m)} {vec(d)} = {tex(bend)}"),
        ],
        hints=(
            "You are asked for the sign of a predicted change.",
            "Add the tilt (gradient times step) and the bend (half of step, Hessian, step).",
            "Compute the tilt first.",
        ),
        if_wrong=f"The tilt is ${tilt}$, the bend ${tex(bend)}$.",
    )


def _unknown(draw: Draw, level: int) -> Draft:
    value, g, d = (
        draw.integer(-5, 9),
        (draw.nonzero(-5, 6), draw.nonzero(-5, 6)),
        (draw.nonzero(-3, 3), draw.nonzero(-3, 3)),
    )
    total = value + second_way.dot(g, d)
    return typed(
        draw,
        ask=(
            f"The first-order model with value ${value}$ and gradient ${vec((g[0], 'k'))}$ predicts ${total}$ after the step ${vec(d)}$. Find $k$.",
        ),
        key=g[1],
        proof=Satisfies(
            "a plane",
            "A plane with this gradient was computed after the step.",
            lambda t: value + g[0] * d[0] + t * d[1] == total,
        ),
        steps=[
            ("The model", rf"{value} + {guarded(g[0] * d[0])} + {guarded(d[1])} k = {total}"),
            ("Solve for k", f"k = {g[1]}"),
        ],
        hints=(
            "You are asked for a component of a gradient.",
            r"Predicted value: $f + \nabla f^\top \mathbf{d}$.",
            f"The known component contributes ${times(g[0], d[0])}$.",
        ),
        symbols=("k",),
        wrong=[
            (g[1] * d[1], f"Divide by ${d[1]}$." if d[1] != 1 else "Check the known part."),
            (-g[1], "The sign is turned round."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "model", COMPUTE, _plane, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "estimate", COMPUTE, _estimate, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "tilt-and-bend", TRUE_FALSE, _split, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2,), objectives=(1, 2)),
    Generator(TOPIC, "in-order", ORDER, plane_estimate, levels=(1,), objectives=(1, 2)),
    Generator(TOPIC, "in-order-curvature", ORDER, curvature_term, levels=(3,), objectives=(3,)),
)
