r"""The chain rule in general form: `\frac{\partial f}{\partial w} = \frac{\partial f}{\partial u} \frac{\partial u}{\partial w} + \dots`.

A derivative is the sum, over all ways from the function down to the variable, of the products along the way. The ways are
read off the right side, and every one of them must stand there once. Where the message said what a function depends on,
the ways out of it must be exactly those; of a function nothing was said about, the formula itself says it.
"""

from __future__ import annotations

from collections import Counter

from assistant.mathcheck.reading.syntax import Binary, Derivative, Name, Node
from assistant.mathcheck.values.naming import symbol_name
from assistant.mathcheck.values.scope import Scope

_WAYS = 64

Step = tuple[str, str]


def is_chain_rule(left: Node, right: Node, scope: Scope) -> bool:
    """Whether the right side is the chain rule for the derivative on the left."""
    whole = _step(left)
    terms = _terms(right)
    if whole is None or terms is None or all(len(term) < 2 for term in terms):
        return False
    steps = {step for term in terms for step in term}
    if whole in steps or not _fits(steps, whole[1], scope):
        return False
    ways = _ways(whole[0], whole[1], steps)
    return ways is not None and Counter(map(frozenset, ways)) == Counter(map(frozenset, terms))


def _step(node: Node) -> Step | None:
    """`df/du` as the step from f to u."""
    if not isinstance(node, Derivative) or not isinstance(node.body, Name) or len(node.by) != 1:
        return None
    name, times = node.by[0]
    return (symbol_name(node.body), symbol_name(name)) if times == 1 else None


def _terms(node: Node) -> list[list[Step]] | None:
    if isinstance(node, Binary) and node.operator == "+":
        left, right = _terms(node.left), _terms(node.right)
        return None if left is None or right is None else left + right
    product = _product(node)
    return None if product is None else [product]


def _product(node: Node) -> list[Step] | None:
    if isinstance(node, Binary) and node.operator in ("juxt", "dot", "*"):
        left, right = _product(node.left), _product(node.right)
        return None if left is None or right is None else left + right
    step = _step(node)
    return None if step is None else [step]


def _fits(steps: set[Step], variable: str, scope: Scope) -> bool:
    """Whether the steps out of each function that is known go to everything it depends on that may lead on."""
    for name in {start for start, _ in steps}:
        known = scope.functions.get(name)
        if known is None:
            if scope.knows(name):
                return False
            continue
        taken = {end for start, end in steps if start == name}
        leading = {part for part in known.parameters if part == variable or scope.knows(part)}
        if not leading <= taken <= set(known.parameters):
            return False
    return True


def _ways(start: str, end: str, steps: set[Step], seen: tuple[str, ...] = ()) -> list[list[Step]] | None:
    """Every way from one name to another; None when it turns in a circle or there are too many."""
    if start == end:
        return [[]]
    if start in seen:
        return None
    found: list[list[Step]] = []
    for step in sorted(steps):
        if step[0] != start:
            continue
        rest = _ways(step[1], end, steps, (*seen, start))
        if rest is None or len(found) + len(rest) > _WAYS:
            return None
        found.extend([step, *way] for way in rest)
    return found
