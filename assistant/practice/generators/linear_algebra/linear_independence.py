"""Exercises on linear independence: testing, finding the redundant vector, and redundant columns of data."""

from __future__ import annotations

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, VECTOR, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    combination_of,
    flipped,
    is_multiple,
    linear_side,
    multiple,
)
from assistant.practice.notation import chain, counted, mat, over, plus, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import claim, typed, words

TOPIC = "linear-independence"


def _decide(draw: Draw, level: int) -> Draft:
    if level == 1:
        u = draw.full_vector(2, -4, 5)
        v = (
            multiple(draw.choice((2, 3, -1, -2)), u)
            if draw.coin()
            else added(multiple(draw.choice((1, 2, -1)), u), (0, draw.nonzero(-2, 2)))
        )
        vectors = [u, v]
    elif level == 2:
        p, q = draw.vector(3, -3, 4), draw.vector(3, -3, 4)
        r = added(multiple(draw.nonzero(-2, 3), p), multiple(draw.nonzero(-2, 3), q))
        if draw.coin():
            r = (*r[:2], r[2] + draw.choice((1, -1, 3)))
        vectors = [p, q, r]
        if second_way.rank((p, q)) < 2:
            raise Unsuitable("parallel by chance")
    else:
        n = draw.choice((2, 3))
        vectors = [draw.vector(n, -4, 5) for _ in range(n + draw.choice((0, 1, 1)))]
    size = len(vectors[0])
    truth = second_way.rank(vectors) == len(vectors)
    shown = ", ".join(f"${vec(v)}$" for v in vectors[:-1]) + f" and ${vec(vectors[-1])}$"
    steps = [
        (
            "Rank of the matrix with these columns",
            rf"\operatorname{{rank}} {mat(flipped(vectors))} = {second_way.rank(vectors)}",
        )
    ]
    if level == 1:
        steps = [
            (
                "The determinant of the two columns",
                chain(rf"\det {mat(flipped(vectors))}", second_way.determinant(flipped(vectors))),
            )
        ]
    return claim(
        draw,
        says=(f"{shown} are linearly independent.", f"No vector among {shown} can be made from the others."),
        truth=truth,
        method="homogeneous system",
        detail="SymPy looked for weights, not all zero, that make the zero vector.",
        decide=lambda: not sympy.Matrix(flipped(vectors)).nullspace(),
        steps=steps,
        hints=(
            "You are asked whether one of the vectors is redundant.",
            "Independent means: only the weights zero, and no others, give the zero vector. "
            + (
                f"In ${size}$ dimensions there is room for only so many directions."
                if level == 3
                else "Two vectors are dependent when one is a multiple of the other."
                if level == 1
                else "Try to make one vector from the other two."
            ),
            "Count the vectors and the components first."
            if level == 3
            else "Compare the first components: which weights would they demand?",
        ),
        if_wrong=f"{len(vectors)} vectors, and {counted(second_way.rank(vectors), 'independent direction')} among them.",
    )


