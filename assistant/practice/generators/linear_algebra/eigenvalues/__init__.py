"""Exercises on eigenvalues and eigenvectors: finding, recognising, and using them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MISTAKE,
    ORDER,
    PAIR,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.eigenvalues.pieces import (
    RULE,
    are_eigenvalues,
    characteristic_polynomial,
    factored_form,
    matrix_with_eigenvalues,
    shifted_determinant,
)
from assistant.practice.generators.linear_algebra.eigenvalues.questions import choose, find_slip, judge
from assistant.practice.generators.linear_algebra.eigenvalues.reverse import find_unknown
from assistant.practice.generators.linear_algebra.in_order.spectra import eigenpair
from assistant.practice.notation import (
    chain,
    column,
    dot_sum,
    grid,
    mat,
    plus,
    power,
    scaled,
    tex,
    vec,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import but_key

TOPIC = "eigenvalues-and-eigenvectors"
EQUATION = r"The eigenvalues solve $\det(A - \lambda I) = 0$; for two rows that is $\lambda^2 - \operatorname{tr}(A)\,\lambda + \det A = 0$."


def _compute(draw: Draw, level: int) -> Draft:
    if level == 2:
        return _both(draw)
    if level == 3:
        return _vector(draw) if draw.coin() else _function_of(draw)
    matrix, (first, second), p, q = matrix_with_eigenvalues(draw)
    value, vector = draw.choice(((first, p), (second, q)))
    if value == 0:
        raise Unsuitable("a vector that vanishes")
    factor = draw.choice((1, 1, 2, -1, 3))
    vector = tuple(factor * part for part in vector)  # type: ignore[assignment]
    image = second_way.image(matrix, vector)
    spot = 0 if vector[0] else 1
    key = sympy.Integer(value)
    return Draft(
        prompt=draw.choice(
            (
                rf"${vec(vector)}$ is an eigenvector of $A = {mat(matrix)}$. What is its eigenvalue?",
                rf"By which factor does $A = {mat(matrix)}$ stretch its eigenvector ${vec(vector)}$?",
                rf"Multiply $A = {mat(matrix)}$ by $\mathbf{{v}} = {vec(vector)}$ and read off the eigenvalue $\lambda$ with "
                r"$A\mathbf{v} = \lambda\mathbf{v}$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "determinant and product",
            "The determinant of A minus the key times the identity is zero, and the product is that multiple of v.",
            lambda guess: (
                second_way.determinant(second_way.minus_scaled_identity(matrix, guess)) == 0
                and second_way.is_eigenvector(matrix, vector, guess)
            ),
        ),
        steps=(
            Step(
                "Multiply the matrix and the vector",
                chain(f"{mat(matrix)} {vec(vector)}", vec([dot_sum(r, vector) for r in matrix]), vec(image)),
            ),
            Step("Compare with the vector", chain(vec(image), f"{value} {vec(vector)}")),
        ),
        hints=(
            "You are asked for one number: the factor by which the vector is stretched.",
            RULE,
            f"Multiply first: the first component of the product is ${dot_sum(matrix[0], vector)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(column(image), "That is the product; the eigenvalue is its factor against v."),
            Mistake(
                sympy.Integer(second if value == first else first),
                "That is the other eigenvalue of A; it belongs to another vector.",
            ),
            Mistake(sympy.Integer(image[spot]), "Divide the component of the product by the component of v."),
            Mistake(-key, "The sign is turned round: does the product point the same way as v?"),
        ),
    )


def _both(draw: Draw) -> Draft:
    matrix, (first, second), _, _ = matrix_with_eigenvalues(draw)
    a, d = matrix[0][0], matrix[1][1]
    key = sympy.FiniteSet(*grid(matrix).eigenvals())
    polynomial = characteristic_polynomial(matrix)
    return Draft(
        prompt=draw.choice(
            (
                f"Find both eigenvalues of $A = {mat(matrix)}$.",
                f"Which two numbers are the eigenvalues of ${mat(matrix)}$?",
                rf"For which $\lambda$ does $A\mathbf{{v}} = \lambda\mathbf{{v}}$ have a solution other than zero, where $A = {mat(matrix)}$?",
            )
        ),
        key=key,
        proof=Satisfies(
            "determinant, trace and product",
            "The determinant of A minus each value times the identity is zero, and a matrix with two rows has no third.",
            lambda guess: are_eigenvalues(matrix, guess) and sum(guess) == a + d,
        ),
        steps=(
            Step("The characteristic polynomial", chain(shifted_determinant(matrix), polynomial)),
            Step("Factor", chain(polynomial, factored_form(first, second))),
            Step(
                "The eigenvalues are its zeros",
                rf"\lambda = {min(first, second)} \text{{ or }} \lambda = {max(first, second)}",
            ),
        ),
        hints=(
            "You are asked for two numbers.",
            EQUATION,
            f"The trace is ${plus(a, d)}$. Compute the determinant next.",
        ),
        answer_hint=PAIR,
        mistakes=but_key(
            key,
            Mistake(
                sympy.FiniteSet(-first, -second),
                r"The signs are turned round: $\lambda - a = 0$ means $\lambda = a$.",
            ),
            Mistake(sympy.FiniteSet(a, d), "The diagonal holds the eigenvalues only of a triangular matrix."),
            Mistake(sympy.FiniteSet(first), "There is a second eigenvalue."),
            Mistake(sympy.FiniteSet(second), "There is a second eigenvalue."),
        ),
    )


def _vector(draw: Draw) -> Draft:
    matrix, (first, second), p, q = matrix_with_eigenvalues(draw)
    value, vector = draw.choice(((first, p), (second, q)))
    other = q if value == first else p
    if vector[0] == 0 or vector[1] == 0:
        raise Unsuitable("on an axis")
    ratio = Fraction(vector[1], vector[0])
    (a, b), (c, d) = matrix
    key = column((1, ratio))
    row = (a - value, b) if b else (c, d - value)
    equation = plus(*(scaled(n, name) for n, name in zip(row, ("v_1", "v_2"), strict=True) if n))
    return Draft(
        prompt=draw.choice(
            (
                rf"$A = {mat(matrix)}$ has the eigenvalue $\lambda = {value}$. Give the eigenvector whose first component is 1.",
                rf"Find the eigenvector of $A = {mat(matrix)}$ for $\lambda = {value}$, scaled so that its first component is 1.",
            )
        ),
        key=key,
        proof=Satisfies(
            "A v = λ v",
            "The matrix times the key is the eigenvalue times the key, and its first component is 1.",
            lambda guess: guess[0] == 1 and second_way.is_eigenvector(matrix, guess, value),
        ),
        steps=(
            Step(
                "Subtract the eigenvalue on the diagonal",
                chain(r"A - \lambda I", mat([[a - value, b], [c, d - value]])),
            ),
            Step("A row gives the equation", f"{equation} = 0"),
            Step("Put 1 in for the first component and solve", rf"v_2 = {tex(ratio)}"),
            Step("Check", chain(f"{mat(matrix)} {vec((1, ratio))}", vec((value, value * ratio)))),
        ),
        hints=(
            "You are asked for a vector of the form $[1, v_2]$.",
            r"Solve $(A - \lambda I)\mathbf{v} = \mathbf{0}$; both rows say the same, so that one is enough.",
            f"Subtract ${value}$ on the diagonal: the entry at the top left becomes ${plus(a, -value)}$.",
        ),
        answer_hint="a vector such as [1, -2]",
        mistakes=but_key(
            key,
            *(
                (
                    Mistake(
                        column((1, Fraction(other[1], other[0]))),
                        "That is the eigenvector for the other eigenvalue.",
                    ),
                )
                if other[0]
                else ()
            ),
            Mistake(column((1, -ratio)), "The sign of the second component is turned round."),
            Mistake(column((1, 1 / ratio)), "The two coefficients changed places."),
        ),
    )


def _function_of(draw: Draw) -> Draft:
    matrix, (first, second), p, _ = matrix_with_eigenvalues(draw, low=-3, high=4)
    kind = draw.choice(("square", "inverse", "shift", "apply"))
    if kind == "apply":
        count = draw.choice((4, 5, 6, 10))
        if abs(first) > 2 or first == 0:
            raise Unsuitable("large powers")
        key = column([first**count * part for part in p])

        # Squaring and multiplying by NumPy owes nothing to the eigenvalue.
        def derive() -> Any:
            vector = p
            for _ in range(count):
                vector = tuple(row[0] for row in second_way.product(matrix, [[v] for v in vector]))  # type: ignore[assignment]
            return vector

        return Draft(
            prompt=rf"$\mathbf{{v}} = {vec(p)}$ is an eigenvector of $A = {mat(matrix)}$. Compute $A^{{{count}}}\mathbf{{v}}$ without "
            f"multiplying {count} times.",
            key=key,
            proof=Rederived("NumPy", f"The matrix was applied {count} times by NumPy.", derive),
            steps=(
                Step("Apply the matrix once", chain(f"{mat(matrix)} {vec(p)}", f"{first} {vec(p)}")),
                Step(
                    "Each further factor multiplies by the eigenvalue",
                    chain(f"{power(first, count)} {vec(p)}", key),
                ),
            ),
            hints=(
                "You are asked where many steps of the same map lead; the vector keeps its direction.",
                r"$A\mathbf{v} = \lambda\mathbf{v}$ gives $A^n\mathbf{v} = \lambda^n\mathbf{v}$.",
                f"Multiply once: the first component is ${dot_sum(matrix[0], p)}$. Compare it with the vector.",
            ),
            answer_hint=VECTOR,
            mistakes=but_key(
                key,
                Mistake(column([first * part for part in p]), "That is one step."),
                Mistake(
                    column([first * count * part for part in p]),
                    "Each step multiplies: take a power of the eigenvalue.",
                ),
                Mistake(
                    column([part**count * first for part in p]),
                    "The power belongs to the eigenvalue, not to the components.",
                ),
            ),
        )
    if kind == "inverse" and 0 in (first, second):
        raise Unsuitable("singular")
    shift = draw.nonzero(-4, 5)
    apply = {"square": lambda x: x * x, "inverse": lambda x: Fraction(1, x), "shift": lambda x: x + shift}[
        kind
    ]
    shown = {"square": "A^2", "inverse": "A^{-1}", "shift": plus("A", scaled(shift, "I"))}[kind]
    values = [apply(first), apply(second)]
    if values[0] == values[1]:
        raise Unsuitable("one value twice")
    key = sympy.FiniteSet(*(sympy.Rational(Fraction(v).numerator, Fraction(v).denominator) for v in values))
    rule = {
        "square": "Squaring a matrix squares its eigenvalues",
        "inverse": "Inverting a matrix inverts its eigenvalues",
        "shift": "Adding a multiple of the identity shifts all eigenvalues by it",
    }[kind]
    (a, b), (c, d) = matrix
    changed: Any = {
        "square": lambda: second_way.product(matrix, matrix),
        "inverse": lambda: [
            [Fraction(d, a * d - b * c), Fraction(-b, a * d - b * c)],
            [Fraction(-c, a * d - b * c), Fraction(a, a * d - b * c)],
        ],
        "shift": lambda: second_way.minus_scaled_identity(matrix, -shift),
    }[kind]
    return Draft(
        prompt=draw.choice(
            (
                f"$A = {mat(matrix)}$ has the eigenvalues ${first}$ and ${second}$. What are the eigenvalues of ${shown}$?",
                f"The eigenvalues of $A = {mat(matrix)}$ are ${first}$ and ${second}$. Find those of ${shown}$, without computing that matrix.",
            )
        ),
        key=key,
        proof=Satisfies(
            "determinant",
            "The new matrix was computed, and its determinant with each value subtracted on the diagonal is zero.",
            lambda guess: are_eigenvalues(changed(), guess),
        ),
        steps=(
            Step(rule, rf"{first} \mapsto {tex(Fraction(values[0]))}"),
            Step("The same for the other", rf"{second} \mapsto {tex(Fraction(values[1]))}"),
        ),
        hints=(
            "You are asked for two numbers; the eigenvectors stay the same.",
            r"Apply the new matrix to an eigenvector of $A$ and use $A\mathbf{v} = \lambda\mathbf{v}$.",
            rf"Take an eigenvector for ${first}$ and see what ${shown}$ makes of it.",
        ),
        answer_hint="both numbers, such as 2, 1/5",
        mistakes=but_key(
            key,
            Mistake(sympy.FiniteSet(first, second), "The eigenvalues change with the matrix."),
            {
                "square": Mistake(
                    sympy.FiniteSet(2 * first, 2 * second), "The eigenvalues are squared, not doubled."
                ),
                "inverse": Mistake(
                    sympy.FiniteSet(-first, -second), "An inverse turns the values over, not their signs."
                ),
                "shift": Mistake(
                    sympy.FiniteSet(first - shift, second - shift), "The shift goes the other way."
                ),
            }[kind],
        ),
    )


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute, objectives=(1, 2)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(1, 4)),
    Generator(TOPIC, "pick", CHOICE, choose, levels=(1, 2), objectives=(1, 3)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "claim", TRUE_FALSE, judge, levels=(1, 3), objectives=(3,)),
    Generator(TOPIC, "in-order", ORDER, eigenpair, levels=(2,), objectives=(1, 2)),
)
