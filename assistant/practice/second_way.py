"""Arithmetic that owes nothing to SymPy's algebra: plain fractions, NumPy, and differences at 80 digits.

The keys come from SymPy; what stands here derives them a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, permutations
from typing import Any

import mpmath
import numpy
import sympy

Number = Any
"""int, Fraction, or an mpmath number of the context below."""

# A context of its own: mpmath's global one can be changed by any other thread. Nothing here ever changes this one.
_CONTEXT = mpmath.MPContext()
_CONTEXT.dps = 80
_STEP = _CONTEXT.mpf(10) ** -12
_TOLERANCE = _CONTEXT.mpf(10) ** -30

_FUNCTIONS: Mapping[Any, Callable[[Any], Any]] = {
    sympy.exp: _CONTEXT.exp,
    sympy.log: _CONTEXT.log,
    sympy.sin: _CONTEXT.sin,
    sympy.cos: _CONTEXT.cos,
    sympy.tan: _CONTEXT.tan,
    sympy.tanh: _CONTEXT.tanh,
    sympy.acos: _CONTEXT.acos,
    sympy.atan: _CONTEXT.atan,
    sympy.Abs: abs,
}


def real(value: Any) -> Number:
    """A number at 80 digits, from an int, a Fraction or a decimal text; a complex one stays as it is."""
    if isinstance(value, Fraction):
        return _CONTEXT.mpf(value.numerator) / value.denominator
    if isinstance(value, _CONTEXT.mpc):
        return value
    return _CONTEXT.mpf(value)


def complex_number(re: Any, im: Any) -> Number:
    """A complex number at 80 digits from its two parts."""
    return _CONTEXT.mpc(real(re), real(im))


def equal(left: Number, right: Number) -> bool:
    """Whether two numbers, real or complex, agree: exactly when both are exact, else to 30 digits."""
    if isinstance(left, int | Fraction) and isinstance(right, int | Fraction):
        return left == right
    a, b = real(left), real(right)
    return bool(abs(a - b) <= _TOLERANCE * max(1, abs(a), abs(b)))


def number_at(expression: Any, point: Mapping[str, Number]) -> Number:
    """Walk a SymPy tree and compute its value at a point, without asking SymPy to evaluate anything.

    Args:
        expression: A SymPy expression of sums, products, powers and the elementary functions.
        point: The value of each free symbol by name.

    Raises:
        TypeError: The tree holds something else.
    """
    if expression.is_Rational:
        return real(Fraction(int(expression.p), int(expression.q)))
    if expression.is_Symbol:
        return point[expression.name]
    if expression is sympy.E:
        return +_CONTEXT.e
    if expression is sympy.pi:
        return +_CONTEXT.pi
    if expression is sympy.I:
        return _CONTEXT.mpc(0, 1)
    values = [number_at(argument, point) for argument in expression.args]
    if expression.is_Add:
        return _CONTEXT.fsum(values)
    if expression.is_Mul:
        return _CONTEXT.fprod(values)
    if expression.is_Pow:
        exponent = expression.args[1]
        return values[0] ** (int(exponent) if exponent.is_Integer else values[1])
    function = _FUNCTIONS.get(expression.func)
    if function is None:
        raise TypeError(f"no second way for {expression.func}")
    return function(*values)


def slope(function: Callable[[Number], Number], at: Number) -> Number:
    """The derivative of a function of one number by a five-point difference; about 40 digits are right."""
    near = function(at + _STEP) - function(at - _STEP)
    far = function(at + 2 * _STEP) - function(at - 2 * _STEP)
    return (8 * near - far) / (12 * _STEP)


def slope_of(expression: Any, name: str) -> Callable[[Mapping[str, Number]], Number]:
    """The partial derivative of an expression with respect to `name`, as a function of the point, by differences."""

    def at(point: Mapping[str, Number]) -> Number:
        return slope(lambda value: number_at(expression, {**point, name: value}), point[name])

    return at


def slopes_of(expression: Any, names: Iterable[str]) -> Callable[[Mapping[str, Number]], tuple[Number, ...]]:
    """The gradient of an expression as a function of the point, by differences."""
    parts = [slope_of(expression, name) for name in names]
    return lambda point: tuple(part(point) for part in parts)


def second_slope_of(expression: Any, first: str, second: str) -> Callable[[Mapping[str, Number]], Number]:
    """The derivative with respect to `first` and then `second`, as a function of the point, by differences."""
    inner = slope_of(expression, first)

    def at(point: Mapping[str, Number]) -> Number:
        return slope(lambda value: inner({**point, second: value}), point[second])

    return at


def dot(left: Sequence[Number], right: Sequence[Number]) -> Number:
    """The sum of the products of the components."""
    return sum(a * b for a, b in zip(left, right, strict=True))


def combination(weights: Sequence[Number], vectors: Sequence[Sequence[Number]]) -> tuple[Number, ...]:
    """The weighted sum of vectors, component by component."""
    return tuple(
        sum(w * vector[index] for w, vector in zip(weights, vectors, strict=True))
        for index in range(len(vectors[0]))
    )


def length(vector: Sequence[Number]) -> Number:
    """The Euclidean length at 80 digits."""
    return _CONTEXT.sqrt(real(Fraction(dot(vector, vector))))


def product(left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """A product of integer matrices by NumPy."""
    result = numpy.array(left, dtype=numpy.int64) @ numpy.array(right, dtype=numpy.int64)
    return tuple(tuple(int(entry) for entry in row) for row in result)


def image(matrix: Sequence[Sequence[Number]], vector: Sequence[Number]) -> tuple[Number, ...]:
    """A matrix times a vector, row by row."""
    return tuple(dot(row, vector) for row in matrix)


def determinant(matrix: Sequence[Sequence[Number]]) -> Number:
    """The determinant by Leibniz's sum over permutations."""
    total: Number = 0
    for order in permutations(range(len(matrix))):
        inversions = sum(
            1 for i in range(len(order)) for j in range(i + 1, len(order)) if order[i] > order[j]
        )
        term: Number = -1 if inversions % 2 else 1
        for row, column in enumerate(order):
            term = term * matrix[row][column]
        total = total + term
    return total


