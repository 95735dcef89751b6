"""Exercises on the Hessian: second partial derivatives, curvature along a direction, and the change of a gradient."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MATRIX, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import (
    X,
    Y,
    at_point,
    numbers_at,
    pair,
    partial,
    partials,
    surface,
)
from assistant.practice.notation import chain, decimal, dot_sum, guarded, mat, tex, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, claim, typed

TOPIC = "hessian"


def _second(f: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    a, b = partials(f)
    return (sympy.expand(sympy.diff(a, X)), sympy.expand(sympy.diff(a, Y))), (
        sympy.expand(sympy.diff(b, X)),
        sympy.expand(sympy.diff(b, Y)),
    )


def _by_differences(f: Any, place: Any) -> tuple[Any, ...]:
    p = numbers_at(place)
    return tuple(tuple(second_way.second_slope_of(f, u, v)(p) for v in ("x", "y")) for u in ("x", "y"))


def _matrix(draw: Draw, level: int) -> Draft:
    f = (
        surface(draw, cubic=True)
        if level < 3
        else draw.choice(
            (
                sympy.exp(draw.choice((2, -1, 3)) * X) * Y ** draw.choice((1, 2)),
                sympy.sin(X * draw.choice((1, 2))) * Y + draw.nonzero(-3, 4) * Y**2,
                X**2 * sympy.exp(Y) * draw.choice((1, 2, -1)),
                draw.nonzero(-4, 5) * sympy.log(X) * Y + X * Y**2,
            )
        )
    )
    h = _second(f)
    g = partials(f)
    wrong = [
        (((h[0][0], 0), (0, h[1][1])), "The mixed derivatives are missing."),
        (((h[1][1], h[0][1]), (h[0][1], h[0][0])), "The diagonal is in the wrong order."),
        (tuple(_halved(r) for r in h), "Nothing is halved in the Hessian."),
    ]
    rows = [
        ("First row: differentiate the derivative by x", f"{partial(g[0], 'x')} = {tex(h[0][0])}"),
        ("then by y", f"{partial(g[0], 'y')} = {tex(h[0][1])}"),
        ("Second row", f"{partial(g[1], 'y')} = {tex(h[1][1])}"),
    ]
    if level == 1:
        place = (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
        key = tuple(tuple(at_point(e, place) for e in r) for r in h)
        return typed(
            draw,
            ask=(
                f"Find the Hessian of $f(x, y) = {tex(f)}$ at ${pair(place)}$.",
                f"Which matrix of second derivatives has $f(x, y) = {tex(f)}$ at ${pair(place)}$?",
            ),
            key=sympy.ImmutableMatrix(key),
            answer=MATRIX,
            proof=again(
                "differences of differences",
                "All four second differences were computed at 80 digits.",
                lambda: _by_differences(f, place),
            ),
            steps=[*rows, ("Put the point in", f"H = {mat(key)}")],
            hints=(
                "You are asked for a symmetric matrix of four numbers.",
                "Row by row: differentiate each component of the gradient by $x$ and by $y$.",
                f"The first component of the gradient is ${tex(g[0])}$.",
            ),
            wrong=[
                (sympy.ImmutableMatrix([[at_point(e, place) for e in r] for r in m]), said)
                for m, said in wrong
            ],
        )
    return typed(
        draw,
        ask=(
            f"Find the Hessian matrix of $f(x, y) = {tex(f)}$.",
            f"Write down all second partial derivatives of $f(x, y) = {tex(f)}$ as a matrix.",
        ),
        key=sympy.ImmutableMatrix(h),
        answer="a matrix such as [2y, 2x; 2x, 6]",
        symbols=("x", "y"),
        proof=again_at(
            "differences of differences",
            "All four second differences were computed at three points.",
            ("x", "y"),
            lambda p: tuple(
                tuple(second_way.second_slope_of(f, u, v)(p) for v in ("x", "y")) for u in ("x", "y")
            ),
        ),
        steps=rows,
        hints=(
            "You are asked for a symmetric matrix of four formulas.",
            "Row by row: differentiate each component of the gradient by $x$ and by $y$.",
            f"The first component of the gradient is ${tex(g[0])}$.",
        ),
        wrong=[(sympy.ImmutableMatrix(m), said) for m, said in wrong],
    )


def _halved(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row divided by two."""
    return tuple(e / sympy.Integer(2) for e in row)


