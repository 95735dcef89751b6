"""Exercises on the rules of differentiation: powers, sums, products, quotients."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    FORMULA,
    MISTAKE,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.derivative_rules.check import check
from assistant.practice.generators.calculus.derivative_rules.pieces import (
    PRODUCT,
    QUOTIENT,
    WHAT,
    by_differences,
    constant_term,
    term_by_term,
    without_factor,
)
from assistant.practice.generators.calculus.derivative_rules.questions import choose, find_slip
from assistant.practice.generators.calculus.derivative_rules.reverse import find_unknown
from assistant.practice.generators.calculus.pieces import (
    X,
    ask_for_derivative,
    derivative,
    elementary,
    linear,
    polynomial,
    power_of,
    terms_of,
)
from assistant.practice.notation import chain, guarded, over, plus, power, scaled, tex, times
from assistant.practice.proof import RederivedFunction
from assistant.practice.worked import but_key

TOPIC = "derivative-rules"


def _compute(draw: Draw, level: int) -> Draft:
    if level == 1:
        function = polynomial(draw, draw.integer(2, 5), terms=3)
        if draw.coin():
            function = function + draw.choice((1, 2, 3, -2)) / X
        key = sympy.diff(function, X)
        first = terms_of(function)[0]
        return Draft(
            prompt=ask_for_derivative(draw, function),
            key=key,
            proof=by_differences(function),
            steps=(
                *term_by_term(function),
                Step("Add the derivatives of the terms", chain(derivative(function), key)),
            ),
            hints=(
                "You are asked for the derivative: another function of $x$ that gives the slope everywhere.",
                WHAT,
                f"Take the terms one by one. The first to work out is ${derivative(first)}$.",
            ),
            answer_hint=FORMULA,
            symbols=("x",),
            mistakes=but_key(
                key,
                Mistake(key + constant_term(function), "A constant on its own has slope zero."),
                Mistake(without_factor(function), "The old exponent comes down as a factor."),
                Mistake(sympy.expand(key * X), "The exponent goes down by one."),
            ),
        )
    if level == 2:
        return _product(draw) if draw.coin() else _quotient(draw)
    return _second(draw) if draw.coin() else _tangent(draw)


def _product(draw: Draw) -> Draft:
    u, v = (power_of(draw) if draw.coin() else linear(draw)), elementary(draw)
    function = u * v
    du, dv = sympy.diff(u, X), sympy.diff(v, X)
    key = sympy.expand(du * v + u * dv)
    return Draft(
        prompt=ask_for_derivative(draw, function),
        key=key,
        proof=by_differences(function),
        steps=(
            Step("Differentiate the first factor", chain(derivative(u), du)),
            Step("Differentiate the second factor", chain(derivative(v), dv)),
            Step("Product rule", chain(derivative(function), plus(times(du, v), times(u, dv)), key)),
        ),
        hints=(
            "You are asked to differentiate a product of two factors.",
            PRODUCT,
            f"Take $u = {tex(u)}$ and $v = {tex(v)}$, and find ${derivative(u)}$ first.",
        ),
        answer_hint=FORMULA,
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(du * dv, "You multiplied the two derivatives; the product rule has two terms."),
            Mistake(
                du * v,
                "The second term of the product rule is missing: the first factor times the derivative of the second.",
            ),
            Mistake(
                u * dv,
                "The first term of the product rule is missing: the derivative of the first factor times the second.",
            ),
            Mistake(du * v - u * dv, "The two terms of the product rule are added, not subtracted."),
        ),
    )


def _quotient(draw: Draw) -> Draft:
    v = linear(draw) if draw.coin() else X**2 + draw.integer(1, 5)
    u = draw.choice((elementary(draw, logarithm=False), linear(draw), X**2))
    if sympy.diff(u / v, X) == 0:
        raise Unsuitable("constant")
    function = u / v
    du, dv = sympy.diff(u, X), sympy.diff(v, X)
    top = sympy.expand(du * v - u * dv)
    if top == 0:
        raise Unsuitable("constant")
    key = top / v**2
    return Draft(
        prompt=ask_for_derivative(draw, function),
        key=key,
        proof=by_differences(function),
        steps=(
            Step("Differentiate the numerator", chain(derivative(u), du)),
            Step("Differentiate the denominator", chain(derivative(v), dv)),
            Step(
                "Quotient rule",
                chain(derivative(over(u, v)), over(f"{times(du, v)} - {_subtracted(u, dv)}", power(v, 2))),
            ),
            Step(
                "Multiply out the numerator",
                chain(over(f"{times(du, v)} - {_subtracted(u, dv)}", power(v, 2)), key),
            ),
        ),
        hints=(
            "You are asked to differentiate a quotient.",
            QUOTIENT,
            f"Take $u = {tex(u)}$ and $v = {tex(v)}$, and find ${derivative(v)}$ first.",
        ),
        answer_hint="a formula such as (2x + 1)/(x + 3)^2",
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(-key, "The numerator is the wrong way round: it begins with the derivative of the top."),
            Mistake(
                (du * v + u * dv) / v**2, "The numerator of the quotient rule has a minus in the middle."
            ),
            Mistake(du / dv, "You divided the two derivatives; that is not the quotient rule."),
            Mistake(top / v, "The denominator has to be squared."),
        ),
    )


def _subtracted(u: Any, dv: Any) -> str:
    shown = times(u, dv)
    return (
        rf"\left({shown}\right)"
        if shown.startswith("-")
        else shown
        if not u.is_Add
        else f"{guarded(u)} \\cdot {guarded(dv)}"
    )


def _second(draw: Draw) -> Draft:
    function = (
        power_of(draw, low=1, high=3) * elementary(draw)
        if draw.coin()
        else (polynomial(draw, draw.integer(3, 5), terms=3) + draw.choice((1, 2, 3)) * elementary(draw))
    )
    first = sympy.expand(sympy.diff(function, X))
    key = sympy.expand(sympy.diff(first, X))
    shown = tex(function)
    prompt = draw.choice(
        (
            f"Find the second derivative of $f(x) = {shown}$.",
            f"Compute $f''(x)$ for $f(x) = {shown}$.",
            f"How fast does the slope of $f(x) = {shown}$ change? Give $f''(x)$.",
        )
    )
    return Draft(
        prompt=prompt,
        key=key,
        proof=RederivedFunction(
            "numerical differentiation",
            "Difference quotients of difference quotients at three points agree with the key to 30 digits.",
            ("x",),
            second_way.second_slope_of(function, "x", "x"),
        ),
        steps=(
            Step("Differentiate once", chain(derivative(function), first)),
            Step("Differentiate the result", chain(derivative(first), key)),
        ),
        hints=(
            "You are asked to differentiate twice.",
            "The second derivative is the derivative of the first. " + (PRODUCT if function.is_Mul else WHAT),
            f"First compute ${derivative(function)}$ and tidy it up before you go on.",
        ),
        answer_hint=FORMULA,
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(first, "This is the first derivative; differentiate once more."),
            Mistake(first**2, "The second derivative is not the square of the first."),
        ),
    )


def _tangent(draw: Draw) -> Draft:
    function = polynomial(draw, draw.integer(2, 3), terms=3)
    at = draw.nonzero(-2, 3)
    height, first = function.subs(X, at), sympy.diff(function, X)
    slope = first.subs(X, at)
    if slope == 0 or abs(height) > 60:
        raise Unsuitable("flat")
    key = sympy.expand(height + slope * (X - at))
    shown = tex(function)
    prompt = draw.choice(
        (
            f"Find the tangent line to $f(x) = {shown}$ at $x = {at}$. Give its right-hand side, a formula in $x$.",
            f"Which linear function approximates $f(x) = {shown}$ best near $x = {at}$? Give it as a formula in $x$.",
        )
    )

    def touches(point: Any) -> Any:
        f = lambda x: second_way.number_at(function, {"x": x})  # noqa: E731
        anchor = second_way.real(at)
        return f(anchor) + second_way.slope(f, anchor) * (point["x"] - anchor)

    return Draft(
        prompt=prompt,
        key=key,
        proof=RederivedFunction(
            "numerical differentiation",
            "The line through the point with the slope of the difference quotient agrees with the key.",
            ("x",),
            touches,
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), first)),
            Step("The slope at the point", f"f'({at}) = {tex(slope)}"),
            Step("The height at the point", f"f({at}) = {tex(height)}"),
            Step(
                "Point and slope give the line",
                chain(plus(height, rf"{scaled(int(slope), '')}({tex(X - at)})"), key),
            ),
        ),
        hints=(
            "You are asked for a straight line that has the same height and the same slope as the function at the "
            "point.",
            "The tangent at $a$ is $f(a) + f'(a)\\,(x - a)$.",
            f"First compute ${derivative(function)}$; then put $x = {at}$ in.",
        ),
        answer_hint="a formula such as 3x - 4",
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(
                slope * X + height, "The line has the right slope but is not moved to the point: use $x - a$."
            ),
            Mistake(slope, "This is the slope alone; the line has a height, too."),
            Mistake(first, "This is the derivative everywhere; the tangent needs its value at the point."),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "differentiate", COMPUTE, _compute, objectives=(1, 2, 3)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(1,)),
    Generator(TOPIC, "pick", CHOICE, choose, objectives=(1, 2, 3)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, objectives=(1, 2)),
    Generator(TOPIC, "difference", COMPUTE, check, levels=(1,), objectives=(4,)),
    Generator(TOPIC, "check", TRUE_FALSE, check, levels=(2,), objectives=(4,)),
)
