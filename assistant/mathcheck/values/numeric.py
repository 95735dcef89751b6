"""Values in numbers: 30 digits, and seeded points of the natural domain."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import sympy

from assistant.mathcheck.values.scope import Value

DIGITS = 30
POINTS = 6
TOLERANCE = sympy.Float(10, DIGITS) ** -18
_WHOLE_NAMES = frozenset("i j k l m n N K M")


def number(value: sympy.Expr) -> sympy.Expr | None:
    """A closed expression as a complex number of 30 digits, or None when SymPy gives none."""
    try:
        result = value.evalf(DIGITS, maxn=200)
    except (ValueError, TypeError, ArithmeticError, NotImplementedError, AttributeError):
        return None
    if not result.is_number or result.has(sympy.nan, sympy.zoo, sympy.oo):
        return None
    real, imaginary = (_without_noise(part) for part in result.as_real_imag())
    if not (real.is_Float or real.is_Rational or imaginary.is_Float):
        return None
    return real + imaginary * sympy.I if imaginary != 0 else real


def _without_noise(part: sympy.Expr) -> sympy.Expr:
    """A part of which no digit is certain after 200 is zero; SymPy keeps it as a number that cannot be compared."""
    return sympy.Integer(0) if part.is_Float and not part.is_comparable else part


def scale_of(left: sympy.Expr, right: sympy.Expr) -> sympy.Expr:
    """What a difference of two numbers is measured by: the larger of them."""
    return sympy.Max(abs(left), abs(right))


Point = tuple[tuple[tuple[str, Value], ...], Value, Value]


def points(symbols: list[sympy.Symbol], count: int = 40) -> Iterator[dict[sympy.Symbol, sympy.Rational]]:
    """Seeded points, the same for the same names: positive ones first, whole numbers for names like n.

    After the first eight every other point lies near 0, where `ln(1 + y)` and `ln(1 - y)` both have values.
    """
    random = Random(20_26)
    for turn in range(count):
        point = {}
        for item in symbols:
            name = item.name.partition("_")[0]
            if name in _WHOLE_NAMES or item.is_integer:
                point[item] = sympy.Integer(random.randint(2, 12))
            else:
                size = sympy.Rational(random.randint(3, 60), random.choice((7, 11, 13, 17, 19)))
                size = size / 10 if turn >= 8 and turn % 2 else size
                negative = turn % 3 == 2 and not item.is_positive
                point[item] = -size if negative else size
        yield point


def at_points(left: sympy.Expr, right: sympy.Expr) -> tuple[int, int, Point]:
    """At how many points of the natural domain the two agree and differ, and one point where they differ."""
    symbols = sorted(left.free_symbols | right.free_symbols, key=str)
    agreed = different = 0
    first: Point = ((), None, None)
    for tried, point in enumerate(points(symbols)):
        if agreed + different >= POINTS + 2 or (tried >= 12 and not agreed + different):
            break
        one, other = number(left.xreplace(point)), number(right.xreplace(point))
        if one is None or other is None or not _real_enough(left, one) or not _real_enough(right, other):
            continue
        if abs(one - other) <= scale_of(one, other) * TOLERANCE:
            agreed += 1
        else:
            different += 1
            if different == 1:
                place = tuple((item.name, value) for item, value in point.items())
                first = (place, left.xreplace(point), right.xreplace(point))
    return agreed, (different if agreed + different >= POINTS else 0), first


def simple_point(left: sympy.Expr, right: sympy.Expr) -> Point | None:
    """A point of small whole numbers where two sides that differ are seen to differ: for the learner's eye."""
    symbols = sorted(left.free_symbols | right.free_symbols, key=str)
    for first in (1, 2, 3):
        point = {item: sympy.Integer(first + place) for place, item in enumerate(symbols)}
        one, other = number(left.xreplace(point)), number(right.xreplace(point))
        if one is None or other is None or not _real_enough(left, one) or not _real_enough(right, other):
            continue
        if abs(one - other) > scale_of(one, other) * TOLERANCE:
            place = tuple((item.name, value) for item, value in point.items())
            return place, left.xreplace(point), right.xreplace(point)
    return None


def _real_enough(expression: sympy.Expr, value: sympy.Expr) -> bool:
    """Whether a value lies in the natural domain: real, unless i stands in the formula."""
    return bool(value.is_real) or expression.has(sympy.I) or abs(value.as_real_imag()[1]) < TOLERANCE
