"""Exercises on Poisson and geometric: counts at a rate, rare successes, waiting for the first success."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import accumulate, product
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import bracketed, fpow
from assistant.practice.generators.probability.statements import poisson_formula
from assistant.practice.notation import chain, counted, decimal, minus, rational, short, tex, times
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import but_key, claim_draft

TOPIC = "poisson-and-geometric"
POISSON = r"$P(N = k) = \frac{\lambda^k e^{-\lambda}}{k!}$; mean and variance are both $\lambda$."
GEOMETRIC = r"$P(T = k) = (1 - p)^{k - 1} p$, $P(T > k) = (1 - p)^k$, $E[T] = \frac{1}{p}$."
EXACT = "an exact value such as 2 e^(-2) or 1 - e^(-3)"
COUNTS = (
    ("emails", "an hour"),
    ("visitors", "a minute"),
    ("typing errors", "a page"),
    ("server errors", "a day"),
    ("cars", "a minute"),
    ("calls", "an hour"),
)
TRIES = (
    ("A packet gets through", "try"),
    ("A free throw hits", "throw"),
    ("A key guess is right", "guess"),
    ("A mutation helps", "mutation"),
    ("A customer buys", "visit"),
)


def _series(rate: Fraction, keep: Any) -> Any:
    """The Poisson probability of the counts to keep: terms of the series of e to the rate, normalised by that series."""
    terms = [second_way.real(1)]
    for k in range(1, 90):
        terms.append(terms[-1] * second_way.real(rate) / k)
    return sum(t for k, t in enumerate(terms) if keep(k)) / sum(terms)


def _poisson(draw: Draw, level: int) -> Draft:
    what, per = draw.choice(COUNTS)
    base: Any = draw.choice((1, 2, 3, 4, Fraction(1, 2), Fraction(3, 2)))
    stretch = draw.choice((1, 1, 2, 3))
    rate = Fraction(base) * stretch
    kind = (
        draw.choice(("exactly", "none", "at least one", "at most one"))
        if level == 2
        else draw.choice(("exactly", "none"))
    )
    k = 0 if kind == "none" else draw.integer(1, 4)
    e, r = sympy.exp(-rational(rate)), rational(rate)
    term = r**k / sympy.factorial(k) * e
    key = {"exactly": term, "none": e, "at least one": 1 - e, "at most one": (1 + r) * e}[kind]
    keep = {
        "exactly": lambda c: c == k,
        "none": lambda c: c == 0,
        "at least one": lambda c: c > 0,
        "at most one": lambda c: c < 2,
    }[kind]
    shown = tex(rate)
    asked = {
        "exactly": f"exactly {k} come",
        "none": "none comes",
        "at least one": "at least one comes",
        "at most one": "at most one comes",
    }[kind]
    if k == 1 and kind == "exactly":
        asked = "exactly 1 comes"
    span = "" if stretch == 1 else f" in a span {stretch} times as long"
    steps = [Step("Rate for the span", chain(times(base, stretch), rate))]
    steps.append(
        {
            "exactly": Step(
                "The formula", rf"\frac{{{bracketed(rate)}^{{{k}}}}}{{{k}!}} e^{{-{shown}}} = {tex(term)}"
            ),
            "none": Step(
                "The formula with k = 0", rf"\frac{{{bracketed(rate)}^{{0}}}}{{0!}} e^{{-{shown}}} = {tex(e)}"
            ),
            "at least one": Step("The complement of none", f"1 - e^{{-{shown}}} = {tex(key)}"),
            "at most one": Step(
                "None or one", rf"e^{{-{shown}}} + {shown} \cdot e^{{-{shown}}} = {tex(key)}"
            ),
        }[kind]
    )
    return Draft(
        prompt=draw.choice(
            (
                f"{what[0].upper() + what[1:]} come as a Poisson count, on average ${short(base)}$ {per}. What is the probability that {asked}{span}?",
                f"The number of {what} {per} is Poisson with rate ${short(base)}$. How probable is it that {asked}{span}?",
            )
        ),
        key=key,
        proof=Rederived(
            "series",
            "The series of the exponential was summed term by term at 80 digits.",
            lambda: _series(rate, keep),
        ),
        steps=tuple(steps),
        hints=(
            "You are asked for the probability of a count at a known rate.",
            POISSON,
            f"The rate for the span in question is ${times(base, stretch)}$.",
        ),
        answer_hint=EXACT,
        mistakes=but_key(
            key,
            Mistake(
                r**k * e if k > 1 else e * r,
                "Divide by the factorial of the count."
                if k > 1
                else "That is the probability of exactly one.",
            ),
            Mistake(1 - key, "That is the opposite event."),
            Mistake(sympy.exp(-rational(Fraction(base))), "Adjust the rate to the span first."),
            Mistake(rational(rate), "That is the expected count."),
        ),
    )


def _rare(draw: Draw, level: int) -> Draft:
    n, rate = draw.choice((100, 200, 500, 1000, 10000)), draw.choice((1, 2, 3, 4, 5))
    p = Fraction(rate, n)
    k = draw.integer(0, 3)
    key = sympy.Integer(rate) ** k / sympy.factorial(k) * sympy.exp(-rate)
    thing = draw.choice(
        (
            ("messages", "is lost"),
            ("users", "reports a bug"),
            ("lines of code", "holds an error"),
            ("hash values", "collides"),
            ("cells", "mutates"),
        )
    )
    return Draft(
        prompt=f"Each of {n} {thing[0]} {thing[1]} with probability ${decimal(p)}$, independently. Use the Poisson approximation: how probable is it that this happens exactly {('never', 'once', 'twice', 'three times')[k]}?".replace(
            "exactly never", "not even once"
        ),
        key=key,
        proof=Rederived(
            "series",
            "The series of the exponential was summed term by term at 80 digits.",
            lambda: _series(Fraction(rate), lambda c: c == k),
        ),
        steps=(
            Step("The rate is the expected number", chain(times(n, decimal(p)), rate)),
            Step("Poisson with this rate", rf"\frac{{{rate}^{{{k}}}}}{{{k}!}} e^{{-{rate}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked for an approximation with one number, the rate.",
            "Many trials with rare successes: the count is nearly Poisson with $\\lambda = np$. " + POISSON,
            f"The rate is ${times(n, decimal(p))}$.",
        ),
        answer_hint=EXACT,
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(rate) ** k * sympy.exp(-rate), "Divide by the factorial of the count."),
            Mistake(
                sympy.Integer(rate) ** (k + 1) / sympy.factorial(k + 1) * sympy.exp(-rate),
                "Look at the count again: that is the probability of another one.",
            ),
            Mistake(sympy.exp(-rational(p)), "The rate is the number of trials times the probability."),
        ),
    )


def _first(draw: Draw, level: int) -> Draft:
    what, one = draw.choice(TRIES)
    p = draw.choice(
        (
            Fraction(1, 2),
            Fraction(1, 3),
            Fraction(1, 4),
            Fraction(1, 5),
            Fraction(2, 3),
            Fraction(2, 5),
            Fraction(3, 10),
            Fraction(1, 10),
        )
    )
    k = draw.integer(2, 5)
    kind = draw.choice(("on", "after", "by")) if level == 2 else "mean"
    q = 1 - p
    value = {"on": q ** (k - 1) * p, "after": q**k, "by": 1 - q**k, "mean": 1 / p}[kind]
    key = rational(value)
    asked = {
        "on": f"What is the probability that the first success comes on {one} number {k}?",
        "after": f"What is the probability that the first {k} all fail?",
        "by": f"How probable is a success within the first {k}?",
        "mean": "How many tries does the first success take in expectation, the successful one included?",
    }[kind]

    def patterns() -> Any:
        whole = Fraction(0)
        for pattern in product((True, False), repeat=k):
            first = next((i + 1 for i, hit in enumerate(pattern) if hit), k + 1)
            if {"on": first == k, "after": first > k, "by": first <= k}[kind]:
                whole += math.prod((p if hit else q for hit in pattern), start=Fraction(1))
        return whole

    proof: Any = (
        Rederived("listing", f"All {2**k} patterns were listed with their probabilities.", patterns)
        if kind != "mean"
        else Satisfies(
            "one step",
            "The first try either succeeds or leaves the same wait again.",
            lambda v: isinstance(v, Fraction) and v == 1 + q * v,
        )
    )
    steps = {
        "on": (Step("Failures first, then the success", rf"{fpow(q, k - 1)} \cdot {tex(p)} = {tex(value)}"),),
        "after": (Step("All fail", chain(fpow(q, k), value)),),
        "by": (
            Step("All fail", chain(fpow(q, k), q**k)),
            Step("The complement", chain(minus(1, q**k), value)),
        ),
        "mean": (Step("One over the probability", rf"\frac{{1}}{{{tex(p)}}} = {tex(value)}"),),
    }[kind]
    return Draft(
        prompt=f"{what} with probability ${tex(p)}$ each time, independently. {asked}",
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked about the wait for the first success.",
            GEOMETRIC,
            f"A single {one} fails with probability ${tex(q)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(q**k * p),
                "Before the success there is one failure less." if kind == "on" else "Leave the success out.",
            ),
            Mistake(rational(1 - value), "That is the opposite event."),
            Mistake(rational(q ** (k - 1)), "Count the factors again."),
            Mistake(rational(p * k), "Chances of several tries do not add up."),
            Mistake(rational(q / p), "That counts the failures only."),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    what, _one = draw.choice(TRIES)
    p, k = (
        draw.choice(
            (Fraction(1, 2), Fraction(1, 3), Fraction(1, 4), Fraction(1, 5), Fraction(2, 5), Fraction(1, 10))
        ),
        draw.integer(2, 5),
    )
    tail = (1 - p) ** k
    if level == 3:
        key = sympy.Integer(k)
        return Draft(
            prompt=f"{what} with probability ${tex(p)}$ each time, independently. Within how many tries does a success come with probability ${tex(1 - tail)}$?",
            key=key,
            proof=Satisfies(
                "one by one",
                "The chance of no success was cut down try by try.",
                lambda v: (
                    isinstance(v, Fraction)
                    and v.denominator == 1
                    and 1 <= v < 40
                    and list(accumulate([1 - p] * int(v), lambda a, b: a * b))[-1] == tail
                ),
            ),
            steps=(
                Step("No success yet", chain(minus(1, tex(1 - tail)), tail)),
                Step("As a power", chain(tail, fpow(1 - p, k))),
            ),
            hints=(
                "You are asked for a number of tries.",
                GEOMETRIC,
                f"No success has then the probability $1 - {tex(1 - tail)}$; each try contributes a factor ${tex(1 - p)}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(rational(1 / p), "That is the expected wait."),
                Mistake(
                    sympy.Integer(k + 1), "Put your number of tries in: the probability comes out too large."
                ),
                Mistake(
                    sympy.Integer(k - 1), "Put your number of tries in: the probability comes out too small."
                ),
            ),
        )
    rate: Any = draw.choice((1, 2, 3, 4, 5, 6, Fraction(1, 2), Fraction(3, 2), Fraction(5, 2)))
    what2, per = draw.choice(COUNTS)
    key = rational(Fraction(rate))
    return Draft(
        prompt=draw.choice(
            (
                f"The number of {what2} {per} is Poisson, and none comes with probability $e^{{-{tex(Fraction(rate))}}}$. What is the variance of the number?",
                f"A Poisson count of {what2} is 0 with probability $e^{{-{tex(Fraction(rate))}}}$. What is its mean?",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The probability of none was worked out with this rate at 80 digits.",
            lambda v: (
                isinstance(v, Fraction)
                and v > 0
                and second_way.equal(_series(v, lambda c: c == 0), second_way.called("exp", -Fraction(rate)))
            ),
        ),
        steps=(
            Step(
                "None has the probability",
                rf"\frac{{{bracketed(Fraction(rate))}^{{0}}}}{{0!}} e^{{-{tex(Fraction(rate))}}} = e^{{-{tex(Fraction(rate))}}}",
            ),
        ),
        hints=(
            "You are asked for a number that belongs to the rate.",
            POISSON,
            "Put $k = 0$ into the formula and compare with what is given.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.sqrt(key), "That is the standard deviation."),
            Mistake(1 / key, "Mean and variance are the rate itself."),
            Mistake(key**2, "The variance equals the rate."),
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    what, one = draw.choice(TRIES)
    p, j, k = (
        draw.choice((Fraction(1, 2), Fraction(1, 3), Fraction(1, 4), Fraction(1, 5), Fraction(1, 10))),
        draw.integer(1, 6),
        draw.integer(1, 4),
    )
    q = 1 - p
    fresh, whole = q**k, q ** (j + k)
    truth = draw.coin()
    claimed = fresh if truth else draw.choice((whole, 1 - fresh))
    if claimed == fresh and not truth:
        raise Unsuitable("no difference")
    return claim_draft(
        prompt=f"{what} with probability ${tex(p)}$ each time, independently. The first {counted(j, one, {'try': 'tries', 'guess': 'guesses'}.get(one, one + 's'))} failed. True or false: the next {k} will fail as well with probability ${tex(claimed)}$.".replace(
            "the next 1 will", "the next one will"
        ),
        truth=truth,
        method="conditioning",
        detail="The conditional probability was worked out from the patterns of successes.",
        decide=lambda: (
            math.prod([q] * (j + k), start=Fraction(1)) == claimed * math.prod([q] * j, start=Fraction(1))
        ),
        steps=(
            Step("Given the failures, these cancel", rf"\frac{{{tex(whole)}}}{{{tex(q**j)}}} = {tex(fresh)}"),
        ),
        hints=(
            "You are asked what failures in the past do to the future.",
            r"Memoryless: $P(T > j + k \mid T > j) = P(T > k)$.",
            f"A single {one} fails with probability ${tex(q)}$, whatever happened before."
            if k > 1
            else "Do the tries know of each other?",
        ),
        if_wrong="Independent tries have no memory: what failed before neither helps nor hurts the next ones.",
    )


GENERATORS = (
    Generator(TOPIC, "count", COMPUTE, _poisson, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "rare", COMPUTE, _rare, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "first", COMPUTE, _first, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2, 3), objectives=(1, 3)),
    Generator(TOPIC, "memory", TRUE_FALSE, _judge, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "formula", CHOICE, poisson_formula, levels=(1,), objectives=(1,)),
)
