"""Whether two values mean the same, and how to show where they do not."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.syntax import Node
from assistant.mathcheck.values.build import build_readings
from assistant.mathcheck.values.equality import EQUAL, Comparison, Sameness, compare
from assistant.mathcheck.values.latex import symbol_latex, to_latex
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Scope, Value

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


def calls_as_letters(expected: Any, given: Any) -> tuple[Any, Any]:
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
            return difference_at({item.name: value for item, value in point.items()}, first, second)
    return None


def _shown(value: Any) -> bool:
    number = sympy.N(value, 15)
    return bool(number.is_comparable and number.is_finite and sympy.count_ops(value) < 40)


def difference_at(point: dict[str, Any], expected: Any, given: Any) -> str:
    """Say what the two give at a point."""
    place = ", ".join(
        f"${symbol_latex(name).removeprefix(_CALL)} = {to_latex(value)}$" for name, value in point.items()
    )
    return f"At {place} yours gives ${_brief(given)}$, the answer ${_brief(expected)}$."


def _brief(value: Any) -> str:
    shown = to_latex(value)
    return shown if len(shown) <= 40 else f"{float(sympy.N(value, 12)):.6g}"
