"""Exercises on determinants where the answer is known and a part of the question is not."""

from __future__ import annotations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    PAIR,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.determinant.pieces import RULE2, det
from assistant.practice.notation import chain, mat, over, tex
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
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
            lambda guess: (
                second_way.determinant(
                    [
                        [guess if (r, c) == (i, j) else e for c, e in enumerate(row)]
                        for r, row in enumerate(rows)
                    ]
                )
                == target
            ),
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
            Mistake(
                sympy.Rational(target + rest, cofactor), "Check the sign when you bring the constant over."
            ),
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
            lambda guess: (
                len(guess) == 2 and all(second_way.determinant([[v + p, b], [c, v + q]]) == 0 for v in guess)
            ),
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
