"""Exercises on loss functions: their values, their best constants, the noise behind them, choosing one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.loss_functions.pieces import REGRESSION, huber
from assistant.practice.generators.machine_learning.loss_functions.questions import choose, error, noise
from assistant.practice.generators.probability.pieces import (
    listed,
    total,
)
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
    plus,
    power,
    rational,
    short,
    short_factor,
    tex,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "loss-functions"


MARGIN = (
    r"With the margin $m = ts$: hinge $\max(0, 1 - m)$, logistic $\ln(1 + e^{-m})$, zero-one 1 if $m \leq 0$."
)


BEST = "The mean makes the sum of squares smallest, a median the sum of absolute values."


EXACT = "a number such as 5/2, or an exact value such as ln 3"


def _regression(draw: Draw, level: int) -> Draft:
    n = draw.choice((3, 4))
    targets = [draw.integer(0, 12) for _ in range(n)]
    errors = [draw.choice((-10, -6, -3, -2, -1, 0, 1, 2, 3, 5, 8)) for _ in range(n)]
    if sum(e == 0 for e in errors) > 1 or len({abs(e) for e in errors}) < 2:
        raise Unsuitable("too plain")
    predictions = [t - e for t, e in zip(targets, errors, strict=True)]
    kind = draw.choice(("squared", "absolute")) if level == 1 else "huber"
    d = draw.choice((1, 2, 4))
    losses: list[Any] = [{"squared": e * e, "absolute": abs(e), "huber": huber(e, d)}[kind] for e in errors]
    if kind == "huber" and (all(abs(e) <= d for e in errors) or all(abs(e) > d for e in errors)):
        raise Unsuitable("one piece only")
    key = rational(total(losses) / n)
    shown = {
        "squared": [power(e, 2) for e in errors],
        "absolute": [f"|{e}|" for e in errors],
        "huber": [
            rf"\frac{{1}}{{2}} \cdot {power(e, 2)}"
            if abs(e) <= d
            else rf"{d} \cdot \left({abs(e)} - \frac{{1}}{{2}} \cdot {d}\right)"
            for e in errors
        ],
    }[kind]
    name = {
        "squared": "mean squared error",
        "absolute": "mean absolute error",
        "huber": rf"mean Huber loss with $\delta = {d}$",
    }[kind]

    def area() -> Any:
        # A loss is the area under its own slope from 0 to the error, measured here in strips of a half.
        slope = {
            "squared": lambda r: 2 * r,
            "absolute": lambda r: Fraction(1),
            "huber": lambda r: min(r, Fraction(d)),
        }[kind]
        return (
            total(Fraction(1, 2) * slope(Fraction(2 * i + 1, 4)) for e in errors for i in range(2 * abs(e)))
            / n
        )

    return Draft(
        prompt=draw.choice(
            (
                f"The targets are {listed(targets)}, the predictions {listed(predictions)}, in this order. What is the {name}?",
                f"A model predicts {listed(predictions)} where {listed(targets)} are right. Compute its {name}.",
            )
        ),
        key=key,
        proof=Rederived(
            "area", "Each loss was added up strip by strip as the area under its own slope.", area
        ),
        steps=(
            *(Step(f"Error {e}", chain(s, v)) for e, s, v in zip(errors, shown, losses, strict=True)),
            Step("The mean", chain(rf"\frac{{{plus(*losses)}}}{{{n}}}", key)),
        ),
        hints=(
            "You are asked for a mean over all predictions.",
            REGRESSION,
            f"The first error is ${minus(targets[0], predictions[0])}$."
            if kind != "huber"
            else f"Which errors are larger than {d}? The first one is ${minus(targets[0], predictions[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(total(losses)), "It is the mean: divide by the number of predictions."),
            Mistake(
                rational(Fraction(sum(errors), n) ** 2),
                "Errors of different signs must not cancel: take the loss of each one first.",
            ),
            Mistake(rational(total(abs(e) for e in errors) / n), "That is the mean absolute error."),
            Mistake(
                rational(total(e * e for e in errors) / n),
                "That is the mean squared error; large errors are charged along a line here."
                if kind == "huber"
                else "That is the mean squared error; here the absolute values are asked for.",
            ),
            *(
                (
                    Mistake(
                        rational(
                            total(Fraction(e * e, 2) if abs(e) <= d else d * abs(e) for e in errors) / n
                        ),
                        "The straight part needs its shift, so that the two pieces meet.",
                    ),
                )
                if kind == "huber"
                else ()
            ),
        ),
    )


def _classes(draw: Draw, level: int) -> Draft:
    t = draw.choice((1, -1))
    kind = draw.choice(("hinge", "hinge", "logistic", "cross"))
    if kind == "hinge":
        s = Fraction(draw.nonzero(-8, 8), draw.choice((1, 2, 4)))
        m = t * s
        key = rational(max(Fraction(0), 1 - m))
        prompt = f"A classifier gives the score ${short(s)}$ to an example with the label ${t}$. What is its hinge loss?"
        steps: tuple[Step, ...] = (
            Step("The margin: label times score", chain(f"{t} \\cdot {short_factor(s)}", short(m))),
            Step("Hinge", f"\\max(0, 1 - {short_factor(m)}) = {short(max(Fraction(0), 1 - m))}"),
        )

        def derive() -> Any:
            return (abs(1 - m) + (1 - m)) / 2

        wrong = [
            Mistake(rational(1 - m), "The hinge never goes below zero: right by more than 1 costs nothing."),
            Mistake(rational(max(Fraction(0), 1 + m)), "The margin is label times score; check its sign."),
            Mistake(rational(max(Fraction(0), -m)), "The hinge starts at a margin of 1, not of 0."),
        ]
        rule, first = MARGIN, f"The margin is ${t} \\cdot {short_factor(s)}$."
    elif kind == "logistic":
        b, a = draw.sample((1, 2, 3, 4, 5), 2)
        odds = Fraction(a, b)
        score = rf"\ln {a}" if b == 1 else rf"-\ln {b}" if a == 1 else rf"\ln \frac{{{a}}}{{{b}}}"
        inner = 1 + (1 / odds if t == 1 else odds)
        key = sympy.log(rational(inner))
        prompt = f"A classifier gives the score ${score}$ to an example with the label ${t}$. What is its logistic loss, exactly?"
        steps = (
            Step("Exponential of minus the margin", rf"1 + {tex(inner - 1)} = {tex(inner)}"),
            Step("Its logarithm", rf"\ln \left(1 + {tex(inner - 1)}\right) = \ln {tex(inner)}"),
        )

        def derive() -> Any:
            return second_way.called("log", 1 + second_way.called("exp", -t * second_way.called("log", odds)))

        wrong = [
            Mistake(
                sympy.log(rational(1 + (odds if t == 1 else 1 / odds))),
                "The margin is label times score, and minus it stands in the exponent.",
            ),
            Mistake(rational(inner), "Take the logarithm at the end."),
            Mistake(-key, "The loss is positive."),
        ]
        rule, first = MARGIN, f"The margin is ${t}$ times the score; an exponential undoes the logarithm."
    else:
        tops = draw.choice(((6, 3, 1), (5, 3, 2), (7, 2, 1), (4, 4, 2), (1, 8, 1), (2, 3, 5)))
        spot = draw.integer(0, 2)
        p = Fraction(tops[spot], 10)
        key = sympy.log(rational(1 / p))
        names = draw.choice(
            (("cat", "dog", "bird"), ("sport", "politics", "music"), ("red", "green", "blue"))
        )
        prompt = (
            "A classifier says "
            + ", ".join(f"{n} ${decimal(Fraction(k, 10))}$" for n, k in zip(names, tops, strict=True))
            + f". The true class is {names[spot]}. What is the cross-entropy loss, exactly?"
        )
        steps = (
            Step(
                "Minus the logarithm of what the true class was given",
                rf"-\ln {decimal(p)} = \ln {tex(1 / p)}",
            ),
        )

        def derive() -> Any:
            return second_way.called("log", 1 / p)

        wrong = [
            Mistake(-key, "The sign: the logarithm of a probability is negative, the loss is not."),
            Mistake(-sympy.log(rational(1 - p)), "The loss looks at the true class alone."),
            Mistake(rational(1 - p), "Take a logarithm."),
        ]
        rule, first = (
            "For several classes the cross-entropy is $-\\ln p_c$, with $p_c$ for the true class.",
            f"The true class was given ${decimal(p)}$.",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "80 digits",
            "The loss was worked out again by another formula, at 80 digits where it needs a logarithm.",
            derive,
        ),
        steps=steps,
        hints=("You are asked for the loss of one example.", rule, first),
        answer_hint=EXACT,
        mistakes=but_key(key, *wrong),
    )


def _constant(draw: Draw, level: int) -> Draft:
    values = sorted(draw.sample(range(0, 25), draw.choice((3, 5))))
    squared = draw.coin()
    mean, median = Fraction(sum(values), len(values)), values[len(values) // 2]
    if mean == median:
        raise Unsuitable("no difference")
    key = rational(mean) if squared else sympy.Integer(median)
    name = "squared" if squared else "absolute"

    def best() -> Fraction:
        steps = (
            [Fraction(i, 5) for i in range(0, 126)]
            if len(values) == 5
            else [Fraction(i, 3) for i in range(0, 76)]
        )
        return min(steps, key=lambda c: total((v - c) ** 2 if squared else abs(v - c) for v in values))

    return Draft(
        prompt=f"A model can only predict one constant for the targets {listed(draw.shuffled(values))}. "
        + draw.choice(
            (
                f"Which constant has the smallest {name} error?",
                f"It is trained with the {name} error. Which constant does it choose?",
            )
        ),
        key=key,
        proof=Rederived(
            "trying", "Constants from 0 to 25 in small steps were tried, and the loss compared.", best
        ),
        steps=(Step("The mean", chain(rf"\frac{{{plus(*values)}}}{{{len(values)}}}", mean)),)
        if squared
        else (
            Step(
                "As many targets below as above", f"{len(values) // 2} = {len(values) - len(values) // 2 - 1}"
            ),
            Step(
                "The loss there",
                chain(plus(*(f"|{minus(v, median)}|" for v in values)), sum(abs(v - median) for v in values)),
            ),
        ),
        hints=(
            "You are asked for the constant that this loss likes best.",
            BEST,
            "Sort the targets." if not squared else f"Add the targets: ${plus(*values)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(median) if squared else rational(mean),
                "That is a median, the choice of the absolute error."
                if squared
                else "That is the mean, the choice of the squared error.",
            ),
            Mistake(
                sympy.Rational(values[0] + values[-1], 2),
                "The middle of the range minimises the largest error, not the sum.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "regression", COMPUTE, _regression, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "classes", COMPUTE, _classes, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "constant", COMPUTE, _constant, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "error", REVERSE, error, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "outlier", TRUE_FALSE, choose, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "noise", CHOICE, noise, levels=(3,), objectives=(3,)),
)
