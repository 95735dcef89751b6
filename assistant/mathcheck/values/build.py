"""Syntax to SymPy values, by constructors only, each size asked before it is built.

    node = parse_math(r"\\frac{\\partial f}{\\partial y}")
    (value,) = build_readings(node, scope)

A formula with several readings gives several values, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck import bounds
from assistant.mathcheck.reading.syntax import (
    Ambiguous,
    Apply,
    Bars,
    Between,
    BigOperator,
    Binary,
    Call,
    Chain,
    Derivative,
    Dots,
    Evaluated,
    Integral,
    Limit,
    Listing,
    Matrix,
    Moment,
    Nabla,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Prime,
    Probability,
    SetOf,
    Tuple,
    Unary,
    Words,
    walk,
)
from assistant.mathcheck.values.build_calculus import Calculus
from assistant.mathcheck.values.build_calls import Calls
from assistant.mathcheck.values.build_vectors import Vectors
from assistant.mathcheck.values.dots import sum_with_dots
from assistant.mathcheck.values.named_matrices import is_identity, named_matrices
from assistant.mathcheck.values.naming import (
    differentiate,
    index_text,
    letters_of,
    matrix_symbol,
    means_euler,
    parameters_of,
    side_by_side,
    substitute,
    symbol,
    symbol_name,
)
from assistant.mathcheck.values.operators import (
    IDENTITY,
    add,
    divide,
    is_scalar,
    multiply,
    power,
    transpose,
)
from assistant.mathcheck.values.scope import EMPTY, Function, Relation, Scope, Several, Value

READINGS_LIMIT = 8


def build_readings(node: Node, scope: Scope = EMPTY) -> tuple[Value, ...]:
    """All values a formula may mean, at most eight, the likeliest first; raises UnreadableMath if there is none."""
    values: list[Value] = []
    failure: UnreadableMath | None = None
    pending: list[dict[str, int]] = [{}]
    tried = 0
    while pending and tried < READINGS_LIMIT:
        choices = pending.pop(0)
        tried += 1
        builder = Builder(scope, choices)
        try:
            value = builder.top(node)
        except UnreadableMath as error:
            failure = failure or error
        except (RecursionError, MemoryError, OverflowError):
            failure = failure or UnreadableMath("This formula is too large to compute.", offset=node.start)
        else:
            if value not in values:
                values.append(value)
        fresh = [key for key in builder.open if key not in choices]
        for position, key in enumerate(fresh):
            for option in range(1, builder.open[key]):
                earlier = dict.fromkeys(fresh[:position], 0)
                pending.append({**choices, **earlier, key: option})
    if not values:
        raise failure or UnreadableMath("This formula cannot be computed.", offset=node.start)
    return tuple(values)


class Builder(Calls, Calculus, Vectors):
    """One reading of one formula: `choices` says which option was taken where."""

    def top(self, node: Node) -> Value:
        """A whole formula; with `±` in it, the set of both values."""
        self.euler = self.euler or means_euler(node)
        matrices = named_matrices(node, self.scope)
        if matrices:
            self.scope = replace(self.scope, matrix_names=self.scope.matrix_names | matrices)
        if isinstance(node, Chain):
            parts = [self.top(operand) for operand in node.operands]
            relations = [
                Relation(operator, parts[place], parts[place + 1])
                for place, operator in enumerate(node.operators)
            ]
            return relations[0] if len(relations) == 1 else Several("and", tuple(relations))
        if isinstance(node, Listing):
            return Several(node.word, tuple(self.top(item) for item in node.items))
        if any(isinstance(part, Binary) and part.operator in ("pm", "mp") for part in walk(node)):
            both = []
            for sign in (1, -1):
                self.sign = sign
                both.append(self.build(node))
            return sympy.FiniteSet(*both)
        return self.build(node)

    def build(self, node: Node) -> Value:
        """The value of one node."""
        build: Callable[[Builder, Node], Value] = _BUILDERS[type(node)]
        return build(self, node)

    def expression(self, node: Node) -> sympy.Expr:
        """The value of a node that must be a number or an expression, not a matrix or a set."""
        value = self.build(node)
        if not is_scalar(value):
            raise UnreadableMath("A number or an expression is expected here.", offset=node.start)
        return value

    # -- numbers and names ---------------------------------------------------------------------------------

    def number(self, node: Number) -> Value:
        """A literal, exact: decimals are fractions."""
        whole, _, decimals = node.digits.partition(".")
        if node.base != 10:
            return sympy.Integer(int(node.digits, node.base))
        value = sympy.Rational(int(whole + decimals or "0"), 10 ** len(decimals))
        if node.repeating:
            period = len(node.repeating)
            value += sympy.Rational(int(node.repeating), (10**period - 1) * 10 ** len(decimals))
        return value

    def name(self, node: Name) -> Value:
        """What a name is bound to, a constant, or a symbol."""
        local = self._local_value(node)
        if local is not None:
            return local
        name = symbol_name(self._with_number_index(node))
        if name in self.scope.values:
            return self.scope.values[name]
        if name in self.scope.functions:
            return self.scope.functions[name].body
        given = self.scope.given.get(name)
        if given is not None and self.scope.put_in:
            return given.full
        if name in self.scope.matrix_names:
            return matrix_symbol(name)
        if self.scope.matrix_names and is_identity(name):
            return sympy.Integer(1)
        if name != "I" and is_identity(name):
            return IDENTITY
        if node.index is not None:
            return self._indexed(node, name)
        if name == "pi":
            return sympy.pi
        if name == "e":
            return sympy.E if self.euler or self.choose("name:e", 2) == 0 else symbol(name)
        if name == "infinity":
            return sympy.oo
        if name == "i" and self.choose("name:i", 2) == 0:
            return sympy.I
        return symbol(name)

    def _local_value(self, node: Name) -> Value | None:
        if node.index is None and node.text in self.local:
            return self.local[node.text]
        return None

    def _with_number_index(self, node: Name) -> Name:
        """`x_{i+1}` under a sum where i is 2 becomes `x_3`; `a_{ij}` becomes `a_23`."""
        if node.index is None or not self.local:
            return node
        parts = node.index.items if isinstance(node.index, Tuple) else side_by_side(node.index)
        texts = []
        for part in parts:
            if isinstance(part, Words):
                texts.append(part.text)
                continue
            used = {inner.text for inner in walk(part) if isinstance(inner, Name)}
            if not used & set(self.local):
                texts.append(index_text(part))
                continue
            value = self.build(part)
            texts.append(str(int(value)) if isinstance(value, sympy.Integer) else index_text(part))
        joiner = "," if isinstance(node.index, Tuple) else ""
        return Name(node.text, Words(joiner.join(texts)), start=node.start, end=node.end)

    def _indexed(self, node: Name, name: str) -> Value:
        function = self.scope.functions.get(node.text)
        letters = letters_of(node.index)
        if function is not None and letters and all(letter in function.parameters for letter in letters):
            return self._partials(function, letters)
        matrix = self.scope.values.get(node.text)
        if isinstance(matrix, sympy.MatrixBase | sympy.Tuple):
            return self._entry(node, matrix)
        return symbol(name)

    def _partials(self, function: Function, letters: tuple[str, ...]) -> Value:
        body = function.body
        for letter in letters:
            body = differentiate(body, symbol(letter))
        return body

    def _entry(self, node: Name, matrix: Value) -> Value:
        resolved = self._with_number_index(node)
        text = index_text(resolved.index) if resolved.index is not None else ""
        places = text.split(",") if "," in text else list(text)
        if not all(place.isdigit() for place in places):
            return symbol(symbol_name(resolved))
        numbers = [int(place) - 1 for place in places]
        rows, columns = matrix.shape if isinstance(matrix, sympy.MatrixBase) else (len(matrix), 1)
        if len(numbers) == 1 and min(rows, columns) == 1 and 0 <= numbers[0] < rows * columns:
            return tuple(matrix)[numbers[0]]
        if (
            len(numbers) == 2
            and isinstance(matrix, sympy.MatrixBase)
            and 0 <= numbers[0] < rows
            and 0 <= numbers[1] < columns
        ):
            return matrix[numbers[0], numbers[1]]
        raise UnreadableMath("This index names no entry.", offset=node.start)

    def words(self, node: Words) -> Value:
        """Words beside numbers are units."""
        return sympy.Symbol(f"text:{node.text}", positive=True)

    # -- arithmetic ----------------------------------------------------------------------------------------

    def unary(self, node: Unary) -> Value:
        """A sign."""
        value = self.build(node.operand)
        return multiply(sympy.Integer(-1), value, "juxt", node.start) if node.operator == "-" else value

    def binary(self, node: Binary) -> Value:
        """Sums, products, quotients."""
        if node.operator in ("pm", "mp"):
            left, right = self.build(node.left), self.build(node.right)
            sign = self.sign if node.operator == "pm" else -self.sign
            return add(left, multiply(sympy.Integer(sign), right, "juxt", node.start), node.start)
        left, right = self.build(node.left), self.build(node.right)
        if node.operator == "+":
            return add(left, right, node.start)
        if node.operator == "-":
            return add(left, multiply(sympy.Integer(-1), right, "juxt", node.start), node.start)
        if node.operator in ("/", ":"):
            return divide(left, right, node.start)
        if node.operator == "mod":
            if isinstance(left, sympy.Integer) and isinstance(right, sympy.Integer) and right > 0:
                return sympy.Integer(int(left) % int(right))
            raise UnreadableMath("Remainders are computed for whole numbers only.", offset=node.start)
        return multiply(left, right, node.operator, node.start)

    def power(self, node: Power) -> Value:
        """A power, or a transpose when a matrix carries a T."""
        if isinstance(node.base, Apply):
            factor, base = self._applied(node.base)
            if factor is not None:  # a(b)^2 is a times b squared; f(x)^2 is the square of f(x)
                return multiply(factor, self._raised(base, node), "juxt", node.start)
        else:
            base = self._base(node.base)
        return self._raised(base, node)

    def _raised(self, base: Value, node: Power) -> Value:
        exponent_is_t = (
            isinstance(node.exponent, Name) and node.exponent.text == "T" and node.exponent.index is None
        )
        if exponent_is_t and "T" not in self.scope.values:
            scalar = is_scalar(base) and base.is_commutative
            if not scalar or self._names_a_vector(node.base):
                return self._transposed(base, node.base, node.start)
        exponent = self.build(node.exponent)
        real_root = (
            isinstance(base, sympy.Rational)
            and base < 0
            and isinstance(exponent, sympy.Rational)
            and exponent.q % 2 == 1
        )
        if real_root and exponent.q != 1 and self.choose(f"root:{node.start}", 2) == 0:
            size = power(-base, exponent, node.start)
            return size if exponent.p % 2 == 0 else -size
        return power(base, exponent, node.start)

    def _base(self, node: Node) -> Value:
        # Under an exponent an e that nothing was said about is Euler's number, never a variable.
        if isinstance(node, Name) and node.text == "e" and node.index is None and not self.scope.knows("e"):
            return self.local.get("e", sympy.E)
        return self.build(node)

    def entry(self, node: Call) -> Value:
        """`(A^T)_{12}`: the entry of a matrix in brackets; of a transpose known by name only, the mirrored entry."""
        index = Name("", node.index, start=node.start, end=node.end)
        body = node.arguments[0]
        while isinstance(body, Postfix) and body.operator == "transpose" and isinstance(body.operand, Name):
            matrix = self.scope.values.get(symbol_name(body.operand))
            places = index_text(self._with_number_index(index).index or body)
            if isinstance(matrix, sympy.MatrixBase) or len(places) != 2:
                break
            return symbol(f"{symbol_name(body.operand)}_{places[::-1]}")
        value = self.build(body)
        if not isinstance(value, sympy.MatrixBase | sympy.Tuple):
            raise UnreadableMath("Groundwork does not know the entries of this.", offset=node.start)
        entry = self._entry(index, value)
        if isinstance(entry, sympy.Symbol):
            raise UnreadableMath("Groundwork does not know which entry this is.", offset=node.start)
        return entry

    def _names_a_vector(self, node: Node) -> bool:
        return isinstance(node, Name) and node.text.endswith(("_bold", "_vec"))

    def postfix(self, node: Postfix) -> Value:
        """Factorial, per cent, degrees, transpose."""
        if isinstance(node.operand, Apply) and node.operator in ("!", "transpose"):
            factor, value = self._applied(node.operand)
            if factor is not None:
                return multiply(factor, self._with_postfix(value, node), "juxt", node.start)
        else:
            value = self.build(node.operand)
        return self._with_postfix(value, node)

    def _transposed(self, value: Value, written: Node, offset: int) -> Value:
        """A transpose; entries in one line, `[1, 2]^T`, are meant as a column, or else as a row."""
        if (
            isinstance(written, Tuple)
            and isinstance(value, sympy.Tuple)
            and self.choose(f"column:{offset}", 2) == 0
        ):
            return value
        return transpose(value, offset)

    def _with_postfix(self, value: Value, node: Postfix) -> Value:
        if node.operator == "transpose":
            return self._transposed(value, node.operand, node.start)
        if node.operator == "%":
            return divide(value, sympy.Integer(100), node.start)
        if node.operator == "degree":
            return multiply(value, sympy.pi / 180, "juxt", node.start)
        bounds.check_factorial(value, node.start)
        if not is_scalar(value):
            raise UnreadableMath("A factorial needs a number.", offset=node.start)
        return sympy.factorial(value)

    def ambiguous(self, node: Ambiguous) -> Value:
        """The option this reading takes."""
        return self.build(node.options[self.choose(node.key, len(node.options))])

    def dots(self, node: Dots) -> Value:
        """A sum that leaves terms out."""
        return sum_with_dots(node, self.expression, sympy.Symbol("dots", integer=True, positive=True))

    def refused(self, node: Node) -> Value:
        """What has no value."""
        raise UnreadableMath("A relation cannot stand here.", offset=node.start)


_BUILDERS: dict[type[Node], Any] = {
    Number: Builder.number,
    Name: Builder.name,
    Words: Builder.words,
    Unary: Builder.unary,
    Binary: Builder.binary,
    Power: Builder.power,
    Ambiguous: Builder.ambiguous,
    Apply: Builder.apply,
    Call: Builder.call,
    BigOperator: Builder.big_operator,
    Limit: Builder.limit,
    Integral: Builder.integral,
    Derivative: Builder.derivative,
    Prime: Builder.prime,
    Nabla: Builder.nabla,
    Evaluated: Builder.evaluated,
    Between: Builder.between,
    Matrix: Builder.matrix,
    Tuple: Builder.tuple,
    SetOf: Builder.set_of,
    Bars: Builder.bars,
    Postfix: Builder.postfix,
    Probability: Builder.probability,
    Moment: Builder.moment,
    Dots: Builder.dots,
    Chain: Builder.refused,
    Listing: Builder.refused,
}


__all__ = [
    "Builder",
    "build_readings",
    "differentiate",
    "matrix_symbol",
    "parameters_of",
    "substitute",
    "symbol",
    "symbol_name",
]
