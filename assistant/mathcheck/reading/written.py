r"""Syntax as LaTeX again: what was typed, shown the way a textbook sets it, before anything is computed.

    written("3*x**2 + 1/2")  ->  3 x^{2} + \frac{1}{2}

Where a formula can be read in two ways the likelier one is shown: a learner sees at once how it was understood.
"""

from __future__ import annotations

from functools import singledispatch

from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.signs import GREEK, MARKS
from assistant.mathcheck.reading.syntax import (
    Ambiguous,
    Apply,
    Bars,
    Between,
    BigOperator,
    Binary,
    Call,
    Chain,
    Derivative,
    Evaluated,
    Integral,
    Limit,
    Listing,
    Matrix,
    Moment,
    Nabla,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Prime,
    Probability,
    SetOf,
    Tuple,
    Unary,
    Words,
)

_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(1, 6)
_SIGNS = {"+": "+", "-": "-", "pm": r"\pm", "mp": r"\mp", "mod": r"\bmod", ":": ":"}
_PRODUCTS = {"*": r"\cdot", "dot": r"\cdot", "cross": r"\times", "juxt": ""}
_RELATIONS = {
    "!=": r"\neq",
    "<=": r"\leq",
    ">=": r"\geq",
    "~": r"\approx",
    "==": r"\equiv",
    "in": r"\in",
    ":=": ":=",
    "dist": r"\sim",
}
_COMMANDS = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "arcsin",
        "arccos",
        "arctan",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "exp",
        "ln",
        "log",
        "det",
        "gcd",
        "min",
        "max",
        "arg",
        "dim",
        "ker",
    ]
)
_NABLAS = {
    "gradient": r"\nabla",
    "nabla2": r"\nabla^{2}",
    "divergence": r"\nabla \cdot",
    "curl": r"\nabla \times",
}


def written(text: str) -> str:
    """A typed formula as LaTeX without `$`; raises UnreadableMath with the offset of what cannot be read."""
    return to_written_latex(parse_math(text))


def to_written_latex(node: Node) -> str:
    """A formula as LaTeX, nothing computed and nothing reordered."""
    return _latex(node)


def plain_text(text: str) -> str:
    """Words as LaTeX text in which nothing is a command."""
    return rf"\text{{{_plain(text)}}}"


def _inside(node: Node, least: int) -> str:
    """A part of something that binds as tightly as `least`; looser parts get brackets."""
    shown = _latex(node)
    return shown if _strength(node) >= least else rf"\left({shown}\right)"


def _bearer(node: Node) -> str:
    """What an exponent or a mark stands on; on a fraction without brackets it would look like its numerator's."""
    while isinstance(node, Ambiguous):
        node = node.options[0]
    if isinstance(node, Binary) and node.operator == "/":
        return rf"\left({_latex(node)}\right)"
    return _inside(node, _ATOM)


def _strength(node: Node) -> int:
    if isinstance(node, Ambiguous):
        return _strength(node.options[0])
    if isinstance(node, Chain | Listing):
        return 0
    if isinstance(node, Binary):
        if node.operator == "/":
            return _ATOM
        return _PRODUCT if node.operator in _PRODUCTS else _SUM
    if isinstance(node, BigOperator | Limit | Integral | Derivative):
        return _PRODUCT
    if isinstance(node, Unary):
        return _SIGN
    if isinstance(node, Power):
        return _POWER
    return _ATOM


@singledispatch
def _latex(node: Node) -> str:
    raise TypeError(f"no way to write {type(node).__name__}")


@_latex.register
def _(node: Number) -> str:
    digits = node.digits + (rf"\overline{{{node.repeating}}}" if node.repeating else "")
    return f"{digits}_{{{node.base}}}" if node.base != 10 else digits


@_latex.register
def _(node: Name) -> str:
    shown = _name(node.text)
    return f"{shown}_{{{_latex(node.index)}}}" if node.index is not None else shown


