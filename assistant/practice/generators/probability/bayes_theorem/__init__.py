"""Exercises on Bayes' theorem: natural frequencies, tests with errors, several causes, repeated evidence."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MISTAKE,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.bayes_theorem.odds import in_odds
from assistant.practice.generators.probability.bayes_theorem.pieces import (
    FALSE_ALARMS,
    HITS,
    POPULATION,
    PRIORS,
    RULE,
    bottom_of,
    posterior,
    posterior_by_counting,
    setting_of,
    some_rates,
    typical_mistakes,
)
from assistant.practice.generators.probability.bayes_theorem.questions import choose, find_slip, judge
from assistant.practice.generators.probability.bayes_theorem.reverse import find_unknown
from assistant.practice.generators.probability.derivations import bayes_rule
from assistant.practice.generators.probability.stories import SIGNALS
from assistant.practice.notation import chain, decimal, over, percent, plus, rational, tex, times
from assistant.practice.proof import Rederived
from assistant.practice.worked import but_key

TOPIC = "bayes-theorem"


def _compute(draw: Draw, level: int) -> Draft:
    if level == 1:
        return _frequencies(draw)
    if level == 3:
        return _causes(draw) if draw.coin() else _twice(draw)
    story, (prior, hit, false_alarm) = draw.choice(SIGNALS), some_rates(draw)
    key = rational(posterior(prior, hit, false_alarm))
    both, other = prior * hit, (1 - prior) * false_alarm
    return Draft(
        prompt=setting_of(story, prior, hit, false_alarm)
        + " "
        + draw.choice((story.one, f"What share of {story.shown} {story.hidden}?")),
        key=key,
        proof=Rederived(
            "counting",
            "A million cases were counted.",
            lambda: posterior_by_counting(prior, hit, false_alarm),
        ),
        steps=(
            Step("Property and signal together", chain(times(decimal(hit), decimal(prior)), decimal(both))),
            Step(
                "Signal without the property",
                chain(times(decimal(false_alarm), decimal(1 - prior)), decimal(other)),
            ),
            Step("All ways to the signal", chain(plus(decimal(both), decimal(other)), decimal(both + other))),
            Step(
                "Bayes: the first of the two ways as a share of both",
                chain(over(decimal(both), decimal(both + other)), key),
            ),
        ),
        hints=(
            "You are asked for the probability of the property after the signal; the given rates go the other way round.",
            RULE,
            f"Property and signal together have the probability ${times(decimal(hit), decimal(prior))}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(key, *typical_mistakes(prior, hit, false_alarm)),
    )


def _frequencies(draw: Draw) -> Draft:
    story = draw.choice(SIGNALS)
    total = draw.choice((200, 400, 500, 1000, 2000))
    holders = total * draw.choice((1, 2, 5, 10, 20)) // 100
    hits = draw.integer((holders + 1) // 2, holders)
    alarms = draw.integer(1, (total - holders) // 5)
    key = sympy.Rational(hits, hits + alarms)
    if key.q > 40 or key == 1 or hits == 0:
        raise Unsuitable("ugly value")

    def count() -> Fraction:
        members = [(True, index < hits) for index in range(holders)]
        members += [(False, index < alarms) for index in range(total - holders)]
        shown = [member for member in members if member[1]]
        return Fraction(sum(1 for member in shown if member[0]), len(shown))

    return Draft(
        prompt=f"Of {total} {story.many}, {holders} {story.hidden}. "
        + story.rates.format(hit=hits, alarm=alarms)
        + " "
        + draw.choice((story.one, f"What share of {story.shown} {story.hidden}?")),
        key=key,
        proof=Rederived("counting", f"All {total} members were listed and counted.", count),
        steps=(
            Step("Count all that give the signal", chain(plus(hits, alarms), hits + alarms)),
            Step(
                "Divide those with the hidden property by all of them", chain(over(hits, hits + alarms), key)
            ),
        ),
        hints=(
            "You are asked for a share of those that give the signal, not of all.",
            "Count two groups that give the signal: those with the hidden property and those without. Divide the first by both.",
            f"So many give the signal: ${plus(hits, alarms)}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(hits, holders),
                "That is the share of the signal among those with the property: the other way round.",
            ),
            Mistake(sympy.Rational(hits, total), "You divided by all; divide by those that give the signal."),
            Mistake(sympy.Rational(holders, total), "That is the share before looking at the signal."),
            Mistake(sympy.Rational(hits, alarms), "The whole is both groups together."),
            Mistake(1 - key, "That is the share of false alarms."),
        ),
    )


def _causes(draw: Draw) -> Draft:
    shares = [
        Fraction(n, 10)
        for n in draw.choice(((5, 3, 2), (6, 3, 1), (4, 4, 2), (2, 3, 5), (7, 2, 1), (1, 4, 5), (3, 3, 4)))
    ]
    rates = [Fraction(draw.choice((1, 2, 3, 4, 5, 6, 8, 10)), 100) for _ in shares]
    if len(set(rates)) < 3:
        raise Unsuitable("equal rates")
    joint = [s * r for s, r in zip(shares, rates, strict=True)]
    spot = draw.integer(0, 2)
    value = joint[spot] / sum(joint, Fraction(0))
    if value.denominator > 60:
        raise Unsuitable("ugly value")
    key = rational(value)
    source, thing, event = draw.choice(
        (
            ("machine", "parts", "is faulty"),
            ("supplier", "sensors", "is broken"),
            ("labelling team", "labels", "is wrong"),
            ("data centre", "requests", "fails"),
        )
    )
    names = ("A", "B", "C")
    lines = ", ".join(f"{n} ${percent(s)}$" for n, s in zip(names, shares, strict=True))
    faults = ", ".join(f"${percent(r)}$" for r in rates)
    one = {"parts": "part", "sensors": "sensor", "labels": "label", "requests": "request"}[thing]
    terms = [times(decimal(s), decimal(r)) for s, r in zip(shares, rates, strict=True)]

    def count() -> Fraction:
        bad = [
            POPULATION * s.numerator // s.denominator * r.numerator // r.denominator
            for s, r in zip(shares, rates, strict=True)
        ]
        return Fraction(bad[spot], sum(bad))

    return Draft(
        prompt=f"Three {source}s A, B and C handle the {thing}: {lines} of them. The error rates are {faults}, in this order. A random {one} {event}. "
        f"How probable is it that it came from {source} {names[spot]}?",
        key=key,
        proof=Rederived("counting", "A million cases were counted.", count),
        steps=(
            *(
                Step(f"{source.capitalize()} {n} and an error", chain(t, decimal(j)))
                for n, t, j in zip(names, terms, joint, strict=True)
            ),
            Step(
                "All ways to an error",
                chain(plus(*(decimal(j) for j in joint)), decimal(sum(joint, Fraction(0)))),
            ),
            Step(
                "The share of the one in question",
                chain(over(decimal(joint[spot]), decimal(sum(joint, Fraction(0)))), key),
            ),
        ),
        hints=(
            "You are asked to go back from the error to its source.",
            "Multiply share and rate for each source; the answer is one of these products as a share of their sum.",
            f"For source {names[spot]} the product is ${terms[spot]}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(shares[spot]), "That is the share before the error was seen."),
            Mistake(
                rational(rates[spot] / sum(rates, Fraction(0))), "You left out how much each source handles."
            ),
            Mistake(
                rational(rates[spot]),
                f"That is how often {source} {names[spot]} errs; asked is how often an error is its own.",
            ),
            Mistake(rational(joint[spot]), "Divide by the probability of an error."),
            Mistake(
                rational(sum(joint, Fraction(0))), "That is the probability of an error from any source."
            ),
        ),
    )


def _twice(draw: Draw) -> Draft:
    story = draw.choice(SIGNALS)
    prior, hit, false_alarm = draw.choice(PRIORS), draw.choice(HITS), draw.choice(FALSE_ALARMS)
    first = posterior(prior, hit, false_alarm)
    value = posterior(first, hit, false_alarm)
    if false_alarm >= hit or value.denominator > 120 or first.denominator > 60:
        raise Unsuitable("ugly value")
    key = rational(value)

    def count() -> Fraction:
        population = POPULATION * 100
        holders = population * prior.numerator // prior.denominator
        hits, alarms = holders, population - holders
        for _ in range(2):
            hits = hits * hit.numerator // hit.denominator
            alarms = alarms * false_alarm.numerator // false_alarm.denominator
        return Fraction(hits, hits + alarms)

    return Draft(
        prompt=setting_of(story, prior, hit, false_alarm) + f" {story.twice}",
        key=key,
        proof=Rederived("counting", "A hundred million cases were counted through both checks.", count),
        steps=(
            Step(
                "After the first signal",
                chain(
                    over(times(decimal(hit), decimal(prior)), bottom_of(prior, hit, false_alarm)),
                    rational(first),
                ),
            ),
            Step(
                "The result is the starting point of the second update",
                chain(
                    over(
                        times(decimal(hit), tex(first)),
                        plus(times(decimal(hit), tex(first)), times(decimal(false_alarm), tex(1 - first))),
                    ),
                    key,
                ),
            ),
        ),
        hints=(
            "You are asked for the probability after two signals.",
            "Use Bayes twice: the result of the first update is the prior of the second.",
            f"First update: the top is ${times(decimal(hit), decimal(prior))}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(first), "That is after the first signal; there was a second one."),
            Mistake(
                rational(first * first),
                "The two results are not multiplied; the first one becomes the new prior.",
            ),
            *typical_mistakes(prior, hit, false_alarm)[:2],
        ),
    )


GENERATORS = (
    Generator(TOPIC, "posterior", COMPUTE, _compute, objectives=(1, 2)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(1,)),
    Generator(TOPIC, "pick", CHOICE, choose, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "majority", TRUE_FALSE, judge, levels=(1,), objectives=(1, 3)),
    Generator(TOPIC, "odds", COMPUTE, in_odds, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, bayes_rule, levels=(3,), objectives=(1,)),
)
