"""Questions with options on matrix products: pick, judge, find the mistake."""

from __future__ import annotations

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    LETTER,
    Draft,
    Mistake,
    Option,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.linear_algebra.matrix_multiplication.pieces import (
    RULE,
    Rows,
    columns_of,
    entrywise,
    unfinished,
)
from assistant.practice.notation import chain, dot_sum, grid, mat, plus, tex
from assistant.practice.proof import Rederived
from assistant.practice.worked import Part, choice_draft, claim_draft, mistake_draft


def _transposed(rows: Rows) -> tuple[tuple[int, ...], ...]:
    return tuple(zip(*rows, strict=True))


def choose(draw: Draw, level: int) -> Draft:
    """One right option among typical mistakes."""
    if level == 1:
        return _sizes(draw)
    left, right = draw.matrix(2, 2, -3, 4), draw.matrix(2, 2, -3, 4)
    ab, ba = grid(left) * grid(right), grid(right) * grid(left)
    steps: tuple[Step, ...]
    if level == 2:
        key, question = ab, "Which matrix is the product $AB$?"
        wrong = [
            Mistake(ba, "That is BA: the order of the factors matters."),
            Mistake(grid(entrywise(left, right)), "A product is not taken entry by entry."),
            Mistake(grid(left) * grid(right).T, "Rows were multiplied by rows."),
            Mistake(ab.T, "Rows and columns of the result are exchanged."),
        ]
        derive = lambda: second_way.product(left, right)  # noqa: E731
        steps = (
            Step("Rows times columns", chain(f"{mat(left)} {mat(right)}", mat(unfinished(left, right)), ab)),
        )
        rule, hint = RULE, f"The entry at the top left is ${dot_sum(left[0], columns_of(right)[0])}$."
    else:
        key, question = ab.T, r"Which matrix is $(AB)^{\top}$?"
        wrong = [
            Mistake(
                grid(left).T * grid(right).T,
                r"That is $A^\top B^\top$: transposing a product turns the order round.",
            ),
            Mistake(ab, "That is AB, not yet transposed."),
            Mistake(ba, "That is BA: turning the order round is not enough."),
            Mistake(grid(entrywise(left, right)), "A product is not taken entry by entry."),
        ]
        derive = lambda: second_way.product(_transposed(right), _transposed(left))  # noqa: E731
        steps = (
            Step("Multiply", chain(f"{mat(left)} {mat(right)}", ab)),
            Step("Exchange rows and columns", tex(ab.T)),
        )
        rule = r"Transposing turns the order round: $(AB)^\top = B^\top A^\top$."
        hint = f"Multiply first: the top left entry of $AB$ is ${dot_sum(left[0], columns_of(right)[0])}$."
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
            Step(
                "The inner numbers agree and disappear",
                rf"({m} \times {n}) \cdot ({n} \times {p}) \to {m} \times {p}",
            ),
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


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    left, right = draw.matrix(2, 2, -3, 4), draw.matrix(2, 2, -3, 4)
    cols = columns_of(right)
    i, j = draw.integer(0, 1), draw.integer(0, 1)
    slip = draw.choice(("row", "sign", "sum"))
    text = unfinished(left, right)
    product = [p * q for p, q in zip(left[i], cols[j], strict=True)]
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
        "sign": mat(
            [[plus(*(p * q for p, q in zip(row, col, strict=True))) for col in cols] for row in left]
        ),
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


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
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
        steps = (
            Step("Multiply in one order", chain(f"{mat(left)} {mat(right)}", mat(ab))),
            Step("Multiply in the other order", chain(f"{mat(right)} {mat(left)}", mat(ba))),
        )
        if_wrong = f"$AB = {mat(ab)}$ and $BA = {mat(ba)}$."
    else:
        total = [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(left, right, strict=True)]
        square = second_way.product(total, total)
        binomial = tuple(
            tuple(x + 2 * y + z for x, y, z in zip(r, s, t, strict=True))
            for r, s, t in zip(
                second_way.product(left, left), ab, second_way.product(right, right), strict=True
            )
        )
        statement = "$(A + B)^2 = A^2 + 2AB + B^2$"
        truth = square == binomial
        decide = lambda: ab == ba  # noqa: E731
        rule = "Multiply out with the order kept: $(A+B)^2 = A^2 + AB + BA + B^2$."
        steps = (
            Step("The square of the sum", chain(f"{mat(total)} {mat(total)}", mat(square))),
            Step("The other side", mat(binomial)),
        )
        if_wrong = (
            f"Here $AB = {mat(ab)}$ and $BA = {mat(ba)}$, and the formula holds exactly when these agree."
        )
    return claim_draft(
        prompt=f"True or false? For $A = {mat(left)}$ and $B = {mat(right)}$: {statement}.",
        truth=truth,
        method="SymPy" if level == 1 else "both orders",
        detail="The difference of the two products was computed apart."
        if level == 1
        else "The formula holds exactly when AB and BA agree, which NumPy decided.",
        decide=decide,
        steps=steps,
        hints=(
            "You are asked whether two matrices are equal in all four entries.",
            rule,
            f"The top left entry of $AB$ is ${dot_sum(left[0], columns_of(right)[0])}$.",
        ),
        if_wrong=if_wrong,
    )
