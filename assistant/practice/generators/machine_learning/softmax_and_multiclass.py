"""Exercises on softmax: probabilities from scores, the loss and its gradient, shifts and temperature."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import partial
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
from assistant.practice.generators.machine_learning.derivations import softmax_gradient
from assistant.practice.generators.probability.pieces import (
    listed,
    shares,
    total,
)
from assistant.practice.notation import (
    chain,
    column,
    over,
    plus,
    rational,
    tex,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "softmax-and-multiclass"
SOFTMAX = r"$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$: exponentials first, then divide by their sum."
GRADIENT = r"$\nabla_{\mathbf{z}} L = \mathbf{p} - \mathbf{y}$, with the one-hot vector $\mathbf{y}$ of the true class."
CLASSES = (
    ("cat", "dog", "bird"),
    ("sport", "politics", "music"),
    ("yes", "no", "maybe"),
    ("apple", "pear", "plum"),
)


def _weights(draw: Draw) -> list[int]:
    weights = draw.sample(
        draw.choice(((1, 2, 3, 4, 5), (1, 2, 3, 6, 4), (1, 4, 5, 10, 2), (1, 3, 6, 9, 10))), 3
    )
    if math.gcd(*weights) > 1 or sum(weights) > 20:
        raise Unsuitable("ugly value")
    return weights


def _ln(n: int) -> str:
    return "0" if n == 1 else rf"\ln {n}"


def _scores(weights: list[int]) -> str:
    return "(" + ", ".join(_ln(w) for w in weights) + ")"


def _by_exponentials(weights: list[int], factor: Any = 1) -> list[Any]:
    """The softmax at 80 digits, the largest score taken away first."""
    scores = [factor * second_way.called("log", w) for w in weights]
    powers = [second_way.called("exp", s - max(scores)) for s in scores]
    return [p / sum(powers) for p in powers]


def _compute(draw: Draw, level: int) -> Draft:
    weights, names = _weights(draw), draw.choice(CLASSES)
    whole = sum(weights)
    key = column(shares(weights, whole))
    return Draft(
        prompt=draw.choice(
            (
                f"A network gives the classes {', '.join(names[:2])} and {names[2]} the scores ${_scores(weights)}$. What is their softmax?",
                f"Compute the softmax of the scores ${_scores(weights)}$.",
            )
        ),
        key=key,
        proof=Rederived(
            "80 digits",
            "The softmax was computed at 80 digits after taking the largest score away.",
            lambda: tuple(_by_exponentials(weights)),
        ),
        steps=(
            Step("Add the exponentials", chain(plus(*(f"e^{{{_ln(w)}}}" for w in weights)), whole)),
            *(
                Step(f"Class {i + 1}", rf"\frac{{e^{{{_ln(w)}}}}}{{{whole}}} = {tex(Fraction(w, whole))}")
                for i, w in enumerate(weights)
            ),
        ),
        hints=(
            "You are asked for three probabilities that add up to 1.",
            SOFTMAX,
            f"The first exponential is $e^{{{_ln(weights[0])}}}$.",
        ),
        answer_hint="three numbers such as [1/2, 1/3, 1/6]",
        mistakes=but_key(
            key,
            Mistake(column(weights), "Those are the exponentials; divide by their sum."),
            Mistake(
                column([Fraction(w * w, sum(v * v for v in weights)) for w in weights]),
                "Each score stands in one exponential, not in its square.",
            ),
            Mistake(
                column([Fraction(1, w) / total(Fraction(1, v) for v in weights) for w in weights]),
                "The exponent is the score itself, without a minus.",
            ),
        ),
    )


def _loss(draw: Draw, level: int) -> Draft:
    weights, names = _weights(draw), draw.choice(CLASSES)
    whole, c = sum(weights), draw.integer(0, 2)
    p = shares(weights, whole)
    if draw.coin():
        key, asked, hint = (
            sympy.log(sympy.Rational(whole, weights[c])),
            "What is the cross-entropy loss, exactly?",
            "an exact value such as ln 3",
        )
        proof: Any = Rederived(
            "80 digits",
            "Log-sum-exp less the true score was computed at 80 digits.",
            lambda: (
                second_way.called(
                    "log", sum(second_way.called("exp", second_way.called("log", w)) for w in weights)
                )
                - second_way.called("log", weights[c])
            ),
        )
        steps: tuple[Step, ...] = (
            Step("The probability of the true class", chain(over(weights[c], plus(*weights)), p[c])),
            Step("Minus its logarithm", rf"-\ln {tex(p[c])} = \ln {tex(1 / p[c])}"),
        )
        rule, wrong = (
            r"$L = -\ln p_c$, with $p_c$ for the true class.",
            [
                Mistake(-key, "The sign: the loss is positive."),
                Mistake(sympy.log(whole), "Take the score of the true class away."),
                Mistake(-sympy.log(rational(1 - p[c])), "The loss looks at the true class."),
            ],
        )
    else:
        gradient = [q - (i == c) for i, q in enumerate(p)]
        key, asked, hint = (
            column(gradient),
            "What is the gradient of the cross-entropy with respect to the scores?",
            "three numbers such as [0.6, -0.7, 0.1]",
        )

        def differences() -> Any:
            def loss(k: int, shift: Any) -> Any:
                scores = [
                    second_way.called("log", w) + (shift if i == k else 0) for i, w in enumerate(weights)
                ]
                return second_way.called("log", sum(second_way.called("exp", s) for s in scores)) - scores[c]

            return tuple(second_way.slope(partial(loss, k), second_way.real(0)) for k in range(3))

        proof = Rederived(
            "differences",
            "The slopes of the loss were measured with difference quotients at 80 digits.",
            differences,
        )
        steps = (
            Step(
                "Probabilities less one-hot",
                f"{vec(p)} - {vec([int(i == c) for i in range(3)])} = {vec(gradient)}",
            ),
        )
        rule, wrong = (
            GRADIENT,
            [
                Mistake(column(p), "Those are the probabilities; the true class loses 1."),
                Mistake(column([-g for g in gradient]), "It is prediction minus target."),
                Mistake(
                    column([g if i == c else 0 for i, g in enumerate(gradient)]),
                    "The other classes have a slope as well: they should come down.",
                ),
            ],
        )
    return Draft(
        prompt=f"A network gives the scores ${_scores(weights)}$ to {', '.join(names[:2])} and {names[2]}. The true class is {names[c]}. {asked}",
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked what training sees of this prediction.",
            rule,
            f"The softmax comes first: the exponentials are {listed(weights)}.",
        ),
        answer_hint=hint,
        mistakes=but_key(key, *wrong),
    )


def _temperature(draw: Draw, level: int) -> Draft:
    factor: Any = draw.choice((2, 2, 3, Fraction(1, 2)))
    roots = draw.sample((1, 2, 3, 4), 3)
    weights = [r * r for r in roots] if factor == Fraction(1, 2) else roots
    powers = [r if factor == Fraction(1, 2) else r**factor for r in roots]
    if math.gcd(*powers) > 1:
        raise Unsuitable("ugly value")
    spot = draw.integer(0, 2)
    key = sympy.Rational(powers[spot], sum(powers))
    t = Fraction(1) / factor
    return Draft(
        prompt=f"The scores of three tokens are ${_scores(weights)}$. At temperature $T = {tex(t)}$, how probable is the {('first', 'second', 'third')[spot]} token?",
        key=key,
        proof=Rederived(
            "80 digits",
            "The scaled scores were put through a softmax at 80 digits.",
            lambda: _by_exponentials(weights, factor)[spot],
        ),
        steps=(
            *(
                Step(f"Exponential of score {i + 1} over T", f"{w}^{{{tex(Fraction(factor))}}} = {p}")
                for i, (w, p) in enumerate(zip(weights, powers, strict=True))
            ),
            Step("Divide by the sum", chain(rf"\frac{{{powers[spot]}}}{{{plus(*powers)}}}", key)),
        ),
        hints=(
            "You are asked for one probability at a temperature.",
            SOFTMAX + " A temperature divides all scores by $T$ first.",
            f"Dividing a score by ${tex(t)}$ takes its exponential to the power ${tex(Fraction(factor))}$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(weights[spot], sum(weights)), "That is at temperature 1."),
            Mistake(sympy.Rational(1, 3), "Only a very high temperature makes all equal."),
            Mistake(1 - key, "That is the probability of the other two."),
        ),
    )


def _gap(draw: Draw, level: int) -> Draft:
    top, bottom = draw.choice(
        (
            (3, 1),
            (4, 1),
            (9, 1),
            (2, 1),
            (7, 3),
            (3, 2),
            (4, 3),
            (5, 2),
            (5, 3),
            (7, 2),
            (8, 1),
            (6, 1),
            (1, 2),
            (1, 4),
            (2, 5),
            (3, 7),
        )
    )
    base = draw.choice((-2, -1, 0, 1, 2, 3, 5))
    key = base + sympy.log(sympy.Rational(top, bottom))
    p = Fraction(top, top + bottom)
    return Draft(
        prompt=draw.choice(
            (
                f"Two classes. The second has the score ${base}$, and the softmax gives the first one ${tex(p)}$. What is the score of the first?",
                f"For which score $z$ does the softmax of $(z, {base})$ give the first class the probability ${tex(p)}$?",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The softmax of this score was computed at 80 digits.",
            lambda v: (
                not isinstance(v, tuple)
                and second_way.equal(
                    second_way.called("exp", v)
                    / (second_way.called("exp", v) + second_way.called("exp", base)),
                    p,
                )
            ),
        ),
        steps=(
            Step(
                "How many times as probable",
                rf"\frac{{{tex(p)}}}{{1 - {tex(p)}}} = {tex(Fraction(top, bottom))}",
            ),
            Step(
                "That is the exponential of the difference of the scores; its logarithm comes on top of the second",
                tex(key),
            ),
        ),
        hints=(
            "The probabilities are known, a score is asked for.",
            SOFTMAX + " Only differences of scores matter.",
            f"How many times as probable as the second class is the first? $\\frac{{{tex(p)}}}{{1 - {tex(p)}}}$.",
        ),
        answer_hint="an exact value such as 2 + ln 3",
        mistakes=but_key(
            key,
            Mistake(
                base - sympy.log(sympy.Rational(top, bottom)),
                "The other way round: which class is the more probable one?",
            ),
            Mistake(
                sympy.log(sympy.Rational(top, bottom)) + 2 * base, "Add the score of the second class once."
            ),
            Mistake(base + sympy.Rational(top, bottom), "Take the logarithm of the ratio."),
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    weights = _weights(draw)
    kind = draw.choice(("shift", "double", "ratio"))
    c = draw.nonzero(-9, 9)
    spot = draw.integer(0, 2)
    before = Fraction(weights[spot], sum(weights))
    after = Fraction(weights[spot] ** 2, sum(w * w for w in weights))
    if kind == "shift":
        truth = draw.coin()
        claimed = before if truth else after
        text = f"after adding ${c}$ to every score the {('first', 'second', 'third')[spot]} class has the probability ${tex(claimed)}$"

        def check() -> Any:
            return second_way.equal(
                second_way.called("exp", c + second_way.called("log", weights[spot]))
                / sum(second_way.called("exp", c + second_way.called("log", w)) for w in weights),
                claimed,
            )

    elif kind == "double":
        truth = draw.coin()
        claimed = after if truth else before
        text = f"after doubling every score the {('first', 'second', 'third')[spot]} class has the probability ${tex(claimed)}$"

        def check() -> Any:
            return second_way.equal(_by_exponentials(weights, 2)[spot], claimed)

    else:
        up = spot == weights.index(max(weights))
        down = spot == weights.index(min(weights))
        if not up and not down:
            raise Unsuitable("in the middle")
        truth = draw.coin()
        text = f"at a temperature below 1 the {('first', 'second', 'third')[spot]} class becomes {'more' if up == truth else 'less'} probable"

        def check() -> Any:
            return (_by_exponentials(weights, 2)[spot] > second_way.real(before)) == (up == truth)

    if before == after:
        raise Unsuitable("no difference")
    return claim_draft(
        prompt=f"The scores of three classes are ${_scores(weights)}$. True or false: {text}.",
        truth=truth,
        method="80 digits",
        detail="The softmax was computed again at 80 digits.",
        decide=check,
        steps=(
            Step("Now", chain(rf"\frac{{{weights[spot]}}}{{{plus(*weights)}}}", before)),
            Step(
                "With doubled scores, that is at temperature one half",
                chain(rf"\frac{{{weights[spot]}^{{2}}}}{{{plus(*(f'{w}^{{2}}' for w in weights))}}}", after),
            ),
        ),
        hints=(
            "You are asked what a change of the scores does to the softmax.",
            "Adding a constant multiplies all exponentials alike and cancels. Multiplying all scores does not cancel: the large ones gain.",
            "Write down the exponentials before and after.",
        ),
        if_wrong="A constant added to all scores cancels in the fraction; a factor, or a temperature, sharpens or flattens the probabilities.",
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "training", COMPUTE, _loss, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "temperature", COMPUTE, _temperature, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "gap", REVERSE, _gap, levels=(2,), objectives=(1, 3)),
    Generator(TOPIC, "change", TRUE_FALSE, _judge, levels=(1, 3), objectives=(3, 4)),
    Generator(TOPIC, "in-order", ORDER, softmax_gradient, levels=(3,), objectives=(2,)),
)
