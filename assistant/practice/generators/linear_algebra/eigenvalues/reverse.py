"""Exercises on eigenvalues where the answer is known and a part of the question is not."""

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
from assistant.practice.generators.linear_algebra.eigenvalues.pieces import (
    LAMBDA,
    RULE,
    factored_form,
    matrix_with_eigenvalues,
)
from assistant.practice.notation import (
    chain,
    guarded,
    mat,
    plus,
    scaled,
    tex,
    times,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    k = sympy.Symbol("k")
    matrix, (first, second), p, q = matrix_with_eigenvalues(draw)
    (a, b), (c, d) = matrix
    if level == 1:
        vector = draw.choice((p, q))
        value = first if vector is p else second
        i, j = draw.integer(0, 1), draw.integer(0, 1)
        if vector[j] == 0 or matrix[i][j] == 0:
            raise Unsuitable("k has no influence")
        entry = matrix[i][j]
        shown = [
            ["k" if (r, s) == (i, j) else str(e) for s, e in enumerate(row)] for r, row in enumerate(matrix)
        ]
        rest = second_way.dot(matrix[i], vector) - entry * vector[j]
        key = sympy.Integer(entry)
        return Draft(
            prompt=draw.choice(
                (
                    rf"For which $k$ is ${vec(vector)}$ an eigenvector of ${mat(shown)}$ with the eigenvalue ${value}$?",
                    rf"$A = {mat(shown)}$ stretches ${vec(vector)}$ by the factor ${value}$. Find $k$.",
                )
            ),
            key=key,
            proof=Satisfies(
                "A v = λ v",
                "With k put in, the matrix times the vector is the eigenvalue times the vector.",
                lambda guess: second_way.is_eigenvector(
                    [
                        [guess if (r, s) == (i, j) else e for s, e in enumerate(row)]
                        for r, row in enumerate(matrix)
                    ],
                    vector,
                    value,
                ),
            ),
            steps=(
                Step(
                    "The row with k times the vector",
                    f"{plus(scaled(vector[j], 'k'), rest) if rest else scaled(vector[j], 'k')} = {times(value, vector[i])}",
                ),
                Step("Solve for k", chain("k", rf"\frac{{{value * vector[i] - rest}}}{{{vector[j]}}}", key)),
            ),
            hints=(
                "You are asked for one entry of the matrix.",
                RULE + " Write the row that holds $k$.",
                f"That row has to give ${times(value, vector[i])}$.",
            ),
            symbols=("k",),
            mistakes=but_key(key, Mistake(-key, "Check the signs of the equation.")),
        )
    if level == 2:
        spot = draw.choice(((0, 0), (1, 1), (1, 0), (0, 1)))
        i, j = spot
        entry = matrix[i][j]
        value = draw.choice((first, second))
        cofactor = (matrix[1 - i][1 - j] - value) if i == j else -matrix[1 - i][1 - j]
        if cofactor == 0 or entry == 0:
            raise Unsuitable("k has no influence")
        shown = [
            ["k" if (r, s) == spot else str(e) for s, e in enumerate(row)] for r, row in enumerate(matrix)
        ]
        symbolic = sympy.Matrix(2, 2, lambda r, s: k if (r, s) == spot else matrix[r][s])
        polynomial = sympy.expand((symbolic - value * sympy.eye(2)).det())
        key = sympy.Integer(entry)
        return Draft(
            prompt=draw.choice(
                (
                    rf"For which $k$ is ${value}$ an eigenvalue of ${mat(shown)}$?",
                    rf"Find $k$ so that $A = {mat(shown)}$ has the eigenvalue ${value}$.",
                )
            ),
            key=key,
            proof=Satisfies(
                "determinant",
                "With k put in, the determinant of A minus the eigenvalue times the identity is zero.",
                lambda guess: (
                    second_way.determinant(
                        second_way.minus_scaled_identity(
                            [
                                [guess if (r, s) == spot else e for s, e in enumerate(row)]
                                for r, row in enumerate(matrix)
                            ],
                            value,
                        )
                    )
                    == 0
                ),
            ),
            steps=(
                Step(
                    "Subtract the eigenvalue on the diagonal",
                    chain(rf"\det {tex(symbolic - value * sympy.eye(2))}", polynomial),
                ),
                Step("It has to be zero", f"{tex(polynomial)} = 0"),
                Step("Solve for k", f"k = {entry}"),
            ),
            hints=(
                "You are asked for one entry of the matrix.",
                r"A number $\lambda$ is an eigenvalue exactly when $\det(A - \lambda I) = 0$.",
                f"Subtract ${value}$ from both entries of the diagonal and take the determinant with $k$ in it.",
            ),
            symbols=("k",),
            mistakes=but_key(
                key,
                Mistake(-key, "Check the signs of the equation."),
                Mistake(key - value, "Subtract the eigenvalue from the diagonal of the other row, too."),
            ),
        )
    hide = draw.choice(("trace", "pair"))
    if hide == "trace":
        key = sympy.Integer(a * d - b * c)
        return Draft(
            prompt=draw.choice(
                (
                    rf"A $2 \times 2$ matrix has the trace ${a + d}$, and one of its eigenvalues is ${first}$. What is its determinant?",
                    rf"One eigenvalue of a $2 \times 2$ matrix with the trace ${a + d}$ is ${first}$. Find the determinant.",
                )
            ),
            key=key,
            proof=Rederived(
                "a concrete matrix",
                "A matrix with this trace and eigenvalue was written down and its determinant computed.",
                lambda: second_way.determinant(((first, 1), (0, a + d - first))),
            ),
            steps=(
                Step(
                    "The trace is the sum of the eigenvalues",
                    chain(r"\lambda_2", f"{a + d} - {guarded(first)}", second),
                ),
                Step("The determinant is their product", chain(times(first, second), key)),
            ),
            hints=(
                "You are asked for the determinant, although no entry is known.",
                "The trace is the sum of the eigenvalues, the determinant their product.",
                f"The other eigenvalue is what is missing from ${first}$ to ${a + d}$.",
            ),
            mistakes=but_key(
                key,
                Mistake(sympy.Integer(second), "That is the other eigenvalue; multiply the two."),
                Mistake(
                    sympy.Integer((a + d) * first), "Multiply the two eigenvalues, not eigenvalue and trace."
                ),
                Mistake(-key, "The sign is turned round."),
            ),
        )
    trace, det = first + second, first * second
    key = sympy.FiniteSet(first, second)
    polynomial = LAMBDA**2 - trace * LAMBDA + det
    return Draft(
        prompt=draw.choice(
            (
                rf"A $2 \times 2$ matrix has the trace ${trace}$ and the determinant ${det}$. What are its eigenvalues?",
                rf"Find the two eigenvalues of a $2 \times 2$ matrix with trace ${trace}$ and determinant ${det}$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "sum and product",
            "The two values add up to the trace and multiply to the determinant.",
            lambda guess: (
                len(guess) == 2 and sum(guess) == trace and second_way.dot([min(guess)], [max(guess)]) == det
            ),
        ),
        steps=(
            Step("The characteristic equation", rf"{tex(polynomial)} = 0"),
            Step("Factor", chain(polynomial, factored_form(first, second))),
            Step(
                "The eigenvalues are its zeros",
                rf"\lambda = {min(first, second)} \text{{ or }} \lambda = {max(first, second)}",
            ),
        ),
        hints=(
            "You are asked for two numbers, although no entry is known.",
            "The trace is the sum of the eigenvalues, the determinant their product.",
            f"Look for two numbers with the sum ${trace}$ and the product ${det}$.",
        ),
        answer_hint=PAIR,
        mistakes=but_key(
            key,
            Mistake(
                sympy.FiniteSet(-first, -second),
                r"The signs are turned round: $\lambda - a = 0$ means $\lambda = a$.",
            ),
            Mistake(sympy.FiniteSet(trace, det), "These are trace and determinant themselves."),
        ),
    )
