"""Exercises on PCA: reverse questions and questions with options."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.principal_component_analysis.pieces import SHARE
from assistant.practice.notation import (
    chain,
    mat,
    minus,
    plus,
    rational,
    tex,
    vec,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)


def unknown(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “unknown”."""
    share = draw.choice(
        (
            Fraction(3, 4),
            Fraction(4, 5),
            Fraction(9, 10),
            Fraction(2, 3),
            Fraction(3, 5),
            Fraction(7, 10),
            Fraction(5, 6),
            Fraction(7, 8),
        )
    )
    whole = share.denominator * draw.integer(1, 9)
    big = share * whole
    if level == 1:
        key = rational(whole - big)
        return Draft(
            prompt=f"In two dimensions the first principal component has the variance ${tex(big)}$ and explains the share ${tex(share)}$. What is the variance along the second?",
            key=key,
            proof=Satisfies(
                "putting it in",
                "The share was worked out with both variances.",
                lambda v: isinstance(v, Fraction) and v >= 0 and big / (big + v) == share,
            ),
            steps=(
                Step("Total variance", rf"\frac{{{tex(big)}}}{{{tex(share)}}} = {whole}"),
                Step("The rest", chain(minus(whole, big), whole - big)),
            ),
            hints=(
                "A share is known, the other variance is asked for.",
                SHARE,
                "First find the sum of both variances.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Integer(whole), "That is the sum of both."),
                Mistake(rational(big * (1 - share)), "The share refers to the sum."),
            ),
        )
    d = draw.integer(2, 12)
    off = draw.integer(1, d)
    key = sympy.Integer(off)
    return Draft(
        prompt=f"Two features have the variance ${d}$ each and a positive covariance. The first principal component explains the share ${tex(Fraction(d + off, 2 * d))}$ of the variance. What is the covariance?",
        key=key,
        proof=Satisfies(
            "putting it in",
            "The characteristic equation was solved with this covariance.",
            lambda v: (
                isinstance(v, Fraction) and v > 0 and (Fraction(d + off, 2 * d) * 2 * d - d) ** 2 == v * v
            ),
        ),
        steps=(
            Step("The largest eigenvalue", rf"{tex(Fraction(d + off, 2 * d))} \cdot {2 * d} = {d + off}"),
            Step("Less the variance", chain(minus(d + off, d), off)),
        ),
        hints=(
            "A share is known, an entry of the covariance matrix is asked for.",
            SHARE,
            f"The sum of the eigenvalues is the trace, ${plus(d, d)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(d + off), "That is the eigenvalue."),
            Mistake(sympy.Rational(off, d), "That is the correlation."),
        ),
    )


def judge(draw: Draw, level: int) -> Draft:
    """Make a draft of the kind “judge”."""
    d, e, off = draw.integer(1, 9), draw.integer(1, 9), draw.choice((-2, 0, 0, 1, 2, 3))
    v = draw.choice(((1, 0), (0, 1), (1, 1), (1, -1)))
    if draw.coin():
        low, high = sorted(draw.sample(range(1, 10), 2))
        d, e, off, v = draw.choice(
            (
                (high, low, 0, (1, 0)),
                (low, high, 0, (0, 1)),
                (high, high, low, (1, 1)),
                (high, high, -low, (1, -1)),
            )
        )
    if d * e <= off * off or (d == e and off == 0):
        raise Unsuitable("no direction stands out")
    image = (d * v[0] + off * v[1], off * v[0] + e * v[1])
    along = Fraction(image[0] * v[0] + image[1] * v[1], v[0] ** 2 + v[1] ** 2)
    is_eigen = image[0] * v[1] == image[1] * v[0]
    truth = is_eigen and 2 * along >= d + e
    return claim_draft(
        prompt=f"Centred data have the covariance matrix ${mat(((d, off), (off, e)))}$. True or false: the first principal component points along ${tex(v)}$.",
        truth=truth,
        method="turning",
        detail="The variance along many directions was compared with the one in question.",
        decide=lambda: all(
            along * (x * x + y * y) >= d * x * x + 2 * off * x * y + e * y * y
            for x, y in product(range(-12, 13), repeat=2)
        ),
        steps=(
            Step("Matrix times direction", f"{mat(((d, off), (off, e)))} {vec(v)} = {vec(image)}"),
            Step(
                "Variance along it, against half of the trace",
                f"{tex(along)} {'>' if 2 * along > d + e else '=' if 2 * along == d + e else '<'} {tex(Fraction(d + e, 2))}",
            ),
        ),
        hints=(
            "You are asked for the direction of largest variance.",
            "The first principal component is the eigenvector of $S$ with the largest eigenvalue (the first right singular vector of the centred data).",
            f"Multiply: ${mat(((d, off), (off, e)))} {vec(v)}$. Is it a multiple of the direction?",
        ),
        if_wrong="A principal component is an eigenvector of the covariance matrix, and the first one has the largest eigenvalue; both have to hold.",
    )
