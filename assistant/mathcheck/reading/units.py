r"""Units beside numbers (`5 \text{ cm}`): taken off before computing, and remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from assistant.mathcheck.reading.syntax import Binary, Call, Node, Number, Postfix, Power, Unary, Words

_SUMS_AND_PRODUCTS = frozenset(("+", "-", "*", "/", "dot", "cross", "juxt"))
_MEASURES = frozenset(
    [
        "mm",
        "cm",
        "m",
        "km",
        "in",
        "inch",
        "inche",
        "ft",
        "foot",
        "feet",
        "yd",
        "yard",
        "mi",
        "mile",
        "mph",
        "kmh",
        "s",
        "sec",
        "second",
        "min",
        "minute",
        "h",
        "hr",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "g",
        "kg",
        "mg",
        "lb",
        "pound",
        "oz",
        "ounce",
        "ton",
        "l",
        "ml",
        "liter",
        "litre",
        "gallon",
        "quart",
        "pint",
        "cup",
        "teaspoon",
        "tablespoon",
        "dollar",
        "cent",
        "penny",
        "unit",
        "degree",
        "meter",
        "metre",
        "kilometer",
        "kilometre",
        "centimeter",
        "centimetre",
        "millimeter",
        "gram",
        "kilogram",
        "newton",
        "joule",
        "watt",
        "volt",
    ]
)


def without_units(node: Node) -> tuple[Node, frozenset[str]]:
    """The formula without its units, and the units it had."""
    if isinstance(node, Unary):
        inner, units = without_units(node.operand)
        return replace(node, operand=inner), units
    if isinstance(node, Binary) and node.operator in _SUMS_AND_PRODUCTS:
        if node.operator == "juxt" and _is_unit(node.right) and _is_quantity(node.left):
            inner, units = without_units(node.left)
            return inner, units | _names(node.right)
        left, left_units = without_units(node.left)
        right, right_units = without_units(node.right)
        if node.operator == "/" and _is_quantity(left) and _is_unit(right) and _names(right) <= _MEASURES:
            return left, left_units | _names(right)
        return replace(node, left=left, right=right), left_units | right_units
    return node, frozenset()


_METRES = {"m": 1, "meter": 1, "metre": 1, "km": 1_000, "kilometer": 1_000, "kilometre": 1_000,
           "cm": (1, 100), "centimeter": (1, 100), "centimetre": (1, 100), "mm": (1, 1_000), "millimeter": (1, 1_000),
           "in": (254, 10_000), "inch": (254, 10_000), "inche": (254, 10_000), "ft": (3_048, 10_000), "foot": (3_048, 10_000),
           "feet": (3_048, 10_000), "yd": (9_144, 10_000), "yard": (9_144, 10_000), "mi": (1_609_344, 1_000),
           "mile": (1_609_344, 1_000)}  # fmt: skip
_SECONDS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3_600, "hr": 3_600, "hour": 3_600, "day": 86_400,
            "week": 604_800}  # fmt: skip
_GRAMS = {"g": 1, "gram": 1, "kg": 1_000, "kilogram": 1_000, "mg": (1, 1_000)}
_LITRES = {"l": 1, "liter": 1, "litre": 1, "ml": (1, 1_000)}
_CENTS = {"cent": 1, "dollar": 100}
_DIMENSIONS: tuple[Mapping[str, object], ...] = (_METRES, _SECONDS, _GRAMS, _LITRES, _CENTS)


def conversion(left: frozenset[str], right: frozenset[str]) -> Fraction | None:
    """What a quantity in the one unit is multiplied by to be in the other; None when it cannot be, or need not."""
    if len(left) != 1 or len(right) != 1 or left == right:
        return None
    (one,), (other,) = left, right
    for table in _DIMENSIONS:
        if one in table and other in table:
            return _in_base(table[one]) / _in_base(table[other])
    return None


def _in_base(size: object) -> Fraction:
    if isinstance(size, tuple):
        return Fraction(size[0], size[1])
    return Fraction(size if isinstance(size, int) else 1)


def is_quantity_in_one_unit(node: Node) -> bool:
    """Whether a side is a number with one unit behind it, and nothing else in it has one."""
    if isinstance(node, Unary):
        return is_quantity_in_one_unit(node.operand)
    return (
        isinstance(node, Binary)
        and node.operator == "juxt"
        and isinstance(node.right, Words)
        and without_units(node.left)[1] == frozenset()
    )


def _is_unit(node: Node) -> bool:
    if isinstance(node, Power):
        return _is_unit(node.base)
    if isinstance(node, Binary) and node.operator in ("/", "juxt", "dot"):
        return _is_unit(node.left) and _is_unit(node.right)
    return isinstance(node, Words) and bool(re.fullmatch(r"[a-zA-Z][a-zA-Z .,/\u00b2\u00b3-]*", node.text))


def _is_quantity(node: Node) -> bool:
    if isinstance(node, Number | Power | Unary | Call):
        return True
    return isinstance(node, Binary) and not _is_unit(node)


def _names(node: Node) -> frozenset[str]:
    if isinstance(node, Words):
        return frozenset((node.text.strip(" .,").lower().removesuffix("s"),))
    if isinstance(node, Power):
        return frozenset(f"{name}^" for name in _names(node.base))
    if isinstance(node, Binary):
        return _names(node.left) | _names(node.right)
    return frozenset()


def without_degrees(node: Node) -> Node:
    """The formula without the degree signs of its terms: `180 - 70 = 110°` means degrees throughout."""
    if isinstance(node, Postfix) and node.operator == "degree":
        return node.operand
    if isinstance(node, Unary):
        return replace(node, operand=without_degrees(node.operand))
    if isinstance(node, Binary) and node.operator in _SUMS_AND_PRODUCTS:
        return replace(node, left=without_degrees(node.left), right=without_degrees(node.right))
    return node
