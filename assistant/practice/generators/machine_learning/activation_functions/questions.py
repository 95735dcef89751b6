"""Exercises on activation functions: reverse questions and questions with options."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    PROBABILITY,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.activation_functions.pieces import FUNCTIONS, SLOPES
from assistant.practice.generators.probability.pieces import (
    fpow,
    listed,
)
from assistant.practice.notation import (
    chain,
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
    words_draft,
)


def reverse(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “reverse”."""
    if level == 1:
        alpha = draw.choice(
            (Fraction(1, 10), Fraction(1, 5), Fraction(1, 4), Fraction(1, 2), Fraction(1, 100))
        )
        z = draw.nonzero(-20, 20)
        out = alpha * z if z < 0 else Fraction(z)
        key = sympy.Integer(z)
        return Draft(
            prompt=f"A leaky ReLU with $\\alpha = {short(alpha)}$ gave the output ${short(out)}$. What was its input?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The function was evaluated at this input.",
                lambda v: isinstance(v, Fraction) and max(alpha * v, v) == out,
            ),
            steps=(
                Step(
                    "Undo the branch",
                    rf"\frac{{{short(out)}}}{{{short(alpha)}}} = {z}"
                    if z < 0
                    else f"\\max({short(alpha)} \\cdot {z}, {z}) = {z}",
                ),
            ),
            hints=(
                "The output is known, the input is asked for.",
                FUNCTIONS,
                "A negative output comes from a negative input.",
            ),
            mistakes=but_key(
                key,
                Mistake(rational(out), "Below zero the output is only a part of the input."),
                Mistake(rational(out * alpha), "Divide by the slope, do not multiply."),
                Mistake(rational(out / alpha), "Above zero the function changes nothing."),
            ),
        )
    top, bottom = draw.choice(
        ((1, 2), (2, 3), (3, 4), (4, 5), (9, 10), (1, 3), (1, 4), (1, 5), (1, 10), (5, 6), (7, 8))
    )
    s = Fraction(top, bottom)
    layers = draw.integer(2, 4)
    return Draft(
        prompt=f"In a chain of {layers} sigmoid units, all with weight 1 and the same output above one half, the gradient shrinks by the factor ${tex((s * (1 - s)) ** layers)}$. What is the output of each unit?",
        key=rational(max(s, 1 - s)),
        proof=Satisfies(
            "putting it in",
            "The slopes were multiplied along the chain.",
            lambda v: (
                isinstance(v, Fraction)
                and v >= Fraction(1, 2)
                and (v * (1 - v)) ** layers == (s * (1 - s)) ** layers
            ),
        ),
        steps=(
            Step("The slope of one unit", chain(fpow(s * (1 - s), layers), (s * (1 - s)) ** layers)),
            Step(
                "Output times one minus output",
                rf"{tex(max(s, 1 - s))} \cdot \left(1 - {tex(max(s, 1 - s))}\right) = {tex(s * (1 - s))}",
            ),
        ),
        hints=(
            "The factor is known, an output is asked for.",
            SLOPES,
            f"First find the slope of one unit: which number to the power {layers} gives the factor?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            rational(max(s, 1 - s)),
            Mistake(rational(min(s, 1 - s)), "That output has the same slope, but lies below one half."),
            Mistake(rational(s * (1 - s)), "That is the slope of one unit."),
        ),
    )


