r"""Later links of a chain that begins with a computation: `\frac{d}{dx} f = A = B` says of B, too, that it is the result.

A link between two formulas in the same letters is an equation by itself. Behind a derivative or an integral it is a
step of the computation, unless the text sets out to solve something.
"""

from __future__ import annotations

import re

from assistant.errors import UnreadableMath
from assistant.mathcheck.checking import intent
from assistant.mathcheck.checking.compared import Compared, free_names
from assistant.mathcheck.checking.message import Message
from assistant.mathcheck.reading.claims import Claim
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.syntax import Apply, Derivative, Integral, Name, Node, Prime
from assistant.mathcheck.values.build import symbol, symbol_name
from assistant.mathcheck.values.equality import compare
from assistant.mathcheck.values.operators import is_scalar

_TO_SOLVE = re.compile(
    r"\b(?:set|sets|setting|solv\w+|equat\w+|equals?|where|when|points?|zeros?|roots?|satisf\w+|such that|want|need\w*|must|if)\b",
    re.IGNORECASE,
)
_DEPENDENT = frozenset("yuvwz")


def carries_on(claim: Claim, sides: tuple[Node, Node], outcome: Compared, message: Message) -> bool:
    """Whether a false link is surely a step of the computation its chain begins with."""
    if not claim.head or outcome.used_given or not outcome.comparison.different:
        return False
    if not (is_scalar(outcome.left) and is_scalar(outcome.right)):
        return False
    if not (outcome.left.is_commutative and outcome.right.is_commutative):
        return False
    names = free_names(outcome.left)
    if not names or names != free_names(outcome.right) or any(map(message.scope.knows, names)):
        return False
    if not all(_is_composed(side) for side in sides) or intent.is_denied(claim) or intent.is_supposed(claim):
        return False
    try:
        head = parse_math(claim.head)
    except UnreadableMath:
        return False
    if isinstance(head, Integral) and head.lower is None:
        variable = symbol(symbol_name(head.variable))
        return compare(outcome.left.diff(variable), outcome.right.diff(variable)).different
    if isinstance(head, Integral):
        return True
    return _derives(head, message) and not _TO_SOLVE.search(intent.sentence_before(claim.before))


def _derives(head: Node, message: Message) -> bool:
    """Whether a formula is differentiated, or a function that was defined."""
    if isinstance(head, Derivative):
        by = {symbol_name(name) for name, _ in head.by}
        hidden = not head.partial and (intent.names_in(head.body) & _DEPENDENT) - by
        return not isinstance(head.body, Name | Apply) and not hidden and not intent.calls_in(head.body)
    called = head.function if isinstance(head, Apply) else head
    if not isinstance(called, Prime) or not isinstance(called.body, Name):
        return False
    name = symbol_name(called.body)
    return name in message.scope.functions and name not in message.scope.unsteady | message.scope.asked


def _is_composed(side: Node) -> bool:
    """Whether more than a multiple of a letter stands on a side: `= 2x` may set an equation."""
    operations = len(intent.operations_in(side)) + len(
        intent.calls_in(side)
    )  # x(x + 2) may be read as a call
    return operations > 1 and bool(intent.names_in(side))
