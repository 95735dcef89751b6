"""Exercises on Gaussian elimination: row operations, back substitution, and what the echelon form says."""

from __future__ import annotations

from fractions import Fraction

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, VECTOR, VECTOR3, Draft, Generator
from assistant.practice.draw import Draw
from assistant.practice.generators.linear_algebra.in_order.systems import eliminate
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    linear_side,
    multiple,
    row_of,
    times_vector,
)
from assistant.practice.notation import chain, guarded, mat, over, tex, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import typed, words

TOPIC = "gaussian-elimination"

COUNTS = ("There is no solution.", "There is exactly one solution.", "There are infinitely many solutions.")


def _row(draw: Draw, level: int) -> Draft:
    a, c = draw.nonzero(-3, 4), draw.choice((2, 3, -2, -3, -1))
    first = (a, *draw.full_vector(3, -5, 6))
    second = (a * c, *draw.full_vector(3, -5, 6))
    key = added(second, first, -c)
    return typed(
        draw,
        ask=(
            f"Use the first row of the augmented matrix ${mat((first, second))}$ to make a zero below its pivot. Which second row results? Answer as a vector.",
            f"One elimination step: subtract the right multiple of the first row of ${mat((first, second))}$ from the second, so that the second starts with zero. What is the new second row (as a vector)?",
        ),
        key=key,
        answer="a vector such as [0, 1, -1, 4]",
        proof=Satisfies(
            "solutions kept",
            "The new row starts with zero and is the old one minus a multiple of the first.",
            lambda g: (
                g[0] == 0
                and all((second[i] - g[i]) * first[0] == (second[0] - g[0]) * first[i] for i in range(4))
            ),
        ),
        steps=[
            ("The multiple that is needed", f"{over(second[0], first[0])} = {c}"),
            ("Subtract it", f"{row_of(second)} - {guarded(c)} {row_of(first)} = {row_of(key)}"),
        ],
        hints=(
            "You are asked for a whole row, right-hand side included.",
            "Subtract the multiple of the pivot row that cancels the first entry; every entry of the row takes part.",
            f"How many times does ${first[0]}$ go into ${second[0]}$?",
        ),
        wrong=[
            (added(second, first, c), "Check the sign: the entry below the pivot has to vanish."),
            ((*key[:3], second[3]), "The right-hand side takes part as well."),
            ((0, *second[1:]), "The other entries of the row change too."),
        ],
    )


def _back(draw: Draw, level: int) -> Draft:
    n = 2 if level == 1 else 3
    x = draw.full_vector(n, -4, 5)
    u = tuple(tuple(0 if j < i else draw.nonzero(-3, 4) for j in range(n)) for i in range(n))
    b = times_vector(u, x)
    wide = tuple((*r, e) for r, e in zip(u, b, strict=True))
    if level == 3:
        m1, m2 = draw.nonzero(-2, 2), draw.nonzero(-2, 2)
        wide = (
            wide[0],
            added(wide[1], wide[0], m1),
            added(added(wide[2], wide[1], draw.nonzero(-2, 2)), wide[0], m2),
        )
    rows = [r[:n] for r in wide]
    steps = [] if level < 3 else [("A row echelon form", mat([(*r, e) for r, e in zip(u, b, strict=True)]))]
    for i in reversed(range(n)):
        known = [times(u[i][j], x[j]) for j in range(i + 1, n) if u[i][j]]
        above = " - ".join([tex(b[i]), *(f"({term})" for term in known)])
        place = "The last row" if i == n - 1 else f"Row {i + 1}, with what is known"
        steps.append((place, chain(over(above, u[i][i]), x[i])))
    return typed(
        draw,
        ask=(
            f"The augmented matrix of a system is ${mat(wide)}$. Solve it; answer with the unknowns as a vector.",
            f"{'Use back substitution' if level < 3 else 'Eliminate and substitute back'}: find the solution of the system with the augmented matrix ${mat(wide)}$ as a vector.",
        ),
        key=x,
        answer=VECTOR if n == 2 else VECTOR3,
        proof=Satisfies(
            "substitution",
            "The solution was put into every equation.",
            lambda g: tuple(second_way.dot(r, g) for r in rows) == tuple(r[n] for r in wide),
        ),
        steps=[*steps, ("Check in all equations", f"{mat(rows)} {vec(x)} = {vec([r[n] for r in wide])}")],
        hints=(
            f"You are asked for {n} unknowns.",
            "In echelon form start with the last row and work upwards, putting in what is known."
            if level < 3
            else "Make zeros below the pivots first, then substitute back from the last row.",
            f"The last row says ${linear_side((u[-1][-1],), ('z' if n == 3 else 'y',))} = {b[-1]}$."
            if level < 3
            else "Subtract multiples of the first row from the other two.",
        ),
        wrong=[
            (tuple(reversed(x)), "The unknowns are in the wrong order."),
            ((-x[0], *x[1:]), "Check the sign in the first row."),
            ((*x[:-1], -x[-1]), "Check the sign in the last row."),
        ],
    )


