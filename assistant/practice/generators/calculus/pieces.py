"""The functions the calculus exercises are made of, and how a derivative is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy

from assistant.practice import second_way
from assistant.practice.draw import Draw
from assistant.practice.notation import guarded, tex

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


def limit_of(inside: Any, at: Any, side: str = "", name: str = "x") -> str:
    r"""Write a limit that is not taken: `\lim_{x \to 2} \frac{x^{2} - 4}{x - 2}`."""
    target = tex(at) + (f"^{side}" if side else "")
    return rf"\lim_{{{name} \to {target}}} {guarded(inside)}"


def integral_of(inside: Any, low: Any, high: Any, name: str = "x") -> str:
    r"""Write an integral that is not worked out: `\int_{0}^{1} x^{2} \, dx`."""
    return rf"\int_{{{tex(low)}}}^{{{tex(high)}}} {guarded(inside)} \, d{name}"


def value_at(expression: Any, at: Any, name: str = "x") -> Any:
    """The exact value of an expression of one variable at a place."""
    return (expression + sympy.Integer(0)).subs(sympy.Symbol(name), at)


def numeric(expression: Any, name: str = "x") -> Callable[[Any], Any]:
    """An expression as a function of one number at 80 digits, for second ways."""
    return lambda value: second_way.number_at(expression, {name: value})


def quadratic_with(roots: tuple[int, int], factor: int = 1, variable: Any = X) -> Any:
    """A quadratic polynomial, multiplied out, with these zeros."""
    return sympy.expand(factor * (variable - roots[0]) * (variable - roots[1]))


def factors(*zeros: int, variable: str = "x") -> str:
    """Write linear factors side by side: (x - 2)(x + 3)."""
    return "".join(variable if z == 0 else f"({variable} {'-' if z > 0 else '+'} {abs(z)})" for z in zeros)


def linear_side(coefficients: Sequence[int], names: Sequence[str]) -> str:
    """Write a sum of multiples of names: 2x - y; terms with a zero are left out."""
    shown = ""
    for c, name in zip(coefficients, names, strict=True):
        if c == 0:
            continue
        sign = ("-" if c < 0 else "") if not shown else (" - " if c < 0 else " + ")
        shown += f"{sign}{'' if abs(c) == 1 else abs(c)}{name}"
    return shown or "0"


def surface(draw: Draw, *, cubic: bool = False) -> Any:
    """A polynomial of x and y with few terms and small coefficients, both variables in it."""
    a, b, c = draw.nonzero(-3, 4), draw.nonzero(-3, 4), draw.nonzero(-3, 4)
    plain = (
        a * X**2 + b * X * Y,
        a * X**2 + b * Y**2 + c * X * Y,
        a * X * Y + b * Y**2,
        a * X**2 + b * X * Y + c * Y,
    )
    bent = (
        a * X**2 * Y + b * Y**2,
        a * X**3 + b * X * Y**2,
        a * X * Y**2 + b * X**2,
        a * X**2 * Y + b * X * Y**2,
    )
    return draw.choice(bent if cubic else plain)


def at_point(expression: Any, place: Sequence[Any]) -> Any:
    """The exact value of an expression of x and y at a point."""
    return (expression + sympy.Integer(0)).subs({X: place[0], Y: place[1]})


def numbers_at(place: Sequence[Any]) -> dict[str, Any]:
    """A point of the plane at 80 digits, by name."""
    return {"x": second_way.real(place[0]), "y": second_way.real(place[1])}


def partials(expression: Any) -> tuple[Any, Any]:
    """Both partial derivatives."""
    return sympy.expand(sympy.diff(expression, X)), sympy.expand(sympy.diff(expression, Y))


def pair(values: Sequence[Any]) -> str:
    """Write a point: (2, -1)."""
    return "(" + ", ".join(tex(v) for v in values) + ")"


def row_of(values: Sequence[Any]) -> str:
    r"""Write a row as a pmatrix."""
    return r"\begin{pmatrix} " + " & ".join(tex(v) for v in values) + r" \end{pmatrix}"
