"""Exercises on shapes: counting entries, broadcasting, centring a table, and sums along an axis."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from assistant.practice.draft import CHOICE, COMPUTE, MATRIX, ORDER, REVERSE, VECTOR, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.in_order.lengths import standardise
from assistant.practice.generators.linear_algebra.pieces import added, flipped
from assistant.practice.notation import chain, mat, over, plus, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, typed, words

TOPIC = "tensors-and-broadcasting"


def _write(shape: Sequence[int]) -> str:
    return "$(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")$"


def _count(draw: Draw, level: int) -> Draft:
    shape = (
        draw.choice((8, 16, 32)),
        *draw.choice(((3, 28, 28), (1, 28, 28), (3, 32, 32), (20, 50), (12, 8), (3, 10, 10), (4, 6), (5, 7))),
    )
    if draw.coin():
        shape = tuple(draw.integer(2, 12) for _ in range(draw.choice((3, 4))))
    key = prod(shape)
    return typed(
        draw,
        ask=(
            f"How many entries has a tensor of shape {_write(shape)}?",
            f"A batch is stored with the shape {_write(shape)}. How many numbers does that make?",
        ),
        key=key,
        proof=again(
            "counting",
            "The entries were counted one axis after the other.",
            lambda: _entries(shape),
        ),
        steps=[("Multiply the lengths of all axes", chain(times(*shape), key))],
        hints=(
            "You are asked for a number of entries.",
            "The number of entries is the product of the lengths of all axes.",
            f"Begin with ${times(*shape[:2])}$.",
        ),
        wrong=[
            (sum(shape), "The lengths are multiplied."),
            (len(shape), "That is the order of the tensor."),
            (prod(shape[1:]), "The first axis counts too."),
        ],
    )


def _entries(shape: Sequence[int]) -> int:
    total = 0
    for _ in range(shape[0]):
        total += 1 if len(shape) == 1 else _entries(shape[1:])
    return total


def _broadcast(draw: Draw, level: int) -> Draft:
    full = tuple(draw.integer(2, 9) for _ in range(draw.choice((2, 3))))
    one = tuple(1 if draw.integer(0, 3) == 0 else n for n in full)
    other = tuple(1 if draw.integer(0, 2) == 0 else n for n in full)[draw.integer(0, len(full) - 1) :]
    if draw.integer(0, 2) == 0:
        other = (*other[:-1], full[-1] + 1)
    if one == other:
        raise Unsuitable("the same shape")
    padded = (1,) * (len(one) - len(other)) + other
    fits = all(a == b or 1 in (a, b) for a, b in zip(one, padded, strict=True))
    out = tuple(max(a, b) for a, b in zip(one, padded, strict=True))
    right = f"It has the shape {_write(out)}." if fits else "The operation is refused."
    options = {
        right: "",
        "The operation is refused.": "Written so that they end together, every pair of lengths is equal or contains a 1.",
        f"It has the shape {_write(out)}.": "At one axis the lengths differ and neither is 1.",
        f"It has the shape {_write((*one, *other))}.": "Shapes are not strung together; they are matched from the end.",
        f"It has the shape {_write(one)}.": "An axis of length 1 is repeated to the other's length.",
    }

    def decide() -> str:
        import numpy

        try:
            return f"It has the shape {_write(numpy.broadcast_shapes(one, other))}."
        except ValueError:
            return "The operation is refused."

    return words(
        draw,
        ask=(
            f"A tensor of shape {_write(one)} and one of shape {_write(other)} are added with broadcasting. What comes out?",
            f"What is the result of {_write(one)} plus {_write(other)}, as shapes?",
        ),
        right=right,
        options=list(options.items())[:4],
        decide=decide,
        method="NumPy",
        detail="NumPy broadcast the two shapes.",
        steps=[
            ("Entries of the result", f"{times(*out)} = {prod(out)}")
            if fits
            else next(
                ("At this axis the lengths differ and neither is 1", rf"{a} \neq {b}")
                for a, b in zip(one, padded, strict=True)
                if a != b and 1 not in (a, b)
            )
        ],
        hints=(
            "You are asked about two shapes.",
            "Write them so that they end together; each pair of lengths must be equal or contain a 1.",
            f"Compare the last axes first: ${one[-1]}$ and ${other[-1]}$.",
        ),
    )


def _centre(draw: Draw, level: int) -> Draft:
    rows = draw.choice((2, 3))
    x = tuple(tuple(draw.integer(-9, 15) for _ in range(2)) for _ in range(rows))
    means = tuple(Fraction(sum(c), rows) for c in flipped(x))
    if any(m.denominator > 1 for m in means) or any(m == 0 for m in means):
        raise Unsuitable("ugly means")
    key = tuple(added(r, means, -1) for r in x)
    if level == 1:
        return typed(
            draw,
            ask=(
                f"Compute the means of the columns of $X = {mat(x)}$, as a vector.",
                f"What is the mean of $X = {mat(x)}$ along axis 0?",
            ),
            key=means,
            answer=VECTOR,
            proof=Satisfies(
                "sums",
                "The means, times the number of rows, give the sums of the columns.",
                lambda g: all(m * rows == sum(c) for m, c in zip(g, flipped(x), strict=True)),
            ),
            steps=[
                ("Mean of the first column", chain(rf"\frac{{{plus(*flipped(x)[0])}}}{{{rows}}}", means[0])),
                ("Mean of the second column", chain(rf"\frac{{{plus(*flipped(x)[1])}}}{{{rows}}}", means[1])),
            ],
            hints=(
                "You are asked for one number for each column.",
                "Axis 0 runs down the rows: averaging along it leaves one number a column.",
                f"Add the first column: ${plus(*flipped(x)[0])}$.",
            ),
            wrong=[
                (tuple(sum(c) for c in flipped(x)), "Divide by the number of rows."),
                (tuple(Fraction(sum(r), 2) for r in x), "Those are the means of the rows."),
            ],
        )
    return typed(
        draw,
        ask=(
            f"Centre the columns of $X = {mat(x)}$: subtract from each column its mean.",
            f"Broadcasting subtracts the row of column means from ${mat(x)}$. What is left?",
        ),
        key=key,
        answer=MATRIX,
        proof=Satisfies(
            "sums",
            "Every column sums to zero, and differences between rows are kept.",
            lambda g: (
                all(sum(c) == 0 for c in flipped(g))
                and all(added(g[i], g[0], -1) == added(x[i], x[0], -1) for i in range(rows))
            ),
        ),
        steps=[
            ("Means of the columns", f"\\frac{{{plus(*flipped(x)[0])}}}{{{rows}}} = {means[0]}"),
            ("and", f"\\frac{{{plus(*flipped(x)[1])}}}{{{rows}}} = {means[1]}"),
            ("Subtract them in every row", f"{mat(x)} - {mat([means] * rows)} = {mat(key)}"),
        ],
        hints=(
            "You are asked for a table whose columns sum to zero.",
            "The means of the columns, a row, are subtracted from every row.",
            f"The mean of the first column is $\\frac{{{plus(*flipped(x)[0])}}}{{{rows}}}$.",
        ),
        wrong=[
            (tuple(added(r, means) for r in x), "Subtract the means."),
            (
                tuple(tuple(e - Fraction(sum(r), 2) for e in r) for r in x),
                "Those are the means of the rows; the columns are to be centred.",
            ),
        ],
    )


def _axis(draw: Draw, level: int) -> Draft:
    shape = tuple(draw.sample(range(2, 13), draw.choice((2, 3, 4))))
    axis = draw.integer(0, len(shape) - 1)
    out = shape[:axis] + shape[axis + 1 :]
    right = f"It is {_write(out)}."
    options = [
        (right, ""),
        (f"It is {_write((shape[axis],))}.", "The axis that is summed over disappears; the others stay."),
        (
            f"It is {_write(shape[:-1] if axis != len(shape) - 1 else shape[1:])}.",
            "Axes are counted from 0, from the left.",
        ),
        (f"It is {_write(shape)}.", "The axis that is summed over disappears."),
    ]
    unique = list(dict(reversed(options)).items())

    def decide() -> str:
        import numpy

        return f"It is {_write(numpy.zeros(shape, dtype=numpy.int8).sum(axis=axis).shape)}."

    return words(
        draw,
        ask=(
            f"A tensor has the shape {_write(shape)}. What is the shape of its sum along axis {axis}?",
            f"An array of shape {_write(shape)} is averaged along axis {axis}. Which shape is left?",
        ),
        right=right,
        options=unique,
        decide=decide,
        method="NumPy",
        detail="NumPy summed an array of zeros of this shape.",
        steps=[("Length of the axis that disappears", f"{prod(shape)} \\div {prod(out)} = {shape[axis]}")],
        hints=(
            "You are asked for a shape after a reduction.",
            "A sum along an axis removes that axis from the shape; axes are counted from 0.",
            f"Which length stands at place {axis}, counted from 0?",
        ),
    )


def _unknown(draw: Draw, level: int) -> Draft:
    shape = [draw.integer(2, 12) for _ in range(3)]
    i = draw.integer(0, 2)
    total, shown = prod(shape), ", ".join("k" if j == i else str(n) for j, n in enumerate(shape))
    return typed(
        draw,
        ask=(
            f"A tensor of shape $({shown})$ has ${total}$ entries. Find $k$.",
            f"${total}$ numbers are reshaped to $({shown})$. Which length must $k$ be?",
        ),
        key=shape[i],
        proof=Satisfies(
            "counting",
            "With k put in, the entries were counted.",
            lambda g: prod(n for j, n in enumerate(shape) if j != i) * g == total,
        ),
        steps=[("Divide by the other lengths", chain(over(total, total // shape[i]), shape[i]))],
        hints=(
            "You are asked for the length of one axis.",
            "The number of entries is the product of all lengths.",
            "Multiply the two known lengths.",
        ),
        symbols=("k",),
        wrong=[
            (total // shape[i], "Divide the number of entries by that."),
            (total - sum(shape) + shape[i], "Lengths are multiplied, not added."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "entries", COMPUTE, _count, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "broadcast", CHOICE, _broadcast, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "means", COMPUTE, _centre, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "centre", COMPUTE, _centre, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "axis", CHOICE, _axis, levels=(1, 2), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, standardise, levels=(3,), objectives=(3,)),
)
