"""What the exercises on the rules of differentiation share."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.generators.calculus.pieces import (
    X,
    derivative,
    terms_of,
)
from assistant.practice.notation import chain
from assistant.practice.proof import RederivedFunction

WHAT = r"The power rule: $\frac{d}{dx} x^n = n x^{n-1}$; constants in front stay, constants alone vanish."
PRODUCT = r"The product rule: $(u v)' = u' v + u v'$."
QUOTIENT = r"The quotient rule: $\left(\frac{u}{v}\right)' = \frac{u' v - u v'}{v^2}$."


def by_differences(function: Any) -> RederivedFunction:
    """The second way for a derivative: difference quotients of the function itself."""
    return RederivedFunction(
        "numerical differentiation",
        "Difference quotients of the function at three points agree with the key to 30 digits.",
        ("x",),
        second_way.slope_of(function, "x"),
    )


def term_by_term(function: Any) -> tuple[Step, ...]:
    """One step for each term of a sum."""
    return tuple(
        Step(
            "A constant has slope zero" if not term.has(X) else "Power rule",
            chain(derivative(term), sympy.diff(term, X)),
        )
        for term in terms_of(function)
    )


def constant_term(function: Any) -> Any:
    """The terms without x."""
    return sympy.Add(*(term for term in terms_of(function) if not term.has(X)))


def without_factor(function: Any) -> Any:
    """The derivative of someone who lowers the exponents and forgets the factors."""
    pairs = [term.as_coeff_exponent(X) for term in terms_of(function)]
    return sympy.Add(*(c * X ** (n - 1) for c, n in pairs if n != 0))
