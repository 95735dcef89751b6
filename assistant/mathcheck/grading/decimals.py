"""Rounded decimals: right when they are the exact value rounded to the digits shown, and those are at least three."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from assistant.mathcheck.grading.sameness import compare_values
from assistant.mathcheck.reading.syntax import Matrix, Node, Number, Postfix, Tuple, Unary
from assistant.mathcheck.types import Different, Equivalent, Grade
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Value

LEAST_DIGITS = 3
"""Significant digits a rounded decimal needs at least."""


def _literal(node: Node) -> Number | None:
    inner = node.operand if isinstance(node, Unary) else node
    return inner if isinstance(inner, Number) and inner.places and not inner.repeating else None


def _digits(number: Number) -> int:
    """Significant digits of a literal."""
    return len(number.digits.replace(".", "").lstrip("0"))


def rounds_to(exact: Any, literal: Number, shown: Any) -> bool:
    """Whether an exact number, rounded to the places of a literal, is that literal."""
    gap = abs(sympy.N(exact - shown, 40))
    half = sympy.Rational(1, 2 * 10**literal.places)
    return bool(gap.is_comparable and gap <= half * (1 + sympy.Rational(1, 10**12)))


def grade_rounded(expected_node: Node, expected: Value, given_node: Node, given: Value) -> Grade | None:
    """A decimal against an exact value, or two decimals of different length."""
    if isinstance(expected, sympy.Tuple | sympy.MatrixBase) and isinstance(
        given, sympy.Tuple | sympy.MatrixBase
    ):
        return _rounded_entries(expected_node, expected, given_node, given)
    if not (is_scalar(expected) and is_scalar(given)) or expected.free_symbols or given.free_symbols:
        return None
    if not (sympy.N(expected, 15).is_comparable and sympy.N(given, 15).is_comparable):
        return None
    in_hundredths = _in_hundredths(expected_node, expected, given_node, given)
    if in_hundredths is not None:
        return in_hundredths
    mine, theirs = _literal(given_node), _literal(expected_node)
    if mine is not None and theirs is None:
        return _against_exact(mine, given, expected)
    if mine is None and theirs is None:
        return None
    coarse = theirs if theirs is not None and (mine is None or theirs.places <= mine.places) else mine
    if coarse is None:
        return None
    exact, shown = (given, expected) if coarse is theirs else (expected, given)
    if mine is None and given.is_Integer:
        return None
    if rounds_to(exact, coarse, shown):
        if _digits(coarse) >= LEAST_DIGITS:
            return Equivalent(f"Agrees to the {_digits(coarse)} digits shown.")
        if coarse is mine:
            return Different(_too_few())
    return None


def _in_hundredths(expected_node: Node, expected: Value, given_node: Node, given: Value) -> Grade | None:
    """`72.7%` is 0.727 with its digits: both sides in hundredths, so that the places count; None without the sign."""
    theirs, mine = _percent(expected_node), _percent(given_node)
    if mine is not None and not isinstance(expected_node, Number):
        return grade_rounded(theirs or expected_node, expected * 100, mine, given * 100)
    if theirs is not None and not isinstance(given_node, Number):
        return grade_rounded(theirs, expected * 100, given_node, given * 100)
    return None


def _percent(node: Node) -> Number | None:
    """The number before a per cent sign."""
    inner = node.operand if isinstance(node, Postfix) and node.operator == "%" else None
    return inner if isinstance(inner, Number) else None


def _against_exact(literal: Number, given: Any, expected: Any) -> Grade | None:
    if rounds_to(expected, literal, given):
        if _digits(literal) >= LEAST_DIGITS:
            return Equivalent(f"Agrees to the {_digits(literal)} digits shown.")
        return Different(_too_few())
    return None


def _too_few() -> str:
    return (
        f"Close, but rounded too early: give the exact value or at least {LEAST_DIGITS} significant digits."
    )


def _rounded_entries(expected_node: Node, expected: Value, given_node: Node, given: Value) -> Grade | None:
    """Vectors and matrices entry by entry, each with its own digits."""
    theirs, mine = list(_entry_nodes(expected_node)), list(_entry_nodes(given_node))
    exact, shown = list(expected), list(given)
    if not len(theirs) == len(mine) == len(exact) == len(shown):
        return None
    if getattr(expected, "shape", None) != getattr(given, "shape", None) and not (
        isinstance(expected, sympy.Tuple) or isinstance(given, sympy.Tuple)
    ):
        return None
    reason = ""
    for first_node, first, second_node, second in zip(theirs, exact, mine, shown, strict=True):
        if compare_values(first, second).equal:
            continue
        grade = grade_rounded(first_node, first, second_node, second)
        if isinstance(grade, Different):
            return grade
        if not isinstance(grade, Equivalent):
            return None
        reason = grade.reason
    return Equivalent(reason)


def _entry_nodes(node: Node) -> Iterator[Node]:
    if isinstance(node, Tuple):
        yield from node.items
    elif isinstance(node, Matrix):
        for row in node.rows:
            yield from row
