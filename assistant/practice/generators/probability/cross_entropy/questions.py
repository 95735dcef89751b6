"""Exercises on cross-entropy: reverse questions and questions with options."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.probability.cross_entropy.pieces import BINARY, CROSS, halves
from assistant.practice.generators.probability.pieces import (
    listed,
    total,
)
from assistant.practice.notation import (
    chain,
    plus,
    short,
    tex,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    if level == 1:
        b = draw.choice((2, 3, 4, 5, 8, 10, 20))
        a = draw.choice([k for k in range(1, b) if math.gcd(k, b) == 1])
        key = sympy.Rational(a, b)
        shown = rf"\ln {b}" if a == 1 else rf"\ln \frac{{{b}}}{{{a}}}"
        return Draft(
            prompt=draw.choice(
                (
                    f"A classifier's loss for one example is ${shown}$ nats. Which probability did it give to the true class?",
                    f"The cross-entropy of one prediction with a one-hot label is ${shown}$. What was the probability of the right class?",
                )
            ),
            key=key,
            proof=Satisfies(
                "putting it in",
                "The loss of this probability was worked out at 80 digits.",
                lambda v: (
                    isinstance(v, Fraction)
                    and 0 < v < 1
                    and second_way.equal(
                        -second_way.called("log", v), second_way.called("log", Fraction(b, a))
                    )
                ),
            ),
            steps=(Step("Undo the logarithm", rf"e^{{-{shown}}} = {tex(key)}"),),
            hints=(
                "The loss is known, a probability is asked for.",
                BINARY,
                "Turn the loss round: the probability is $e$ to minus the loss.",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(1 - key, "That is what the other classes got together."),
                Mistake(1 / key, "A probability is at most 1: mind the minus."),
            ),
        )
    n, base = draw.choice((2, 3, 4, 5)), draw.choice((2, 3, 4, 5, 8, 10, 16, 20, 32, 50))
    key = sympy.Integer(base)
    return Draft(
        prompt=draw.choice(
            (
                f"A text of {n} tokens has a total cross-entropy of ${n} \\ln {base}$ nats. What is the perplexity of the model on it?",
                f"A model's average cross-entropy over {n} tokens is $\\ln {base}$ nats. Among how many equally likely tokens would it be just as unsure?",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The cross-entropy of a uniform guess among so many was worked out at 80 digits.",
            lambda v: (
                isinstance(v, Fraction)
                and v > 0
                and second_way.equal(second_way.called("log", v), second_way.called("log", base))
            ),
        ),
        steps=(Step("The exponential of the average", rf"e^{{\ln {base}}} = {base}"),),
        hints=(
            "You are asked for the number of choices that a loss stands for.",
            r"The perplexity is $e^{H}$ with the average cross-entropy $H$ per token.",
            "First make sure that the loss is an average per token.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(base) ** n, "Take the average per token first."),
            Mistake(sympy.log(base), "Take the exponential."),
            Mistake(sympy.Integer(n * base), "The number of tokens does not multiply the perplexity."),
        ),
    )


def best_of(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “best of”."""
    truth, model = halves(draw)
    p, q = [Fraction(1, 2**k) for k in truth], [Fraction(1, 2**k) for k in model]
    h = total(a * k for a, k in zip(p, truth, strict=True))
    cross = total(a * k for a, k in zip(p, model, strict=True))
    kind = draw.choice(("less", "equal", "gap"))
    claimed = (
        draw.choice((cross, h - Fraction(1, 4), h)) if kind == "less" else h if kind == "equal" else cross
    )
    if kind == "less":
        text = f"some model has a cross-entropy below ${short(claimed)}$ bits with this truth"
        right = h < claimed
    else:
        text = f"the model with the probabilities {listed([tex(b) for b in q])} reaches a cross-entropy of ${short(claimed)}$ bits"
        right = cross == claimed

    def decide() -> bool:
        if kind == "less":
            rows = [[second_way.real(a) for a in p]] + [
                [second_way.real(a) * (1 + s * Fraction(1, 10)) for s, a in zip(signs, p, strict=True)]
                for signs in product((-1, 1), repeat=len(p))
            ]
            best = min(
                -sum(a * second_way.called("log", b / sum(row)) for a, b in zip(p, row, strict=True))
                for row in rows
            ) / second_way.called("log", 2)
            return bool(best < second_way.real(claimed) - second_way.real(Fraction(1, 10**20)))
        return second_way.equal(
            -sum(a * second_way.called("log", b) for a, b in zip(p, q, strict=True))
            / second_way.called("log", 2),
            claimed,
        )

    return claim_draft(
        prompt=f"The truth has the probabilities {listed([tex(a) for a in p])}. True or false: {text}.",
        truth=right,
        method="80 digits",
        detail="The cross-entropy was computed at 80 digits, for the truth itself and for models near it.",
        decide=decide,
        steps=(
            Step(
                "The entropy of the truth",
                chain(plus(*(rf"{tex(a)} \cdot {k}" for a, k in zip(p, truth, strict=True))), h),
            ),
            Step(
                "The cross-entropy of the model",
                chain(plus(*(rf"{tex(a)} \cdot {k}" for a, k in zip(p, model, strict=True))), cross),
            ),
        )[: 1 if kind == "less" else 2],
        hints=(
            "You are asked what a model can reach.",
            r"$H(p, q) \ge H(p)$, with equality only for $q = p$. " + CROSS,
            "Work out the entropy of the truth first: it is what the best model reaches.",
        ),
        if_wrong="The truth itself is the best prediction: no model has a smaller cross-entropy than the entropy of the truth, and every other model has a larger one.",
    )