def _count(draw: Draw, level: int) -> Draft:
    which = draw.integer(0, 2)
    p, q = draw.nonzero(-3, 4), draw.nonzero(-4, 5)
    third = (
        0,
        0,
        0 if which != 1 else draw.nonzero(-3, 4),
        draw.nonzero(-5, 6) if which == 0 else 0 if which == 2 else draw.integer(-5, 6),
    )
    m = (
        (draw.nonzero(-3, 4), draw.integer(-3, 4), draw.integer(-3, 4), draw.integer(-5, 6)),
        (0, p, q, draw.integer(-5, 6)),
        third,
    )
    if level == 2:
        m = (m[0], added(m[1], m[0], draw.nonzero(-2, 2)), added(m[2], m[1], draw.choice((1, -1))))
        m = (m[0], m[1], m[2])

    def decide() -> str:
        left, full = second_way.rank([r[:3] for r in m]), second_way.rank(m)
        return COUNTS[0] if left < full else COUNTS[1] if left == 3 else COUNTS[2]

    return words(
        draw,
        ask=(
            f"Elimination has led to the augmented matrix ${mat(m)}$. What does it say?"
            if level == 1
            else f"How many solutions has the system with the augmented matrix ${mat(m)}$?",
        ),
        right=COUNTS[which],
        options=list(
            zip(
                COUNTS,
                (
                    "No row claims that zero is another number.",
                    "Count the pivots among the first three columns.",
                    "Look at the last row once more.",
                ),
                strict=True,
            )
        ),
        shuffled=False,
        decide=decide,
        method="ranks",
        detail="The ranks with and without the right-hand sides were compared.",
        steps=[
            (
                "Rank without the right-hand sides",
                rf"\operatorname{{rank}} {mat([r[:3] for r in m])} = {second_way.rank([r[:3] for r in m])}",
            ),
            ("Rank with them", rf"\operatorname{{rank}} {mat(m)} = {second_way.rank(m)}"),
        ],
        hints=(
            "You are asked how many solutions there are, not which.",
            "A pivot in the last column is a contradiction; a missing pivot before it leaves an unknown free.",
            "Read the last row of the echelon form as an equation.",
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    p, q, r, c, d = draw.full_vector(5, -4, 5)
    top = (1, p, q)
    bottom = multiple(c, top) if level == 2 else (c, c * p + r, d)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"Subtracting $k$ times the first row of ${mat((top, bottom))}$ from the second makes its first entry zero, and the second row becomes ${row_of((0, r, d - c * q))}$. Find $k$.",
                f"Which multiple $k$ of the first row turns ${mat((top, bottom))}$ into ${mat((top, (0, r, d - c * q)))}$, when it is subtracted from the second row?",
            ),
            key=c,
            proof=Satisfies(
                "the step itself",
                "The row operation was carried out.",
                lambda g: added(bottom, top, -g) == (0, r, d - c * q),
            ),
            steps=[("The first entry has to vanish", f"{c} - k \\cdot 1 = 0"), ("Solve for k", f"k = {c}")],
            hints=(
                "You are asked for a multiplier.",
                "The multiplier is the entry below the pivot divided by the pivot.",
                "Look at the first column alone.",
            ),
            symbols=("k",),
            wrong=[
                (-c, "The multiple is subtracted."),
                (Fraction(1, c), "Divide the entry by the pivot, not the other way round."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"For which $k$ has the system with the augmented matrix ${mat((top, (*bottom[:2], 'k')))}$ infinitely many solutions?",
            f"Elimination turns ${mat((top, (*bottom[:2], 'k')))}$ into a matrix with a row of zeros. For which $k$?",
        ),
        key=bottom[2],
        proof=Satisfies(
            "rank", "With this k the rank is one.", lambda g: second_way.rank((top, (*bottom[:2], g))) == 1
        ),
        steps=[
            ("Subtract the multiple of the first row", f"k - {guarded(c)} \\cdot {guarded(q)} = 0"),
            ("Solve for k", f"k = {c * q}"),
        ],
        hints=(
            "You are asked for the right-hand side that leaves a row of zeros.",
            "A row of zeros leaves an unknown free.",
            f"Subtract ${c}$ times the first row from the second.",
        ),
        symbols=("k",),
        wrong=[(-c * q, "The sign is turned round."), (q, "The right-hand side is multiplied as well.")],
    )


def _swap(draw: Draw, level: int) -> Draft:
    big, e = draw.integer(2, 40), draw.choice((12, 13, 14, 15, 16))
    zero = draw.coin()
    entry = "0" if zero else f"10^{{-{e}}}"
    right = (
        "It would divide by zero."
        if zero
        else "It would divide by a tiny number and blow rounding errors up."
    )
    options = [
        ("It would divide by zero.", "The pivot is tiny here, but it is not zero."),
        ("It would divide by a tiny number and blow rounding errors up.", "The pivot is exactly zero here."),
        ("The solutions would change if it did not.", "Swapping rows never changes the solutions."),
        ("The matrix would not be symmetric otherwise.", "Symmetry plays no part in elimination."),
    ]
    return words(
        draw,
        ask=(
            f"Before it eliminates in ${mat(((entry, draw.integer(1, 9)), (big, draw.integer(1, 9))))}$, a program swaps the two rows. What would go wrong without the swap?",
        ),
        right=right,
        options=options,
        decide=lambda: options[0][0] if (0.0 if zero else 10.0**-e) == 0.0 else options[1][0],
        method="trying it out",
        detail="The pivot was looked at in double precision.",
        steps=[
            (
                "The multiplier after the swap is small",
                rf"\frac{{{entry}}}{{{big}}} < 1" if zero else rf"\frac{{1}}{{{big}}} < 1",
            )
        ],
        hints=(
            "You are asked why a program looks for a good pivot.",
            "The multiplier is an entry divided by the pivot; huge multipliers drown the other numbers.",
            "Which number would be the pivot without the swap?",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "row-step", COMPUTE, _row, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "solve", COMPUTE, _back, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "whole-way", COMPUTE, _back, levels=(3,), objectives=(1, 2)),
    Generator(TOPIC, "how-many", CHOICE, _count, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 2), objectives=(1, 3)),
    Generator(TOPIC, "swap", CHOICE, _swap, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, eliminate, levels=(3,), objectives=(1, 2)),
)
