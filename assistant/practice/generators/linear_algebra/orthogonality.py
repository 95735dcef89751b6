"""Exercises on orthogonality: right angles, orthonormal bases, orthogonal matrices, and lengths that stay."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MATRIX,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    VECTOR3,
    Draft,
    Generator,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.lengths import kept_by_q
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    dots,
    flipped,
    identity,
    multiple,
    times_matrix,
)
from assistant.practice.notation import chain, guarded, mat, over, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, show, typed

TOPIC = "orthogonality"

TURNED = ((3, 4, 5), (4, 3, 5), (3, -4, 5), (-4, 3, 5), (5, 12, 13), (12, -5, 13), (8, 15, 17))
FRAME = ((2, 1, -2), (1, 2, 2), (2, -2, 1))


def _test(draw: Draw, level: int) -> Draft:
    u = draw.full_vector(3, -4, 5)
    v = (u[1], -u[0], 0) if draw.coin() else (0, u[2], -u[1])
    w = draw.vector(3, -3, 4)
    inner = second_way.dot(u, w)
    if level == 2:
        size = draw.choice((5, 13, 3))
        base = {5: ((3, 4, 0), (-4, 3, 0)), 13: ((5, 0, 12), (-12, 0, 5)), 3: ((1, 2, 2), (2, 1, -2))}[size]
        scale = draw.choice((size, size, 1, 2 * size))
        a, b = (tuple(Fraction(e, scale) for e in r) for r in base)
        if draw.coin():
            b = (b[0], -b[1], b[2])
        orthogonal, unit = second_way.dot(a, b) == 0, second_way.dot(a, a) == 1
        return claim(
            draw,
            says=(f"${vec(a)}$ and ${vec(b)}$ are orthonormal.",),
            truth=orthogonal and unit,
            method="80 digits",
            detail="Both lengths and the length of the sum were computed at 80 digits.",
            decide=lambda: (
                second_way.equal(second_way.length(a), 1)
                and second_way.equal(second_way.length(b), 1)
                and second_way.equal(second_way.length(added(a, b)) ** 2, 2)
            ),
            steps=[
                ("Dot product", f"{dots(a, b)} = {show(second_way.dot(a, b))}"),
                ("Squared length", f"{dots(a, a)} = {show(second_way.dot(a, a))}"),
            ],
            hints=(
                "You are asked for two things at once: right angle and length one.",
                "Orthonormal means: the dot product is zero and both lengths are one.",
                "Begin with the dot product.",
            ),
            if_wrong=f"The dot product is ${show(second_way.dot(a, b))}$ and the first squared length ${show(second_way.dot(a, a))}$.",
        )
    if draw.coin():
        w, inner = v, 0
    return claim(
        draw,
        says=(
            f"${vec(u)}$ and ${vec(w)}$ are orthogonal.",
            f"The feature vectors ${vec(u)}$ and ${vec(w)}$ stand at a right angle.",
        ),
        truth=inner == 0,
        method="Pythagoras",
        detail="The squared lengths were compared with that of the sum.",
        decide=lambda: sum(e * e for e in added(u, w)) == sum(e * e for e in u) + sum(e * e for e in w),
        steps=[("Dot product", chain(dots(u, w), inner))],
        hints=(
            "You are asked about a right angle.",
            "Vectors are orthogonal when their dot product is zero.",
            f"The first product is ${times(u[0], w[0])}$.",
        ),
        if_wrong=f"The dot product is ${inner}$.",
    )


def _coordinates(draw: Draw, level: int) -> Draft:
    q: Any
    if level < 3:
        a, b, n = draw.choice(TURNED)
        q = ((Fraction(a, n), Fraction(b, n)), (Fraction(-b, n), Fraction(a, n)))
        c: Any = (draw.nonzero(-4, 5), draw.nonzero(-4, 5))
        c = multiple(n if n < 10 else 1, c) if level == 1 else c
    else:
        rows = draw.shuffled(FRAME)
        q = tuple(tuple(Fraction(e, 3) for e in r) for r in rows)
        c = tuple(3 * e for e in draw.full_vector(3, -2, 3))
    x = second_way.combination(c, q)
    names = ", ".join(f"${vec(v)}$" for v in q[:-1]) + f" and ${vec(q[-1])}$"
    return typed(
        draw,
        ask=(
            f"Find the coordinates of ${vec(x)}$ in the orthonormal basis {names}, as a vector.",
            f"{names} form an orthonormal basis. Which coordinates has ${vec(x)}$ in it? Answer as a vector.",
        ),
        key=c,
        answer=VECTOR if len(c) == 2 else VECTOR3,
        proof=Satisfies(
            "putting it together",
            "The basis vectors with these weights give the vector back.",
            lambda g: second_way.combination(g, q) == tuple(map(Fraction, x)),
        ),
        steps=[
            (f"Dot product with basis vector {i + 1}", f"{dots(v, x)} = {show(e)}")
            for i, (v, e) in enumerate(zip(q, c, strict=True))
        ],
        hints=(
            "You are asked for one number for each basis vector.",
            r"In an orthonormal basis the coordinates are the dot products $\mathbf{q}_i^\top \mathbf{x}$; no equations are needed.",
            f"The first coordinate is ${dots(q[0], x)}$.",
        ),
        wrong=[
            (tuple(reversed(c)), "The coordinates are in the wrong order."),
            (
                second_way.combination(x, q),
                "That mixes the basis vectors with the components; take dot products instead.",
            ),
        ],
    )


def _matrix(draw: Draw, level: int) -> Draft:
    a, b, n = draw.choice(TURNED)
    sign = draw.choice((1, -1))
    m: Any
    q = ((Fraction(a, n), Fraction(-sign * b, n)), (Fraction(b, n), Fraction(sign * a, n)))
    if level == 2:
        return typed(
            draw,
            ask=(
                f"Write down the inverse of the orthogonal matrix ${mat(q)}$.",
                f"Invert $Q = {mat(q)}$ without any computation.",
            ),
            key=flipped(q),
            answer=MATRIX,
            proof=Satisfies(
                "multiplication",
                "Matrix and inverse were multiplied; the identity came out.",
                lambda g: second_way.exact_product(q, g) == identity(2),
            ),
            steps=[("The inverse is the transpose", f"{mat(q)} {mat(flipped(q))} = {mat(identity(2))}")],
            hints=(
                "You are asked for the inverse of an orthogonal matrix.",
                r"$Q^{-1} = Q^\top$.",
                "Exchange rows and columns.",
            ),
            wrong=[
                (q, "That is the matrix itself; exchange rows and columns."),
                (tuple(tuple(1 / e for e in r) for r in q), "The inverse is not made of reciprocals."),
            ],
        )
    m = (
        q
        if draw.coin()
        else draw.choice(
            (
                ((a, -b), (b, a)),
                ((q[0][0], q[1][0]), (q[1][0], q[0][0])),
                ((1, 1), (1, -1)),
                ((Fraction(1, 2), Fraction(1, 2)), (Fraction(-1, 2), Fraction(1, 2))),
            )
        )
    )
    gram = times_matrix(flipped(m), m)
    return claim(
        draw,
        says=(f"${mat(m)}$ is an orthogonal matrix.", f"The inverse of ${mat(m)}$ is its transpose."),
        truth=gram == identity(2),
        method="rows",
        detail="The rows were tested for length one and a right angle.",
        decide=lambda: second_way.exact_product(m, flipped(m)) == identity(2),
        steps=[("Transpose times matrix", f"{mat(flipped(m))} {mat(m)} = {show(gram)}")],
        hints=(
            "You are asked to test the columns.",
            r"Orthogonal: $Q^\top Q = I$, so columns of length one at right angles.",
            "Find the squared length of the first column.",
        ),
        if_wrong=f"$Q^\\top Q = {show(gram)}$.",
    )


def _keeps(draw: Draw, level: int) -> Draft:
    length, inner = draw.integer(2, 20), draw.nonzero(-15, 16)
    other = draw.integer(2, 20)
    if abs(inner) >= length * other:
        raise Unsuitable("impossible")
    if level == 1:
        return typed(
            draw,
            ask=(
                f"$Q$ is an orthogonal matrix and $\\mathbf{{x}}$ has the length ${length}$. How long is $Q\\mathbf{{x}}$?",
                f"A vector of length ${length}$ is turned by an orthogonal matrix, twice. Which length does it have then?",
            ),
            key=length,
            proof=again(
                "a rotation",
                "A vector of this length was rotated with 3/5 and 4/5 and measured.",
                lambda: second_way.length((Fraction(3 * length, 5), Fraction(4 * length, 5))),
            ),
            steps=[
                (
                    "A rotated example of the same length",
                    rf"\sqrt{{\left(\frac{{3 \cdot {length}}}{{5}}\right)^2 + \left(\frac{{4 \cdot {length}}}{{5}}\right)^2}} = {length}",
                )
            ],
            hints=(
                "You are asked what an orthogonal matrix does to a length.",
                r"$\|Q\mathbf{x}\|^2 = \mathbf{x}^\top Q^\top Q \mathbf{x}$.",
                r"Put the identity in for $Q^\top Q$.",
            ),
            wrong=[
                (length**2, "That is the squared length."),
                (1, "Only the columns of the matrix have length one."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"$\\mathbf{{x}} \\cdot \\mathbf{{y}} = {inner}$, $\\|\\mathbf{{x}}\\| = {length}$ and $\\|\\mathbf{{y}}\\| = {other}$. What is $(Q\\mathbf{{x}}) \\cdot (Q\\mathbf{{y}})$ for an orthogonal matrix $Q$?",
        ),
        key=inner,
        proof=again(
            "lengths of sums",
            "The dot product was computed from lengths, which stay the same.",
            lambda: Fraction((length**2 + 2 * inner + other**2) - length**2 - other**2, 2),
        ),
        steps=[
            (
                "Transpose times matrix is the identity, so the dot product stays as it was",
                rf"(Q\mathbf{{x}}) \cdot (Q\mathbf{{y}}) = \mathbf{{x}} \cdot \mathbf{{y}} = {inner}",
            )
        ],
        hints=(
            "You are asked what an orthogonal matrix does to a dot product.",
            r"$(Q\mathbf{x})^\top (Q\mathbf{y}) = \mathbf{x}^\top Q^\top Q \mathbf{y}$.",
            r"Put the identity in for $Q^\top Q$.",
        ),
        wrong=[
            (length * other, "That would be the dot product of parallel vectors."),
            (0, "Only the columns of the matrix are orthogonal to each other."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    u = draw.full_vector(3, -4, 5)
    w = draw.full_vector(2, -4, 5)
    value = Fraction(-(u[0] * w[0] + u[1] * w[1]), u[2])
    if value.denominator > 1 or value == 0:
        raise Unsuitable("ugly")
    return typed(
        draw,
        ask=(
            f"For which $k$ are ${vec(u)}$ and ${vec((*w, 'k'))}$ orthogonal?",
            f"Find $k$ so that ${vec((*w, 'k'))}$ stands at a right angle to ${vec(u)}$.",
        ),
        key=value,
        proof=Satisfies(
            "Pythagoras",
            "With k put in, the squared lengths add up.",
            lambda g: (
                sum(e * e for e in added(u, (*w, g))) == sum(e * e for e in u) + sum(e * e for e in (*w, g))
            ),
        ),
        steps=[
            ("The dot product has to vanish", rf"{dots(u[:2], w)} + {guarded(u[2])} \cdot k = 0"),
            ("Solve for k", chain("k", over(-(u[0] * w[0] + u[1] * w[1]), u[2]), value)),
        ],
        hints=(
            "You are asked for a component.",
            "Orthogonal: the dot product is zero.",
            f"The known part of the dot product is ${dots(u[:2], w)}$.",
        ),
        symbols=("k",),
        wrong=[
            (-value, "The sign is turned round."),
            (u[0] * w[0] + u[1] * w[1], f"Divide by ${u[2]}$ and mind the sign."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "test", TRUE_FALSE, _test, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "coordinates", COMPUTE, _coordinates, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "inverse", COMPUTE, _matrix, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "orthogonal", TRUE_FALSE, _matrix, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "kept", COMPUTE, _keeps, levels=(1, 3), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, kept_by_q, levels=(3,), objectives=(4,)),
)
