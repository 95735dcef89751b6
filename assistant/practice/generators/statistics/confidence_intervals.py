"""Exercises on confidence intervals: ends, margins, sample sizes, small samples, and what the level refers to."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy
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
from assistant.practice.generators.statistics.solutions import interval_steps
from assistant.practice.notation import (
    chain,
    decimal,
    over,
    rational,
    root,
    short,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import Part, but_key, claim_draft, mistake_draft

TOPIC = "confidence-intervals"

Z = {95: Fraction(196, 100), 99: Fraction(2576, 1000), 90: Fraction(1645, 1000)}
T_QUANTILES = {3: "3.182", 8: "2.306", 15: "2.131", 24: "2.064", 35: "2.030"}
"""Quantiles 0.975 of Student's t by degrees of freedom, rounded as tables print them."""


def _interval(draw: Draw, level: int) -> Draft:
    mean, s, base = draw.integer(20, 90), draw.choice((2, 3, 4, 5, 6, 8, 10, 12)), draw.choice((10, 20, 5, 8))
    if level == 2:
        wins, n = (
            draw.choice(((9, 10), (8, 10), (5, 10), (2, 10), (1, 10))),
            draw.choice((100, 225, 400, 900, 1600, 2500)),
        )
        p = Fraction(*wins)
        if (p * n).denominator != 1:
            raise Unsuitable("no whole number of people")
        inside = p * (1 - p) / n
        if (
            math.isqrt(inside.numerator) ** 2 != inside.numerator
            or math.isqrt(inside.denominator) ** 2 != inside.denominator
        ):
            raise Unsuitable("no smooth root")
        se = Fraction(math.isqrt(inside.numerator), math.isqrt(inside.denominator))
        centre: Fraction = p
        prompt = draw.choice(
            (
                f"A classifier is right on {int(p * n)} of {n} test images.",
                f"In a survey {int(p * n)} of {n} people say yes.",
                f"A spam filter catches {int(p * n)} of {n} spam emails.",
            )
        )
        first = Step(
            "The standard error of a share",
            chain(root(f"\\frac{{{decimal(p)} \\cdot {decimal(1 - p)}}}{{{n}}}"), short(se)),
        )
        factor, word = Z[95], "the 95 per cent confidence interval for the share"
    elif level == 1:
        n = base * base
        se, centre = Fraction(s, base), Fraction(mean)
        which = draw.choice((95, 99, 90))
        factor = Z[which]
        prompt = draw.choice(
            (
                f"{n} measured response times have the mean {mean} and the standard deviation {s} milliseconds.",
                f"A sample of {n} users spends {mean} minutes a day on average, with a standard deviation of {s}.",
                f"{n} parts weigh {mean} grams on average; the sample standard deviation is {s}.",
            )
        )
        first = Step("The standard error", chain(over(s, root(n)), short(se)))
        word = f"the {which} per cent confidence interval for the mean"
    else:
        degrees = draw.choice(tuple(T_QUANTILES))
        n, root_n = degrees + 1, math.isqrt(degrees + 1)
        se, centre, factor = Fraction(s, root_n), Fraction(mean), Fraction(T_QUANTILES[degrees])
        if se.denominator not in (1, 2, 4, 5):
            raise Unsuitable("no short decimal")
        prompt = f"{n} training runs have the mean accuracy {mean} with standard deviation {s} (in per cent). For {degrees} degrees of freedom the table says {T_QUANTILES[degrees]}."
        first = Step("The standard error", chain(over(s, root(n)), short(se)))
        word = "the 95 per cent interval for the mean, with Student's t"
    upper = draw.coin()
    key = rational(centre + factor * se if upper else centre - factor * se)
    z_text = decimal(factor)
    end = "upper" if upper else "lower"
    return Draft(
        prompt=f"{prompt} What is the {end} end of {word}{'' if level == 3 else f', with the factor {z_text}'}?",
        key=key,
        proof=Satisfies(
            "the way back",
            "Its distance from the centre, squared, is the squared factor times the variance of the estimate.",
            lambda g: (
                (g - centre) ** 2
                == factor**2 * (centre * (1 - centre) / n if level == 2 else Fraction(s * s, n))
                and (g > centre) == upper
            ),
        ),
        steps=(
            first,
            Step("The margin of error", chain(f"{z_text} \\cdot {short(se)}", short(rational(factor * se)))),
            Step(
                "From the centre",
                chain(f"{short(centre)} {'+' if upper else '-'} {short(rational(factor * se))}", short(key)),
            ),
        ),
        hints=(
            "You are asked for one end of an interval.",
            "Centre plus or minus the factor times the standard error.",
            f"The standard error is ${first.latex.split(' = ')[0]}$.",
        ),
        answer_hint="a decimal such as 51.568",
        mistakes=but_key(
            key,
            Mistake(
                rational(centre + factor * s if upper else centre - factor * s),
                "Divide the standard deviation by the root of the count first.",
            ),
            Mistake(rational(2 * centre) - key, "That is the other end."),
            Mistake(rational(factor * se), "That is the margin; go that far from the centre."),
            *(
                (
                    Mistake(
                        rational(centre + Z[95] * se if upper else centre - Z[95] * se),
                        "For a small sample the factor comes from Student's t, not from the normal distribution.",
                    ),
                )
                if level == 3
                else ()
            ),
        ),
    )


