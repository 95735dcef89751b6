"""Exercises on the multivariate normal: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    VECTOR,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.multivariate_normal.pieces import GIVEN, case
from assistant.practice.notation import (
    chain,
    column,
    dot_sum,
    guarded,
    mat,
    minus,
    over,
    plus,
    rational,
    short,
    short_factor,
    tex,
    vec,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def sample(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “sample”."""
    p, q, r = draw.choice((1, 2, 3)), draw.nonzero(-2, 3), draw.choice((1, 2, 3))
    mean, z = (
        (draw.integer(-3, 5), draw.integer(-3, 5)),
        (Fraction(draw.nonzero(-4, 4), 2), Fraction(draw.nonzero(-4, 4), 2)),
    )
    value = (mean[0] + p * z[0], mean[1] + q * z[0] + r * z[1])
    key = column(value)
    return Draft(
        prompt=f"The covariance matrix ${mat(((p * p, p * q), (p * q, q * q + r * r)))}$ is $LL^\\top$ with $L = {mat(((p, 0), (q, r)))}$, and the mean is ${tex(mean)}$. Two standard normal numbers came out as $\\mathbf{{z}} = ({short(z[0])}, {short(z[1])})$. Which sample do they give?",
        key=key,
        proof=Satisfies(
            "going back",
            "The sample was solved back for the standard normal numbers, one after the other.",
            lambda v: (
                isinstance(v, tuple)
                and (v[0] - mean[0]) / p == z[0]
                and (v[1] - mean[1] - q * (v[0] - mean[0]) / p) / r == z[1]
            ),
        ),
        steps=(
            Step("First component", chain(f"{mean[0]} + {p} \\cdot {short_factor(z[0])}", short(value[0]))),
            Step(
                "Second component",
                chain(
                    f"{mean[1]} + {guarded(q)} \\cdot {short_factor(z[0])} + {r} \\cdot {short_factor(z[1])}",
                    short(value[1]),
                ),
            ),
        ),
        hints=(
            "You are asked to turn independent numbers into dependent ones.",
            r"$\mathbf{x} = \mu + L\mathbf{z}$ has the covariance $LL^\top$.",
            f"The first component is ${mean[0]} + {p} \\cdot {short_factor(z[0])}$.",
        ),
        answer_hint=VECTOR,
        mistakes=but_key(
            key,
            Mistake(column([value[0] - mean[0], value[1] - mean[1]]), "Add the mean."),
            Mistake(
                column([mean[0] + p * z[0] + q * z[1], mean[1] + r * z[1]]),
                "Rows times vector: the matrix is turned round.",
            ),
            Mistake(
                column([m + t for m, t in zip(mean, z, strict=True)]),
                "The numbers have to go through the matrix.",
            ),
        ),
    )


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    (a, b, _c), _, mean = case(draw)
    if b == 0:
        raise Unsuitable("independent")
    off = draw.nonzero(-4, 4)
    moved = Fraction(b, a) * off
    key = sympy.Integer(b)
    return Draft(
        prompt=f"$X_1$ has the mean ${mean[0]}$ and the variance ${a}$, $X_2$ the mean ${mean[1]}$; they are jointly normal. Given $X_1 = {mean[0] + off}$ the mean of $X_2$ is ${tex(mean[1] + moved)}$. What is their covariance?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The conditional mean was worked out with this covariance.",
            lambda v: isinstance(v, Fraction) and mean[1] + v / a * off == mean[1] + moved,
        ),
        steps=(
            Step("How far the mean has moved", chain(minus(mean[1] + moved, mean[1]), moved)),
            Step(
                "For one unit of the first, times its variance",
                f"{over(moved, off)} \\cdot {a} = {b}",
            ),
        ),
        hints=(
            "The conditional mean is known, the covariance is asked for.",
            GIVEN,
            f"The first variable is off its mean by ${minus(mean[0] + off, mean[0])}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(Fraction(b, a)), "Multiply by the variance of the first variable."),
            Mistake(-key, "Mind the signs."),
        ),
    )


def independent(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “independent”."""
    (a, b, c), _, _ = case(draw)
    w, v = draw.full_vector(2, -2, 2), draw.full_vector(2, -2, 2)
    if draw.coin():
        # Choose the second weights so that the covariance vanishes.
        first = (a * w[0] + b * w[1], b * w[0] + c * w[1])
        v = (-first[1], first[0])
    cov = w[0] * (a * v[0] + b * v[1]) + w[1] * (b * v[0] + c * v[1])
    if not any(v) or max(map(abs, v)) > 12:
        raise Unsuitable("ugly value")

    def text(u: Any) -> Any:
        return plus(*(f"{'' if k == 1 else '-' if k == -1 else k}X_{i + 1}" for i, k in enumerate(u) if k))

    return claim_draft(
        prompt=f"$(X_1, X_2)$ is normal with the covariance matrix ${mat(((a, b), (b, c)))}$. True or false: ${text(w)}$ and ${text(v)}$ are independent.",
        truth=cov == 0,
        method="NumPy",
        detail="The covariance of the two sums was computed by NumPy; for jointly normal variables zero means independent.",
        decide=lambda: int(numpy.array(w) @ numpy.array([[a, b], [b, c]]) @ numpy.array(v)) == 0,
        steps=(
            Step(
                "Matrix times the second weights",
                f"{mat(((a, b), (b, c)))} {vec(v)} = {vec((a * v[0] + b * v[1], b * v[0] + c * v[1]))}",
            ),
            Step(
                "Times the first weights", chain(dot_sum(w, (a * v[0] + b * v[1], b * v[0] + c * v[1])), cov)
            ),
        ),
        hints=(
            "You are asked whether two weighted sums know of each other.",
            r"For jointly normal variables covariance zero means independence. $\operatorname{Cov}(\mathbf{a}^\top \mathbf{X}, \mathbf{b}^\top \mathbf{X}) = \mathbf{a}^\top \Sigma \, \mathbf{b}$.",
            "Multiply the matrix with the weights of the second sum.",
        ),
        if_wrong="Work out the covariance of the two sums with the matrix between the weights: zero means independent here, anything else means dependent.",
    )
