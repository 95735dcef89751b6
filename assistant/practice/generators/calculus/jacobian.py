"""Exercises on the Jacobian: building it, estimating changes, chaining maps, and factors of area."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, MATRIX, ORDER, REVERSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.several_variables import estimate_of_a_map
from assistant.practice.generators.calculus.pieces import (
    X,
    Y,
    at_point,
    linear_side,
    numbers_at,
    pair,
    partial,
    partials,
    surface,
)
from assistant.practice.notation import decimal, mat, scaled_after, tex, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, typed, words

TOPIC = "jacobian"


def _maps(draw: Draw) -> tuple[Any, Any]:
    return surface(draw, cubic=True), draw.choice(
        (draw.nonzero(-4, 5) * X + draw.nonzero(-3, 4) * Y, surface(draw))
    )


def _rows(f: Any, g: Any, place: Any) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(at_point(s, place)) for s in partials(h)) for h in (f, g))


def _numeric(f: Any, g: Any, place: Any) -> tuple[Any, ...]:
    return tuple(second_way.slopes_of(h, ("x", "y"))(numbers_at(place)) for h in (f, g))


def _build(draw: Draw, level: int) -> Draft:
    (f, g), place = _maps(draw), (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    if level == 1:
        j = _rows(f, g, place)
        if j[0][1] == j[1][0]:
            raise Unsuitable("symmetric")
        return typed(
            draw,
            ask=(f"Find the Jacobian of $F(x, y) = ({tex(f)}, {tex(g)})$ at ${pair(place)}$.",),
            key=j,
            answer=MATRIX,
            proof=again(
                "differences",
                "Both components were differentiated numerically.",
                lambda: _numeric(f, g, place),
            ),
            steps=[
                (
                    "First row: the derivatives of the first component",
                    rf"{partial(f, 'x')} = {tex(partials(f)[0])}",
                ),
                ("and", rf"{partial(f, 'y')} = {tex(partials(f)[1])}"),
                ("All entries at the point", f"J = {mat(j)}"),
            ],
            hints=(
                "You are asked for a matrix with one row for each output.",
                "Row by row: the derivatives of one component by $x$ and by $y$.",
                f"Differentiate ${tex(f)}$ by $x$.",
            ),
            wrong=[
                (tuple(zip(*j, strict=True)), "Rows belong to outputs, columns to inputs."),
                ((j[1], j[0]), "The rows are in the wrong order."),
            ],
        )
    key = sympy.ImmutableMatrix([partials(f), partials(g)])
    return typed(
        draw,
        ask=(f"Find the Jacobian matrix of $F(x, y) = ({tex(f)}, {tex(g)})$.",),
        key=key,
        answer="a matrix such as [2xy, x^2; 5, 1]",
        symbols=("x", "y"),
        proof=again_at(
            "differences",
            "Both components were differentiated numerically at three points.",
            ("x", "y"),
            lambda p: tuple(second_way.slopes_of(h, ("x", "y"))(p) for h in (f, g)),
        ),
        steps=[
            ("First component by x", f"{partial(f, 'x')} = {tex(key[0, 0])}"),
            ("First component by y", f"{partial(f, 'y')} = {tex(key[0, 1])}"),
            ("Second component by x", f"{partial(g, 'x')} = {tex(key[1, 0])}"),
            ("Second component by y", f"{partial(g, 'y')} = {tex(key[1, 1])}"),
        ],
        hints=(
            "You are asked for a matrix of formulas.",
            "Row by row: the derivatives of one component by $x$ and by $y$.",
            f"Differentiate ${tex(f)}$ by $x$.",
        ),
        wrong=[(key.T, "Rows belong to outputs, columns to inputs.")],
    )


def _shape(draw: Draw, level: int) -> Draft:
    n, m = draw.integer(2, 30), draw.integer(2, 30)
    if n == m:
        raise Unsuitable("square")
    right = f"It has ${m}$ rows and ${n}$ columns."
    return words(
        draw,
        ask=(
            f"A network layer turns ${n}$ inputs into ${m}$ outputs. What is the shape of its Jacobian?",
            f"$F$ is a function from $\\mathbb{{R}}^{{{n}}}$ to $\\mathbb{{R}}^{{{m}}}$. What shape has its Jacobian matrix?",
        ),
        right=right,
        options=[
            (right, ""),
            (f"It has ${n}$ rows and ${m}$ columns.", "Rows belong to outputs, columns to inputs."),
            (
                f"It has ${n + m}$ rows and one column.",
                "There is one entry for each pair of an output and an input.",
            ),
        ],
        decide=lambda: f"It has ${len([0] * m)}$ rows and ${len([0] * n)}$ columns.",
        method="counting",
        detail="Outputs and inputs were counted.",
        steps=[("Number of entries", f"{m} \\cdot {n} = {m * n}")],
        hints=(
            "You are asked for a shape.",
            "Each row is the gradient of one output, lying down.",
            "How many outputs are there?",
        ),
    )


def _estimate(draw: Draw, level: int) -> Draft:
    j = tuple((draw.integer(-5, 6), draw.integer(-5, 6)) for _ in range(2))
    d = (Fraction(draw.nonzero(-5, 5), 100), Fraction(draw.nonzero(-5, 5), 100))
    at = (draw.integer(-5, 9), draw.integer(-5, 9))
    key = tuple(v + r[0] * d[0] + r[1] * d[1] for v, r in zip(at, j, strict=True))
    shown = vec([decimal(v) for v in d])
    return typed(
        draw,
        ask=(
            f"At a point a function has the value ${vec(at)}$ and the Jacobian ${mat(j)}$. Estimate its value after the small step ${shown}$.",
            f"A model outputs ${vec(at)}$; its Jacobian by the inputs is ${mat(j)}$. The inputs move by ${shown}$. Predict the new output.",
        ),
        key=key,
        answer="a vector such as [1.02, -0.5]",
        proof=again(
            "an affine map",
            "The affine map with this value and Jacobian was computed component by component.",
            lambda: tuple(v + second_way.dot(r, d) for v, r in zip(at, j, strict=True)),
        ),
        steps=[
            (
                "Jacobian times step",
                f"{mat(j)} {shown} = {vec([decimal(k - a) for k, a in zip(key, at, strict=True)])}",
            ),
            (
                "Add it to the old value",
                f"{vec(at)} + {vec([decimal(k - a) for k, a in zip(key, at, strict=True)])} = {vec([decimal(k) for k in key])}",
            ),
        ],
        hints=(
            "You are asked for an estimate of two outputs.",
            r"$F(\mathbf{x} + \mathbf{d}) \approx F(\mathbf{x}) + J \mathbf{d}$.",
            "Multiply the Jacobian with the step first.",
        ),
        wrong=[
            (tuple(k - a for k, a in zip(key, at, strict=True)), "That is the change; add the old value."),
            (
                tuple(v + c[0] * d[0] + c[1] * d[1] for v, c in zip(at, zip(*j, strict=True), strict=True)),
                "Use the rows of the Jacobian.",
            ),
        ],
    )


def _chain(draw: Draw, level: int) -> Draft:
    inner, outer = (tuple((draw.integer(-3, 4), draw.integer(-3, 4)) for _ in range(2)) for _ in range(2))
    key = second_way.product(outer, inner)
    other = second_way.product(inner, outer)
    if key == other:
        raise Unsuitable("the order does not show")
    return typed(
        draw,
        ask=(
            f"First $F$ acts, with the Jacobian ${mat(inner)}$ at the point; then $G$, with the Jacobian ${mat(outer)}$ at the image. Find the Jacobian of both together.",
            f"Two layers: $J_F = {mat(inner)}$ for the first, $J_G = {mat(outer)}$ for the second, each at its own input. What is the Jacobian of $G(F(\\mathbf{{x}}))$?",
        ),
        key=key,
        answer=MATRIX,
        proof=again(
            "columns one by one",
            "Each small step was sent through both maps, one after the other.",
            lambda: tuple(
                zip(
                    *(second_way.image(outer, second_way.image(inner, e)) for e in ((1, 0), (0, 1))),
                    strict=True,
                )
            ),
        ),
        steps=[("The later map stands on the left", f"{mat(outer)} {mat(inner)} = {mat(key)}")],
        hints=(
            "You are asked for the Jacobian of a composition.",
            r"$J_{G \circ F} = J_G \, J_F$, with $J_G$ taken at the image.",
            "Decide which matrix stands on the left.",
        ),
        wrong=[
            (other, "The order is turned round: the later map stands on the left."),
            (
                tuple(
                    tuple(a + b for a, b in zip(r, s, strict=True)) for r, s in zip(inner, outer, strict=True)
                ),
                "Jacobians are multiplied, not added.",
            ),
        ],
    )


def _area(draw: Draw, level: int) -> Draft:
    (f, g), place = _maps(draw), (draw.nonzero(-2, 3), draw.nonzero(-2, 3))
    j = _rows(f, g, place)
    det = j[0][0] * j[1][1] - j[0][1] * j[1][0]
    if det == 0:
        raise Unsuitable("flat")
    return typed(
        draw,
        ask=(
            f"By which factor does $F(x, y) = ({tex(f)}, {tex(g)})$ multiply small areas near ${pair(place)}$?",
        ),
        key=abs(det),
        proof=again(
            "differences",
            "The determinant of the numerical Jacobian was computed at 80 digits.",
            lambda: abs(second_way.determinant(_numeric(f, g, place))),
        ),
        steps=[
            ("The Jacobian at the point", f"J = {mat(j)}"),
            ("Its determinant", rf"\det {mat(j)} = {det}"),
            ("The factor is its size", rf"\left|{det}\right| = {abs(det)}"),
        ],
        hints=(
            "You are asked for a factor of area, which is never negative.",
            "The factor is the absolute value of the determinant of the Jacobian.",
            "Find the Jacobian at the point first.",
        ),
        wrong=[
            (det, "A factor of area has no sign."),
            (abs(j[0][0] * j[1][1] + j[0][1] * j[1][0]), "The two products are subtracted."),
            (abs(j[0][0] * j[1][1]), "The other two entries take part."),
        ],
    )


def _unknown(draw: Draw, level: int) -> Draft:
    a, b, k, p = draw.nonzero(-4, 5), draw.nonzero(-3, 4), draw.nonzero(-4, 5), draw.nonzero(-3, 4)
    # F(x, y) = (a x + k y, b x + y) has the determinant a - k b; on level 3 with x^2 in place of x.
    first = a if level == 1 else 2 * a * p
    det = first - k * b
    shown = (
        f"{linear_side((a,), ('x',))}{'^2' if level == 3 else ''} + k y, {linear_side((b, 1), ('x', 'y'))}"
    )
    where = "" if level == 1 else f" at ${pair((p, draw.integer(-2, 3)))}$"
    return typed(
        draw,
        ask=(f"The Jacobian determinant of $F(x, y) = ({shown})${where} is ${det}$. Find $k$.",),
        key=k,
        proof=Satisfies(
            "substitution",
            "With k put in, the image of a small square was measured.",
            lambda g: second_way.determinant(((first, g), (b, 1))) == det,
        ),
        steps=[
            ("The Jacobian", f"J = {mat(((first, 'k'), (b, 1)))}"),
            ("Its determinant", f"{first} - {scaled_after(b, 'k')} = {det}"),
            ("Solve for k", f"k = {k}"),
        ],
        hints=(
            "You are asked for a coefficient.",
            "Write down the Jacobian with $k$ in it; its determinant is $ad - bc$.",
            "The first row holds the derivatives of the first component.",
        ),
        symbols=("k",),
        wrong=[(-k, "Check the sign: the second product is subtracted."), (first - det, f"Divide by ${b}$.")],
    )


GENERATORS = (
    Generator(TOPIC, "build", COMPUTE, _build, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "shape", CHOICE, _shape, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "estimate", COMPUTE, _estimate, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "compose", COMPUTE, _chain, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "area", COMPUTE, _area, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(1, 3), objectives=(1, 4)),
    Generator(TOPIC, "in-order", ORDER, estimate_of_a_map, levels=(2,), objectives=(1, 2)),
)
