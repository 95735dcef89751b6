"""Exercises on Taylor polynomials: building them, values with an error bound, the four series, and where they hold."""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.derivatives import error_bound
from assistant.practice.generators.calculus.pieces import X, derivative, linear_side, numeric
from assistant.practice.notation import chain, decimal, guarded, plus, root, scaled, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, claim, typed

TOPIC = "taylor-series"

SERIES = ("e^x", r"\sin x", r"\cos x", r"\ln(1 + x)")


def _taylor(f: Any, at: Any, order: int) -> Any:
    total, part = sympy.Integer(0), f
    for n in range(order + 1):
        total += part.subs(X, at) * (X - at) ** n / factorial(n)
        part = sympy.diff(part, X)
    return total


def _polynomial(draw: Draw, level: int) -> Draft:
    order = 2 if level < 3 else 3
    k = draw.choice((2, 3, -1, -2))
    if level == 1:
        f, at = (
            draw.choice(
                (
                    sympy.exp(k * X),
                    sympy.cos(k * X),
                    sympy.log(1 + k * X),
                    sympy.sin(k * X) + 1,
                    1 / (1 - k * X),
                    sympy.sqrt(1 + 2 * k * X),
                    sympy.exp(X) * (1 + k * X),
                )
            ),
            0,
        )
    elif level == 2:
        f, at = draw.choice(
            (
                (sympy.sqrt(X), 4),
                (sympy.sqrt(X), 9),
                (sympy.sqrt(X), 1),
                (1 / X, 1),
                (1 / X, 2),
                (sympy.log(X), 1),
                (X**3, draw.nonzero(-2, 2)),
                (X**4, 1),
                (sympy.exp(X), 0),
                (1 / X**2, 1),
            )
        )
        f = f * draw.choice((1, 2, 3, -1)) + draw.integer(-3, 3)
    else:
        f, at = (
            draw.choice(
                (
                    sympy.sin(k * X),
                    sympy.exp(k * X),
                    sympy.log(1 + k * X),
                    X * sympy.exp(k * X),
                    X * sympy.cos(X) * k,
                    1 / (1 - k * X),
                    sympy.exp(X) * k + X**2,
                    sympy.sin(X) * k + sympy.cos(X),
                )
            ),
            0,
        )
    key = _taylor(f, at, order)
    slopes = [f]
    for _ in range(order):
        slopes.append(sympy.diff(slopes[-1], X))
    values = [s.subs(X, at) for s in slopes]
    if values[-1] == 0:
        raise Unsuitable("lower degree")

    def derive(p: Any) -> Any:
        total, g = second_way.real(0), numeric(f)
        here = second_way.real(at)
        for n in range(order + 1):
            total += g(here) * (p["x"] - at) ** n / factorial(n)
            g = (lambda inner: lambda x: second_way.slope(inner, x))(g)
        return total

    return typed(
        draw,
        ask=(
            f"Find the Taylor polynomial of degree {order} of $f(x) = {tex(f)}$ around ${at}$.",
            f"Approximate $f(x) = {tex(f)}$ near ${at}$ by a polynomial of degree {order} with the same value and the same first {order} derivatives there.",
        ),
        key=key,
        answer="a formula such as 1 + x + x^2/2",
        symbols=("x",),
        proof=again_at(
            "differences",
            "All derivatives at the place were computed by differences at 80 digits.",
            ("x",),
            derive,
        ),
        steps=[
            *(
                (f"Derivative number {n}", f"{derivative(slopes[n - 1])} = {tex(slopes[n])}")
                for n in range(1, order + 1)
            ),
            ("Values at the place over the factorials", f"T(x) = {tex(key)}"),
        ],
        hints=(
            "You are asked for a polynomial.",
            r"The coefficient of $(x - a)^k$ is $\frac{f^{(k)}(a)}{k!}$.",
            f"The value at the place is $f({at}) = {tex(values[0])}$. Now the first derivative.",
        ),
        wrong=[
            (
                sum(v * (X - at) ** n for n, v in enumerate(values)),
                "Divide each derivative by its factorial.",
            ),
            (_taylor(f, at, order - 1), "One more term is wanted."),
            (
                sum(v * X**n / factorial(n) for n, v in enumerate(values)),
                f"The powers are powers of the distance from ${at}$.",
            ),
        ],
    )


