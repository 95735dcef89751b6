"""Worked solutions of statistics with given numbers, their steps mixed up and to be put into order."""

from __future__ import annotations

import math
from fractions import Fraction

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import decimal, short, tex
from assistant.practice.order_steps import Link, order_draft


def interval_steps(draw: Draw, level: int) -> Draft:
    """A confidence interval's upper end, from the variance of one value."""
    sigma, root_n = draw.integer(2, 20), draw.integer(3, 12)
    n, mean = root_n * root_n, draw.integer(30, 200)
    z = draw.choice((Fraction(196, 100), Fraction(1645, 1000), Fraction(2576, 1000)))
    se = Fraction(sigma, root_n)
    if se.denominator not in (1, 2, 4, 5, 10, 20) or sigma == root_n:
        raise Unsuitable("ugly value")
    margin = z * se
    share = {196: "95", 1645: "90", 2576: "99"}[int(z * 100) if z == Fraction(196, 100) else int(z * 1000)]
    return order_draft(
        draw,
        task=f"find the upper end of a {share} per cent confidence interval from {n} values with the mean {mean} and the known "
        f"variance {sigma * sigma}; the factor is {decimal(z)}",
        links=(
            Link(
                "Standard deviation of one value",
                rf"\sqrt{{{sigma * sigma}}} = {sigma}",
                (second_way.root(sigma * sigma), sigma),
            ),
            Link(
                "Standard error of the mean",
                rf"\frac{{{sigma}}}{{\sqrt{{{n}}}}} = {decimal(se)}",
                (sigma / second_way.root(n), se),
                str(sigma),
            ),
            Link(
                "Margin: factor times standard error",
                rf"{decimal(z)} \cdot {decimal(se)} = {decimal(margin)}",
                (z * Fraction(sigma) / root_n, margin),
                decimal(se),
            ),
            Link(
                "From the mean upwards",
                rf"{mean} + {decimal(margin)} = {decimal(mean + margin)}",
                (mean + z * se, mean + margin),
                decimal(margin),
            ),
        ),
        rule="From one value to the mean by the root of the number, from the standard error to the margin by the factor.",
    )


def z_steps(draw: Draw, level: int) -> Draft:
    """A z statistic from a sample, down to its size in standard errors."""
    sigma, root_n = draw.integer(2, 20), draw.integer(4, 12)
    n, mu = root_n * root_n, draw.integer(20, 150)
    z = Fraction(draw.choice((-30, -25, -20, -15, -10, 10, 15, 20, 25, 30)), 10)
    se = Fraction(sigma, root_n)
    if se.denominator not in (1, 2, 4, 5, 10, 20) or sigma == root_n:
        raise Unsuitable("ugly value")
    mean = mu + z * se
    far = z * se
    return order_draft(
        draw,
        task=f"find the statistic $z$ of a test of the mean {mu} from {n} values with the mean {decimal(mean)} and the known variance {sigma * sigma}",
        links=(
            Link(
                "Variance of the mean",
                rf"\frac{{{sigma * sigma}}}{{{n}}} = {decimal(se * se)}",
                (Fraction(sigma * sigma, n), se * se),
            ),
            Link(
                "Standard error of the mean",
                rf"\sqrt{{{decimal(se * se)}}} = {decimal(se)}",
                (second_way.root(se * se), se),
                decimal(se * se),
            ),
            Link(
                "Distance from the tested mean, in standard errors",
                rf"z = \frac{{{decimal(mean)} - {mu}}}{{{decimal(se)}}} = {decimal(z)}",
                ((mean - mu) * root_n / sigma, far / se, z),
                decimal(se),
            ),
        ),
        rule="The mean scatters less than one value; only after that can its distance be measured in standard errors.",
    )


def slope_test(draw: Draw, level: int) -> Draft:
    """The t statistic of a slope, from the residuals."""
    df, s = draw.integer(4, 20), draw.integer(2, 9)
    k = draw.integer(2, 9)
    s2, n = s * s, df + 2
    rss, sxx = s2 * df, k * k * s2
    se = Fraction(s, k * s)
    t = Fraction(draw.choice((-40, -30, -25, -20, -15, 15, 20, 25, 30, 40)), 10)
    b = t * se
    var = Fraction(s2, sxx)
    if se.denominator not in (2, 4, 5, 8) or k == s or len({df, n, s2, rss, sxx}) < 5:
        raise Unsuitable("ugly value")
    return order_draft(
        draw,
        task=f"find the statistic $t$ of the slope {decimal(b)} of a line through {n} points; the squared residuals add up to {rss}, the squared distances of the inputs from their mean to {sxx}",
        links=(
            Link(
                "Variance of the errors",
                rf"\frac{{{rss}}}{{{n} - 2}} = {s2}",
                (Fraction(rss, n - 2), s2),
            ),
            Link(
                "Variance of the slope",
                rf"\frac{{{s2}}}{{{sxx}}} = {decimal(var)}",
                (Fraction(rss, (n - 2) * sxx), var),
                str(s2),
            ),
            Link(
                "Standard error of the slope",
                rf"\sqrt{{{decimal(var)}}} = {decimal(se)}",
                (second_way.root(Fraction(rss, (n - 2) * sxx)), se),
                decimal(var),
            ),
            Link(
                "Slope in standard errors",
                rf"t = \frac{{{decimal(b)}}}{{{decimal(se)}}} = {decimal(t)}",
                (b / se, t, t),
                decimal(se),
            ),
        ),
        rule="The residuals give the scatter of the errors, that and the spread of the inputs the scatter of the slope.",
    )


def inflation_steps(draw: Draw, level: int) -> Draft:
    """How much a correlation inflates a standard error."""
    r = Fraction(draw.choice((6, 8)), 10) if level < 3 else Fraction(draw.choice((60, 80, 96, 28)), 100)
    base = Fraction(draw.integer(3, 60), 100)
    left = 1 - r * r
    factor = 1 / left
    root = Fraction(math.isqrt(factor.numerator), math.isqrt(factor.denominator))
    end = base * root
    if root * root != factor:
        raise Unsuitable("no smooth root")
    return order_draft(
        draw,
        task=f"find the standard error of a coefficient whose feature correlates with the only other one by {decimal(r)}; without correlation it would be {decimal(base)}",
        links=(
            Link(
                "Share of the feature that the other one explains",
                rf"{decimal(r)}^2 = {decimal(r * r)}",
                (r**2, r * r),
            ),
            Link(
                "Share that is its own",
                rf"1 - {decimal(r * r)} = {decimal(left)}",
                ((1 - r) * (1 + r), left),
                decimal(r * r),
            ),
            Link(
                "Variance inflation factor",
                rf"\frac{{1}}{{{decimal(left)}}} = {tex(factor)}",
                (1 / left, factor),
                decimal(left),
            ),
            Link(
                "Standard errors grow with its root",
                rf"{decimal(base)} \cdot \sqrt{{{tex(factor)}}} = {short(end)}",
                (base * second_way.root(factor), end),
                tex(factor),
            ),
        ),
        rule="Only the part of a feature that the others do not explain tells about its coefficient.",
    )


__all__ = [
    "inflation_steps",
    "interval_steps",
    "slope_test",
    "z_steps",
]
