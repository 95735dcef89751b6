"""Exercises on diagonalisation: eigenvectors as a basis, powers, long runs, and defective matrices."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MATRIX, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.spectra import long_run
from assistant.practice.generators.linear_algebra.pieces import (
    flipped,
    inverse2,
    multiple,
    times_matrix,
    unimodular,
)
from assistant.practice.notation import decimal, guarded, mat, tex, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed

TOPIC = "diagonalisation"


def _made(draw: Draw) -> tuple[Any, Any, Any, Any]:
    p = unimodular(draw, 2)
    l1, l2 = draw.sample((-2, -1, 0, 1, 2, 3), 2)
    inv = tuple(tuple(int(e) for e in r) for r in inverse2(p))
    return p, (l1, l2), inv, times_matrix(times_matrix(p, ((l1, 0), (0, l2))), inv)


def _diagonal(draw: Draw, level: int) -> Draft:
    p, (l1, l2), _, a = _made(draw)
    return typed(
        draw,
        ask=(
            f"$P = {mat(p)}$ holds eigenvectors of $A = {mat(a)}$. Find $D$ with $A = P D P^{{-1}}$.",
            f"Diagonalise $A = {mat(a)}$ with $P = {mat(p)}$: which diagonal matrix $D$ belongs to it, in this order?",
        ),
        key=((l1, 0), (0, l2)),
        answer=MATRIX,
        proof=Satisfies(
            "columns",
            "A times P was compared with P times D.",
            lambda g: second_way.exact_product(a, p) == second_way.exact_product(p, g),
        ),
        steps=[
            ("First column of P", f"{mat(a)} {vec(flipped(p)[0])} = {vec(multiple(l1, flipped(p)[0]))}"),
            ("Second column of P", f"{mat(a)} {vec(flipped(p)[1])} = {vec(multiple(l2, flipped(p)[1]))}"),
        ],
        hints=(
            "You are asked for the eigenvalues, in the order of the eigenvectors.",
            "$AP = PD$ says, column by column, how much each eigenvector is stretched.",
            f"Multiply $A$ with the first column ${vec(flipped(p)[0])}$.",
        ),
        wrong=[
            (((l2, 0), (0, l1)), "The eigenvalues follow the order of the eigenvectors."),
            (((a[0][0], 0), (0, a[1][1])), "The diagonal of the matrix is not made of eigenvalues."),
        ],
    )


def _power(draw: Draw, level: int) -> Draft:
    p, (l1, l2), inv, a = _made(draw)
    n = draw.choice((3, 4, 5))
    key = times_matrix(times_matrix(p, ((l1**n, 0), (0, l2**n))), inv)
    return typed(
        draw,
        ask=(
            f"$A = P D P^{{-1}}$ with $P = {mat(p)}$, $D = {mat(((l1, 0), (0, l2)))}$ and $P^{{-1}} = {mat(inv)}$. Compute $A^{n}$.",
        ),
        key=key,
        answer=MATRIX,
        proof=again(
            "step by step",
            "The matrix was multiplied with itself again and again by NumPy.",
            lambda: _times_itself(a, n),
        ),
        steps=[
            ("Powers on the diagonal", f"{mat(((l1, 0), (0, l2)))}^{n} = {mat(((l1**n, 0), (0, l2**n)))}"),
            ("The sandwich", f"{mat(p)} {mat(((l1**n, 0), (0, l2**n)))} {mat(inv)} = {mat(key)}"),
        ],
        hints=(
            "You are asked for a power of a matrix.",
            r"$A^k = P D^k P^{-1}$: only the eigenvalues are raised.",
            f"Raise ${l1}$ and ${l2}$ to the power ${n}$.",
        ),
        wrong=[
            (a, "That is the first power."),
            (
                times_matrix(times_matrix(inv, ((l1**n, 0), (0, l2**n))), p),
                "The inverse stands on the right.",
            ),
        ],
    )


def _times_itself(a: Any, n: int) -> Any:
    result = a
    for _ in range(n - 1):
        result = second_way.product(result, a)
    return result


def _long(draw: Draw, level: int) -> Draft:
    q, r = draw.integer(1, 8), draw.integer(1, 8)
    if q + r >= 10 and q + r != 10:
        raise Unsuitable("turns back and forth")
    stay, come = Fraction(10 - q, 10), Fraction(r, 10)
    a = ((stay, come), (1 - stay, 1 - come))
    key = Fraction(r, q + r)
    shown = mat([[decimal(e) for e in row] for row in a])
    return typed(
        draw,
        ask=(
            f"Each month ${decimal(Fraction(q, 10))}$ of the subscribers leave and ${decimal(come)}$ of the others join: ${shown}$. Which share is subscribed in the long run?",
            f"The step ${shown}$ is repeated again and again on shares that add up to one. What does the first share approach?",
        ),
        key=key,
        answer="a fraction such as 2/3",
        proof=Satisfies(
            "staying put",
            "The shares stay what they are when the step is applied.",
            lambda g: second_way.image(a, (g, 1 - g)) == (g, 1 - g),
        ),
        steps=[
            (
                "In the long run nothing changes",
                f"{decimal(stay)} s + {decimal(come)} \\left(1 - s\\right) = s",
            ),
            ("Solve for the share", f"s = {tex(key)}"),
        ],
        hints=(
            "You are asked for the eigenvector of the eigenvalue 1, scaled to shares.",
            "The other eigenvalue is smaller than one, so its part dies out.",
            "As many leave as join: write that as an equation.",
        ),
        wrong=[
            (1 - key, "That is the share of the others."),
            (Fraction(1, 2), "It depends on how many leave and join."),
            (stay, "That is what happens in one step."),
        ],
    )


def _defective(draw: Draw, level: int) -> Draft:
    e, b, m = draw.integer(-3, 4), draw.choice((0, 1, 2, -1, 3)), draw.integer(-3, 4)
    a: Any = ((e, b), (0, m))
    if draw.coin():
        # A defective matrix in another basis: e I plus a nilpotent part.
        u, v = draw.nonzero(-2, 2), draw.nonzero(-2, 2)
        a = ((e - u * v, u * u), (-v * v, e + u * v))
        m = e
    truth = e != m or a[0][1] == a[1][0] == 0
    trace, det = a[0][0] + a[1][1], second_way.determinant(a)
    return claim(
        draw,
        says=(f"${mat(a)}$ can be diagonalised.", f"There are two independent eigenvectors of ${mat(a)}$."),
        truth=truth,
        method="SymPy",
        detail="SymPy looked for a basis of eigenvectors.",
        decide=lambda: sympy.Matrix(a).is_diagonalizable(),
        steps=[
            ("Trace", f"{a[0][0]} + {guarded(a[1][1])} = {trace}"),
            ("Determinant", rf"\det {mat(a)} = {det}"),
            (
                "Squared trace minus four determinants",
                f"{guarded(trace)}^2 - 4 \\cdot {guarded(det)} = {trace**2 - 4 * det}",
            ),
        ],
        hints=(
            "You are asked whether there are enough eigenvectors.",
            "Two different eigenvalues are enough. With a double one, only a multiple of the identity can be diagonalised.",
            "Find the eigenvalues from trace and determinant.",
        ),
        if_wrong="The eigenvalues are "
        + (
            f"${e}$ and ${m}$."
            if e != m
            else f"${e}$, twice; "
            + (
                "the matrix is a multiple of the identity."
                if truth
                else "there is only one direction of eigenvectors."
            )
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    l1, l2, n = draw.nonzero(-3, 3), draw.nonzero(-3, 3), draw.choice((2, 3))
    b = draw.nonzero(-4, 5)
    if l1 == l2:
        raise Unsuitable("equal")
    return (
        typed(
            draw,
            ask=(
                f"${mat(((l1, b), (0, 'k')))}$ is not diagonalisable. Find $k$.",
                f"For which $k$ has ${mat(((l1, b), (0, 'k')))}$ only one direction of eigenvectors?",
            ),
            key=l1,
            proof=Satisfies(
                "eigenvectors",
                "With this k there is a double eigenvalue but one direction only.",
                lambda g: g == l1 and second_way.rank(((l1 - g, b), (0, 0))) == 1,
            ),
            steps=[
                ("A triangular matrix has its eigenvalues on the diagonal; they must coincide", f"k = {l1}")
            ],
            hints=(
                "You are asked when a matrix is defective.",
                "Two different eigenvalues would be enough to diagonalise.",
                "The eigenvalues of a triangular matrix stand on its diagonal.",
            ),
            symbols=("k",),
            wrong=[
                (b, "Compare the two entries on the diagonal."),
                (-l1, "The eigenvalues have to be equal."),
            ],
        )
        if level == 1
        else typed(
            draw,
            ask=(
                f"$A$ has the eigenvalue $k$, and $A^{{{n * 2 - 1}}}$ has ${l2 ** (n * 2 - 1)}$ for the same eigenvector. Find $k$.",
            ),
            key=l2,
            proof=Satisfies(
                "powers",
                "The power of k gives the eigenvalue of the power.",
                lambda g: g ** (n * 2 - 1) == l2 ** (n * 2 - 1),
            ),
            steps=[
                ("Eigenvalues are raised with the matrix", f"k^{n * 2 - 1} = {l2 ** (n * 2 - 1)}"),
                ("Take the root", f"k = {l2}"),
            ],
            hints=(
                "You are asked for an eigenvalue before a power was taken.",
                r"If $A\mathbf{v} = \lambda\mathbf{v}$, then $A^n\mathbf{v} = \lambda^n\mathbf{v}$.",
                "Take the root of odd degree; it keeps the sign.",
            ),
            symbols=("k",),
            wrong=[(-l2, "An odd power keeps the sign."), (l2 ** (n * 2 - 1), "Take the root.")],
        )
    )


GENERATORS = (
    Generator(TOPIC, "diagonal", COMPUTE, _diagonal, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "power", COMPUTE, _power, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "long-run", COMPUTE, _long, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "defective", TRUE_FALSE, _defective, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(2, 4)),
    Generator(TOPIC, "in-order", ORDER, long_run, levels=(3,), objectives=(3,)),
)
