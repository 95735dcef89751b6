"""Exercises on matrix products: rows by columns, order, powers, and finding a missing entry."""

from __future__ import annotations

from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MATRIX,
    MISTAKE,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.matrix_multiplication.pieces import (
    RULE,
    columns_of,
    entrywise,
    unfinished,
)
from assistant.practice.generators.linear_algebra.matrix_multiplication.questions import (
    choose,
    find_slip,
    judge,
)
from assistant.practice.generators.linear_algebra.matrix_multiplication.reverse import find_unknown
from assistant.practice.notation import chain, column, dot_sum, grid, mat, vec
from assistant.practice.proof import Rederived
from assistant.practice.worked import but_key

TOPIC = "matrix-multiplication"


def _compute(draw: Draw, level: int) -> Draft:
    if level == 1:
        return _times_vector(draw)
    if level == 3:
        return _three_factors(draw) if draw.coin() else _power(draw)
    inner = draw.choice((2, 2, 3))
    left, right = draw.matrix(2, inner, -3, 4), draw.matrix(inner, 2, -3, 4)
    key = grid(left) * grid(right)
    square = inner == 2
    wrong = (
        [
            Mistake(
                grid(left) * grid(right).T,
                "You multiplied rows by rows: the columns of the right matrix are needed.",
            )
        ]
        if square
        else []
    )
    if square:
        wrong += [
            Mistake(grid(right) * grid(left), "That is the product in the other order, BA."),
            Mistake(
                grid(entrywise(left, right)),
                "You multiplied entry by entry; a product takes rows by columns.",
            ),
        ]
    wrong.append(Mistake(key.T, "Rows and columns of the result are exchanged."))
    return Draft(
        prompt=draw.choice(
            (
                f"Compute $AB$ for $A = {mat(left)}$ and $B = {mat(right)}$.",
                f"Let $A = {mat(left)}$ and $B = {mat(right)}$. Find the product $AB$.",
                f"Multiply: ${mat(left)} {mat(right)}$.",
            )
        ),
        key=key,
        proof=Rederived(
            "NumPy", "The product was computed again by NumPy.", lambda: second_way.product(left, right)
        ),
        steps=(
            Step("Rows times columns", chain(f"{mat(left)} {mat(right)}", mat(unfinished(left, right)))),
            Step("Add up each entry", chain(mat(unfinished(left, right)), key)),
        ),
        hints=(
            "You are asked for a matrix with 2 rows and 2 columns.",
            RULE,
            f"The entry at the top left comes from the first row and the first column: ${dot_sum(left[0], columns_of(right)[0])}$.",
        ),
        answer_hint=MATRIX,
        mistakes=but_key(key, *wrong),
    )


def _times_vector(draw: Draw) -> Draft:
    rows, inner = draw.choice(((2, 2), (2, 3), (3, 2), (3, 3)))
    matrix, vector = draw.matrix(rows, inner, -4, 5), draw.vector(inner, -4, 5)
    key = grid(matrix) * column(vector)
    wrong = [
        Mistake(
            column([matrix[i][0] * vector[0] for i in range(rows)]),
            "Only the first column was used; add the others.",
        )
    ]
    if rows == inner:
        wrong.append(
            Mistake(grid(matrix).T * column(vector), "You took the columns of A; each row meets the vector.")
        )
        wrong.append(
            Mistake(
                grid([[matrix[i][j] * vector[j] for j in range(inner)] for i in range(rows)]),
                "Add the products in each row.",
            )
        )
    return Draft(
        prompt=draw.choice(
            (
                rf"Compute $A\mathbf{{x}}$ for $A = {mat(matrix)}$ and $\mathbf{{x}} = {vec(vector)}$.",
                rf"A layer without bias has the weights $W = {mat(matrix)}$. What does it make of the input "
                rf"$\mathbf{{x}} = {vec(vector)}$?",
                f"Multiply: ${mat(matrix)} {vec(vector)}$.",
            )
        ),
        key=key,
        proof=Rederived(
            "NumPy",
            "The product was computed again by NumPy.",
            lambda: tuple(row[0] for row in second_way.product(matrix, [[v] for v in vector])),
        ),
        steps=(
            *(
                Step(
                    f"Row {i + 1} times the vector", chain(dot_sum(row, vector), second_way.dot(row, vector))
                )
                for i, row in enumerate(matrix)
            ),
            Step("Collect", chain(f"{mat(matrix)} {vec(vector)}", key)),
        ),
        hints=(
            f"You are asked for a vector with {rows} components, one for each row.",
            "Each component is the dot product of a row of the matrix with the vector.",
            f"The first row gives ${dot_sum(matrix[0], vector)}$.",
        ),
        answer_hint=VECTOR if rows == 2 else "a vector such as [2, -1, 4]",
        mistakes=but_key(key, *wrong),
    )


