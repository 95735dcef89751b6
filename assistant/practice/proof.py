"""The second derivation of a key: an exercise whose key does not come out twice is never shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING, Any, Protocol

import sympy

from assistant.practice.second_way import Number, equal, number_at, real

if TYPE_CHECKING:
    from assistant.practice.draft import Draft

# Generic points inside the domain of every function the generators use (logarithms and roots included).
_POINTS: tuple[Mapping[int, str], ...] = (
    {0: "0.731", 1: "1.292", 2: "0.577", 3: "1.618"},
    {0: "1.414", 1: "0.443", 2: "1.871", 3: "0.262"},
    {0: "0.313", 1: "2.117", 2: "1.091", 3: "0.839"},
)


class UnprovedExercise(Exception):
    """A key that did not come out the same the second time: a bug of the generator, never shown to a learner.

    Args:
        topic_id: The topic.
        generator: The generator's name.
        seed: The seed that shows it.
        why: What did not agree.
    """

    def __init__(self, topic_id: str, generator: str, seed: int, why: str) -> None:
        super().__init__(f"{topic_id}.{generator} seed {seed}: {why}")
        self.topic_id = topic_id
        self.generator = generator
        self.seed = seed
        self.why = why


class Proof(Protocol):
    """A way to derive a key a second time."""

    @property
    def method(self) -> str:
        """The way's name."""

    @property
    def detail(self) -> str:
        """The way in one sentence for a learner."""

    def accepts(self, value: Any) -> bool:
        """Whether this value is the right answer, by the second way alone."""


def plain(value: Any, point: Mapping[str, Number] | None = None) -> Any:
    """Turn a SymPy value into fractions, high-precision numbers, tuples (rows of a matrix) and frozensets.

    A column becomes one flat tuple, so that a vector compares with a tuple of numbers.
    """
    if isinstance(value, bool | int | Fraction | str | frozenset):
        return value
    if isinstance(value, sympy.MatrixBase):
        rows = [tuple(plain(entry, point) for entry in value.row(index)) for index in range(value.rows)]
        return tuple(row[0] for row in rows) if value.cols == 1 else tuple(rows)
    if isinstance(value, sympy.FiniteSet):
        return frozenset(plain(item, point) for item in value.args)
    if isinstance(value, tuple | list | sympy.Tuple):
        return tuple(plain(item, point) for item in value)
    if isinstance(value, sympy.Expr):
        if value.is_Rational:
            return Fraction(int(value.p), int(value.q))
        return number_at(value, point or {})
    return value


def _agree(left: Any, right: Any) -> bool:
    if isinstance(left, tuple) or isinstance(right, tuple):
        return (
            isinstance(left, tuple)
            and isinstance(right, tuple)
            and len(left) == len(right)
            and all(_agree(a, b) for a, b in zip(left, right, strict=True))
        )
    exact = (bool, int, Fraction, str, frozenset)
    if isinstance(left, exact) and isinstance(right, exact):
        return bool(left == right)
    if isinstance(left, str | frozenset) or isinstance(right, str | frozenset):
        return False
    return equal(left, right)


def _names(*values: Any) -> list[str]:
    found: set[str] = set()
    for value in values:
        if isinstance(value, tuple | list):
            found.update(_names(*value))
        else:
            found.update(symbol.name for symbol in getattr(value, "free_symbols", ()))
    return sorted(found)


def _points(names: list[str]) -> list[dict[str, Number]]:
    return [{name: real(row[index]) for index, name in enumerate(names)} for row in _POINTS]


def same_value(left: Any, right: Any) -> bool:
    """Whether two values are the same number, vector, matrix, set or function (compared at three points)."""
    names = _names(left, right)
    if not names:
        return _agree(plain(left), plain(right))
    return all(_agree(plain(left, point), plain(right, point)) for point in _points(names))


