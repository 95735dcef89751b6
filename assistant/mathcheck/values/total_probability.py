r"""Sums over all values of a variable: `\sum_a P(B, A=a)` is `P(B)`, and `\sum_a P(A=a \mid B)` is 1.

Such a sum without ends runs over everything the variable can be. What is left after it are probabilities of events, to
which the rules of `events.py` apply.
"""

from __future__ import annotations

from assistant.mathcheck.reading.syntax import (
    BigOperator,
    Binary,
    Integral,
    Node,
    Number,
    Probability,
    mapped,
)


def with_totals(node: Node) -> Node:
    """The formula with every sum over all values of a variable worked out."""
    return mapped(node, _total)


def _total(node: Node) -> Node:
    if (
        isinstance(node, BigOperator) and node.kind == "sum" and node.lower is None and node.upper is None
    ) or (isinstance(node, Integral) and node.lower is None and node.upper is None):
        variable = node.variable
    else:
        return node
    if variable is None or variable.index is not None:
        return node
    joint = _joint(node.body)
    if joint is None:
        return node
    events, given = _parts(joint.event), _parts(joint.given)
    over = [part for part in events if part == variable.text or part.endswith(f"={variable.text}")]
    rest = [part for part in events if part not in over]
    if len(over) != 1 or any(_mentions(part, variable.text) for part in (*rest, *given)):
        return node
    if not rest:
        return Number("1", start=node.start, end=node.end)
    return Probability(" and ".join(rest), joint.given, start=node.start, end=node.end)


def _joint(node: Node) -> Probability | None:
    r"""One probability, or `P(B \mid A) P(A)` as that of both together; None for anything else."""
    if isinstance(node, Probability):
        return None if " or " in f" {node.event} {node.given} " else node
    if not (isinstance(node, Binary) and node.operator in ("juxt", "dot", "*")):
        return None
    if node.right == Number("1"):
        return _joint(node.left)  # what the dY of an integral leaves behind
    for first, second in ((node.left, node.right), (node.right, node.left)):
        if not (isinstance(first, Probability) and isinstance(second, Probability)):
            return None
        condition, cause, shared = _parts(first.given), _parts(second.event), _parts(second.given)
        if cause and sorted(condition) == sorted([*cause, *shared]):
            event = " and ".join([*_parts(first.event), *cause])
            return _joint(Probability(event, second.given, start=node.start, end=node.end))
    return None


def _parts(event: str) -> list[str]:
    return event.split(" and ") if event else []


def _mentions(part: str, name: str) -> bool:
    return part == name or part.endswith(f"={name}") or f" {name} " in f" {part} "
