"""Exercises on the odds form: prior odds times likelihood ratio are posterior odds."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import PROBABILITY, Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.bayes_theorem.pieces import (
    FALSE_ALARMS,
    HITS,
    posterior_by_counting,
)
from assistant.practice.generators.probability.stories import SIGNALS
from assistant.practice.notation import chain, decimal, over, percent, rational, tex
from assistant.practice.proof import Rederived
from assistant.practice.worked import but_key


def in_odds(draw: Draw, level: int) -> Draft:
    """A posterior in the head: the prior is given as odds of 1 to some number."""
    story = draw.choice(SIGNALS)
    against = draw.choice((1, 3, 4, 9, 19, 24, 49, 99))
    hit, false_alarm = draw.choice(HITS), draw.choice(FALSE_ALARMS)
    ratio = hit / false_alarm
    after = ratio / against
    value = after / (1 + after)
    if ratio.denominator > 1 or ratio < 2 or value.denominator > 120:
        raise Unsuitable("ugly value")
    key = rational(value)
    rates = story.rates.format(hit=f"${percent(hit)}$", alarm=f"${percent(false_alarm)}$")
    return Draft(
        prompt=f"Take {story.many}: to each of those that {story.hidden} "
        f"{'comes 1 other' if against == 1 else f'come {against} others'}, odds of 1 to {against}. {rates} "
        f"{story.one} Use the odds form.",
        key=key,
        proof=Rederived(
            "counting",
            "A million cases were counted.",
            lambda: posterior_by_counting(Fraction(1, 1 + against), hit, false_alarm),
        ),
        steps=(
            Step("Likelihood ratio of the signal", chain(over(decimal(hit), decimal(false_alarm)), ratio)),
            Step(
                "Prior odds times likelihood ratio",
                chain(rf"\frac{{1}}{{{against}}} \cdot {tex(ratio)}", after),
            ),
            Step(
                "From odds back to a probability",
                rf"\frac{{{after.numerator}}}{{{after.numerator} + {after.denominator}}} = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for the probability of the property after the signal.",
            "Posterior odds are prior odds times the likelihood ratio, hit rate over false alarm rate. Odds of "
            r"$a$ to $b$ are the probability $\frac{a}{a + b}$.",
            rf"The likelihood ratio is $\frac{{{decimal(hit)}}}{{{decimal(false_alarm)}}}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(after), "Those are the odds; turn them into a probability."),
            Mistake(
                rational(ratio / (1 + ratio)), "The odds before the signal count as well: multiply by them."
            ),
            Mistake(sympy.Rational(1, 1 + against), "That is the probability before the signal."),
            Mistake(rational(1 - value), "That is the probability of the opposite."),
            Mistake(rational(hit), "That is how often the signal comes when the property is there."),
        ),
    )
