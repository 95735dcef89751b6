"""Exercises on algebra: expand, factorise, cancel, add algebraic fractions, test an identity."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import COMPUTE, MISTAKE, REVERSE, TRUE_FALSE, Draft, Generator, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import X
from assistant.practice.generators.foundations.algebraic_manipulation.pieces import SQUARES, bracket
from assistant.practice.generators.foundations.algebraic_manipulation.questions import gap, judge, slip
from assistant.practice.notation import (
    chain,
    over,
    plus,
    power,
    tex,
)
from assistant.practice.proof import RederivedFunction
from assistant.practice.worked import but_key

TOPIC = "algebraic-manipulation"


RULE = "Each term of the first bracket meets each term of the second: $a(b + c) = ab + ac$."


def _values(shown: Any) -> RederivedFunction:
    """The question's own expression, computed at three numbers."""
    return RederivedFunction(
        "putting numbers in",
        "The question's expression and the answer have the same value at three numbers.",
        ("x",),
        lambda point: second_way.number_at(shown, point),
    )


def _unexpanded(*factors: Any) -> Any:
    return sympy.Mul(*factors, evaluate=False)


def _expand(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    a, b, c, d = draw.integer(1, 4), draw.nonzero(-7, 7), draw.integer(1, 4), draw.nonzero(-7, 7)
    if level == 1:
        first, second = bracket(a, b), bracket(c, d)
        if first == second:
            raise Unsuitable("a square")
        whole = _unexpanded(first, second)
        shown = f"({tex(first)})({tex(second)})"
        steps = (
            Step("Four products", f"{shown} = {plus(a * c * X**2, a * d * X, b * c * X, b * d)}"),
            Step(
                "Collect like terms",
                f"{plus(a * c * X**2, a * d * X, b * c * X, b * d)} = {tex(sympy.expand(whole))}",
            ),
        )
        wrong = (
            Mistake(a * c * X**2 + b * d, "The two middle products are missing: four products, not two."),
            Mistake(sympy.expand(whole) - 2 * b * d, "Check the sign of the last product."),
        )
        hint = f"The first two products are ${tex(a * c * X**2)}$ and ${tex(a * d * X)}$."
    elif level == 2:
        inner = bracket(a, b)
        whole = sympy.Pow(inner, 2, evaluate=False)
        shown = f"({tex(inner)})^2"
        steps = (
            Step(
                "The square identity",
                chain(shown, plus(power(f"({tex(a * X)})", 2), 2 * a * b * X, b**2)),
            ),
            Step("Work out the terms", f"{shown} = {tex(sympy.expand(inner**2))}"),
        )
        wrong = (
            Mistake(a**2 * X**2 + b**2, "Squaring term by term loses the two strips, twice the product."),
            Mistake(a**2 * X**2 - 2 * a * b * X + b**2, "The middle term has the wrong sign."),
            Mistake(a**2 * X**2 + a * b * X + b**2, "The middle term is twice the product."),
        )
        hint = f"The middle term is twice ${tex(a * X)}$ times ${tex(b)}$."
    else:
        e, f = draw.integer(1, 5), draw.nonzero(-6, 6)
        inner = bracket(a, b)
        outer = bracket(e, f)
        whole = sympy.Add(sympy.Pow(inner, 2, evaluate=False), -_unexpanded(outer, X), evaluate=False)
        shown = f"({tex(inner)})^2 - x({tex(outer)})"
        value = sympy.expand(inner**2 - X * outer)
        steps = (
            Step("The square", f"({tex(inner)})^2 = {tex(sympy.expand(inner**2))}"),
            Step("The product, taken away as a whole", f"-x({tex(outer)}) = {tex(sympy.expand(-X * outer))}"),
            Step("Collect like terms", f"{shown} = {tex(value)}"),
        )
        wrong = (
            Mistake(
                sympy.expand(inner**2 - e * X**2 + f * X), "The minus belongs to every term of the bracket."
            ),
            Mistake(
                sympy.expand(a**2 * X**2 + b**2 - X * outer), "The middle term of the square is missing."
            ),
        )
        hint = "Multiply out both parts, the second in brackets with the minus in front."
    key = sympy.expand(whole.doit())
    if not key.free_symbols:
        raise Unsuitable("nothing left")
    return Draft(
        prompt=draw.choice(
            (
                f"Expand and collect: ${shown}$.",
                f"Multiply out ${shown}$.",
                f"Write ${shown}$ without brackets.",
            )
        ),
        key=key,
        proof=_values(whole),
        steps=steps,
        hints=("You are asked for a sum without brackets.", RULE if level == 1 else SQUARES, hint),
        answer_hint="a formula such as 6x^2 + x - 2",
        symbols=("x",),
        form="expanded",
        mistakes=but_key(key, *wrong),
    )


def _fraction(draw: Draw, level: int) -> Draft:
    steps: tuple[Step, ...]
    wrong: tuple[Mistake, ...]
    a, b = draw.nonzero(-7, 7), draw.nonzero(-7, 7, but=(0,))
    if level == 2:
        top, shown_top = X**2 - a**2, tex(X**2 - a**2)
        other = draw.choice((X, X + b))
        bottom = sympy.expand(other * (X + a))
        key = (X - a) / other
        if other in (X - a, X + a):
            raise Unsuitable("cancels twice")
        steps = (
            Step("Factorise above", f"{shown_top} = ({tex(X + a)})({tex(X - a)})"),
            Step(
                "Factorise below",
                f"{tex(bottom)} = {tex(other) if other == X else f'({tex(other)})'}({tex(X + a)})",
            ),
            Step("Cancel the common factor", rf"{over(shown_top, bottom)} = {tex(key)}"),
        )
        shown = over(shown_top, bottom)
        whole = _unexpanded(top, sympy.Pow(bottom, -1, evaluate=False))
        prompt = draw.choice((f"Simplify ${shown}$.", f"Cancel what can be cancelled in ${shown}$."))
        rule, hint = (
            "Only a factor of the whole numerator and the whole denominator may be cancelled, so factorise first.",
            "Above stands a difference of two squares.",
        )
        wrong = (
            Mistake((X + a) / other, "You kept the factor that cancels and dropped the other one."),
            Mistake(
                sympy.Rational(-(a**2), 1) / (bottom - X**2) if bottom != X**2 else X,
                "Terms of a sum cannot be cancelled, only factors.",
            ),
        )
    else:
        c, d = draw.choice((1, 1, 2, 3)), draw.choice((1, 2, 3, -1, -2))
        if a == b:
            raise Unsuitable("the same denominator")
        top = sympy.expand(c * (X + b) + d * (X + a))
        key = top / ((X + a) * (X + b))
        if top == 0 or (sympy.cancel(key) != key and sympy.degree(sympy.denom(sympy.cancel(key)), X) < 2):
            raise Unsuitable("cancels")
        mark = "+" if d > 0 else "-"
        shown = f"{over(c, X + a)} {mark} {over(abs(d), X + b)}"
        whole = sympy.Add(c / (X + a), d / (X + b), evaluate=False)
        prompt = draw.choice(
            (f"Write ${shown}$ as one fraction.", f"Bring ${shown}$ to a common denominator and add up.")
        )
        steps = (
            Step(
                "Rename the first",
                f"{over(c, X + a)} = {over(f'{c}({tex(X + b)})' if c != 1 else X + b, f'({tex(X + a)})({tex(X + b)})')}",
            ),
            Step("Add the numerators", f"{shown} = {over(top, f'({tex(X + a)})({tex(X + b)})')}"),
        )
        rule, hint = (
            "As with numbers: find a common denominator, rename, add the numerators.",
            f"The common denominator is $({tex(X + a)})({tex(X + b)})$.",
        )
        wrong = (
            Mistake((c + d) / ((X + a) * (X + b)), "The numerators have to be renamed as well."),
            *(
                (
                    Mistake(
                        (c + d) / (2 * X + a + b), "You added across. Fractions need a common denominator."
                    ),
                )
                if c + d
                else ()
            ),
        )
    return Draft(
        prompt=prompt,
        key=key,
        proof=_values(whole),
        steps=steps,
        hints=("You are asked for one fraction.", rule, hint),
        answer_hint="a formula such as (x - 2)/(x + 1)",
        symbols=("x",),
        mistakes=but_key(key, *wrong),
    )


GENERATORS = (
    Generator(TOPIC, "expand", COMPUTE, _expand, objectives=(1,)),
    Generator(TOPIC, "fraction", COMPUTE, _fraction, levels=(2, 3), objectives=(3,)),
    Generator(TOPIC, "gap", REVERSE, gap, objectives=(2,)),
    Generator(TOPIC, "slip", MISTAKE, slip, levels=(2,), objectives=(1,)),
    Generator(TOPIC, "identity", TRUE_FALSE, judge, levels=(1, 3), objectives=(4,)),
)
