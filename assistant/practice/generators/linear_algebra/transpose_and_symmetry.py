"""Exercises on the transpose: products, Gram matrices, symmetric and antisymmetric parts."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, MATRIX, ORDER, REVERSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.systems import split_in_two
from assistant.practice.generators.linear_algebra.pieces import (
    dots,
    flipped,
    linear_side,
    multiple,
    row_of,
    times_matrix,
)
from assistant.practice.notation import chain, mat, over
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, show, typed, words

TOPIC = "transpose-and-symmetry"


def _transpose(draw: Draw, level: int) -> Draft:
    if level == 1:
        a = draw.matrix(*draw.choice(((2, 3), (3, 2), (2, 2))), -6, 7)
        if len(a) == len(a[0]) and a[0][1] == a[1][0]:
            raise Unsuitable("symmetric")
        return typed(
            draw,
            ask=(f"Transpose ${mat(a)}$.", f"Write down $A^\\top$ for $A = {mat(a)}$."),
            key=flipped(a),
            answer=MATRIX,
            proof=again(
                "entry by entry",
                "Each entry was fetched with its two indices exchanged.",
                lambda: tuple(tuple(a[i][j] for i in range(len(a))) for j in range(len(a[0]))),
            ),
            steps=[("Rows become columns", rf"{mat(a)}^\top = {mat(flipped(a))}")],
            hints=(
                "You are asked for a matrix with rows and columns exchanged.",
                "The entry in row $i$ and column $j$ moves to row $j$ and column $i$.",
                f"The first row ${row_of(a[0])}$ becomes the first column.",
            ),
            wrong=[
                (tuple(reversed(a)), "That only turns the order of the rows."),
                (
                    tuple(tuple(reversed(r)) for r in a),
                    "That mirrors the rows; a transpose exchanges rows and columns.",
                ),
                (
                    tuple(reversed(flipped(a))),
                    "That is a rotation: the first row has to become the first column.",
                ),
            ],
        )
    a, b = draw.matrix(2, 2, -3, 4), draw.matrix(2, 2, -3, 4)
    product_ = times_matrix(a, b)
    key = flipped(product_)
    if key in (product_, times_matrix(flipped(a), flipped(b))):
        raise Unsuitable("too symmetric")
    return typed(
        draw,
        ask=(
            rf"Compute $(AB)^\top$ for $A = {mat(a)}$ and $B = {mat(b)}$.",
            rf"Find $\left({mat(a)} {mat(b)}\right)^\top$.",
        ),
        key=key,
        answer=MATRIX,
        proof=again(
            "the other order",
            "The transposed factors were multiplied in the opposite order.",
            lambda: second_way.product(flipped(b), flipped(a)),
        ),
        steps=[
            ("Multiply", f"{mat(a)} {mat(b)} = {mat(product_)}"),
            ("Exchange rows and columns", rf"{mat(product_)}^\top = {mat(key)}"),
        ],
        hints=(
            "You are asked for a transposed product.",
            r"$(AB)^\top = B^\top A^\top$: the order turns round. Or multiply first and transpose then.",
            f"The entry of $AB$ in the upper left corner is ${dots(a[0], flipped(b)[0])}$.",
        ),
        wrong=[
            (product_, "That is the product itself; it is still to be transposed."),
            (
                times_matrix(flipped(a), flipped(b)),
                "The order of the factors turns round: the second comes first.",
            ),
            (times_matrix(b, a), "That multiplies in the other order without transposing."),
        ],
    )


def _gram(draw: Draw, level: int) -> Draft:
    a = draw.matrix(3, 2, -3, 4) if level == 2 else draw.matrix(2, 3, -3, 3)
    key = times_matrix(flipped(a), a)
    columns = flipped(a)
    ask = [
        rf"Compute the Gram matrix $A^\top A$ of $A = {mat(a)}$: all dot products of its columns.",
        rf"The columns of the data matrix $X = {mat(a)}$ are features. Compute $X^\top X$.",
    ]
    return typed(
        draw,
        ask=ask,
        key=key,
        answer=MATRIX,
        proof=again(
            "sum over the rows",
            "The outer products of the rows with themselves were added up.",
            lambda: tuple(
                tuple(sum(r[i] * r[j] for r in a) for j in range(len(columns))) for i in range(len(columns))
            ),
        ),
        steps=[
            ("First column with itself", chain(dots(columns[0], columns[0]), key[0][0])),
            ("First column with the second", chain(dots(columns[0], columns[1]), key[0][1])),
            ("All of them", f"{mat(flipped(a))} {mat(a)} = {mat(key)}"),
        ],
        hints=(
            f"You are asked for a symmetric matrix of shape ${len(columns)} \\times {len(columns)}$.",
            "The entry in row $i$ and column $j$ is the dot product of columns $i$ and $j$; squared lengths stand on the diagonal.",
            f"Begin with the first column: ${dots(columns[0], columns[0])}$.",
        ),
        wrong=[
            (times_matrix(a, flipped(a)), r"That is $A A^\top$: the dot products of the rows.")
            if level == 2
            else (
                tuple(tuple(-e if i != j else e for j, e in enumerate(r)) for i, r in enumerate(key)),
                "Check the signs off the diagonal.",
            ),
            (
                tuple(tuple(e if i == j else 0 for j, e in enumerate(r)) for i, r in enumerate(key)),
                "The columns are not orthogonal to each other.",
            ),
        ],
    )


def _part(draw: Draw, level: int) -> Draft:
    m = draw.matrix(2, 2, -6, 7) if level == 2 else draw.matrix(3, 3, -4, 5)
    anti = draw.coin()
    key = tuple(
        tuple(Fraction(e - f if anti else e + f, 2) for e, f in zip(r, s, strict=True))
        for r, s in zip(m, flipped(m), strict=True)
    )
    if m == flipped(m) or any(v.denominator > 1 for r in key for v in r):
        raise Unsuitable("nothing to split")
    sign, name = ("-", "antisymmetric") if anti else ("+", "symmetric")
    other = tuple(tuple(e - k for e, k in zip(r, s, strict=True)) for r, s in zip(m, key, strict=True))
    return typed(
        draw,
        ask=(
            f"Find the {name} part of ${mat(m)}$.",
            f"Split $M = {mat(m)}$ into a symmetric and an antisymmetric part. Which is the {name} one?",
        ),
        key=key,
        answer=MATRIX,
        proof=Satisfies(
            "both parts",
            "The value has the right symmetry, and what is left of the matrix has the other one.",
            lambda g: all(
                g[i][j] == (-g[j][i] if anti else g[j][i])
                and m[i][j] - g[i][j] == (1 if anti else -1) * (m[j][i] - g[j][i])
                for i in range(len(m))
                for j in range(len(m))
            ),
        ),
        steps=[
            (
                "Half of matrix and transpose",
                rf"\frac{{1}}{{2}}\left({mat(m)} {sign} {mat(flipped(m))}\right) = {show(key)}",
            )
        ],
        hints=(
            f"You are asked for the {name} part of a matrix.",
            r"The symmetric part is $\frac{1}{2}(M + M^\top)$, the antisymmetric one $\frac{1}{2}(M - M^\top)$.",
            f"Write down the transpose: its first row is ${row_of([r[0] for r in m])}$.",
        ),
        wrong=[
            (tuple(multiple(2, r) for r in key), "Take half of it."),
            (other, "That is the other part."),
            (tuple(multiple(-1, r) for r in key), "The signs are turned round."),
        ],
    )


def _which(draw: Draw, level: int) -> Draft:
    size = 2 if level == 1 else 3
    base = draw.matrix(size, size, -5, 6)
    kind = draw.integer(0, 2)
    m = tuple(
        tuple(
            (base[min(i, j)][max(i, j)])
            if kind == 0
            else (0 if i == j else base[i][j] if i < j else -base[j][i])
            if kind == 1
            else base[i][j]
            for j in range(size)
        )
        for i in range(size)
    )
    if kind == 2 and draw.coin():
        m = tuple(tuple(base[i][j] if i <= j else -base[j][i] for j in range(size)) for i in range(size))
    options = ("It is symmetric.", "It is antisymmetric.", "It is neither of the two.")
    if not any(m[i][j] for i in range(size) for j in range(i)) and kind < 2:
        raise Unsuitable("both or diagonal")

    def decide() -> str:
        s = sympy.Matrix(m)
        return options[0] if s.is_symmetric() else options[1] if s.is_anti_symmetric() else options[2]

    if decide() != options[kind]:
        raise Unsuitable("another kind by chance")
    return words(
        draw,
        ask=(f"What is true of ${mat(m)}$?", f"Which symmetry has $S = {mat(m)}$?"),
        right=options[kind],
        options=list(
            zip(
                options,
                (
                    "Mirror the entries at the diagonal and compare.",
                    "An antisymmetric matrix has zeros on its diagonal, and opposite signs across it.",
                    "Mirror the entries at the diagonal once more and compare signs.",
                ),
                strict=True,
            )
        ),
        shuffled=False,
        decide=decide,
        method="SymPy",
        detail="SymPy compared the matrix with its transpose.",
        steps=[("The transpose", rf"{mat(m)}^\top = {mat(flipped(m))}")],
        hints=(
            "You are asked to compare a matrix with its mirror image at the diagonal.",
            r"Symmetric: $S^\top = S$. Antisymmetric: $S^\top = -S$, so that zeros stand on the diagonal.",
            f"Compare ${m[0][1]}$ in row 1, column 2 with ${m[1][0]}$ in row 2, column 1.",
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    size = 2 if level == 1 else 3
    base = draw.matrix(size, size, -6, 7)
    sym = [[base[min(i, j)][max(i, j)] for j in range(size)] for i in range(size)]
    i, j = draw.sample(range(size), 2)
    value, c, d = sym[i][j], draw.choice((1, 1, 2, -1, 3)), draw.integer(-6, 7)
    total = c * value + d
    sym[j][i] = total
    entry = linear_side((c,), ("k",)) + (f" {'+' if d > 0 else '-'} {abs(d)}" if d else "")
    shown = [[entry if (r, s) == (i, j) else e for s, e in enumerate(row)] for r, row in enumerate(sym)]
    solved = total - d
    if (c, d) == (1, 0) or solved % c:
        raise Unsuitable("read off")
    return typed(
        draw,
        ask=(
            f"For which $k$ is ${mat(shown)}$ symmetric?",
            f"Find $k$ so that $S^\\top = S$ for $S = {mat(shown)}$.",
        ),
        key=solved // c,
        proof=Satisfies(
            "substitution",
            "With k put in, the entry equals the one across the diagonal.",
            lambda g: c * g + d == total,
        ),
        steps=[
            ("The entry across the diagonal", f"{entry} = {total}"),
            ("Solve for k", chain("k", over(total - d, c), solved // c)),
        ],
        hints=(
            "You are asked for the number that makes a matrix equal to its transpose.",
            "Entries across the diagonal have to be equal.",
            f"The entry with $k$ stands in row {i + 1}, column {j + 1}. Find the one in row {j + 1}, column {i + 1}.",
        ),
        symbols=("k",),
        wrong=[
            (total, "Solve for $k$: the entry is a formula."),
            (Fraction(total + d, c), "Check the sign when you bring the number over."),
            (-total, "That would be antisymmetric."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "transpose", COMPUTE, _transpose, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "gram", COMPUTE, _gram, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "part", COMPUTE, _part, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "which", CHOICE, _which, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "in-order", ORDER, split_in_two, levels=(3,), objectives=(4,)),
)
