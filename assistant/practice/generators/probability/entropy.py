"""Exercises on entropy: surprise, averages of it, bits and nats, the largest and the smallest, codes."""

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
from assistant.practice.draw import Draw
from assistant.practice.generators.probability.pieces import (
    listed,
    shares,
    total,
)
from assistant.practice.generators.probability.solutions import plug_in_entropy
from assistant.practice.notation import (
    chain,
    counted,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "entropy"
ENTROPY = (
    r"The surprise of a value is $-\log_2 p(x)$ bits, and $H(X) = -\sum_x p(x) \log_2 p(x)$ is its mean."
)
SHAPES = (
    (1, 1),
    (1, 2, 2),
    (2, 2, 2, 2),
    (1, 2, 3, 3),
    (2, 2, 2, 3, 3),
    (1, 3, 3, 3, 3),
    (1, 2, 3, 4, 4),
    (2, 2, 3, 3, 3, 3),
    (3, 3, 3, 3, 3, 3, 3, 3),
    (1, 3, 3, 2),
    (2, 2, 2, 4, 4, 4, 4),
    (1, 2, 4, 4, 4, 4),
)
"""Code lengths: the probabilities are one half to these powers."""
WHAT = (
    (
        "A weather station sends one of the states",
        ("sun", "cloud", "rain", "snow", "fog", "hail", "storm", "sleet"),
    ),
    ("A robot receives one of the commands", ("go", "left", "right", "stop", "back", "up", "down", "grip")),
    ("A language knows only the letters", ("a", "b", "c", "d", "e", "f", "g", "h")),
)


def _case(draw: Draw) -> tuple[list[int], list[Any], str]:
    lengths = draw.shuffled(draw.choice(SHAPES))
    p = [Fraction(1, 2**length) for length in lengths]
    start, names = draw.choice(WHAT)
    return (
        lengths,
        p,
        f"{start} {', '.join(names[: len(p) - 1])} and {names[len(p) - 1]}, with the probabilities {listed([tex(x) for x in p])}.",
    )


def _bits(p: Any) -> Any:
    """The entropy by halving: how often each probability can be doubled before it reaches 1."""
    whole = Fraction(0)
    for share in p:
        doubled, turns = share, 0
        while doubled < 1:
            doubled, turns = 2 * doubled, turns + 1
        whole += share * turns
    return whole


def _entropy(draw: Draw, level: int) -> Draft:
    lengths, p, text = _case(draw)
    value = total(q * length for q, length in zip(p, lengths, strict=True))
    key = rational(value)
    return Draft(
        prompt=text
        + " "
        + draw.choice(
            (
                "What is the entropy, in bits?",
                "How many bits of entropy has it?",
                "How many yes-no questions does a best questioner need on average?",
            )
        ),
        key=key,
        proof=Rederived(
            "halving",
            "For each value it was counted how often its probability can be doubled before it reaches 1.",
            lambda: _bits(p),
        ),
        steps=(
            *(
                Step(f"Surprise of a value with probability {q}", rf"-\log_2 {tex(q)} = {length}")
                for q, length in sorted(set(zip(p, lengths, strict=True)), reverse=True)
            ),
            Step(
                "Weighted by the probabilities",
                chain(
                    plus(*(rf"{tex(q)} \cdot {length}" for q, length in zip(p, lengths, strict=True))), value
                ),
            ),
        ),
        hints=(
            "You are asked for the mean surprise.",
            ENTROPY,
            rf"The first value has the surprise $-\log_2 {tex(p[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(sum(lengths), len(lengths)),
                "The surprises have to be weighted by their probabilities.",
            ),
            Mistake(sympy.Integer(sum(lengths)), "It is a mean: weigh each surprise by its probability."),
            Mistake(sympy.log(len(p), 2), "That would be right if all values were equally likely."),
            Mistake(-key, "The sign: a logarithm of a probability is negative, the entropy is not."),
        ),
    )


