"""Exercises on the chain rule where the answer is known and a part of the question is not."""

from __future__ import annotations

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import Draft, Mistake
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.calculus.chain_rule.pieces import RULE, U
from assistant.practice.generators.calculus.pieces import X, derivative
from assistant.practice.notation import chain, over, tex
from assistant.practice.proof import Satisfies
from assistant.practice.worked import but_key


def find_unknown(draw: Draw, level: int) -> Draft:
    """The result is known; a part of the question is not."""
    k = sympy.Symbol("k")
    if level == 1:
        n, at = draw.integer(2, 3), draw.choice((-1, 0, 1))
        value, shift = draw.nonzero(-4, 4, but=(1,)), draw.nonzero(-2, 3)
        at = 0
        function = (k * X + shift) ** n
        first = n * (k * X + shift) ** (n - 1) * k
        target = n * shift ** (n - 1) * value
        middle = f"{tex(n * shift ** (n - 1) * k)} = {target}"
        ask = f"the slope ${target}$ at $x = 0$"
        solved = over(target, n * shift ** (n - 1))
    elif level == 2:
        value = draw.nonzero(-6, 6, but=(1,))
        c = draw.choice((1, 2, 3, 5, -2))
        function = c * draw.choice((sympy.exp(k * X), sympy.sin(k * X)))
        first = sympy.diff(function, X)
        target, at = c * value, 0
        middle = f"{tex(c * k)} = {target}"
        ask = f"the slope ${target}$ at $x = 0$"
        solved = over(target, c)
    else:
        a, scale = draw.nonzero(-9, 9), draw.choice((1, 1, 2))
        quadratic = scale * X**2 - scale * a * X
        outer = draw.choice((sympy.exp(U), sympy.exp(-U), sympy.log(U), sympy.sqrt(U), 1 / U))
        if outer.has(sympy.exp) and abs(a) > 4:
            raise Unsuitable("so small that it looks flat everywhere")
        inner = quadratic if outer.has(sympy.exp) else quadratic + scale * a * a + draw.integer(0, 3)
        function = outer.subs(U, inner)
        if outer == sympy.exp(-U):
            inner = -inner
        first = sympy.diff(function, X)
        inside = sympy.diff(inner, X)
        spot = sympy.solve(inside, X)[0]
        prompt = draw.choice(
            (
                f"At which $x$ does $f(x) = {tex(function)}$ have a horizontal tangent?",
                f"Find the only place where the slope of $f(x) = {tex(function)}$ is zero.",
            )
        )
        return Draft(
            prompt=prompt,
            key=spot,
            proof=Satisfies(
                "substitution",
                "The difference quotient is zero at this place.",
                lambda guess: second_way.equal(
                    second_way.slope_of(function, "x")({"x": second_way.real(guess)}), 0
                ),
            ),
            steps=(
                Step("Chain rule", chain(derivative(function), first)),
                Step("Only the inner derivative can be zero", f"{tex(inside)} = 0"),
                Step("Solve for x", f"x = {tex(spot)}"),
            ),
            hints=(
                "You are asked for a place, not for a slope.",
                "The chain rule writes the slope as a product. The outer derivative is never zero here, so that the "
                "inner one has to be.",
                f"The inner function is $u = {tex(inner)}$. Set its derivative to zero.",
            ),
            symbols=("x",),
            mistakes=but_key(spot, Mistake(-spot, "Check the sign when you solve for $x$.")),
        )
    key = sympy.Integer(value)
    return Draft(
        prompt=draw.choice(
            (
                f"For which $k$ does $f(x) = {tex(function)}$ have {ask}?",
                f"The graph of $f(x) = {tex(function)}$ has {ask}. Find $k$.",
            )
        ),
        key=key,
        proof=Satisfies(
            "substitution",
            "With k put in, the difference quotient has the wanted slope.",
            lambda guess: second_way.equal(
                second_way.slope_of(function, "x")({"x": second_way.real(at), "k": second_way.real(guess)}),
                target,
            ),
        ),
        steps=(
            Step("Chain rule, with k as a constant", chain(derivative(function), first)),
            Step("Put x = 0 in", middle),
            Step("Solve for k", chain("k", solved, key)),
        ),
        hints=(
            "You are asked for the constant that gives the graph a certain slope at one place.",
            RULE + " Here the inner derivative is $k$.",
            f"Differentiate with $k$ as a constant: begin with the inner function of ${tex(function)}$.",
        ),
        symbols=("k",),
        mistakes=but_key(key, Mistake(-key, "The sign is turned round.")),
    )
