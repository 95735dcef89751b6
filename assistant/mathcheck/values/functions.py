"""Named functions: `sin`, `log`, `det`, `gcd` and the rest, applied to values."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck import bounds
from assistant.mathcheck.values.named_matrices import abstract_invariant
from assistant.mathcheck.values.operators import (
    column,
    determinant,
    inverse,
    is_matrix,
    is_scalar,
    multiply,
    norm,
    transpose,
)
from assistant.mathcheck.values.scope import Value

Choose = Callable[[str, int], int]
"""Asks which of several readings to take: a key that ties equal decisions together, and how many there are."""

_TRIGONOMETRY = {
    "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan, "cot": sympy.cot, "sec": sympy.sec, "csc": sympy.csc,
}  # fmt: skip
_PLAIN = {
    "arcsin": sympy.asin, "arccos": sympy.acos, "arctan": sympy.atan, "sinh": sympy.sinh, "cosh": sympy.cosh,
    "tanh": sympy.tanh, "coth": sympy.coth, "sech": sympy.sech, "csch": sympy.csch, "arcsinh": sympy.asinh,
    "arccosh": sympy.acosh, "arctanh": sympy.atanh, "erf": sympy.erf, "sgn": sympy.sign, "sign": sympy.sign,
    "Re": sympy.re, "Im": sympy.im, "arg": sympy.arg, "conjugate": sympy.conjugate,
}  # fmt: skip
_MATRIX = frozenset(
    ("det", "tr", "rank", "transpose", "inv", "adj", "cof", "dim", "softmax", "cross", "dot", "norm")
)


def apply_function(
    name: str, arguments: Sequence[Value], index: Value | None, offset: int, choose: Choose, log_base: int = 0
) -> Value:
    """The value of a named function; refuses what it does not know or cannot hold."""
    if name in _MATRIX:
        return _matrix_function(name, arguments, index, offset)
    if name == "max" or name == "min":
        return _extreme(name, arguments, offset)
    if name == "binomial" or name == "binom":
        return _binomial(arguments, offset)
    if name in ("gcd", "lcm"):
        return _integers(name, arguments, offset)
    if len(arguments) != 1:
        raise UnreadableMath(f"“{name}” takes one argument.", offset=offset)
    value = arguments[0]
    if not is_scalar(value) or not value.is_commutative:
        raise UnreadableMath(f"“{name}” needs a number or an expression.", offset=offset)
    return _of_one(name, value, index, offset, choose, log_base)


def _of_one(
    name: str, value: sympy.Expr, index: Value | None, offset: int, choose: Choose, log_base: int
) -> Value:
    if name in _TRIGONOMETRY:
        if isinstance(value, sympy.Rational) and value != 0 and choose("degrees", 2) == 1:
            value = value * sympy.pi / 180
        return _TRIGONOMETRY[name](value)
    if name in _PLAIN:
        return _PLAIN[name](value)
    if name == "exp":
        bounds.check_power(sympy.E, value, offset)
        return sympy.exp(value)
    if name == "sqrt":
        return _root(value, index, offset)
    if name in ("ln", "log", "lg"):
        return _logarithm(name, value, index, offset, choose, log_base)
    if name in ("floor", "lfloor"):
        return sympy.floor(value)
    if name in ("ceil", "lceil"):
        return sympy.ceiling(value)
    if name == "abs":
        return sympy.Abs(value)
    if name in ("relu", "ReLU"):
        return sympy.Max(0, value)
    raise UnreadableMath(f"Groundwork does not compute “{name}”.", offset=offset)


def _root(value: sympy.Expr, index: Value | None, offset: int) -> sympy.Expr:
    degree = sympy.Integer(2) if index is None else index
    if not is_scalar(degree) or degree.is_zero:
        raise UnreadableMath("Groundwork does not know this root.", offset=offset)
    if isinstance(degree, sympy.Integer) and degree % 2 == 1 and value.is_negative:
        return -sympy.Pow(-value, 1 / degree)
    bounds.check_power(value, 1 / degree, offset)
    return sympy.Pow(value, 1 / degree)


def _logarithm(
    name: str, value: sympy.Expr, index: Value | None, offset: int, choose: Choose, log_base: int
) -> sympy.Expr:
    if value.is_zero:
        raise UnreadableMath("The logarithm of zero is not defined.", offset=offset)
    if index is not None:
        if not is_scalar(index) or index in (0, 1):
            raise UnreadableMath("Groundwork does not know this base.", offset=offset)
        return sympy.log(value) / sympy.log(index)
    if name == "ln":
        return sympy.log(value)
    bases: tuple[int, ...] = (10, 2) if name == "lg" else (0, 10, 2)
    if log_base:
        bases = (log_base if log_base > 0 else 0,)
    base = bases[choose("log", len(bases))] if len(bases) > 1 else bases[0]
    return sympy.log(value) / sympy.log(sympy.Integer(base)) if base else sympy.log(value)


def _extreme(name: str, arguments: Sequence[Value], offset: int) -> Value:
    items: list[Value] = []
    for argument in arguments:
        items.extend(argument if isinstance(argument, sympy.Tuple | sympy.FiniteSet) else (argument,))
    if len(items) < 2 or not all(is_scalar(item) and not item.has(sympy.I) for item in items):
        raise UnreadableMath(f"“{name}” needs two or more numbers.", offset=offset)
    bounds.check_terms(len(items) * 10, offset)
    return sympy.Max(*items) if name == "max" else sympy.Min(*items)


def _binomial(arguments: Sequence[Value], offset: int) -> Value:
    if len(arguments) != 2 or not all(is_scalar(item) for item in arguments):
        raise UnreadableMath("A binomial coefficient needs two numbers.", offset=offset)
    top, bottom = arguments
    bounds.check_binomial(top, bottom, offset)
    return sympy.binomial(top, bottom)


def _integers(name: str, arguments: Sequence[Value], offset: int) -> Value:
    if len(arguments) < 2 or not all(isinstance(item, sympy.Integer) for item in arguments):
        raise UnreadableMath(f"“{name}” needs whole numbers.", offset=offset)
    result = arguments[0]
    for item in arguments[1:]:
        result = sympy.igcd(result, item) if name == "gcd" else sympy.ilcm(result, item)
    return sympy.Integer(result)


def _matrix_function(name: str, arguments: Sequence[Value], index: Value | None, offset: int) -> Value:
    if (
        name in ("det", "tr")
        and len(arguments) == 1
        and is_scalar(arguments[0])
        and not arguments[0].is_commutative
    ):
        return abstract_invariant(name, arguments[0], offset)
    if not all(is_matrix(argument) for argument in arguments):
        raise UnreadableMath(
            f"Groundwork does not know the matrix that “{name}” is applied to.", offset=offset
        )
    if name in ("cross", "dot"):
        if len(arguments) != 2:
            raise UnreadableMath(f"“{name}” takes two vectors.", offset=offset)
        return multiply(arguments[0], arguments[1], name, offset)
    if len(arguments) != 1:
        raise UnreadableMath(f"“{name}” takes one matrix.", offset=offset)
    value = column(arguments[0])
    if name == "det":
        return determinant(value, offset)
    if name == "tr":
        if value.rows != value.cols:
            raise UnreadableMath("Only a square matrix has a trace.", offset=offset)
        return value.trace()
    if name == "rank":
        return sympy.Integer(value.rank())
    if name == "transpose":
        return transpose(arguments[0], offset)
    if name == "inv":
        return inverse(value, offset)
    if name == "norm":
        return norm(arguments[0], index, offset)
    if name == "softmax" and min(value.shape) == 1:
        powers = [sympy.exp(entry) for entry in value]
        total = sympy.Add(*powers)
        return sympy.Tuple(*(item / total for item in powers))
    if name in ("adj", "cof") and value.rows == value.cols:
        return value.adjugate() if name == "adj" else value.cofactor_matrix()
    raise UnreadableMath(f"Groundwork does not compute “{name}”.", offset=offset)
