"""Exercises on systems of linear equations: matrix form, two equations by hand, how many solutions, and all of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, VECTOR, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.systems import all_solutions
from assistant.practice.generators.linear_algebra.pieces import (
    combination_of,
    flipped,
    linear_side,
    multiple,
    times_vector,
)
from assistant.practice.notation import chain, mat, minus, over, scaled, tex, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import pick, typed, words

TOPIC = "systems-of-linear-equations"

NAMED = ("x", "y")
COUNTS = ("It has no solution.", "It has exactly one solution.", "It has infinitely many solutions.")


def _two(a: Any, b: Any) -> str:
    return f"${linear_side(a[0], NAMED)} = {b[0]}$ and ${linear_side(a[1], NAMED)} = {b[1]}$"


def _form(draw: Draw, level: int) -> Draft:
    a, b = draw.matrix(2, 2, -6, 7), draw.vector(2, -9, 9)
    if a[0][1] == a[1][0] or 0 in (*a[0], *a[1], *b):
        raise Unsuitable("symmetric")
    # The first equation with its terms mixed up, so that it has to be sorted before it is written as a row.
    moved = (
        f"{linear_side((a[0][1],), ('y',))} = {linear_side((-a[0][0],), ('x',))} {'+' if b[0] >= 0 else '-'} {abs(b[0])}"
        if level == 2
        else f"{linear_side(a[0], NAMED)} = {b[0]}"
    )
    shown = f"${moved}$ and ${linear_side(a[1], NAMED)} = {b[1]}$"
    wide = lambda m: tuple((*r, e) for r, e in zip(m, b, strict=True))  # noqa: E731

    def write(value: Any) -> str:
        rows = [list(value.row(i)) for i in range(2)]
        return rf"{mat([r[:2] for r in rows])} \mathbf{{x}} = {vec([r[2] for r in rows])}"

    def fits(value: Any) -> bool:
        left = sympy.Matrix([r[:2] for r in value]) * sympy.Matrix(sympy.symbols("x y")) - sympy.Matrix(
            [r[2] for r in value]
        )
        x, y = sympy.symbols("x y")
        return bool(
            left == sympy.Matrix([a[0][0] * x + a[0][1] * y - b[0], a[1][0] * x + a[1][1] * y - b[1]])
        )

    return pick(
        draw,
        ask=(
            f"Which matrix form belongs to {shown}? The unknowns are in the order $x$, $y$.",
            f"Write {shown} as one equation $A\\mathbf{{x}} = \\mathbf{{b}}$ with $\\mathbf{{x}} = {vec(NAMED)}$. Which one is it?",
        ),
        right=wide(a),
        wrong=[
            (wide(flipped(a)), "Each equation is a row of the matrix, not a column."),
            (wide(((-a[0][0], a[0][1]), a[1])), "Mind the sign when a term changes sides."),
            (wide(tuple(tuple(reversed(r)) for r in a)), "The coefficients of $x$ make the first column."),
            (wide((a[1], a[0])), "The rows have to be in the order of the right-hand sides."),
        ],
        proof=Satisfies(
            "multiplying out",
            "The matrix was multiplied with the unknowns and compared with the equations.",
            fits,
        ),
        shown=write,
        steps=[
            (
                "The matrix times the unknowns gives both left sides",
                f"{mat(a)} {vec(NAMED)} = {vec([linear_side(r, NAMED) for r in a])}",
            )
        ],
        hints=(
            "You are asked to collect the coefficients in a matrix.",
            "Every equation is a row; the first column holds the coefficients of $x$, the second those of $y$.",
            "Bring each equation to the order: $x$, $y$, equals, number.",
        ),
    )


def _solve(draw: Draw, level: int) -> Draft:
    x = draw.full_vector(2, -5, 6)
    a: Any = draw.matrix(2, 2, -4, 5)
    if level == 1:
        a = ((1, a[0][1]), a[1])
    if level == 3:
        x, a = draw.full_vector(2, 1, 9), tuple(tuple(draw.integer(1, 4) for _ in range(2)) for _ in range(2))
    det = second_way.determinant(a)
    if det == 0 or 0 in (*a[0], *a[1]) or x[0] == x[1]:
        raise Unsuitable("special")
    b = times_vector(a, x)
    if level == 3:
        things = draw.choice((("coffee", "cake"), ("apple", "melon"), ("pen", "notebook")))
        count = lambda n, t: f"{n} {t}{'' if n == 1 else 's'}"  # noqa: E731
        ask = [
            f"{count(a[0][0], things[0])} and {count(a[0][1], things[1])} cost {b[0]} together; {count(a[1][0], things[0])} and {count(a[1][1], things[1])} cost {b[1]}. Find both prices, {things[0]} first, as a vector.",
            f"One bill lists {count(a[0][0], things[0])} and {count(a[0][1], things[1])} for {b[0]}, another {count(a[1][0], things[0])} and {count(a[1][1], things[1])} for {b[1]}. What does one {things[0]} and what does one {things[1]} cost? Answer as a vector.",
        ]
    else:
        things = ("x", "y")
        ask = [
            f"Solve {_two(a, b)}. Answer as a vector $(x, y)$.",
            f"Which $x$ and $y$ satisfy both {_two(a, b)}? Give them as a vector.",
        ]
    factor = Fraction(a[1][0], a[0][0])
    left = a[1][1] - factor * a[0][1]
    return typed(
        draw,
        ask=ask,
        key=x,
        answer="a vector such as [3, 2]",
        proof=Satisfies(
            "substitution", "The values were put into both equations.", lambda g: times_vector(a, g) == b
        ),
        steps=[
            (
                "Subtract a multiple of the first equation from the second; x is gone",
                rf"{scaled(left, 'y')} = {tex(b[1] - factor * b[0])}",
            ),
            ("Solve for y", chain("y", x[1])),
            ("Put it into the first equation", f"x = {tex(x[0])}"),
            ("Check both", f"{mat(a)} {vec(x)} = {vec(b)}"),
        ],
        hints=(
            "You are asked for two numbers that satisfy both equations.",
            "Solve one equation for one unknown and put it into the other, or subtract a multiple of one equation from the other.",
            f"Use the first equation, ${linear_side(a[0], NAMED)} = {b[0]}$, to express $x$"
            + (f", the price of one {things[0]}." if level == 3 else "."),
        ),
        wrong=[
            (tuple(reversed(x)), "The values belong the other way round."),
            ((-x[0], x[1]), "Check the sign of the first value."),
            ((x[0], -x[1]), "Check the sign of the second value."),
        ],
    )


def _count(draw: Draw, level: int) -> Draft:
    which = draw.integer(0, 2)
    f: Any
    r, f = draw.full_vector(2, -4, 5), draw.choice((2, 3, -1, -2, Fraction(1, 2)))
    if f == Fraction(1, 2):
        r = multiple(2, r)
    s = tuple(int(e) for e in multiple(f, r))
    b0 = draw.nonzero(-6, 7) * (2 if f == Fraction(1, 2) else 1)
    b1 = int(f * b0) + (draw.nonzero(-3, 3) if which == 0 else 0)
    if which == 1:
        s = (s[0], s[1] + draw.choice((1, -1, 2)))
    a, b = (r, s), (b0, b1)

    def decide() -> str:
        full = second_way.rank([(*row, e) for row, e in zip(a, b, strict=True)])
        left = second_way.rank(a)
        return COUNTS[0] if full > left else COUNTS[1] if left == 2 else COUNTS[2]

    where = f"{_two(a, b)}" if level == 1 else f"${mat(a)} \\mathbf{{x}} = {vec(b)}$"
    return words(
        draw,
        ask=(f"How many solutions has {where}?", f"What can be said about the system {where}?"),
        right=COUNTS[which],
        options=list(
            zip(
                COUNTS,
                (
                    "Compare the right-hand sides: do they contradict each other?",
                    "Look whether one left side is a multiple of the other.",
                    "Is the second equation really the first in disguise, right-hand side included?",
                ),
                strict=True,
            )
        ),
        shuffled=False,
        decide=decide,
        method="ranks",
        detail="The rank of the matrix was compared with that of the matrix with the right-hand sides.",
        steps=[
            (
                "Determinant of the coefficients",
                chain(
                    rf"\det {mat(a)}",
                    minus(times(r[0], s[1]), f"({times(r[1], s[0])})"),
                    r[0] * s[1] - r[1] * s[0],
                ),
            ),
            (
                "The first right-hand side, multiplied like the first coefficient",
                chain(times(Fraction(s[0], r[0]), b0), Fraction(s[0], r[0]) * b0),
            ),
        ],
        hints=(
            "You are asked how two lines lie: do they meet, never meet, or coincide?",
            "If the left sides are multiples of each other, the right sides decide between none and infinitely many.",
            f"By which number must ${r[0]}$ be multiplied to give ${s[0]}$?",
        ),
    )


def _all(draw: Draw, level: int) -> Draft:
    p, q = draw.nonzero(-3, 4), draw.choice((2, 3, -2, 4, -3))
    # x = -q y solves the homogeneous system with the row (1, q).
    row, second = (1, q), multiple(p, (1, q))
    if p == 1:
        raise Unsuitable("the same row twice")
    c = draw.nonzero(-6, 7)
    b = (c, p * c)
    t = draw.nonzero(-4, 5)
    if level == 3:
        key = (c - q * t, t)
        return typed(
            draw,
            ask=(
                f"${vec((c, 0))}$ solves ${mat((row, second))} \\mathbf{{x}} = {vec(b)}$, and ${vec((-q, 1))}$ solves the homogeneous system. Which solution has the second component ${t}$?",
                f"The system ${mat((row, second))} \\mathbf{{x}} = {vec(b)}$ has infinitely many solutions. Find the one whose second component is ${t}$.",
            ),
            key=key,
            answer=VECTOR,
            proof=Satisfies(
                "substitution",
                "The product was computed and the component compared.",
                lambda g: times_vector((row, second), g) == b and g[1] == t,
            ),
            steps=[
                (
                    "One solution plus a multiple of a homogeneous one",
                    f"{combination_of((1, t), ((c, 0), (-q, 1)))} = {vec(key)}",
                ),
                ("Check", f"{mat((row, second))} {vec(key)} = {vec(b)}"),
            ],
            hints=(
                "You are asked for one particular solution among infinitely many.",
                "All solutions are one solution plus any multiple of a solution of the homogeneous system.",
                f"The multiple has to make the second component ${t}$.",
            ),
            wrong=[
                (
                    multiple(t, (-q, 1)),
                    "That solves the homogeneous system; the particular solution is missing.",
                ),
                ((c + q * t, t), "Check the sign of the first component."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"Find the solution of the homogeneous system ${mat((row, second))} \\mathbf{{x}} = {vec((0, 0))}$ with second component ${t}$.",
            f"Which vector with second component ${t}$ does ${mat((row, second))}$ send to zero?",
        ),
        key=(-q * t, t),
        answer=VECTOR,
        proof=Satisfies(
            "substitution",
            "The product is the zero vector.",
            lambda g: times_vector((row, second), g) == (0, 0) and g[1] == t,
        ),
        steps=[
            ("The first row says", f"x = {linear_side((-q,), ('y',))}"),
            ("Put the component in and check", f"{mat((row, second))} {vec((-q * t, t))} = {vec((0, 0))}"),
        ],
        hints=(
            "You are asked for a vector that the matrix sends to zero.",
            "Both rows say the same; one of them ties $x$ to $y$.",
            f"The first row says ${linear_side(row, NAMED)} = 0$.",
        ),
        wrong=[
            ((q * t, t), "The sign of the first component is turned round."),
            ((0, 0), "The second component is given."),
        ],
    )


def _parameter(draw: Draw, level: int) -> Draft:
    r, f = draw.full_vector(2, -4, 5), draw.choice((2, 3, -1, -2))
    b0 = draw.nonzero(-5, 6)
    if level == 1:
        shown = (
            f"${linear_side(r, NAMED)} = {b0}$ and ${linear_side((f * r[0],), ('x',))} + k y = {f * b0 + 1}$"
        )
        return typed(
            draw,
            ask=(
                f"For which $k$ has the system {shown} no solution?",
                f"Two lines: {shown}. For which $k$ are they parallel?",
            ),
            key=f * r[1],
            proof=Satisfies(
                "determinant",
                "With this k the determinant of the coefficients is zero.",
                lambda g: second_way.determinant((r, (f * r[0], g))) == 0,
            ),
            steps=[
                ("The second row has to be a multiple of the first", over(f * r[0], r[0]) + f" = {f}"),
                ("The same multiple for y", chain("k", times(f, r[1]), f * r[1])),
            ],
            hints=(
                "You are asked when the left sides are multiples of each other.",
                "No solution: the left sides are multiples, the right sides are not.",
                f"By which number is ${r[0]}$ multiplied to give ${f * r[0]}$?",
            ),
            symbols=("k",),
            wrong=[(-f * r[1], "The sign is turned round."), (r[1], "Multiply like the other coefficient.")],
        )
    shown = f"${linear_side(r, NAMED)} = {b0}$ and ${linear_side(multiple(f, r), NAMED)} = k$"
    return typed(
        draw,
        ask=(
            f"For which $k$ has the system {shown} infinitely many solutions?",
            f"Find $k$ so that both equations say the same: {shown}.",
        ),
        key=f * b0,
        proof=Satisfies(
            "ranks",
            "With this k the right-hand side adds nothing to the rank.",
            lambda g: second_way.rank(((*r, b0), (*multiple(f, r), g))) == 1,
        ),
        steps=[
            ("The left side was multiplied by", over(f * r[0], r[0]) + f" = {f}"),
            ("So must the right side", chain("k", times(f, b0), f * b0)),
        ],
        hints=(
            "You are asked for the right-hand side that makes one equation a multiple of the other.",
            "Infinitely many solutions: the second equation is the first one in disguise.",
            f"By which number is ${r[0]}$ multiplied to give ${f * r[0]}$?",
        ),
        symbols=("k",),
        wrong=[(b0, "The right side has to be multiplied as well."), (-f * b0, "The sign is turned round.")],
    )


GENERATORS = (
    Generator(TOPIC, "matrix-form", CHOICE, _form, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "solve", COMPUTE, _solve, objectives=(2,)),
    Generator(TOPIC, "how-many", CHOICE, _count, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "all", COMPUTE, _all, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _parameter, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, all_solutions, levels=(3,), objectives=(4,)),
)
