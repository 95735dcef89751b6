"""Steps to put into order: slopes of curves, of maps and of graphs of computation."""

from __future__ import annotations

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import (
    X,
    Y,
    at_point,
    derivative,
    numbers_at,
    pair,
    partials,
)
from assistant.practice.notation import guarded, plus, tex, times
from assistant.practice.order_steps import Link, order_draft

T, S = sympy.symbols("t s")


def error_bound(draw: Draw, level: int) -> Draft:
    """The remainder of a quadratic Taylor polynomial, bounded on an interval."""
    k, b, c = draw.integer(2, 5), sympy.Rational(1, draw.integer(2, 10)), draw.integer(1, 5)
    f = c * draw.choice((sympy.exp(-k * X), sympy.sin(k * X), 1 / (1 + X) ** (k - 1)))
    first, second, third = (sympy.diff(f, X, n) for n in (1, 2, 3))
    # Its size falls from the left end on: a falling exponential, a cosine below a quarter turn, a falling power.
    top = abs(third.subs(X, 0))
    bound = top * b**3 / 6
    if k * b > 1:
        raise Unsuitable("the third derivative may not be largest at the left end")
    slope = lambda e: second_way.slope_of(e, "x")  # noqa: E731
    return order_draft(
        draw,
        task=f"bound the error of the Taylor polynomial of degree two of $f(x) = {tex(f)}$ around $0$ on "
        f"$[0, {tex(b)}]$",
        links=(
            Link("Find the slope of $f$", f"{derivative(f)} = {tex(first)}", (slope(f), first)),
            Link(
                "Differentiate the slope",
                f"{derivative(first)} = {tex(second)}",
                (slope(first), second),
                uses=tex(first),
            ),
            Link(
                "Differentiate the curvature",
                f"{derivative(second)} = {tex(third)}",
                (slope(second), third),
                uses=tex(second),
            ),
            Link(
                "Find how large this becomes on the interval",
                rf"{tex(third)} \Rightarrow M = \max_{{0 \le x \le {tex(b)}}} \left|f'''(x)\right| = {tex(top)}",
                (abs(second_way.number_at(third, {"x": second_way.real(0)})), top),
                uses=tex(third),
            ),
            Link(
                "Put it into the remainder",
                rf"\max_{{0 \le x \le {tex(b)}}} \left|f'''(x)\right| = {tex(top)} \Rightarrow \left|R\right| \le "
                rf"\frac{{{tex(top)}}}{{3!}} \cdot \left({tex(b)}\right)^{{3}} = {tex(bound)}",
                (top / 6 * b**3, bound),
                uses=rf"\max_{{0 \le x \le {tex(b)}}} \left|f'''(x)\right| = {tex(top)}",
            ),
        ),
        rule=r"The remainder of degree two is at most $\frac{M}{3!} \left|x\right|^3$, where $M$ bounds the third derivative.",
        names=("x",),
    )


