"""Exercises on variance and standard deviation: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.probability.pieces import (
    total,
)
from assistant.practice.generators.probability.variance_and_standard_deviation.pieces import (
    SCALE,
    SHORT,
    SUMS,
)
from assistant.practice.notation import (
    chain,
    over,
    plus,
    power,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    if level == 2:
        mean, variance = draw.nonzero(-4, 9), draw.integer(1, 30)
        key = sympy.Integer(mean * mean + variance)
        return Draft(
            prompt=f"A variable has the mean ${mean}$ and the variance ${variance}$. What is $E[X^2]$?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The variance was worked out again from it.",
                lambda v: isinstance(v, Fraction) and v - mean * mean == variance,
            ),
            steps=(Step("Variance plus the square of the mean", chain(plus(variance, power(mean, 2)), key)),),
            hints=(
                "The spread is known; the mean of the squares is asked for.",
                SHORT + " Solve it for $E[X^2]$.",
                f"The square of the mean is ${power(mean, 2)}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Integer(mean * mean), "That is the square of the mean."),
                Mistake(
                    sympy.Integer(variance - mean * mean),
                    "Solve for $E[X^2]$: the square of the mean comes over with a plus.",
                ),
                Mistake(sympy.Integer(variance + mean), "Square the mean."),
            ),
        )
    target, factor = draw.choice((1, 2, 3, 5)), draw.choice((2, 3, 4, 5, 6, 8, 10))
    sigma, n = target * factor, factor * factor
    key = sympy.Integer(n)
    return Draft(
        prompt=draw.choice(
            (
                f"A measurement has the standard deviation ${sigma}$. How many independent ones must be averaged for a standard deviation of ${target}$?",
                f"The gradient of one example has the standard deviation ${sigma}$. Which batch size brings that of the averaged gradient down to ${target}$, if the examples are independent?",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The variances of so many measurements were added up and divided by the squared number.",
            lambda v: (
                isinstance(v, Fraction)
                and v.denominator == 1
                and 1 <= v <= 400
                and total([sigma * sigma] * int(v)) / (v * v) == target * target
            ),
        ),
        steps=(
            Step("How many times smaller it has to become", chain(over(sigma, target), factor)),
            Step("The number is the square of that", chain(f"{factor}^{{2}}", n)),
        ),
        hints=(
            "You are asked for a number of measurements.",
            SUMS + " So the standard deviation falls like one over the root of $n$.",
            f"It has to become $\\frac{{{sigma}}}{{{target}}}$ times smaller.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(factor),
                "The standard deviation falls with the root of the number only: square this factor.",
            ),
            Mistake(sympy.Integer(2 * factor), "Square it; doubling is not enough."),
            Mistake(sympy.Integer(sigma * sigma), "Compare with the deviation that is wanted."),
        ),
    )


def judge(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “judge”."""
    p, q = draw.sample((1, 2, 4, 5, 9, 10, 16, 25), 2)
    a = draw.choice((-3, -2, 2, 3, 10))
    kind = draw.choice(("difference", "scale", "shift", "sum"))
    true_value, slip, text = {
        "difference": (p + q, p - q, r"\operatorname{Var}(X - Y)"),
        "scale": (a * a * p, a * p, rf"\operatorname{{Var}}({a}X)"),
        "shift": (p, p + abs(a), rf"\operatorname{{Var}}(X + {abs(a)})"),
        "sum": (p + q, p + q + 2, r"\operatorname{Var}(X + Y)"),
    }[kind]
    truth = draw.coin()
    claimed = true_value if truth else slip
    return claim_draft(
        prompt=f"$X$ and $Y$ are independent with the variances ${p}$ and ${q}$. True or false: ${text} = {claimed}$.",
        truth=truth,
        method="two values each",
        detail="Variables with two equally likely values and these variances were listed with all their pairs.",
        decide=lambda: second_way.equal(_spread_of_two(kind, p, q, a), claimed),
        steps=(
            Step(
                "By the rules for variances",
                chain(
                    {
                        "difference": plus(p, rf"(-1)^{{2}} \cdot {q}"),
                        "scale": rf"{power(a, 2)} \cdot {p}",
                        "shift": plus(p, 0),
                        "sum": plus(p, q),
                    }[kind],
                    true_value,
                ),
            ),
        ),
        hints=(
            "You are asked about the spread of a new variable.",
            SCALE + " Variances of independent variables add.",
            "Does the operation move values apart, or only along?",
        ),
        if_wrong="A factor comes out squared, a shift changes nothing, and the variances of independent variables add even in a difference.",
    )


def _spread_of_two(kind: str, p: int, q: int, a: int) -> Any:
    s, t = second_way.root(p), second_way.root(q)
    ends = {
        "difference": [i * s - j * t for i in (1, -1) for j in (1, -1)],
        "sum": [i * s + j * t for i in (1, -1) for j in (1, -1)],
        "scale": [a * s, -a * s],
        "shift": [s + abs(a), abs(a) - s],
    }[kind]
    middle = sum(ends) / len(ends)
    return sum((e - middle) ** 2 for e in ends) / len(ends)
