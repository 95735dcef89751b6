"""Exercises on least squares: setting up, normal equations, residuals, and the right angle that confirms a fit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MATRIX,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.lengths import fit
from assistant.practice.generators.linear_algebra.pieces import (
    dots,
    flipped,
    multiple,
    times_matrix,
    times_vector,
)
from assistant.practice.notation import (
    chain,
    mat,
    over,
    plus,
    scaled_after,
    squares_sum,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, pick, typed

TOPIC = "least-squares"


def _data(draw: Draw) -> tuple[Any, Any, Any, Any]:
    """Positions, heights, the fitted line (start, slope) and the residuals, all whole."""
    c, k = draw.integer(-4, 6), draw.nonzero(-3, 4)
    xs, r = draw.choice(
        (
            ((0, 1, 2), (1, -2, 1)),
            ((-1, 0, 1), (1, -2, 1)),
            ((1, 2, 3), (1, -2, 1)),
            ((0, 2, 4), (1, -2, 1)),
            ((0, 1, 3), (2, -3, 1)),
            ((0, 1, 2, 3), (1, -1, -1, 1)),
            ((0, 1, 2, 3), (1, -2, 1, 0)),
            ((-1, 0, 1, 2), (0, 1, -2, 1)),
        )
    )
    f = draw.choice((1, -1, 2))
    r = multiple(f, r)
    return xs, tuple(c + k * x + e for x, e in zip(xs, r, strict=True)), (c, k), r


def _points(xs: Any, ys: Any) -> str:
    return ", ".join(f"$({x}, {y})$" for x, y in zip(xs, ys, strict=True))


def _fit(draw: Draw, level: int) -> Draft:
    xs, ys, key, _ = _data(draw)
    a = tuple((1, x) for x in xs)
    ata, atb = times_matrix(flipped(a), a), times_vector(flipped(a), ys)

    def best(g: Any) -> list[Any]:
        step = Fraction(1, 9)
        moves = ((0, 0), (step, 0), (0, step), (-step, 0), (0, -step))
        return [
            sum((y - (g[0] + d) - (g[1] + e) * x) ** 2 for x, y in zip(xs, ys, strict=True)) for d, e in moves
        ]

    if level == 1:
        slope = Fraction(second_way.dot(xs, ys), second_way.dot(xs, xs))
        if slope.denominator > 3:
            raise Unsuitable("ugly")
        return typed(
            draw,
            ask=(
                f"Fit $y = k x$, a line through the origin, to {_points(xs, ys)} by least squares. Find $k$.",
            ),
            key=slope,
            proof=Satisfies(
                "neighbours",
                "Slightly larger and smaller slopes give a larger sum of squares.",
                lambda g: all(
                    sum((y - (g + d) * x) ** 2 for x, y in zip(xs, ys, strict=True))
                    > sum((y - g * x) ** 2 for x, y in zip(xs, ys, strict=True))
                    for d in (Fraction(1, 1000), Fraction(-1, 1000))
                ),
            ),
            steps=[
                (
                    "Both sides of the normal equation",
                    f"{second_way.dot(xs, xs)} k = {second_way.dot(xs, ys)}",
                ),
                ("Solve", chain("k", over(second_way.dot(xs, ys), second_way.dot(xs, xs)), slope)),
            ],
            hints=(
                "You are asked for the best slope.",
                r"The normal equation: $(\mathbf{x} \cdot \mathbf{x}) \, k = \mathbf{x} \cdot \mathbf{y}$.",
                f"Compute ${dots(xs, ys)}$.",
            ),
            symbols=("k",),
            wrong=[
                (
                    Fraction(sum(ys), sum(xs)) if sum(xs) else 0,
                    "That makes the residuals add up to zero; least squares weighs them with $x$.",
                ),
                (second_way.dot(xs, ys), "Divide by the sum of the squares of the inputs."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"Fit a line $y = c + kx$ to {_points(xs, ys)} by least squares. Answer with the vector $(c, k)$.",
            f"Linear regression on {_points(xs, ys)}: find start and slope of the best line, as a vector $(c, k)$.",
        ),
        key=key,
        answer=VECTOR,
        proof=Satisfies(
            "neighbours",
            "Moving start or slope a little in either direction makes the sum of squares larger.",
            lambda g: (
                best(g)[0] < min(best(g)[1:]) and (best(g)[1] == best(g)[3] and best(g)[2] == best(g)[4])
            ),
        ),
        steps=[
            ("The matrix of the normal equations", f"{mat(flipped(a))} {mat(a)} = {mat(ata)}"),
            ("Their right-hand side", f"{mat(flipped(a))} {vec(ys)} = {vec(atb)}"),
            ("The solution, checked", f"{mat(ata)} {vec(key)} = {vec(atb)}"),
        ],
        hints=(
            "You are asked for two numbers, start and slope.",
            r"The normal equations: $A^\top A \, \hat{\mathbf{x}} = A^\top \mathbf{b}$, with a column of ones and a column of inputs.",
            f"Begin with $A^\\top A$; its first entry is the number of points, ${len(xs)}$.",
        ),
        wrong=[
            (tuple(reversed(key)), "Start first, then slope."),
            ((ys[0], key[1]), "The best line need not pass through the first point."),
        ],
    )


def _system(draw: Draw, level: int) -> Draft:
    xs, ys, _, _ = _data(draw)
    a = tuple((1, x) for x in xs)
    if level == 2:
        key = times_matrix(flipped(a), a)
        return typed(
            draw,
            ask=(
                f"A line $y = c + kx$ is to be fitted to {_points(xs, ys)}. Compute the matrix $A^\\top A$ of the normal equations.",
            ),
            key=key,
            answer=MATRIX,
            proof=again(
                "NumPy", "The product was computed by NumPy.", lambda: second_way.product(flipped(a), a)
            ),
            steps=[("Transpose times matrix", f"{mat(flipped(a))} {mat(a)} = {mat(key)}")],
            hints=(
                "You are asked for a symmetric 2 by 2 matrix.",
                "The matrix has a column of ones and a column of inputs; multiply columns with columns.",
                "The first entry is the number of points.",
            ),
            wrong=[
                (((key[1][1], key[0][1]), (key[0][1], key[0][0])), "The column of ones comes first."),
                (((len(xs), 0), (0, key[1][1])), "The columns are not orthogonal."),
            ],
        )
    at_first = f"c + {scaled_after(xs[0], 'k')}" if xs[0] else "c"
    return pick(
        draw,
        ask=(
            f"Which matrix $A$ belongs to fitting $y = c + kx$ to {_points(xs, ys)}, with the unknowns in the order $c$, $k$?",
        ),
        right=a,
        wrong=[
            (
                tuple((x, y) for x, y in zip(xs, ys, strict=True)),
                "The heights stand on the right-hand side; $c$ needs a column of ones.",
            ),
            (tuple((x, 1) for x in xs), "The order of the unknowns is $c$, $k$."),
            (tuple((1, y) for y in ys), "The inputs, not the heights, multiply the slope."),
        ],
        proof=Satisfies(
            "a test line",
            "For the line 2 + 3x the product gives its heights.",
            lambda g: second_way.image(g, (2, 3)) == tuple(2 + 3 * x for x in xs),
        ),
        steps=[
            (
                "Each point gives one row",
                f"{mat(a)} {vec(('c', 'k'))} = {vec([plus('c', x * sympy.Symbol('k')) if x else 'c' for x in xs])}",
            )
        ],
        hints=(
            "You are asked to write a fit as a system of equations.",
            "Each point demands $c + k x = y$: one row for each point.",
            f"The first point demands ${at_first} = {ys[0]}$.",
        ),
    )


def _line(c: int, k: int) -> str:
    """The right-hand side of a line's equation; what is zero is left out."""
    slope = k * sympy.Symbol("x")
    return plus(c, slope) if c and k else tex(slope) if k else str(c)


