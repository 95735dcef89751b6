"""Steps to put into order: maps, paths, planes and curvature in several variables."""

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
    surface,
)
from assistant.practice.notation import guarded, mat, plus, tex, times, vec
from assistant.practice.order_steps import Link, order_draft

T, S = sympy.symbols("t s")


def estimate_of_a_map(draw: Draw, level: int) -> Draft:
    """The change of two outputs from the Jacobian matrix."""
    f, g = surface(draw), surface(draw, cubic=True)
    place = (draw.integer(1, 3), draw.nonzero(-3, 3))
    step = (sympy.Rational(draw.choice((-2, -1, 1, 2)), 10), sympy.Rational(draw.choice((-3, -1, 1, 3)), 10))
    rows = (partials(f), partials(g))
    numbers = tuple(tuple(at_point(e, place) for e in row) for row in rows)
    change = tuple(sum(a * h for a, h in zip(row, step, strict=True)) for row in numbers)
    start = (at_point(f, place), at_point(g, place))
    end = tuple(a + b for a, b in zip(start, change, strict=True))
    by_differences = tuple(second_way.slopes_of(e, ("x", "y"))(numbers_at(place)) for e in (f, g))
    return order_draft(
        draw,
        task=f"estimate $F(x, y) = {vec((f, g))}$ at ${pair([p + h for p, h in zip(place, step, strict=True)])}$ "
        f"from its value ${vec(start)}$ at ${pair(place)}$",
        links=(
            Link(
                "Write down the matrix of the partial derivatives",
                f"J(x, y) = {mat(rows)}",
                (
                    tuple(e for row in rows for e in row),
                    lambda at: tuple(s for e in (f, g) for s in second_way.slopes_of(e, ("x", "y"))(at)),
                ),
            ),
            Link(
                "Put the known point in",
                rf"{mat(rows)} \Rightarrow J{pair(place)} = {mat(numbers)}",
                (numbers, by_differences),
                uses=mat(rows),
            ),
            Link(
                "Multiply by the step",
                f"{mat(numbers)} {vec(step)} = {vec(change)}",
                (change, second_way.image(by_differences, [second_way.number_at(h, {}) for h in step])),
                uses=mat(numbers),
            ),
            Link(
                "Add the change to the known value",
                f"{vec(start)} + {vec(change)} = {vec(end)}",
                (tuple(a + b for a, b in zip(start, change, strict=True)), end),
                uses=vec(change),
            ),
        ),
        rule=r"$F(\mathbf{p} + \mathbf{h}) \approx F(\mathbf{p}) + J(\mathbf{p}) \mathbf{h}$.",
        names=("x", "y"),
    )


def along_a_path(draw: Draw, level: int) -> Draft:
    """The rate of change of a function along a moving point."""
    f = surface(draw, cubic=True)
    a, b, c, d = draw.nonzero(-3, 4), draw.nonzero(-3, 4), draw.nonzero(-3, 3), draw.nonzero(-3, 3)
    x, y, at = a + b * T**2, c * T + d, draw.integer(1, 2)
    place = tuple(e.subs(T, at) for e in (x, y))
    speed = (2 * b * at, c)
    slopes = partials(f)
    gradient = tuple(at_point(e, place) for e in slopes)
    rate = sum(g * v for g, v in zip(gradient, speed, strict=True))
    if 0 in gradient or 0 in place:
        raise Unsuitable("a term vanishes")
    path = f.subs({X: x, Y: y}, simultaneous=True)
    ahead = rate * sympy.Rational(1, 10)
    return order_draft(
        draw,
        task=f"estimate how much $f(x, y) = {tex(f)}$ changes from $t = {at}$ to $t = {tex(at + sympy.Rational(1, 10))}$ "
        f"along $x = {tex(x)}$, $y = {tex(y)}$, where $\\nabla f = {vec(slopes)}$ and at $t = {at}$ the velocity is "
        f"${vec(speed)}$",
        links=(
            Link(
                "Find the place at this time",
                f"(x({at}), y({at})) = {pair(place)}",
                (place, tuple(second_way.number_at(e, {"t": second_way.real(at)}) for e in (x, y))),
            ),
            Link(
                "Evaluate the gradient there",
                rf"\nabla f{pair(place)} = {vec(gradient)}".replace(
                    f"f{pair(place)}", rf"f \text{{ at }} {pair(place)}"
                ),
                (gradient, second_way.slopes_of(f, ("x", "y"))(numbers_at(place))),
                uses=pair(place),
            ),
            Link(
                "Multiply by the velocity",
                rf"{vec(gradient)} \cdot {vec(speed)} = {plus(*(times(g, v) for g, v in zip(gradient, speed, strict=True)))} "
                rf"\Rightarrow f' = {tex(rate)}",
                (second_way.slope_of(path, "t")({"t": second_way.real(at)}), rate),
                uses=vec(gradient),
            ),
            Link(
                "Multiply by the time that passes",
                rf"f' = {tex(rate)} \Rightarrow \frac{{1}}{{10}} \cdot {guarded(rate)} = {tex(ahead)}",
                (rate / 10, ahead),
                uses=f"f' = {tex(rate)}",
            ),
        ),
        rule=r"$\frac{d}{dt} f(x(t), y(t)) = \nabla f \cdot (x', y')$, with the gradient at the place where the point is.",
    )


