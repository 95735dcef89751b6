"""Exercises on matrix calculus: gradients of forms, least squares, a linear layer, and checks by shapes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    MATRIX,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    VECTOR,
    Draft,
    Generator,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.several_variables import normal_equations
from assistant.practice.generators.calculus.pieces import X, Y, numbers_at
from assistant.practice.notation import guarded, mat, times, vec
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, claim, typed, words

TOPIC = "matrix-calculus"


def _table(draw: Draw, m: int, n: int) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(draw.integer(-3, 4) for _ in range(n)) for _ in range(m))


def _turn(a: Any) -> Any:
    return tuple(zip(*a, strict=True))


def _form(draw: Draw, level: int) -> Draft:
    a, x = _table(draw, 2, 2), (draw.nonzero(-3, 3), draw.nonzero(-3, 3))
    both = tuple(tuple(p + q for p, q in zip(r, s, strict=True)) for r, s in zip(a, _turn(a), strict=True))
    key = second_way.image(both, x)
    f = a[0][0] * X**2 + (a[0][1] + a[1][0]) * X * Y + a[1][1] * Y**2
    if a[0][1] == a[1][0] or not any(key):
        raise Unsuitable("symmetric")
    return typed(
        draw,
        ask=(
            f"Find the gradient of $\\mathbf{{x}}^\\top A \\mathbf{{x}}$ at $\\mathbf{{x}} = {vec(x)}$, for $A = {mat(a)}$.",
            f"$f(\\mathbf{{x}}) = \\mathbf{{x}}^\\top {mat(a)} \\mathbf{{x}}$. What is its gradient at ${vec(x)}$?",
        ),
        key=key,
        answer=VECTOR,
        proof=again(
            "differences",
            "The polynomial was differentiated numerically.",
            lambda: second_way.slopes_of(f, ("x", "y"))(numbers_at(x)),
        ),
        steps=[
            ("Matrix plus transpose", f"{mat(a)} + {mat(_turn(a))} = {mat(both)}"),
            ("Times the vector", f"{mat(both)} {vec(x)} = {vec(key)}"),
        ],
        hints=(
            "You are asked for a vector.",
            r"$\nabla_{\mathbf{x}} (\mathbf{x}^\top A \mathbf{x}) = (A + A^\top) \mathbf{x}$.",
            "Add the transpose first.",
        ),
        wrong=[
            (
                tuple(2 * e for e in second_way.image(a, x)),
                "The matrix is not symmetric: add its transpose instead of doubling it.",
            ),
            (second_way.image(a, x), "The vector occurs twice in the form."),
        ],
    )


def _least(draw: Draw, level: int) -> Draft:
    xs = draw.choice(((0, 1, 2), (1, 2, 3), (-1, 0, 1), (0, 1, 3)))
    m, y, w = (
        tuple((1, x) for x in xs),
        tuple(draw.integer(-4, 6) for _ in xs),
        (draw.integer(-2, 2), draw.integer(-2, 2)),
    )
    errors = tuple(p - q for p, q in zip(second_way.image(m, w), y, strict=True))
    half = second_way.image(_turn(m), errors)
    key = tuple(2 * e for e in half)
    f = sum((X + Y * x - t) ** 2 for x, t in zip(xs, y, strict=True))
    if level == 3:
        hess = tuple(tuple(2 * e for e in r) for r in second_way.product(_turn(m), m))
        return typed(
            draw,
            ask=(
                f"Find the Hessian of $\\|X\\mathbf{{w}} - \\mathbf{{y}}\\|^2$ by $\\mathbf{{w}}$ for $X = {mat(m)}$ (it does not depend on $\\mathbf{{y}}$).",
            ),
            key=hess,
            answer=MATRIX,
            proof=again(
                "differences of differences",
                "The loss was differentiated twice numerically.",
                lambda: tuple(
                    tuple(second_way.second_slope_of(f, u, v)(numbers_at(w)) for v in ("x", "y"))
                    for u in ("x", "y")
                ),
            ),
            steps=[("Twice the Gram matrix", f"2 {mat(_turn(m))} {mat(m)} = {mat(hess)}")],
            hints=(
                "You are asked for a symmetric matrix.",
                r"The gradient is $2 X^\top (X\mathbf{w} - \mathbf{y})$; differentiate once more.",
                "Compute $X^\\top X$ first.",
            ),
            wrong=[(tuple(tuple(e // 2 for e in r) for r in hess), "The square brings a factor 2.")],
        )
    return typed(
        draw,
        ask=(
            f"Find the gradient of $\\|X\\mathbf{{w}} - \\mathbf{{y}}\\|^2$ at $\\mathbf{{w}} = {vec(w)}$, for $X = {mat(m)}$ and $\\mathbf{{y}} = {vec(y)}$.",
        ),
        key=key,
        answer=VECTOR,
        proof=again(
            "differences",
            "The loss was written out and differentiated numerically.",
            lambda: second_way.slopes_of(f, ("x", "y"))(numbers_at(w)),
        ),
        steps=[
            ("Errors", f"{mat(m)} {vec(w)} - {vec(y)} = {vec(errors)}"),
            ("Twice the transpose times the errors", f"2 {mat(_turn(m))} {vec(errors)} = {vec(key)}"),
        ],
        hints=(
            "You are asked for a vector with one component for each weight.",
            r"$\nabla_{\mathbf{w}} \|X\mathbf{w} - \mathbf{y}\|^2 = 2 X^\top (X\mathbf{w} - \mathbf{y})$.",
            "Compute the errors first.",
        ),
        wrong=[
            (half, "The square brings a factor 2."),
            (tuple(-e for e in key), "Errors are predictions minus targets."),
        ],
    )


def _layer(draw: Draw, level: int) -> Draft:
    x, w, g = _table(draw, 2, 2), _table(draw, 2, 2), _table(draw, 2, 2)
    weights = draw.coin()
    key = second_way.product(_turn(x), g) if weights else second_way.product(g, _turn(w))
    swapped = second_way.product(g, _turn(x)) if weights else second_way.product(_turn(w), g)
    if key == swapped:
        raise Unsuitable("the order does not show")
    name, known = ("W", f"X = {mat(x)}") if weights else ("X", f"W = {mat(w)}")

    def by_entries() -> Any:
        # The loss that is the sum of G times Y, entry by entry, differentiated by each entry in turn.
        base, fixed = (w, x) if weights else (x, w)

        def loss(table: Any) -> Any:
            y = second_way.exact_product(fixed, table) if weights else second_way.exact_product(table, fixed)
            return sum(a * b for r, s in zip(g, y, strict=True) for a, b in zip(r, s, strict=True))

        return tuple(
            tuple(
                loss(
                    tuple(
                        tuple(e + ((r, c) == (i, j)) for c, e in enumerate(row)) for r, row in enumerate(base)
                    )
                )
                - loss(base)
                for j in range(2)
            )
            for i in range(2)
        )

    return typed(
        draw,
        ask=(
            f"For a layer $Y = XW$ with ${known}$ the gradient by the output is $G = {mat(g)}$. Find $\\nabla_{name} L$.",
        ),
        key=key,
        answer=MATRIX,
        proof=again(
            "entry by entry",
            "Each entry was moved by one and the change of the (linear) loss noted.",
            by_entries,
        ),
        steps=[
            (
                "The rule",
                f"{mat(_turn(x))} {mat(g)} = {mat(key)}"
                if weights
                else f"{mat(g)} {mat(_turn(w))} = {mat(key)}",
            )
        ],
        hints=(
            "You are asked for a gradient with the shape of $" + name + "$.",
            r"$\nabla_W L = X^\top G$ and $\nabla_X L = G W^\top$.",
            "Transpose the known factor first.",
        ),
        wrong=[
            (swapped, "Check the order by the shapes of the general case."),
            (
                second_way.product(x, g) if weights else second_way.product(g, w),
                "The known factor is transposed.",
            ),
        ],
    )


def _shape(draw: Draw, level: int) -> Draft:
    b, m, n = draw.sample(range(2, 65), 3)
    weights = draw.coin()
    right = f"It is ${m} \\times {n}$." if weights else f"It is ${b} \\times {m}$."
    return words(
        draw,
        ask=(
            f"A layer $Y = XW$ has a batch $X$ of shape ${b} \\times {m}$ and weights $W$ of shape ${m} \\times {n}$. What is the shape of the gradient of the loss by ${'W' if weights else 'X'}$?",
        ),
        right=right,
        options=[
            (f"It is ${m} \\times {n}$.", "That is the shape of the weights."),
            (f"It is ${b} \\times {m}$.", "That is the shape of the batch."),
            (f"It is ${b} \\times {n}$.", "That is the shape of the output."),
            (f"It is ${n} \\times {m}$.", "A gradient is not transposed here."),
        ],
        decide=lambda: _shape_by_product(b, m, n, weights),
        method="NumPy",
        detail="Arrays of ones with these shapes were multiplied by the rule.",
        steps=[
            ("Number of entries", f"{m} \\cdot {n} = {m * n}" if weights else f"{b} \\cdot {m} = {b * m}")
        ],
        hints=(
            "You are asked for a shape.",
            "The gradient by a matrix has one entry for each entry of that matrix.",
            "Which matrix is differentiated by?",
        ),
    )


def _shape_by_product(b: int, m: int, n: int, weights: bool) -> str:
    import numpy

    x, w, g = numpy.ones((b, m)), numpy.ones((m, n)), numpy.ones((b, n))
    rows, columns = (x.T @ g).shape if weights else (g @ w.T).shape
    return f"It is ${rows} \\times {columns}$."


def _check(draw: Draw, level: int) -> Draft:
    a, x = (draw.nonzero(-4, 5), draw.nonzero(-4, 5)), (draw.integer(-3, 4), draw.integer(-3, 4))
    said = draw.choice((a, x, (2 * a[0], 2 * a[1]), tuple(reversed(a))))
    return claim(
        draw,
        says=(
            f"The gradient of $\\mathbf{{a}}^\\top \\mathbf{{x}}$ with $\\mathbf{{a}} = {vec(a)}$ is ${vec(said)}$ at $\\mathbf{{x}} = {vec(x)}$.",
        ),
        truth=tuple(said) == a,
        method="finite differences",
        detail="Each component was moved by one; for a linear form that is exact.",
        decide=lambda: (
            tuple(
                second_way.dot(a, (x[0] + (i == 0), x[1] + (i == 1))) - second_way.dot(a, x) for i in range(2)
            )
            == tuple(said)
        ),
        steps=[
            (
                "Change when the first component grows by one",
                f"{times(a[0], x[0] + 1)} - {guarded(a[0] * x[0])} = {a[0]}",
            )
        ],
        hints=(
            "You are asked to check a gradient.",
            "Move one component by one and look at the change.",
            "Does the point play any part for a linear form?",
        ),
        if_wrong=f"The gradient is ${vec(a)}$, wherever the point is.",
    )


def _unknown(draw: Draw, level: int) -> Draft:
    a, b, k, x = (
        draw.nonzero(-4, 5),
        draw.nonzero(-4, 5),
        draw.nonzero(-4, 5),
        (draw.nonzero(-3, 3), draw.nonzero(-3, 3)),
    )
    first = 2 * a * x[0] + (b + k) * x[1]
    return typed(
        draw,
        ask=(
            f"The gradient of $\\mathbf{{x}}^\\top {mat(((a, b), ('k', 1)))} \\mathbf{{x}}$ at ${vec(x)}$ has the first component ${first}$. Find $k$.",
        ),
        key=k,
        proof=Satisfies(
            "differences",
            "The central difference of the polynomial (exact for a quadratic) was computed.",
            lambda g: (
                Fraction(
                    sum(
                        s * (a * u * u + (b + g) * u * x[1] + x[1] ** 2)
                        for s, u in ((1, x[0] + 1), (-1, x[0] - 1))
                    ),
                    2,
                )
                == first
            ),
        ),
        steps=[
            (
                "First row of matrix plus transpose",
                f"{2 * a} \\cdot {guarded(x[0])} + \\left({b} + k\\right) \\cdot {guarded(x[1])} = {first}",
            ),
            ("Solve for k", f"k = {k}"),
        ],
        hints=(
            "You are asked for an entry of the matrix.",
            r"$(A + A^\top) \mathbf{x}$: the mixed entries are added.",
            "Write down the first row of matrix plus transpose.",
        ),
        symbols=("k",),
        wrong=[(b + k, "The other mixed entry is known."), (-k, "The sign is turned round.")],
    )


GENERATORS = (
    Generator(TOPIC, "form", COMPUTE, _form, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "least-squares", COMPUTE, _least, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "layer", COMPUTE, _layer, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "shape", CHOICE, _shape, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "check", TRUE_FALSE, _check, levels=(1,), objectives=(1, 4)),
    Generator(TOPIC, "unknown", REVERSE, _unknown, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, normal_equations, levels=(3,), objectives=(2,)),
)
