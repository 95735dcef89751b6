"""Questions with options on Bayes' theorem: pick, judge, find the mistake."""

from __future__ import annotations

from fractions import Fraction

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.bayes_theorem.pieces import (
    RULE,
    bottom_of,
    posterior,
    posterior_by_counting,
    setting_of,
    some_rates,
    typical_mistakes,
)
from assistant.practice.generators.probability.stories import SIGNALS
from assistant.practice.notation import chain, decimal, over, percent, plus, rational, tex, times
from assistant.practice.proof import Rederived
from assistant.practice.worked import Part, choice_draft, claim_draft, mistake_draft


def choose(draw: Draw, level: int) -> Draft:
    """One right option among typical mistakes."""
    story, (prior, hit, false_alarm) = draw.choice(SIGNALS), some_rates(draw)
    value = posterior(prior, hit, false_alarm)
    key = rational(value)
    wrong = list(typical_mistakes(prior, hit, false_alarm))
    return choice_draft(
        draw,
        prompt=setting_of(story, prior, hit, false_alarm) + f" What share of {story.shown} {story.hidden}?",
        right=key,
        wrong=[wrong[0], *draw.shuffled(wrong[1:])],
        show=tex,
        proof=Rederived(
            "counting",
            "A million cases were counted.",
            lambda: posterior_by_counting(prior, hit, false_alarm),
        ),
        steps=(
            Step(
                "Property and signal together",
                chain(times(decimal(hit), decimal(prior)), decimal(prior * hit)),
            ),
            Step(
                "As a share of all ways to the signal",
                chain(over(decimal(prior * hit), bottom_of(prior, hit, false_alarm)), key),
            ),
        ),
        hints=(
            "You are asked for the probability after the signal; the rates are given the other way round.",
            RULE,
            f"The top is ${times(decimal(hit), decimal(prior))}$.",
        ),
    )


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    prior, hit, false_alarm = some_rates(draw)
    slip = draw.choice(("no complement", "hit only", "prior forgotten", "sum"))
    both, other = prior * hit, (1 - prior) * false_alarm
    top_text, top = times(decimal(hit), decimal(prior)), both
    second_text, second = times(decimal(false_alarm), decimal(1 - prior)), other
    if slip == "no complement":
        second_text, second = times(decimal(false_alarm), decimal(prior)), prior * false_alarm
    if slip == "hit only":
        second_text, second = times(decimal(1 - hit), decimal(1 - prior)), (1 - hit) * (1 - prior)
    bottom_text, bottom = plus(top_text, second_text), both + second
    if slip == "prior forgotten":
        top_text, top = decimal(hit), hit
    added = both + second
    shown_sum = added + (Fraction(1, 100) if slip == "sum" else 0)
    setting = rf"find $P(H \mid E)$ from $P(H) = {decimal(prior)}$, $P(E \mid H) = {decimal(hit)}$ and $P(E \mid \bar H) = {decimal(false_alarm)}$"
    parts = [
        Part(r"P(H \mid E)", posterior_by_counting(prior, hit, false_alarm)),
        Part(over(top_text, bottom_text), top / bottom),
        Part(over(decimal(top), plus(decimal(both), decimal(second))), top / added),
        Part(over(decimal(top), decimal(shown_sum)), top / shown_sum),
    ]
    fix = (
        over(decimal(both), decimal(both + other))
        if slip == "sum"
        else over(times(decimal(hit), decimal(prior)), bottom_of(prior, hit, false_alarm))
    )
    return mistake_draft(
        draw,
        task=setting,
        parts=parts,
        fix=fix,
        rule="Above the line stands one way to the evidence, rate times prior; below the line all ways, each with its own rate and share",
    )


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
    story, (prior, hit, false_alarm) = draw.choice(SIGNALS), some_rates(draw, most=200)
    value = posterior(prior, hit, false_alarm)
    if value == Fraction(1, 2):
        raise Unsuitable("exactly half")
    most = draw.coin()
    statement = f"Of {story.shown}, {'more' if most else 'fewer'} than half really {story.hidden}."
    both, other = prior * hit, (1 - prior) * false_alarm
    return claim_draft(
        prompt=setting_of(story, prior, hit, false_alarm) + f"\n\nTrue or false? {statement}",
        truth=(value > Fraction(1, 2)) == most,
        method="counting",
        detail="A million cases were counted.",
        decide=lambda: (posterior_by_counting(prior, hit, false_alarm) > Fraction(1, 2)) == most,
        steps=(
            Step("Right signals", chain(times(decimal(hit), decimal(prior)), decimal(both))),
            Step("False alarms", chain(times(decimal(false_alarm), decimal(1 - prior)), decimal(other))),
            Step(
                "The larger group decides; the exact share",
                chain(over(decimal(both), plus(decimal(both), decimal(other))), rational(value)),
            ),
        ),
        hints=(
            "You are asked which group is larger among those that give the signal.",
            "Compare right signals (rate times share) with false alarms (rate times share of the others). The size of the groups matters as much as "
            "the rates.",
            f"Right signals: ${times(decimal(hit), decimal(prior))}$ of all.",
        ),
        if_wrong=f"Right signals make ${percent(both)}$ of all, false alarms ${percent(other)}$.",
    )
