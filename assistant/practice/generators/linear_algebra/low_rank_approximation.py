"""Exercises on low-rank approximation: the best rank-one table, its error, storage, and shares kept."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, MATRIX, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.spectra import share_kept
from assistant.practice.generators.linear_algebra.pieces import added, multiple, row_of
from assistant.practice.notation import chain, mat, root, squares_sum, tex, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, show, typed, words

TOPIC = "low-rank-approximation"


def _best(draw: Draw, level: int) -> Draft:
    u, v = draw.choice(((1, 1), (1, -1))), draw.choice(((1, 1), (1, -1)))
    s, t = 2 * draw.integer(3, 12), 2 * draw.integer(1, 2)
    z, w = (u[1], -u[0]), (v[1], -v[0])
    one = tuple(tuple(s * a * b // 2 for b in v) for a in u)
    rest = tuple(tuple(t * a * b // 2 for b in w) for a in z)
    a = tuple(added(r, q) for r, q in zip(one, rest, strict=True))
    return typed(
        draw,
        ask=(
            f"$A = {mat(a)}$ is ${s} \\cdot \\frac{{1}}{{2}} {vec(u)} {row_of(v)} + {t} \\cdot \\frac{{1}}{{2}} {vec(z)} {row_of(w)}$, its singular value decomposition. Find its best approximation of rank one.",
        ),
        key=one,
        answer=MATRIX,
        proof=Satisfies(
            "error and rank",
            "The value has rank one, and what is left is orthogonal to it and as small as the second singular value.",
            lambda g: (
                second_way.determinant(g) == 0
                and sum((x - y) ** 2 for r, q in zip(a, g, strict=True) for x, y in zip(r, q, strict=True))
                == t * t
            ),
        ),
        steps=[("Keep the stronger piece", rf"{s} \cdot \frac{{1}}{{2}} {vec(u)} {row_of(v)} = {mat(one)}")],
        hints=(
            "You are asked for a table of rank one.",
            "Keep the piece with the largest singular value and drop the rest.",
            f"Which is larger, ${s}$ or ${t}$?",
        ),
        wrong=[
            (rest, "That is the weaker piece."),
            (a, "That is the matrix itself; it has rank two."),
            (tuple(multiple(2, r) for r in one), "Mind the factor one half."),
        ],
    )


def _error(draw: Draw, level: int) -> Draft:
    (a, b, c) = draw.choice(
        ((3, 4, 5), (6, 8, 10), (5, 12, 13), (8, 15, 17), (2, 3, 0), (1, 2, 0), (9, 12, 15))
    )
    top = draw.integer(20, 60)
    a, b = max(a, b), min(a, b)
    key: Any = c if c else sympy.sqrt(a * a + b * b)
    return typed(
        draw,
        ask=(
            f"The singular values of a table are {top}, {a} and {b}. How large is the error of the best approximation of rank one, in the Frobenius norm?",
            f"Of the singular values {top}, {a}, {b} only the first is kept. What is the Frobenius error?",
        ),
        key=key,
        answer="a number such as 5 or sqrt(13)",
        proof=again(
            "80 digits",
            "The error table is diagonal; its length was computed at 80 digits.",
            lambda: second_way.length((a, b)),
        ),
        steps=[("The root of the squares that were dropped", chain(root(squares_sum((a, b))), key))],
        hints=(
            "You are asked for the size of what is left out.",
            "The error is the root of the sum of the squares of the dropped singular values.",
            f"Dropped are ${a}$ and ${b}$.",
        ),
        wrong=[
            (a + b, "Square, add, and take the root."),
            (a, "That is the error in the spectral norm."),
            (a * a + b * b, "Take the root."),
        ],
    )


def _storage(draw: Draw, level: int) -> Draft:
    m, n, k = 10 * draw.integer(5, 200), 10 * draw.integer(5, 200), draw.integer(1, 40)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"A ${m} \\times {n}$ table is stored as two factors of rank ${k}$. How many numbers does that make?",
                f"LoRA adds a rank-${k}$ update to a ${m} \\times {n}$ weight matrix. How many new weights are trained?",
            ),
            key=k * (m + n),
            proof=again("both factors", "The entries of both factors were counted.", lambda: m * k + k * n),
            steps=[("Both thin factors", f"{k} \\cdot \\left({m} + {n}\\right) = {k * (m + n)}")],
            hints=(
                "You are asked to count stored numbers.",
                r"Two factors of shapes $m \times k$ and $k \times n$ hold $k(m + n)$ numbers.",
                "Add the two lengths first.",
            ),
            wrong=[
                (m * n, "That is the full table."),
                (k * m * n, "The factors are stored side by side: add."),
                (m + n, "Each factor is as wide as the rank."),
            ],
        )
    q = draw.choice((2, 4, 5, 10))
    m = n = 20 * draw.integer(2, 50)
    key = Fraction(m * n, q * (m + n))
    if key.denominator > 1:
        raise Unsuitable("ugly")
    return typed(
        draw,
        ask=(
            f"For which rank $k$ do two factors of a ${m} \\times {n}$ table hold exactly one {({2: 'half', 4: 'quarter', 5: 'fifth', 10: 'tenth'})[q]} of its numbers?",
        ),
        key=key,
        proof=Satisfies(
            "counting",
            "With k put in, the entries of both factors were counted.",
            lambda g: q * (m * g + g * n) == m * n,
        ),
        steps=[("Numbers in the factors", f"{m + n} k = {m * n // q}"), ("Solve for k", f"k = {tex(key)}")],
        hints=(
            "You are asked for a rank.",
            "The factors hold $k(m + n)$ numbers, the table $mn$.",
            f"The table holds ${m} \\cdot {n}$ numbers.",
        ),
        symbols=("k",),
        wrong=[
            (Fraction(m * n, m + n), "Only a part of the numbers is allowed."),
            (Fraction(n, q), "Two factors are stored."),
        ],
    )


def _share(draw: Draw, level: int) -> Draft:
    values = sorted((draw.integer(1, 12) for _ in range(4)), reverse=True)
    if len(set(values)) < 4:
        raise Unsuitable("equal")
    squares = [v * v for v in values]
    total = sum(squares)
    if level == 2:
        k = draw.choice((1, 2))
        return typed(
            draw,
            ask=(
                f"The singular values are {', '.join(map(str, values))}. Which share of the squares does rank ${k}$ keep?",
            ),
            key=Fraction(sum(squares[:k]), total),
            answer="a fraction such as 4/5",
            proof=again(
                "what is lost",
                "The share that is lost was subtracted from one.",
                lambda: 1 - Fraction(sum(v * v for v in values[k:]), total),
            ),
            steps=[
                (
                    "Squares kept over all squares",
                    rf"\frac{{{squares_sum(values[:k])}}}{{{squares_sum(values)}}} = {show(Fraction(sum(squares[:k]), total))}",
                )
            ],
            hints=(
                "You are asked for a share between zero and one.",
                "Square the singular values; divide what is kept by the sum.",
                f"All squares together are ${squares_sum(values)}$.",
            ),
            wrong=[
                (Fraction(sum(values[:k]), sum(values)), "Square the singular values first."),
                (1 - Fraction(sum(squares[:k]), total), "That is the share that is lost."),
            ],
        )
    wanted, r = draw.choice((50, 60, 75, 80, 90)), 1
    while sum(squares[:r]) * 100 < wanted * total:
        r += 1
    options = [f"Rank {i} is the smallest that does." for i in (1, 2, 3, 4)]
    return words(
        draw,
        ask=(
            f"The singular values are {', '.join(map(str, values))}. At least ${wanted}\\%$ of their squares are to be kept. Which rank is needed?",
        ),
        right=options[r - 1],
        options=[
            (
                o,
                f"Rank {i + 1} keeps {float(Fraction(sum(squares[: i + 1]) * 100, total)):.1f} per cent: "
                + ("that is not enough." if i + 1 < r else "enough, but a smaller rank is enough too."),
            )
            for i, o in enumerate(options)
        ],
        shuffled=False,
        decide=lambda: options[
            min(
                i
                for i in range(4)
                if Fraction(sum(v * v for v in values[i + 1 :]), total) <= 1 - Fraction(wanted, 100)
            )
        ],
        method="what is lost",
        detail="The shares that are lost were compared with what may be lost.",
        steps=[
            ("All squares", chain(squares_sum(values), total)),
            ("Kept by that rank", chain(squares_sum(values[:r]), sum(squares[:r]))),
        ],
        hints=(
            "You are asked for the smallest rank that keeps enough.",
            "Square the singular values and add them up from the largest on.",
            f"The total is ${squares_sum(values)}$.",
        ),
    )


def _enough(draw: Draw, level: int) -> Draft:
    m, n = draw.integer(20, 200), draw.integer(20, 200)
    k = draw.integer(5, 120)
    if k >= min(m, n):
        raise Unsuitable("no approximation")
    return claim(
        draw,
        says=(f"Two factors of rank ${k}$ need fewer numbers than the full ${m} \\times {n}$ table.",),
        truth=k * (m + n) < m * n,
        method="counting",
        detail="Both were counted entry by entry.",
        decide=lambda: m * k + k * n < m * n,
        steps=[
            ("The factors", f"{k} \\cdot ({m} + {n}) = {k * (m + n)}"),
            ("The table", f"{m} \\cdot {n} = {m * n}"),
        ],
        hints=(
            "You are asked whether storing factors pays.",
            "The factors hold $k(m + n)$ numbers, the table $mn$.",
            "Compute both and compare.",
        ),
        if_wrong=f"The factors hold ${k * (m + n)}$ numbers, the table ${m * n}$.",
    )


GENERATORS = (
    Generator(TOPIC, "rank-one", COMPUTE, _best, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "error", COMPUTE, _error, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "storage", COMPUTE, _storage, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _storage, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "pays", TRUE_FALSE, _enough, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "share", COMPUTE, _share, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "rank", CHOICE, _share, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, share_kept, levels=(3,), objectives=(1, 2, 4)),
)