def promised_point(draw: Draw, level: int) -> Draft:
    """The point of the mean value theorem for a cubic."""
    pairs = [
        (a, b, round(((a * a + a * b + b * b) // 3) ** 0.5))
        for a in range(-12, 12)
        for b in range(a + 1, 16)
        if (a * a + a * b + b * b) % 3 == 0 and a < round(((a * a + a * b + b * b) // 3) ** 0.5) < b
    ]
    a, b, c = draw.choice(
        [(a, b, c) for a, b, c in pairs if 3 * c * c == a * a + a * b + b * b and not a < -c]
    )
    p, n = draw.nonzero(-9, 9), draw.integer(1, 3)
    f = n * X**3 + p * X
    slope = sympy.diff(f, X)
    mean = (f.subs(X, b) - f.subs(X, a)) / (b - a)
    letter = sympy.Symbol("c")
    equation = f"{tex(slope.subs(X, letter))} = {tex(mean)}"
    return order_draft(
        draw,
        task=f"find the point $c$ that the mean value theorem promises for $f(x) = {tex(f)}$ on $[{a}, {b}]$",
        links=(
            Link(
                "Find the slope of the line through both ends",
                rf"\frac{{f({b}) - f({a})}}{{{b} - {guarded(a)}}} = {tex(mean)}",
                (n * (a * a + a * b + b * b) + p, mean),
            ),
            Link(
                "Demand that the tangent is as steep",
                rf"f'(c) = {tex(mean)} \Rightarrow {equation}",
                (second_way.slope_of(f, "x")({"x": second_way.real(c)}), mean),
                uses=tex(mean),
            ),
            Link(
                "Solve for the square",
                rf"{equation} \Rightarrow c^{{2}} = {c * c}",
                ((mean - p) / (3 * n), c * c),
                uses=equation,
            ),
            Link(
                "Keep the root that lies between the ends",
                rf"c^{{2}} = {c * c} \Rightarrow c = {c}",
                (second_way.root(c * c), c),
                uses=f"c^{{2}} = {c * c}",
            ),
        ),
        rule="Somewhere the tangent is parallel to the line through both ends.",
    )


def tangent_of_a_curve(draw: Draw, level: int) -> Draft:
    """The tangent of a curve that an equation describes."""
    a, b = draw.integer(1, 5), draw.integer(1, 5)
    place = (draw.nonzero(-6, 6), draw.nonzero(-6, 6))
    f = a * X**2 + b * Y**2
    right = at_point(f, place)
    by_x, by_y = partials(f)
    left = rf"{tex(by_x)} + {tex(by_y)} y'"
    formula = -by_x / by_y
    slope = at_point(formula, place)
    line = sympy.expand(slope * (X - place[0]) + place[1])
    gradient = second_way.slopes_of(f, ("x", "y"))(numbers_at(place))
    return order_draft(
        draw,
        task=f"find the tangent of the curve ${tex(f)} = {right}$ at ${pair(place)}$",
        links=(
            Link(
                "Differentiate the left side, with $y$ as a function of $x$",
                rf"\frac{{d}}{{dx}}\left({tex(f)}\right) = {left}",
                (lambda at: second_way.slopes_of(f, ("x", "y"))(at), (by_x, by_y)),
            ),
            Link(
                "Set this to the slope of a constant and solve for the slope of the curve",
                rf"{left} = 0 \Rightarrow y' = {tex(formula)}",
                (by_x + by_y * formula, sympy.Integer(0)),
                uses=left,
            ),
            Link(
                "Put the point in",
                rf"y' = {tex(formula)} \Rightarrow m = {tex(slope)}",
                (-gradient[0] / gradient[1], slope),
                uses=f"y' = {tex(formula)}",
            ),
            Link(
                "Write down the line with this slope through the point",
                rf"m = {tex(slope)} \Rightarrow y = {tex(line)}",
                (line.subs(X, place[0]), sympy.Integer(place[1])),
                uses=f"m = {tex(slope)}",
            ),
        ),
        rule="Both sides of an equation have the same derivative; where $y$ depends on $x$, the chain rule gives $y'$.",
        names=("x", "y"),
    )


def through_the_logarithm(draw: Draw, level: int) -> Draft:
    """A power whose exponent contains the variable."""
    base = draw.choice((X, draw.integer(2, 5) * X))
    exponent = draw.choice((X, X**2, draw.integer(2, 5) * X, X**3, X + draw.integer(1, 6), sympy.sin(X)))
    log = exponent * sympy.log(base)
    slope = sympy.diff(exponent, X) * sympy.log(base) + sympy.cancel(exponent / X)
    shown = tex(exponent)
    name = f"{guarded(base) if base == X else bracketed(tex(base))}^{{{shown}}}"
    right = rf"{guarded(exponent)} \ln({tex(base)})"
    value = lambda at: second_way.number_at(log, at)  # noqa: E731
    whole = lambda at: second_way.called("exp", value(at))  # noqa: E731
    return order_draft(
        draw,
        task=f"differentiate $y = {name}$ for $x > 0$",
        links=(
            Link(
                "Take the logarithm and bring the exponent down",
                rf"\ln y = \ln \left({name}\right) = {right}",
                (lambda at: second_way.called("log", whole(at)), log),
            ),
            Link(
                "Differentiate the right side by the product rule",
                rf"\frac{{d}}{{dx}}\left({right}\right) = {tex(slope)}",
                (second_way.slope_of(log, "x"), slope),
                uses=right,
            ),
            Link(
                "Write down what the chain rule makes of the left side",
                rf"\frac{{y'}}{{y}} = {tex(slope)} \Rightarrow y' = y \left({tex(slope)}\right)",
                (second_way.slope_of(log, "x"), slope),
                uses=tex(slope),
            ),
            Link(
                "Replace $y$ by what it stands for",
                rf"y' = y \left({tex(slope)}\right) \Rightarrow y' = {name} \left({tex(slope)}\right)",
                (
                    lambda at: second_way.slope(
                        lambda x: second_way.called("exp", second_way.number_at(log, {"x": x})), at["x"]
                    ),
                    lambda at: whole(at) * second_way.number_at(slope, at),
                ),
                uses=rf"y' = y \left({tex(slope)}\right)",
            ),
        ),
        rule=r"$\left(\ln y\right)' = \frac{y'}{y}$, and a logarithm turns powers into products.",
        names=("x",),
    )


def bracketed(shown: str) -> str:
    """Write a formula in brackets."""
    return rf"\left({shown}\right)"


def forward_graph(draw: Draw, level: int) -> Draft:
    """A formula computed in elementary steps."""
    x, a, b, c = draw.integer(2, 6), draw.integer(2, 7), draw.nonzero(-9, 9), draw.integer(2, 5)
    one, two = a * x, a * x + b
    three = two * two
    four = c * three
    if len({one, two, three, four}) < 4 or two == 0:
        raise Unsuitable("two values alike")
    return order_draft(
        draw,
        task=rf"compute $y = {c} ({a} x {'+' if b > 0 else '-'} {abs(b)})^{{2}}$ at $x = {x}$ in elementary steps",
        links=(
            Link("Multiply the input", rf"v = {a} \cdot {x} \Rightarrow v = {one}", (a * x, one)),
            Link(
                "Add the constant",
                rf"v = {one} \Rightarrow w = {plus(one, b)} \Rightarrow w = {two}",
                (one + b, two),
                uses=f"v = {one}",
            ),
            Link(
                "Square",
                rf"w = {two} \Rightarrow s = {guarded(two)}^{{2}} \Rightarrow s = {three}",
                (two**2, three),
                uses=f"w = {two}",
            ),
            Link(
                "Scale the output",
                rf"s = {three} \Rightarrow y = {c} \cdot {three} = {four}",
                (c * (a * x + b) ** 2, four),
                uses=f"s = {three}",
            ),
        ),
        rule="A graph of a computation is walked from the input to the output; each node needs the one below it.",
    )


def backward_graph(draw: Draw, level: int) -> Draft:
    """Derivatives carried back through a graph."""
    w, x, b, k, t = (draw.nonzero(-4, 5) for _ in range(5))
    one = w * x + b
    two = k * one
    err = two - t
    parts = (2 * err, 2 * err * k, 2 * err * k * x)
    if 0 in parts or len({abs(p) for p in parts}) < 3 or abs(x) == 1 or abs(k) == 1:
        raise Unsuitable("two derivatives alike")
    loss = (k * (S * x + b) - t) ** 2
    return order_draft(
        draw,
        task=rf"find $\bar w = \frac{{\partial L}}{{\partial w}}$ backwards through $z = w x + b$, $y = k z$, $e = y - t$, "
        rf"$L = e^{{2}}$, with $w = {w}$, $x = {x}$, $b = {b}$, $k = {k}$ and $t = {t}$",
        links=(
            Link(
                "Walk forward to the error",
                rf"e = {k} \cdot ({times(w, x)} {'+' if b > 0 else '-'} {abs(b)}) - {guarded(t)} \Rightarrow e = {err}",
                (k * (w * x + b) - t, err),
            ),
            Link(
                "Go back through the square",
                rf"e = {err} \Rightarrow \bar e = 2 e \Rightarrow \bar e = {parts[0]}",
                (second_way.slope(lambda e: e * e, second_way.real(err)), parts[0]),
                uses=f"e = {err}",
            ),
            Link(
                "Go back through the difference and the factor",
                rf"\bar e = {parts[0]} \Rightarrow \bar z = {guarded(k)} \cdot {guarded(parts[0])} \Rightarrow \bar z = {parts[1]}",
                (second_way.slope(lambda z: (k * z - t) ** 2, second_way.real(one)), parts[1]),
                uses=rf"\bar e = {parts[0]}",
            ),
            Link(
                "Go back to the weight",
                rf"\bar z = {parts[1]} \Rightarrow \bar w = {guarded(x)} \cdot {guarded(parts[1])} = {parts[2]}",
                (second_way.slope_of(loss, "s")({"s": second_way.real(w)}), parts[2]),
                uses=rf"\bar z = {parts[1]}",
            ),
        ),
        rule="Reverse mode needs the values of the forward walk, then multiplies by one local slope at a time.",
    )
