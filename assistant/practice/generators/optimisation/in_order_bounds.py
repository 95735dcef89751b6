"""Worked solutions to be put into order: how large a rate may be, where convexity begins, momentum step by step."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.notation import guarded, mat, rational, short, tex, vec
from assistant.practice.order_steps import Link, order_draft

X, Y, K, L = sympy.symbols("x y k lambda")


def largest_rate(draw: Draw, level: int) -> Draft:
    """The bound on the learning rate of a slanted bowl, from its largest curvature."""
    p, q = draw.choice(((1, 1), (1, 2), (2, 1), (1, -1), (1, -2), (2, -1), (1, 3), (3, 1)))
    low, extra = draw.integer(1, 7), draw.integer(1, 3)
    top = low + extra * (p * p + q * q)
    hessian = ((low + extra * p * p, extra * p * q), (extra * p * q, low + extra * q * q))
    (a, m), (_, c) = hessian
    f = sympy.expand(sympy.Rational(a, 2) * X**2 + m * X * Y + sympy.Rational(c, 2) * Y**2)
    polynomial = sympy.expand((a - L) * (c - L) - m * m)
    factors = rf"(\lambda - {low}) (\lambda - {top})"
    here = {"x": second_way.real(1), "y": second_way.real(-2)}
    bends = tuple(second_way.second_slope_of(f, u, v)(here) for u, v in (("x", "x"), ("x", "y"), ("y", "y")))
    bound = Fraction(2, top)
    return order_draft(
        draw,
        task=rf"find below which learning rate $\eta$ gradient descent on $f(x, y) = {tex(f)}$ converges from everywhere",
        links=(
            Link("Collect the second derivatives", f"H = {mat(hessian)}", (bends, (a, m, c))),
            Link(
                "Write down the characteristic polynomial",
                rf"\det\left({mat(hessian)} - \lambda I\right) = {tex(polynomial)}",
                ((a - L) * (c - L) - m * m, polynomial),
                uses=mat(hessian),
            ),
            Link(
                "Factor the polynomial", f"{tex(polynomial)} = {factors}",
                (polynomial, (L - low) * (L - top)), uses=tex(polynomial),
            ),
            Link(
                "Take the larger root: it is the largest curvature",
                rf"{factors} = 0 \Rightarrow \lambda_{{\max}} = {top}",
                ((top - low) * (top - top), 0),
                uses=factors,
            ),
            Link(
                r"Demand $|1 - \eta \lambda| < 1$ for that curvature",
                rf"\lambda_{{\max}} = {top} \Rightarrow \eta < \frac{{2}}{{{top}}}" + (f" = {tex(bound)}" if bound.numerator != 2 else ""),
                (second_way.real(1) - second_way.real(bound) * top, -1),
                uses=rf"\lambda_{{\max}} = {top}",
            ),
        ),
        rule=r"Each step multiplies the error along an eigenvector by $1 - \eta \lambda$; the steepest direction sets the bound.",
        names=("lambda",),
    )  # fmt: skip


def convex_from(draw: Draw, level: int) -> Draft:
    """From which coefficient on a quadratic is convex, by its Hessian, with a check at the border."""
    a, m = draw.integer(1, 6), draw.nonzero(-9, 9)
    border = Fraction(m * m, 4 * a)
    f = a * X**2 + m * X * Y + K * Y**2
    slopes = (sympy.diff(f, X), sympy.diff(f, Y))
    hessian = sympy.Matrix([[2 * a, m], [m, 2 * K]])
    shown = rf"\begin{{pmatrix}} {2 * a} & {m} \\ {m} & 2 k \end{{pmatrix}}"
    determinant = 4 * a * K - m * m
    at_border = a * X**2 + m * X * Y + rational(border) * Y**2
    share = sympy.Rational(m, 2 * a)
    square = a * (X + share * Y) ** 2
    bends = [second_way.slope_of(slope, name) for slope in slopes for name in ("x", "y")]
    return order_draft(
        draw,
        task=f"find the smallest $k$ for which $f(x, y) = {tex(f)}$ is convex, with a check at the end",
        links=(
            Link(
                "Find the gradient",
                rf"\nabla f(x, y) = {vec(slopes)}",
                (second_way.slopes_of(f, ("x", "y")), slopes),
            ),
            Link(
                "Differentiate its components again",
                rf"{vec(slopes)} \Rightarrow H = {shown}",
                (
                    lambda at: tuple(by(at) for by in bends),
                    tuple(hessian),
                ),
                uses=vec(slopes),
            ),
            Link(
                "Find the determinant",
                rf"\det {shown} = {tex(determinant)}",
                (hessian.det(), determinant),
                uses=shown,
            ),
            Link(
                "Find where it stops being negative",
                rf"{tex(determinant)} = 0 \Rightarrow k = {tex(border)}",
                (4 * a * border - m * m, 0),
                uses=tex(determinant),
            ),
            Link(
                "See that with this coefficient a square is left, which is never negative",
                rf"k = {tex(border)} \Rightarrow {tex(at_border)} = {tex(square)}",
                (at_border, square),
                uses=f"k = {tex(border)}",
            ),
        ),
        rule="A function is convex when its Hessian matrix has no negative eigenvalue; with a positive corner the determinant decides.",
        names=("x", "y", "k"),
    )


def momentum_unrolled(draw: Draw, level: int) -> Draft:
    """Two steps with momentum: velocity, place, velocity, place."""
    k, start = draw.choice((2, 3, 4)), draw.nonzero(-9, 9) * draw.choice((1, 2))
    beta = draw.choice((Fraction(1, 2), Fraction(9, 10), Fraction(3, 5), Fraction(4, 5)))
    eta = draw.choice((Fraction(1, 10), Fraction(1, 5), Fraction(1, 4)))
    f = sympy.Rational(k, 2) * X**2
    v_one = Fraction(k * start)
    x_one = start - eta * v_one
    v_two = beta * v_one + k * x_one
    x_two = x_one - eta * v_two
    if len({Fraction(start), v_one, x_one, v_two, x_two, Fraction(0)}) < 6:
        raise Unsuitable("two of the numbers are alike")
    slope = second_way.slope_of(f, "x")
    measured = lambda x: slope({"x": second_way.real(x)})  # noqa: E731
    rate, keep = second_way.real(eta), second_way.real(beta)
    return order_draft(
        draw,
        task=rf"make two steps with momentum for $f(x) = {tex(f)}$ from $x_0 = {start}$ with $v_0 = 0$, $\beta = {short(beta)}$ and $\eta = {short(eta)}$",
        links=(
            Link(
                "The slope at the start is the whole velocity",
                rf"f'({start}) = {k} \cdot {guarded(start)} \Rightarrow v_1 = {short(v_one)}",
                (measured(start), v_one),
            ),
            Link(
                "Move against this velocity",
                rf"v_1 = {short(v_one)} \Rightarrow {start} - {short(eta)} \cdot v_1 = {short(x_one)} \Rightarrow x_1 = {short(x_one)}",
                (second_way.real(start) - rate * measured(start), x_one),
                uses=f"v_1 = {short(v_one)}",
            ),
            Link(
                "Keep a share of the velocity and add the slope at the new place",
                rf"x_1 = {short(x_one)} \Rightarrow {short(beta)} v_1 + f'(x_1) = {short(v_two)} \Rightarrow v_2 = {short(v_two)}",
                (keep * measured(start) + measured(x_one), v_two),
                uses=f"x_1 = {short(x_one)}",
            ),
            Link(
                "Move against that velocity",
                rf"v_2 = {short(v_two)} \Rightarrow x_2 = x_1 - {short(eta)} \cdot v_2 = {short(x_two)}",
                (second_way.real(x_one) - rate * (keep * measured(start) + measured(x_one)), x_two),
                uses=f"v_2 = {short(v_two)}",
            ),
        ),
        rule=r"$v_{k+1} = \beta v_k + f'(x_k)$ and $x_{k+1} = x_k - \eta v_{k+1}$: velocity and place take turns.",
    )
