"""Exercises on the inverse: the formula, checking, solving, and products."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MATRIX, ORDER, REVERSE, TRUE_FALSE, VECTOR, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.systems import solve_by_inverse
from assistant.practice.generators.linear_algebra.pieces import (
    dots,
    flipped,
    identity,
    inverse2,
    is_multiple,
    linear_side,
    multiple,
    times_matrix,
    times_vector,
    unimodular,
)
from assistant.practice.notation import chain, guarded, mat, minus, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import claim, show, typed

TOPIC = "matrix-inverse"

RULE = r"$\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1} = \frac{1}{ad - bc} \begin{pmatrix} d & -b \\ -c & a \end{pmatrix}$."


def _invert(draw: Draw, level: int) -> Draft:
    if level == 3:
        p, q, r = draw.nonzero(-3, 3), draw.nonzero(-3, 3), draw.integer(-2, 2)
        a: Any = ((1, p, r), (0, 1, q), (0, 0, 1))
        key: Any = ((1, -p, p * q - r), (0, 1, -q), (0, 0, 1))
        hint = "Write the identity to the right of the matrix and clear the entries above the diagonal, from the last column on."
        wrong: list[tuple[Any, str]] = [
            (
                ((1, -p, -r), (0, 1, -q), (0, 0, 1)),
                "Turning the signs is not enough: the corner picks up a product.",
            ),
            (flipped(a), "The transpose is the inverse only for orthogonal matrices."),
        ]
        steps = [("Check", f"{mat(a)} {mat(key)} = {mat(identity(3))}")]
    else:
        a = unimodular(draw) if level == 1 else draw.matrix(2, 2, -4, 5)
        det = second_way.determinant(a)
        if det == 0 or (level == 2 and abs(det) in (1,)) or abs(det) > 12:
            raise Unsuitable("singular or large")
        key, hint = inverse2(a), RULE
        (p, q), (r, s) = a
        wrong = [
            (((s, -q), (-r, p)), "Divide by the determinant."),
            (
                tuple(tuple(e * det * det for e in row) for row in key),
                "Divide by the determinant instead of multiplying.",
            ),
            (
                ((Fraction(p, det), Fraction(-q, det)), (Fraction(-r, det), Fraction(s, det))),
                "The two entries on the diagonal change places.",
            ),
            (tuple(multiple(-1, row) for row in key), "Check the sign of the determinant."),
        ]
        steps = [
            ("The determinant", chain(minus(times(p, s), f"({times(q, r)})"), det)),
            ("Exchange the diagonal, turn the other signs, divide", f"{mat(a)}^{{-1}} = {show(key)}"),
        ]
    return typed(
        draw,
        ask=(f"Find the inverse of ${mat(a)}$.", f"Invert $A = {mat(a)}$."),
        key=key,
        answer=MATRIX,
        proof=Satisfies(
            "multiplication",
            "Matrix and inverse were multiplied; the identity came out.",
            lambda g: second_way.exact_product(a, g) == identity(len(a)),
        ),
        steps=steps,
        hints=(
            "You are asked for the matrix that undoes another one.",
            hint,
            f"Multiply the diagonal: ${times(a[0][0], a[1][1])}$."
            if level < 3
            else f"Subtract ${p}$ times the second row from the first.",
        ),
        wrong=wrong,
    )


def _check(draw: Draw, level: int) -> Draft:
    a = unimodular(draw)
    b: Any = tuple(tuple(int(e) for e in row) for row in inverse2(a))
    if draw.coin():
        b = draw.choice((flipped(b), tuple(multiple(-1, r) for r in b), (b[0], (b[1][0], -b[1][1]))))
    result = times_matrix(a, b)
    return claim(
        draw,
        says=(
            f"${mat(a)}$ and ${mat(b)}$ are inverse to each other.",
            f"$B = {mat(b)}$ undoes $A = {mat(a)}$.",
        ),
        truth=result == identity(2),
        method="the other order",
        detail="The matrices were multiplied in the other order by NumPy.",
        decide=lambda: second_way.product(b, a) == identity(2),
        steps=[("Multiply", f"{mat(a)} {mat(b)} = {mat(result)}")],
        hints=(
            "You are asked whether two matrices are inverse to each other.",
            "Their product has to be the identity matrix.",
            f"The upper left entry of the product is ${dots(a[0], flipped(b)[0])}$.",
        ),
        if_wrong=f"The product is ${mat(result)}$.",
    )


def _solve(draw: Draw, level: int) -> Draft:
    a, x = unimodular(draw), draw.full_vector(2, -4, 5)
    b, inv = times_vector(a, x), tuple(tuple(int(e) for e in row) for row in inverse2(a))
    return typed(
        draw,
        ask=(
            f"The inverse of $A$ is ${mat(inv)}$. Solve $A\\mathbf{{x}} = {vec(b)}$.",
            f"A friend scrambles two numbers with $A$; you know $A^{{-1}} = {mat(inv)}$ and receive ${vec(b)}$. What did she send?",
        ),
        key=x,
        answer=VECTOR,
        proof=Satisfies(
            "substitution",
            "The solution was multiplied with the matrix itself.",
            lambda g: times_vector(a, g) == b,
        ),
        steps=[("Multiply the inverse with the right-hand side", f"{mat(inv)} {vec(b)} = {vec(x)}")],
        hints=(
            "You are asked for the vector before it was multiplied.",
            r"$\mathbf{x} = A^{-1}\mathbf{b}$.",
            f"The first component is ${dots(inv[0], b)}$.",
        ),
        wrong=[
            (times_vector(flipped(inv), b), "Use the rows of the inverse."),
            (multiple(-1, x), "Check the signs."),
        ],
    )


def _product(draw: Draw, level: int) -> Draft:
    a, b = unimodular(draw, 2), unimodular(draw, 2)
    ia, ib = (tuple(tuple(int(e) for e in row) for row in inverse2(m)) for m in (a, b))
    key = times_matrix(ib, ia)
    return typed(
        draw,
        ask=(
            f"$A^{{-1}} = {mat(ia)}$ and $B^{{-1}} = {mat(ib)}$. Find $(AB)^{{-1}}$.",
            f"Two steps are to be undone: first $B$ acts, then $A$, with $A^{{-1}} = {mat(ia)}$ and $B^{{-1}} = {mat(ib)}$. Which matrix undoes both?",
        ),
        key=key,
        answer=MATRIX,
        proof=Satisfies(
            "multiplication",
            "The product AB itself was multiplied with the key; the identity came out.",
            lambda g: second_way.exact_product(times_matrix(a, b), g) == identity(2),
        ),
        steps=[("The order turns round", f"{mat(ib)} {mat(ia)} = {mat(key)}")],
        hints=(
            "You are asked for the inverse of a product.",
            r"$(AB)^{-1} = B^{-1} A^{-1}$: what was done last is undone first.",
            "Decide which of the two inverses stands on the left.",
        ),
        wrong=[
            (times_matrix(ia, ib), "The order turns round: $B^{-1}$ comes first."),
            (times_matrix(a, b), "That is the product itself."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    a, b = draw.full_vector(2, -4, 5)
    if level == 1:
        c = draw.nonzero(-3, 3)
        return typed(
            draw,
            ask=(
                f"For which $k$ has ${mat(((a, c * a), (b, 'k')))}$ no inverse?",
                f"When is ${mat(((a, c * a), (b, 'k')))}$ singular? Give $k$.",
            ),
            key=c * b,
            proof=Satisfies(
                "parallel columns",
                "With this k the second column is a multiple of the first.",
                lambda g: is_multiple((a, b), (c * a, g)),
            ),
            steps=[
                ("The determinant has to vanish", f"{linear_side((a,), ('k',))} - ({times(c * a, b)}) = 0"),
                ("Solve for k", f"k = {c * b}"),
            ],
            hints=(
                "You are asked when a matrix cannot be inverted.",
                "There is no inverse exactly when $ad - bc = 0$.",
                "Write the determinant with $k$.",
            ),
            symbols=("k",),
            wrong=[(-c * b, "The sign is turned round.")],
        )
    m = unimodular(draw)
    inv = tuple(tuple(int(e) for e in row) for row in inverse2(m))
    shown = ((inv[0][0], "k"), inv[1])
    return typed(
        draw,
        ask=(
            f"The inverse of ${mat(m)}$ is ${mat(shown)}$. Find $k$.",
            f"Find $k$ so that ${mat(m)} {mat(shown)}$ is the identity matrix.",
        ),
        key=inv[0][1],
        proof=Satisfies(
            "multiplication",
            "With k put in, the product is the identity.",
            lambda g: second_way.exact_product(((inv[0][0], g), inv[1]), m) == identity(2),
        ),
        steps=[
            (
                "Row 1, column 2 of the product has to be zero",
                rf"{guarded(m[0][0])} \cdot k + {times(guarded(m[0][1]), inv[1][1])} = 0",
            ),
            ("Solve for k", f"k = {inv[0][1]}"),
        ],
        hints=(
            "You are asked for one entry of an inverse.",
            "Matrix times inverse is the identity: off the diagonal the entries are zero.",
            "Multiply the first row of the matrix with the second column of the inverse.",
        ),
        symbols=("k",),
        wrong=[
            (-inv[0][1], "The sign is turned round."),
            (m[0][1], "Off the diagonal the sign changes, and the determinant divides."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "invert", COMPUTE, _invert, objectives=(1,)),
    Generator(TOPIC, "check", TRUE_FALSE, _check, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "solve", COMPUTE, _solve, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "product", COMPUTE, _product, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(1, 2)),
    Generator(TOPIC, "in-order", ORDER, solve_by_inverse, levels=(3,), objectives=(1, 3)),
)
