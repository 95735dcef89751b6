"""Exercises on cross-entropy: wrong models, one-hot labels, perplexity, and why the truth predicts best."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    NUMBER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.cross_entropy.pieces import BINARY, CROSS, halves
from assistant.practice.generators.probability.cross_entropy.questions import best_of, unknown
from assistant.practice.generators.probability.pieces import (
    listed,
    table,
    total,
)
from assistant.practice.generators.probability.statements import code_slip
from assistant.practice.notation import (
    chain,
    minus,
    plus,
    rational,
    tex,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "cross-entropy"


EXACT = "an exact value such as ln 3 or (1/2) ln 6"


def _bits(draw: Draw, level: int) -> Draft:
    truth, model = halves(draw)
    p, q = [Fraction(1, 2**k) for k in truth], [Fraction(1, 2**k) for k in model]
    if p == q:
        raise Unsuitable("the model is right")
    value = total(a * k for a, k in zip(p, model, strict=True))
    key = rational(value)
    whole = 2 ** max(truth)

    def tickets() -> Fraction:
        box = [k for a, k in zip(p, model, strict=True) for _ in range(int(a * whole))]
        return Fraction(sum(box), len(box))

    names = ("A", "B", "C", "D")[: len(p)]
    return Draft(
        prompt="Truth and model of a source:"
        + table(
            ("", *names),
            [("truth $p$", *(f"${tex(a)}$" for a in p)), ("model $q$", *(f"${tex(b)}$" for b in q))],
        )
        + draw.choice(
            (
                "What is the cross-entropy $H(p, q)$, in bits?",
                "How many bits a symbol does a code made for $q$ need on average?",
            )
        ),
        key=key,
        proof=Rederived(
            "tickets",
            "Symbols were laid out as often as the truth says, and their code lengths averaged.",
            tickets,
        ),
        steps=(
            *(
                Step(f"Surprise of the model at {n}", rf"-\log_2 {tex(b)} = {k}")
                for n, b, k in zip(names, q, model, strict=True)
            ),
            Step(
                "Weighted by the truth",
                chain(plus(*(rf"{tex(a)} \cdot {k}" for a, k in zip(p, model, strict=True))), value),
            ),
        ),
        hints=(
            "You are asked for the mean surprise of the model.",
            CROSS,
            rf"The model's surprise at A is $-\log_2 {tex(q[0])}$ bits.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(total(b * k for b, k in zip(q, truth, strict=True))),
                "The truth weighs, the model is surprised: you have them the other way round.",
            ),
            Mistake(
                rational(total(a * k for a, k in zip(p, truth, strict=True))),
                "That is the entropy of the truth; the surprises are the model's.",
            ),
            Mistake(
                rational(total(b * k for b, k in zip(q, model, strict=True))),
                "That is the entropy of the model; the weights are the truth's.",
            ),
            Mistake(sympy.Rational(sum(model), len(model)), "Weigh the surprises by the truth."),
        ),
    )


def _label(draw: Draw, level: int) -> Draft:
    top, bottom = draw.choice(
        (
            (1, 2),
            (1, 4),
            (3, 4),
            (4, 5),
            (1, 5),
            (9, 10),
            (1, 10),
            (2, 3),
            (1, 3),
            (2, 5),
            (3, 5),
            (7, 10),
            (19, 20),
            (1, 20),
        )
    )
    r, y = Fraction(top, bottom), draw.integer(0, 1)
    given = r if y else 1 - r
    key = sympy.log(rational(1 / given))
    story = draw.choice(
        (
            "A spam filter gives an email the probability {r} of spam. The email {is_}.",
            "A model gives rain the probability {r}. It {rains}.",
            "A classifier gives label 1 the probability {r}. The label is {y}.",
        )
    )
    text = story.format(
        r=f"${tex(r)}$", is_="is spam" if y else "is not spam", rains="rains" if y else "stays dry", y=y
    )
    return Draft(
        prompt=f"{text} "
        + draw.choice(("What is the binary cross-entropy, exactly?", "What is the loss in nats, exactly?")),
        key=key,
        proof=Rederived(
            "80 digits",
            "The two-term formula was evaluated at 80 digits.",
            lambda: -y * second_way.called("log", r) - (1 - y) * second_way.called("log", 1 - r),
        ),
        steps=(
            Step("What the model gave to what happened", chain(r, given) if y else chain(minus(1, r), given)),
            Step("Minus its logarithm", rf"-\ln {tex(given)} = \ln {tex(1 / given)}"),
        )[0 if not y else 1 :],
        hints=(
            "You are asked for the loss of one prediction.",
            BINARY,
            "Which probability did the model give to what really happened?",
        ),
        answer_hint=EXACT,
        mistakes=but_key(
            key,
            Mistake(-sympy.log(rational(1 - given)), "Take the probability of what really happened."),
            Mistake(-key, "The sign: the loss is positive."),
            Mistake(rational(1 - given), "Take minus the logarithm."),
        ),
    )


def _average(draw: Draw, level: int) -> Draft:
    n = draw.choice((2, 3, 4))
    given = [
        draw.choice(
            (
                Fraction(1, 2),
                Fraction(1, 4),
                Fraction(1, 8),
                Fraction(1, 3),
                Fraction(1, 9),
                Fraction(2, 3),
                Fraction(1, 16),
            )
        )
        for _ in range(n)
    ]
    whole: Any = math.prod(given)
    perplexity = level == 3
    key = (
        sympy.Pow(rational(1 / whole), sympy.Rational(1, n))
        if perplexity
        else -sympy.log(rational(whole)) / n
    )
    if perplexity and not key.is_Rational:
        raise Unsuitable("ugly value")

    def mean() -> Any:
        return -sum(second_way.called("log", g) for g in given) / n

    return Draft(
        prompt=f"A language model gave the {n} tokens of a text the probabilities {listed([tex(g) for g in given])}. "
        + (
            "What is its perplexity?"
            if perplexity
            else "What is its average cross-entropy per token, in nats, exactly?"
        ),
        key=key,
        proof=Rederived(
            "80 digits",
            "The logarithms were averaged at 80 digits.",
            (lambda: second_way.called("exp", mean())) if perplexity else mean,
        ),
        steps=(
            Step("All together", chain(times(*given), whole)),
            Step(
                "Mean of minus the logarithms",
                rf"-\frac{{1}}{{{n}}} \ln {tex(whole)} = \frac{{1}}{{{n}}} \ln {tex(1 / whole)}",
            ),
            *(
                (
                    Step(
                        "The exponential of it", rf"e^{{\frac{{1}}{{{n}}} \ln {tex(1 / whole)}}} = {tex(key)}"
                    ),
                )
                if perplexity
                else ()
            ),
        ),
        hints=(
            "You are asked for a mean over all tokens"
            + (", turned into a number of choices." if perplexity else "."),
            r"Average $-\ln q$ over the tokens."
            + (r" The perplexity is $e^{H}$ of that average." if perplexity else ""),
            f"The first token was given ${tex(given[0])}$.",
        ),
        answer_hint=NUMBER if perplexity else EXACT,
        mistakes=but_key(
            key,
            Mistake(rational(1 / whole) if perplexity else n * key, "Average over the tokens."),
            Mistake(
                sympy.log(rational(1 / whole)) / n if perplexity else -key,
                "Take the exponential at the end." if perplexity else "The sign: the loss is positive.",
            ),
            Mistake(
                rational(total(1 / g for g in given) / n)
                if perplexity
                else -sympy.log(rational(total(given) / n)),
                "Average the logarithms, not the probabilities.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "label", COMPUTE, _label, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "bits", COMPUTE, _bits, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "text", COMPUTE, _average, levels=(2, 3), objectives=(2, 3)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(1, 3), objectives=(2, 3)),
    Generator(TOPIC, "best", TRUE_FALSE, best_of, levels=(3,), objectives=(1, 4)),
    Generator(TOPIC, "slip", MISTAKE, code_slip, levels=(2,), objectives=(1,)),
)
