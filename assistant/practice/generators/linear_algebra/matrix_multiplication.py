"""Exercises on matrix products: rows by columns, order, powers, and finding a missing entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    LETTER,
    MATRIX,
    MISTAKE,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
    Option,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import chain, column, dot_sum, grid, mat, over, plus, scaled, tex, times, vec
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, choice_draft, claim_draft, mistake_draft

TOPIC = "matrix-multiplication"
A, B = r"A", r"B"
RULE = "Entry (row i, column j) of a product is the dot product of row i of the left matrix and column j of the right one."
Rows = Sequence[Sequence[int]]


def _columns(rows: Rows) -> list[tuple[int, ...]]:
    return list(zip(*rows, strict=True))


def _transposed(rows: Rows) -> tuple[tuple[int, ...], ...]:
    return tuple(zip(*rows, strict=True))


def _entrywise(left: Rows, right: Rows) -> list[list[int]]:
    return [[a * b for a, b in zip(r, s, strict=True)] for r, s in zip(left, right, strict=True)]


def _unfinished(left: Rows, right: Rows) -> list[list[str]]:
    return [[dot_sum(row, col) for col in _columns(right)] for row in left]


def _compute(draw: Draw, level: int) -> Draft:
    if level == 1:
        return _times_vector(draw)
    if level == 3:
        return _three_factors(draw) if draw.coin() else _power(draw)
    inner = draw.choice((2, 2, 3))
    left, right = draw.matrix(2, inner, -3, 4), draw.matrix(inner, 2, -3, 4)
    key = grid(left) * grid(right)
    square = inner == 2
    wrong = [Mistake(grid(left) * grid(right).T, "You multiplied rows by rows: the columns of the right matrix are needed.")] if square else []
    if square:
        wrong += [
            Mistake(grid(right) * grid(left), "That is the product in the other order, BA."),
            Mistake(grid(_entrywise(left, right)), "You multiplied entry by entry; a product takes rows by columns."),
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
        proof=Rederived("NumPy", "The product was computed again by NumPy.", lambda: second_way.product(left, right)),
        steps=(
            Step("Rows times columns", chain(f"{mat(left)} {mat(right)}", mat(_unfinished(left, right)))),
            Step("Add up each entry", chain(mat(_unfinished(left, right)), key)),
        ),
        hints=(
            "You are asked for a matrix with 2 rows and 2 columns.",
            RULE,
            f"The entry at the top left comes from the first row and the first column: ${dot_sum(left[0], _columns(right)[0])}$.",
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
            column([matrix[i][0] * vector[0] for i in range(rows)]), "Only the first column was used; add the others."
        )
    ]
    if rows == inner:
        wrong.append(Mistake(grid(matrix).T * column(vector), "You took the columns of A; each row meets the vector."))
        wrong.append(
            Mistake(grid([[matrix[i][j] * vector[j] for j in range(inner)] for i in range(rows)]), "Add the products in each row.")
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
            "NumPy", "The product was computed again by NumPy.",
            lambda: tuple(row[0] for row in second_way.product(matrix, [[v] for v in vector])),
        ),
        steps=(
            *(
                Step(f"Row {i + 1} times the vector", chain(dot_sum(row, vector), second_way.dot(row, vector)))
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
            "NumPy", "The product BA was formed first and then applied.",
            lambda: second_way.image(second_way.product(second, first), vector),
        ),
        steps=(
            Step("Apply the first map", chain(f"{mat(first)} {vec(vector)}", vec([dot_sum(r, vector) for r in first]), vec(middle))),
            Step("Apply the second map to the result", chain(f"{mat(second)} {vec(middle)}", vec([dot_sum(r, middle) for r in second]), vec(end))),
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
            f"First the square: its top left entry is ${dot_sum(matrix[0], _columns(matrix)[0])}$.",
        ),
        answer_hint=MATRIX,
        mistakes=but_key(
            key,
            Mistake(grid([[e**count for e in row] for row in matrix]), "You took the power of each entry."),
            Mistake(grid(square), "That is the square; multiply on."),
            Mistake(grid([[count * e for e in row] for row in matrix]), "You multiplied by the exponent."),
        ),
    )


def _reverse(draw: Draw, level: int) -> Draft:
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
            lambda guess: second_way.image(
                [[guess if (i, j) == (row, col) else e for j, e in enumerate(r)] for i, r in enumerate(matrix)], vector
            )
            == image,
        ),
        steps=(
            Step("The row with k gives an equation", f"{total} = {image[row]}"),
            Step("Collect", f"{plus(scaled(vector[col], 'k'), rest) if rest else scaled(vector[col], 'k')} = {image[row]}"),
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
    place = next((i, j) for i in range(2) for j in range(2) if sympy.expand(left[i, j] - right[i, j]).has(ksym))
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
        proof=Satisfies("substitution", "The matrix times the key is the given vector.", lambda guess: second_way.image(matrix, guess) == b),
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
            Mistake(grid(matrix) * column(b), "You multiplied once more; the vector before the multiplication is asked for."),
            Mistake(column((x[1], x[0])), "The right numbers in the wrong order."),
        ),
    )


def _equation(a: int, b: int, right: int) -> str:
    terms = [scaled(n, name) for n, name in ((a, "x_1"), (b, "x_2")) if n]
    return f"{plus(*terms)} = {right}"


def _choice(draw: Draw, level: int) -> Draft:
    if level == 1:
        return _sizes(draw)
    left, right = draw.matrix(2, 2, -3, 4), draw.matrix(2, 2, -3, 4)
    ab, ba = grid(left) * grid(right), grid(right) * grid(left)
    if level == 2:
        key, question = ab, "Which matrix is the product $AB$?"
        wrong = [
            Mistake(ba, "That is BA: the order of the factors matters."),
            Mistake(grid(_entrywise(left, right)), "A product is not taken entry by entry."),
            Mistake(grid(left) * grid(right).T, "Rows were multiplied by rows."),
            Mistake(ab.T, "Rows and columns of the result are exchanged."),
        ]
        derive = lambda: second_way.product(left, right)  # noqa: E731
        steps = (Step("Rows times columns", chain(f"{mat(left)} {mat(right)}", mat(_unfinished(left, right)), ab)),)
        rule, hint = RULE, f"The entry at the top left is ${dot_sum(left[0], _columns(right)[0])}$."
    else:
        key, question = ab.T, r"Which matrix is $(AB)^{\top}$?"
        wrong = [
            Mistake(grid(left).T * grid(right).T, r"That is $A^\top B^\top$: transposing a product turns the order round."),
            Mistake(ab, "That is AB, not yet transposed."),
            Mistake(ba, "That is BA: turning the order round is not enough."),
            Mistake(grid(_entrywise(left, right)), "A product is not taken entry by entry."),
        ]
        derive = lambda: second_way.product(_transposed(right), _transposed(left))  # noqa: E731
        steps = (
            Step("Multiply", chain(f"{mat(left)} {mat(right)}", ab)),
            Step("Exchange rows and columns", tex(ab.T)),
        )
        rule = r"Transposing turns the order round: $(AB)^\top = B^\top A^\top$."
        hint = f"Multiply first: the top left entry of $AB$ is ${dot_sum(left[0], _columns(right)[0])}$."
    return choice_draft(
        draw,
        prompt=f"Let $A = {mat(left)}$ and $B = {mat(right)}$. {question}",
        right=key,
        wrong=wrong,
        show=tex,
        proof=Rederived("NumPy", "The product was computed again by NumPy.", derive),
        steps=steps,
        hints=("You are asked to pick the right product of two matrices.", rule, hint),
    )


def _sizes(draw: Draw) -> Draft:
    m, n, p = draw.sample(range(2, 8), 3)
    shapes = (m, n), (n, p)
    text = f"$A$ is a ${m} \\times {n}$ matrix and $B$ a ${n} \\times {p}$ matrix"
    if draw.coin():
        story = (
            f"A batch of {m} examples with {n} features each is a ${m} \\times {n}$ matrix $A$. It is multiplied by a "
            f"${n} \\times {p}$ weight matrix $B$."
        )
    else:
        story = f"{text[0].upper()}{text[1:]}."
    candidates = [
        Option(f"${m} \\times {p}$", (m, p)),
        Option(f"${n} \\times {n}$", (n, n), "The inner numbers have to agree, and they disappear."),
        Option(f"${p} \\times {m}$", (p, m), "That is the shape of the transposed product."),
        Option("$AB$ does not exist", (0, 0), f"It does: the inner numbers, {n} and {n}, agree."),
    ]
    options = tuple(draw.shuffled(candidates))
    return Draft(
        prompt=f"{story} What is the shape of $AB$?",
        key=next(i for i, o in enumerate(options) if o is candidates[0]),
        proof=Rederived(
            "NumPy",
            "NumPy multiplied two matrices of these shapes.",
            lambda: tuple((numpy.ones(shapes[0]) @ numpy.ones(shapes[1])).shape),
        ),
        steps=(
            Step("The inner numbers agree and disappear", rf"({m} \times {n}) \cdot ({n} \times {p}) \to {m} \times {p}"),
        ),
        hints=(
            "You are asked for the number of rows and of columns of the product.",
            "The product has the rows of the left matrix and the columns of the right one; the numbers in the middle "
            "have to agree.",
            f"The left matrix has {m} rows.",
        ),
        answer_hint=LETTER,
        options=options,
    )


def _slip(draw: Draw, level: int) -> Draft:
    left, right = draw.matrix(2, 2, -3, 4), draw.matrix(2, 2, -3, 4)
    cols = _columns(right)
    i, j = draw.integer(0, 1), draw.integer(0, 1)
    slip = draw.choice(("row", "sign", "sum"))
    text = _unfinished(left, right)
    product = [[p * q for p, q in zip(left[i], cols[j], strict=True)] for _ in (0,)][0]
    values = [list(row) for row in second_way.product(left, right)]
    raw = [[[p * q for p, q in zip(row, col, strict=True)] for col in cols] for row in left]
    wrong_text = [list(r) for r in text]
    wrong_value = [list(r) for r in values]
    if slip == "row":
        wrong_text[i][j] = dot_sum(left[i], right[j])
        raw[i][j] = [p * q for p, q in zip(left[i], right[j], strict=True)]
        wrong_value[i][j] = sum(raw[i][j])
    middle = [[plus(*entry) for entry in row] for row in raw]
    after = [list(r) for r in wrong_value]
    if slip == "sign":
        raw[i][j][1] = -raw[i][j][1]
        middle = [[plus(*entry) for entry in row] for row in raw]
        after[i][j] = sum(raw[i][j])
    final = [list(r) for r in after]
    if slip == "sum":
        final[i][j] = product[0] - product[1]
    fix = {
        "row": mat(text),
        "sign": mat([[plus(*(p * q for p, q in zip(row, col, strict=True))) for col in cols] for row in left]),
        "sum": mat(values),
    }[slip]
    task = f"compute $AB$ for $A = {mat(left)}$ and $B = {mat(right)}$"
    return mistake_draft(
        draw,
        task=task,
        parts=(
            Part(f"{mat(left)} {mat(right)}", second_way.product(left, right)),
            Part(mat(wrong_text), tuple(tuple(r) for r in wrong_value)),
            Part(mat(middle), tuple(tuple(r) for r in after)),
            Part(mat(final), tuple(tuple(r) for r in final)),
        ),
        fix=fix,
        rule="Each entry is a row of the left matrix times a column of the right matrix, added up with signs",
    )


def _claim(draw: Draw, level: int) -> Draft:
    left, right = draw.matrix(2, 2, -2, 3), draw.matrix(2, 2, -2, 3)
    if draw.coin():
        p, q = draw.nonzero(-2, 2), draw.nonzero(-2, 2)
        right = ((p * left[0][0] + q, p * left[0][1]), (p * left[1][0], p * left[1][1] + q))
    ab, ba = second_way.product(left, right), second_way.product(right, left)
    if level == 1:
        statement = "$AB = BA$"
        truth = ab == ba
        decide = lambda: grid(left) * grid(right) - grid(right) * grid(left) == sympy.zeros(2, 2)  # noqa: E731
        rule = "The order of the factors usually matters; form both products and compare."
        steps = (Step("Multiply in one order", chain(f"{mat(left)} {mat(right)}", mat(ab))), Step("Multiply in the other order", chain(f"{mat(right)} {mat(left)}", mat(ba))))
        if_wrong = f"$AB = {mat(ab)}$ and $BA = {mat(ba)}$."
    else:
        total = [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(left, right, strict=True)]
        square = second_way.product(total, total)
        binomial = tuple(
            tuple(x + 2 * y + z for x, y, z in zip(r, s, t, strict=True))
            for r, s, t in zip(second_way.product(left, left), ab, second_way.product(right, right), strict=True)
        )
        statement = "$(A + B)^2 = A^2 + 2AB + B^2$"
        truth = square == binomial
        decide = lambda: ab == ba  # noqa: E731
        rule = "Multiply out with the order kept: $(A+B)^2 = A^2 + AB + BA + B^2$."
        steps = (Step("The square of the sum", chain(f"{mat(total)} {mat(total)}", mat(square))), Step("The other side", mat(binomial)))
        if_wrong = f"Here $AB = {mat(ab)}$ and $BA = {mat(ba)}$, and the formula holds exactly when these agree."
    return claim_draft(
        prompt=f"True or false? For $A = {mat(left)}$ and $B = {mat(right)}$: {statement}.",
        truth=truth,
        method="SymPy" if level == 1 else "both orders",
        detail="The difference of the two products was computed apart."
        if level == 1
        else "The formula holds exactly when AB and BA agree, which NumPy decided.",
        decide=decide,
        steps=steps,
        hints=("You are asked whether two matrices are equal in all four entries.", rule, f"The top left entry of $AB$ is ${dot_sum(left[0], _columns(right)[0])}$."),
        if_wrong=if_wrong,
    )


GENERATORS = (
    Generator(TOPIC, "multiply", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "pick", CHOICE, _choice),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(2,)),
    Generator(TOPIC, "order", TRUE_FALSE, _claim, levels=(1, 3)),
)