def _residuals(draw: Draw, level: int) -> Draft:
    xs, ys, (c, k), r = _data(draw)
    if level == 1:
        c, k = c + draw.integer(-1, 1), k + draw.choice((0, 1, -1))
        r = tuple(y - c - k * x for x, y in zip(xs, ys, strict=True))
    key = sum(e * e for e in r)
    line = _line(c, k)
    return typed(
        draw,
        ask=(
            f"How large is the sum of the squared residuals of the line $y = {line}$ for {_points(xs, ys)}?",
            f"The data are {_points(xs, ys)}, the model is $y = {line}$. Compute its squared error, summed over all points.",
        ),
        key=key,
        proof=again(
            "expanded",
            "The sum was computed from sums over the data.",
            lambda: (
                sum(y * y for y in ys)
                - 2 * c * sum(ys)
                - 2 * k * second_way.dot(xs, ys)
                + len(xs) * c * c
                + 2 * c * k * sum(xs)
                + k * k * second_way.dot(xs, xs)
            ),
        ),
        steps=[
            ("Heights minus predictions", f"{vec(ys)} - {vec([c + k * x for x in xs])} = {vec(r)}"),
            ("Square and add", chain(squares_sum(r), key)),
        ],
        hints=(
            "You are asked for one number that measures the misfit.",
            "Residual: height minus prediction; square them all and add.",
            f"The first prediction is ${plus(c, times(k, xs[0]))}$.",
        ),
        wrong=[
            (sum(r), "Square the residuals before you add them."),
            (sum(map(abs, r)), "Squares, not absolute values."),
        ],
    )


