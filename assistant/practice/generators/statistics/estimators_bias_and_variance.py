"""Exercises on estimators: bias, variance and mean squared error by listing samples, standard errors, and which estimator is better."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.statistics.derivations import unbiased_variance
from assistant.practice.notation import (
    chain,
    guarded,
    minus,
    over,
    plus,
    power,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, claim_draft, mistake_draft

TOPIC = "estimators-bias-and-variance"


def _two_values(draw: Draw) -> tuple[int, int]:
    low = draw.integer(-2, 4)
    return low, low + draw.choice((2, 4, 6, 8))


def _samples(values: Sequence[int], n: int) -> list[tuple[int, ...]]:
    return list(product(values, repeat=n))


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


RULES: tuple[tuple[str, str, Any], ...] = (
    ("the larger of the two numbers", r"\max", lambda s: Fraction(max(s))),
    ("the smaller of the two numbers", r"\min", lambda s: Fraction(min(s))),
    ("the first number alone", "first", lambda s: Fraction(s[0])),
    ("the mean of the two numbers", "mean", lambda s: Fraction(sum(s), len(s))),
    ("half of the first number", "half", lambda s: Fraction(s[0], 2)),
    ("the sum of the two numbers", "sum", lambda s: Fraction(sum(s))),
)


def _listing(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    a, b = _two_values(draw)
    mu, (name, _, rule) = Fraction(a + b, 2), draw.choice(RULES)
    results = [rule(s) for s in _samples((a, b), 2)]
    expected = _mean(results)
    spread = _mean([(r - expected) ** 2 for r in results])
    mse = spread + (expected - mu) ** 2
    setting = f"A number is {a} or {b}, each with probability one half, so its mean is {tex(rational(mu))}. Somebody who does not know that estimates the mean from two independent draws, by {name}."
    listed = ", ".join(tex(rational(r)) for r in results)
    if level == 1:
        key = rational(expected - mu)
        ask = draw.choice(
            (
                " What is the bias of this estimator?",
                " By how much is the estimator wrong on average, with the sign? That is its bias.",
            )
        )
        steps = (
            Step(
                f"The four equally likely samples give {listed}",
                chain(over(plus(*(rational(r) for r in results)), 4), rational(expected)),
            ),
            Step("Minus the truth", chain(minus(rational(expected), rational(mu)), key)),
        )
        derive = lambda: _mean([rule(s) - mu for s in _samples((b, a), 2)])  # noqa: E731
        wrong = (
            Mistake(
                rational(mu - expected),
                "The bias is the expectation minus the truth, not the other way round.",
            ),
            Mistake(rational(expected), "That is the expectation; take the truth away."),
        )
        hint = "List the four samples and what the estimator says for each."
    elif level == 2:
        key = rational(spread)
        ask = draw.choice(
            (" What is the variance of this estimator?", " How much does it scatter: what is its variance?")
        )
        if spread == 0:
            raise Unsuitable("no scatter")
        steps = (
            Step(
                f"The four equally likely samples give {listed}",
                chain(over(plus(*(rational(r) for r in results)), 4), rational(expected)),
            ),
            Step(
                "Mean squared distance from that",
                chain(
                    over(
                        plus(*(f"({tex(rational(r))} - {guarded(rational(expected))})^2" for r in results)), 4
                    ),
                    key,
                ),
            ),
        )
        derive = lambda: _mean([(x - y) ** 2 for x in results for y in results]) / 2  # noqa: E731
        wrong = (
            Mistake(
                rational(mse),
                "That is the mean squared error: distances from the truth. The variance takes distances from the expectation.",
            ),
            Mistake(
                rational(spread * 4 / 3),
                "All four samples are listed, with their probabilities: divide by 4.",
            ),
        )
        hint = "First find the expectation over the four samples."
    else:
        key = rational(mse)
        ask = draw.choice(
            (
                " What is the mean squared error of this estimator?",
                " On average, how large is the square of the estimator's error?",
            )
        )
        steps = (
            Step(
                "The squared bias",
                chain(f"({minus(rational(expected), rational(mu))})^2", rational((expected - mu) ** 2)),
            ),
            Step("Plus the variance", chain(plus(rational((expected - mu) ** 2), rational(spread)), key)),
        )
        derive = lambda: _mean([(r - mu) ** 2 for r in results])  # noqa: E731
        wrong = (
            Mistake(rational(spread), "That is the variance alone; the squared bias is missing."),
            Mistake(
                rational((expected - mu) ** 2), "That is the squared bias alone; the variance is missing."
            ),
            Mistake(rational(spread + abs(expected - mu)), "The bias has to be squared."),
        )
        hint = "Find the bias and the variance, or average the squared errors of the four samples."
    return Draft(
        prompt=setting + ask,
        key=key,
        proof=Rederived(
            "listing", "All samples were listed, and the errors averaged in another way.", derive
        ),
        steps=steps,
        hints=(
            "You are asked for a property of the rule, not of one sample.",
            "Bias: expectation minus truth. Variance: mean squared distance from the expectation. Mean squared error: squared bias plus variance.",
            hint,
        ),
        mistakes=but_key(key, *wrong),
    )


def _standard_error(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    sigma, base = draw.choice((2, 3, 4, 5, 6, 8, 10, 12, 15, 20)), draw.choice((2, 3, 4, 5, 6, 8, 10, 20))
    n = base * base
    se = Fraction(sigma, base)
    if level == 1:
        key = sympy.Integer(n)
        prompt = draw.choice(
            (
                f"One measurement has the standard deviation {sigma}. How many independent ones must be averaged so that the mean has the standard error ${short(se)}$?",
                f"The accuracy of one training run scatters with standard deviation {sigma}. How many runs give their mean a standard error of ${short(se)}$?",
            )
        )
        steps = (
            Step("The root of the count", chain(over(sigma, short(se)), base)),
            Step("Square it", f"{base}^2 = {n}"),
        )
        accepts = lambda g: g > 0 and Fraction(sigma**2) / g == se * se  # noqa: E731
        wrong = (
            Mistake(
                sympy.Integer(base), "That is the root of the count; the standard error falls with the root."
            ),
            Mistake(
                rational(Fraction(sigma**2) / se), "Divide the deviation by the error and square the result."
            ),
        )
        hint = f"By which factor must {sigma} shrink?"
    elif level == 2:
        factor = draw.choice((2, 3, 4, 5, 10))
        key = sympy.Integer(n * factor**2)
        prompt = draw.choice(
            (
                f"With {n} measurements the standard error of a mean is ${short(se)}$. How many measurements in all make it {factor} times smaller?",
                f"An estimate from {n} users has the standard error ${short(se)}$. How many users are needed for ${short(se / factor)}$?",
            )
        )
        steps = (
            Step("The root of the count must grow by that factor", f"{factor}^2 = {factor**2}"),
            Step("So the count grows by its square", chain(times(n, factor**2), key)),
        )
        accepts = lambda g: g > 0 and (se * se * n) / g == (se / factor) ** 2  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(n * factor), "The error falls only with the root of the count."),
            Mistake(sympy.Integer(n * (factor**2 - 1)), "That many more; the question asks for all of them."),
        )
        hint = "The standard error falls with the root of the count."
    else:
        variance, n = draw.integer(4, 60), draw.choice((2, 3, 4, 5, 6, 8, 10))
        mean_of_small = Fraction((n - 1) * variance, n)
        key = sympy.Integer(variance)
        prompt = draw.choice(
            (
                f"For samples of size {n}, the variance with {n} in the denominator is ${tex(rational(mean_of_small))}$ on average. What is the true variance?",
                f"A program divides the squared deviations by {n} instead of {n - 1}. Over many samples its variances average ${tex(rational(mean_of_small))}$. What is the true variance $\\sigma^2$?",
            )
        )
        steps = (
            Step(
                "On average it comes out too small by this factor",
                chain(over(minus(n, 1), n), sympy.Rational(n - 1, n)),
            ),
            Step("Undo it", chain(f"{tex(rational(mean_of_small))} \\cdot {over(n, n - 1)}", key)),
        )
        accepts = lambda g: g - g / Fraction(n) == mean_of_small  # noqa: E731
        wrong = (
            Mistake(
                rational(mean_of_small * Fraction(n - 1, n)),
                "That makes it smaller still; the average is too small already.",
            ),
            Mistake(rational(mean_of_small), "Dividing by the count gives too little on average."),
        )
        hint = r"The expectation is $\frac{n - 1}{n} \sigma^2$."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("variances", "Put back, the variances agree exactly.", accepts),
        steps=steps,
        hints=(
            "You are asked for what stands behind a standard error."
            if level < 3
            else "You are asked for the true variance.",
            r"The mean of n independent numbers has the standard error $\frac{\sigma}{\sqrt{n}}$."
            if level < 3
            else "Deviations from the sample's own mean are a little too small.",
            hint,
        ),
        mistakes=but_key(key, *wrong),
    )


def _better(draw: Draw, level: int) -> Draft:
    first = (Fraction(draw.integer(0, 4)), Fraction(draw.integer(1, 12)))
    second = (Fraction(0), Fraction(draw.integer(2, 20)))
    mse = [b * b + v for b, v in (first, second)]
    if mse[0] == mse[1] or first[0] == 0:
        raise Unsuitable("a draw")
    said = draw.coin()
    return claim_draft(
        prompt=f"Estimator $T$ has bias {first[0]} and variance {first[1]}. Estimator $U$ is unbiased with variance {second[1]}. True or false? By mean squared error, {'$T$' if said else '$U$'} is the better one.",
        truth=(mse[0] < mse[1]) == said,
        method="two errors each",
        detail="Each estimator was replaced by a coin with the same bias and variance, and its squared errors were averaged.",
        decide=lambda: bool(_coin_error(*first) < _coin_error(*second)) == said,
        steps=(
            Step(
                "T: squared bias plus variance", chain(plus(power(first[0], 2), first[1]), rational(mse[0]))
            ),
            Step("U: it has no bias", chain(plus(power(0, 2), second[1]), rational(mse[1]))),
        ),
        hints=(
            "You are asked which of the two is closer to the truth on average.",
            "The mean squared error is the squared bias plus the variance; the smaller, the better.",
            f"For T begin with the squared bias, ${power(first[0], 2)}$.",
        ),
        if_wrong=f"The mean squared errors are ${tex(rational(mse[0]))}$ for $T$ and ${tex(rational(mse[1]))}$ for $U$.",
    )


def _coin_error(bias: Fraction, variance: Fraction) -> Any:
    swing, shift = second_way.root(variance), second_way.real(bias)
    return ((shift + swing) ** 2 + (shift - swing) ** 2) / 2


def _slip(draw: Draw, level: int) -> Draft:
    bias, sigma, n = draw.nonzero(-5, 5), draw.integer(2, 9), draw.choice((4, 9, 16, 25))
    wrong = draw.choice(("bias", "n", "sum"))
    term = bias if wrong == "bias" else bias * bias
    variance = Fraction(sigma**2, math.isqrt(n)) if wrong == "n" else Fraction(sigma**2, n)
    total = term + variance + (1 if wrong == "sum" else 0)
    parts = [
        Part(
            rf"({bias})^2 + \left(\frac{{{sigma}}}{{\sqrt{{{n}}}}}\right)^2",
            bias * bias + (second_way.real(sigma) / second_way.root(n)) ** 2,
        ),
        Part(plus(term, over(sigma**2, math.isqrt(n) if wrong == "n" else n)), term + variance),
        Part(tex(rational(total)), Fraction(total)),
    ]
    fix = tex(rational(term + variance)) if wrong == "sum" else plus(bias * bias, over(sigma**2, n))
    return mistake_draft(
        draw,
        task=f"find the mean squared error of an average of {n} numbers with standard deviation {sigma}, all read {abs(bias)} too {'high' if bias > 0 else 'low'}",
        parts=parts,
        fix=fix,
        rule="The mean squared error is the squared bias plus the variance, and the variance of a mean is the variance over n",
    )


GENERATORS = (
    Generator(TOPIC, "listing", COMPUTE, _listing, objectives=(1,)),
    Generator(TOPIC, "standard-error", REVERSE, _standard_error, objectives=(2, 3)),
    Generator(TOPIC, "better", TRUE_FALSE, _better, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(2,), objectives=(1, 3)),
    Generator(TOPIC, "in-order", ORDER, unbiased_variance, levels=(3,), objectives=(2,)),
)
