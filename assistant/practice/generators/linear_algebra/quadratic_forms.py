"""Exercises on quadratic forms: polynomial and matrix, completing the square, signs, and variances."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, MATRIX, REVERSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.linear_algebra.pieces import dots, point, row_of, times_vector
from assistant.practice.notation import chain, guarded, mat, power, tex, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, typed, words

TOPIC = "quadratic-forms"

SYMBOLS = sympy.symbols("x y")
KINDS = ("positive definite", "negative definite", "indefinite")


def _poly(a: Any, b: Any, c: Any) -> Any:
    x, y = SYMBOLS
    return a * x**2 + b * x * y + c * y**2


def _entries(draw: Draw) -> tuple[int, int, int]:
    return draw.nonzero(-5, 6), draw.nonzero(-4, 5), draw.nonzero(-5, 6)


def _matrix(draw: Draw, level: int) -> Draft:
    a, b, c = _entries(draw)
    if level == 1:
        middle = 2 * b
        key: Any = ((a, b), (b, c))
        poly = _poly(a, middle, c)
        wrong: list[tuple[Any, str]] = [
            (((a, middle), (middle, c)), "Half of the mixed coefficient goes to each side of the diagonal."),
            (((a, middle), (0, c)), "The matrix has to be symmetric."),
            (((c, b), (b, a)), "The square of $x$ comes first."),
        ]
        ask = [
            f"Find the symmetric matrix $A$ with $\\mathbf{{x}}^\\top A \\mathbf{{x}} = {tex(poly)}$.",
            f"Write ${tex(poly)}$ as $\\mathbf{{x}}^\\top A \\mathbf{{x}}$ with a symmetric matrix. Which one?",
        ]
    else:
        d, e, f = draw.nonzero(-3, 4), draw.integer(-3, 3), draw.integer(-3, 3)
        z = sympy.Symbol("z")
        x, y = SYMBOLS
        poly = _poly(a, 2 * b, c) + d * z**2 + 2 * e * x * z + 2 * f * y * z
        key = ((a, b, e), (b, c, f), (e, f, d))
        wrong = [
            (
                ((a, 2 * b, 2 * e), (2 * b, c, 2 * f), (2 * e, 2 * f, d)),
                "Half of each mixed coefficient goes to each side of the diagonal.",
            )
        ]
        ask = [
            f"Find the symmetric $3 \\times 3$ matrix of the quadratic form ${tex(poly)}$ (variables in the order $x$, $y$, $z$)."
        ]
    points = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (2, -1, 3))
    size = len(key)

    def fits(g: Any) -> bool:
        return all(g[i][j] == g[j][i] for i in range(size) for j in range(size)) and all(
            second_way.equal(
                second_way.dot(p[:size], second_way.image(g, p[:size])),
                second_way.number_at(
                    poly,
                    dict(
                        zip(
                            ("x", "y", "z"),
                            map(second_way.real, p[:size] if size == 3 else (*p[:2], 0)),
                            strict=True,
                        )
                    ),
                ),
            )
            for p in points
        )

    return typed(
        draw,
        ask=ask,
        key=key,
        answer=MATRIX,
        proof=Satisfies(
            "values", "Form and polynomial were compared at several points, and the symmetry checked.", fits
        ),
        steps=[("Squares go on the diagonal, halves of the mixed coefficients beside it", f"A = {mat(key)}")],
        hints=(
            "You are asked for a symmetric matrix.",
            "The squares give the diagonal; each mixed coefficient is shared between two places.",
            f"The coefficient of $x^2$ is ${a}$: it stands in the upper left corner.",
        ),
        wrong=wrong,
    )


def _value(draw: Draw, level: int) -> Draft:
    m = draw.matrix(2, 2, -4, 5)
    m = ((m[0][0], m[0][1]), (m[0][1], m[1][1]))
    if level == 1:
        key = sympy.expand(_poly(m[0][0], 2 * m[0][1], m[1][1]))
        if m[0][1] == 0 or key == 0:
            raise Unsuitable("no mixed term")
        return typed(
            draw,
            ask=(
                f"Which polynomial in $x$ and $y$ is $\\mathbf{{x}}^\\top A \\mathbf{{x}}$ for $A = {mat(m)}$?",
                f"Multiply out: ${row_of(('x', 'y'))} {mat(m)} {vec(('x', 'y'))}$.",
            ),
            key=key,
            answer="a formula such as x^2 + 4xy + 7y^2",
            symbols=("x", "y"),
            proof=again_at(
                "products",
                "Matrix and vectors were multiplied at three points.",
                ("x", "y"),
                lambda p: second_way.dot((p["x"], p["y"]), second_way.image(m, (p["x"], p["y"]))),
            ),
            steps=[("Multiply out", f"{row_of(('x', 'y'))} {mat(m)} {vec(('x', 'y'))} = {tex(key)}")],
            hints=(
                "You are asked for a polynomial without linear terms.",
                r"$a x^2 + 2b x y + c y^2$ for the matrix with the diagonal $a$, $c$ and $b$ beside it.",
                "The entry beside the diagonal occurs twice.",
            ),
            wrong=[
                (_poly(m[0][0], m[0][1], m[1][1]), "The entry beside the diagonal occurs twice."),
                (_poly(m[0][0], -2 * m[0][1], m[1][1]), "Check the sign of the mixed term."),
            ],
        )
    x = draw.full_vector(2, -3, 4)
    mx = times_vector(m, x)
    key_number = second_way.dot(x, mx)
    ask = (
        [
            f"Two risks have the covariance matrix ${mat(m)}$. What is the variance of the mix with the weights ${vec(x)}$, that is $\\mathbf{{w}}^\\top A \\mathbf{{w}}$?"
        ]
        if m[0][0] > 0 and m[1][1] > 0 and m[0][0] * m[1][1] > m[0][1] ** 2
        else [
            f"Compute $\\mathbf{{x}}^\\top A \\mathbf{{x}}$ for $A = {mat(m)}$ and $\\mathbf{{x}} = {vec(x)}$."
        ]
    )
    return typed(
        draw,
        ask=ask,
        key=key_number,
        proof=again(
            "the polynomial",
            "The polynomial of the form was computed at the point.",
            lambda: m[0][0] * x[0] ** 2 + 2 * m[0][1] * x[0] * x[1] + m[1][1] * x[1] ** 2,
        ),
        steps=[
            ("Matrix times vector", f"{mat(m)} {vec(x)} = {vec(mx)}"),
            ("Dot product with the vector", chain(dots(x, mx), key_number)),
        ],
        hints=(
            "You are asked for one number.",
            "Multiply the matrix with the vector, then take the dot product with the same vector.",
            f"The first component of the product is ${dots(m[0], x)}$.",
        ),
        wrong=[
            (m[0][0] * x[0] ** 2 + m[1][1] * x[1] ** 2, "The mixed terms are missing."),
            (
                m[0][0] * x[0] ** 2 + m[0][1] * x[0] * x[1] + m[1][1] * x[1] ** 2,
                "The mixed term counts twice.",
            ),
            (sum(mx), "Take the dot product with the vector again."),
        ],
    )


def _complete(draw: Draw, level: int) -> Draft:
    b, d = draw.nonzero(-4, 5), draw.nonzero(-6, 7)
    x, y = SYMBOLS
    form = _poly(1, 2 * b, b * b + d)
    square = f"({tex(x + b * y)})^2"
    return typed(
        draw,
        ask=(
            f"Complete the square: ${tex(form)} = {square} + k y^2$. Find $k$.",
            f"Which number $k$ makes ${square} + k y^2$ equal to ${tex(form)}$?",
        ),
        key=d,
        proof=Satisfies(
            "a value",
            "Both sides were compared at two points.",
            lambda g: all(
                u * u + 2 * b * u * v + (b * b + d) * v * v == (u + b * v) ** 2 + g * v * v
                for u, v in ((1, 1), (2, -3))
            ),
        ),
        steps=[
            ("The square alone", f"{square} = {tex(sympy.expand((x + b * y) ** 2))}"),
            ("What is still needed", f"{b * b + d} - {b * b} = {d}"),
        ],
        hints=(
            "You are asked for what a square leaves over.",
            "Half of the mixed coefficient goes into the bracket; its square has to be subtracted again.",
            f"Multiply ${square}$ out and compare the coefficients of $y^2$.",
        ),
        symbols=("k",),
        wrong=[
            (b * b + d, "The square already brings some $y^2$."),
            (2 * b * b + d, "Subtract the square of the coefficient."),
            (-d, "The sign is turned round."),
        ],
    )


def _sign(draw: Draw, level: int) -> Draft:
    a, b, c = draw.nonzero(-4, 5), draw.integer(-4, 4), draw.nonzero(-6, 7)
    det = a * c - b * b
    if det == 0:
        raise Unsuitable("semidefinite")
    kind = KINDS[2] if det < 0 else KINDS[0] if a > 0 else KINDS[1]
    form = _poly(a, 2 * b, c)

    def decide() -> str:
        # The eigenvalues are real; their signs follow from a fine turn of the unit circle.
        values = [
            second_way.number_at(form, {"x": second_way.called("cos", t), "y": second_way.called("sin", t)})
            for t in (second_way.real(i) / 40 for i in range(126))
        ]
        best = [second_way.real(float(v)) for v in _extremes(a, b, c)]
        return (
            KINDS[2]
            if min(*values, *best) < 0 < max(*values, *best)
            else KINDS[0]
            if min(values) > 0
            else KINDS[1]
        )

    return words(
        draw,
        ask=(
            f"Decide the sign of the quadratic form ${tex(form)}$: it is …",
            f"What kind of quadratic form is $q(x, y) = {tex(form)}$?",
        ),
        right=kind,
        options=list(
            zip(
                KINDS,
                (
                    "It would have to be positive everywhere except at the origin.",
                    "It would have to be negative everywhere except at the origin.",
                    "It would have to take both signs.",
                ),
                strict=True,
            )
        ),
        shuffled=False,
        decide=decide,
        method="round the circle",
        detail="The form was computed all round the unit circle.",
        steps=[
            (
                "Complete the square in x; what is left of the square of y",
                rf"{c} - \frac{{{guarded(b)}^2}}{{{a}}} = {tex(Fraction(det, a))}",
            )
        ],
        hints=(
            "You are asked which signs the form takes.",
            "Complete the square: two squares with positive factors, two with negative ones, or one of each.",
            f"Take ${tex(a * SYMBOLS[0] ** 2)}$ and the mixed term together into one square.",
        ),
    )


def _extremes(a: int, b: int, c: int) -> tuple[float, float]:
    middle, spread = (a + c) / 2, (((a - c) / 2) ** 2 + b * b) ** 0.5
    return middle - spread, middle + spread


def _unknown(draw: Draw, level: int) -> Draft:
    a, b, c, p, q = (
        draw.nonzero(-4, 5),
        draw.nonzero(-4, 5),
        draw.nonzero(-4, 5),
        draw.nonzero(-3, 3),
        draw.nonzero(-3, 3),
    )
    if level == 1:
        target = a * p * p + 2 * b * p * q + c * q * q
        return typed(
            draw,
            ask=(
                f"The quadratic form of ${mat(((a, 'k'), ('k', c)))}$ has the value ${target}$ at ${point((p, q))}$. Find $k$.",
            ),
            key=b,
            proof=Satisfies(
                "substitution",
                "With k put in, the form was computed.",
                lambda g: second_way.dot((p, q), second_way.image(((a, g), (g, c)), (p, q))) == target,
            ),
            steps=[
                (
                    "The form with k",
                    f"{a * p * p} + {guarded(2 * p * q)} k + {guarded(c * q * q)} = {target}",
                ),
                ("Solve for k", f"k = {b}"),
            ],
            hints=(
                "You are asked for the entry beside the diagonal.",
                "The mixed term is twice that entry times $xy$.",
                f"The squares contribute ${times(a, power(p, 2))}$ and ${times(c, power(q, 2))}$.",
            ),
            symbols=("k",),
            wrong=[(2 * b, "The entry counts twice."), (-b, "The sign is turned round.")],
        )
    return typed(
        draw,
        ask=(
            f"For which $k$ is ${tex(_poly(1, 2 * b, 0))} + k y^2$ a perfect square?",
            f"At which $k$ does the form ${tex(_poly(1, 2 * b, 0))} + k y^2$ turn from indefinite to definite?",
        ),
        key=b * b,
        proof=Satisfies(
            "determinant",
            "With this k the matrix of the form is singular.",
            lambda g: second_way.determinant(((1, b), (b, g))) == 0,
        ),
        steps=[
            (
                "The square",
                f"({tex(SYMBOLS[0] + b * SYMBOLS[1])})^2 = {tex(sympy.expand((SYMBOLS[0] + b * SYMBOLS[1]) ** 2))}",
            ),
            ("Compare", f"k = {b * b}"),
        ],
        hints=(
            "You are asked for the coefficient that completes a square.",
            "Half of the mixed coefficient, squared.",
            "Write the form as a square of $x$ plus a multiple of $y$.",
        ),
        symbols=("k",),
        wrong=[
            (4 * b * b, "Take half of the mixed coefficient first."),
            (2 * b, "Square it."),
            (-b * b, "A square has a positive coefficient."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "matrix", COMPUTE, _matrix, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "polynomial", COMPUTE, _value, levels=(1,), objectives=(2,)),
    Generator(TOPIC, "value", COMPUTE, _value, levels=(2,), objectives=(2, 4)),
    Generator(TOPIC, "square", REVERSE, _complete, levels=(2,), objectives=(3,)),
    Generator(TOPIC, "sign", CHOICE, _sign, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 3), objectives=(2, 3)),
)
