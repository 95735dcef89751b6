"""Relations other than equality: approximations and inequalities."""

from __future__ import annotations

from dataclasses import replace

import sympy

from assistant.mathcheck.checking import intent
from assistant.mathcheck.checking.approximation import (
    PERCENT,
    agree_to_first_order,
    check_approximation,
    differ_by_hundred,
)
from assistant.mathcheck.checking.barriers import means_otherwise
from assistant.mathcheck.checking.compared import compared, free_names
from assistant.mathcheck.checking.message import Message, is_closed
from assistant.mathcheck.checking.verdict import Finding, Kind, not_checked, refuted, verified
from assistant.mathcheck.reading.claims import Claim
from assistant.mathcheck.reading.statement import Statement
from assistant.mathcheck.reading.syntax import Chain, Name, Node
from assistant.mathcheck.reading.units import without_units
from assistant.mathcheck.types import Verdict
from assistant.mathcheck.values.build import build_readings, symbol_name
from assistant.mathcheck.values.equality import compare, expandable
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Relation, Several, Value


def check_approximate(claim: Claim, left: Node, right: Node, message: Message) -> Finding:
    """`left ≈ right`: whether the digits shown are the right ones."""
    left, left_units = without_units(left)
    right, right_units = without_units(right)
    statement = Statement(claim.left.text, claim.right.text, "definition")
    if isinstance(left, Name) and not message.scope.knows(symbol_name(left)) and left.text not in ("pi", "e"):
        return replace(
            not_checked(Kind.DEFINITION, "This says what a name is, rounded."), statements=(statement,)
        )
    outcome = compared(left, right, message.scope)
    if outcome.comparison.equal:
        return verified(Kind.APPROXIMATION, "Both sides have the same value.")
    if agree_to_first_order(outcome.left, outcome.right):
        return verified(Kind.APPROXIMATION, "To first order in the small quantity both sides agree.")
    if free_names(outcome.left) | free_names(outcome.right) <= {"e"} and not message.scope.knows("e"):
        euler = compared(left, right, message.scope.with_value("e", sympy.E))
        # Far from what Euler's number gives, e is rather an unknown of the text: `3e` may be the price of three eggs.
        outcome = euler if _near(euler.left, euler.right) else outcome
    if not outcome.closed and message.scope.given:
        outcome = replace(compared(left, right, message.scope.with_put_in()), used_given=True)
    if not outcome.closed or not (is_scalar(outcome.left) and is_scalar(outcome.right)):
        return not_checked(
            Kind.APPROXIMATION, "There are unknowns in it, so how close the two are depends on them."
        )
    finding = check_approximation(Kind.APPROXIMATION, outcome.left, outcome.right, left, right)
    if finding.verdict is Verdict.REFUTED:
        if outcome.used_given or (left_units != right_units and left_units):
            return not_checked(Kind.APPROXIMATION, "It is not sure that both sides mean the same quantity.")
        if (
            intent.is_denied(claim)
            or intent.is_loose(claim)
            or means_otherwise(claim, outcome)
            or intent.starts_midway(claim)
        ):
            return not_checked(Kind.APPROXIMATION, "The words around it may give it another meaning.")
        if intent.about_percent(claim) and differ_by_hundred(outcome.left, outcome.right, left, right):
            return not_checked(Kind.APPROXIMATION, PERCENT)
    return finding


_SIGNS = {"<": "<", ">": ">", "<=": r"\le", ">=": r"\ge", "!=": r"\ne"}


def _sign(left: Value, right: Value) -> int | None:
    """Which of two closed values is larger: 1 the left, -1 the right, 0 neither; None when that is not clear."""
    difference = sympy.N(left - right, 20)
    if not difference.is_real or abs(difference) < sympy.Float("1e-15"):
        return 0 if compare(left, right).equal else None
    return 1 if difference > 0 else -1


def _holds(operator: str, sign: int) -> bool:
    return {"<": sign < 0, ">": sign > 0, "<=": sign <= 0, ">=": sign >= 0, "!=": sign != 0}[operator]


