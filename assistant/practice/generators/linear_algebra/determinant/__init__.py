"""Exercises on determinants: areas, cofactors, rules, and singular matrices."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    MISTAKE,
    NUMBER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.determinant.pieces import (
    RULE2,
    det,
    first_row_expansion,
    minor_of,
    two_by_two,
)
from assistant.practice.generators.linear_algebra.determinant.questions import find_slip, judge
from assistant.practice.generators.linear_algebra.determinant.reverse import find_unknown
from assistant.practice.notation import chain, grid, guarded, mat, plus, power, scaled, times
from assistant.practice.proof import Rederived
from assistant.practice.worked import but_key

TOPIC = "determinant"
RULE3 = (
    "Expand along a row: each entry times the determinant of what is left without its row and column, with the signs "
    "plus, minus, plus."
)


def _compute(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _rules(draw)
    if level == 1:
        matrix = draw.matrix(2, 2, -6, 7)
        (a, b), (c, d) = matrix
        if b * c == 0 and a * d == 0:
            raise Unsuitable("too easy")
        key = grid(matrix).det()
        prompt = draw.choice(
            (
                f"Compute the determinant of ${mat(matrix)}$.",
                f"Find $\\det A$ for $A = {mat(matrix)}$.",
                f"By which signed factor does $A = {mat(matrix)}$ multiply areas?",
            )
        )
        return Draft(
            prompt=prompt,
            key=key,
            proof=Rederived(
                "sum over permutations",
                "The determinant was computed again by Leibniz's formula.",
                lambda: second_way.determinant(matrix),
            ),
            steps=(
                Step(
                    "Product of the diagonal minus product of the other two",
                    chain(det(mat(matrix)), two_by_two(matrix)),
                ),
                Step("Carry out", chain(two_by_two(matrix), f"{a * d} - {guarded(b * c)}", key)),
            ),
            hints=(
                "You are asked for one number.",
                RULE2,
                f"The product of the diagonal is ${times(a, d)}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Integer(a * d + b * c), "The two products are subtracted, not added."),
                Mistake(sympy.Integer(b * c - a * d), "The products are subtracted in the wrong order."),
                Mistake(sympy.Integer(a * d), "The product of the other two entries is missing."),
                Mistake(sympy.Integer(a * b - c * d), "Multiply along the diagonals, not along the rows."),
                Mistake(sympy.Integer(a * c - b * d), "Multiply along the diagonals, not along the columns."),
            ),
        )
    matrix = draw.matrix(3, 3, -3, 4)
    if all(matrix[0]) and draw.coin():
        spot = draw.integer(0, 2)
        matrix = (tuple(0 if j == spot else e for j, e in enumerate(matrix[0])), *matrix[1:])
    key = grid(matrix).det()
    minors = [second_way.determinant(minor_of(matrix, j)) for j in range(3)]
    if not any(matrix[0]) or abs(key) > 90:
        raise Unsuitable("large or trivial")
    unsigned = sum(e * m for e, m in zip(matrix[0], minors, strict=True))
    kept = [j for j in range(3) if matrix[0][j]]
    values = plus(*(times(matrix[0][j] if j != 1 else -matrix[0][j], minors[j]) for j in kept))
    return Draft(
        prompt=draw.choice(
            (
                f"Compute the determinant of ${mat(matrix)}$.",
                f"Find $\\det A$ for $A = {mat(matrix)}$.",
                f"Which volume, with its sign, do the columns of $A = {mat(matrix)}$ span?",
            )
        ),
        key=key,
        proof=Rederived(
            "sum over permutations",
            "The determinant was computed again by Leibniz's formula.",
            lambda: second_way.determinant(matrix),
        ),
        steps=(
            Step("Expand along the first row", chain(det(mat(matrix)), first_row_expansion(matrix))),
            *(
                Step(
                    f"The minor of the entry in column {j + 1}",
                    chain(det(mat(minor_of(matrix, j))), two_by_two(minor_of(matrix, j)), minors[j]),
                )
                for j in kept
            ),
            Step("Put the minors in, with their signs", chain(values, key)),
        ),
        hints=(
            "You are asked for one number, the signed volume that the columns span.",
            RULE3,
            f"The first minor to work out is ${det(mat(minor_of(matrix, kept[0])))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                sympy.Integer(unsigned),
                "The signs alternate: the middle entry of the row counts with a minus.",
            ),
            Mistake(-key, "The sign is turned round."),
            Mistake(
                sympy.Integer(matrix[0][0] * matrix[1][1] * matrix[2][2]),
                "The diagonal alone is enough only for triangular matrices.",
            ),
        ),
    )


def _rules(draw: Draw) -> Draft:
    size = draw.choice((2, 3, 3, 4))
    da, db = draw.nonzero(-5, 6), draw.nonzero(-4, 5, but=(1,))
    c = draw.choice((2, 3, -2, -1))
    kind = draw.choice(("scale", "product", "inverse", "transpose", "square"))
    one, two = sympy.Integer(da), sympy.Integer(db)
    scale = sympy.Integer(c) ** size
    cases: dict[str, tuple[str, Any, str, tuple[Mistake, ...]]] = {
        "scale": (
            rf"\det({scaled(c, 'A')})",
            scale * one,
            rf"{power(c, size)} \cdot \det A = {power(c, size)} \cdot {guarded(da)}",
            (
                Mistake(
                    c * one, f"Each of the {size} rows is multiplied, so that the factor counts {size} times."
                ),
                Mistake(sympy.Integer(abs(c)) ** size * one, "Mind the sign of the power."),
            ),
        ),
        "product": (
            r"\det(AB)" if draw.coin() else r"\det(BA)",
            one * two,
            rf"\det A \cdot \det B = {times(da, db)}",
            (Mistake(one + two, "The determinant of a product is the product of the determinants."),),
        ),
        "inverse": (
            r"\det(A^{-1} B)",
            two / one,
            rf"\frac{{\det B}}{{\det A}} = \frac{{{db}}}{{{da}}}",
            (
                Mistake(one / two, "The inverse belongs to A: its determinant goes below."),
                Mistake(one * two, "The determinant of the inverse is one over the determinant."),
                Mistake(-one * two, "An inverse turns the determinant over, not its sign."),
            ),
        ),
        "transpose": (
            rf"\det({scaled(c, 'A')}^{{\top}} B)" if c != -1 else r"\det(-A^{\top} B)",
            scale * one * two,
            rf"{power(c, size)} \cdot \det A \cdot \det B = {power(c, size)} \cdot {guarded(da)} \cdot {guarded(db)}",
            (
                Mistake(c * one * two, f"The factor counts once for each of the {size} rows."),
                Mistake(-scale * one * two, "Transposing does not change a determinant."),
            ),
        ),
        "square": (
            r"\det(A^2 B)",
            one**2 * two,
            rf"(\det A)^2 \cdot \det B = {power(da, 2)} \cdot {guarded(db)}",
            (
                Mistake(
                    2 * one * two, "A square means the factor twice in the product: square the determinant."
                ),
                Mistake(one * two, "The first factor is there twice."),
            ),
        ),
    }
    asked, key, formula, wrong = cases[kind]

    def on_concrete_matrices() -> Any:
        first = [
            [da if i == j == 0 else 1 if i == j else 2 if j > i else 0 for j in range(size)]
            for i in range(size)
        ]
        second = [
            [db if i == j == size - 1 else 1 if i == j else 3 if j < i else 0 for j in range(size)]
            for i in range(size)
        ]
        if kind == "scale":
            return second_way.determinant([[c * e for e in row] for row in first])
        if kind == "product":
            return second_way.determinant(second_way.product(first, second))
        if kind == "transpose":
            flipped = [[c * e for e in row] for row in zip(*first, strict=True)]
            return second_way.determinant(second_way.product(flipped, second))
        if kind == "square":
            return second_way.determinant(second_way.product(second_way.product(first, first), second))
        # A X = B is solved by back substitution, A being upper triangular; X is the inverse of A times B.
        solved: list[list[Fraction]] = [[] for _ in range(size)]
        for i in reversed(range(size)):
            solved[i] = [
                (Fraction(second[i][j]) - sum(first[i][m] * solved[m][j] for m in range(i + 1, size)))
                / first[i][i]
                for j in range(size)
            ]
        return second_way.determinant(solved)

    given = rf"$\det A = {da}$" + ("" if kind == "scale" else rf" and $\det B = {db}$")
    who = f"a ${size} \\times {size}$ matrix" if kind == "scale" else f"two ${size} \\times {size}$ matrices"
    opening = f"$A$ is {who} with {given}." if kind == "scale" else f"$A$ and $B$ are {who} with {given}."
    return Draft(
        prompt=f"{opening} {draw.choice(('Find', 'Compute', 'Work out'))} ${asked}$.",
        key=key,
        proof=Rederived(
            "concrete matrices",
            "Triangular matrices with these determinants gave the same value.",
            on_concrete_matrices,
        ),
        steps=(
            Step("Use the rules for determinants", f"{asked} = {formula.split(' = ')[0]}"),
            Step("Put the values in", chain(formula.split(" = ")[1], key)),
        ),
        hints=(
            "You are asked for a number although the entries are not known: the rules for determinants are enough.",
            r"$\det(AB) = \det A \cdot \det B$, $\det A^{\top} = \det A$, $\det A^{-1} = 1/\det A$, and "
            r"$\det(cA) = c^n \det A$ for $n$ rows.",
            "Take the expression apart, factor by factor, with these rules before you put numbers in.",
        ),
        answer_hint=NUMBER,
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute, objectives=(1, 4)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(1, 2)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "claim", TRUE_FALSE, judge, objectives=(3, 4)),
)
