"""A formula read aloud, symbol by symbol, from our own parser's tree; no model is asked and nothing is evaluated."""

from __future__ import annotations

import re

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading import syntax as s
from assistant.mathcheck.reading.parse import parse_math

LONGEST = 400
"""Characters of a formula that is still read aloud; nobody follows a longer one by ear."""

_RELATIONS = {
    "=": "equals",
    "==": "is identical to",
    ":=": "is defined as",
    "!=": "is not equal to",
    "<": "is less than",
    ">": "is greater than",
    "<=": "is at most",
    ">=": "is at least",
    "~": "is approximately",
    "in": "is in",
    "dist": "is distributed as",
}
_OPERATORS = {
    "+": "plus",
    "-": "minus",
    "*": "times",
    "dot": "times",
    "cross": "cross",
    "juxt": "times",
    "mod": "modulo",
    "pm": "plus or minus",
    "mp": "minus or plus",
    ":": "to",
}
_FUNCTIONS = {
    "sin": "the sine of",
    "cos": "the cosine of",
    "tan": "the tangent of",
    "arcsin": "the inverse sine of",
    "arccos": "the inverse cosine of",
    "arctan": "the inverse tangent of",
    "sinh": "the hyperbolic sine of",
    "cosh": "the hyperbolic cosine of",
    "tanh": "the hyperbolic tangent of",
    "ln": "the natural logarithm of",
    "log": "the logarithm of",
    "exp": "e to the power",
    "det": "the determinant of",
    "tr": "the trace of",
    "rank": "the rank of",
    "max": "the largest of",
    "min": "the smallest of",
    "abs": "the absolute value of",
    "norm": "the length of",
    "sign": "the sign of",
    "relu": "the rectified linear unit of",
}
_NABLA = {
    "gradient": "the gradient of",
    "nabla2": "the second derivatives of",
    "divergence": "the divergence of",
    "curl": "the curl of",
}
_MOMENTS = {
    "E": "the expected value of",
    "Var": "the variance of",
    "Cov": "the covariance of",
    "SD": "the standard deviation of",
}
_SAID = {
    "infinity": "infinity",
    "oo": "infinity",
    "varepsilon": "epsilon",
    "varphi": "phi",
    "vartheta": "theta",
    "ell": "l",
}
_MARKS = {
    "hat": "hat",
    "bar": "bar",
    "tilde": "tilde",
    "vec": "as a vector",
    "star": "star",
    "prime": "prime",
}
_SETS = {"R": "the real numbers", "N": "the natural numbers", "Z": "the integers", "Q": "the fractions"}
_UPDATE = re.compile(r"\\leftarrow|\\gets|←")
_TIMES = ("", "", "twice ", "three times ", "four times ")
_ORDINALS = ("", "", "second ", "third ", "fourth ")


def read_aloud(formula: str) -> str | None:
    """Say a formula in words; None where our own parser cannot read it."""
    if len(formula) > LONGEST:
        return None
    try:
        # An update is no equation, and our parser knows no arrow.
        return " becomes ".join(_say(parse_math(side)) for side in _UPDATE.split(formula))
    except (UnreadableMath, RecursionError):
        return None


def _say(node: s.Node) -> str:
    match node:
        case s.Number():
            return f"{node.digits} with {node.repeating} repeating" if node.repeating else node.digits
        case s.Name():
            return _name(node)
        case s.Words():
            return node.text
        case s.Unary():
            return f"{'minus ' if node.operator == '-' else ''}{_say_inner(node.operand)}"
        case s.Binary():
            return _binary(node)
        case s.Power():
            return _power(node)
        case s.Ambiguous():
            return _say(node.options[0])
        case s.Chain():
            parts = [_say(node.operands[0])]
            for operator, operand in zip(node.operators, node.operands[1:], strict=True):
                within = operator == "in" and isinstance(operand, s.Tuple) and len(operand.items) == 2
                said = _interval(operand) if within and isinstance(operand, s.Tuple) else _say(operand)
                parts += [_RELATIONS.get(operator, operator), said]
            return " ".join(parts)
        case s.Listing():
            return (", " if node.word == "," else f" {node.word} ").join(map(_say, node.items))
        case _:
            return _construct(node)


def _construct(node: s.Node) -> str:
    match node:
        case s.Apply():
            return f"{_say(node.function)} of {_listed(node.arguments)}"
        case s.Call():
            return _call(node)
        case s.BigOperator():
            kind = "the sum" if node.kind == "sum" else "the product"
            return f"{kind}{_running(node)} of {_say(node.body)}"
        case s.Limit():
            side = {"+": " from above", "-": " from below"}.get(node.side, "")
            return (
                f"the limit, as {_say(node.variable)} goes to {_say(node.point)}{side}, of {_say(node.body)}"
            )
        case s.Integral():
            between = (
                f" from {_say(node.lower)} to {_say(node.upper)}"
                if node.lower is not None and node.upper is not None
                else ""
            )
            body = node.body
            if isinstance(body, s.Binary) and body.operator == "juxt" and body.right == s.Number("1"):
                body = body.left
            return f"the integral{between} of {_say(body)} with respect to {_say(node.variable)}"
        case s.Derivative():
            return _derivative(node)
        case s.Prime():
            return f"{_say_inner(node.body)} {' '.join(['prime'] * node.order)}"
        case s.Nabla():
            by = f" with respect to {_say(node.by)}" if node.by is not None else ""
            return f"{_NABLA.get(node.kind, node.kind)} {_say_inner(node.body)}{by}"
        case _:
            return _collection(node)


