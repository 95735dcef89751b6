"""Exercises on the chain rule with several paths: one variable behind all inputs, layers of variables, and reuse."""

from __future__ import annotations

from fractions import Fraction

import sympy

from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MISTAKE, ORDER, REVERSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.several_variables import along_a_path
from assistant.practice.generators.calculus.pieces import (
    X,
    Y,
    at_point,
    derivative,
    numeric,
    partial,
    partials,
    surface,
    value_at,
)
from assistant.practice.notation import chain, guarded, over, plus, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, typed
from assistant.practice.worked import Part, mistake_draft

TOPIC = "multivariable-chain-rule"

T = sympy.Symbol("t")
RULE = "Multiply the derivatives along each path and add up the paths."


def _total(draw: Draw, level: int) -> Draft:
    f = surface(draw, cubic=level == 2)
    x, y = draw.nonzero(-2, 3) * T, draw.choice((T**2, draw.nonzero(-2, 3) * T + 1, 2 * T**2))
    if level == 3:
        x, y = draw.choice((sympy.sin(T), sympy.exp(T))), draw.choice((sympy.cos(T), T**2, sympy.exp(2 * T)))
        f = draw.choice((X * Y, X**2 + Y**2 * draw.nonzero(-2, 2), X**2 * Y, X * Y**2)) * draw.choice(
            (1, 2, 3)
        )
    fx, fy = partials(f)
    whole = at_point(f, (x, y))
    one, two = at_point(fx, (x, y)) * sympy.diff(x, T), at_point(fy, (x, y)) * sympy.diff(y, T)
    key = sympy.expand(one + two)
    if not key.has(T):
        raise Unsuitable("constant")
    return typed(
        draw,
        ask=(
            f"Let $f(x, y) = {tex(f)}$ with $x = {tex(x)}$ and $y = {tex(y)}$. Find $\\frac{{df}}{{dt}}$ as a formula in $t$.",
            f"$x = {tex(x)}$ and $y = {tex(y)}$ move with $t$. How fast does $f(x, y) = {tex(f)}$ change? Answer as a formula in $t$.",
        ),
        key=key,
        answer="a formula such as 36t^3",
        symbols=("t",),
        proof=again_at(
            "differences",
            "The inner functions were put in and the result differentiated numerically.",
            ("t",),
            second_way.slope_of(whole, "t"),
        ),
        steps=[
            ("Links of the path through x", f"{partial(f, 'x')} = {tex(fx)}"),
            ("and", f"{derivative(x, 't')} = {tex(sympy.diff(x, T))}"),
            ("Links of the path through y", f"{partial(f, 'y')} = {tex(fy)}"),
            ("and", f"{derivative(y, 't')} = {tex(sympy.diff(y, T))}"),
            ("Multiply along the paths and add", f"{derivative(whole, 't')} = {tex(key)}"),
        ],
        hints=(
            "You are asked for a derivative with respect to the one variable behind everything.",
            RULE,
            f"The path through $x$ begins with ${partial(f, 'x')}$.",
        ),
        wrong=[
            (sympy.expand(one), "The path through $y$ is missing."),
            (sympy.expand(two), "The path through $x$ is missing."),
            (sympy.expand(at_point(fx, (x, y)) + at_point(fy, (x, y))), "The inner derivatives are missing."),
        ],
    )


