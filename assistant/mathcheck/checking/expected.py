"""What a refutation says: why the two sides differ, and the right value, shaped like what was written."""

from __future__ import annotations

import sympy

from assistant.mathcheck.checking import intent
from assistant.mathcheck.checking.compared import Compared
from assistant.mathcheck.reading.syntax import Node
from assistant.mathcheck.values.equality import expandable, worked_out
from assistant.mathcheck.values.latex import to_latex
from assistant.mathcheck.values.operators import is_matrix, is_scalar
from assistant.mathcheck.values.scope import Value


def reason_different(outcome: Compared, left: Node, right: Node) -> str:
    """Why two sides are not equal, in one sentence: with a point where both were computed, if there is one."""
    point = outcome.comparison.point
    if intent.sums_without_end(left) or intent.sums_without_end(right):
        return "The two sides are different functions."  # at the point tried the sum may not converge
    if not point:
        return "The two sides have different values."
    at = ", ".join(f"{name} = {value}" for name, value in point)
    one, other = (short_text(value) for value in (outcome.comparison.left, outcome.comparison.right))
    if not one or not other or one == other:
        return f"The two sides differ at {at}."
    if open_integral(outcome.left) is not None:
        return (
            f"The derivative of the right side is not what is integrated: at {at} it is {other}, not {one}."
        )
    return f"At {at} the left side is {one} and the right side is {other}."


def expected_side(outcome: Compared, left: Node, right: Node) -> str:
    """The right value as LaTeX, for the side that states the result."""
    stated_left = intent.is_bare_number(left) and not intent.is_bare_number(right)
    value, other = (outcome.right, outcome.left) if stated_left else (outcome.left, outcome.right)
    return expected_latex(value, other)


def short_text(value: Value) -> str:
    """A value for a sentence; empty when it is too long for one."""
    if not is_scalar(value):
        return ""
    text = str(value)
    if len(text) > 12:
        try:
            text = str(sympy.N(value, 6))
        except (TypeError, ValueError, ArithmeticError):
            return ""
    return text if len(text) <= 24 else ""


def open_integral(value: Value) -> sympy.Integral | None:
    """The integral without bounds that a side is; None when it is something else."""
    if isinstance(value, sympy.Integral) and all(len(limit) == 1 for limit in value.limits):
        return value
    return None


def expected_latex(value: Value, written: Value) -> str:
    """A computed value as LaTeX, shaped like what was written."""
    integral = open_integral(value)
    if integral is not None:
        found = integral.doit()
        if not found.has(sympy.Integral, sympy.Piecewise):
            return f"{to_latex(found)} + C"
    if isinstance(value, sympy.Tuple) and isinstance(written, sympy.MatrixBase):
        column = sympy.ImmutableMatrix(list(value))
        value = column.T if written.rows == 1 else column
    if is_matrix(value):
        value = (
            value.applyfunc(_tidy) if isinstance(value, sympy.MatrixBase) else sympy.Tuple(*map(_tidy, value))
        )
        return to_latex(value)
    return to_latex(_tidy(value))


def _tidy(value: Value) -> Value:
    if not is_scalar(value):
        return value
    value = worked_out(value)
    if not expandable(value):
        return value
    expanded = sympy.expand(value) if value.is_polynomial() or not value.free_symbols else value
    return min((value, expanded), key=lambda item: sympy.count_ops(item)) if value.free_symbols else expanded
