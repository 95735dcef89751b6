"""Exercises on Bayes' theorem: natural frequencies, tests with errors, several causes, repeated evidence."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import CHOICE, COMPUTE, MISTAKE, PROBABILITY, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.stories import SIGNALS, Signal
from assistant.practice.notation import chain, decimal, over, percent, plus, rational, tex, times
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, choice_draft, claim_draft, mistake_draft

TOPIC = "bayes-theorem"
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


def _counted(prior: Fraction, hit: Fraction, false_alarm: Fraction) -> Fraction:
    """The same by counting whole members of a large population."""
    holders = POPULATION * prior.numerator // prior.denominator
    hits = holders * hit.numerator // hit.denominator
    alarms = (POPULATION - holders) * false_alarm.numerator // false_alarm.denominator
    return Fraction(hits, hits + alarms)


def _numbers(draw: Draw, *, most: int = 60) -> tuple[Fraction, Fraction, Fraction]:
    prior, hit, false_alarm = draw.choice(PRIORS), draw.choice(HITS), draw.choice(FALSE_ALARMS)
    if false_alarm >= hit or posterior(prior, hit, false_alarm).denominator > most:
        raise Unsuitable("ugly value")
    return prior, hit, false_alarm


def _setting(story: Signal, prior: Fraction, hit: Fraction, false_alarm: Fraction) -> str:
    rates = story.rates.format(hit=f"${percent(hit)}$", alarm=f"${percent(false_alarm)}$")
    return f"${percent(prior)}$ of all {story.many} {story.hidden}. {rates}"


def _mistakes(prior: Fraction, hit: Fraction, false_alarm: Fraction) -> tuple[Mistake, ...]:
    return (
        Mistake(rational(hit), "That is how often the signal comes when the property is there: the condition is the other way round."),
        Mistake(rational(prior * hit), "That is the probability of both together; divide by the probability of the signal."),
        Mistake(rational(hit / (hit + false_alarm)), "You left out how frequent the property is to begin with."),
        Mistake(rational(prior * hit + (1 - prior) * false_alarm), "That is the probability of the signal, whatever its cause."),
        Mistake(rational(1 - posterior(prior, hit, false_alarm)), "That is the probability of the opposite."),
        Mistake(rational(prior), "That was the probability before the signal."),
    )


def _bottom(prior: Fraction, hit: Fraction, false_alarm: Fraction) -> str:
    return plus(times(decimal(hit), decimal(prior)), times(decimal(false_alarm), decimal(1 - prior)))


def _compute(draw: Draw, level: int) -> Draft:
    if level == 1:
        return _frequencies(draw)
    if level == 3:
        return _causes(draw) if draw.coin() else _twice(draw)
    story, (prior, hit, false_alarm) = draw.choice(SIGNALS), _numbers(draw)
    key = rational(posterior(prior, hit, false_alarm))
    both, other = prior * hit, (1 - prior) * false_alarm
    return Draft(
        prompt=_setting(story, prior, hit, false_alarm)
        + " "
        + draw.choice((story.one, f"What share of {story.shown} {story.hidden}?")),
        key=key,
        proof=Rederived("counting", "A million cases were counted.", lambda: _counted(prior, hit, false_alarm)),
        steps=(
            Step("Property and signal together", chain(times(decimal(hit), decimal(prior)), decimal(both))),
            Step("Signal without the property", chain(times(decimal(false_alarm), decimal(1 - prior)), decimal(other))),
            Step("All ways to the signal", chain(plus(decimal(both), decimal(other)), decimal(both + other))),
            Step("Bayes: the first of the two ways as a share of both", chain(over(decimal(both), decimal(both + other)), key)),
        ),
        hints=(
            "You are asked for the probability of the property after the signal; the given rates go the other way round.",
            RULE,
            f"Property and signal together have the probability ${times(decimal(hit), decimal(prior))}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(key, *_mistakes(prior, hit, false_alarm)),
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
            Step("Divide those with the hidden property by all of them", chain(over(hits, hits + alarms), key)),
        ),
        hints=(
            "You are asked for a share of those that give the signal, not of all.",
            "Count two groups that give the signal: those with the hidden property and those without. Divide the first by both.",
            f"So many give the signal: ${plus(hits, alarms)}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(hits, holders), "That is the share of the signal among those with the property: the other way round."),
            Mistake(sympy.Rational(hits, total), "You divided by all; divide by those that give the signal."),
            Mistake(sympy.Rational(holders, total), "That is the share before looking at the signal."),
            Mistake(sympy.Rational(hits, alarms), "The whole is both groups together."),
            Mistake(1 - key, "That is the share of false alarms."),
        ),
    )


def _causes(draw: Draw) -> Draft:
    shares = [Fraction(n, 10) for n in draw.choice(((5, 3, 2), (6, 3, 1), (4, 4, 2), (2, 3, 5), (7, 2, 1), (1, 4, 5), (3, 3, 4)))]
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
        (("machine", "parts", "is faulty"), ("supplier", "sensors", "is broken"), ("labelling team", "labels", "is wrong"), ("data centre", "requests", "fails"))
    )
    names = ("A", "B", "C")
    lines = ", ".join(f"{n} ${percent(s)}$" for n, s in zip(names, shares, strict=True))
    faults = ", ".join(f"${percent(r)}$" for r in rates)
    one = {"parts": "part", "sensors": "sensor", "labels": "label", "requests": "request"}[thing]
    terms = [times(decimal(s), decimal(r)) for s, r in zip(shares, rates, strict=True)]

    def count() -> Fraction:
        bad = [POPULATION * s.numerator // s.denominator * r.numerator // r.denominator for s, r in zip(shares, rates, strict=True)]
        return Fraction(bad[spot], sum(bad))

    return Draft(
        prompt=f"Three {source}s A, B and C handle the {thing}: {lines} of them. The error rates are {faults}, in this order. A random {one} {event}. "
        f"How probable is it that it came from {source} {names[spot]}?",
        key=key,
        proof=Rederived("counting", "A million cases were counted.", count),
        steps=(
            *(Step(f"{source.capitalize()} {n} and an error", chain(t, decimal(j))) for n, t, j in zip(names, terms, joint, strict=True)),
            Step("All ways to an error", chain(plus(*(decimal(j) for j in joint)), decimal(sum(joint, Fraction(0))))),
            Step("The share of the one in question", chain(over(decimal(joint[spot]), decimal(sum(joint, Fraction(0)))), key)),
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
            Mistake(rational(rates[spot] / sum(rates, Fraction(0))), "You left out how much each source handles."),
            Mistake(rational(joint[spot]), "Divide by the probability of an error."),
            Mistake(rational(sum(joint, Fraction(0))), "That is the probability of an error from any source."),
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
        prompt=_setting(story, prior, hit, false_alarm)
        + f" {story.twice}",
        key=key,
        proof=Rederived("counting", "A hundred million cases were counted through both checks.", count),
        steps=(
            Step("After the first signal", chain(over(times(decimal(hit), decimal(prior)), _bottom(prior, hit, false_alarm)), rational(first))),
            Step(
                "The result is the starting point of the second update",
                chain(
                    over(times(decimal(hit), tex(first)), plus(times(decimal(hit), tex(first)), times(decimal(false_alarm), tex(1 - first)))),
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
            Mistake(rational(first * first), "The two results are not multiplied; the first one becomes the new prior."),
            *_mistakes(prior, hit, false_alarm)[:2],
        ),
    )


def _reverse(draw: Draw, level: int) -> Draft:
    x = sympy.Symbol("x")
    if level == 1:
        a, b = draw.choice(PRIORS), draw.choice(PRIORS)
        given = draw.fraction((2, 3, 4, 5, 8, 10))
        value = given * b / a
        if not 0 < value < 1 or value.denominator > 40 or a == b:
            raise Unsuitable("ugly value")
        key = rational(value)
        return Draft(
            prompt=draw.choice(
                (
                    rf"$P(A) = {decimal(a)}$, $P(B) = {decimal(b)}$ and $P(A \mid B) = {tex(given)}$. Find $P(B \mid A)$.",
                    rf"Turn the condition round: $P(A \mid B) = {tex(given)}$, with $P(A) = {decimal(a)}$ and $P(B) = {decimal(b)}$. What is $P(B \mid A)$?",
                )
            ),
            key=key,
            proof=Satisfies(
                "both ways round",
                r"The probability of both together comes out the same from either condition.",
                lambda guess: guess * a == given * b,
            ),
            steps=(
                Step("Both together", chain(r"P(A \cap B)", times(tex(given), decimal(b)), rational(given * b))),
                Step("Divide by the probability of the new condition", chain(over(tex(given * b), decimal(a)), key)),
            ),
            hints=(
                "You are asked for the conditional probability the other way round.",
                r"$P(B \mid A) = \dfrac{P(A \mid B)\,P(B)}{P(A)}$.",
                rf"The top is ${times(tex(given), decimal(b))}$.",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(rational(given), "The two conditional probabilities are not the same."),
                Mistake(rational(given * a / b), "The two probabilities changed places."),
                Mistake(rational(given * b), "That is the probability of both; divide by that of the condition."),
                Mistake(rational(1 - given), "The condition is turned round, not the event negated."),
            ),
        )
    story = draw.choice(SIGNALS)
    prior, hit, false_alarm = _numbers(draw, most=20)
    target = posterior(prior, hit, false_alarm)
    if level == 2:
        key = rational(prior)
        rates = story.rates.format(hit=f"${percent(hit)}$", alarm=f"${percent(false_alarm)}$")
        given = f"{rates} Of {story.shown}, the share ${tex(target)}$ really {story.hidden}. What share of all {story.many} {story.hidden}?"
        check = lambda guess: 0 < guess < 1 and _odds(guess, hit, false_alarm) == target / (1 - target)  # noqa: E731
        equation = rf"\frac{{{decimal(hit)}\, x}}{{{decimal(hit)}\, x + {decimal(false_alarm)} (1 - x)}} = {tex(target)}"
        solved = chain("x", decimal(prior))
        odds = (Step("In odds: odds before times ratio of the rates are odds after", rf"\frac{{x}}{{1 - x}} = {times(tex(target / (1 - target)), over(decimal(false_alarm), decimal(hit)))}"),)
        start = rf"Write the posterior with $x$ for the unknown share: its top is ${decimal(hit)}\, x$."
        wrong = (Mistake(rational(target), "That is the share after the signal."), Mistake(rational(target * hit), "The unknown share stands in the bottom as well."), Mistake(rational(1 - prior), "That is the share of the others."))
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
        odds = (Step("Solve for the false alarms", rf"{decimal(1 - prior)}\, x = {times(decimal(both), tex((1 - target) / target))}"),)
        start = rf"Property and signal together have the probability ${times(decimal(hit), decimal(prior))}$."
        wrong = (Mistake(rational(1 - hit), "The two rates need not add up to 1."), Mistake(rational(both / target), "That is the probability of the signal in all."), Mistake(rational(both * (1 - target) / target), "Divide by the share of the others."))
    return Draft(
        prompt=given,
        key=key,
        proof=Satisfies("odds", "With the key put in, the odds before times the ratio of the rates are the odds after.", check),
        steps=(Step("Bayes with the unknown in it", equation), *odds, Step("Solve for x", solved)),
        hints=("You are asked for one of the numbers that went into Bayes' theorem; its result is known.", RULE, start),
        answer_hint="a number such as 0.05 or 1/20",
        symbols=("x",),
        mistakes=but_key(key, *wrong),
    )


def _odds(prior: Fraction, hit: Fraction, false_alarm: Fraction) -> Fraction:
    return prior / (1 - prior) * hit / false_alarm


def _choice(draw: Draw, level: int) -> Draft:
    story, (prior, hit, false_alarm) = draw.choice(SIGNALS), _numbers(draw)
    value = posterior(prior, hit, false_alarm)
    key = rational(value)
    wrong = list(_mistakes(prior, hit, false_alarm))
    return choice_draft(
        draw,
        prompt=_setting(story, prior, hit, false_alarm) + f" What share of {story.shown} {story.hidden}?",
        right=key,
        wrong=[wrong[0], *draw.shuffled(wrong[1:])],
        show=tex,
        proof=Rederived("counting", "A million cases were counted.", lambda: _counted(prior, hit, false_alarm)),
        steps=(
            Step("Property and signal together", chain(times(decimal(hit), decimal(prior)), decimal(prior * hit))),
            Step("As a share of all ways to the signal", chain(over(decimal(prior * hit), _bottom(prior, hit, false_alarm)), key)),
        ),
        hints=(
            "You are asked for the probability after the signal; the rates are given the other way round.",
            RULE,
            f"The top is ${times(decimal(hit), decimal(prior))}$.",
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
    prior, hit, false_alarm = _numbers(draw)
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
    setting = (
        rf"find $P(H \mid E)$ from $P(H) = {decimal(prior)}$, $P(E \mid H) = {decimal(hit)}$ and $P(E \mid \bar H) = {decimal(false_alarm)}$"
    )
    parts = [
        Part(r"P(H \mid E)", _counted(prior, hit, false_alarm)),
        Part(over(top_text, bottom_text), top / bottom),
        Part(over(decimal(top), plus(decimal(both), decimal(second))), top / added),
        Part(over(decimal(top), decimal(shown_sum)), top / shown_sum),
    ]
    fix = (
        over(decimal(both), decimal(both + other))
        if slip == "sum"
        else over(times(decimal(hit), decimal(prior)), _bottom(prior, hit, false_alarm))
    )
    return mistake_draft(
        draw,
        task=setting,
        parts=parts,
        fix=fix,
        rule="Above the line stands one way to the evidence, rate times prior; below the line all ways, each with its own rate and share",
    )


def _claim(draw: Draw, level: int) -> Draft:
    story, (prior, hit, false_alarm) = draw.choice(SIGNALS), _numbers(draw, most=200)
    value = posterior(prior, hit, false_alarm)
    if value == Fraction(1, 2):
        raise Unsuitable("exactly half")
    most = draw.coin()
    statement = f"Of {story.shown}, {'more' if most else 'fewer'} than half really {story.hidden}."
    both, other = prior * hit, (1 - prior) * false_alarm
    return claim_draft(
        prompt=_setting(story, prior, hit, false_alarm) + f"\n\nTrue or false? {statement}",
        truth=(value > Fraction(1, 2)) == most,
        method="counting",
        detail="A million cases were counted.",
        decide=lambda: (_counted(prior, hit, false_alarm) > Fraction(1, 2)) == most,
        steps=(
            Step("Right signals", chain(times(decimal(hit), decimal(prior)), decimal(both))),
            Step("False alarms", chain(times(decimal(false_alarm), decimal(1 - prior)), decimal(other))),
            Step("The larger group decides; the exact share", chain(over(decimal(both), plus(decimal(both), decimal(other))), rational(value))),
        ),
        hints=(
            "You are asked which group is larger among those that give the signal.",
            "Compare right signals (rate times share) with false alarms (rate times share of the others). The size of the groups matters as much as "
            "the rates.",
            f"Right signals: ${times(decimal(hit), decimal(prior))}$ of all.",
        ),
        if_wrong=f"Right signals make ${percent(both)}$ of all, false alarms ${percent(other)}$.",
    )


GENERATORS = (
    Generator(TOPIC, "posterior", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "pick", CHOICE, _choice, levels=(2,)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(2, )),
    Generator(TOPIC, "majority", TRUE_FALSE, _claim, levels=(1,)),
)