def _mixed(draw: Draw, level: int) -> Draft:
    f = surface(draw, cubic=True) + draw.choice((0, sympy.sin(X * Y), sympy.exp(X) * Y**2, X**3 * Y**2))
    a, b = partials(f)
    truth_value = sympy.diff(a, Y)
    said = draw.choice((truth_value, truth_value, sympy.diff(a, X), truth_value + Y, sympy.diff(b, Y)))
    order = draw.choice(
        (r"\frac{\partial^2 f}{\partial x \, \partial y}", r"\frac{\partial^2 f}{\partial y \, \partial x}")
    )
    truth = sympy.expand(said - truth_value) == 0
    return claim(
        draw,
        says=(
            f"For $f(x, y) = {tex(f)}$: ${order} = {tex(said)}$, in either order of differentiation.",
            f"Both entries off the diagonal of the Hessian of $f(x, y) = {tex(f)}$ are ${tex(said)}$.",
        ),
        truth=truth,
        method="differences of differences",
        detail="The mixed difference was computed at 80 digits at a point, in both orders.",
        decide=lambda: all(
            second_way.equal(
                second_way.second_slope_of(f, *names)(
                    {"x": second_way.real("0.7"), "y": second_way.real("1.3")}
                ),
                second_way.number_at(said, {"x": second_way.real("0.7"), "y": second_way.real("1.3")}),
            )
            for names in (("x", "y"), ("y", "x"))
        ),
        steps=[
            ("First by x, then by y", f"{partial(a, 'y')} = {tex(truth_value)}"),
            ("First by y, then by x", f"{partial(b, 'x')} = {tex(sympy.diff(b, X))}"),
        ],
        hints=(
            "You are asked for a mixed second derivative.",
            "Differentiate by one variable, then by the other; the order does not matter, which is a good check.",
            f"Differentiate ${tex(f)}$ by $x$ first.",
        ),
        if_wrong=f"Both orders give ${tex(truth_value)}$.",
    )


def _curvature(draw: Draw, level: int) -> Draft:
    h = ((draw.integer(-6, 8), draw.nonzero(-5, 6)), (0, draw.integer(-6, 8)))
    h = (h[0], (h[0][1], h[1][1]))
    (a, b, size) = (
        draw.choice(((1, 1, 2), (1, -1, 2)))
        if level == 2
        else draw.choice(((3, 4, 25), (4, 3, 25), (3, -4, 25), (2, 1, 5), (1, 2, 5), (1, -2, 5)))
    )
    inner = a * a * h[0][0] + 2 * a * b * h[0][1] + b * b * h[1][1]
    unit = (
        rf"\frac{{1}}{{\sqrt{{{size}}}}} {vec((a, b))}" if size != 25 else rf"\frac{{1}}{{5}} {vec((a, b))}"
    )
    middle = tuple(r[0] * a + r[1] * b for r in h)
    return typed(
        draw,
        ask=(
            f"The Hessian of a loss at some point is ${mat(h)}$. How strongly does the loss bend along the unit vector ${unit}$?",
            f"Find the curvature $\\mathbf{{u}}^\\top H \\mathbf{{u}}$ for $H = {mat(h)}$ and $\\mathbf{{u}} = {unit}$.",
        ),
        key=Fraction(inner, size),
        proof=again(
            "differences",
            "A quadratic with this Hessian was differentiated twice along the line.",
            lambda: _bend(h, (a, b), size),
        ),
        steps=[
            ("Matrix times direction", f"{mat(h)} {vec((a, b))} = {vec(middle)}"),
            (
                "Direction times that, over the squared length",
                chain(rf"\frac{{{dot_sum((a, b), middle)}}}{{{size}}}", Fraction(inner, size)),
            ),
        ],
        hints=(
            "You are asked for one number: the second derivative along a direction.",
            r"$\mathbf{u}^\top H \mathbf{u}$ with a unit vector $\mathbf{u}$.",
            f"Multiply the matrix with ${vec((a, b))}$ first; the length comes in at the end.",
        ),
        wrong=[
            (inner, "The direction has to be scaled to length one: divide by the squared length."),
            (Fraction(inner - a * b * h[0][1], size), "The mixed entry counts twice."),
            (Fraction(a * a * h[0][0] + b * b * h[1][1], size), "The mixed entries are missing."),
        ],
    )


def _bend(h: Any, d: Any, size: int) -> Any:
    def along(t: Any) -> Any:
        x, y = t * d[0], t * d[1]
        return (h[0][0] * x * x + 2 * h[0][1] * x * y + h[1][1] * y * y) / (2 * second_way.real(size))

    return second_way.slope(lambda t: second_way.slope(along, t), second_way.real(0))


