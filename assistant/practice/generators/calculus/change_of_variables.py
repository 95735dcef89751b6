"""Exercises on changing variables: factors of area, parallelograms, polar coordinates, and the bell curve."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.integrals import bell, polar
from assistant.practice.generators.calculus.pieces import integral_of, linear_side, pair
from assistant.practice.notation import guarded, mat, rational, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed

TOPIC = "change-of-variables"


def _factor(draw: Draw, level: int) -> Draft:
    a, b, c, d = draw.integer(-4, 5), draw.integer(-4, 5), draw.integer(-4, 5), draw.integer(-4, 5)
    if level == 1:
        det, shown, where = (
            a * d - b * c,
            f"({linear_side((a, b), ('u', 'v'))}, {linear_side((c, d), ('u', 'v'))})",
            "",
        )
        j = ((a, b), (c, d))
    else:
        p, q = draw.nonzero(-3, 3), draw.nonzero(-3, 3)
        kind = draw.choice((0, 1))
        shown, j = (
            ("(u v, v)", ((q, p), (0, 1)))
            if kind == 0
            else ("(u^2 - v^2, 2 u v)", ((2 * p, -2 * q), (2 * q, 2 * p)))
        )
        det, where = j[0][0] * j[1][1] - j[0][1] * j[1][0], f" at ${pair((p, q))}$"
    if det == 0:
        raise Unsuitable("flat")
    return typed(
        draw,
        ask=(
            f"By which factor does $T(u, v) = {shown}$ multiply small areas{where}?",
            f"Under an integral small areas change by a factor. Which one belongs to $T(u, v) = {shown}${where}?",
        ),
        key=abs(det),
        proof=again(
            "a small square",
            "The corners of a small square were mapped and the area taken by the shoelace formula.",
            lambda: _shoelace(j),
        ),
        steps=[
            ("Determinant of the Jacobian", rf"\det {mat(j)} = {det}"),
            ("Its size", rf"\left|{det}\right| = {abs(det)}"),
        ],
        hints=(
            "You are asked for a factor that is never negative.",
            r"The factor is $|\det J|$.",
            "Write down the Jacobian: one row for each component.",
        ),
        wrong=[
            (det, "An area factor has no sign."),
            (abs(j[0][0] * j[1][1] + j[0][1] * j[1][0]), "The products are subtracted."),
            (Fraction(1, abs(det)), "That is the factor of the way back."),
        ],
    )


def _shoelace(j: Any) -> Any:
    corners = [(0, 0), (j[0][0], j[1][0]), (j[0][0] + j[0][1], j[1][0] + j[1][1]), (j[0][1], j[1][1])]
    return abs(
        Fraction(
            sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(corners, [*corners[1:], corners[0]], strict=True)),
            2,
        )
    )


def _polar(draw: Draw, level: int) -> Draft:
    turn: Any
    r, n, c = draw.integer(1, 4), draw.choice((0, 1, 2, 3)), draw.choice((1, 2, 3))
    part, turn = draw.choice(
        (
            ("the whole disc", 2),
            ("the upper half of the disc", 1),
            ("the quarter of the disc with positive coordinates", Fraction(1, 2)),
        )
    )
    value = Fraction(c * r ** (n + 2), n + 2)
    key = sympy.pi * rational(Fraction(turn) * value)
    radius = sympy.Symbol("r")
    f = c * radius**n
    what = f"${tex(f)}$, where $r$ is the distance from the origin," if n else f"the constant ${c}$"
    return typed(
        draw,
        ask=(f"Integrate {what} over {part} of radius ${r}$ around the origin.",),
        key=key,
        answer="a multiple of pi such as 2pi/3",
        proof=again(
            "Gauss's rule",
            "Radius and angle were integrated numerically, with the factor r.",
            lambda: (
                second_way.integral(lambda t: c * t**n * t, 0, r)
                * second_way.number_at(sympy.pi, {})
                * second_way.real(Fraction(turn))
            ),
        ),
        steps=[
            ("The factor r comes in", f"{integral_of(f * radius, 0, r, 'r')} = {tex(value)}"),
            (
                "Times the angle",
                f"{tex(sympy.pi * rational(Fraction(turn)))} \\cdot {tex(value)} = {tex(key)}",
            ),
        ],
        hints=(
            "You are asked for an integral that only depends on the radius.",
            r"$dx \, dy$ becomes $r \, dr \, d\theta$.",
            "Multiply the integrand by $r$ before you integrate.",
        ),
        wrong=[
            (
                sympy.pi * rational(Fraction(turn) * Fraction(c * r ** (n + 1), n + 1)),
                "The factor $r$ is missing.",
            ),
            (2 * key, "Check the range of the angle."),
            (rational(value), "Integrate over the angle too."),
        ],
    )


def _parallelogram(draw: Draw, level: int) -> Draft:
    a, b, c, d = draw.integer(0, 4), draw.integer(-3, 4), draw.integer(-3, 4), draw.integer(0, 4)
    det = abs(a * d - b * c)
    p, q = draw.integer(1, 3), draw.integer(0, 3)
    if det == 0:
        raise Unsuitable("flat")
    # The average of p x + q y over the parallelogram is its value in the centre.
    u, v = sympy.symbols("u v")
    f = sympy.expand(p * (a * u + b * v) + q * (c * u + d * v))
    key = Fraction(p * (a + b) + q * (c + d), 2) * det
    shown = linear_side((p, q), ("x", "y"))
    return typed(
        draw,
        ask=(
            f"Integrate ${shown}$ over the parallelogram that ${mat(((a, b), (c, d)))}$ makes of the unit square.",
            f"The unit square is mapped by ${mat(((a, b), (c, d)))}$. Find the integral of ${shown}$ over its image.",
        ),
        key=key,
        proof=again(
            "value in the centre",
            "For a linear function the integral is the value in the centre times the area (by the shoelace formula).",
            lambda: (p * Fraction(a + b, 2) + q * Fraction(c + d, 2)) * _shoelace(((a, b), (c, d))),
        ),
        steps=[
            (
                "In the new coordinates the integrand is",
                f"{linear_side((p,), ('',)) or 1} \\left({linear_side((a, b), ('u', 'v'))}\\right) + {q} \\left({linear_side((c, d), ('u', 'v'))}\\right) = {tex(f)}",
            ),
            ("The factor of area", rf"\left|{a * d - b * c}\right| = {det}"),
            (
                "Integrate over the square",
                rf"\int_0^1 \int_0^1 \left({tex(f)}\right) \cdot {det} \, du \, dv = {tex(key)}",
            ),
        ],
        hints=(
            "You are asked for an integral over a slanted region.",
            "Put the map into the integrand, multiply by the factor of area, and integrate over the square.",
            "The factor is the absolute value of the determinant.",
        ),
        wrong=[(key / det, "The factor of area is missing."), (-key, "The factor of area is positive.")],
    )


def _bell(draw: Draw, level: int) -> Draft:
    a = draw.choice((1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 16, 18, 25, 50))
    if level == 2:
        return typed(
            draw,
            ask=(
                rf"Compute $\int_0^\infty r \, e^{{-r^2 / {2 * a}}} \, dr$, the inner integral on the way to the bell curve.",
            ),
            key=a,
            proof=again(
                "substitution",
                "With t for the exponential the integral is over a constant.",
                lambda: second_way.integral(lambda t: second_way.real(a), 0, 1),
            ),
            steps=[
                (
                    "An antiderivative, checked by differentiating",
                    rf"\frac{{d}}{{dr}}\left(-{a} e^{{-r^2 / {2 * a}}}\right) = r e^{{-r^2 / {2 * a}}}",
                )
            ],
            hints=(
                "You are asked for an area that reaches to infinity.",
                "The inner function is the exponent; its derivative stands beside it up to a factor.",
                "Differentiate the exponential and compare.",
            ),
            wrong=[
                (2 * a, "The inner derivative brings a 2."),
                (Fraction(1, a), "The factor is the reciprocal."),
            ],
        )
    return typed(
        draw,
        ask=(
            rf"The square of $\int_{{-\infty}}^\infty e^{{-x^2 / {2 * a}}} \, dx$ is a double integral in polar coordinates. What is that square?",
            rf"Compute $\int_0^{{2\pi}} \int_0^\infty r \, e^{{-r^2 / {2 * a}}} \, dr \, d\theta$.",
        ),
        key=2 * sympy.pi * a,
        answer="a multiple of pi such as 2pi",
        proof=again(
            "Gauss's rule",
            "The bell curve itself was integrated numerically in pieces and squared.",
            lambda: (
                (
                    2
                    * sum(
                        (
                            second_way.integral(lambda x: second_way.called("exp", -x * x / 2), i, i + 1)
                            for i in range(18)
                        ),
                        second_way.real(0),
                    )
                )
                ** 2
                * a
            ),
        ),
        steps=[
            ("The inner integral", rf"\int_0^\infty r e^{{-r^2 / {2 * a}}} \, dr = {a}"),
            ("Times the angle", f"2 \\pi \\cdot {a} = {tex(2 * sympy.pi * a)}"),
        ],
        hints=(
            "You are asked for a volume under a bell.",
            "In polar coordinates a factor $r$ appears, and the integral over the radius becomes easy.",
            "The angle contributes a full turn.",
        ),
        wrong=[
            (sympy.pi * a, "The angle runs through a full turn."),
            (sympy.sqrt(2 * sympy.pi * a), "That is the single integral; its square is wanted."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    a, b, c, k = draw.integer(1, 5), draw.nonzero(-4, 5), draw.nonzero(-4, 5), draw.integer(1, 6)
    area = a * k - b * c
    if area <= 0:
        raise Unsuitable("turned over")
    return typed(
        draw,
        ask=(
            f"${mat(((a, b), (c, 'k')))}$ maps the unit square to a parallelogram of area ${area}$ without turning it over (positive determinant). Find $k$.",
        ),
        key=k,
        proof=Satisfies(
            "shoelace formula",
            "With k put in, the area was computed from the corners.",
            lambda g: _shoelace(((a, b), (c, g))) == area and a * g - b * c > 0,
        ),
        steps=[
            ("The determinant", f"{linear_side((a,), ('k',))} - {guarded(b * c)} = {area}"),
            ("Solve for k", f"k = {k}"),
        ],
        hints=(
            "You are asked for an entry of a matrix.",
            "The area is the size of the determinant.",
            "Write the determinant with $k$.",
        ),
        symbols=("k",),
        wrong=[
            (Fraction(area - b * c, a), "Check the sign when you bring the product over."),
            (area, "Solve for $k$."),
        ],
    )


def _claim(draw: Draw, level: int) -> Draft:
    r, n = draw.integer(1, 5), draw.choice((0, 1, 2))
    good = draw.coin()
    if not good and (r, n) == (2, 0):
        raise Unsuitable("right by chance")
    top = f"r^{n + 1}" if good and n else ("r" if good else (f"r^{n}" if n > 1 else "r" if n else "1"))
    shown = {0: "1", 1: r"\sqrt{x^2 + y^2}", 2: "(x^2 + y^2)"}[n]
    return claim(
        draw,
        says=(
            rf"The integral of ${shown}$ over the disc of radius ${r}$ is $\int_0^{{2\pi}} \int_0^{{{r}}} {top} \, dr \, d\theta$.",
        ),
        truth=good,
        method="rings",
        detail="Thin rings of the disc were added up numerically.",
        decide=lambda: second_way.equal(
            second_way.integral(lambda t: t**n * 2 * t, 0, r),
            second_way.integral(lambda t: 2 * t ** (n + 1 if good else n), 0, r),
        ),
        steps=[
            (
                "Area of the disc with the factor r",
                f"{integral_of(sympy.Symbol('r'), 0, r, 'r')} = {tex(Fraction(r * r, 2))}",
            )
        ],
        hints=(
            "You are asked to check an integrand in polar coordinates.",
            r"$dx \, dy$ becomes $r \, dr \, d\theta$.",
            "Write the integrand with the radius; then multiply by $r$.",
        ),
        if_wrong="The factor $r$ has to appear once beside the integrand, which depends on the radius alone.",
    )


GENERATORS = (
    Generator(TOPIC, "factor", COMPUTE, _factor, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "polar", COMPUTE, _polar, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "parallelogram", COMPUTE, _parallelogram, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "bell", COMPUTE, _bell, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "integrand", TRUE_FALSE, _claim, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, polar, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "in-order-bell", ORDER, bell, levels=(3,), objectives=(4,)),
)
