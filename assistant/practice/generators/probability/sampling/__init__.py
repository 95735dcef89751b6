"""Exercises on sampling: all samples of a small population, chances of getting in, strata and weights, bias."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations, permutations, product
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    fpow,
    listed,
    total,
    weighted,
)
from assistant.practice.generators.probability.sampling.pieces import IN, STRATA
from assistant.practice.generators.probability.sampling.questions import bias, mean_claim, unknown
from assistant.practice.generators.probability.statements import getting_in
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
    over,
    percent,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
)

TOPIC = "sampling"


def _all_samples(draw: Draw, level: int) -> Draft:
    population = sorted(draw.sample(range(1, 16), draw.choice((3, 4))))
    size = 2 if level == 1 else draw.choice((2, 3)) if len(population) == 4 else 2
    kind = draw.choice(("count", "above", "largest"))
    samples = list(combinations(population, size))
    mean = Fraction(sum(population), len(population))
    value: Any
    if kind == "count":
        size = draw.integer(2, 4)
        n = draw.integer(size + 1, 9)
        value = Fraction(math.comb(n, size))
        prompt = f"How many different samples of {size} can be drawn without replacement from a population of {n}, if order does not matter?"
        proof: Any = Rederived(
            "listing", "All samples were listed.", lambda: len(list(combinations(range(n), size)))
        )
        steps: tuple[Step, ...] = (Step("Choose without order", rf"\binom{{{n}}}{{{size}}} = {value}"),)
        wrong = [
            Mistake(
                sympy.Integer(math.perm(n, size)),
                "Order does not matter: each sample was counted several times.",
            ),
            Mistake(sympy.Integer(n**size), "Without replacement no item comes twice."),
        ]
        first = f"In order there would be ${times(*range(n, n - size, -1))}$."
    else:
        values = [Fraction(sum(s), size) if kind == "above" else Fraction(max(s)) for s in samples]
        value = (
            sum((Fraction(v > mean) for v in values), Fraction(0)) / len(samples)
            if kind == "above"
            else sum(values, Fraction(0)) / len(samples)
        )
        prompt = (
            f"A population has the values {listed(population)}. A sample of {size} is drawn without replacement. "
            + (
                "How probable is it that its mean is above the population mean?"
                if kind == "above"
                else "What is the expectation of its largest value?"
            )
        )
        positions = list(permutations(range(len(population)), size))
        proof = Rederived(
            "in order",
            "All samples were listed once more, this time in every order.",
            lambda: (
                total(
                    (
                        Fraction(Fraction(sum(population[i] for i in p), size) > mean)
                        if kind == "above"
                        else Fraction(max(population[i] for i in p))
                    )
                    for p in positions
                )
                / len(positions)
            ),
        )
        steps = (
            Step("Number of samples", rf"\binom{{{len(population)}}}{{{size}}} = {len(samples)}"),
            Step(
                "Those with a larger mean, as a share" if kind == "above" else "Largest values, averaged",
                chain(over(int(value * len(samples)), len(samples)), value)
                if kind == "above"
                else chain(rf"\frac{{{plus(*(max(s) for s in samples))}}}{{{len(samples)}}}", value),
            ),
        )
        wrong = [
            Mistake(1 - rational(value), "That is the opposite event.")
            if kind == "above"
            else Mistake(sympy.Integer(max(population)), "Not every sample holds the largest item."),
            Mistake(rational(mean), "That is the mean of the population."),
        ]
        first = f"The first sample is {listed(samples[0])}. Go on in order."
    key = rational(value)
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked to go through all samples.",
            "List every sample once; each is equally likely.",
            first,
        ),
        mistakes=but_key(key, *wrong),
    )


def _inclusion(draw: Draw, level: int) -> Draft:
    n = draw.choice((3, 4, 5, 6, 8, 10))
    k = draw.integer(2, min(n - 1, 5))
    back = draw.coin()
    value = 1 - Fraction(n - 1, n) ** k if back else Fraction(k, n)
    key = rational(value)
    if n**k > 20000:
        raise Unsuitable("too large")
    things, one = draw.choice(
        (
            ("rows of a data set", "your row"),
            ("patients", "a certain patient"),
            ("examples", "the only positive one"),
        )
    )
    return Draft(
        prompt=f"From {n} {things} {k} are drawn {'with' if back else 'without'} replacement. How probable is it that {one} gets into the sample{' at least once' if back else ''}?",
        key=key,
        proof=Rederived(
            "listing",
            "All samples in order were listed, and those with this one counted.",
            lambda: (
                Fraction(sum(0 in s for s in product(range(n), repeat=k)), n**k)
                if back
                else Fraction(sum(0 in s for s in permutations(range(n), k)), math.perm(n, k))
            ),
        ),
        steps=(
            Step("Missed by every draw", chain(fpow(Fraction(n - 1, n), k), Fraction(n - 1, n) ** k)),
            Step("The complement", chain(minus(1, Fraction(n - 1, n) ** k), value)),
        )
        if back
        else (
            Step("Places in the sample, as a share of all", f"1 - \\frac{{{n - k}}}{{{n}}} = {tex(value)}"),
        ),
        hints=(
            "You are asked for the chance that one of them is drawn.",
            IN,
            f"A single draw misses it with probability ${tex(Fraction(n - 1, n))}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(k, n) if back else rational(1 - Fraction(n - 1, n) ** k),
                "That is for drawing without replacement."
                if back
                else "That is for drawing with replacement.",
            ),
            Mistake(1 - key, "That is the probability of being left out."),
            Mistake(sympy.Rational(1, n), "That is a single draw."),
            Mistake(sympy.Rational(1, math.comb(n, k)), "That is one particular sample."),
        ),
    )


def _strata(draw: Draw, level: int) -> Draft:
    share = Fraction(draw.choice((1, 2, 3, 4, 6, 7, 8, 9)), 10)
    a, b = draw.sample(range(2, 60), 2)
    if level == 2:
        value = share * a + (1 - share) * b
        key = rational(value)
        m, n = draw.choice(((10, 10), (50, 50), (20, 80), (30, 10)))
        if Fraction(m, m + n) == share:
            raise Unsuitable("representative")
        who = draw.choice((("town", "country"), ("members", "guests"), ("phones", "laptops")))
        return Draft(
            prompt=f"${percent(share)}$ of a population belong to a first group ({who[0]}), the others to a second ({who[1]}). A sample of {m} from the first has the mean ${a}$, a sample of {n} from the second the mean ${b}$. What is the stratified estimate of the population mean?",
            key=key,
            proof=Rederived(
                "ten people",
                "Ten people in the right mix were laid out with the means of their groups.",
                lambda: Fraction(sum([a] * int(10 * share) + [b] * int(10 * (1 - share))), 10),
            ),
            steps=(
                Step(
                    "Means weighted by the shares of the population",
                    chain(weighted([a, b], [decimal(share), decimal(1 - share)]), short(value)),
                ),
            ),
            hints=(
                "You are asked to combine two samples.",
                STRATA,
                f"The first group counts with its share, ${decimal(share)}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(
                    rational(Fraction(m * a + n * b, m + n)),
                    "Weigh by the shares in the population, not by the sizes of the samples.",
                ),
                Mistake(sympy.Rational(a + b, 2), "The groups are not equally large."),
                Mistake(rational(share * b + (1 - share) * a), "The weights are swapped."),
            ),
        )
    p, q = share, Fraction(draw.choice((1, 2, 3, 4, 5, 6, 7, 8, 9)), 10)
    if p == q:
        raise Unsuitable("nothing to weigh")
    value = p / q
    key = rational(value)
    return Draft(
        prompt=f"A group makes up ${percent(p)}$ of the population but ${percent(q)}$ of a sample. Which importance weight does each of its members get?",
        key=key,
        proof=Satisfies(
            "weighing",
            "With this weight the group counts in the sample as much as in the population.",
            lambda v: isinstance(v, Fraction) and v * q == p,
        ),
        steps=(
            Step("Wanted share over drawn share", rf"\frac{{{decimal(p)}}}{{{decimal(q)}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked for a weight that mends a sample.",
            r"The importance weight is $\frac{p(x)}{q(x)}$: wanted probability over the one it was drawn with.",
            "Is the group drawn too often or too seldom? Should its weight be below or above 1?",
        ),
        mistakes=but_key(
            key,
            Mistake(1 / key, "The other way round: who is drawn too often counts less."),
            Mistake(rational(p - q), "Divide; do not subtract."),
            Mistake(rational((1 - p) / (1 - q)), "That is the weight of the others."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "samples", COMPUTE, _all_samples, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "getting-in", COMPUTE, _inclusion, version=2, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "strata", COMPUTE, _strata, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(1, 3), objectives=(2, 3)),
    Generator(TOPIC, "right-on-average", TRUE_FALSE, mean_claim, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "bias", CHOICE, bias, version=3, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "with-or-without", TRUE_FALSE, getting_in, levels=(2,), objectives=(2,)),
)
