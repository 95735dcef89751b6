"""The functions the calculus exercises are made of, and how a derivative is written."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.practice.draw import Draw
from assistant.practice.notation import tex

X, Y = sympy.Symbol("x"), sympy.Symbol("y")


def derivative(inside: Any, name: str = "x") -> str:
    r"""Write a derivative that is not carried out: `\frac{d}{dx}\left(x^{2}\right)`."""
    return rf"\frac{{d}}{{d{name}}}\left({tex(inside)}\right)"


def partial(inside: Any, name: str) -> str:
    r"""Write a partial derivative that is not carried out: `\frac{\partial}{\partial x}\left(x^{2} y\right)`."""
    return rf"\frac{{\partial}}{{\partial {name}}}\left({tex(inside)}\right)"


def polynomial(draw: Draw, degree: int, *, terms: int, variable: Any = X) -> Any:
    """A polynomial of this degree with small whole coefficients and at most `terms` terms."""
    lower = draw.sample(range(degree), terms - 1)
    coefficients = {degree: draw.nonzero(-4, 5), **{power: draw.nonzero(-9, 9) for power in lower}}
    return sympy.Add(*(c * variable**power for power, c in coefficients.items()))


def elementary(draw: Draw, variable: Any = X, *, logarithm: bool = True) -> Any:
    """One of e^x, sin x, cos x and, if wanted, ln x."""
    options = [sympy.exp(variable), sympy.sin(variable), sympy.cos(variable)]
    if logarithm:
        options.append(sympy.log(variable))
    return draw.choice(options)


def power_of(draw: Draw, variable: Any = X, low: int = 1, high: int = 4) -> Any:
    """A multiple of a power, such as 3x^2."""
    return draw.choice((1, 1, 2, 3, 5, -1, -2, 4)) * variable ** draw.integer(low, high)


def linear(draw: Draw, variable: Any = X) -> Any:
    """`a x + b` with neither zero."""
    return draw.integer(1, 5) * variable + draw.nonzero(-6, 6)


def terms_of(expression: Any) -> list[Any]:
    """The terms of a sum, highest power first, as a textbook writes them."""
    return list(expression.as_ordered_terms()) if expression.is_Add else [expression]


def ask_for_derivative(draw: Draw, function: Any, *, name: str = "f", variable: str = "x") -> str:
    """A request to differentiate a function, in one of several wordings."""
    shown = tex(function)
    return draw.choice(
        (
            f"Differentiate ${name}({variable}) = {shown}$.",
            f"Find ${name}'({variable})$ for ${name}({variable}) = {shown}$.",
            rf"Compute the derivative of ${name}({variable}) = {shown}$ with respect to ${variable}$.",
            f"What is the derivative of ${shown}$ with respect to ${variable}$?",
        )
    )
