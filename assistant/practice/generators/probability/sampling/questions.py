"""Exercises on sampling: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    listed,
    total,
)
from assistant.practice.generators.probability.sampling.pieces import IN, STRATA
from assistant.practice.notation import (
    chain,
    plus,
    rational,
    short,
    tex,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    if level == 1:
        n = draw.integer(5, 60)
        k = draw.integer(1, n - 1)
        key = sympy.Integer(k)
        if Fraction(k, n).denominator == 1:
            raise Unsuitable("everyone")
        return Draft(
            prompt=f"From {n} items a simple random sample is drawn without replacement. Each item gets in with probability ${tex(Fraction(k, n))}$. How large is the sample?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The chances of all items add up to the size of the sample.",
                lambda v: isinstance(v, Fraction) and v == total([Fraction(k, n)] * n),
            ),
            steps=(Step("Chance times number of items", chain(rf"{tex(Fraction(k, n))} \cdot {n}", k)),),
            hints=(
                "The chance is known, the size of the sample is asked for.",
                IN,
                "Solve for the number of places.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Integer(n - k), "Those are left out."),
                Mistake(sympy.Integer(n), "That is the population."),
            ),
        )
    share, a, b = Fraction(draw.choice((1, 2, 3, 4, 5, 6, 7, 8, 9)), 10), *draw.sample(range(2, 60), 2)
    value = share * a + (1 - share) * b
    key = rational(share)
    return Draft(
        prompt=f"Two strata have the sample means ${a}$ and ${b}$. The stratified estimate of the population mean is ${short(value)}$. Which share of the population belongs to the first stratum?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The estimate was worked out with this share.",
            lambda v: isinstance(v, Fraction) and v * a + (1 - v) * b == value,
        ),
        steps=(
            Step(
                "Where the estimate lies between the two",
                rf"\frac{{{short(value)} - {b}}}{{{a} - {b}}} = {tex(key)}",
            ),
        ),
        hints=(
            "The estimate is known, a share is asked for.",
            STRATA,
            f"Call the share $w$: then $w \\cdot {a} + (1 - w) \\cdot {b}$ is the estimate.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "That is the second stratum."),
            Mistake(sympy.Rational(a, a + b), "The means alone do not give the share."),
        ),
    )


CASES = (
    ("A survey about the internet is held on the internet", "coverage", "internet"),
    ("Telephone numbers are drawn from a book of land lines", "coverage", "lines"),
    ("Only fifty of a thousand people who were asked return the form", "answers", "return"),
    ("Customers are asked for a review, and few write one", "answers", "write"),
    ("The returning aeroplanes are studied to see where they are hit", "survivors", "returning"),
    ("Only funds that still exist are compared", "survivors", "still exist"),
    ("Successful founders are asked for their habits, failed ones are not", "survivors", "failed"),
    ("Visitors at noon on a weekday stand for all visitors", "coverage", "noon"),
)


def bias(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “bias”."""
    text, right, clue = draw.choice(CASES)
    clues = {
        "internet": "coverage",
        "lines": "coverage",
        "noon": "coverage",
        "return": "answers",
        "write": "answers",
        "returning": "survivors",
        "still exist": "survivors",
        "failed": "survivors",
    }
    return words_draft(
        draw,
        prompt=f"{text}. Which bias is the main danger?",
        right=right,
        options=[
            (
                "coverage",
                "Part of the population could not get into the sample at all",
                "Here everybody could have been drawn, or the gap has another cause.",
            ),
            ("answers", "Those who answer differ from those who do not", "Nobody refuses an answer here."),
            (
                "survivors",
                "Only those that came through are seen",
                "Nothing has dropped out on its way here.",
            ),
        ],
        proof=Rederived(
            "the missing ones",
            "It was asked who is missing: never reached, silent, or gone.",
            lambda: clues[clue],
        ),
        steps=(Step("Inclusion of those who cannot be drawn", r"0 \cdot 1 = 0"),),
        hints=(
            "You are asked who is missing from the sample, and why.",
            "Ask of the missing ones: were they never within reach, did they not answer, or did they not survive?",
            "Think of one person or thing that is missing. What became of it?",
        ),
    )


def mean_claim(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “mean claim”."""
    population = sorted(draw.sample(range(1, 16), draw.choice((3, 4))))
    samples = list(combinations(population, 2))
    means = [Fraction(sum(s), 2) for s in samples]
    mean = Fraction(sum(population), len(population))
    claimed = draw.choice(
        (mean, Fraction(population[0] + population[-1], 2), Fraction(population[len(population) // 2]))
    )
    truth = claimed == mean
    return claim_draft(
        prompt=f"A population has the values {listed(population)}. True or false: the mean of a random sample of two, without replacement, has the expectation ${short(claimed)}$.",
        truth=truth,
        method="listing",
        detail="All samples of two were listed and their means averaged.",
        decide=lambda: total(means) / len(means) == claimed,
        steps=(
            Step(
                "Mean of the population", chain(rf"\frac{{{plus(*population)}}}{{{len(population)}}}", mean)
            ),
        ),
        hints=(
            "You are asked what a sample mean gives on average.",
            r"$E[\bar{X}] = \mu$: the sample mean is right on average.",
            "Work out the mean of the population.",
        ),
        if_wrong="Over all samples, the sample mean averages to the population mean, not to the middle of the range or the median.",
    )
