"""Exercises on the spectral theorem: orthogonal eigenvectors, sums of projections, and functions of a matrix."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MATRIX,
    ORDER,
    PAIR,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.spectra import two_eigenvectors
from assistant.practice.generators.linear_algebra.pieces import dots, flipped, identity, multiple
from assistant.practice.notation import guarded, mat, rational, tex, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import claim, show, typed

TOPIC = "spectral-theorem"

DIRECTIONS = ((1, 1), (1, -1), (1, 2), (2, 1), (1, -2), (2, -1), (3, 1), (1, -3))


def _made(draw: Draw, low: int = -3) -> tuple[Any, int, int, Any]:
    v = draw.choice(DIRECTIONS)
    n = second_way.dot(v, v)
    l2 = draw.integer(low, 4)
    l1 = l2 + n * draw.choice((1, -1)) if low < 0 else l2 + n
    return v, l1, l2, _built(v, l1, l2)


def _built(v: Any, l1: Any, l2: Any) -> Any:
    n, w = second_way.dot(v, v), (-v[1], v[0])
    return tuple(tuple(Fraction(l1 * v[i] * v[j] + l2 * w[i] * w[j], n) for j in range(2)) for i in range(2))


def _vector(draw: Draw, level: int) -> Draft:
    v, l1, l2, a = _made(draw)
    w = (-v[1], v[0])
    if level == 1:
        c = draw.nonzero(-3, 3)
        key = (c * v[0] * w[0], c * v[0] * w[1])
        return typed(
            draw,
            ask=(
                f"${vec(v)}$ is an eigenvector of the symmetric matrix ${mat(a)}$. Give the eigenvector of the other eigenvalue that has the first component ${key[0]}$.",
            ),
            key=key,
            answer=VECTOR,
            proof=Satisfies(
                "multiplication",
                "The matrix stretches the vector, and by the other eigenvalue.",
                lambda g: g[0] == key[0] and second_way.image(a, g) == multiple(l2, g),
            ),
            steps=[
                ("A right angle to the first one", f"{dots(v, key)} = 0"),
                ("Check", f"{mat(a)} {vec(key)} = {vec(multiple(l2, key))}"),
            ],
            hints=(
                "You are asked for a second eigenvector.",
                "Eigenvectors of different eigenvalues of a symmetric matrix are orthogonal.",
                f"Which vector with the first component ${key[0]}$ has the dot product zero with ${vec(v)}$?",
            ),
            wrong=[
                ((key[0], -key[1]), "Check the dot product with the given eigenvector."),
                (v, "That is the given one."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"Find both eigenvalues of the symmetric matrix ${mat(a)}$.",
            f"By which two factors does ${mat(a)}$ stretch its orthogonal eigenvectors?",
        ),
        key={l1, l2},
        answer=PAIR,
        proof=Satisfies(
            "determinants",
            "With each eigenvalue subtracted from the diagonal the determinant is zero.",
            lambda g: (
                len(g) == 2
                and all(second_way.determinant(second_way.minus_scaled_identity(a, e)) == 0 for e in g)
            ),
        ),
        steps=[
            ("An eigenvector", f"{mat(a)} {vec(v)} = {vec(multiple(l1, v))}"),
            ("The one across it", f"{mat(a)} {vec(w)} = {vec(multiple(l2, w))}"),
        ],
        hints=(
            "You are asked for two real numbers.",
            "Trace and determinant are sum and product of the eigenvalues.",
            f"The trace is ${show(a[0][0])} + {guarded(rational(a[1][1]))}$.",
        ),
        wrong=[
            (
                {int(a[0][0]), int(a[1][1])},
                "The diagonal holds the eigenvalues only if the matrix is diagonal.",
            ),
            ({-l1, -l2}, "Check the signs."),
        ],
    )


def _sum(draw: Draw, level: int) -> Draft:
    v, l1, l2, a = _made(draw)
    n, w = second_way.dot(v, v), (-v[1], v[0])
    p1, p2 = (tuple(tuple(e * f for f in u) for e in u) for u in (v, w))
    return typed(
        draw,
        ask=(
            f"A symmetric matrix stretches along ${vec(v)}$ by ${l1}$ and along ${vec(w)}$ by ${l2}$. Write it down.",
            rf"Add up the weighted projections: ${l1} \cdot \frac{{1}}{{{n}}} {mat(p1)} + {guarded(l2)} \cdot \frac{{1}}{{{n}}} {mat(p2)}$.",
        ),
        key=a,
        answer=MATRIX,
        proof=Satisfies(
            "eigenvectors",
            "The matrix stretches both directions as told.",
            lambda g: second_way.image(g, v) == multiple(l1, v) and second_way.image(g, w) == multiple(l2, w),
        ),
        steps=[
            (
                "Eigenvalue times projection, added up",
                rf"{l1} \cdot \frac{{1}}{{{n}}} {mat(p1)} + {guarded(l2)} \cdot \frac{{1}}{{{n}}} {mat(p2)} = {mat(a)}",
            )
        ],
        hints=(
            "You are asked for a symmetric matrix.",
            r"$A = \sum_i \lambda_i \, \mathbf{q}_i \mathbf{q}_i^\top$ with unit vectors $\mathbf{q}_i$.",
            f"The projection onto the first direction is $\\frac{{1}}{{{n}}}$ times an outer product.",
        ),
        wrong=[
            (_built(v, l2, l1), "The eigenvalues are exchanged."),
            (tuple(tuple(n * e for e in r) for r in a), "Divide by the squared length."),
        ],
    )


def _function(draw: Draw, level: int) -> Draft:
    v = draw.choice(DIRECTIONS)
    n = second_way.dot(v, v)
    s2 = draw.integer(0, 3)
    s1 = s2 + n if n <= 5 else s2 + 10
    kind = draw.choice(("root", "inverse", "power"))
    if kind == "root":
        a, key, name = (
            _built(v, s1**2, s2**2),
            _built(v, s1, s2),
            "the square root (with eigenvalues that are not negative)",
        )
    elif kind == "inverse":
        s2 = s2 or 1
        s1 = s2 + n
        a, key, name = _built(v, s1, s2), _built(v, Fraction(1, s1), Fraction(1, s2)), "the inverse"
    else:
        a, key, name = _built(v, s1, s2), _built(v, s1**3, s2**3), "the third power"
    if max(abs(e) for r in a for e in r) > 150 or any(e.denominator > 1 for r in a for e in r):
        raise Unsuitable("large")
    w = (-v[1], v[0])
    one = {"root": s1**2, "inverse": s1, "power": s1}[kind], {"root": s2**2, "inverse": s2, "power": s2}[kind]

    def fits(g: Any) -> bool:
        if kind == "root":
            return second_way.exact_product(g, g) == a and g[0][0] >= 0 and second_way.determinant(g) >= 0
        if kind == "inverse":
            return second_way.exact_product(a, g) == identity(2)
        return second_way.exact_product(second_way.exact_product(a, a), a) == g

    return typed(
        draw,
        ask=(
            f"${mat(a)}$ has the eigenvectors ${vec(v)}$ (eigenvalue ${one[0]}$) and ${vec(w)}$ (eigenvalue ${one[1]}$). Find {name} of the matrix from its spectral decomposition.",
        ),
        key=key,
        answer=MATRIX,
        proof=Satisfies("multiplication", "The result was multiplied out and compared.", fits),
        steps=[
            ("Apply the function to the eigenvalues and put the projections together", f"f(A) = {show(key)}")
        ],
        hints=(
            "You are asked for a matrix with the same eigenvectors.",
            r"$f(A) = \sum_i f(\lambda_i) \, \mathbf{q}_i \mathbf{q}_i^\top$.",
            f"Apply the function to ${one[0]}$ and to ${one[1]}$.",
        ),
        wrong=[(a, "That is the matrix itself."), (tuple(multiple(-1, r) for r in key), "Check the signs.")],
    )


def _promise(draw: Draw, level: int) -> Draft:
    a, b, c = draw.integer(-4, 5), draw.nonzero(-4, 5), draw.integer(-4, 5)
    d = b if draw.coin() else draw.choice((-b, b + draw.choice((1, -1)), 0))
    m = ((a, b), (d, c))
    disc = (a - c) ** 2 + 4 * b * d
    if disc == 0:
        raise Unsuitable("a double eigenvalue")
    truth = b == d
    return claim(
        draw,
        says=(
            f"${mat(m)}$ has two orthogonal eigenvectors with real eigenvalues.",
            f"The spectral theorem applies to ${mat(m)}$: an orthogonal matrix diagonalises it.",
        ),
        truth=truth,
        method="commuting",
        detail="A real matrix has an orthonormal basis of real eigenvectors exactly when it equals its transpose; both were multiplied with test vectors.",
        decide=lambda: all(
            second_way.dot(u, second_way.image(m, v)) == second_way.dot(v, second_way.image(m, u))
            for u, v in (((1, 0), (0, 1)), ((1, 2), (3, -1)))
        ),
        steps=[("The transpose", rf"{mat(m)}^\top = {mat(flipped(m))}")],
        hints=(
            "You are asked what symmetry promises.",
            "An orthonormal basis of real eigenvectors exists exactly for symmetric matrices.",
            "Compare the two entries off the diagonal.",
        ),
        if_wrong="The matrix is "
        + (
            "symmetric, so the theorem applies."
            if truth
            else "not symmetric; its eigenvectors, if real at all, are not orthogonal."
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    v, l1, _, a = _made(draw)
    if a[0][1] == 0:
        raise Unsuitable("diagonal")
    shown = ((a[0][0], "k"), ("k", a[1][1]))
    return typed(
        draw,
        ask=(f"${vec(v)}$ is an eigenvector of ${mat(shown)}$ with eigenvalue ${l1}$. Find $k$.",),
        key=a[0][1],
        proof=Satisfies(
            "multiplication",
            "With k put in, the matrix stretches the vector as told.",
            lambda g: second_way.image(((a[0][0], g), (g, a[1][1])), v) == multiple(l1, v),
        ),
        steps=[
            ("First component", rf"{times(rational(a[0][0]), v[0])} + {guarded(v[1])} \cdot k = {l1 * v[0]}"),
            ("Solve for k", f"k = {tex(a[0][1])}"),
        ],
        hints=(
            "You are asked for the entry off the diagonal.",
            "Matrix times eigenvector is eigenvalue times eigenvector.",
            "Compare the first components.",
        ),
        symbols=("k",),
        wrong=[(-a[0][1], "The sign is turned round."), (l1, "That is the eigenvalue.")],
    )


GENERATORS = (
    Generator(TOPIC, "other-vector", COMPUTE, _vector, levels=(1,), objectives=(1, 4)),
    Generator(TOPIC, "eigenvalues", COMPUTE, _vector, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "projections", COMPUTE, _sum, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "function", COMPUTE, _function, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "promise", TRUE_FALSE, _promise, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, two_eigenvectors, levels=(3,), objectives=(4,)),
)
