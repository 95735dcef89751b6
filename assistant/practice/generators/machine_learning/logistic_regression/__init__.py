"""Exercises on logistic regression: scores and probabilities, loss, gradient, a step, weights as log-odds."""

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
from assistant.practice.generators.machine_learning.derivations import logistic_gradient
from assistant.practice.generators.machine_learning.logistic_regression.questions import judge, weight_of
from assistant.practice.generators.probability.pieces import (
    total,
)
from assistant.practice.notation import (
    chain,
    guarded,
    plus,
    rational,
    short,
    short_factor,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
)

TOPIC = "logistic-regression"


SIGMOID = r"$\sigma(z) = \frac{1}{1 + e^{-z}}$, and back $z = \ln \frac{p}{1 - p}$."


LOSS = r"$L = -\frac{1}{n} \sum_i \left(y_i \ln p_i + (1 - y_i) \ln (1 - p_i)\right)$: minus the mean log of what was given to the true label."


GRADIENT = r"$\nabla_{\mathbf{w}} L = \frac{1}{n} \sum_i (p_i - y_i) \, \mathbf{x}_i$."


LOGS = "an exact value such as ln 3 or -2 ln 5"


STORIES = (
    "An email is spam",
    "A customer returns",
    "A loan is paid back",
    "A patient recovers",
    "A click leads to a sale",
    "A part is faulty",
)


def _ln(top: int, bottom: int = 1) -> Any:
    return sympy.log(sympy.Rational(top, bottom))


def _ln_text(top: int, bottom: int = 1) -> str:
    if bottom == 1:
        return rf"\ln {top}"
    return rf"-\ln {bottom}" if top == 1 else rf"\ln \frac{{{top}}}{{{bottom}}}"


def _odds(draw: Draw) -> tuple[int, int]:
    top, bottom = draw.choice(
        (
            (2, 1),
            (3, 1),
            (4, 1),
            (5, 1),
            (7, 1),
            (9, 1),
            (1, 2),
            (1, 3),
            (1, 4),
            (1, 9),
            (3, 2),
            (2, 3),
            (4, 3),
            (5, 3),
            (3, 7),
            (7, 3),
            (3, 5),
            (9, 11),
            (19, 1),
        )
    )
    return top, bottom


