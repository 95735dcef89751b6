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
    PAIR,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import chain, column, dot_sum, grid, guarded, mat, plus, power, scaled, tex, times, vec
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import Part, but_key, choice_draft, claim_draft, mistake_draft

TOPIC = "eigenvalues-and-eigenvectors"
RULE = r"An eigenvector keeps its direction: $A\mathbf{v} = \lambda \mathbf{v}$ with $\mathbf{v} \ne \mathbf{0}$."
EQUATION = r"The eigenvalues solve $\det(A - \lambda I) = 0$; for two rows that is $\lambda^2 - \operatorname{tr}(A)\,\lambda + \det A = 0$."
LAMBDA = sympy.Symbol("lambda")
Matrix2 = tuple[tuple[int, int], tuple[int, int]]


def _with_eigenvalues(draw: Draw, *, low: int = -4, high: int = 6) -> tuple[Matrix2, tuple[int, int], tuple[int, int], tuple[int, int]]:
    """A matrix of whole numbers, its two different eigenvalues, and an eigenvector for each."""
    first, second = draw.sample(range(low, high + 1), 2)
    p, q = draw.choice((((1, 1), (1, -1)), ((1, 0), (1, 1)), ((1, 1), (0, 1)), ((1, 2), (1, 1)), ((2, 1), (1, 1)), ((1, 2), (0, 1)), ((1, -1), (1, 2)), ((1, 3), (1, 1)), ((1, 1), (2, 1)), ((1, -2), (1, 1))))
    area = p[0] * q[1] - p[1] * q[0]
    # A = P diag(first, second) P^-1, written out for two rows.
    entries = (
        (first * p[0] * q[1] - second * q[0] * p[1], (second - first) * p[0] * q[0]),
        ((first - second) * p[1] * q[1], second * p[0] * q[1] - first * q[0] * p[1]),
    )
    if any(entry % area for row in entries for entry in row):
        raise Unsuitable("fractions")
    matrix = tuple(tuple(entry // area for entry in row) for row in entries)
    if matrix[0][1] == 0 and matrix[1][0] == 0:
        raise Unsuitable("diagonal")
    if any(abs(entry) > 12 for row in matrix for entry in row):
        raise Unsuitable("large entries")
    return matrix, (first, second), p, q  # type: ignore[return-value]


def _characteristic(matrix: Matrix2) -> Any:
    (a, b), (c, d) = matrix
    return LAMBDA**2 - (a + d) * LAMBDA + (a * d - b * c)


def _factored(first: int, second: int) -> str:
    polynomial = sympy.factor((LAMBDA - first) * (LAMBDA - second))
    if 0 in (first, second):
        return tex(polynomial)
    return rf"({tex(LAMBDA - first)})({tex(LAMBDA - second)})"


def _shifted(matrix: Matrix2) -> str:
    (a, b), (c, d) = matrix
    return r"\det " + mat([[tex(a - LAMBDA), b], [c, tex(d - LAMBDA)]])


def _are_eigenvalues(matrix: Any, guess: Any) -> bool:
    return len(guess) == len(matrix) and all(
        second_way.determinant(second_way.minus_scaled_identity(matrix, value)) == 0 for value in guess
    )


def _compute(draw: Draw, level: int) -> Draft:
    if level == 2:
        return _both(draw)
    if level == 3:
        return _vector(draw) if draw.coin() else _function_of(draw)
    matrix, (first, second), p, q = _with_eigenvalues(draw)
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
            lambda guess: second_way.determinant(second_way.minus_scaled_identity(matrix, guess)) == 0
            and second_way.is_eigenvector(matrix, vector, guess),
        ),
        steps=(
            Step("Multiply the matrix and the vector", chain(f"{mat(matrix)} {vec(vector)}", vec([dot_sum(r, vector) for r in matrix]), vec(image))),
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
            Mistake(sympy.Integer(second if value == first else first), "That is the other eigenvalue of A; it belongs to another vector."),
            Mistake(sympy.Integer(image[spot]), "Divide the component of the product by the component of v."),
            Mistake(-key, "The sign is turned round: does the product point the same way as v?"),
        ),
    )