def _plan(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        s, base = draw.choice((2, 3, 4, 5, 6, 10, 12)), draw.choice((7, 14, 28, 49, 98))
        margin = Fraction(196, 100) * s / base
        key = sympy.Integer(base * base)
        if len(short(margin)) > 6 or margin.denominator > 10000:
            raise Unsuitable("ugly margin")
        prompt = draw.choice(
            (
                f"Measurements have the standard deviation {s}. How many are needed for a margin of error of ${short(margin)}$ at 95 per cent (factor 1.96)?",
                f"You want the mean to within ${short(margin)}$ at 95 per cent (factor 1.96); one value scatters with standard deviation {s}. How large must the sample be?",
            )
        )
        steps = (
            Step("The root of the count", chain(over(f"1.96 \\cdot {s}", short(margin)), base)),
            Step("Square it", f"{base}^2 = {base * base}"),
        )
        accepts = lambda g: g > 0 and margin**2 * g == Fraction(196, 100) ** 2 * s * s  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(base), "That is the root of the sample size."),
            Mistake(rational(Fraction(s) ** 2 / margin**2), "The factor 1.96 is missing."),
        )
        hint = "Solve the margin for the root of n."
    elif level == 2:
        n, factor = draw.choice((50, 80, 100, 120, 200, 250, 400, 500)), draw.choice((2, 3, 4, 5))
        margin = Fraction(draw.choice((2, 3, 4, 5, 6, 8)))
        key = sympy.Integer(n * factor**2)
        prompt = draw.choice(
            (
                f"With {n} answers a survey has a margin of error of {margin} points. How many answers bring it down to ${short(margin / factor)}$?"
                if (margin / factor).denominator in (1, 2, 4, 5)
                else f"How many answers make the margin of error {factor} times smaller than with {n} answers?",
                f"A test set of {n} examples leaves a margin that is {factor} times too wide. How many examples are needed in all?",
            )
        )
        steps = (
            Step("The margin falls with the root of the count", f"{factor}^2 = {factor**2}"),
            Step("So many in all", chain(times(n, factor**2), key)),
        )
        accepts = lambda g: g > 0 and margin**2 * n / g == (margin / factor) ** 2  # noqa: E731
        wrong = (
            Mistake(
                sympy.Integer(n * factor),
                "The margin falls with the root of the count, so the count must grow by the square.",
            ),
        )
        hint = "By which factor must the root of the count grow?"
    else:
        margin = Fraction(draw.choice((1, 2, 4, 5, 10)), 100)
        p = draw.choice((Fraction(1, 2), Fraction(1, 10), Fraction(1, 5), Fraction(3, 10), Fraction(2, 5)))
        key = rational(Fraction(196, 100) ** 2 * p * (1 - p) / margin**2)
        prompt = f"A share near ${decimal(p)}$ is to be measured with a margin of ${decimal(margin)}$ at 95 per cent (factor 1.96). What does the formula for the sample size give, exactly and before rounding up?"
        steps = (
            Step(
                "Solve the margin for n",
                chain(
                    rf"\frac{{1.96^2 \cdot {decimal(p)} \cdot {decimal(1 - p)}}}{{{decimal(margin)}^2}}",
                    short(key),
                ),
            ),
        )
        accepts = lambda g: g > 0 and Fraction(196, 100) ** 2 * p * (1 - p) / g == margin**2  # noqa: E731
        wrong = (
            Mistake(rational(p * (1 - p) / margin**2), "The factor 1.96 is missing."),
            Mistake(
                rational(Fraction(196, 100) * p * (1 - p) / margin),
                "Both the factor and the margin are squared.",
            ),
        )
        hint = r"The margin is $z \sqrt{\frac{p(1 - p)}{n}}$; square it and solve for n."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("squared margins", "With this sample size the squared margin is as wanted.", accepts),
        steps=steps,
        hints=(
            "You are asked for a sample size.",
            "The margin is the factor times the standard error, which falls with the root of the sample size.",
            hint,
        ),
        mistakes=but_key(key, *wrong),
    )


