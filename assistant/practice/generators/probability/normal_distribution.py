"""Exercises on the normal distribution: standardise, the 68-95-99.7 rule, sums, and squared error in its density."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.statements import normal_rule
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
    percent,
    plus,
    rational,
    short,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "normal-distribution"
STANDARD = r"$P(X \le x) = \Phi\left(\frac{x - \mu}{\sigma}\right)$ and $\Phi(-z) = 1 - \Phi(z)$."
RULE = "About 68 per cent lie within one standard deviation of the mean, 95 within two, 99.7 within three; the rest is shared by both sides."
SUM = "For independent normal variables means add and variances add."
TABLE = {
    Fraction(1, 2): 6915,
    Fraction(1): 8413,
    Fraction(5, 4): 8944,
    Fraction(3, 2): 9332,
    Fraction(2): 9772,
    Fraction(5, 2): 9938,
    Fraction(1, 4): 5987,
    Fraction(3, 4): 7734,
    Fraction(7, 4): 9599,
}
"""Values of the standard normal cumulative function, in ten-thousandths."""
STORIES = (
    ("The height of a plant", "cm"),
    ("The score in a test", "points"),
    ("The weight of a loaf", "grams"),
    ("The reading of a sensor", "volts"),
    ("The time of a run", "minutes"),
)


def _table_value(z: Fraction) -> Fraction:
    """The cumulative function by its series at 80 digits, rounded to four digits."""
    x = second_way.real(z)
    term, whole = x, x
    for n in range(1, 120):
        term = -term * x * x / (2 * n)
        whole += term / (2 * n + 1)
    value = second_way.real(Fraction(1, 2)) + whole / second_way.called(
        "sqrt", 2 * second_way.called("acos", -1)
    )
    return Fraction(int(value * 10000 + second_way.real(Fraction(1, 2))), 10000)


def _standardise(draw: Draw, level: int) -> Draft:
    what, unit = draw.choice(STORIES)
    mean, sigma = draw.integer(10, 40) * 5, draw.choice((2, 4, 8, 10, 12, 20))
    z = draw.choice(list(TABLE))
    low = draw.coin()
    x = mean + (-z if low else z) * sigma
    kind = draw.choice(("below", "above"))
    table_value = Fraction(TABLE[z], 10000)
    value = table_value if (kind == "below") != low else 1 - table_value
    key = rational(value)
    shown = short(z)
    steps = [Step("Standardise", rf"\frac{{{short(x)} - {mean}}}{{{sigma}}} = {short(-z if low else z)}")]
    if value != table_value:
        steps.append(Step("By symmetry or the complement", f"1 - {decimal(table_value)} = {decimal(value)}"))
    elif low:
        steps.append(Step("By symmetry, the same as the area below", f"P(Z \\le {shown}) = {decimal(value)}"))
    else:
        steps.append(Step("The area that was given", f"\\Phi({shown}) = {decimal(value)}"))
    return Draft(
        prompt=f"{what} is normal with mean ${mean}$ and standard deviation ${sigma}$ ({unit}). Take $\\Phi({shown}) = {decimal(table_value)}$. What is the probability of a value {kind} ${short(x)}$?",
        key=key,
        proof=Rederived(
            "series",
            "The bell's area was summed as a series at 80 digits and rounded to four digits.",
            lambda: _table_value(z) if (kind == "below") != low else 1 - _table_value(z),
        ),
        steps=tuple(steps),
        hints=(
            "You are asked for an area under the bell.",
            STANDARD,
            rf"Standardise first: $\frac{{{short(x)} - {mean}}}{{{sigma}}}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                1 - key, "The other side of the bell: check whether more or less than half is asked for."
            ),
            Mistake(rational(z), "That is the standardised value; look up its area."),
            Mistake(
                rational(table_value - Fraction(1, 2)), "That is the area from the mean up to there only."
            ),
        ),
    )


def _rule(draw: Draw, level: int) -> Draft:
    what, unit = draw.choice(STORIES)
    mean, sigma = draw.integer(10, 40) * 5, draw.choice((2, 3, 4, 5, 8, 10, 15, 20))
    k, share = draw.choice(((1, Fraction(68, 100)), (2, Fraction(95, 100)), (3, Fraction(997, 1000))))
    kind = draw.choice(("within", "above", "below", "upto"))
    value = {
        "within": share,
        "above": (1 - share) / 2,
        "below": (1 - share) / 2,
        "upto": share + (1 - share) / 2,
    }[kind]
    key = rational(value)
    a, b = mean - k * sigma, mean + k * sigma
    asked = {
        "within": f"between ${a}$ and ${b}$",
        "above": f"above ${b}$",
        "below": f"below ${a}$",
        "upto": f"below ${b}$",
    }[kind]

    def pieces() -> Fraction:
        rest = (1000 - int(share * 1000)) * 5  # of ten thousand, on each side
        box = ["low"] * rest + ["in"] * (10000 - 2 * rest) + ["high"] * rest
        wanted = {"within": ("in",), "above": ("high",), "below": ("low",), "upto": ("low", "in")}[kind]
        return Fraction(sum(x in wanted for x in box), 10000)

    return Draft(
        prompt=draw.choice(
            (
                f"{what} is normal with mean ${mean}$ and standard deviation ${sigma}$ ({unit}). By the 68-95-99.7 rule, what share of the values lies {asked}?",
                f"Estimate with the 68-95-99.7 rule: mean ${mean}$, standard deviation ${sigma}$. Which share lies {asked}?",
            )
        ),
        key=key,
        proof=Rederived("counting", "Ten thousand values shared out by the rule were counted.", pieces),
        steps=(
            Step(
                "Distance of the edge in standard deviations",
                rf"\frac{{{a} - {mean}}}{{{sigma}}} = {-k}"
                if kind == "below"
                else rf"\frac{{{b} - {mean}}}{{{sigma}}} = {k}",
            ),
            Step(
                "The share",
                {
                    "within": f"1 - 2 \\cdot {decimal((1 - share) / 2)} = {decimal(share)}",
                    "above": rf"\frac{{1 - {decimal(share)}}}{{2}} = {decimal(value)}",
                    "below": rf"\frac{{1 - {decimal(share)}}}{{2}} = {decimal(value)}",
                    "upto": rf"{decimal(share)} + \frac{{1 - {decimal(share)}}}{{2}} = {decimal(value)}",
                }[kind],
            ),
        ),
        hints=(
            "You are asked for a rough share.",
            RULE,
            rf"How many standard deviations is it to the edge? $\frac{{{b} - {mean}}}{{{sigma}}}$."
            if kind != "below"
            else rf"How many standard deviations is it to the edge? $\frac{{{mean} - {a}}}{{{sigma}}}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(share), "That is the middle part."),
            Mistake(rational(1 - share), "Both sides together; each has half of it."),
            Mistake(rational((1 - share) / 2), "That is one side only."),
            Mistake(rational(share / 2), "That is half of the middle part."),
        ),
    )


def _sum(draw: Draw, level: int) -> Draft:
    m, n, s, t = (
        draw.integer(5, 60),
        draw.integer(5, 60),
        *draw.choice(((3, 4), (6, 8), (5, 12), (8, 6), (12, 5), (9, 12), (8, 15))),
    )
    minus_sign = draw.coin()
    spread = math.isqrt(s * s + t * t)
    z: Any = draw.choice((1, 2, Fraction(1, 2), Fraction(3, 2)))
    mean = m - n if minus_sign else m + n
    x = mean + z * spread
    value = 1 - Fraction(TABLE[Fraction(z)], 10000)
    key = rational(value)
    what = draw.choice(
        (
            ("the time for loading", "the time for answering"),
            ("the first batch's weight", "the second batch's weight"),
            ("the score of team X", "the score of team Y"),
        )
    )
    return Draft(
        prompt=f"$X$, {what[0]}, is normal with mean ${m}$ and standard deviation ${s}$; $Y$, {what[1]}, is normal with mean ${n}$ and standard deviation ${t}$, independent of $X$. Take $\\Phi({short(Fraction(z))}) = {decimal(1 - value)}$. What is $P(X {'-' if minus_sign else '+'} Y > {short(x)})$?",
        key=key,
        proof=Rederived(
            "series",
            "Variances were added, the standardised value found, and the bell's area summed as a series.",
            lambda: 1 - _table_value(Fraction(x - mean) / math.isqrt(s**2 + t**2)),
        ),
        steps=(
            Step("Mean", chain(minus(m, n) if minus_sign else plus(m, n), mean)),
            Step(
                "Variances add, and the root is the standard deviation",
                rf"\sqrt{{{s}^{{2}} + {t}^{{2}}}} = {spread}",
            ),
            Step("Standardise", rf"\frac{{{minus(short(x), mean)}}}{{{spread}}} = {short(Fraction(z))}"),
            Step("Area above", f"1 - {decimal(1 - value)} = {decimal(value)}"),
        ),
        hints=(
            "You are asked about a new normal variable made of two.",
            SUM + (" That holds for a difference too: only the means are subtracted." if minus_sign else ""),
            f"The variance is ${s}^2 + {t}^2$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "That is the area below; above is asked for."),
            Mistake(rational(Fraction(z)), "That is the standardised value."),
            Mistake(rational(Fraction(1, 2)), "That would be right at the mean itself."),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    what, unit = draw.choice(STORIES)
    mean, sigma, z = draw.integer(10, 40) * 5, draw.choice((2, 4, 8, 10, 12, 20)), draw.choice(list(TABLE))
    x = mean + z * sigma
    kind = draw.choice(("sigma", "x", "mean"))
    value = {"sigma": Fraction(sigma), "x": Fraction(x), "mean": Fraction(mean)}[kind]
    key = rational(value)
    p = Fraction(TABLE[z], 10000)
    given = f"Take $\\Phi({short(z)}) = {decimal(p)}$."
    prompt = {
        "sigma": f"{what} is normal with mean ${mean}$ ({unit}). A share of ${decimal(p)}$ lies below ${short(x)}$. {given} What is the standard deviation?",
        "x": f"{what} is normal with mean ${mean}$ and standard deviation ${sigma}$ ({unit}). {given} Below which value do ${percent(p)}$ lie?",
        "mean": f"{what} is normal with standard deviation ${sigma}$ ({unit}). A share of ${decimal(p)}$ lies below ${short(x)}$. {given} What is the mean?",
    }[kind]

    def fits(v: Any) -> bool:
        if not isinstance(v, Fraction) or (kind == "sigma" and v <= 0):
            return False
        return {
            "sigma": lambda: (x - mean) / v,
            "x": lambda: (v - mean) / sigma,
            "mean": lambda: (x - v) / sigma,
        }[kind]() == z and _table_value(z) == p

    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "putting it in", "The value was standardised again and its area summed as a series.", fits
        ),
        steps=(
            Step(
                "Undo the standardising",
                {
                    "sigma": rf"\frac{{{short(x)} - {mean}}}{{{short(z)}}} = {sigma}",
                    "x": rf"{mean} + {short(z)} \cdot {sigma} = {short(x)}",
                    "mean": rf"{short(x)} - {short(z)} \cdot {sigma} = {mean}",
                }[kind],
            ),
        ),
        hints=(
            "A share is known; a number of the bell is asked for.",
            STANDARD,
            f"The share belongs to the standardised value ${short(z)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                {"sigma": rational((x - mean) * z), "x": rational(mean + z), "mean": rational(x + z * sigma)}[
                    kind
                ],
                "Standardising subtracts the mean and divides by the standard deviation; undo it in the other order.",
            ),
            Mistake(
                {
                    "sigma": rational(Fraction(x - mean)),
                    "x": rational(mean - z * sigma),
                    "mean": rational(x - z),
                }[kind],
                "One step is missing, or its sign.",
            ),
        ),
    )


def _squares(draw: Draw, level: int) -> Draft:
    mean, sigma = draw.integer(-3, 6), draw.choice((1, 2, 3))
    a, b = draw.sample([mean + d for d in (-4, -3, -2, -1, 0, 1, 2, 3, 4)], 2)
    gap = Fraction((a - mean) ** 2 - (b - mean) ** 2, 2 * sigma * sigma)
    truth = draw.coin()
    claimed = gap if truth else draw.choice((gap * 2, -gap, gap + 1))
    if claimed == gap and not truth:
        raise Unsuitable("no difference")
    return claim_draft(
        prompt=f"Let $f$ be the normal density with mean ${mean}$ and standard deviation ${sigma}$. True or false: $\\ln f({b}) - \\ln f({a}) = {short(claimed)}$.",
        truth=truth,
        method="80 digits",
        detail="The two densities were computed at 80 digits and their logarithms subtracted.",
        decide=lambda: second_way.equal(_log_density(b, mean, sigma) - _log_density(a, mean, sigma), claimed),
        steps=(
            Step(
                "Squared errors",
                chain(
                    f"({minus(a, mean)})^{{2}} - ({minus(b, mean)})^{{2}}", (a - mean) ** 2 - (b - mean) ** 2
                ),
            ),
            Step(
                "Over twice the variance",
                rf"\frac{{{(a - mean) ** 2 - (b - mean) ** 2}}}{{2 \cdot {sigma}^{{2}}}} = {short(gap)}",
            ),
        ),
        hints=(
            "You are asked what stands in the exponent of the bell.",
            r"$-\ln f(x)$ is $\frac{(x - \mu)^2}{2 \sigma^2}$ plus a constant: the squared error.",
            f"The first squared error is $({minus(a, mean)})^2$.",
        ),
        if_wrong="The constants cancel, and what remains is the difference of the squared errors over twice the variance.",
    )


def _log_density(x: int, mean: int, sigma: int) -> Any:
    two_pi = 2 * second_way.called("acos", -1)
    return second_way.called(
        "log",
        second_way.called("exp", -second_way.real(Fraction((x - mean) ** 2, 2 * sigma**2)))
        / (sigma * second_way.called("sqrt", two_pi)),
    )


GENERATORS = (
    Generator(TOPIC, "rule", COMPUTE, _rule, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "standardise", COMPUTE, _standardise, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "sum", COMPUTE, _sum, levels=(3,), objectives=(1, 3)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2, 3), objectives=(1,)),
    Generator(TOPIC, "squares", TRUE_FALSE, _squares, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "thumb", TRUE_FALSE, normal_rule, levels=(1,), objectives=(2,)),
)
