"""Exercises on ensembles: majority votes, averages of correlated models, a round of AdaBoost, what each lowers."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from typing import Any

import sympy

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
from assistant.practice.generators.probability.pieces import (
    listed,
    total,
)
from assistant.practice.notation import (
    chain,
    decimal,
    over,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "ensembles-and-boosting"
VOTE = "A majority of independent classifiers is right when more than half of them are: add up binomial probabilities."
AVERAGE = r"The average of $B$ models has the variance $\rho \sigma^2 + \frac{1 - \rho}{B} \sigma^2$ and the bias of one model."
BOOST = r"$\varepsilon = \sum_{\text{wrong}} w_i$, $\alpha = \frac{1}{2} \ln \frac{1 - \varepsilon}{\varepsilon}$; wrong examples are multiplied by $e^{\alpha}$, right ones by $e^{-\alpha}$, and then all are divided by their sum."


def _vote(draw: Draw, level: int) -> Draft:
    n = 3 if level == 1 else draw.choice((3, 5))
    rates = (
        [Fraction(draw.integer(11, 19), 20)] * n
        if level == 2 or draw.coin()
        else [Fraction(r, 10) for r in draw.sample((5, 6, 7, 8, 9), 3)]
    )
    if level == 2 and n == 5:
        rates = [Fraction(draw.choice((6, 7, 8, 9)), 10)] * 5
    p = rates[0]
    same = len(set(rates)) == 1
    need = n // 2 + 1

    def listing() -> Fraction:
        return total(
            math.prod((r if hit else 1 - r for r, hit in zip(rates, pattern, strict=True)), start=Fraction(1))
            for pattern in product((True, False), repeat=len(rates))
            if sum(pattern) >= need
        )

    n = len(rates)
    if same:
        value = total(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(need, n + 1))
        shares = {k: math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(need, n + 1)}
        steps = (
            *(
                Step(
                    f"Exactly {k} right",
                    chain(
                        (rf"{math.comb(n, k)} \cdot " if k < n else "")
                        + f"{decimal(p)}^{{{k}}}"
                        + (rf" \cdot {decimal(1 - p)}" if k < n else "")
                        + (f"^{{{n - k}}}" if n - k > 1 else ""),
                        short(share),
                    ),
                )
                for k, share in shares.items()
            ),
            Step("Add up", chain(plus(*(short(share) for share in shares.values())), short(value))),
        )
        told = f"{n} independent classifiers are each right with probability ${decimal(p)}$."
    else:
        a, b, c = rates
        value = a * b + a * c + b * c - 2 * a * b * c
        steps = (
            Step(
                "Pairs that are both right",
                chain(
                    plus(*(times(decimal(x), decimal(y)) for x, y in ((a, b), (a, c), (b, c)))),
                    short(a * b + a * c + b * c),
                ),
            ),
            Step(
                "All three were counted three times instead of once",
                chain(rf"{short(a * b + a * c + b * c)} - 2 \cdot {short(a * b * c)}", short(value)),
            ),
        )
        told = f"Three independent classifiers are right with probability {listed(rates)}."
    key = rational(value)
    return Draft(
        prompt=f"{told} "
        + draw.choice(
            ("How probable is it that their majority is right?", "What is the accuracy of a majority vote?")
        ),
        key=key,
        proof=Rederived(
            "listing", "All patterns of right and wrong were listed with their probabilities.", listing
        ),
        steps=steps,
        hints=(
            "You are asked for the accuracy of a vote.",
            VOTE,
            f"How many of the {n} have to be right at least?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(p), "That is a single classifier."),
            Mistake(rational(math.prod(rates)), "Not all of them have to be right."),
            Mistake(1 - key, "That is the probability that the majority is wrong."),
            Mistake(rational(1 - math.prod(1 - r for r in rates)), "One right vote is not a majority."),
        ),
    )


def _average(draw: Draw, level: int) -> Draft:
    sigma2, b, rho = (
        draw.choice((1, 2, 4, 5, 8, 10, 16, 20)),
        draw.choice((2, 4, 5, 10, 20, 50, 100)),
        draw.choice(
            (Fraction(0), Fraction(1, 10), Fraction(1, 5), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
        ),
    )
    value = rho * sigma2 + (1 - rho) * sigma2 / b
    if level == 3:
        limit = rho * sigma2
        if rho == 0:
            raise Unsuitable("no limit")
        key = rational(rho)
        return Draft(
            prompt=f"{b} models, each with the variance ${sigma2}$ and all equally correlated, have an average of variance ${short(value)}$. What is the correlation of any two?",
            key=key,
            proof=Satisfies(
                "a matrix",
                "All entries of a covariance matrix with this correlation were averaged.",
                lambda v: (
                    isinstance(v, Fraction)
                    and total(sigma2 if i == j else v * sigma2 for i in range(b) for j in range(b)) / b**2
                    == value
                ),
            ),
            steps=(
                Step(
                    "Without correlation it would be",
                    rf"\frac{{{sigma2}}}{{{b}}} = {short(Fraction(sigma2, b))}",
                ),
                Step(
                    "What is above that, as a share of the way to one model",
                    rf"\frac{{{short(value)} - {short(Fraction(sigma2, b))}}}{{{sigma2} - {short(Fraction(sigma2, b))}}} = {tex(key)}",
                ),
            ),
            hints=(
                "The variance of the average is known, a correlation is asked for.",
                AVERAGE,
                f"With $\\rho = 0$ the average would have the variance $\\frac{{{sigma2}}}{{{b}}}$, with $\\rho = 1$ it would have ${sigma2}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(rational(value / sigma2), "The models also average out what they do not share."),
                Mistake(1 - key, "That is the part they do not share."),
                Mistake(rational(limit), "Divide by the variance."),
            ),
        )
    key = rational(value)
    return Draft(
        prompt=draw.choice(
            (
                f"{b} bagged trees have the variance ${sigma2}$ each, and any two have the correlation ${short(rho)}$. What is the variance of their average?",
                f"A forest averages {b} trees of variance ${sigma2}$ with pairwise correlation ${short(rho)}$. What variance has the forest?",
            )
        ),
        key=key,
        proof=Rederived(
            "a matrix",
            "All entries of the covariance matrix were averaged.",
            lambda: total(sigma2 if i == j else rho * sigma2 for i in range(b) for j in range(b)) / b**2,
        ),
        steps=(
            Step("Shared part", chain(rf"{short(rho)} \cdot {sigma2}", short(rho * sigma2))),
            Step(
                "Part that averages out",
                rf"\frac{{1 - {short(rho)}}}{{{b}}} \cdot {sigma2} = {short((1 - rho) * sigma2 / b)}",
            ),
            Step("Together", chain(plus(short(rho * sigma2), short((1 - rho) * sigma2 / b)), short(value))),
        ),
        hints=(
            "You are asked for the variance of an average of models.",
            AVERAGE,
            f"The shared part is ${short(rho)} \\cdot {sigma2}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(sigma2, b), "That would be right for independent models."),
            Mistake(rational(rho * sigma2), "That is the limit for ever more models."),
            Mistake(sympy.Integer(sigma2), "That is a single model."),
        ),
    )


def _adaboost(draw: Draw, level: int) -> Draft:
    n, wrong = draw.choice(
        (
            (4, 1),
            (5, 1),
            (8, 1),
            (8, 2),
            (10, 1),
            (10, 2),
            (10, 3),
            (5, 2),
            (6, 1),
            (6, 2),
            (20, 2),
            (20, 4),
            (12, 3),
            (9, 3),
            (16, 4),
            (20, 5),
            (7, 2),
            (9, 2),
            (15, 3),
        )
    )
    eps = Fraction(wrong, n)
    kind = draw.choice(("say", "wrong weight", "right weight"))
    if kind == "say":
        key = sympy.log(rational((1 - eps) / eps)) / 2
    else:
        key = sympy.Rational(1, 2 * (wrong if kind == "wrong weight" else n - wrong))
    asked = {
        "say": "What is its say $\\alpha$, exactly?",
        "wrong weight": "What is the new weight of an example that it got wrong?",
        "right weight": "What is the new weight of an example that it got right?",
    }[kind]

    def again() -> Any:
        alpha = second_way.called("log", second_way.root((1 - eps) / eps))
        if kind == "say":
            return alpha
        new = [second_way.called("exp", alpha if i < wrong else -alpha) / n for i in range(n)]
        return new[0 if kind == "wrong weight" else -1] / sum(new)

    steps = [
        Step("Weighted error", chain(over(wrong, n), eps)),
        Step("Odds of being right", rf"\frac{{1 - {tex(eps)}}}{{{tex(eps)}}} = {tex((1 - eps) / eps)}"),
    ]
    if kind != "say":
        steps.append(
            Step(
                "Wrong and right examples share the weight equally afterwards",
                rf"\frac{{1}}{{2}} \cdot \frac{{1}}{{{wrong if kind == 'wrong weight' else n - wrong}}} = {tex(key)}",
            )
        )
    return Draft(
        prompt=f"AdaBoost starts with {n} examples of equal weight. The first classifier gets {wrong} of them wrong. {asked}",
        key=key,
        proof=Rederived(
            "80 digits",
            "The weights were multiplied by their exponentials and divided by their sum at 80 digits.",
            again,
        ),
        steps=tuple(steps),
        hints=(
            "You are asked for one number of a round of AdaBoost.",
            BOOST,
            f"The weighted error is ${over(wrong, n)}$."
            if kind == "say"
            else "After the update, the wrong examples together have the same weight as the right ones together.",
        ),
        answer_hint="an exact value such as (1/2) ln 3" if kind == "say" else PROBABILITY,
        mistakes=but_key(
            key,
            *(
                (
                    Mistake(2 * key, "One half stands in front of the logarithm."),
                    Mistake(-key, "The odds of being right, not of being wrong."),
                    Mistake(sympy.log(rational(1 / eps)) / 2, "Above the line stands one minus the error."),
                )
                if kind == "say"
                else (
                    Mistake(sympy.Rational(1, n), "That is the weight before."),
                    Mistake(
                        sympy.Rational(1, 2 * (n - wrong))
                        if kind == "wrong weight"
                        else sympy.Rational(1, 2 * wrong),
                        "That is the weight of the other kind.",
                    ),
                    Mistake(sympy.Rational(1, 2), "That is the weight of all of them together."),
                )
            ),
        ),
    )


def _error(draw: Draw, level: int) -> Draft:
    base = draw.choice((2, 3, 4, 5, 7, 9, 19, 99))
    top = draw.choice((1, 1, 2))
    odds = Fraction(base, top)
    if odds <= 1 or odds.denominator != top:
        raise Unsuitable("not better than chance")
    eps = 1 / (1 + odds)
    key = rational(eps)
    which = draw.choice(
        (
            "A classifier in AdaBoost",
            "A stump in the third round of AdaBoost",
            "The last classifier of a boosted ensemble",
        )
    )
    return Draft(
        prompt=f"{which} has the say $\\alpha = \\frac{{1}}{{2}} \\ln {tex(odds)}$. "
        + draw.choice(
            (
                "What was its weighted error?",
                "Which weighted error $\\varepsilon$ did it make?",
                "What total weight had the examples that it got wrong?",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The say was worked out with this error at 80 digits.",
            lambda v: (
                isinstance(v, Fraction)
                and 0 < v < 1
                and second_way.equal(second_way.called("log", (1 - v) / v), second_way.called("log", odds))
            ),
        ),
        steps=(
            Step("Odds of being right", rf"e^{{\ln {tex(odds)}}} = {tex(odds)}"),
            Step("The error", rf"\frac{{1}}{{1 + {tex(odds)}}} = {tex(eps)}"),
        ),
        hints=(
            "The say is known, the error is asked for.",
            BOOST,
            r"Twice the say is the logarithm of $\frac{1 - \varepsilon}{\varepsilon}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "That is the weight of the examples it got right."),
            Mistake(rational(1 / odds), "That is the odds of being wrong; turn them into a share."),
        ),
    )


def _lowers(draw: Draw, level: int) -> Draft:
    bias, variance = draw.integer(0, 9), draw.integer(0, 9)
    noise, b = draw.integer(1, 4), draw.choice((10, 20, 50, 100))
    if abs(bias - variance) < 4:
        raise Unsuitable("too close")
    truth = variance > bias
    after = bias + Fraction(variance, b)
    return claim_draft(
        prompt=f"A model's expected squared error is made of noise ${noise}$, squared bias ${bias}$ and variance ${variance}$. True or false: averaging {b} independent copies of it (bagging at its best) removes more than half of the error above the noise.",
        truth=after < Fraction(bias + variance, 2),
        method="adding parts",
        detail="The parts were added up before and after.",
        decide=lambda: (
            (bias + variance) - (bias + total([Fraction(variance, b * b)] * b)) > Fraction(bias + variance, 2)
        ),
        steps=(
            Step("Above the noise before", chain(plus(bias, variance), bias + variance)),
            Step(
                "Above the noise after: only the variance shrinks",
                rf"{bias} + \frac{{{variance}}}{{{b}}} = {short(after)}",
            ),
        ),
        hints=(
            "You are asked which part of the error bagging lowers.",
            "Bagging lowers the variance and leaves the bias; boosting lowers the bias.",
            f"The variance becomes $\\frac{{{variance}}}{{{b}}}$." if truth else "What happens to the bias?",
        ),
        if_wrong="An average has the same bias as one model, only less variance. Where the bias dominates, bagging helps little; that is boosting's task.",
    )


GENERATORS = (
    Generator(TOPIC, "vote", COMPUTE, _vote, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "average", COMPUTE, _average, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "adaboost", COMPUTE, _adaboost, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "error", REVERSE, _error, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "correlation", REVERSE, _average, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "lowers", TRUE_FALSE, _lowers, levels=(1,), objectives=(4,)),
)
