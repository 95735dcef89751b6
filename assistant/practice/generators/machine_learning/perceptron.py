"""Exercises on the perceptron: sides of a line, updates, passes, and what no perceptron can learn."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.derivations import perceptron_update
from assistant.practice.notation import (
    chain,
    column,
    dot_sum,
    guarded,
    minus,
    over,
    plus,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "perceptron"
SIDE = r"$a = \mathbf{w}^\top \mathbf{x} + b$; the answer is 1 if $a > 0$ and $-1$ otherwise."
RULE = r"Where $y_i (\mathbf{w}^\top \mathbf{x}_i + b) \leq 0$, update $\mathbf{w} \leftarrow \mathbf{w} + y_i \mathbf{x}_i$ and $b \leftarrow b + y_i$."
STATE = "a vector such as [2, -1, 1]"


def _activation_text(w: Any, b: int, x: Any) -> str:
    return plus(*(times(p, q) for p, q in zip(w, x, strict=True)), b)


def _value(w: Any, b: int, x: Any) -> int:
    return int(numpy.dot(numpy.array([*w, b]), numpy.array([*x, 1])))


def _activation(draw: Draw, level: int) -> Draft:
    size = draw.integer(2, 3)
    w, b, x = draw.full_vector(size), draw.nonzero(-6, 6), draw.full_vector(size)
    a = sum(p * q for p, q in zip(w, x, strict=True)) + b
    key = sympy.Integer(a)
    return Draft(
        prompt=draw.choice(
            (
                f"A perceptron has the weights ${tex(w)}$ and the bias ${b}$. What is its activation for the input ${tex(x)}$?",
                f"Compute the activation $a$ of a perceptron with $\\mathbf{{w}} = {tex(w)}$ and $b = {b}$ at $\\mathbf{{x}} = {tex(x)}$.",
            )
        ),
        key=key,
        proof=Rederived(
            "NumPy",
            "Weights and bias were put into one vector and multiplied by NumPy.",
            lambda: _value(w, b, x),
        ),
        steps=(
            Step("Weights times inputs, plus the bias", chain(_activation_text(w, b, x), a)),
            Step("Which side", f"{a} > 0" if a > 0 else rf"{a} \leq 0"),
        ),
        hints=(
            "You are asked for the number whose sign decides.",
            SIDE,
            f"The first product is ${times(w[0], x[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(a - b), "The bias is missing."),
            Mistake(sympy.Integer(a - 2 * b), "The bias is added, with its own sign."),
            Mistake(
                sympy.Integer(1 if a > 0 else -1), "That is the label; the activation itself is asked for."
            ),
            Mistake(
                sympy.Integer(a - b + b * sum(x)), "The bias is added once, not multiplied by the input."
            ),
        ),
    )


def _update(draw: Draw, level: int) -> Draft:
    w, b, x = draw.vector(2, -3, 4), draw.integer(-3, 3), draw.full_vector(2, -4, 4)
    a = _value(w, b, x)
    y = -1 if a > 0 else 1
    new = [w[0] + y * x[0], w[1] + y * x[1], b + y]
    key = column(new)
    return Draft(
        prompt=draw.choice(
            (
                f"A perceptron with weights ${tex(w)}$ and bias ${b}$ meets the point ${tex(x)}$ with the label ${y}$. Give weights and bias after its update, as $[w_1, w_2, b]$.",
                f"The example ${tex(x)}$ has the label ${y}$. The perceptron stands at $\\mathbf{{w}} = {tex(w)}$, $b = {b}$. What are $[w_1, w_2, b]$ after this example?",
            )
        ),
        key=key,
        proof=Rederived(
            "NumPy",
            "The update was made with NumPy on one vector that holds the bias as well.",
            lambda: tuple(int(v) for v in numpy.array([*w, b]) + y * numpy.array([*x, 1])),
        ),
        steps=(
            Step("The activation is on the wrong side", chain(_activation_text(w, b, x), a)),
            Step(
                "Add the label times the point", rf"{vec(w)} + {guarded(y)} \cdot {vec(x)} = {vec(new[:2])}"
            ),
            Step("Add the label to the bias", chain(plus(b, y), new[2])),
        ),
        hints=(
            "You are asked for three numbers: two weights and the bias.",
            RULE,
            f"Check the answer first: the activation is ${_activation_text(w, b, x)}$.",
        ),
        answer_hint=STATE,
        mistakes=but_key(
            key,
            Mistake(
                column([w[0] - y * x[0], w[1] - y * x[1], b - y]),
                "The label sets the direction: add label times point.",
            ),
            Mistake(column([*new[:2], b]), "The bias is updated as well."),
            Mistake(column([*w, b]), "The example was on the wrong side, so there is an update."),
            Mistake(column([w[0] + x[0], w[1] + x[1], b + 1]), "Multiply the point by its label first."),
        ),
    )


def _data(draw: Draw) -> list[tuple[tuple[int, int], int]]:
    points = [(draw.integer(-3, 3), draw.integer(-3, 3)) for _ in range(3)]
    if len(set(points)) < 3 or (0, 0) in points:
        raise Unsuitable("points alike")
    labels = [1, draw.choice((1, -1)), -1]
    return list(zip(points, draw.shuffled(labels), strict=True))


def _run(data: list[tuple[tuple[int, int], int]]) -> list[list[int]]:
    """Weights and bias after each example of one pass from zero."""
    w, history = [0, 0, 0], []
    for (p, q), y in data:
        if y * (w[0] * p + w[1] * q + w[2]) <= 0:
            w = [w[0] + y * p, w[1] + y * q, w[2] + y]
        history.append(w)
    return history


def _pass(draw: Draw, level: int) -> Draft:
    data = _data(draw)
    history = _run(data)
    updates = sum(a != b for a, b in pairwise([[0, 0, 0], *history]))
    if updates < 2:
        raise Unsuitable("too few updates")
    key = column(history[-1])

    def again() -> tuple[int, ...]:
        rows, labels = numpy.array([[*p, 1] for p, _ in data]), numpy.array([y for _, y in data])
        counts = numpy.zeros(len(data), dtype=int)
        for i in range(len(data)):
            # The dual form: a weight counts how often each example was added.
            counts[i] += int(labels[i] * (rows @ rows[i] @ (counts * labels)) <= 0)
        return tuple(int(v) for v in (counts * labels) @ rows)

    steps = []
    before = [0, 0, 0]
    for ((p, q), y), after in zip(data, history, strict=True):
        steps.append(
            Step(
                f"Activation for ({p}, {q}) with label {y}",
                chain(_activation_text(before[:2], before[2], (p, q)), _value(before[:2], before[2], (p, q))),
            )
        )
        if after != before:
            steps.append(
                Step(
                    "On the wrong side or zero: add label times point, the bias as third component",
                    rf"{vec(before)} + {guarded(y)} \cdot {vec((p, q, 1))} = {vec(after)}",
                )
            )
        before = after
    shown = ", ".join(f"$({p}, {q})$ with label ${y}$" for (p, q), y in data)
    return Draft(
        prompt=f"A perceptron starts at $\\mathbf{{w}} = (0, 0)$, $b = 0$ and goes once through {shown}, in this order. "
        + draw.choice(("Give $[w_1, w_2, b]$ at the end.", "What are $[w_1, w_2, b]$ after this pass?")),
        key=key,
        proof=Rederived(
            "dual form",
            "The pass was run again in its dual form, which counts how often each example was added.",
            again,
        ),
        steps=tuple(steps),
        hints=(
            "You are asked for weights and bias after one pass.",
            RULE + " An activation of zero counts as a mistake.",
            "At the start every activation is 0, so the first example always leads to an update.",
        ),
        answer_hint=STATE,
        mistakes=but_key(
            key,
            Mistake(column(history[0]), "That is after the first example; go on to the end."),
            Mistake(
                column([sum(y * c[i] for c, y in data) for i in range(2)] + [sum(y for _, y in data)]),
                "Only examples on the wrong side lead to an update.",
            ),
            Mistake(column([*history[-1][:2], 0]), "The bias is updated as well."),
        ),
    )


def _which(draw: Draw, level: int) -> Draft:
    if level == 1:
        w, x = draw.full_vector(2), draw.full_vector(2)
        key = sympy.Integer(-(w[0] * x[0] + w[1] * x[1]))
        return Draft(
            prompt=f"A perceptron has the weights ${tex(w)}$. For which bias $b$ does the point ${tex(x)}$ lie exactly on its border?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "With this bias the activation at the point is zero.",
                lambda v: isinstance(v, Fraction) and w[0] * x[0] + w[1] * x[1] + v == 0,
            ),
            steps=(
                Step("Weights times inputs", chain(dot_sum(w, x), -key)),
                Step("The bias has to cancel it", chain(plus(-key, key), 0)),
            ),
            hints=(
                "The border is where the activation is zero.",
                SIDE + " On the border $a = 0$.",
                f"Without the bias the activation is ${dot_sum(w, x)}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(-key, "That is what the bias has to cancel: turn the sign round."),
                Mistake(sympy.Integer(0), "The weights alone give something that is not zero here."),
            ),
        )
    w, b, x = draw.vector(2, -3, 4), draw.integer(-3, 3), draw.full_vector(2, -4, 4)
    a = _value(w, b, x)
    y = -1 if a > 0 else 1
    new = (w[0] + y * x[0], w[1] + y * x[1])
    key = column(x)
    return Draft(
        prompt=f"One update took a perceptron from $\\mathbf{{w}} = {tex(w)}$, $b = {b}$ to $\\mathbf{{w}} = {tex(new)}$, $b = {b + y}$. Which point was it?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The update was made with this point and the label that the bias shows.",
            lambda v: (
                isinstance(v, tuple)
                and all(p + (b + y - b) * q == r for p, q, r in zip(w, v, new, strict=True))
            ),
        ),
        steps=(
            Step("The bias shows the label", chain(minus(b + y, b), y)),
            Step("The weights changed by", rf"{vec(new)} - {vec(w)} = {vec([y * q for q in x])}"),
            Step(
                "Label times point is this change",
                rf"{guarded(y)} \cdot {vec([y * q for q in x])} = {vec(x)}",
            ),
        ),
        hints=(
            "You are asked for the point that led to the update.",
            RULE,
            f"Look at the bias: it went from ${b}$ to ${b + y}$. Which label does that?",
        ),
        answer_hint=VECTOR,
        mistakes=but_key(
            key,
            Mistake(
                column([-q for q in x]),
                "The change is label times point, and the label is $-1$ here."
                if y < 0
                else "The sign: subtract old from new.",
            ),
            Mistake(column(new), "Those are the new weights; what was added to the old ones?"),
        ),
    )


CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))


def _learnable(draw: Draw, level: int) -> Draft:
    truth = draw.coin()
    low, size = draw.integer(-3, 2), draw.choice((1, 2, 3))
    if truth:
        labels = draw.choice(
            [s for s in product((1, -1), repeat=4) if s not in ((1, -1, -1, 1), (-1, 1, 1, -1))]
        )
        if len(set(labels)) == 1:
            raise Unsuitable("only one class")
    else:
        labels = draw.choice(((1, -1, -1, 1), (-1, 1, 1, -1)))
    points = [(low + size * p, low + size * q) for p, q in CORNERS]
    rows = list(zip(points, labels, strict=True))
    shown = ", ".join(f"$({p}, {q})$ with ${y}$" for (p, q), y in draw.shuffled(rows))

    def search() -> bool:
        # Small weights and a bias around the square find every separation of its corners.
        options = product((-1, 0, 1), (-1, 0, 1), [Fraction(c, 2) for c in range(-26, 27)])
        return any(all(y * (u * p + v * q + c) > 0 for (p, q), y in rows) for u, v, c in options)

    sums = (labels[0] + labels[3], labels[1] + labels[2])
    return claim_draft(
        prompt=f"Four points have these labels: {shown}. True or false: some perceptron gets all four right.",
        truth=truth,
        method="searching",
        detail="Lines of all directions that matter were tried on the four points.",
        decide=search,
        steps=(
            Step(
                "Both pairs of opposite corners have the same middle, so their activations add up alike",
                chain(over(plus(points[0][0], points[3][0]), 2), over(plus(points[1][0], points[2][0]), 2)),
            ),
            Step(
                "Labels on the two diagonals, added up",
                rf"{plus(labels[0], labels[3])} {'=' if sums[0] == sums[1] else chr(92) + 'neq'} {plus(labels[1], labels[2])}"
                if sums[0] == sums[1]
                else rf"{sums[0]} \neq {sums[1]}",
            ),
        ),
        hints=(
            "You are asked whether a straight line can separate the two labels.",
            "A perceptron's border is a straight line. Opposite corners of a square have the same middle, so the activations of the two diagonals have the same sum.",
            "Draw the four points and mark the labels. Which labels sit on the same diagonal?",
        ),
        if_wrong="When one diagonal has label 1 twice and the other $-1$ twice, no line works: this is XOR. In every other case one does.",
    )


GENERATORS = (
    Generator(TOPIC, "activation", COMPUTE, _activation, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "update", COMPUTE, _update, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "pass", COMPUTE, _pass, levels=(3,), objectives=(1, 2)),
    Generator(TOPIC, "which", REVERSE, _which, levels=(1, 2), objectives=(1, 2)),
    Generator(TOPIC, "learnable", TRUE_FALSE, _learnable, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, perceptron_update, levels=(3,), objectives=(2,)),
)