def _check(draw: Draw, level: int) -> Draft:
    xs, ys, (c, k), r = _data(draw)
    if draw.coin():
        c, k = c + draw.choice((0, 1, -1)), k + draw.choice((1, -1))
        r = tuple(y - c - k * x for x, y in zip(xs, ys, strict=True))
    line = _line(c, k)
    good = sum(r) == 0 and second_way.dot(r, xs) == 0
    loss = lambda d, e: sum((y - c - d - (k + e) * x) ** 2 for x, y in zip(xs, ys, strict=True))  # noqa: E731
    return claim(
        draw,
        says=(f"The line $y = {line}$ is the least-squares line for {_points(xs, ys)}.",),
        truth=good,
        method="neighbours",
        detail="Slightly moved lines were tried.",
        decide=lambda: all(
            loss(d, e) > loss(0, 0)
            for d, e in (
                (Fraction(1, 99), 0),
                (Fraction(-1, 99), 0),
                (0, Fraction(1, 99)),
                (0, Fraction(-1, 99)),
            )
        ),
        steps=[
            ("Residuals", f"{vec(ys)} - {vec([c + k * x for x in xs])} = {vec(r)}"),
            ("Dot product with the ones", chain(plus(*r), sum(r))),
            ("Dot product with the inputs", chain(dots(r, xs), second_way.dot(r, xs))),
        ],
        hints=(
            "You are asked to check a fit without fitting.",
            "The residuals of the best line stand at a right angle to every column: to the ones and to the inputs.",
            "Compute the residuals and add them up.",
        ),
        if_wrong=f"The residuals add up to ${sum(r)}$, and their dot product with the inputs is ${second_way.dot(r, xs)}$.",
    )


def _unknown(draw: Draw, level: int) -> Draft:
    values = [draw.integer(-9, 12) for _ in range(draw.choice((3, 4, 5)))]
    total = sum(values)
    mean = Fraction(total, len(values))
    if mean.denominator > 1 or len(set(values)) < 3:
        raise Unsuitable("ugly")
    shown = ", ".join(str(v) for v in values[:-1])
    return typed(
        draw,
        ask=(
            f"The best constant for the heights {shown} and $k$, by least squares, is ${mean}$. Find $k$.",
            f"A model without inputs predicts ${mean}$, its least-squares value for {shown} and $k$. What is $k$?",
        ),
        key=values[-1],
        proof=Satisfies(
            "residuals",
            "With k put in, the residuals add up to zero.",
            lambda g: sum(v - mean for v in values[:-1]) + g - mean == 0,
        ),
        steps=[
            ("The residuals add up to zero", f"{plus(*values[:-1])} + k = {mean} \\cdot {len(values)}"),
            ("Solve for k", f"k = {values[-1]}"),
        ],
        hints=(
            "You are asked for a missing height.",
            "The best constant is the mean: its residuals add up to zero.",
            f"Multiply ${mean}$ by the number of heights.",
        ),
        symbols=("k",),
        wrong=[(mean, "That is the prediction."), (mean * len(values), "Subtract the other heights.")],
    )


GENERATORS = (
    Generator(TOPIC, "fit", COMPUTE, _fit, levels=(1, 3), objectives=(2,)),
    Generator(TOPIC, "set-up", CHOICE, _system, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "normal-matrix", COMPUTE, _system, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "residuals", COMPUTE, _residuals, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "check", TRUE_FALSE, _check, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, fit, levels=(3,), objectives=(2, 3, 4)),
)
