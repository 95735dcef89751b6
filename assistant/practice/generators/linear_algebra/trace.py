"""Exercises on the trace: sums of diagonals, products in either order, and sums of squares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import dots, flipped, times_matrix, times_vector
from assistant.practice.notation import chain, mat, minus, plus, scaled, squares_sum, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed

TOPIC = "trace"


def _trace(draw: Draw, level: int) -> Draft:
    if level == 1:
        a = draw.matrix(3, 3, -6, 7)
        key = a[0][0] + a[1][1] + a[2][2]
        return typed(
            draw,
            ask=(f"Find the trace of ${mat(a)}$.", rf"Compute $\operatorname{{tr}} {mat(a)}$."),
            key=key,
            proof=again("SymPy", "SymPy summed the diagonal.", lambda: int(sympy.Matrix(a).trace())),
            steps=[("Add the diagonal", chain(plus(a[0][0], a[1][1], a[2][2]), key))],
            hints=(
                "You are asked for one number.",
                "The trace is the sum of the entries from upper left to lower right.",
                f"It begins with ${a[0][0]}$.",
            ),
            wrong=[
                (a[0][2] + a[1][1] + a[2][0], "That is the other diagonal."),
                (a[0][0] * a[1][1] * a[2][2], "The entries are added."),
                (sum(map(sum, a)), "Only the diagonal counts."),
            ],
        )
    shape = (2, 2) if level == 2 else (2, 3)
    a, b = draw.matrix(2, shape[1], -4, 5), draw.matrix(shape[1], 2, -4, 5)
    product_ = times_matrix(a, b)
    key = product_[0][0] + product_[1][1]
    return typed(
        draw,
        ask=(f"Compute $\\operatorname{{tr}}(AB)$ for $A = {mat(a)}$ and $B = {mat(b)}$.",),
        key=key,
        proof=again(
            "the other order",
            "The trace of the product in the other order was computed by NumPy.",
            lambda: sum(second_way.product(b, a)[i][i] for i in range(len(b))),
        ),
        steps=[
            ("First diagonal entry of the product", chain(dots(a[0], flipped(b)[0]), product_[0][0])),
            ("Second diagonal entry", chain(dots(a[1], flipped(b)[1]), product_[1][1])),
            ("Add", chain(plus(product_[0][0], product_[1][1]), key)),
        ],
        hints=(
            "You are asked for the trace of a product; not all of the product is needed.",
            "Only the diagonal entries of the product count: row 1 with column 1, and so on.",
            f"Begin with ${dots(a[0], flipped(b)[0])}$.",
        ),
        wrong=[
            (
                (a[0][0] + a[1][1]) * (b[0][0] + b[1][1]),
                "The trace of a product is not the product of the traces.",
            ),
            (a[0][0] * b[0][0] + a[1][1] * b[1][1], "Multiply rows with columns, not only the diagonals."),
            (product_[0][1] + product_[1][0], "That is the other diagonal."),
        ],
    )


def _rules(draw: Draw, level: int) -> Draft:
    ta, tb, c, d = (
        draw.nonzero(-6, 7),
        draw.nonzero(-6, 7),
        draw.choice((2, 3, -1, -2, 5)),
        draw.choice((1, -1, 3)),
    )
    key = c * ta + d * tb
    shown = f"{scaled(c, 'A')} {'+' if d > 0 else '-'} {scaled(abs(d), 'B^' + chr(92) + 'top')}"
    return typed(
        draw,
        ask=(
            f"$\\operatorname{{tr}}(A) = {ta}$ and $\\operatorname{{tr}}(B) = {tb}$. Find $\\operatorname{{tr}}\\left({shown}\\right)$.",
        ),
        key=key,
        proof=again(
            "concrete matrices",
            "Matrices with these traces were put in.",
            lambda: int(
                (c * sympy.Matrix([[ta, 2], [5, 0]]) + d * sympy.Matrix([[1, 7], [-2, tb - 1]]).T).trace()
            ),
        ),
        steps=[
            (
                "The trace is linear, and transposing changes nothing",
                chain(plus(times(c, ta), times(d, tb)), key),
            )
        ],
        hints=(
            "You are asked for a trace although the matrices are not known.",
            r"$\operatorname{tr}(cA + B) = c \operatorname{tr}(A) + \operatorname{tr}(B)$, and $\operatorname{tr}(A^\top) = \operatorname{tr}(A)$.",
            "Take the expression apart, term by term.",
        ),
        wrong=[
            (c * ta - d * tb, "Transposing does not turn the sign."),
            (ta + tb, "The factors come along."),
            (c * c * ta + d * tb, "The factor counts once, not once for every row."),
        ],
    )


def _cyclic(draw: Draw, level: int) -> Draft:
    letters = draw.sample(("A", "B", "C", "D", "E", "K", "M"), 3)
    same = draw.coin()
    a, b, c = letters
    other = draw.choice(((b, c, a), (c, a, b))) if same else draw.choice(((b, a, c), (a, c, b), (c, b, a)))
    base = {a: ((1, 2), (0, 3)), b: ((0, 1), (1, 1)), c: ((2, 0), (1, 5))}

    def product_of(order: Sequence[str]) -> Any:
        return second_way.product(second_way.product(base[order[0]], base[order[1]]), base[order[2]])

    def trace_of(order: Sequence[str]) -> int:
        m = product_of(order)
        return int(m[0][0] + m[1][1])

    if not same and trace_of(other) == trace_of(letters):
        raise Unsuitable("equal by chance")
    return claim(
        draw,
        says=(
            f"For all square matrices of one size, $\\operatorname{{tr}}({a}{b}{c}) = \\operatorname{{tr}}({''.join(other)})$.",
            f"Inside a trace the product ${a}{b}{c}$ may always be replaced by ${''.join(other)}$.",
        ),
        truth=same,
        method="an example",
        detail="Both products were computed for three matrices that tell the orders apart.",
        decide=lambda: trace_of(other) == trace_of(letters),
        steps=[
            (
                f"For three example matrices, {''.join(order)}",
                f"\\operatorname{{tr}} {mat(product_of(order))} = {trace_of(order)}",
            )
            for order in (letters, other)
        ],
        hints=(
            "You are asked which orders a trace cannot tell apart.",
            "The cyclic property: the last factor may move to the front, and so on round the circle.",
            "Write the three letters on a circle and read on from another place.",
        ),
        if_wrong=f"Reading round the circle, ${a}{b}{c}$ gives only ${b}{c}{a}$ and ${c}{a}{b}$.",
    )


def _squares(draw: Draw, level: int) -> Draft:
    if level == 2:
        a = draw.matrix(2, draw.choice((2, 3)), -5, 6)
        key = sum(e * e for r in a for e in r)
        return typed(
            draw,
            ask=(
                f"Compute $\\operatorname{{tr}}(C^\\top C)$ for the weight matrix $C = {mat(a)}$ (this is its squared Frobenius norm).",
                f"Weight decay adds $\\operatorname{{tr}}(C^\\top C)$ to the loss. How much is that for $C = {mat(a)}$?",
            ),
            key=key,
            proof=again(
                "NumPy",
                "The product was computed by NumPy and its diagonal summed.",
                lambda: sum(second_way.product(flipped(a), a)[i][i] for i in range(len(a[0]))),
            ),
            steps=[
                ("The sum of the squares of all entries", chain(squares_sum([e for r in a for e in r]), key))
            ],
            hints=(
                "You are asked for a sum of squares in disguise.",
                r"$\operatorname{tr}(C^\top C)$ is the sum of the squares of all entries of $C$.",
                f"Begin with the square of ${a[0][0]}$.",
            ),
            wrong=[
                (sum(e for r in a for e in r), "Square the entries."),
                (sum(a[i][i] ** 2 for i in range(2)), "All entries count, not only the diagonal."),
                (sum(e for r in a for e in r) ** 2, "Square each entry, then add."),
            ],
        )
    a, x = draw.matrix(2, 2, -4, 5), draw.full_vector(2, -3, 4)
    outer = tuple(tuple(u * v for v in x) for u in x)
    key = second_way.dot(x, times_vector(a, x))
    return typed(
        draw,
        ask=(
            f"Compute $\\operatorname{{tr}}(A \\mathbf{{x}} \\mathbf{{x}}^\\top)$ for $A = {mat(a)}$ and $\\mathbf{{x}} = {vec(x)}$.",
            f"Write $\\mathbf{{x}}^\\top A \\mathbf{{x}}$ as a trace and compute it, for $A = {mat(a)}$ and $\\mathbf{{x}} = {vec(x)}$.",
        ),
        key=key,
        proof=again(
            "the trace itself",
            "The outer product was multiplied with the matrix and the diagonal summed.",
            lambda: sum(second_way.product(a, outer)[i][i] for i in range(2)),
        ),
        steps=[
            ("Matrix times vector", f"{mat(a)} {vec(x)} = {vec(times_vector(a, x))}"),
            ("Dot product with the vector", chain(dots(x, times_vector(a, x)), key)),
        ],
        hints=(
            "You are asked for one number.",
            r"$\operatorname{tr}(A \mathbf{x} \mathbf{x}^\top) = \mathbf{x}^\top A \mathbf{x}$, which is quicker.",
            f"Multiply the matrix with ${vec(x)}$ first.",
        ),
        wrong=[
            (a[0][0] * x[0] ** 2 + a[1][1] * x[1] ** 2, "The entries off the diagonal take part."),
            (
                (a[0][0] + a[1][1]) * second_way.dot(x, x),
                "The trace of a product is not the product of the traces.",
            ),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    a: Any
    if level == 1:
        a = [list(r) for r in draw.matrix(3, 3, -6, 7)]
        i = draw.integer(0, 2)
        value, total = a[i][i], sum(a[j][j] for j in range(3))
        shown = [["k" if (r, s) == (i, i) else e for s, e in enumerate(row)] for r, row in enumerate(a)]
        return typed(
            draw,
            ask=(f"The trace of ${mat(shown)}$ is ${total}$. Find $k$.",),
            key=value,
            proof=Satisfies(
                "substitution",
                "With k put in, the diagonal was summed.",
                lambda g: sum(a[j][j] if j != i else g for j in range(3)) == total,
            ),
            steps=[
                (
                    "The other diagonal entries",
                    chain(plus(*(a[j][j] for j in range(3) if j != i)), total - value),
                ),
                ("What is left", f"k = {minus(total, total - value)} = {value}"),
            ],
            hints=(
                "You are asked for a diagonal entry.",
                "The trace is the sum of the diagonal.",
                "Add the other two entries of the diagonal.",
            ),
            symbols=("k",),
            wrong=[
                (total, "Subtract the other entries."),
                (2 * total - value, "Subtract instead of adding."),
            ],
        )
    l1, l2 = draw.integer(-6, 7), draw.integer(-6, 7)
    a = draw.integer(-6, 7)
    b = draw.nonzero(-5, 6)
    return typed(
        draw,
        ask=(
            f"A $2 \\times 2$ matrix has the eigenvalue ${l1}$; its diagonal is ${a}$ and ${l1 + l2 - a}$. What is the other eigenvalue?",
            f"The trace of a $2 \\times 2$ matrix is ${l1 + l2}$ and one eigenvalue is ${l1}$. Find the other one.",
        ),
        key=l2,
        proof=again(
            "a triangular matrix",
            "A triangular matrix with these eigenvalues was built and its trace taken.",
            lambda: int(sympy.Matrix([[l1, b], [0, l2]]).trace()) - l1,
        ),
        steps=[("The trace is the sum of the eigenvalues", chain(minus(l1 + l2, l1), l2))],
        hints=(
            "You are asked for the second eigenvalue.",
            "The trace equals the sum of the eigenvalues.",
            "Find the trace, then subtract.",
        ),
        wrong=[(l1 + l2, "Subtract the known eigenvalue."), (-l2, "The sign is turned round.")],
    )


GENERATORS = (
    Generator(TOPIC, "trace", COMPUTE, _trace, objectives=(1,)),
    Generator(TOPIC, "rules", COMPUTE, _rules, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "cyclic", TRUE_FALSE, _cyclic, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "squares", COMPUTE, _squares, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 3), objectives=(1,)),
)
