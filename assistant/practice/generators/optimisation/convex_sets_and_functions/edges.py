"""Which of several functions is convex, and up to which parameter one is."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y
from assistant.practice.generators.optimisation.convex_sets_and_functions.pieces import CHORDS
from assistant.practice.notation import chain, guarded, mat, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import typed, words


def edge(draw: Draw, level: int) -> Draft:
    """The last parameter for which a function is convex."""
    h = Fraction(1, 100)
    if level == 1:
        c, n = draw.nonzero(-5, 6), draw.choice((1, 2, 3))
        key: Any = Fraction(3 * n * c)
        f = rf"{tex(n * X**3)} + k x^2"
        told = rf"$f(x) = {f}$ is convex for all $x \ge {-c}$"
        # The second difference of a cubic is exact, and least at the left end of the half line.
        bend = lambda k, x: n * ((x + h) ** 3 + (x - h) ** 3 - 2 * x**3) + k * 2 * h * h  # noqa: E731
        places = [Fraction(-c) + Fraction(i, 3) for i in range(30)]
        accepts = lambda g: bend(g, places[0]) == 0 and all(bend(g, x) >= 0 for x in places)  # noqa: E731
        word = "smallest"
        steps = [
            ("The second derivative", f"f''(x) = {6 * n} x + 2 k"),
            ("It grows with x, so it is smallest at the left end", f"f''({-c}) = {-6 * n * c} + 2 k"),
            (
                "At the edge it is zero there",
                f"{6 * n} \\cdot {guarded(-c)} + 2 \\cdot {guarded(key)} = 0",
            ),
        ]
        wrong: list[tuple[Any, str]] = [
            (-key, "Put the left end in, with its sign."),
            (2 * key, "The square has the second derivative 2k."),
            (6 * n * c, "The square has the second derivative 2k."),
        ]
        hint = "Differentiate twice. At which $x$ of the half line is the result smallest?"
    else:
        form: Callable[[Any], tuple[Any, Any, Any]]
        if level == 2:
            a, b = draw.integer(1, 6), draw.nonzero(-6, 7)
            key, word = Fraction(b * b, a), "smallest"
            form = lambda k: (a, b, k)  # noqa: E731
            f = rf"{tex(a * X**2 + 2 * b * X * Y)} + k y^2"
            hessian = [[2 * a, 2 * b], [2 * b, 2 * key]]
            wrong = [
                (
                    Fraction(4 * b * b, a),
                    "The mixed entry of the Hessian is the coefficient itself, but the diagonal is doubled.",
                ),
                (Fraction(b * b), "Divide by the coefficient of the first square."),
                (0, "The mixed term needs more room."),
            ]
        else:
            u, v, g0 = draw.integer(1, 4), draw.integer(1, 4), draw.choice((1, 2, 3))
            a, d = g0 * u * u, g0 * v * v
            key, word = Fraction(2 * g0 * u * v), "largest"
            form = lambda k: (a, Fraction(k) / 2, d)  # noqa: E731
            f = rf"{tex(a * X**2)} + k x y + {tex(d * Y**2)}"
            hessian = [[2 * a, key], [key, 2 * d]]
            wrong = [
                (key / 2, "The diagonal of the Hessian holds twice the coefficients of the squares."),
                (a * d, "Take the root of the product."),
                (2 * a * d, "Take the root of the product."),
            ]
        told = f"$f(x, y) = {f}$ is convex on the whole plane"

        def accepts(g: Any) -> bool:
            """With k the form is nowhere negative, and a hundredth further it is somewhere."""

            def lowest(k: Any) -> Any:
                first, mixed, last = form(k)
                # For y = 1 the parabola in x is lowest where its slope vanishes.
                return last - Fraction(mixed) ** 2 / first

            beyond = g - h if word == "smallest" else g + h
            return lowest(g) >= 0 > lowest(beyond) and (word == "smallest" or g > 0)

        steps = [("The determinant of the Hessian vanishes at the edge", rf"\det {mat(hessian)} = 0")]
        hint = "Write the Hessian. Its determinant must not be negative."
    return typed(
        draw,
        ask=(
            f"What is the {word} $k$ for which {told}?",
            f"Find the {word} $k$ with which {told}.",
        ),
        key=key,
        proof=Satisfies(
            "just beyond the edge",
            "With this k no second difference is negative; a little beyond it one is.",
            accepts,
        ),
        steps=steps,
        hints=(
            "You are asked for the edge between convex and not convex.",
            "A function with second derivatives is convex where its second derivative, or its Hessian, is nowhere negative.",
            hint,
        ),
        symbols=("k", "x", "y"),
        wrong=wrong,
    )


def which(draw: Draw, level: int) -> Draft:
    """The one convex function among four."""

    def small() -> int:
        return draw.integer(1, 5)

    if level == 1:
        good = [
            small() * X**2 - small() * X,
            X**4 + small() * X**2,
            small() * (X - small()) ** 2,
            sympy.exp(small() * X),
            small() * X**2 + small(),
        ]
        bad = [
            -small() * X**2 + small() * X,
            X**3 + small() * X,
            X**4 - small() * X**2,
            sympy.sin(X) + small(),
            small() - sympy.exp(X),
            X**3 - small(),
        ]
    else:
        u, v = small(), small()
        good = [
            u * X**2 + v * Y**2,
            (u + v) * X**2 + 2 * v * X * Y + (v + 1) * Y**2,
            u * X**2 - 2 * X * Y + (1 + v) * Y**2,
            (X + u * Y) ** 2 + Y,
        ]
        bad = [
            u * X**2 - v * Y**2,
            X**2 + 2 * (u + 1) * X * Y + (u + 1) * Y**2,
            X * Y * u,
            -u * X**2 - v * Y**2,
            X**2 - 2 * (v + 2) * X * Y + (v + 2) * Y**2,
            u * X**2 + X * Y * 2 * (u + v) + v * Y**2,
        ]
        if level == 3:
            good = [g + draw.nonzero(-9, 9) * X + draw.nonzero(-9, 9) * Y for g in good]
            bad = [g + draw.nonzero(-9, 9) * X + draw.nonzero(-9, 9) * Y for g in bad]
    right, wrong = sympy.expand(draw.choice(good)), [sympy.expand(g) for g in draw.sample(bad, 3)]
    names = {f"$f({'x' if level == 1 else 'x, y'}) = {tex(g)}$": g for g in (right, *wrong)}
    if len(names) < 4:
        raise Unsuitable("two are alike")

    def bends_down(g: Any) -> bool:
        spots = [Fraction(i, 2) for i in range(-6, 7)] if level == 1 else [Fraction(0)]
        ways = (
            [(Fraction(1, 4), Fraction(0))]
            if level == 1
            else [(Fraction(i), Fraction(j)) for i in range(-6, 7) for j in range(0, 7)]
        )

        def at(x: Any, y: Any) -> Any:
            return second_way.number_at(g, {"x": second_way.real(x), "y": second_way.real(y)})

        return any(
            at(s + i, j) + at(s - i, -j) - 2 * at(s, Fraction(0)) < -second_way.real("1e-30")
            for s in spots
            for i, j in ways
        )

    first = next(text for text, g in names.items() if g is right)
    if level == 1:
        steps = [
            (
                "Its second derivative is nowhere negative",
                rf"\frac{{d^2}}{{dx^2}}\left({tex(right)}\right) = {tex(sympy.diff(right, X, 2))}",
            )
        ]
    else:
        p, m, q = (int(sympy.diff(right, *by)) for by in ((X, X), (X, Y), (Y, Y)))
        steps = [
            (
                "The determinant of its Hessian, whose diagonal is not negative",
                chain(rf"\det {mat([[p, m], [m, q]])}", p * q - m * m),
            )
        ]
    return words(
        draw,
        ask=(
            "Which of these functions is convex on the whole line?",
            "Exactly one of these functions has no chord below its graph. Which?",
        )
        if level == 1
        else (
            "Which of these functions is convex on the whole plane?",
            "A loss should have no dents. Which of these is convex?",
        ),
        right=first,
        options=[
            (
                text,
                ""
                if g is right
                else "Its second derivative is negative somewhere: look for a place where it bends downwards."
                if level == 1
                else "Its Hessian has a negative eigenvalue: in some direction it bends downwards.",
            )
            for text, g in names.items()
        ],
        decide=lambda: " ".join(text for text, g in names.items() if not bends_down(g)),
        method="chords in many directions",
        detail="Middles of many chords were compared with the graph at 80 digits; only one function stayed below all of them.",
        steps=steps,
        hints=(
            "You are asked for a function without dents.",
            CHORDS
            if level == 1
            else "A quadratic function is convex when its Hessian is positive semidefinite.",
            "Differentiate each twice."
            if level == 1
            else "Write each Hessian; look at the diagonal first, then at the determinant.",
        ),
    )