def dead(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “dead”."""
    w, b = draw.full_vector(2, -4, 4), draw.integer(-9, 5)
    points = [(draw.integer(0, 3), draw.integer(0, 3)) for _ in range(3)]
    if len(set(points)) < 3:
        raise Unsuitable("points alike")
    z = [w[0] * p + w[1] * q + b for p, q in points]
    truth = all(v < 0 for v in z)
    if 0 in z or (not truth and sum(v < 0 for v in z) < 2):
        raise Unsuitable("too plain")
    return claim_draft(
        prompt=f"A ReLU unit has the weights ${tex(w)}$ and the bias ${b}$. The training data are {', '.join(f'$({p}, {q})$' for p, q in points)}. True or false: the unit is dead, that is, it gets no gradient from any of them.",
        truth=truth,
        method="differences",
        detail="The slope of the unit's output by its bias was measured at each point.",
        decide=lambda: all(max(0, 1000 * v + 1) - max(0, 1000 * v - 1) == 0 for v in z),
        steps=tuple(
            Step(f"Pre-activation at ({p}, {q})", chain(plus(times(w[0], p), times(w[1], q), b), v))
            for (p, q), v in zip(points, z, strict=True)
        ),
        hints=(
            "You are asked whether any example can still move the unit.",
            "A ReLU passes a gradient only where its pre-activation is positive. A unit that is negative on all data is dead; leaky ReLU keeps a small slope there.",
            f"The first point gives ${plus(times(w[0], points[0][0]), times(w[1], points[0][1]), b)}$.",
        ),
        if_wrong="One example with a positive pre-activation is enough to keep a unit alive; none at all means no gradient, and the unit never changes again.",
    )


# What is predicted, what the outputs must be, and the test of it: all outputs, and all outputs after the first score rose.
def _any_number(before: Sequence[float], after: Sequence[float]) -> bool:
    return min(before) < 0 and max(after) > 1


def _separate_shares(before: Sequence[float], after: Sequence[float]) -> bool:
    return all(0 < v < 1 for v in (*before, *after)) and all(
        abs(b - a) < 1e-12 for b, a in zip(before[1:], after[1:], strict=True)
    )


def _one_of_several(before: Sequence[float], after: Sequence[float]) -> bool:
    return all(v > 0 for v in before) and all(abs(sum(row) - 1) < 1e-12 for row in (before, after))


NEEDS = (
    (
        (
            "the change of three prices in cents, up or down",
            "the temperatures of the next three days",
            "the heights of three points above or below the sea",
            "the profits or losses of three shops",
        ),
        "Each output may be any number, also a negative one",
        _any_number,
    ),
    (
        (
            "which of three tags fit a photo",
            "which of three illnesses a patient has",
            "which of three faults a machine shows",
            "which of three topics a letter touches",
        ),
        "Each output is a probability of its own: several may be near 1 at once, and none depends on the scores of the others",
        _separate_shares,
    ),
    (
        (
            "which one of three digits a picture shows",
            "which one of three languages a text is in",
            "which one of three tokens comes next",
            "which one of three parties somebody votes for",
        ),
        "The outputs are probabilities that add up to 1",
        _one_of_several,
    ),
)


def choose(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “choose”: the activation that gives outputs of the wanted kind."""
    things, need, fits = draw.choice(NEEDS)
    scores = [draw.integer(2, 5), -draw.integer(1, 5), draw.integer(-4, 4)]
    raised = [scores[0] + 1, *scores[1:]]
    layers: dict[str, Callable[[Sequence[int]], list[float]]] = {
        "none": lambda z: [float(v) for v in z],
        "sigmoid": lambda z: [1 / (1 + math.exp(-v)) for v in z],
        "softmax": lambda z: [math.exp(v) / sum(math.exp(u) for u in z) for v in z],
    }

    def decide() -> str:
        found = [name for name, layer in layers.items() if fits(layer(scores), layer(raised))]
        return found[0] if len(found) == 1 else ""

    right = {"Each output may": "none", "Each output is ": "sigmoid", "The outputs are": "softmax"}[need[:15]]
    return words_draft(
        draw,
        prompt=f"A network is to predict {draw.choice(things)}; its last scores are {listed(scores)}. {need}. Which activation belongs on its last layer?",
        right=right,
        options=[
            (
                "none",
                "No activation: the scores stay as they are",
                "Scores may be negative or above 1; probabilities are asked for.",
            ),
            (
                "sigmoid",
                "A sigmoid on each score",
                "Sigmoids lie between 0 and 1, each by itself: they cover not every number, and they do not add up to 1.",
            ),
            (
                "softmax",
                "A softmax over all scores",
                "A softmax gives shares of 1: when one goes up, the others go down.",
            ),
        ],
        proof=Rederived(
            "trying all three",
            "All three were applied to these scores, and again after one score was raised; one alone gave outputs of the wanted kind.",
            decide,
        ),
        steps=(
            Step("A softmax adds up to 1", r"\frac{e^{1}}{e^{1} + e^{0}} + \frac{e^{0}}{e^{1} + e^{0}} = 1"),
            Step("A sigmoid gives one probability for each score", r"\frac{1}{1 + e^{0}} = \frac{1}{2}"),
        ),
        hints=(
            "You are asked what the numbers that come out must look like.",
            "Any number: no activation. A probability of yes: a sigmoid. Probabilities of classes that exclude each other: a softmax.",
            "May the output be any number, or must it be a probability? And may several answers be true at once?",
        ),
    )
