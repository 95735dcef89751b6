"""Exercises on random variables: mass functions from outcomes, cumulative functions, densities as areas."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from itertools import product
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    table,
)
from assistant.practice.generators.probability.random_variables.pieces import AREA, simpson
from assistant.practice.generators.probability.random_variables.questions import height, judge, missing
from assistant.practice.notation import (
    chain,
    counted,
    decimal,
    minus,
    over,
    rational,
    tex,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "random-variables"


MASS = r"$p(x) = P(X = x)$ is the share of the outcomes to which $X$ gives the value $x$; all masses add up to 1."


BETWEEN = r"$P(a < X \le b) = F(b) - F(a)$."


def _mass(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("heads", "max", "min", "gap"))
    if kind == "heads":
        n = draw.integer(2, 5)
        k = draw.integer(0, n)
        story = f"A fair coin is tossed {n} times. Let $X$ be the number of heads."
        ways, total, asked = math.comb(n, k), 2**n, k
        outcomes = [sum(toss) for toss in product((0, 1), repeat=n)]
        first, other = (
            f"Out of ${2**n}$ outcomes, count those with {counted(k, 'head')}.",
            sympy.Rational(1, n + 1),
        )
    else:
        a = draw.choice((4, 6, 8))
        asked = draw.integer(1, a - 1) if kind == "gap" else draw.integer(2, a - 1)
        rule: Any = {"max": max, "min": min, "gap": lambda x, y: abs(x - y)}[kind]
        word = {
            "max": "the larger of the two numbers (either, if they are equal)",
            "min": "the smaller of the two numbers (either, if they are equal)",
            "gap": "the distance between the two numbers",
        }[kind]
        story = f"Two fair dice with {a} faces are rolled. Let $X$ be {word}."
        ways = {"max": 2 * asked - 1, "min": 2 * (a - asked) + 1, "gap": 2 * (a - asked)}[kind]
        total, outcomes = a * a, [rule(x, y) for x in range(1, a + 1) for y in range(1, a + 1)]
        first, other = (
            f"Of the ${times(a, a)}$ pairs, count those for which $X$ is {asked}.",
            sympy.Rational(1, a),
        )
    key = sympy.Rational(ways, total)
    return Draft(
        prompt=f"{story} "
        + draw.choice(
            (
                f"What is $P(X = {asked})$?",
                f"Find $p({asked})$, the probability mass at {asked}.",
                f"What mass lies at the value {asked}?",
            )
        ),
        key=key,
        proof=Rederived(
            "listing",
            f"$X$ was worked out for each of the {total} outcomes.",
            lambda: Fraction(Counter(outcomes)[asked], total),
        ),
        steps=(Step(f"Outcomes with this value: {ways} of {total}", chain(over(ways, total), key)),)
        if kind != "heads"
        else (
            Step("Ways to choose the places of the heads", chain(rf"\binom{{{n}}}{{{k}}}", ways)),
            Step("As a share of all outcomes", chain(over(ways, total), key)),
        ),
        hints=("You are asked how likely it is that the measurement comes out at one value.", MASS, first),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                other,
                "The values of $X$ are not equally likely; the outcomes behind them are. Count outcomes.",
            ),
            Mistake(
                sympy.Rational(sum(v <= asked for v in outcomes), total),
                "That is $P(X \\le x)$: it also counts the smaller values.",
            ),
            Mistake(
                sympy.Rational((ways + 1) // 2, total),
                "Each pair of different faces comes about in two orders.",
            ),
            Mistake(sympy.Rational(1, total), "More than one outcome has this value."),
        ),
    )


def _interval(draw: Draw, level: int) -> Draft:
    n = draw.integer(4, 6)
    many = draw.choice((20, 40, 50))
    marks = [0, *sorted(draw.sample(range(1, many), n - 1)), many]
    f = [Fraction(m, many) for m in marks]
    a, b = sorted(draw.sample(range(n), 2))
    kind = draw.choice(("between", "above", "exactly"))
    # F at k is f[k + 1]; the values are 0 to n - 1.
    if kind == "between":
        low, high, asked = f[a + 1], f[b + 1], f"P({a} < X \\le {b})"
    elif kind == "above":
        low, high, asked = f[a + 1], Fraction(1), f"P(X > {a})"
    else:
        low, high, asked = f[b], f[b + 1], f"P(X = {b})"
    key = rational(high - low)
    if key == 0 or (kind == "above" and a == n - 1):
        raise Unsuitable("nothing there")
    what = draw.choice(
        (
            "the number of errors in a page",
            "the number of visits an app gets in a minute",
            "the number of retries a request needs",
        )
    )
    draws = [sum(i >= m for m in marks[1:-1]) for i in range(many)]
    test = {"between": lambda x: a < x <= b, "above": lambda x: x > a, "exactly": lambda x: x == b}[kind]
    return Draft(
        prompt=f"Let $X$ be {what}. Its cumulative distribution function $F(x) = P(X \\le x)$ is"
        + table(("$x$", *(f"${x}$" for x in range(n))), [("$F(x)$", *f[1:])])
        + f"What is ${asked}$?",
        key=key,
        proof=Rederived(
            "counting",
            f"{many} equally likely draws with this cumulative function were listed and counted.",
            lambda: Fraction(sum(map(test, draws)), many),
        ),
        steps=(
            Step(
                "Everything up to the upper end, less everything up to the lower one",
                chain(f"{decimal(high)} - {decimal(low)}", decimal(high - low)),
            ),
        ),
        hints=(
            "You are asked how probable a range of values is.",
            BETWEEN if kind != "exactly" else "The step of $F$ at a value is the mass at that value.",
            f"Everything up to and including the lower end is ${decimal(low)}$."
            if low
            else f"Read off ${decimal(high)}$ first: how much of it has to go?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(high), "That counts from the far left; take away what lies below."),
            Mistake(
                rational(f[b + 1] - f[a]) if kind == "between" else rational(low),
                "Check the ends: which values belong to the event?",
            ),
            Mistake(1 - key, "That is the probability of the opposite."),
        ),
    )


def _polynomial(draw: Draw) -> tuple[int, int, Fraction]:
    """Degree, upper end c and the factor of a density that is a multiple of x to that degree from 0 to c."""
    n, c = draw.integer(1, 2), draw.integer(1, 4)
    return n, c, Fraction(n + 1, c ** (n + 1))


def _area(draw: Draw, level: int) -> Draft:
    n, c, factor = _polynomial(draw)
    a, b = sorted(draw.sample([Fraction(i, 4) for i in range(4 * c + 1)], 2))

    def power_of(x: Any) -> Any:
        return (x / c) ** (n + 1)

    key = rational(power_of(b) - power_of(a))
    x = "x" if n == 1 else "x^2"
    shown = f"{tex(factor)} {x}" if factor != 1 else x
    what = draw.choice(
        (
            "the time in hours until a battery is empty",
            "the distance of a sensor's reading from its target",
            "the share of the road a car has driven before it stops, in kilometres",
            "the delay of a packet, in seconds",
        )
    )
    return Draft(
        prompt=f"Let $X$ be {what}. It has the density $f(x) = {shown}$ for $0 \\le x \\le {c}$ and 0 elsewhere. What is "
        + (f"$P(X \\le {tex(b)})$?" if a == 0 else f"$P({tex(a)} \\le X \\le {tex(b)})$?"),
        key=key,
        proof=Rederived(
            "areas",
            "The area under the density was measured by Simpson's rule, which is exact here.",
            lambda: simpson(lambda x: factor * x**n, a, b),
        ),
        steps=(
            Step("The area under the density", rf"\int_{{{tex(a)}}}^{{{tex(b)}}} {shown} \, dx = {tex(key)}"),
            Step(
                "Which is a difference of two values of the cumulative function",
                chain(minus(power_of(b), power_of(a)), key),
            ),
        ),
        hints=(
            "You are asked for a probability; the density itself is only a height.",
            AREA + r" $F(x) = \int_{0}^{x} f(t) \, dt$.",
            f"The area from 0 to $x$ is $F(x) = {'x' if c == 1 else rf'(x/{c})'}^{n + 1}$ here.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(factor * b**n), "That is the density at the upper end: a height, not an area."),
            Mistake(rational(factor * (b**n - a**n)), "Subtract areas, not heights."),
            Mistake(rational(power_of(b)), "That counts from 0; take away what lies below the lower end."),
            Mistake(rational((b - a) / c), "That would be right if the density were the same everywhere."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "mass", COMPUTE, _mass, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "interval", COMPUTE, _interval, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "area", COMPUTE, _area, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "missing", REVERSE, missing, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "height", REVERSE, height, levels=(3,), objectives=(3, 4)),
    Generator(TOPIC, "box", TRUE_FALSE, judge, levels=(2,), objectives=(3, 4)),
)