def _with_unknowns(claim: Claim, left: Node, right: Node, relation: Relation, message: Message) -> Finding:
    """An inequality with letters: true for all real numbers, or for the values that were given; never refuted."""
    if holds_for_all(relation.left - relation.right, claim.operator):
        return verified(Kind.INEQUALITY, "This holds for all real numbers.")
    if message.scope.given:
        put_in = build_readings(Chain((left, right), ("=",)), message.scope.with_put_in())[0]
        sides = (put_in.left, put_in.right) if isinstance(put_in, Relation) else ()
        if sides and all(is_scalar(side) and is_closed(side) for side in sides):
            sign = _sign(*sides)
            if sign is not None and _holds(claim.operator, sign):
                return verified(Kind.INEQUALITY, "It holds with what was said before put in.")
    return not_checked(Kind.INEQUALITY, "There are unknowns in it: it holds for some values only.")


def holds_for_all(difference: Value, operator: str) -> bool:
    """Whether `difference` has the sign the operator asks for, whatever real numbers its letters are."""
    if not difference.is_commutative or not expandable(difference) or difference.has(sympy.I):
        return False
    expanded = sympy.expand(difference)
    if operator in ("<", "<="):
        difference, expanded = -difference, sympy.expand(-expanded)
    letters = sorted(expanded.free_symbols, key=str)
    strict = operator in ("<", ">", "!=")
    if len(letters) == 1 and expanded.is_polynomial(letters[0]) and sympy.degree(expanded, letters[0]) == 2:
        leading, middle, last = sympy.Poly(expanded, letters[0]).all_coeffs()
        discriminant = middle**2 - 4 * leading * last
        above = leading.is_positive or (operator == "!=" and leading.is_negative)
        return bool(above and (discriminant.is_negative or (not strict and discriminant.is_zero)))
    forms = [difference, expanded]
    if letters and expanded.is_polynomial(*letters) and sympy.Poly(expanded, *letters).total_degree() <= 4:
        forms.append(sympy.factor(expanded))
    if operator == "!=":
        return any(form.is_positive or form.is_negative for form in forms)
    return any(bool(form.is_positive if strict else form.is_nonnegative) for form in forms)


def _near(left: Value, right: Value) -> bool:
    """Whether two closed values differ by less than a fiftieth."""
    if not (is_scalar(left) and is_scalar(right) and is_closed(left) and is_closed(right)):
        return False
    first, second = sympy.N(left, 20), sympy.N(right, 20)
    return bool(first.is_real and second.is_real and 50 * abs(first - second) < abs(first))


def check_inequality(claim: Claim, left: Node, right: Node, message: Message) -> Finding:
    """An inequality between numbers; a false one is refuted only where it stands as a plain statement.

    It may be a case that is ruled out or supposed, so any word of that sort, or a chain of several relations, keeps it
    unrefuted; and only numbers that are written out are compared, never values that names were given.
    """
    left, left_units = without_units(left)
    right, right_units = without_units(right)
    relation = build_readings(Chain((left, right), ("=",)), message.scope)[0]
    if isinstance(relation, Several) or not (is_scalar(relation.left) and is_scalar(relation.right)):
        return not_checked(Kind.INEQUALITY, "Groundwork compares numbers only.")
    if not (is_closed(relation.left) and is_closed(relation.right)):
        return _with_unknowns(claim, left, right, relation, message)
    sign = _sign(relation.left, relation.right)
    if sign is None:
        return not_checked(Kind.INEQUALITY, "Groundwork could not compare the two sides.")
    if _holds(claim.operator, sign):
        return verified(Kind.INEQUALITY, "The two numbers stand in this order.")
    states_numbers = not intent.names_in(left) - {"pi"} and not intent.names_in(right) - {"pi"}
    if (
        states_numbers
        and claim.alone
        and left_units == right_units
        and not (intent.is_hypothesis(claim) or intent.is_denied(claim) or intent.is_loose(claim))
        and not intent.means_otherwise(claim, whole=True, near=True)
        and not intent.is_asked(claim)
        and not intent.starts_midway(claim)
    ):
        turned = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "!=": "="}[claim.operator]
        turned = "=" if sign == 0 else turned.rstrip("=")
        expected = f"{claim.left.text.strip()} {_SIGNS.get(turned, turned)} {claim.right.text.strip()}"
        return refuted(Kind.INEQUALITY, "The two numbers do not stand in this order.", expected)
    return not_checked(
        Kind.INEQUALITY, "The two numbers do not stand in this order; this may be a case that is ruled out."
    )
