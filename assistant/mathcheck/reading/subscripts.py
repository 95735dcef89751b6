"""The letters of a subscript: what a derivative is taken by, and what a sum runs over."""

from __future__ import annotations

from assistant.mathcheck.reading.syntax import Binary, Listing, Name, Node, Number, walk


def indices_under(node: Node | None) -> tuple[Name, ...]:
    """The indices under a big sign, `i, j` or `ij`; nothing when anything else stands there."""
    if isinstance(node, Listing):
        names = tuple(item for item in node.items if isinstance(item, Name))
        return names if len(names) == len(node.items) and node.word == "," else ()
    if isinstance(node, Binary) and not any(isinstance(part, Number) for part in walk(node)):
        return subscript_letters(node)
    return ()


def subscript_letters(node: Node) -> tuple[Name, ...]:
    """The variables of a subscript such as `xy`."""
    if isinstance(node, Name):
        return (node,)
    if isinstance(node, Binary) and node.operator == "juxt":
        return subscript_letters(node.left) + subscript_letters(node.right)
    return ()
