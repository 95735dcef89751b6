"""Exercises on limits: tables, holes, far out, and two sides that may disagree."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MISTAKE, NUMBER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import (
    X,
    factors,
    limit_of,
    numeric,
    quadratic_with,
    value_at,
)
from assistant.practice.notation import chain, decimal, guarded, minus, over, plus, scaled, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed
from assistant.practice.worked import Part, mistake_draft

TOPIC = "limits"
CLOSE = (
    "The function was computed at 80 digits at places closer and closer by, and the values run into the key."
)


def _table(draw: Draw, level: int) -> Draft:
    at, p, q, r = draw.integer(-3, 4), draw.nonzero(-2, 3), draw.nonzero(-4, 5), draw.integer(-6, 6)
    gaps = (Fraction(-1, 10), Fraction(-1, 100), Fraction(1, 100), Fraction(1, 10))
    places = [at + gap for gap in gaps]
    values = [p * x * x + q * x + r for x in places]
    key = p * at * at + q * at + r
    rows = ", ".join(f"$f({decimal(x)}) = {decimal(v)}$" for x, v in zip(places, values, strict=True))

    def from_the_table() -> Fraction:
        total = Fraction(0)
        for x, v in zip(places, values, strict=True):
            weight = v
            for other in places:
                if other != x:
                    weight *= (at - other) / (x - other)
            total += weight
        return total

    return typed(
        draw,
        ask=(
            rf"A function has no value at ${at}$, but nearby you find {rows}. Which whole number does $\lim_{{x \to {at}}} f(x)$ seem to be?",
            rf"Read $\lim_{{x \to {at}}} f(x)$ off this table, to the nearest whole number: {rows}.",
        ),
        key=key,
        proof=again(
            "extrapolation",
            "The four values of the table were continued to the place itself.",
            from_the_table,
        ),
        steps=[
            (
                f"Distance of the closest values from {key}",
                f"{decimal(values[1])} - {guarded(key)} = {decimal(values[1] - key)}",
            ),
            (
                "The same on the other side",
                f"{decimal(values[2])} - {guarded(key)} = {decimal(values[2] - key)}",
            ),
        ],
        hints=(
            "You are asked which number the values crowd around, not what happens at the place itself.",
            "Look at the two values closest to the place, one from each side: the limit lies between them.",
            f"The closest values are $f({decimal(places[1])})$ and $f({decimal(places[2])})$.",
        ),
        wrong=[
            (at, f"That is the place; the limit is the number that the values near ${at}$ approach."),
            (key + 1, "Take the values closest to the place, and round to the nearest whole number."),
            (key - 1, "Take the values closest to the place, and round to the nearest whole number."),
            (0, "No value at the place does not mean zero: look at the neighbours."),
        ],
    )


def _hole(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _conjugate(draw)
    a, b = draw.nonzero(-5, 6), draw.nonzero(-6, 7)
    c = draw.nonzero(-5, 6, but=(a, b))
    if a == b:
        raise Unsuitable("the zero is double")
    top = quadratic_with((a, b))
    if level == 1:
        bottom, rest, key = X - a, X - b, Fraction(a - b)
        factored = rf"\frac{{{factors(a, b)}}}{{{tex(bottom)}}}"
    else:
        bottom, rest, key = quadratic_with((a, c)), (X - b) / (X - c), Fraction(a - b, a - c)
        factored = rf"\frac{{{factors(a, b)}}}{{{factors(a, c)}}}"
    function = top / bottom
    shown = rf"\frac{{{tex(top)}}}{{{tex(bottom)}}}"
    limit = limit_of(shown, a)
    left = tex(rest) if level == 2 else f"({tex(rest)})"
    return typed(
        draw,
        ask=(
            f"Compute ${limit}$.",
            f"Which value does ${shown}$ approach as $x$ goes to ${a}$?",
            f"Both parts of the fraction vanish at ${a}$. Find ${limit}$ all the same.",
        ),
        key=key,
        proof=again("close by", CLOSE, lambda: second_way.limit(numeric(function), a)),
        steps=[
            ("Factor", f"{shown} = {factored}"),
            (f"Cancel the factor that vanishes at {a}", f"{limit} = {limit_of(left, a)}"),
            ("Put the place in", chain(over(minus(a, b), minus(a, c) if level == 2 else 1), key)),
        ],
        hints=(
            "You are asked for the number the fraction approaches; at the place itself it has no value.",
            "When both parts vanish at a place, both contain the same factor: factor and cancel.",
            f"The numerator factors: ${tex(top)}$ has the zero ${a}$. Find the other one.",
        ),
        wrong=[
            (0, "Zero over zero says nothing yet: factor first."),
            (a + b, "Check the sign in the factor that is left."),
            (-key, "The sign is turned round."),
            (1, "Zero over zero is not one: factor first."),
            (a - b, "The denominator keeps a factor too."),
        ],
    )


def _conjugate(draw: Draw) -> Draft:
    root, slope = draw.integer(1, 7), draw.choice((1, 1, 2, 3, 4, 6))
    inside = slope * X + root * root
    function = (sympy.sqrt(inside) - root) / X
    shown = rf"\frac{{\sqrt{{{tex(inside)}}} - {root}}}{{x}}"
    limit = limit_of(shown, 0)
    return typed(
        draw,
        ask=(
            f"Compute ${limit}$.",
            f"Find ${limit}$. The conjugate helps.",
            f"What does ${shown}$ approach as $x$ goes to zero?",
        ),
        key=Fraction(slope, 2 * root),
        proof=again("close by", CLOSE, lambda: second_way.limit(numeric(function), 0)),
        steps=[
            (
                "Multiply above and below by the conjugate",
                rf"{shown} = \frac{{{tex(slope)}}}{{\sqrt{{{tex(inside)}}} + {root}}}",
            ),
            (
                "Now zero may be put in",
                chain(rf"\frac{{{slope}}}{{\sqrt{{{root * root}}} + {root}}}", Fraction(slope, 2 * root)),
            ),
        ],
        hints=(
            "You are asked for the limit of a fraction of the form zero over zero, with a root in it.",
            "Multiply above and below by the conjugate, the same two terms with a plus: the root above goes away.",
            rf"The conjugate is $\sqrt{{{tex(inside)}}} + {root}$. Multiply the numerator by it.",
        ),
        answer="a fraction such as 2/7",
        wrong=[
            (0, "Zero over zero says nothing yet."),
            (Fraction(1, 2 * root), f"The numerator becomes ${tex(slope * X)}$, not $x$."),
            (Fraction(slope, root), "Below there is a sum of two equal numbers in the end."),
            (Fraction(2 * root, slope), "That is the reciprocal."),
        ],
    )


def _far(draw: Draw, level: int) -> Draft:
    if level == 3:
        b = draw.nonzero(-9, 10) if draw.coin() else 2 * draw.nonzero(-4, 5)
        shown = rf"\left(\sqrt{{{tex(X**2 + b * X)}}} - x\right)"
        # Multiplied by the conjugate; the difference itself would lose digits far out.
        return typed(
            draw,
            ask=(
                rf"Compute $\lim_{{x \to \infty}} {shown}$.",
                rf"Two large numbers are subtracted: find $\lim_{{x \to \infty}} {shown}$.",
            ),
            key=Fraction(b, 2),
            proof=again(
                "far out", CLOSE, lambda: second_way.limit(lambda t: (second_way.root(1 + b * t) - 1) / t, 0)
            ),
            steps=[
                (
                    "Multiply and divide by the conjugate",
                    rf"\sqrt{{{tex(X**2 + b * X)}}} - x = \frac{{{tex(b * X)}}}{{\sqrt{{{tex(X**2 + b * X)}}} + x}}",
                ),
                (
                    "Divide above and below by x; the root goes to 1",
                    chain(rf"\frac{{{b}}}{{1 + 1}}", Fraction(b, 2)),
                ),
            ],
            hints=(
                "You are asked for the limit of a difference of two numbers that both grow without bound.",
                "Multiply and divide by the sum that belongs to the difference: the conjugate.",
                rf"Above stands $\left(\sqrt{{{tex(X**2 + b * X)}}}\right)^2 - x^2$. Simplify it.",
            ),
            wrong=[
                (0, "Infinity minus infinity can be anything: the difference does not die out here."),
                (b, "Below there are two terms, and each becomes $x$ far out."),
                (Fraction(-b, 2), "The sign is turned round."),
            ],
        )
    p, q = draw.nonzero(-6, 7), draw.choice((2, 3, 4, 5, -2, -3))
    degree = draw.choice((2, 3)) if level == 2 else 1
    top = p * X**degree + draw.nonzero(-7, 8) * X ** draw.integer(0, degree - 1)
    bottom = q * X**degree + draw.nonzero(-7, 8)
    zero = level == 2 and draw.integer(0, 3) == 0
    if zero:
        bottom = q * X ** (degree + 1) + draw.nonzero(-7, 8)
    key = Fraction(0) if zero else Fraction(p, q)
    shown = rf"\frac{{{tex(top)}}}{{{tex(bottom)}}}"
    limit = rf"\lim_{{x \to \infty}} {shown}"
    power = degree + 1 if zero else degree
    return typed(
        draw,
        ask=(
            f"Compute ${limit}$.",
            f"What does ${shown}$ approach for very large $x$?",
            f"Find ${limit}$ by dividing by the highest power.",
        ),
        key=key,
        proof=again("far out", CLOSE, lambda: second_way.limit_at_infinity(numeric(top / bottom))),
        steps=[
            (
                f"Divide above and below by the power {power} of x; what still has x below goes to zero",
                chain(limit, rf"\frac{{{'0' if zero else p}}}{{{q}}}", key),
            ),
        ],
        hints=(
            "You are asked where the fraction settles far out.",
            "Far out the highest powers decide: divide above and below by the highest power in the denominator.",
            f"The highest power below is ${tex(X**power)}$. Divide every term by it.",
        ),
        wrong=[
            (0, "Above and below have the same degree: neither wins."),
            (Fraction(p, q), "The denominator has the higher degree, so it wins."),
            (1, "Infinity over infinity is not one: compare the leading coefficients."),
            (Fraction(q, p), "That is the reciprocal."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    if level == 1:
        t: Any
        c, t = draw.choice((2, 3, 4, 5)), draw.nonzero(-4, 5)
        r, s = draw.nonzero(-8, 9), draw.nonzero(-8, 9)
        shown = rf"\frac{{k x^2 {'+' if r > 0 else '-'} {scaled(abs(r), 'x')}}}{{{c} x^2 {'+' if s > 0 else '-'} {abs(s)}}}"
        return typed(
            draw,
            ask=(
                rf"Find $k$ so that $\lim_{{x \to \infty}} {shown} = {t}$.",
                rf"For which $k$ does ${shown}$ approach ${t}$ far out?",
            ),
            key=c * t,
            proof=Satisfies(
                "far out",
                CLOSE,
                lambda g: second_way.equal(
                    second_way.limit_at_infinity(
                        lambda x: (second_way.real(g) * x * x + r * x) / (c * x * x + s)
                    ),
                    t,
                ),
            ),
            steps=[
                ("Far out the leading coefficients decide", rf"\frac{{k}}{{{c}}} = {t}"),
                ("Solve for k", chain("k", times(c, t), c * t)),
            ],
            hints=(
                "You are asked for the leading coefficient that gives the fraction a certain limit.",
                "With equal degrees the limit at infinity is the quotient of the leading coefficients.",
                rf"The limit is $\frac{{k}}{{{c}}}$. Set it equal to the wanted number.",
            ),
            symbols=("k",),
            wrong=[
                (t, "Mind the leading coefficient below."),
                (Fraction(t, c), "Multiply by the coefficient below instead of dividing."),
            ],
        )
    if level == 2:
        a, b = draw.nonzero(-5, 6), draw.nonzero(-6, 7)
        if a == b or a + b == 0:
            raise Unsuitable("the term with k vanishes")
        m = a * b
        shown = rf"\frac{{x^2 + kx {'+' if m > 0 else '-'} {abs(m)}}}{{{tex(X - a)}}}"
        return typed(
            draw,
            ask=(
                rf"For which $k$ does $\lim_{{x \to {a}}} {shown}$ exist as a number?",
                f"The fraction ${shown}$ has a hole at ${a}$ that can be filled, for one $k$ only. Which one?",
            ),
            key=-(a + b),
            proof=Satisfies(
                "numerator at the place",
                "With this k the numerator vanishes together with the denominator.",
                lambda g: a * a + g * a + m == 0,
            ),
            steps=[
                (
                    "The numerator has to vanish as well",
                    rf"{times(a, a)} + {guarded(a)} \cdot k + {guarded(m)} = 0"
                    if m < 0
                    else rf"{times(a, a)} + {guarded(a)} \cdot k + {m} = 0",
                ),
                ("Solve for k", chain("k", over(-(a * a + m), a), -(a + b))),
            ],
            hints=(
                "You are asked for the number that lets the fraction have a limit where its denominator is zero.",
                "If the denominator goes to zero and the numerator does not, the fraction grows without bound. So the numerator must vanish too.",
                f"Put ${a}$ into $x^2 + kx {'+' if m > 0 else '-'} {abs(m)}$ and set it to zero.",
            ),
            symbols=("k",),
            wrong=[
                (a + b, "The sign is turned round."),
                (-a, "The numerator has to be zero as a whole, the constant included."),
            ],
        )
    root, t = draw.integer(2, 6), Fraction(draw.integer(1, 5), draw.choice((2, 3, 4)))
    key = 2 * root * t
    if key.denominator > 1:
        raise Unsuitable("ugly")
    shown = rf"\frac{{\sqrt{{kx + {root * root}}} - {root}}}{{x}}"
    return typed(
        draw,
        ask=(
            rf"Find $k$ so that $\lim_{{x \to 0}} {shown} = {tex(t)}$.",
            rf"For which $k$ does ${shown}$ approach ${tex(t)}$ as $x$ goes to zero?",
        ),
        key=key,
        proof=Satisfies(
            "close by",
            CLOSE,
            lambda g: second_way.equal(
                second_way.limit(
                    lambda x: (second_way.root(second_way.real(g) * x + root * root) - root) / x, 0
                ),
                t,
            ),
        ),
        steps=[
            ("The conjugate gives the limit", rf"\frac{{k}}{{{root} + {root}}} = {tex(t)}"),
            ("Solve for k", chain("k", times(2 * root, t), key)),
        ],
        hints=(
            "You are asked for the constant under the root that gives a certain limit.",
            "Multiply above and below by the conjugate and cancel $x$.",
            rf"After cancelling, $\frac{{k}}{{\sqrt{{kx + {root * root}}} + {root}}}$ is left. Put zero in.",
        ),
        symbols=("k",),
        answer=NUMBER,
        wrong=[(root * t, "Below there are two equal terms."), (t, "Work out the limit with $k$ first.")],
    )


def _sides(draw: Draw, level: int) -> Draft:
    at = draw.integer(-2, 3)
    if level == 1:
        a, b = draw.nonzero(-4, 5), draw.integer(-5, 6)
        left = a * X + b
        c = draw.nonzero(-4, 5, but=(a,))
        d = (a - c) * at + b + draw.choice((0, 0, 1, -2))
        right = c * X + d
    else:
        left = draw.nonzero(-2, 3) * X**2 + draw.integer(-4, 5)
        c = draw.nonzero(-4, 5)
        right = c * X + int(value_at(left, at)) - c * at + draw.choice((0, 0, 0, 1, 2, -1))
    shown = rf"f(x) = {tex(left)}$ for $x < {at}$ and $f(x) = {tex(right)}$ for $x > {at}"
    before, after = value_at(left, at), value_at(right, at)
    if level == 3:
        said = draw.choice((before, after, before + 1))
        says = [
            rf"Let ${shown}$, with no value at ${at}$. Then $\lim_{{x \to {at}}} f(x) = {tex(said)}$.",
            rf"For ${shown}$ (nothing is said about ${at}$ itself) the limit at ${at}$ is ${tex(said)}$.",
        ]
        truth = before == after == said
    else:
        says = [
            rf"Let ${shown}$. Then $f$ has a limit at ${at}$.",
            rf"The function with ${shown}$ has a limit as $x$ goes to ${at}$.",
        ]
        truth = before == after
        said = before

    def decide() -> bool:
        one = second_way.limit(numeric(left), at, -1)
        other = second_way.limit(numeric(right), at)
        return second_way.equal(one, other) and (
            level < 3 or second_way.equal(one, second_way.real(int(said)))
        )

    return claim(
        draw,
        says=says,
        truth=truth,
        method="close by",
        detail="Both pieces were computed closer and closer to the place, each from its own side.",
        decide=decide,
        steps=[
            ("From the left", chain(limit_of(left, at, "-"), before)),
            ("From the right", chain(limit_of(right, at, "+"), after)),
        ],
        hints=(
            "You are asked whether the two sides agree; the place itself plays no part.",
            "A limit exists exactly if both one-sided limits exist and are equal.",
            f"Begin on the left: put ${at}$ into ${tex(left)}$.",
        ),
        if_wrong=f"From the left the values approach ${tex(before)}$, from the right ${tex(after)}$.",
    )


def _slip(draw: Draw, level: int) -> Draft:
    a, b = draw.nonzero(-5, 6), draw.nonzero(-6, 7)
    if a == b:
        raise Unsuitable("double")
    top = quadratic_with((a, b))
    shown = rf"\frac{{{tex(top)}}}{{{tex(X - a)}}}"
    start, key = limit_of(shown, a), Fraction(a - b)
    kind = draw.choice(("sign", "value"))
    wrong_b = -b if kind == "sign" else b
    end = a - wrong_b if kind == "sign" else a + b
    parts = [
        Part(start, key),
        Part(limit_of(rf"\frac{{{factors(a, wrong_b)}}}{{{tex(X - a)}}}", a), Fraction(a - wrong_b)),
        Part(limit_of(f"({tex(X - wrong_b)})", a), Fraction(a - wrong_b)),
        Part(tex(end), Fraction(end)),
    ]
    fix = (
        limit_of(rf"\frac{{{factors(a, b)}}}{{{tex(X - a)}}}", a)
        if kind == "sign"
        else chain(minus(a, b), a - b)
    )
    if kind == "value" and level == 2:
        # The hasty one: cancels and forgets what is left.
        parts = [
            parts[0],
            parts[1],
            Part(limit_of(f"({plus('x', -b)})", a), Fraction(a - b)),
            Part("0", Fraction(0)),
        ]
        fix = chain(minus(a, b), a - b)
    return mistake_draft(
        draw,
        task=f"find ${start}$",
        parts=parts,
        fix=fix,
        rule="The factored form has to multiply out to the numerator again, and the place goes into what is left after cancelling",
    )


GENERATORS = (
    Generator(TOPIC, "table", COMPUTE, _table, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "hole", COMPUTE, _hole, objectives=(2,)),
    Generator(TOPIC, "far-out", COMPUTE, _far, objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, version=2, objectives=(2, 3)),
    Generator(TOPIC, "two-sides", TRUE_FALSE, _sides, objectives=(4,)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(1, 2), objectives=(2,)),
)
