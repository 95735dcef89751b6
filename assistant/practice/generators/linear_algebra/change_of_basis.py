"""Exercises on changing the basis: coordinates there and back, and one map in two bases."""

from __future__ import annotations

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MATRIX, ORDER, REVERSE, TRUE_FALSE, VECTOR, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.systems import standard_matrix
from assistant.practice.generators.linear_algebra.pieces import (
    combination_of,
    flipped,
    identity,
    inverse2,
    is_multiple,
    multiple,
    times_matrix,
    times_vector,
    unimodular,
)
from assistant.practice.notation import chain, guarded, mat, over, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, show, typed

TOPIC = "change-of-basis"


def _there(draw: Draw, level: int) -> Draft:
    p = unimodular(draw) if level == 1 else draw.matrix(2, 2, -3, 4)
    c = draw.full_vector(2, -4, 5)
    if second_way.determinant(p) == 0:
        raise Unsuitable("no basis")
    x = times_vector(p, c)
    b1, b2 = flipped(p)
    if level == 3:
        return typed(
            draw,
            ask=(
                f"In the basis ${vec(b1)}$, ${vec(b2)}$ a point has the coordinates ${vec(c)}$. Where is it in standard coordinates?",
                f"Features are stored as coordinates ${vec(c)}$ in the basis ${vec(b1)}$, ${vec(b2)}$. Rebuild the vector.",
            ),
            key=x,
            answer=VECTOR,
            proof=again(
                "walking",
                "The basis vectors were added with the coordinates as weights.",
                lambda: second_way.combination(c, (b1, b2)),
            ),
            steps=[("Walk along the basis vectors", f"{combination_of(c, (b1, b2))} = {vec(x)}")],
            hints=(
                "You are asked to turn coordinates back.",
                r"$\mathbf{x} = P\mathbf{c}$, with the basis vectors as columns of $P$.",
                f"Take ${c[0]}$ times the first basis vector.",
            ),
            wrong=[
                (times_vector(flipped(p), c), "The basis vectors are the columns."),
                (c, "Those are the coordinates."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"Find the coordinates of ${vec(x)}$ in the basis ${vec(b1)}$, ${vec(b2)}$, as a vector.",
            f"The streets of a town run along ${vec(b1)}$ and ${vec(b2)}$. How many of each lead to ${vec(x)}$? Answer as a vector.",
        ),
        key=c,
        answer=VECTOR,
        proof=Satisfies(
            "walking",
            "The basis vectors with these weights lead to the vector.",
            lambda g: second_way.combination(g, (b1, b2)) == x,
        ),
        steps=[
            ("The inverse of the basis matrix times the vector", f"{show(inverse2(p))} {vec(x)} = {vec(c)}"),
            ("Check", f"{combination_of(c, (b1, b2))} = {vec(x)}"),
        ],
        hints=(
            "You are asked for weights.",
            r"$\mathbf{c} = P^{-1}\mathbf{x}$; or solve $P\mathbf{c} = \mathbf{x}$.",
            "Write the basis vectors as the columns of a matrix.",
        ),
        wrong=[
            (times_vector(p, x), "That multiplies with $P$; the inverse is needed."),
            (tuple(reversed(c)), "The weights follow the order of the basis."),
        ],
    )


def _map(draw: Draw, level: int) -> Draft:
    p = unimodular(draw, 2)
    inv = tuple(tuple(int(e) for e in r) for r in inverse2(p))
    b1, b2 = flipped(p)
    if level == 2:
        a = draw.matrix(2, 2, -3, 3)
        key = times_matrix(times_matrix(inv, a), p)
        if key in (a, times_matrix(times_matrix(p, a), inv)):
            raise Unsuitable("the same")
        return typed(
            draw,
            ask=(
                f"A map has the standard matrix $A = {mat(a)}$. Find its matrix in the basis ${vec(b1)}$, ${vec(b2)}$.",
                f"Compute $P^{{-1}} A P$ for $A = {mat(a)}$ and $P = {mat(p)}$.",
            ),
            key=key,
            answer=MATRIX,
            proof=Satisfies(
                "columns",
                "The image of each basis vector is the mix that the columns of the key say.",
                lambda g: all(
                    second_way.combination(col, (b1, b2)) == second_way.image(a, b)
                    for col, b in zip(flipped(g), (b1, b2), strict=True)
                ),
            ),
            steps=[
                ("The inverse", f"{mat(p)} {mat(inv)} = {mat(identity(2))}"),
                ("Matrix times basis", f"{mat(a)} {mat(p)} = {mat(times_matrix(a, p))}"),
                ("Back to the new coordinates", f"{mat(inv)} {mat(times_matrix(a, p))} = {mat(key)}"),
            ],
            hints=(
                "You are asked for the same map in other coordinates.",
                r"$B = P^{-1} A P$.",
                "Multiply $A$ with the basis vectors first.",
            ),
            wrong=[
                (times_matrix(times_matrix(p, a), inv), "The inverse stands on the left."),
                (times_matrix(a, p), "Turn the result back into new coordinates."),
            ],
        )
    l1, l2 = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    if l1 == l2:
        raise Unsuitable("a multiple of the identity")
    d = ((l1, 0), (0, l2))
    key = times_matrix(times_matrix(p, d), inv)
    return typed(
        draw,
        ask=(
            f"A map stretches along ${vec(b1)}$ by ${l1}$ and along ${vec(b2)}$ by ${l2}$. Find its standard matrix.",
            f"In the basis ${vec(b1)}$, ${vec(b2)}$ a map has the matrix ${mat(d)}$. What is its standard matrix?",
        ),
        key=key,
        answer=MATRIX,
        proof=Satisfies(
            "basis vectors",
            "The matrix stretches both basis vectors as told.",
            lambda g: (
                second_way.image(g, b1) == multiple(l1, b1) and second_way.image(g, b2) == multiple(l2, b2)
            ),
        ),
        steps=[("The sandwich", f"{mat(p)} {mat(d)} {mat(inv)} = {mat(key)}")],
        hints=(
            "You are asked for the matrix in the usual coordinates.",
            r"$A = P B P^{-1}$, with the basis vectors as columns of $P$.",
            "In the new basis the matrix is diagonal.",
        ),
        wrong=[
            (times_matrix(times_matrix(inv, d), p), "The inverse stands on the right here."),
            (d, "That is the matrix in the new basis."),
        ],
    )


def _shared(draw: Draw, level: int) -> Draft:
    a, p = draw.matrix(2, 2, -4, 5), unimodular(draw, 2)
    inv = tuple(tuple(int(e) for e in r) for r in inverse2(p))
    b = times_matrix(times_matrix(inv, a), p)
    if draw.coin():
        b = ((b[0][0] + draw.choice((1, -1)), b[0][1]), (b[1][0], b[1][1]))
    trace, det = (a[0][0] + a[1][1], second_way.determinant(a)), 0
    det = second_way.determinant(b)
    same = trace == (b[0][0] + b[1][1], det)
    return claim(
        draw,
        says=(
            f"Judging by trace and determinant, ${mat(a)}$ and ${mat(b)}$ could describe the same map in two bases.",
        ),
        truth=same,
        method="eigenvalue polynomial",
        detail="The characteristic polynomials were compared by SymPy.",
        decide=lambda: sympy.Matrix(a).charpoly().as_expr() == sympy.Matrix(b).charpoly().as_expr(),
        steps=[
            ("Traces", f"{a[0][0]} + {guarded(a[1][1])} = {trace[0]}"),
            ("The other trace", f"{b[0][0]} + {guarded(b[1][1])} = {b[0][0] + b[1][1]}"),
            ("Determinants", rf"\det {mat(a)} = {trace[1]}"),
            ("The other determinant", rf"\det {mat(b)} = {det}"),
        ],
        hints=(
            "You are asked what two matrices of one map share.",
            "Similar matrices have the same trace and the same determinant.",
            "Compare the traces first.",
        ),
        if_wrong=f"The traces are ${trace[0]}$ and ${b[0][0] + b[1][1]}$, the determinants ${trace[1]}$ and ${det}$.",
    )


def _unknown(draw: Draw, level: int) -> Draft:
    b1, s, t = draw.full_vector(2, -3, 4), draw.nonzero(-3, 3), draw.nonzero(-3, 3)
    b2 = draw.full_vector(2, -3, 4)
    if is_multiple(b1, b2):
        raise Unsuitable("no basis")
    x = second_way.combination((s, t), (b1, b2))
    return typed(
        draw,
        ask=(
            f"In the basis ${vec(b1)}$, ${vec((b2[0], 'k'))}$ the vector ${vec(x)}$ has the coordinates ${s}$ and ${t}$. Find $k$.",
        ),
        key=b2[1],
        proof=Satisfies(
            "walking",
            "With k put in, the coordinates lead to the vector.",
            lambda g: second_way.combination((s, t), (b1, (b2[0], g))) == x,
        ),
        steps=[
            ("Second components", rf"{times(s, b1[1])} + {guarded(t)} \cdot k = {x[1]}"),
            ("Solve for k", chain("k", over(x[1] - s * b1[1], t), b2[1])),
        ],
        hints=(
            "You are asked for a component of a basis vector.",
            "The basis vectors with the coordinates as weights give the vector.",
            "Compare the second components.",
        ),
        symbols=("k",),
        wrong=[(x[1] - s * b1[1], f"Divide by ${t}$."), (-b2[1], "The sign is turned round.")],
    )


GENERATORS = (
    Generator(TOPIC, "coordinates", COMPUTE, _there, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "back", COMPUTE, _there, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "new-basis", COMPUTE, _map, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "standard", COMPUTE, _map, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "same-map", TRUE_FALSE, _shared, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1,), objectives=(1, 2)),
    Generator(TOPIC, "in-order", ORDER, standard_matrix, levels=(3,), objectives=(4,)),
)
