"""Exercises on the Cholesky factor: computing it, solving, determinants, and correlated samples."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, ORDER, REVERSE, TRUE_FALSE, VECTOR, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.spectra import draw_sample
from assistant.practice.generators.linear_algebra.pieces import added, flipped, times_matrix, times_vector
from assistant.practice.notation import chain, decimal, guarded, mat, over, root, tex, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed

TOPIC = "cholesky-decomposition"


def _lower(draw: Draw, size: int = 2) -> Any:
    return tuple(
        tuple(draw.integer(1, 4) if i == j else draw.integer(-3, 4) if j < i else 0 for j in range(size))
        for i in range(size)
    )


def _factor(draw: Draw, level: int) -> Draft:
    low = _lower(draw, 2 if level == 1 else 3)
    a = times_matrix(low, flipped(low))
    if low[1][0] == 0:
        raise Unsuitable("diagonal")
    steps = [
        ("Corner", chain(root(a[0][0]), low[0][0])),
        ("Below it", chain(over(a[1][0], low[0][0]), low[1][0])),
        ("Next diagonal entry", chain(rf"\sqrt{{{a[1][1]} - {guarded(low[1][0])}^2}}", low[1][1])),
    ]
    if level == 2:
        steps += [
            ("Third row", chain(over(a[2][0], low[0][0]), low[2][0])),
            (
                "and",
                rf"\frac{{{a[2][1]} - {guarded(low[2][0])} \cdot {guarded(low[1][0])}}}{{{low[1][1]}}} = {low[2][1]}",
            ),
            (
                "Last diagonal entry",
                rf"\sqrt{{{a[2][2]} - {guarded(low[2][0])}^2 - {guarded(low[2][1])}^2}} = {low[2][2]}",
            ),
        ]
    return typed(
        draw,
        ask=(
            f"Find the Cholesky factor $L$ of ${mat(a)}$.",
            f"Write the covariance matrix ${mat(a)}$ as $L L^\\top$ with a lower triangular $L$ and a positive diagonal.",
        ),
        key=low,
        answer="a matrix such as [2, 0; 1, 3]",
        proof=Satisfies(
            "multiplication",
            "L times its transpose gives the matrix, L is lower triangular, its diagonal positive.",
            lambda g: (
                second_way.exact_product(g, flipped(g)) == a
                and all(g[i][i] > 0 and not any(g[i][i + 1 :]) for i in range(len(g)))
            ),
        ),
        steps=steps,
        hints=(
            "You are asked for a lower triangular matrix.",
            "Row by row: the root of what is left on the diagonal, and quotients below it.",
            f"The corner of $L$ is ${root(a[0][0])}$.",
        ),
        wrong=[
            (flipped(low), "The factor is lower triangular."),
            (
                tuple(tuple(-e if i != j else e for j, e in enumerate(r)) for i, r in enumerate(low)),
                "Check the signs below the diagonal.",
            ),
        ],
    )


def _solve(draw: Draw, level: int) -> Draft:
    low, x = _lower(draw), draw.full_vector(2, -3, 4)
    y = times_vector(flipped(low), x)
    b = times_vector(low, y)
    return typed(
        draw,
        ask=(f"$A = L L^\\top$ with $L = {mat(low)}$. Solve $A\\mathbf{{x}} = {vec(b)}$.",),
        key=x,
        answer=VECTOR,
        proof=Satisfies(
            "substitution",
            "The solution was multiplied with the matrix itself.",
            lambda g: second_way.image(second_way.product(low, flipped(low)), g) == b,
        ),
        steps=[
            ("Downwards through L", f"{mat(low)} {vec(y)} = {vec(b)}"),
            ("Upwards through its transpose", f"{mat(flipped(low))} {vec(x)} = {vec(y)}"),
        ],
        hints=(
            "You are asked to solve two triangular systems.",
            r"First $L\mathbf{y} = \mathbf{b}$ from the top, then $L^\top \mathbf{x} = \mathbf{y}$ from the bottom.",
            f"The first row says ${low[0][0]}$ times the first component of $\\mathbf{{y}}$ is ${b[0]}$.",
        ),
        wrong=[
            (y, "That is the vector in between; one system is still to be solved."),
            (tuple(reversed(x)), "The components are in the wrong order."),
        ],
    )


def _det(draw: Draw, level: int) -> Draft:
    low = _lower(draw, 3)
    product_ = low[0][0] * low[1][1] * low[2][2]
    return typed(
        draw,
        ask=(
            f"$A = L L^\\top$ with $L = {mat(low)}$. What is $\\det A$?",
            f"A Gaussian density needs the determinant of its covariance matrix. The Cholesky factor is ${mat(low)}$. Find the determinant.",
        ),
        key=product_**2,
        proof=again(
            "sum over permutations",
            "The matrix was multiplied out and its determinant computed by Leibniz's formula.",
            lambda: second_way.determinant(second_way.product(low, flipped(low))),
        ),
        steps=[
            (
                "Squared product of the diagonal",
                f"({low[0][0]} \\cdot {low[1][1]} \\cdot {low[2][2]})^2 = {product_**2}",
            )
        ],
        hints=(
            "You are asked for a determinant that is almost free.",
            r"$\det A = \det L \cdot \det L^\top$, and $L$ is triangular.",
            "Multiply the diagonal of $L$.",
        ),
        wrong=[(product_, "Both factors count: square it."), (2 * product_, "Square it; do not double it.")],
    )


def _sample(draw: Draw, level: int) -> Draft:
    low, z, m = _lower(draw), tuple(Fraction(draw.nonzero(-4, 4), 2) for _ in range(2)), draw.vector(2, -5, 9)
    key = added(m, times_vector(low, z))
    return typed(
        draw,
        ask=(
            f"Two independent standard normal draws are ${vec([decimal(e) for e in z])}$. Turn them into a sample with mean ${vec(m)}$ and the covariance $L L^\\top$, $L = {mat(low)}$.",
        ),
        key=key,
        answer="a vector such as [2.5, -1]",
        proof=again(
            "columns",
            "The columns of L were added with the draws as weights.",
            lambda: added(m, second_way.combination(z, flipped(low))),
        ),
        steps=[
            (
                "L times the draws",
                f"{mat(low)} {vec([decimal(e) for e in z])} = {vec([decimal(Fraction(e)) for e in times_vector(low, z)])}",
            ),
            (
                "Add the mean",
                f"{vec(m)} + {vec([decimal(Fraction(e)) for e in times_vector(low, z)])} = {vec([decimal(Fraction(e)) for e in key])}",
            ),
        ],
        hints=(
            "You are asked for a correlated sample.",
            r"$\mathbf{m} + L\mathbf{z}$ has the mean $\mathbf{m}$ and the covariance $L L^\top$.",
            "Multiply the factor with the draws first.",
        ),
        wrong=[
            (times_vector(low, z), "Add the mean."),
            (added(m, times_vector(flipped(low), z)), "Multiply with $L$, not with its transpose."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    low = _lower(draw)
    a = times_matrix(low, flipped(low))
    if low[1][0] == 0:
        raise Unsuitable("diagonal")
    return typed(
        draw,
        ask=(
            f"The Cholesky factor of ${mat(((a[0][0], a[0][1]), (a[1][0], 'k')))}$ has the last diagonal entry ${low[1][1]}$. Find $k$.",
        ),
        key=a[1][1],
        proof=Satisfies(
            "multiplication",
            "The factor was multiplied with its transpose.",
            lambda g: second_way.product(low, flipped(low))[1][1] == g,
        ),
        steps=[
            (
                "Second row of the factor, squared and added",
                f"{guarded(low[1][0])}^2 + {low[1][1]}^2 = {a[1][1]}",
            )
        ],
        hints=(
            "You are asked for an entry of the matrix.",
            r"$A = L L^\top$: the lower right entry is a sum of two squares.",
            f"The entry below the corner of $L$ is $\\frac{{{a[1][0]}}}{{{low[0][0]}}}$.",
        ),
        symbols=("k",),
        wrong=[
            (low[1][1] ** 2, "The entry to the left contributes too."),
            (low[1][1] + low[1][0], "Squares are added."),
        ],
    )


def _exists(draw: Draw, level: int) -> Draft:
    a, b, c = draw.integer(1, 9), draw.nonzero(-6, 6), draw.integer(1, 9)
    left = Fraction(a * c - b * b, a)
    if left == 0:
        raise Unsuitable("on the edge")
    return claim(
        draw,
        says=(
            f"The Cholesky decomposition of ${mat(((a, b), (b, c)))}$ goes through (no root of a negative number).",
        ),
        truth=left > 0,
        method="eigenvalues",
        detail="Trace and determinant tell the signs of the eigenvalues.",
        decide=lambda: second_way.determinant(((a, b), (b, c))) > 0 and a + c > 0,
        steps=[("What stands under the second root", rf"{c} - \frac{{{guarded(b)}^2}}{{{a}}} = {tex(left)}")],
        hints=(
            "You are asked whether a matrix is positive definite.",
            "The decomposition exists exactly for positive definite matrices: every number under a root is positive.",
            "Compute what is left for the second diagonal entry.",
        ),
        if_wrong=f"Under the second root stands ${tex(left)}$.",
    )


GENERATORS = (
    Generator(TOPIC, "factor", COMPUTE, _factor, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "solve", COMPUTE, _solve, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "determinant", COMPUTE, _det, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "sample", COMPUTE, _sample, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "exists", TRUE_FALSE, _exists, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, draw_sample, levels=(3,), objectives=(1, 4)),
)
