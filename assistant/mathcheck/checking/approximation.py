"""Rounded numbers: is a written decimal what the exact value rounds to?"""

from __future__ import annotations

import re

import sympy

from assistant.mathcheck.checking.verdict import Finding, Kind, not_checked, refuted, verified
from assistant.mathcheck.reading.syntax import Node, Number, walk
from assistant.mathcheck.values.equality import number
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.rounding import (
    Shown,
    has_decimals,
    rounded_like,
    shown_number,
    significant_half_unit,
)
from assistant.mathcheck.values.scope import Value
from assistant.mathcheck.values.worked import worked_out

PERCENT = "The two sides differ by the factor 100 of a per cent sign."
_ROUNDED = "The number shown is the exact value, rounded."
_MACHINE = sympy.Rational(1, 10**15)
_MACHINE_PLACES = 8
_FEW_PLACES = 5
_ALLOWED = sympy.Rational(1, 20)
_LOOKS_ROUNDED = frozenset(
    ("33", "67", "66", "17", "16", "83", "14", "43", "57", "71", "86", "41", "73", "24", "72", "37")
)
_SLACK = sympy.Rational(1_000_001, 1_000_000)


def _number(value: Value) -> Value | None:
    """A closed value in digits; integrals are worked out first, which is quicker than adding them up numerically."""
    return number(worked_out(value)) if is_scalar(value) else None


def check_approximation(kind: Kind, left: Value, right: Value, left_node: Node, right_node: Node) -> Finding:
    """`left ≈ right` for two closed values, with the rounding that the digits shown imply."""
    if shown_number(right_node) is not None:
        return check_inexact(kind, left, right_node, inputs_rounded=has_decimals(left_node), source=left_node)
    if shown_number(left_node) is not None:
        return check_inexact(
            kind, right, left_node, inputs_rounded=has_decimals(right_node), source=right_node
        )
    first, second = _number(left), _number(right)
    if first is None or second is None:
        return not_checked(kind, "Groundwork could not compute one side.")
    return not_checked(kind, "How close the two have to be is not said.")


def agree_to_first_order(left: Value, right: Value) -> bool:
    """Whether two expressions in one small quantity (`epsilon`, `h`, `Delta x`) agree up to its first power."""
    if not (is_scalar(left) and is_scalar(right)) or not (left.is_commutative and right.is_commutative):
        return False
    small = [item for item in left.free_symbols | right.free_symbols if _SMALL.match(item.name)]
    if len(small) != 1:
        return False
    step = small[0]
    if any(side.subs(step, 0).has(sympy.nan, sympy.zoo, sympy.oo) for side in (left, right)):
        left, right = sympy.expand(left * step), sympy.expand(right * step)  # a quotient of differences
    difference = left - right
    if difference.has(sympy.Integral, sympy.Sum, sympy.Limit):
        return False
    for order in (0, 1):
        part = sympy.diff(difference, step, order) if order else difference
        value = part.subs(step, 0).doit()
        if value.has(sympy.nan, sympy.zoo, sympy.oo) or sympy.expand(value) != 0:
            return False
    return True


_SMALL = re.compile(r"(?:var)?epsilon|h$|delta|Delta|dx$|dt$")


def agree_when_rounded(left: Value, right: Value, left_node: Node, right_node: Node) -> bool:
    """Whether two closed values differ by no more than decimals in them that look rounded may explain."""
    first, second = _number(left), _number(right)
    if first is None or second is None:
        return False
    allowed = _allowance(left_node, first) + _allowance(right_node, second)
    return bool(abs(first - second) <= allowed)


