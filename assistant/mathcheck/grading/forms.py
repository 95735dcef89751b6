"""Required forms of an answer: factored, expanded, as a fraction, as a decimal.

Asked only of an answer whose value is right already; the words returned say what is still to do.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.grading.answers import is_sum
from assistant.mathcheck.reading.syntax import Apply, Binary, Call, Node, Number, Postfix, Power, Unary, walk
from assistant.mathcheck.values.build import build_readings
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Scope

FORMS = ("factored", "expanded", "fraction", "decimal", "direction")
"""The forms known. `direction` is for vectors such as eigenvectors: any multiple but zero will do."""


def missing_form(node: Node, form: str, scope: Scope) -> str:
    """What keeps an answer from the form asked for, one sentence; empty when it has it.

    Args:
        node: The answer as written.
        form: One of `FORMS`.
        scope: What its names mean.
    """
    if form == "factored":
        return _factored(node, scope)
    if form == "expanded":
        return _expanded(node)
    if form == "fraction":
        return _fraction(node)
    if form == "decimal":
        return _decimal(node)
    return ""


def _value(node: Node, scope: Scope) -> sympy.Expr | None:
    try:
        value = build_readings(node, scope)[0]
    except UnreadableMath:
        return None
    return value if is_scalar(value) else None


def _factors(node: Node) -> Iterator[Node]:
    """The factors as written, powers of them once each."""
    if isinstance(node, Unary):
        yield from _factors(node.operand)
    elif isinstance(node, Binary) and node.operator in ("juxt", "*", "dot", "/"):
        yield from _factors(node.left)
        yield from _factors(node.right)
    elif isinstance(node, Power):
        yield from _factors(node.base)
    elif isinstance(node, Apply) and len(node.arguments) == 1:
        # x(x+1): a name and a bracket are a product here; a call of an unknown function has no factors to split.
        yield node.function
        yield from _factors(node.arguments[0])
    else:
        yield node


def _factored(node: Node, scope: Scope) -> str:
    whole = _value(node, scope)
    if whole is None or not whole.free_symbols or not whole.is_rational_function(*whole.free_symbols):
        return "" if not is_sum(node) else "Right value, but write it as a product."
    if is_sum(node):
        _, factors = sympy.factor_list(sympy.fraction(sympy.together(whole))[0])
        alone = len(factors) == 1 and factors[0][1] == 1
        return "" if alone else "Right value, but write it as a product of factors."
    for factor in _factors(node):
        value = _value(factor, scope)
        if value is None or not value.free_symbols or not value.is_polynomial(*value.free_symbols):
            continue
        content, parts = sympy.factor_list(value)
        if len(parts) > 1 or (parts and parts[0][1] > 1) or (abs(content) != 1 and value.is_Add):
            return "Right value, but one of the factors can be split further."
    return ""


def _expanded(node: Node) -> str:
    for part in walk(node):
        if (
            isinstance(part, Binary)
            and part.operator in ("juxt", "*", "dot")
            and (is_sum(part.left) or is_sum(part.right))
        ):
            return "Right value, but multiply the brackets out."
        if isinstance(part, Apply) and len(part.arguments) == 1 and is_sum(part.arguments[0]):
            return "Right value, but multiply the brackets out."
        if isinstance(part, Power) and is_sum(part.base):
            return "Right value, but multiply the power of the bracket out."
    return ""


def _fraction(node: Node) -> str:
    if any(isinstance(part, Number) and part.places for part in walk(node)):
        return "Right value, but write it as a fraction, without a decimal point."
    if any(isinstance(part, Postfix) and part.operator == "%" for part in walk(node)):
        return "Right value, but write it as a fraction, not in per cent."
    if any(isinstance(part, Binary) and part.operator in ("+", "-") for part in walk(node)):
        return "Right value, but write it as one fraction."
    return ""


def _decimal(node: Node) -> str:
    inner = node.operand if isinstance(node, Unary) else node
    if isinstance(inner, Number):
        return ""
    if any(
        isinstance(part, Call | Power) or (isinstance(part, Binary) and part.operator == "/")
        for part in walk(node)
    ):
        return "Right value, but write it as a decimal number."
    return "Right value, but write it as one decimal number."
