"""Exercises on projections: onto a line, by a matrix, onto a subspace, and the part left over."""

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
from assistant.practice.generators.linear_algebra.in_order.lengths import project
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    combination_of,
    dots,
    is_multiple,
    multiple,
    row_of,
)
from assistant.practice.notation import chain, guarded, mat, over, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import claim, show, typed

TOPIC = "projections"

RULE = r"$\mathbf{p} = \frac{\mathbf{a}^\top \mathbf{b}}{\mathbf{a}^\top \mathbf{a}} \, \mathbf{a}$."


def _tidy(draw: Draw, size: int) -> tuple[Any, Any, Any, Any]:
    """A direction, a vector, its projection with whole components, and the rest."""
    a = draw.full_vector(size, -3, 3)
    t = draw.nonzero(-3, 3)
    e = (a[1], -a[0]) if size == 2 else draw.choice(((a[1], -a[0], 0), (0, a[2], -a[1]), (a[2], 0, -a[0])))
    rest = multiple(draw.choice((1, -1, 2)), e)
    p = multiple(t, a)
    return a, added(p, rest), p, rest


def _line(draw: Draw, level: int) -> Draft:
    a, b, p, e = _tidy(draw, 2 if level == 1 else 3)
    ab, aa = second_way.dot(a, b), second_way.dot(a, a)
    part = level == 3
    key = e if part else p
    ask = (
        [
            f"Project ${vec(b)}$ onto the line through ${vec(a)}$.",
            f"Which point of the line through ${vec(a)}$ is nearest to ${vec(b)}$?",
        ]
        if not part
        else [
            f"Split ${vec(b)}$ into a multiple of ${vec(a)}$ and a part orthogonal to it. Which vector is the orthogonal part?",
            f"What is left of ${vec(b)}$ when its part along ${vec(a)}$ is taken away?",
        ]
    )
    return typed(
        draw,
        ask=ask,
        key=key,
        answer=VECTOR if len(a) == 2 else VECTOR3,
        proof=Satisfies(
            "right angle",
            "One part is parallel to the direction, the other stands at a right angle to it.",
            lambda g: (
                is_multiple(added(b, g, -1) if part else g, a)
                and second_way.dot(g if part else added(b, g, -1), a) == 0
            ),
        ),
        steps=[
            ("Dot product with the direction", chain(dots(a, b), ab)),
            ("Squared length of the direction", chain(dots(a, a), aa)),
            ("The projection", rf"\frac{{{ab}}}{{{aa}}} {vec(a)} = {vec(p)}"),
            *([("What is left", f"{vec(b)} - {vec(p)} = {vec(e)}")] if part else []),
        ],
        hints=(
            "You are asked for "
            + ("what a projection leaves over." if part else "the shadow of a vector on a line."),
            RULE,
            f"The dot product of the two is ${dots(a, b)}$.",
        ),
        wrong=[
            (p if part else e, "That is the other part."),
            (multiple(ab, a), r"Divide by $\mathbf{a}^\top \mathbf{a}$."),
            (multiple(-1, key), "The sign is turned round."),
            (
                tuple(Fraction(ab * c, second_way.dot(b, b)) for c in a),
                "Divide by the squared length of the direction, not of the vector.",
            ),
        ],
    )


def _matrix(draw: Draw, level: int) -> Draft:
    a = draw.choice(
        (
            (1, 1),
            (1, 2),
            (2, 1),
            (1, -1),
            (2, -1),
            (1, -2),
            (3, 1),
            (1, 3),
            (3, 4),
            (4, 3),
            (-3, 1),
            (2, 3),
            (3, -2),
            (1, 4),
            (4, -1),
            (3, -4),
            (1, 5),
            (5, 2),
        )
    )
    n = second_way.dot(a, a)
    key = tuple(tuple(Fraction(u * v, n) for v in a) for u in a)
    return typed(
        draw,
        ask=(
            f"Write down the matrix that projects onto the line through ${vec(a)}$.",
            f"Find the projection matrix $P$ of the line with the direction ${vec(a)}$.",
        ),
        key=key,
        answer=MATRIX,
        proof=Satisfies(
            "what it does",
            "It keeps the direction and sends what is orthogonal to it to zero.",
            lambda g: second_way.image(g, a) == a and second_way.image(g, (-a[1], a[0])) == (0, 0),
        ),
        steps=[
            (
                "Outer product of the direction with itself",
                f"{vec(a)} {row_of(a)} = {mat(tuple(tuple(u * v for v in a) for u in a))}",
            ),
            (
                "Divide by the squared length",
                rf"\frac{{1}}{{{n}}} {mat(tuple(tuple(u * v for v in a) for u in a))} = {show(key)}",
            ),
        ],
        hints=(
            "You are asked for a matrix.",
            r"$P = \frac{\mathbf{a}\mathbf{a}^\top}{\mathbf{a}^\top\mathbf{a}}$: outer product over squared length.",
            "Column times row gives a matrix: compute it first.",
        ),
        wrong=[
            (tuple(tuple(e * n for e in r) for r in key), "Divide by the squared length."),
            (
                tuple(tuple(int(i == j) - e for j, e in enumerate(r)) for i, r in enumerate(key)),
                "That projects onto the orthogonal direction.",
            ),
        ],
    )


