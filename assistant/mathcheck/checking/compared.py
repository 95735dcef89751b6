"""Both sides of a relation, computed in every reading and with what was said before, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.checking.message import is_closed
from assistant.mathcheck.reading.syntax import (
    Ambiguous,
    BigOperator,
    Chain,
    Derivative,
    Integral,
    Limit,
    Matrix,
    Name,
    Node,
    Number,
    Power,
    Tuple,
    children,
    walk,
)
from assistant.mathcheck.values.build import build_readings
from assistant.mathcheck.values.equality import Comparison, Sameness, compare, unknown
from assistant.mathcheck.values.operators import is_matrix
from assistant.mathcheck.values.scope import Relation, Scope, Value


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides computed in every reading, and what comparing them gave."""

    comparison: Comparison
    left: Value
    right: Value
    used_given: bool = False
    explicit: bool = True
    """Whether one side was computed from what is written, not only from names."""
    closed: bool = False
    """Whether no unknown stands on either side, in any reading."""

    @property
    def matrices(self) -> bool:
        """Whether a side is a matrix or a vector."""
        return is_matrix(self.left) or is_matrix(self.right)


def compared(left: Node, right: Node, scope: Scope) -> Compared:
    """Compare two sides with nothing put in, then with what was said before put in."""
    explicit = _has_literal(left, right)
    plain: Compared | None = None
    failure: UnreadableMath | None = None
    try:
        plain = _in_scope(left, right, scope, explicit)
    except UnreadableMath as error:
        failure = error
    something = scope.given or scope.moments
    if plain is not None and (plain.comparison.equal or not something):
        return plain
    if not something:
        raise failure or UnreadableMath("This cannot be computed.", offset=0)
    try:
        full = _in_scope(left, right, scope.with_put_in(), explicit)
    except UnreadableMath as error:
        if plain is None:
            raise failure or error from None
        return _doubted(plain)
    if plain is None:
        return replace(full, used_given=True)
    if full.comparison.equal:
        return replace(full, used_given=True)
    if plain.comparison.different and full.comparison.different:
        return plain
    return _doubted(plain)


def _doubted(plain: Compared) -> Compared:
    if plain.comparison.different:
        return replace(plain, comparison=unknown("This depends on what the names stand for here."))
    return plain


def _has_literal(left: Node, right: Node) -> bool:
    """Whether numbers or entries are written out on some side; `W^T = W^{-1}` is a condition, not a result."""
    if any(isinstance(side, Name) and side.text not in _CONSTANTS for side in (left, right)):
        return False
    return any(_is_literal(part) for side in (left, right) for part in _outside_exponents(side))


_CONSTANTS = ("e", "pi", "infinity")


def _is_literal(node: Node) -> bool:
    if isinstance(node, Limit | Integral | BigOperator | Derivative):
        return not isinstance(node.body, Name)
    return isinstance(node, Matrix | Tuple) or (isinstance(node, Number) and node.digits != "0")


def _outside_exponents(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Name):
        return
    for child in (node.base,) if isinstance(node, Power) else children(node):
        yield from _outside_exponents(child)


def _has_mixed_number(left: Node, right: Node) -> bool:
    """Whether `2\\frac{3}{4}` stands somewhere; its second reading, a product, is too rare to verify by."""
    return any(
        isinstance(part, Ambiguous) and part.key.startswith("mixed:")
        for side in (left, right)
        for part in walk(side)
    )


def _in_scope(left: Node, right: Node, scope: Scope, explicit: bool) -> Compared:
    chain = Chain((left, right), ("=",), start=left.start, end=right.end)
    relations = [value for value in build_readings(chain, scope) if isinstance(value, Relation)]
    results = [(compare(relation.left, relation.right), relation) for relation in relations]
    closed = all(is_closed(relation.left) and is_closed(relation.right) for relation in relations)
    for place, (result, relation) in enumerate(results):
        if result.equal and (place == 0 or not _has_mixed_number(left, right)):
            return Compared(result, relation.left, relation.right, explicit=explicit, closed=closed)
    first, relation = results[0]
    if len(results) > 1 and not all(result.different for result, _ in results):
        doubtful = next(result for result, _ in results if not result.different)
        first = Comparison(Sameness.UNKNOWN, doubtful.note or "This can be read in several ways.")
    return Compared(first, relation.left, relation.right, explicit=explicit, closed=closed)


def free_names(value: Value) -> frozenset[str]:
    """The names of the unknowns in a value."""
    return (
        frozenset(item.name for item in value.free_symbols) if isinstance(value, sympy.Basic) else frozenset()
    )
