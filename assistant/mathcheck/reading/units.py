r"""Units beside numbers (`5 \text{ cm}`): taken off before computing, and remembered."""

from __future__ import annotations

import re
from dataclasses import replace

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