def plane_estimate(draw: Draw, level: int) -> Draft:
    """A value near a point from the tangent plane."""
    f = surface(draw, cubic=draw.coin())
    place = (draw.nonzero(-3, 3), draw.nonzero(-3, 3))
    step = tuple(sympy.Rational(draw.choice((-3, -2, -1, 1, 2, 3)), 10) for _ in "xy")
    slopes = partials(f)
    numbers = tuple(at_point(e, place) for e in slopes)
    change = sum(a * h for a, h in zip(numbers, step, strict=True))
    start = at_point(f, place)
    by = second_way.slopes_of(f, ("x", "y"))
    there = by(numbers_at(place))
    return order_draft(
        draw,
        task=f"estimate $f(x, y) = {tex(f)}$ at ${pair([p + h for p, h in zip(place, step, strict=True)])}$ from "
        f"$f{pair(place)} = {tex(start)}$ and its gradient",
        links=(
            Link("Find the gradient", rf"\nabla f(x, y) = {vec(slopes)}", (by, slopes)),
            Link(
                "Put the known point in",
                rf"{vec(slopes)} \Rightarrow \nabla f{pair(place)} = {vec(numbers)}",
                (there, numbers),
                uses=vec(slopes),
            ),
            Link(
                "Multiply by the step",
                rf"{vec(numbers)} \cdot {vec(step)} = {plus(*(times(a, h) for a, h in zip(numbers, step, strict=True)))} "
                rf"\Rightarrow \Delta f \approx {tex(change)}",
                (second_way.dot(there, [second_way.number_at(h, {}) for h in step]), change),
                uses=vec(numbers),
            ),
            Link(
                "Add the change to the known value",
                rf"\Delta f \approx {tex(change)} \Rightarrow {tex(start)} + {guarded(change)} = {tex(start + change)}",
                (start + change, change + start),
                uses=rf"\Delta f \approx {tex(change)}",
            ),
        ),
        rule=r"$f(\mathbf{p} + \mathbf{h}) \approx f(\mathbf{p}) + \nabla f(\mathbf{p}) \cdot \mathbf{h}$.",
        names=("x", "y"),
    )


def curvature_term(draw: Draw, level: int) -> Draft:
    """The curvature term of a Taylor approximation, by walking along a line."""
    f = surface(draw, cubic=True)
    place, step = draw.full_vector(2, -3, 3), draw.full_vector(2, -2, 3)
    line = sympy.expand(f.subs({X: place[0] + step[0] * T, Y: place[1] + step[1] * T}, simultaneous=True))
    first = sympy.expand(sympy.diff(line, T))
    second = sympy.expand(sympy.diff(first, T))
    value = second.subs(T, 0)
    if not second.has(T) or value == 0:
        raise Unsuitable("too little bends")
    bends = [[second_way.second_slope_of(f, i, j)(numbers_at(place)) for j in ("x", "y")] for i in ("x", "y")]
    walk = [plus(p, s * T) for p, s in zip(place, step, strict=True)]
    return order_draft(
        draw,
        task=f"find the curvature term of the Taylor approximation of $f(x, y) = {tex(f)}$ from ${pair(place)}$ in the "
        f"direction ${vec(step)}$, by walking along the line",
        links=(
            Link(
                "Put the line into the function",
                rf"\varphi(t) = f\left({walk[0]}, {walk[1]}\right) = {tex(line)}",
                (
                    lambda at: second_way.number_at(
                        f, {"x": place[0] + step[0] * at["t"], "y": place[1] + step[1] * at["t"]}
                    ),
                    line,
                ),
            ),
            Link(
                "Find the slope along the line",
                rf"{derivative(line, 't')} = {tex(first)}",
                (second_way.slope_of(line, "t"), first),
                uses=tex(line),
            ),
            Link(
                "Find how the slope changes",
                rf"{derivative(first, 't')} = {tex(second)}",
                (second_way.slope_of(first, "t"), second),
                uses=tex(first),
            ),
            Link(
                "Take this at the start, and half of it",
                rf"{tex(second)} \Rightarrow \frac{{1}}{{2}} \varphi''(0) = {tex(value / 2)}",
                (second_way.dot(step, second_way.image(bends, step)) / 2, value / 2),
                uses=tex(second),
            ),
        ),
        rule=r"Along a line a function of several variables is one of $t$, and its curvature term is $\frac{1}{2} \varphi''(0)$.",
        names=("t",),
    )


