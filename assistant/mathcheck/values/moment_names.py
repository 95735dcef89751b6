r"""Names that books give to moments: `\mu_X` for `E[X]`, `\sigma_X` for the deviation, a hat for what is random.

Formulas are rewritten by these conventions as one more way to read them. What comes out true is verified; a name may
always mean something else, so nothing is refuted by it.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.mathcheck.reading.syntax import (
    Apply,
    Binary,
    Call,
    Moment,
    Name,
    Node,
    Number,
    Power,
    mapped,
    walk,
)
from assistant.mathcheck.values.naming import symbol_name

_NAMED = {"mu": "E", "sigma": "SD"}


def with_moments(node: Node) -> Node:
    r"""The formula with `\mu_X` and `\sigma_X` written out as moments of `X`."""
    return mapped(node, _written_out)


def names_moment(node: Node) -> bool:
    r"""Whether a side is a bare `\mu_X`, `\sigma_X` or its square: what a book may set by definition."""
    return isinstance(with_moments(node), Moment) and not isinstance(node, Moment)


def is_bare_moment(node: Node) -> bool:
    """Whether a side is an expectation, a variance or its root and nothing else."""
    if isinstance(node, Call) and node.name == "sqrt":
        node = node.arguments[0]
    return isinstance(node, Moment)


def moment_named(node: Name) -> Moment | None:
    """The moment that a name with a random variable as its index stands for; None for any other name."""
    kind = _NAMED.get(node.text)
    if kind is None or node.index is None or not _is_random(node.index):
        return None
    return Moment(kind, (node.index,), start=node.start, end=node.end)


def _written_out(node: Node) -> Node:
    if isinstance(node, Name):
        return moment_named(node) or node
    if isinstance(node, Power) and node.exponent == Number("2"):
        base = node.base
        if isinstance(base, Moment) and base.kind == "SD":
            return replace(base, kind="Var")
    return node


def _is_random(index: Node) -> bool:
    """Whether an index is one random variable or a sum of multiples of some: `X`, `aX + b`."""
    names = [part.text for part in walk(index) if isinstance(part, Name)]
    capitals = [name for name in names if len(name.partition("^")[0]) == 1 and name[0].isupper()]
    if not capitals:
        return False
    if isinstance(index, Name):
        return True
    return isinstance(index, Binary) and (index.operator in ("+", "-") or len(capitals) == 1)


def with_estimators(node: Node) -> Node:
    """The formula where names with a hat are random and all others beside them are constants."""
    hats = {symbol_name(part) for part in walk(node) if isinstance(part, Name) and _has_hat(part)}
    if not hats:
        return node
    under = " ".join(sorted(hats))

    def change(part: Node) -> Node:
        if isinstance(part, Apply) and part.function == Name("E") and len(part.arguments) == 1:
            part = Moment("E", part.arguments, start=part.start, end=part.end)
        if not isinstance(part, Moment):
            return part
        random = any(isinstance(inner, Name) and _has_hat(inner) for inner in walk(part))
        if random:
            return replace(part, under=under)
        return part.arguments[0] if part.kind == "E" else Number("0")

    return mapped(node, change)


def _has_hat(name: Name) -> bool:
    return "_hat" in name.text
