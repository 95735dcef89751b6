"""Exercises on Bernoulli and binomial: probabilities of counts, their mean and noise, when a count is binomial."""

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
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.bernoulli_and_binomial.pieces import MOMENTS
from assistant.practice.generators.probability.bernoulli_and_binomial.questions import binomial, unknown
from assistant.practice.generators.probability.pieces import (
    fpow,
    total,
)
from assistant.practice.generators.probability.solutions import binomial_mean
from assistant.practice.notation import (
    chain,
    minus,
    plus,
    rational,
    root,
    short,
    tex,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "bernoulli-and-binomial"


COUNT_RULE = r"$P(K = k) = \binom{n}{k} p^k (1 - p)^{n - k}$."


STORIES = (
    ("visitors come to a page", "signs up", "sign up", "visitor"),
    ("emails arrive", "is spam", "are spam", "email"),
    ("packets are sent", "gets lost", "get lost", "packet"),
    ("units of a layer go through dropout", "is switched off", "are switched off", "unit"),
    ("seeds are sown", "sprouts", "sprout", "seed"),
)


TRIALS = ((4, 2), (4, 3), (3, 2), (3, 1), (5, 2), (5, 3), (4, 1), (5, 4))


def _exact(n: int, p: Fraction, keep: Any) -> Fraction:
    """The probability of the counts to keep, by listing all patterns of successes."""
    return total(
        math.prod((p if hit else 1 - p for hit in pattern), start=Fraction(1))
        for pattern in product((True, False), repeat=n)
        if keep(sum(pattern))
    )


def _probability(draw: Draw, level: int) -> Draft:
    n, k = draw.choice(TRIALS)
    p = draw.choice(
        [Fraction(i, 10) for i in range(1, 10)]
        + [Fraction(1, 2), Fraction(1, 3), Fraction(1, 4), Fraction(2, 3)]
    )
    kind = "exactly" if level == 1 else draw.choice(("at least one", "at most one", "more than one"))
    many, does, do, one = draw.choice(STORIES)

    def term(j: Any) -> Any:
        return math.comb(n, j) * p**j * (1 - p) ** (n - j)

    value = {
        "exactly": term(k),
        "at least one": 1 - term(0),
        "at most one": term(0) + term(1),
        "more than one": 1 - term(0) - term(1),
    }[kind]
    keep = {
        "exactly": lambda c: c == k,
        "at least one": lambda c: c >= 1,
        "at most one": lambda c: c <= 1,
        "more than one": lambda c: c > 1,
    }[kind]
    key = rational(value)
    asked = (
        f"that exactly {k} {do if k > 1 else does}"
        if kind == "exactly"
        else {
            "at least one": f"that at least one {does}",
            "at most one": f"that at most one {does}",
            "more than one": f"that more than one {does}",
        }[kind]
    )
    fail = 1 - p
    if kind == "exactly":
        steps: tuple[Step, ...] = (
            Step("Number of patterns", chain(rf"\binom{{{n}}}{{{k}}}", math.comb(n, k))),
            Step(
                "Times the probability of one pattern",
                chain(
                    rf"{math.comb(n, k)} \cdot {fpow(p, k)}"
                    + (rf" \cdot {fpow(fail, n - k)}" if n > k else ""),
                    key,
                ),
            ),
        )
    else:
        steps = (
            Step("None", chain(fpow(fail, n), term(0))),
            *(
                (Step("Exactly one", chain(rf"{n} \cdot {tex(p)} \cdot {fpow(fail, n - 1)}", term(1))),)
                if kind != "at least one"
                else ()
            ),
            Step(
                "Put together",
                {
                    "at least one": chain(minus(1, term(0)), value),
                    "at most one": chain(plus(term(0), term(1)), value),
                    "more than one": chain(f"1 - {tex(term(0))} - {tex(term(1))}", value),
                }[kind],
            ),
        )
    return Draft(
        prompt=f"{n} {many}, and each {one} {does} with probability ${short(p)}$, independently. What is the probability {asked}?",
        key=key,
        proof=Rederived(
            "listing",
            f"All {2**n} patterns were listed with their probabilities and added up.",
            lambda: _exact(n, p, keep),
        ),
        steps=steps,
        hints=(
            "You are asked for the probability of a number of successes.",
            COUNT_RULE,
            f"One trial fails with probability ${tex(fail)}$."
            if kind != "exactly"
            else f"In how many ways can {k} of {n} be chosen?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                rational(p**k * fail ** (n - k)),
                "That is one particular pattern; count how many patterns there are.",
            ),
            Mistake(rational(math.comb(n, k) * p**k), "The other trials have to fail: a factor for each."),
            Mistake(rational(1 - value), "That is the opposite event."),
            Mistake(rational(term(1)), "That is exactly one."),
            Mistake(rational(n * p), "That is the expected number, not a probability."),
        ),
    )


