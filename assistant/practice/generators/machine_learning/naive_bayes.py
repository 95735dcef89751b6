"""Exercises on naive Bayes: smoothed counts, scores and posteriors, sums of logarithms, the naive assumption."""

from __future__ import annotations

import math
from fractions import Fraction
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
from assistant.practice.generators.machine_learning.solutions import class_posterior
from assistant.practice.generators.probability.pieces import (
    table,
)
from assistant.practice.notation import (
    chain,
    decimal,
    minus,
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

TOPIC = "naive-bayes"
SMOOTH = (
    r"$\hat{P}(w \mid c) = \frac{N_{cw} + \alpha}{N_c + \alpha V}$, with $\alpha = 1$ for Laplace smoothing."
)
SCORE = r"$P(y = c \mid x_1, \dots, x_m) \propto P(y = c) \prod_j P(x_j \mid y = c)$."
PAIRS = (
    ("spam", "normal", ("prize", "meeting")),
    ("sport", "politics", ("goal", "vote")),
    ("praise", "complaint", ("great", "broken")),
    ("English", "French", ("the", "le")),
)


def _likelihood(draw: Draw, level: int) -> Draft:
    first, _, words = draw.choice(PAIRS)
    vocabulary, whole = draw.choice((4, 5, 8, 10, 20, 50)), draw.integer(2, 16) * 5
    count = draw.choice((0, 0, 1, 2, 3, 4, 5))
    alpha: Any = 1 if level == 1 else draw.choice((1, 2, Fraction(1, 2)))
    top, bottom = count + alpha, whole + alpha * vocabulary
    value = Fraction(top) / Fraction(bottom)
    key = rational(value)
    word = draw.choice(words)

    def bag() -> Fraction:
        # Every word of the vocabulary is laid into the bag alpha times more; halves are doubled.
        scale = Fraction(alpha).denominator
        others = ["other"] * ((whole - count) * scale + int((vocabulary - 1) * Fraction(alpha) * scale))
        mine = [word] * (count * scale + int(Fraction(alpha) * scale))
        return Fraction(len(mine), len(mine) + len(others))

    return Draft(
        prompt=f"The training texts of the class “{first}” have {whole} words in all; “{word}” {('never occurs', 'occurs once', 'occurs twice')[count] if count < 3 else f'occurs {count} times'} among them. The vocabulary has {vocabulary} words. "
        + (
            f"What is the likelihood of “{word}” in this class with Laplace smoothing?"
            if alpha == 1
            else f"What is its smoothed likelihood in this class with $\\alpha = {short(alpha)}$?"
        ),
        key=key,
        proof=Rederived(
            "a bag of words", "The words and the smoothing were laid into a bag and counted.", bag
        ),
        steps=(
            Step("Count plus the smoothing constant", chain(plus(count, short(alpha)), short(top))),
            Step(
                "All words plus one constant for each word of the vocabulary",
                chain(f"{whole} + {short(alpha)} \\cdot {vocabulary}", short(bottom)),
            ),
            Step("Divide", rf"\frac{{{short(top)}}}{{{short(bottom)}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked for the probability of a word in one class.",
            SMOOTH,
            f"Above the line stands ${plus(count, short(alpha))}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(
                sympy.Rational(count, whole),
                "Without smoothing; a word that never occurred would then rule a class out.",
            ),
            Mistake(
                rational(Fraction(top) / whole),
                "The smoothing goes below the line as well, once for each word of the vocabulary.",
            ),
            Mistake(
                rational(Fraction(top) / (whole + Fraction(alpha))),
                "Below the line every word of the vocabulary gets its share of smoothing.",
            ),
            Mistake(rational(Fraction(count) / Fraction(bottom)), "The word itself gets the smoothing too."),
        ),
    )


def _tables(draw: Draw) -> tuple[Any, Any, list[tuple[Any, Any]]]:
    names = draw.choice(PAIRS)
    prior = draw.choice(
        (
            Fraction(1, 2),
            Fraction(1, 4),
            Fraction(3, 4),
            Fraction(2, 5),
            Fraction(3, 5),
            Fraction(1, 5),
            Fraction(1, 3),
        )
    )
    tenths = [Fraction(k, 10) for k in range(1, 7)]
    words = [(draw.choice(tenths), draw.choice(tenths)) for _ in range(2)]
    if any(a == b for a, b in words):
        raise Unsuitable("a useless word")
    return names, prior, words


def _setting(names: Any, prior: Fraction, words: Any) -> str:
    a, b, (u, v) = names
    rows = [(f"“{w}”", *pair) for w, pair in zip((u, v), words, strict=True)]
    return (
        f"Naive Bayes knows the prior ${short(prior)}$ for the class {a} and ${short(1 - prior)}$ for {b}, and these likelihoods:"
        + table(("word", a, b), rows)
    )


def _products(prior: Fraction, words: Any, present: Any) -> tuple[Any, Any]:
    one, other = prior, 1 - prior
    for (p, q), there in zip(words, present, strict=True):
        if there:
            one, other = one * p, other * q
    return one, other


def _posterior(draw: Draw, level: int) -> Draft:
    names, prior, words = _tables(draw)
    present = (True, True) if level == 3 else draw.choice(((True, False), (False, True)))
    one, other = _products(prior, words, present)
    value = one / (one + other)
    if value.denominator > 80:
        raise Unsuitable("ugly value")
    key = rational(value)
    a, b, both = names
    said = " and ".join(f"“{w}”" for w, there in zip(both, present, strict=True) if there)
    factors = [
        [prior, *(p for (p, _), there in zip(words, present, strict=True) if there)],
        [1 - prior, *(q for (_, q), there in zip(words, present, strict=True) if there)],
    ]

    def count() -> Fraction:
        # A crowd of texts large enough for whole numbers, filtered word by word.
        crowd = 60 * 100
        groups = [crowd * prior, crowd * (1 - prior)]
        for (p, q), there in zip(words, present, strict=True):
            if there:
                groups = [groups[0] * p, groups[1] * q]
        return Fraction(int(groups[0]), int(groups[0]) + int(groups[1]))

    return Draft(
        prompt=_setting(names, prior, words)
        + f"A text holds {said} (nothing else is looked at). How probable is the class {a}?",
        key=key,
        proof=Rederived(
            "counting", "Six thousand texts were split by class and filtered word by word.", count
        ),
        steps=(
            Step(f"Score of {a}", chain(times(*(short(f) for f in factors[0])), short(one))),
            Step(f"Score of {b}", chain(times(*(short(f) for f in factors[1])), short(other))),
            Step(
                "Divide by the sum of both",
                chain(rf"\frac{{{short(one)}}}{{{plus(short(one), short(other))}}}", key),
            ),
        ),
        hints=(
            "You are asked for a posterior probability of one class.",
            SCORE + " Then divide by the sum of the scores.",
            f"The score of {a} begins with its prior: ${short(prior)}$ times the first likelihood.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(rational(one), "That is the score; divide by the sum of both scores."),
            Mistake(1 - key, "That is the probability of the other class."),
            Mistake(
                rational(math.prod(factors[0][1:]) / (math.prod(factors[0][1:]) + math.prod(factors[1][1:]))),
                "The priors count as well.",
            ),
            Mistake(rational(prior), "That is the prior; the words have moved it."),
        ),
    )


def _logs(draw: Draw, level: int) -> Draft:
    names, prior, words = _tables(draw)
    one, other = _products(prior, words, (True, True))
    if one == other:
        raise Unsuitable("a tie")
    key = sympy.log(rational(one / other))
    a, b, _both = names
    return Draft(
        prompt=_setting(names, prior, words)
        + f"A text holds both words. By how much does the sum of logarithms for {a} exceed that for {b}? Give it exactly (a negative number if it does not).",
        key=key,
        proof=Rederived(
            "80 digits",
            "The logarithms were summed up at 80 digits.",
            lambda: (
                second_way.called("log", prior)
                + sum(second_way.called("log", p) for p, _ in words)
                - second_way.called("log", 1 - prior)
                - sum(second_way.called("log", q) for _, q in words)
            ),
        ),
        steps=(
            Step(f"Product for {a}", chain(times(short(prior), *(short(p) for p, _ in words)), short(one))),
            Step(
                f"Product for {b}",
                chain(times(short(1 - prior), *(short(q) for _, q in words)), short(other)),
            ),
            Step(
                "The difference of logarithms is the logarithm of the quotient",
                rf"\ln {short(one)} - \ln {short(other)} = \ln {tex(one / other)}",
            ),
        ),
        hints=(
            "You are asked to compare two classes by sums of logarithms.",
            r"$\ln P(y = c) + \sum_j \ln P(x_j \mid y = c)$: products become sums.",
            f"The sum for {a} begins with $\\ln {short(prior)}$.",
        ),
        answer_hint="an exact value such as ln 3 or -ln 5",
        mistakes=but_key(
            key,
            Mistake(-key, f"Take {a} minus {b}."),
            Mistake(rational(one - other), "Subtract the logarithms, not the products."),
            Mistake(
                sympy.log(rational(math.prod(p for p, _ in words) / math.prod(q for _, q in words))),
                "The priors belong to the sums as well.",
            ),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    if level == 1:
        whole, vocabulary, count = draw.integer(2, 12) * 5, draw.choice((4, 5, 8, 10, 20)), draw.integer(0, 9)
        value = Fraction(count + 1, whole + vocabulary)
        key = sympy.Integer(count)
        return Draft(
            prompt=f"With Laplace smoothing a word has the likelihood ${tex(value)}$ in a class. The class has {whole} training words, the vocabulary {vocabulary}. How often does the word occur in the class?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The smoothed likelihood was worked out with this count.",
                lambda v: isinstance(v, Fraction) and (v + 1) / (whole + vocabulary) == value,
            ),
            steps=(
                Step("Below the line", chain(plus(whole, vocabulary), whole + vocabulary)),
                Step("Above the line", chain(rf"{tex(value)} \cdot {whole + vocabulary}", count + 1)),
                Step("Without the smoothing", chain(minus(count + 1, 1), count)),
            ),
            hints=(
                "The likelihood is known, a count is asked for.",
                SMOOTH,
                f"Below the line stands ${plus(whole, vocabulary)}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Integer(count + 1), "Take the smoothing constant away."),
                Mistake(
                    rational(value * whole), "Below the line stand the vocabulary and the words together."
                ),
            ),
        )
    p, q = (Fraction(k, 10) for k in draw.sample(range(1, 10), 2))
    key = rational(1 / (1 + p / q))
    return Draft(
        prompt=f"A word has the likelihood ${decimal(p)}$ in class A and ${decimal(q)}$ in class B. For which prior of A does naive Bayes give both classes the same probability when a text holds just this word?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "Both scores were worked out with this prior; they are equal.",
            lambda v: isinstance(v, Fraction) and v * p == (1 - v) * q,
        ),
        steps=(
            Step("How much the word speaks for A", chain(over(decimal(p), decimal(q)), p / q)),
            Step("The prior odds have to be the opposite", rf"\frac{{1}}{{1 + {tex(p / q)}}} = {tex(key)}"),
        ),
        hints=(
            "The result is known, the prior behind it is asked for.",
            SCORE,
            f"Call the prior $r$: the score of A is $r \\cdot {decimal(p)}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "A likelier word asks for a smaller prior, to make a draw."),
            Mistake(sympy.Rational(1, 2), "With equal priors the word would decide."),
        ),
    )


def _naive(draw: Draw, level: int) -> Draft:
    p, q = Fraction(draw.integer(2, 8), 10), Fraction(draw.integer(2, 8), 10)
    truth = draw.coin()
    both = (
        p * q
        if truth
        else draw.choice(
            [
                x
                for x in (p * q + Fraction(1, 10), p * q - Fraction(1, 20), min(p, q))
                if 0 < x <= min(p, q) and x >= p + q - 1 and x != p * q
            ]
            or [p * q]
        )
    )
    if not truth and both == p * q:
        raise Unsuitable("no difference")
    pair = draw.choice((("free", "offer"), ("San", "Francisco"), ("bank", "loan"), ("red", "card")))
    return claim_draft(
        prompt=f"In a class, “{pair[0]}” occurs in a share of ${decimal(p)}$ of the texts, “{pair[1]}” in ${decimal(q)}$, and both together in ${short(both)}$. True or false: in this class the naive assumption holds for the two words.",
        truth=truth,
        method="conditioning",
        detail="The share of the second word among the texts with the first was compared with its share among all.",
        decide=lambda: both / p == q,
        steps=(
            Step(
                "The product that the assumption claims", f"{decimal(p)} \\cdot {decimal(q)} = {short(p * q)}"
            ),
            Step("Compare", f"{short(p * q)} {'=' if truth else chr(92) + 'neq'} {short(both)}"),
        ),
        hints=(
            "You are asked whether two words are independent within a class.",
            "The naive assumption: given the class, the features are independent, so probabilities multiply.",
            f"What does ${times(decimal(p), decimal(q))}$ give?",
        ),
        if_wrong="The assumption claims that the share of texts with both words is the product of the two shares. Words that come together break it, and still the classifier often picks the right class.",
    )


GENERATORS = (
    Generator(TOPIC, "likelihood", COMPUTE, _likelihood, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "posterior", COMPUTE, _posterior, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "logarithms", COMPUTE, _logs, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(1, 2)),
    Generator(TOPIC, "naive", TRUE_FALSE, _naive, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, class_posterior, levels=(3,), objectives=(2,)),
)
