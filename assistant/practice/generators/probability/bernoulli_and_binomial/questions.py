"""Exercises on Bernoulli and binomial: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.bernoulli_and_binomial.pieces import MOMENTS
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
    rational,
    tex,
    times,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    if level == 1:
        n, p = (
            draw.choice((10, 12, 15, 20, 24, 30, 36, 40, 48, 50, 60)),
            draw.choice(
                (
                    Fraction(1, 2),
                    Fraction(1, 3),
                    Fraction(1, 4),
                    Fraction(2, 3),
                    Fraction(1, 6),
                    Fraction(2, 5),
                    Fraction(3, 4),
                )
            ),
        )
        mean, variance = n * p, n * p * (1 - p)
        if mean.denominator > 1:
            raise Unsuitable("ugly value")
        key = rational(p)
        return Draft(
            prompt=f"A binomial count has the mean ${tex(mean)}$ and the variance ${tex(variance)}$. What is the success probability $p$?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "Number of trials and variance were worked out with this probability.",
                lambda v: isinstance(v, Fraction) and v != 0 and (mean / v) * v * (1 - v) == variance,
            ),
            steps=(
                Step(
                    "Variance over mean is the probability of failure",
                    rf"\frac{{{tex(variance)}}}{{{tex(mean)}}} = {tex(1 - p)}",
                ),
                Step("The rest to 1", chain(minus(1, tex(1 - p)), p)),
            ),
            hints=(
                "Mean and variance are known, the probability behind them is asked for.",
                MOMENTS,
                "Divide the variance by the mean: what is left?",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(1 - key, "That is the probability of failure."),
                Mistake(rational(mean / n / 2), "Divide the variance by the mean."),
                Mistake(rational(Fraction(mean) / variance), "Divide the other way round."),
            ),
        )
    p, target = draw.choice(
        (
            (Fraction(1, 2), Fraction(1, 100)),
            (Fraction(9, 10), Fraction(1, 100)),
            (Fraction(4, 5), Fraction(1, 50)),
            (Fraction(1, 2), Fraction(1, 20)),
            (Fraction(9, 10), Fraction(3, 100)),
            (Fraction(4, 5), Fraction(1, 25)),
            (Fraction(1, 2), Fraction(1, 50)),
            (Fraction(9, 10), Fraction(1, 50)),
            (Fraction(1, 5), Fraction(1, 100)),
            (Fraction(1, 10), Fraction(3, 200)),
            (Fraction(1, 2), Fraction(1, 40)),
            (Fraction(4, 5), Fraction(1, 100)),
        )
    )
    needed = p * (1 - p) / target**2
    if needed.denominator > 1:
        raise Unsuitable("ugly value")
    key = rational(needed)
    what = draw.choice(
        (
            "A classifier is right with probability",
            "A survey expects a yes with probability",
            "A button is clicked with probability",
        )
    )
    return Draft(
        prompt=f"{what} ${decimal(p)}$. How many independent examples are needed so that the measured share has the standard deviation ${decimal(target)}$?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The standard deviation was worked out with so many examples.",
            lambda v: (
                isinstance(v, Fraction)
                and v > 0
                and second_way.equal(second_way.root(p * (1 - p) / v), target)
            ),
        ),
        steps=(
            Step("Variance of one trial", chain(times(decimal(p), decimal(1 - p)), decimal(p * (1 - p)))),
            Step(
                "Divide by the squared deviation that is wanted",
                chain(rf"\frac{{{decimal(p * (1 - p))}}}{{{decimal(target)}^{{2}}}}", needed),
            ),
        ),
        hints=(
            "You are asked for a number of examples.",
            MOMENTS,
            f"One trial has the variance ${times(decimal(p), decimal(1 - p))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(p * (1 - p) / target),
                "Square the deviation that is wanted: it falls with the root of the number only.",
            ),
            Mistake(rational(p / target), "Use the variance of one trial."),
            Mistake(rational(1 / target**2), "The variance of one trial belongs on top."),
        ),
    )


def binomial(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “binomial”."""
    red, blue, picks = draw.integer(3, 8), draw.integer(3, 8), draw.integer(2, 3)
    back = draw.coin()
    n = red + blue
    p = Fraction(red, n)
    how = draw.choice(
        ("each is put back before the next draw", "after each draw the ball goes back")
        if back
        else ("none is put back", "all at once")
    )
    truth = back

    def decide() -> bool:
        balls = [1] * red + [0] * blue
        draws = list(product(balls, repeat=picks)) if back else list(permutations(balls, picks))
        shares_all = Fraction(sum(all(d) for d in draws), len(draws))
        return shares_all == p**picks

    return claim_draft(
        prompt=f"{picks} balls are drawn from a box with {red} red and {blue} blue ones; {how}. True or false: the number of red balls drawn is binomial.",
        truth=truth,
        method="listing",
        detail="All draws were listed, and the probability of only red balls compared with the power that independence gives.",
        decide=decide,
        steps=(
            Step(
                "The first two are red: the second draw has the same chances as the first"
                if back
                else "The first two are red: the second draw has other chances than the first",
                f"\\frac{{{red}}}{{{n}}} \\cdot \\frac{{{red}}}{{{n}}} = {tex(p * p)}"
                if back
                else f"\\frac{{{red}}}{{{n}}} \\cdot \\frac{{{red - 1}}}{{{n - 1}}} = {tex(Fraction(red * (red - 1), n * (n - 1)))}",
            ),
        ),
        hints=(
            "You are asked whether the count follows the binomial formula.",
            "Binomial: a fixed number of independent trials, each with the same probability.",
            "Does the second draw know what the first one gave?",
        ),
        if_wrong="Without putting back, each draw changes the box, so the trials are not independent. With putting back they are, and the count is binomial.",
    )
