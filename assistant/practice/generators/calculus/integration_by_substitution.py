"""Exercises on substitution: spotting the inner function, new limits, relabelling, and the normal density."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, Draft, Generator
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.in_order.integrals import relabel
from assistant.practice.generators.calculus.pieces import X, derivative, integral_of, numeric
from assistant.practice.notation import chain, scaled, tex
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, again_at, pick, typed

TOPIC = "integration-by-substitution"


def _spot(draw: Draw, level: int) -> Draft:
    a, b, n = draw.integer(2, 6), draw.integer(1, 7), draw.integer(2, 6)
    g = draw.choice((X**2 + b, X**3 + b, a * X**2 + b, sympy.sin(X) + b, sympy.exp(X) + b, X**2 + a * X + b))
    outer = draw.choice(
        (f"\\left({tex(g)}\\right)^{n}", rf"e^{{{tex(g)}}}", rf"\cos({tex(g)})", rf"\frac{{1}}{{{tex(g)}}}")
    )
    inner_slope = sympy.diff(g, X)
    # Beside e^x + b its slope e^x would serve as well, for it is the same up to a constant.
    beside = sympy.exp(-X) if sympy.simplify(sympy.diff(g - inner_slope, X)) == 0 else inner_slope
    shown = rf"{outer} \cdot \left({tex(inner_slope)}\right)"
    return pick(
        draw,
        ask=(
            f"Which substitution makes the integral of ${shown}$ easy?",
            f"To integrate ${shown}$, what is the new variable $u$?",
        ),
        right=g,
        wrong=[
            (
                beside,
                "That is the inner derivative; it disappears together with $dx$."
                if beside == inner_slope
                else "Its derivative is not the factor that stands beside.",
            ),
            (X, "That changes nothing."),
            (g * inner_slope, "Look for a function whose derivative stands beside it."),
            (g**2, "Take the inner function itself."),
        ],
        proof=again_at(
            "differences",
            "The derivative of the option was computed numerically; it is the factor beside it.",
            ("x",),
            lambda p: second_way.number_at(g, p),
        ),
        shown=lambda v: f"u = {tex(v)}",
        steps=[("Its derivative stands beside it", chain(derivative(g), inner_slope))],
        hints=(
            "You are asked for the new variable.",
            "Look for an inner function whose derivative is a factor.",
            "Differentiate what stands inside and compare with the other factor.",
        ),
    )


def _in_pieces(f: Any, low: Any, high: Any) -> Any:
    """The integral from four pieces, because a pole close to the whole interval costs digits."""
    start, end = (second_way.number_at(sympy.Integer(0) + e, {}) for e in (low, high))
    step = (end - start) / 4
    pieces = (second_way.integral(numeric(f), start + i * step, start + (i + 1) * step) for i in range(4))
    return sum(pieces, second_way.real(0))


def _carry(draw: Draw, level: int) -> Draft:
    c, n, b = draw.choice((1, 2, 3, -1)), draw.choice((1, 2, 3)), draw.integer(1, 4)
    t = sympy.Symbol("u")
    if level == 1:
        g, low, high = X**2 + b, 0, draw.choice((1, 2))
        outer, whole = c * t**n, c * t ** (n + 1) / sympy.Integer(n + 1)
    elif level == 2:
        g, low, high = draw.choice(
            (
                (X**2 + b, 0, 1),
                (X**3 + b, 0, 1),
                (X**2 + b, 1, 2),
                (sympy.sin(X) + b, 0, sympy.pi / 2),
                (X**2 + 2 * X + b, 0, 1),
            )
        )
        outer, whole = draw.choice(((c / t, c * sympy.log(t)), (c * t**2, c * t**3 / 3), (c / t**2, -c / t)))
    else:
        a = draw.choice((2, 3, 4))
        g, low, high = a * X + b, 0, draw.choice((1, 2, 3))
        outer, whole = draw.choice(
            (
                (c * t**2 * 3 * a, c * a * t**3),
                (c * a / t, c * a * sympy.log(t)),
                (2 * c * a * t**3, c * a * t**4 / sympy.Integer(2)),
            )
        )
        f = outer.subs(t, g)
        key = sympy.expand((whole.subs(t, g.subs(X, high)) - whole.subs(t, g.subs(X, low))) / a)
        inner, factor_text = sympy.Integer(1), rf"\frac{{1}}{{{a}}} "
    if level < 3:
        inner, factor_text = sympy.diff(g, X), ""
        f = outer.subs(t, g) * inner
        key = sympy.expand(whole.subs(t, g.subs(X, high)) - whole.subs(t, g.subs(X, low)))
    new = (g.subs(X, low), g.subs(X, high))
    shown = integral_of(f, low, high)
    fraction = 1 if level < 3 else sympy.Rational(1, a)
    return typed(
        draw,
        ask=(f"Compute ${shown}$ by substitution.", f"Find ${shown}$; take care of the limits."),
        key=key,
        answer="a number such as 26/3 or ln 2",
        proof=again(
            "Gauss's rule",
            "The integral was computed at 80 digits by Gauss's rule.",
            lambda: _in_pieces(f, low, high),
        ),
        steps=[
            (
                "The inner function runs between new limits",
                f"{shown} = {factor_text}{integral_of(outer, *new, 'u')}",
            ),
            ("An antiderivative in u", rf"\frac{{d}}{{du}}\left({tex(whole)}\right) = {tex(outer)}"),
            ("Put the new limits in", f"{factor_text}{integral_of(outer, *new, 'u')} = {tex(key)}"),
        ],
        hints=(
            "You are asked for an integral with an inner function.",
            r"$\int_a^b f(g(x)) \, g'(x) \, dx = \int_{g(a)}^{g(b)} f(u) \, du$."
            + (" If only a constant is missing, supply it and divide by it." if level == 3 else ""),
            f"Take $u = {tex(g)}$ and find the new limits.",
        ),
        wrong=[
            *(
                [(whole.subs(t, high) - whole.subs(t, low), "The limits have to be changed too.")]
                if level == 1
                else []
            ),
            (key / fraction, "The missing factor has to be divided out.")
            if level == 3
            else (-key, "Mind the order of the new limits."),
        ],
    )


def _relabel(draw: Draw, level: int) -> Draft:
    b, n, c = draw.integer(1, 3), draw.choice((2, 3)), draw.choice((1, 2, 3, -1))
    low, high = -b, draw.choice((0, 1)) - b + draw.integer(1, 2)
    f = c * X * (X + b) ** n
    top = high + b
    key = c * (Fraction(top ** (n + 2), n + 2) - Fraction(b * top ** (n + 1), n + 1))
    return typed(
        draw,
        ask=(
            f"Compute ${integral_of(f, low, high)}$ with $u = x + {b}$.",
            f"No inner derivative is to be seen, yet $u = x + {b}$ helps: find ${integral_of(f, low, high)}$.",
        ),
        key=key,
        proof=again(
            "Gauss's rule",
            "The integral was computed at 80 digits by Gauss's rule.",
            lambda: second_way.integral(numeric(f), low, high),
        ),
        steps=[
            (
                "Replace everything, limits included",
                f"{integral_of(f, low, high)} = {integral_of(sympy.expand(c * (sympy.Symbol('u') - b) * sympy.Symbol('u') ** n), 0, top, 'u')}",
            ),
            (
                "Powers only",
                f"{integral_of(sympy.expand(c * (sympy.Symbol('u') - b) * sympy.Symbol('u') ** n), 0, top, 'u')} = {tex(key)}",
            ),
        ],
        hints=(
            "You are asked for an integral after a relabelling.",
            "Replace every $x$: here $x = u - " + str(b) + "$, and $dx = du$.",
            "The new limits are the old ones moved by the same amount.",
        ),
        wrong=[
            (c * Fraction(top ** (n + 1), n + 1), "The factor $x$ has to be replaced as well."),
            (-key, "Check the sign of the second power."),
        ],
    )


def _normal(draw: Draw, level: int) -> Draft:
    m, s, z1, z2 = (
        draw.integer(20, 200),
        draw.integer(2, 25),
        draw.choice((-3, -2, -1, 0)),
        draw.choice((1, 2, 3)),
    )
    if level == 3:
        x = m + draw.choice((z1, z2)) * s or m + s
        return typed(
            draw,
            ask=(
                f"The limit $x = {x}$ of an integral over a bell curve, centred at ${m}$ and ${s}$ wide, is replaced by $z = \\frac{{x - {m}}}{{{s}}}$. What is the new limit?",
            ),
            key=Fraction(x - m, s),
            proof=Satisfies(
                "back again",
                "The new limit, stretched and moved back, gives the old one.",
                lambda g: m + s * g == x,
            ),
            steps=[("Put it in", rf"\frac{{{x} - {m}}}{{{s}}} = {tex(Fraction(x - m, s))}")],
            hints=(
                "You are asked for a standardised limit.",
                "Subtract the centre, divide by the width.",
                f"Subtract ${m}$ first.",
            ),
            wrong=[
                (x - m, "Divide by the width."),
                (Fraction(m - x, s), "Value minus centre.") if x != m else (1, "Value minus centre."),
            ],
        )
    z = draw.choice((z1, z2)) or 1
    return typed(
        draw,
        ask=(
            f"With $z = \\frac{{x - {m}}}{{s}}$ the limit $x = {m + z * s}$ becomes $z = {z}$. How wide is the bell curve, that is, what is $s$?",
            f"Standardising with the centre ${m}$ turns ${m + z * s}$ into ${z}$. By which number $s$ was divided?",
        ),
        key=s,
        proof=Satisfies(
            "substitution", "With s put in, the limit was standardised.", lambda g: z * g == m + z * s - m
        ),
        steps=[("Multiply by s", f"{scaled(z, 's')} = {m + z * s} - {m}"), ("Solve for s", f"s = {s}")],
        hints=(
            "You are asked for the width of a bell curve.",
            "Value minus centre, divided by the width, is the new limit.",
            f"Subtract ${m}$ from ${m + z * s}$.",
        ),
        symbols=("s",),
        wrong=[
            (z * s, f"Divide by ${z}$." if z != 1 else "Check the difference."),
            (-s, "A width is positive."),
        ],
    )


GENERATORS = (
    Generator(TOPIC, "spot", CHOICE, _spot, levels=(1,), objectives=(1,), version=2),
    Generator(TOPIC, "carry-out", COMPUTE, _carry, objectives=(2,)),
    Generator(TOPIC, "relabel", COMPUTE, _relabel, levels=(3,), objectives=(3,)),
    Generator(TOPIC, "standardise", COMPUTE, _normal, levels=(3,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _normal, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, relabel, levels=(3,), objectives=(3,)),
)
