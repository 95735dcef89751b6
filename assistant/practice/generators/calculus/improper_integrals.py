"""Exercises on improper integrals: far limits, unbounded functions, exponents that decide, and densities."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.integrals import tail_mean
from assistant.practice.generators.calculus.pieces import X, derivative
from assistant.practice.notation import tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed

TOPIC = "improper-integrals"


def _far(draw: Draw, level: int) -> Draft:
    c, a = draw.choice((1, 2, 3, 4, 5, 6, -2, -3)), draw.choice((1, 2, 3, 4))
    if level == 1:
        p = draw.choice((2, 3, 4))
        f, key, inner = (
            c * X ** (-p),
            Fraction(c, (p - 1) * a ** (p - 1)),
            f"{tex(Fraction(c, (p - 1) * a ** (p - 1)))} - \\frac{{{c}}}{{{p - 1 if p > 2 else ''} b{f'^{p - 1}' if p > 2 else ''}}}",
        )
        derive = lambda: second_way.integral(lambda t: c * t ** (p - 2), 0, Fraction(1, a))  # noqa: E731
        wrong: list[tuple[Any, str]] = [
            (Fraction(c, a ** (p - 1)), "Divide by the new exponent."),
            (-key, "Upper limit minus lower limit."),
            (Fraction(c * a ** (p - 1), p - 1), "The power stands below."),
        ]
    else:
        r = draw.choice((1, 2, 3, 4, 5))
        f, key, inner, a = (
            c * sympy.exp(-r * X),
            Fraction(c, r),
            rf"{tex(Fraction(c, r))} \left(1 - e^{{-{r if r > 1 else ''}b}}\right)",
            0,
        )
        derive = lambda: second_way.integral(lambda t: second_way.real(c) * t ** (r - 1), 0, 1)  # noqa: E731
        wrong = [
            (c * r, "Divide by the rate."),
            (-key, "Upper limit minus lower limit."),
            (c, "The rate divides."),
        ]
    shown = rf"\int_{{{a}}}^{{\infty}} {tex(f)} \, dx"
    return typed(
        draw,
        ask=(
            f"Compute ${shown}$.",
            f"How large is the area under ${tex(f)}$ from ${a}$ out to infinity (with its sign)?",
        ),
        key=key,
        proof=again(
            "substitution",
            "The unbounded interval was turned into a bounded one and integrated by Gauss's rule.",
            derive,
        ),
        steps=[("Stop at b, then let b grow", rf"\lim_{{b \to \infty}} \left[{inner}\right] = {tex(key)}")],
        hints=(
            "You are asked for an area that reaches to infinity.",
            "Integrate up to $b$, then let $b$ grow without bound.",
            f"Find an antiderivative of ${tex(f)}$.",
        ),
        wrong=wrong,
    )


def _unbounded(draw: Draw, level: int) -> Draft:
    n, b, c = draw.choice((2, 2, 3)), draw.choice((1, 2, 3)), draw.choice((1, 2, 3, 4, 5, -1))
    b = b**n
    # The root of degree n below: the exponent is -1/n.
    top = round(b ** (1 / n))
    key = Fraction(c * n, n - 1) * top ** (n - 1)
    f = rf"\frac{{{c}}}{{\sqrt{'' if n == 2 else '[3]'}{{x}}}}"
    shown = rf"\int_0^{{{b}}} {f} \, dx"
    return typed(
        draw,
        ask=(
            f"Compute ${shown}$.",
            f"The function ${f}$ shoots up at zero. Is the area from 0 to ${b}$ finite? Compute it.",
        ),
        key=key,
        proof=again(
            "substitution",
            "With x as a power of t the integrand stays bounded; Gauss's rule did the rest.",
            lambda: second_way.integral(lambda t: c * n * t ** (n - 2), 0, top),
        ),
        steps=[
            (
                "The upper limit in an antiderivative, which vanishes at zero",
                (
                    rf"{2 * c} \sqrt{{{b}}} = {tex(key)}"
                    if n == 2
                    else rf"{tex(Fraction(3 * c, 2))} \cdot {top}^{{2}} = {tex(key)}"
                ),
            )
        ],
        hints=(
            "You are asked for the area under a function that is unbounded at zero.",
            "Integrate from a small $c$ on, then let $c$ go to zero from the right.",
            f"Write ${f}$ as a power with a negative exponent.",
        ),
        wrong=[
            (c * top ** (n - 1), "Divide by the new exponent."),
            (-key, "Upper limit minus lower limit."),
            (Fraction(c, top), "That is the height at the right end."),
        ],
    )


def _converges(draw: Draw, level: int) -> Draft:
    p = Fraction(draw.integer(1, 12), draw.choice((2, 3, 4, 5)))
    far = draw.coin()
    if p == 1 and level == 1:
        raise Unsuitable("the border")
    where = (
        rf"\int_1^{{\infty}} \frac{{1}}{{x^{{{tex(p)}}}}} \, dx"
        if far
        else rf"\int_0^1 \frac{{1}}{{x^{{{tex(p)}}}}} \, dx"
    )
    truth = p > 1 if far else p < 1

    def grows() -> bool:
        # Doubling the interval (outwards or towards zero) again and again: do the pieces shrink?
        step = second_way.real(2 if far else Fraction(1, 2))
        ratio = step ** (1 - second_way.real(p))
        return bool(ratio < 1)

    return claim(
        draw,
        says=(f"${where}$ converges.", f"${where}$ is a finite number."),
        truth=truth,
        method="doubling",
        detail="The areas between 1, 2, 4, 8, … (or 1, 1/2, 1/4, …) were compared: they have to shrink.",
        decide=grows,
        steps=[("The exponent minus one decides", f"{tex(p)} - 1 = {tex(p - 1)}")],
        hints=(
            "You are asked whether an area is finite.",
            "Out to infinity a power $x^{-p}$ needs $p > 1$; down to zero it needs $p < 1$.",
            "Is the difficult end far out or at zero?",
        ),
        if_wrong=f"Here $p = {tex(p)}$, and the difficult end is {'at infinity' if far else 'at zero'}.",
    )


def _is_one(factor: Any, exponent: int, top: Fraction) -> bool:
    total = second_way.integral(lambda t: second_way.real(factor) * t**exponent, 0, top)
    return second_way.equal(total, 1)


def _normalise(draw: Draw, level: int) -> Draft:
    key: Any
    a = draw.choice((1, 2, 3, 4, 5))
    if level == 3:
        r, c = draw.integer(2, 9), draw.integer(1, 12)
        key = Fraction(c, r * r)
        f = c * X * sympy.exp(-r * X)
        return typed(
            draw,
            ask=(
                rf"Waiting times with the rate {r} lead to $\int_0^\infty {tex(f)} \, dx$. Compute it.",
                rf"Compute $\int_0^\infty {tex(f)} \, dx$; far out the exponential wins over $x$.",
            ),
            key=key,
            proof=again(
                "pieces",
                "The integral was added up piece by piece until nothing is left.",
                lambda: (
                    c
                    * sum(
                        (
                            second_way.integral(lambda t: t * second_way.called("exp", -t), 6 * n, 6 * n + 6)
                            for n in range(16)
                        ),
                        second_way.real(0),
                    )
                    / r**2
                ),
            ),
            steps=[
                (
                    "An antiderivative, checked by differentiating",
                    f"{derivative(-sympy.Rational(c, r) * (X + sympy.Rational(1, r)) * sympy.exp(-r * X))} = {tex(f)}",
                ),
                (
                    "Far out it goes to zero, so only the lower limit is left",
                    f"0 - \\left(-{tex(key)}\\right) = {tex(key)}",
                ),
            ],
            hints=(
                "You are asked for an area that reaches to infinity.",
                r"An antiderivative of $x e^{-rx}$ is $-\left(\frac{x}{r} + \frac{1}{r^2}\right) e^{-rx}$.",
                "Put the limits in: far out the exponential wins, so only the lower limit is left.",
            ),
            wrong=[
                (Fraction(c, r), "Each integration divides by the rate, and there are two."),
                (-key, "The lower limit is subtracted."),
            ],
        )
    p = draw.choice((2, 3, 4, 5)) if level == 2 else 0
    if level == 2:
        shown, key = rf"\frac{{k}}{{x^{p}}}$ for $x \ge {a}", (p - 1) * a ** (p - 1)
        exponent, top = p - 2, Fraction(1, a)
        total = rf"\frac{{k}}{{{(p - 1) * a ** (p - 1)}}} = 1"
    else:
        shown, key, total = rf"k e^{{-{a if a > 1 else ''}x}}$ for $x \ge 0", a, rf"\frac{{k}}{{{a}}} = 1"
        exponent, top = a - 1, Fraction(1)
    return typed(
        draw,
        ask=(
            f"For which $k$ is ${shown}$ a density (total one)?",
            f"Find the constant $k$ that makes ${shown}$ integrate to one.",
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "With k put in, the total was computed by Gauss's rule on a bounded interval.",
            lambda g: _is_one(g, exponent, top),
        ),
        steps=[("The total", total), ("Solve for k", f"k = {key}")],
        hints=(
            "You are asked for a normalising constant.",
            "The integral over the whole range has to be one.",
            "Compute the integral without $k$ first.",
        ),
        symbols=("k",),
        wrong=[
            (Fraction(1, key), "Divide one by the integral."),
            (1, "Without a constant the total is not one.") if key != 1 else (2, "Check the total."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "far-out", COMPUTE, _far, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "unbounded", COMPUTE, _unbounded, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "converges", TRUE_FALSE, _converges, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "density", REVERSE, _normalise, levels=(1, 2), objectives=(4,)),
    Generator(TOPIC, "mean", COMPUTE, _normalise, levels=(3,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, tail_mean, levels=(3,), objectives=(1, 4)),
)
