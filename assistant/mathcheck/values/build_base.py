"""What the parts of the builder share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

import sympy

from assistant.mathcheck.reading.syntax import Call, Name, Node
from assistant.mathcheck.values.scope import Function, Scope, Value


class BuilderBase:
    """One reading of one formula: `choices` says which option was taken where."""

    def __init__(
        self, scope: Scope, choices: Mapping[str, int], local: Mapping[str, Value] | None = None
    ) -> None:
        self.scope = scope
        self.choices = choices
        self.open: dict[str, int] = {}
        self.local: dict[str, Value] = dict(local or {})
        self.sign = 1
        self.euler = False
        """Whether a lone e in this formula can only be Euler's number."""

    def choose(self, key: str, count: int) -> int:
        """Which of `count` options this reading takes at `key`."""
        self.open.setdefault(key, count)
        return min(self.choices.get(key, 0), count - 1)

    def without(self, name: str) -> Self:
        """The same reading where a name is free: under an integral, a limit or a sum."""
        local = {key: value for key, value in self.local.items() if key != name}
        inner = type(self)(self.scope.without(name), self.choices, local)
        inner.open = self.open
        inner.sign = self.sign
        inner.euler = self.euler
        return inner

    def entry(self, node: Call) -> Value:
        """See the part that does it."""
        raise NotImplementedError

    def _looked_through(self, node: Node) -> Value:
        """See the part that does it."""
        raise NotImplementedError

    def build(self, node: Node) -> Value:
        """See the part that does it."""
        raise NotImplementedError

    def expression(self, node: Node) -> sympy.Expr:
        """See the part that does it."""
        raise NotImplementedError

    def name(self, node: Name) -> Value:
        """See the part that does it."""
        raise NotImplementedError

    def _with_number_index(self, node: Name) -> Name:
        """See the part that does it."""
        raise NotImplementedError

    def _partials(self, function: Function, letters: tuple[str, ...]) -> Value:
        """See the part that does it."""
        raise NotImplementedError
