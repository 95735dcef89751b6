"""What stands inside the logarithm?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    NUMBER,
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.exponentials_and_logarithms.pieces import LAWS, ln
from assistant.practice.notation import (
    chain,
    decimal,
    rational,
    tex,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def unknown(draw: Draw, level: int) -> Draft:
    """A base, an argument, or a product of probabilities."""
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        n, value = draw.choice((2, 3, -1, -2, 4)), draw.choice((2, 3, 4, 5, 6, 7, 10))
        key: Any = sympy.Integer(value)
        argument = rational(Fraction(value) ** n)
        if argument.p > 3000:
            raise Unsuitable("large")
        prompt = draw.choice(
            (
                rf"$\log_b {tex(argument)} = {n}$ for a base $b > 0$. Which base is it?",
                rf"Which base $b > 0$ gives $\log_b {tex(argument)} = {n}$?",
            )
        )
        steps = (Step("Read the logarithm as a power", f"{value}^{{{n}}} = {tex(argument)}"),)
        accepts = lambda g: g > 0 and Fraction(g) ** n == Fraction(value) ** n  # noqa: E731
        wrong = (
            Mistake(argument / n, "The base is raised to the power, not multiplied."),
            Mistake(1 / key, "Mind the sign of the logarithm."),
        )
        hint = f"It means $b^{{{n}}} = {tex(argument)}$."
    elif level == 2:
        a, b = draw.integer(2, 9), draw.integer(2, 9)
        minus_ = draw.coin()
        key = sympy.Rational(a, b) if minus_ else sympy.Integer(a * b)
        if key == 1:
            raise Unsuitable("no logarithm left")
        prompt = draw.choice(
            (
                rf"$\ln {a} {'-' if minus_ else '+'} \ln {b} = \ln u$. What is $u$?",
                rf"Write $\ln {a} {'-' if minus_ else '+'} \ln {b}$ as a single logarithm $\ln u$ and give $u$.",
            )
        )
        steps = (
            Step(
                "A sum outside is a product inside, a difference a quotient",
                rf"\ln {a} {'-' if minus_ else '+'} \ln {b} = \ln {tex(key)}",
            ),
        )

        def accepts(g: Any) -> Any:
            return g > 0 and second_way.equal(
                second_way.called("log", g), ln(a) - ln(b) if minus_ else ln(a) + ln(b)
            )

        wrong = (
            Mistake(
                sympy.Integer(a - b if minus_ else a + b),
                "The numbers inside are multiplied or divided, not added or taken away.",
            ),
            Mistake(
                sympy.Integer(a * b) if minus_ else sympy.Rational(a, b),
                "A sum belongs to a product, a difference to a quotient.",
            ),
        )
        hint = LAWS
    else:
        probabilities = [Fraction(draw.choice((1, 2, 4, 5, 8)), 10) for _ in range(3)]
        whole = probabilities[0] * probabilities[1] * probabilities[2]
        key = rational(whole)
        shown = " + ".join(rf"\ln {decimal(p)}" for p in probabilities)
        prompt = draw.choice(
            (
                f"The words of a short text have the log-probabilities $\\ln {decimal(probabilities[0])}$, $\\ln {decimal(probabilities[1])}$ and $\\ln {decimal(probabilities[2])}$. Their sum is $\\ln p$. What is $p$, the probability of the whole text?",
                f"A log-likelihood is ${shown}$. Which likelihood $L$ has this as its logarithm?",
            )
        )
        steps = (
            Step(
                "Sums of logarithms are logarithms of products",
                chain(r" \cdot ".join(decimal(p) for p in probabilities), decimal(whole)),
            ),
            Step("Check", rf"{shown} = \ln {decimal(whole)}"),
        )

        def accepts(g: Any) -> Any:
            return g > 0 and second_way.equal(second_way.called("log", g), sum(ln(p) for p in probabilities))

        wrong = (
            Mistake(
                rational(sum(probabilities, Fraction(0))),
                "The probabilities are multiplied, only their logarithms are added.",
            ),
            Mistake(rational(sum(probabilities, Fraction(0)) / 3), "That is the mean of the probabilities."),
        )
        hint = f"Multiply ${decimal(probabilities[0])}$ and ${decimal(probabilities[1])}$ first."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "high precision", "The logarithm of this number was computed to 80 digits and compared.", accepts
        ),
        steps=steps,
        hints=(
            "You are asked for a number inside a logarithm, or for its base.",
            "A logarithm is an exponent; sums of logarithms belong to products.",
            hint,
        ),
        answer_hint=NUMBER if level < 3 else PROBABILITY,
        symbols=("b", "u", "p", "L"),
        mistakes=but_key(key, *wrong),
    )
