"""Exercises on matrices: shapes and entries, sums and multiples, tables of data, and special kinds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, MATRIX, MISTAKE, REVERSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import added, flipped, multiple, row_of
from assistant.practice.notation import mat, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, show, typed, words
from assistant.practice.worked import Part, mistake_draft

TOPIC = "matrices"

KINDS = (
    "a zero matrix",
    "an identity matrix",
    "a diagonal matrix",
    "a square matrix, but no diagonal one",
    "not a square matrix",
)


def _entry(draw: Draw, level: int) -> Draft:
    rows, columns = draw.sample((2, 3, 4), 2)
    a = draw.matrix(rows, columns, -9, 9)
    i, j = draw.integer(1, rows), draw.integer(1, columns)
    if len({e for r in a for e in r}) < rows * columns - 2 or i == j:
        raise Unsuitable("too many equal entries")
    key = a[i - 1][j - 1]
    other = a[j - 1][i - 1] if j <= rows and i <= columns else a[i - 1][0]
    return typed(
        draw,
        ask=(
            f"What is the entry $a_{{{i}{j}}}$ of $A = {mat(a)}$?",
            f"Read off the entry in row ${i}$ and column ${j}$: $A = {mat(a)}$.",
        ),
        key=key,
        proof=again(
            "counting",
            "The entries were counted off one by one, row by row.",
            lambda: [e for r in a for e in r][(i - 1) * columns + j - 1],
        ),
        steps=[(f"Go to row {i} and take its entry number {j}", f"a_{{{i}{j}}} = {tex(key)}")],
        hints=(
            "You are asked for one entry.",
            "The first index is the row, the second the column.",
            f"Row ${i}$ is ${row_of(a[i - 1])}$. Count along it.",
        ),
        wrong=[
            (other, "Rows come first: the first index counts downwards."),
            (a[i - 1][j - 2] if j > 1 else a[i - 1][1], "Count the columns from 1."),
        ],
    )


def _add(draw: Draw, level: int) -> Draft:
    rows, columns = draw.choice(((2, 2), (2, 3), (3, 2)))
    a, b = draw.matrix(rows, columns, -6, 7), draw.matrix(rows, columns, -6, 7)
    c = draw.choice((2, 3, -1, -2)) if level > 1 else 1
    key: Any
    if level == 3:
        # Half of the sum: an average of two tables.
        a, b = draw.matrix(rows, columns, 1, 20), draw.matrix(rows, columns, 1, 20)
        key = tuple(
            tuple(Fraction(x + y, 2) for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True)
        )
        shown = rf"\frac{{1}}{{2}}\left({mat(a)} + {mat(b)}\right)"
        ask = [
            f"Two bakeries (rows) count what they sold of {columns} kinds of bread: ${mat(a)}$ in the first week and ${mat(b)}$ in the second. Write down the table of weekly averages.",
            f"Compute ${shown}$.",
        ]
    else:
        key = tuple(tuple(c * x + y for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True))
        shown = f"{'' if c == 1 else '-' if c == -1 else c} {mat(a)} + {mat(b)}".strip()
        ask = [f"Compute ${shown}$.", f"Work out ${shown}$."]
    return typed(
        draw,
        ask=ask,
        key=key,
        answer=MATRIX,
        proof=again(
            "column by column",
            "The columns were combined as vectors and put together again.",
            lambda: flipped(
                [
                    second_way.combination((Fraction(1, 2), Fraction(1, 2)) if level == 3 else (c, 1), pair)
                    for pair in zip(flipped(a), flipped(b), strict=True)
                ]
            ),
        ),
        steps=[("Entry by entry", f"{shown} = {show(key)}")],
        hints=(
            "You are asked for a matrix of the same shape.",
            "Sums and multiples go entry by entry; a number in front multiplies every entry.",
            f"Begin in the upper left corner, with ${a[0][0]}$ and ${b[0][0]}$.",
        ),
        wrong=[
            (
                tuple(tuple(x + y for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True)),
                "The factor in front is missing.",
            ),
            (
                tuple(
                    tuple((c * x if (i == 0) else x) + y for x, y in zip(r, s, strict=True))
                    for i, (r, s) in enumerate(zip(a, b, strict=True))
                ),
                "The factor multiplies every row, not only the first.",
            ),
            (
                tuple(
                    tuple(c * (x + y) for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True)
                ),
                "The factor belongs to the first matrix alone.",
            ),
            (
                tuple(tuple(c * x - y for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True)),
                "The matrices are added, not subtracted.",
            ),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    x, a = draw.matrix(2, 2, -5, 6), draw.matrix(2, 2, -5, 6)
    c = 1 if level == 1 else draw.choice((2, 3, -1)) if level == 2 else draw.choice((2, 3))
    b = tuple(added(multiple(c, r), s) for r, s in zip(x, a, strict=True))
    if level == 3:
        b = tuple(added(s, r, -c) for r, s in zip(x, a, strict=True))
        equation = f"{mat(a)} - {c} X = {mat(b)}"
    else:
        equation = f"{'' if c == 1 else '-' if c == -1 else c} X + {mat(a)} = {mat(b)}".strip()
    difference = tuple(
        added(r, s, -1) for r, s in (zip(a, b, strict=True) if level == 3 else zip(b, a, strict=True))
    )
    return typed(
        draw,
        ask=(f"Find the matrix $X$ with ${equation}$.", f"Solve ${equation}$ for $X$."),
        key=x,
        answer=MATRIX,
        proof=Satisfies(
            "substitution",
            "X was put in and both sides compared.",
            lambda g: (
                tuple(
                    added(s, r, -c) if level == 3 else added(multiple(c, r), s)
                    for r, s in zip(g, a, strict=True)
                )
                == b
            ),
        ),
        steps=[
            (
                "Bring the known matrix to the other side",
                (f"{mat(a)} - {mat(b)}" if level == 3 else f"{mat(b)} - {mat(a)}") + f" = {mat(difference)}",
            ),
            *(
                []
                if c == 1
                else [
                    (
                        "Divide by the number in front",
                        ("-" if c == -1 else rf"\frac{{1}}{{{c}}} ") + f"{mat(difference)} = {mat(x)}",
                    )
                ]
            ),
        ],
        hints=(
            "You are asked for a matrix of the same shape.",
            "Matrices of one shape are added and subtracted like numbers, entry by entry.",
            "Subtract the known matrix on both sides first."
            if level < 3
            else "Bring the multiple of $X$ to one side and everything known to the other.",
        ),
        wrong=[
            (difference, "Divide by the number in front."),
            (tuple(multiple(-1, r) for r in x), "The signs are turned round."),
            (
                tuple(added(r, s) for r, s in zip(b, a, strict=True)),
                "Subtract the known matrix; you added it.",
            ),
        ],
    )


def _kind(draw: Draw, level: int) -> Draft:
    which = draw.integer(0, 4)
    size = draw.choice((2, 3))
    if which < 3:
        number = 0 if which == 0 else 1
        entries = [draw.nonzero(-5, 6) if which == 2 else number for _ in range(size)]
        if which == 2 and draw.coin():
            entries[draw.integer(0, size - 1)] = 0
        if which == 2 and (set(entries) <= {0, 1}):
            raise Unsuitable("another kind")
        a: Any = tuple(tuple(entries[i] if i == j else 0 for j in range(size)) for i in range(size))
    elif which == 3:
        a = (
            tuple(
                tuple(draw.nonzero(-4, 5) if i + j == size - 1 else 0 for j in range(size))
                for i in range(size)
            )
            if draw.coin()
            else draw.matrix(size, size, -1, 1)
        )
        if all(a[i][j] == 0 for i in range(size) for j in range(size) if i != j):
            raise Unsuitable("diagonal by chance")
    else:
        a = (
            draw.matrix(size, 5 - size, 0, 1)
            if draw.coin()
            else tuple(
                tuple(draw.nonzero(-5, 6) if i == j else 0 for j in range(size + 1)) for i in range(size)
            )
        )

    def decide() -> str:
        m = sympy.Matrix(a)
        if m.rows != m.cols:
            return KINDS[4]
        if m.is_zero_matrix:
            return KINDS[0]
        return KINDS[1] if m == sympy.eye(m.rows) else KINDS[2] if m.is_diagonal() else KINDS[3]

    said = (
        "A zero matrix has nothing but zeros.",
        "The identity has ones on the diagonal and zeros elsewhere.",
        "Look off the diagonal (from upper left to lower right), and look for the closest description.",
        "Check the entries off the diagonal from upper left to lower right.",
        "Count rows and columns again.",
    )
    return words(
        draw,
        ask=(
            f"Which description fits ${mat(a)}$ best?",
            f"What kind of matrix is $A = {mat(a)}$? Pick the closest description.",
        ),
        right=KINDS[which],
        options=list(zip(KINDS, said, strict=True)),
        shuffled=False,
        decide=decide,
        method="SymPy",
        detail="SymPy tested shape and entries.",
        steps=[("Shape: rows by columns", rf"{len(a)} \times {len(a[0])} = {len(a) * len(a[0])}")],
        hints=(
            "You are asked what kind of matrix this is.",
            "First compare the numbers of rows and columns, then look at the diagonal from upper left to lower right, then off it.",
            f"The matrix has ${len(a)}$ rows. Count the columns.",
        ),
    )


def _data(draw: Draw, level: int) -> Draft:
    examples, features = draw.integer(20, 900), draw.integer(3, 40)
    what = draw.choice(
        (
            ("flats", "numbers such as area and rent"),
            ("patients", "measured values"),
            ("songs", "audio features"),
            ("sensors", "readings"),
        )
    )
    good, bad = (
        f"The shape is ${examples} \\times {features}$.",
        f"The shape is ${features} \\times {examples}$.",
    )
    count = f"There are ${examples + features}$ entries."
    right = good if level == 2 else f"There are ${examples * features}$ entries."
    options = (
        [
            (good, ""),
            (bad, "One row an example: the number of examples comes first."),
            (f"The shape is ${examples * features} \\times 1$.", "A table keeps its rows and columns apart."),
        ]
        if level == 2
        else [
            (right, ""),
            (count, "Every row has one entry for each feature: multiply."),
            (f"There are ${examples}$ entries.", "That counts the rows only."),
        ]
    )
    return words(
        draw,
        ask=(
            f"A data set has {examples} {what[0]} with {features} {what[1]} each. It is stored as a matrix with one example to a row. {'What is its shape?' if level == 2 else 'How many entries does it have?'}",
            f"{examples} {what[0]}, {features} features each, examples as rows: what {'shape' if level == 2 else 'number of entries'} has the data matrix?",
        ),
        right=right,
        options=options,
        decide=lambda: (
            f"The shape is ${len([0] * examples)} \\times {len([0] * features)}$."
            if level == 2
            else f"There are ${sum(features for _ in range(examples))}$ entries."
        ),
        method="counting",
        detail="Rows and entries were counted one by one.",
        steps=[("Rows times columns", rf"{examples} \cdot {features} = {examples * features}")],
        hints=(
            "You are asked about a table of data.",
            "Examples are rows, features are columns, and the shape names rows first.",
            "Ask yourself: how many rows are there?",
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
    a, b = draw.matrix(2, 2, -5, 6), draw.matrix(2, 2, -5, 6)
    c = draw.choice((2, 3, -2))
    right = tuple(multiple(c, r) for r in a)
    kind = draw.choice(("row", "sum"))
    first = (right[0], a[1]) if kind == "row" else right
    total = tuple(added(r, s, -1) for r, s in zip(first, b, strict=True))
    end = (
        total
        if kind == "row"
        else tuple(
            added(r, s) if i == 1 else added(r, s, -1) for i, (r, s) in enumerate(zip(first, b, strict=True))
        )
    )
    return mistake_draft(
        draw,
        task=f"compute ${c} {mat(a)} - {mat(b)}$",
        parts=(
            Part(f"{c} {mat(a)} - {mat(b)}", tuple(added(r, s, -1) for r, s in zip(right, b, strict=True))),
            Part(f"{mat(first)} - {mat(b)}", total),
            Part(mat(end), end),
        ),
        fix=f"{mat(right)} - {mat(b)}" if kind == "row" else mat(total),
        rule="A number in front multiplies every entry, and a difference is taken entry by entry",
    )


GENERATORS = (
    Generator(TOPIC, "entry", COMPUTE, _entry, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "sum", COMPUTE, _add, objectives=(2,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(2,)),
    Generator(TOPIC, "kind", CHOICE, _kind, levels=(1, 2), objectives=(4,)),
    Generator(TOPIC, "table", CHOICE, _data, levels=(2, 3), objectives=(1, 3)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(2, 3), objectives=(2,)),
)
