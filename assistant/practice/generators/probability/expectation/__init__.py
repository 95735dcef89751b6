"""Exercises on expectation: weighted averages, functions of a variable, linearity."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, permutations, product
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.probability.derivations import linearity
from assistant.practice.generators.probability.expectation.pieces import THROUGH, WEIGH, WEIGHTS
from assistant.practice.generators.probability.expectation.questions import judge, unknown
from assistant.practice.generators.probability.pieces import (
    fpow,
    table,
    total,
    weighted,
)
from assistant.practice.notation import (
    chain,
    counted,
    decimal,
    minus,
    over,
    plus,
    power,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "expectation"


LINEAR = r"$E[aX + b] = a\,E[X] + b$ and $E[X + Y] = E[X] + E[Y]$, always."


STORIES = (
    ("A repair costs", "pounds", "What does a repair cost in expectation?", (0, 20, 40, 50, 80, 100, 200)),
    (
        "A lottery ticket pays",
        "euros",
        "What is the expected payout of a ticket?",
        (0, 1, 2, 5, 10, 20, 50, 100),
    ),
    (
        "A click on an advertisement earns",
        "cents",
        "What does a click earn in expectation?",
        (0, 5, 10, 20, 40, 50),
    ),
    ("A task takes", "minutes", "How long does a task take in expectation?", (5, 10, 15, 20, 30, 60)),
    (
        "A robot's step changes its position by",
        "cm",
        "By how much does a step change it in expectation?",
        (-4, -2, -1, 0, 1, 2, 3, 5),
    ),
)


def _tickets(values: Any, tops: Any) -> list[Any]:
    """A box of ten tickets with these values: drawing one gives the distribution."""
    return [value for value, count in zip(values, tops, strict=True) for _ in range(count)]


def _mean(draw: Draw, level: int) -> Draft:
    start, unit, asked, pool = draw.choice(STORIES)
    values, tops = sorted(draw.sample(pool, 3)), draw.choice(WEIGHTS)
    p = [Fraction(t, 10) for t in tops]
    value = total(v * q for v, q in zip(values, p, strict=True))
    key = rational(value)
    lines = ", ".join(
        f"${v}$ {unit} with probability ${decimal(q)}$" for v, q in zip(values[:2], p[:2], strict=True)
    )
    return Draft(
        prompt=f"{start} {lines}, and ${values[2]}$ {unit} with probability ${decimal(p[2])}$. {asked}",
        key=key,
        proof=Rederived(
            "tickets",
            "Ten tickets with these values were laid out and averaged.",
            lambda: Fraction(sum(_tickets(values, tops)), 10),
        ),
        steps=(
            Step(
                "Each value times its probability",
                chain(weighted(values, [decimal(q) for q in p]), short(value)),
            ),
        ),
        hints=(
            "You are asked for the long-run average.",
            WEIGH,
            f"The first term is ${times(values[0], decimal(p[0]))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(sum(values), 3),
                "That is the plain average; weigh each value by its probability.",
            ),
            Mistake(
                rational(value / 3), "The weights add up to 1 already; do not divide by the number of values."
            ),
            Mistake(
                rational(Fraction(values[tops.index(max(tops))])),
                "That is the most likely value, not the average.",
            ),
            Mistake(sympy.Integer(sum(values)), "You added the values without their probabilities."),
        ),
    )


def _function(draw: Draw, level: int) -> Draft:
    values, tops = sorted(draw.sample((-3, -2, -1, 0, 1, 2, 3, 4, 5), 3)), draw.choice(WEIGHTS)
    p = [Fraction(t, 10) for t in tops]
    kind = draw.choice(("square", "gap", "reciprocal", "loss"))
    c = draw.nonzero(-2, 3)
    if kind == "reciprocal":
        values = sorted(draw.sample((1, 2, 4, 5, 10), 3))
    g = {
        "square": lambda x: Fraction(x * x),
        "gap": lambda x: Fraction((x - c) ** 2),
        "reciprocal": lambda x: Fraction(1, x),
        "loss": lambda x: Fraction(abs(x - c)),
    }[kind]
    written = {
        "square": lambda x: power(x, 2),
        "gap": lambda x: f"({minus(x, c)})^{{2}}",
        "reciprocal": lambda x: over(1, x),
        "loss": lambda x: f"|{minus(x, c)}|",
    }[kind]
    name = {
        "square": "X^2",
        "gap": f"(X {'-' if c > 0 else '+'} {abs(c)})^2",
        "reciprocal": r"\frac{1}{X}",
        "loss": f"|X {'-' if c > 0 else '+'} {abs(c)}|",
    }[kind]
    value = total(g(v) * q for v, q in zip(values, p, strict=True))
    mean = total(v * q for v, q in zip(values, p, strict=True))
    key = rational(value)
    wrong = [Mistake(rational(mean), "That is $E[X]$ itself; put each value through the function first.")]
    if kind != "reciprocal" or mean:
        through_mean: Any = (
            {"square": mean**2, "gap": (mean - c) ** 2, "loss": abs(mean - c)}.get(kind)
            if kind != "reciprocal"
            else 1 / mean
        )
        wrong.insert(
            0,
            Mistake(
                rational(through_mean or 0),
                "That is the function of the mean. The mean of a curve is another number: average last, not first.",
            ),
        )
    wrong.append(
        Mistake(rational(total(map(g, values)) / 3), "The values are not equally likely: keep the weights.")
    )
    return Draft(
        prompt="$X$ has this distribution:"
        + table(("$x$", *(f"${v}$" for v in values)), [("$p(x)$", *p)])
        + draw.choice((f"Find $E\\left[{name}\\right]$.", f"What is the expectation of ${name}$?")),
        key=key,
        proof=Rederived(
            "tickets",
            "Ten tickets with these values were put through the function and averaged.",
            lambda: sum(map(g, _tickets(values, tops)), Fraction(0)) / 10,
        ),
        steps=(
            Step(
                "Function of each value, times its weight",
                chain(
                    plus(*(rf"{written(v)} \cdot {decimal(q)}" for v, q in zip(values, p, strict=True))),
                    short(value),
                ),
            ),
        ),
        hints=(
            "You are asked for the average of a function of $X$, not of $X$.",
            THROUGH,
            f"The first value gives ${written(values[0])}$, with the weight ${decimal(p[0])}$.",
        ),
        mistakes=but_key(key, *wrong),
    )


def _linear(draw: Draw, level: int) -> Draft:
    kind = draw.choice(("letters", "sixes", "runs", "empty", "mix", "mix"))
    if kind == "letters":
        n = draw.integer(4, 6)
        prompt = f"{counted(n, 'person', 'people')} put their phones in a box and each takes one out at random. How many get their own phone back, in expectation?"
        value, shown, outcomes = (
            Fraction(1),
            times(n, Fraction(1, n)),
            [sum(i == x for i, x in enumerate(order)) for order in permutations(range(n))],
        )
        wrong, first = (
            [Mistake(sympy.Rational(1, n), f"That is the chance of one person; add it up over all {n}.")],
            f"The first person gets the right one with probability $\\frac{{1}}{{{n}}}$.",
        )
    elif kind == "sixes":
        n, a = draw.integer(2, 4), draw.choice((4, 6))
        prompt = f"{n} fair dice with {a} faces are rolled. What is the expectation of their sum?"
        value, shown, outcomes = (
            n * Fraction(a + 1, 2),
            times(n, Fraction(a + 1, 2)),
            [sum(roll) for roll in product(range(1, a + 1), repeat=n)],
        )
        wrong, first = (
            [
                Mistake(
                    sympy.Rational(n * a, 2),
                    f"One die has the mean $\\frac{{{a + 1}}}{{2}}$: the faces start at 1.",
                )
            ],
            "What is the expectation of a single die?",
        )
    elif kind == "runs":
        n = draw.integer(4, 9)
        prompt = f"A fair coin is tossed {n} times. How many pairs of neighbouring tosses show heads twice, in expectation? (Three heads in a row hold two such pairs.)"
        value, shown, outcomes = (
            Fraction(n - 1, 4),
            times(n - 1, Fraction(1, 4)),
            [sum(a and b for a, b in pairwise(t)) for t in product((0, 1), repeat=n)],
        )
        wrong, first = (
            [Mistake(sympy.Rational(n, 4), f"{n} tosses in a row have {n - 1} neighbouring pairs.")],
            f"One pair shows heads twice with probability $\\frac{{1}}{{4}}$. How many pairs are there in {n} tosses?",
        )
    elif kind == "empty":
        n, k = draw.integer(2, 4), draw.integer(2, 4)
        prompt = f"{k} requests go to {n} servers, each to a random one, independently. How many servers get no request, in expectation?"
        miss = Fraction(n - 1, n)
        value, shown, outcomes = (
            n * miss**k,
            rf"{n} \cdot {fpow(miss, k)}",
            [n - len(set(r)) for r in product(range(n), repeat=k)],
        )
        wrong, first = (
            [
                Mistake(
                    rational(miss**k),
                    f"That is the chance that one server stays empty; add it up over all {n}.",
                )
            ],
            f"A single request misses server 1 with probability ${tex(miss)}$.",
        )
    else:
        a, b, c = draw.nonzero(-4, 5, but=(1,)), draw.nonzero(-4, 5, but=(1,)), draw.nonzero(-6, 6)
        m, n = draw.integer(1, 9), draw.integer(1, 9)
        prompt = f"$X$ and $Y$ depend on each other, with $E[X] = {m}$ and $E[Y] = {n}$. What is $E[{plus(f'{a}X' if a != -1 else '-X', f'{b}Y' if b != -1 else '-Y', c)}]$?"
        value, shown = Fraction(a * m + b * n + c), plus(times(a, m), times(b, n), c)
        outcomes = [a * x + b * y + c for x, y in ((0, 0), (2 * m, 2 * n))]
        wrong = [
            Mistake(sympy.Integer(a * m + b * n), "The constant is added as well."),
            Mistake(
                sympy.Integer(a * m + b * n + (a + b) * c), "The constant is added once, without a factor."
            ),
        ]
        first = f"The first part gives ${times(a, m)}$, dependent or not."
    key = rational(value)
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "listing",
            "The average was taken over all outcomes of such an experiment."
            if kind != "mix"
            else "It was computed for one pair of dependent variables with these means.",
            lambda: Fraction(sum(outcomes), len(outcomes)),
        ),
        steps=(Step("Linearity: add up the expectations of the parts", chain(shown, key)),),
        hints=("You are asked for the expectation of a sum; its distribution is not needed.", LINEAR, first),
        mistakes=but_key(
            key,
            *wrong,
            Mistake(2 * key, "Each part is counted once."),
            Mistake(key + 1, "Check the number of parts."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "mean", COMPUTE, _mean, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "function", COMPUTE, _function, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "linear", COMPUTE, _linear, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "square", TRUE_FALSE, judge, levels=(2,), objectives=(2, 4)),
    Generator(TOPIC, "in-order", ORDER, linearity, levels=(3,), objectives=(3,)),
)
