"""What the digits shown imply: `0.333` stands for anything that rounds to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy

from assistant.mathcheck.reading.syntax import Binary, Node, Number, Postfix, Power, Unary, Words, walk
from assistant.mathcheck.values.equality import number
from assistant.mathcheck.values.scope import Value


@dataclass(frozen=True, slots=True)
class Shown:
    """A written decimal: its exact value, and half a unit of its last digit."""

    value: sympy.Rational
    half_unit: sympy.Rational
    places: int
    scale: sympy.Rational
    """What one written unit is worth: 1, or 1/100 for per cent."""


def shown_number(node: Node) -> Shown | None:
    """The decimal that a node is, with its sign, per cent sign and unit, or None when it is anything else."""
    scale = sympy.Integer(1)
    sign = 1
    while True:
        if isinstance(node, Unary):
            sign = -sign if node.operator == "-" else sign
            node = node.operand
        elif isinstance(node, Postfix) and node.operator == "%":
            scale = scale / 100
            node = node.operand
        elif isinstance(node, Postfix) and node.operator == "degree":
            scale = scale * sympy.pi / 180
            node = node.operand
        elif isinstance(node, Binary) and node.operator == "juxt" and isinstance(node.right, Words):
            node = node.left
        else:
            break
    if not isinstance(node, Number) or node.base != 10 or node.repeating:
        return None
    whole, _, decimals = node.digits.partition(".")
    value = sympy.Rational(int(whole + decimals or "0"), 10 ** len(decimals)) * scale * sign
    return Shown(value, scale / (2 * sympy.Integer(10) ** len(decimals)), len(decimals), scale)


def significant_half_unit(node: Node) -> sympy.Rational | None:
    """For a whole number with trailing zeros (`4,000`), half a unit of its last nonzero digit."""
    if not isinstance(node, Number) or node.places:
        return None
    stripped = node.digits.rstrip("0")
    return sympy.Rational(10 ** (len(node.digits) - len(stripped)), 2)


def shows_power_of_ten(node: Node, value: Value) -> bool:
    """Whether `2 × 10^9`, `10^12` shows a value rounded to the digits before the power."""
    front, power = (node.left, node.right) if isinstance(node, Binary) else (None, node)
    if not (isinstance(power, Power) and power.base == Number("10")) or not isinstance(value, sympy.Rational):
        return False
    shown = shown_number(front) if front is not None else None
    if front is not None and shown is None:
        return False
    half = shown.half_unit if shown is not None else sympy.Rational(1, 2)
    stated = shown.value if shown is not None else sympy.Integer(1)
    exponent = shown_number(power.exponent)
    if exponent is None or abs(exponent.value) > 60 or exponent.places:
        return False
    return bool(abs(value / sympy.Integer(10) ** exponent.value - stated) <= half)


def has_decimals(node: Node) -> bool:
    """Whether some literal in a formula is a decimal fraction, and so perhaps rounded."""
    return any(isinstance(part, Number) and part.places > 0 for part in walk(node))


def _decimals_needed(value: sympy.Rational) -> int | None:
    """How many decimals write a value exactly; None when more than five do not."""
    return next((places for places in range(6) if 10**places % value.q == 0), None)


def rounded_like(value: Value, shown: Shown, *, exactly: bool = False) -> str:
    """A value written with as many decimals as the number it corrects; `exactly`: with all it has, if they are few."""
    if exactly and isinstance(value, sympy.Rational) and isinstance(shown.scale, sympy.Rational):
        needed = _decimals_needed(value / shown.scale)
        if needed is not None:
            shown = replace(shown, places=max(needed, shown.places if needed else 0))
    if isinstance(value, sympy.Integer) and shown.scale == 1:
        return str(value)
    digits = number(value / shown.scale)
    if digits is None or not digits.is_real:
        return ""
    rounded = sympy.Rational(
        int(sympy.floor(abs(digits) * 10**shown.places + sympy.Rational(1, 2))), 10**shown.places
    )
    whole, fraction = (
        divmod(rounded.p * 10**shown.places // rounded.q, 10**shown.places)
        if shown.places
        else (int(rounded), 0)
    )
    text = f"{whole}.{fraction:0{shown.places}d}" if shown.places else f"{whole}"
    sign = "-" if digits < 0 and rounded != 0 else ""
    return sign + text + ("\\%" if shown.scale == sympy.Rational(1, 100) else "")