def _meaning(draw: Draw, level: int) -> Draft:
    level_, low, width = draw.choice((90, 95, 99)), draw.integer(10, 70), draw.integer(2, 12)
    thing = draw.choice(
        (
            "the mean delivery time",
            "the mean score",
            "the mean load of a server",
            "the average age of the users",
        )
    )
    shown = f"[{low}, {low + width}]"
    claims = (
        (
            f"If the study were repeated many times, about {level_} per cent of the intervals found in this way would contain the true mean.",
            True,
            "coverage",
        ),
        (f"{level_} per cent of all single values lie between {low} and {low + width}.", False, "values"),
        (
            f"{level_} per cent of the repeated samples would have their mean between {low} and {low + width}.",
            False,
            "means",
        ),
        ("With four times the data the interval would be about half as wide.", True, "width"),
        ("With twice the data the interval would be about half as wide.", False, "twice"),
        (
            f"A {level_ + 4 if level_ == 95 else 98 if level_ == 90 else 95} per cent interval from the same data would be {'wider' if level_ != 99 else 'narrower'}.",
            True,
            "level",
        ),
    )
    text, truth, kind = draw.choice(claims)

    def simulate() -> bool:
        """A seeded simulation of 4,000 studies of 25 normal values; every statement is far from its border."""
        source = numpy.random.Generator(numpy.random.PCG64(level_))
        z = {90: 1.645, 95: 1.96, 99: 2.576}[level_]
        data = source.standard_normal((4000, 25))
        centres, margin = data.mean(axis=1), z / 5
        wanted = level_ / 100
        if kind == "coverage":
            return bool(abs(numpy.mean(abs(centres) <= margin) - wanted) < 0.03)
        if kind == "values":
            return bool(abs(numpy.mean(abs(data) <= margin) - wanted) < 0.03)
        if kind == "means":
            first = centres[abs(abs(centres) - 0.2) < 0.02][0]
            return bool(abs(numpy.mean(abs(centres - first) <= margin) - wanted) < 0.02)
        if kind in ("width", "twice"):
            bigger = 100 if kind == "width" else 50
            return bool(abs(math.sqrt(25 / bigger) - 0.5) < 0.01)
        other = {90: 98, 95: 99, 99: 95}[level_]
        quantile = {98: 2.326, 99: 2.576, 95: 1.96}[other]
        return bool((quantile > z) == (level_ != 99))

    return claim_draft(
        prompt=f"A {level_} per cent confidence interval for {thing} is {shown}. True or false? {text}",
        truth=truth,
        method="simulation",
        detail="4,000 studies were simulated, or the widths compared; the statement is far from the border of error.",
        decide=simulate,
        steps=(
            {
                "width": Step(
                    "Four times the data, half the margin", rf"{root(over(1, 4))} = \frac{{1}}{{2}}"
                ),
                "twice": Step(
                    "Twice the data shrinks the margin less", rf"{root(over(1, 2))} > \frac{{1}}{{2}}"
                ),
                "level": Step("Factors that belong to 90, 95 and 99 per cent", "1.645 < 1.96 < 2.576"),
            }.get(
                kind,
                Step(
                    "Of 1000 such studies about this many have an interval that catches the true mean",
                    f"{decimal(Fraction(level_, 100))} \\cdot 1000 = {level_ * 10}",
                ),
            ),
        ),
        hints=(
            "You are asked what the level of an interval speaks about.",
            "The ends are random, the true value is not: the level is the share of intervals that catch it, over many studies.",
            "Which is random here: the interval, or the true mean?",
        ),
        if_wrong={
            "coverage": "That is just what the level promises.",
            "values": "The interval is about the mean. Single values scatter far more widely.",
            "means": "This interval is centred at one sample's mean, which need not be the true one.",
            "width": "The width falls with the root of the count: four times the data, half the width.",
            "twice": "The width falls with the root of the count: twice the data makes it about 0.71 times as wide.",
            "level": "A higher level needs a larger factor, so a wider interval; a lower one a smaller factor.",
        }[kind],
    )


def _slip(draw: Draw, level: int) -> Draft:
    mean, s, base = draw.integer(20, 90), draw.choice((2, 3, 4, 5, 6, 8, 12)), draw.choice((5, 8, 10, 20))
    n = base * base
    wrong = draw.choice(("root", "factor", "sum"))
    se = Fraction(s, n) if wrong == "root" else Fraction(s, base)
    margin = Fraction(196, 100) * se
    shown_margin = margin if wrong != "factor" else Fraction(196, 100) + se
    end = mean + shown_margin - (2 * shown_margin if wrong == "sum" else 0)
    parts = [
        Part(
            rf"{mean} + 1.96 \cdot \frac{{{s}}}{{\sqrt{{{n}}}}}",
            mean + second_way.real(Fraction(196, 100)) * s / second_way.root(n),
        ),
        Part(rf"{mean} + 1.96 \cdot {short(se)}", mean + margin),
        Part(f"{mean} + {short(shown_margin)}", mean + shown_margin),
        Part(short(end), end),
    ]
    fix = {
        "root": rf"{mean} + 1.96 \cdot {short(Fraction(s, base))}",
        "factor": f"{mean} + {short(margin)}",
        "sum": short(mean + margin),
    }[wrong]
    return mistake_draft(
        draw,
        task=f"find the upper end of a 95 per cent interval for {n} values with mean {mean} and standard deviation {s}",
        parts=parts,
        fix=fix,
        rule="The standard error is the deviation over the root of n; the factor multiplies it, and the margin is added for the upper end",
    )


GENERATORS = (
    Generator(TOPIC, "interval", COMPUTE, _interval, objectives=(1, 4)),
    Generator(TOPIC, "plan", REVERSE, _plan, objectives=(2,)),
    Generator(TOPIC, "meaning", TRUE_FALSE, _meaning, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, interval_steps, levels=(2,), objectives=(1,)),
)
