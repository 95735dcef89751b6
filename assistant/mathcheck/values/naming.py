"""Names and symbols: what a written name is called in a value, and values put in for names."""

from __future__ import annotations

from collections.abc import Mapping

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.syntax import (
    Binary,
    Listing,
    Name,
    Node,
    Number,
    Power,
    Tuple,
    Unary,
    Words,
    walk,
)
from assistant.mathcheck.values.operators import has_named_matrix, is_scalar
from assistant.mathcheck.values.scope import Value


def symbol(name: str) -> sympy.Symbol:
    """The symbol that stands for a name in every value built here: real, and commuting unless said otherwise."""
    return sympy.Symbol(name, real=True)


def matrix_symbol(name: str) -> sympy.Symbol:
    """The symbol of a matrix whose entries are not known: its products keep their order."""
    return sympy.Symbol(name, commutative=False)


def symbol_name(node: Name) -> str:
    """A name with its index as one text: `x_1`, `lambda_max`, `a_12`."""
    return node.text if node.index is None else f"{node.text}_{index_text(node.index)}"


def index_text(node: Node) -> str:
    """An index as text: `1`, `max`, `i+1`."""
    if isinstance(node, Number):
        return node.digits
    if isinstance(node, Name):
        return symbol_name(node)
    if isinstance(node, Words):
        return node.text
    if isinstance(node, Tuple):
        return ",".join(index_text(item) for item in node.items)
    if isinstance(node, Binary):
        sign = "" if node.operator == "juxt" else node.operator
        return f"{index_text(node.left)}{sign}{index_text(node.right)}"
    if isinstance(node, Unary):
        return f"{node.operator}{index_text(node.operand)}"
    raise UnreadableMath("Groundwork cannot read this index.", offset=node.start)


def means_euler(node: Node) -> bool:
    """Whether a lone e in a formula is Euler's number: an e stands under a power with letters in it.

    So in `e^x + e`; in `2e + 1 = 7` and `e^2 = e` it may be an unknown.
    """
    parts = list(walk(node))
    names = {part.text for part in parts if isinstance(part, Name)}
    if "e" not in names:
        return False
    return any(
        isinstance(part, Power) and part.base == Name("e") and not _is_whole(part.exponent) for part in parts
    )


def _is_whole(node: Node) -> bool:
    return isinstance(node, Number) and not node.places


def differentiate(value: Value, variable: sympy.Symbol, times: int = 1) -> Value:
    """The derivative of an expression, or of each entry of a vector or matrix."""
    if _hides_names(value) or has_named_matrix(value):
        raise UnreadableMath(
            "It is not clear how what is differentiated here depends on the variable.", offset=0
        )
    if isinstance(value, sympy.Tuple):
        return sympy.Tuple(*(differentiate(item, variable, times) for item in value))
    if isinstance(value, sympy.MatrixBase):
        return value.applyfunc(lambda entry: sympy.diff(entry, variable, times))
    return sympy.diff(value, variable, times)


def _hides_names(value: Value) -> bool:
    """Whether a norm, an expectation or the like stands in a value as one symbol, with names inside it."""
    names = (item.name for item in getattr(value, "free_symbols", ()))
    return any(name.startswith(("norm(", "E[", "P(", "det(", "tr(")) for name in names)


def substitute(value: Value, at: Mapping[str, Value]) -> Value:
    """Put values in for names, all at once."""
    table = {symbol(name): item for name, item in at.items()}
    if all(is_scalar(item) for item in table.values()):
        if is_scalar(value) and value.has(sympy.Integral, sympy.Derivative, sympy.Sum, sympy.Limit):
            return value.subs(table, simultaneous=True)
        return value.xreplace(table)
    if value in table:
        return table[value]
    raise UnreadableMath("Groundwork cannot put this value in.", offset=0)


def parameters_of(value: Value) -> tuple[str, ...] | None:
    """The variables of an expression in the order learners write them: x before y, x_2 before x_10."""
    if not isinstance(value, sympy.Basic):
        return None
    names = [item.name for item in value.free_symbols if not item.name.startswith("text:")]
    return tuple(sorted(names, key=_natural))


def _natural(name: str) -> tuple[str, int, str]:
    base, _, index = name.partition("_")
    return (base, int(index) if index.isdigit() else -1, name)


def letters_of(node: Node | None) -> tuple[str, ...]:
    """The names of a subscript such as `xy`; nothing for anything else."""
    if isinstance(node, Name):
        return (symbol_name(node),)
    if isinstance(node, Tuple):
        return tuple(letter for item in node.items for letter in letters_of(item))
    if isinstance(node, Listing):
        return tuple(letter for item in node.items for letter in letters_of(item))
    if isinstance(node, Binary) and node.operator == "juxt":
        return letters_of(node.left) + letters_of(node.right)
    return ()


def side_by_side(node: Node) -> tuple[Node, ...]:
    """The parts of an index written side by side."""
    if isinstance(node, Binary) and node.operator == "juxt":
        return side_by_side(node.left) + side_by_side(node.right)
    return (node,)


def index_names(node: Name) -> set[str]:
    """The names in an index."""
    return (
        {part.text for part in walk(node.index) if isinstance(part, Name)}
        if node.index is not None
        else set()
    )


def unknown_derivative(name: str, order: int, argument: Value) -> Value:
    """The derivative of a function nothing was said about."""
    variable = symbol("x")
    function = sympy.Function(name, real=True)
    if argument == variable:
        return sympy.Derivative(function(variable), (variable, order))
    return sympy.Subs(sympy.Derivative(function(variable), (variable, order)), variable, argument)
