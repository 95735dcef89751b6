"""What the exercises on Bayes' theorem share."""

from __future__ import annotations

from fractions import Fraction

from assistant.practice.draft import (
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.stories import Signal
from assistant.practice.notation import decimal, percent, plus, rational, times

RULE = (
    r"Bayes: $P(H \mid E) = \dfrac{P(E \mid H)\,P(H)}{P(E \mid H)\,P(H) + P(E \mid \bar H)\,P(\bar H)}$. With $H$ for the property and $E$ for the signal; below the line stand "
    "all ways to the signal."
)
PRIORS = tuple(Fraction(n, 100) for n in (1, 2, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50))
HITS = tuple(Fraction(n, 100) for n in (50, 60, 70, 75, 80, 90, 95, 96, 98, 99))
FALSE_ALARMS = tuple(Fraction(n, 100) for n in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40))
POPULATION = 1_000_000


def posterior(prior: Fraction, hit: Fraction, false_alarm: Fraction) -> Fraction:
    """The probability of the property after the signal."""
    return prior * hit / (prior * hit + (1 - prior) * false_alarm)


def posterior_by_counting(prior: Fraction, hit: Fraction, false_alarm: Fraction) -> Fraction:
    """The same by counting whole members of a large population."""
    holders = POPULATION * prior.numerator // prior.denominator
    hits = holders * hit.numerator // hit.denominator
    alarms = (POPULATION - holders) * false_alarm.numerator // false_alarm.denominator
    return Fraction(hits, hits + alarms)


def some_rates(draw: Draw, *, most: int = 60) -> tuple[Fraction, Fraction, Fraction]:
    """A prior, a hit rate and a smaller rate of false alarms."""
    prior, hit, false_alarm = draw.choice(PRIORS), draw.choice(HITS), draw.choice(FALSE_ALARMS)
    if false_alarm >= hit or posterior(prior, hit, false_alarm).denominator > most:
        raise Unsuitable("ugly value")
    return prior, hit, false_alarm


def setting_of(story: Signal, prior: Fraction, hit: Fraction, false_alarm: Fraction) -> str:
    """The story with its three rates."""
    rates = story.rates.format(hit=f"${percent(hit)}$", alarm=f"${percent(false_alarm)}$")
    return f"${percent(prior)}$ of all {story.many} {story.hidden}. {rates}"


def typical_mistakes(prior: Fraction, hit: Fraction, false_alarm: Fraction) -> tuple[Mistake, ...]:
    """What people answer when they turn the condition round or forget a part."""
    return (
        Mistake(
            rational(hit),
            "That is how often the signal comes when the property is there: the condition is the other way round.",
        ),
        Mistake(
            rational(prior * hit),
            "That is the probability of both together; divide by the probability of the signal.",
        ),
        Mistake(
            rational(hit / (hit + false_alarm)), "You left out how frequent the property is to begin with."
        ),
        Mistake(
            rational(prior * hit + (1 - prior) * false_alarm),
            "That is the probability of the signal, whatever its cause.",
        ),
        Mistake(rational(1 - posterior(prior, hit, false_alarm)), "That is the probability of the opposite."),
        Mistake(rational(prior), "That was the probability before the signal."),
    )


def bottom_of(prior: Fraction, hit: Fraction, false_alarm: Fraction) -> str:
    """The bottom of the fraction in the theorem, not carried out."""
    return plus(times(decimal(hit), decimal(prior)), times(decimal(false_alarm), decimal(1 - prior)))
