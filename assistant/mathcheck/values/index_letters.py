"""Which letters are vectors, what their entries are called, and what their indices say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.mathcheck.reading.syntax import (
    BigOperator,
    Binary,
    Listing,
    Name,
    Node,
    Number,
    Tuple,
    Unary,
    children,
    walk,
)
from assistant.mathcheck.values.naming import side_by_side

GREEK_CAPITALS = frozenset(
    ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")
)


def is_bold(name: str) -> bool:
    """Whether a name is set as a vector or a matrix."""
    return "_bold" in name or name.endswith("_vec")


def _letter(name: str) -> str:
    return name.partition("_")[0]


def is_capital(name: str) -> bool:
    """Whether a name is one capital letter, in whatever type."""
    letter = _letter(name)
    return letter in GREEK_CAPITALS or (len(letter) == 1 and letter.isupper())


def entry_name(name: str) -> str:
    """`x_bold_hat` and `x_hat` have the same entries; so have `A_bold` and `a`."""
    marks = [mark for mark in name.split("_")[1:] if mark not in ("bold", "vec", "")]
    return "_".join([_letter(name).lower(), *sorted(marks)])


def index_letters(node: Node | None) -> tuple[str, ...] | None:
    """The indices of a name, each one letter or a number; None for any other subscript."""
    if node is None:
        return None
    parts = node.items if isinstance(node, Tuple | Listing) else side_by_side(node)
    texts = []
    for part in parts:
        if (
            isinstance(part, Number) and not part.places and (len(parts) == 1 or isinstance(node, Tuple))
        ) or (isinstance(part, Number) and len(part.digits) == 1):
            texts.append(part.digits)
        elif isinstance(part, Name) and part.index is None and len(part.text) == 1:
            texts.append(part.text)
        else:
            return None
    return tuple(texts)


def widened(node: Binary) -> Node | None:
    r"""`\sum_i a_i + b_i` with both terms under the sum; None when the second does not hold the index."""
    left = node.left
    signs: list[Any] = []
    while isinstance(left, Unary):
        signs.append(left.operator)
        left = left.operand
    if not isinstance(left, BigOperator) or left.variable is None:
        return None
    letters = {
        letter
        for part in walk(node.right)
        if isinstance(part, Name) and part.index is not None
        for letter in index_letters(part.index) or ()
    }
    if left.variable.text not in letters:
        return None
    body = Binary(node.operator, left.body, node.right)
    widened: Node = BigOperator(left.kind, body, left.variable, left.lower, left.upper)
    for sign in signs:
        widened = Unary(sign, widened)
    return widened


def written_names(node: Node) -> Iterator[Name]:
    """The names of a formula, without those that stand in indices."""
    if isinstance(node, Name):
        yield node
        return
    for child in children(node):
        yield from written_names(child)