def minus_scaled_identity(matrix: Sequence[Sequence[Number]], value: Number) -> list[list[Number]]:
    """`A - value I`."""
    return [
        [entry - (value if row == column else 0) for column, entry in enumerate(entries)]
        for row, entries in enumerate(matrix)
    ]


def is_eigenvector(
    matrix: Sequence[Sequence[Number]], vector: Sequence[Number], value: Number | None = None
) -> bool:
    """Whether `A v` is a multiple of `v` (of `value`, where given) and `v` is not zero."""
    if not any(vector):
        return False
    shadow = image(matrix, vector)
    if value is not None:
        return all(entry == value * part for entry, part in zip(shadow, vector, strict=True))
    size = len(vector)
    return all(shadow[i] * vector[j] == shadow[j] * vector[i] for i in range(size) for j in range(i))


def root(value: Number) -> Number:
    """The square root at 80 digits."""
    return _CONTEXT.sqrt(real(value))


def called(name: str, value: Number) -> Number:
    """An elementary function by its usual name (`exp`, `log`, `sin`, `cos`, `tan`, `atan`, …) at 80 digits."""
    function: Callable[[Any], Any] = getattr(_CONTEXT, name)
    return function(real(value))


def integral(function: Callable[[Number], Number], low: Number, high: Number, nodes: int = 40) -> Number:
    """The integral of a function that is smooth near `low` to `high`, by Gauss's rule.

    With 40 nodes about 40 digits are right where the function is analytic at some distance from the interval; for
    polynomials the rule is exact up to degree `2 nodes - 1`.
    """
    middle, half = (real(low) + real(high)) / 2, (real(high) - real(low)) / 2
    return half * _CONTEXT.fsum(
        weight * function(middle + half * node) for node, weight in _gauss_nodes(nodes)
    )


@lru_cache(maxsize=4)
def _gauss_nodes(count: int) -> tuple[tuple[Number, Number], ...]:
    """Zeros of the Legendre polynomial and their weights, by Newton's method."""
    found = []
    for index in range(1, count + 1):
        x = _CONTEXT.cos(_CONTEXT.pi * (index - _CONTEXT.mpf(1) / 4) / (count + _CONTEXT.mpf(1) / 2))
        for _ in range(7):
            before, value = _CONTEXT.mpf(1), x
            for n in range(2, count + 1):
                before, value = value, ((2 * n - 1) * x * value - (n - 1) * before) / n
            slope_here = count * (x * value - before) / (x * x - 1)
            x = x - value / slope_here
        found.append((x, 2 / ((1 - x * x) * slope_here**2)))
    return tuple(found)


def limit(function: Callable[[Number], Number], at: Number, side: int = 1) -> Number:
    """The one-sided limit of a function that is smooth on that side, extrapolated from six close points."""
    step = side * real(10) ** -9
    places = range(1, 7)
    total: Number = real(0)
    for i in places:
        weight = real(1)
        for j in places:
            if j != i:
                weight = weight * j / (j - i)
        total = total + weight * function(real(at) + i * step)
    return total


def limit_at_infinity(function: Callable[[Number], Number]) -> Number:
    """The limit of a function far out that is smooth in one over its input."""
    return limit(lambda t: function(1 / t), 0)


def linear_solution(matrix: Sequence[Sequence[Number]], target: Sequence[Number]) -> tuple[Number, ...]:
    """The solution of a square system with exact numbers, by Cramer's rule."""
    whole = determinant(matrix)
    return tuple(
        Fraction(
            determinant(
                [
                    [t if j == k else e for j, e in enumerate(row)]
                    for row, t in zip(matrix, target, strict=True)
                ]
            )
        )
        / whole
        for k in range(len(target))
    )


def rank(matrix: Sequence[Sequence[Number]]) -> int:
    """The rank: the size of the largest square block with a determinant that is not zero."""
    rows, columns = len(matrix), len(matrix[0])
    for size in range(min(rows, columns), 0, -1):
        for chosen in combinations(range(rows), size):
            for kept in combinations(range(columns), size):
                if determinant([[matrix[i][j] for j in kept] for i in chosen]) != 0:
                    return size
    return 0


def exact_product(
    left: Sequence[Sequence[Number]], right: Sequence[Sequence[Number]]
) -> tuple[tuple[Number, ...], ...]:
    """A product of matrices of ints and Fractions: each column of the right one is sent through the left one."""
    columns = [image(left, col) for col in zip(*right, strict=True)]
    return tuple(tuple(row) for row in zip(*columns, strict=True))
