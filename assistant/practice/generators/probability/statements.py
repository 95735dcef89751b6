"""Statements to judge, slips to find and formulas to choose, for levels that would only have something to compute."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from math import factorial

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import listed
from assistant.practice.notation import (
    chain,
    decimal,
    guarded,
    minus,
    over,
    plus,
    scaled,
    short,
    tex,
    times,
)
from assistant.practice.tasks import again, claim, pick
from assistant.practice.worked import Part, mistake_draft


def uniform_slip(draw: Draw, level: int) -> Draft:
    """The chance of an interval under a uniform distribution, with one wrong step."""
    a, c = draw.integer(1, 6), draw.integer(2, 5)
    b = a + c * draw.integer(2, 4)
    low = draw.integer(a, b - 2)
    high = draw.integer(low + 1, b)
    if (low, high) == (a, b) or low == a:
        raise Unsuitable("too plain")
    length, whole = high - low, b - a
    kind = draw.choice(("whole", "length", "end"))
    top = high if kind == "length" else length
    bottom = b if kind == "whole" else whole
    start = Part(rf"\frac{{{minus(high, low)}}}{{{minus(b, a)}}}", Fraction(high - low, b - a))
    parts = [
        start,
        Part(rf"\frac{{{top}}}{{{minus(b, a)}}}", Fraction(top, b - a)),
        Part(rf"\frac{{{top}}}{{{bottom}}}", Fraction(top, bottom)),
    ]
    value = Fraction(top, bottom)
    if kind == "end":
        parts.append(Part(f"1 - {tex(value)}", 1 - value))
        fix = tex(value)
    else:
        parts.append(Part(decimal(value) if value.denominator in (1, 2, 4, 5, 8, 10) else tex(value), value))
        fix = rf"\frac{{{length}}}{{{minus(b, a)}}}" if kind == "length" else rf"\frac{{{top}}}{{{whole}}}"
    return mistake_draft(
        draw,
        task=f"find the probability that a number uniform between {a} and {b} lies between {low} and {high}",
        parts=parts,
        fix=fix,
        rule="The probability of an interval is its length over the length of the whole range",
    )


def poisson_formula(draw: Draw, level: int) -> Draft:
    """Which formula gives a Poisson probability."""
    rate, k = draw.integer(2, 9), draw.integer(2, 6)
    if rate == k:
        raise Unsuitable("two formulas agree")
    shown = {
        "right": rf"\frac{{{rate}^{{{k}}} e^{{-{rate}}}}}{{{k}!}}",
        "order": rf"{rate}^{{{k}}} e^{{-{rate}}}",
        "swapped": rf"\frac{{{k}^{{{rate}}} e^{{-{k}}}}}{{{rate}!}}",
        "exponent": rf"\frac{{{rate}^{{{k}}} e^{{-{k}}}}}{{{k}!}}",
    }
    e = sympy.exp
    values = {
        "right": sympy.Integer(rate) ** k * e(-rate) / sympy.factorial(k),
        "order": sympy.Integer(rate) ** k * e(-rate),
        "swapped": sympy.Integer(k) ** rate * e(-k) / sympy.factorial(rate),
        "exponent": sympy.Integer(rate) ** k * e(-k) / sympy.factorial(k),
    }
    by_value = {value: shown[name] for name, value in values.items()}
    what = draw.choice(
        ("calls in an hour", "typing errors on a page", "hits on a page in a minute", "faults in a day")
    )
    return pick(
        draw,
        ask=(
            f"The number of {what} is Poisson with rate {rate}. Which is the probability of exactly {k}?",
            f"On average there are {rate} {what}, and the count is Poisson. How probable are exactly {k}?",
        ),
        right=values["right"],
        wrong=[
            (values["order"], "The order in which they come makes no difference: divide by the factorial."),
            (values["swapped"], "Rate and count changed places."),
            (values["exponent"], "The exponent of e is the rate, not the count."),
        ],
        proof=again(
            "many short spans",
            "The probabilities of 0, 1, 2, … were built one from the other: each is the one before, times the rate over the count.",
            lambda: _poisson(rate, k),
        ),
        steps=[
            (
                "The formula with these numbers",
                rf"{shown['right']} = \frac{{{rate**k}}}{{{factorial(k)}}} e^{{-{rate}}}",
            )
        ],
        hints=(
            "You are asked for the formula of one Poisson probability.",
            r"$P(X = k) = \frac{\lambda^k e^{-\lambda}}{k!}$ with the rate $\lambda$.",
            f"Which of the two numbers is the rate, {rate} or {k}?",
        ),
        shown=lambda value: by_value[value],
    )


def _poisson(rate: int, k: int) -> second_way.Number:
    value = second_way.called("exp", -rate)
    for count in range(1, k + 1):
        value = value * rate / count
    return value


def normal_rule(draw: Draw, level: int) -> Draft:
    """Shares of a normal distribution by the rule of thumb, in intervals that are not always symmetric."""
    mean, sigma = draw.integer(20, 200), draw.integer(2, 20)
    low, high = draw.choice(
        ((-1, 1), (-2, 2), (-3, 3), (0, 1), (0, 2), (-1, 0), (-2, 0), (-1, 2), (-2, 1), (1, 2), (-2, -1))
    )
    half = {0: Fraction(0), 1: Fraction(34), 2: Fraction(95, 2), 3: Fraction(997, 20)}

    def below(z: int) -> Fraction:
        return 50 + (half[abs(z)] if z > 0 else -half[abs(z)])

    share = below(high) - below(low)
    wrong = draw.choice(
        [
            s
            for s in (Fraction(68), Fraction(95), Fraction(34), Fraction(135, 10), Fraction(475, 10))
            if s != share
        ]
    )
    truth = draw.coin()
    said = share if truth else wrong
    what = draw.choice(
        ("weights in grams", "times in seconds", "scores", "lengths in millimetres", "loads in per mille")
    )

    def measured() -> bool:
        whole = second_way.integral(lambda t: second_way.called("exp", -t * t / 2), -9, 9, 60)
        part = second_way.integral(lambda t: second_way.called("exp", -t * t / 2), low, high)
        return bool(abs(100 * part / whole - second_way.real(said)) < 1)

    return claim(
        draw,
        says=(
            f"{what.capitalize()} are normal with mean {mean} and standard deviation {sigma}: about ${short(said)}$ per cent lie between {mean + low * sigma} and {mean + high * sigma}.",
        ),
        truth=truth,
        decide=measured,
        method="measuring the area",
        detail="The area under the normal curve was measured numerically and compared, within one percentage point.",
        steps=[
            (
                "The ends, in standard deviations from the mean",
                rf"\frac{{{minus(mean + low * sigma, mean)}}}{{{sigma}}} = {low}",
            ),
            ("And", rf"\frac{{{minus(mean + high * sigma, mean)}}}{{{sigma}}} = {high}"),
            (
                "Per cent below the upper end, less per cent below the lower",
                chain(minus(short(below(high)), short(below(low))), short(share)),
            ),
        ],
        hints=(
            "You are asked whether a share of a normal distribution is right.",
            "About 68, 95 and 99.7 per cent lie within one, two and three standard deviations of the mean, half of them on either side.",
            "How many standard deviations are the two ends away from the mean?",
        ),
        if_wrong="Count the standard deviations to each end, and take the shares of the two sides separately.",
    )


def code_slip(draw: Draw, level: int) -> Draft:
    """A cross-entropy in bits with one wrong step."""
    p = draw.shuffled([Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)])
    bits = draw.shuffled([1, 2, 2])
    if all(q == Fraction(1, 2**b) for q, b in zip(p, bits, strict=True)):
        raise Unsuitable("truth and model agree")
    kind = draw.choice(("model", "sign", "weight"))
    own = [1 if q == Fraction(1, 2) else 2 for q in p]
    q = [Fraction(1, 2**b) for b in bits]
    start = Part(
        "-" + r" - ".join(rf"{tex(a)} \log_2 {tex(b)}" for a, b in zip(p, q, strict=True)),
        -sum(second_way.real(a) * second_way.called("log", b) for a, b in zip(p, q, strict=True))
        / second_way.called("log", 2),
    )
    weights = q if kind == "weight" else p
    lengths = own if kind == "model" else bits
    sign = -1 if kind == "sign" else 1
    if kind == "weight" and sum(a * b for a, b in zip(q, bits, strict=True)) == sum(
        a * b for a, b in zip(p, bits, strict=True)
    ):
        raise Unsuitable("no harm done")
    row = plus(
        *(
            rf"{tex(a)} \cdot {sign * b}" if sign > 0 else rf"{tex(a)} \cdot ({-b})"
            for a, b in zip(weights, lengths, strict=True)
        )
    )
    total = sum(a * sign * b for a, b in zip(weights, lengths, strict=True))
    parts = [
        start,
        Part(row, total),
        Part(plus(*(a * sign * b for a, b in zip(weights, lengths, strict=True))), total),
        Part(tex(total), total),
    ]
    return mistake_draft(
        draw,
        task=f"find the cross-entropy in bits of the model {listed(q)} when the truth is {listed(p)}",
        parts=parts,
        fix=plus(*(rf"{tex(a)} \cdot {b}" for a, b in zip(p, bits, strict=True))),
        rule="The truth weighs, the model gives the code lengths, and minus the logarithm of a share is positive",
    )


def getting_in(draw: Draw, level: int) -> Draft:
    """How likely one item is to be in a sample, with and without replacement."""
    size, n = draw.integer(4, 6), draw.integer(2, 3)
    replaced = draw.coin()
    right = 1 - Fraction(size - 1, size) ** n if replaced else Fraction(n, size)
    other = Fraction(n, size) if replaced else 1 - Fraction(size - 1, size) ** n
    said = draw.choice((right, other, Fraction(1, size)))
    who = draw.choice(("a given user", "a given ticket", "a given row of the table", "a given pupil"))

    def listing() -> bool:
        samples = list(product(range(size), repeat=n)) if replaced else list(combinations(range(size), n))
        return Fraction(sum(0 in s for s in samples), len(samples)) == said

    return claim(
        draw,
        says=(
            f"From {size} a sample of {n} is drawn {'with' if replaced else 'without'} replacement: {who} is in it with probability ${tex(said)}$.",
        ),
        truth=said == right,
        decide=listing,
        method="listing",
        detail="All samples were listed, and those that hold the given one were counted.",
        steps=[
            ("Missed by every draw", rf"\left(1 - \frac{{1}}{{{size}}} \right)^{{{n}}} = {tex(1 - right)}"),
            ("In the sample", rf"1 - {tex(1 - right)} = {tex(right)}"),
        ]
        if replaced
        else [
            (
                "Places over population",
                f"{over(n, size)} = {tex(right)}" if tex(right) != over(n, size) else tex(right),
            )
        ],
        hints=(
            "You are asked how probable it is that one item gets in.",
            "Without replacement every item has the same share of the places. With replacement the same one may come twice: go by the chance of being missed.",
            "Can the same one be drawn twice here?",
        ),
        if_wrong="Without replacement it is the number of places over the size of the population; with replacement it is less, because some draws repeat.",
    )


def stretched(draw: Draw, level: int) -> Draft:
    """The density of a stretched and shifted uniform number."""
    a, b, low, width = (
        draw.choice((2, 3, 4, 5, -2, -3)),
        draw.integer(-5, 6),
        draw.integer(0, 4),
        draw.integer(1, 4),
    )
    ends = sorted((a * low + b, a * (low + width) + b))
    height = Fraction(1, abs(a) * width)
    said = draw.choice((height, Fraction(1, width), Fraction(abs(a), width)))
    sign = "+" if b > 0 else "-"
    shift = f" {sign} {abs(b)}" if b else ""
    return claim(
        draw,
        says=(
            f"$X$ is uniform between {low} and {low + width}, and $Y = {a} X{shift}$. Then the density of $Y$ is ${tex(said)}$ between ${ends[0]}$ and ${ends[1]}$.",
        ),
        truth=said == height,
        decide=lambda: second_way.equal(
            second_way.integral(lambda y: second_way.real(said), ends[0], ends[1]), 1
        ),
        method="integrating",
        detail="The stated density was integrated over the range of the new variable; a density gives 1.",
        steps=[
            ("Length of the new range", chain(minus(ends[1], ends[0]), ends[1] - ends[0])),
            (
                "Area under the stated density",
                chain(times(said, ends[1] - ends[0]), said * (ends[1] - ends[0])),
            ),
        ],
        hints=(
            "You are asked whether a density is right.",
            "Stretching by a factor makes the range longer by its size and the density lower by it; the area stays 1.",
            "How long is the range of the new variable?",
        ),
        if_wrong="The area under a density is 1. Where the range gets longer, the density gets lower by the same factor.",
    )


def sum_slip(draw: Draw, level: int) -> Draft:
    """The variance of a weighted sum of two correlated variables, with one wrong step."""
    a, b = draw.choice((1, 2, 3)), draw.choice((-3, -2, -1, 2, 3))
    v, w = draw.integer(2, 9), draw.integer(2, 9)
    c = draw.nonzero(-3, 3)
    if c * c >= v * w:
        raise Unsuitable("no covariance matrix")
    kind = draw.choice(("square", "twice", "sign", "mixed"))
    if kind == "square" and a == 1:
        raise Unsuitable("nothing to square")
    factors = (a if kind == "square" else a * a, b * b, a * b if kind == "twice" else 2 * a * b)
    row = (factors[0] * v, factors[1] * w, (-factors[2] if kind == "sign" else factors[2]) * c)
    total = row[0] + row[1] + (0 if kind == "mixed" else row[2])

    def line(first: int, both: int) -> str:
        return rf"{first} \cdot {v} + {b * b} \cdot {w} {'+' if both > 0 else '-'} {abs(both)} \cdot {guarded(c)}"

    parts = [
        Part(
            rf"{a}^2 \cdot {v} + {guarded(b)}^2 \cdot {w} + 2 \cdot {a} \cdot {guarded(b)} \cdot {guarded(c)}",
            Fraction(a**2 * v + b**2 * w + 2 * a * b * c),
        ),
        Part(line(factors[0], factors[2]), Fraction(factors[0] * v + factors[1] * w + factors[2] * c)),
        Part(plus(*row), Fraction(sum(row))),
        Part(str(total), Fraction(total)),
    ]
    fixes = {"sign": plus(row[0], row[1], -row[2]), "mixed": str(sum(row))}
    fix = fixes.get(kind, line(a * a, 2 * a * b))
    name = f"{scaled(a, 'X')} {'+' if b > 0 else '-'} {scaled(abs(b), 'Y')}"
    return mistake_draft(
        draw,
        task=f"find the variance of ${name}$, when $X$ has the variance {v}, $Y$ the variance {w}, and their covariance is ${c}$",
        parts=parts,
        fix=fix,
        rule="Weights come in squared, and the covariance twice, with the product of the weights and its sign",
    )


__all__ = [
    "code_slip",
    "getting_in",
    "normal_rule",
    "poisson_formula",
    "stretched",
    "sum_slip",
    "uniform_slip",
]
