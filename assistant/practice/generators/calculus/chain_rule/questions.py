"""Questions with options on the chain rule: pick, judge, find the mistake."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.chain_rule.pieces import (
    RULE,
    U,
    an_inner,
    an_outer,
    positive_near_points,
    typical_mistakes,
)
from assistant.practice.generators.calculus.derivative_rules.pieces import by_differences
from assistant.practice.generators.calculus.pieces import X, derivative
from assistant.practice.notation import chain, guarded, plus, tex
from assistant.practice.worked import Part, choice_draft, mistake_draft


def choose(draw: Draw, level: int) -> Draft:
    """One right option among typical mistakes."""
    if level == 3:
        outer, inner = draw.choice((sympy.exp(U), sympy.sin(U), sympy.cos(U))), an_inner(draw, 2)
        function = X * outer.subs(U, inner)
        slope, inside = sympy.diff(outer, U).subs(U, inner), sympy.diff(inner, X)
        g = outer.subs(U, inner)
        key = g + X * slope * inside
        wrong = [
            Mistake(slope * inside, "The product rule is missing: there is a factor $x$ in front."),
            Mistake(g + X * slope, "You forgot the inner derivative."),
            Mistake(g + slope * inside, "In the second term the factor $x$ stays."),
            Mistake(
                X * slope * inside,
                "The product rule has a second term: the derivative of $x$ times the rest.",
            ),
        ]
        steps = (
            Step("Chain rule for the second factor", chain(derivative(g), slope * inside)),
            Step("Product rule", chain(derivative(function), key)),
        )
        rule = "A product with a function inside a function: product rule outside, chain rule inside."
    else:
        outer, inner = an_outer(draw), an_inner(draw, level)
        function = outer.subs(U, inner)
        if not positive_near_points(inner):
            raise Unsuitable("not defined near the points of the proof")
        key = sympy.diff(outer, U).subs(U, inner) * sympy.diff(inner, X)
        wrong = list(typical_mistakes(key, outer, inner))
        steps = (
            Step("Differentiate the inner function", chain(derivative(inner), sympy.diff(inner, X))),
            Step(
                "Outer derivative at the inner function times inner derivative",
                chain(derivative(function), key),
            ),
        )
        rule = RULE
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"Which of these is the derivative of $f(x) = {tex(function)}$?",
                f"Let $f(x) = {tex(function)}$. Which formula is $f'(x)$?",
                f"Someone differentiates $f(x) = {tex(function)}$. Which result is right?",
            )
        ),
        right=key,
        wrong=wrong if level == 3 else [wrong[0], *draw.shuffled(wrong[1:])],
        show=tex,
        proof=by_differences(function),
        steps=steps,
        hints=(
            "You are asked to pick the derivative of a function that has another inside.",
            rule,
            f"The inner function is $u = {tex(inner)}$. Find ${derivative(inner)}$ first.",
        ),
    )


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    outer = draw.choice((U ** draw.integer(3, 5), sympy.exp(U), sympy.sin(U), sympy.cos(U)))
    inner = an_inner(draw, min(level, 2))
    function = outer.subs(U, inner)
    slope, inside = sympy.diff(outer, U), sympy.diff(inner, X)
    slip = draw.choice(("forgot", "inside", "outer"))
    wrong_inside = inside
    shown_slope = slope
    if slip == "inside":
        wrong_inside = inside + (X if level > 1 else 1)
    if slip == "outer":
        if outer.has(sympy.sin, sympy.cos):
            shown_slope = -slope
        else:
            shown_slope = U * sympy.exp(U - 1) if outer == sympy.exp(U) else slope * U
    g = shown_slope.subs(U, inner)
    extra = draw.integer(2, 4) * X if level == 3 else None
    front_slope = sympy.diff(extra, X) if extra is not None else sympy.Integer(0)
    whole = function + (extra if extra is not None else 0)
    shown = plus(extra, function) if extra is not None else tex(function)

    def line(rest: Any) -> str:
        return plus(front_slope, rest) if extra is not None else tex(rest)

    def multiplied(slope_there: Any, inner_slope: Any) -> str:
        first = guarded(slope_there) if slope_there.is_Add else tex(slope_there)
        return line(f"{first} \\cdot {guarded(inner_slope)}")

    start = Part(derivative(shown), second_way.slope_of(whole, "x"))
    parts = [start]
    if extra is not None:
        split = f"{derivative(extra)} + {derivative(function)}"
        parts.append(Part(split, front_slope + slope.subs(U, inner) * inside))
    parts.append(Part(multiplied(g, derivative(inner)), front_slope + g * inside))
    if slip == "forgot":
        parts.append(Part(line(g), front_slope + g))
    else:
        product = g * wrong_inside
        parts.append(Part(multiplied(g, wrong_inside), front_slope + product))
        parts.append(Part(line(product), front_slope + product))
    true_g = slope.subs(U, inner)
    fix = multiplied(true_g, derivative(inner)) if slip == "outer" else multiplied(true_g, inside)
    return mistake_draft(
        draw,
        task=f"differentiate $f(x) = {shown}$",
        parts=parts,
        fix=fix,
        rule="The outer derivative is taken at the inner function and multiplied by the inner derivative",
        names=("x",),
    )
