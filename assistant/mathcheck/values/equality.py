"""Are two values the same? The check ladder: exact, normal form, numbers at seeded points, a short simplify.

`compare` answers Equal, Different or Unknown. Different needs two signals that do not depend on each other: a
difference that does not vanish in exact or normal form, and one seen in numbers at every point tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import sympy
from sympy.core.function import AppliedUndef

from assistant.mathcheck.values.numeric import (
    POINTS,
    TOLERANCE,
    at_points,
    number,
    points,
    scale_of,
    simple_point,
)
from assistant.mathcheck.values.operators import IDENTITY, is_matrix, is_scalar
from assistant.mathcheck.values.scope import Value
from assistant.mathcheck.values.worked import worked_out

__all__ = [
    "EQUAL",
    "UNKNOWN_FUNCTION",
    "Comparison",
    "Sameness",
    "compare",
    "expandable",
    "number",
    "points",
    "unknown",
    "worked_out",
]

UNKNOWN_FUNCTION = "There is a function in it that nothing was said about."
"""The note of a comparison that differs if such functions are independent of each other; its `point` is set then."""

_TINY = sympy.Float("1e-12")
_SIMPLIFY_SIZE = 60
_EXPAND_TERMS = 2_000


class Sameness(Enum):
    """What is known of two values."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome; when different, a `point` (name, value) where both sides were computed."""

    sameness: Sameness
    note: str = ""
    point: tuple[tuple[str, Value], ...] = ()
    left: Value = None
    right: Value = None

    @property
    def equal(self) -> bool:
        """Whether the two are proved or seen to be the same."""
        return self.sameness is Sameness.EQUAL

    @property
    def different(self) -> bool:
        """Whether the two are surely not the same."""
        return self.sameness is Sameness.DIFFERENT


EQUAL = Comparison(Sameness.EQUAL)


def unknown(note: str) -> Comparison:
    """Neither proved nor refuted, and why."""
    return Comparison(Sameness.UNKNOWN, note)


def compare(left: Value, right: Value) -> Comparison:
    """Compare two values of any kind; matrices by entry, vectors without orientation with either one."""
    if is_scalar(left) and is_scalar(right):
        return _compare_scalars(left, right)
    if is_matrix(left) or is_matrix(right):
        return _compare_matrices(left, right)
    if isinstance(left, sympy.Set) and isinstance(right, sympy.Set):
        return _compare_sets(left, right)
    if isinstance(left, sympy.FiniteSet) or isinstance(right, sympy.FiniteSet):
        members, single = (left, right) if isinstance(left, sympy.FiniteSet) else (right, left)
        if len(members) == 1 and is_scalar(single):
            return _compare_scalars(next(iter(members)), single)
    return unknown("The two sides are of different kinds.")


def _compare_matrices(left: Value, right: Value) -> Comparison:
    first, second = _entries(left, right), _entries(right, left)
    if first is None or second is None:
        return unknown("One side is a matrix and the other is not.")
    (shape, entries), (other_shape, other_entries) = first, second
    same_shape = shape == other_shape or (
        None in (shape, other_shape) and _is_vector(shape) and _is_vector(other_shape)
    )
    if not same_shape or len(entries) != len(other_entries):
        if sorted(shape or ()) == sorted(other_shape or ()) and _is_vector(shape):
            return unknown("One is a row and the other a column.")
        return Comparison(Sameness.DIFFERENT, "The shapes differ.", (), left, right)
    outcome = EQUAL
    for one, other in zip(entries, other_entries, strict=True):
        result = compare(one, other)
        if result.different:
            return result
        if not result.equal:
            outcome = result
    return outcome


def _is_vector(shape: tuple[int, int] | None) -> bool:
    return shape is None or min(shape) == 1


def _entries(value: Value, other: Value) -> tuple[tuple[int, int] | None, list[Value]] | None:
    """Shape (None: a vector without orientation) and entries; 0 and I take the shape of the other side."""
    if isinstance(value, sympy.Tuple):
        return None, list(value)
    if isinstance(value, sympy.MatrixBase):
        return value.shape, list(value)
    shape = other.shape if isinstance(other, sympy.MatrixBase) else (len(other), 1)
    if value == 0:
        return shape, [sympy.Integer(0)] * (shape[0] * shape[1])
    if is_scalar(value) and shape[0] == shape[1]:
        factor = value.coeff(IDENTITY, 1)
        if factor != 0 and expandable(value) and sympy.expand(value - factor * IDENTITY) == 0:
            return shape, list(sympy.eye(shape[0]) * factor)
    if shape == (1, 1):
        return shape, [value]
    return None


def _compare_sets(left: Value, right: Value) -> Comparison:
    if isinstance(left, sympy.FiniteSet) and isinstance(right, sympy.FiniteSet):
        return _compare_members(list(left), list(right))
    if isinstance(left, sympy.Interval) and isinstance(right, sympy.Interval):
        ends = _compare_members([left.start, left.end], [right.start, right.end])
        if ends.equal and (left.left_open, left.right_open) != (right.left_open, right.right_open):
            return Comparison(
                Sameness.DIFFERENT, "An end belongs to one interval and not to the other.", (), left, right
            )
        return ends
    return unknown("Groundwork does not compare these sets.")


