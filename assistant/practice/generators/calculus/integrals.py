"""Exercises on integrals as limits of sums: Riemann sums, signed areas, linearity, and averages."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.integrals import limit_of_sums
from assistant.practice.generators.calculus.pieces import X, integral_of, numeric, value_at
from assistant.practice.notation import chain, decimal, guarded, minus, over, plus, scaled, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed

TOPIC = "integrals"

KINDS = ("left", "right", "middle")


def _sum(draw: Draw, level: int) -> Draft:
    a, b = draw.integer(-2, 2), draw.choice((2, 4))
    n = draw.choice((2, 4)) if level == 1 else 4
    f = (
        draw.nonzero(-3, 4) * X + draw.integer(-4, 6)
        if level == 1
        else draw.choice((1, 2, -1)) * X**2 + draw.integer(-4, 5)
    )
    kind = draw.choice(KINDS[:2]) if level == 1 else draw.choice(KINDS)
    h = Fraction(b, n)
    shift = {"left": Fraction(0), "right": h, "middle": h / 2}
    height = lambda x: Fraction(str(value_at(f, sympy.Rational(x.numerator, x.denominator))))  # noqa: E731

    def total(which: str) -> Fraction:
        return h * sum((height(a + i * h + shift[which]) for i in range(n)), Fraction(0))

    places = [a + i * h + shift[kind] for i in range(n)]
    key = total(kind)
    name = {"left": "left ends", "right": "right ends", "middle": "middles"}[kind]
    slices = [sum((second_way.number_at(f, {"x": second_way.real(x)}) for x in places), second_way.real(0))]
    return typed(
        draw,
        ask=(
            rf"Estimate $\int_{{{a}}}^{{{a + b}}} \left({tex(f)}\right) dx$ with {n} slices of equal width and the heights at their {name}.",
            rf"Compute the Riemann sum of $f(x) = {tex(f)}$ from ${a}$ to ${a + b}$: {n} slices, heights at the {name}.",
        ),
        key=key,
        proof=again(
            "80 digits",
            "All heights were computed and added at 80 digits.",
            lambda: slices[0] * second_way.real(h),
        ),
        steps=[
            ("Width of a slice", chain(over(b, n), h)),
            *((f"Height at {decimal(x)}", f"f({decimal(x)}) = {decimal(height(x))}") for x in places[:2]),
            (
                "Add all heights and multiply by the width",
                rf"{tex(h)} \cdot \left({plus(*(decimal(height(x)) for x in places))}\right) = {tex(key)}",
            ),
        ],
        hints=(
            "You are asked for an estimate of an area by rectangles.",
            r"A Riemann sum adds height times width: $\sum_{i=1}^{n} f(t_i) \, h$.",
            f"The width is $\\frac{{{b}}}{{{n}}}$, and the first height is taken at ${decimal(places[0])}$.",
        ),
        wrong=[
            (total("left"), "Those are the heights at the left ends."),
            (total("right"), "Those are the heights at the right ends."),
            (key / h, "Multiply by the width of a slice."),
            (total("middle"), "Those are the heights in the middle."),
        ],
    )


def _area(draw: Draw, level: int) -> Draft:
    slope, zero = draw.choice((1, 2, -1, -2, 3)), draw.integer(-2, 3)
    low, high = zero - draw.integer(0 if level == 1 else 1, 4), zero + draw.integer(1, 5)
    f = sympy.expand(slope * (X - zero))
    before, after = Fraction(-slope * (zero - low) ** 2, 2), Fraction(slope * (high - zero) ** 2, 2)
    key = before + after
    if level == 1:
        low, key, before = zero, after, Fraction(0)
    return typed(
        draw,
        ask=(
            f"Find ${integral_of(f, low, high)}$ from areas of triangles.",
            f"Which signed area lies between the line $y = {tex(f)}$ and the axis, from ${low}$ to ${high}$?",
        ),
        key=key,
        proof=again(
            "Gauss's rule",
            "The integral was computed at 80 digits by Gauss's rule.",
            lambda: second_way.integral(numeric(f), low, high),
        ),
        steps=[
            *(
                []
                if level == 1
                else [
                    (
                        "The triangle before the zero, with its sign",
                        chain(
                            rf"\frac{{1}}{{2}} \cdot {zero - low} \cdot {guarded(slope * (low - zero))}",
                            before,
                        ),
                    )
                ]
            ),
            (
                "The triangle after the zero, with its sign",
                chain(rf"\frac{{1}}{{2}} \cdot {high - zero} \cdot {guarded(slope * (high - zero))}", after),
            ),
            *([] if level == 1 else [("Add", chain(plus(before, after), key))]),
        ],
        hints=(
            "You are asked for a signed area: below the axis it counts negative.",
            "A straight line makes triangles: half of base times height.",
            f"The line crosses the axis where ${tex(f)} = 0$.",
        ),
        wrong=[
            (abs(before) + abs(after), "The part below the axis counts negative."),
            (2 * key, "A triangle is half of base times height."),
            (-key, "The sign is turned round."),
            (after - before, "Mind which part lies below the axis."),
        ],
    )


def _linear(draw: Draw, level: int) -> Draft:
    p, q = draw.nonzero(-6, 7), draw.nonzero(-6, 7)
    a, b = draw.nonzero(-3, 4), draw.nonzero(-3, 4)
    low = draw.integer(-2, 2)
    mid, high = low + draw.integer(1, 3), low + draw.integer(4, 6)
    if level == 2:
        ask = [
            rf"Given $\int_{{{low}}}^{{{high}}} f(x) \, dx = {p}$ and $\int_{{{low}}}^{{{high}}} g(x) \, dx = {q}$. Find $\int_{{{low}}}^{{{high}}} \left({scaled(a, 'f(x)')} {'+' if b > 0 else '-'} {scaled(abs(b), 'g(x)')}\right) dx$."
        ]
        key, shown = a * p + b * q, plus(times(a, p), times(b, q))
        wrong = [
            (p + q, "The factors come along."),
            (a * p - b * q, "Mind the sign of the second part."),
            (a * b * p * q, "The integral of a sum is a sum."),
        ]
        c = sympy.Rational(p, high - low), sympy.Rational(q, high - low)
        constant = sympy.Integer(a) * c[0] + sympy.Integer(b) * c[1]
        derive = lambda: second_way.integral(lambda x: second_way.number_at(constant, {}), low, high)  # noqa: E731
        rule = (
            r"$\int (k \, f(x) + g(x)) \, dx = k \int f(x) \, dx + \int g(x) \, dx$ over the same interval."
        )
    else:
        ask = [
            rf"Given $\int_{{{low}}}^{{{high}}} f(x) \, dx = {p}$ and $\int_{{{low}}}^{{{mid}}} f(x) \, dx = {q}$. Find $\int_{{{high}}}^{{{mid}}} f(x) \, dx$ (mind the order of the limits).",
            rf"From ${low}$ to ${high}$ the integral of $f$ is ${p}$, from ${low}$ to ${mid}$ it is ${q}$. What is $\int_{{{high}}}^{{{mid}}} f(x) \, dx$?",
        ]
        key, shown = q - p, minus(q, p)
        wrong = [
            (p - q, "The limits stand the other way round, which turns the sign."),
            (p + q, "The parts add up to the whole, so subtract."),
        ]
        c = sympy.Rational(q, mid - low), sympy.Rational(p - q, high - mid)
        derive = lambda: second_way.integral(lambda x: second_way.number_at(c[1], {}), high, mid)  # noqa: E731
        rule = "Neighbouring intervals add up, and exchanging the limits changes the sign."
    return typed(
        draw,
        ask=ask,
        key=key,
        proof=again(
            "concrete functions",
            "Functions that are constant in pieces were put in and integrated by Gauss's rule.",
            derive,
        ),
        steps=[("Use the rule", chain(shown, key))],
        hints=(
            "You are asked for an integral although the function is not known.",
            rule,
            "Write the wanted integral with the given ones before you put numbers in.",
        ),
        wrong=wrong,
    )


def _average(draw: Draw, level: int) -> Draft:
    low, width = draw.integer(-2, 3), draw.choice((2, 3, 4, 6))
    high = low + width
    a, b = draw.choice((1, 2, 3, -1)), draw.integer(-5, 6)
    f = a * X + b if level == 1 else 3 * a * X**2 + b
    whole = Fraction(
        str(
            sum(
                c * (sympy.Integer(high) ** (n + 1) - sympy.Integer(low) ** (n + 1)) / (n + 1)
                for (n,), c in sympy.Poly(f, X).terms()
            )
        )
    )
    key = whole / width
    story = draw.choice(
        (
            f"The temperature of a server is $f(x) = {tex(f)}$ degrees after $x$ hours. What is its average from ${low}$ to ${high}$?",
            f"Find the average value of $f(x) = {tex(f)}$ on the interval from ${low}$ to ${high}$.",
        )
    )
    if low < 0 and story.startswith("The temp"):
        raise Unsuitable("no negative hours")
    return typed(
        draw,
        ask=[story],
        key=key,
        proof=again(
            "Gauss's rule",
            "The integral was computed by Gauss's rule and divided by the length.",
            lambda: second_way.integral(numeric(f), low, high) / width,
        ),
        steps=[
            ("The integral", f"{integral_of(f, low, high)} = {tex(whole)}"),
            ("Divide by the length of the interval", chain(over(whole, width), key)),
        ],
        hints=(
            "You are asked for an average height.",
            "The average value is the integral divided by the length of the interval.",
            f"Find ${integral_of(f, low, high)}$ first.",
        ),
        wrong=[
            (whole, "Divide by the length of the interval."),
            (
                Fraction(str(value_at(f, sympy.Rational(low + high, 2)))),
                "That is the value in the middle; for a curve it differs from the average.",
            ),
            (
                Fraction(int(value_at(f, low)) + int(value_at(f, high)), 2),
                "The average of the ends is not the average of all values.",
            ),
        ],
    )


def _limit(draw: Draw, level: int) -> Draft:
    b, c = draw.integer(1, 4), draw.choice((1, 2, 3, 6))
    f = c * X if level == 2 else c * X**2
    shown = (
        rf"\frac{{{scaled(c * b * b, 'n (n + 1)')}}}{{2 n^2}}"
        if level == 2
        else rf"\frac{{{scaled(c * b**3, 'n (n + 1)(2n + 1)')}}}{{6 n^3}}"
    )
    key = Fraction(c * b * b, 2) if level == 2 else Fraction(c * b**3, 3)
    return typed(
        draw,
        ask=(
            rf"With $n$ slices and right ends, the Riemann sum of $f(x) = {tex(f)}$ from 0 to ${b}$ is ${shown}$. Which integral does it give as $n$ grows without bound?",
            rf"The rectangles under ${tex(f)}$ from 0 to ${b}$ have the total area ${shown}$. Find $\int_0^{{{b}}} {tex(f)} \, dx$ as the limit.",
        ),
        key=key,
        proof=again(
            "Gauss's rule",
            "The integral was computed at 80 digits by Gauss's rule.",
            lambda: second_way.integral(numeric(f), 0, b),
        ),
        steps=[("The limit of the sums", rf"\lim_{{n \to \infty}} {shown} = {tex(key)}")],
        hints=(
            "You are asked for the limit of a sum of rectangles.",
            "Far out the highest powers of $n$ decide: divide above and below.",
            "Multiply the numerator out and compare the leading coefficients.",
        ),
        wrong=[
            (c * b * b if level == 2 else c * b**3, "Mind the number in the denominator."),
            (Fraction(c * b**3, 6), "The product $n (n + 1)(2n + 1)$ has the leading coefficient 2."),
            (value_at(f, b), "That is the height at the right end."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    k, b = draw.integer(1, 9), draw.integer(1, 6)
    total: Any
    if level == 1:
        total = k * b
        return typed(
            draw,
            ask=(
                rf"A constant height $k$ from 0 to ${b}$ encloses the area ${total}$. Find $k$.",
                rf"For which $k$ is $\int_0^{{{b}}} k \, dx = {total}$?",
            ),
            key=k,
            proof=Satisfies(
                "Gauss's rule",
                "With k put in, the integral was computed.",
                lambda g: second_way.equal(second_way.integral(lambda x: second_way.real(g), 0, b), total),
            ),
            steps=[
                ("A rectangle", f"{scaled(b, 'k')} = {total}"),
                ("Solve for k", chain("k", over(total, b), k)),
            ],
            hints=(
                "You are asked for a height.",
                "The area of a rectangle is height times width.",
                f"The width is ${b}$.",
            ),
            symbols=("k",),
            wrong=[
                (total, "Divide by the width."),
                (total * b, "Divide by the width instead of multiplying."),
            ],
        )
    low = draw.integer(-3, 2)
    upper = low + 2 * draw.integer(1, 3)
    total = Fraction(upper * upper - low * low, 2) + k * (upper - low)
    return typed(
        draw,
        ask=(
            rf"For which $k$ is $\int_{{{low}}}^{{{upper}}} (x + k) \, dx = {tex(total)}$?",
            rf"The average of $x + k$ on the interval from ${low}$ to ${upper}$ is ${tex(total / (upper - low))}$. Find $k$.",
        ),
        key=k,
        proof=Satisfies(
            "Gauss's rule",
            "With k put in, the integral was computed.",
            lambda g: second_way.equal(
                second_way.integral(lambda x: x + second_way.real(g), low, upper), total
            ),
        ),
        steps=[
            ("The part with x", chain(integral_of(X, low, upper), Fraction(upper * upper - low * low, 2))),
            ("The part with k", f"{scaled(upper - low, 'k')} = {tex(k * (upper - low))}"),
            ("Solve for k", f"k = {k}"),
        ],
        hints=(
            "You are asked for a constant under an integral.",
            "Use linearity: the integral of $x$ plus the integral of $k$.",
            f"The constant contributes $k$ times the length, ${minus(upper, low)}$.",
        ),
        symbols=("k",),
        wrong=[(-k, "The sign is turned round."), (total, "That is the whole integral.")],
    )


def _too_large(draw: Draw, level: int) -> Draft:
    low, n = draw.integer(0, 3), draw.choice((4, 5, 8, 10, 20))
    high = low + draw.integer(1, 4)
    c = draw.nonzero(-4, 5)
    f = c * X + draw.integer(-5, 6) if level == 1 else c * X**2 + draw.integer(-5, 6)
    kind, larger = draw.choice(KINDS[:2]), draw.coin()
    h = Fraction(high - low, n)
    start = low + (h if kind == "right" else 0)

    def decide() -> bool:
        heights = [second_way.number_at(f, {"x": second_way.real(start + i * h)}) for i in range(n)]
        rectangles = sum(heights, second_way.real(0)) * second_way.real(h)
        return bool(rectangles > second_way.integral(numeric(f), low, high)) == larger

    ends = [int(value_at(f, low)), int(value_at(f, high))]
    return claim(
        draw,
        says=(
            f"With {n} slices and the heights at the {kind} ends, the Riemann sum of $f(x) = {tex(f)}$ from ${low}$ to "
            f"${high}$ is {'larger' if larger else 'smaller'} than the integral.",
        ),
        truth=((c > 0) == (kind == "right")) == larger,
        method="Gauss's rule",
        detail="Rectangles and integral were both computed at 80 digits.",
        decide=decide,
        steps=[
            (
                "From the left end to the right end the height changes by",
                f"{minus(ends[1], ends[0])} = {ends[1] - ends[0]}",
            )
        ],
        hints=(
            "You are asked whether rectangles stick out above the curve or stay below it.",
            "Where a function rises, left ends are lower than the rest of their slice; where it falls, higher.",
            f"Does ${tex(f)}$ rise or fall from ${low}$ to ${high}$?",
        ),
        if_wrong=f"The function {'rises' if c > 0 else 'falls'}, so the {kind} ends are "
        f"{'lower' if (c > 0) == (kind == 'left') else 'higher'} than the rest of their slices.",
    )


GENERATORS = (
    Generator(TOPIC, "too-large", TRUE_FALSE, _too_large, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "riemann", COMPUTE, _sum, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "limit", COMPUTE, _limit, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "area", COMPUTE, _area, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "linear", COMPUTE, _linear, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "average", COMPUTE, _average, levels=(1, 3), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(3, 4)),
    Generator(TOPIC, "in-order", ORDER, limit_of_sums, levels=(3,), objectives=(2,)),
)
