"""Two single answers compared: their readings, constants of integration, order of matrices, directions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.grading.decimals import grade_rounded
from assistant.mathcheck.grading.names import INTEGRATION_CONSTANTS, Letters, with_matrices
from assistant.mathcheck.grading.sameness import (
    calls_as_letters,
    compare_values,
    counterexample,
    difference_at,
    values_of,
)
from assistant.mathcheck.reading.syntax import Ambiguous, Node, Tuple, walk
from assistant.mathcheck.types import Different, Equivalent, Grade, Undecided, Unreadable
from assistant.mathcheck.values.build import build_readings
from assistant.mathcheck.values.equality import UNKNOWN_FUNCTION, Comparison
from assistant.mathcheck.values.latex import symbol_latex
from assistant.mathcheck.values.operators import is_matrix, is_scalar
from assistant.mathcheck.values.scope import Scope, Value


@dataclass(frozen=True, slots=True)
class Pair:
    """A reference and a submission as written, with what is needed to compare them."""

    expected: Node
    given: Node
    scope: Scope
    letters: Letters
    form: str = ""


def grade_pair(pair: Pair) -> Grade:
    """Grade one value against one value.

    Raises:
        UnreadableMath: The submission cannot be computed.
    """
    given = values_of(pair.given, pair.scope)
    expected = values_of(pair.expected, pair.scope, whose="reference")
    if not expected:
        return Undecided("The reference answer could not be computed.")
    if pair.form == "direction":
        return _direction(expected[0], given[0])
    family = _family(expected[0], given, pair.letters)
    if family is not None:
        return family
    if _zero_for_vector(expected[0], given[0]):
        return Different("One of the two is a vector or matrix and the other is the number 0.")
    first = compare_values(expected[0], given[0])
    if first.equal:
        return _vectors_in_order(pair) or _brackets(pair) or Equivalent()
    rounded = grade_rounded(pair.expected, expected[0], pair.given, given[0])
    if rounded is not None:
        return rounded
    other = _other_reading(pair, expected, given)
    if other is not None:
        return other
    return _not_equal(pair, expected[0], given[0], first)


def _zero_for_vector(expected: Value, given: Value) -> bool:
    """Whether one is the number 0 and the other a vector or matrix: in a chain of steps the same, in an answer not."""
    return (is_matrix(expected) and given == 0) or (is_matrix(given) and expected == 0)


def _direction(expected: Value, given: Value) -> Grade:
    """Vectors up to a multiple that is not zero."""
    if not all(isinstance(value, sympy.Tuple | sympy.MatrixBase) for value in (expected, given)):
        return Different("A vector is expected, such as (1, -2).")
    first, second = list(expected), list(given)
    if len(first) != len(second):
        return Different("The vectors differ in length.")
    if all(entry == 0 for entry in second):
        return Different("The zero vector has no direction.")
    outcomes = [
        compare_values(first[i] * second[j], first[j] * second[i])
        for i in range(len(first))
        for j in range(i)
    ]
    if all(outcome.equal for outcome in outcomes):
        return Equivalent("The same direction.")
    if any(outcome.different for outcome in outcomes):
        return Different("It points in another direction.")
    return Undecided("Groundwork could not compare the two directions.")


# -- more than one reading ---------------------------------------------------------------------------------


def _other_reading(pair: Pair, expected: tuple[Value, ...], given: tuple[Value, ...]) -> Grade | None:
    """Where either side can be read in another way, and then they agree."""
    if any(compare_values(expected[0], value).equal for value in given[1:]):
        if any(isinstance(part, Ambiguous) for part in walk(pair.given)):
            return Unreadable(
                "This can be read in two ways: put brackets, as in 1/(2x) or (1/2)x.", pair.given.start
            )
        return Equivalent()
    for value in expected[1:]:
        if any(compare_values(value, other).equal for other in given):
            if any(isinstance(part, Ambiguous) for part in walk(pair.expected)):
                return Undecided("The reference answer can be read in two ways, and this fits one of them.")
            return Equivalent()
    return None


def _brackets(pair: Pair) -> Grade | None:
    """`[0, 1]` and `(0, 1)` are the same vector and different intervals."""
    first, second = pair.expected, pair.given
    if not (isinstance(first, Tuple) and isinstance(second, Tuple)) or len(first.items) != 2:
        return None
    if {first.fences, second.fences} != {"()", "[]"}:
        return None
    value = build_readings(second, pair.scope)[0]
    ordered = (
        isinstance(value, sympy.Tuple)
        and all(item.is_extended_real for item in value)
        and value[0] < value[1]
    )
    if ordered == sympy.true or ordered is True:
        return Undecided(
            "As a vector this is right; as an interval the ends differ: use the brackets of the question."
        )
    return None


def _vectors_in_order(pair: Pair) -> Grade | None:
    """`Ax` and `xA` agree if x is a number, and need not if it is a vector."""
    if not pair.letters.vectors or not pair.letters.matrices:
        return None
    stricter = with_matrices(pair.scope, pair.letters.matrices | pair.letters.vectors)
    try:
        expected, given = build_readings(pair.expected, stricter), build_readings(pair.given, stricter)
    except UnreadableMath:
        return None
    if compare_values(expected[0], given[0]).equal:
        return None
    names = ", ".join(f"${symbol_latex(name)}$" for name in sorted(pair.letters.vectors))
    return Undecided(
        f"The order of this product matters if {names} stands for a vector; write it in the usual order."
    )


# -- constants of integration ------------------------------------------------------------------------------


def _constant_of(value: Value, known: frozenset[str]) -> Any:
    """The free constant that is added to a formula, or None."""
    if not is_scalar(value) or not value.is_commutative:
        return None
    for item in sorted(value.free_symbols, key=str):
        slope = sympy.diff(value, item)
        if item.name not in known and slope.is_number and slope != 0:
            return item
    return None


def _family(expected: Value, given: tuple[Value, ...], letters: Letters) -> Grade | None:
    """Antiderivatives: equal up to a constant, and the constant must be there."""
    if not is_scalar(expected) or not expected.is_commutative:
        return None
    constant = next(
        (
            item
            for item in sorted(expected.free_symbols, key=str)
            if item.name in INTEGRATION_CONSTANTS and sympy.diff(expected, item) == 1
        ),
        None,
    )
    if constant is None or not expected.free_symbols - {constant}:
        return None
    body = expected.xreplace({constant: sympy.Integer(0)})
    known = frozenset(item.name for item in body.free_symbols)
    value = given[0]
    if not is_scalar(value):
        return None
    own = _constant_of(value, known)
    rest = value.xreplace({own: sympy.Integer(0)}) if own is not None else value
    outcomes = [
        compare_values(sympy.diff(body, variable), sympy.diff(rest, variable))
        for variable in sorted(body.free_symbols | rest.free_symbols, key=str)
    ]
    if all(outcome.equal for outcome in outcomes):
        if own is None:
            return Different("The constant of integration is missing: add + C.")
        return Equivalent("Equal up to the constant of integration.")
    if any(outcome.different for outcome in outcomes):
        return Different("Its derivative is not the function to integrate.")
    return Undecided("Groundwork could not compare the two antiderivatives.")


# -- what to say -------------------------------------------------------------------------------------------


def _not_equal(pair: Pair, expected: Value, given: Value, outcome: Comparison) -> Grade:
    if outcome.different or (outcome.note == UNKNOWN_FUNCTION and outcome.point):
        return _different(pair, expected, given, outcome)
    if isinstance(expected, sympy.MatrixBase | sympy.Tuple) != isinstance(
        given, sympy.MatrixBase | sympy.Tuple
    ):
        return Different("One of the two is a vector or matrix and the other is not.")
    if isinstance(expected, sympy.MatrixBase | sympy.Tuple):
        if "row" in outcome.note:
            return Different("One of the two is a row and the other a column.")
    elif isinstance(given, sympy.Set) != isinstance(expected, sympy.Set):
        return Different("One of the two gives several values and the other one value.")
    return Undecided(outcome.note or "Groundwork could neither prove nor refute that the two are equal.")


def _different(pair: Pair, expected: Value, given: Value, outcome: Comparison) -> Grade:
    if is_scalar(expected) and is_scalar(given):
        if not (expected.is_commutative and given.is_commutative):
            return _out_of_order(pair, outcome)
        expected, given = calls_as_letters(expected, given)
        point = counterexample(expected, given)
        foreign = sorted(pair.letters.given - pair.letters.expected)
        missing = sorted(pair.letters.expected - pair.letters.given)
        if foreign and missing:
            twin = [name for name in foreign if name.lower() in {other.lower() for other in missing}]
            shown = ", ".join(f"${symbol_latex(name)}$" for name in twin or foreign)
            ending = " Capital and small letters are different names." if twin else ""
            return Different(f"It uses {shown}, which the answer does not.{ending}", point)
        if point is None and expected.free_symbols | given.free_symbols and outcome.point:
            point = (
                None
                if outcome.note == UNKNOWN_FUNCTION
                else difference_at(dict(outcome.point), outcome.left, outcome.right)
            )
        return Different("The two are not equal.", point)
    if "shape" in outcome.note.lower() or "row" in outcome.note:
        return Different(outcome.note)
    return Different("At least one entry is not equal.")


def _out_of_order(pair: Pair, outcome: Comparison) -> Grade:
    plain = with_matrices(pair.scope, frozenset())
    try:
        expected, given = build_readings(pair.expected, plain), build_readings(pair.given, plain)
    except UnreadableMath:
        return Different("Products of matrices keep their order.")
    if compare_values(expected[0], given[0]).equal:
        return Different("Products of matrices keep their order: $AB$ and $BA$ are not the same.")
    return Different("The two are not equal.")