def _compare_members(left: list[Value], right: list[Value]) -> Comparison:
    rest = list(right)
    unsure = False
    for member in left:
        results = [compare(member, other) for other in rest]
        hits = [place for place, result in enumerate(results) if result.equal]
        if hits:
            rest.pop(hits[0])
        elif all(result.different for result in results):
            return Comparison(Sameness.DIFFERENT, "One has a member that the other lacks.", (), member, None)
        else:
            unsure = True
    if unsure:
        return unknown("Some members could not be compared.")
    if rest:
        return Comparison(Sameness.DIFFERENT, "One has a member that the other lacks.", (), None, rest[0])
    return EQUAL


# -- numbers and expressions -------------------------------------------------------------------------------


def _compare_scalars(left: sympy.Expr, right: sympy.Expr) -> Comparison:
    if left == right:
        return EQUAL
    if left.has(sympy.nan, sympy.zoo) or right.has(sympy.nan, sympy.zoo):
        return unknown("One side is not defined.")
    left, right = worked_out(left), worked_out(right)
    if left == right:
        return EQUAL
    if left.has(*_UNKNOWN_DERIVATIVES) or right.has(*_UNKNOWN_DERIVATIVES):
        settled = _with_unknown_derivatives(left, right)
        if settled is not None:
            return settled
    if left.has(*_OPEN_FORMS) or right.has(*_OPEN_FORMS):
        return _compare_open_forms(left, right)
    if left.has(sympy.nan, sympy.zoo) or right.has(sympy.nan, sympy.zoo):
        return unknown("One side is not defined.")
    if sympy.oo in (left, right) or -sympy.oo in (left, right):
        return _compare_infinite(left, right)
    if not left.free_symbols and not right.free_symbols:
        return _compare_numbers(left, right)
    return _compare_expressions(left, right)


_OPEN_FORMS = (sympy.Integral, sympy.Limit, sympy.Sum, sympy.Product, sympy.Derivative, sympy.Subs)


_UNKNOWN_DERIVATIVES = (sympy.Derivative, sympy.Subs)


def _with_unknown_derivatives(left: sympy.Expr, right: sympy.Expr) -> Comparison | None:
    """Derivatives of functions nothing was said about count as letters; None when that settles nothing."""
    if left.has(*_OPEN_FORMS[:4]) or right.has(*_OPEN_FORMS[:4]):
        return None
    left, right = left.doit(), right.doit()
    parts = sorted(
        (left - right).atoms(*_UNKNOWN_DERIVATIVES),
        key=lambda part: (-_size(part), sympy.default_sort_key(part)),
    )
    letters = {part: sympy.Symbol(f"derivative {place}", real=True) for place, part in enumerate(parts)}
    for part, letter in letters.items():
        left, right = left.xreplace({part: letter}), right.xreplace({part: letter})
    if left.has(*_UNKNOWN_DERIVATIVES) or right.has(*_UNKNOWN_DERIVATIVES):
        return None
    result = _compare_scalars(left, right)
    return result if result.equal else None


def _compare_infinite(left: sympy.Expr, right: sympy.Expr) -> Comparison:
    infinite = (sympy.oo, -sympy.oo)
    if left in infinite and right in infinite:
        return Comparison(Sameness.DIFFERENT, "One is infinite in the other direction.", (), left, right)
    finite = right if left in infinite else left
    if finite.is_number and finite.is_finite:
        return Comparison(Sameness.DIFFERENT, "One side is infinite and the other is not.", (), left, right)
    return unknown("One side is infinite.")


def _compare_open_forms(left: sympy.Expr, right: sympy.Expr) -> Comparison:
    """Indefinite integrals are compared by differentiating both sides; what SymPy could not do, by numbers."""
    variables = {
        limit[0]
        for side in (left, right)
        for part in side.atoms(sympy.Integral)
        for limit in part.limits
        if len(limit) == 1
    }
    if len(variables) == 1 and not (left.has(sympy.Sum, sympy.Limit) or right.has(sympy.Sum, sympy.Limit)):
        variable = variables.pop()
        result = _compare_scalars(sympy.diff(left, variable), sympy.diff(right, variable))
        note = "Both sides have the same derivative." if result.equal else result.note
        return Comparison(result.sameness, note, result.point, result.left, result.right)
    if left.free_symbols or right.free_symbols or left.has(sympy.Derivative, sympy.Subs):
        return unknown("Groundwork could not work out one side.")
    first, second = number(left), number(right)
    if (
        first is not None
        and second is not None
        and abs(first - second) <= sympy.Max(scale_of(first, second), 1) * sympy.Float("1e-12")
    ):
        return Comparison(Sameness.EQUAL, "The two agree to 12 digits.")
    return unknown("Groundwork could not work out one side.")


def _surely_nonzero(difference: sympy.Expr) -> bool:
    """Whether a tiny difference is more than what is lost in computing it."""
    value = number(difference)
    return value is not None and value != 0 and difference.equals(0) is False


