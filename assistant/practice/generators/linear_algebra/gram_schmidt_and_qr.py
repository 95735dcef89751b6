"""Exercises on Gram–Schmidt and QR: orthonormal vectors, the factor R, and solving with it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MATRIX, ORDER, REVERSE, TRUE_FALSE, VECTOR, Draft, Generator
from assistant.practice.draw import Draw
from assistant.practice.generators.linear_algebra.in_order.lengths import orthonormalise
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    dots,
    flipped,
    is_multiple,
    multiple,
    times_vector,
)
from assistant.practice.notation import chain, guarded, mat, over, root, squares_sum, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import claim, typed

TOPIC = "gram-schmidt-and-qr"


def _start(draw: Draw) -> tuple[Any, int, Any, int, int, int]:
    """Vectors of whole length: a with its length, a direction across it, and the entries of R."""
    u: Any
    v: Any
    if draw.coin():
        u, v, n = draw.choice(
            (
                ((1, 2, 2), (2, 1, -2), 3),
                ((2, 1, 2), (1, 2, -2), 3),
                ((2, -2, 1), (1, 2, 2), 3),
                ((2, 3, 6), (3, -6, 2), 7),
            )
        )
    else:
        (x, y, n) = draw.choice(((3, 4, 5), (4, 3, 5), (5, 12, 13)))
        u, v = (x, y), (-y, x)
    return u, n, v, draw.choice((1, 1, 2)), draw.nonzero(-3, 4), draw.choice((1, 1, 2))


def _second(draw: Draw, level: int) -> Draft:
    u, n, v, p, r, s = _start(draw)
    a, b = multiple(p, u), added(multiple(r, u), multiple(s, v))
    q1, q2 = tuple(Fraction(e, n) for e in u), tuple(Fraction(e, n) for e in v)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"Gram–Schmidt starts with $\\mathbf{{a}} = {vec(a)}$. Find the first direction $\\mathbf{{q}}_1$.",
            ),
            key=q1,
            answer="a vector such as [3/5, 4/5]",
            proof=Satisfies(
                "length and direction",
                "The vector has length one and points the same way.",
                lambda g: is_multiple(g, a) and second_way.dot(g, a) > 0 and second_way.dot(g, g) == 1,
            ),
            steps=[
                ("Length", chain(root(squares_sum(a)), p * n)),
                ("Divide", rf"\frac{{1}}{{{p * n}}} {vec(a)} = {vec(q1)}"),
            ],
            hints=(
                "You are asked for a unit vector.",
                "The first direction is the first vector divided by its length.",
                f"The length is ${root(squares_sum(a))}$.",
            ),
            wrong=[
                (a, "Divide by the length."),
                (tuple(Fraction(e, (p * n) ** 2) for e in a), "Divide by the length, not by its square."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"The first direction is $\\mathbf{{q}}_1 = {vec(q1)}$. Gram–Schmidt goes on with $\\mathbf{{b}} = {vec(b)}$. Find $\\mathbf{{q}}_2$.",
            f"Turn ${vec(a)}$ and ${vec(b)}$ into an orthonormal pair by Gram–Schmidt. What is the second vector?",
        ),
        key=q2,
        answer="a vector such as [3/5, 4/5]",
        proof=Satisfies(
            "right angle and length",
            "Length one, a right angle to the first direction, and on the side of the second vector.",
            lambda g: (
                second_way.dot(g, q1) == 0
                and second_way.dot(g, g) == 1
                and second_way.dot(g, b) > 0
                and second_way.rank((a, b, g)) == 2
            ),
        ),
        steps=[
            ("How much of the first direction is in it", f"{dots(q1, b)} = {r * n}"),
            ("Subtract that", f"{vec(b)} - {guarded(r * n)} {vec(q1)} = {vec(multiple(s, v))}"),
            ("Divide by the length", rf"\frac{{1}}{{{s * n}}} {vec(multiple(s, v))} = {vec(q2)}"),
        ],
        hints=(
            "You are asked for the second of two orthonormal vectors.",
            r"$\mathbf{v} = \mathbf{b} - (\mathbf{q}_1^\top \mathbf{b}) \, \mathbf{q}_1$, divided by its length.",
            f"Compute ${dots(q1, b)}$ first.",
        ),
        wrong=[
            (multiple(s, v), "Divide by the length at the end."),
            (multiple(-1, q2), "The second vector lies on the other side."),
            (q1, "That is the first direction."),
        ],
    )


def _factor(draw: Draw, level: int) -> Draft:
    u, n, v, p, r, s = _start(draw)
    a, b = multiple(p, u), added(multiple(r, u), multiple(s, v))
    q = tuple(zip((Fraction(e, n) for e in u), (Fraction(e, n) for e in v), strict=True))
    key = ((p * n, r * n), (0, s * n))
    return typed(
        draw,
        ask=(f"$A = {mat(flipped((a, b)))}$ and $Q = {mat(q)}$. Find $R$ with $A = QR$.",),
        key=key,
        answer=MATRIX,
        proof=Satisfies(
            "multiplication",
            "Q times R gives the matrix back.",
            lambda g: (
                second_way.exact_product(q, g) == tuple(tuple(map(Fraction, row)) for row in flipped((a, b)))
            ),
        ),
        steps=[
            ("Length of the first column", chain(root(squares_sum(a)), p * n)),
            ("Share of the first direction in the second column", f"{dots([x[0] for x in q], b)} = {r * n}"),
            ("Length of the rest", f"{dots([x[1] for x in q], b)} = {s * n}"),
        ],
        hints=(
            "You are asked for an upper triangular matrix.",
            r"$R = Q^\top A$: dot products of the directions with the columns.",
            "The upper left entry is the length of the first column.",
        ),
        wrong=[
            (((p * n, 0), (r * n, s * n)), "R is upper triangular."),
            (((p, r), (0, s)), "The directions have length one, so lengths stand in R."),
        ],
    )


def _solve(draw: Draw, level: int) -> Draft:
    _, n, _, p, r, s = _start(draw)
    x = draw.full_vector(2, -3, 4)
    big = ((p * n, r * n), (0, s * n))
    c = times_vector(big, x)
    return typed(
        draw,
        ask=(
            f"With $A = QR$ a system has become $R\\mathbf{{x}} = Q^\\top \\mathbf{{b}}$: ${mat(big)} \\mathbf{{x}} = {vec(c)}$. Solve it.",
        ),
        key=x,
        answer=VECTOR,
        proof=Satisfies(
            "substitution", "The product was computed and compared.", lambda g: second_way.image(big, g) == c
        ),
        steps=[
            ("Last row", chain(over(c[1], s * n), x[1])),
            ("First row", rf"\frac{{{c[0]} - {guarded(r * n)} \cdot {guarded(x[1])}}}{{{p * n}}} = {x[0]}"),
        ],
        hints=(
            "You are asked to solve a triangular system.",
            "Start with the last row and substitute back.",
            f"The last row says ${s * n}$ times the second unknown is ${c[1]}$.",
        ),
        wrong=[
            (tuple(reversed(x)), "The unknowns are in the wrong order."),
            ((Fraction(c[0], p * n), x[1]), "The second unknown takes part in the first row."),
        ],
    )


def _dependent(draw: Draw, level: int) -> Draft:
    p, q, zero = draw.integer(1, 9), draw.nonzero(-9, 9), draw.coin()
    s = 0 if zero else draw.integer(1, 9)
    r3 = ((p, q, draw.integer(-5, 5)), (0, s, draw.integer(-5, 5)), (0, 0, draw.integer(1, 9)))
    return claim(
        draw,
        says=(f"Gram–Schmidt on three columns gave $R = {mat(r3)}$. The columns are linearly independent.",),
        truth=s != 0,
        method="determinant",
        detail="The determinant of R was computed.",
        decide=lambda: second_way.determinant(r3) != 0,
        steps=[("Determinant of R", rf"\det {mat(r3)} = {p * s * r3[2][2]}")],
        hints=(
            "You are asked what the diagonal of R says.",
            "The diagonal holds the lengths of what is new in each column; a zero means nothing new.",
            "Look at the diagonal.",
        ),
        if_wrong=f"The diagonal of $R$ is ${p}, {s}, {r3[2][2]}$.",
    )


def _unknown(draw: Draw, level: int) -> Draft:
    u, n, v, _, r, s = _start(draw)
    b = added(multiple(r, u), multiple(s, v))
    q1 = tuple(Fraction(e, n) for e in u)
    return typed(
        draw,
        ask=(
            f"For which $k$ is ${vec(b)} - k \\, {vec(q1)}$ orthogonal to ${vec(q1)}$?",
            f"How much $k$ of the unit vector ${vec(q1)}$ has to be taken from ${vec(b)}$ so that the rest stands at a right angle to it?",
        ),
        key=r * n,
        proof=Satisfies(
            "right angle",
            "The rest was computed and its dot product taken.",
            lambda g: second_way.dot(added(b, q1, -g), q1) == 0,
        ),
        steps=[("The dot product with the unit vector", f"{dots(q1, b)} = {r * n}")],
        hints=(
            "You are asked for an entry of R.",
            r"$k = \mathbf{q}^\top \mathbf{b}$ for a unit vector.",
            "Take the dot product.",
        ),
        symbols=("k",),
        wrong=[
            (r, "The vector has length one already: do not divide by a length again."),
            (-r * n, "The sign is turned round."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "directions", COMPUTE, _second, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "factor", COMPUTE, _factor, levels=(3,), objectives=(2,)),
    Generator(TOPIC, "solve", COMPUTE, _solve, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "dependent", TRUE_FALSE, _dependent, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1,), objectives=(1, 2)),
    Generator(TOPIC, "in-order", ORDER, orthonormalise, levels=(3,), objectives=(1,)),
)
