"""Exercises on the multivariate normal: density, Mahalanobis distance, weighted sums, conditioning, samples."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.multivariate_normal.pieces import GIVEN, case
from assistant.practice.generators.probability.multivariate_normal.questions import (
    independent,
    sample,
    unknown,
)
from assistant.practice.generators.probability.pieces import (
    total,
)
from assistant.practice.generators.probability.statements import sum_slip
from assistant.practice.notation import (
    chain,
    dot_sum,
    guarded,
    mat,
    minus,
    plus,
    power,
    rational,
    root,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "multivariate-normal"


DISTANCE = r"$D^2 = (\mathbf{x} - \mu)^\top \Sigma^{-1} (\mathbf{x} - \mu)$."


DENSITY = r"$f(\mathbf{x}) = \frac{1}{2\pi \sqrt{\det \Sigma}} e^{-D^2 / 2}$ in two dimensions."


SUM = r"$\mathbf{a}^\top \mathbf{X}$ is normal with mean $\mathbf{a}^\top \mu$ and variance $\mathbf{a}^\top \Sigma \, \mathbf{a}$."


def _square(s: tuple[int, int, int], gap: Any) -> Any:
    """The squared Mahalanobis distance by completing the square: first component, then what is left of the second."""
    a, b, c = s
    rest = gap[1] - Fraction(b, a) * gap[0]
    return Fraction(gap[0] ** 2, a) + rest**2 / (c - Fraction(b * b, a))


def _distance(draw: Draw, level: int) -> Draft:
    s, det, mean = case(draw)
    a, b, c = s
    gap = draw.full_vector(2, -3, 3)
    x = (mean[0] + gap[0], mean[1] + gap[1])
    top = c * gap[0] ** 2 - 2 * b * gap[0] * gap[1] + a * gap[1] ** 2
    square = Fraction(top, det)
    density = level == 2
    kind = draw.choice(("square", "distance"))
    key = (
        sympy.exp(-rational(square) / 2) / (2 * sympy.pi * sympy.sqrt(det))
        if density
        else rational(square)
        if kind == "square"
        else sympy.sqrt(rational(square))
    )
    asked = (
        "the density there, exactly"
        if density
        else r"$D^2$, the square of its Mahalanobis distance from the mean"
        if kind == "square"
        else "its Mahalanobis distance $D$ from the mean"
    )

    def again() -> Any:
        found = _square(s, gap)
        if density:
            return second_way.called("exp", -found / 2) / (
                2 * second_way.called("acos", -1) * second_way.root(det)
            )
        return found if kind == "square" else second_way.root(found)

    inverse = ((Fraction(c, det), Fraction(-b, det)), (Fraction(-b, det), Fraction(a, det)))
    return Draft(
        prompt=f"A bivariate normal has the mean ${tex(mean)}$ and the covariance matrix $\\Sigma = {mat(((a, b), (b, c)))}$. For the point ${tex(x)}$, what is {asked}?",
        key=key,
        proof=Rederived(
            "completing the square",
            "The exponent was split into the first component and what is left of the second.",
            again,
        ),
        steps=(
            Step("Distance from the mean", f"{vec(x)} - {vec(mean)} = {vec(gap)}"),
            Step(
                "Inverse times this",
                f"{mat(inverse)} {vec(gap)} = {vec([total(p * q for p, q in zip(row, gap, strict=True)) for row in inverse])}",
            ),
            Step(
                "Dot product of the two",
                chain(
                    plus(
                        *(
                            rf"{tex(g)} \cdot {guarded(total(p * q for p, q in zip(row, gap, strict=True)))}"
                            for g, row in zip(gap, inverse, strict=True)
                        )
                    ),
                    square,
                ),
            ),
            *(
                (
                    Step("Determinant", chain(minus(times(a, c), power(b, 2)), det)),
                    Step("Into the formula of the density", tex(key)),
                )
                if density
                else (Step("Its root", chain(root(square), key)),)
                if kind != "square"
                else ()
            ),
        ),
        hints=(
            "You are asked how far out a point lies, in units of the spread."
            if not density
            else "You are asked for the height of a two-dimensional bell.",
            DISTANCE + (" " + DENSITY if density else ""),
            f"The determinant of the covariance matrix is ${minus(times(a, c), power(b, 2))}$.",
        ),
        answer_hint="an exact value such as e^(-1)/(4 pi)" if density else "a number such as 3/2 or sqrt(5)",
        mistakes=but_key(
            key,
            *(
                (
                    Mistake(
                        sympy.exp(-rational(square)) / (2 * sympy.pi * sympy.sqrt(det)),
                        "One half stands in the exponent.",
                    ),
                    Mistake(
                        sympy.exp(-rational(square) / 2) / (2 * sympy.pi * det),
                        "Divide by the root of the determinant.",
                    ),
                )
                if density
                else (
                    Mistake(
                        sympy.Integer(gap[0] ** 2 + gap[1] ** 2),
                        "That is the plain squared distance: the inverse covariance belongs between.",
                    ),
                    Mistake(
                        sympy.Integer(a * gap[0] ** 2 + 2 * b * gap[0] * gap[1] + c * gap[1] ** 2),
                        "Use the inverse of the covariance matrix.",
                    ),
                    Mistake(
                        sympy.sqrt(rational(square)) if kind == "square" else rational(square),
                        "Square or root: check which one is asked for.",
                    ),
                )
            ),
        ),
    )


def _weighted(draw: Draw, level: int) -> Draft:
    (a, b, c), _, mean = case(draw)
    w = draw.full_vector(2, -3, 3)
    want_mean = level == 1 and draw.coin()
    value = (
        w[0] * mean[0] + w[1] * mean[1] if want_mean else a * w[0] ** 2 + 2 * b * w[0] * w[1] + c * w[1] ** 2
    )
    key = sympy.Integer(value)
    inside = plus(*(f"{'' if k == 1 else '-' if k == -1 else k}X_{i + 1}" for i, k in enumerate(w)))
    return Draft(
        prompt=f"$(X_1, X_2)$ is normal with mean ${tex(mean)}$ and covariance matrix ${mat(((a, b), (b, c)))}$. What is the {'mean' if want_mean else 'variance'} of ${inside}$?",
        key=key,
        proof=Rederived(
            "NumPy",
            "Weights, mean and covariance matrix were multiplied by NumPy.",
            lambda: int(
                numpy.array(w)
                @ (numpy.array(mean) if want_mean else numpy.array([[a, b], [b, c]]) @ numpy.array(w))
            ),
        ),
        steps=(
            Step(
                "Weights times means" if want_mean else "Weights on both sides of the matrix",
                chain(
                    dot_sum(w, mean)
                    if want_mean
                    else plus(
                        rf"{power(w[0], 2)} \cdot {a}",
                        rf"2 \cdot {guarded(w[0])} \cdot {guarded(w[1])} \cdot {guarded(b)}",
                        rf"{power(w[1], 2)} \cdot {c}",
                    ),
                    value,
                ),
            ),
        ),
        hints=(
            "You are asked about a weighted sum of jointly normal variables.",
            SUM,
            "Write the weights as a vector first.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(a * w[0] ** 2 + c * w[1] ** 2), "The covariance comes in twice."),
            Mistake(sympy.Integer(a * abs(w[0]) + c * abs(w[1])), "Weights are squared in a variance."),
            Mistake(sympy.Integer(w[0] * mean[0] + w[1] * mean[1]), "That is the mean."),
        ),
    )


def _condition(draw: Draw, level: int) -> Draft:
    (a, b, c), _, mean = case(draw)
    x = mean[0] + draw.nonzero(-4, 4)
    if b == 0:
        raise Unsuitable("independent")
    want_mean = draw.coin()
    value = mean[1] + Fraction(b, a) * (x - mean[0]) if want_mean else c - Fraction(b * b, a)
    key = rational(value)
    return Draft(
        prompt=f"$(X_1, X_2)$ is normal with mean ${tex(mean)}$ and covariance matrix ${mat(((a, b), (b, c)))}$. It is known that $X_1 = {x}$. What is the {'mean' if want_mean else 'variance'} of $X_2$ now?",
        key=key,
        proof=Rederived(
            "the exponent",
            "The exponent was read as a parabola in the second component: its lowest place and its width.",
            lambda: _parabola((a, b, c), mean, x)[0 if want_mean else 1],
        ),
        steps=(
            Step("How much the second moves with the first", rf"\frac{{{b}}}{{{a}}} \cdot {a} = {b}"),
            Step(
                "Shifted mean",
                rf"{mean[1]} + {guarded(Fraction(b, a))} \cdot ({minus(x, mean[0])}) = {tex(value)}",
            )
            if want_mean
            else Step("Variance that is left", rf"{c} - \frac{{{guarded(b)}^{{2}}}}{{{a}}} = {tex(value)}"),
        ),
        hints=(
            "You are asked what one variable tells about the other.",
            GIVEN,
            f"The first variable is off its mean by ${minus(x, mean[0])}$."
            if want_mean
            else f"The covariance squared is ${guarded(b)}^2$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(mean[1] if want_mean else c), "That was before the first variable was known."
            ),
            Mistake(
                rational(mean[1] + Fraction(b, c) * (x - mean[0]) if want_mean else c - Fraction(b * b, c)),
                "Divide by the variance of the variable that is known.",
            ),
            Mistake(
                rational(Fraction(mean[1] + b * (x - mean[0])) if want_mean else Fraction(c - b * b)),
                "Divide by the variance of the known variable.",
            ),
        ),
    )


def _parabola(s: tuple[int, int, int], mean: tuple[int, int], x: int) -> tuple[Fraction, Fraction]:
    """Lowest place and width of the exponent along the second component, from its values at three places."""
    a, b, c = s
    det = a * c - b * b

    def exponent(t: Any) -> Any:
        return Fraction(
            c * (x - mean[0]) ** 2 - 2 * b * (x - mean[0]) * (t - mean[1]) + a * (t - mean[1]) ** 2, 2 * det
        )

    low, middle, high = exponent(-1), exponent(0), exponent(1)
    bend = high - 2 * middle + low
    return (low - high) / (2 * bend), 1 / bend


GENERATORS = (
    Generator(TOPIC, "sum", COMPUTE, _weighted, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "distance", COMPUTE, _distance, levels=(1, 2), objectives=(1, 2)),
    Generator(TOPIC, "given", COMPUTE, _condition, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "sample", COMPUTE, sample, levels=(2,), objectives=(5,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "independent", TRUE_FALSE, independent, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "slip", MISTAKE, sum_slip, levels=(1,), objectives=(3,)),
)