def normal_equations(draw: Draw, level: int) -> Draft:
    """The gradient of the least-squares loss and where it vanishes."""
    a, w, b = draw.choice(
        (
            ("X", r"\mathbf{w}", r"\mathbf{y}"),
            ("A", r"\mathbf{x}", r"\mathbf{b}"),
            (r"\Phi", r"\mathbf{c}", r"\mathbf{t}"),
        )
    )
    front = draw.choice(("", r"\frac{1}{2} ", r"\frac{1}{n} ", r"\frac{1}{2 n} "))
    slope = {
        "": "2 ",
        r"\frac{1}{2} ": "",
        r"\frac{1}{n} ": r"\frac{2}{n} ",
        r"\frac{1}{2 n} ": r"\frac{1}{n} ",
    }[front]
    factor = {"": 1.0, r"\frac{1}{2} ": 0.5, r"\frac{1}{n} ": 1 / 3, r"\frac{1}{2 n} ": 1 / 6}[front]
    scale = sympy.Rational(round(6 * factor), 6)
    rows, target = ((1, 2), (3, -1), (0, 4)), (2, 5, -1)
    loss = scale * sum((r[0] * X + r[1] * Y - t) ** 2 for r, t in zip(rows, target, strict=True))
    short = rf"{front}\left({a} {w} - {b}\right)^\top \left({a} {w} - {b}\right)"
    start = rf"{front}\left\| {a} {w} - {b} \right\|^{{2}}"
    opened = rf"{front}\left({w}^\top {a}^\top {a} {w} - 2 {b}^\top {a} {w} + {b}^\top {b}\right)"
    gradient = rf"{slope}\left({a}^\top {a} {w} - {a}^\top {b}\right)"
    flat = [list(col) for col in zip(*rows, strict=True)]
    gram = second_way.exact_product(flat, rows)
    moment = second_way.image(flat, target)
    opened_value = scale * (
        gram[0][0] * X**2
        + 2 * gram[0][1] * X * Y
        + gram[1][1] * Y**2
        - 2 * (moment[0] * X + moment[1] * Y)
        + second_way.dot(target, target)
    )
    gradient_value = tuple(2 * scale * (g[0] * X + g[1] * Y - m) for g, m in zip(gram, moment, strict=True))
    best = second_way.linear_solution(gram, moment)
    return order_draft(
        draw,
        task=f"derive the normal equations from the loss ${start}$",
        links=(
            Link("Write the squared length as a product", f"{start} = {short}", (loss, loss)),
            Link("Multiply out", f"{short} = {opened}", (loss, opened_value), uses=short),
            Link(
                "Differentiate term by term",
                rf"\nabla {opened} = {gradient}",
                (second_way.slopes_of(loss, ("x", "y")), gradient_value),
                uses=opened,
            ),
            Link(
                "Set the gradient to zero",
                rf"{gradient} = 0 \Rightarrow {a}^\top {a} {w} = {a}^\top {b}",
                (second_way.image(gram, best), moment),
                uses=gradient,
            ),
        ),
        rule=r"$\nabla \left(\mathbf{x}^\top B \mathbf{x}\right) = 2 B \mathbf{x}$ for symmetric $B$, and $\nabla \left(\mathbf{c}^\top \mathbf{x}\right) = \mathbf{c}$.",
        names=("x", "y"),
    )
