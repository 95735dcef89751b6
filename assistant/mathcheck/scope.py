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
    """Two values and what stands between them, nothing evaluated: `=`, `!=`, `<`, `<=`, `>`, `>=`, `~`, `in`, …"""

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
    """A named distribution with its parameters: normal (mean, variance), bernoulli (p), …"""

    kind: str
    parameters: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Bindings; each `with_…` returns a new scope and leaves this one as it is."""

    functions: Mapping[str, Function] = field(default_factory=_frozen)
    values: Mapping[str, Value] = field(default_factory=_frozen)
    probabilities: Mapping[tuple[str, str], Value] = field(default_factory=_frozen)
    distributions: Mapping[str, Distribution] = field(default_factory=_frozen)
    matrix_names: frozenset[str] = frozenset()
    """Names of matrices not given by their entries: their products do not commute."""
    log_base: int = 0
    """What `\\log` without a base means: 0 is not said, otherwise 10 or 2; -1 is the natural logarithm."""

    def with_function(self, name: str, parameters: tuple[str, ...], body: Value) -> Scope:
        """Bind a function; a value of that name is forgotten."""
        functions = {**self.functions, name: Function(parameters, body)}
        values = {key: value for key, value in self.values.items() if key != name}
        return replace(self, functions=_frozen(functions), values=_frozen(values))

    def with_value(self, name: str, value: Value) -> Scope:
        """Bind a value (number, expression, matrix, vector); a function of that name is forgotten."""
        values = {**self.values, name: value}
        functions = {key: function for key, function in self.functions.items() if key != name}
        return replace(self, functions=_frozen(functions), values=_frozen(values))

    def with_probability(self, event: str, given: str, value: Value) -> Scope:
        """Bind P(event | given)."""
        return replace(self, probabilities=_frozen({**self.probabilities, (event, given): value}))

    def with_distribution(self, name: str, distribution: Distribution) -> Scope:
        """Bind a random variable's distribution."""
        return replace(self, distributions=_frozen({**self.distributions, name: distribution}))

    def without(self, name: str) -> Scope:
        """Forget a name."""
        values = {key: value for key, value in self.values.items() if key != name}
        functions = {key: function for key, function in self.functions.items() if key != name}
        return replace(self, functions=_frozen(functions), values=_frozen(values))


EMPTY = Scope()
