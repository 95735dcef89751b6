"""Exercises on functions of several variables: values, domains, slices, level sets, and losses as functions of weights."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, PAIR, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X, Y
from assistant.practice.notation import chain, guarded, minus, over, plus, power, squares_sum, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, claim, typed

TOPIC = "functions-of-several-variables"


def _surface(draw: Draw) -> Any:
    a, b, c = draw.nonzero(-3, 4), draw.nonzero(-3, 4), draw.nonzero(-3, 4)
    return draw.choice(
        (
            a * X**2 + b * Y**2,
            a * X**2 + b * X * Y,
            a * X * Y + b * Y**2 + c * X,
            a * X**2 * Y + b * Y,
            a * X**2 + b * X * Y + c * Y**2,
        )
    )


def _put(f: Any, values: dict[Any, int]) -> str:
    terms = []
    for powers, c in sympy.Poly(f, X, Y).terms():
        parts = [
            power(values[v], n) if n > 1 else values[v] for v, n in zip((X, Y), powers, strict=True) if n
        ]
        terms.append(times(*parts) if c == 1 and parts else times(c, *parts))
    return plus(*terms)


def _value(draw: Draw, level: int) -> Draft:
    f, p, q = _surface(draw), draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    key = int(f.subs({X: p, Y: q}))
    swapped = int(f.subs({X: q, Y: p}))
    if p == q:
        raise Unsuitable("the order does not show")
    return typed(
        draw,
        ask=(
            f"Compute $f({p}, {q})$ for $f(x, y) = {tex(f)}$.",
            f"How high is the surface $f(x, y) = {tex(f)}$ over the point $({p}, {q})$?",
        ),
        key=key,
        proof=again(
            "80 digits",
            "The tree of the formula was computed at 80 digits.",
            lambda: second_way.number_at(f, {"x": second_way.real(p), "y": second_way.real(q)}),
        ),
        steps=[("Put both numbers in, each in its place", f"{_put(f, {X: p, Y: q})} = {key}")],
        hints=(
            "You are asked for one number.",
            "The first number goes in for $x$, the second for $y$.",
            f"Put ${p}$ in for $x$ first and simplify.",
        ),
        wrong=[
            (swapped, "The numbers have changed places: the first one belongs to $x$."),
            (-key, "Check the signs."),
            (int(f.subs({X: abs(p), Y: abs(q)})), "Mind the signs of the inputs."),
        ],
    )


def _loss(draw: Draw, level: int) -> Draft:
    data = [(draw.integer(-2, 3), draw.integer(-4, 6)) for _ in range(2 if level == 2 else 3)]
    w, b = draw.nonzero(-3, 3), draw.integer(-2, 3)
    if len({x for x, _ in data}) < len(data):
        raise Unsuitable("same input twice")
    errors = [w * x + b - y for x, y in data]
    key = sum(e * e for e in errors)
    points = ", ".join(f"$({x}, {y})$" for x, y in data[:-1]) + f" and $({data[-1][0]}, {data[-1][1]})$"
    return typed(
        draw,
        ask=(
            f"A line with slope $w$ and bias $b$ is fitted to {points}. Its loss $E(w, b)$ is the sum of the squared errors. Compute $E({w}, {b})$.",
            f"For the data {points} let $E(w, b)$ be the sum of $(w x + b - y)^2$ over all points. What is $E({w}, {b})$?",
        ),
        key=key,
        proof=again(
            "expanded form",
            "The loss was multiplied out and computed from sums over the data.",
            lambda: (
                w * w * sum(x * x for x, _ in data)
                + 2 * w * b * sum(x for x, _ in data)
                + len(data) * b * b
                - 2 * w * sum(x * y for x, y in data)
                - 2 * b * sum(y for _, y in data)
                + sum(y * y for _, y in data)
            ),
        ),
        steps=[
            *(
                (
                    f"Error at the point ({x}, {y})",
                    f"{times(w, x)} {'+' if b >= 0 else '-'} {abs(b)} - {guarded(y)} = {e}",
                )
                for (x, y), e in zip(data, errors, strict=True)
            ),
            ("Square and add", chain(squares_sum(errors), key)),
        ],
        hints=(
            "You are asked for one value of a loss: the weights are the variables, the data are constants.",
            "For every point, predict $w x + b$, subtract $y$, and square.",
            f"The first prediction is ${times(w, data[0][0])} {'+' if b >= 0 else '-'} {abs(b)}$.",
        ),
        wrong=[
            (sum(errors), "Square the errors before you add them."),
            (sum(abs(e) for e in errors), "The errors are to be squared."),
            (sum(errors) ** 2, "Square each error, not their sum."),
        ],
    )


def _slice(draw: Draw, level: int) -> Draft:
    f, at = _surface(draw), draw.nonzero(-3, 4)
    fixed, free = (X, Y) if draw.coin() else (Y, X)
    key = sympy.expand(f.subs(fixed, at))
    if not key.has(free):
        raise Unsuitable("constant")
    wrong_way = sympy.expand(f.subs(free, at)).subs(fixed, free)
    return typed(
        draw,
        ask=(
            f"Hold ${fixed}$ at ${at}$ in $f(x, y) = {tex(f)}$. Which function of ${free}$ is left?",
            f"The surface $f(x, y) = {tex(f)}$ is cut along ${fixed} = {at}$. Describe the slice by a formula in ${free}$.",
        ),
        key=key,
        answer="a formula such as x^2 + 4",
        symbols=(free.name,),
        proof=again_at(
            "three points",
            "The surface and the slice agree at three points.",
            (free.name,),
            lambda p: second_way.number_at(f, {fixed.name: second_way.real(at), free.name: p[free.name]}),
        ),
        steps=[
            (
                f"Put {at} in for {fixed}",
                rf"f({'x, ' + str(at) if fixed is Y else str(at) + ', y'}) = {tex(key)}",
            )
        ],
        hints=(
            "You are asked for a function of one variable.",
            "Put the fixed number in and leave the other variable alone.",
            f"Every ${fixed}$ becomes ${at}$. Then simplify.",
        ),
        wrong=[
            (wrong_way, "The other variable was to be held fixed."),
            (sympy.expand(f.subs(fixed, -at)), "Mind the sign of the fixed number."),
        ],
    )


def _level(draw: Draw, level: int) -> Draft:
    if level == 1:
        p, q = draw.integer(-4, 5), draw.integer(-4, 5)
        a, b = draw.choice((1, 1, 2, 4)), draw.choice((1, 1, 4, -1, 3))
        f = a * X**2 + b * Y**2
        here = a * p * p + b * q * q
        other = (draw.choice((p, -p, q)), draw.choice((-q, q, p)))
        there = a * other[0] ** 2 + b * other[1] ** 2
        if other == (p, q) or 0 in (p, q):
            raise Unsuitable("the same point")
        return claim(
            draw,
            says=(
                f"$({p}, {q})$ and $({other[0]}, {other[1]})$ lie on the same contour of $f(x, y) = {tex(f)}$.",
                f"On a contour plot of $f(x, y) = {tex(f)}$ the points $({p}, {q})$ and $({other[0]}, {other[1]})$ are on one line.",
            ),
            truth=here == there,
            method="80 digits",
            detail="Both heights were computed at 80 digits.",
            decide=lambda: second_way.equal(
                *(
                    second_way.number_at(f, {"x": second_way.real(u), "y": second_way.real(v)})
                    for u, v in ((p, q), other)
                )
            ),
            steps=[
                ("Height at the first point", f"{_put(f, {X: p, Y: q})} = {here}"),
                ("Height at the second point", f"{_put(f, {X: other[0], Y: other[1]})} = {there}"),
            ],
            hints=(
                "You are asked whether two points have the same height.",
                "A contour is a level set: all inputs with the same output.",
                f"Compute $f({p}, {q})$ first.",
            ),
            if_wrong=f"The heights are ${here}$ and ${there}$.",
        )
    root_, q = draw.integer(1, 6), draw.nonzero(-4, 5)
    a, b = draw.choice((1, 1, 2, 3)), draw.nonzero(-3, 4)
    c = a * root_ * root_ + b * q * q
    f = a * X**2 + b * Y**2
    return typed(
        draw,
        ask=(
            f"The level set of $f(x, y) = {tex(f)}$ with height ${c}$ contains two points with $y = {q}$. Which $x$ do they have?",
            f"For which two $x$ is $f(x, {q}) = {c}$, if $f(x, y) = {tex(f)}$?",
        ),
        key={root_, -root_},
        answer=PAIR,
        symbols=("x",),
        proof=Satisfies(
            "substitution",
            "Both points have the wanted height; a quadratic equation has no third solution.",
            lambda g: len(g) == 2 and all(a * v * v + b * q * q == c for v in g),
        ),
        steps=[
            ("Put y in", f"{tex(a * X**2)} {'+' if b > 0 else '-'} {abs(b * q * q)} = {c}"),
            ("Solve", chain("x^2", over(c - b * q * q, a), root_ * root_)),
        ],
        hints=(
            "You are asked for two inputs with a given height.",
            "A level set holds all inputs with the same output: put $y$ in and solve for $x$.",
            f"With $y = {q}$ the part with $y$ becomes ${times(b, power(q, 2))}$.",
        ),
        wrong=[
            ({root_}, "There is a second one, with the other sign."),
            ({root_**2, -(root_**2)}, "Take the root."),
        ],
    )


def _domain(draw: Draw, level: int) -> Draft:
    r, c, kind = draw.integer(2, 6), draw.choice((1, -1, 2, -2, 3)), draw.choice(("ball", "log", "fraction"))
    p, q = draw.integer(-6, 7), draw.integer(-6, 7)
    if kind == "ball":
        inner, shown = r * r - X**2 - Y**2, rf"\sqrt{{{r * r} - x^2 - y^2}}"
        written = f"{r * r} - {power(p, 2)} - {power(q, 2)}"
        need = "A root needs a number that is not negative under it."
    elif kind == "log":
        inner, shown, written = X + c * Y, rf"\ln({tex(X + c * Y)})", plus(p, times(c, q))
        need = "A logarithm needs a positive number."
    else:
        p = draw.choice((p, c * q))
        inner, shown = X - c * Y, rf"\frac{{1}}{{{tex(X - c * Y)}}}"
        written = minus(p, c * q)
        need = "A fraction needs a denominator that is not zero."
    value = int(inner.subs({X: p, Y: q}))
    truth = value >= 0 if kind == "ball" else value > 0 if kind == "log" else value != 0

    def decide() -> bool:
        number = second_way.number_at(inner, {"x": second_way.real(p), "y": second_way.real(q)})
        return bool(number >= 0 if kind == "ball" else number > 0 if kind == "log" else number != 0)

    return claim(
        draw,
        says=(
            f"The point $({p}, {q})$ belongs to the domain of $f(x, y) = {shown}$.",
            f"The function $f(x, y) = {shown}$ has a value at $({p}, {q})$.",
        ),
        truth=truth,
        method="80 digits",
        detail="The expression inside was computed at 80 digits and its sign looked at.",
        decide=decide,
        steps=[("The expression inside", f"{written} = {value}")],
        hints=(
            "You are asked whether a point may be put in.",
            need,
            "Put the point into the expression inside and look at its sign.",
        ),
        if_wrong=f"Inside stands ${value}$. {need}",
    )


GENERATORS = (
    Generator(TOPIC, "value", COMPUTE, _value, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "domain", TRUE_FALSE, _domain, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "slice", COMPUTE, _slice, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "contour", TRUE_FALSE, _level, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _level, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "loss", COMPUTE, _loss, levels=(2, 3), objectives=(4,)),
)
