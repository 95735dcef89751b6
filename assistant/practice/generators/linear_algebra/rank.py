"""Exercises on rank: elimination, null spaces, outer products, and what the rank says about solutions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, VECTOR3, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.systems import null_space
from assistant.practice.generators.linear_algebra.pieces import (
    Rows,
    combination_of,
    flipped,
    multiple,
    row_of,
)
from assistant.practice.notation import mat, over, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, show, typed, words

TOPIC = "rank"


def _of_rank(draw: Draw, wanted: int, rows: int = 3, columns: int = 3) -> Rows:
    base = [draw.vector(columns, -3, 3) for _ in range(wanted)]
    made = list(base)
    while len(made) < rows:
        made.append(second_way.combination(draw.full_vector(wanted, -2, 3), base))
    m = tuple(draw.shuffled(made))
    if second_way.rank(m) != wanted or any(not any(r) for r in m) or max(abs(e) for r in m for e in r) > 12:
        raise Unsuitable("another rank")
    return m


def _rank(draw: Draw, level: int) -> Draft:
    wanted = draw.integer(1, 3) if level == 1 else draw.integer(1, 2)
    m = _of_rank(draw, wanted, 3, 3 if level == 1 else 4)
    return typed(
        draw,
        ask=(f"Find the rank of ${mat(m)}$.", f"How many independent rows has the data matrix ${mat(m)}$?"),
        key=wanted,
        proof=again("SymPy", "SymPy eliminated and counted the pivots.", lambda: sympy.Matrix(m).rank()),
        steps=[("Eliminate and count the pivots", rf"\operatorname{{rank}} {mat(m)} = {wanted}")],
        hints=(
            "You are asked for a whole number.",
            "The rank is the number of pivots that elimination finds.",
            f"Begin with the first row ${row_of(m[0])}$: is another row a multiple of it?",
        ),
        wrong=[
            (3, "One row is a combination of the others."),
            (1, "Not all rows are multiples of one."),
            (2, "Look for another independent row, or for one that is redundant."),
        ],
    )


def _null(draw: Draw, level: int) -> Draft:
    p, q, k = draw.vector(3, -3, 3), draw.vector(3, -3, 3), draw.nonzero(-3, 3)
    a, b = draw.nonzero(-3, 3), draw.nonzero(-3, 3)
    third = second_way.combination((a, b), (p, q))
    m = flipped((p, q, third))
    if second_way.rank((p, q)) < 2 or k == 0:
        raise Unsuitable("parallel")
    key = (a * k, b * k, -k)
    return typed(
        draw,
        ask=(
            f"Find the vector of the null space of ${mat(m)}$ with the last component ${-k}$.",
            f"Which vector with the third component ${-k}$ does ${mat(m)}$ send to zero?",
        ),
        key=key,
        answer=VECTOR3,
        proof=Satisfies(
            "multiplication",
            "The product is the zero vector.",
            lambda g: g[2] == -k and second_way.image(m, g) == (0, 0, 0),
        ),
        steps=[
            (
                "The third column is a mix of the first two",
                f"{combination_of((a, b), (p, q))} = {vec(third)}",
            ),
            ("So this vector is sent to zero", f"{mat(m)} {vec(key)} = {vec((0, 0, 0))}"),
        ],
        hints=(
            "You are asked for a vector that the matrix sends to zero.",
            "Its components are weights that mix the columns to zero.",
            "Find the weights with which the first two columns make the third.",
        ),
        wrong=[
            ((*multiple(-1, key[:2]), -k), "Check the signs: all columns together give zero."),
            ((0, 0, -k), "That gives a multiple of the third column, not zero."),
        ],
    )


def _nullity(draw: Draw, level: int) -> Draft:
    n, r = draw.integer(3, 12), 0
    r = draw.integer(1, n)
    m = draw.integer(r, 15)
    return typed(
        draw,
        ask=(
            f"A ${m} \\times {n}$ matrix has rank ${r}$. What is the dimension of its null space?",
            f"A linear layer with ${n}$ inputs and ${m}$ outputs has a weight matrix of rank ${r}$. How many independent input directions does it ignore?",
        ),
        key=n - r,
        proof=again(
            "an example",
            "The null space of a diagonal matrix of this rank was counted.",
            lambda: sum(1 for j in range(n) if j >= r),
        ),
        steps=[("Rank plus nullity is the number of columns", f"{n} - {r} = {n - r}")],
        hints=(
            "You are asked how many directions are lost.",
            r"$\operatorname{rank} A + \operatorname{nullity} A = n$, the number of columns.",
            f"The matrix has ${n}$ columns.",
        ),
        wrong=[(m - r, "The number of columns counts, not of rows."), (r, "That is the rank.")],
    )


def _outer(draw: Draw, level: int) -> Draft:
    u, v = draw.full_vector(3, -3, 4), draw.full_vector(2, -4, 5)
    m = tuple(multiple(e, v) for e in u)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"${mat(m)}$ has rank one: it is $\\mathbf{{u}} \\mathbf{{v}}^\\top$ with $\\mathbf{{v}} = {vec(v)}$. Find $\\mathbf{{u}}$.",
            ),
            key=u,
            answer=VECTOR3,
            proof=Satisfies(
                "multiplication",
                "The outer product gives the matrix back.",
                lambda g: tuple(multiple(e, v) for e in g) == m,
            ),
            steps=[("Outer product", f"{vec(u)} {row_of(v)} = {mat(m)}")],
            hints=(
                "You are asked for the factors of the rows.",
                "Every row of an outer product is a multiple of the same row.",
                f"Which multiple of ${row_of(v)}$ is the first row?",
            ),
            wrong=[
                (tuple(reversed(u)), "The factors go from the first row to the last."),
                (
                    tuple(r[0] for r in m),
                    f"Divide the first column by ${v[0]}$." if v[0] != 1 else "Check the factors.",
                ),
            ],
        )
    shown = [list(r) for r in m]
    i, j = draw.integer(0, 2), draw.integer(0, 1)
    shown[i][j] = "k"
    return typed(
        draw,
        ask=(
            f"For which $k$ has ${mat(shown)}$ rank one?",
            f"Find $k$ so that all rows of ${mat(shown)}$ are multiples of one row.",
        ),
        key=m[i][j],
        proof=Satisfies(
            "determinants",
            "With this k all blocks of two rows have the determinant zero.",
            lambda g: (
                second_way.rank(
                    tuple(
                        tuple(g if (r, s) == (i, j) else e for s, e in enumerate(row))
                        for r, row in enumerate(m)
                    )
                )
                == 1
            ),
        ),
        steps=[
            (
                "The factor between the rows, from the other column",
                over(m[i][1 - j], m[i - 1][1 - j]) + f" = {show(Fraction(m[i][1 - j], m[i - 1][1 - j]))}",
            ),
            ("The same factor in the column with k", f"k = {m[i][j]}"),
        ],
        hints=(
            "You are asked for the entry that makes all rows parallel.",
            "Rank one: every row is the same multiple of another in all its entries.",
            "Compare the column without $k$.",
        ),
        symbols=("k",),
        wrong=[(-m[i][j], "The sign is turned round."), (m[i][1 - j], "The two columns differ by a factor.")],
    )


def _solutions(draw: Draw, level: int) -> Draft:
    n = draw.integer(2, 6)
    r = draw.integer(1, n)
    extra = draw.integer(0, 1) if r < n or draw.coin() else 0
    counts = (
        "There is no solution.",
        "There is exactly one solution.",
        "There are infinitely many solutions.",
    )
    right = counts[0] if extra else counts[1] if r == n else counts[2]
    return words(
        draw,
        ask=(
            f"A system has ${n}$ unknowns. Its matrix has rank ${r}$, the matrix with the right-hand side rank ${r + extra}$. What follows?",
        ),
        right=right,
        options=list(
            zip(
                counts,
                (
                    "The right-hand side adds nothing to the rank, so it can be reached.",
                    "Count the unknowns without a pivot.",
                    "Compare the rank with the number of unknowns, and both ranks with each other.",
                ),
                strict=True,
            )
        ),
        shuffled=False,
        method="an example",
        detail="A diagonal system with these ranks was looked at.",
        decide=lambda: _example(n, r, extra, counts),
        steps=[("Unknowns without a pivot", f"{n} - {r} = {n - r}")],
        hints=(
            "You are asked what ranks say about solutions.",
            "If the right-hand side raises the rank, it lies outside the column space; otherwise the unknowns without a pivot are free.",
            "Compare the two ranks first.",
        ),
    )


def _example(n: int, r: int, extra: int, counts: Sequence[str]) -> str:
    matrix = sympy.zeros(n + 1, n)
    for i in range(r):
        matrix[i, i] = 1
    target = sympy.zeros(n + 1, 1)
    target[r, 0] = extra
    if matrix.row_join(target).rank() > matrix.rank():
        return counts[0]
    return counts[1] if not matrix.nullspace() else counts[2]


GENERATORS = (
    Generator(TOPIC, "rank", COMPUTE, _rank, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "null-space", COMPUTE, _null, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "nullity", COMPUTE, _nullity, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "outer", REVERSE, _outer, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "solutions", CHOICE, _solutions, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, null_space, levels=(3,), objectives=(2,)),
)
