"""Exercises on the bootstrap: exact distributions of tiny samples, standard errors, intervals, what is left out, and where it fails."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    chain,
    decimal,
    over,
    plus,
    rational,
    squares_sum,
    tex,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, claim_draft, mistake_draft

TOPIC = "bootstrap"


def _all_samples(data: Sequence[int]) -> list[tuple[int, ...]]:
    return list(product(data, repeat=len(data)))


def _three(draw: Draw) -> list[int]:
    return sorted(draw.sample(range(0, 15), 3))


def _exact(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    data = _three(draw)
    low, mid, high = data
    listed = ", ".join(str(v) for v in draw.shuffled(data))
    if level == 1:
        which = draw.choice(("low", "mid", "high"))
        value = {"low": low, "mid": mid, "high": high}[which]
        key = sympy.Rational(13, 27) if which == "mid" else sympy.Rational(7, 27)
        ask = draw.choice(
            (
                ("median", f"What is the probability that the median of a bootstrap sample is {value}?"),
                (
                    "twice",
                    f"How probable is it that a bootstrap sample holds the value {value} at least twice?",
                ),
                ("max", f"How probable is it that the largest number in a bootstrap sample is {value}?"),
            )
        )
        if ask[0] == "twice":
            key = sympy.Rational(7, 27)
        if ask[0] == "max":
            key = {
                "low": sympy.Rational(1, 27),
                "mid": sympy.Rational(7, 27),
                "high": sympy.Rational(19, 27),
            }[which]
        checks = {
            "median": lambda s: sorted(s)[1] == value,
            "twice": lambda s: s.count(value) >= 2,
            "max": lambda s: max(s) == value,
        }
        prompt = f"The sample is {listed}. {ask[1]}"
        steps = (
            Step("All ordered bootstrap samples", f"3^3 = {27}"),
            Step("Those that fit, as a share", chain(over(key.p * 27 // key.q, 27), key)),
        )
        derive = lambda: Fraction(sum(1 for s in _all_samples(data) if checks[ask[0]](s)), 27)  # noqa: E731
        wrong = (
            Mistake(
                sympy.Rational(1, 3),
                "The three values are not equally likely as a summary; list the samples.",
            ),
            Mistake(1 - key, "That is the probability of the opposite."),
            Mistake(sympy.Rational(2, 9), "The sample with three equal values counts as well."),
        )
        hint = "There are three draws with replacement; count the ordered samples that fit."
    elif level == 2:
        n = draw.choice((3, 4, 5))
        sample = [draw.integer(0, 12) for _ in range(n - 1)]
        sample.append(-sum(sample) % n + draw.integer(0, 1) * n)
        mean = sum(sample) // n
        squares = sum((v - mean) ** 2 for v in sample)
        key = sympy.Rational(squares, n * n)
        if squares == 0:
            raise Unsuitable("no spread")
        prompt = f"The sample is {', '.join(str(v) for v in sample)}. " + draw.choice(
            (
                "What is the exact variance of the bootstrap mean (the square of its standard error)?",
                "The mean is computed for every possible bootstrap sample. What is the variance of all these means?",
            )
        )
        steps = (
            Step(
                "Variance of one draw",
                chain(over(squares_sum([v - mean for v in sample]), n), sympy.Rational(squares, n)),
            ),
            Step(
                "The mean of n draws has an n-th part of it",
                chain(f"{tex(sympy.Rational(squares, n))} \\cdot {over(1, n)}", key),
            ),
        )

        def derive() -> Fraction:
            means = [Fraction(sum(s), n) for s in _all_samples(sample)]
            return sum(((m - mean) ** 2 for m in means), Fraction(0)) / len(means)

        wrong = (
            Mistake(
                sympy.Rational(squares, n * (n - 1)),
                "That divides by one less. The bootstrap draws from the values as if they were everything, so one draw has the population variance.",
            ),
            Mistake(sympy.Rational(squares, n), "That is the variance of one draw; a mean scatters less."),
        )
        hint = "First find the variance of a single draw from the values."
    else:
        n, k = draw.choice((2, 3, 4, 5, 6, 10)), draw.choice((1, 1, 2))
        if k == 2 and n < 3:
            raise Unsuitable("nothing left")
        key = sympy.Rational(n - k, n) ** n
        if key.q > 10**6:
            raise Unsuitable("ugly")
        prompt = draw.choice(
            (
                f"A bootstrap sample of size {n} is drawn from {n} observations. How probable is it that {'a given observation is' if k == 1 else 'two given observations are both'} missing from it?",
                f"Bagging draws {n} of {n} rows with replacement. What is the chance that {'row 1 is' if k == 1 else 'rows 1 and 2 are both'} left out?",
            )
        )
        steps = (
            Step("One draw misses", chain(f"1 - {over(k, n)}", sympy.Rational(n - k, n))),
            Step(
                "All draws miss, independently",
                chain(rf"\left({tex(sympy.Rational(n - k, n))}\right)^{{{n}}}", key),
            ),
        )

        def derive() -> Any:
            states = Fraction(1)
            for _ in range(n):
                states -= states * Fraction(k, n)
            return states

        wrong = (
            Mistake(1 - key, "That is the chance that it is there."),
            Mistake(sympy.Rational(k, n), "That is the chance of being drawn in one draw."),
            Mistake(sympy.Rational(n - k, n), "That is one draw; all of them have to miss."),
        )
        hint = "What is the chance that one draw misses?"
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "listing", "All bootstrap samples were listed, or the draws followed one by one.", derive
        ),
        steps=steps,
        hints=(
            "You are asked for an exact answer, without chance.",
            "Each of the n draws takes each observation with the same probability, with replacement.",
            hint,
        ),
        answer_hint="a fraction such as 7/27",
        mistakes=but_key(key, *wrong),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        n = draw.choice((2, 3, 4, 5, 6, 7))
        key = sympy.Integer(n)
        prompt = draw.choice(
            (
                f"There are {n**n} ordered bootstrap samples of a data set. How many observations does it have?",
                f"A program lists all {n**n} ordered bootstrap samples. How large is the original sample?",
            )
        )
        steps = (Step("n draws with n outcomes each", f"{n}^{n} = {n**n}"),)

        def accepts(g: Any) -> Any:
            return g > 0 and g == int(g) and len(_all_samples(range(min(int(g), 7)))) == n**n and g < 8

        wrong = (Mistake(sympy.Integer(n + 1), "Try it: that gives more."),)
        hint = "Each draw has as many outcomes as there are observations."
    elif level == 2:
        count, share = draw.choice((1000, 2000, 4000, 5000, 10000, 400)), draw.choice((90, 95, 99, 80))
        cut = Fraction(100 - share, 200) * count
        if cut.denominator != 1:
            raise Unsuitable("half a sample")
        key = rational(cut)
        prompt = draw.choice(
            (
                f"{count} bootstrap means are sorted. For the percentile interval at {share} per cent, how many of them are cut off at each end?",
                f"A percentile interval at {share} per cent comes from {count} resampled medians. How many lie below its lower end?",
            )
        )
        steps = (
            Step(
                "What is left for both ends",
                chain(f"1 - {decimal(Fraction(share, 100))}", decimal(1 - Fraction(share, 100))),
            ),
            Step(
                "Half of it, of all",
                chain(over(f"{decimal(1 - Fraction(share, 100))} \\cdot {count}", 2), key),
            ),
        )
        accepts = lambda g: count - 2 * g == Fraction(share, 100) * count  # noqa: E731
        wrong = (
            Mistake(rational(cut * 2), "That is both ends together."),
            Mistake(rational(Fraction(share, 100) * count), "Those are the ones that stay."),
        )
        hint = f"{share} per cent stay in the middle."
    else:
        total = draw.choice((100, 200, 300, 500, 1000, 2000))
        missing = draw.choice((30, 35, 36, 37, 38, 40))
        key = sympy.Integer(total * (100 - missing) // 100)
        prompt = f"In one round of bagging {missing} per cent of {total} rows were never drawn. How many different rows does this bootstrap sample hold?"
        steps = (
            Step(
                "The share that was drawn",
                chain(f"1 - {decimal(Fraction(missing, 100))}", decimal(1 - Fraction(missing, 100))),
            ),
            Step("Of all rows", chain(f"{decimal(1 - Fraction(missing, 100))} \\cdot {total}", key)),
        )
        accepts = lambda g: g + Fraction(missing, 100) * total == total  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(total * missing // 100), "Those are the rows left out."),
            Mistake(sympy.Integer(total), "The sample has that many rows, but some of them more than once."),
        )
        hint = "How many rows were left out?"
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("counting", "With this number the count comes out as given.", accepts),
        steps=steps,
        hints=(
            "You are asked for a number behind a bootstrap.",
            "A bootstrap sample has n draws with replacement; a percentile interval keeps the middle share.",
            hint,
        ),
        answer_hint="a whole number",
        mistakes=but_key(key, *wrong),
    )


def _fails(draw: Draw, level: int) -> Draft:
    n = draw.choice((20, 50, 100, 200))
    cases = (
        (
            "the largest value of a population, estimated by the largest of the sample",
            False,
            "max",
            "The largest bootstrap value is never above the largest observed one, and very often equal to it.",
        ),
        (
            "the mean of independent measurements",
            True,
            "mean",
            "For means of independent data the bootstrap works well.",
        ),
        (
            "the median of independent incomes",
            True,
            "median",
            "The median of a reasonable sample is a standard use of the bootstrap.",
        ),
        (
            "the mean of daily prices that depend strongly on the day before, resampled day by day",
            False,
            "dependent",
            "Drawing single days tears the dependence apart, and the standard error comes out much too small.",
        ),
    )
    text, truth, kind, why = draw.choice(cases)

    def simulate() -> bool:
        """A seeded comparison of bootstrap and true scatter, far from the border."""
        source = numpy.random.Generator(numpy.random.PCG64(n))
        if kind == "dependent":
            steps_ = source.standard_normal((400, n))
            series = numpy.zeros((400, n))
            for t in range(1, n):
                series[:, t] = 0.9 * series[:, t - 1] + steps_[:, t]
            true_error, boot = series.mean(axis=1).std(), (series.std(axis=1) / numpy.sqrt(n)).mean()
            return bool(boot > 0.7 * true_error)
        if kind == "max":
            values = source.random(n)
            draws = values[source.integers(0, n, (1000, n))].max(axis=1)
            return bool((draws == values.max()).mean() < 0.3)
        values = source.standard_normal((200, n))
        rule = numpy.mean if kind == "mean" else numpy.median
        true_error = rule(values, axis=1).std()
        boots = [rule(row[source.integers(0, n, (200, n))], axis=1).std() for row in values[:40]]
        return bool(0.6 < numpy.mean(boots) / true_error < 1.6)

    return claim_draft(
        prompt=draw.choice(
            (
                f"True or false? With a sample of {n}, the plain bootstrap gives a sensible standard error for {text}.",
                f"You resample {n} values one by one. Can you trust the bootstrap here: {text}? (True: yes.)",
            )
        ),
        truth=truth,
        method="simulation",
        detail="The scatter that the bootstrap reports was compared with the true one, with a fixed seed.",
        decide=simulate,
        steps=(
            Step(
                "The chance that a given observation is in a bootstrap sample, for large samples",
                r"1 - e^{-1} \approx 0.632",
            ),
        ),
        hints=(
            "You are asked whether resampling imitates how the data came about.",
            "The bootstrap draws independent single values from the sample. It needs independent data, and a statistic that does not hang on one extreme value.",
            "What would all the bootstrap samples have in common?",
        ),
        if_wrong=why,
    )


def _slip(draw: Draw, level: int) -> Draft:
    data = _three(draw)
    if sum(data) % 3:
        raise Unsuitable("no whole mean")
    mean = sum(data) // 3
    squares = sum((v - mean) ** 2 for v in data)
    wrong = draw.choice(("divide", "third", "sum"))
    one = Fraction(squares, 2) if wrong == "divide" else Fraction(squares, 3)
    end = one if wrong == "third" else one / 3
    last = end + (Fraction(1, 3) if wrong == "sum" else 0)
    means = [Fraction(sum(s), 3) for s in _all_samples(data)]
    parts = [
        Part(
            rf"\frac{{1}}{{3}} \cdot \frac{{{plus(*(f'({v} - {mean})^2' for v in data))}}}{{3}}",
            sum(((m - mean) ** 2 for m in means), Fraction(0)) / 27,
        ),
        Part(
            rf"\frac{{1}}{{3}} \cdot {over(squares, 2 if wrong == 'divide' else 3)}",
            Fraction(squares, 6 if wrong == "divide" else 9),
        ),
        Part(tex(rational(last)), last),
    ]
    fix = rf"\frac{{1}}{{3}} \cdot {over(squares, 3)}" if wrong == "divide" else tex(rational(one / 3))
    return mistake_draft(
        draw,
        task=f"find the exact variance of the bootstrap mean of {', '.join(str(v) for v in data)}, whose mean is {mean}",
        parts=parts,
        fix=fix,
        rule="One draw has the variance of the values as a population, and the mean of three draws a third of it",
    )


GENERATORS = (
    Generator(TOPIC, "exact", COMPUTE, _exact, objectives=(1, 2, 3)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1, 2, 3)),
    Generator(TOPIC, "fails", TRUE_FALSE, _fails, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(2,), objectives=(2,)),
)