def _probability(draw: Draw, level: int) -> Draft:
    top, bottom = _odds(draw)
    key = sympy.Rational(top, top + bottom)
    score = _ln_text(top, bottom)
    return Draft(
        prompt=draw.choice(
            (
                f"A logistic regression gives the score $z = {score}$. What is the probability $p = \\sigma(z)$?",
                f"{draw.choice(STORIES)}, says a logistic regression, with the score ${score}$. Which probability is that?",
                f"Compute $\\sigma({score})$ exactly.",
            )
        ),
        key=key,
        proof=Rederived(
            "80 digits",
            "The sigmoid was evaluated at 80 digits.",
            lambda: 1 / (1 + second_way.called("exp", -second_way.called("log", Fraction(top, bottom)))),
        ),
        steps=(
            Step(
                "The exponential of minus the score",
                f"e^{{-{score}}} = {tex(Fraction(bottom, top))}"
                if not score.startswith("-")
                else f"e^{{{score[1:]}}} = {tex(Fraction(bottom, top))}",
            ),
            Step("The sigmoid", rf"\frac{{1}}{{1 + {tex(Fraction(bottom, top))}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked for the probability that belongs to a score.",
            SIGMOID,
            r"An exponential undoes a logarithm: $e^{\ln a} = a$. What is $e^{-z}$ here?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "The sign in the exponent: it is $e^{-z}$."),
            Mistake(sympy.Rational(top, bottom), "Those are the odds; turn them into a probability."),
            Mistake(_ln(top, bottom), "That is the score itself."),
            Mistake(sympy.Rational(bottom, top), "That is $e^{-z}$; go on to the sigmoid."),
        ),
    )


def _score(draw: Draw, level: int) -> Draft:
    top, bottom = _odds(draw)
    p = Fraction(top, top + bottom)
    key = _ln(top, bottom)
    return Draft(
        prompt=draw.choice(
            (
                f"{draw.choice(STORIES)} with probability ${tex(p)}$, says a logistic regression. What is its score $z$?",
                f"Which score $z$ has $\\sigma(z) = {tex(p)}$?",
                f"Give the log-odds of the probability ${tex(p)}$, exactly.",
            )
        ),
        key=key,
        proof=Satisfies(
            "putting it in",
            "The sigmoid of this score was evaluated at 80 digits.",
            lambda v: (
                not isinstance(v, tuple)
                and second_way.equal(1 / (1 + second_way.called("exp", -second_way.real(v))), p)
            ),
        ),
        steps=(
            Step("The odds", rf"\frac{{{tex(p)}}}{{1 - {tex(p)}}} = {tex(Fraction(top, bottom))}"),
            Step(
                "Their logarithm",
                f"\\ln {tex(Fraction(top, bottom))} = {tex(key)}"
                if bottom > 1
                else rf"e^{{\ln {top}}} = {top}",
            ),
        ),
        hints=(
            "You are asked to go back from a probability to its score.",
            SIGMOID,
            rf"Begin with the odds, $\frac{{{tex(p)}}}{{1 - {tex(p)}}}$.",
        ),
        answer_hint=LOGS,
        mistakes=but_key(
            key,
            Mistake(-key, "The odds are $p$ over $1 - p$, not the other way round."),
            Mistake(sympy.Rational(top, bottom), "Those are the odds; take their logarithm."),
            Mistake(sympy.log(rational(p)), "Take the logarithm of the odds, not of the probability."),
        ),
    )


def _loss(draw: Draw, level: int) -> Draft:
    chances = [
        draw.choice(
            (
                Fraction(1, 2),
                Fraction(1, 4),
                Fraction(3, 4),
                Fraction(4, 5),
                Fraction(1, 5),
                Fraction(9, 10),
                Fraction(2, 3),
                Fraction(1, 3),
            )
        )
        for _ in range(draw.integer(2, 3))
    ]
    labels = [draw.integer(0, 1) for _ in chances]
    given = [p if y else 1 - p for p, y in zip(chances, labels, strict=True)]
    n, whole = len(chances), math.prod(given, start=Fraction(1))
    key = sympy.log(rational(1 / whole)) / n
    swapped = math.prod(1 - g for g in given)
    cells = "; ".join(f"$p = {tex(p)}$ with label {y}" for p, y in zip(chances, labels, strict=True))
    return Draft(
        prompt=f"A logistic regression gave these probabilities of label 1: {cells}. "
        + draw.choice(
            (
                "What is its average loss (binary cross-entropy)? Leave logarithms in the answer.",
                "Compute the binary cross-entropy, averaged, with natural logarithms left in.",
            )
        ),
        key=key,
        proof=Rederived(
            "80 digits",
            "The logarithms of all terms were added up at 80 digits.",
            lambda: (
                -sum(
                    y * second_way.called("log", p) + (1 - y) * second_way.called("log", 1 - p)
                    for p, y in zip(chances, labels, strict=True)
                )
                / n
            ),
        ),
        steps=(
            Step("What was given to the true labels, multiplied", chain(times(*given), whole)),
            Step(
                "Minus its logarithm, divided by the number of examples",
                rf"-\frac{{1}}{{{n}}} \ln {tex(whole)} = \frac{{1}}{{{n}}} \ln {tex(1 / whole)}",
            ),
        ),
        hints=(
            "You are asked for the mean of a loss over the examples.",
            LOSS,
            f"The model gave its first true label the probability ${tex(given[0])}$.",
        ),
        answer_hint=LOGS,
        mistakes=but_key(
            key,
            Mistake(n * key, "It is the mean: divide by the number of examples."),
            Mistake(-key, "The sign: logarithms of probabilities are negative, the loss is not."),
            Mistake(-sympy.log(rational(swapped)) / n, "For label 0 take $1 - p$, for label 1 take $p$."),
            Mistake(-sympy.log(rational(math.prod(chances))) / n, "For label 0 the loss looks at $1 - p$."),
        ),
    )


def _step(draw: Draw, level: int) -> Draft:
    xs = [draw.nonzero(-4, 4) for _ in range(draw.choice((2, 4)))]
    ys = [draw.integer(0, 1) for _ in xs]
    n, half = len(xs), Fraction(1, 2)
    slope = total((half - y) * x for x, y in zip(xs, ys, strict=True)) / n
    if slope == 0 or len(set(xs)) < n:
        raise Unsuitable("nothing moves")
    rate = draw.choice((Fraction(1), Fraction(2), Fraction(1, 2), Fraction(1, 10), Fraction(4)))
    gradient_only = level == 2
    key = rational(slope if gradient_only else -rate * slope)
    pairs = ", ".join(f"$({x}, {y})$" for x, y in zip(xs, ys, strict=True))
    shown = plus(
        *(
            rf"{guarded(short(half - y)) if i else short(half - y)} \cdot {guarded(x)}"
            for i, (x, y) in enumerate(zip(xs, ys, strict=True))
        )
    )

    def differences() -> Any:
        def loss(w: Any) -> Any:
            return (
                sum(
                    second_way.called("log", 1 + second_way.called("exp", (-w if y else w) * x))
                    for x, y in zip(xs, ys, strict=True)
                )
                / n
            )

        measured = second_way.slope(loss, second_way.real(0))
        return measured if gradient_only else -second_way.real(rate) * measured

    steps = [
        Step(
            "At weight zero every probability is one half; error times input, averaged",
            rf"\frac{{1}}{{{n}}} \left({shown}\right) = {short(slope)}",
        )
    ]
    if not gradient_only:
        steps.append(
            Step(
                "Go against the gradient",
                chain(f"0 - {short(rate)} \\cdot {short_factor(slope)}", short(-rate * slope)),
            )
        )
    return Draft(
        prompt=f"A logistic regression $p = \\sigma(wx)$ starts at $w = 0$. Its data, as pairs of feature and label: {pairs}. "
        + (
            draw.choice(
                (
                    "What is the derivative of its average loss by $w$ there?",
                    "Compute the gradient of the average loss at this weight.",
                )
            )
            if gradient_only
            else f"Where does one step of gradient descent with learning rate ${short(rate)}$ bring the weight?"
        ),
        key=key,
        proof=Rederived(
            "differences",
            "The slope of the loss was measured with difference quotients at 80 digits.",
            differences,
        ),
        steps=tuple(steps),
        hints=(
            "You are asked for the slope of the loss."
            if gradient_only
            else "You are asked for the weight after one step.",
            GRADIENT + ("" if gradient_only else " The step goes against it."),
            f"The score of every example is 0, so each $p_i$ is one half. The first error is ${short(half - ys[0])}$."
            if key != rational(half - ys[0])
            else "The score of every example is 0, so each $p_i$ is one half.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                -key,
                "The sign: the error is probability minus label."
                if gradient_only
                else "The step goes against the gradient.",
            ),
            Mistake(key * n, "It is the mean over the examples: divide by their number."),
            Mistake(
                rational((1 if gradient_only else -rate) * total(half - y for y in ys) / n),
                "Multiply each error by its feature.",
            ),
            Mistake(2 * key, "There is no factor 2 here, unlike for the squared error."),
            Mistake(
                rational(slope), "That is the gradient; take the learning rate times it away from the weight."
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "probability", COMPUTE, _probability, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "score", REVERSE, _score, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "loss", COMPUTE, _loss, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "step", COMPUTE, _step, levels=(2, 3), objectives=(2, 3)),
    Generator(TOPIC, "weight", COMPUTE, weight_of, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "odds", TRUE_FALSE, judge, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, logistic_gradient, levels=(3,), objectives=(2,)),
)