def first_difference(values: Sequence[Any], names: tuple[str, ...] = ()) -> int | None:
    """The index of the first value that differs from the one before it; None when all agree.

    A value may be a function of a point by name of symbol; `names` are the symbols then.
    """
    points = _points(sorted(names)) if names else [{}]
    for index in range(1, len(values)):
        left, right = values[index - 1], values[index]
        for point in points:
            a = left(point) if callable(left) and not isinstance(left, sympy.Basic) else plain(left, point)
            b = (
                right(point)
                if callable(right) and not isinstance(right, sympy.Basic)
                else plain(right, point)
            )
            if not _agree(a, b):
                return index
    return None


@dataclass(frozen=True, slots=True)
class Rederived:
    """The value itself, derived apart: `derive` returns numbers, tuples or a frozenset of numbers."""

    method: str
    detail: str
    derive: Callable[[], Any]

    def accepts(self, value: Any) -> bool:
        """Whether the value equals the one derived apart."""
        return not _names(value) and _agree(plain(value), self.derive())


@dataclass(frozen=True, slots=True)
class RederivedFunction:
    """A function's values, derived apart at three points: `derive` takes a point by name of symbol."""

    method: str
    detail: str
    names: tuple[str, ...]
    derive: Callable[[Mapping[str, Number]], Any]

    def accepts(self, value: Any) -> bool:
        """Whether the value is the same function as the one derived apart."""
        names = sorted(self.names)
        if not set(_names(value)) <= set(names):
            return False
        return all(_agree(plain(value, point), self.derive(point)) for point in _points(names))


@dataclass(frozen=True, slots=True)
class Satisfies:
    """A condition put to the value itself, such as `A v = λ v`; it must fail for other values."""

    method: str
    detail: str
    condition: Callable[[Any], bool]

    def accepts(self, value: Any) -> bool:
        """Whether the value meets the condition."""
        return self.condition(plain(value))


def _neighbours(key: Any) -> list[Any]:
    """Values close to a key or made from it, none of which may pass for it."""
    if isinstance(key, sympy.FiniteSet):
        return [sympy.FiniteSet(*(item + 1 for item in key.args)), sympy.FiniteSet(*key.args[:1])]
    if isinstance(key, sympy.MatrixBase):
        shifted = key.copy().as_mutable()
        shifted[0, 0] = shifted[0, 0] + 1
        return [sympy.ImmutableMatrix(shifted), sympy.ImmutableMatrix(key * 2)]
    return [key + 1, key - 1, -key, 2 * key, key + sympy.Rational(1, 2)]


def fault(draft: Draft) -> str | None:
    """Say why a draft must not be shown, or None when its key came out twice.

    Checks that the second way accepts the key, that it refuses values near the key, every wrong option and every
    listed mistake, and that no two options are the same. Where an order is asked for, it refuses every other order.
    """
    if isinstance(draft.key, tuple):
        return _order_fault(draft)
    if draft.options:
        for index, option in enumerate(draft.options):
            if draft.proof.accepts(option.value) != (index == draft.key):
                return (
                    f"option {index} is {'not ' if index == draft.key else ''}right by {draft.proof.method}"
                )
            for other in draft.options[:index]:
                if same_value(option.value, other.value) or option.text == other.text:
                    return f"option {index} equals another"
        return None
    if not draft.proof.accepts(draft.key):
        return f"the key is not right by {draft.proof.method}"
    for value in _neighbours(draft.key):
        if not same_value(value, draft.key) and draft.proof.accepts(value):
            return f"{value} would be right as well by {draft.proof.method}"
    for mistake in draft.mistakes:
        if same_value(mistake.value, draft.key):
            return f"the listed mistake {mistake.value} equals the key"
    return None


def _order_fault(draft: Draft) -> str | None:
    texts = [option.text for option in draft.options]
    if len(set(texts)) < len(texts):
        return "two steps read alike"
    places = tuple(range(len(texts)))
    if draft.key == places:
        return "the steps stand in order already"
    for order in permutations(places):
        right = draft.proof.accepts(tuple(draft.options[place].value for place in order))
        if right != (order == draft.key):
            return f"the order {order} is {'' if right else 'not '}right by {draft.proof.method}"
    return None