def _name(text: str) -> str:
    if text.startswith("text:"):
        return rf"\text{{{_plain(text.removeprefix('text:'))}}}"
    inverse = text.endswith("^-1")
    base, *marks = text.removesuffix("^-1").split("_")
    if base in GREEK:
        shown = "\\" + base
    elif len(base) == 1 or not base.isascii():
        shown = _plain(base)
    else:
        shown = rf"\mathrm{{{_plain(base)}}}"
    for mark in marks:
        if mark in MARKS:
            shown = rf"\{MARKS[mark]}{{{shown}}}"
        elif mark:
            shown += rf"_{{{_plain(mark)}}}"
    return shown + ("^{-1}" if inverse else "")


def _plain(text: str) -> str:
    # Nothing that is shown may begin a command of its own.
    return "".join(rf"\{char}" if char in "%&#_$" else char for char in text if char not in "\\{}^~")


@_latex.register
def _(node: Words) -> str:
    return plain_text(node.text)


@_latex.register
def _(node: Unary) -> str:
    shown = _inside(node.operand, _PRODUCT)
    # A sign behind a sign needs brackets, also where it belongs to the first factor of a product.
    return rf"{node.operator}\left({shown}\right)" if shown.startswith(("-", "+")) else node.operator + shown


@_latex.register
def _(node: Binary) -> str:
    if node.operator == "/":
        return rf"\frac{{{_latex(node.left)}}}{{{_latex(node.right)}}}"
    if node.operator in _PRODUCTS:
        left, right = _inside(node.left, _PRODUCT), _inside(node.right, _POWER)
        sign = _PRODUCTS[node.operator]
        if not sign and right[:1].isdigit():
            sign = r"\cdot"
        return f"{left} {sign} {right}" if sign else f"{left} {right}"
    right_least = _PRODUCT if node.operator in ("-", "mod", ":", "pm", "mp") else _SUM
    right = _inside(node.right, right_least)
    if right.startswith(("-", "+")):
        right = rf"\left({right}\right)"
    return f"{_latex(node.left)} {_SIGNS.get(node.operator, '+')} {right}"


@_latex.register
def _(node: Power) -> str:
    return f"{_bearer(node.base)}^{{{_latex(node.exponent)}}}"


@_latex.register
def _(node: Ambiguous) -> str:
    return _latex(node.options[0])


@_latex.register
def _(node: Apply) -> str:
    return rf"{_inside(node.function, _ATOM)}\left({_row(node.arguments)}\right)"


@_latex.register
def _(node: Call) -> str:
    arguments = node.arguments
    if node.name == "sqrt":
        degree = f"[{_latex(node.index)}]" if node.index is not None else ""
        return rf"\sqrt{degree}{{{_row(arguments)}}}"
    if node.name in ("binomial", "binom") and len(arguments) == 2:
        return rf"\binom{{{_latex(arguments[0])}}}{{{_latex(arguments[1])}}}"
    fences = {"abs": ("|", "|"), "norm": (r"\|", r"\|"), "floor": (r"\lfloor", r"\rfloor")}
    fences |= {"ceil": (r"\lceil", r"\rceil")}
    if node.name in fences:
        opening, closing = fences[node.name]
        return rf"\left{opening} {_row(arguments)} \right{closing}"
    name = "\\" + node.name if node.name in _COMMANDS else rf"\operatorname{{{_plain(node.name)}}}"
    index = f"_{{{_latex(node.index)}}}" if node.index is not None else ""
    return rf"{name}{index}\left({_row(arguments)}\right)"


@_latex.register
def _(node: BigOperator) -> str:
    sign = r"\sum" if node.kind == "sum" else r"\prod"
    below = " = ".join(_latex(part) for part in (node.variable, node.lower) if part is not None)
    lower = f"_{{{below}}}" if below else ""
    upper = f"^{{{_latex(node.upper)}}}" if node.upper is not None else ""
    return f"{sign}{lower}{upper} {_inside(node.body, _PRODUCT)}"