def _partial(draw: Draw, level: int) -> Draft:
    r, s = sympy.symbols("r s")
    f = draw.choice((X * Y, X**2 + Y**2, X**2 - Y**2, X * Y**2, X**2 * Y)) * draw.choice((1, 1, 2, -1))
    u, v = draw.choice(
        ((r + s, r - s), (r * s, r + s), (2 * r + s, r - s), (r + 2 * s, r * s), (r - s, r * s))
    )
    by = draw.choice((r, s))
    fx, fy = partials(f)
    whole = at_point(f, (u, v))
    one, two = at_point(fx, (u, v)) * sympy.diff(u, by), at_point(fy, (u, v)) * sympy.diff(v, by)
    key = sympy.expand(one + two)
    if key == 0:
        raise Unsuitable("zero")
    return typed(
        draw,
        ask=(
            rf"Let $f(x, y) = {tex(f)}$ with $x = {tex(u)}$ and $y = {tex(v)}$. Find $\frac{{\partial f}}{{\partial {by}}}$ as a formula in $r$ and $s$.",
        ),
        key=key,
        answer="a formula such as 2r - s^2",
        symbols=("r", "s"),
        proof=again_at(
            "differences",
            "The inner functions were put in and the result differentiated numerically.",
            ("r", "s"),
            second_way.slope_of(whole, by.name),
        ),
        steps=[
            ("Outer links", f"{partial(f, 'x')} = {tex(fx)}"),
            ("and", f"{partial(f, 'y')} = {tex(fy)}"),
            ("Inner links", f"{partial(u, by.name)} = {tex(sympy.diff(u, by))}"),
            ("and", f"{partial(v, by.name)} = {tex(sympy.diff(v, by))}"),
            ("Multiply along the paths and add", f"{partial(whole, by.name)} = {tex(key)}"),
        ],
        hints=(
            f"You are asked how the value changes with ${by}$ alone.",
            RULE,
            f"From ${by}$ one arrow leads to $x$ and one to $y$. What does each carry?",
        ),
        wrong=[
            (sympy.expand(one), "The path through $y$ is missing."),
            (sympy.expand(two), "The path through $x$ is missing."),
            (sympy.expand(one - two), "The paths are added."),
        ],
    )


def _graph(draw: Draw, level: int) -> Draft:
    a, b, c, d = draw.full_vector(4, -4, 5)
    e = draw.nonzero(-4, 5) if level > 1 else 0
    direct = f", and directly to the loss, carrying ${e}$" if e else ""
    key = a * b + c * d + e
    paths = plus(times(a, b), times(c, d), *([e] if e else []))
    if level == 3:
        return typed(
            draw,
            ask=(
                f"A weight $w$ feeds $p$ (local derivative ${a}$) and $q$ (local derivative $k$). The loss $L$ has the derivatives ${b}$ by $p$ and ${d}$ by $q$, and $\\frac{{dL}}{{dw}} = {a * b + c * d}$. Find $k$.",
            ),
            key=c,
            proof=Satisfies(
                "straight lines",
                "Straight lines with these slopes were put together and a unit step was taken.",
                lambda g: b * (a * 1) + d * (g * 1) == a * b + c * d,
            ),
            steps=[
                ("One product for each path", rf"{times(a, b)} + {guarded(d)} \cdot k = {a * b + c * d}"),
                ("Solve for k", chain("k", over(c * d, d), c)),
            ],
            hints=(
                "You are asked for the local derivative on one arrow.",
                RULE,
                f"The path through $p$ contributes ${times(a, b)}$.",
            ),
            symbols=("k",),
            wrong=[(c * d, f"Divide by ${d}$."), (-c, "The sign is turned round.")],
        )
    return typed(
        draw,
        ask=(
            f"In a graph an arrow leads from $w$ to $p$, carrying ${a}$, and from $p$ to the loss, carrying ${b}$; another from $w$ to $q$, carrying ${c}$, and from $q$ to the loss, carrying ${d}${direct}. What is $\\frac{{dL}}{{dw}}$?",
            f"The loss depends on $p$ (derivative ${b}$) and $q$ (derivative ${d}$); both depend on $w$, with the derivatives ${a}$ and ${c}${'' if not e else f'. The loss also uses $w$ itself, with the derivative ${e}$'}. Find $\\frac{{dL}}{{dw}}$.",
        ),
        key=key,
        proof=again(
            "straight lines",
            "Straight lines with these slopes were put together and differentiated numerically.",
            lambda: second_way.slope(lambda w: b * (a * w) + d * (c * w) + e * w, second_way.real(1)),
        ),
        steps=[("One product for each path", chain(paths, key))],
        hints=("You are asked for one number.", RULE, f"The path through $p$ contributes ${times(a, b)}$."),
        wrong=[
            (a * b, "There is another path."),
            (c * d, "There is another path."),
            (a * b * c * d, "The paths are added."),
            (a * b + c * d, "The direct arrow is a path too."),
            ((a + c) * (b + d), "Multiply along each path on its own."),
        ],
    )


