"""Capital letters nothing was said about: they may be matrices, whose products keep their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.errors import UnreadableMath
from assistant.mathcheck.checking.compared import compared
from assistant.mathcheck.reading.syntax import (
    Binary,
    Moment,
    Name,
    Node,
    Postfix,
    Power,
    Probability,
    children,
    walk,
)
from assistant.mathcheck.values.naming import symbol_name
from assistant.mathcheck.values.scope import Scope

DOUBT = (
    "Capital letters often stand for matrices, and the order of matrices in a product matters. "
    "Say what the letters are to have this checked."
)
_GREEK_CAPITALS = frozenset(
    ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")
)
_PRODUCTS = frozenset(("juxt", "*", "dot", "cross", "/"))


def needs_numbers(left: Node, right: Node, scope: Scope) -> bool:
    """Whether two sides that agree for numbers do not agree for matrices, and nobody said that these are numbers."""
    letters = _perhaps_matrices(left, scope) | _perhaps_matrices(right, scope)
    if not letters:
        return False
    try:
        return not compared(
            left, right, replace(scope, matrix_names=scope.matrix_names | letters)
        ).comparison.equal
    except UnreadableMath:
        return True


def _perhaps_matrices(side: Node, scope: Scope) -> frozenset[str]:
    """The unknown capitals of each product, power or transpose that holds at least two of them."""
    found: frozenset[str] = frozenset()
    for part in walk(side):
        if not (
            isinstance(part, Power | Postfix) or (isinstance(part, Binary) and part.operator in _PRODUCTS)
        ):
            continue
        capitals = frozenset(symbol_name(name) for name in _outside_moments(part) if _is_capital(name.text))
        capitals = frozenset(name for name in capitals if not scope.knows(name))
        if len(capitals) >= 2:
            found |= capitals
    return found


def _outside_moments(node: Node) -> Iterator[Name]:
    """The names of a formula; what stands in an expectation or a probability is a number or an event."""
    if isinstance(node, Name):
        yield node
    if not isinstance(node, Moment | Probability):
        for child in children(node):
            yield from _outside_moments(child)


def _is_capital(text: str) -> bool:
    """Whether a name is one capital letter, Latin or Greek, set in whatever type or with a mark on it."""
    letter = text.partition("_")[0]
    return letter[:1].isupper() and (len(letter) == 1 or letter in _GREEK_CAPITALS)
