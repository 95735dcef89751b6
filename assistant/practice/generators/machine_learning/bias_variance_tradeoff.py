"""Exercises on bias and variance: the three parts of an error, biased predictors that win, reading error curves."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.derivations import bias_and_variance
from assistant.practice.generators.probability.pieces import (
    listed,
)
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
    plus,
    rational,
    short,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)

TOPIC = "bias-variance-tradeoff"
PARTS = r"Expected squared error $= \sigma^2 + \left(E[\hat{f}(x)] - f(x)\right)^2 + \operatorname{Var}(\hat{f}(x))$: noise, squared bias, variance."
MODELS = (
    "a line",
    "a tree of depth 3",
    "a neighbour rule with k = 5",
    "a small network",
    "a polynomial of degree 4",
)


def _runs(draw: Draw) -> tuple[list[int], int, int]:
    values, truth, noise = (
        [draw.integer(0, 12) for _ in range(draw.choice((3, 4)))],
        draw.integer(0, 12),
        draw.choice((0, 1, 2, 4)),
    )
    if len(set(values)) < 2 or sum(values) % len(values):
        raise Unsuitable("ugly value")
    return values, truth, noise


def _squares(values: Any, mean: int) -> str:
    return plus(*(f"({minus(v, mean)})^{{2}}" for v in values))


def _split(draw: Draw, level: int) -> Draft:
    values, truth, noise = _runs(draw)
    n = len(values)
    mean = sum(values) // n
    bias, variance = mean - truth, Fraction(sum((v - mean) ** 2 for v in values), n)
    kind = draw.choice(("bias squared", "variance")) if level == 1 else "error"
    value: Any = {
        "bias squared": Fraction(bias**2),
        "variance": variance,
        "error": noise + bias**2 + variance,
    }[kind]
    key = rational(value)
    asked = {
        "bias squared": "What is the squared bias there?",
        "variance": "What is the variance there?",
        "error": f"The noise has the variance ${noise}$. What is the expected squared error there?",
    }[kind]

    def again() -> Fraction:
        if kind == "error":
            return noise + Fraction(sum((v - truth) ** 2 for v in values), n)
        pairs = Fraction(sum((a - b) ** 2 for a in values for b in values), 2 * n * n)
        return pairs if kind == "variance" else Fraction(sum((v - truth) ** 2 for v in values), n) - pairs

    return Draft(
        prompt=f"Trained on {n} equally likely training sets, {draw.choice(MODELS)} predicts {listed(values)} at a point where the truth is $f(x) = {truth}$. {asked}",
        key=key,
        proof=Rederived(
            "squared misses",
            "The squared misses of all runs were averaged, and differences of pairs of runs.",
            again,
        ),
        steps=(
            Step("Mean prediction", chain(rf"\frac{{{plus(*values)}}}{{{n}}}", mean)),
            *(
                (Step("Squared bias", chain(f"({minus(mean, truth)})^{{2}}", bias**2)),)
                if kind != "variance"
                else ()
            ),
            *(
                (Step("Variance", chain(rf"\frac{{{_squares(values, mean)}}}{{{n}}}", variance)),)
                if kind != "bias squared"
                else ()
            ),
            *(
                (Step("All three parts", chain(plus(noise, bias**2, variance), key)),)
                if kind == "error"
                else ()
            ),
        ),
        hints=(
            "You are asked about the parts of an error.",
            PARTS,
            f"The mean prediction is $\\frac{{{plus(*values)}}}{{{n}}}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(bias), "That is the bias; it comes in squared."),
            Mistake(rational(variance), "That is the variance over training sets."),
            Mistake(rational(Fraction(bias**2)), "That is the squared bias."),
            Mistake(
                rational(bias**2 + variance),
                "The noise of a new target is part of the error."
                if kind == "error" and noise
                else "Only one of the parts is asked for.",
            ),
            Mistake(rational(variance * n / (n - 1)), "All runs are equally likely: divide by their number."),
        ),
    )


def _shrink(draw: Draw, level: int) -> Draft:
    mu, variance = draw.choice((1, 2, 3, 4, 5, 6)), draw.choice((1, 2, 4, 5, 8, 9, 12, 16, 20, 36))
    c = draw.choice((Fraction(1, 2), Fraction(1, 4), Fraction(3, 4), Fraction(4, 5), Fraction(9, 10)))
    value = (1 - c) ** 2 * mu**2 + c**2 * variance
    key = rational(value)
    return Draft(
        prompt=f"An unbiased predictor of ${mu}$ has the variance ${variance}$. It is shrunk: multiplied by ${decimal(c)}$. What is its expected squared miss of ${mu}$ now?",
        key=key,
        proof=Rederived(
            "two runs",
            "Two equally likely runs, one deviation to either side, were shrunk and their squared misses averaged.",
            lambda: (
                sum((second_way.real(c) * (mu + s * second_way.root(variance)) - mu) ** 2 for s in (1, -1))
                / 2
            ),
        ),
        steps=(
            Step("Squared bias", rf"({decimal(c)} \cdot {mu} - {mu})^{{2}} = {short((1 - c) ** 2 * mu**2)}"),
            Step("Variance", rf"{decimal(c)}^{{2}} \cdot {variance} = {short(c**2 * variance)}"),
            Step("Together", chain(plus(short((1 - c) ** 2 * mu**2), short(c**2 * variance)), short(value))),
        ),
        hints=(
            "You are asked for squared bias plus variance after shrinking.",
            PARTS + " A factor comes out of a variance squared.",
            f"The mean is now ${decimal(c)} \\cdot {mu}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(c**2 * variance), "That is the variance alone; shrinking brings a bias."),
            Mistake(
                rational(c * variance + (1 - c) ** 2 * mu**2), "The factor comes out of the variance squared."
            ),
            Mistake(rational((1 - c) * mu + c**2 * variance), "Square the bias."),
            Mistake(sympy.Integer(variance), "That is the error without shrinking."),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    noise, bias, variance = draw.integer(1, 6), draw.integer(1, 5), draw.integer(1, 12)
    whole = noise + bias**2 + variance
    kind = draw.choice(("noise", "bias", "variance"))
    key = sympy.Integer({"noise": noise, "bias": bias, "variance": variance}[kind])
    known = {
        "noise": f"a bias of ${bias}$ and a variance of ${variance}$",
        "bias": f"a variance of ${variance}$, with noise of variance ${noise}$",
        "variance": f"a bias of ${bias}$, with noise of variance ${noise}$",
    }[kind]
    asked = {
        "noise": "What is the variance of the noise?",
        "bias": "How large is the bias, if it is positive?",
        "variance": "What is its variance over training sets?",
    }[kind]
    text = {
        "noise": f"{whole} - {bias}^{{2}} - {variance} = {noise}",
        "bias": rf"\sqrt{{{whole} - {noise} - {variance}}} = {bias}",
        "variance": f"{whole} - {noise} - {bias}^{{2}} = {variance}",
    }[kind]

    def fits(v: Any) -> Any:
        return (
            isinstance(v, Fraction)
            and v > 0
            and {
                "noise": v + bias**2 + variance,
                "bias": noise + v**2 + variance,
                "variance": noise + bias**2 + v,
            }[kind]
            == whole
        )

    return Draft(
        prompt=f"At some point a model has the expected squared error ${whole}$ and {known}. {asked}",
        key=key,
        proof=Satisfies("putting it in", "All three parts were added up with this number.", fits),
        steps=(Step("What the other parts leave", text),),
        hints=(
            "The error is known, one of its parts is asked for.",
            PARTS,
            "Take the two known parts away. Which of them comes in squared?",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(bias**2) if kind == "bias" else sympy.Integer(int(key) + bias**2 - bias),
                "The bias comes in squared."
                if kind != "bias"
                else "That is the squared bias; take the root.",
            ),
            Mistake(sympy.Integer(whole), "That is the whole error."),
        ),
    )


def _wins(draw: Draw, level: int) -> Draft:
    bias, low, high = draw.integer(1, 4), draw.integer(0, 6), draw.integer(4, 24)
    if bias**2 + low == high or low >= high:
        raise Unsuitable("a tie")
    truth = bias**2 + low < high
    return claim_draft(
        prompt=f"Model A is unbiased with the variance ${high}$, model B has the bias ${bias}$ and the variance ${low}$. True or false: B has the smaller expected squared error.",
        truth=truth,
        method="two runs",
        detail="Two equally likely runs of each model, one deviation to either side, were compared with the truth.",
        decide=lambda: bool(
            sum((bias + s * second_way.root(low)) ** 2 for s in (1, -1))
            < sum((s * second_way.root(high)) ** 2 for s in (1, -1))
        ),
        steps=(
            Step("Error of B without the noise", chain(f"{bias}^{{2}} + {low}", bias**2 + low)),
            Step("Compare with A", f"{bias**2 + low} {'<' if truth else '>'} {high}"),
        ),
        hints=(
            "You are asked whether a biased model may win.",
            PARTS,
            f"The squared bias of B is ${bias}^2$. The noise is the same for both.",
        ),
        if_wrong="What counts is squared bias plus variance: a small bias is worth it when it saves more variance than it costs.",
    )


def _diagnose(draw: Draw, level: int) -> Draft:
    noise = draw.choice((1, 2, 3))
    first, second = Fraction(draw.integer(2, 40), 10), Fraction(draw.integer(60, 120), 10)
    overfits = draw.coin()
    excess, gap = (first, second) if overfits else (second, first)
    train = noise + excess
    valid = train + gap
    right = "overfits" if overfits else "underfits"

    def decide() -> str:
        """Half of what validation loses above the noise decides which of the two parts is the larger one."""
        return "underfits" if 2 * (train - noise) > valid - noise else "overfits"

    task = draw.choice(("rents", "temperatures", "delivery times", "test scores"))
    told = "Compare the gap between the two errors with what the training error has above the noise."
    return words_draft(
        draw,
        prompt=f"A model of {task} has the mean squared error ${short(train)}$ on its training data and ${short(valid)}$ on validation data. The noise of the targets alone makes up ${noise}$. Which part of the validation error is the largest, and what does that call for?",
        right=right,
        options=[
            (
                "overfits",
                "The gap between the two errors: it overfits, so more data, a simpler model or a penalty help",
                told,
            ),
            (
                "underfits",
                "What the training error has above the noise: it underfits, so a more flexible model helps",
                told,
            ),
            (
                "noise",
                "The noise: no model can do better",
                "The noise is what is left at best; here both errors lie well above it.",
            ),
        ],
        proof=Rederived(
            "halving",
            "It was checked whether the training error lies above the middle between the noise and the validation error.",
            decide,
        ),
        steps=(
            Step("Gap between the two errors", f"{short(valid)} - {short(train)} = {short(gap)}"),
            Step("Training error above the noise", f"{short(train)} - {noise} = {short(excess)}"),
            Step("Compare", f"{short(gap)} {'>' if overfits else '<'} {short(excess)}"),
        ),
        hints=(
            "You are asked which of three parts of an error is the largest.",
            "Validation error = noise + what the training error has above it + the gap. A large gap points to variance, a training error far above the noise to bias.",
            f"The gap is ${short(valid)} - {short(train)}$.",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "parts", COMPUTE, _split, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "shrink", COMPUTE, _shrink, levels=(3,), objectives=(1, 2)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "wins", TRUE_FALSE, _wins, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "diagnose", CHOICE, _diagnose, version=2, levels=(2,), objectives=(3, 4)),
    Generator(TOPIC, "in-order", ORDER, bias_and_variance, levels=(3,), objectives=(1,)),
)