def _collection(node: s.Node) -> str:
    match node:
        case s.Evaluated():
            places = " and ".join(f"{_say(name)} equals {_say(value)}" for name, value in node.at)
            return f"{_say(node.body)}, at the place where {places}"
        case s.Between():
            return f"{_say(node.body)}, at {_say(node.upper)} minus at {_say(node.lower)}"
        case s.Matrix():
            return _matrix(node)
        case s.Tuple():
            return f"the entries {_entries(node.items)}" if len(node.items) > 1 else _listed(node.items)
        case s.SetOf():
            return f"the set of {_listed(node.items)}"
        case s.Bars():
            return f"the {'length' if node.double else 'absolute value'} of {_say(node.body)}"
        case s.Postfix():
            return _postfix(node)
        case s.Probability():
            given = f" given {node.given}" if node.given else ""
            return f"the probability of {node.event}{given}"
        case s.Moment():
            return f"{_MOMENTS.get(node.kind, node.kind)} {_listed(node.arguments)}"
        case _:
            raise UnreadableMath("There are no words for this.", offset=node.start)


def _name(node: s.Name) -> str:
    base, _, mark = node.text.partition("_")
    if mark == "bb" and base in _SETS:
        return _SETS[base]
    said = _SAID.get(base, base)
    if mark:
        said += f" {_MARKS.get(mark, mark)}"
    return said if node.index is None else f"{said} sub {_say(node.index)}"


def _binary(node: s.Binary) -> str:
    if node.operator == "/":
        if isinstance(node.left, s.Number | s.Name) and isinstance(node.right, s.Number | s.Name):
            return f"{_say(node.left)} over {_say(node.right)}"
        return f"the fraction with {_say(node.left)} on top and {_say(node.right)} below"
    left = _say(node.left) if node.operator in "+-" else _say_inner(node.left)
    right = _say_inner(node.right)
    if node.operator == "juxt" and isinstance(node.left, s.Number) and isinstance(node.right, s.Name):
        return f"{left} {right}"
    return f"{left} {_OPERATORS.get(node.operator, node.operator)} {right}"


def _power(node: s.Power) -> str:
    base = _say_inner(node.base, raised=True)
    exponent = node.exponent
    if isinstance(exponent, s.Name) and exponent.text in ("T", "top") and exponent.index is None:
        return f"{base} transposed"
    if isinstance(exponent, s.Number):
        if exponent.digits == "2":
            return f"{base} squared"
        if exponent.digits == "3":
            return f"{base} cubed"
    if isinstance(exponent, s.Unary) and exponent.operator == "-" and exponent.operand == s.Number("1"):
        return f"{base} inverse"
    return f"{base} to the power {_say_inner(exponent)}"


def _call(node: s.Call) -> str:
    arguments = _listed(node.arguments)
    if node.name == "sqrt":
        if node.index is None:
            return f"the square root of {arguments}"
        return f"the root of degree {_say(node.index)} of {arguments}"
    said = _FUNCTIONS.get(node.name, f"{node.name} of")
    if node.index is not None:
        said = said.removesuffix(" of") + f" to base {_say(node.index)} of"
    return f"{said} {arguments}"


def _derivative(node: s.Derivative) -> str:
    kind = "partial derivative" if node.partial else "derivative"
    total = sum(times for _, times in node.by)
    order = _ORDINALS[total] if total < len(_ORDINALS) else f"{total}th "
    by = " and then ".join(
        f"{_TIMES[times] if len(node.by) > 1 and times < len(_TIMES) else ''}{_say(variable)}"
        for variable, times in node.by
    )
    return f"the {order}{kind} of {_say_inner(node.body)} with respect to {by}"


def _running(node: s.BigOperator) -> str:
    if node.variable is None:
        return ""
    if node.lower is None:
        return f" over {_say(node.variable)}"
    upper = f" to {_say(node.upper)}" if node.upper is not None else ""
    return f", for {_say(node.variable)} from {_say(node.lower)}{upper},"


def _matrix(node: s.Matrix) -> str:
    if all(len(row) == 1 for row in node.rows):
        return f"the column vector with the entries {_entries(tuple(row[0] for row in node.rows))}"
    rows = "; ".join(
        f"row {number}: {_entries(row)}" if len(node.rows) > 1 else _entries(row)
        for number, row in enumerate(node.rows, start=1)
    )
    if len(node.rows) == 1:
        return f"the row vector with the entries {rows}"
    size = f"{len(node.rows)} by {len(node.rows[0])}"
    kind = "determinant of the" if node.fence == "v" else ""
    return f"the {kind + ' ' if kind else ''}{size} matrix with {rows}"


def _postfix(node: s.Postfix) -> str:
    operand = _say_inner(node.operand)
    words = {"!": "factorial", "%": "percent", "degree": "degrees", "transpose": "transposed"}
    return f"{operand} {words.get(node.operator, node.operator)}"


def _listed(nodes: tuple[s.Node, ...]) -> str:
    said = [_say(node) for node in nodes]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _entries(nodes: tuple[s.Node, ...]) -> str:
    return ", then ".join(map(_say, nodes))


def _interval(node: s.Tuple) -> str:
    lower, upper = node.items
    ends = {"[]": "both included", "()": "neither included"}.get(node.fences, "")
    ends = ends or ("the first included" if node.fences.startswith("[") else "the last included")
    return f"the interval from {_say(lower)} to {_say(upper)}, {ends}"


def _say_inner(node: s.Node, *, raised: bool = False) -> str:
    """A part of something; one of several words is set off, so that the ear can tell where it ends."""
    inner = node.options[0] if isinstance(node, s.Ambiguous) else node
    whole = isinstance(inner, s.Binary) and (inner.operator in ("+", "-", "pm", "mp") or raised)
    if whole or (raised and isinstance(inner, s.Moment | s.Call | s.Apply | s.BigOperator | s.Power)):
        return f"the quantity {_say(inner)}, all of it,"
    return _say(inner)
