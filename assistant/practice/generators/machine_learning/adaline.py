"""Exercises on Adaline: activations, errors and loss, steps of the delta rule, and what sets it apart from the perceptron."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.network_solutions import delta_rule
from assistant.practice.generators.probability.pieces import (
    total,
)
from assistant.practice.notation import (
    chain,
    column,
    guarded,
    plus,
    rational,
    short,
    tex,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "adaline"
LINEAR = r"$a_i = \mathbf{w}^\top \mathbf{x}_i + b$, error $y_i - a_i$, loss $L = \frac{1}{2} \sum_i (y_i - a_i)^2$."
DELTA = r"$\mathbf{w} \leftarrow \mathbf{w} + \eta \sum_i (y_i - a_i) \, \mathbf{x}_i$ and $b \leftarrow b + \eta \sum_i (y_i - a_i)$."
STATE = "three numbers such as [0.2, -0.4, 0.1]"


def _text(w: Any, b: Any, x: Any) -> str:
    return plus(*(rf"{short(p)} \cdot {guarded(short(q))}" for p, q in zip(w, x, strict=True)), short(b))


def _activation(w: Any, b: Any, x: Any) -> Any:
    return sum((p * q for p, q in zip(w, x, strict=True)), Fraction(b))


def _squares(labels: Any, activations: Any) -> str:
    return plus(*(f"({y} - {guarded(short(v))})^{{2}}" for y, v in zip(labels, activations, strict=True)))


def _start(draw: Draw) -> tuple[list[Any], Any]:

    def half() -> Any:
        return Fraction(draw.integer(-4, 4), 2)

    w, b = [half(), half()], half()
    if not any(w):
        raise Unsuitable("no weights")
    return w, b


def _loss(draw: Draw, level: int) -> Draft:
    w, b = _start(draw)
    points = [(draw.integer(-2, 3), draw.integer(-2, 3)) for _ in range(draw.choice((2, 3)))]
    labels = [draw.choice((1, -1)) for _ in points]
    a = [_activation(w, b, x) for x in points]
    errors = [y - v for y, v in zip(labels, a, strict=True)]
    value = total(e * e for e in errors) / 2
    if len(set(points)) < len(points) or value > 60:
        raise Unsuitable("ugly value")
    key = rational(value)
    shown = ", ".join(f"${tex(x)}$ with label ${y}$" for x, y in zip(points, labels, strict=True))
    return Draft(
        prompt=f"Adaline has the weights $({short(w[0])}, {short(w[1])})$ and the bias ${short(b)}$. The data are {shown}. "
        + draw.choice(("What is its loss?", "Compute the loss $L$, half the sum of squared errors.")),
        key=key,
        proof=Rederived(
            "expanded",
            "The squares were multiplied out with sums over the data.",
            lambda: (
                (
                    sum(y * y for y in labels)
                    - 2 * sum(y * v for y, v in zip(labels, a, strict=True))
                    + sum(v * v for v in a)
                )
                / Fraction(2)
            ),
        ),
        steps=(
            *(
                Step(f"Activation at {x}", chain(_text(w, b, x), short(v)))
                for x, v in zip(points, a, strict=True)
            ),
            Step(
                "Half the sum of squared errors",
                chain(rf"\frac{{1}}{{2}} \left({_squares(labels, a)}\right)", key),
            ),
        ),
        hints=(
            "You are asked for one number over all examples.",
            LINEAR,
            f"The first activation is ${_text(w, b, points[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(2 * key, "One half stands in front of the sum."),
            Mistake(rational(total(abs(e) for e in errors) / 2), "Square the errors."),
            Mistake(rational(total(errors) ** 2 / 2), "Square each error before adding."),
            Mistake(
                rational(total((y - (1 if v > 0 else -1)) ** 2 for y, v in zip(labels, a, strict=True)) / 2),
                "The error uses the activation itself, not the thresholded label.",
            ),
        ),
    )


def _step(draw: Draw, level: int) -> Draft:
    w, b = _start(draw)
    n = 1 if level == 2 else 2
    points = [(draw.integer(-2, 3), draw.integer(-2, 3)) for _ in range(n)]
    labels = [draw.choice((1, -1)) for _ in points]
    eta = draw.choice((Fraction(1, 10), Fraction(1, 5), Fraction(1, 2), Fraction(1)))
    a = [_activation(w, b, x) for x in points]
    errors = [y - v for y, v in zip(labels, a, strict=True)]
    change = [
        eta * total(e * c for e, c in zip(errors, (*(x[i] for x in points),), strict=True)) for i in range(2)
    ] + [eta * total(errors)]
    if not any(change) or len(set(points)) < n or any(x == (0, 0) for x in points):
        raise Unsuitable("nothing moves")
    new = [w[0] + change[0], w[1] + change[1], b + change[2]]
    key = column(new)
    shown = " and ".join(f"${tex(x)}$ with label ${y}$" for x, y in zip(points, labels, strict=True))

    def differences() -> Any:
        state = [*w, b]

        def loss(k: int, v: Any) -> Any:
            s = [v if j == k else second_way.real(c) for j, c in enumerate(state)]
            return (
                sum((y - s[0] * x[0] - s[1] * x[1] - s[2]) ** 2 for x, y in zip(points, labels, strict=True))
                / 2
            )

        return tuple(
            second_way.real(c) - second_way.real(eta) * second_way.slope(partial(loss, k), second_way.real(c))
            for k, c in enumerate(state)
        )

    return Draft(
        prompt=f"Adaline stands at $\\mathbf{{w}} = ({short(w[0])}, {short(w[1])})$, $b = {short(b)}$. "
        + (
            f"It meets {shown}. Do one step of the delta rule with $\\eta = {short(eta)}$."
            if n == 1
            else f"Its data are {shown}. Do one step with both examples at once, with $\\eta = {short(eta)}$."
        )
        + " Give $[w_1, w_2, b]$.",
        key=key,
        proof=Rederived(
            "differences",
            "The loss was differentiated with difference quotients at 80 digits and the step made.",
            differences,
        ),
        steps=(
            *(
                Step(f"Activation at {x}", chain(_text(w, b, x), short(v)))
                for x, v in zip(points, a, strict=True)
            ),
            *(
                Step("Its error", f"{y} - {guarded(short(v))} = {short(e)}")
                for y, v, e in zip(labels, a, errors, strict=True)
            ),
            Step(
                "Add learning rate times error times input",
                rf"{vec([short(v) for v in (*w, b)])} + {vec([short(c) for c in change])} = {vec([short(v) for v in new])}",
            ),
        ),
        hints=(
            "You are asked for two weights and the bias after a step.",
            DELTA,
            f"The first activation is ${_text(w, b, points[0])}$.",
        ),
        answer_hint=STATE,
        mistakes=but_key(
            key,
            Mistake(
                column([c - d for c, d in zip((*w, b), change, strict=True)]),
                "The error is label minus activation, and its step is added.",
            ),
            Mistake(column([*new[:2], b]), "The bias moves as well."),
            Mistake(
                column([c + d / eta for c, d in zip((*w, b), change, strict=True)]),
                "The learning rate is missing.",
            ),
            Mistake(
                column([w[0] + labels[0] * points[0][0], w[1] + labels[0] * points[0][1], b + labels[0]]),
                "That is the perceptron's update; Adaline moves by the error.",
            ),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    w, b = _start(draw)
    x, y = draw.full_vector(2, -2, 3), draw.choice((1, -1))
    a = _activation(w, b, x)
    error = y - a
    if error == 0:
        raise Unsuitable("nothing moves")
    if level == 1:
        key = rational(a)
        return Draft(
            prompt=f"Adaline made the error $y - a = {short(error)}$ on an example with the label ${y}$. What was its activation?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The error was worked out with this activation.",
                lambda v: isinstance(v, Fraction) and y - v == error,
            ),
            steps=(Step("Label minus error", chain(f"{y} - {guarded(short(error))}", short(a))),),
            hints=("The error is known, the activation is asked for.", LINEAR, "Solve $y - a$ for $a$."),
            mistakes=but_key(
                key,
                Mistake(rational(y + error), "The activation is label minus error."),
                Mistake(-key, "Mind the sign."),
            ),
        )
    eta = draw.choice(
        (Fraction(1, 10), Fraction(1, 5), Fraction(1, 2), Fraction(1), Fraction(1, 20), Fraction(1, 4))
    )
    key = rational(eta)
    return Draft(
        prompt=f"Adaline stands at $\\mathbf{{w}} = ({short(w[0])}, {short(w[1])})$, $b = {short(b)}$. One step of the delta rule on ${tex(x)}$ with label ${y}$ takes the bias to ${short(b + eta * error)}$. Which learning rate was used?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The step was made with this learning rate.",
            lambda v: isinstance(v, Fraction) and b + v * (y - _activation(w, b, x)) == b + eta * error,
        ),
        steps=(
            Step("Activation", chain(_text(w, b, x), short(a))),
            Step("Error", f"{y} - {guarded(short(a))} = {short(error)}"),
            Step(
                "Change of the bias over the error",
                rf"\frac{{{short(b + eta * error)} - {guarded(short(b))}}}{{{short(error)}}} = {tex(key)}",
            ),
        ),
        hints=(
            "The step is known, the learning rate is asked for.",
            DELTA,
            f"The activation was ${_text(w, b, x)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(-key, "The error is label minus activation."),
            Mistake(rational(eta * error), "Divide the change by the error."),
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    w, b = _start(draw)
    x, y = draw.full_vector(2, -2, 3), draw.choice((1, -1))
    a = _activation(w, b, x)
    right_side = a * y > 0
    who = draw.choice(("Adaline", "the perceptron"))
    moves = a != y if who == "Adaline" else a * y <= 0
    stays = draw.coin()
    truth = moves != stays
    if a == 0:
        raise Unsuitable("on the border")

    def decide() -> bool:
        factor = y - a if who == "Adaline" else Fraction(y if not right_side else 0)
        new = [Fraction(c) + factor * d for c, d in zip((*w, b), (*x, 1), strict=True)]
        return (new == [Fraction(c) for c in (*w, b)]) == stays

    return claim_draft(
        prompt=f"The weights are $({short(w[0])}, {short(w[1])})$, the bias ${short(b)}$, and the next example is ${tex(x)}$ with label ${y}$. True or false: {who} {'leaves its weights as they are' if stays else 'changes its weights'} at this example.",
        truth=truth,
        method="stepping",
        detail="The step was made with learning rate 1 and the weights compared.",
        decide=decide,
        steps=(
            Step("Activation", chain(_text(w, b, x), short(a))),
            Step("Error of Adaline", f"{y} - {guarded(short(a))} = {short(y - a)}"),
        ),
        hints=(
            "You are asked which of the two rules moves here.",
            "The perceptron moves only when the side is wrong. Adaline moves whenever the activation differs from the label, even on the right side.",
            f"The activation is ${_text(w, b, x)}$.",
        ),
        if_wrong="Adaline follows the size of the error and moves until the activation equals the label; the perceptron looks at the side alone.",
    )


GENERATORS = (
    Generator(TOPIC, "loss", COMPUTE, _loss, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "step", COMPUTE, _step, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 3), objectives=(1, 2)),
    Generator(TOPIC, "which-moves", TRUE_FALSE, _judge, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, delta_rule, levels=(2,), objectives=(2,)),
)
