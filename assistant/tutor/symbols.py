"""The signs of a formula, one by one, each with what it says in plain words; from our own parser's tree."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading import syntax as s
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.signs import GREEK
from assistant.tutor.aloud import LONGEST

# Pi is a number and no name.
_GREEK = GREEK - {"pi"}
_MARKS = {
    "hat": (r"\hat{\phantom{x}}", "a hat: an estimate, or a unit vector"),
    "bar": (r"\bar{\phantom{x}}", "a bar: an average"),
    "tilde": (r"\tilde{\phantom{x}}", "a tilde: a changed version of the same thing"),
}
_CALLS = {
    "sqrt": (r"\sqrt{\phantom{x}}", "the number whose square stands below"),
    "log": (r"\log", "the logarithm: to which power the base must be raised"),
    "ln": (r"\ln", "the natural logarithm: to which power e must be raised"),
    "exp": (r"\exp", "e to the power of what follows"),
    "det": (r"\det", "the determinant: by how much areas or volumes grow"),
    "tr": (r"\operatorname{tr}", "the trace: the sum of the diagonal"),
    "max": (r"\max", "the largest of what follows"),
    "min": (r"\min", "the smallest of what follows"),
}
_NABLA = {
    "gradient": (r"\nabla", "nabla: the slopes in all variables, side by side as a vector"),
    "nabla2": (r"\nabla^2", "nabla squared: the second derivatives"),
    "divergence": (r"\nabla \cdot", "nabla dot: how much flows out of a point"),
    "curl": (r"\nabla \times", "nabla cross: how much it turns about a point"),
}
_MOMENTS = {
    "E": ("E", "the expected value: the average, weighted by probability"),
    "Var": (r"\operatorname{Var}", "the variance: the average square of the distance from the mean"),
    "Cov": (r"\operatorname{Cov}", "the covariance: how two things vary together"),
    "SD": (r"\operatorname{SD}", "the standard deviation: the typical distance from the mean"),
}
_RELATIONS = {
    "<=": (r"\le", "at most"),
    ">=": (r"\ge", "at least"),
    "!=": (r"\ne", "is not equal to"),
    "~": (r"\approx", "is nearly equal to"),
    ":=": (":=", "is defined as what stands to the right"),
    "in": (r"\in", "is one of"),
    "dist": (r"\sim", "is distributed as"),
}


def signs_of(formula: str) -> tuple[tuple[str, str], ...]:
    """The signs of a formula that are more than a letter or a digit (LaTeX, words), each once, in reading order."""
    if len(formula) > LONGEST:
        return ()
    try:
        tree = parse_math(formula)
    except (UnreadableMath, RecursionError):
        return ()
    return tuple(dict.fromkeys(_signs(tree)))


def _signs(node: s.Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, s.Ambiguous):
        yield from _signs(node.options[0])
        return
    sign = _sign(node)
    if sign is not None:
        yield sign
    if isinstance(node, s.Chain):
        yield from (_RELATIONS[operator] for operator in node.operators if operator in _RELATIONS)
    for child in s.children(node):
        yield from _signs(child)


def _sign(node: s.Node) -> tuple[str, str] | None:
    match node:
        case s.Nabla():
            return _NABLA.get(node.kind)
        case s.Derivative(partial=True):
            return (
                r"\partial",
                "a curly d: the slope when this variable moves alone and the others stand still",
            )
        case s.Derivative():
            return "d", "a d in a fraction: the slope, how fast the top changes when the bottom moves"
        case s.BigOperator(kind="sum"):
            return r"\sum", "add up what follows, once for each value of the index below"
        case s.BigOperator():
            return r"\prod", "multiply what follows, once for each value of the index below"
        case s.Integral():
            return r"\int", "add up infinitely thin slices: the area under the curve"
        case s.Limit():
            return r"\lim", "the value that is come near to, without having to be reached"
        case s.Probability():
            return "P", "how likely what follows is" + (
                ", once what stands behind the bar is known" if node.given else ""
            )
        case s.Moment():
            return _MOMENTS.get(node.kind)
        case s.Call():
            return _CALLS.get(node.name)
        case s.Bars(double=True):
            return r"\| \cdot \|", "the length of what stands between the double bars"
        case s.Bars():
            return "| \\cdot |", "the size of what stands between the bars, without its sign"
        case s.Prime():
            return "'", "a prime: the derivative, one for each prime"
        case s.Power():
            return _raised(node.exponent)
        case s.Name():
            return _letter(node)
    return None


def _raised(exponent: s.Node) -> tuple[str, str] | None:
    if isinstance(exponent, s.Name) and exponent.text in ("T", "top"):
        return r"{}^\top", "transposed: rows become columns"
    if isinstance(exponent, s.Unary) and exponent.operator == "-" and exponent.operand == s.Number("1"):
        return "{}^{-1}", "one over a number; for a matrix, what undoes it"
    return None


def _letter(node: s.Name) -> tuple[str, str] | None:
    base, _, mark = node.text.partition("_")
    if mark in _MARKS:
        return _MARKS[mark]
    if base in _GREEK:
        return f"\\{base}", f"the Greek letter {base.removeprefix('var')}"
    return None
