"""Ways of writing that are not errors: remainders, and per cent after a multiplication by 100."""

from __future__ import annotations

import re

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.checking import intent
from assistant.mathcheck.checking.verdict import Finding, Kind, not_checked, refuted, verified
from assistant.mathcheck.reading.claims import Claim
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.syntax import Binary, Node, Number, Postfix, Words, walk
from assistant.mathcheck.values.build import build_readings
from assistant.mathcheck.values.equality import compare
from assistant.mathcheck.values.operators import is_scalar

_REMAINDER_WORDS = frozenset(
    ("remainder", "r", "rem", "with remainder", "with a remainder of", "remainder of")
)


def check_remainder(left: Node, right: Node) -> Finding | None:
    """`17 / 5 = 3 remainder 2`; None when it is not written so."""
    division = _division(left)
    written = _quotient_and_remainder(right)
    if division is None or written is None:
        return None
    (above, below), (quotient, rest) = division, written
    if below == 0:
        return None
    if above == below * quotient + rest and 0 <= rest < below:
        return verified(Kind.ARITHMETIC, "Divisor times quotient plus remainder gives the dividend.")
    expected = f"{above // below} \\text{{ remainder }} {above % below}"
    return refuted(
        Kind.ARITHMETIC, "Divisor times quotient plus remainder does not give the dividend.", expected
    )


def _division(node: Node) -> tuple[int, int] | None:
    if isinstance(node, Binary) and node.operator == "/" and _whole(node.left) and _whole(node.right):
        return _integer(node.left), _integer(node.right)
    return None


def _quotient_and_remainder(node: Node) -> tuple[int, int] | None:
    if not (isinstance(node, Binary) and node.operator == "juxt" and _whole(node.right)):
        return None
    first = node.left
    if not (isinstance(first, Binary) and first.operator == "juxt" and _whole(first.left)):
        return None
    word = first.right
    if isinstance(word, Words) and word.text.strip(" ,.").lower() in _REMAINDER_WORDS:
        return _integer(first.left), _integer(node.right)
    return None


def _whole(node: Node) -> bool:
    return isinstance(node, Number) and not node.places and node.base == 10 and not node.repeating


def _integer(node: Node) -> int:
    return int(node.digits) if isinstance(node, Number) else 0


def _of_whole_percents(node: Node) -> bool:
    """Whether numbers of 1 and more are added up or multiplied: `45 + 21 + 28 = 94%` leaves their signs out."""
    numbers = [part for part in walk(node) if isinstance(part, Number)]
    return isinstance(node, Binary) and all(not number.digits.startswith(("0", ".")) for number in numbers)


def check_congruence(claim: Claim) -> Finding | None:
    r"""`17 \equiv 2 \pmod 5`; None when no modulus is written."""
    found = _MODULUS.search(claim.right.text)
    if found is None or claim.operator not in ("==", "="):
        return None
    sides = [parse_math(claim.left.text), parse_math(claim.right.text[: found.start()])]
    values = [build_readings(side)[0] for side in sides]
    modulus = int(found.group(1) or found.group(2))
    if modulus < 2 or not all(isinstance(value, sympy.Integer) for value in values):
        return not_checked(Kind.EQUATION, "Groundwork compares remainders of whole numbers only.")
    left, right = (int(value) for value in values)
    if (left - right) % modulus == 0:
        return verified(Kind.ARITHMETIC, "Both sides leave the same remainder.")
    if intent.is_denied(claim) or intent.is_hypothesis(claim) or not claim.alone:
        return not_checked(Kind.ARITHMETIC, "The words around it do not state it as true.")
    return refuted(
        Kind.ARITHMETIC, "The two sides leave different remainders.", f"{left % modulus} \\pmod{{{modulus}}}"
    )


_MODULUS = re.compile(
    r"\\pmod\s*\{?\s*(\d{1,9})\s*\}?\s*$|\(\s*(?:\\bmod|\\text\{mod\s*\}|\\mathrm\{mod\}|mod)\s*~?\s*(\d{1,9})\s*\)\s*$"
)


def same_in_percent(left: Node, right: Node) -> bool:
    """`1/4 × 100 = 25%`: the sign repeats the multiplication by 100 that is written out."""
    for computed, stated in ((left, right), (right, left)):
        if (
            not isinstance(stated, Postfix)
            or stated.operator != "%"
            or not isinstance(stated.operand, Number)
        ):
            continue
        times_hundred = any(
            isinstance(part, Binary)
            and part.operator in ("cross", "dot", "*", "juxt")
            and Number("100") in (part.left, part.right)
            for part in walk(computed)
        )
        if (times_hundred or _of_whole_percents(computed)) and not any(
            isinstance(part, Postfix) and part.operator == "%" for part in walk(computed)
        ):
            try:
                one, other = build_readings(computed)[0], build_readings(stated.operand)[0]
            except UnreadableMath:
                return False
            return is_scalar(one) and compare(one, other).equal
    return False
