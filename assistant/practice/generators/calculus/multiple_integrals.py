"""Exercises on double integrals: rectangles, other regions, exchanging the order, and joint densities."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, Draft, Generator
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.in_order.integrals import marginal, over_a_rectangle
from assistant.practice.generators.calculus.pieces import X, Y, integral_of, linear_side, numeric
from assistant.practice.notation import guarded, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, typed, words

TOPIC = "multiple-integrals"


def _double(f: Any, low: Any, high: Any, inner_low: Any, inner_high: Any) -> Any:
    """An integral over y inside and x outside, by Gauss's rule twice; the inner limits are functions of x."""

    def outer(x: Any) -> Any:
        return second_way.integral(
            lambda y: second_way.number_at(f, {"x": x, "y": y}), inner_low(x), inner_high(x), 8
        )

    return second_way.integral(outer, low, high, 12)


def _exact(f: Any, low: Any, high: Any, inner_low: Any, inner_high: Any) -> Any:
    inner = sympy.integrate(f, Y)
    inner = sympy.expand(inner.subs(Y, inner_high) - inner.subs(Y, inner_low))
    whole = sympy.integrate(inner, X)
    return inner, whole.subs(X, high) - whole.subs(X, low)


def _shown(f: Any, low: Any, high: Any, inner_low: Any, inner_high: Any) -> str:
    return (
        rf"\int_{{{low}}}^{{{high}}} \int_{{{tex(inner_low)}}}^{{{tex(inner_high)}}} {guarded(f)} \, dy \, dx"
    )


def _compute(draw: Draw, level: int) -> Draft:
    c = draw.choice((1, 2, 3, -1))
    f = draw.choice((c * X * Y, c * X + draw.nonzero(-3, 4) * Y, c * X * Y**2, c * X**2 * Y, c * X + Y + 1))
    low, high = 0, draw.integer(1, 3)
    inner = (
        (sympy.Integer(draw.integer(0, 1)), sympy.Integer(draw.integer(2, 3)))
        if level == 1
        else draw.choice(
            ((sympy.Integer(0), X), (sympy.Integer(0), high - X), (sympy.Integer(0), X**2), (X**2, high * X))
        )
    )
    first, key = _exact(f, low, high, *inner)
    shown = _shown(f, low, high, *inner)
    numeric_inner = [lambda x, e=e: second_way.number_at(e, {"x": x}) for e in inner]
    where = (
        f"the rectangle with $0 \\le x \\le {high}$ and ${inner[0]} \\le y \\le {inner[1]}$"
        if level == 1
        else f"the region with $0 \\le x \\le {high}$ and ${tex(inner[0])} \\le y \\le {tex(inner[1])}$"
    )
    return typed(
        draw,
        ask=(f"Compute ${shown}$.", f"Integrate $f(x, y) = {tex(f)}$ over {where}."),
        key=key,
        proof=again(
            "Gauss's rule twice",
            "Both integrals were computed numerically, one inside the other; for polynomials that is exact.",
            lambda: _double(f, low, high, *numeric_inner),
        ),
        steps=[
            (
                "Inside first, with x as a constant",
                rf"\int_{{{tex(inner[0])}}}^{{{tex(inner[1])}}} {guarded(f)} \, dy = {tex(first)}",
            ),
            ("Then outside", f"{integral_of(first, low, high)} = {tex(key)}"),
        ],
        hints=(
            "You are asked for a volume, with its sign.",
            "Integrate by $y$ first, with $x$ as a constant; then by $x$.",
            rf"The inner integral runs from ${tex(inner[0])}$ to ${tex(inner[1])}$.",
        ),
        wrong=[
            (-key, "Upper limit minus lower limit."),
            (2 * key, "Check the factor that a power brings when it is integrated."),
            (first.subs(X, high), "The outer integral is still to be done."),
        ],
    )


def _area(draw: Draw, level: int) -> Draft:
    a, p = draw.integer(1, 5), draw.choice((1, 2, 3))
    top, upper = (a * X, f"{linear_side((a,), ('x',))}") if p == 1 else (a * X**p, tex(a * X**p))
    high = draw.integer(1, 3)
    key = Fraction(a * high ** (p + 1), p + 1)
    right = rf"$\int_0^{{{high}}} \int_0^{{{upper}}} 1 \, dy \, dx$"
    options = [
        (right, ""),
        (rf"$\int_0^{{{upper}}} \int_0^{{{high}}} 1 \, dy \, dx$", "The outer limits have to be numbers."),
        (
            rf"$\int_0^{{{high}}} \int_0^{{{a * high**p}}} 1 \, dy \, dx$",
            "That is the whole rectangle; for each $x$ the inner variable stops at the curve.",
        ),
        (
            rf"$\int_0^{{{high}}} \int_{{{upper}}}^{{{a * high**p}}} 1 \, dy \, dx$",
            "That is the part above the curve.",
        ),
    ]
    return words(
        draw,
        ask=(
            f"Which double integral is the area between the axis and the curve $y = {upper}$, for $x$ from 0 to ${high}$?",
        ),
        right=right,
        options=options,
        decide=lambda: (
            right
            if second_way.equal(
                _double(
                    sympy.Integer(1), 0, high, lambda x: 0, lambda x: second_way.number_at(top, {"x": x})
                ),
                second_way.integral(numeric(top), 0, high),
            )
            else ""
        ),
        method="Gauss's rule",
        detail="The double integral was compared with the area under the curve.",
        steps=[("The area", f"{integral_of(top, 0, high)} = {tex(key)}")],
        hints=(
            "You are asked to set up the limits.",
            "Outer limits are numbers; the inner ones may depend on the outer variable.",
            "For a fixed $x$, from where to where does $y$ run?",
        ),
    )


