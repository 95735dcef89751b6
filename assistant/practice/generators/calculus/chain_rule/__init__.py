"""Exercises on the chain rule: inner and outer functions, tables of values, losses of one neuron."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, FORMULA, MISTAKE, REVERSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.chain_rule.pieces import (
    RULE,
    U,
    an_inner,
    an_outer,
    positive_near_points,
    typical_mistakes,
)
from assistant.practice.generators.calculus.chain_rule.questions import choose, find_slip
from assistant.practice.generators.calculus.chain_rule.reverse import find_unknown
from assistant.practice.generators.calculus.derivative_rules.pieces import by_differences
from assistant.practice.generators.calculus.pieces import X, ask_for_derivative, derivative
from assistant.practice.notation import chain, guarded, plus, tex, times
from assistant.practice.proof import Rederived, RederivedFunction
from assistant.practice.worked import but_key

TOPIC = "chain-rule"


def _compute(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _neuron(draw) if draw.coin() else _nested(draw)
    outer, inner = an_outer(draw), an_inner(draw, level)
    if not positive_near_points(inner):
        raise Unsuitable("the function is not defined near the points of the proof")
    function = outer.subs(U, inner)
    slope, inside = sympy.diff(outer, U), sympy.diff(inner, X)
    key = slope.subs(U, inner) * inside
    return Draft(
        prompt=ask_for_derivative(draw, function),
        key=key,
        proof=by_differences(function),
        steps=(
            Step("Differentiate the inner function", chain(derivative(inner), inside)),
            Step("Differentiate the outer function", chain(derivative(outer, "u"), slope)),
            Step(
                "Chain rule: outer derivative at the inner function times inner derivative",
                chain(derivative(function), key),
            ),
        ),
        hints=(
            "You are asked to differentiate a function inside another function.",
            RULE,
            f"The inner function is $u = {tex(inner)}$. Find its derivative, ${derivative(inner)}$, first.",
        ),
        answer_hint=FORMULA,
        symbols=("x",),
        mistakes=typical_mistakes(key, outer, inner),
    )


def _nested(draw: Draw) -> Draft:
    inner = draw.choice((draw.integer(2, 5) * X, X**2, X**2 + draw.integer(1, 4), sympy.exp(X)))
    middle = draw.choice((sympy.sin(U), sympy.cos(U), sympy.exp(U), sympy.log(U + 1 + draw.integer(0, 2))))
    outer = draw.choice((U**2, U**3, U**4, sympy.exp(U), sympy.sin(U)))
    if middle == sympy.exp(U) and outer.is_Pow:
        raise Unsuitable("a power of an exponential is an exponential")
    m = middle.subs(U, inner)
    function = outer.subs(U, m)
    if sympy.count_ops(function) > 9:
        raise Unsuitable("too deep to read")
    d_inner, d_middle, d_outer = sympy.diff(inner, X), sympy.diff(middle, U), sympy.diff(outer, U)
    inside = d_middle.subs(U, inner) * d_inner
    key = d_outer.subs(U, m) * inside
    if not key.has(X):
        raise Unsuitable("constant")
    return Draft(
        prompt=ask_for_derivative(draw, function),
        key=key,
        proof=by_differences(function),
        steps=(
            Step("Innermost function", chain(derivative(inner), d_inner)),
            Step("Middle function, chain rule once", chain(derivative(m), inside)),
            Step("Outer function, chain rule twice", chain(derivative(function), key)),
        ),
        hints=(
            "You are asked to differentiate three functions, one inside the other.",
            RULE + " With three of them, use it twice, from the outside in.",
            f"The innermost function is $u = {tex(inner)}$. Work out ${derivative(m)}$ as a first step.",
        ),
        answer_hint=FORMULA,
        symbols=("x",),
        mistakes=but_key(
            key,
            Mistake(d_outer.subs(U, m), "Both inner derivatives are missing."),
            Mistake(d_outer.subs(U, m) * d_middle.subs(U, inner), "You forgot the innermost derivative."),
            Mistake(d_outer.subs(U, m) * d_inner, "You forgot the derivative of the middle function."),
        ),
    )


def _neuron(draw: Draw) -> Draft:
    w, b = sympy.symbols("w b")
    x, target = draw.nonzero(-3, 4, but=(1,)), draw.nonzero(-4, 6)
    kind = draw.choice(("square", "sigmoid", "log"))
    z = w * x + b
    by = draw.choice((w, b)) if kind == "square" else w
    if kind == "square":
        loss, outer = (z - target) ** 2, U**2
        inner = z - target
        story = f"A linear neuron with the weight $w$ and the bias $b$ sees the input ${x}$ and should answer ${target}$. Its loss is"
    elif kind == "sigmoid":
        inner = x * w
        loss, outer = 1 / (1 + sympy.exp(-inner)), 1 / (1 + sympy.exp(-U))
        story = f"A neuron with the weight $w$ and a sigmoid sees the input ${x}$. Its output is"
    else:
        inner = 1 + sympy.exp(x * w)
        loss, outer = sympy.log(inner), sympy.log(U)
        story = f"The logistic loss of one example with the input ${-x}$ and the label 1 is"
    key = sympy.diff(outer, U).subs(U, inner) * sympy.diff(inner, by)
    names = ("b", "w") if kind == "square" else ("w",)
    head = f"L({', '.join(reversed(names))})" if kind != "sigmoid" else "a(w)"
    letter = head[0]
    if kind == "square":
        asked = rf"\frac{{\partial L}}{{\partial {by}}}"
        shown = rf"\frac{{\partial}}{{\partial {by}}}\left({tex(loss)}\right)"
    else:
        asked, shown = rf"\frac{{d{letter}}}{{dw}}", derivative(loss, "w")
    return Draft(
        prompt=f"{story} ${head} = {tex(loss)}$. Find ${asked}$.",
        key=key,
        proof=RederivedFunction(
            "numerical differentiation",
            "Difference quotients of the function at three points agree with the key to 30 digits.",
            names,
            second_way.slope_of(loss, by.name),
        ),
        steps=(
            Step("Name the inner function", f"u = {tex(inner)}"),
            Step("Differentiate the outer function", chain(derivative(outer, "u"), sympy.diff(outer, U))),
            Step(
                "Differentiate the inner function",
                chain(
                    rf"\frac{{\partial}}{{\partial {by}}}\left({tex(inner)}\right)"
                    if kind == "square"
                    else derivative(inner, "w"),
                    sympy.diff(inner, by),
                ),
            ),
            Step("Multiply", chain(shown, key)),
        ),
        hints=(
            f"You are asked how the value changes with ${by}$; everything else is a constant.",
            RULE,
            f"The inner function is $u = {tex(inner)}$. Differentiate it with respect to ${by}$ first.",
        ),
        answer_hint="a formula such as 2(3w + b - 1)",
        symbols=tuple(reversed(names)),
        mistakes=but_key(
            key,
            Mistake(sympy.diff(outer, U).subs(U, inner), "You forgot the inner derivative."),
            Mistake(-key, "The sign is turned round."),
            Mistake(loss * sympy.diff(inner, by), "The outer function was not differentiated."),
        ),
    )


def _table(draw: Draw, level: int) -> Draft:
    at = draw.integer(-2, 3)
    inner_value, inner_slope = draw.nonzero(-3, 4), draw.nonzero(-4, 5)
    if inner_value == at:
        raise Unsuitable("the two places coincide")
    outer_value, outer_slope = draw.nonzero(-5, 6), draw.nonzero(-4, 5)
    trap = draw.nonzero(-4, 5)
    rows = (
        f"$h({at}) = {inner_value}$, $h'({at}) = {inner_slope}$, $g({inner_value}) = {outer_value}$, "
        f"$g'({inner_value}) = {outer_slope}$ and $g'({at}) = {trap}$"
    )
    plain_product = outer_slope * inner_slope
    if level == 1:
        target, key = "f(x) = g(h(x))", plain_product
        step = Step("Chain rule", chain(rf"f'({at})", rf"g'({inner_value}) \cdot h'({at})"))
        numbers = Step("Put the values in", chain(times(outer_slope, inner_slope), key))

        def compose(h: Any, g: Any, x: Any) -> Any:
            return g(h(x))
    elif level == 2:
        target, key = r"f(x) = g(h(x))^2", 2 * outer_value * plain_product
        step = Step(
            "Chain rule twice",
            chain(rf"f'({at})", rf"2\, g({inner_value}) \cdot g'({inner_value}) \cdot h'({at})"),
        )
        numbers = Step("Put the values in", chain(times(2, outer_value, outer_slope, inner_slope), key))

        def compose(h: Any, g: Any, x: Any) -> Any:
            return g(h(x)) ** 2
    else:
        if at == 0:
            raise Unsuitable("the product rule shows nothing at zero")
        target, key = r"f(x) = x \cdot g(h(x))", outer_value + at * plain_product
        step = Step(
            "Product rule and chain rule",
            chain(
                rf"f'({at})",
                plus(f"g({inner_value})", rf"{guarded(at)} \cdot g'({inner_value}) \cdot h'({at})"),
            ),
        )
        numbers = Step(
            "Put the values in",
            chain(
                plus(outer_value, times(at, outer_slope, inner_slope))
                if at > 0
                else f"{outer_value} + {times(guarded(at), outer_slope, inner_slope)}",
                key,
            ),
        )

        def compose(h: Any, g: Any, x: Any) -> Any:
            return x * g(h(x))

    value = sympy.Integer(key)
    return Draft(
        prompt=draw.choice(
            (
                f"Of two functions you know only this: {rows}. Let ${target}$. Find $f'({at})$.",
                f"Let ${target}$, where {rows}. What is $f'({at})$?",
            )
        ),
        key=value,
        proof=Rederived(
            "model functions",
            "Straight lines with these values and slopes were put in for g and h and differentiated numerically.",
            lambda: _model_slope(compose, at, inner_value, inner_slope, outer_value, outer_slope),
        ),
        steps=(step, numbers),
        hints=(
            "You are asked for one number: the slope of the composed function at one place.",
            RULE + " Mind the place at which $g'$ is taken.",
            f"Inside $g$ stands $h({at}) = {inner_value}$, so that $g'$ is needed at ${inner_value}$, not at ${at}$.",
        ),
        symbols=(),
        mistakes=but_key(
            value,
            Mistake(
                sympy.Integer(trap * inner_slope), f"You took $g'$ at ${at}$; it is needed at $h({at})$."
            ),
            Mistake(sympy.Integer(outer_slope), "You forgot the inner derivative."),
            Mistake(sympy.Integer(plain_product), "Differentiate what stands around $g(h(x))$ as well."),
            Mistake(
                sympy.Integer(outer_slope + inner_slope),
                "Outer and inner derivative are multiplied, not added.",
            ),
            Mistake(sympy.Integer(2 * outer_value), "You forgot the derivatives of $g$ and $h$."),
        ),
    )


def _model_slope(compose: Any, at: int, h0: int, h1: int, g0: int, g1: int) -> Any:
    def h(x: Any) -> Any:
        return h0 + h1 * (x - at)

    def g(y: Any) -> Any:
        return g0 + g1 * (y - h0)

    return second_way.slope(lambda x: compose(h, g, x), second_way.real(at))


GENERATORS = (
    Generator(TOPIC, "differentiate", COMPUTE, _compute, objectives=(1, 2)),
    Generator(TOPIC, "from-values", COMPUTE, _table, objectives=(3,)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(2,)),
    Generator(TOPIC, "pick", CHOICE, choose, objectives=(2,)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, objectives=(1, 2)),
)
