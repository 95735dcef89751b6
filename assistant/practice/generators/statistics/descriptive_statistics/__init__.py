"""Exercises on describing data: mean, median, variance, quartiles, z-scores, and what an outlier does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

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
from assistant.practice.generators.statistics.descriptive_statistics.pieces import listed, smooth
from assistant.practice.generators.statistics.descriptive_statistics.questions import outlier, slip
from assistant.practice.notation import (
    chain,
    guarded,
    minus,
    over,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Proof, Rederived, Satisfies
from assistant.practice.worked import but_key

TOPIC = "descriptive-statistics"


def _spread(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    data = smooth(draw, draw.choice((4, 5, 5, 6)))
    n, story = (
        len(data),
        draw.choice(
            (
                "Delivery times in minutes",
                "Points in a quiz",
                "Errors of a model on a few days",
                "Clicks on some days",
                "Temperatures at noon",
            )
        ),
    )
    mean = Fraction(sum(data), n)
    squares = sum(((x - mean) ** 2 for x in data), Fraction(0))
    variance = squares / (n - 1)
    ordered = sorted(data)
    middle = Fraction(ordered[n // 2] + ordered[(n - 1) // 2], 2)
    if level == 1:
        wants_mean = draw.coin()
        key = rational(mean if wants_mean else middle)
        ask = (
            draw.choice(("What is their mean?", "Find the mean."))
            if wants_mean
            else draw.choice(("What is their median?", "Find the median."))
        )
        steps = (
            (Step("Add and divide by how many there are", chain(over(plus(*data), n), key)),)
            if wants_mean
            else (
                Step(
                    f"Sorted they are {listed(ordered)}; take the middle",
                    str(ordered[n // 2])
                    if n % 2
                    else chain(over(plus(ordered[n // 2 - 1], ordered[n // 2]), 2), key),
                ),
            )
        )
        proof: Proof = (
            Satisfies(
                "balance",
                "The deviations from this number add up to zero.",
                lambda g: sum(x - g for x in data) == 0,
            )
            if wants_mean
            else Rederived(
                "striking out",
                "The smallest and the largest were struck out again and again.",
                lambda: _strike(data),
            )
        )
        unsorted = Fraction(data[n // 2] + data[(n - 1) // 2], 2)
        wrong = (
            Mistake(
                rational(middle if wants_mean else mean),
                "That is the median." if wants_mean else "That is the mean.",
            ),
            Mistake(rational(unsorted), "Sort the numbers first."),
            Mistake(rational(Fraction(sum(data), n - 1)), "Divide by how many numbers there are."),
        )
        rule, hint = (
            ("The mean is the sum divided by the count.", f"Add the {n} numbers.")
            if wants_mean
            else (
                "The median is the middle of the sorted numbers, or the mean of the two middle ones.",
                "Sort them first.",
            )
        )
    elif level == 2:
        key = rational(variance)
        ask = draw.choice(
            (
                "What is their sample variance?",
                "They are a sample from many more. Compute the sample variance $s^2$.",
            )
        )
        steps = (
            Step("The mean", chain(over(plus(*data), n), rational(mean))),
            Step(
                "The squared deviations",
                chain(plus(*(f"({x} - {guarded(rational(mean))})^2" for x in data)), rational(squares)),
            ),
            Step("Divide by one less than the count", chain(over(rational(squares), f"{n} - 1"), key)),
        )
        proof = Rederived(
            "all pairs",
            "Half the mean squared difference of all pairs was computed; it is the sample variance.",
            lambda: Fraction(sum((a - b) ** 2 for a, b in combinations(data, 2)), n * (n - 1)),
        )
        wrong = (
            Mistake(rational(squares / n), "That is the population variance; a sample divides by one less."),
            Mistake(rational(squares), "The sum of squares still has to be divided."),
            Mistake(
                rational(Fraction(sum(x * x for x in data), n - 1)), "Take the mean away before you square."
            ),
        )
        rule, hint = (
            "Square the deviations from the mean, add them, divide by n - 1.",
            f"The mean is ${over(plus(*data), n)}$.",
        )
    else:
        ordered = ordered if n == 5 else sorted(smooth(draw, 5))
        data = draw.shuffled(ordered)
        value = draw.choice(ordered)
        kind = draw.choice(("iqr", "z"))
        mean, n = Fraction(sum(data), 5), 5
        variance = sum(((x - mean) ** 2 for x in data), Fraction(0)) / 4
        if kind == "iqr":
            key = sympy.Integer(ordered[3] - ordered[1])
            ask = "What is their interquartile range? (With five sorted numbers the quartiles are the second and the fourth.)"
            steps = (
                Step(
                    f"Sorted: {listed(ordered)}; third quartile minus first",
                    chain(minus(ordered[3], ordered[1]), key),
                ),
            )
            proof = Rederived(
                "NumPy",
                "NumPy's quartiles were subtracted.",
                lambda: Fraction(
                    float(numpy.quantile(data, 0.75) - numpy.quantile(data, 0.25))
                ).limit_denominator(1000),
            )
            wrong = (
                Mistake(
                    sympy.Integer(ordered[4] - ordered[0]),
                    "That is the whole range, from smallest to largest.",
                ),
                Mistake(sympy.Integer(abs(data[3] - data[1])), "Sort the numbers first."),
            )
            rule, hint = (
                "The interquartile range is the third quartile minus the first.",
                "Sort the numbers first.",
            )
        else:
            top = (
                math.isqrt(variance.numerator) ** 2 == variance.numerator
                and math.isqrt(variance.denominator) ** 2 == variance.denominator
            )
            if not top or value == mean:
                raise Unsuitable("no smooth deviation")
            deviation = Fraction(math.isqrt(variance.numerator), math.isqrt(variance.denominator))
            key = rational((value - mean) / deviation)
            ask = f"Their mean is ${tex(rational(mean))}$ and the sample standard deviation ${tex(rational(deviation))}$. What is the z-score of {value}?"
            steps = (
                Step(
                    "Distance from the mean in standard deviations",
                    chain(over(f"{value} - {guarded(rational(mean))}", tex(rational(deviation))), key),
                ),
            )
            proof = Satisfies(
                "the way back",
                "Mean plus z standard deviations is the value.",
                lambda g: mean + g * deviation == value,
            )
            wrong = (
                Mistake(-key, "Values below the mean have a negative z-score, values above a positive one."),
                Mistake(
                    rational((value - mean) / variance),
                    "Divide by the standard deviation, not by the variance.",
                ),
                Mistake(rational(value - mean), "Divide by the standard deviation as well."),
            )
            rule, hint = r"$z = \frac{x - \bar{x}}{s}$.", f"How far is {value} from the mean?"
    return Draft(
        prompt=f"{story}: {listed(data)}. {ask}",
        key=key,
        proof=proof,
        steps=steps,
        hints=("You are asked for one number that sums up the data.", rule, hint),
        mistakes=but_key(key, *wrong),
    )


def _strike(data: Sequence[int]) -> Fraction:
    left = list(data)
    while len(left) > 2:
        left.remove(min(left))
        left.remove(max(left))
    return Fraction(sum(left), len(left))


def _missing(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    n = draw.choice((4, 5, 6))
    data = [draw.integer(1, 15) for _ in range(n - 1)]
    if level == 1:
        value = draw.integer(1, 20)
        average = Fraction(sum(data) + value, n)
        if average.denominator not in (1, 2, 4, 5):
            raise Unsuitable("ugly mean")
        key = sympy.Integer(value)
        prompt = draw.choice(
            (
                f"The {n} values of a column have the mean {short(average)}. All but one are known: {listed(data)}. What is the missing one?",
                f"You scored {listed(data)} in {n - 1} tests. Which score in the next one gives you a mean of {short(average)}?",
            )
        )
        steps = (
            Step("The sum that is needed", chain(times(n, short(average)), rational(average * n))),
            Step("Take away what is there", chain(f"{average * n} - ({plus(*data)})", key)),
        )
        accepts = lambda g: (sum(data) + g) / Fraction(n) == average  # noqa: E731
        wrong = (
            Mistake(
                rational(average * (n - 1) - sum(data)),
                "The missing number counts as well: multiply by the full count.",
            ),
            Mistake(
                rational(average),
                "With the mean itself added, the mean would change unless it was the same before.",
            ),
        )
        rule, hint = "Mean times count is the sum.", f"What is the sum of all {n} numbers?"
    elif level == 2:
        mean, deviation, z = (
            draw.integer(20, 90),
            draw.integer(2, 15),
            draw.choice(
                (
                    Fraction(-2),
                    Fraction(-3, 2),
                    Fraction(-1, 2),
                    Fraction(1, 2),
                    Fraction(3, 2),
                    Fraction(2),
                    Fraction(5, 2),
                    Fraction(3),
                )
            ),
        )
        level_of = mean + z * deviation
        key = rational(level_of)
        prompt = draw.choice(
            (
                f"A feature has mean {mean} and standard deviation {deviation}. Which value has the z-score ${short(z)}$?",
                f"After standardising (mean {mean}, standard deviation {deviation}) a value became ${short(z)}$. What was it before?",
            )
        )
        steps = (
            Step(
                "Go that many standard deviations from the mean",
                chain(plus(mean, f"{short(z)} \\cdot {deviation}"), key),
            ),
        )
        accepts = lambda g: (g - mean) / deviation == z  # noqa: E731
        wrong = (
            Mistake(rational(z * deviation), "Add the mean as well."),
            Mistake(rational(mean - z * deviation), "The other direction."),
            Mistake(rational(mean + z), "The z-score counts standard deviations."),
        )
        rule, hint = r"$z = \frac{x - \bar{x}}{s}$; solve for x.", f"One standard deviation is {deviation}."
    else:
        n, squares = draw.integer(4, 12), draw.integer(3, 30)
        total = squares * (n - 1)
        key = sympy.Integer(n)
        prompt = draw.choice(
            (
                f"The squared deviations of a sample add up to {total}, and the sample variance is {squares}. How many numbers are in the sample?",
                f"A report gives a sample variance of {squares} and a sum of squared deviations of {total}. What was the sample size?",
            )
        )
        steps = (
            Step("The variance divides by one less than the count", chain(over(total, squares), n - 1)),
            Step("So the count is one more", f"{n - 1} + 1 = {n}"),
        )
        accepts = lambda g: g > 1 and total / (g - 1) == squares  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(n - 1), "A sample variance divides by one less than the count."),
            Mistake(sympy.Integer(n - 2), "Add one, do not take it away."),
        )
        rule, hint = (
            "The sample variance is the sum of squared deviations divided by n - 1.",
            "Divide the sum by the variance: what is that?",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("substitution", "With this number the summary comes out as given.", accepts),
        steps=steps,
        hints=("You are asked for something behind a summary.", rule, hint),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "summary", COMPUTE, _spread, objectives=(1, 2, 3)),
    Generator(TOPIC, "missing", REVERSE, _missing, objectives=(1, 3)),
    Generator(TOPIC, "outlier", TRUE_FALSE, outlier, version=2, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(2,), objectives=(1,)),
)
