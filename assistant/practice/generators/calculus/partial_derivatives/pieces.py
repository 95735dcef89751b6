"""What the exercises on partial derivatives share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draw import Draw
from assistant.practice.generators.calculus.pieces import X, Y
from assistant.practice.proof import RederivedFunction

RULE = "Treat every other variable as if it were a number, and differentiate as usual."


def plain_polynomial(draw: Draw, *, mixed: bool = True) -> Any:
    """A polynomial in x and y of three or four terms, one of them with both."""
    a, b = draw.nonzero(-4, 5), draw.nonzero(-4, 5)
    both = draw.nonzero(-5, 5) * X ** draw.integer(1, 3) * Y ** draw.integer(1, 2) if mixed else 0
    alone = draw.choice((a * X ** draw.integer(2, 3) + b * Y ** draw.integer(1, 3), a * X**2 + b * Y))
    return alone + both


def richer_function(draw: Draw, *, twice: bool = False) -> Any:
    """A function of x and y with an exponential, a sine or a logarithm in it; `twice` leaves out what gets long."""
    a, b, n = draw.integer(1, 4), draw.nonzero(-4, 4), draw.integer(2, 4)
    kinds: list[Callable[[], Any]] = [
        lambda: a * X**2 * sympy.exp(Y) + b * X,
        lambda: a * X * sympy.sin(Y) + b * Y**2,
        lambda: sympy.exp(a * X) * Y**2 + b * X * Y,
        lambda: X**n * sympy.log(Y) + b * X**2,
        lambda: a * sympy.exp(X * Y),
        lambda: sympy.sin(a * X + b * Y),
        lambda: X**a * sympy.cos(Y) + b * Y,
        lambda: (a * X + b * Y) ** n,
        lambda: n * X * sympy.exp(b * Y),
    ]
    if not twice:
        kinds.append(lambda: sympy.log(X**2 + a * Y**2))
    return draw.choice(kinds)()


def by_partial_differences(
    function: Any, name: str, names: tuple[str, ...] = ("x", "y")
) -> RederivedFunction:
    """The second way for a partial derivative."""
    return RederivedFunction(
        "numerical differentiation",
        "Difference quotients with the other variables held still agree with the key to 30 digits.",
        names,
        second_way.slope_of(function, name),
    )
