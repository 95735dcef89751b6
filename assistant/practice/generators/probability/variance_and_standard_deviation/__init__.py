"""Exercises on variance and standard deviation: two ways to compute, scaling and shifting, sums and averages."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.derivations import variance_formula
from assistant.practice.generators.probability.pieces import (
    shares,
    table,
    total,
    weighted,
)
from assistant.practice.generators.probability.variance_and_standard_deviation.pieces import (
    SCALE,
    SHORT,
    SUMS,
)
from assistant.practice.generators.probability.variance_and_standard_deviation.questions import judge, unknown
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
    plus,
    power,
    rational,
    root,
    short,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "variance-and-standard-deviation"


DEFINITION = (
    r"$\operatorname{Var}(X) = E\left[(X - \mu)^2\right]$: the squared distances from the mean, weighted."
)


WHAT = (
    ("the wait at a stop in minutes", "wait"),
    ("the number of errors on a page", "count"),
    ("the gain of a game in euros", "gain"),
    ("the battery life in hours", "life"),
    ("the score of a quiz", "score"),
)


WEIGHTS = ((5, 3, 2), (2, 6, 2), (1, 8, 1), (4, 2, 4), (3, 4, 3), (5, 4, 1), (2, 3, 5), (1, 1, 8), (5, 0, 5))


def _variance(draw: Draw, level: int) -> Draft:
    tops: tuple[int, ...] = draw.choice(WEIGHTS)
    start, gap, far = draw.integer(0, 8), draw.integer(1, 5), draw.integer(1, 5)
    values, p = [start, start + gap, start + gap + far], shares(tops, 10)
    if 0 in tops:
        values, p, tops = [values[0], values[2]], [p[0], p[2]], (5, 5)
    mean = total(v * q for v, q in zip(values, p, strict=True))
    if mean.denominator > 5:
        raise Unsuitable("ugly value")
    squares = total(v * v * q for v, q in zip(values, p, strict=True))
    key = rational(squares - mean**2)
    what, _ = draw.choice(WHAT)
    first_way = level == 1
    tickets = [v for v, t in zip(values, tops, strict=True) for _ in range(t)]
    steps = [Step("The mean", chain(weighted(values, [decimal(q) for q in p]), short(mean)))]
    if first_way:
        steps.append(
            Step(
                "Squared distances from the mean, weighted",
                chain(
                    plus(
                        *(
                            rf"({minus(v, short(mean))})^{{2}} \cdot {decimal(q)}"
                            for v, q in zip(values, p, strict=True)
                        )
                    ),
                    short(squares - mean**2),
                ),
            )
        )
    else:
        steps.append(
            Step(
                "The mean of the squares",
                chain(
                    plus(*(rf"{v}^{{2}} \cdot {decimal(q)}" for v, q in zip(values, p, strict=True))),
                    short(squares),
                ),
            )
        )
        steps.append(
            Step(
                "Less the square of the mean",
                chain(f"{short(squares)} - {short(mean)}^{{2}}", short(squares - mean**2)),
            )
        )
    return Draft(
        prompt=f"Let $X$ be {what}:"
        + table(("$x$", *(f"${v}$" for v in values)), [("$p(x)$", *p)])
        + draw.choice(("What is the variance of $X$?", r"Compute $\operatorname{Var}(X)$.")),
        key=key,
        proof=Rederived(
            "pairs",
            "Half the mean squared difference of two independent draws was taken, without the mean.",
            lambda: Fraction(sum((a - b) ** 2 for a in tickets for b in tickets), 2 * len(tickets) ** 2),
        ),
        steps=tuple(steps),
        hints=(
            "You are asked how far the values spread, in squares.",
            DEFINITION if first_way else SHORT,
            f"The mean comes first: ${weighted(values, [decimal(q) for q in p])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(squares), "That is the mean of the squares; take the square of the mean away."),
            Mistake(sympy.sqrt(key), "That is the standard deviation; the variance is its square."),
            Mistake(
                rational(total((v - mean) ** 2 for v in values) / len(values)),
                "The values are not equally likely: weigh the squared distances.",
            ),
            Mistake(rational(mean**2 - squares), "The other way round: the mean of the squares comes first."),
            Mistake(
                rational(total(abs(v - mean) * q for v, q in zip(values, p, strict=True))),
                "Square the distances before averaging.",
            ),
        ),
    )


def _scaled(draw: Draw, level: int) -> Draft:
    variance = draw.choice((2, 3, 4, 5, 9, 16, 25))
    a, b = draw.choice((-5, -4, -3, -2, 2, 3, 4, 5, 10)), draw.nonzero(-9, 20)
    deviation = draw.coin()
    root_of = sympy.sqrt(variance)
    key = abs(a) * root_of if deviation else sympy.Integer(a * a * variance)
    what, _ = draw.choice(WHAT)
    inside = plus(f"{a}X", b)
    return Draft(
        prompt=f"$X$, {what}, has the variance ${variance}$. "
        + draw.choice(
            (
                f"What is the {'standard deviation' if deviation else 'variance'} of ${inside}$?",
                f"A new quantity is ${inside}$. Give its {'standard deviation' if deviation else 'variance'}.",
            )
        ),
        key=key,
        proof=Rederived(
            "two values",
            "A variable with two equally likely values and this variance was put through the rule.",
            lambda: _spread_of_pair(variance, a, b, deviation),
        ),
        steps=(
            Step(
                "Square the factor; the shift does nothing",
                chain(rf"{power(a, 2)} \cdot {variance}", a * a * variance),
            ),
            *((Step("The root", chain(root(a * a * variance), key)),) if deviation else ()),
        ),
        hints=(
            "You are asked what scaling and shifting do to the spread.",
            SCALE,
            f"What does adding ${b}$ do to the distances between values? And the factor ${a}$?",
        ),
        mistakes=but_key(
            key,
            Mistake(
                a * root_of if deviation else sympy.Integer(a * variance),
                "A standard deviation is never negative: take the size of the factor."
                if deviation
                else "The factor comes out squared.",
            ),
            Mistake(
                abs(a) * root_of + b if deviation else sympy.Integer(a * a * variance + b),
                "A shift moves all values alike; the spread stays.",
            ),
            Mistake(
                sympy.Integer(a * a * variance) if deviation else abs(a) * root_of,
                "That is the variance; take its root." if deviation else "That is the standard deviation.",
            ),
            Mistake(
                a * a * root_of if deviation else sympy.Integer(abs(a) * variance),
                "The standard deviation is multiplied by the factor itself."
                if deviation
                else "The factor comes out squared.",
            ),
        ),
    )


def _spread_of_pair(variance: int, a: int, b: int, deviation: bool) -> Any:
    away = second_way.root(variance)
    ends = [a * (7 + away) + b, a * (7 - away) + b]
    middle = (ends[0] + ends[1]) / 2
    spread = ((ends[0] - middle) ** 2 + (ends[1] - middle) ** 2) / 2
    return second_way.root(spread) if deviation else spread


def _together(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("average", "sum", "difference", "mix"))
    s, t = draw.choice(((3, 4), (5, 12), (6, 8), (8, 15), (1, 2), (2, 3), (1, 3), (2, 6), (4, 5)))
    if kind == "average":
        n, sigma = draw.choice((4, 9, 16, 25, 36, 100)), draw.choice((2, 3, 4, 5, 6, 10, 12, 20, 30))
        value, key = Fraction(sigma * sigma, n), sympy.Rational(sigma, math.isqrt(n))
        thing = draw.choice(
            (
                f"A sensor's reading has the standard deviation ${sigma}$",
                f"The loss of a single example has the standard deviation ${sigma}$",
                f"One measurement of a length has the standard deviation ${sigma}$",
            )
        )
        prompt = f"{thing}. What is the standard deviation of the average of {n} independent ones?"
        parts: Any
        inner, parts = rf"\frac{{{sigma}^{{2}}}}{{{n}}}", [(Fraction(1, n), sigma)] * n
        wrong = [
            Mistake(sympy.Rational(sigma, n), "Divide by the root of the number, not by the number itself."),
            Mistake(sympy.Integer(sigma), "Averaging makes it smaller."),
            Mistake(rational(value), "That is the variance of the average."),
        ]
    else:
        a, b = {
            "sum": (1, 1),
            "difference": (1, -1),
            "mix": (draw.choice((2, 3)), draw.choice((-2, -1, 1, 2))),
        }[kind]
        value = Fraction(a * a * s * s + b * b * t * t)
        key = sympy.sqrt(rational(value))
        inside = {
            "sum": "X + Y",
            "difference": "X - Y",
            "mix": plus(f"{a}X", "Y" if b == 1 else "-Y" if b == -1 else f"{b}Y"),
        }[kind]
        prompt = draw.choice(
            (
                f"$X$ and $Y$ are independent with the standard deviations ${s}$ and ${t}$. What is the standard deviation of ${inside}$?",
                f"Two independent errors $X$ and $Y$ have the standard deviations ${s}$ and ${t}$. Find that of ${inside}$.",
            )
        )
        inner, parts = (
            plus(
                rf"{power(a, 2)} \cdot {s}^{{2}}" if a != 1 else f"{s}^{{2}}",
                rf"{power(b, 2)} \cdot {t}^{{2}}" if abs(b) != 1 else f"{t}^{{2}}",
            ),
            [(a, s), (b, t)],
        )
        wrong = [
            Mistake(sympy.Integer(abs(a) * s + abs(b) * t), "Standard deviations do not add; variances do."),
            Mistake(rational(value), "That is the variance; take its root."),
            Mistake(
                sympy.sqrt(abs(a * a * s * s - b * b * t * t)),
                "Variances of independent variables add, also for a difference.",
            ),
        ]

    def listing() -> Any:
        if len(parts) > 2:
            return second_way.root(total(c * c * d * d for c, d in parts))
        ends = [
            parts[0][0] * i * parts[0][1] + parts[1][0] * j * parts[1][1] for i in (1, -1) for j in (1, -1)
        ]
        return second_way.root(Fraction(sum(e * e for e in ends), 4))

    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "listing",
            "Variables that are equally often one deviation above and below their mean were combined.",
            listing,
        ),
        steps=(Step("The variance", chain(inner, value)), Step("Its root", chain(root(value), key))),
        hints=(
            "You are asked for a standard deviation; go through the variance.",
            SUMS,
            f"Square first: ${(sigma if kind == 'average' else s)}^2$.",
        ),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "variance", COMPUTE, _variance, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "scaled", COMPUTE, _scaled, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "together", COMPUTE, _together, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(2, 3), objectives=(1, 3)),
    Generator(TOPIC, "rules", TRUE_FALSE, judge, levels=(1,), objectives=(2, 3)),
    Generator(TOPIC, "in-order", ORDER, variance_formula, levels=(3,), objectives=(1,)),
)