def _subspace(draw: Draw, level: int) -> Draft:
    c, s, n = draw.choice(((3, 4, 5), (4, 3, 5), (-3, 4, 5), (4, -3, 5), (8, 6, 10)))
    spot = draw.integer(0, 2)
    put = lambda u, v, w: [(w, u, v), (u, w, v), (u, v, w)][spot]  # noqa: E731
    q1, q2 = put(Fraction(c, n), Fraction(s, n), 0), put(0, 0, 1)
    x, y, z = draw.nonzero(-2, 3) * n, draw.nonzero(-5, 6), draw.choice((1, -1))
    b = tuple(
        int(e)
        for e in added(
            added(multiple(x, q1), multiple(y, q2)), multiple(z * n, put(Fraction(-s, n), Fraction(c, n), 0))
        )
    )
    key = tuple(int(e) for e in added(multiple(x, q1), multiple(y, q2)))
    return typed(
        draw,
        ask=(f"Project ${vec(b)}$ onto the plane with the orthonormal basis ${vec(q1)}$ and ${vec(q2)}$.",),
        key=key,
        answer=VECTOR3,
        proof=Satisfies(
            "right angles",
            "What is left stands at a right angle to both directions, and the point lies in the plane.",
            lambda g: (
                second_way.dot(added(b, g, -1), q1) == 0
                and second_way.dot(added(b, g, -1), q2) == 0
                and second_way.determinant((q1, q2, g)) == 0
            ),
        ),
        steps=[
            ("First direction", f"{dots(q1, b)} = {x}"),
            ("Second direction", f"{dots(q2, b)} = {y}"),
            ("Walk that far along each", f"{combination_of((x, y), (q1, q2))} = {vec(key)}"),
        ],
        hints=(
            "You are asked for the nearest point of a plane.",
            r"With an orthonormal basis the projections are added: $(\mathbf{q}_1^\top \mathbf{b}) \, \mathbf{q}_1 + (\mathbf{q}_2^\top \mathbf{b}) \, \mathbf{q}_2$.",
            f"Begin with ${dots(q1, b)}$.",
        ),
        wrong=[
            (added(b, key, -1), "That is what is left over."),
            (tuple(int(e) for e in multiple(x, q1)), "The second direction is missing."),
        ],
    )


def _claim(draw: Draw, level: int) -> Draft:
    a, b, p, e = _tidy(draw, 2)
    said = p if draw.coin() else draw.choice((multiple(2, p), added(p, e), multiple(-1, p), added(p, a)))
    if said == b:
        raise Unsuitable("the vector itself")
    return claim(
        draw,
        says=(f"The projection of ${vec(b)}$ onto the line through ${vec(a)}$ is ${vec(said)}$.",),
        truth=tuple(said) == tuple(p),
        method="closest point",
        detail="Neighbouring points of the line are all further away.",
        decide=lambda: (
            is_multiple(said, a)
            and all(
                sum(c * c for c in added(b, added(said, a, d), -1)) > sum(c * c for c in added(b, said, -1))
                for d in (Fraction(1, 9), Fraction(-1, 9))
            )
        ),
        steps=[
            ("What would be left", f"{vec(b)} - {vec(said)} = {vec(added(b, said, -1))}"),
            (
                "Its dot product with the direction",
                chain(dots(a, added(b, said, -1)), second_way.dot(a, added(b, said, -1))),
            ),
        ],
        hints=(
            "You are asked to check a projection.",
            "What is left has to stand at a right angle to the line.",
            "Subtract, then take the dot product with the direction.",
        ),
        if_wrong=f"The projection is ${vec(p)}$.",
    )


def _unknown(draw: Draw, level: int) -> Draft:
    a = draw.full_vector(2, -4, 4)
    t, n = draw.nonzero(-3, 3), second_way.dot(a, a)
    x = draw.integer(-6, 7)
    value = Fraction(t * n - a[0] * x, a[1])
    if value.denominator > 1 or abs(value) > 30:
        raise Unsuitable("ugly")
    return typed(
        draw,
        ask=(
            f"The projection of ${vec((x, 'k'))}$ onto the line through ${vec(a)}$ is ${vec(multiple(t, a))}$. Find $k$.",
            f"For which $k$ does ${vec((x, 'k'))}$ cast the shadow ${vec(multiple(t, a))}$ on the line through ${vec(a)}$?",
        ),
        key=value,
        proof=Satisfies(
            "right angle",
            "With k put in, what is left stands at a right angle to the direction.",
            lambda g: second_way.dot(added((x, g), multiple(t, a), -1), a) == 0,
        ),
        steps=[
            (
                "The dot product must be the multiple times the squared length",
                rf"{times(a[0], x)} + {guarded(a[1])} \cdot k = {t * n}",
            ),
            ("Solve for k", chain("k", over(t * n - a[0] * x, a[1]), value)),
        ],
        hints=(
            "You are asked for a component of the vector before it is projected.",
            RULE,
            f"The projection is ${t}$ times the direction, so the dot product is ${t}$ times the squared length.",
        ),
        symbols=("k",),
        wrong=[(-value, "The sign is turned round."), (t * a[1], "That is the component of the shadow.")],
    )


GENERATORS = (
    Generator(TOPIC, "onto-a-line", COMPUTE, _line, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "left-over", COMPUTE, _line, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "matrix", COMPUTE, _matrix, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "plane", COMPUTE, _subspace, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "check", TRUE_FALSE, _claim, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, project, levels=(3,), objectives=(1, 4)),
)
