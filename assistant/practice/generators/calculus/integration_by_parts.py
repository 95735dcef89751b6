"""Exercises on integration by parts: choosing the factors, one round or several, and logarithms."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.in_order.integrals import logarithm_by_parts
from assistant.practice.generators.calculus.pieces import X, derivative, integral_of, linear_side, numeric
from assistant.practice.notation import guarded, tex, times
from assistant.practice.proof import Satisfies
from assistant.practice.tasks import again, typed, words

TOPIC = "integration-by-parts"

RULE = r"$\int_a^b u \, v' \, dx = \left[ u \, v \right]_a^b - \int_a^b u' \, v \, dx$."


def _gauss(f: Any, low: Any, high: Any) -> Any:
    a, b = (second_way.number_at(sympy.Integer(0) + e, {}) for e in (low, high))
    return second_way.integral(numeric(f), a, b)


def _once(draw: Draw, level: int) -> Draft:
    c, k = draw.choice((1, 2, 3, 4, -1, -2)), draw.choice((1, 2, 3))
    n = 1 if level == 1 else 2
    kind = draw.choice(("exp", "sin", "cos"))
    shift = draw.integer(-3, 4) if level == 1 else 0
    u: Any = c * X + shift if n == 1 else c * X**2
    if kind == "exp":
        v, low, high = sympy.exp(k * X), sympy.Integer(0), sympy.log(draw.choice((2, 3))) / k
        whole, part, sign = sympy.Integer(0), u, 1
        for i in range(n + 1):
            whole += sign * part * v / k ** (i + 1)
            part, sign = sympy.diff(part, X), -sign
    else:
        low, high = sympy.Integer(0), sympy.pi if draw.coin() else sympy.pi / 2
        k = 1
        v = sympy.sin(X) if kind == "sin" else sympy.cos(X)
        whole, part, integral_ = sympy.Integer(0), u, v
        sign = 1
        for _ in range(n + 1):
            integral_ = {
                sympy.sin(X): -sympy.cos(X),
                sympy.cos(X): sympy.sin(X),
                -sympy.cos(X): -sympy.sin(X),
                -sympy.sin(X): sympy.cos(X),
            }[integral_]
            whole += sign * part * integral_
            part, sign = sympy.diff(part, X), -sign
    f = u * v
    key = sympy.expand(whole.subs(X, high) - whole.subs(X, low))
    if key == 0:
        raise Unsuitable("zero")
    first = sympy.exp(k * X) / k if kind == "exp" else (-sympy.cos(X) if kind == "sin" else sympy.sin(X))
    boundary = sympy.expand((u * first).subs(X, high) - (u * first).subs(X, low))
    return typed(
        draw,
        ask=(f"Compute ${integral_of(f, low, high)}$ by parts.", f"Find ${integral_of(f, low, high)}$."),
        key=key,
        answer="a number such as 2 ln 2 - 1 or pi - 2",
        proof=again(
            "Gauss's rule",
            "The integral was computed at 80 digits by Gauss's rule.",
            lambda: _gauss(f, low, high),
        ),
        steps=[
            (
                "An antiderivative, checked by differentiating",
                f"{derivative(sympy.expand(whole))} = {tex(f)}",
            ),
            ("Put the limits in", f"{integral_of(f, low, high)} = {tex(key)}"),
        ],
        hints=(
            "You are asked for an area under a product.",
            RULE + (" Here it is needed twice." if n == 2 else ""),
            f"Differentiate the factor ${tex(u)}$ and integrate ${tex(v)}$.",
        ),
        wrong=[
            (boundary, "That is only the boundary term."),
            (sympy.expand(2 * boundary - key), "The second integral is subtracted."),
            (-key, "Upper limit minus lower limit."),
        ],
    )


def _log(draw: Draw, level: int) -> Draft:
    n, b, c = (
        draw.choice((0, 1, 2)) if level == 3 else 0,
        draw.choice((2, 3, 4, 5)),
        draw.choice((1, 2, 3, 4, -1)),
    )
    f = c * (n + 1) ** (1 if n else 0) * X**n * sympy.log(X)
    m = c * (n + 1) if n else c
    key = sympy.expand(
        m
        * (
            sympy.Integer(b) ** (n + 1) * sympy.log(b) / (n + 1)
            - (sympy.Integer(b) ** (n + 1) - 1) / (n + 1) ** 2
        )
    )
    return typed(
        draw,
        ask=(f"Compute ${integral_of(f, 1, b)}$.",),
        key=key,
        answer="a number such as 2 ln 2 - 1",
        proof=again(
            "Gauss's rule",
            "The integral was computed at 80 digits by Gauss's rule.",
            lambda: second_way.integral(numeric(f), 1, b),
        ),
        steps=[
            (
                "An antiderivative, checked by differentiating",
                f"{derivative(sympy.expand(m * (X ** (n + 1) * sympy.log(X) / (n + 1) - X ** (n + 1) / sympy.Integer((n + 1) ** 2))))} = {tex(f)}",
            ),
            ("Put the limits in", f"{integral_of(f, 1, b)} = {tex(key)}"),
        ],
        hints=(
            "You are asked to integrate a logarithm.",
            "Differentiate the logarithm, and integrate the other factor (an invisible 1, if there is none).",
            r"The derivative of $\ln x$ is $\frac{1}{x}$: it cancels one power.",
        ),
        wrong=[
            (m * sympy.Integer(b) ** (n + 1) * sympy.log(b) / (n + 1), "The second integral is missing."),
            (m * (sympy.Rational(1, b) - 1), "That differentiates the logarithm instead of integrating it."),
        ],
    )


def _next_power(kind: int, a: int, k: int, sensible: bool) -> int:
    """The power of x in the next integral (one more for a logarithm that cannot be integrated yet)."""
    if kind == 2:
        grown = sympy.diff(sympy.log(X), X) * X ** (a + 1) if sensible else X ** (a - 1) * X * sympy.log(X)
        return int(sympy.degree(sympy.expand(grown.subs(sympy.log(X), 1)), X)) + (
            99 if grown.has(sympy.log) else 0
        )
    power_ = X if kind != 1 else X**2
    return int(sympy.degree(sympy.diff(power_, X) + X * 0 if sensible else sympy.integrate(power_, X), X))


def _choose(draw: Draw, level: int) -> Draft:
    a, k = draw.integer(2, 9), draw.integer(2, 9)
    kind = draw.integer(0, 3)
    inside = linear_side((k,), ("x",))
    left, right_ = (
        (f"{a}x", f"e^{{{inside}}}"),
        (f"x^{draw.choice((2, 3))}", rf"\sin({inside})"),
        (f"x^{a}", r"\ln x"),
        (f"{a}x", rf"\cos({inside})"),
    )[kind]
    keep = right_ if kind == 2 else left
    other = left if kind == 2 else right_
    options = [
        (f"Differentiate ${keep}$ and integrate ${other}$.", ""),
        (
            f"Differentiate ${other}$ and integrate ${keep}$.",
            "That makes the second integral harder than the first.",
        ),
        (
            "Integrate both factors and multiply.",
            "The integral of a product is not the product of the integrals.",
        ),
    ]

    def decide() -> str:
        scores = [_next_power(kind, a, k, keep_first) for keep_first in (True, False)]
        return options[0][0] if scores[0] < scores[1] else options[1][0]

    return words(
        draw,
        ask=(
            f"Which way of integrating ${left} \\cdot {right_}$ by parts leads to something simpler?",
            f"You want the integral of ${left} \\cdot {right_}$. How do you deal out the roles?",
        ),
        right=options[0][0],
        options=options,
        decide=decide,
        method="the next integral",
        detail="The power of x in the next integral was compared.",
        steps=[
            (
                "The factor to be differentiated",
                derivative(keep)
                + " = "
                + (
                    {0: str(a), 3: str(a), 2: r"\frac{1}{x}"}.get(kind)
                    or (f"{left[2:]} x^{int(left[2:]) - 1}" if int(left[2:]) > 2 else "2 x")
                ),
            )
        ],
        hints=(
            "You are asked to choose the roles of two factors.",
            "Differentiate what becomes simpler: powers go down, logarithms disappear; exponentials, sines and cosines stay as they are.",
            "What happens to each factor when it is differentiated?",
        ),
    )


def _known(draw: Draw, level: int) -> Draft:
    a, b = draw.integer(-3, 2), 0
    b = a + draw.integer(1, 4)
    ua, ub, va, vb, rest = (
        draw.integer(-4, 5),
        draw.integer(-4, 5),
        draw.integer(-4, 5),
        draw.integer(-4, 5),
        draw.nonzero(-9, 9),
    )
    if vb == 0:
        raise Unsuitable("the boundary value plays no part")
    key = ub * vb - ua * va - rest
    told = f"$u({a}) = {ua}$, $u({b}) = {ub}$, $v({a}) = {va}$, $v({b}) = {vb}$"
    if level == 1:
        return typed(
            draw,
            ask=(
                rf"Known: {told} and $\int_{{{a}}}^{{{b}}} u'(x) \, v(x) \, dx = {rest}$. Find $\int_{{{a}}}^{{{b}}} u(x) \, v'(x) \, dx$.",
            ),
            key=key,
            proof=Satisfies(
                "product rule",
                "Both integrals add up to the change of the product.",
                lambda g: g + rest == ub * vb - ua * va,
            ),
            steps=[
                (
                    "Boundary term minus the known integral",
                    f"{times(ub, vb)} - {guarded(ua * va)} - {guarded(rest)} = {key}",
                )
            ],
            hints=(
                "You are asked to move a derivative from one factor to the other.",
                RULE,
                f"The boundary term begins with ${times(ub, vb)}$.",
            ),
            wrong=[
                (ub * vb - ua * va + rest, "The second integral is subtracted."),
                (-rest, "The boundary term is missing."),
                (ub * vb + ua * va - rest, "The lower limit is subtracted."),
            ],
        )
    return typed(
        draw,
        ask=(
            rf"Known: $u({a}) = {ua}$, $u({b}) = k$, $v({a}) = {va}$, $v({b}) = {vb}$, $\int_{{{a}}}^{{{b}}} u' \, v \, dx = {rest}$ and $\int_{{{a}}}^{{{b}}} u \, v' \, dx = {key}$. Find $k$.",
        ),
        key=ub,
        proof=Satisfies(
            "product rule",
            "Both integrals add up to the change of the product.",
            lambda g: g * vb - ua * va == key + rest,
        ),
        steps=[
            (
                "The integrals add up to the change of the product",
                f"{linear_side((vb,), ('k',))} - {guarded(ua * va)} = {key} + {guarded(rest)}",
            ),
            ("Solve for k", f"k = {ub}"),
        ],
        hints=(
            "You are asked for a boundary value.",
            RULE,
            "Add both integrals: that is the boundary term.",
        ),
        symbols=("k",),
        wrong=[(-ub, "The sign is turned round."), (key + rest, "Solve for $k$.")],
    )


GENERATORS = (
    Generator(TOPIC, "roles", CHOICE, _choose, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "by-parts", COMPUTE, _once, levels=(1, 2), objectives=(1, 2)),
    Generator(TOPIC, "logarithm", COMPUTE, _log, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "move", COMPUTE, _known, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "unknown", REVERSE, _known, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "in-order", ORDER, logarithm_by_parts, levels=(3,), objectives=(1, 3)),
)
