"""Exercises on a matrix times a vector: by rows, by columns, by shapes, and as predictions for a whole data set."""

from __future__ import annotations

from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, MISTAKE, REVERSE, VECTOR, VECTOR3, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import (
    added,
    combination_of,
    dots,
    flipped,
    linear_side,
    multiple,
    times_vector,
)
from assistant.practice.notation import chain, guarded, mat, over, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, typed, words
from assistant.practice.worked import Part, mistake_draft

TOPIC = "matrix-vector-product"

RULE = "Each component is the dot product of a row with the vector; or: mix the columns with the components as weights."


def _product(draw: Draw, level: int) -> Draft:
    rows, columns = draw.choice(((2, 2), (3, 2))) if level == 1 else draw.choice(((2, 3), (3, 3)))
    a, x = draw.matrix(rows, columns, -4, 5), draw.full_vector(columns, -4, 5)
    if level == 3:
        rows = draw.choice((3, 4))
        kind = draw.choice(
            (
                ("flats", "area (in tens of square metres) and rooms"),
                ("drivers", "age group and trips"),
                ("songs", "tempo and length"),
            )
        )
        a, x = (
            tuple(tuple(draw.integer(1, 9) for _ in range(2)) for _ in range(rows)),
            draw.full_vector(2, -3, 9),
        )
        ask = [
            f"{rows} {kind[0]} are described by {kind[1]}, one to a row of $X = {mat(a)}$. A linear model has learnt the weights $\\mathbf{{w}} = {vec(x)}$. Compute all its predictions $X\\mathbf{{w}}$ at once.",
            f"A linear model without a bias has the weights ${vec(x)}$. What does it predict for the examples in the rows of $X = {mat(a)}$?",
        ]
    else:
        ask = [
            f"Compute ${mat(a)} {vec(x)}$.",
            f"Find $A\\mathbf{{x}}$ for $A = {mat(a)}$ and $\\mathbf{{x}} = {vec(x)}$.",
        ]
    key = times_vector(a, x)
    entrywise = tuple(e * x[min(i, len(x) - 1)] for i, e in enumerate(sum(row) for row in a))
    wrong: list[tuple[Any, str]] = [
        (entrywise, "Every entry of a row meets its own component of the vector, not all the same one.")
    ]
    if len(a) == len(x):
        wrong.append(
            (
                times_vector(flipped(a), x),
                "You used the columns as rows: take the dot product of each row with the vector.",
            )
        )
    return typed(
        draw,
        ask=ask,
        key=key,
        answer=VECTOR if len(a) == 2 else VECTOR3,
        proof=again(
            "columns",
            "The columns were added up with the components as weights.",
            lambda: second_way.combination(x, flipped(a)),
        ),
        steps=[
            *((f"Row {i + 1} times the vector", chain(dots(row, x), key[i])) for i, row in enumerate(a)),
            ("Together", f"{mat(a)} {vec(x)} = {vec(key)}"),
        ],
        hints=(
            f"You are asked for a vector with as many components as the matrix has rows: ${len(a)}$.",
            RULE,
            f"The first component is ${dots(a[0], x)}$.",
        ),
        wrong=[
            *wrong,
            (tuple(-k for k in key), "Check the signs of the products."),
            (
                added(key, multiple(x[0], [row[0] for row in a]), -2),
                "Check the sign of the first product in each row.",
            ),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    a, x = draw.matrix(2, 2, -4, 5), draw.full_vector(2, -4, 5)
    b = times_vector(a, x)
    if level == 1:
        shown = ((a[0][0], "k"), a[1])
        return typed(
            draw,
            ask=(
                f"Find $k$ so that ${mat(shown)} {vec(x)} = {vec(b)}$.",
                f"One entry of the matrix is lost: ${mat(shown)} {vec(x)} = {vec(b)}$. What was $k$?",
            ),
            key=a[0][1],
            proof=Satisfies(
                "substitution",
                "With k put in, the product was computed.",
                lambda g: times_vector(((a[0][0], g), a[1]), x) == b,
            ),
            steps=[
                ("The first row", rf"{times(a[0][0], x[0])} + {guarded(x[1])} \cdot k = {b[0]}"),
                ("Solve for k", chain("k", over(b[0] - a[0][0] * x[0], x[1]), a[0][1])),
            ],
            hints=(
                "You are asked for one entry of the matrix.",
                "Each component of the result is the dot product of one row with the vector.",
                "Only the first row contains $k$. Write its dot product down.",
            ),
            symbols=("k",),
            wrong=[(b[0] - a[0][0] * x[0], f"Divide by ${x[1]}$."), (-a[0][1], "The sign is turned round.")],
        )
    if level == 2:
        basis = "the first unit vector to" if draw.coin() else "$\\mathbf{e}_1$ to"
        return typed(
            draw,
            ask=(
                f"A $2 \\times 2$ matrix takes {basis} ${vec(flipped(a)[0])}$ and $\\mathbf{{e}}_2$ to ${vec(flipped(a)[1])}$. Where does it take ${vec(x)}$?",
                f"The columns of $A$ are ${vec(flipped(a)[0])}$ and ${vec(flipped(a)[1])}$. Which vector is $A {vec(x)}$?",
            ),
            key=b,
            answer=VECTOR,
            proof=again(
                "rows",
                "The rows of the matrix were multiplied with the vector.",
                lambda: second_way.image(a, x),
            ),
            steps=[("Mix the columns", f"{combination_of(x, flipped(a))} = {vec(b)}")],
            hints=(
                "You are asked for a vector.",
                "The columns are the images of the unit vectors; the components of the vector are their weights.",
                f"Take ${x[0]}$ times the first column.",
            ),
            wrong=[
                (times_vector(flipped(a), x), "The given vectors are columns, not rows."),
                (added(*flipped(a)), "The columns have weights."),
            ],
        )
    if second_way.determinant(a) == 0:
        raise Unsuitable("not unique")
    return typed(
        draw,
        ask=(
            f"A linear model predicted ${vec(b)}$ for the two examples in the rows of $X = {mat(a)}$, without a bias. Which weights does it have?",
            f"For which vector $\\mathbf{{x}}$ is ${mat(a)} \\mathbf{{x}} = {vec(b)}$?",
        ),
        key=x,
        answer=VECTOR,
        proof=Satisfies(
            "substitution", "The product with this vector was computed.", lambda g: times_vector(a, g) == b
        ),
        steps=[
            ("First row", f"{linear_side(a[0], ('s', 't'))} = {b[0]}"),
            ("Second row", f"{linear_side(a[1], ('s', 't'))} = {b[1]}"),
            ("The solution, checked", f"{mat(a)} {vec(x)} = {vec(b)}"),
        ],
        hints=(
            "You are asked for the vector that goes into the product.",
            "Each row gives one equation for the components $s$ and $t$.",
            f"The first equation is ${linear_side(a[0], ('s', 't'))} = {b[0]}$.",
        ),
        wrong=[
            (tuple(reversed(x)), "The components are in the wrong order."),
            (multiple(-1, x), "The signs are turned round."),
            (times_vector(a, b), "That multiplies once more; here the product has to be undone."),
        ],
    )


def _shapes(draw: Draw, level: int) -> Draft:
    m, n = draw.integer(2, 9), draw.integer(2, 9)
    k = n if draw.coin() else draw.choice((m, n + 1))
    if m == n:
        raise Unsuitable("square")
    right = f"It has ${m}$ components." if k == n else "The product is not defined."
    options = [
        (
            f"It has ${m}$ components.",
            f"The matrix has ${n}$ columns and the vector ${k}$ components: they do not fit.",
        ),
        (f"It has ${n}$ components.", "The number of rows decides how many components come out."),
        ("The product is not defined.", "As many columns as components: it is defined."),
        (
            f"It is a matrix of shape ${m} \\times {n}$.",
            "The products in a row are added up; one number a row is left.",
        ),
    ]

    def decide() -> str:
        try:
            return f"It has ${len(second_way.image([[1] * n] * m, [1] * k))}$ components."
        except ValueError:
            return "The product is not defined."

    return words(
        draw,
        ask=(
            f"A matrix of shape ${m} \\times {n}$ is multiplied with a vector of ${k}$ components. What comes out?",
            f"A layer has a weight matrix with ${m}$ rows and ${n}$ columns; its input has ${k}$ components. What is its output before the bias?",
        ),
        right=right,
        options=options,
        decide=decide,
        method="trying it out",
        detail="Tables of ones with these shapes were multiplied.",
        steps=[("Columns of the matrix against components of the vector", f"{n} - {k} = {n - k}")],
        hints=(
            "You are asked to compare shapes.",
            "A row is multiplied with the vector, so both need the same length; every row gives one component.",
            f"A row of the matrix has ${n}$ entries.",
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
    a, x = draw.matrix(2, 2, -4, 5), draw.full_vector(2, -4, 5)
    b = times_vector(a, x)
    used = flipped(a) if draw.coin() else a
    mid = times_vector(used, x)
    end = mid if used != a else (mid[0], mid[1] - 2 * a[1][1] * x[1])
    if used != a and mid == b:
        raise Unsuitable("symmetric")
    return mistake_draft(
        draw,
        task=f"compute ${mat(a)} {vec(x)}$",
        parts=(
            Part(f"{mat(a)} {vec(x)}", b),
            Part(vec([dots(row, x) for row in used]), mid),
            Part(vec(end), end),
        ),
        fix=vec([dots(row, x) for row in a]) if used != a else vec(b),
        rule="Each component is the dot product of a row of the matrix with the vector",
    )


GENERATORS = (
    Generator(TOPIC, "product", COMPUTE, _product, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "predictions", COMPUTE, _product, levels=(3,), objectives=(1, 3)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, objectives=(1,)),
    Generator(TOPIC, "shapes", CHOICE, _shapes, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(1, 2), objectives=(1,)),
)
