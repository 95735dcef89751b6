"""Exercises on cross-validation: folds by hand, choosing a setting, leakage, folds for odd data."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
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
from assistant.practice.generators.machine_learning.cross_validation.splitting import leak, scheme
from assistant.practice.generators.machine_learning.statements import rounds
from assistant.practice.generators.probability.pieces import (
    listed,
    table,
    total,
)
from assistant.practice.notation import (
    chain,
    minus,
    over,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import but_key, words_draft

TOPIC = "cross-validation"
CV = r"$\operatorname{CV} = \frac{1}{K} \sum_k e_k$: each fold is judged by a model that was trained without it."


def _folds(draw: Draw, level: int) -> Draft:
    """The model is the mean of the training targets, judged by squared error."""
    folds = [[draw.integer(0, 12) for _ in range(1 if level == 1 else 2)] for _ in range(3)]
    flat = [y for fold in folds for y in fold]
    means, errors = [], []
    for fold in folds:
        rest = list(flat)
        for y in fold:
            rest.remove(y)
        means.append(Fraction(sum(rest), len(rest)))
        errors.append(total((y - means[-1]) ** 2 for y in fold) / len(fold))
    value = total(errors) / 3
    if any(m.denominator > 2 for m in means) or len(set(flat)) < 3 or value.denominator > 24:
        raise Unsuitable("ugly value")
    key = rational(value)
    shown = "; ".join(", ".join(f"${y}$" for y in fold) for fold in folds)
    n, whole = len(flat), sum(flat)
    size = len(folds[0])
    everything = total((y - Fraction(whole, n)) ** 2 for y in flat) / n

    def shortcut() -> Any:
        # The mean without a fold differs from the mean of all by a known part of the fold's own distance.
        errors_ = []
        for fold in folds:
            inner = Fraction(sum(fold), size)
            outside = (whole - size * inner) / (n - size)
            errors_.append(Fraction(sum(y * y for y in fold), size) - 2 * outside * inner + outside**2)
        return sum(errors_) / 3

    return Draft(
        prompt=("Leave-one-out: three targets, " if level == 1 else "Three folds of two targets each: ")
        + f"{shown}. The model predicts the mean of its training targets, and the loss is the squared error. What is the cross-validation error?",
        key=key,
        proof=Rederived("short formula", "The fold errors were expanded into sums of squares.", shortcut),
        steps=(
            *(
                Step(
                    f"Fold {i + 1}: mean of the others, then its error",
                    chain(
                        plus(*(f"({minus(y, tex(m))})^{{2}}" for y in fold))
                        if size == 1
                        else rf"\frac{{{_squares(fold, m)}}}{{{size}}}",
                        e,
                    ),
                )
                for i, (fold, m, e) in enumerate(zip(folds, means, errors, strict=True))
            ),
            Step("Mean over the folds", chain(rf"\frac{{{plus(*errors)}}}{{3}}", key)),
        ),
        hints=(
            "You are asked for the mean error over three rounds.",
            CV,
            f"In the first round the model is the mean of all targets outside the first fold, ${tex(means[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(everything), "A fold must not help to train the model that judges it."),
            Mistake(3 * key, "Take the mean over the folds."),
            Mistake(
                rational(total(abs(y - m) for fold, m in zip(folds, means, strict=True) for y in fold) / n),
                "The loss is the squared error.",
            ),
        ),
    )


def _squares(values: Any, centre: Any) -> str:
    return plus(*(f"({minus(v, tex(centre))})^{{2}}" for v in values))


def _sizes(draw: Draw, level: int) -> Draft:
    k, n = draw.choice((3, 4, 5, 8, 10, 20)), draw.choice((60, 80, 120, 200, 240, 400, 600, 1000, 1200, 2000))
    settings = draw.choice((1, 3, 4, 6, 10, 12))
    kind = draw.choice(("train", "fits"))
    if n % k:
        raise Unsuitable("uneven folds")
    value = n - n // k if kind == "train" else settings * k + 1
    if kind == "fits" and settings == 1:
        raise Unsuitable("nothing to choose")
    key = sympy.Integer(value)
    prompt = (
        f"{n} examples are split into {k} folds of equal size. On how many examples is the model of each round trained?"
        if kind == "train"
        else f"{settings} settings are compared by {k}-fold cross-validation, and the winner is trained once more on all the data. How many times is a model trained?"
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "listing",
            "The rounds were listed and counted.",
            lambda: (
                len([i for i in range(n) if i % k != 0])
                if kind == "train"
                else len(list(product(range(settings), range(k)))) + 1
            ),
        ),
        steps=(
            Step("One fold", chain(over(n, k), n // k)),
            Step("All the others", chain(minus(n, n // k), value)),
        )
        if kind == "train"
        else (
            Step("Rounds for all settings", chain(times(settings, k), settings * k)),
            Step("And the last training", chain(plus(settings * k, 1), value)),
        ),
        hints=(
            "You are asked to count what cross-validation does.",
            CV,
            f"How large is one fold? ${over(n, k)}$."
            if kind == "train"
            else f"Each setting is trained {k} times.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(n // k), "That is the fold that is held out."),
            Mistake(sympy.Integer(n), "One fold is held out in each round."),
            Mistake(sympy.Integer(settings * k), "The winner is trained once more."),
            Mistake(sympy.Integer(settings + k), "Every setting goes through every fold."),
        )
        if kind == "train"
        else but_key(
            key,
            Mistake(sympy.Integer(settings * k), "The winner is trained once more on all the data."),
            Mistake(sympy.Integer(settings + k + 1), "Every setting goes through every fold."),
            Mistake(sympy.Integer(k + 1), "Each of the settings needs all rounds."),
        ),
    )


def _choose(draw: Draw, level: int) -> Draft:
    names = draw.choice(
        (
            ("k = 1", "k = 5", "k = 15"),
            ("depth 2", "depth 5", "depth 20"),
            ("penalty 0.01", "penalty 1", "penalty 100"),
            ("degree 1", "degree 3", "degree 9"),
        )
    )
    # The more a model can bend, the better it fits its training data; held out, the middle often does best.
    train = sorted(draw.sample(range(3, 40), 3), reverse=names[0] in ("depth 2", "degree 1"))
    errors = [[fitted + draw.integer(1, 24) for _ in range(3)] for fitted in train]
    means = [Fraction(sum(e), 3) for e in errors]
    if len(set(means)) < 3 or (means.index(min(means)) == train.index(min(train)) and draw.coin()):
        raise Unsuitable("too plain")
    right = names[means.index(min(means))]
    single = min(range(3), key=lambda i: min(errors[i]))

    def told(i: int) -> str:
        if train[i] == min(train):
            return "It has the smallest training error, which says little: judge by the held-out folds."
        return (
            "It has the best single fold; compare the means over all folds."
            if i == single
            else "Compare the means over all folds."
        )

    return words_draft(
        draw,
        prompt="Errors in per cent:"
        + table(
            ("setting", "training", "fold 1", "fold 2", "fold 3"),
            [(name, t, *e) for name, t, e in zip(names, train, errors, strict=True)],
        )
        + "Which setting does cross-validation choose?",
        right=right,
        options=[(name, f"The one with {name}", told(i)) for i, name in enumerate(names)],
        proof=Rederived(
            "NumPy",
            "The means of the rows were taken by NumPy.",
            lambda: names[int(numpy.argmin(numpy.array(errors).mean(axis=1)))],
        ),
        steps=tuple(
            Step(name, chain(rf"\frac{{{plus(*e)}}}{{3}}", m))
            for name, e, m in zip(names, errors, means, strict=True)
        ),
        hints=(
            "You are asked for the setting with the smallest cross-validation error.",
            CV
            + " The training error plays no part, and the winner's own value is a little too good: the test set has the last word.",
            f"The first setting has the mean $\\frac{{{plus(*errors[0])}}}{{3}}$.",
        ),
    )


def _missing(draw: Draw, level: int) -> Draft:
    k = draw.choice((3, 4, 5))
    errors = [Fraction(draw.integer(5, 50), 10) for _ in range(k)]
    mean = total(errors) / k
    key = rational(errors[-1])
    return Draft(
        prompt=f"In {k}-fold cross-validation the error over all folds is ${tex(mean) if mean.denominator % 3 == 0 else short(mean)}$. The first {k - 1} folds have the errors {listed(errors[:-1])}. What is the error of the last fold?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The mean over all folds was taken with this error.",
            lambda v: isinstance(v, Fraction) and (sum(errors[:-1]) + v) / k == mean,
        ),
        steps=(
            Step(
                "Sum over all folds",
                chain(
                    rf"{k} \cdot {tex(mean) if mean.denominator % 3 == 0 else short(mean)}", short(k * mean)
                ),
            ),
            Step(
                "Less the known folds",
                chain(f"{short(k * mean)} - ({plus(*(short(e) for e in errors[:-1]))})", short(errors[-1])),
            ),
        ),
        hints=(
            "The mean is known, one fold is asked for.",
            CV,
            f"The known folds add up as ${plus(*(short(e) for e in errors[:-1]))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(mean), "That is the mean of all folds."),
            Mistake(
                rational(abs(mean - total(errors[:-1]))), "Multiply the mean by the number of folds first."
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "by-hand", COMPUTE, _folds, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "count", COMPUTE, _sizes, levels=(1,), objectives=(1, 2)),
    Generator(TOPIC, "missing", REVERSE, _missing, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "choose", CHOICE, _choose, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "leak", TRUE_FALSE, leak, version=2, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "folds", CHOICE, scheme, version=2, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "rounds", CHOICE, rounds, levels=(1,), objectives=(1,)),
)
