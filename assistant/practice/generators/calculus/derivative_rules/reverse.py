"""Exercises on the rules of differentiation where the answer is known and a part of the question is not."""

from __future__ import annotations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    PAIR,
    Draft,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.pieces import (
    X,
    derivative,
)
from assistant.practice.notation import chain, over, scaled, tex
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    k = sympy.Symbol("k")
    if level == 1:
        exponent, at = draw.integer(2, 4), draw.choice((-2, -1, 1, 2))
        value, other = draw.nonzero(-5, 6), draw.nonzero(-7, 7)
        function = k * X**exponent + other * X
        first = sympy.diff(function, X)
        target = first.subs({X: at, k: value})
        factor = first.subs({X: at}).coeff(k)
        prompt = draw.choice(
            (
                f"Let $f(x) = {tex(function)}$. For which $k$ is $f'({at}) = {target}$?",
                f"The graph of $f(x) = {tex(function)}$ has the slope ${target}$ at $x = {at}$. Find $k$.",
            )
        )
        key = sympy.Integer(value)
        return Draft(
            prompt=prompt,
            key=key,
            proof=Satisfies(
                "substitution",
                "With k put in, the difference quotient has the wanted slope.",
                lambda guess: second_way.equal(
                    second_way.slope_of(function, "x")(
                        {"x": second_way.real(at), "k": second_way.real(guess)}
                    ),
                    int(target),
                ),
            ),
            steps=(
                Step("Differentiate with k as a constant", chain(derivative(function), first)),
                Step("Put the point in", f"{tex(first.subs(X, at))} = {target}"),
                Step("Solve for k", chain("k", over(target - other, factor), value)),
            ),
            hints=(
                "You are asked for the constant that gives the graph a certain slope at one point.",
                "Differentiate with $k$ as a constant, put the point in, and solve for $k$.",
                f"Begin with ${derivative(k * X**exponent)}$.",
            ),
            symbols=("k",),
            mistakes=but_key(
                key,
                Mistake(
                    (target - other * at) / (k * X**exponent).subs({X: at, k: 1}),
                    "You used $f$ itself; the slope is given by $f'$.",
                ),
            ),
        )
    if level == 2:
        a, b = draw.nonzero(-3, 4), draw.nonzero(-8, 8)
        at = draw.nonzero(-4, 5)
        function = a * X**2 + b * X + draw.nonzero(-6, 6)
        first = sympy.diff(function, X)
        target = int(first.subs(X, at))
        question = "is the tangent horizontal" if target == 0 else f"does the graph have the slope ${target}$"
        key = sympy.Integer(at)
        return Draft(
            prompt=f"At which $x$ {question}, for $f(x) = {tex(function)}$?",
            key=key,
            proof=Satisfies(
                "substitution",
                "The difference quotient at this point has the wanted slope.",
                lambda guess: second_way.equal(
                    second_way.slope_of(function, "x")({"x": second_way.real(guess)}), target
                ),
            ),
            steps=(
                Step("Differentiate", chain(derivative(function), first)),
                Step("Ask for the slope", f"{tex(first)} = {target}"),
                Step("Solve for x", chain("x", over(target - b, 2 * a), at)),
            ),
            hints=(
                "You are asked for a place, not for a slope.",
                "The derivative gives the slope at every place. Set it equal to the wanted slope and solve.",
                f"First compute ${derivative(function)}$.",
            ),
            symbols=("x",),
            mistakes=but_key(key, Mistake(-key, "Check the sign when you solve for $x$.")),
        )
    r, s = draw.sample(range(-4, 5), 2)
    scale = draw.choice((1, 2, -1)) if (r + s) % 2 == 0 else draw.choice((2, -2))
    function = sympy.expand(sympy.integrate(3 * scale * (X - r) * (X - s), X)) + draw.nonzero(-5, 5)
    if not all(c.is_Integer for c in sympy.Poly(function, X).all_coeffs()):
        raise Unsuitable("fractions")
    first = sympy.expand(sympy.diff(function, X))
    factored = (
        rf"{scaled(3 * scale, '')}{_root_factor(r)}{_root_factor(s)}"
        if 0 not in (r, s)
        else tex(sympy.factor(first))
    )
    key = sympy.FiniteSet(r, s)
    return Draft(
        prompt=draw.choice(
            (
                f"Find all $x$ at which $f(x) = {tex(function)}$ has a horizontal tangent.",
                f"At which two places is the slope of $f(x) = {tex(function)}$ zero?",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "The difference quotient is zero at both places; a quadratic derivative has no third.",
            lambda guess: (
                len(guess) == 2
                and all(
                    second_way.equal(second_way.slope_of(function, "x")({"x": second_way.real(x)}), 0)
                    for x in guess
                )
            ),
        ),
        steps=(
            Step("Differentiate", chain(derivative(function), first)),
            Step("Factor", chain(first, factored)),
            Step("A product is zero when a factor is", rf"x = {min(r, s)} \text{{ or }} x = {max(r, s)}"),
        ),
        hints=(
            "You are asked for places; there are two of them.",
            "A tangent is horizontal where the derivative is zero. Differentiate, then solve the quadratic equation.",
            f"First compute ${derivative(function)}$ and take out the common factor.",
        ),
        answer_hint=PAIR,
        symbols=("x",),
        mistakes=but_key(
            key, Mistake(sympy.FiniteSet(-r, -s), "The signs are turned round: $x - a = 0$ means $x = a$.")
        ),
    )


def _root_factor(root: int) -> str:
    return rf"({tex(X - root)})"
