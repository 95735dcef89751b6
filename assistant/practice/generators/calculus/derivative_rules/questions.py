"""Questions with options on the rules of differentiation: pick, judge, find the mistake."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.derivative_rules.pieces import (
    PRODUCT,
    QUOTIENT,
    WHAT,
    by_differences,
    constant_term,
    term_by_term,
    without_factor,
)
from assistant.practice.generators.calculus.pieces import (
    X,
    derivative,
    elementary,
    linear,
    polynomial,
    power_of,
    terms_of,
)
from assistant.practice.notation import chain, guarded, over, plus, power, tex, times
from assistant.practice.worked import Part, choice_draft, mistake_draft


def choose(draw: Draw, level: int) -> Draft:
    """One right option among typical mistakes."""
    if level == 1:
        function = polynomial(draw, draw.integer(3, 5), terms=3)
        key = sympy.diff(function, X)
        wrong = [
            Mistake(key + constant_term(function), "A constant on its own has slope zero."),
            Mistake(sympy.expand(key * X), "The exponent goes down by one."),
            Mistake(without_factor(function), "The old exponent comes down as a factor."),
            Mistake(sympy.diff(function, X, 2), "That is the second derivative."),
            Mistake(
                sympy.expand(sympy.diff(function * X, X)),
                "The exponent goes down by one, and the old one is the factor.",
            ),
        ]
        steps, rule, show = term_by_term(function), WHAT, tex
        hint = f"Start with the term of the highest power: ${derivative(terms_of(function)[0])}$."
    elif level == 2:
        u, v = power_of(draw), elementary(draw)
        function = u * v
        du, dv = sympy.diff(u, X), sympy.diff(v, X)
        key = du * v + u * dv
        wrong = [
            Mistake(du * dv, "You multiplied the derivatives; the product rule has two terms."),
            Mistake(du * v - u * dv, "The two terms are added."),
            Mistake(du * v + u * v, "The second factor has to be differentiated in the second term."),
            Mistake(u * dv, "The term with the derivative of the first factor is missing."),
            Mistake(du * v, "The term with the derivative of the second factor is missing."),
        ]
        steps = (Step("Product rule", chain(derivative(function), plus(times(du, v), times(u, dv)), key)),)
        rule, show = PRODUCT, tex
        hint = f"With $u = {tex(u)}$, begin with ${derivative(u)}$."
    else:
        u, v = elementary(draw), X ** draw.integer(1, 3) if draw.coin() else linear(draw)
        function = u / v
        du, dv = sympy.diff(u, X), sympy.diff(v, X)
        key = (du * v - u * dv) / v**2
        wrong = [
            Mistake((u * dv - du * v) / v**2, "The numerator is the wrong way round."),
            Mistake((du * v + u * dv) / v**2, "The numerator has a minus in the middle."),
            Mistake((du * v - u * dv) / v, "The denominator has to be squared."),
            Mistake(du / dv, "You divided the two derivatives."),
        ]
        steps = (Step("Quotient rule", chain(derivative(function), key)),)
        rule, show = QUOTIENT, tex
        hint = f"Take $u = {tex(u)}$ and $v = {tex(v)}$; begin with ${derivative(v)}$."
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"Which of these is the derivative of $f(x) = {tex(function)}$?",
                f"Let $f(x) = {tex(function)}$. Which formula is $f'(x)$?",
            )
        ),
        right=key,
        wrong=draw.shuffled(wrong),
        show=show,
        proof=by_differences(function),
        steps=steps,
        hints=(
            "You are asked to pick the derivative; try each rule before you look at the options.",
            rule,
            hint,
        ),
    )


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    if level == 1:
        function = polynomial(draw, draw.integer(3, 4), terms=3)
        terms = [term.as_coeff_exponent(X) for term in terms_of(function)]
        spot = draw.integer(0, len(terms) - 1)
        slip = draw.choice(("factor", "exponent", "add"))
        raw, value = [], sympy.Integer(0)
        for index, (c, n) in enumerate(terms):
            factor, lowered = n, X ** max(n - 1, 0)
            if index == spot and slip == "factor":
                factor = n - 1 if n > 1 else n + 1
            if index == spot and slip == "exponent":
                lowered = X**n
            raw.append(times(c, factor * lowered))
            value = value + c * factor * lowered
        final = value + (draw.choice((1, -1)) * X ** (terms[0][1] - 1) if slip == "add" else 0)
        right = plus(*(times(c, n * X ** max(n - 1, 0)) for c, n in terms))
        parts = [
            Part(derivative(function), second_way.slope_of(function, "x")),
            Part(plus(*(derivative(c * X**n) for c, n in terms)), sympy.diff(function, X)),
            Part(plus(*raw), value),
            Part(tex(final), final),
        ]
        fix = tex(value) if slip == "add" else right
        rule = "Each power comes down as a factor and is lowered by one; a constant vanishes"
    else:
        u, v = power_of(draw, low=2), elementary(draw, logarithm=False)
        if level == 3:
            u, v = elementary(draw, logarithm=False), linear(draw)
        du, dv = sympy.diff(u, X), sympy.diff(v, X)
        slip = draw.choice(("rule", "inside", "simplify")) if level == 2 else draw.choice(("rule", "inside"))
        wu, wv = du, dv
        if slip == "inside":
            if level == 2:
                wu = du * X if draw.coin() else du / u.as_coeff_exponent(X)[1]
            else:
                wv = v
        join = "-" if level == 3 else "+"
        wrong_join = {"-": "+", "+": "-"}[join] if slip == "rule" else join
        sign = {"+": 1, "-": -1}

        def top(a: Any, b: Any, mark: str) -> Any:
            return a * v + sign[mark] * u * b

        def written(a: str, b: str, mark: str) -> str:
            return f"{a} \\cdot {guarded(v)} {mark} {guarded(u)} \\cdot {b}"

        first_line = written(derivative(u), derivative(v), wrong_join)
        put = written(guarded(wu), guarded(wv), wrong_join)
        final = sympy.expand(top(wu, wv, wrong_join)) + (u if slip == "simplify" else 0)
        below = power(v, 2) if level == 3 else None
        wrap = (lambda t: over(t, below)) if below else (lambda t: t)
        scale = 1 / v**2 if level == 3 else sympy.Integer(1)
        function = u / v if level == 3 else u * v
        parts = [
            Part(derivative(over(u, v) if level == 3 else times(u, v)), second_way.slope_of(function, "x")),
            Part(wrap(first_line), top(du, dv, wrong_join) * scale),
            Part(wrap(put), top(wu, wv, wrong_join) * scale),
            Part(wrap(tex(final)), final * scale),
        ]
        fix = {
            "rule": wrap(written(derivative(u), derivative(v), join)),
            "inside": wrap(written(guarded(du), guarded(dv), join)),
            "simplify": wrap(tex(sympy.expand(top(du, dv, join)))),
        }[slip]
        rule = (
            "The quotient rule: derivative of the top times the bottom, minus the top times the derivative of the "
            "bottom, over the bottom squared"
            if level == 3
            else "The product rule: derivative of the first times the second, plus the first times the derivative of "
            "the second"
        )
    return mistake_draft(
        draw,
        task=f"differentiate $f(x) = {tex(function)}$",
        parts=parts,
        fix=fix,
        rule=rule,
        names=("x",),
    )