def _change(draw: Draw, level: int) -> Draft:
    f, place = surface(draw), (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    h = tuple(tuple(int(at_point(e, place)) for e in r) for r in _second(f))
    d = (Fraction(draw.nonzero(-3, 3), 10), Fraction(draw.integer(-3, 3), 10))
    key = tuple(r[0] * d[0] + r[1] * d[1] for r in h)
    shown = vec([decimal(v) for v in d])

    def exact() -> Any:
        before, after = (
            second_way.slopes_of(f, ("x", "y"))(numbers_at(p))
            for p in (place, (place[0] + d[0], place[1] + d[1]))
        )
        return tuple(b - a for a, b in zip(before, after, strict=True))

    return typed(
        draw,
        ask=(
            f"At ${pair(place)}$ the gradient of $f(x, y) = {tex(f)}$ is known. By how much does it change over the step ${shown}$, according to the Hessian?",
            f"Predict the change of the gradient of $f(x, y) = {tex(f)}$ for a step ${shown}$ from ${pair(place)}$, with the Hessian.",
        ),
        key=key,
        answer="a vector such as [0.06, -0.1]",
        proof=again(
            "both gradients",
            "Both gradients were computed by differences; for a quadratic the prediction is exact.",
            exact,
        ),
        steps=[
            ("The Hessian", f"H = {mat(h)}"),
            ("Hessian times step", f"{mat(h)} {shown} = {vec([decimal(v) for v in key])}"),
        ],
        hints=(
            "You are asked for a change of a vector.",
            r"For a small step $\mathbf{d}$ the gradient changes by about $H \mathbf{d}$.",
            f"Find the second derivatives of ${tex(f)}$.",
        ),
        wrong=[
            (tuple(-v for v in key), "The sign is turned round."),
            (tuple(v / 2 for v in key), "No half here: that belongs to the change of the value."),
            ((h[0][0] * d[0], h[1][1] * d[1]), "The mixed entries take part."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    a, place, k = draw.nonzero(-3, 4), (draw.nonzero(-2, 3), draw.nonzero(-2, 3)), draw.nonzero(-5, 6)
    if level == 1:
        target = 2 * k * place[0]
        return typed(
            draw,
            ask=(
                f"For which $k$ is the mixed second derivative of $f(x, y) = k x^2 y {'+' if a > 0 else '-'} {tex(abs(a) * Y**2)}$ at ${pair(place)}$ equal to ${target}$?",
            ),
            key=k,
            proof=Satisfies(
                "four corners",
                "The mixed difference over a square around the point (exact here) was computed.",
                lambda g: (
                    Fraction(
                        sum(
                            s * g * x * x * y
                            for s, x, y in (
                                (1, place[0] + 1, 1),
                                (-1, place[0] - 1, 1),
                                (-1, place[0] + 1, -1),
                                (1, place[0] - 1, -1),
                            )
                        ),
                        4,
                    )
                    == target
                ),
            ),
            steps=[
                ("By x and then by y", r"\frac{\partial}{\partial y}\left(2 k x y\right) = 2 k x"),
                ("At the point", f"2 k \\cdot {guarded(place[0])} = {target}"),
                ("Solve for k", f"k = {k}"),
            ],
            hints=(
                "You are asked for a coefficient.",
                "Differentiate by $x$ and then by $y$, with $k$ as a constant.",
                "The term with $y^2$ has no mixed derivative.",
            ),
            symbols=("k",),
            wrong=[(target, "Divide by what stands beside $k$."), (-k, "The sign is turned round.")],
        )
    b = draw.nonzero(-4, 5)
    c = draw.choice((1, -1))
    return typed(
        draw,
        ask=(
            f"The Hessian ${mat(((2 * a, 'k'), ('k', 2 * b)))}$ has curvature zero along ${vec((1, c))}$ (of any length). Find $k$.",
            f"For which $k$ does a surface with the Hessian ${mat(((2 * a, 'k'), ('k', 2 * b)))}$ not bend at all along ${vec((1, c))}$?",
        ),
        key=-c * (a + b),
        proof=Satisfies(
            "differences",
            "The second difference along the direction vanishes.",
            lambda g: second_way.equal(_bend(((2 * a, second_way.real(g)), (0, 2 * b)), (1, c), 2), 0),
        ),
        steps=[
            ("Direction, matrix, direction", f"{2 * a} {'+' if c > 0 else '-'} 2 k + {guarded(2 * b)} = 0"),
            ("Solve for k", f"k = {-c * (a + b)}"),
        ],
        hints=(
            "You are asked for the mixed entry.",
            r"The curvature is $\mathbf{d}^\top H \mathbf{d}$ (over the squared length).",
            f"Multiply the matrix with ${vec((1, c))}$ and take the dot product with the same vector.",
        ),
        symbols=("k",),
        wrong=[
            (c * (a + b), "The sign is turned round."),
            (-2 * c * (a + b), "The mixed entry counts twice."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "matrix", COMPUTE, _matrix, objectives=(1,)),
    Generator(TOPIC, "mixed", TRUE_FALSE, _mixed, levels=(1, 2), objectives=(2,)),
    Generator(TOPIC, "curvature", COMPUTE, _curvature, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "change", COMPUTE, _change, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 3), objectives=(1, 3)),
)
