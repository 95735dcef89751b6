"""Exercises on partial derivatives: one variable moves, the others stand still."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import CHOICE, COMPUTE, MISTAKE, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.partial_derivatives.pieces import (
    RULE,
    by_partial_differences,
    plain_polynomial,
    richer_function,
)
from assistant.practice.generators.calculus.partial_derivatives.questions import choose, find_slip, judge
from assistant.practice.generators.calculus.partial_derivatives.reverse import find_unknown
from assistant.practice.generators.calculus.pieces import X, Y, partial, terms_of
from assistant.practice.notation import chain, plus, tex
from assistant.practice.proof import RederivedFunction
from assistant.practice.worked import but_key

TOPIC = "partial-derivatives"


def _ask(draw: Draw, function: Any, name: str) -> str:
    shown = tex(function)
    return draw.choice(
        (
            rf"Let $f(x, y) = {shown}$. Find $\frac{{\partial f}}{{\partial {name}}}$.",
            rf"Compute the partial derivative of $f(x, y) = {shown}$ with respect to ${name}$.",
            rf"How does $f(x, y) = {shown}$ change when only ${name}$ moves? Give "
            rf"$\frac{{\partial f}}{{\partial {name}}}$.",
        )
    )


def _term_steps(function: Any, by: Any) -> tuple[Step, ...]:
    other = "y" if by == X else "x"
    return tuple(
        Step(
            f"{other} stands still: a constant has slope zero"
            if not term.has(by)
            else f"Differentiate by {by.name}, {other} stands still",
            chain(partial(term, by.name), sympy.diff(term, by)),
        )
        for term in terms_of(function)
    )


def _compute(draw: Draw, level: int) -> Draft:
    if level == 3:
        return _mixed(draw) if draw.coin() else _loss(draw)
    by = draw.choice((X, Y))
    other = Y if by == X else X
    function = plain_polynomial(draw) if level == 1 else richer_function(draw)
    key = sympy.diff(function, by)
    if not key.free_symbols:
        raise Unsuitable("constant")
    first = next(term for term in terms_of(function) if term.has(by))
    return Draft(
        prompt=_ask(draw, function, by.name),
        key=key,
        proof=by_partial_differences(function, by.name),
        steps=(
            *(_term_steps(function, by) if function.is_Add else ()),
            Step(
                f"Differentiate by {by.name}; {other.name} is a constant",
                chain(partial(function, by.name), key),
            ),
        ),
        hints=(
            f"You are asked how fast $f$ changes when ${by.name}$ moves and ${other.name}$ stands still.",
            RULE,
            f"Start with the first term that holds ${by.name}$: ${partial(first, by.name)}$."
            if function.is_Add
            else f"Here ${other.name}$ is a constant. Which rule would you need if it were the number 2?",
        ),
        answer_hint="a formula such as 2x + 3y",
        symbols=("x", "y"),
        mistakes=but_key(
            key,
            Mistake(sympy.diff(function, other), f"This is the derivative with respect to {other.name}."),
            Mistake(
                sympy.diff(function, X) + sympy.diff(function, Y),
                f"You differentiated by both variables; {other.name} stands still.",
            ),
            Mistake(
                key + sympy.Add(*(t for t in terms_of(function) if not t.has(by))),
                f"Terms without {by.name} are constants here: their slope is zero.",
            ),
            Mistake(sympy.diff(function, X, Y), "You differentiated twice, by both variables."),
        ),
    )


def _mixed(draw: Draw) -> Draft:
    function = plain_polynomial(draw) if draw.coin() else richer_function(draw, twice=True)
    first, second = (X, Y) if draw.coin() else (Y, X)
    inner = sympy.diff(function, first)
    key = sympy.diff(inner, second)
    if not key.free_symbols:
        raise Unsuitable("constant")
    symbol = rf"\frac{{\partial^2 f}}{{\partial {second.name}\, \partial {first.name}}}"
    return Draft(
        prompt=draw.choice(
            (
                f"Let $f(x, y) = {tex(function)}$. Find the mixed second derivative ${symbol}$.",
                f"Differentiate $f(x, y) = {tex(function)}$ first by ${first.name}$ and then by ${second.name}$.",
            )
        ),
        key=key,
        proof=RederivedFunction(
            "numerical differentiation",
            "Difference quotients of difference quotients, taken in the other order, agree with the key.",
            ("x", "y"),
            second_way.second_slope_of(function, second.name, first.name),
        ),
        steps=(
            Step(f"Differentiate by {first.name}", chain(partial(function, first.name), inner)),
            Step(f"Differentiate the result by {second.name}", chain(partial(inner, second.name), key)),
        ),
        hints=(
            "You are asked to differentiate twice, each time by another variable.",
            "Differentiate by one variable with the other as a constant; then differentiate the result by the other. "
            "The order does not matter.",
            f"First work out ${partial(function, first.name)}$.",
        ),
        answer_hint="a formula such as 6x y",
        symbols=("x", "y"),
        mistakes=but_key(
            key,
            Mistake(inner, f"This is the derivative by {first.name}; now differentiate it by {second.name}."),
            Mistake(sympy.diff(function, first, 2), f"You differentiated twice by {first.name}."),
            Mistake(sympy.diff(function, second, 2), f"You differentiated twice by {second.name}."),
            Mistake(inner * sympy.diff(function, second), "The two first derivatives are not multiplied."),
        ),
    )


def _loss(draw: Draw) -> Draft:
    w, b = sympy.symbols("w b")
    (x1, t1), (x2, t2) = ((draw.integer(1, 3), draw.nonzero(-3, 5)) for _ in range(2))
    if x1 == x2:
        raise Unsuitable("the same input twice")
    residuals = (w * x1 + b - t1, w * x2 + b - t2)
    loss = residuals[0] ** 2 + residuals[1] ** 2
    by = draw.choice((w, b))
    key = sympy.expand(sympy.diff(loss, by))
    parts = [sympy.diff(r**2, by) for r in residuals]
    return Draft(
        prompt=f"A line $w x + b$ is fitted to the points $({x1}, {t1})$ and $({x2}, {t2})$ with the squared error "
        rf"$L(w, b) = {tex(residuals[0] ** 2)} + {tex(residuals[1] ** 2)}$. Find $\frac{{\partial L}}{{\partial {by}}}$.",
        key=key,
        proof=by_partial_differences(loss, by.name, ("b", "w")),
        steps=(
            Step("Chain rule for the first square", chain(partial(residuals[0] ** 2, by.name), parts[0])),
            Step("Chain rule for the second square", chain(partial(residuals[1] ** 2, by.name), parts[1])),
            Step("Add and multiply out", chain(plus(*parts), key)),
        ),
        hints=(
            f"You are asked how the error changes when only ${by}$ moves.",
            "Differentiate square by square with the chain rule; the inner derivative is the factor that "
            f"${by}$ has inside.",
            f"The first square gives ${partial(residuals[0] ** 2, by.name)}$.",
        ),
        answer_hint="a formula such as 10w + 6b - 8",
        symbols=("w", "b"),
        mistakes=but_key(
            key,
            Mistake(sympy.expand(sum(2 * r for r in residuals)), f"You forgot the inner derivative by {by}."),
            Mistake(sympy.expand(key / 2), "The factor 2 of the square is missing."),
            Mistake(
                sympy.expand(sympy.diff(loss, b if by == w else w)),
                "This is the derivative by the other parameter.",
            ),
        ),
    )


GENERATORS = (
    Generator(TOPIC, "differentiate", COMPUTE, _compute, objectives=(1, 4)),
    Generator(TOPIC, "unknown", REVERSE, find_unknown, objectives=(1, 2, 3)),
    Generator(TOPIC, "pick", CHOICE, choose, objectives=(1, 3)),
    Generator(TOPIC, "slip", MISTAKE, find_slip, levels=(1, 2), objectives=(1,)),
    Generator(TOPIC, "sign", TRUE_FALSE, judge, levels=(1,), objectives=(2,)),
)
