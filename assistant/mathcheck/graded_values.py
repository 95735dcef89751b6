"""Two single answers compared: readings, decimals, constants of integration, order of matrices, equations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from assistant.errors import UnreadableMath
from assistant.mathcheck.answers import Answer, Equation, Inequality, Single
from assistant.mathcheck.build import build_readings
from assistant.mathcheck.equality import EQUAL, UNKNOWN_FUNCTION, Comparison, Sameness, compare
from assistant.mathcheck.graded_names import INTEGRATION_CONSTANTS, Letters, with_matrices
from assistant.mathcheck.latex import symbol_latex, to_latex
from assistant.mathcheck.operators import is_scalar
from assistant.mathcheck.scope import Scope, Value
from assistant.mathcheck.syntax import Ambiguous, Matrix, Node, Number, Tuple, Unary, walk
from assistant.mathcheck.types import Different, Equivalent, Grade, Undecided, Unreadable

LEAST_DIGITS = 3
"""Significant digits a rounded decimal needs at least."""

_UNEVALUATED = (
    sympy.Integral,
    sympy.Limit,
    sympy.Sum,
    sympy.Product,
    sympy.Derivative,
    sympy.Subs,
    AppliedUndef,
)
_CALL = "\\relax "
"""Marks a letter that stands for a call, so that its name is written as the LaTeX it is."""
_NICE_POINTS = (1, 2, 3, sympy.Rational(1, 2), 5)


@dataclass(frozen=True, slots=True)
class Pair:
    """A reference and a submission as written, with what is needed to compare them."""

    expected: Node
    given: Node
    scope: Scope
    letters: Letters
    form: str = ""


def values_of(node: Node, scope: Scope, *, whose: str = "submission") -> tuple[Value, ...]:
    """The readings of a formula.

    Raises:
        UnreadableMath: From the submission; a reference that cannot be computed gives no readings instead.
    """
    try:
        return build_readings(node, scope)
    except UnreadableMath:
        if whose == "submission":
            raise
        return ()


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
    first = compare_values(expected[0], given[0])
    if first.equal:
        return _vectors_in_order(pair) or _brackets(pair) or Equivalent()
    rounded = _rounded(pair.expected, expected[0], pair.given, given[0])
    if rounded is not None:
        return rounded
    other = _other_reading(pair, expected, given)
    if other is not None:
        return other
    return _not_equal(pair, expected[0], given[0], first)


def compare_values(left: Value, right: Value) -> Comparison:
    """`compare`, with sets of one number read as that number, and relations never equal to numbers."""
    if not isinstance(left, sympy.Basic | sympy.MatrixBase) or not isinstance(
        right, sympy.Basic | sympy.MatrixBase
    ):
        return Comparison(Sameness.UNKNOWN, "These are of different kinds.")
    if (
        isinstance(left, sympy.MatrixBase)
        and isinstance(right, sympy.MatrixBase)
        and left.shape != right.shape
    ):
        turned = sorted(left.shape) == sorted(right.shape) and 1 in left.shape
        note = "One of the two is a row and the other a column." if turned else "The shapes differ."
        return Comparison(Sameness.DIFFERENT, note, (), left, right)
    if is_scalar(left) and is_scalar(right) and not (left.is_commutative and right.is_commutative):
        return _compare_products(left, right)
    outcome = compare(left, right)
    if outcome.equal and is_scalar(left) and is_scalar(right) and not _confirmed(left, right):
        return Comparison(Sameness.DIFFERENT, "", (), left, right)
    return outcome


def _confirmed(left: Any, right: Any) -> bool:
    """Whether two formulas found equal are equal relative to their size, which matters for very small numbers."""
    if left == right or left.has(*_UNEVALUATED) or right.has(*_UNEVALUATED):
        return True
    names = sorted(left.free_symbols | right.free_symbols, key=str)
    if len(names) > 6:
        return True
    for shift in range(2):
        point = _point(names, shift)
        first, second = (sympy.N(side.xreplace(point), 30) for side in (left, right))
        if (
            first.is_comparable
            and second.is_comparable
            and max(abs(first), abs(second)) < sympy.Float("1e-6")
        ):
            gap = abs(first - second)
            if gap > sympy.Float("1e-12") * max(abs(first), abs(second)):
                return False
    return True


def _point(names: list[Any], shift: int) -> dict[Any, Any]:
    return {
        item: sympy.Rational(_NICE_POINTS[(shift + place) % len(_NICE_POINTS)])
        for place, item in enumerate(names)
    }


def _compare_products(left: Any, right: Any) -> Comparison:
    """Sums of products of matrices nothing else is known of, in the order written."""
    difference = sympy.expand(_reversed_inverses(left) - _reversed_inverses(right))
    if difference == 0:
        return EQUAL
    powers = [power for power in difference.atoms(sympy.Pow) if not power.is_commutative]
    if all(power.base.is_Symbol and power.exp.is_Integer for power in powers):
        return Comparison(Sameness.DIFFERENT, "Products of matrices keep their order.", (), left, right)
    return compare(left, right)


def _reversed_inverses(value: Any) -> Any:
    """(AB)^{-1} as B^{-1} A^{-1}."""

    def turned(power: Any) -> Any:
        factors = power.base.args
        scalars = sympy.Mul(*(factor for factor in factors if factor.is_commutative))
        matrices = [factor for factor in factors if not factor.is_commutative]
        return scalars**power.exp * sympy.Mul(*(factor**power.exp for factor in reversed(matrices)))

    return value.replace(
        lambda part: part.is_Pow and part.base.is_Mul and not part.base.is_commutative and part.exp == -1,
        turned,
    )


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


# -- decimals ----------------------------------------------------------------------------------------------


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


def _rounded(expected_node: Node, expected: Value, given_node: Node, given: Value) -> Grade | None:
    """A decimal against an exact value, or two decimals of different length."""
    if isinstance(expected, sympy.Tuple | sympy.MatrixBase) and isinstance(
        given, sympy.Tuple | sympy.MatrixBase
    ):
        return _rounded_entries(expected_node, expected, given_node, given)
    if not (is_scalar(expected) and is_scalar(given)) or expected.free_symbols or given.free_symbols:
        return None
    if not (sympy.N(expected, 15).is_comparable and sympy.N(given, 15).is_comparable):
        return None
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
        grade = _rounded(first_node, first, second_node, second)
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
        expected, given = _calls_as_letters(expected, given)
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
                else _at(dict(outcome.point), outcome.left, outcome.right)
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


def _calls_as_letters(expected: Any, given: Any) -> tuple[Any, Any]:
    """Unknown functions as letters of their own, named as they are written."""
    calls = expected.atoms(AppliedUndef) | given.atoms(AppliedUndef)
    letters = {call: sympy.Symbol(f"{_CALL}{to_latex(call)}", real=True) for call in calls}
    return expected.xreplace(letters), given.xreplace(letters)


def counterexample(expected: Any, given: Any) -> str | None:
    """A simple point where two formulas give different values, in words a learner can check; None for numbers."""
    names = sorted(expected.free_symbols | given.free_symbols, key=str)
    if not names or len(names) > 6:
        return None
    for shift in range(len(_NICE_POINTS)):
        point = _point(names, shift)
        first, second = expected.xreplace(point), given.xreplace(point)
        if _shown(first) and _shown(second) and compare_values(first, second).different:
            return _at({item.name: value for item, value in point.items()}, first, second)
    return None


def _shown(value: Any) -> bool:
    number = sympy.N(value, 15)
    return bool(number.is_comparable and number.is_finite and sympy.count_ops(value) < 40)


def _at(point: dict[str, Any], expected: Any, given: Any) -> str:
    place = ", ".join(
        f"${symbol_latex(name).removeprefix(_CALL)} = {to_latex(value)}$" for name, value in point.items()
    )
    return f"At {place} yours gives ${_brief(given)}$, the answer ${_brief(expected)}$."


def _brief(value: Any) -> str:
    shown = to_latex(value)
    return shown if len(shown) <= 40 else f"{float(sympy.N(value, 12)):.6g}"


# -- directions, equations, inequalities -------------------------------------------------------------------


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
