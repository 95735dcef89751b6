"""What names mean so far: functions, values, matrices, probabilities, distributions. Immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

Value = Any
"""A SymPy object (Expr, ImmutableMatrix, Tuple for a vector without orientation, FiniteSet, Interval), a `Relation` or `Several`."""


def _frozen(values: Mapping[Any, Any] | None = None) -> Mapping[Any, Any]:
    return MappingProxyType(dict(values or {}))


@dataclass(frozen=True, slots=True)
class Relation:
    """Two values and what stands between them, nothing evaluated: `=`, `!=`, `<=`, `~`, `in` and so on."""

    operator: str
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Several:
    """Several values or relations: listed (`,`), or joined by `or` / `and`."""

    word: str
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function's parameters (names of symbols) and its body over those symbols."""

    parameters: tuple[str, ...]
    body: Value


@dataclass(frozen=True, slots=True)
class Distribution:
    """A named distribution with its parameters: normal (mean, variance), bernoulli (p) and so on."""

    kind: str
    parameters: tuple[Value, ...]
    doubtful: bool = False
    """Whether books write its parameters in two ways (variance or deviation, rate or mean), and this does not tell."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a name was said to equal: as written (`raw`), and with everything said before put in (`full`)."""

    raw: Value
    full: Value


@dataclass(frozen=True, slots=True)
class Scope:
    """Bindings; each `with_…` returns a new scope and leaves this one as it is."""

    functions: Mapping[str, Function] = field(default_factory=_frozen)
    values: Mapping[str, Value] = field(default_factory=_frozen)
    probabilities: Mapping[tuple[str, str], Value] = field(default_factory=_frozen)
    distributions: Mapping[str, Distribution] = field(default_factory=_frozen)
    given: Mapping[str, Given] = field(default_factory=_frozen)
    """Names said to equal something (`x = 3`, `L = (a - y)^2`); they are put in only when `put_in` is set, but a
    derivative, a gradient or a call looks through them."""
    moments: Mapping[str, Value] = field(default_factory=_frozen)
    """Raw moments that were said, by the name of their symbol: `E[X]`, `E[X**2]`."""
    put_in: bool = False
    matrix_names: frozenset[str] = frozenset()
    """Names of matrices not given by their entries: their products do not commute."""
    unsteady: frozenset[str] = frozenset()
    """Functions that were given two different meanings without a word: what is computed with them proves nothing."""
    asked: frozenset[str] = frozenset()
    """Names that only a question suggests: they verify, but never refute."""
    log_base: int = 0
    """What `\\log` without a base means: 0 is not said, otherwise 10 or 2; -1 is the natural logarithm."""

    def with_function(self, name: str, parameters: tuple[str, ...], body: Value) -> Scope:
        """Bind a function; a value of that name is forgotten."""
        bare = self.without(name)
        return replace(bare, functions=_frozen({**bare.functions, name: Function(parameters, body)}))

    def with_value(self, name: str, value: Value) -> Scope:
        """Bind a value (number, expression, matrix, vector); a function of that name is forgotten."""
        bare = self.without(name)
        return replace(bare, values=_frozen({**bare.values, name: value}))

    def with_given(self, name: str, raw: Value, full: Value) -> Scope:
        """Remember what a name was said to equal."""
        bare = self.without(name)
        return replace(bare, given=_frozen({**bare.given, name: Given(raw, full)}))

    def with_put_in(self) -> Scope:
        """The same scope, with every given name put in."""
        return replace(self, put_in=True)

    def knows(self, name: str) -> bool:
        """Whether anything was said about a name."""
        return name in self.functions or name in self.values or name in self.given

    def with_probability(self, event: str, given: str, value: Value) -> Scope:
        """Bind P(event | given)."""
        return replace(self, probabilities=_frozen({**self.probabilities, (event, given): value}))

    def with_distribution(self, name: str, distribution: Distribution) -> Scope:
        """Bind a random variable's distribution."""
        return replace(self, distributions=_frozen({**self.distributions, name: distribution}))

    def with_moment(self, name: str, value: Value) -> Scope:
        """Remember a raw moment."""
        return replace(self, moments=_frozen({**self.moments, name: value}))

    def without(self, name: str) -> Scope:
        """Forget a name."""
        if not self.knows(name):
            return self
        return replace(
            self,
            values=_without(self.values, name),
            functions=_without(self.functions, name),
            given=_without(self.given, name),
            asked=self.asked - {name},
        )


def _without(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return _frozen({key: value for key, value in values.items() if key != name})


EMPTY = Scope()
