"""What the exercises on the chain rule share."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draft import Mistake
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X, linear
from assistant.practice.worked import but_key

U = sympy.Symbol("u")
RULE = r"The chain rule: $\left(g(h(x))\right)' = g'(h(x)) \cdot h'(x)$, outer derivative at the inner function times inner derivative."


def an_outer(draw: Draw, *, logarithm: bool = True) -> Any:
    """An outer function of u."""
    options = [U ** draw.integer(3, 6), sympy.exp(U), sympy.sin(U), sympy.cos(U), sympy.sqrt(U), 1 / U]
    if logarithm:
        options.append(sympy.log(U))
    return draw.choice(options)


def an_inner(draw: Draw, level: int) -> Any:
    """An inner function of x; a straight line on level 1."""
    if level == 1:
        return linear(draw)
    return draw.choice(
        (
            X**2 + draw.integer(1, 7),
            draw.integer(2, 4) * X**2 + draw.integer(1, 5) * X + draw.integer(1, 4),
            X**3 + draw.integer(1, 5) * X,
            sympy.exp(X) + draw.integer(1, 4),
            sympy.sin(X) + draw.integer(2, 4),
        )
    )


def positive_near_points(inner: Any) -> bool:
    """Whether the function is positive where the proof tries it, so that roots and logarithms exist."""
    return all(
        second_way.number_at(inner, {"x": second_way.real(at)}) > second_way.real("0.2")
        for at in ("0.3", "0.5", "0.73", "1", "1.42")
    )


def typical_mistakes(key: Any, outer: Any, inner: Any) -> tuple[Mistake, ...]:
    """What people make of a function inside a function."""
    slope, inside = sympy.diff(outer, U), sympy.diff(inner, X)
    return but_key(
        key,
        Mistake(slope.subs(U, inner), "You forgot the inner derivative."),
        Mistake(
            slope.subs(U, inside),
            "The outer derivative is taken at the inner function, not at its derivative.",
        ),
        Mistake(
            slope.subs(U, X) * inside, "The outer derivative has to be taken at the inner function, not at x."
        ),
        Mistake(slope.subs(U, inner) + inside, "Outer and inner derivative are multiplied, not added."),
        Mistake(-key, "The sign is turned round."),
        Mistake(outer.subs(U, inner) * inside, "The outer function was not differentiated."),
    )