def _moments(draw: Draw, level: int) -> Draft:
    n, p = draw.choice(
        (
            (100, Fraction(1, 2)),
            (100, Fraction(1, 5)),
            (100, Fraction(9, 10)),
            (400, Fraction(1, 2)),
            (25, Fraction(1, 2)),
            (25, Fraction(1, 5)),
            (400, Fraction(9, 10)),
            (64, Fraction(1, 2)),
            (48, Fraction(1, 4)),
            (900, Fraction(1, 2)),
            (50, Fraction(2, 5)),
            (18, Fraction(1, 3)),
            (75, Fraction(1, 4)),
            (150, Fraction(2, 5)),
            (96, Fraction(1, 3)),
            (225, Fraction(1, 5)),
            (10000, Fraction(1, 2)),
            (900, Fraction(9, 10)),
            (225, Fraction(4, 5)),
            (10000, Fraction(1, 10)),
        )
    )
    kind = draw.choice(("variance", "deviation")) if level == 2 else "share"
    variance = n * p * (1 - p)
    many, does, _, one = draw.choice(STORIES)
    if kind == "share":
        key = sympy.sqrt(rational(p * (1 - p) / n))
        if not key.is_Rational:
            raise Unsuitable("ugly value")
        prompt = f"A classifier is right with probability ${short(p)}$. It is tested on {n} independent examples. What is the standard deviation of its measured accuracy?"
        steps = (
            Step(
                "Variance of the share",
                rf"\frac{{{short(p)} \cdot {short(1 - p)}}}{{{n}}} = {short(p * (1 - p) / n)}",
            ),
            Step("Its root", chain(rf"\sqrt{{{short(p * (1 - p) / n)}}}", short(key))),
        )
        wrong = [
            Mistake(rational(p * (1 - p) / n), "That is the variance; take its root."),
            Mistake(sympy.sqrt(rational(p * (1 - p))) / n, "Divide by the root of the number of examples."),
            Mistake(
                sympy.sqrt(rational(variance)), "That is the noise of the count; the accuracy is a share."
            ),
        ]
    else:
        key = rational(variance) if kind == "variance" else sympy.sqrt(rational(variance))
        prompt = f"{n} {many}, and each {one} {does} with probability ${short(p)}$, independently. What is the {'variance' if kind == 'variance' else 'standard deviation'} of the number of cases in which this happens?"
        steps = (
            Step("Variance", rf"{n} \cdot {tex(p)} \cdot {tex(1 - p)} = {tex(variance)}"),
            *((Step("Its root", chain(root(variance), key)),) if kind == "deviation" else ()),
        )
        wrong = [
            Mistake(rational(n * p), "That is the mean."),
            Mistake(
                rational(variance) if kind == "deviation" else sympy.sqrt(rational(variance)),
                "That is the variance; take its root."
                if kind == "deviation"
                else "That is the standard deviation; the variance is its square.",
            ),
            Mistake(
                rational(n * n * p * (1 - p)),
                "Variances of independent trials add: the number of trials comes in once.",
            ),
        ]

    def by_trials() -> Any:
        one_trial = p * (1 - p) ** 2 + (1 - p) * p**2  # squared distances from the mean of a single trial
        whole = total([one_trial] * n)
        return (
            whole
            if kind == "variance"
            else second_way.root(whole)
            if kind == "deviation"
            else second_way.root(whole / n**2)
        )

    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "adding trials", "The variances of all single trials were added up one by one.", by_trials
        ),
        steps=steps,
        hints=(
            "You are asked how much a count, or a share, is scattered by chance.",
            MOMENTS,
            f"One trial has the variance ${tex(p)} \\cdot {tex(1 - p)}$.",
        ),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "probability", COMPUTE, _probability, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "noise", COMPUTE, _moments, levels=(2, 3), objectives=(2, 4)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(1, 3), objectives=(2, 4)),
    Generator(TOPIC, "is-it", TRUE_FALSE, binomial, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, binomial_mean, levels=(2,), objectives=(2,)),
)
