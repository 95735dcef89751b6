"""The right value, shaped like what was written, and values short enough for a sentence."""

from __future__ import annotations

import sympy

from assistant.mathcheck.values.equality import expandable, worked_out
from assistant.mathcheck.values.latex import to_latex
from assistant.mathcheck.values.operators import is_matrix, is_scalar
from assistant.mathcheck.values.scope import Value


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


def expected_latex(value: Value, written: Value) -> str:
    """A computed value as LaTeX, shaped like what was written."""
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
