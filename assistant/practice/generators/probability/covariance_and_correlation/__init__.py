"""Exercises on covariance and correlation: pairs of values, sums of dependent variables, covariance matrices."""

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
    MATRIX,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.covariance_and_correlation.pieces import COVARIANCE, SUM
from assistant.practice.generators.probability.covariance_and_correlation.questions import (
    uncorrelated,
    unknown,
)
from assistant.practice.generators.probability.derivations import covariance_formula
from assistant.practice.notation import (
    chain,
    grid,
    guarded,
    mat,
    plus,
    power,
    rational,
    tex,
    times,
)
from assistant.practice.proof import Rederived
from assistant.practice.worked import (
    but_key,
)

TOPIC = "covariance-and-correlation"


WHAT = (
    ("hours of sun", "ice creams sold"),
    ("rooms", "price"),
    ("temperature", "load of a server"),
    ("age", "mileage"),
    ("rain", "delay"),
)


def _pairs(draw: Draw, count: int) -> list[tuple[int, int]]:
    pairs = [(draw.integer(0, 6), draw.integer(0, 8)) for _ in range(count)]
    if len({x for x, _ in pairs}) < 2 or len({y for _, y in pairs}) < 2:
        raise Unsuitable("one value only")
    return pairs


def _matched(draw: Draw) -> list[tuple[int, int]]:
    """Pairs whose correlation is rational: both columns are the same numbers, moved, stretched and shuffled."""
    base = draw.choice(((0, 1, 2), (0, 2, 4), (1, 2, 3, 4), (0, 1, 3, 4), (0, 2, 3, 5), (1, 1, 4)))
    a, b, stretch = draw.integer(0, 3), draw.integer(0, 4), draw.choice((1, 1, 2))
    pairs = [(x + a, stretch * y + b) for x, y in zip(draw.shuffled(base), draw.shuffled(base), strict=True)]
    return draw.shuffled(pairs)


def _moments(pairs: list[tuple[int, int]]) -> tuple[Any, Any, Any, Any, Any]:
    """Means, variances and covariance, each pair being equally likely."""
    n = len(pairs)
    mx, my = Fraction(sum(x for x, _ in pairs), n), Fraction(sum(y for _, y in pairs), n)
    return (
        mx,
        my,
        Fraction(sum(x * x for x, _ in pairs), n) - mx**2,
        Fraction(sum(y * y for _, y in pairs), n) - my**2,
        Fraction(sum(x * y for x, y in pairs), n) - mx * my,
    )


def _covariance(draw: Draw, level: int) -> Draft:
    pairs = _matched(draw) if level == 2 else _pairs(draw, draw.choice((2, 4)))
    n = len(pairs)
    mx, my, vx, vy, cov = _moments(pairs)
    if level == 2:
        key = rational(cov) / sympy.sqrt(rational(vx * vy))
        if not key.is_Rational:
            raise Unsuitable("ugly value")
    else:
        key = rational(cov)
    if mx.denominator > 3 or my.denominator > 3:
        raise Unsuitable("ugly value")
    first, second = draw.choice(WHAT)
    shown = ", ".join(f"$({x}, {y})$" for x, y in pairs)
    cross = Fraction(sum(x * y for x, y in pairs), n)

    def apart() -> Any:
        both = Fraction(sum((a[0] - b[0]) * (a[1] - b[1]) for a in pairs for b in pairs), 2 * n * n)
        if level == 1:
            return both
        sx = Fraction(sum((a[0] - b[0]) ** 2 for a in pairs for b in pairs), 2 * n * n)
        sy = Fraction(sum((a[1] - b[1]) ** 2 for a in pairs for b in pairs), 2 * n * n)
        return second_way.real(both) / second_way.root(sx * sy)

    steps = [
        Step(
            "Mean of the products", chain(rf"\frac{{{plus(*(times(x, y) for x, y in pairs))}}}{{{n}}}", cross)
        ),
        Step("Less the product of the means", chain(f"{tex(cross)} - {times(mx, my)}", cov)),
    ]
    if level == 2:
        steps.append(
            Step(
                "Divide by both standard deviations",
                rf"\frac{{{tex(cov)}}}{{\sqrt{{{tex(vx)}}} \cdot \sqrt{{{tex(vy)}}}}} = {tex(key)}",
            )
        )
    return Draft(
        prompt=f"Equally likely pairs ({first}, {second}): {shown}. "
        + draw.choice(
            (
                f"What is the {'covariance' if level == 1 else 'correlation'} (dividing by ${n}$)?",
                f"Compute their {'covariance' if level == 1 else 'correlation'}, with the mean taken over all {n} pairs.",
            )
        ),
        key=key,
        proof=Rederived(
            "all pairs",
            "Products of differences were averaged over all pairs of pairs, without the means.",
            apart,
        ),
        steps=tuple(steps),
        hints=(
            "You are asked how the two move together.",
            COVARIANCE,
            f"The means are ${tex(mx)}$ and ${tex(my)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(cross), "Take the product of the means away."),
            Mistake(rational(cov * n), "It is a mean: divide by the number of pairs."),
            Mistake(rational(cov * n / (n - 1)), "Here the mean is over all pairs: divide by their number."),
            Mistake(rational(cov / (vx * vy)), "Divide by the standard deviations, not by the variances."),
            Mistake(-key, "Check the sign: do large values come together?"),
        ),
    )


