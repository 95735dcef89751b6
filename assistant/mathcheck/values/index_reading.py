r"""Formulas with vectors and matrices to entries: what stands at place i, or at i and j, of each part of a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy

from assistant.mathcheck.reading.syntax import (
    Ambiguous,
    Apply,
    Bars,
    BigOperator,
    Binary,
    Call,
    Derivative,
    Dots,
    Evaluated,
    Nabla,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Tuple,
    Unary,
    Words,
)
from assistant.mathcheck.values.index_forms import (
    MINUS_ONE,
    ONE,
    Entries,
    Form,
    Fresh,
    Wrapped,
    delta,
    entry,
    form_text,
    indices_of,
    number,
    places_of,
    plus,
    raised,
    refuse,
    renamed,
    scaled,
    single,
    summed_over,
    times,
)
from assistant.mathcheck.values.index_gradients import Gradients
from assistant.mathcheck.values.index_letters import entry_name, index_letters, is_bold, is_capital, widened
from assistant.mathcheck.values.naming import symbol, symbol_name
from assistant.mathcheck.values.scope import Scope

_FUNCTIONS = frozenset(("f", "g", "h", "F", "G", "H", "L", "R", "J", "phi", "psi", "sigma", "p", "q"))
_IDENTITY = frozenset(("I", "I_bold"))


class EntryReader(Gradients):
    """Formulas to entries, under one typing of the letters."""

    def __init__(self, scope: Scope, typing: Mapping[str, str], fresh: Fresh, *, loose: bool) -> None:
        self.scope = scope
        self.typing = typing
        self.fresh = fresh
        self.loose = loose
        self.differentiating = 0
        self.lengths: dict[tuple[str, int], str] = {}

    def build(self, node: Node) -> Entries:
        """What stands at each place of a node."""
        handler = _HANDLERS.get(type(node))
        if handler is None:
            raise refuse("Groundwork does not read this by entries.")
        value: Entries = handler(self, node)
        return value

    def scalar(self, node: Node) -> Form:
        """The form of a node that must be a number."""
        value = self.build(node)
        if value.kind != (False, False):
            raise refuse("A number is expected here.")
        return value.form

    def number(self, node: Number) -> Entries:
        """A literal."""
        if node.repeating or node.base != 10:
            raise refuse("Groundwork does not read this number by entries.")
        return Entries(number(sympy.Rational(node.digits)))

    def name(self, node: Name) -> Entries:
        """A number, a column, a matrix, or one of their entries."""
        kind = self.typing.get(node.text, "number")
        if node.index is not None:
            return self._indexed(node, kind)
        if kind == "column":
            row = self.fresh.index()
            return Entries(entry(entry_name(node.text), row), row)
        if (
            node.text in _IDENTITY and "matrix" in self.typing.values() and kind != "number"
        ) or node.text == "I_bold":
            return self._identity()
        if node.text == "I" and self.typing:
            return self._identity()
        if kind == "matrix":
            row, column = self.fresh.index(), self.fresh.index()
            return Entries(entry(entry_name(node.text), row, column), row, column)
        if node.text == "infinity":
            raise refuse("Groundwork does not read this by entries.")
        return Entries(number(symbol(node.text)))

    def _identity(self) -> Entries:
        row, column = self.fresh.index(), self.fresh.index()
        return Entries(delta(row, column), row, column)

    def _indexed(self, node: Name, kind: str) -> Entries:
        indices = index_letters(node.index)
        if indices is None:
            return Entries(number(symbol(symbol_name(node))))
        if is_bold(node.text) and kind == "column" and len(indices) == 1:
            row = self.fresh.index()  # x_i in bold type is one of several vectors
            return Entries(entry(f"{entry_name(node.text)} family", *indices, row), row)
        if is_bold(node.text) and is_capital(node.text) and len(indices) == 1:
            raise refuse("Groundwork does not know which entry this is.")
        return Entries(entry(entry_name(node.text), *indices))

    def unary(self, node: Unary) -> Entries:
        """A sign."""
        value = self.build(node.operand)
        sign = MINUS_ONE if node.operator == "-" else ONE
        return Entries(scaled(value.form, sign), value.row, value.column, value.either)

    def binary(self, node: Binary) -> Entries:
        """Sums, products, quotients."""
        if node.operator in ("+", "-"):
            return self._sum(node)
        left, right = self.build(node.left), self.build(node.right)
        if node.operator == "/":
            if right.kind != (False, False):
                raise refuse("Groundwork cannot divide by this.")
            below = raised(right.form, MINUS_ONE, self.fresh)
            return Entries(times(left.form, below, self.fresh), left.row, left.column, left.either)
        if node.operator in ("juxt", "*", "dot"):
            return self.product(left, right, dot=node.operator == "dot")
        if node.operator == "hadamard" and left.kind == right.kind:
            return Entries(times(left.form, _aligned(right, left), self.fresh), left.row, left.column)
        raise refuse("Groundwork does not read this product by entries.")

    def _sum(self, node: Binary) -> Entries:
        if self.loose:
            wide = widened(node)
            if wide is not None:
                return self.build(wide)
        left, right = self.build(node.left), self.build(node.right)
        sign = MINUS_ONE if node.operator == "-" else ONE
        if left.kind != right.kind:
            if not left.form.terms:
                return Entries(scaled(right.form, sign), right.row, right.column)
            if not right.form.terms:
                return left
            raise refuse("These cannot be added.")
        form = plus(left.form, scaled(_aligned(right, left), sign))
        return Entries(form, left.row, left.column, left.either or right.either)

    def product(self, left: Entries, right: Entries, *, dot: bool) -> Entries:
        """The product that the shapes allow."""
        either = left.either or right.either
        if (False, False) in (left.kind, right.kind):
            other = right if left.kind == (False, False) else left
            return Entries(times(left.form, right.form, self.fresh), other.row, other.column, either)
        if dot and left.kind == right.kind and left.kind in ((True, False), (False, True)):
            middle = left.row or left.column
            form = times(left.form, _aligned(right, left), self.fresh)
            return Entries(summed_over(form, middle, self.fresh))
        if left.column and right.row:
            form = times(left.form, renamed(right.form, {right.row: left.column}), self.fresh)
            return Entries(summed_over(form, left.column, self.fresh), left.row, right.column, either)
        if left.kind == (True, False) and right.kind == (False, True):
            return Entries(times(left.form, right.form, self.fresh), left.row, right.column)
        raise refuse("The shapes of this product do not fit.")

    def power(self, node: Power) -> Entries:
        """Powers, a transpose written as one, and the inverse of a named matrix."""
        if isinstance(node.exponent, Name) and node.exponent.text == "T" and node.exponent.index is None:
            return self._transposed(self.build(node.base))
        minus_one = isinstance(node.exponent, Unary) and node.exponent == Unary("-", Number("1"))
        if minus_one and isinstance(node.base, Name) and self.typing.get(node.base.text) == "matrix":
            row, column = self.fresh.index(), self.fresh.index()
            return Entries(entry(f"{entry_name(node.base.text)}^-1", row, column), row, column)
        value = self.build(node.base)
        exponent = self.scalar(node.exponent).plain
        if exponent is None:
            raise refuse("Groundwork does not know this exponent.")
        if value.kind == (True, True) and isinstance(exponent, sympy.Integer) and 0 < exponent <= 4:
            result = value
            for _ in range(int(exponent) - 1):
                result = self.product(result, self.build(node.base), dot=False)
            return result
        if value.kind != (False, False):
            raise refuse("Groundwork cannot raise this to a power.")
        return Entries(raised(value.form, exponent, self.fresh))

    def postfix(self, node: Postfix) -> Entries:
        """A transpose."""
        if node.operator != "transpose" or isinstance(node.operand, Number):
            raise refuse("Groundwork does not read this by entries.")
        return self._transposed(self.build(node.operand))

    def _transposed(self, value: Entries) -> Entries:
        return Entries(value.form, value.column, value.row, value.either)

    def bars(self, node: Bars) -> Entries:
        """A size or a norm."""
        if node.double:
            return self._norm(self.build(node.body), None)
        return Entries(self._absolute(self.scalar(node.body)))

    def _absolute(self, form: Form) -> Form:
        plain = form.plain
        return number(sympy.Abs(plain)) if plain is not None else single(Wrapped("abs", (form,)))

    def _norm(self, value: Entries, index: Node | None) -> Entries:
        """The norm of a vector; of a matrix the root of all squares where that is said, or is differentiated."""
        text = (
            index.text
            if isinstance(index, Name | Words)
            else index.digits
            if isinstance(index, Number)
            else ""
        )
        squares = text == "F" if value.kind == (True, True) else text in ("", "2")
        if value.kind == (True, True) and self.differentiating and text in ("", "2"):
            squares = True  # no other norm of a matrix has a derivative that sums give
        if value.kind == (False, False):
            raise refuse("Groundwork does not know this norm.")
        if squares:
            total = times(value.form, value.form, self.fresh)
            return Entries(raised(self._over_all(total, value), sympy.Rational(1, 2), self.fresh))
        if (
            value.kind == (True, True)
            or index is None
            or text == "infinity"
            or not (text == "1" or text.islower())
        ):
            raise refuse("Groundwork does not know this norm.")
        size = self._absolute(value.form)
        degree = ONE if text == "1" else symbol(text)
        total = self._over_all(raised(size, degree, self.fresh), value)
        return Entries(raised(total, 1 / degree, self.fresh))

    def _over_all(self, form: Form, value: Entries) -> Form:
        for index in (value.row, value.column):
            form = summed_over(form, index, self.fresh) if index else form
        return form

    def call(self, node: Call) -> Entries:
        """Norms, traces, roots, logarithms; any other function as it is."""
        name = node.name
        if name == "entry":
            return self._entry(self.build(node.arguments[0]), node.index)
        if len(node.arguments) != 1:
            raise refuse("Groundwork does not read this by entries.")
        (argument,) = node.arguments
        if name == "norm":
            return self._norm(self.build(argument), node.index)
        if name == "tr":
            value = self.build(argument)
            if value.kind != (True, True):
                raise refuse("Only a matrix has a trace.")
            return Entries(summed_over(renamed(value.form, {value.column: value.row}), value.row, self.fresh))
        if node.index is not None:
            raise refuse("Groundwork does not read this by entries.")
        if name == "sqrt":
            return Entries(raised(self.scalar(argument), sympy.Rational(1, 2), self.fresh))
        if name in ("log", "ln"):
            return Entries(self._log(argument))
        return Entries(single(Wrapped(name, (self.scalar(argument),))))

    def _log(self, node: Node) -> Form:
        """The logarithm of a product as a sum: where it is written, its parts are positive."""
        if isinstance(node, BigOperator) and node.kind == "prod":
            return self._summed(node, self._log(node.body))
        if isinstance(node, Binary) and node.operator in ("juxt", "dot", "*", "/"):
            sign = MINUS_ONE if node.operator == "/" else ONE
            return plus(self._log(node.left), scaled(self._log(node.right), sign))
        if isinstance(node, Apply) and self._is_factor(node):
            return plus(self._log(node.function), self._log(node.arguments[0]))
        if isinstance(node, Power) and not (isinstance(node.base, Name) and node.base.text == "e"):
            return times(self.scalar(node.exponent), self._log(node.base), self.fresh)
        return single(Wrapped("log", (self.scalar(node),)))

    def _entry(self, value: Entries, index: Node | None) -> Entries:
        indices = index_letters(index)
        wanted = [place for place in (value.row, value.column) if place]
        if indices is None or len(indices) != len(wanted) or not wanted:
            raise refuse("Groundwork does not know which entry this is.")
        return Entries(renamed(value.form, dict(zip(wanted, indices, strict=True))))

    def evaluated(self, node: Evaluated) -> Entries:
        """`[AB]_{ij}`: the entry of a matrix in square brackets."""
        if node.at or not node.point:
            raise refuse("Groundwork does not read this by entries.")
        index = node.point[0] if len(node.point) == 1 else Tuple(node.point)
        return self._entry(self.build(node.body), index)

    def big_operator(self, node: BigOperator) -> Entries:
        """A sum over all entries."""
        if node.kind != "sum":
            raise refuse("Groundwork does not multiply over an index.")
        value = self.build(node.body)
        return Entries(self._summed(node, value.form), value.row, value.column, value.either)

    def _summed(self, node: BigOperator, form: Form) -> Form:
        """A sum over everything there is: without ends, or from 1 to a letter that is the same wherever it runs."""
        whole = node.lower is None and node.upper is None
        counted = node.lower == Number("1") and isinstance(node.upper, Name)
        if node.variable is None or node.variable.index is not None or not (whole or counted):
            raise refuse("This sum does not run over all entries.")
        if isinstance(node.upper, Name):
            for place in places_of(form, node.variable.text):
                if self.lengths.setdefault(place, symbol_name(node.upper)) != symbol_name(node.upper):
                    raise refuse("Two sums over the same entries end at different places.")
        return summed_over(form, node.variable.text, self.fresh)

    def dots(self, node: Dots) -> Entries:
        r"""`\beta_1 x_1 + \dots + \beta_n x_n`: the terms written must be the first ones of the last."""
        last = self.scalar(node.last)
        letters = sorted(
            {index for term in last.terms for index in indices_of(term.factors) if index.isalpha()}
        )
        if len(letters) != 1:
            raise refuse("The pattern of this sum is not clear.")
        for place, term in enumerate(node.terms, start=1):
            if form_text(self.scalar(term)) != form_text(renamed(last, {letters[0]: str(place)})):
                raise refuse("The pattern of this sum is not clear.")
        return Entries(summed_over(last, letters[0], self.fresh))

    def pair(self, node: Tuple) -> Entries:
        """`<a, b>`: a scalar product."""
        if node.fences != "<>" or len(node.items) != 2:
            raise refuse("Groundwork does not read this by entries.")
        return self.product(self.build(node.items[0]), self.build(node.items[1]), dot=True)

    def ambiguous(self, node: Ambiguous) -> Entries:
        """The reading that is tried."""
        return self.build(node.options[-1 if self.loose else 0])

    def apply(self, node: Apply) -> Entries:
        """A name with brackets: a factor, or a function as it is."""
        if self._is_factor(node):
            return self.product(self.build(node.function), self.build(node.arguments[0]), dot=False)
        return Entries(single(self._opaque(node)))

    def _is_factor(self, node: Apply) -> bool:
        """Whether brackets after a name hold a factor rather than an argument."""
        function = node.function
        if len(node.arguments) != 1 or not isinstance(function, Name):
            return False
        if function.index is not None or function.text in self.typing:
            return True
        return function.text not in _FUNCTIONS and not self.scope.knows(symbol_name(function))

    def _opaque(self, node: Apply, mark: str = "", *indices: str) -> Wrapped:
        if not isinstance(node.function, Name) or self.scope.knows(symbol_name(node.function)):
            raise refuse("Groundwork does not read this by entries.")
        arguments = []
        for argument in node.arguments:
            value = self.build(argument)
            table = {value.row: "@row", value.column: "@column"}
            arguments.append(renamed(value.form, {old: new for old, new in table.items() if old}))
        return Wrapped(f"{mark}{symbol_name(node.function)}", tuple(arguments), indices)


def _aligned(value: Entries, to: Entries) -> Form:
    """A form whose open indices are called like another's."""
    table = {mine: theirs for mine, theirs in ((value.row, to.row), (value.column, to.column)) if mine}
    return renamed(value.form, table)


_HANDLERS: dict[type[Node], Callable[[EntryReader, Any], Entries]] = {
    Number: EntryReader.number,
    Name: EntryReader.name,
    Unary: EntryReader.unary,
    Binary: EntryReader.binary,
    Power: EntryReader.power,
    Postfix: EntryReader.postfix,
    Bars: EntryReader.bars,
    Call: EntryReader.call,
    Evaluated: EntryReader.evaluated,
    BigOperator: EntryReader.big_operator,
    Dots: EntryReader.dots,
    Tuple: EntryReader.pair,
    Ambiguous: EntryReader.ambiguous,
    Apply: EntryReader.apply,
    Derivative: EntryReader.derivative,
    Nabla: EntryReader.gradient,
}
