"""Formulas in one or two letters as functions, and what calculus asks about them."""

from __future__ import annotations

from typing import Any

import mpmath as mp

from rederiving.latex import function_of
from rederiving.numeric import gradient, hessian, linear, n, one, roots
from rederiving.rules import Formula
from rederiving.values import norm


def f(text: str, name: str = "x") -> Any:
    """A formula in one letter as a function."""
    return function_of(text, name)


def formula(text: str, *names: str) -> Formula:
    """A formula in the named letters as an answer."""
    return Formula(names, function_of(text, *names))


def in_x(function: Any, name: str = "x") -> Formula:
    """A function as an answer."""
    return Formula((name,), function)


XY = ("x", "y")


def g(text: str, **env: Any) -> Any:
    """A formula in x and y as a function."""
    return function_of(text, "x", "y", env=env)


def d(function: Any, at: Any, order: int = 1) -> Any:
    """A derivative at a place."""
    return mp.diff(function, at, order)


def derivative(x: str, order: int = 1, name: str = "x") -> Formula:
    """A derivative as an answer."""
    return Formula((name,), lambda t: d(f(x, name), t, order))


def tangent(x: str, c: str) -> Formula:
    """The height of a tangent as an answer."""
    return in_x(lambda t: f(x)(n(c)) + d(f(x), n(c)) * (t - n(c)))


def slope_k(x: str, c: str, s: str, order: int = 1) -> Any:
    """The k with which a derivative at a place has a value."""
    function = function_of(x.replace("kx", "k x"), "x", "k")
    return one(roots(lambda k: d(lambda t: function(t, k), n(c), order) - n(s), 2))


def flat(x: str, s: Any = 0, order: int = 1) -> Any:
    """Where a polynomial has a given derivative."""
    found = roots(lambda t: d(f(x), t, order) - s, 4)
    return found[0] if len(found) == 1 else found


def stationary(x: str) -> Any:
    """The stationary point of a quadratic function of two variables."""
    zero = (mp.mpf(0), mp.mpf(0))
    found = linear(hessian(g(x), *zero), -gradient(g(x), *zero))
    return found if norm(gradient(g(x), *found[:, 0])) < mp.mpf("1e-15") else None
