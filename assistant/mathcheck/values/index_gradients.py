"""Derivatives by entries, by vectors and by matrices of what is known by its entries."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.mathcheck.reading.syntax import Apply, Derivative, Nabla, Name, Node, walk
from assistant.mathcheck.values.index_derivatives import derivative
from assistant.mathcheck.values.index_forms import Entries, Entry, Form, Fresh, Wrapped, refuse, single
from assistant.mathcheck.values.index_letters import entry_name, index_letters, is_bold, written_names
from assistant.mathcheck.values.naming import letters_of, symbol_name
from assistant.mathcheck.values.scope import Scope


class Gradients:
    """The part of the reader that differentiates."""

    scope: Scope
    typing: Mapping[str, str]
    fresh: Fresh
    differentiating: int

    def build(self, node: Node) -> Entries:
        """See the part that does it."""
        raise NotImplementedError

    def _is_factor(self, node: Apply) -> bool:
        """See the part that does it."""
        raise NotImplementedError

    def _opaque(self, node: Apply, mark: str = "", *indices: str) -> Wrapped:
        """See the part that does it."""
        raise NotImplementedError

    def derivative(self, node: Derivative) -> Entries:
        """A derivative by entries, vectors or a matrix."""
        value: Entries | None = None
        for name, count in node.by:
            for _ in range(count):
                value = self._derivative_by(node.body if value is None else value, name)
        if value is None:
            raise refuse("Groundwork does not read this by entries.")
        return value

    def gradient(self, node: Nabla) -> Entries:
        """A gradient."""
        if node.kind != "gradient":
            raise refuse("Groundwork does not read this by entries.")
        letters = letters_of(node.by) if node.by is not None else ()
        if node.by is None:
            inside = {part.text for part in walk(node.body) if isinstance(part, Name) and part.index is None}
            letters = tuple(sorted(name for name in inside if self.typing.get(name) == "column"))
        if len(letters) != 1:
            raise refuse("It is not clear by what this is differentiated.")
        return self._derivative_by(node.body, Name(letters[0]), upright=True)

    def _derivative_by(self, body: Node | Entries, name: Name, *, upright: bool = False) -> Entries:
        kind = self.typing.get(name.text, "number")
        opaque = self._unknown_gradient(body, name, kind)
        if opaque is not None:
            return opaque
        if isinstance(body, Node):
            others = {part for part in written_names(body) if not is_bold(part.text)} - {name}
            if any(
                index_letters(part.index) is None and self.scope.knows(symbol_name(part)) for part in others
            ):
                raise refuse("A name here may depend on the variable.")
            self.differentiating += 1
            body = self.build(body)
            self.differentiating -= 1
        if name.index is not None:
            indices = index_letters(name.index)
            if indices is None or (is_bold(name.text) and len(indices) == 1):
                raise refuse("It is not clear by what this is differentiated.")
            form = self._by_entry(body.form, Entry(entry_name(name.text), indices))
            return Entries(form, body.row, body.column)
        if kind == "column":
            row = self.fresh.index()
            form = self._by_entry(body.form, Entry(entry_name(name.text), (row,)))
            if body.kind == (False, False):
                return Entries(form, row, either=not upright)
            if body.kind in ((True, False), (False, True)):
                return Entries(form, body.row or body.column, row, either=True)
        if kind == "matrix" and body.kind == (False, False):
            row, column = self.fresh.index(), self.fresh.index()
            form = self._by_entry(body.form, Entry(entry_name(name.text), (row, column)))
            return Entries(form, row, column)
        raise refuse("Groundwork cannot differentiate this by its entries.")

    def _by_entry(self, form: Form, by: Entry) -> Form:
        result = derivative(form, by, self.fresh)
        if not result.terms:
            raise refuse("It is not clear how this depends on the variable.")
        return result

    def _unknown_gradient(self, body: Node | Entries, name: Name, kind: str) -> Entries | None:
        """The gradient of a function nothing was said about: a column of its own."""
        if not isinstance(body, Apply) or self._is_factor(body) or kind != "column" or name.index is not None:
            return None
        if name.text not in {part.text for part in walk(body) if isinstance(part, Name)}:
            return None
        row = self.fresh.index()
        return Entries(single(self._opaque(body, f"d {name.text} ", row)), row, either=True)