def _value(draw: Draw, level: int) -> Draft:
    if level == 2:
        at, name = draw.choice(((4, "x"), (9, "x"), (25, "x"), (16, "x"))), "root"
        base = at[0]
        h = Fraction(draw.nonzero(-5, 5), 10)
        r = round(base**0.5)
        key = r + Fraction(1, 2 * r) * h
        return typed(
            draw,
            ask=(
                f"Estimate $\\sqrt{{{decimal(base + h)}}}$ with the Taylor polynomial of degree 1 of the {name} around ${base}$.",
            ),
            key=key,
            answer="a number such as 2.05 or 41/20",
            proof=again(
                "differences",
                "The slope at the place was computed by differences and multiplied by the distance.",
                lambda: (
                    second_way.root(base)
                    + second_way.slope(second_way.root, second_way.real(base)) * second_way.real(h)
                ),
            ),
            steps=[
                ("Value at the place", chain(root(base), r)),
                ("Slope at the place", chain(rf"\frac{{1}}{{2 \cdot {r}}}", Fraction(1, 2 * r))),
                (
                    "Value plus slope times distance",
                    f"{r} + {tex(Fraction(1, 2 * r))} \\cdot {guarded(decimal(h))} = {tex(key)}",
                ),
            ],
            hints=(
                "You are asked for an estimate by a tangent.",
                "$T(x) = f(a) + f'(a)(x - a)$.",
                f"The root of ${base}$ is a whole number. How far away is ${decimal(base + h)}$?",
            ),
            wrong=[
                (r + h, "The distance is multiplied by the slope."),
                (r + Fraction(1, r) * h, r"The slope of the root at $a$ is $\frac{1}{2\sqrt{a}}$."),
                (r - Fraction(1, 2 * r) * h, "Mind the sign of the distance."),
            ],
        )
    n, x = draw.choice((2, 3, 4)), Fraction(draw.choice((1, 2, 3, 5)), 10)
    bound = draw.choice((2, 3))
    kind = draw.choice(("e", "s"))
    m = 1 if kind == "s" else bound
    key = m * x ** (n + 1) / factorial(n + 1)
    what = (
        f"$e^{{{decimal(x)}}}$ by its polynomial of degree {n} around 0; between 0 and ${decimal(x)}$ all derivatives stay below ${m}$"
        if kind == "e"
        else f"$\\sin({decimal(x)})$ by its Taylor polynomial of degree {n} around 0; no derivative of the sine exceeds 1"
    )
    return typed(
        draw,
        ask=(f"You approximate {what}. Which bound does the Lagrange remainder give for the error?",),
        key=key,
        answer="a number such as 1/192",
        proof=again(
            "step by step",
            "The power and the factorial were built up factor by factor.",
            lambda: _grow(m, x, n + 1),
        ),
        steps=[
            (
                "Bound times power over factorial",
                rf"\frac{{{m}}}{{{n + 1}!}} \cdot {decimal(x)}^{n + 1} = {tex(key)}",
            )
        ],
        hints=(
            "You are asked for a bound on an error.",
            r"The remainder is $\frac{f^{(n+1)}(c)}{(n+1)!} (x - a)^{n+1}$: put the bound in for the derivative.",
            f"Here the factorial is ${n + 1}!$.",
        ),
        wrong=[
            (m * x**n / factorial(n), "The remainder has the next power and the next factorial."),
            (m * x ** (n + 1), "Divide by the factorial."),
            (m * x ** (n + 1) / factorial(n), f"The factorial is ${n + 1}!$."),
        ],
    )


def _grow(m: int, x: Fraction, count: int) -> Fraction:
    total = Fraction(m)
    for i in range(1, count + 1):
        total = total * x / i
    return total