def check_inexact(
    kind: Kind, value: Value, written: Node, *, inputs_rounded: bool, source: Node | None = None
) -> Finding:
    """Whether a written decimal stands for `value`; refuted only well beyond the rounding shown."""
    shown = shown_number(written)
    exact = _number(value)
    if shown is None or exact is None or not exact.is_real:
        return not_checked(kind, "Groundwork could not compare the two sides.")
    error = abs(exact - shown.value)
    if kind is not Kind.APPROXIMATION and error != 0 and _should_be_exact(value, shown):
        if error <= shown.half_unit and shown.places > 0:
            return not_checked(kind, "The number seems to be rounded, but it is written as exact.")
    elif error <= shown.half_unit * _SLACK:
        return verified(kind, _ROUNDED)
    if shown.places >= _MACHINE_PLACES and error <= abs(exact) * _MACHINE:
        return verified(kind, "The number shown is the value as a machine rounds it.")
    coarse = significant_half_unit(written)
    if coarse is not None and kind is Kind.APPROXIMATION and error <= coarse:
        return verified(kind, _ROUNDED)
    allowed = _allowance(source, exact) if inputs_rounded and source is not None else sympy.Integer(0)
    if allowed and error <= allowed + shown.half_unit:
        return not_checked(kind, "The difference may come from numbers that were rounded before.")
    if error < 2 * shown.half_unit and _is_cut_off(exact, shown):
        return not_checked(kind, "The number seems to be cut off rather than rounded.")
    if inputs_rounded and shown.places == 0 and error < 1:
        return not_checked(kind, "The number seems to be rounded to a whole one.")
    if kind is Kind.APPROXIMATION and shown.places == 0 and error < max(1, abs(exact) / 20):
        return not_checked(kind, "How close the two have to be is not said.")
    expected = rounded_like(value, shown, exactly=kind is not Kind.APPROXIMATION)
    if not expected:
        return not_checked(kind, "Groundwork could not compare the two sides.")
    return refuted(kind, f"The value is {_readable(expected)}.", expected)


def _should_be_exact(value: Value, shown: Shown) -> bool:
    """Whether the exact value has few decimals, or one digit is shown: then an equality sign is not a rounding."""
    if not isinstance(value, sympy.Rational):
        return _few_digits(shown)
    scaled = value / shown.scale if isinstance(shown.scale, sympy.Rational) else value
    terminates = scaled.q > 0 and 10**_FEW_PLACES % scaled.q == 0
    return terminates or _few_digits(shown)


def _few_digits(shown: Shown) -> bool:
    return len(str(abs(shown.value / shown.scale * 10**shown.places))) < 2


def _readable(expected: str) -> str:
    return expected.replace("\\%", " %")


def _is_cut_off(exact: sympy.Expr, shown: Shown) -> bool:
    return bool(abs(exact) > abs(shown.value)) and shown.places > 0


def differ_by_hundred(left: Value, right: Value, left_node: Node, right_node: Node) -> bool:
    """Whether one closed value is a hundred times the other, up to the rounding shown."""
    first, second = _number(left), _number(right)
    if first is None or second is None:
        return False
    shown = [
        item.half_unit
        for item in map(shown_number, (left_node, right_node))
        if item is not None and item.places
    ]
    allowed = max(shown, default=sympy.Integer(0)) * _SLACK + sympy.Float("1e-18")
    return any(abs(first * factor - second) <= allowed for factor in (100, sympy.Rational(1, 100)))


def _allowance(node: Node | None, value: sympy.Expr) -> sympy.Expr:
    """How far a value may be off when the decimals in the formula that look rounded were: to first order."""
    if node is None:
        return sympy.Integer(0)
    total = sympy.Integer(0)
    for part in walk(node):
        if isinstance(part, Number) and _looks_rounded(part):
            literal = sympy.Rational(int(part.digits.replace(".", "")), 10**part.places)
            half = sympy.Rational(1, 2 * 10**part.places)
            total += half / literal if literal else half
    return abs(value) * min(total, _ALLOWED)


def _looks_rounded(literal: Number) -> bool:
    """Three decimals or more, or two as in 0.33, 1.67, 3.14; `7.5` and `0.25` are meant exactly."""
    return literal.places >= 3 or (literal.places == 2 and literal.digits[-2:] in _LOOKS_ROUNDED)
