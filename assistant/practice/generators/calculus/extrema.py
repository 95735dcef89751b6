"""Exercises on extrema: candidates, their kind, closed intervals, and simple likelihoods."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, NUMBER, PAIR, REVERSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, derivative, numeric, value_at
from assistant.practice.notation import chain, guarded, plus, power, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, typed, words

TOPIC = "extrema"

KINDS = ("A local maximum.", "A local minimum.", "Neither of the two.")


def _cubic(draw: Draw) -> tuple[Any, int, int]:
    r = draw.integer(-4, 2)
    s = r + 2 * draw.integer(1, 3)
    a = draw.choice((1, 1, -1))
    # The derivative is 3a(x - r)(x - s).
    return (
        sympy.expand(a * (X**3 - sympy.Rational(3 * (r + s), 2) * X**2 + 3 * r * s * X))
        + draw.integer(-6, 7),
        r,
        s,
    )


def _candidates(draw: Draw, level: int) -> Draft:
    if level == 1:
        at, a = draw.nonzero(-5, 6), draw.choice((1, 2, 3, -1, -2))
        f = sympy.expand(a * (X - at) ** 2) + draw.integer(-9, 9)
        key: Any = at
        ask = [
            f"At which $x$ can $f(x) = {tex(f)}$ have an extremum?",
            f"Where is the tangent to $f(x) = {tex(f)}$ level?",
        ]
        wrong: list[tuple[Any, str]] = [
            (-at, "The sign is turned round."),
            (2 * at, "The square gives a factor 2 in the derivative."),
            (int(value_at(f, at)), "That is the extreme value; the place is wanted."),
        ]
    else:
        f, r, s = _cubic(draw)
        key = {r, s}
        ask = [
            f"Find both candidates for extrema of $f(x) = {tex(f)}$.",
            f"At which two inputs is the slope of $f(x) = {tex(f)}$ zero?",
        ]
        wrong = [
            ({-r, -s}, "The signs are turned round: a factor $x - a$ vanishes at $a$."),
            ({r}, "There is a second one."),
            ({s}, "There is a second one."),
        ]
    slope = sympy.diff(f, X)

    def level_there(guess: Any) -> bool:
        places = guess if isinstance(guess, frozenset) else {guess}
        return len(places) == (1 if level == 1 else 2) and all(
            second_way.equal(second_way.slope(numeric(f), second_way.real(p)), 0) for p in places
        )

    return typed(
        draw,
        ask=ask,
        key=key,
        proof=Satisfies(
            "differences",
            "The five-point difference at 80 digits vanishes there; the derivative has no other zeros.",
            level_there,
        ),
        steps=[
            ("Differentiate", chain(derivative(f), slope)),
            ("Factor", f"{tex(slope)} = {tex(sympy.factor(slope))}"),
        ],
        symbols=("x",),
        hints=(
            "You are asked where the slope is zero.",
            "At an extremum inside the domain the derivative is zero.",
            f"Differentiate ${tex(f)}$ and set the result to zero.",
        ),
        answer=NUMBER if level == 1 else PAIR,
        wrong=wrong,
    )


def _classify(draw: Draw, level: int) -> Draft:
    if level == 1:
        f, r, s = _cubic(draw)
        at = draw.choice((r, s))
        bend = int(value_at(sympy.diff(f, X, 2), at))
        lead = 6 * int(sympy.Poly(f, X).LC())
        rest = bend - lead * at
        right = KINDS[0] if bend < 0 else KINDS[1]
        steps = [
            ("Second derivative", rf"\frac{{d^2}}{{dx^2}}\left({tex(f)}\right) = {tex(sympy.diff(f, X, 2))}"),
            (
                "At the candidate",
                f"{times(lead, at)} {'+' if rest >= 0 else '-'} {abs(rest)} = {bend}",
            ),
        ]
    else:
        at, n, a = draw.integer(-4, 5), draw.choice((3, 4, 5, 6)), draw.choice((1, 2, -1, -3))
        c = draw.integer(-9, 9)
        f = a * (X - at) ** n + c
        right = KINDS[2] if n % 2 else KINDS[1] if a > 0 else KINDS[0]
        steps = [
            ("The derivative vanishes at the place", chain(derivative(f), a * n * (X - at) ** (n - 1))),
            ("To the right of it", chain(times(a * n, f"1^{n - 1}"), a * n)),
            ("To the left of it", chain(times(a * n, f"(-1)^{n - 1}"), a * n * (-1) ** (n - 1))),
        ]

    def decide() -> str:
        here, before, after = (
            second_way.number_at(f, {"x": second_way.real(at) + second_way.real(d)})
            for d in ("0", "-0.001", "0.001")
        )
        return KINDS[0] if before < here > after else KINDS[1] if before > here < after else KINDS[2]

    return words(
        draw,
        ask=(
            f"The derivative of $f(x) = {tex(f)}$ is zero at ${at}$. What does the function have there?",
            f"At $x = {at}$ the graph of $f(x) = {tex(f)}$ is level. Which kind of point is it?",
        ),
        right=right,
        shuffled=False,
        options=list(
            zip(
                KINDS,
                (
                    "Look at the slope on both sides: before a maximum the function rises.",
                    "Look at the slope on both sides: before a minimum the function falls.",
                    "The slope changes its sign here, so it is an extremum.",
                ),
                strict=True,
            )
        ),
        decide=decide,
        method="neighbours",
        detail="The value was compared with close neighbours on both sides.",
        steps=steps,
        hints=(
            "You are asked what kind of level point this is.",
            "A negative second derivative means a maximum, a positive one a minimum; if it is zero, look at the sign of the first derivative on both sides.",
            "Differentiate twice, and put the place in."
            if level == 1
            else "Here the second derivative is zero: compare the signs of the slope just left and just right.",
        ),
    )


def _interval(draw: Draw, level: int) -> Draft:
    f, r, s = _cubic(draw)
    low, high = r - draw.integer(1, 3), s + draw.integer(-1, 3)
    if high <= s and level == 3:
        high = s + 3
    inside = [p for p in (r, s) if low < p < high]
    value = {p: int(value_at(f, p)) for p in {low, high, *inside}}
    top = draw.coin()
    key = (max if top else min)(value.values())
    if list(value.values()).count(key) > 1 or max(map(abs, value.values())) > 150:
        raise Unsuitable("two places or large")
    word = "largest" if top else "smallest"
    places = sorted(value)
    return typed(
        draw,
        ask=(
            f"Find the {word} value of $f(x) = {tex(f)}$ for $x$ from ${low}$ to ${high}$.",
            f"Which value is the global {'maximum' if top else 'minimum'} of ${tex(f)}$ on the interval from ${low}$ to ${high}$?",
        ),
        key=key,
        proof=again(
            "a fine grid",
            "Ten thousandths of the interval were tried, ends included; the extreme value lies on the grid.",
            lambda: (max if top else min)(_on_grid(f, low, high)),
        ),
        steps=[
            (
                "The slope is zero at the candidates",
                f"{tex(sympy.diff(f, X))} = {tex(sympy.factor(sympy.diff(f, X)))}",
            ),
            *(
                (f"Value at {p}{' (an end)' if p in (low, high) else ''}", f"{_put_in(f, p)} = {value[p]}")
                for p in places
            ),
        ],
        hints=(
            f"You are asked for the {word} value, not for the place.",
            "Compare the values at the candidates inside and at both ends.",
            f"The derivative is ${tex(sympy.diff(f, X))}$. Find its zeros between ${low}$ and ${high}$.",
        ),
        wrong=[
            (
                value[p],
                "Compare with the ends as well." if p in inside else "Compare with the candidates inside.",
            )
            for p in places
        ]
        + [(p, "That is a place; the value is wanted.") for p in places],
    )


def _put_in(f: Any, at: int) -> str:
    terms = []
    for (n,), c in sympy.Poly(f, X).terms():
        terms.append(tex(c) if n == 0 else times(c, power(at, n)) if c != 1 else power(at, n))
    return plus(*terms)


def _on_grid(f: Any, low: int, high: int) -> list[Fraction]:
    coefficients = [int(c) for c in sympy.Poly(f, X).all_coeffs()]
    values = []
    for i in range(60 * (high - low) + 1):
        x, total = low + Fraction(i, 60), Fraction(0)
        for c in coefficients:
            total = total * x + c
        values.append(total)
    return values


def _likelihood(draw: Draw, level: int) -> Draft:
    if level == 2:
        heads, tails = draw.integer(2, 8), draw.integer(2, 8)
        thing = draw.choice(
            (
                ("A coin falls heads", "times and tails", "heads"),
                ("A drug helps", "patients and fails with", "help"),
                ("A user clicks", "times and skips", "a click"),
            )
        )
        p = sympy.Symbol("p")
        f, name, key, top = p**heads * (1 - p) ** tails, "p", Fraction(heads, heads + tails), 1
        ask = [
            f"{thing[0]} {heads} {thing[1]} {tails}. The likelihood of the probability $p$ of {thing[2]} is $L(p) = {tex(p**heads)} {tex((1 - p) ** tails) if tails > 1 else '(1 - p)'}$. Which $p$ makes it largest?",
            f"Maximise $L(p) = {tex(p**heads)} {tex((1 - p) ** tails) if tails > 1 else '(1 - p)'}$ between 0 and 1: where is its top?",
        ]
        middle = f"{heads} (1 - p) = {tails} p"
        wrong = [
            (Fraction(heads, tails), "Divide by the number of all trials."),
            (Fraction(tails, heads + tails), "That is the share of the others."),
            (Fraction(1, 2), "The data pull it away from one half."),
        ]
    else:
        n, total = draw.integer(2, 9), draw.integer(3, 30)
        lam = sympy.Symbol("r")
        f, name, key, top = lam**n * sympy.exp(-total * lam), "r", Fraction(n, total), 1000
        ask = [
            f"{n} waiting times add up to {total} minutes. With the rate $r$ their likelihood is $L(r) = r^{{{n}}} e^{{-{total} r}}$. Which rate makes it largest?",
            f"At which $r > 0$ is $L(r) = r^{{{n}}} e^{{-{total} r}}$ largest?",
        ]
        middle = rf"\frac{{{n}}}{{r}} - {total} = 0"
        wrong = [
            (Fraction(total, n), "That is the average waiting time; the rate is its reciprocal."),
            (Fraction(n), "The exponential pulls the top to the left."),
        ]
    return typed(
        draw,
        ask=ask,
        key=key,
        proof=Satisfies(
            "differences",
            "The difference quotient of the likelihood vanishes there, and the value is positive.",
            lambda g: (
                0 < g < top
                and second_way.equal(
                    second_way.slope(lambda x: second_way.number_at(f, {name: x}), second_way.real(g)), 0
                )
            ),
        ),
        steps=[
            ("The derivative of the logarithm is zero at the top", middle),
            ("Solve", f"{name} = {tex(key)}"),
        ],
        symbols=(name,),
        answer="a fraction such as 3/4",
        hints=(
            "You are asked for the parameter under which the data are most likely.",
            "Set the derivative to zero; the derivative of the logarithm is easier and has the same zero.",
            "Take the logarithm first: a product becomes a sum.",
        ),
        wrong=wrong,
    )


def _unknown(draw: Draw, level: int) -> Draft:
    at = draw.nonzero(-4, 5)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"For which $k$ has $f(x) = x^2 + kx + 1$ its minimum at $x = {at}$?",
                f"The parabola $x^2 + kx + 1$ is lowest at ${at}$. Find $k$.",
            ),
            key=-2 * at,
            proof=Satisfies(
                "neighbours",
                "With k put in, both neighbours of the place are equally high.",
                lambda g: (at + 1) ** 2 + g * (at + 1) == (at - 1) ** 2 + g * (at - 1),
            ),
            steps=[
                ("The slope at the place", f"2 \\cdot {guarded(at)} + k = 0"),
                ("Solve for k", f"k = {-2 * at}"),
            ],
            hints=(
                "You are asked for the coefficient that moves the lowest point to a certain place.",
                "At the minimum the slope is zero.",
                "Differentiate with $k$ as a constant.",
            ),
            symbols=("k",),
            wrong=[(2 * at, "The sign is turned round."), (-at, "The square gives a factor 2.")],
        )
    if level == 2:
        return typed(
            draw,
            ask=(
                f"For which $k$ has $f(x) = x^3 + kx$ a level tangent at $x = {at}$?",
                f"The slope of $x^3 + kx$ is zero at ${at}$. Find $k$.",
            ),
            key=-3 * at * at,
            proof=Satisfies(
                "differences",
                "With k put in, the central difference (exact for a cubic after its known remainder) vanishes.",
                lambda g: Fraction((at + 1) ** 3 + g * (at + 1) - (at - 1) ** 3 - g * (at - 1), 2) == 1,
            ),
            steps=[
                ("The slope at the place", f"3 \\cdot {guarded(at)}^2 + k = 0"),
                ("Solve for k", f"k = {-3 * at * at}"),
            ],
            hints=(
                "You are asked for a coefficient.",
                "A candidate for an extremum has slope zero.",
                "Differentiate with $k$ as a constant.",
            ),
            symbols=("k",),
            wrong=[(3 * at * at, "The sign is turned round."), (-at * at, "The cube gives a factor 3.")],
        )
    low = draw.nonzero(-20, 20)
    b = draw.nonzero(-4, 5)
    return typed(
        draw,
        ask=(
            f"The smallest value of $f(x) = x^2 {'+' if b > 0 else '-'} {2 * abs(b)} x + k$ is ${low}$. Find $k$.",
            f"How must $k$ be chosen so that $x^2 {'+' if b > 0 else '-'} {2 * abs(b)} x + k$ just reaches down to ${low}$?",
        ),
        key=low + b * b,
        proof=Satisfies(
            "completing the square",
            "The function is a square plus k minus the square of half the coefficient.",
            lambda g: g - b * b == low,
        ),
        steps=[
            ("The lowest point", f"x = {-b}"),
            (
                "The value there",
                f"{guarded(-b)}^2 {'+' if b > 0 else '-'} {2 * abs(b)} \\cdot {guarded(-b)} + k = k - {b * b}",
            ),
            ("Solve for k", f"k = {low} + {b * b} = {low + b * b}"),
        ],
        hints=(
            "You are asked for the constant that sets the lowest value.",
            "Find the place of the minimum first (slope zero); the constant plays no part there.",
            "Set the derivative to zero and put that place into the function.",
        ),
        symbols=("k",),
        wrong=[
            (low, "The square and the linear term contribute to the lowest value."),
            (low - b * b, "Bring the number over with the other sign."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "candidates", COMPUTE, _candidates, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "classify", CHOICE, _classify, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "interval", COMPUTE, _interval, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "likelihood", COMPUTE, _likelihood, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1,)),
)
