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
    choice_draft,
    claim_draft,
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


# Coverage, survivors, silence: each with who is seen, the unit, and the name of the bias.
SEEN = (
    (
        "A survey about screen time is held online. Of {n} people, {a} are online, with {x} hours a week on average; the other {b} are not, with {y} hours.",
        "Only those who are online can be drawn.",
        "hours",
        "coverage bias",
    ),
    (
        "{n} bombers flew out. {a} came back, with {x} hits on average; the other {b} were shot down, with {y} hits.",
        "Only the ones that came back are counted.",
        "hits",
        "survivorship bias",
    ),
    (
        "Of {n} funds started ten years ago, {a} still exist, with a yearly return of {x} per cent on average; the other {b} were closed, with {y} per cent.",
        "Only the funds that still exist are compared.",
        "percentage points",
        "survivorship bias",
    ),
    (
        "All {n} customers are asked. The {a} who answer would give {x} points on average, the {b} who stay silent {y} points.",
        "Only the answers are averaged.",
        "points",
        "non-response bias",
    ),
    (
        "Of {n} visitors, {a} come at noon and stay {x} minutes on average; the other {b} come at other times and stay {y} minutes.",
        "Only the visitors at noon are asked.",
        "minutes",
        "coverage bias",
    ),
)


def bias(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “bias”: how far a sample that sees one group only is off, on average."""
    a, b = draw.integer(1, 9) * 10, draw.integer(1, 9) * 10
    x, y = draw.sample(range(2, 25), 2)
    mean = Fraction(a * x + b * y, a + b)
    off = x - mean
    if off.denominator > 10:
        raise Unsuitable("ugly value")
    story, who, unit, name = draw.choice(SEEN)
    if unit == "hits" and x > y:
        raise Unsuitable("the bombers with more hits are the ones that are lost")

    def told(value: Fraction) -> str:
        way = "too high" if value > 0 else "too low"
        return rf"\text{{{way} by }} {short(abs(value))} \text{{ {unit[:-1] if abs(value) == 1 else unit}}}"

    return choice_draft(
        draw,
        prompt=f"{story.format(n=a + b, a=a, b=b, x=x, y=y)} {who} How far off is the result, on average, as an estimate for all {a + b}?",
        right=rational(off),
        wrong=[
            Mistake(rational(-off), "Who is seen pulls the result to their own side."),
            Mistake(
                rational(Fraction(x - y)),
                "That is the gap between the two groups; those who are seen belong to the population as well.",
            ),
            Mistake(
                rational(Fraction(x - y, 2)),
                "That would be right for two groups of the same size.",
            ),
            Mistake(
                rational(Fraction(a * (x - y), a + b)),
                "Weigh the gap by the share of those who are missing, not of those who are seen.",
            ),
        ],
        show=lambda value: told(Fraction(int(value.p), int(value.q))),
        proof=Rederived(
            "listing",
            "Everybody was listed with the mean of their group, and the two averages were taken.",
            lambda: Fraction(sum([x] * a), a) - Fraction(sum([x] * a + [y] * b), a + b),
        ),
        steps=(
            Step("Mean of all", chain(rf"\frac{{{a} \cdot {x} + {b} \cdot {y}}}{{{a + b}}}", short(mean))),
            Step(f"The {name}: what the sample shows, less that", chain(f"{x} - {short(mean)}", short(off))),
        ),
        hints=(
            "You are asked for the bias: what the sample gives on average, less the truth.",
            "Ask who is missing. The bias is the share of the missing times the gap between the two groups.",
            f"The truth is the mean of all {a + b}, each group weighed by its size.",
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
