"""Equations and inequalities compared: the same when one is a multiple of the other."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.grading.answers import Answer, Equation, Inequality, Single
from assistant.mathcheck.grading.sameness import compare_values, values_of
from assistant.mathcheck.reading.syntax import Node
from assistant.mathcheck.types import Different, Equivalent, Grade, Undecided
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Scope


def grade_equations(expected: Answer, given: Answer, scope: Scope) -> Grade:
    """Equations are the same when one is a multiple of the other.

    Raises:
        UnreadableMath: The submission cannot be computed.
    """
    first, second = _sides(expected), _sides(given)
    if first is None or second is None:
        return Different(
            "An equation is expected." if second is None else "A value is expected, not an equation."
        )
    left = _difference(first, scope, whose="reference")
    right = _difference(second, scope)
    if left is None:
        return Undecided("The reference answer could not be computed.")
    if right is None:
        return Undecided("Groundwork could not compare the two equations.")
    return _proportional(left, right, positive=False)


def _sides(answer: Answer) -> tuple[Node, Node] | None:
    if isinstance(answer, Equation):
        return answer.left, answer.right
    if isinstance(answer, Single) and answer.label is not None:
        return answer.label, answer.node
    return None


def _difference(sides: tuple[Node, Node], scope: Scope, *, whose: str = "submission") -> Any:
    left, right = (values_of(side, scope, whose=whose) for side in sides)
    if not left or not right or not is_scalar(left[0]) or not is_scalar(right[0]):
        return None
    return left[0] - right[0]


def _proportional(first: Any, second: Any, *, positive: bool) -> Grade:
    """Whether one side-difference is a fixed multiple of the other."""
    if first == 0 or second == 0:
        return Equivalent() if first == second else Different("The equation holds always or never.")
    factor = _ratio(first, second)
    if factor is None:
        return Undecided("Groundwork could not compare the two.")
    outcome = compare_values(first, factor * second)
    if outcome.equal:
        if positive and not factor.is_positive:
            return Different("The direction of the inequality is turned.")
        return Equivalent()
    if outcome.different:
        return Different("It is not a multiple of the expected one.")
    return Undecided(outcome.note or "Groundwork could not compare the two.")


def _ratio(first: Any, second: Any) -> Any:
    """The quotient at some point where both have a value that is not zero."""
    names = sorted(first.free_symbols | second.free_symbols, key=str)
    for shift in (2, 3, 5, 7, 11):
        point = {item: sympy.Rational(shift + place, 3) for place, item in enumerate(names)}
        one, other = first.xreplace(point), second.xreplace(point)
        if one.is_finite and other.is_finite and one.is_nonzero and other.is_nonzero:
            return one / other
    return None


def grade_inequalities(expected: Inequality, given: Inequality, scope: Scope) -> Grade:
    """Inequalities are the same when one is a positive multiple of the other.

    Raises:
        UnreadableMath: The submission cannot be computed.
    """
    if ("=" in expected.operator) != ("=" in given.operator):
        return Different("One of the two includes equality and the other does not.")
    first = _difference(_larger_first(expected), scope, whose="reference")
    second = _difference(_larger_first(given), scope)
    if first is None or second is None:
        return Undecided("Groundwork could not compare the two inequalities.")
    return _proportional(first, second, positive=True)


def _larger_first(inequality: Inequality) -> tuple[Node, Node]:
    if inequality.operator[0] == ">":
        return inequality.left, inequality.right
    return inequality.right, inequality.left
