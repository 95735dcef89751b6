"""Worked solutions of machine learning, their steps mixed up: each step works on the numbers the one before has found."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import (
    decimal,
    guarded,
    short,
    tex,
    vec,
)
from assistant.practice.order_steps import Link, order_draft


def margin_width(draw: Draw, level: int) -> Draft:
    """From multipliers to the weight vector, its length and the width of the margin."""
    (p, q, r) = draw.choice(((3, 4, 5), (4, 3, 5), (6, 8, 10), (8, 6, 10), (5, 12, 13), (12, 5, 13)))
    s, t = draw.choice((1, -1)), draw.choice((1, -1))
    w = (s * p, t * q)
    a, b = draw.integer(2, 3), draw.vector(2, -3, 3)
    first = tuple(Fraction(e + a * f, a) for e, f in zip(w, b, strict=True))
    if any(f.denominator > 1 for f in first):
        raise Unsuitable("no whole point")
    u = tuple(int(f) for f in first)
    size = w[0] * w[0] + w[1] * w[1]
    return order_draft(
        draw,
        task=f"find the width of the margin of a support vector machine whose two support vectors are $\\mathbf{{u}} = {vec(u)}$ with "
        f"label 1 and $\\mathbf{{v}} = {vec(b)}$ with label $-1$, both with the multiplier {a}",
        links=(
            Link(
                "Weights: the support vectors, times multiplier and label",
                rf"{a} {vec(u)} - {a} {vec(b)} = {vec(w)}",
                (tuple(a * e - a * f for e, f in zip(u, b, strict=True)), w),
            ),
            Link(
                "Squared length of the weights",
                rf"{vec(w)} \cdot {vec(w)} = {size}",
                (w[0] ** 2 + w[1] ** 2, size),
                vec(w),
            ),
            Link("Their length", rf"\sqrt{{{size}}} = {r}", (second_way.root(size), r), str(size)),
            Link(
                "Width of the margin",
                rf"\frac{{2}}{{{r}}} = {short(Fraction(2, r))}",
                (2 / second_way.real(r), Fraction(2, r)),
                str(r),
            ),
        ),
        rule="The multipliers give the weights, and the margin is 2 over the length of the weights.",
    )


def expected_improvement(draw: Draw, level: int) -> Draft:
    """Expected improvement from the mean and the spread of a candidate."""
    s = Fraction(draw.choice((4, 5, 8, 10, 20)), 10)
    z = Fraction(draw.choice((-15, -10, -5, 5, 10, 15, 20)), 10)
    best = Fraction(draw.integer(10, 90), 10)
    gap = z * s
    mean = best + gap
    value = second_way.real(gap) * _below(z) + second_way.real(s) * _height(z)
    shown = f"{float(value):.4f}"
    return order_draft(
        draw,
        task=f"find how much a candidate improves on the best value {decimal(best)} on average, when the Gaussian process "
        f"predicts the mean {decimal(mean)} with the standard deviation {decimal(s)}",
        links=(
            Link(
                "How far the mean lies above the best",
                rf"{decimal(mean)} - {decimal(best)} = {decimal(gap)}",
                (mean - best, gap),
            ),
            Link(
                "The same in standard deviations",
                rf"\frac{{{decimal(gap)}}}{{{decimal(s)}}} = {decimal(z)}",
                (gap / s, z),
                decimal(gap),
            ),
            Link(
                "Gap and spread, weighed by distribution function and density",
                rf"{decimal(gap)} \cdot \Phi({decimal(z)}) + {decimal(s)} \cdot \varphi({decimal(z)}) \approx {shown}",
                (
                    value,
                    second_way.real(s)
                    * sum(
                        second_way.integral(lambda t: t * _height(t - second_way.real(z)), low, low + 4)
                        for low in range(0, 20, 4)
                    ),
                ),
                decimal(z),
            ),
        ),
        rule=r"With $z$ for the gap in standard deviations, the expected improvement is gap times $\Phi(z)$ plus spread times $\varphi(z)$.",
    )


def _height(at: Any) -> Any:
    x = second_way.real(at)
    return second_way.called("exp", -x * x / 2) / second_way.root(2 * second_way.called("acos", -1))


def _below(at: Any) -> Any:
    return second_way.integral(_height, 0, at) + second_way.real(Fraction(1, 2))


def line_fit(draw: Draw, level: int) -> Draft:
    """A least-squares line, from the means to a prediction."""
    mx, slope, my = 10 * draw.integer(2, 6), draw.nonzero(-5, 6), draw.integer(11, 90)
    k = 10
    bump = draw.integer(1, 4)
    xs = [mx - k, mx, mx + k]
    ys = [my - slope * k - bump, my + 2 * bump, my + slope * k - bump]
    sxy = sum((x - mx) * y for x, y in zip(xs, ys, strict=True))
    sxx = 2 * k * k
    b = my - slope * mx
    at = 10 * draw.integer(8, 12)
    end = b + slope * at
    if b == 0 or len({slope, b, *xs, *ys, at, end}) < 9:
        raise Unsuitable("two numbers are equal")
    points = ", ".join(f"$({x}, {y})$" for x, y in zip(xs, ys, strict=True))
    return order_draft(
        draw,
        task=f"predict the value at {at} by the least-squares line through {points}",
        links=(
            Link(
                "Slope, from the distances to the means",
                rf"w = \frac{{{sxy}}}{{{sxx}}} = {slope}",
                (slope, Fraction(sxy, sxx), slope),
            ),
            Link(
                "Intercept: the line passes through the two means",
                rf"b = {my} - {guarded(slope)} \cdot {mx} = {b}",
                (b, Fraction(sum(ys), 3) - slope * Fraction(sum(xs), 3), b),
                str(slope),
            ),
            Link(
                "Prediction",
                rf"{b} {'+' if slope > 0 else '-'} {abs(slope)} \cdot {at} = {end}",
                (
                    sum(
                        Fraction(y, 3) + Fraction((x - mx) * y * (at - mx), sxx)
                        for x, y in zip(xs, ys, strict=True)
                    ),
                    end,
                ),
                str(b),
            ),
        ),
        rule="The slope comes from distances to the means, and the means give the intercept; both together predict.",
    )


def class_posterior(draw: Draw, level: int) -> Draft:
    """Naive Bayes with two words: joint probabilities as scores, and the share of one of them."""
    prior = Fraction(draw.choice((2, 3, 4, 5, 6)), 10)
    a, b, c, e = (Fraction(draw.integer(1, 9), 10) for _ in range(4))
    joint, other = prior * a * b, (1 - prior) * c * e
    whole = joint + other
    d = decimal
    return order_draft(
        draw,
        task=f"find how probable spam is for a mail with two words, by naive Bayes; spam has the prior {d(prior)} and the words with "
        f"probabilities {d(a)} and {d(b)}, other mail has them with probabilities {d(c)} and {d(e)}",
        links=(
            Link(
                "Score of spam: prior times both words",
                rf"{d(prior)} \cdot {d(a)} \cdot {d(b)} = {d(joint)}",
                (prior * (a * b), joint),
            ),
            Link(
                "Add the score of other mail",
                rf"{d(joint)} + {d(1 - prior)} \cdot {d(c)} \cdot {d(e)} = {d(whole)}",
                (joint + other, whole),
                d(joint),
            ),
            Link(
                "Share of spam in the sum",
                rf"\frac{{{d(joint)}}}{{{d(whole)}}} = {tex(joint / whole)}",
                (1 / (1 + other / joint), joint / whole),
                d(whole),
            ),
        ),
        rule="Each class gets prior times the probabilities of its words; only shares of the sum are probabilities.",
    )


__all__ = [
    "class_posterior",
    "expected_improvement",
    "line_fit",
    "margin_width",
]
