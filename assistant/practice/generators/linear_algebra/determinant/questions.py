"""Questions with options on determinants: pick, judge, find the mistake."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.determinant.pieces import (
    bracketed,
    det,
    first_row_expansion,
    minor_of,
    two_by_two,
)
from assistant.practice.notation import chain, grid, guarded, mat, power, scaled, tex, times, vec
from assistant.practice.worked import Part, claim_draft, mistake_draft


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    if level == 1:
        matrix = draw.matrix(2, 2, -5, 6)
        (a, b), (c, d) = matrix
        if 0 in (a, b, c, d):
            raise Unsuitable("zeros")
        slip = draw.choice(("add", "sign", "sum"))
        mark, sign = ("+", 1) if slip == "add" else ("-", -1)
        other = -b * c if slip == "sign" else b * c
        total = a * d + sign * other
        end = total if slip != "sum" else a * d - sign * other
        parts = (
            Part(det(mat(matrix)), second_way.determinant(matrix)),
            Part(f"{times(a, d)} {mark} {bracketed(times(b, c))}", a * d + sign * b * c),
            Part(f"{a * d} {mark} {guarded(other)}", total),
            Part(tex(end), end),
        )
        fix = {"add": two_by_two(matrix), "sign": f"{a * d} - {guarded(b * c)}", "sum": tex(total)}[slip]
        rule = "The determinant is the product of the diagonal minus the product of the other two entries"
    else:
        matrix = draw.matrix(3, 3, -3, 4)
        row = matrix[0]
        if 0 in row:
            raise Unsuitable("zeros")
        minors = [second_way.determinant(minor_of(matrix, j)) for j in range(3)]
        slip = draw.choice(("alternate", "minor", "sum"))
        spot = draw.integer(0, 2)
        shown = list(minors)
        if slip == "minor":
            shown[spot] = (
                minor_of(matrix, spot)[0][0] * minor_of(matrix, spot)[1][1]
                + minor_of(matrix, spot)[0][1] * minor_of(matrix, spot)[1][0]
            )
        signs = (1, 1, 1) if slip == "alternate" else (1, -1, 1)
        marks = {1: " + ", -1: " - "}
        middle = f"{tex(row[0])} \\cdot {det(mat(minor_of(matrix, 0)))}" + "".join(
            f"{marks[signs[j]]}{guarded(row[j])} \\cdot {det(mat(minor_of(matrix, j)))}" for j in (1, 2)
        )
        put = f"{tex(row[0])} \\cdot {guarded(shown[0])}" + "".join(
            f"{marks[signs[j]]}{guarded(row[j])} \\cdot {guarded(shown[j])}" for j in (1, 2)
        )
        true_middle = sum(g * e * m for g, e, m in zip(signs, row, minors, strict=True))
        total = sum(g * e * m for g, e, m in zip(signs, row, shown, strict=True))
        end = total if slip != "sum" else total - 2 * signs[1] * row[1] * shown[1]
        parts = (
            Part(det(mat(matrix)), second_way.determinant(matrix)),
            Part(middle, true_middle),
            Part(put, total),
            Part(tex(end), end),
        )
        right_put = f"{tex(row[0])} \\cdot {guarded(minors[0])}" + "".join(
            f"{marks[signs[j]]}{guarded(row[j])} \\cdot {guarded(minors[j])}" for j in (1, 2)
        )
        fix = {"alternate": first_row_expansion(matrix), "minor": right_put, "sum": tex(total)}[slip]
        rule = "Expand along the first row with the signs plus, minus, plus; each minor is ad - bc"
    return mistake_draft(
        draw, task=f"compute the determinant of ${mat(matrix)}$", parts=parts, fix=fix, rule=rule
    )


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
    if level == 1:
        u, v = draw.vector(2, -4, 5), draw.vector(2, -4, 5)
        area = abs(second_way.determinant((u, v)))
        said = draw.choice((area, area, area + draw.choice((1, 2, 4)), abs(u[0] * v[1]) + abs(u[1] * v[0])))
        if area == 0:
            raise Unsuitable("flat")
        spanned = ((u[0], v[0]), (u[1], v[1]))

        def shoelace() -> bool:
            corners = [(0, 0), u, (u[0] + v[0], u[1] + v[1]), v]
            doubled = sum(
                p[0] * q[1] - q[0] * p[1] for p, q in zip(corners, [*corners[1:], corners[0]], strict=True)
            )
            return Fraction(abs(doubled), 2) == said

        return claim_draft(
            prompt=f"True or false? The parallelogram spanned by ${vec(u)}$ and ${vec(v)}$ has the area ${said}$.",
            truth=said == area,
            method="shoelace formula",
            detail="The area was computed again from the corners of the parallelogram.",
            decide=shoelace,
            steps=(
                Step(
                    "The determinant of the two columns",
                    chain(det(mat(spanned)), two_by_two(spanned), second_way.determinant(spanned)),
                ),
                Step("The area is its size", rf"\left|{second_way.determinant(spanned)}\right| = {area}"),
            ),
            hints=(
                "You are asked whether an area is right; an area is never negative.",
                "The area of the parallelogram is the size of the determinant with the two vectors as columns.",
                f"Start with the product of the diagonal: ${times(u[0], v[1])}$.",
            ),
            if_wrong=f"The area is ${area}$.",
        )
    matrix: Any = draw.matrix(2, 2, -3, 4)
    other: Any = draw.matrix(2, 2, -3, 4)
    one, two = second_way.determinant(matrix), second_way.determinant(other)
    if level == 2:
        c = draw.choice((2, 3, -1, -2, 5))
        scaled_matrix = [[c * e for e in row] for row in matrix]
        said = draw.choice((c * one, c * c * one))
        if one == 0:
            raise Unsuitable("singular")
        return claim_draft(
            prompt=f"True or false? $A = {mat(matrix)}$ has the determinant ${one}$, so that $\\det({scaled(c, 'A')}) = {said}$.",
            truth=said == c * c * one,
            method="sum over permutations",
            detail="The matrix was multiplied by the number and its determinant computed from the entries.",
            decide=lambda: second_way.determinant(scaled_matrix) == said,
            steps=(
                Step(
                    "Multiply the matrix",
                    chain(f"{c} {mat(matrix)}" if c != -1 else f"-{mat(matrix)}", mat(scaled_matrix)),
                ),
                Step("Its determinant", chain(det(mat(scaled_matrix)), c * c * one)),
            ),
            hints=(
                "You are asked what happens to the determinant when every entry is multiplied.",
                "A determinant is multiplied once for every row that is multiplied.",
                f"Write the matrix ${scaled(c, 'A')}$ down and see how many rows changed.",
            ),
            if_wrong=rf"Both rows are multiplied by ${c}$: $\det({scaled(c, 'A')}) = {power(c, 2)} \cdot {guarded(one)} = {c * c * one}$.",
        )
    total = [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(matrix, other, strict=True)]
    whole = second_way.determinant(total)
    if draw.coin():
        # The mixed terms cancel when the second matrix is built to fit.
        (a, b), (c, d) = matrix
        t = draw.nonzero(-2, 2)
        other = ((t * b, t * a), (t * d, t * c)) if draw.coin() else ((-t * a, t * b), (-t * c, t * d))
        two = second_way.determinant(other)
        total = [[x + y for x, y in zip(r, s, strict=True)] for r, s in zip(matrix, other, strict=True)]
        whole = second_way.determinant(total)
    return claim_draft(
        prompt=f"True or false? For $A = {mat(matrix)}$ and $B = {mat(other)}$: $\\det(A + B) = \\det A + \\det B$.",
        truth=whole == one + two,
        method="SymPy",
        detail="The three determinants were computed again by SymPy.",
        decide=lambda: grid(total).det() == grid(matrix).det() + grid(other).det(),
        steps=(
            Step("Determinant of A", chain(det(mat(matrix)), two_by_two(matrix), one)),
            Step("Determinant of B", chain(det(mat(other)), two_by_two(other), two)),
            Step("Determinant of the sum", chain(det(mat(total)), two_by_two(total), whole)),
        ),
        hints=(
            "You are asked to compare the determinant of a sum with a sum of determinants.",
            "There is no rule for the determinant of a sum: it may agree by chance. Compute all three.",
            f"Start with the determinant of $A$, ${two_by_two(matrix)}$.",
        ),
        if_wrong=rf"$\det A = {one}$, $\det B = {two}$ and $\det(A + B) = {whole}$.",
    )
