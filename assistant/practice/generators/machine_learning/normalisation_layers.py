"""Exercises on normalisation layers: rows and columns, scale and shift, which axes, training and use, gradients."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy
import sympy

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
from assistant.practice.generators.machine_learning.network_solutions import normalise
from assistant.practice.generators.probability.pieces import (
    listed,
    total,
)
from assistant.practice.notation import (
    chain,
    guarded,
    mat,
    minus,
    plus,
    rational,
    short,
    squares_sum,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "normalisation-layers"
FORMULA_TEXT = r"$\hat{x}_i = \frac{x_i - \mu}{\sqrt{v}}$ and $y_i = \gamma \hat{x}_i + \beta$ (here $\epsilon = 0$), with mean and variance of the group, divided by $n$."
AXES = "Batch normalisation takes its statistics over the examples, a column for each feature; layer normalisation over the features, a row for each example; RMS normalisation too, without a mean."
GROUPS = (
    (-1, 1),
    (-3, 3),
    (-1, -1, 1, 1),
    (-3, -1, 1, 3),
    (-2, 2),
    (-5, 5),
    (-2, -2, 2, 2),
    (-3, 1, 1, 1),
    (-1, -1, -1, 3),
    (-4, -4, 4, 4),
    (-7, -1, 1, 7),
    (0, 0, -2, 2),
    (-6, 2, 2, 2),
)


def _group(draw: Draw) -> tuple[list[int], int, Any]:
    shape, scale, mean = draw.shuffled(draw.choice(GROUPS)), draw.choice((1, 1, 2)), draw.integer(-3, 9)
    values = [scale * s + mean for s in shape]
    variance = Fraction(sum((v - mean) ** 2 for v in values), len(values))
    return values, mean, variance


def _normalise(draw: Draw, level: int) -> Draft:
    values, mean, variance = _group(draw)
    gamma: Any
    gamma, beta = (1, 0) if level == 1 else (draw.choice((2, 3, -1, Fraction(1, 2))), draw.integer(-3, 4))
    spot = draw.integer(0, len(values) - 1)
    spread = sympy.sqrt(rational(variance))
    key = rational(Fraction(gamma)) * (values[spot] - mean) / spread + beta
    n = len(values)
    extra = (
        ""
        if level == 1
        else f", then scaled by $\\gamma = {short(Fraction(gamma))}$ and shifted by $\\beta = {beta}$"
    )
    what = draw.choice(("A row of activations", "A column of a batch", "The row of one example"))
    return Draft(
        prompt=f"{what} is {listed(values)}. It is normalised with its mean and variance{extra}. What becomes of the {('first', 'second', 'third', 'fourth')[spot]} entry?",
        key=key,
        proof=Rederived(
            "pairs",
            "Mean and variance were taken from sums over pairs of entries, at 80 digits.",
            lambda: (
                second_way.real(Fraction(gamma))
                * sum(values[spot] - v for v in values)
                / n
                / second_way.root(Fraction(sum((a - b) ** 2 for a in values for b in values), 2 * n * n))
                + beta
            ),
        ),
        steps=(
            Step("Mean", chain(rf"\frac{{{plus(*values)}}}{{{n}}}", mean)),
            Step("Variance", chain(rf"\frac{{{squares_sum([v - mean for v in values])}}}{{{n}}}", variance)),
            Step(
                "Subtract and divide",
                rf"\frac{{{minus(values[spot], mean)}}}{{\sqrt{{{tex(variance)}}}}} = {tex((values[spot] - mean) / spread)}",
            ),
            *(
                (
                    Step(
                        "Scale and shift",
                        rf"{short(Fraction(gamma))} \cdot {guarded((values[spot] - mean) / spread)} + {guarded(beta)} = {tex(key)}",
                    ),
                )
                if level > 1
                else ()
            ),
        ),
        hints=(
            "You are asked for one normalised entry.",
            FORMULA_TEXT,
            f"The mean is $\\frac{{{plus(*values)}}}{{{n}}}$.",
        ),
        answer_hint="a number such as -1 or 3/sqrt(5)",
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(values[spot] - mean), "Divide by the root of the variance."),
            Mistake(
                rational(Fraction(values[spot] - mean) / variance),
                "Divide by the standard deviation, the root of the variance.",
            ),
            Mistake((values[spot] - mean) / spread, "Scale and shift come after.")
            if level > 1
            else Mistake(rational(Fraction(values[spot])) / spread, "Subtract the mean first."),
        ),
    )


def _axis(draw: Draw, level: int) -> Draft:
    rows = draw.matrix(2, 2, -4, 8)
    i, j = draw.integer(0, 1), draw.integer(0, 1)
    kind = draw.choice(("batch", "layer", "RMS"))
    group = [rows[k][j] for k in range(2)] if kind == "batch" else list(rows[i])
    if kind == "RMS":
        square = Fraction(sum(v * v for v in group), 2)
        key = rows[i][j] / sympy.sqrt(rational(square))
        if rows[i][j] == 0:
            raise Unsuitable("zero")
    else:
        if group[0] == group[1]:
            raise Unsuitable("no spread")
        key = sympy.Integer(1 if rows[i][j] > min(group) else -1)
    other = [rows[i][k] for k in range(2)] if kind == "batch" else [rows[k][j] for k in range(2)]

    def by_numpy() -> Any:
        if kind == "RMS":
            return rows[i][j] / second_way.root(Fraction(sum(v * v for v in group), 2))
        data = numpy.array(rows, dtype=float)
        axis = 0 if kind == "batch" else 1
        centred = data - data.mean(axis=axis, keepdims=True)
        deviation = data.std(axis=axis, keepdims=True)
        return round(float(centred[i, j] / (deviation[0, j] if axis == 0 else deviation[i, 0])))

    wrong = (
        [
            Mistake(
                sympy.Integer(1 if rows[i][j] > min(other) else -1),
                "Statistics were taken along the other axis.",
            )
        ]
        if kind != "RMS" and other[0] != other[1]
        else [Mistake(-key, "Check the sign.")]
    )
    return Draft(
        prompt=f"A batch has two examples (rows) and two features: ${mat(rows)}$. {'RMS' if kind == 'RMS' else kind.capitalize()} normalisation is applied, with $\\gamma = 1$, $\\beta = 0$ and $\\epsilon = 0$. What stands in row {i + 1}, column {j + 1} afterwards?",
        key=key,
        proof=Rederived(
            "NumPy", "The statistics were taken along the right axis by NumPy, roots at 80 digits.", by_numpy
        ),
        steps=(
            Step("Mean square of the row", chain(rf"\frac{{{squares_sum(group)}}}{{2}}", square)),
            Step("Divide by its root", rf"\frac{{{rows[i][j]}}}{{\sqrt{{{tex(square)}}}}} = {tex(key)}"),
        )
        if kind == "RMS"
        else (
            Step(
                "Mean of the column" if kind == "batch" else "Mean of the row",
                chain(rf"\frac{{{plus(*group)}}}{{2}}", Fraction(sum(group), 2)),
            ),
            Step(
                "Distance over standard deviation",
                rf"\frac{{{rows[i][j]} - {guarded(Fraction(sum(group), 2))}}}{{{tex(Fraction(abs(group[0] - group[1]), 2))}}} = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked along which axis the statistics are taken.",
            AXES,
            "Write down the group of numbers that this entry is compared with.",
        ),
        answer_hint="a number such as -1 or 3/sqrt(5)",
        mistakes=but_key(
            key,
            *wrong,
            Mistake(sympy.Integer(rows[i][j]), "Nothing has been normalised yet."),
            Mistake(sympy.Integer(0), "Only an entry that equals its mean becomes 0."),
        ),
    )


def _gradient(draw: Draw, level: int) -> Draft:
    values, mean, variance = _group(draw)
    n = len(values)
    root_ = math.isqrt(int(variance)) if variance.denominator == 1 else 0
    g = [draw.integer(-3, 4) for _ in values]
    if n == 2 or not root_ or root_**2 != variance or not any(g):
        raise Unsuitable("ugly value")
    hat = [Fraction(v - mean, root_) for v in values]
    spot = draw.integer(0, n - 1)
    mean_g, mean_gx = Fraction(sum(g), n), total(a * b for a, b in zip(g, hat, strict=True)) / n
    value = (g[spot] - mean_g - hat[spot] * mean_gx) / root_
    key = rational(value)

    def loss(t: Any) -> Any:
        x = [t if k == spot else second_way.real(v) for k, v in enumerate(values)]
        m = sum(x) / n
        v = sum((c - m) ** 2 for c in x) / n
        return sum(a * (c - m) for a, c in zip(g, x, strict=True)) / v ** second_way.real(Fraction(1, 2))

    return Draft(
        prompt=f"The activations {listed(values)} are normalised ($\\gamma = 1$, $\\epsilon = 0$). The loss has the derivatives {listed(g)} by the normalised values. What is its derivative by the {('first', 'second', 'third', 'fourth')[spot]} activation?",
        key=key,
        proof=Rederived(
            "differences",
            "The activation was moved through the whole normalisation with difference quotients at 80 digits.",
            lambda: second_way.slope(loss, second_way.real(values[spot])),
        ),
        steps=(
            Step("Mean of the derivatives", chain(rf"\frac{{{plus(*g)}}}{{{n}}}", mean_g)),
            Step(
                "Mean of derivative times normalised value",
                chain(
                    rf"\frac{{{plus(*(times(a, h) for a, h in zip(g, hat, strict=True)))}}}{{{n}}}", mean_gx
                ),
            ),
            Step(
                "Put together",
                rf"\frac{{1}}{{{root_}}} \left({g[spot]} - {guarded(mean_g)} - {guarded(hat[spot])} \cdot {guarded(mean_gx)}\right) = {tex(key)}",
            ),
        ),
        hints=(
            "You are asked for a gradient through mean and variance.",
            r"$\frac{\partial L}{\partial x_i} = \frac{1}{\sqrt{v}} \left(g_i - \frac{1}{n} \sum_j g_j - \hat{x}_i \cdot \frac{1}{n} \sum_j g_j \hat{x}_j\right)$.",
            f"The mean of the derivatives is $\\frac{{{plus(*g)}}}{{{n}}}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Rational(g[spot], root_), "Mean and variance depend on the activation too."),
            Mistake(rational((g[spot] - mean_g) / root_), "The variance depends on the activation too."),
            Mistake(rational(value * root_), "Divide by the standard deviation."),
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    sigma, mean = draw.choice((1, 2, 3, 4, 5)), draw.integer(-4, 9)
    hat, gamma, beta = Fraction(draw.nonzero(-6, 6), 2), draw.choice((1, 2, 3, -1)), draw.integer(-3, 4)
    x, y = mean + sigma * hat, gamma * hat + beta
    if level == 1:
        key = rational(x)
        return Draft(
            prompt=f"A group with the mean ${mean}$ and the variance ${sigma**2}$ was normalised, and one entry became ${short(hat)}$. What was it before?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The entry was normalised again.",
                lambda v: isinstance(v, Fraction) and (v - mean) / sigma == hat,
            ),
            steps=(
                Step(
                    "Times the standard deviation, plus the mean",
                    rf"{short(hat)} \cdot {sigma} + {guarded(mean)} = {short(x)}",
                ),
            ),
            hints=(
                "The result is known, the entry before is asked for.",
                FORMULA_TEXT,
                f"The standard deviation is the root of ${sigma**2}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(
                    rational(hat * sigma**2 + mean),
                    "Multiply by the standard deviation, the root of the variance.",
                ),
                Mistake(rational(hat * sigma), "Add the mean again."),
            ),
        )
    key = sympy.Integer(beta)
    return Draft(
        prompt=f"In use, batch normalisation takes its running mean ${mean}$ and running variance ${sigma**2}$, whatever the batch. With $\\gamma = {gamma}$ it turns ${short(x)}$ into ${short(y)}$. What is $\\beta$?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The entry was normalised, scaled and shifted again.",
            lambda v: isinstance(v, Fraction) and gamma * (x - mean) / sigma + v == y,
        ),
        steps=(
            Step(
                "Normalised with the running statistics",
                rf"\frac{{{short(x)} - {guarded(mean)}}}{{\sqrt{{{sigma**2}}}}} = {short(hat)}",
            ),
            Step(
                "What the shift adds", rf"{short(y)} - {guarded(gamma)} \cdot {guarded(short(hat))} = {beta}"
            ),
        ),
        hints=(
            "Everything but the shift is known.",
            FORMULA_TEXT,
            rf"Normalise first: $\frac{{{short(x)} - {guarded(mean)}}}{{\sqrt{{{sigma**2}}}}}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(y - hat), "Scale first."),
            Mistake(-key, "Mind the sign."),
            Mistake(rational(y), "That is the output."),
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    x, a, b = draw.sample(range(-5, 12), 3)
    running = draw.integer(-3, 6)
    kind, mode = (
        ("batch", "training")
        if draw.coin()
        else draw.choice((("batch", "use"), ("layer", "training"), ("layer", "use")))
    )
    changes = kind == "batch" and mode == "training"
    return claim_draft(
        prompt=f"An example with the features ${x}$ and ${a}$ stands in a batch with one other example. The other example's features change from ${b}$ and ${running}$ to ${b + 7}$ and ${running - 5}$. True or false: with {kind} normalisation, in {mode}, the first example is now normalised with other statistics.",
        truth=changes,
        method="computing both",
        detail="The groups that the statistics come from were formed with both versions of the other example.",
        decide=lambda: (
            _statistics(kind, mode, (x, a), (b, running))
            != _statistics(kind, mode, (x, a), (b + 7, running - 5))
        ),
        steps=(
            Step(
                "Mean of the first column before", chain(rf"\frac{{{plus(x, b)}}}{{2}}", Fraction(x + b, 2))
            ),
            Step("And after", chain(rf"\frac{{{plus(x, b + 7)}}}{{2}}", Fraction(x + b + 7, 2))),
        ),
        hints=(
            "You are asked whose numbers the statistics come from.",
            AXES + " In use, batch normalisation takes running averages collected in training.",
            "Does the other example belong to the group?",
        ),
        if_wrong="Only batch normalisation in training mixes the examples. In use it takes stored averages, and layer normalisation looks at one example alone.",
    )


def _statistics(kind: str, mode: str, first: tuple[int, int], other: tuple[int, int]) -> tuple[Fraction, ...]:
    if kind == "layer":
        return (Fraction(sum(first), 2),)
    if mode == "use":
        return (Fraction(0), Fraction(0))
    return tuple(Fraction(s + t, 2) for s, t in zip(first, other, strict=True))


GENERATORS = (
    Generator(TOPIC, "entry", COMPUTE, _normalise, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "axis", COMPUTE, _axis, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "gradient", COMPUTE, _gradient, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(1, 3)),
    Generator(TOPIC, "whose-numbers", TRUE_FALSE, _judge, levels=(1,), objectives=(2, 3)),
    Generator(TOPIC, "in-order", ORDER, normalise, levels=(3,), objectives=(1,)),
)
