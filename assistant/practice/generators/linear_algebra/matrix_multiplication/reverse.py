"""Exercises on matrix products where the answer is known and a part of the question is not."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    VECTOR,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import chain, column, grid, mat, over, plus, scaled, tex, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    if level == 3:
        return _solve(draw)
    if level == 2:
        return _commuting(draw)
    size = draw.choice((2, 3))
    matrix, vector = draw.matrix(2, size, -4, 5), draw.full_vector(size, -4, 5)
    row, col = draw.integer(0, 1), draw.integer(0, size - 1)
    k = matrix[row][col]
    image = second_way.image(matrix, vector)
    shown = [["k" if (i, j) == (row, col) else str(e) for j, e in enumerate(r)] for i, r in enumerate(matrix)]
    rest = image[row] - k * vector[col]
    total = plus(*(scaled(v, "k") if j == col else times(matrix[row][j], v) for j, v in enumerate(vector)))
    key = sympy.Integer(k)
    return Draft(
        prompt=draw.choice(
            (
                f"Find the entry $k$ for which ${mat(shown)} {vec(vector)} = {vec(image)}$.",
                f"One entry of a matrix is unknown: ${mat(shown)} {vec(vector)} = {vec(image)}$. What is $k$?",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "With k put in, the product is the given vector.",
            lambda guess: (
                second_way.image(
                    [
                        [guess if (i, j) == (row, col) else e for j, e in enumerate(r)]
                        for i, r in enumerate(matrix)
                    ],
                    vector,
                )
                == image
            ),
        ),
        steps=(
            Step("The row with k gives an equation", f"{total} = {image[row]}"),
            Step(
                "Collect",
                f"{plus(scaled(vector[col], 'k'), rest) if rest else scaled(vector[col], 'k')} = {image[row]}",
            ),
            Step("Solve for k", chain("k", over(image[row] - rest, vector[col]), k)),
        ),
        hints=(
            "You are asked for one entry of the matrix.",
            "Only the row that holds $k$ matters: its dot product with the vector is known.",
            f"The product that holds $k$ is ${scaled(vector[col], 'k')}$; the row has to add up to ${image[row]}$.",
        ),
        symbols=("k",),
        mistakes=but_key(key, Mistake(-key, "Check the sign when you bring the known products over.")),
    )


def _commuting(draw: Draw) -> Draft:
    a, b, c, d = draw.nonzero(-3, 4), draw.nonzero(-3, 3), draw.nonzero(-3, 3), draw.nonzero(-3, 4)
    if a == d:
        raise Unsuitable("a special matrix")
    # B = p A + q I commutes with A; the entry below the diagonal is hidden.
    p, q = draw.nonzero(-2, 3), draw.nonzero(-3, 3)
    other = ((p * a + q, p * b), (p * c, p * d + q))
    spot = draw.choice(((1, 0), (0, 1), (0, 0), (1, 1)))
    k = other[spot[0]][spot[1]]
    shown = [["k" if (i, j) == spot else str(e) for j, e in enumerate(r)] for i, r in enumerate(other)]
    matrix = ((a, b), (c, d))
    key = sympy.Integer(k)

    def commute(guess: Any) -> bool:
        filled = [[guess if (i, j) == spot else e for j, e in enumerate(r)] for i, r in enumerate(other)]
        return all(
            second_way.dot(matrix[i], [filled[0][j], filled[1][j]])
            == second_way.dot(filled[i], [matrix[0][j], matrix[1][j]])
            for i in range(2)
            for j in range(2)
        )

    ksym = sympy.Symbol("k")
    filled = sympy.Matrix(2, 2, lambda i, j: ksym if (i, j) == spot else other[i][j])
    left, right = grid(matrix) * filled, filled * grid(matrix)
    place = next(
        (i, j) for i in range(2) for j in range(2) if sympy.expand(left[i, j] - right[i, j]).has(ksym)
    )
    return Draft(
        prompt=draw.choice(
            (
                f"For which $k$ do $A = {mat(matrix)}$ and $B = {mat(shown)}$ commute, that is $AB = BA$?",
                f"Find $k$ so that $AB = BA$ for $A = {mat(matrix)}$ and $B = {mat(shown)}$.",
            )
        ),
        key=key,
        proof=Satisfies("substitution", "With k put in, AB and BA agree in every entry.", commute),
        steps=(
            Step("Multiply in one order", chain("AB", left.applyfunc(sympy.expand))),
            Step("Multiply in the other order", chain("BA", right.applyfunc(sympy.expand))),
            Step(
                "Compare an entry that holds k",
                f"{tex(sympy.expand(left[place]))} = {tex(sympy.expand(right[place]))}",
            ),
            Step("Solve for k", f"k = {k}"),
        ),
        hints=(
            "You are asked for the entry that makes the order of the factors irrelevant.",
            "Form both products with $k$ in them and compare them entry by entry.",
            f"The entry in row {place[0] + 1}, column {place[1] + 1} of $AB$ is ${tex(sympy.expand(left[place]))}$.",
        ),
        symbols=("k",),
        mistakes=but_key(
            key,
            Mistake(-key, "Check the signs of the equation."),
            Mistake(sympy.Integer(matrix[spot[0]][spot[1]]), "B need not have the same entries as A."),
        ),
    )


def _solve(draw: Draw) -> Draft:
    matrix, x = draw.matrix(2, 2, -4, 5), draw.vector(2, -4, 5)
    det = second_way.determinant(matrix)
    if det == 0 or 0 in (matrix[0][0], matrix[0][1], matrix[1][1]):
        raise Unsuitable("singular")
    b = second_way.image(matrix, x)
    key = column(grid(matrix).LUsolve(sympy.Matrix(b)))
    (p, q), (r, s) = matrix
    return Draft(
        prompt=draw.choice(
            (
                rf"Find the vector $\mathbf{{x}}$ for which ${mat(matrix)}\, \mathbf{{x}} = {vec(b)}$.",
                rf"A layer with the weights $W = {mat(matrix)}$ returned $W\mathbf{{x}} = {vec(b)}$. What was the input "
                r"$\mathbf{x}$?",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "The matrix times the key is the given vector.",
            lambda guess: second_way.image(matrix, guess) == b,
        ),
        steps=(
            Step(
                "Write the rows as equations",
                rf"{_equation(p, q, b[0])}, \quad {_equation(r, s, b[1])}",
            ),
            Step("Eliminate the second unknown", f"{scaled(det, 'x_1')} = {s * b[0] - q * b[1]}"),
            Step("Divide", chain("x_1", over(s * b[0] - q * b[1], det), x[0])),
            Step("Put it into the first equation", chain("x_2", over(b[0] - p * x[0], q), x[1])),
            Step("Check", chain(f"{mat(matrix)} {vec(x)}", vec(b))),
        ),
        hints=(
            "You are asked for the vector before the multiplication.",
            "Each row of the matrix gives one linear equation for the two components. Solve them together.",
            f"The first row says ${_equation(p, q, b[0])}$.",
        ),
        answer_hint=VECTOR,
        mistakes=but_key(
            key,
            Mistake(
                grid(matrix) * column(b),
                "You multiplied once more; the vector before the multiplication is asked for.",
            ),
            Mistake(column((x[1], x[0])), "The right numbers in the wrong order."),
        ),
    )


def _equation(a: int, b: int, right: int) -> str:
    terms = [scaled(n, name) for n, name in ((a, "x_1"), (b, "x_2")) if n]
    return f"{plus(*terms)} = {right}"