@_latex.register
def _(node: Limit) -> str:
    side = f"^{{{node.side}}}" if node.side else ""
    return rf"\lim_{{{_latex(node.variable)} \to {_latex(node.point)}{side}}} {_inside(node.body, _PRODUCT)}"


@_latex.register
def _(node: Integral) -> str:
    bounds = ""
    if node.lower is not None and node.upper is not None:
        bounds = f"_{{{_latex(node.lower)}}}^{{{_latex(node.upper)}}}"
    return rf"\int{bounds} {_inside(node.body, _PRODUCT)} \, d{_latex(node.variable)}"


@_latex.register
def _(node: Derivative) -> str:
    d = r"\partial" if node.partial else "d"
    total = sum(times for _, times in node.by)
    below = " ".join(
        rf"{d} {_latex(variable)}" + (f"^{{{times}}}" if times > 1 else "") for variable, times in node.by
    )
    order = f"^{{{total}}}" if total > 1 else ""
    return rf"\frac{{{d}{order}}}{{{below}}} {_inside(node.body, _POWER)}"


@_latex.register
def _(node: Prime) -> str:
    return _bearer(node.body) + "'" * min(node.order, 4)


@_latex.register
def _(node: Nabla) -> str:
    by = f"_{{{_latex(node.by)}}}" if node.by is not None else ""
    sign = _NABLAS.get(node.kind, _NABLAS["gradient"])
    return f"{sign}{by} {_inside(node.body, _POWER)}"


@_latex.register
def _(node: Evaluated) -> str:
    at = ", ".join(f"{_latex(name)} = {_latex(value)}" for name, value in node.at)
    return rf"\left. {_latex(node.body)} \right|_{{{at}}}"


@_latex.register
def _(node: Between) -> str:
    return rf"\left[ {_latex(node.body)} \right]_{{{_latex(node.lower)}}}^{{{_latex(node.upper)}}}"


@_latex.register
def _(node: Matrix) -> str:
    kind = f"{node.fence}matrix"
    rows = r" \\ ".join(" & ".join(_latex(entry) for entry in row) for row in node.rows)
    return rf"\begin{{{kind}}} {rows} \end{{{kind}}}"


@_latex.register
def _(node: Tuple) -> str:
    return rf"\left{node.fences[0]} {_row(node.items)} \right{node.fences[1]}"


@_latex.register
def _(node: SetOf) -> str:
    return rf"\left\{{ {_row(node.items)} \right\}}"


@_latex.register
def _(node: Bars) -> str:
    bar = r"\|" if node.double else "|"
    return rf"\left{bar} {_latex(node.body)} \right{bar}"


@_latex.register
def _(node: Postfix) -> str:
    mark = {"!": "!", "%": r"\%", "degree": r"^{\circ}", "transpose": r"^{\top}"}[node.operator]
    return _bearer(node.operand) + mark


@_latex.register
def _(node: Probability) -> str:
    return "P(" + r" \mid ".join(_event(part) for part in (node.event, node.given) if part) + ")"


def _event(text: str) -> str:
    words = {"and": r"\cap", "or": r"\cup", "not": r"\neg"}
    return " ".join(words.get(word, _plain(word)) for word in text.split())


@_latex.register
def _(node: Moment) -> str:
    name = r"\mathbb{E}" if node.kind == "E" else rf"\operatorname{{{_plain(node.kind)}}}"
    return rf"{name}\left[{_row(node.arguments)}\right]"


@_latex.register
def _(node: Chain) -> str:
    parts = [_latex(node.operands[0])]
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        parts += [_RELATIONS.get(operator, operator), _latex(operand)]
    return " ".join(parts)


@_latex.register
def _(node: Listing) -> str:
    between = ", " if node.word == "," else rf" \text{{ {node.word} }} "
    return between.join(_latex(item) for item in node.items)


def _row(items: tuple[Node, ...]) -> str:
    return ", ".join(_latex(item) for item in items)