def _three_factors(draw: Draw) -> Draft:
    first, second, vector = draw.matrix(2, 2, -2, 3), draw.matrix(2, 2, -2, 3), draw.vector(2, -3, 3)
    middle = second_way.image(first, vector)
    end = second_way.image(second, middle)
    key = grid(second) * grid(first) * column(vector)
    other = grid(first) * grid(second) * column(vector)
    if other == key:
        raise Unsuitable("the order makes no difference")
    return Draft(
        prompt=draw.choice(
            (
                rf"First the map $A = {mat(first)}$ is applied to $\mathbf{{x}} = {vec(vector)}$, then the map "
                rf"$B = {mat(second)}$ to the result. Where does $\mathbf{{x}}$ end up?",
                rf"Two layers follow each other: $\mathbf{{h}} = A\mathbf{{x}}$ and $\mathbf{{y}} = B\mathbf{{h}}$ with "
                rf"$A = {mat(first)}$ and $B = {mat(second)}$. Find $\mathbf{{y}}$ for $\mathbf{{x}} = {vec(vector)}$.",
            )
        ),
        key=key,
        proof=Rederived(
            "NumPy",
            "The product BA was formed first and then applied.",
            lambda: second_way.image(second_way.product(second, first), vector),
        ),
        steps=(
            Step(
                "Apply the first map",
                chain(f"{mat(first)} {vec(vector)}", vec([dot_sum(r, vector) for r in first]), vec(middle)),
            ),
            Step(
                "Apply the second map to the result",
                chain(f"{mat(second)} {vec(middle)}", vec([dot_sum(r, middle) for r in second]), vec(end)),
            ),
        ),
        hints=(
            "You are asked for the vector at the end of two maps.",
            r"What is applied first stands next to the vector: $B(A\mathbf{x})$.",
            f"Begin with the first row of $A$: ${dot_sum(first[0], vector)}$.",
        ),
        answer_hint=VECTOR,
        mistakes=but_key(
            key,
            Mistake(other, "You applied B first; the order of the two makes a difference."),
            Mistake(column(middle), "That is the result of the first map; apply the second to it."),
        ),
    )


def _power(draw: Draw) -> Draft:
    matrix = draw.choice(
        (
            ((1, draw.nonzero(-4, 4)), (0, 1)),
            ((draw.nonzero(-2, 2), draw.nonzero(-2, 3)), (0, draw.nonzero(-2, 2))),
            ((draw.nonzero(-2, 2), 0), (draw.nonzero(-2, 3), draw.nonzero(-2, 2))),
            ((1, 1), (1, 0)),
            ((0, draw.nonzero(-3, 3)), (draw.nonzero(-3, 3), draw.integer(0, 1))),
        )
    )
    count = draw.choice((3, 4)) if matrix[1][0] == 0 else 3
    square = second_way.product(matrix, matrix)
    key = grid(matrix) ** count
    powers: list[Any] = [matrix, square]
    while len(powers) < count:
        powers.append(second_way.product(powers[-1], matrix))

    def by_squaring() -> Any:
        return second_way.product(square, square if count == 4 else matrix)

    names = {2: "square", 3: "third power", 4: "fourth power"}
    return Draft(
        prompt=draw.choice(
            (
                f"Compute $A^{count}$ for $A = {mat(matrix)}$.",
                f"Let $A = {mat(matrix)}$. Find the {names[count]} of $A$ as a matrix product.",
                f"A state changes by $A = {mat(matrix)}$ in each step. Which matrix takes it {count} steps on?",
            )
        ),
        key=key,
        proof=Rederived("NumPy", "The power was computed again by NumPy, by squaring.", by_squaring),
        steps=tuple(
            Step(f"The {names[n]}", chain(f"{mat(powers[n - 2])} {mat(matrix)}", mat(powers[n - 1])))
            for n in range(2, count + 1)
        ),
        hints=(
            f"You are asked for the matrix multiplied by itself: {count} factors.",
            "A power of a matrix is a repeated product of rows by columns; its entries are not the powers of the "
            "entries.",
            f"First the square: its top left entry is ${dot_sum(matrix[0], columns_of(matrix)[0])}$.",
        ),
        answer_hint=MATRIX,
        mistakes=but_key(
            key,
            Mistake(grid([[e**count for e in row] for row in matrix]), "You took the power of each entry."),
            Mistake(grid(square), "That is the square; multiply on."),
            Mistake(grid([[count * e for e in row] for row in matrix]), "You multiplied by the exponent."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "multiply", COMPUTE, _compute, objectives=(2, 4)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(2,)),
    Generator(TOPIC, "pick", CHOICE, choose, objectives=(1, 2, 4)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "order", TRUE_FALSE, judge, levels=(1, 3), objectives=(3,)),
)
