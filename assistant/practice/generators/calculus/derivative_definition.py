"""Exercises on the derivative as a limit: difference quotients, tangents, corners, and numerical estimates."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, FORMULA, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, derivative, limit_of, numeric, value_at
from assistant.practice.notation import chain, decimal, guarded, minus, over, plus, scaled, scaled_after, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, claim, typed, words

TOPIC = "derivative-definition"

RULE = r"The difference quotient is $\frac{f(x + h) - f(x)}{h}$; the derivative is its limit for $h \to 0$."
H = sympy.Symbol("h")


def _quadratic(draw: Draw) -> tuple[Any, int, int, int]:
    a, b, c = draw.nonzero(-3, 4), draw.integer(-6, 7), draw.integer(-6, 7)
    return a * X**2 + b * X + c, a, b, c


def _quotient(draw: Draw, level: int) -> Draft:
    f, a, b, _ = _quadratic(draw)
    at = draw.integer(-3, 5)
    if level == 1:
        h = Fraction(1, draw.choice((2, 5, 10)))
        high, low = [
            Fraction(str(value_at(f, sympy.Rational(e.numerator, e.denominator))))
            for e in (at + h, Fraction(at))
        ]
        key = (high - low) / h
        return typed(
            draw,
            ask=(
                f"Compute the difference quotient of $f(x) = {tex(f)}$ at ${at}$ with the step $h = {decimal(h)}$.",
                f"How steep is the secant of $f(x) = {tex(f)}$ through the points at ${at}$ and at ${decimal(at + h)}$?",
            ),
            key=key,
            proof=again(
                "multiplied out",
                "For a quadratic the quotient is 2ax + ah + b.",
                lambda: 2 * a * at + a * h + b,
            ),
            steps=[
                ("Both values", rf"f({decimal(at + h)}) = {decimal(high)}"),
                (
                    "Rise over step",
                    rf"\frac{{{decimal(high)} - {guarded(decimal(low))}}}{{{decimal(h)}}} = {decimal(key)}",
                ),
            ],
            hints=(
                "You are asked for the slope of a secant, not of the tangent.",
                RULE,
                f"Compute $f({decimal(at + h)})$ and $f({at})$.",
            ),
            answer="a number such as 6.1",
            wrong=[
                (2 * a * at + b, "That is the slope of the tangent; the step is not zero here."),
                (high - low, "Divide the rise by the step."),
                ((high + low) / h, "The values are subtracted."),
            ],
        )
    if level == 2:
        key = sympy.expand(2 * a * X + a * H + b)
        return typed(
            draw,
            ask=(
                f"Simplify the difference quotient of $f(x) = {tex(f)}$ for a step $h \\ne 0$, until nothing is divided by $h$.",
                rf"For $f(x) = {tex(f)}$, write $\frac{{f(x + h) - f(x)}}{{h}}$ without a fraction.",
            ),
            key=key,
            proof=again_at(
                "three points",
                "The quotient was computed at three points, step by step.",
                ("h", "x"),
                lambda p: (
                    (second_way.number_at(f, {"x": p["x"] + p["h"]}) - second_way.number_at(f, {"x": p["x"]}))
                    / p["h"]
                ),
            ),
            steps=[
                ("Multiply out the square", r"(x + h)^2 - x^2 = 2 x h + h^2"),
                (
                    "Subtract; what has no step in it cancels",
                    rf"\frac{{{tex(sympy.expand(f.subs(X, X + H) - f))}}}{{h}} = {tex(key)}",
                ),
            ],
            hints=(
                "You are asked for a formula in $x$ and $h$.",
                RULE,
                r"Write $f(x + h)$ down and multiply out, with $(x + h)^2 = x^2 + 2 x h + h^2$.",
            ),
            answer="a formula such as 4x + 2h + 1",
            symbols=("x", "h"),
            wrong=[
                (2 * a * X + b, "The step is still there: it becomes zero only in the limit."),
                (2 * a * X + a * H, "The linear term leaves its coefficient behind.")
                if b
                else (a * X + a * H, "The square gives twice the product."),
                (sympy.expand(2 * a * X * H + a * H**2 + b * H), "Divide by the step."),
            ],
        )
    c, at = draw.nonzero(-6, 7), draw.nonzero(-4, 5)
    g = c / X
    return typed(
        draw,
        ask=(
            f"Find $f'({at})$ for $f(x) = {tex(g)}$ from the difference quotient.",
            f"Which number does the difference quotient of $f(x) = {tex(g)}$ at ${at}$ approach?",
        ),
        key=Fraction(-c, at * at),
        proof=again(
            "differences",
            "A five-point difference at 80 digits.",
            lambda: second_way.slope(numeric(g), second_way.real(at)),
        ),
        steps=[
            (
                "Bring both fractions to one denominator",
                rf"\frac{{1}}{{h}} \left(\frac{{{c}}}{{x + h}} - \frac{{{c}}}{{x}}\right) = -\frac{{{c}}}{{x (x + h)}}"
                if c > 0
                else rf"\frac{{1}}{{h}} \left(\frac{{{c}}}{{x + h}} - \frac{{{c}}}{{x}}\right) = \frac{{{-c}}}{{x (x + h)}}",
            ),
            (
                "Let the step go to zero and put the place in",
                chain(over(-c, f"{guarded(at)}^2"), Fraction(-c, at * at)),
            ),
        ],
        hints=(
            "You are asked for a slope, as a limit.",
            RULE + " With fractions, find a common denominator first.",
            rf"Simplify $\frac{{{c}}}{{x + h}} - \frac{{{c}}}{{x}}$: the step stays in the numerator and cancels.",
        ),
        answer="a fraction such as -2/7",
        wrong=[
            (
                Fraction(c, at * at),
                "Mind the sign: when the denominator grows, the fraction falls (for a positive numerator).",
            ),
            (Fraction(-c, at), "The denominator is squared."),
            (c, "Keep the denominator."),
        ],
    )


def _tangent(draw: Draw, level: int) -> Draft:
    f = _quadratic(draw)[0]
    at = draw.nonzero(-3, 4)
    if level == 3:
        f = draw.choice((1, 2, -1)) * X**3 + draw.nonzero(-5, 6) * X
    slope, height = int(value_at(sympy.diff(f, X), at)), int(value_at(f, at))
    if slope == 0:
        raise Unsuitable("level tangent")
    key = sympy.expand(height + slope * (X - at))
    return typed(
        draw,
        ask=(
            f"Write down the tangent to $f(x) = {tex(f)}$ at the input ${at}$, as a formula for its height in $x$.",
            f"Which straight line touches the graph of $f(x) = {tex(f)}$ at $x = {at}$? Give its height as a formula in $x$.",
        ),
        key=key,
        proof=again_at(
            "differences",
            "Slope and height were computed by differences at 80 digits.",
            ("x",),
            lambda p: (
                second_way.number_at(f, {"x": second_way.real(at)})
                + second_way.slope(numeric(f), second_way.real(at)) * (p["x"] - at)
            ),
        ),
        steps=[
            ("Height at the place", rf"f({at}) = {height}"),
            ("Slope at the place", rf"f'({at}) = {slope}"),
            (
                "Put both into the formula of the tangent",
                rf"{height} {'+' if slope > 0 else '-'} {abs(slope)} \left({tex(X - at)}\right) = {tex(key)}",
            ),
        ],
        hints=(
            "You are asked for a straight line.",
            "$y = f(a) + f'(a)(x - a)$.",
            f"Compute $f({at})$, and then the slope there.",
        ),
        answer=FORMULA,
        symbols=("x",),
        wrong=[
            (height + slope * X, f"The slope multiplies the distance from ${at}$, not $x$ itself."),
            (sympy.expand(slope + height * (X - at)), "Height and slope have changed places."),
            (sympy.expand(slope * (X - at)), "The height at the place is missing."),
        ],
    )


def _corner(draw: Draw, level: int) -> Draft:
    at = draw.integer(-3, 4)
    a, b = draw.nonzero(-3, 4), draw.integer(-5, 6)
    left = a * X + b if level == 1 else draw.nonzero(-2, 3) * X**2 + b
    meet, slope = int(value_at(left, at)), int(value_at(sympy.diff(left, X), at))
    other = slope + draw.choice((0, 0, 1, -2))
    right = sympy.expand(
        meet
        + other * (X - at)
        + (draw.choice((1, -1, 2)) if level == 1 else draw.choice((1, 0, 0))) * (X - at) ** 2
    )
    if tex(right) == tex(left):
        raise Unsuitable("one piece")
    return claim(
        draw,
        says=(
            f"Let $f(x) = {tex(left)}$ for $x \\le {at}$ and $f(x) = {tex(right)}$ for $x > {at}$. Then $f$ is differentiable at ${at}$.",
            f"The function with $f(x) = {tex(left)}$ up to ${at}$ and $f(x) = {tex(right)}$ beyond has a derivative at ${at}$.",
        ),
        truth=other == slope,
        method="one-sided differences",
        detail="The difference quotients from both sides were computed with smaller and smaller steps.",
        decide=lambda: second_way.equal(
            second_way.limit(lambda x: (second_way.number_at(left, {"x": x}) - meet) / (x - at), at, -1),
            second_way.limit(lambda x: (second_way.number_at(right, {"x": x}) - meet) / (x - at), at),
        ),
        steps=[
            ("Both pieces meet", chain(limit_of(right, at, "+"), meet)),
            ("Slope of the left piece at the joint", chain(limit_of(sympy.diff(left, X), at, "-"), slope)),
            ("Slope of the right piece at the joint", chain(limit_of(sympy.diff(right, X), at, "+"), other)),
        ],
        hints=(
            "You are asked whether the graph has a corner.",
            "The function is differentiable when the pieces meet and their slopes agree there.",
            f"Find the slope of ${tex(left)}$ at ${at}$.",
        ),
        if_wrong=f"The pieces meet; the slopes at ${at}$ are ${slope}$ from the left and ${other}$ from the right.",
    )


def _estimate(draw: Draw, level: int) -> Draft:
    p, q, at = draw.choice((1, 2, -1)), draw.integer(-5, 6), draw.integer(-3, 4)
    f = p * X**3 + q * X
    if level == 2:
        h = Fraction(1, 10)
        high, low = (p * e**3 + q * e for e in (at + h, at - h))
        key = (high - low) / (2 * h)
        return typed(
            draw,
            ask=(
                f"Estimate $f'({at})$ for $f(x) = {tex(f)}$ from the values one step of 0.1 to the right and one to the left.",
                f"Gradient checking: compute the central difference of $f(x) = {tex(f)}$ at ${at}$ with $h = 0.1$.",
            ),
            key=key,
            proof=again(
                "multiplied out",
                "For a cubic the central difference is the slope plus a known remainder.",
                lambda: 3 * p * at * at + q + p * h * h,
            ),
            steps=[
                ("To the right", rf"f({decimal(at + h)}) = {decimal(high)}"),
                ("To the left", rf"f({decimal(at - h)}) = {decimal(low)}"),
                (
                    "Rise over two steps",
                    rf"\frac{{{decimal(high)} - {guarded(decimal(low))}}}{{0.2}} = {decimal(key)}",
                ),
            ],
            hints=(
                "You are asked for an estimate, so it need not be the exact slope.",
                r"The central difference: $\frac{f(x + h) - f(x - h)}{2h}$.",
                f"Compute $f({decimal(at + h)})$ first.",
            ),
            answer="a number such as 6.01",
            wrong=[
                (
                    3 * p * at * at + q,
                    "That is the exact slope; the estimate with a step of 0.1 differs a little.",
                ),
                ((high - low) / h, "From left to right there are two steps."),
            ],
        )
    options = ("$h = 1$", "$h = 10^{-6}$", "$h = 10^{-17}$")
    at, c = draw.integer(2, 60), draw.integer(2, 9)

    def best() -> str:
        x = float(at)
        errors = [
            abs(((x + h) ** 3 + c * (x + h) - (x**3 + c * x)) / h - (3 * x * x + c))
            for h in (1.0, 1e-6, 1e-17)
        ]
        return options[errors.index(min(errors))]

    return words(
        draw,
        ask=(
            f"A program estimates $f'({at})$ of $f(x) = x^3 + {c} x$ by a difference quotient with double precision (about 16 digits). Which step is the sensible one?",
            f"Which step $h$ gives the best difference quotient for $x^3 + {c} x$ at $x = {at}$ on a computer with 16 digits?",
        ),
        right=options[1],
        options=[
            (options[0], "The secant over so long a step differs a lot from the tangent."),
            (options[1], ""),
            (
                options[2],
                "So small a step is lost when it is added: both values are the same, and the quotient is zero.",
            ),
        ],
        decide=best,
        method="trying it out",
        detail="All three quotients were computed with 16 digits and compared with the slope.",
        steps=[("The slope to be estimated", rf"3 \cdot {at}^2 + {c} = {3 * at * at + c}")],
        hints=(
            "You are asked for a step that is neither too long nor too short.",
            "A long step bends away from the tangent; a tiny step loses all digits to rounding.",
            "Think of adding each step to the input when only 16 digits are kept: is it still there?",
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    if level == 1:
        k, u = draw.nonzero(-6, 7), draw.integer(-3, 3)
        w = u + draw.integer(1, 4)
        slope = u + w + k
        return typed(
            draw,
            ask=(
                f"The secant of $f(x) = x^2 + kx$ through the points at ${u}$ and at ${w}$ has the slope ${slope}$. Find $k$.",
                f"For which $k$ is the difference quotient of $x^2 + kx$ from ${u}$ to ${w}$ equal to ${slope}$?",
            ),
            key=k,
            proof=Satisfies(
                "substitution",
                "With k put in, the quotient was computed from both values.",
                lambda g: Fraction(w * w + g * w - u * u - g * u) / (w - u) == slope,
            ),
            steps=[
                (
                    "The quotient with k",
                    rf"\frac{{{w}^2 + {scaled(w, 'k')} - ({guarded(u)}^2 + {scaled_after(u, 'k')})}}{{{w - u}}} = {plus(u + w, 'k')}"
                    if u + w
                    else rf"\frac{{{w * w} - {u * u}}}{{{w - u}}} = 0",
                ),
                ("Set it equal to the slope", f"k = {minus(slope, u + w)} = {k}"),
            ],
            hints=(
                "You are asked for the constant that gives a secant a certain slope.",
                RULE,
                f"Write both values with $k$: the one at ${w}$ is ${w * w} + {scaled(w, 'k')}$."
                if w > 0
                else "Write both values with $k$ in them and subtract.",
            ),
            symbols=("k",),
            wrong=[
                (slope, "The square contributes to the slope as well."),
                (-k, "The sign is turned round."),
            ],
        )
    a, at = draw.choice((1, 2, 3, -1, -2)), draw.nonzero(-5, 6)
    b = draw.nonzero(-6, 7)
    slope = 2 * a * at + b
    f = a * X**2 + b * X
    if level == 2:
        return typed(
            draw,
            ask=(
                f"At which $x$ has the tangent to $f(x) = {tex(f)}$ the slope ${slope}$?",
                f"Where is the graph of $f(x) = {tex(f)}$ exactly as steep as ${slope}$?",
            ),
            key=at,
            proof=Satisfies(
                "differences",
                "The slope at this place was computed by differences.",
                lambda g: second_way.equal(second_way.slope(numeric(f), second_way.real(g)), slope),
            ),
            steps=[
                ("The slope anywhere", chain(derivative(f), 2 * a * X + b)),
                ("Set it equal", f"{tex(2 * a * X + b)} = {slope}"),
                ("Solve for x", chain("x", over(slope - b, 2 * a), at)),
            ],
            hints=(
                "You are asked for a place.",
                "Find the slope at a general $x$ and set it equal to the wanted one.",
                f"The quotient is ${tex(2 * a * X)} + {guarded(a)} h + {guarded(b)}$. Let $h$ go to zero.",
            ),
            symbols=("x",),
            wrong=[
                (slope, "That is the slope, not the place."),
                (-at, "The sign is turned round."),
                (Fraction(slope - b, a), "The square gives a factor 2."),
            ],
        )
    c = -a * at * at
    line = sympy.expand(slope * X + c)
    return typed(
        draw,
        ask=(
            f"The straight line with height ${tex(line)}$ is tangent to $f(x) = {tex(f)}$. At which $x$ do they touch?",
            f"Where does the line ${tex(line)}$ touch the graph of $f(x) = {tex(f)}$?",
        ),
        key=at,
        proof=Satisfies(
            "heights and slopes",
            "At the place both the heights and the slopes agree.",
            lambda g: (
                a * g * g + b * g == slope * g + c
                and second_way.equal(second_way.slope(numeric(f), second_way.real(g)), slope)
            ),
        ),
        steps=[
            ("Slopes agree", f"{tex(2 * a * X + b)} = {slope}"),
            ("Solve for x", chain("x", over(slope - b, 2 * a), at)),
        ],
        hints=(
            "You are asked for the place where a line and a curve touch.",
            "There both have the same slope (and the same height).",
            f"The slope of the line is the number in front of $x$. Find the slope of ${tex(f)}$ at a general $x$.",
        ),
        symbols=("x",),
        wrong=[(-at, "The sign is turned round."), (0, "There only the heights matter; compare the slopes.")],
    )


GENERATORS = (
    Generator(TOPIC, "quotient", COMPUTE, _quotient, objectives=(1,)),
    Generator(TOPIC, "tangent", COMPUTE, _tangent, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "corner", TRUE_FALSE, _corner, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "estimate", COMPUTE, _estimate, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "step", CHOICE, _estimate, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1, 2)),
)