def _both(draw: Draw) -> Draft:
    matrix, (first, second), _, _ = _with_eigenvalues(draw)
    (a, b), (c, d) = matrix
    key = sympy.FiniteSet(*grid(matrix).eigenvals())
    polynomial = _characteristic(matrix)
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
            lambda guess: _are_eigenvalues(matrix, guess)
            and sum(guess) == a + d,
        ),
        steps=(
            Step("The characteristic polynomial", chain(_shifted(matrix), polynomial)),
            Step("Factor", chain(polynomial, _factored(first, second))),
            Step("The eigenvalues are its zeros", rf"\lambda = {min(first, second)} \text{{ or }} \lambda = {max(first, second)}"),
        ),
        hints=(
            "You are asked for two numbers.",
            EQUATION,
            f"The trace is ${plus(a, d)}$. Compute the determinant next.",
        ),
        answer_hint=PAIR,
        mistakes=but_key(
            key,
            Mistake(sympy.FiniteSet(-first, -second), r"The signs are turned round: $\lambda - a = 0$ means $\lambda = a$."),
            Mistake(sympy.FiniteSet(a, d), "The diagonal holds the eigenvalues only of a triangular matrix."),
            Mistake(sympy.FiniteSet(first), "There is a second eigenvalue."),
            Mistake(sympy.FiniteSet(second), "There is a second eigenvalue."),
        ),
    )


def _vector(draw: Draw) -> Draft:
    matrix, (first, second), p, q = _with_eigenvalues(draw)
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
            Step("Subtract the eigenvalue on the diagonal", chain(r"A - \lambda I", mat([[a - value, b], [c, d - value]]))),
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
            *((Mistake(column((1, Fraction(other[1], other[0]))), "That is the eigenvector for the other eigenvalue."),) if other[0] else ()),
            Mistake(column((1, -ratio)), "The sign of the second component is turned round."),
            Mistake(column((1, 1 / ratio)), "The two coefficients changed places."),
        ),
    )


def _function_of(draw: Draw) -> Draft:
    matrix, (first, second), p, _ = _with_eigenvalues(draw, low=-3, high=4)
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
                Step("Each further factor multiplies by the eigenvalue", chain(f"{power(first, count)} {vec(p)}", key)),
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
                Mistake(column([first * count * part for part in p]), "Each step multiplies: take a power of the eigenvalue."),
                Mistake(column([part**count * first for part in p]), "The power belongs to the eigenvalue, not to the components."),
            ),
        )
    if kind == "inverse" and 0 in (first, second):
        raise Unsuitable("singular")
    shift = draw.nonzero(-4, 5)
    apply = {"square": lambda x: x * x, "inverse": lambda x: Fraction(1, x), "shift": lambda x: x + shift}[kind]
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
        "inverse": lambda: [[Fraction(d, a * d - b * c), Fraction(-b, a * d - b * c)], [Fraction(-c, a * d - b * c), Fraction(a, a * d - b * c)]],
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
            lambda guess: _are_eigenvalues(changed(), guess),
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
                "square": Mistake(sympy.FiniteSet(2 * first, 2 * second), "The eigenvalues are squared, not doubled."),
                "inverse": Mistake(sympy.FiniteSet(-first, -second), "An inverse turns the values over, not their signs."),
                "shift": Mistake(sympy.FiniteSet(first - shift, second - shift), "The shift goes the other way."),
            }[kind],
        ),
    )


def _reverse(draw: Draw, level: int) -> Draft:
    k = sympy.Symbol("k")
    matrix, (first, second), p, q = _with_eigenvalues(draw)
    (a, b), (c, d) = matrix
    if level == 1:
        vector = draw.choice((p, q))
        value = first if vector is p else second
        i, j = draw.integer(0, 1), draw.integer(0, 1)
        if vector[j] == 0 or matrix[i][j] == 0:
            raise Unsuitable("k has no influence")
        entry = matrix[i][j]
        shown = [["k" if (r, s) == (i, j) else str(e) for s, e in enumerate(row)] for r, row in enumerate(matrix)]
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
                    [[guess if (r, s) == (i, j) else e for s, e in enumerate(row)] for r, row in enumerate(matrix)], vector, value
                ),
            ),
            steps=(
                Step("The row with k times the vector", f"{plus(scaled(vector[j], 'k'), rest) if rest else scaled(vector[j], 'k')} = {times(value, vector[i])}"),
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
        shown = [["k" if (r, s) == spot else str(e) for s, e in enumerate(row)] for r, row in enumerate(matrix)]
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
                lambda guess: second_way.determinant(
                    second_way.minus_scaled_identity(
                        [[guess if (r, s) == spot else e for s, e in enumerate(row)] for r, row in enumerate(matrix)], value
                    )
                )
                == 0,
            ),
            steps=(
                Step("Subtract the eigenvalue on the diagonal", chain(rf"\det {tex(symbolic - value * sympy.eye(2))}", polynomial)),
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
                Step("The trace is the sum of the eigenvalues", chain(r"\lambda_2", f"{a + d} - {guarded(first)}", second)),
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
                Mistake(sympy.Integer((a + d) * first), "Multiply the two eigenvalues, not eigenvalue and trace."),
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
            lambda guess: len(guess) == 2 and sum(guess) == trace and second_way.dot([min(guess)], [max(guess)]) == det,
        ),
        steps=(
            Step("The characteristic equation", rf"{tex(polynomial)} = 0"),
            Step("Factor", chain(polynomial, _factored(first, second))),
            Step("The eigenvalues are its zeros", rf"\lambda = {min(first, second)} \text{{ or }} \lambda = {max(first, second)}"),
        ),
        hints=(
            "You are asked for two numbers, although no entry is known.",
            "The trace is the sum of the eigenvalues, the determinant their product.",
            f"Look for two numbers with the sum ${trace}$ and the product ${det}$.",
        ),
        answer_hint=PAIR,
        mistakes=but_key(
            key,
            Mistake(sympy.FiniteSet(-first, -second), r"The signs are turned round: $\lambda - a = 0$ means $\lambda = a$."),
            Mistake(sympy.FiniteSet(trace, det), "These are trace and determinant themselves."),
        ),
    )