def _compare_numbers(left: sympy.Expr, right: sympy.Expr) -> Comparison:
    if left.is_Rational and right.is_Rational:
        return Comparison(Sameness.DIFFERENT, "", (), left, right)
    if not left.is_commutative or not right.is_commutative:
        return unknown("Groundwork could not compare these.")
    first, second = number(left), number(right)
    if first is None or second is None:
        return unknown("Groundwork could not compute one side.")
    difference = left - right
    if abs(first - second) > scale_of(first, second) * TOLERANCE:
        if max(abs(first), abs(second)) < _TINY and not _surely_nonzero(difference):
            return unknown("Both sides are too close to zero to be compared.")
        return Comparison(Sameness.DIFFERENT, "", (), left, right)
    small = _size(difference) <= _SIMPLIFY_SIZE
    vanishes = difference == 0 or (expandable(difference) and sympy.expand(difference) == 0)
    if vanishes or (small and difference.equals(0)):
        return EQUAL
    return Comparison(Sameness.EQUAL, "The two agree to 18 digits.")


def _compare_expressions(left: sympy.Expr, right: sympy.Expr) -> Comparison:
    if left.has(AppliedUndef) or right.has(AppliedUndef):
        return _compare_unknown_functions(left, right)
    if not (left.is_commutative and right.is_commutative):
        return _compare_unordered(left, right)
    difference = left - right
    normal = _normal(difference)
    if normal == 0:
        return EQUAL
    exact = (
        normal is not None
        and difference.is_rational_function(*difference.free_symbols)
        and not _irrational(difference)
    )
    agreed, different, point = at_points(left, right)
    if different:
        point = simple_point(left, right) or point
    if exact and different:
        return Comparison(Sameness.DIFFERENT, "", *point)
    if different and not agreed:
        if normal is None:
            return unknown("The two sides differ in numbers, but Groundwork found no normal form.")
        return Comparison(Sameness.DIFFERENT, "", *point)
    if agreed >= POINTS and not different:
        if _size(difference) <= _SIMPLIFY_SIZE and _simplified_to_zero(difference):
            return EQUAL
        return Comparison(Sameness.EQUAL, "The two agree at every point tried.")
    if agreed and different:
        return unknown("The two sides agree for some values only.")
    return unknown("Groundwork could not compare the two sides.")


def _irrational(expression: sympy.Expr) -> bool:
    return any(not atom.is_Rational for atom in expression.atoms(sympy.Number, sympy.NumberSymbol))


def _compare_unknown_functions(left: sympy.Expr, right: sympy.Expr) -> Comparison:
    """Functions nothing was said about count as letters: what holds for letters holds for them, not the reverse."""
    calls = sorted(left.atoms(AppliedUndef) | right.atoms(AppliedUndef), key=sympy.default_sort_key)
    letters = {call: sympy.Symbol(f"{call}", real=True) for call in calls}
    result = _compare_scalars(left.xreplace(letters), right.xreplace(letters))
    if result.different:
        return Comparison(Sameness.UNKNOWN, UNKNOWN_FUNCTION, result.point, result.left, result.right)
    return result


def _compare_unordered(left: sympy.Expr, right: sympy.Expr) -> Comparison:
    if not expandable(left - right):
        return unknown("This is too large to compare.")
    difference = sympy.expand(left - right)
    if difference == 0:
        return EQUAL
    if any(not atom.is_commutative for atom in difference.atoms(sympy.Pow)):
        return unknown("Groundwork does not know these matrices.")
    return Comparison(Sameness.DIFFERENT, "Products of matrices keep their order.", (), left, right)


def expandable(expression: sympy.Expr) -> bool:
    """Whether expanding stays small."""
    terms = 1
    for part in sympy.preorder_traversal(expression):
        if isinstance(part, sympy.Pow) and isinstance(part.base, sympy.Add) and part.exp.is_Integer:
            terms *= (
                max(1, sympy.binomial(abs(part.exp) + len(part.base.args) - 1, len(part.base.args) - 1))
                if abs(part.exp) < 200
                else _EXPAND_TERMS
            )
        elif isinstance(part, sympy.Mul):
            for factor in part.args:
                terms *= len(factor.args) if isinstance(factor, sympy.Add) else 1
        if terms >= _EXPAND_TERMS:
            return False
    return True


def _normal(difference: sympy.Expr) -> sympy.Expr | None:
    """A form that is 0 exactly when a rational function is; None when it would grow too large."""
    if not expandable(difference):
        return None
    expanded = sympy.expand(difference)
    if expanded == 0 or expanded.is_polynomial(*expanded.free_symbols):
        return expanded
    try:
        together = sympy.together(difference)
        numerator = sympy.fraction(together)[0]
        if not expandable(numerator):
            return None
        return sympy.expand(numerator)
    except (sympy.PolynomialError, NotImplementedError, ValueError):
        return expanded


def _size(expression: sympy.Expr) -> int:
    return sum(1 for _ in sympy.preorder_traversal(expression))


def _simplified_to_zero(difference: sympy.Expr) -> bool:
    try:
        return sympy.simplify(difference) == 0
    except (ValueError, TypeError, NotImplementedError, AttributeError):
        return False
