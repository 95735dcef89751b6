"""Syntax back to LaTeX, nothing carried out: the left side of "what was asked = what came out"."""

from __future__ import annotations

from assistant.mathcheck.reading.syntax import (
    Apply,
    Bars,
    Binary,
    Call,
    Matrix,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Tuple,
    Unary,
)
from assistant.mathcheck.values.build import symbol_name
from assistant.mathcheck.values.latex import bracket, symbol_latex

_SIGNS = {"+": " + ", "-": " - ", "*": " \\cdot ", "dot": " \\cdot ", "cross": " \\times ", "juxt": " "}
_NAMED = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "arcsin",
        "arccos",
        "arctan",
        "sinh",
        "cosh",
        "tanh",
        "exp",
        "ln",
        "log",
        "det",
        "min",
        "max",
        "gcd",
    ]
)
_LOOSE, _PRODUCT, _TIGHT = 0, 1, 2


def written(node: Node) -> str:
    """LaTeX of what was written; empty when it holds something this does not write."""
    try:
        return _write(node, _LOOSE)
    except _NotWrittenError:
        return ""


class _NotWrittenError(Exception):
    """Something else than the everyday operations."""


def _write(node: Node, level: int) -> str:
    if isinstance(node, Number) and not node.repeating and node.base == 10:
        return node.digits
    if isinstance(node, Name):
        return "\\infty" if node.text == "infinity" else symbol_latex(symbol_name(node))
    if isinstance(node, Unary):
        shown = f"{node.operator}{_write(node.operand, _PRODUCT)}"
        return bracket(shown) if level > _LOOSE else shown
    if isinstance(node, Binary):
        return _binary(node, level)
    if isinstance(node, Power):
        return f"{_write(node.base, _TIGHT)}^{{{_write(node.exponent, _LOOSE)}}}"
    if isinstance(node, Postfix):
        sign = {"!": "!", "%": "\\%", "transpose": "^{\\top}", "degree": "^{\\circ}"}.get(node.operator)
        if sign is not None:
            return _write(node.operand, _TIGHT) + sign
    if isinstance(node, Call):
        return _call(node)
    if isinstance(node, Apply) and isinstance(node.function, Name):
        return f"{_write(node.function, _TIGHT)}{bracket(', '.join(_write(item, _LOOSE) for item in node.arguments))}"
    if isinstance(node, Bars):
        fence = "\\|" if node.double else "|"
        return f"\\left{fence}{_write(node.body, _LOOSE)}\\right{fence}"
    if isinstance(node, Matrix) and node.fence in ("b", "p"):
        rows = (" & ".join(_write(entry, _LOOSE) for entry in row) for row in node.rows)
        return "\\begin{pmatrix} " + " \\\\ ".join(rows) + " \\end{pmatrix}"
    if isinstance(node, Tuple) and node.fences in ("()", "[]"):
        return bracket(", ".join(_write(item, _LOOSE) for item in node.items))
    raise _NotWrittenError


def _binary(node: Binary, level: int) -> str:
    if node.operator == "/":
        return f"\\frac{{{_write(node.left, _LOOSE)}}}{{{_write(node.right, _LOOSE)}}}"
    sign = _SIGNS.get(node.operator)
    if sign is None:
        raise _NotWrittenError
    own = _LOOSE if node.operator in ("+", "-") else _PRODUCT
    right_level = _PRODUCT if own == _PRODUCT or node.operator == "-" else _LOOSE
    right = _write(node.right, right_level)
    if own == _LOOSE and isinstance(node.right, Unary):
        right = bracket(_write(node.right, _LOOSE))
    if node.operator == "juxt" and right[:1].isdigit():
        sign = " \\cdot "
    shown = f"{_write(node.left, own)}{sign}{right}"
    return bracket(shown) if level > own else shown


def _call(node: Call) -> str:
    if len(node.arguments) != 1:
        raise _NotWrittenError
    inner = _write(node.arguments[0], _LOOSE)
    if node.name == "sqrt":
        degree = f"[{_write(node.index, _LOOSE)}]" if node.index is not None else ""
        return f"\\sqrt{degree}{{{inner}}}"
    if node.name not in _NAMED:
        raise _NotWrittenError
    index = f"_{{{_write(node.index, _LOOSE)}}}" if node.index is not None else ""
    return f"\\{node.name}{index}{bracket(inner)}"