def _choice(draw: Draw, level: int) -> Draft:
    matrix, (first, second), p, q = _with_eigenvalues(draw)
    if level == 1:
        factor = draw.choice((1, 2, -1, 3))
        right, value = draw.choice(((p, first), (q, second)))
        vector = column([factor * part for part in right])
        others = [v for v in ((1, 0), (0, 1), (1, 2), (2, -1), (3, 1), (1, 4), (2, 3), (-1, 3), (1, -1), (1, 1)) if not second_way.is_eigenvector(matrix, v)]
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
                Mistake(column(v), f"$A$ makes ${vec(second_way.image(matrix, v))}$ of it, which is no multiple of it.") for v in picked
            ],
            show=tex,
            proof=Satisfies("product", "Only for the key is the product a multiple of the vector.", lambda guess: second_way.is_eigenvector(matrix, guess)),
            steps=(
                Step(
                    "Multiply and compare",
                    chain(f"{mat(matrix)} {tex(vector)}", vec(second_way.image(matrix, [int(v) for v in vector])), f"{value} {tex(vector)}"),
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
            Mistake(sympy.FiniteSet(-first, -second), r"The signs are turned round: $\lambda - a = 0$ means $\lambda = a$."),
            Mistake(sympy.FiniteSet(a + d, a * d - b * c), "These are trace and determinant."),
            Mistake(sympy.FiniteSet(first + 1, second - 1), "Their sum is right, but their product is not the determinant."),
        ],
        show=tex,
        proof=Satisfies(
            "determinant", "The determinant of A minus each value times the identity is zero.", lambda guess: _are_eigenvalues(matrix, guess)
        ),
        steps=(
            Step("The characteristic polynomial", chain(_shifted(matrix), _characteristic(matrix))),
            Step("Factor", chain(_characteristic(matrix), _factored(first, second))),
        ),
        hints=(
            "You are asked for the two eigenvalues.",
            "Quick test of a pair: the sum has to be the trace, the product the determinant.",
            f"The trace is ${plus(a, d)}$.",
        ),
    )


def _slip(draw: Draw, level: int) -> Draft:
    matrix, (first, second), _, _ = _with_eigenvalues(draw)
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
        final_text = rf"({tex(LAMBDA + first)})({tex(LAMBDA + second)})" if 0 not in (first, second) else tex(sympy.factor(final))
    else:
        final = None
        final_text = ""
    mark = "+" if slip == "sign" else "-"
    parts = [
        Part(
            _shifted(matrix),
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
        "factor": _factored(first, second),
    }
    return mistake_draft(
        draw,
        task=f"find the characteristic polynomial of $A = {mat(matrix)}$" + (" and factor it" if final is not None else ""),
        parts=parts,
        fix=fixes[slip],
        rule="Subtract the eigenvalue on the diagonal; the determinant is the product of the diagonal minus the product of the "
        "other two entries",
        names=("lambda",),
    )


def _claim(draw: Draw, level: int) -> Draft:
    matrix, (first, second), p, q = _with_eigenvalues(draw)
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
            steps=(Step("Multiply and compare with the vector", chain(f"{mat(matrix)} {vec(vector)}", vec([dot_sum(r, vector) for r in matrix]), vec(image))),),
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


GENERATORS = (
    Generator(TOPIC, "compute", COMPUTE, _compute),
    Generator(TOPIC, "unknown", REVERSE, _reverse),
    Generator(TOPIC, "pick", CHOICE, _choice, levels=(1, 2)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(2,)),
    Generator(TOPIC, "claim", TRUE_FALSE, _claim, levels=(1, 3)),
)
