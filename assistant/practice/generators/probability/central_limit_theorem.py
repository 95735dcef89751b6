"""Exercises on the central limit theorem: standard errors, probabilities of sums and means, the continuity correction."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    total,
)
from assistant.practice.generators.probability.solutions import standardise_sum
from assistant.practice.notation import (
    chain,
    decimal,
    rational,
    root,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "central-limit-theorem"
ERROR = r"The standard error of a mean is $\frac{\sigma}{\sqrt{n}}$; a sum of $n$ has the standard deviation $\sqrt{n}\, \sigma$."
NORMAL = (
    r"Standardise, $z = \frac{\bar{x} - \mu}{\sigma / \sqrt{n}}$, and use $\Phi$; $P(Z > z) = 1 - \Phi(z)$."
)
CORRECTION = r"Continuity correction: the whole number $k$ stands for the interval from $k - \frac{1}{2}$ to $k + \frac{1}{2}$."
TABLE = {
    Fraction(1, 2): 6915,
    Fraction(1): 8413,
    Fraction(3, 2): 9332,
    Fraction(2): 9772,
    Fraction(5, 2): 9938,
}
THINGS = (
    ("The time for one order", "minutes"),
    ("The weight of one parcel", "kilograms"),
    ("The length of one text", "lines"),
    ("The cost of one repair", "euros"),
    ("The score of one game", "points"),
)


def counted_unit(number: Any, unit: str) -> str:
    """Write a number with its unit: `$1$ minute`, `$0.5$ minutes`."""
    return f"${short(number)}$ {unit.removesuffix('s') if number == 1 else unit}"


def _area(z: Any) -> Fraction:
    """The area under the bell to the left of z, in ten-thousandths, by adding it up in 4,000 narrow strips."""
    middles = (numpy.arange(4000) + 0.5) * float(z) / 4000
    height = float(numpy.exp(-(middles**2) / 2).sum())
    return Fraction(round((0.5 + height * float(z) / 4000 / math.sqrt(2 * math.pi)) * 10000), 10000)


def _error(draw: Draw, level: int) -> Draft:
    sigma, n = (
        draw.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30)),
        draw.choice((4, 9, 16, 25, 36, 64, 100, 144, 400, 900, 2500)),
    )
    thing, unit = draw.choice(THINGS)
    of_sum = draw.choice((True, False, False))
    key = sympy.Integer(sigma * math.isqrt(n)) if of_sum else sympy.Rational(sigma, math.isqrt(n))
    return Draft(
        prompt=f"{thing} has the standard deviation {counted_unit(sigma, unit)}. "
        + (
            f"What is the standard deviation of the sum of {n} independent ones?"
            if of_sum
            else draw.choice(
                (
                    f"What is the standard error of the mean of {n} independent ones?",
                    f"{n} independent ones are averaged. What is the standard error of the mean?",
                )
            )
        ),
        key=key,
        proof=Rederived(
            "variances",
            "The variances of all parts were added up one by one.",
            lambda: second_way.root(total([sigma * sigma] * n)) / (1 if of_sum else n),
        ),
        steps=(
            Step("The root of the number", chain(root(n), math.isqrt(n))),
            Step(
                "Times one standard deviation" if of_sum else "One standard deviation, divided",
                times(math.isqrt(n), sigma) + f" = {tex(key)}"
                if of_sum
                else rf"\frac{{{sigma}}}{{\sqrt{{{n}}}}} = {tex(key)}",
            ),
        ),
        hints=("You are asked for the noise of a sum or mean.", ERROR, f"The root of {n} comes first."),
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(sigma, n), "Divide by the root of the number."),
            Mistake(sympy.Rational(sigma * sigma, n), "That is the variance of the mean."),
            Mistake(sympy.Integer(sigma * n), "Variances add, not standard deviations."),
            Mistake(sympy.Rational(sigma, math.isqrt(n)), "That is for the mean.")
            if of_sum
            else Mistake(sympy.Integer(sigma * math.isqrt(n)), "That is for the sum."),
        ),
    )


def _probability(draw: Draw, level: int) -> Draft:
    mean, sigma, n = (
        draw.integer(5, 60),
        draw.choice((2, 4, 5, 6, 8, 10, 12, 20)),
        draw.choice((16, 25, 36, 64, 100, 400)),
    )
    z = draw.choice(list(TABLE))
    r = math.isqrt(n)
    of_sum = draw.coin()
    upper = draw.coin()
    sign = 1 if upper else draw.choice((1, -1))
    limit = n * mean + sign * z * sigma * r if of_sum else mean + sign * z * Fraction(sigma, r)
    p = Fraction(TABLE[z], 10000)
    value = 1 - p if upper else (p if sign > 0 else 1 - p)
    key = rational(value)
    thing, unit = draw.choice(THINGS)
    scale = sigma * r if of_sum else Fraction(sigma, r)
    centre = n * mean if of_sum else mean
    return Draft(
        prompt=f"{thing} has the mean ${mean}$ and the standard deviation {counted_unit(sigma, unit)}. Take $\\Phi({short(z)}) = {decimal(p)}$. With the central limit theorem, how probable is it that the {'sum' if of_sum else 'mean'} of {n} independent ones is {'above' if upper else 'below'} ${short(Fraction(limit))}$?",
        key=key,
        proof=Rederived(
            "strips",
            "The area under the bell was added up in strips and rounded to four digits.",
            lambda: 1 - _area(z) if value < Fraction(1, 2) else _area(z),
        ),
        steps=(
            Step(
                "Standard deviation of the sum" if of_sum else "Standard error",
                rf"\sqrt{{{n}}} \cdot {sigma} = {short(Fraction(scale))}"
                if of_sum
                else rf"\frac{{{sigma}}}{{\sqrt{{{n}}}}} = {short(scale)}",
            ),
            Step(
                "Standardise",
                rf"\frac{{{short(Fraction(limit))} - {centre}}}{{{short(Fraction(scale))}}} = {short(sign * z)}",
            ),
            Step("The area on the other side", f"1 - {decimal(p)} = {decimal(1 - p)}")
            if value != p
            else Step("The area below, as given", rf"\Phi({short(z)}) = {decimal(p)}"),
        ),
        hints=(
            "You are asked for an area under the bell.",
            ERROR + " " + NORMAL,
            f"The {'sum' if of_sum else 'mean'} has the centre ${centre}$. How many of its standard deviations away is ${short(Fraction(limit))}$?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "The other side of the bell."),
            Mistake(rational(z), "That is the standardised value; take its area."),
            Mistake(rational(abs(p - Fraction(1, 2))), "That is the area from the middle."),
        ),
    )


def _count(draw: Draw, level: int) -> Draft:
    n, p = draw.choice(
        (
            (100, Fraction(1, 2)),
            (400, Fraction(1, 2)),
            (100, Fraction(1, 5)),
            (100, Fraction(9, 10)),
            (64, Fraction(1, 2)),
            (900, Fraction(1, 2)),
            (225, Fraction(1, 5)),
            (400, Fraction(9, 10)),
            (36, Fraction(1, 2)),
            (48, Fraction(1, 4)),
            (400, Fraction(1, 5)),
            (2500, Fraction(1, 2)),
        )
    )
    mean, spread = n * p, math.isqrt(int(n * p * (1 - p)))
    at_least = draw.coin()
    k = int(mean) + (1 if at_least else -1) * draw.integer(1, 3 * spread)
    edge = k - Fraction(1, 2) if at_least else k + Fraction(1, 2)
    value = (edge - mean) / spread
    key = rational(value)
    story = draw.choice(("coin tosses", "clicks", "answers of a classifier", "free throws"))
    return Draft(
        prompt=f"{n} independent trials ({story}), each a success with probability ${decimal(p)}$. The probability of {'at least' if at_least else 'at most'} {k} successes is approximated by the normal distribution. At which standardised value $z$ is $\\Phi$ taken, with the continuity correction?",
        key=key,
        proof=Satisfies(
            "going back",
            "The value was turned back into a count; it lies half a step beyond the whole number.",
            lambda v: (
                isinstance(v, Fraction)
                and mean + v * spread - k == (Fraction(-1, 2) if at_least else Fraction(1, 2))
            ),
        ),
        steps=(
            Step(
                "Mean and standard deviation",
                rf"\sqrt{{{n} \cdot {decimal(p)} \cdot {decimal(1 - p)}}} = {spread}",
            ),
            Step("The edge with the correction", chain(f"{k} {'-' if at_least else '+'} 0.5", short(edge))),
            Step("Standardise", rf"\frac{{{short(edge)} - {mean}}}{{{spread}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked where the bell is cut.",
            CORRECTION,
            f"“{'At least' if at_least else 'At most'} {k}” begins or ends half a step beside {k}. On which side?",
        ),
        mistakes=but_key(
            key,
            Mistake(rational((k - mean) / spread), "Without the correction; move the edge by one half."),
            Mistake(
                rational((2 * k - edge - mean) / spread),
                f"The correction goes the other way: {k} itself belongs to the event.",
            ),
            Mistake(-key, "Standardise: value minus mean."),
            Mistake(rational((edge - mean) / spread**2), "Divide by the standard deviation."),
        ),
    )


def _how_many(draw: Draw, level: int) -> Draft:
    target = draw.choice(
        (Fraction(1, 2), Fraction(1), Fraction(2), Fraction(1, 5), Fraction(1, 10), Fraction(1, 4))
    )
    factor = draw.choice((4, 5, 6, 8, 10, 12, 20, 30))
    sigma, n = target * factor, factor * factor
    if sigma.denominator > 1:
        raise Unsuitable("ugly value")
    key = sympy.Integer(n)
    thing, unit = draw.choice(THINGS)
    return Draft(
        prompt=f"{thing} has the standard deviation {counted_unit(sigma, unit)}. "
        + draw.choice(
            (
                f"How many independent ones are needed for a standard error of the mean of ${short(target)}$?",
                f"The mean should have the standard error ${short(target)}$. How many independent ones must be averaged?",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The variance of such a mean was worked out.",
            lambda v: isinstance(v, Fraction) and v > 0 and sigma * sigma / v == target * target,
        ),
        steps=(
            Step("How many times smaller", rf"\frac{{{short(sigma)}}}{{{short(target)}}} = {factor}"),
            Step("Squared", f"{factor}^{{2}} = {n}"),
        ),
        hints=(
            "You are asked for a sample size.",
            ERROR,
            f"The standard error has to be $\\frac{{{short(sigma)}}}{{{short(target)}}}$ times smaller than the deviation of one.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(factor),
                "The standard error falls with the root of the number only: square this factor.",
            ),
            Mistake(sympy.Integer(2 * factor), "Square it; doubling is not enough."),
            Mistake(rational(sigma * sigma), "Compare with the error that is wanted."),
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    n = draw.choice((4, 9, 16, 25, 100))
    factor = draw.choice((2, 3, 4, 10))
    kind = draw.choice(("times", "shape"))
    if kind == "times":
        claimed = draw.choice((factor, factor * factor))
        truth = claimed == factor * factor
        text = f"the standard error of a mean of {n} becomes {factor} times smaller with {claimed} times as many draws"

        def check() -> Any:
            return Fraction(1, n * claimed) == Fraction(1, n) / factor**2

        step = Step(
            "Ratio of the variances",
            rf"\frac{{1}}{{{claimed}}} {'=' if truth else chr(92) + 'neq'} \frac{{1}}{{{factor}^{{2}}}}",
        )
    else:
        truth = draw.coin()
        what = (
            "the mean of many draws is nearly normal"
            if truth
            else "a single draw becomes nearly normal when many are taken"
        )
        faces = draw.choice((4, 6, 8, 10, 12, 20))
        text = f"for rolls of a fair die with {faces} faces, {what}"

        def rises() -> bool:
            # A bell rises to its middle: true of the sums of four rolls, not of the flat single roll.
            counts = (
                Counter(sum(roll) for roll in product(range(4), repeat=4)) if truth else Counter(range(faces))
            )
            middle = [counts[k] for k in sorted(counts)][: len(counts) // 2]
            return all(a < b for a, b in pairwise(middle))

        check = rises
        step = Step("Ways to the ends and to the middle of a sum of two rolls", f"1 < {faces}")
    return claim_draft(
        prompt=draw.choice((f"True or false: {text}.", f"A student says: {text}. True or false?")),
        truth=truth,
        method="counting",
        detail="Variances, or the ways to each sum, were compared.",
        decide=check,
        steps=(step,),
        hints=(
            "You are asked what grows normal, and how fast the noise falls.",
            ERROR + " The sum or mean becomes normal, whatever the shape of a single draw.",
            "Is the statement about one draw, or about the mean of many?",
        ),
        if_wrong="Only sums and means become normal; single draws keep their shape. And the noise falls with the root of the number of draws.",
    )


GENERATORS = (
    Generator(TOPIC, "error", COMPUTE, _error, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "probability", COMPUTE, _probability, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "correction", COMPUTE, _count, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "how-many", REVERSE, _how_many, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "what-grows-normal", TRUE_FALSE, _judge, levels=(1,), objectives=(1, 4)),
    Generator(TOPIC, "in-order", ORDER, standardise_sum, levels=(3,), objectives=(2,)),
)