def _order(draw: Draw, level: int) -> Draft:
    a, h = draw.integer(1, 4), draw.integer(1, 4)
    c = draw.choice((1, 2, 3))
    # The triangle 0 <= x <= h, 0 <= y <= a x, seen from y: 0 <= y <= a h, y / a <= x <= h.
    shown = rf"\int_0^{{{h}}} \int_0^{{{linear_side((a,), ('x',))}}} {tex(c * X * Y)} \, dy \, dx"
    if level == 2:
        key: Any = Y / sympy.Integer(a)
        return typed(
            draw,
            ask=(
                f"Exchange the order in ${shown}$: now $x$ is inside. For a fixed $y$, where does $x$ begin?",
            ),
            key=key,
            answer="a formula such as y/2",
            symbols=("y",),
            proof=again_at(
                "the border",
                "At the place found, the border line has exactly this height.",
                ("y",),
                lambda p: p["y"] / a,
            ),
            steps=[("The border line, solved for x", f"{linear_side((a,), ('x',))} = y")],
            hints=(
                "You are asked for a limit after exchanging the order.",
                "Draw the triangle: for a fixed $y$, $x$ runs from the slanted line to the right end.",
                f"Solve $y = {linear_side((a,), ('x',))}$ for $x$.",
            ),
            wrong=[
                (a * Y, "Solve for $x$: divide.") if a > 1 else (Y + 1, "Check the border line."),
                (sympy.Integer(h), "That is where $x$ ends."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"In ${shown}$ the order is exchanged. Which is the upper limit of $y$, now outside?",
            f"The triangle of ${shown}$ is cut along the other variable. Up to which number does $y$ run, as the outer variable?",
        ),
        key=a * h,
        proof=Satisfies(
            "the corner",
            "At this height the slanted line meets the right end.",
            lambda g: Fraction(g, a) == h,
        ),
        steps=[("Height of the border line at the right end", f"{a} \\cdot {h} = {a * h}")],
        hints=(
            "You are asked for the largest $y$ in the region.",
            "Outer limits are numbers: the smallest and the largest value in the whole region.",
            "Draw the triangle. How high is it at its right end?",
        ),
        wrong=[
            (h, "That is the right end for $x$.") if a > 1 else (h + 1, "Check the corner."),
            (Fraction(h, a), "Multiply, do not divide."),
        ],
    )


def _density(draw: Draw, level: int) -> Draft:
    a, b = draw.integer(1, 4), draw.integer(1, 4)
    f = draw.choice((a * X + b * Y, X**a * Y**b, a * X + b, 1 + a * X * Y))
    _, total = _exact(f, 0, 1, 0, 1)
    if level == 2:
        return typed(
            draw,
            ask=(f"For which $k$ is $p(x, y) = k \\left({tex(f)}\\right)$ a density on the unit square?",),
            key=1 / total,
            proof=Satisfies(
                "Gauss's rule twice",
                "With k put in, the total is one.",
                lambda g: second_way.equal(
                    second_way.real(g) * _double(f, 0, 1, lambda x: 0, lambda x: 1), 1
                ),
            ),
            steps=[
                ("The total without k", f"{_shown(f, 0, 1, 0, 1)} = {tex(total)}"),
                ("Solve for k", f"k = {tex(1 / total)}"),
            ],
            hints=(
                "You are asked for a normalising constant.",
                "The double integral over the square has to be one.",
                "Integrate by $y$ first.",
            ),
            symbols=("k",),
            wrong=[
                (total, "Take one over the total."),
                (1, "Check the total.") if total != 1 else (2, "The total is one already."),
            ],
        )
    g = f / total
    marginal = sympy.expand(sympy.integrate(g, (Y, 0, 1)))
    return typed(
        draw,
        ask=(
            f"$p(x, y) = {tex(sympy.expand(g))}$ is a density on the unit square. Find the marginal density of $x$.",
        ),
        key=marginal,
        answer="a formula such as x + 1/2",
        symbols=("x",),
        proof=again_at(
            "Gauss's rule",
            "The second variable was integrated away numerically.",
            ("x",),
            lambda p: second_way.integral(lambda y: second_way.number_at(g, {"x": p["x"], "y": y}), 0, 1),
        ),
        steps=[
            (
                "Integrate the other variable away",
                rf"\int_0^1 {guarded(sympy.expand(g))} \, dy = {tex(marginal)}",
            )
        ],
        hints=(
            "You are asked for a function of $x$ alone.",
            "Integrate over all values of $y$, with $x$ as a constant.",
            "Integrate term by term from 0 to 1.",
        ),
        wrong=[
            (sympy.expand(g.subs(Y, 1)), "Integrate by $y$; do not put 1 in."),
            (
                sympy.expand(sympy.integrate(g, (X, 0, 1))).subs(Y, X),
                "The other variable has to be integrated away.",
            ),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "rectangle", COMPUTE, _compute, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "region", COMPUTE, _compute, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "set-up", CHOICE, _area, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "order", COMPUTE, _order, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "constant", REVERSE, _density, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "marginal", COMPUTE, _density, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, over_a_rectangle, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "in-order-density", ORDER, marginal, levels=(3,), objectives=(4,)),
)
