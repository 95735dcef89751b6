"""Exercises on slopes of curves given by equations, inverse functions, and the logarithmic derivative."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.derivatives import (
    tangent_of_a_curve,
    through_the_logarithm,
)
from assistant.practice.generators.calculus.pieces import (
    X,
    Y,
    at_point,
    derivative,
    numeric,
    pair,
    partial,
    partials,
    value_at,
)
from assistant.practice.notation import chain, guarded, plus, scaled, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, claim, show, typed

TOPIC = "implicit-and-logarithmic-differentiation"


def _curve(draw: Draw, level: int) -> Draft:
    a, b, c = (
        draw.choice((1, 1, 2, 3)),
        draw.choice((1, 1, 2, 4, -1)),
        draw.integer(-2, 3) if level == 2 else 0,
    )
    p, q = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    f = a * X**2 + c * X * Y + b * Y**2
    if level == 3:
        f = draw.choice((X**3 + Y**3 * b, X**2 * Y + b * Y**2, X * Y**2 + a * X**3, X**3 + c * X * Y + Y**2))
    total = int(at_point(f, (p, q)))
    fx, fy = (int(at_point(s, (p, q))) for s in partials(f))
    if fy == 0 or fx == 0:
        raise Unsuitable("special tangent")
    return typed(
        draw,
        ask=(
            f"The point ${pair((p, q))}$ lies on the curve ${tex(f)} = {total}$. Find the slope of the curve there.",
            f"Differentiate ${tex(f)} = {total}$ implicitly: which slope $y'$ has the curve at ${pair((p, q))}$?",
        ),
        key=Fraction(-fx, fy),
        answer="a fraction such as -3/4",
        proof=Satisfies(
            "a tiny step",
            "Along the tangent the left side does not change to first order.",
            lambda g: second_way.equal(
                second_way.slope(
                    lambda t: second_way.number_at(f, {"x": p + t, "y": q + t * second_way.real(g)}),
                    second_way.real(0),
                ),
                0,
            ),
        ),
        steps=[
            ("The terms without y'", f"{partial(f, 'x')} = {tex(partials(f)[0])}"),
            ("The factor in front of y'", f"{partial(f, 'y')} = {tex(partials(f)[1])}"),
            ("At the point", plus(fx, scaled(fy, "y'")) + " = 0"),
            ("Solve", f"y' = {tex(Fraction(-fx, fy))}"),
        ],
        hints=(
            "You are asked for a slope, without solving for $y$.",
            "Differentiate both sides with respect to $x$; wherever $y$ is differentiated, a factor $y'$ appears.",
            "Differentiate the left side term by term, then put the point in.",
        ),
        wrong=[
            (Fraction(fx, fy), "Mind the sign when you bring the first part over."),
            (Fraction(-fy, fx), "That is upside down."),
            (-fx, "Divide by the factor in front of $y'$."),
        ],
    )


def _inverse(draw: Draw, level: int) -> Draft:
    a, b, y = draw.integer(1, 4), draw.integer(0, 5), draw.integer(-2, 3)
    f = (
        X**3 * draw.choice((1, 2)) + a * X + b
        if level == 1
        else draw.choice((X**5 + a * X + b, X**3 + a * X - b))
    )
    x, slope = int(value_at(f, y)), int(value_at(sympy.diff(f, X), y))
    return typed(
        draw,
        ask=(
            f"$f(x) = {tex(f)}$ has an inverse $g$, and $f({y}) = {x}$. Find $g'({x})$.",
            f"What is the slope of the inverse of $f(x) = {tex(f)}$ at ${x}$? (You may use $f({y}) = {x}$.)",
        ),
        key=Fraction(1, slope),
        answer="a fraction such as 1/4",
        proof=Satisfies(
            "there and back",
            "A tiny step through f and back with this slope returns to the start.",
            lambda g: second_way.equal(
                second_way.slope(numeric(f), second_way.real(y)) * second_way.real(g), 1
            ),
        ),
        steps=[
            ("Slope of the function", chain(derivative(f), sympy.diff(f, X))),
            ("At the place that belongs to it", f"f'({y}) = {slope}"),
            ("Turn it over", f"g'({x}) = {tex(Fraction(1, slope))}"),
        ],
        hints=(
            "You are asked for the slope of an inverse, without finding the inverse.",
            r"Where $f(y) = x$, the inverse has the slope $\frac{1}{f'(y)}$.",
            f"The place to differentiate at is ${y}$, not ${x}$.",
        ),
        wrong=[
            (slope, "Turn it over."),
            (
                Fraction(1, int(value_at(sympy.diff(f, X), x))) if value_at(sympy.diff(f, X), x) != 0 else 0,
                f"Differentiate at ${y}$, the place that $f$ sends to ${x}$.",
            ),
            (Fraction(-1, slope), "The sign stays."),
        ],
    )


def _logarithmic(draw: Draw, level: int) -> Draft:
    if level == 2:
        m, n, b, k = draw.integer(1, 4), draw.integer(1, 4), draw.integer(1, 3), draw.choice((0, 1, 2, -1))
        f = X**m * (X + b) ** n * sympy.exp(-k * X)
        at = draw.choice((1, 2, 1))
        rate = Fraction(m, at) + Fraction(n, at + b) - k
        return typed(
            draw,
            ask=(
                f"Find the logarithmic derivative $\\frac{{f'({at})}}{{f({at})}}$ of $f(x) = {tex(f)}$.",
                f"At which relative rate does $f(x) = {tex(f)}$ grow at $x = {at}$? (That is $f'({at})$ divided by $f({at})$.)",
            ),
            key=rate,
            proof=again(
                "differences",
                "Slope and value were computed at 80 digits and divided.",
                lambda: second_way.slope(numeric(f), second_way.real(at)) / numeric(f)(second_way.real(at)),
            ),
            steps=[
                (
                    "One short term for each factor",
                    rf"\frac{{{m}}}{{{at}}} + \frac{{{n}}}{{{at + b}}} {'-' if k >= 0 else '+'} {abs(k)} = {tex(rate)}",
                )
            ],
            hints=(
                "You are asked for a relative rate.",
                "Take the logarithm: products become sums, powers become factors. Then differentiate.",
                rf"The factor ${tex(X**m)}$ contributes $\frac{{{m}}}{{x}}$.",
            ),
            wrong=[
                (Fraction(m, at) * Fraction(n, at + b) - k, "The terms are added."),
                (Fraction(m) + n - k, "Divide each exponent by its base."),
                (
                    rate + k if k else -rate,
                    "The exponential contributes too." if k else "The sign is turned round.",
                ),
            ],
        )
    c, d = draw.choice((1, 2, 3)), draw.integer(0, 3)
    e = draw.choice((X * c, X + d, X**2, c * X + d))
    f = X**e
    key = f * (sympy.diff(e, X) * sympy.log(X) + sympy.expand(e / X))
    return typed(
        draw,
        ask=(
            f"Differentiate $f(x) = {tex(f)}$ for $x > 0$.",
            f"Find $f'(x)$ for $f(x) = {tex(f)}$ through the logarithm.",
        ),
        key=key,
        answer="a formula such as x^x (ln x + 1)",
        symbols=("x",),
        proof=again_at(
            "differences",
            "The function was differentiated numerically at three points.",
            ("x",),
            second_way.slope_of(f, "x"),
        ),
        steps=[
            (
                "The logarithm and its derivative",
                f"{derivative(e * sympy.log(X))} = {tex(sympy.diff(e, X) * sympy.log(X) + sympy.expand(e / X))}",
            ),
            ("Times the function itself", f"{derivative(f)} = {tex(key)}"),
        ],
        hints=(
            "You are asked for a derivative with the variable in base and exponent.",
            r"$f'(x) = f(x) \cdot \left(\ln f(x)\right)'$.",
            f"The logarithm of the function is ${tex(e * sympy.log(X))}$.",
        ),
        wrong=[
            (e * X ** (e - 1), "The power rule needs a constant exponent."),
            (f * sympy.log(X), "The rule for exponentials needs a constant base."),
            (sympy.diff(e, X) * sympy.log(X) + sympy.expand(e / X), "Multiply by the function itself."),
        ],
    )


def _policy(draw: Draw, level: int) -> Draft:
    p, rate = draw.fraction((2, 3, 4, 5, 8, 10)), Fraction(draw.nonzero(-9, 9), draw.choice((1, 2, 4, 5)))
    if level == 1:
        return typed(
            draw,
            ask=(
                f"An action has the probability ${tex(p)}$, and the derivative of the logarithm of that probability by a parameter is ${tex(rate)}$. What is the derivative of the probability itself?",
                f"$\\ln u(\\theta)$ has the slope ${tex(rate)}$ where $u(\\theta) = {tex(p)}$. Find the slope of $u$ there.",
            ),
            key=p * rate,
            proof=again(
                "an exponential",
                "An exponential with this value and relative rate was differentiated numerically.",
                lambda: second_way.slope(
                    lambda t: second_way.real(p) * second_way.called("exp", second_way.real(rate) * t),
                    second_way.real(0),
                ),
            ),
            steps=[("Value times relative rate", f"{tex(p)} \\cdot {guarded(rate)} = {show(p * rate)}")],
            hints=(
                "You are asked to undo a logarithmic derivative.",
                r"$u' = u \cdot (\ln u)'$.",
                "Multiply the value with the slope of the logarithm.",
            ),
            wrong=[(rate / p, "Multiply, do not divide."), (rate, "That is the slope of the logarithm.")],
        )
    value, slope = (
        Fraction(draw.integer(1, 9), draw.choice((1, 2, 4))),
        Fraction(draw.nonzero(-9, 9), draw.choice((1, 2, 4))),
    )
    return typed(
        draw,
        ask=(
            f"$u'(1) = {tex(slope)}$, and $\\ln u$ has the slope ${tex(slope / value)}$ at 1. Find $u(1)$.",
        ),
        key=value,
        proof=Satisfies(
            "substitution",
            "Slope divided by value gives the slope of the logarithm.",
            lambda g: g > 0 and slope / g == slope / value,
        ),
        steps=[
            (
                "Slope over value is the slope of the logarithm",
                rf"\frac{{{tex(slope)}}}{{u(1)}} = {tex(slope / value)}",
            )
        ],
        hints=("You are asked for a value.", r"$(\ln u)' = \frac{u'}{u}$.", "Solve for $u$."),
        wrong=[
            (slope / value, "That is the slope of the logarithm."),
            (slope * slope / value, "Divide the slope by that of the logarithm."),
            (1 / value, "That is upside down."),
        ],
    )


def _check(draw: Draw, level: int) -> Draft:
    n, b, at = draw.integer(2, 5), draw.integer(1, 4), draw.integer(1, 3)
    f = X**n * (X + b)
    right = Fraction(n, at) + Fraction(1, at + b)
    said = draw.choice((right, Fraction(n, at) * Fraction(1, at + b), Fraction(n + 1, at + b)))
    return claim(
        draw,
        says=(
            f"At $x = {at}$ the relative rate of change of $f(x) = {tex(f)}$, that is $\\frac{{f'}}{{f}}$, is ${tex(said)}$.",
        ),
        truth=said == right,
        method="differences",
        detail="Slope and value were computed at 80 digits.",
        decide=lambda: second_way.equal(
            second_way.slope(numeric(f), second_way.real(at)),
            numeric(f)(second_way.real(at)) * second_way.real(said),
        ),
        steps=[
            ("One term for each factor", rf"\frac{{{n}}}{{{at}}} + \frac{{1}}{{{at + b}}} = {tex(right)}")
        ],
        hints=(
            "You are asked about a relative rate.",
            "The logarithm turns the product into a sum: the relative rates of the factors add up.",
            rf"The first factor contributes $\frac{{{n}}}{{x}}$.",
        ),
        if_wrong=f"The relative rates of the factors add up to ${tex(right)}$.",
    )


GENERATORS = (
    Generator(TOPIC, "curve", COMPUTE, _curve, objectives=(1,)),
    Generator(TOPIC, "inverse", COMPUTE, _inverse, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "logarithmic", COMPUTE, _logarithmic, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "relative-rate", TRUE_FALSE, _check, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "log-derivative", COMPUTE, _policy, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _policy, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, tangent_of_a_curve, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "in-order-powers", ORDER, through_the_logarithm, levels=(3,), objectives=(3,)),
)