def _surprise(draw: Draw, level: int) -> Draft:
    k = draw.integer(1, 10)
    kind = draw.choice(("value", "pattern", "nats"))
    if kind == "value":
        key, prompt = (
            sympy.Integer(k),
            draw.choice(
                (
                    f"A word comes with probability $\\frac{{1}}{{{2**k}}}$. How many bits of surprise does it carry?",
                    f"An event of probability $\\frac{{1}}{{{2**k}}}$ happens. What is its information content, in bits?",
                )
            ),
        )
        steps: tuple[Step, ...] = (
            Step("Minus the logarithm to base 2", rf"-\log_2 \frac{{1}}{{{2**k}}} = {k}"),
        )
        derive: Any = lambda: next(n for n in range(64) if Fraction(1, 2**k) * 2**n == 1)  # noqa: E731
        first, wrong = (
            f"Which power of 2 is {2**k}?",
            [
                Mistake(sympy.Integer(2**k), "That is one over the probability; take its logarithm."),
                Mistake(sympy.Integer(-k), "The sign: minus the logarithm."),
            ],
        )
    elif kind == "pattern":
        n, m = draw.integer(2, 6), draw.choice((2, 4, 8, 16))
        per = m.bit_length() - 1
        key, prompt = (
            sympy.Integer(n * per),
            f"A password has {n} signs, each drawn independently from {m} equally likely ones. What is its entropy, in bits?",
        )
        steps = (
            Step("Entropy of one sign", rf"\log_2 {m} = {per}"),
            Step("Independent signs add up", chain(times(n, per), n * per)),
        )

        def derive() -> Any:
            return (m**n).bit_length() - 1

        first, wrong = (
            rf"One sign has $\log_2 {m}$ bits.",
            [
                Mistake(sympy.Integer(n * m), "Take the logarithm of the number of signs."),
                Mistake(sympy.Integer(per), "That is one sign; independent ones add up."),
                Mistake(sympy.Integer(n), "One sign has more than one bit." if per > 1 else "Count again."),
            ],
        )
    else:
        value = Fraction(draw.integer(1, 12), draw.choice((1, 2, 4)))
        key, prompt = (
            rational(value) * sympy.log(2),
            f"A distribution has an entropy of ${short(value)}$ {'bit' if value == 1 else 'bits'}. How many nats are that, exactly?",
        )
        steps = (Step("One bit is ln 2 nats", rf"{short(value)} \cdot \ln 2 = {tex(key)}"),)

        def derive() -> Any:
            return second_way.called("log", 2) * second_way.real(value)

        first, wrong = (
            r"One bit is $\ln 2$ nats, a bit less than one.",
            [
                Mistake(
                    rational(value) / sympy.log(2), "A nat is more than a bit, so the number gets smaller."
                ),
                Mistake(rational(value), "The unit changes the number."),
            ],
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "powers of two", "It was counted by powers of two, or worked out at 80 digits.", derive
        ),
        steps=steps,
        hints=("You are asked for an amount of information.", ENTROPY + r" One bit is $\ln 2$ nats.", first),
        answer_hint="a number, or an exact value such as 3 ln 2",
        mistakes=but_key(key, *wrong),
    )


def _nats(draw: Draw, level: int) -> Draft:
    tops = draw.choice(
        (
            (1, 2),
            (1, 3),
            (2, 3),
            (1, 4),
            (3, 4),
            (1, 5),
            (1, 1, 2),
            (1, 2, 3),
            (1, 1, 4),
            (2, 2, 1),
            (1, 3, 6),
            (1, 1, 1, 3),
            (1, 4, 4),
            (2, 3, 5),
            (1, 1, 7),
        )
    )
    tops = tuple(draw.shuffled(tops))
    n = sum(tops)
    p = shares(tops, n)
    key = sympy.Add(*(rational(q) * sympy.log(rational(1 / q)) for q in p))
    return Draft(
        prompt=f"A class label has the probabilities {listed([tex(q) for q in p])}. "
        + draw.choice(
            (
                "What is its entropy in nats, exactly?",
                "Give its entropy with natural logarithms, unevaluated.",
            )
        ),
        key=key,
        proof=Rederived(
            "counts",
            "The formula with whole counts was evaluated at 80 digits.",
            lambda: (
                second_way.called("log", n)
                - sum(t * second_way.called("log", t) for t in tops) / second_way.real(n)
            ),
        ),
        steps=(
            *(
                Step(f"Term {i + 1}", rf"-{tex(q)} \ln {tex(q)} = {tex(q)} \ln {tex(1 / q)}")
                for i, q in enumerate(p)
            ),
            Step("Add up", tex(key)),
        ),
        hints=(
            "You are asked for the mean surprise in nats.",
            r"$H(X) = -\sum_x p(x) \ln p(x)$.",
            rf"The first term is $-{tex(p[0])} \ln {tex(p[0])}$.",
        ),
        answer_hint="an exact value such as ln 3 - (2/3) ln 2",
        mistakes=but_key(
            key,
            Mistake(-key, "The sign: the entropy is positive."),
            Mistake(key / sympy.log(2), "That is in bits; nats use the natural logarithm."),
            Mistake(sympy.log(len(p)), "That would be right for equal probabilities."),
            Mistake(
                -sympy.Add(*(sympy.log(rational(q)) for q in p)) / len(p),
                "Weigh each surprise by its probability.",
            ),
        ),
    )


