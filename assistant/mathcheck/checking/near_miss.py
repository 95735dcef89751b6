"""Sides so nearly the same that a slip was made: nobody writes such an equation to be solved.

`(x, y) A (x, y)^T = x^2 + 6xy - 3y^2`, where only the last sign is wrong, is a worked result; `A (x, y)^T = 2 (x, y)^T`
is an equation. So letters on both sides are refuted only where all but one entry, or all but one term, agree.
"""

from __future__ import annotations

import sympy

from assistant.mathcheck.checking.intent import sums_without_end
from assistant.mathcheck.reading.syntax import Matrix, Node, walk
from assistant.mathcheck.values.equality import expandable
from assistant.mathcheck.values.operators import is_matrix, is_scalar
from assistant.mathcheck.values.scope import Value

_MONOMIALS_CHANGED = 2
_TERMS_ALIKE = 2


def is_near_miss(left: Node, right: Node, values: tuple[Value, Value]) -> bool:
    """Whether two sides, one of them computed from matrices that are written out, agree in all but one place."""
    if not any(isinstance(part, Matrix) for side in (left, right) for part in walk(side)):
        return False
    one, other = (_entries(value) for value in values)
    if one is None or other is None or len(one) != len(other):
        return False
    if len(one) == 1:
        return _all_but_one_term(one[0], other[0])
    pairs = list(zip(one, other, strict=True))
    alike = [first for first, second in pairs if _same(first, second)]
    odd = [(first, second) for first, second in pairs if not _same(first, second)]
    if len(odd) != 1 or not any(_is_worked_out(item) for item in alike):
        return False
    first, second = odd[0]
    return bool(first.free_symbols) == bool(second.free_symbols)


def states_series(left: Node, right: Node, values: tuple[Value, Value]) -> bool:
    """Whether an infinite sum stands for a function that is no polynomial: `cos x = sum …`, never an equation to solve."""
    endless = [sums_without_end(side) for side in (left, right)]
    if endless not in ([True, False], [False, True]):
        return False
    function = values[1] if endless[0] else values[0]
    if not all(is_scalar(value) and value.is_commutative for value in values):
        return False
    letters = function.free_symbols
    return len(letters) == 1 and not function.is_polynomial(*letters) and letters == _letters(values)


def _letters(values: tuple[Value, Value]) -> set[sympy.Symbol]:
    return set().union(*(value.free_symbols for value in values))


def _entries(value: Value) -> list[sympy.Expr] | None:
    if is_scalar(value):
        entries = [value]
    elif is_matrix(value):
        entries = list(value)
    else:
        return None
    return entries if all(is_scalar(item) and item.is_commutative for item in entries) else None


def _same(one: sympy.Expr, other: sympy.Expr) -> bool:
    difference = one - other
    return bool(expandable(difference) and sympy.expand(difference) == 0)


def _is_worked_out(entry: sympy.Expr) -> bool:
    """Whether letters are added in an entry; `2x` may belong to an equation for a multiple of a vector."""
    terms = sympy.Add.make_args(sympy.expand(entry)) if expandable(entry) else ()
    return sum(bool(term.free_symbols) for term in terms) > 1


def _all_but_one_term(one: sympy.Expr, other: sympy.Expr) -> bool:
    letters = sorted(one.free_symbols | other.free_symbols, key=str)
    if one.free_symbols != other.free_symbols or len(letters) < _TERMS_ALIKE:
        return False
    if not (one.is_polynomial(*letters) and other.is_polynomial(*letters)):
        return False
    if not (expandable(one) and expandable(other)):
        return False
    first, second = (sympy.Poly(side, *letters).as_dict() for side in (one, other))
    changed = {key for key in first.keys() | second.keys() if first.get(key) != second.get(key)}
    alike = [key for key in first if key not in changed and any(key)]
    return len(changed) <= _MONOMIALS_CHANGED and len(alike) >= _TERMS_ALIKE
