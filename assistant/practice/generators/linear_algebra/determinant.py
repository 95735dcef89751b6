"""Exercises on determinants: areas, cofactors, rules, and singular matrices."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MISTAKE, NUMBER, PAIR, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import chain, grid, guarded, mat, over, plus, power, scaled, tex, times, vec
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, claim_draft, mistake_draft

TOPIC = "determinant"
RULE2 = r"$\det\begin{pmatrix} a & b \\ c & d \end{pmatrix} = ad - bc$."
RULE3 = (
    "Expand along a row: each entry times the determinant of what is left without its row and column, with the signs "
    "plus, minus, plus."
)


def det(inside: str) -> str:
    r"""Write a determinant that is not carried out."""
    return rf"\det {inside}"


def _two(matrix: Any) -> str:
    (a, b), (c, d) = matrix
    return f"{times(a, d)} - {_bracketed(times(b, c))}"


def _bracketed(shown: str) -> str:
    return f"({shown})" if shown.startswith("-") else shown


def _minor(matrix: Any, column: int) -> list[list[int]]:
    return [[e for j, e in enumerate(row) if j != column] for row in matrix[1:]]


def _expansion(matrix: Any) -> str:
    signs = ("", " - ", " + ")
    terms = []
    for j, entry in enumerate(matrix[0]):
        if entry == 0:
            continue
        sign = signs[j] if terms else ("-" if j == 1 else "")
        shown = guarded(entry) if terms or j == 1 else tex(entry)
        terms.append(f"{sign}{shown} \\cdot {det(mat(_minor(matrix, j)))}")
    return "".join(terms)


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
            proof=Rederived("sum over permutations", "The determinant was computed again by Leibniz's formula.", lambda: second_way.determinant(matrix)),
            steps=(
                Step("Product of the diagonal minus product of the other two", chain(det(mat(matrix)), _two(matrix))),
                Step("Carry out", chain(_two(matrix), f"{a * d} - {guarded(b * c)}", key)),
            ),
            hints=("You are asked for one number.", RULE2, f"The product of the diagonal is ${times(a, d)}$."),
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
    minors = [second_way.determinant(_minor(matrix, j)) for j in range(3)]
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
        proof=Rederived("sum over permutations", "The determinant was computed again by Leibniz's formula.", lambda: second_way.determinant(matrix)),
        steps=(
            Step("Expand along the first row", chain(det(mat(matrix)), _expansion(matrix))),
            *(
                Step(
                    f"The minor of the entry in column {j + 1}",
                    chain(det(mat(_minor(matrix, j))), _two(_minor(matrix, j)), minors[j]),
                )
                for j in kept
            ),
            Step("Put the minors in, with their signs", chain(values, key)),
        ),
        hints=(
            "You are asked for one number, the signed volume that the columns span.",
            RULE3,
            f"The first minor to work out is ${det(mat(_minor(matrix, kept[0])))}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(sympy.Integer(unsigned), "The signs alternate: the middle entry of the row counts with a minus."),
            Mistake(-key, "The sign is turned round."),
            Mistake(sympy.Integer(matrix[0][0] * matrix[1][1] * matrix[2][2]), "The diagonal alone is enough only for triangular matrices."),
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
                Mistake(c * one, f"Each of the {size} rows is multiplied, so that the factor counts {size} times."),
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
                Mistake(2 * one * two, "A square means the factor twice in the product: square the determinant."),
                Mistake(one * two, "The first factor is there twice."),
            ),
        ),
    }
    asked, key, formula, wrong = cases[kind]

    def on_concrete_matrices() -> Any:
        first = [[da if i == j == 0 else 1 if i == j else 2 if j > i else 0 for j in range(size)] for i in range(size)]
        second = [[db if i == j == size - 1 else 1 if i == j else 3 if j < i else 0 for j in range(size)] for i in range(size)]
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
                (Fraction(second[i][j]) - sum(first[i][m] * solved[m][j] for m in range(i + 1, size))) / first[i][i]
                for j in range(size)
            ]
        return second_way.determinant(solved)

    given = rf"$\det A = {da}$" + ("" if kind == "scale" else rf" and $\det B = {db}$")
    who = f"a ${size} \\times {size}$ matrix" if kind == "scale" else f"two ${size} \\times {size}$ matrices"
    opening = f"$A$ is {who} with {given}." if kind == "scale" else f"$A$ and $B$ are {who} with {given}."
    return Draft(
        prompt=f"{opening} {draw.choice(('Find', 'Compute', 'Work out'))} ${asked}$.",
        key=key,
        proof=Rederived("concrete matrices", "Triangular matrices with these determinants gave the same value.", on_concrete_matrices),
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


def _reverse(draw: Draw, level: int) -> Draft:
    k = sympy.Symbol("k")
    if level == 3:
        return _both_values(draw)
    if level == 1:
        rows = [list(row) for row in draw.matrix(2, 2, -5, 6)]
        i, j = draw.integer(0, 1), draw.integer(0, 1)
        cofactor = rows[1 - i][1 - j] * (1 if i == j else -1)
        if cofactor == 0 or rows[i][j] == 0:
            raise Unsuitable("k has no influence")
        target = second_way.determinant(rows)
        goal = f"has the determinant ${target}$"
    else:
        rows = [list(row) for row in draw.matrix(3, 3, -3, 4)]
        i, j = draw.integer(0, 2), draw.integer(0, 2)
        rows[i][j] = 0
        rest = second_way.determinant(rows)
        rows[i][j] = 1
        cofactor = second_way.determinant(rows) - rest
        if cofactor == 0 or rest % cofactor or abs(rest // cofactor) > 9 or rest == 0:
            raise Unsuitable("ugly value")
        rows[i][j] = -rest // cofactor
        target, goal = 0, draw.choice(("is singular", "has no inverse", "squashes space to zero volume"))
    value = rows[i][j]
    shown = [["k" if (r, c) == (i, j) else str(e) for c, e in enumerate(row)] for r, row in enumerate(rows)]
    rows[i][j] = 0
    rest = second_way.determinant(rows)
    key = sympy.Integer(value)
    formula = cofactor * k + rest
    return Draft(
        prompt=draw.choice(
            (
                f"Find the number $k$ for which ${mat(shown)}$ {goal}.",
                f"Determine $k$ so that $A = {mat(shown)}$ {goal}.",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "With k put in, Leibniz's formula gives the wanted determinant.",
            lambda guess: second_way.determinant(
                [[guess if (r, c) == (i, j) else e for c, e in enumerate(row)] for r, row in enumerate(rows)]
            )
            == target,
        ),
        steps=(
            Step("Write the determinant with k", chain(det(mat(shown)), formula)),
            Step("Set it to the wanted value", f"{tex(formula)} = {target}"),
            Step("Solve for k", chain("k", over(target - rest, cofactor), value)),
        ),
        hints=(
            "You are asked for the entry that gives the determinant a certain value.",
            RULE2 + " Write it with $k$ in it and solve."
            if level == 1
            else "A matrix is singular exactly when its determinant is zero. Write the determinant with $k$ in it.",
            f"Compute ${det(mat(shown))}$; it is linear in $k$.",
        ),
        symbols=("k",),
        mistakes=but_key(
            key,
            Mistake(-key, "Check the signs of the expansion."),
            Mistake(sympy.Rational(target + rest, cofactor), "Check the sign when you bring the constant over."),
        ),
    )


def _both_values(draw: Draw) -> Draft:
    k = sympy.Symbol("k")
    r, s = draw.sample(range(-5, 7), 2)
    form = draw.choice(("diagonal", "square"))
    if form == "diagonal":
        # (k + p)(k + q) - b c with the roots r and s.
        p = draw.integer(-4, 4)
        q = -(r + s) - p
        bc = p * q - r * s
    else:
        if r + s != 0:
            s = -r
        if r == 0:
            raise Unsuitable("a double root")
        p = q = 0
        bc = r * r
    if bc == 0 or abs(bc) > 40:
        raise Unsuitable("ugly entries")
    b = draw.choice([n for n in range(1, 10) if bc % n == 0])
    c = bc // b
    matrix = [[k + p, sympy.Integer(b)], [sympy.Integer(c), k + q]]
    polynomial = sympy.expand((k + p) * (k + q) - bc)
    key = sympy.FiniteSet(r, s)
    factored = rf"({tex(k - r)})({tex(k - s)})" if 0 not in (r, s) else tex(sympy.factor(polynomial))
    return Draft(
        prompt=draw.choice(
            (
                f"For which two values of $k$ is ${mat(matrix)}$ singular?",
                f"Find all $k$ for which $A = {mat(matrix)}$ has no inverse.",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "With either value put in the determinant is zero; a quadratic equation has no third solution.",
            lambda guess: len(guess) == 2 and all(second_way.determinant([[v + p, b], [c, v + q]]) == 0 for v in guess),
        ),
        steps=(
            Step("Write the determinant with k", chain(det(mat(matrix)), polynomial)),
            Step("Factor", chain(polynomial, factored)),
            Step("A product is zero when a factor is", rf"k = {min(r, s)} \text{{ or }} k = {max(r, s)}"),
        ),
        hints=(
            "You are asked for two numbers.",
            "A matrix is singular exactly when its determinant is zero; here that is a quadratic equation in $k$.",
            f"Work out ${det(mat(matrix))}$ and set it to zero.",
        ),
        answer_hint=PAIR,
        symbols=("k",),
        mistakes=but_key(
            key,
            Mistake(sympy.FiniteSet(-r, -s), "The signs are turned round: $k - a = 0$ means $k = a$."),
            Mistake(sympy.FiniteSet(r), "There is a second value."),
            Mistake(sympy.FiniteSet(s), "There is a second value."),
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
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
            Part(f"{times(a, d)} {mark} {_bracketed(times(b, c))}", a * d + sign * b * c),
            Part(f"{a * d} {mark} {guarded(other)}", total),
            Part(tex(end), end),
        )
        fix = {"add": _two(matrix), "sign": f"{a * d} - {guarded(b * c)}", "sum": tex(total)}[slip]
        rule = "The determinant is the product of the diagonal minus the product of the other two entries"
    else:
        matrix = draw.matrix(3, 3, -3, 4)
        row = matrix[0]
        if 0 in row:
            raise Unsuitable("zeros")
        minors = [second_way.determinant(_minor(matrix, j)) for j in range(3)]
        slip = draw.choice(("alternate", "minor", "sum"))
        spot = draw.integer(0, 2)
        shown = list(minors)
        if slip == "minor":
            shown[spot] = _minor(matrix, spot)[0][0] * _minor(matrix, spot)[1][1] + _minor(matrix, spot)[0][1] * _minor(matrix, spot)[1][0]
        signs = (1, 1, 1) if slip == "alternate" else (1, -1, 1)
        marks = {1: " + ", -1: " - "}
        middle = f"{tex(row[0])} \\cdot {det(mat(_minor(matrix, 0)))}" + "".join(
            f"{marks[signs[j]]}{guarded(row[j])} \\cdot {det(mat(_minor(matrix, j)))}" for j in (1, 2)
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
        fix = {"alternate": _expansion(matrix), "minor": right_put, "sum": tex(total)}[slip]
        rule = "Expand along the first row with the signs plus, minus, plus; each minor is ad - bc"
    return mistake_draft(draw, task=f"compute the determinant of ${mat(matrix)}$", parts=parts, fix=fix, rule=rule)


def _claim(draw: Draw, level: int) -> Draft:
    if level == 1:
        u, v = draw.vector(2, -4, 5), draw.vector(2, -4, 5)
        area = abs(second_way.determinant((u, v)))
        said = draw.choice((area, area, area + draw.choice((1, 2, 4)), abs(u[0] * v[1]) + abs(u[1] * v[0])))
        if area == 0:
            raise Unsuitable("flat")
        matrix = ((u[0], v[0]), (u[1], v[1]))

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
                Step("The determinant of the two columns", chain(det(mat(matrix)), _two(matrix), second_way.determinant(matrix))),
                Step("The area is its size", rf"\left|{second_way.determinant(matrix)}\right| = {area}"),
            ),
            hints=(
                "You are asked whether an area is right; an area is never negative.",
                "The area of the parallelogram is the size of the determinant with the two vectors as columns.",
                f"Start with the product of the diagonal: ${times(u[0], v[1])}$.",
            ),
            if_wrong=f"The area is ${area}$.",
        )
    matrix = draw.matrix(2, 2, -3, 4)
    other = draw.matrix(2, 2, -3, 4)
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
                Step("Multiply the matrix", chain(f"{c} {mat(matrix)}" if c != -1 else f"-{mat(matrix)}", mat(scaled_matrix))),
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
            Step("Determinant of A", chain(det(mat(matrix)), _two(matrix), one)),
            Step("Determinant of B", chain(det(mat(other)), _two(other), two)),
            Step("Determinant of the sum", chain(det(mat(total)), _two(total), whole)),
        ),
        hints=(
            "You are asked to compare the determinant of a sum with a sum of determinants.",
            "There is no rule for the determinant of a sum: it may agree by chance. Compute all three.",
            f"Start with the determinant of $A$, ${_two(matrix)}$.",
        ),
        if_wrong=rf"$\det A = {one}$, $\det B = {two}$ and $\det(A + B) = {whole}$.",
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(1, 2)),
    Generator(TOPIC, "claim", TRUE_FALSE, _claim),
)
