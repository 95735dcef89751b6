"""Worked solutions of optimisation whose steps are to be put into order."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import guarded, mat, scaled, tex, vec
from assistant.practice.order_steps import Link, order_draft

X, Y, L = sympy.symbols("x y lambda")


def multiplier(draw: Draw, level: int) -> Draft:
    """A bowl above a line, by a Lagrange multiplier."""
    a, b = draw.nonzero(-5, 6), draw.nonzero(-5, 6)
    n = a * a + b * b
    t = draw.nonzero(-4, 5)
    right = t * n
    place = (a * t, b * t)
    formula = (sympy.Rational(a, 2) * L, sympy.Rational(b, 2) * L)
    lam = 2 * t
    if a == b or 1 in (abs(a), abs(b)):
        raise Unsuitable("the line is too plain")
    left = f"{scaled(a, 'x')} {'+' if b > 0 else '-'} {scaled(abs(b), 'y')}"
    total = sympy.Rational(n, 2) * L
    return order_draft(
        draw,
        task=f"minimise $x^{{2}} + y^{{2}}$ under ${left} = {right}$ with a multiplier",
        links=(
            Link(
                "Demand that the gradients are parallel and solve for the point",
                rf"{vec((2 * X, 2 * Y))} = \lambda {vec((a, b))} \Rightarrow x = {tex(formula[0])}, \; y = {tex(formula[1])}",
                (tuple(2 * f for f in formula), (a * L, b * L)),
            ),
            Link(
                "Put the point into the constraint",
                rf"{a} \cdot {guarded(formula[0])} {'+' if b > 0 else '-'} {abs(b)} \cdot {guarded(formula[1])} = {tex(total)}",
                (a * formula[0] + b * formula[1], total),
                uses=tex(formula[0]),
            ),
            Link(
                "Solve for the multiplier",
                rf"{tex(total)} = {right} \Rightarrow \lambda = {lam}",
                (Fraction(n * lam, 2), right),
                uses=tex(total),
            ),
            Link(
                "Put the multiplier into the formula for the point",
                rf"\lambda = {lam} \Rightarrow (x, y) = ({place[0]}, {place[1]})",
                ((a * place[0] + b * place[1], a * place[1]), (right, b * place[0])),
                uses=rf"\lambda = {lam}",
            ),
        ),
        rule=r"At the optimum $\nabla f = \lambda \nabla g$; the constraint then fixes $\lambda$.",
        names=("lambda",),
    )


def newton(draw: Draw, level: int) -> Draft:
    """A Newton step in two variables."""
    a, c, m = draw.integer(2, 6), draw.integer(2, 6), draw.nonzero(-2, 2)
    p, q = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    start = draw.full_vector(2, -4, 5)
    hessian = ((a, m), (m, c))
    det = a * c - m * m
    if det == 0:
        raise Unsuitable("the Hessian cannot be inverted")
    gradient = second_way.image(hessian, (start[0] - p, start[1] - q))
    step = (p - start[0], q - start[1])
    if 0 in step or 0 in gradient or start == step:
        raise Unsuitable("a component vanishes")
    f = sympy.expand(
        sympy.Rational(a, 2) * (X - p) ** 2 + m * (X - p) * (Y - q) + sympy.Rational(c, 2) * (Y - q) ** 2
    )
    slopes = (sympy.diff(f, X), sympy.diff(f, Y))
    by = second_way.slopes_of(f, ("x", "y"))
    at = {"x": second_way.real(start[0]), "y": second_way.real(start[1])}
    return order_draft(
        draw,
        task=f"make a Newton step from ${vec(start)}$ for $f(x, y) = {tex(f)}$, whose Hessian matrix is ${mat(hessian)}$",
        links=(
            Link("Find the gradient", rf"\nabla f(x, y) = {vec(slopes)}", (by, slopes)),
            Link(
                "Evaluate it at the start",
                rf"{vec(slopes)} \Rightarrow \mathbf{{g}} = {vec(gradient)}",
                (by(at), gradient),
                uses=vec(slopes),
            ),
            Link(
                r"Solve $H \mathbf{d} = -\mathbf{g}$ for the step",
                rf"\mathbf{{g}} = {vec(gradient)} \Rightarrow \mathbf{{d}} = {vec(step)}",
                (second_way.linear_solution(hessian, tuple(-g for g in gradient)), step),
                uses=vec(gradient),
            ),
            Link(
                "Walk the step",
                rf"\mathbf{{d}} = {vec(step)} \Rightarrow {vec(start)} + {vec(step)} = {vec((p, q))}",
                (by({"x": second_way.real(p), "y": second_way.real(q)}), (0, 0)),
                uses=rf"\mathbf{{d}} = {vec(step)}",
            ),
        ),
        rule=r"A Newton step jumps to where the quadratic model is flat: $H \mathbf{d} = -\mathbf{g}$.",
        names=("x", "y"),
    )


def two_steps(draw: Draw, level: int) -> Draft:
    """Two steps of gradient descent and what they gained."""
    a, b = draw.integer(1, 4), draw.nonzero(-9, 9)
    start, rate = draw.nonzero(-8, 9), Fraction(1, draw.choice((4, 5, 10)))
    f = a * X**2 + b * X
    slope = lambda x: 2 * a * x + b  # noqa: E731
    one = start - rate * slope(start)
    two = one - rate * slope(one)
    if slope(start) == 0 or slope(one) == 0 or len({Fraction(start), one, two}) < 3:
        raise Unsuitable("it does not move")
    at = lambda x: second_way.slope_of(f, "x")({"x": second_way.real(x)})  # noqa: E731
    eta = tex(rate)
    return order_draft(
        draw,
        task=rf"make two steps of gradient descent for $f(x) = {tex(f)}$ from $x_0 = {start}$ with $\eta = {eta}$",
        links=(
            Link(
                "Find the slope at the start",
                rf"f'({start}) = {tex(2 * a)} \cdot {guarded(start)} {'+' if b > 0 else '-'} {abs(b)} \Rightarrow g_0 = {slope(start)}",
                (at(start), slope(start)),
            ),
            Link(
                "Go against this slope",
                rf"g_0 = {slope(start)} \Rightarrow x_1 = {start} - {eta} \cdot {guarded(slope(start))} \Rightarrow x_1 = {tex(one)}",
                (second_way.real(start) - second_way.real(rate) * at(start), one),
                uses=f"g_0 = {slope(start)}",
            ),
            Link(
                "Find the slope at the new place",
                rf"x_1 = {tex(one)} \Rightarrow g_1 = f'(x_1) \Rightarrow g_1 = {tex(slope(one))}",
                (at(one), slope(one)),
                uses=f"x_1 = {tex(one)}",
            ),
            Link(
                "Go against that slope",
                rf"g_1 = {tex(slope(one))} \Rightarrow x_2 = {tex(one)} - {eta} \cdot {guarded(slope(one))} = {tex(two)}",
                (second_way.real(one) - second_way.real(rate) * at(one), two),
                uses=f"g_1 = {tex(slope(one))}",
            ),
        ),
        rule=r"$x_{k+1} = x_k - \eta f'(x_k)$: each slope is taken at the place reached so far.",
    )