def _reuse(draw: Draw, level: int) -> Draft:
    w = sympy.Symbol("w")
    x, target = draw.nonzero(-3, 3), draw.integer(-4, 5)
    m, n = draw.choice(((1, 2), (2, 1), (1, 1), (2, 3)))
    f = draw.choice(
        (
            w * (w * x + draw.nonzero(-4, 4)),
            (w * x) ** 2 + w * target * 2 + w,
            w**m * (w + x) ** n,
            (w**2 * x - draw.nonzero(-3, 3)) * w,
        )
    )
    at = draw.nonzero(-2, 3)
    key = int(value_at(sympy.diff(f, w), at, "w"))
    return typed(
        draw,
        ask=(
            f"The weight $w$ is used in more than one place: $L(w) = {tex(f)}$. Find $L'({at})$, adding up what each place contributes.",
            f"A shared weight enters twice: $L(w) = {tex(f)}$. What is the slope at $w = {at}$?",
        ),
        key=key,
        proof=again(
            "differences",
            "The loss was differentiated numerically.",
            lambda: second_way.slope(numeric(f, "w"), second_way.real(at)),
        ),
        steps=[
            ("All places together", f"{derivative(f, 'w')} = {tex(sympy.expand(sympy.diff(f, w)))}"),
            ("At the place", f"L'({at}) = {key}"),
        ],
        hints=(
            "You are asked for the slope in a weight that is used twice.",
            "Treat each use as a variable of its own, differentiate, and add.",
            "Name the two uses $u$ and $v$, and set both to $w$ at the end.",
        ),
        wrong=[
            (-key, "The sign is turned round."),
            (Fraction(key, 2), "Both uses contribute; do not average them."),
            (int(value_at(f, at, "w")), "That is the value, not the slope."),
        ],
    )


def _slip(draw: Draw, level: int) -> Draft:
    p, q, n = draw.integer(2, 4), draw.integer(2, 4), draw.choice((2, 3))
    whole = sympy.expand((p * T) ** 2 * (q * T**n))
    total = sympy.diff(whole, T)
    c = p * p * q
    first, second = f"{2 * c} t^{n + 1}", f"{n * c} t^{n + 1}"
    kind = draw.choice(("path", "sum"))
    fn = lambda e: lambda point_: second_way.number_at(e, point_)  # noqa: E731
    slope = second_way.slope_of(whole, "t")
    first_value = 2 * c * T ** (n + 1)
    middle, middle_value = (
        (rf"2 \cdot {p}t \cdot {q}t^{n} \cdot {p}", first_value)
        if kind == "path"
        else (f"{first} + {second}", total)
    )
    end, end_value = (
        (first, first_value) if kind == "path" else (f"{2 * n * c} t^{n + 1}", 2 * n * c * T ** (n + 1))
    )
    if kind == "sum" and 2 * n == n + 2:
        raise Unsuitable("equal by chance")
    return mistake_draft(
        draw,
        task=f"differentiate $x^2 y$ with $x = {p}t$ and $y = {q}t^{n}$ with respect to $t$",
        parts=(
            Part(rf"\frac{{d}}{{dt}}\left(({p}t)^2 \cdot {q}t^{n}\right)", slope),
            Part(middle, fn(middle_value)),
            Part(end, fn(end_value)),
        ),
        fix=f"{first} + {second}" if kind == "path" else tex(total),
        rule="Every path counts once, and the contributions of the paths are added",
        names=("t",),
    )


GENERATORS = (
    Generator(TOPIC, "total", COMPUTE, _total, objectives=(1,)),
    Generator(TOPIC, "partial", COMPUTE, _partial, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "paths", COMPUTE, _graph, levels=(1, 2), objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, _graph, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "reuse", COMPUTE, _reuse, levels=(2, 3), objectives=(4,)),
    Generator(TOPIC, "slip", MISTAKE, _slip, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "in-order", ORDER, along_a_path, levels=(2,), objectives=(1,)),
)
