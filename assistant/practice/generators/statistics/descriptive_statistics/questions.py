"""Questions with options on describing data."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.statistics.descriptive_statistics.pieces import listed, smooth
from assistant.practice.notation import (
    chain,
    minus,
    over,
    plus,
)
from assistant.practice.worked import Part, claim_draft, mistake_draft


def outlier(draw: Draw, level: int) -> Draft:
    """What does one wild value move?"""
    data = sorted(draw.integer(2, 20) for _ in range(5))
    spoilt = [*data[:4], data[4] * 10 + draw.integer(1, 40)]
    summary = draw.choice(("mean", "median", "interquartile range", "sample variance"))
    compute = {
        "mean": lambda d: numpy.mean(d),
        "median": lambda d: numpy.median(d),
        "interquartile range": lambda d: numpy.quantile(d, 0.75) - numpy.quantile(d, 0.25),
        "sample variance": lambda d: numpy.var(d, ddof=1),
    }[summary]
    stays = summary in ("median", "interquartile range")
    said = draw.coin()
    # Rules for quartiles differ, and under some the largest of five numbers moves the third quartile.
    note = (
        " (With five sorted numbers the quartiles are the second and the fourth.)"
        if summary == "interquartile range"
        else ""
    )
    return claim_draft(
        prompt=f"Five {draw.choice(('salaries in thousand euros', 'delivery times in minutes', 'page load times in seconds', 'house prices in ten thousand euros'))} are {listed(data)}. By a slip the largest is typed as {spoilt[4]}. True or false? The {summary} {'stays the same' if said else 'changes'}.{note}",
        truth=stays == said,
        method="NumPy",
        detail="The summary was computed before and after the slip.",
        decide=lambda: (abs(float(compute(data)) - float(compute(spoilt))) < 1e-9) == said,
        steps=(
            Step(
                "The mean moves by a fifth of the slip",
                chain(over(minus(spoilt[4], data[4]), 5), sympy.Rational(spoilt[4] - data[4], 5)),
            ),
            Step("The middle of the sorted numbers, before and after", f"{data[2]} - {data[2]} = 0"),
        ),
        hints=(
            "You are asked whether one wild value can move this summary.",
            "Mean and variance use the size of every number. Median and quartiles use only the order.",
            "Which of the sorted numbers does this summary look at?",
        ),
        if_wrong="The median and the interquartile range look only at the order; the largest value may be as large as it likes."
        if stays
        else "The mean and the variance use the size of every number, also of the wild one.",
    )


def slip(draw: Draw, level: int) -> Draft:
    """A sample variance with one wrong step."""
    data = smooth(draw, 4)
    mean = sum(data) // 4
    wrong = draw.choice(("n", "sign", "sum", "sum"))
    squares = [(x - mean) ** 2 for x in data]
    if wrong == "sign":
        at = next((i for i, x in enumerate(data) if x < mean), 0)
        squares[at] = -squares[at]
    total = sum(squares) + (draw.choice((2, 4)) if wrong == "sum" else 0)
    below = 4 if wrong == "n" else 3
    right = sum((a - b) ** 2 for a, b in combinations(data, 2))
    parts = [
        Part(over(plus(*(f"({x} - {mean})^2" for x in data)), "4 - 1"), Fraction(right, 12)),
        Part(over(plus(*squares), "4 - 1" if wrong != "n" else 4), Fraction(sum(squares), below)),
        Part(over(total, below), Fraction(total, below)),
    ]
    fix = {
        "n": over(plus(*squares), 3),
        "sign": over(plus(*(abs(s) for s in squares)), 3),
        "sum": over(sum(squares), 3),
    }[wrong]
    return mistake_draft(
        draw,
        task=f"compute the sample variance of {listed(data)}, whose mean is {mean}",
        parts=parts,
        fix=fix,
        rule="Squares are never negative, and a sample variance divides by one less than the count",
    )
