"""Questions with options on eigenvalues: pick, judge, find the mistake."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.eigenvalues.pieces import (
    LAMBDA,
    RULE,
    are_eigenvalues,
    characteristic_polynomial,
    factored_form,
    matrix_with_eigenvalues,
    shifted_determinant,
)
from assistant.practice.notation import (
    chain,
    column,
    dot_sum,
    guarded,
    mat,
    plus,
    scaled,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Satisfies
from assistant.practice.worked import Part, choice_draft, claim_draft, mistake_draft


def choose(draw: Draw, level: int) -> Draft:
    """One right option among typical mistakes."""
    matrix, (first, second), p, q = matrix_with_eigenvalues(draw)
    if level == 1:
        factor = draw.choice((1, 2, -1, 3))
        right, value = draw.choice(((p, first), (q, second)))
        vector = column([factor * part for part in right])
        others = [
            v
            for v in ((1, 0), (0, 1), (1, 2), (2, -1), (3, 1), (1, 4), (2, 3), (-1, 3), (1, -1), (1, 1))
            if not second_way.is_eigenvector(matrix, v)
        ]
        picked = draw.sample(others, 3)
        return choice_draft(
            draw,
            prompt=draw.choice(
                (
                    f"Which of these vectors is an eigenvector of $A = {mat(matrix)}$?",
                    f"Only one of these vectors keeps its direction under $A = {mat(matrix)}$. Which?",
                )
            ),
            right=vector,
            wrong=[
                Mistake(
                    column(v),
                    f"$A$ makes ${vec(second_way.image(matrix, v))}$ of it, which is no multiple of it.",
                )
                for v in picked
            ],
            show=tex,
            proof=Satisfies(
                "product",
                "Only for the key is the product a multiple of the vector.",
                lambda guess: second_way.is_eigenvector(matrix, guess),
            ),
            steps=(
                Step(
                    "Multiply and compare",
                    chain(
                        f"{mat(matrix)} {tex(vector)}",
                        vec(second_way.image(matrix, [int(v) for v in vector])),
                        f"{value} {tex(vector)}",
                    ),
                ),
            ),
            hints=(
                "You are asked for a vector that keeps its direction.",
                RULE + " Multiply each vector and see.",
                f"For a vector $[v_1, v_2]$ the first component of the product is ${plus(*(scaled(n, name) for n, name in zip(matrix[0], ('v_1', 'v_2'), strict=True) if n)) or 0}$.",
            ),
        )
    (a, b), (c, d) = matrix
    key = sympy.FiniteSet(first, second)
    return choice_draft(
        draw,
        prompt=f"Which pair are the eigenvalues of $A = {mat(matrix)}$?",
        right=key,
        wrong=[
            Mistake(sympy.FiniteSet(a, d), "The diagonal holds the eigenvalues only of a triangular matrix."),
            Mistake(
                sympy.FiniteSet(-first, -second),
                r"The signs are turned round: $\lambda - a = 0$ means $\lambda = a$.",
            ),
            Mistake(sympy.FiniteSet(a + d, a * d - b * c), "These are trace and determinant."),
            Mistake(
                sympy.FiniteSet(first + 1, second - 1),
                "Their sum is right, but their product is not the determinant.",
            ),
        ],
        show=tex,
        proof=Satisfies(
            "determinant",
            "The determinant of A minus each value times the identity is zero.",
            lambda guess: are_eigenvalues(matrix, guess),
        ),
        steps=(
            Step(
                "The characteristic polynomial",
                chain(shifted_determinant(matrix), characteristic_polynomial(matrix)),
            ),
            Step("Factor", chain(characteristic_polynomial(matrix), factored_form(first, second))),
        ),
        hints=(
            "You are asked for the two eigenvalues.",
            "Quick test of a pair: the sum has to be the trace, the product the determinant.",
            f"The trace is ${plus(a, d)}$.",
        ),
    )


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    matrix, (first, second), _, _ = matrix_with_eigenvalues(draw)
    (a, b), (c, d) = matrix
    if b == 0 or c == 0 or a == 0 or d == 0:
        raise Unsuitable("too simple")
    slip = draw.choice(("sign", "expand", "factor"))
    trace = a + d
    opened = (a - LAMBDA) * (d - LAMBDA)
    raw = opened - b * c if slip != "sign" else opened + b * c
    constant = b * c if slip == "sign" else -b * c
    squares = sympy.expand(opened) + (2 * trace * LAMBDA if slip == "expand" else 0)
    polynomial = sympy.expand(squares + constant)
    if slip == "expand" and trace == 0:
        raise Unsuitable("no linear term")
    if slip == "factor":
        final: Any = sympy.expand((LAMBDA + first) * (LAMBDA + second))
        final_text = (
            rf"({tex(LAMBDA + first)})({tex(LAMBDA + second)})"
            if 0 not in (first, second)
            else tex(sympy.factor(final))
        )
    else:
        final = None
        final_text = ""
    mark = "+" if slip == "sign" else "-"
    parts = [
        Part(
            shifted_determinant(matrix),
            lambda at: second_way.determinant(second_way.minus_scaled_identity(matrix, at["lambda"])),
        ),
        Part(rf"({a} - \lambda)({d} - \lambda) {mark} {guarded(b)} \cdot {guarded(c)}", raw),
        Part(rf"{tex(squares)} {'+' if constant > 0 else '-'} {abs(constant)}", squares + constant),
        Part(tex(polynomial), polynomial),
    ]
    if final is not None:
        parts.append(Part(final_text, final))
    fixes = {
        "sign": rf"({a} - \lambda)({d} - \lambda) - {guarded(b)} \cdot {guarded(c)}",
        "expand": rf"{tex(sympy.expand(opened))} {'+' if constant > 0 else '-'} {abs(constant)}",
        "factor": factored_form(first, second),
    }
    return mistake_draft(
        draw,
        task=f"find the characteristic polynomial of $A = {mat(matrix)}$"
        + (" and factor it" if final is not None else ""),
        parts=parts,
        fix=fixes[slip],
        rule="Subtract the eigenvalue on the diagonal; the determinant is the product of the diagonal minus the product of the "
        "other two entries",
        names=("lambda",),
    )


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
    matrix, (first, second), p, q = matrix_with_eigenvalues(draw)
    if level == 1:
        vector = draw.choice((p, q, draw.vector(2, -3, 4), draw.vector(2, -3, 4)))
        image = second_way.image(matrix, vector)
        truth = image[0] * vector[1] == image[1] * vector[0]
        return claim_draft(
            prompt=rf"True or false? ${vec(vector)}$ is an eigenvector of $A = {mat(matrix)}$.",
            truth=truth,
            method="determinant",
            detail="The vector and its image span no area exactly when the direction is kept.",
            decide=lambda: second_way.determinant((vector, second_way.image(matrix, vector))) == 0,
            steps=(
                Step(
                    "Multiply and compare with the vector",
                    chain(
                        f"{mat(matrix)} {vec(vector)}", vec([dot_sum(r, vector) for r in matrix]), vec(image)
                    ),
                ),
            ),
            hints=(
                "You are asked whether the vector keeps its direction.",
                RULE,
                f"The first component of the product is ${dot_sum(matrix[0], vector)}$.",
            ),
            if_wrong=f"$A$ makes ${vec(image)}$ of it, which is {'a' if truth else 'no'} multiple of it.",
        )
    s, t = draw.nonzero(-2, 2), draw.nonzero(-2, 2)
    mixed = second_way.combination((s, t), (p, q))
    same = draw.coin()
    if same:
        mixed = second_way.combination((draw.choice((2, 3, -1, -2, 5)),), (draw.choice((p, q)),))
        statement = rf"${vec(mixed)}$, a multiple of one of them, is an eigenvector of $A$ as well"
    else:
        statement = rf"${plus(scaled(s, vec(p)), scaled(t, vec(q)))}$ is an eigenvector of $A$ as well"
    image = second_way.image(matrix, mixed)
    truth = second_way.determinant((mixed, image)) == 0
    return claim_draft(
        prompt=rf"True or false? $A = {mat(matrix)}$ has the eigenvectors ${vec(p)}$ (eigenvalue ${first}$) and ${vec(q)}$ "
        f"(eigenvalue ${second}$). Then {statement}.",
        truth=truth,
        method="product",
        detail="The vector was multiplied and compared with its image, component by component.",
        decide=lambda: second_way.is_eigenvector(matrix, mixed),
        steps=(Step("Multiply and compare", chain(f"{mat(matrix)} {vec(mixed)}", vec(image))),),
        hints=(
            "You are asked what may be done with eigenvectors without losing the property.",
            "Multiples of an eigenvector are eigenvectors. Sums are, too, but only within one eigenvalue.",
            f"Write the vector out; its first component is ${plus(times(s, p[0]), times(t, q[0])) if not same else mixed[0]}$. Then multiply.",
        ),
        if_wrong=f"The vector is ${vec(mixed)}$, and $A$ makes ${vec(image)}$ of it: {'a' if truth else 'no'} multiple.",
    )
