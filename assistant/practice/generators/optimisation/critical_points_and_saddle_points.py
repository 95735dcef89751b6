"""Exercises on critical points: find them, classify them by eigenvalues or by the determinant, and see where the test is silent."""

from __future__ import annotations

from typing import Any

import numpy
import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    PAIR,
    REVERSE,
    Draft,
    Generator,
    Mistake,
    Option,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y, partial
from assistant.practice.notation import (
    chain,
    column,
    mat,
    plus,
    power,
    tex,
    times,
)
from assistant.practice.proof import Proof, Rederived, Satisfies
from assistant.practice.worked import but_key

TOPIC = "critical-points-and-saddle-points"

_HERE = {"x": second_way.real("0.3"), "y": second_way.real("0.7")}


def _find(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    px, py = draw.integer(-4, 4), draw.integer(-4, 4)
    if level == 3:
        k = draw.integer(1, 4)
        f = X**3 - 3 * k * k * X + draw.choice((1, 2, -1)) * (Y - py) ** 2
        f = sympy.expand(f)
        key: Any = sympy.FiniteSet(k, -k)
        prompt = draw.choice(
            (
                f"$f(x, y) = {tex(f)}$ has two critical points. What are their $x$-coordinates?",
                f"At which two values of $x$ does $f(x, y) = {tex(f)}$ have critical points?",
            )
        )
        steps = (
            Step("The first component of the gradient", f"{partial(f, 'x')} = {tex(sympy.diff(f, X))}"),
            Step("It factorises", f"{tex(sympy.diff(f, X))} = 3 (x - {k})(x + {k})"),
            Step("A product is zero where a factor is", rf"x = {k} \quad \text{{or}} \quad x = -{k}"),
        )
        slope = second_way.slope_of(f, "x")
        proof: Proof = Satisfies(
            "measured slopes",
            "At both values the measured slope in x is zero, and there are two of them.",
            lambda g: (
                len(g) == 2
                and all(
                    abs(slope({"x": second_way.real(v), "y": second_way.real(py)})) < second_way.real("1e-30")
                    for v in g
                )
            ),
        )
        wrong = (
            Mistake(sympy.FiniteSet(k * k, -k * k), "Take the root at the end."),
            Mistake(sympy.FiniteSet(0, k), "Zero is not a root of the slope; the negative root is."),
        )
        hint, answer = f"Set ${partial(f, 'x')}$ to zero.", PAIR
    else:
        a, b, m = draw.nonzero(-3, 4), draw.nonzero(-3, 4), 0 if level == 1 else draw.choice((1, -1, 2, 3))
        if 4 * a * b == m * m:
            raise Unsuitable("a line of critical points")
        f = sympy.expand(a * (X - px) ** 2 + m * (X - px) * (Y - py) + b * (Y - py) ** 2)
        key = column([px, py])
        prompt = draw.choice(
            (
                f"Find the critical point of $f(x, y) = {tex(f)}$.",
                f"Where are both partial derivatives of $f(x, y) = {tex(f)}$ zero?",
                f"At which point does the gradient of $f(x, y) = {tex(f)}$ vanish?",
            )
        )
        steps = (
            Step("The slope in x", f"{partial(f, 'x')} = {tex(sympy.diff(f, X))}"),
            Step("The slope in y", f"{partial(f, 'y')} = {tex(sympy.diff(f, Y))}"),
            Step(
                "Set both to zero and solve for x and y" if m else "Set each to zero and solve it",
                f"x = {px}, \\quad y = {py}",
            ),
            Step(
                "Put the point into the first slope, to be sure",
                f"{plus(times(2 * a, px), *([times(m, py)] if m else []), sympy.diff(f, X).subs({X: 0, Y: 0}))} = 0",
            ),
        )
        parts = second_way.slopes_of(f, ("x", "y"))
        proof = Satisfies(
            "measured slopes",
            "Both measured slopes are zero there.",
            lambda g: all(
                abs(s) < second_way.real("1e-30")
                for s in parts({"x": second_way.real(g[0]), "y": second_way.real(g[1])})
            ),
        )
        wrong = (
            Mistake(column([-px, -py]), "Check the signs by putting the point in."),
            Mistake(column([py, px]), "The coordinates are swapped."),
        )
        hint, answer = (
            "Write both partial derivatives and solve the two equations.",
            "a point such as [1, -2]",
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=proof,
        steps=steps,
        hints=(
            "You are asked where the gradient vanishes.",
            "At a critical point all partial derivatives are zero at once.",
            hint,
        ),
        answer_hint=answer,
        symbols=("x",),
        mistakes=but_key(key, *wrong),
    )


def _classify(draw: Draw, level: int) -> Draft:
    if level == 1:
        p, q = draw.integer(-6, 6), draw.nonzero(-6, 6)
        matrix = ((p, q), (q, p))
        values = (p + q, p - q)
        given = f"has the eigenvalues {values[0]} and {values[1]}"
    else:
        p, q, r = draw.nonzero(-6, 6), draw.integer(-6, 6), draw.nonzero(-6, 6)
        matrix = ((p, q), (q, r))
        values = None
        given = f"is ${mat(matrix)}$"
    det = matrix[0][0] * matrix[1][1] - matrix[0][1] ** 2
    kind = "silent" if det == 0 else "saddle" if det < 0 else "minimum" if matrix[0][0] > 0 else "maximum"
    names = {
        "minimum": "a local minimum",
        "maximum": "a local maximum",
        "saddle": "a saddle point",
        "silent": "no verdict: the test is silent",
    }
    why = {
        "minimum": "A minimum needs two positive eigenvalues.",
        "maximum": "A maximum needs two negative eigenvalues.",
        "saddle": "A saddle needs one positive and one negative eigenvalue.",
        "silent": "The test is silent only when an eigenvalue is zero.",
    }
    order = draw.shuffled(tuple(names))

    def by_numpy() -> str:
        found = numpy.linalg.eigvalsh(numpy.array(matrix, dtype=float))
        if abs(found).min() < 1e-9:
            return "silent"
        return "minimum" if found[0] > 0 else "maximum" if found[1] < 0 else "saddle"

    steps = (
        (
            Step(
                "The determinant",
                chain(f"{times(matrix[0][0], matrix[1][1])} - {power(matrix[0][1], 2)}", det),
            ),
        )
        if level > 1
        else (
            Step(
                "The product of the eigenvalues is the determinant",
                chain(times(*values) if values else det, det),
            ),
        )
    )
    return Draft(
        prompt=draw.choice(
            (
                f"At a critical point the Hessian {given}. What is this point?",
                f"The gradient of a loss is zero, and its Hessian there {given}. What does the second derivative test say?",
            )
        ),
        key=order.index(kind),
        proof=Rederived("NumPy", "NumPy's eigenvalues were looked at.", by_numpy),
        steps=steps,
        hints=(
            "You are asked what kind of point it is.",
            "All eigenvalues positive: minimum; all negative: maximum; both signs: saddle; a zero and no contradiction: no verdict. For two variables the determinant tells.",
            "Look at the sign of the determinant first: it is the product of the eigenvalues.",
        ),
        answer_hint="the letter of your choice",
        options=tuple(
            Option(names[name][0].upper() + names[name][1:], name, "" if name == kind else why[name])
            for name in order
        ),
    )


def _border(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    if level == 1:
        p, q = draw.nonzero(-6, 6), draw.nonzero(-6, 6)
        f_xx, f_yy = 2 * p, 2 * q
        m = draw.integer(0, 6)
        key: Any = sympy.Integer(f_xx * f_yy - m * m)
        f = p * X**2 + m * X * Y + q * Y**2
        prompt = draw.choice(
            (
                f"What is the determinant of the Hessian of $f(x, y) = {tex(f)}$?",
                f"For $f(x, y) = {tex(f)}$, compute $\\det H$ for the determinant test.",
            )
        )
        steps = (Step("The Hessian", f"{times(f_xx, f_yy)} - {power(m, 2)} = {tex(key)}"),)
        measured = (
            second_way.second_slope_of(f, "x", "x")(_HERE) * second_way.second_slope_of(f, "y", "y")(_HERE)
            - second_way.second_slope_of(f, "x", "y")(_HERE) ** 2
        )
        accepts = lambda g: abs(measured - second_way.real(g)) < second_way.real("1e-15")  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(p * q - m * m), "The second derivative of a square has the factor 2."),
            Mistake(sympy.Integer(f_xx * f_yy + m * m), "The square of the mixed derivative is subtracted."),
            Mistake(sympy.Integer(f_xx * f_yy), "The mixed derivative is missing."),
        )
        hint = "Write the four second derivatives."
    else:
        side = draw.choice((2, 4, 6, 8, 10))
        square = side * side
        choices = [(d, square // (4 * d)) for d in range(1, 30) if square % (4 * d) == 0]
        p, q = draw.choice(choices)
        key = sympy.Integer(side)
        f = p * X**2 + q * Y**2
        prompt = draw.choice(
            (
                f"Up to which positive $k$ does $f(x, y) = {tex(p * X**2)} + k x y + {tex(q * Y**2)}$ have a minimum at the origin, before it becomes a saddle? At this $k$ the test is silent.",
                f"For which positive $k$ is the determinant of the Hessian of ${tex(p * X**2)} + k x y + {tex(q * Y**2)}$ zero, so that the test gives no verdict?",
            )
        )
        steps = (Step("The determinant at this value", f"{times(2 * p, 2 * q)} - {power(side, 2)} = 0"),)
        accepts = lambda g: g > 0 and 2 * p * 2 * q - g * g == 0  # noqa: E731
        wrong = (
            Mistake(sympy.Integer(square), "Take the root: the square of k stands in the determinant."),
            Mistake(sympy.Rational(side, 2), "The second derivatives of the squares have the factor 2."),
        )
        hint = "The Hessian has twice the first coefficients on its diagonal and k beside it."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies(
            "measured curvatures",
            "The determinant was built from measured second derivatives, or from the border case itself.",
            accepts,
        ),
        steps=steps,
        hints=(
            "You are asked for a number that decides about the test.",
            r"$\det H = f_{xx} f_{yy} - f_{xy}^2$: positive, a minimum or maximum; negative, a saddle; zero, no verdict.",
            hint,
        ),
        symbols=("k",),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "find", COMPUTE, _find, objectives=(1,)),
    Generator(TOPIC, "classify", CHOICE, _classify, levels=(1, 2), objectives=(2, 3, 4)),
    Generator(TOPIC, "border", REVERSE, _border, levels=(1, 3), objectives=(3, 4)),
)