def _coefficient(draw: Draw, level: int) -> Draft:
    which, k, n = draw.integer(0, 3), draw.choice((1, 2, 3, -1, -2)) if level == 2 else 1, draw.integer(2, 6)
    base: Any = {
        0: Fraction(1, factorial(n)),
        1: Fraction((-1) ** (n // 2), factorial(n)) if n % 2 else Fraction(0),
        2: Fraction((-1) ** (n // 2), factorial(n)) if n % 2 == 0 else Fraction(0),
        3: Fraction((-1) ** (n + 1), n),
    }[which]
    key = base * k**n
    if base == 0:
        raise Unsuitable("no such power")
    inside = linear_side((k,), ("x",))
    shown = {
        0: f"e^{{{inside}}}",
        1: rf"\sin({inside})",
        2: rf"\cos({inside})",
        3: rf"\ln(1 {'+' if k > 0 else '-'} {inside.lstrip('-')})",
    }[which]
    function = (sympy.exp(k * X), sympy.sin(k * X), sympy.cos(k * X), sympy.log(1 + k * X))[which]

    def by_interpolation() -> Any:
        g = numeric(function)
        for _ in range(n):
            g = (
                lambda inner: (
                    lambda x: (
                        (inner(x + second_way.real("0.00001")) - inner(x - second_way.real("0.00001")))
                        / second_way.real("0.00002")
                    )
                )
            )(g)
        return g(second_way.real(0)) / factorial(n)

    return typed(
        draw,
        ask=(
            f"What is the coefficient of $x^{n}$ in the series of ${shown}$ around 0?",
            f"Write the series of ${shown}$ around 0. Which number stands before $x^{n}$?",
        ),
        key=key,
        answer="a fraction such as -1/6",
        proof=Satisfies(
            "repeated differences",
            "The central difference, repeated, comes within a millionth of the key.",
            lambda g: bool(
                abs(by_interpolation() - second_way.real(g))
                < second_way.real("0.0001") * (1 + abs(second_way.real(g)))
            ),
        ),
        steps=[
            (
                f"The term of degree {n} of the basic series, with {inside} in place of x",
                f"{tex(base)} \\cdot {guarded(k)}^{n} = {tex(key)}",
            )
        ],
        hints=(
            "You are asked for one coefficient.",
            "Recall the basic series: factorials below for exponential, sine and cosine, plain numbers for the logarithm; put the inner expression in place of $x$.",
            f"Which powers occur in the series of ${SERIES[which]}$, and with which signs?",
        ),
        wrong=[
            (-key, "Check the sign."),
            (base, "The inner factor is raised to the power as well."),
            (key * factorial(n), "Divide by the factorial."),
            (Fraction(k**n, factorial(n)), "This series has no such factorial or another sign."),
            (base * k, f"The inner factor counts to the power {n}."),
        ],
    )


def _trust(draw: Draw, level: int) -> Draft:
    which, k = draw.choice((0, 1, 2, 3, 3, 3)), draw.choice((1, 2, 3, -1))
    x = Fraction(draw.nonzero(-9, 9), draw.choice((2, 4, 5)))
    if level == 1:
        k = 1
    inner = k * x
    truth = which < 3 or -1 < inner <= 1
    if abs(inner) == 1 and inner == -1:
        raise Unsuitable("no value")
    if which == 3 and inner <= -1:
        raise Unsuitable("no logarithm")
    inside = linear_side((k,), ("x",))
    shown = {
        0: f"e^{{{inside}}}",
        1: rf"\sin({inside})",
        2: rf"\cos({inside})",
        3: rf"\ln(1 {'+' if k > 0 else '-'} {inside.lstrip('-')})",
    }[which]

    def settles() -> bool:
        n = 400
        term = abs(inner) ** n / Fraction(n if which == 3 else factorial(n))
        return term <= Fraction(1, n)

    return claim(
        draw,
        says=(
            f"The series of ${shown}$ around 0 gives the right value at $x = {tex(x)}$, if enough terms are taken.",
            f"At $x = {tex(x)}$ the Taylor series of ${shown}$ around 0 can be trusted.",
        ),
        truth=truth,
        method="size of the terms",
        detail="The four hundredth term was computed: it has to be tiny.",
        decide=settles,
        steps=[
            (
                "What stands in place of x in the basic series",
                f"{guarded(k)} \\cdot {guarded(x)} = {tex(inner)}",
            )
        ],
        hints=(
            "You are asked whether a series converges to its function at one place.",
            r"Exponential, sine and cosine: everywhere. The logarithm $\ln(1 + x)$: only for $-1 < x \le 1$.",
            "What number stands in place of $x$ in the basic series?",
        ),
        if_wrong="The terms "
        + (
            "shrink to nothing there."
            if truth
            else "grow without bound there, although the logarithm has a value."
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    c0, c1, c2, c3 = draw.integer(-5, 6), draw.nonzero(-5, 6), draw.nonzero(-5, 6), draw.nonzero(-4, 5)
    at = 0 if level == 1 else draw.nonzero(-3, 3)
    base = X - at
    shown = plus(
        c0,
        c1 * base if at == 0 else f"{scaled(c1, f'({tex(base)})')}",
        c2 * base**2 if at == 0 else f"{scaled(c2, f'({tex(base)})^2')}",
        c3 * base**3 if at == 0 else f"{scaled(c3, f'({tex(base)})^3')}",
    )
    n = 2 if level == 1 else 3
    c = c2 if n == 2 else c3
    return typed(
        draw,
        ask=(
            f"Around ${at}$ a function has the Taylor polynomial $T(x) = {shown}$. What is $f{chr(39) * n}({at})$?",
        ),
        key=c * factorial(n),
        proof=again(
            "differences",
            "The polynomial was differentiated numerically, again and again.",
            lambda: _repeat(lambda x: c0 + c1 * (x - at) + c2 * (x - at) ** 2 + c3 * (x - at) ** 3, n, at),
        ),
        steps=[("Coefficient times factorial", f"{c} \\cdot {n}! = {c * factorial(n)}")],
        hints=(
            "You are asked for a derivative that a Taylor polynomial gives away.",
            r"The coefficient of $(x - a)^k$ is $\frac{f^{(k)}(a)}{k!}$.",
            f"Look at the term of degree {n}.",
        ),
        wrong=[
            (c, "Multiply by the factorial."),
            (Fraction(c, factorial(n)), "Multiply by the factorial instead of dividing."),
            (c * n, f"The factorial ${n}!$ is wanted.") if n > 2 else (-2 * c, "Check the sign."),
        ],
    )


def _repeat(g: Any, count: int, at: Any) -> Any:
    for _ in range(count):
        g = (lambda inner: lambda x: second_way.slope(inner, x))(g)
    return g(second_way.real(at))


GENERATORS = (
    Generator(TOPIC, "polynomial", COMPUTE, _polynomial, objectives=(1,)),
    Generator(TOPIC, "value", COMPUTE, _value, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "coefficient", COMPUTE, _coefficient, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "trust", TRUE_FALSE, _trust, levels=(1, 2), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, error_bound, levels=(3,), objectives=(2,)),
)
