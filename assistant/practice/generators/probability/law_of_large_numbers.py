"""Exercises on the law of large numbers: averages, Chebyshev's bound, how many draws, no debt of chance."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

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
from assistant.practice.generators.probability.solutions import variance_of_mean
from assistant.practice.notation import (
    chain,
    decimal,
    rational,
    short,
    tex,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "law-of-large-numbers"
AVERAGE = r"$E[\bar{X}_n] = \mu$ and $\operatorname{Var}(\bar{X}_n) = \frac{\sigma^2}{n}$."
BOUND = r"Chebyshev: $P(|\bar{X}_n - \mu| \ge \varepsilon) \le \frac{\sigma^2}{n \varepsilon^2}$."
THINGS = (
    ("The loss of one example", "loss"),
    ("The waiting time of one customer", "time"),
    ("The weight of one loaf", "weight"),
    ("The reward of one game", "reward"),
    ("The error of one measurement", "error"),
)


def _average(draw: Draw, level: int) -> Draft:
    low, high = sorted(draw.sample(range(0, 13), 2))
    p = draw.choice((Fraction(1, 2), Fraction(1, 4), Fraction(1, 5), Fraction(1, 10), Fraction(3, 4)))
    n = draw.choice((4, 9, 10, 16, 20, 25, 50, 100))
    spread = p * (1 - p) * (high - low) ** 2
    kind = draw.choice(("variance", "deviation", "mean"))
    value = {"variance": spread / n, "mean": p * high + (1 - p) * low, "deviation": spread / n}[kind]
    key = sympy.sqrt(rational(value)) if kind == "deviation" else rational(value)
    thing, _ = draw.choice(THINGS)

    def listing() -> Any:
        # The variance of one draw is half the mean squared difference of two draws.
        pairs = [
            (a, b, q) for (a, x), (b, y) in product(((high, p), (low, 1 - p)), repeat=2) for q in (x * y,)
        ]
        one = total(q * (a - b) ** 2 for a, b, q in pairs) / 2
        if kind == "mean":
            return total(q * Fraction(a + b, 2) for a, b, q in pairs)
        return one / n if kind == "variance" else second_way.root(one / n)

    steps = [
        Step(
            "Mean of one draw",
            chain(
                rf"{high} \cdot {decimal(p)} + {low} \cdot {decimal(1 - p)}", short(p * high + (1 - p) * low)
            ),
        )
    ]
    if kind != "mean":
        steps += [
            Step(
                "Variance of one draw",
                chain(rf"({high} - {low})^{{2}} \cdot {decimal(p)} \cdot {decimal(1 - p)}", short(spread)),
            ),
            Step("Of the average", rf"\frac{{{short(spread)}}}{{{n}}} = {short(spread / n)}"),
        ]
    if kind == "deviation":
        steps.append(Step("Its root", chain(rf"\sqrt{{{short(spread / n)}}}", key)))
    return Draft(
        prompt=f"{thing} is ${high}$ with probability ${decimal(p)}$ and ${low}$ otherwise. What is the {'expectation' if kind == 'mean' else 'variance' if kind == 'variance' else 'standard deviation'} of the average of {n} independent ones?",
        key=key,
        proof=Rederived("two draws", "All pairs of two draws were listed with their probabilities.", listing),
        steps=tuple(steps),
        hints=(
            "You are asked about an average of independent draws.",
            AVERAGE,
            f"One draw has the mean ${high} \\cdot {decimal(p)} + {low} \\cdot {decimal(1 - p)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(spread), "That is the variance of one draw; the average has less."),
            Mistake(rational(spread / n**2), "The variance is divided by the number of draws once."),
            Mistake(
                rational((p * high + (1 - p) * low) / n), "The average has the same expectation as one draw."
            ),
            Mistake(rational(spread * n), "That is the variance of the sum."),
        ),
    )


def _chebyshev(draw: Draw, level: int) -> Draft:
    sigma, n, eps = (
        draw.choice((1, 2, 3, 4, 5, 6, 10)),
        draw.choice((10, 20, 25, 50, 100, 200, 400, 500, 1000)),
        draw.choice((Fraction(1, 2), Fraction(1), Fraction(2), Fraction(1, 5), Fraction(1, 4), Fraction(3))),
    )
    value = Fraction(sigma * sigma) / n / eps**2
    if value >= 1 or value.denominator > 2500:
        raise Unsuitable("no bound")
    key = rational(value)
    mean = draw.integer(2, 60)
    thing, name = draw.choice(THINGS)
    return Draft(
        prompt=f"{thing} has the mean ${mean}$ and the standard deviation ${sigma}$. "
        + draw.choice(
            (
                f"Which bound does Chebyshev's inequality give for the probability that the average of {n} independent ones is off by ${short(eps)}$ or more?",
                f"By Chebyshev, how probable is it at most that the average {name} of {n} independent ones misses the mean by at least ${short(eps)}$?",
            )
        ),
        key=key,
        proof=Rederived(
            "the worst case",
            "The variable that takes the deviation with just this probability has the same variance as the average.",
            lambda: _worst(Fraction(sigma * sigma, n), eps),
        ),
        steps=(
            Step(
                "Variance of the average",
                rf"\frac{{{sigma}^{{2}}}}{{{n}}} = {short(Fraction(sigma * sigma, n))}",
            ),
            Step(
                "Divided by the squared deviation",
                rf"\frac{{{short(Fraction(sigma * sigma, n))}}}{{{short(eps)}^{{2}}}} = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for an upper bound of a probability.",
            BOUND,
            f"The variance of the average is $\\frac{{{sigma}^2}}{{{n}}}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(Fraction(sigma) / n / eps**2), "Square the standard deviation."),
            Mistake(rational(Fraction(sigma * sigma) / n / eps), "Square the deviation as well."),
            Mistake(
                rational(Fraction(sigma * sigma) / eps**2),
                "The average has a smaller variance: divide by the number.",
            ),
            Mistake(1 - key, "That bounds the opposite from below."),
        ),
    )


def _worst(variance: Fraction, eps: Fraction) -> Fraction:
    """The probability with which a variable must sit eps away from its mean, on either side, to have this variance."""
    whole = 360000
    per_ticket = eps * eps / whole  # what one of so many tickets, moved by eps, adds to the variance
    return variance / per_ticket / whole


def _how_many(draw: Draw, level: int) -> Draft:
    sigma, eps, risk = (
        draw.choice((1, 2, 3, 4, 5, 6, 10)),
        draw.choice((Fraction(1, 2), Fraction(1), Fraction(2), Fraction(1, 10), Fraction(1, 5))),
        draw.choice(
            (
                Fraction(1, 100),
                Fraction(1, 20),
                Fraction(1, 10),
                Fraction(1, 50),
                Fraction(1, 25),
                Fraction(1, 4),
            )
        ),
    )
    n = Fraction(sigma * sigma) / risk / eps**2
    if n.denominator > 1:
        raise Unsuitable("ugly value")
    key = rational(n)
    thing, _ = draw.choice(THINGS)
    return Draft(
        prompt=f"{thing} has the standard deviation ${sigma}$. "
        + draw.choice(
            (
                f"How many independent ones must be averaged so that Chebyshev's inequality bounds the probability of being off by ${short(eps)}$ or more by ${decimal(risk)}$?",
                f"From how many on does Chebyshev promise that the average is off by ${short(eps)}$ or more with probability at most ${decimal(risk)}$?",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The bound was worked out with so many draws.",
            lambda v: isinstance(v, Fraction) and v > 0 and Fraction(sigma * sigma) / v / eps / eps == risk,
        ),
        steps=(
            Step(
                "The number times risk and squared deviation is the variance",
                rf"\frac{{{sigma}^{{2}}}}{{{decimal(risk)} \cdot {short(eps)}^{{2}}}} = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for a number of draws.",
            BOUND + " Solve it for $n$.",
            f"The variance of one draw is ${sigma}^2$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(Fraction(sigma * sigma) / risk / eps), "Square the deviation."),
            Mistake(rational(Fraction(sigma) / risk / eps**2), "Square the standard deviation."),
            Mistake(rational(Fraction(sigma * sigma) / eps**2), "Divide by the risk as well."),
            Mistake(
                rational(Fraction(sigma * sigma) * risk / eps**2), "The smaller the risk, the more draws."
            ),
        ),
    )


def _fallacy(draw: Draw, level: int) -> Draft:
    heads, more = draw.integer(6, 12), draw.choice((10, 20, 40, 88, 100, 200))
    kind = draw.choice(("next", "count", "share"))
    n = heads + more
    expected = heads + Fraction(more, 2)
    if kind == "next":
        claimed = draw.choice((Fraction(1, 2), Fraction(1, 2) ** (heads + 1), Fraction(1, 4)))
        truth = claimed == Fraction(1, 2)
        text = f"the next toss shows tails with probability ${tex(1 - claimed) if claimed != Fraction(1, 2) else tex(claimed)}$"

        def check() -> Any:
            return Fraction(
                sum(t[-1] for t in product((0, 1), repeat=4) if all(x == 0 for x in t[:3])),
                sum(1 for t in product((0, 1), repeat=4) if all(x == 0 for x in t[:3])),
            ) == (1 - claimed if claimed != Fraction(1, 2) else claimed)

        step = Step("Independent tosses have no memory", r"\frac{1}{2} = 1 - \frac{1}{2}")
    elif kind == "count":
        claimed = draw.choice((expected, Fraction(n, 2)))
        truth = claimed == expected
        text = f"after {more} more tosses, ${short(claimed)}$ heads are to be expected in all"

        def check() -> Any:
            return heads + total(Fraction(1, 2) for _ in range(more)) == claimed

        step = Step(
            "What is there stays; the rest is fair", rf"{heads} + \frac{{{more}}}{{2}} = {short(expected)}"
        )
    else:
        truth = draw.coin()
        limit = expected / n if truth else Fraction(1, 2)
        text = f"after {more} more tosses, the expected share of heads in all is ${tex(limit)}$"

        def check() -> Any:
            return (heads + total(Fraction(1, 2) for _ in range(more))) / n == limit

        step = Step(
            "The heads so far and half of the further tosses, as a share of all",
            rf"\frac{{{heads} + \frac{{{more}}}{{2}}}}{{{heads} + {more}}} = {tex(expected / n)}",
        )
    return claim_draft(
        prompt=f"A fair coin has shown heads {heads} times in a row. True or false: {text}.",
        truth=truth,
        method="listing",
        detail="Tosses were listed, or their expectations added up one by one.",
        decide=check,
        steps=(step,),
        hints=(
            "You are asked what the past does to fair tosses.",
            "The law of large numbers drowns the past in many fair tosses; it does not pay it back.",
            "What does one further toss add to the expected number of heads?",
        ),
        if_wrong="A fair coin owes nobody a tail. The share goes back to one half because the early run matters less and less, not because it is paid back.",
    )


GENERATORS = (
    Generator(TOPIC, "average", COMPUTE, _average, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "bound", COMPUTE, _chebyshev, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "how-many", REVERSE, _how_many, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "no-debt", TRUE_FALSE, _fallacy, levels=(1, 2), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, variance_of_mean, levels=(3,), objectives=(1,)),
)
