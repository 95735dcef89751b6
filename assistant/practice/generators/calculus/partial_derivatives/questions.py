"""Questions with options on partial derivatives: pick, judge, find the mistake."""

from __future__ import annotations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.partial_derivatives.pieces import (
    RULE,
    by_partial_differences,
    plain_polynomial,
    richer_function,
)
from assistant.practice.generators.calculus.pieces import X, Y, partial, terms_of
from assistant.practice.notation import chain, plus, tex
from assistant.practice.proof import RederivedFunction
from assistant.practice.worked import Part, choice_draft, claim_draft, mistake_draft


def choose(draw: Draw, level: int) -> Draft:
    """One right option among typical mistakes."""
    by = draw.choice((X, Y))
    other = Y if by == X else X
    function = plain_polynomial(draw) if level == 1 else richer_function(draw, twice=level == 3)
    steps: tuple[Step, ...]
    if level == 3:
        key = sympy.diff(function, by, 2)
        symbol = rf"\frac{{\partial^2 f}}{{\partial {by.name}^2}}"
        proof = RederivedFunction(
            "numerical differentiation",
            "Difference quotients of difference quotients agree with the key.",
            ("x", "y"),
            second_way.second_slope_of(function, by.name, by.name),
        )
        steps = (
            Step(f"Differentiate by {by.name}", chain(partial(function, by.name), sympy.diff(function, by))),
            Step(f"Differentiate by {by.name} again", chain(partial(sympy.diff(function, by), by.name), key)),
        )
        wrong = [
            Mistake(sympy.diff(function, by), "That is the first derivative."),
            Mistake(sympy.diff(function, X, Y), "That is the mixed derivative."),
            Mistake(sympy.diff(function, other, 2), f"That is the second derivative by {other.name}."),
            Mistake(sympy.diff(function, other), f"That is the first derivative by {other.name}."),
            Mistake(-key, "The sign is turned round."),
        ]
    else:
        key = sympy.diff(function, by)
        symbol = rf"\frac{{\partial f}}{{\partial {by.name}}}"
        proof = by_partial_differences(function, by.name)
        steps = (
            Step(
                f"Differentiate by {by.name}; {other.name} stands still",
                chain(partial(function, by.name), key),
            ),
        )
        wrong = [
            Mistake(sympy.diff(function, other), f"That is the derivative by {other.name}."),
            Mistake(
                sympy.diff(function, X) + sympy.diff(function, Y),
                f"{other.name} stands still; it is not differentiated.",
            ),
            Mistake(
                key + sympy.Add(*(t for t in terms_of(function) if not t.has(by))),
                f"A term without {by.name} has slope zero.",
            ),
            Mistake(sympy.diff(function, X, Y), "That is the mixed second derivative."),
            Mistake(
                sympy.diff(function.subs(other, by), by), "The two variables are different: keep them apart."
            ),
            Mistake(-key, "The sign is turned round."),
        ]
    return choice_draft(
        draw,
        prompt=draw.choice(
            (
                f"Let $f(x, y) = {tex(function)}$. Which of these is ${symbol}$?",
                f"Which formula is ${symbol}$ for $f(x, y) = {tex(function)}$?",
            )
        ),
        right=key,
        wrong=[m for m in wrong if m.value != 0],
        show=tex,
        proof=proof,
        steps=steps,
        hints=(
            f"You are asked for a slope in the direction of ${by.name}$ alone.",
            RULE,
            f"Write $c$ for ${other.name}$ for a moment and differentiate by ${by.name}$.",
        ),
    )


def find_slip(draw: Draw, level: int) -> Draft:
    """A worked solution with one wrong step."""
    by = draw.choice((X, Y))
    other = Y if by == X else X
    if level == 1:
        function = plain_polynomial(draw)
    else:
        a, b, c = draw.integer(2, 4), draw.nonzero(-4, 4), draw.nonzero(-3, 4)
        lead = draw.choice((X**a * Y**2, X * sympy.exp(Y), sympy.exp(a * X) * Y, X**2 * sympy.sin(Y)))
        function = lead + b * X**2 + c * Y**3
    terms = terms_of(function)
    right = [sympy.diff(t, by) for t in terms]
    slip = draw.choice(("keep", "both", "sum"))
    wrong = list(right)
    if slip == "keep":
        spot = next((i for i, t in enumerate(terms) if not t.has(by)), None)
        if spot is None:
            raise Unsuitable("every term moves")
        wrong[spot] = sympy.diff(terms[spot], other)
    if slip == "both":
        spot = next((i for i, t in enumerate(terms) if t.has(X) and t.has(Y)), None)
        if spot is None:
            raise Unsuitable("no mixed term")
        wrong[spot] = sympy.diff(terms[spot], X, Y)
    total = sympy.Add(*wrong)
    if slip == "sum":
        total = total - 2 * next(w for w in wrong if w != 0)
    split = plus(*(partial(t, by.name) for t in terms))
    parts = [
        Part(partial(function, by.name), second_way.slope_of(function, by.name)),
        Part(split, sympy.diff(function, by)),
        Part(
            " + ".join(
                tex(w) if i == 0 or not tex(w).startswith("-") else f"({tex(w)})" for i, w in enumerate(wrong)
            ),
            sympy.Add(*wrong),
        ),
        Part(tex(total), total),
    ]
    return mistake_draft(
        draw,
        task=rf"find $\frac{{\partial f}}{{\partial {by.name}}}$ for $f(x, y) = {tex(function)}$",
        parts=parts,
        fix=tex(sympy.Add(*wrong))
        if slip == "sum"
        else " + ".join(
            tex(w) if i == 0 or not tex(w).startswith("-") else f"({tex(w)})" for i, w in enumerate(right)
        ),
        rule=f"Only {by.name} moves: {other.name} is a constant, and a term without {by.name} has slope zero",
        names=("x", "y"),
    )


def judge(draw: Draw, level: int) -> Draft:
    """A statement to call true or false."""
    px, py = draw.integer(-2, 3), draw.integer(-2, 3)
    function = plain_polynomial(draw)
    by = draw.choice((X, Y))
    value = sympy.diff(function, by).subs({X: px, Y: py})
    point = {"x": second_way.real(px), "y": second_way.real(py)}
    if value == 0:
        raise Unsuitable("flat")
    grows = draw.coin()
    word = "grows" if grows else "falls"
    return claim_draft(
        prompt=f"True or false? Standing at $({px}, {py})$, the value of $f(x, y) = {tex(function)}$ {word} when "
        f"${by.name}$ is increased a little and the other variable stands still.",
        truth=(value > 0) == grows,
        method="numerical differentiation",
        detail="The sign of a difference quotient at the point decides.",
        decide=lambda: bool(second_way.slope_of(function, by.name)(point) > 0) == grows,
        steps=(
            Step(f"Differentiate by {by.name}", chain(partial(function, by.name), sympy.diff(function, by))),
            Step(
                "Put the point in; its sign decides",
                rf"\frac{{\partial f}}{{\partial {by.name}}}({px}, {py}) = {tex(value)}",
            ),
        ),
        hints=(
            "You are asked for the sign of a slope.",
            "Where a partial derivative is positive, the function grows along that variable; where it is negative, "
            "the function falls.",
            f"First work out ${partial(function, by.name)}$.",
        ),
        if_wrong=f"The partial derivative by ${by.name}$ at this point is ${tex(value)}$.",
    )