def _how_many(draw: Draw, level: int) -> Draft:
    k = draw.integer(1, 10)
    key = sympy.Integer(2**k)
    thing = draw.choice(
        (
            ("A fair wheel", "sectors"),
            ("A uniform random token", "tokens in its list"),
            ("A well mixed lottery drum", "balls in the drum"),
            ("A random key", "possible keys"),
            ("A card from a well shuffled pile", "cards in the pile"),
            ("An office picked blindly", "offices in the house"),
        )
    )
    return Draft(
        prompt=draw.choice(
            (
                f"{thing[0]} has an entropy of {counted(k, 'bit')}, all outcomes being equally likely. How many {thing[1]} are there?",
                f"{thing[0]}: all outcomes are equally likely, and the entropy is {counted(k, 'bit')}. How many {thing[1]} does that make?",
            )
        ),
        key=key,
        proof=Satisfies(
            "halving",
            "The number was divided by two once for each bit, and 1 was left.",
            lambda v: (
                isinstance(v, Fraction) and v.denominator == 1 and v > 0 and v / math.prod([2] * k) == 1
            ),
        ),
        steps=(
            Step("Two to the number of bits", f"2^{{{k}}} = {2**k}"),
            Step("Check", rf"\log_2 {2**k} = {k}"),
        ),
        hints=(
            "The entropy is known, the number of outcomes is asked for.",
            r"For $n$ equally likely outcomes $H = \log_2 n$, the largest that $n$ outcomes can have.",
            "Each bit doubles the number of outcomes.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(2 * k), "Each bit doubles: take a power of two."),
            Mistake(sympy.Integer(k * k), "The power is of two."),
            Mistake(
                sympy.Integer(2 ** (k + 1)),
                "Check with the logarithm to base 2 of your number: it is too large.",
            ),
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    lengths, p, text = _case(draw)
    n = len(p)
    kind = draw.choice(("bound", "code", "more"))
    h = _bits(p)
    if kind == "bound":
        limit = draw.integer(1, 4)
        truth = h <= limit
        claim = f"a best code needs at most {counted(limit, 'bit')} a value on average"

        def check() -> Any:
            return total(q * length for q, length in zip(p, lengths, strict=True)) <= limit

    elif kind == "code":
        uniform = all(q == p[0] for q in p)
        truth = uniform
        claim = f"no distribution on {n} values has a larger entropy"

        def check() -> Any:
            return all(abs(q - Fraction(1, n)) == 0 for q in p)

    else:
        limit2 = draw.choice((h, h + Fraction(1, 2), h - Fraction(1, 4)))
        truth = limit2 == h
        claim = f"its entropy is ${short(limit2)}$ {'bit' if limit2 == 1 else 'bits'}"

        def check() -> Any:
            return total(q * length for q, length in zip(p, lengths, strict=True)) == limit2

    return claim_draft(
        prompt=f"{text} True or false: {claim}.",
        truth=truth,
        method="code lengths",
        detail="Each value was given a code word as long as its surprise, and the mean length taken.",
        decide=check,
        steps=(
            Step(
                "The entropy, surprise by surprise",
                chain(plus(*(rf"{tex(q)} \cdot {length}" for q, length in zip(p, lengths, strict=True))), h),
            ),
            Step("The largest possible", rf"\log_2 {n} \geq {short(h)}"),
        ),
        hints=(
            "You are asked to judge a distribution by its entropy.",
            ENTROPY + r" It is never more than $\log_2 n$, reached when all are equally likely.",
            rf"The surprise of the first value is $-\log_2 {tex(p[0])}$ bits.",
        ),
        if_wrong="The entropy is the mean length of a best code. It is largest when all values are equally likely, and 0 when one is certain.",
    )


GENERATORS = (
    Generator(TOPIC, "surprise", COMPUTE, _surprise, levels=(1,), objectives=(1, 2)),
    Generator(TOPIC, "entropy", COMPUTE, _entropy, levels=(2,), objectives=(1, 4)),
    Generator(TOPIC, "nats", COMPUTE, _nats, levels=(3,), objectives=(1, 2)),
    Generator(TOPIC, "how-many", REVERSE, _how_many, levels=(1,), objectives=(3, 4)),
    Generator(TOPIC, "judge", TRUE_FALSE, _judge, levels=(2, 3), objectives=(3, 4)),
    Generator(TOPIC, "in-order", ORDER, plug_in_entropy, levels=(3,), objectives=(1, 3)),
)
