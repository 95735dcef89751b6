"""Exercises on the singular value decomposition: singular values, matching vectors, rank-one pieces, and stretching."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MATRIX, ORDER, PAIR, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.spectra import left_vector
from assistant.practice.generators.linear_algebra.pieces import added, flipped, multiple, row_of, times_matrix
from assistant.practice.notation import chain, mat, over, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed

TOPIC = "singular-value-decomposition"

FRAMES = ((3, 4, 5), (4, 3, 5), (-3, 4, 5), (5, 12, 13), (1, 0, 1), (0, 1, 1))


def _made(draw: Draw) -> tuple[Any, int, int, Any, Any]:
    """A matrix with orthogonal columns of whole length, and its singular values."""
    p, q = draw.sample((1, 2, 3, 4, 5, 6), 2)
    x, y, n = draw.choice(FRAMES)
    a = ((p * x, -q * y), (p * y, q * x))
    return a, p * n, q * n, (x, y), n


def _values(draw: Draw, level: int) -> Draft:
    a, s1, s2, _, _ = _made(draw)
    gram = times_matrix(flipped(a), a)
    if level == 2:
        c, d = draw.integer(1, 6), draw.integer(1, 6)
        if c == d:
            raise Unsuitable("equal")
        a = ((c, d), (d, c))
        s1, s2, gram = c + d, abs(c - d), times_matrix(flipped(((c, d), (d, c))), ((c, d), (d, c)))
    return typed(
        draw,
        ask=(
            f"Find the singular values of ${mat(a)}$.",
            f"By which two factors does ${mat(a)}$ stretch its singular directions?",
        ),
        key={s1, s2},
        answer=PAIR,
        proof=Satisfies(
            "sum and product",
            "Their squares add up to the squares of all entries, and their product is the size of the determinant.",
            lambda g: (
                len(g) == 2
                and min(g) >= 0
                and sum(e * e for e in g) == sum(e * e for r in a for e in r)
                and prod(g) == abs(second_way.determinant(a))
            ),
        ),
        steps=[
            ("Transpose times matrix", f"{mat(flipped(a))} {mat(a)} = {mat(gram)}"),
            ("Roots of its eigenvalues", rf"\sqrt{{{s1 * s1}}} = {s1}"),
            ("and", rf"\sqrt{{{s2 * s2}}} = {s2}"),
        ],
        hints=(
            "You are asked for two numbers that are not negative.",
            r"The singular values are the roots of the eigenvalues of $A^\top A$.",
            "Compute $A^\\top A$ first.",
        ),
        wrong=[
            ({s1 * s1, s2 * s2}, "Take the roots of the eigenvalues."),
            ({s1, -s2}, "Singular values are never negative."),
        ],
    )


def _left(draw: Draw, level: int) -> Draft:
    x, y, n = draw.choice((*FRAMES[:3], (4, -3, 5), (-4, 3, 5), (3, -4, 5)))
    a1, b1, m = draw.choice((*FRAMES[:3], (4, -3, 5), (-4, 3, 5), (3, -4, 5)))
    s1, s2 = 25 * draw.integer(2, 4), 25
    v, u = (Fraction(x, n), Fraction(y, n)), (Fraction(a1, m), Fraction(b1, m))
    w, z = (-v[1], v[0]), (-u[1], u[0])
    a = tuple(tuple(int(s1 * u[i] * v[j] + s2 * z[i] * w[j]) for j in range(2)) for i in range(2))
    return typed(
        draw,
        ask=(
            f"$A = {mat(a)}$ has the right singular vector $\\mathbf{{v}} = {vec(v)}$ with singular value ${s1}$. Find the left singular vector $\\mathbf{{u}}$.",
        ),
        key=u,
        answer="a vector such as [3/5, 4/5]",
        proof=Satisfies(
            "both ways",
            "The matrix takes v to the multiple of u, its transpose u to the multiple of v.",
            lambda g: (
                second_way.image(a, v) == multiple(s1, g)
                and second_way.image(flipped(a), g) == multiple(s1, v)
            ),
        ),
        steps=[
            ("Matrix times vector", f"{mat(a)} {vec(v)} = {vec(multiple(s1, u))}"),
            ("Divide by the singular value", rf"\frac{{1}}{{{s1}}} {vec(multiple(s1, u))} = {vec(u)}"),
        ],
        hints=(
            "You are asked for a unit vector.",
            r"$A\mathbf{v} = \sigma\mathbf{u}$.",
            "Multiply the matrix with the vector first.",
        ),
        wrong=[
            (multiple(s1, u), "Divide by the singular value."),
            (v, "That is the right singular vector."),
            (multiple(-1, u), "Check the signs."),
        ],
    )


def _piece(draw: Draw, level: int) -> Draft:
    u, v = draw.choice(((1, 1), (1, -1))), draw.choice(((1, 1), (1, -1)))
    s, t = 2 * draw.integer(3, 8), 2 * draw.integer(1, 2)
    z, w = (u[1], -u[0]), (v[1], -v[0])
    one, two = (
        tuple(tuple(Fraction(k * a * b, 2) for b in q) for a in p) for k, p, q in ((s, u, v), (t, z, w))
    )
    a = tuple(added(r, q) for r, q in zip(one, two, strict=True))
    return typed(
        draw,
        ask=(
            f"A matrix is the sum of the rank-one pieces ${s} \\cdot \\frac{{1}}{{2}} {vec(u)} {row_of(v)}$ and ${t} \\cdot \\frac{{1}}{{2}} {vec(z)} {row_of(w)}$. Write it down.",
        ),
        key=a,
        answer=MATRIX,
        proof=Satisfies(
            "singular directions",
            "The matrix takes both right vectors where the pieces say.",
            lambda g: second_way.image(g, v) == multiple(s, u) and second_way.image(g, w) == multiple(t, z),
        ),
        steps=[("Both pieces", f"{mat(one)} + {mat(two)} = {mat(a)}")],
        hints=(
            "You are asked to add two simple tables.",
            r"$A = \sigma_1 \mathbf{u}_1 \mathbf{v}_1^\top + \sigma_2 \mathbf{u}_2 \mathbf{v}_2^\top$.",
            "Column times row gives a table: compute the first one.",
        ),
        wrong=[(one, "The second piece is missing."), (two, "The first piece is missing.")],
    )


def _read(draw: Draw, level: int) -> Draft:
    values = sorted({draw.integer(1, 30) for _ in range(3)}, reverse=True)
    if len(values) < 2:
        raise Unsuitable("one value")
    shown = ", ".join(map(str, values))
    if level == 1:
        zeros = draw.integer(0, 3)
        return typed(
            draw,
            ask=(f"The singular values of a matrix are {shown}{', 0' * zeros}. What is its rank?",),
            key=len(values),
            proof=again(
                "a diagonal matrix",
                "The rank of a diagonal matrix with these values was computed by SymPy.",
                lambda: sympy.diag(*values, *([0] * zeros)).rank(),
            ),
            steps=[("Count those that are not zero", f"{len(values) + zeros} - {zeros} = {len(values)}")],
            hints=(
                "You are asked for a rank.",
                "The rank is the number of singular values that are not zero.",
                "Leave the zeros out.",
            ),
            wrong=[
                (len(values) + zeros, "Zeros do not count."),
                (values[0], "That is the greatest stretching."),
            ],
        )
    key = Fraction(values[0], values[-1])
    return typed(
        draw,
        ask=(f"A square matrix has the singular values {shown}. What is its condition number?",),
        key=key,
        proof=again(
            "stretching",
            "The largest and the smallest stretching of a diagonal matrix were divided.",
            lambda: max(Fraction(s) for s in values) / min(Fraction(s) for s in values),
        ),
        steps=[("Largest over smallest", chain(over(values[0], values[-1]), key))],
        hints=(
            "You are asked how unevenly a matrix stretches.",
            r"The condition number is $\sigma_1 / \sigma_n$.",
            "Find the largest and the smallest.",
        ),
        wrong=[
            (values[0], "Divide by the smallest one."),
            (1 / key, "Largest over smallest."),
            (prod(values), "That is the size of the determinant."),
        ],
    )


def _bound(draw: Draw, level: int) -> Draft:
    s, n = draw.integer(2, 12), draw.integer(2, 9)
    said = s * n + draw.choice((-2, -1, 0, 1, 3))
    return claim(
        draw,
        says=(
            f"A layer's weight matrix has the largest singular value ${s}$, the input has length ${n}$. The output (before the bias) can have length ${said}$.",
        ),
        truth=said <= s * n,
        method="a diagonal matrix",
        detail="The longest output of a diagonal matrix with this stretching was computed.",
        decide=lambda: second_way.length((s * n, 0)) >= said,
        steps=[("Greatest stretching times length", f"{s} \\cdot {n} = {s * n}")],
        hints=(
            "You are asked about the greatest stretching.",
            r"$\|A\mathbf{x}\| \le \sigma_1 \|\mathbf{x}\|$, and the bound is reached.",
            "Multiply the two numbers and compare.",
        ),
        if_wrong=f"The longest output has length ${s * n}$.",
    )


def _unknown(draw: Draw, level: int) -> Draft:
    s1, s2 = draw.integer(2, 9), draw.integer(1, 9)
    total = s1 * s1 + s2 * s2
    return typed(
        draw,
        ask=(
            f"The squares of all entries of a $2 \\times 2$ matrix add up to ${total}$. One singular value is ${s1}$. What is the other one?",
        ),
        key=s2,
        proof=Satisfies(
            "sum of squares",
            "The squares of both singular values give the sum.",
            lambda g: g >= 0 and g * g + s1 * s1 == total,
        ),
        steps=[("What is left", f"{total} - {s1}^2 = {s2 * s2}"), ("Root", rf"\sqrt{{{s2 * s2}}} = {s2}")],
        hints=(
            "You are asked for a singular value.",
            "The squares of the singular values add up to the squares of all entries.",
            f"Subtract the square of ${s1}$.",
        ),
        wrong=[
            (s2 * s2, "Take the root."),
            (total - s1, "Subtract the square."),
            (-s2, "Singular values are not negative."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "values", COMPUTE, _values, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "left-vector", COMPUTE, _left, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "pieces", COMPUTE, _piece, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "read-off", COMPUTE, _read, levels=(1, 2), objectives=(4,)),
    Generator(TOPIC, "longest", TRUE_FALSE, _bound, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, left_vector, levels=(3,), objectives=(1, 2)),
)
