"""Exercises on positive definite matrices: tests, convicting vectors, Gram matrices, and repairs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import (
    Rows,
    dots,
    flipped,
    linear_side,
    times_matrix,
    times_vector,
)
from assistant.practice.notation import chain, decimal, mat, over, squares_sum, tex, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, pick, typed, words

TOPIC = "positive-definite-matrices"


def _symmetric(draw: Draw) -> Rows:
    a, b, c = draw.integer(-3, 7), draw.nonzero(-4, 5), draw.integer(-2, 8)
    return ((a, b), (b, c))


def _test(draw: Draw, level: int) -> Draft:
    if level == 3:
        p, q, r = draw.nonzero(-2, 3), draw.nonzero(-2, 3), draw.integer(-2, 2)
        low = ((1, 0, 0), (p, 1, 0), (q, r, 1))
        d = (draw.integer(1, 3), draw.nonzero(-1, 3), draw.nonzero(-2, 3))
        scaled_ = tuple(tuple(e * d[j] for j, e in enumerate(row)) for row in low)
        m: Any = times_matrix(scaled_, flipped(low))
        truth = min(d) > 0
        minors = [m[0][0], m[0][0] * m[1][1] - m[0][1] ** 2, d[0] * d[1] * d[2]]
    else:
        m = _symmetric(draw)
        minors = [m[0][0], second_way.determinant(m)]
        truth = min(minors) > 0
        if 0 in minors or truth != draw.coin():
            raise Unsuitable("on the edge, or the other answer is wanted")
    steps = [
        ("Second leading minor", rf"\det {mat([r[:2] for r in m[:2]])} = {minors[1]}"),
    ]
    if level == 3:
        steps.append(("Third leading minor", rf"\det {mat(m)} = {minors[2]}"))
    return claim(
        draw,
        says=(
            f"${mat(m)}$ is positive definite.",
            f"The covariance matrix reported as ${mat(m)}$ is positive definite.",
        ),
        truth=truth,
        method="pivots",
        detail="Elimination without swaps was carried out in fractions and the pivots looked at.",
        decide=lambda: _pivots(m),
        steps=steps,
        hints=(
            "You are asked to test a symmetric matrix.",
            "Positive definite: all leading principal minors are positive (or all pivots, or all eigenvalues).",
            "Look at the upper left entry, then at the upper left block of two rows.",
        ),
        if_wrong=f"The leading minors are ${', '.join(map(str, minors))}$.",
    )


def _pivots(m: Any) -> bool:
    rows = [[Fraction(e) for e in r] for r in m]
    for i, row in enumerate(rows):
        if row[i] <= 0:
            return False
        for other in rows[i + 1 :]:
            f = other[i] / row[i]
            for j in range(len(row)):
                other[j] -= f * row[j]
    return True


def _convict(draw: Draw, level: int) -> Draft:
    m = _symmetric(draw)
    det = second_way.determinant(m)
    probes = [(1, 0), (0, 1), (1, 1), (1, -1), (1, -2), (2, -1), (1, 2), (2, 1)]
    value = {p: second_way.dot(p, times_vector(m, p)) for p in probes}
    bad = [p for p in probes if value[p] < 0]
    good = [p for p in probes if value[p] > 0]
    if det >= 0 or not bad or len(good) < 3:
        raise Unsuitable("nothing to convict")
    key = draw.choice(bad)
    return pick(
        draw,
        ask=(
            f"Which vector shows that ${mat(m)}$ is not positive definite?",
            f"Somebody claims that ${mat(m)}$ is positive definite. Which vector proves the opposite?",
        ),
        right=key,
        wrong=[
            (p, f"With this vector the form has the value ${value[p]}$, which is no objection.")
            for p in draw.shuffled(good)
        ],
        proof=Satisfies(
            "the form",
            "The quadratic form was computed from its polynomial.",
            lambda g: m[0][0] * g[0] ** 2 + 2 * m[0][1] * g[0] * g[1] + m[1][1] * g[1] ** 2 <= 0,
        ),
        steps=[
            ("Matrix times vector", f"{mat(m)} {vec(key)} = {vec(times_vector(m, key))}"),
            ("Dot product with the vector", chain(dots(key, times_vector(m, key)), value[key])),
        ],
        hints=(
            "You are asked for a vector that makes the quadratic form zero or negative.",
            r"$\mathbf{x}^\top A \mathbf{x} > 0$ must hold for every vector but zero; one exception is enough.",
            "Compute the form for each option. Watch the sign of the mixed term.",
        ),
    )


def _gram(draw: Draw, level: int) -> Draft:
    x = draw.matrix(3, 2, -3, 3)
    v = draw.full_vector(2, -3, 3)
    if level == 1:
        image_ = times_vector(x, v)
        key = sum(e * e for e in image_)
        return typed(
            draw,
            ask=(
                f"For $X = {mat(x)}$ and $\\mathbf{{v}} = {vec(v)}$, compute $\\mathbf{{v}}^\\top X^\\top X \\mathbf{{v}}$ (it is a squared length).",
                f"$A = X^\\top X$ with $X = {mat(x)}$. What is $\\mathbf{{v}}^\\top A \\mathbf{{v}}$ for $\\mathbf{{v}} = {vec(v)}$?",
            ),
            key=key,
            proof=again(
                "the Gram matrix",
                "The Gram matrix was computed by NumPy and its form evaluated.",
                lambda: second_way.dot(v, second_way.image(second_way.product(flipped(x), x), v)),
            ),
            steps=[
                ("Matrix times vector", f"{mat(x)} {vec(v)} = {vec(image_)}"),
                ("Its squared length", chain(squares_sum(image_), key)),
            ],
            hints=(
                "You are asked for one number that cannot be negative.",
                r"$\mathbf{v}^\top X^\top X \mathbf{v} = \|X\mathbf{v}\|^2$.",
                "Multiply the matrix with the vector, then square and add.",
            ),
            wrong=[
                (sum(image_), "Square the components before you add them."),
                (-key, "A sum of squares is never negative."),
            ],
        )
    dependent = draw.coin()
    if dependent:
        col = tuple(r[0] for r in x)
        x = tuple((c, draw_c * c) for c, draw_c in zip(col, [draw.choice((2, -1, 3))] * 3, strict=True))
        if not any(col):
            raise Unsuitable("zero column")
    options = (
        "It is positive definite.",
        "It is positive semidefinite, but not definite.",
        "It has a negative eigenvalue.",
    )
    rank_ = second_way.rank(x)
    gram = times_matrix(flipped(x), x)
    return words(
        draw,
        ask=(f"What is true of $X^\\top X$ for the data matrix $X = {mat(x)}$?",),
        right=options[0] if rank_ == 2 else options[1],
        options=list(
            zip(
                options,
                (
                    "Are the columns independent? If one is a multiple of the other, some direction is flat.",
                    "The columns are independent, so only the zero vector is sent to zero.",
                    r"$\mathbf{v}^\top X^\top X \mathbf{v} = \|X\mathbf{v}\|^2$ is never negative.",
                ),
                strict=True,
            )
        ),
        shuffled=False,
        decide=lambda: options[0] if second_way.determinant(gram) > 0 else options[1],
        method="determinant",
        detail="The determinant of the Gram matrix was computed.",
        steps=[
            ("The Gram matrix", f"{mat(flipped(x))} {mat(x)} = {mat(gram)}"),
            ("Its determinant", rf"\det {mat(gram)} = {second_way.determinant(gram)}"),
        ],
        hints=(
            "You are asked which signs the form of a Gram matrix takes.",
            r"$\mathbf{v}^\top X^\top X \mathbf{v} = \|X\mathbf{v}\|^2$: zero only when $X\mathbf{v}$ is.",
            "Is one column of the table a multiple of the other?",
        ),
    )


def _repair(draw: Draw, level: int) -> Draft:
    l2 = draw.integer(1, 9)
    if level == 2:
        c = draw.choice((Fraction(1, 10), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(1, 100)))
        low = draw.choice((0, 0, 1, 2))
        key = low + c
        return typed(
            draw,
            ask=(
                f"A covariance matrix has the eigenvalues ${low}$ and ${l2 + 3}$. To make it safe to invert, ${decimal(c)}$ times the identity is added. What is the smallest eigenvalue now?",
                f"Ridge regression adds ${'I' if c == 1 else f'{decimal(c)} I'}$ to a matrix with the eigenvalues ${low}$ and ${l2 + 3}$. Which is the smallest eigenvalue afterwards?",
            ),
            key=key,
            proof=again(
                "a diagonal matrix",
                "A diagonal matrix with these eigenvalues was repaired by SymPy.",
                lambda: Fraction(
                    str(
                        min(
                            (
                                sympy.diag(low, l2 + 3)
                                + sympy.Rational(c.numerator, c.denominator) * sympy.eye(2)
                            ).eigenvals()
                        )
                    )
                ),
            ),
            steps=[("Every eigenvalue moves up by the same amount", f"{low} + {decimal(c)} = {tex(key)}")],
            hints=(
                "You are asked what adding a multiple of the identity does.",
                r"If $A\mathbf{v} = \lambda\mathbf{v}$, then $(A + cI)\mathbf{v} = (\lambda + c)\mathbf{v}$.",
                "Every eigenvalue moves by the same amount.",
            ),
            wrong=[
                (low * c, "The number is added, not multiplied."),
                (l2 + 3 + c, "That is the largest one."),
                (c * c + low, "It is added once."),
            ],
        )
    a, b = draw.integer(1, 5), draw.nonzero(-5, 5)
    # The eigenvalues of the matrix are a + b and a - b.
    if abs(b) <= a:
        raise Unsuitable("definite already")
    return typed(
        draw,
        ask=(
            f"${mat(((a, b), (b, a)))}$ is not positive definite. Above which number $c$ is ${mat(((a, b), (b, a)))} + c I$ positive definite?",
        ),
        key=abs(b) - a,
        proof=Satisfies(
            "determinant",
            "At this c the determinant is zero, and a little above both leading minors are positive.",
            lambda g: (a + g) ** 2 == b * b and a + g > 0,
        ),
        steps=[
            ("The smallest eigenvalue", f"{a} - {abs(b)} = {a - abs(b)}"),
            ("It has to be lifted above zero", f"c > {abs(b) - a}"),
        ],
        hints=(
            "You are asked for a border.",
            "Adding $cI$ moves every eigenvalue up by $c$.",
            f"${vec((1, 1))}$ and ${vec((1, -1))}$ are eigenvectors. What are the eigenvalues?",
        ),
        symbols=("c",),
        wrong=[
            (a - abs(b), "The sign is turned round: the eigenvalue has to be lifted."),
            (abs(b), "The diagonal helps already."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    b, a = draw.nonzero(-5, 6), draw.choice((1, 2, 4, 5))
    key = Fraction(b * b, a)
    return typed(
        draw,
        ask=(
            f"Above which value of $k$ is ${mat(((a, b), (b, 'k')))}$ positive definite?",
            f"At which $k$ does ${mat(((a, b), (b, 'k')))}$ stop being positive definite, as $k$ falls?",
        ),
        key=key,
        proof=Satisfies(
            "determinant",
            "At this k the determinant is zero.",
            lambda g: second_way.determinant(((a, b), (b, g))) == 0,
        ),
        steps=[
            ("The determinant has to be positive", f"{linear_side((a,), ('k',))} - {b * b} > 0"),
            ("The border", chain("k", over(b * b, a), key)),
        ],
        hints=(
            "You are asked for a border.",
            "With a positive corner the determinant decides.",
            "Write the determinant with $k$ and set it to zero.",
        ),
        symbols=("k",),
        wrong=[
            (abs(b), "Square the entry beside the diagonal and divide by the corner."),
            (-key, "The sign is turned round."),
            (b * b, "Divide by the corner."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "test", TRUE_FALSE, _test, levels=(1, 3), objectives=(1,)),
    Generator(TOPIC, "convict", CHOICE, _convict, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "squared-length", COMPUTE, _gram, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "gram", CHOICE, _gram, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "repair", COMPUTE, _repair, version=2, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2,), objectives=(1,)),
)
