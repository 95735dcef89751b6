"""Exercises on random variables: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.probability.pieces import (
    table,
    total,
)
from assistant.practice.generators.probability.random_variables.pieces import AREA, simpson
from assistant.practice.notation import (
    chain,
    minus,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def missing(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “missing”."""
    if level == 1:
        size, denominator = draw.integer(3, 4), draw.choice((10, 12, 20, 8, 16))
        tops = [draw.integer(1, denominator // size) for _ in range(size)]
        rest = denominator - sum(tops)
        spot = draw.integer(0, size)
        values = sorted(draw.sample(range(-3, 8), size + 1))
        tops.insert(spot, rest)
        known: list[Any] = [Fraction(t, denominator) for i, t in enumerate(tops) if i != spot]
        key = sympy.Rational(rest, denominator)
        cells = ["$p$" if i == spot else f"${tex(Fraction(t, denominator))}$" for i, t in enumerate(tops)]
        prompt = (
            "A random variable $X$ has this mass function:"
            + table(("$x$", *(f"${v}$" for v in values)), [("$p(x)$", *cells)])
            + "Which number is $p$?"
        )
        steps = (
            Step("The other masses", chain(plus(*known), total(known))),
            Step("What is missing to 1", chain(minus(1, total(known)), key)),
        )

        def check(value: Any) -> Any:
            return isinstance(value, Fraction) and total(known) + value == 1

        wrong = [
            Mistake(rational(total(known)), "That is what is there already; $p$ is what is missing to 1."),
            Mistake(sympy.Rational(1, size + 1), "The values need not be equally likely."),
        ]
        first = f"Begin with the sum of the known masses: ${plus(*known)}$."
    else:
        n, kind = draw.integer(3, 6), draw.choice(("linear", "square", "half", "down"))
        if kind == "square":
            n = draw.integer(2, 4)
        shape: Any = {
            "linear": lambda x: Fraction(x),
            "square": lambda x: Fraction(x * x),
            "half": lambda x: Fraction(1, 2**x),
            "down": lambda x: Fraction(n + 1 - x),
        }[kind]
        formula = {"linear": "c x", "square": "c x^2", "half": r"\frac{c}{2^x}", "down": f"c ({n + 1} - x)"}[
            kind
        ]
        weights = [shape(x) for x in range(1, n + 1)]
        key = rational(1 / total(weights))
        prompt = draw.choice(
            (
                f"$X$ takes the values $1, \\dots, {n}$ with probability $p(x) = {formula}$. Find the constant $c$.",
                f"For which constant $c$ is $p(x) = {formula}$, for $x = 1, \\dots, {n}$, a probability mass function?",
            )
        )
        steps = (
            Step("Add up without $c$".replace("$", ""), chain(plus(*weights), total(weights))),
            Step("All masses together are 1", chain(times(key, total(weights)), 1)),
        )

        def check(value: Any) -> Any:
            return (
                isinstance(value, Fraction)
                and value > 0
                and sum(value * shape(x) for x in range(1, n + 1)) == 1
            )

        wrong = [
            Mistake(rational(total(weights)), "Turn it round: $c$ times this sum has to be 1."),
            Mistake(sympy.Rational(1, n), "The values are not equally likely here."),
            Mistake(rational(1 / weights[-1]), "All masses together make 1, not the last one alone."),
        ]
        first = f"Without $c$ the terms add up as ${plus(*weights)}$."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("putting it in", "All masses were added up with this value; they make 1.", check),
        steps=steps,
        hints=(
            "You are asked for the number that makes the masses add up.",
            "A mass function is never negative, and all its values add up to 1.",
            first,
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(key, *wrong),
    )


def height(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “height”."""
    a = draw.integer(0, 3)
    widths = (draw.integer(1, 4), draw.integer(1, 4))
    ratio: Any = draw.choice((2, 3, 4, Fraction(1, 2)))
    total = widths[0] + ratio * widths[1]
    key = rational(1 / Fraction(total))
    second = "c" + "/2" if ratio == Fraction(1, 2) else f"{ratio}c"
    m, e = a + widths[0], a + sum(widths)
    return Draft(
        prompt=f"A density has the height $c$ from ${a}$ to ${m}$ and the height ${second}$ from ${m}$ to ${e}$; elsewhere it is 0. Which number is $c$?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The areas of both boxes were added up with this height; they make 1.",
            lambda v: (
                isinstance(v, Fraction)
                and v > 0
                and simpson(lambda x: v, Fraction(a), Fraction(m))
                + simpson(lambda x: ratio * v, Fraction(m), Fraction(e))
                == 1
            ),
        ),
        steps=(
            Step(
                "Area of both boxes, as a multiple of c",
                chain(plus(times(widths[0], 1), times(widths[1], ratio)), rational(total)),
            ),
            Step("The whole area is 1", chain(times(key, rational(total)), 1)),
        ),
        hints=(
            "You are asked for a height that makes the whole area right.",
            AREA,
            f"The first box is ${widths[0]}$ wide; its area is ${widths[0]} c$."
            if widths[0] > 1
            else "The first box is 1 wide, so its area equals its height.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(1, sum(widths)), "The two boxes have different heights."),
            Mistake(
                rational(1 / Fraction(1 + ratio)),
                "Heights do not add up to 1; areas do: multiply each height by its width.",
            ),
            Mistake(rational(total), "Turn it round: $c$ times this number is 1."),
        ),
    )


def judge(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “judge”."""
    height: Any = draw.choice(
        (Fraction(1, 4), Fraction(1, 2), Fraction(1, 5), 2, 4, 5, 10, Fraction(5, 2), Fraction(4, 5))
    )
    truth = draw.coin()
    a = Fraction(draw.integer(0, 12), 4)
    width: Any = (
        1 / Fraction(height)
        if truth
        else draw.choice(
            [
                w
                for w in (
                    Fraction(1, 2),
                    Fraction(1, 4),
                    Fraction(1),
                    Fraction(2),
                    Fraction(4),
                    Fraction(1, 5),
                )
                if w * height != 1
            ]
        )
    )
    b = a + width
    return claim_draft(
        prompt=draw.choice(
            (
                f"True or false: a density can be ${short(height)}$ everywhere between ${short(a)}$ and ${short(b)}$ and 0 elsewhere.",
                f"Someone draws a density that is ${short(height)}$ between ${short(a)}$ and ${short(b)}$, and 0 outside. True or false: this is a density.",
            )
        ),
        truth=truth,
        method="areas",
        detail="The area was measured in a thousand strips.",
        decide=lambda: sum(Fraction(height) * (b - a) / 1000 for _ in range(1000)) == 1,
        steps=(Step("Height times width", chain(times(short(height), short(width)), short(height * width))),),
        hints=(
            "You are asked whether this height may be a density.",
            AREA + " The height alone may be larger than 1.",
            f"The box is ${short(width)}$ wide.",
        ),
        if_wrong="What counts is the area, height times width: it has to be 1. The height alone may well be above 1, and a low height may still be too much.",
    )
