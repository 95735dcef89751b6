"""Exercises on the mean value theorem: the promised point, its conditions, bounds, and increasing functions."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.derivatives import promised_point
from assistant.practice.generators.calculus.pieces import X, derivative, numeric, value_at
from assistant.practice.notation import chain, decimal, guarded, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed, words

TOPIC = "mean-value-theorem"


def _point(draw: Draw, level: int) -> Draft:
    key: Any
    average: Any
    a, b, c = draw.choice((1, 2, 3, -1, -2)), draw.integer(-6, 7), draw.integer(-5, 6)
    if level == 1:
        low = draw.integer(-4, 3)
        high = low + draw.integer(1, 6)
        f, key, average = a * X**2 + b * X + c, Fraction(low + high, 2), a * (low + high) + b
    elif level == 2:
        p, q = sorted(draw.sample((1, 2, 3, 4, 5, 6), 2))
        low, high = p * p, q * q
        f, key, average = sympy.sqrt(X), Fraction(p + q, 2) ** 2, Fraction(1, p + q)
    else:
        m = draw.choice((1, 2, 3, 4))
        low, high = 0, 3 * m
        f = X**3 - draw.integer(0, 5) * X
        low, high, key = -m, 2 * m, m
        average = Fraction(int(value_at(f, high)) - int(value_at(f, low)), 3 * m)
    slope = sympy.diff(f, X)
    return typed(
        draw,
        ask=(
            f"Find the point that the mean value theorem promises for $f(x) = {tex(f)}$ between ${low}$ and ${high}$.",
            f"Where between ${low}$ and ${high}$ is $f(x) = {tex(f)}$ exactly as steep as on average?",
        ),
        key=key,
        proof=Satisfies(
            "differences",
            "The slope there, by differences, equals the average slope.",
            lambda g: (
                low < g < high
                and second_way.equal(
                    second_way.slope(numeric(f), second_way.real(g)), second_way.real(Fraction(average))
                )
            ),
        ),
        steps=[
            (
                "Average slope",
                rf"\frac{{{tex(value_at(f, high))} - {guarded(value_at(f, low))}}}{{{high} - {guarded(low)}}} = {tex(average)}",
            ),
            ("Slope anywhere", chain(derivative(f), slope)),
            ("They agree where", f"{tex(slope)} = {tex(average)}"),
        ],
        symbols=("x",),
        hints=(
            "You are asked for a place inside the interval.",
            r"$f'(c) = \frac{f(b) - f(a)}{b - a}$.",
            f"Compute the average slope from $f({low})$ and $f({high})$.",
        ),
        wrong=[
            (Fraction(low + high, 2), "The middle is right for parabolas only."),
            (average, "That is the slope, not the place."),
            (-key, "Check the sign."),
        ],
    )


def _fails(draw: Draw, level: int) -> Draft:
    at, r, c = draw.integer(-3, 4), draw.integer(1, 4), draw.choice((1, 2, 3, -1))
    kind = draw.integer(0, 2)
    shown = (
        rf"{c if c != 1 else ''}\left|{tex(X - at)}\right|",
        rf"\frac{{{c}}}{{{tex(X - at)}}}",
        tex(c * (X - at) ** 2),
    )[kind].replace("-1\\left", "-\\left")
    options = (
        "It is not differentiable everywhere inside.",
        "It is not continuous on the whole interval.",
        "Nothing fails: the theorem applies.",
    )

    def decide() -> str:
        h = second_way.real("0.0000001")
        if kind == 1:
            inner = at - second_way.real(at)
            return options[1] if inner == 0 else options[2]
        f = (lambda x: c * abs(x - at)) if kind == 0 else (lambda x: c * (x - at) ** 2)
        return (
            options[0]
            if abs((f(at + h) - f(at)) / h - (f(at) - f(at - h)) / h) > second_way.real("0.001")
            else options[2]
        )

    return words(
        draw,
        ask=(
            f"The mean value theorem is to be used for $f(x) = {shown}$ between ${at - r}$ and ${at + r + draw.integer(0, 2)}$. Which condition fails?",
        ),
        right=options[kind],
        options=list(
            zip(
                options,
                (
                    "Look for a corner inside the interval.",
                    "Look for a place inside the interval without a value.",
                    "Look once more for corners and gaps inside.",
                ),
                strict=True,
            )
        ),
        shuffled=False,
        decide=decide,
        method="close by",
        detail="The function was computed close to the suspicious place.",
        steps=[("The suspicious place lies inside", f"{at - r} < {at}")],
        hints=(
            "You are asked to check the conditions of the theorem.",
            "It needs a function that is continuous on the closed interval and differentiable inside.",
            f"What happens at ${at}$?",
        ),
    )


def _bound(draw: Draw, level: int) -> Draft:
    k, d = (
        Fraction(draw.choice((1, 2, 3, 5, 1, 1)), draw.choice((1, 2, 4))),
        Fraction(draw.integer(1, 20), draw.choice((1, 5, 10))),
    )
    key = k * d
    if level == 1:
        return typed(
            draw,
            ask=(
                f"A function has slopes between $-{tex(k)}$ and ${tex(k)}$. By how much can its values at two inputs differ at most, if the inputs are ${decimal(d)}$ apart?",
                f"A network layer is Lipschitz continuous with constant ${tex(k)}$. Two inputs differ by ${decimal(d)}$. How far apart can the outputs be at most?",
            ),
            key=key,
            proof=again(
                "the steepest line",
                "The straight line with the largest slope reaches the bound.",
                lambda: abs((k * (7 + d)) - k * 7),
            ),
            steps=[("Bound on the slope times distance", f"{tex(k)} \\cdot {decimal(d)} = {tex(key)}")],
            hints=(
                "You are asked for the largest possible change.",
                r"$|f(u) - f(v)| \le K \, |u - v|$.",
                "Multiply bound and distance.",
            ),
            wrong=[(k / d, "Multiply, do not divide."), (k, "That is the change per unit.")],
        )
    return typed(
        draw,
        ask=(
            f"Two inputs ${decimal(d)}$ apart gave outputs that differ by ${tex(key)}$. What is the smallest Lipschitz constant that is still possible?",
        ),
        key=k,
        proof=Satisfies("the chord", "With this constant the bound is just reached.", lambda g: g * d == key),
        steps=[("Change over distance", rf"\frac{{{tex(key)}}}{{{decimal(d)}}} = {tex(k)}")],
        hints=(
            "You are asked for a slope that must occur somewhere.",
            "By the mean value theorem the average slope is attained.",
            "Divide the change by the distance.",
        ),
        wrong=[(key, "Divide by the distance."), (key * d, "Divide by the distance instead of multiplying.")],
    )


def _increasing(draw: Draw, level: int) -> Draft:
    r, s = sorted(draw.sample(range(-4, 5), 2))
    low = draw.integer(-6, 5)
    high = low + draw.integer(1, 3)
    a = draw.choice((1, -1))
    if (r + s) % 2:
        raise Unsuitable("halves")
    f = sympy.expand(a * (2 * X**3 - 3 * (r + s) * X**2 + 6 * r * s * X))
    slope = sympy.diff(f, X)
    inside = low >= s or high <= r
    between = low >= r and high <= s
    truth = inside if a > 0 else between
    return claim(
        draw,
        says=(f"$f(x) = {tex(f)}$ is increasing on the whole interval from ${low}$ to ${high}$.",),
        truth=truth,
        method="many values",
        detail="Two hundred values in the interval were compared, one with the next.",
        decide=lambda: _rises(f, low, high),
        steps=[("Derivative, factored", f"{tex(slope)} = {tex(sympy.factor(slope))}")],
        hints=(
            "You are asked whether a function rises all the way.",
            "It does where the derivative is positive (single zeros do no harm).",
            "Factor the derivative and look at its sign between its zeros.",
        ),
        if_wrong=f"The derivative is zero at ${r}$ and ${s}$, {'negative' if a > 0 else 'positive'} between them and {'positive' if a > 0 else 'negative'} outside.",
    )


def _rises(f: Any, low: int, high: int) -> bool:
    coefficients = [int(c) for c in sympy.Poly(f, X).all_coeffs()]
    values = []
    for i in range(201):
        x, total = low + Fraction((high - low) * i, 200), Fraction(0)
        for c in coefficients:
            total = total * x + c
        values.append(total)
    return all(u < v for u, v in pairwise(values))


GENERATORS = (
    Generator(TOPIC, "point", COMPUTE, _point, objectives=(1,)),
    Generator(TOPIC, "conditions", CHOICE, _fails, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "bound", COMPUTE, _bound, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _bound, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "increasing", TRUE_FALSE, _increasing, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, promised_point, levels=(3,), objectives=(1,)),
)