def _sum(draw: Draw, level: int) -> Draft:
    vx, vy = draw.sample((1, 2, 3, 4, 5, 6, 9, 16), 2)
    limit = math.isqrt(vx * vy)
    cov = draw.nonzero(-limit, limit)
    a, b = (1, draw.choice((1, -1))) if level == 2 else (draw.nonzero(-3, 3), draw.nonzero(-3, 3))
    value = a * a * vx + b * b * vy + 2 * a * b * cov
    key = sympy.Integer(value)
    inside = plus(
        "X" if a == 1 else "-X" if a == -1 else f"{a}X", "Y" if b == 1 else "-Y" if b == -1 else f"{b}Y"
    )
    if level == 2:
        prompt = draw.choice(
            (
                f"$X$ has the variance ${vx}$, $Y$ the variance ${vy}$, and their covariance is ${cov}$. What is the variance of ${inside}$?",
                rf"Given $\operatorname{{Var}}(X) = {vx}$, $\operatorname{{Var}}(Y) = {vy}$ and $\operatorname{{Cov}}(X, Y) = {cov}$, find $\operatorname{{Var}}({inside})$.",
            )
        )
    else:
        prompt = f"The covariance matrix of $(X, Y)$ is ${mat(((vx, cov), (cov, vy)))}$. What is the variance of ${inside}$?"
    return Draft(
        prompt=prompt,
        key=key,
        proof=Rederived(
            "NumPy",
            "The weights were multiplied with the covariance matrix by NumPy.",
            lambda: int(numpy.array([a, b]) @ numpy.array([[vx, cov], [cov, vy]]) @ numpy.array([a, b])),
        ),
        steps=(
            Step(
                "Variances with squared weights, covariance twice",
                chain(
                    plus(
                        rf"{power(a, 2)} \cdot {vx}",
                        rf"{power(b, 2)} \cdot {vy}",
                        rf"2 \cdot {guarded(a)} \cdot {guarded(b)} \cdot {guarded(cov)}",
                    ),
                    value,
                ),
            ),
        ),
        hints=(
            "You are asked for the variance of a sum of dependent variables.",
            SUM,
            f"The first term is ${power(a, 2)} \\cdot {vx}$."
            if a * a * vx != value
            else "Write down all three terms.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(a * a * vx + b * b * vy),
                "The variables depend on each other: the covariance is missing.",
            ),
            Mistake(sympy.Integer(a * a * vx + b * b * vy + a * b * cov), "The covariance comes in twice."),
            Mistake(
                sympy.Integer(a * a * vx + b * b * vy - 2 * a * b * cov),
                "Check the sign of the covariance term.",
            ),
            Mistake(
                sympy.Integer(a * vx + b * vy + 2 * a * b * cov), "The weights of the variances are squared."
            ),
        ),
    )


def _matrix(draw: Draw, level: int) -> Draft:
    s, t = draw.sample((1, 2, 3, 4, 5, 6), 2)
    rho = draw.choice(
        (
            Fraction(1, 2),
            Fraction(-1, 2),
            Fraction(1, 3),
            Fraction(1, 4),
            Fraction(-1, 4),
            Fraction(2, 3),
            Fraction(3, 4),
            Fraction(1, 5),
        )
    )
    cov = rho * s * t
    key = grid(((s * s, cov), (cov, t * t)))
    return Draft(
        prompt=f"$X$ has the standard deviation ${s}$, $Y$ the standard deviation ${t}$, and their correlation is ${tex(rho)}$. "
        + draw.choice(
            (
                "Write down the covariance matrix of $(X, Y)$.",
                r"What is the covariance matrix $\Sigma$ of the vector $(X, Y)$?",
            )
        ),
        key=key,
        proof=Rederived(
            "scaling",
            "The correlation matrix was scaled row by row and column by column.",
            lambda: tuple(
                tuple(d * e * (1 if i == j else rho) for j, e in enumerate((s, t)))
                for i, d in enumerate((s, t))
            ),
        ),
        steps=(
            Step("Covariance", chain(rf"{tex(rho)} \cdot {s} \cdot {t}", cov)),
            Step("Variances", f"{s}^{{2}} = {s * s}"),
            Step("And", f"{t}^{{2}} = {t * t}"),
        ),
        hints=(
            "You are asked for a symmetric matrix with two rows.",
            r"On the diagonal of $\Sigma$ stand the variances, beside it the covariance. " + COVARIANCE,
            f"The first entry is ${s}^2$.",
        ),
        answer_hint=MATRIX,
        mistakes=but_key(
            key,
            Mistake(grid(((s, cov), (cov, t))), "On the diagonal stand the variances, the squares."),
            Mistake(
                grid(((s * s, rho), (rho, t * t))),
                "Beside the diagonal stands the covariance, not the correlation.",
            ),
            Mistake(grid(((1, rho), (rho, 1))), "That is the correlation matrix."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "pairs", COMPUTE, _covariance, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "sum", COMPUTE, _sum, levels=(2, 3), objectives=(2, 3)),
    Generator(TOPIC, "matrix", COMPUTE, _matrix, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, unknown, levels=(1, 3), objectives=(1, 2)),
    Generator(TOPIC, "uncorrelated", TRUE_FALSE, uncorrelated, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, covariance_formula, levels=(3,), objectives=(1,)),
)
