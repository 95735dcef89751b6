"""What a likelihood says, and what not."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.statistics.maximum_likelihood.pieces import log_likelihood
from assistant.practice.notation import (
    decimal,
    rational,
    tex,
)
from assistant.practice.worked import claim_draft


def judge(draw: Draw, level: int) -> Draft:
    """A statement on a coin and its likelihood."""
    h, t = draw.integer(2, 9), draw.integer(2, 9)
    candidates = draw.sample((2, 3, 4, 5, 6, 7, 8), 2)
    p, q = (Fraction(c, 10) for c in candidates)
    integral = Fraction(math.factorial(h) * math.factorial(t), math.factorial(h + t + 1))
    kind = draw.choice(("area", "compare", "compare", "log", "integral"))
    left, right = p**h * (1 - p) ** t, q**h * (1 - q) ** t
    if left == right:
        raise Unsuitable("a draw")
    coin = f"A coin shows {h} heads and {t} tails."
    if kind == "compare":
        text, truth, why = (
            f"{coin} True or false? $p = {decimal(p)}$ makes these data more probable than $p = {decimal(q)}$.",
            left > right,
            f"The more likely one is ${decimal(p if left > right else q)}$: compare $L(p) = p^{{{h}}} (1 - p)^{{{t}}}$ at both.",
        )

        def decide() -> Any:
            return bool(log_likelihood(h, t, second_way.real(p)) > log_likelihood(h, t, second_way.real(q)))
    elif kind == "log":
        text, truth, why = (
            f"{coin} True or false? The log-likelihood $\\ell(p)$ is largest at the same $p$ as the likelihood $L(p)$.",
            True,
            "The logarithm is increasing, so it moves no maximum.",
        )

        def decide() -> Any:
            return max(
                range(1, 200), key=lambda k: Fraction(k, 200) ** h * (1 - Fraction(k, 200)) ** t
            ) == max(range(1, 200), key=lambda k: log_likelihood(h, t, second_way.real(Fraction(k, 200))))
    else:
        says_one = kind == "area"
        text, truth, why = (
            (
                f"{coin} True or false? "
                + (
                    "The area under the likelihood $L(p)$ between 0 and 1 is 1, as for any probability density."
                    if says_one
                    else "The likelihood $L(p)$ is no probability density over $p$: the area under it is not 1."
                )
            ),
            not says_one,
            f"The area is ${tex(rational(integral))}$: a likelihood is a function of the parameter, not a distribution over it.",
        )

        def decide() -> Any:
            return (
                abs(
                    sum((k + 0.5) ** h * (1000 - k - 0.5) ** t for k in range(1000)) / 1000.0 ** (h + t + 1)
                    - 1
                )
                < 0.01
            ) == says_one

    return claim_draft(
        prompt=text,
        truth=truth,
        method="computing it",
        detail="The likelihoods, or the area under them, were computed.",
        decide=decide,
        steps=(
            Step(
                "The area under the likelihood",
                rf"\int_0^1 p^{{{h}}} (1 - p)^{{{t}}} \, dp = {tex(rational(integral))}",
            )
            if kind not in ("compare", "log")
            else Step(
                "The likelihood at two values",
                f"{decimal(p)}^{{{h}}} \\cdot {decimal(1 - p)}^{{{t}}} {'>' if left > right else '<'} {decimal(q)}^{{{h}}} \\cdot {decimal(1 - q)}^{{{t}}}",
            ),
        ),
        hints=(
            "You are asked what a likelihood says, and what not.",
            "The likelihood is the probability of the data, read as a function of the parameter.",
            f"Write down $L(p) = p^{{{h}}} (1 - p)^{{{t}}}$ and think about its size.",
        ),
        if_wrong=why,
    )
