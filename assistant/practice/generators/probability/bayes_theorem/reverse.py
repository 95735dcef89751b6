"""Exercises on Bayes' theorem where the answer is known and a part of the question is not."""

from __future__ import annotations

from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.bayes_theorem.pieces import PRIORS, RULE, posterior, some_rates
from assistant.practice.generators.probability.stories import SIGNALS
from assistant.practice.notation import chain, decimal, over, percent, rational, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    if level == 1:
        a, b = draw.choice(PRIORS), draw.choice(PRIORS)
        turned = draw.fraction((2, 3, 4, 5, 8, 10))
        value = turned * b / a
        if not 0 < value < 1 or value.denominator > 40 or a == b:
            raise Unsuitable("ugly value")
        key = rational(value)
        return Draft(
            prompt=draw.choice(
                (
                    rf"$P(A) = {decimal(a)}$, $P(B) = {decimal(b)}$ and $P(A \mid B) = {tex(turned)}$. Find $P(B \mid A)$.",
                    rf"Turn the condition round: $P(A \mid B) = {tex(turned)}$, with $P(A) = {decimal(a)}$ and $P(B) = {decimal(b)}$. What is $P(B \mid A)$?",
                )
            ),
            key=key,
            proof=Satisfies(
                "both ways round",
                r"The probability of both together comes out the same from either condition.",
                lambda guess: guess * a == turned * b,
            ),
            steps=(
                Step(
                    "Both together",
                    chain(r"P(A \cap B)", times(tex(turned), decimal(b)), rational(turned * b)),
                ),
                Step(
                    "Divide by the probability of the new condition",
                    chain(over(tex(turned * b), decimal(a)), key),
                ),
            ),
            hints=(
                "You are asked for the conditional probability the other way round.",
                r"$P(B \mid A) = \dfrac{P(A \mid B)\,P(B)}{P(A)}$.",
                rf"The top is ${times(tex(turned), decimal(b))}$.",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(rational(turned), "The two conditional probabilities are not the same."),
                Mistake(rational(turned * a / b), "The two probabilities changed places."),
                Mistake(
                    rational(turned * b), "That is the probability of both; divide by that of the condition."
                ),
                Mistake(rational(1 - turned), "The condition is turned round, not the event negated."),
            ),
        )
    story = draw.choice(SIGNALS)
    prior, hit, false_alarm = some_rates(draw, most=20)
    target = posterior(prior, hit, false_alarm)
    if level == 2:
        key = rational(prior)
        rates = story.rates.format(hit=f"${percent(hit)}$", alarm=f"${percent(false_alarm)}$")
        given = f"{rates} Of {story.shown}, the share ${tex(target)}$ really {story.hidden}. What share of all {story.many} {story.hidden}?"
        check = lambda guess: 0 < guess < 1 and _odds(guess, hit, false_alarm) == target / (1 - target)  # noqa: E731
        equation = rf"\frac{{{decimal(hit)}\, x}}{{{decimal(hit)}\, x + {decimal(false_alarm)} (1 - x)}} = {tex(target)}"
        solved = chain("x", decimal(prior))
        odds = (
            Step(
                "In odds: odds before times ratio of the rates are odds after",
                rf"\frac{{x}}{{1 - x}} = {times(tex(target / (1 - target)), over(decimal(false_alarm), decimal(hit)))}",
            ),
        )
        start = rf"Write the posterior with $x$ for the unknown share: its top is ${decimal(hit)}\, x$."
        wrong = (
            Mistake(rational(target), "That is the share after the signal."),
            Mistake(rational(target * hit), "The unknown share stands in the bottom as well."),
            Mistake(rational(1 - prior), "That is the share of the others."),
        )
    else:
        key = rational(false_alarm)
        given = (
            f"${percent(prior)}$ of all {story.many} {story.hidden}. {story.hits.format(hit=f'${percent(hit)}$')} Of {story.shown}, the share "
            f"${tex(target)}$ really {story.hidden}. What is the rate of false alarms among the others?"
        )
        check = lambda guess: 0 < guess < 1 and _odds(prior, hit, guess) == target / (1 - target)  # noqa: E731
        both = prior * hit
        equation = rf"\frac{{{decimal(both)}}}{{{decimal(both)} + {decimal(1 - prior)}\, x}} = {tex(target)}"
        solved = chain("x", decimal(false_alarm))
        odds = (
            Step(
                "Solve for the false alarms",
                rf"{decimal(1 - prior)}\, x = {times(decimal(both), tex((1 - target) / target))}",
            ),
        )
        start = rf"Property and signal together have the probability ${times(decimal(hit), decimal(prior))}$."
        wrong = (
            Mistake(rational(1 - hit), "The two rates need not add up to 1."),
            Mistake(rational(both / target), "That is the probability of the signal in all."),
            Mistake(rational(both * (1 - target) / target), "Divide by the share of the others."),
        )
    return Draft(
        prompt=given,
        key=key,
        proof=Satisfies(
            "odds",
            "With the key put in, the odds before times the ratio of the rates are the odds after.",
            check,
        ),
        steps=(Step("Bayes with the unknown in it", equation), *odds, Step("Solve for x", solved)),
        hints=(
            "You are asked for one of the numbers that went into Bayes' theorem; its result is known.",
            RULE,
            start,
        ),
        answer_hint="a number such as 0.05 or 1/20",
        symbols=("x",),
        mistakes=but_key(key, *wrong),
    )


def _odds(prior: Fraction, hit: Fraction, false_alarm: Fraction) -> Fraction:
    return prior / (1 - prior) * hit / false_alarm
