"""Exercises on PCA: covariance of centred data, components and their shares, scores and reconstructions."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    COMPUTE,
    MATRIX,
    NUMBER,
    ORDER,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.derivations import variance_along
from assistant.practice.generators.machine_learning.principal_component_analysis.pieces import SHARE
from assistant.practice.generators.machine_learning.principal_component_analysis.questions import (
    judge,
    unknown,
)
from assistant.practice.notation import (
    chain,
    column,
    dot_sum,
    grid,
    guarded,
    mat,
    plus,
    power,
    rational,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
)

TOPIC = "principal-component-analysis"


COVARIANCE = r"Subtract the column means, then $S = \frac{1}{n - 1} A^\top A$."


SCORE = r"The score is $\mathbf{v} \cdot (\mathbf{x} - \bar{\mathbf{x}})$, the reconstruction $\bar{\mathbf{x}} + (\text{score}) \, \mathbf{v}$."


DIRECTIONS = (
    (Fraction(3, 5), Fraction(4, 5)),
    (Fraction(4, 5), Fraction(3, 5)),
    (Fraction(4, 5), Fraction(-3, 5)),
    (Fraction(3, 5), Fraction(-4, 5)),
    (Fraction(5, 13), Fraction(12, 13)),
    (Fraction(1), Fraction(0)),
)


def _covariance(draw: Draw, level: int) -> Draft:
    n = 3
    a = draw.sample(draw.choice(((-1, 0, 1), (-2, 0, 2), (-2, 1, 1), (-1, -1, 2), (-3, 0, 3))), n)
    b = draw.sample(draw.choice(((-1, 0, 1), (-2, 0, 2), (-2, 1, 1), (-1, -1, 2), (-3, 1, 2))), n)
    mx, my = draw.integer(0, 6), draw.integer(0, 6)
    points = [(x + mx, y + my) for x, y in zip(a, b, strict=True)]
    sxx, sxy, syy = (
        Fraction(sum(p * q for p, q in zip(u, v, strict=True)), n - 1) for u, v in ((a, a), (a, b), (b, b))
    )
    key = grid(((sxx, sxy), (sxy, syy)))
    pairs = list(combinations(points, 2))
    return Draft(
        prompt=f"The data are {', '.join(f'$({x}, {y})$' for x, y in points)}. "
        + draw.choice(
            (
                f"What is their covariance matrix (dividing by ${n - 1}$)?",
                "Centre them and compute the sample covariance matrix $S$.",
            )
        ),
        key=key,
        proof=Rederived(
            "pairs",
            "Products of differences were added over all pairs of points, without the means.",
            lambda: tuple(
                tuple(
                    Fraction(sum((p[i] - q[i]) * (p[j] - q[j]) for p, q in pairs), n * (n - 1))
                    for j in range(2)
                )
                for i in range(2)
            ),
        ),
        steps=(
            Step("Column means", rf"\frac{{{plus(*(x for x, _ in points))}}}{{{n}}} = {mx}"),
            Step("And", rf"\frac{{{plus(*(y for _, y in points))}}}{{{n}}} = {my}"),
            Step("First variance", chain(rf"\frac{{{plus(*(power(x, 2) for x in a))}}}{{{n - 1}}}", sxx)),
            Step(
                "Covariance",
                chain(rf"\frac{{{plus(*(times(x, y) for x, y in zip(a, b, strict=True)))}}}{{{n - 1}}}", sxy),
            ),
            Step("Second variance", chain(rf"\frac{{{plus(*(power(y, 2) for y in b))}}}{{{n - 1}}}", syy)),
        ),
        hints=(
            "You are asked for a symmetric matrix of two rows.",
            COVARIANCE,
            f"The first column has the mean $\\frac{{{plus(*(x for x, _ in points))}}}{{{n}}}$.",
        ),
        answer_hint=MATRIX,
        mistakes=but_key(
            key,
            Mistake(
                grid([[v * Fraction(n - 1, n) for v in row] for row in ((sxx, sxy), (sxy, syy))]),
                "The sample covariance divides by one less than the number of points.",
            ),
            Mistake(
                grid([[v * (n - 1) for v in row] for row in ((sxx, sxy), (sxy, syy))]),
                "Divide by one less than the number of points.",
            ),
            Mistake(
                grid(
                    [[Fraction(sum(p[i] * p[j] for p in points), n - 1) for j in range(2)] for i in range(2)]
                ),
                "Centre the data first.",
            ),
            Mistake(
                grid(((sxx, 0), (0, syy))),
                "The two columns vary together: their covariance belongs beside the diagonal.",
            ),
        ),
    )


def _share(draw: Draw, level: int) -> Draft:
    d, off = draw.integer(2, 9), draw.nonzero(-6, 6)
    if abs(off) >= d:
        raise Unsuitable("not positive")
    kind = draw.choice(("eigen", "singular", "vector"))
    if kind == "singular":
        s = sorted(draw.sample(range(1, 9), 2), reverse=True)
        key = sympy.Rational(s[0] ** 2, s[0] ** 2 + s[1] ** 2)
        n = draw.integer(5, 40)
        return Draft(
            prompt=f"The centred data matrix ({n} rows) has the singular values ${s[0]}$ and ${s[1]}$. Which share of the variance does the first principal component explain?",
            key=key,
            proof=Rederived(
                "eigenvalues",
                "The eigenvalues of the covariance matrix were formed first.",
                lambda: Fraction(s[0] ** 2, n - 1) / sum(Fraction(v**2, n - 1) for v in s),
            ),
            steps=(
                Step("Squares", chain(f"{s[0]}^{{2}} + {s[1]}^{{2}}", s[0] ** 2 + s[1] ** 2)),
                Step("Share of the first", rf"\frac{{{s[0] ** 2}}}{{{s[0] ** 2 + s[1] ** 2}}} = {tex(key)}"),
            ),
            hints=(
                "You are asked for a share of variance.",
                SHARE,
                "Singular values are squared before they are compared.",
            ),
            answer_hint=PROBABILITY,
            mistakes=but_key(
                key,
                Mistake(sympy.Rational(s[0], sum(s)), "Square the singular values first."),
                Mistake(1 - key, "That is the second component."),
                Mistake(
                    sympy.Rational(s[0] ** 2, n - 1), "That is the eigenvalue; divide by the sum of both."
                ),
            ),
        )
    big = d + abs(off)
    key = sympy.Rational(big, 2 * d)
    return Draft(
        prompt=f"Centred data have the covariance matrix $S = {mat(((d, off), (off, d)))}$. Which share of the variance does the first principal component explain?",
        key=key,
        proof=Satisfies(
            "characteristic equation",
            "The share times the trace is the larger root of the characteristic equation.",
            lambda v: isinstance(v, Fraction) and (d - v * 2 * d) ** 2 == off * off and v > Fraction(1, 2),
        ),
        steps=(
            Step("Largest eigenvalue", f"{d} + {abs(off)} = {big}"),
            Step("Its equation", f"({d} - {big})^{{2}} - {guarded(off)}^{{2}} = 0"),
            Step("Over the sum of both, the trace", rf"\frac{{{big}}}{{{d} + {d}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked for a share of variance.",
            SHARE + " The eigenvalues add up to the trace.",
            f"The eigenvalues solve $({d} - \\lambda)^2 = {guarded(off)}^2$.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "That is the second component."),
            Mistake(sympy.Integer(big), "That is the eigenvalue; divide by the trace."),
            Mistake(sympy.Rational(1, 2), "That is the share of a single feature."),
            Mistake(sympy.Rational(d, big), "Divide the eigenvalue by the trace."),
        ),
    )


def _score(draw: Draw, level: int) -> Draft:
    v = draw.choice(DIRECTIONS[:5])
    scale = v[0].denominator
    mean = (draw.integer(-3, 5), draw.integer(-3, 5))
    gap = (
        (draw.integer(-2, 3) * scale, draw.integer(-2, 3) * scale)
        if draw.coin()
        else draw.full_vector(2, -5, 5)
    )
    x = (mean[0] + gap[0], mean[1] + gap[1])
    score = gap[0] * v[0] + gap[1] * v[1]
    if not any(gap) or score == 0:
        raise Unsuitable("nothing to project")
    back = [m + score * c for m, c in zip(mean, v, strict=True)]
    rebuild = draw.coin()
    key = column(back) if rebuild else rational(score)

    def rest(p: Any) -> Any:
        return tuple(a - b for a, b in zip(x, p, strict=True))

    proof: Any = (
        Satisfies(
            "right angle",
            "What is left over stands at right angles to the component.",
            lambda p: (
                isinstance(p, tuple)
                and sum(r * c for r, c in zip(rest(p), v, strict=True)) == 0
                and (p[0] - mean[0]) * v[1] == (p[1] - mean[1]) * v[0]
            ),
        )
        if rebuild
        else Satisfies(
            "right angle",
            "With this score, what is left over stands at right angles to the component.",
            lambda t: (
                isinstance(t, Fraction) and sum((g - t * c) * c for g, c in zip(gap, v, strict=True)) == 0
            ),
        )
    )
    return Draft(
        prompt=f"Data have the mean ${tex(mean)}$ and the first principal component $\\mathbf{{v}} = {tex(tuple(map(rational, v)))}$. "
        + (
            f"What is the reconstruction of the point ${tex(x)}$ from this one component?"
            if rebuild
            else f"What is the score of the point ${tex(x)}$?"
        ),
        key=key,
        proof=proof,
        steps=(
            Step("Centre", f"{vec(x)} - {vec(mean)} = {vec(gap)}"),
            Step("Dot product with the component", chain(dot_sum(gap, v), score)),
            *(
                (Step("Back from the mean", f"{vec(mean)} + {guarded(score)} {vec(v)} = {vec(back)}"),)
                if rebuild
                else ()
            ),
        ),
        hints=(
            "You are asked for "
            + (
                "the nearest point on the line of the component."
                if rebuild
                else "the new coordinate of a point."
            ),
            SCORE,
            f"Centre the point first: ${vec(x)} - {vec(mean)}$.",
        ),
        answer_hint=VECTOR if rebuild else NUMBER,
        mistakes=but_key(
            key,
            *(
                (
                    Mistake(column([score * c for c in v]), "Add the mean again."),
                    Mistake(column(x), "One component does not give the whole point back."),
                    Mistake(column(mean), "That is the mean."),
                )
                if rebuild
                else (
                    Mistake(rational(x[0] * v[0] + x[1] * v[1]), "Centre the point first."),
                    Mistake(
                        rational(gap[0] * v[1] - gap[1] * v[0]), "Take the dot product with the component."
                    ),
                )
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "covariance", COMPUTE, _covariance, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "share", COMPUTE, _share, levels=(2,), objectives=(2, 4)),
    Generator(TOPIC, "score", COMPUTE, _score, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "direction", TRUE_FALSE, judge, levels=(2,), objectives=(2, 4)),
    Generator(TOPIC, "in-order", ORDER, variance_along, levels=(3,), objectives=(2,)),
)