def _write(draw: Draw, level: int) -> Draft:
    p, q = draw.vector(3 if level > 1 else 2, -3, 4), draw.vector(3 if level > 1 else 2, -3, 4)
    a, b = draw.nonzero(-3, 4), draw.nonzero(-3, 4)
    if second_way.rank((p, q)) < 2:
        raise Unsuitable("parallel")
    r = second_way.combination((a, b), (p, q))
    if not any(r):
        raise Unsuitable("zero")
    story = [
        f"Write $\\mathbf{{r}} = {vec(r)}$ as a combination of $\\mathbf{{p}} = {vec(p)}$ and $\\mathbf{{q}} = {vec(q)}$. Answer with the two weights as a vector."
    ]
    if level == 3:
        story = [
            f"In a table of data the third column ${vec(r)}$ is redundant: it is a mix of the first column ${vec(p)}$ and the second ${vec(q)}$. Find the two weights, as a vector.",
            f"The features with the columns ${vec(p)}$, ${vec(q)}$ and ${vec(r)}$ are dependent. Which weights of the first two make the third? Answer as a vector.",
        ]
    return typed(
        draw,
        ask=[*story],
        key=(a, b),
        answer=VECTOR,
        proof=Satisfies(
            "substitution",
            "The combination was computed and compared.",
            lambda g: second_way.combination(g, (p, q)) == r,
        ),
        steps=[
            ("First components", f"{linear_side((p[0], q[0]), ('s', 't'))} = {r[0]}"),
            ("Second components", f"{linear_side((p[1], q[1]), ('s', 't'))} = {r[1]}"),
            ("The weights, checked", f"{combination_of((a, b), (p, q))} = {vec(r)}"),
        ],
        hints=(
            "You are asked for two weights.",
            "Each component gives one equation for the weights $s$ and $t$.",
            f"The first components demand ${linear_side((p[0], q[0]), ('s', 't'))} = {r[0]}$.",
        ),
        wrong=[
            ((b, a), "The weights are in the wrong order."),
            ((-a, -b), "The signs are turned round: that fits on the other side of the equation."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    if level == 1:
        u, f = draw.full_vector(2, -4, 5), draw.choice((2, 3, -1, -2))
        return typed(
            draw,
            ask=(
                f"For which $k$ are ${vec(u)}$ and ${vec((f * u[0], 'k'))}$ linearly dependent?",
                f"Find $k$ so that ${vec((f * u[0], 'k'))}$ adds nothing new to ${vec(u)}$.",
            ),
            key=f * u[1],
            proof=Satisfies(
                "determinant",
                "With this k the determinant of the two vectors is zero.",
                lambda g: second_way.determinant((u, (f * u[0], g))) == 0,
            ),
            steps=[
                ("The multiple that the first components demand", f"{over(f * u[0], u[0])} = {f}"),
                ("The same for the second", chain("k", times(f, u[1]), f * u[1])),
            ],
            hints=(
                "You are asked for the component that makes two vectors dependent.",
                "Two vectors are dependent when one is a multiple of the other.",
                f"Which multiple of ${u[0]}$ is ${f * u[0]}$?",
            ),
            symbols=("k",),
            wrong=[
                (-f * u[1], "The sign is turned round."),
                (u[1], "The second component is multiplied too."),
            ],
        )
    p, q = draw.vector(3, -3, 3), draw.vector(3, -3, 3)
    a, b = draw.nonzero(-2, 3), draw.nonzero(-2, 3)
    r = second_way.combination((a, b), (p, q))
    if p[0] * q[1] == p[1] * q[0]:
        raise Unsuitable("k not determined")
    shown = vec((r[0], r[1], "k"))
    return typed(
        draw,
        ask=(
            f"For which $k$ are ${vec(p)}$, ${vec(q)}$ and ${shown}$ linearly dependent?",
            f"Find $k$ so that ${shown}$ lies in the plane of ${vec(p)}$ and ${vec(q)}$.",
        ),
        key=r[2],
        proof=Satisfies(
            "determinant",
            "With this k the determinant of the three vectors is zero.",
            lambda g: second_way.determinant((p, q, (r[0], r[1], g))) == 0,
        ),
        steps=[
            (
                "The first two components demand these weights",
                f"{combination_of((a, b), (p[:2], q[:2]))} = {vec(r[:2])}",
            ),
            ("They make the third", chain("k", plus(times(a, p[2]), times(b, q[2])), r[2])),
        ],
        hints=(
            "You are asked for the component that makes the third vector redundant.",
            "Find the weights from the first two components; they give the third one.",
            f"The first components demand ${linear_side((p[0], q[0]), ('s', 't'))} = {r[0]}$.",
        ),
        symbols=("k",),
        wrong=[(-r[2], "The sign is turned round."), (p[2] + q[2], "The vectors have weights.")],
    )


def _columns(draw: Draw, level: int) -> Draft:
    n = draw.choice((3, 4))
    first, second = tuple(draw.integer(1, 9) for _ in range(n)), tuple(draw.integer(1, 9) for _ in range(n))
    third = tuple(draw.integer(1, 12) for _ in range(n))
    kind = draw.choice(("sum", "unit", "none"))
    if kind == "sum":
        third = added(first, second)
    elif kind == "unit":
        third = multiple(draw.choice((2, 3, 10)), draw.choice((first, second)))
    table = tuple(zip(first, second, third, strict=True))
    options = (
        "The third column is redundant: it is the sum of the first two.",
        "The third column is redundant: it is a multiple of another one.",
        "No column is redundant.",
    )
    right = options[("sum", "unit", "none").index(kind)]
    if is_multiple(first, second):
        raise Unsuitable("redundant before")

    def decide() -> str:
        if sympy.Matrix(table).rank() == 3:
            return options[2]
        return options[0] if all(r[0] + r[1] == r[2] for r in table) else options[1]

    if decide() != right:
        raise Unsuitable("another relation by chance")
    return words(
        draw,
        ask=(
            f"Each row of ${mat(table)}$ is an example, each column a feature. What do you notice?",
            f"Before fitting a regression you check the columns of $X = {mat(table)}$. What do you find?",
        ),
        right=right,
        options=list(
            zip(
                options,
                (
                    "Add the first two entries of every row and compare.",
                    "Divide the third entry by the others in every row: is it the same factor each time?",
                    "Look row by row for a rule that gives the third entry from the others.",
                ),
                strict=True,
            )
        ),
        shuffled=False,
        decide=decide,
        method="SymPy",
        detail="The rank of the table was computed by SymPy.",
        steps=[("Rank of the table", rf"\operatorname{{rank}} {mat(table)} = {2 if kind != 'none' else 3}")],
        hints=(
            "You are asked whether a column of the table says nothing new.",
            "A column is redundant when it is a combination of the others, with the same weights in every row.",
            f"Look at the first row: how could ${table[0][2]}$ come from ${table[0][0]}$ and ${table[0][1]}$? Test the idea on the other rows.",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "decide", TRUE_FALSE, _decide, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "too-many", TRUE_FALSE, _decide, levels=(3,), objectives=(1, 3)),
    Generator(TOPIC, "weights", COMPUTE, _write, objectives=(2,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "columns", CHOICE, _columns, levels=(2, 3), objectives=(4,)),
)
