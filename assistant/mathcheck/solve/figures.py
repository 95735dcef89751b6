"""Numbers of a worked solution as LaTeX: exact where that is short, rounded and said so where not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.values.latex import bracket, to_latex

PLACES = 4


def short_decimal(value: Any, most: int = 6) -> str | None:
    """A rational number as a decimal with at most so many places; None when it does not end there."""
    if not value.is_Rational:
        return None
    for places in range(most + 1):
        scaled = value * 10**places
        if scaled.is_Integer:
            return _pointed(int(scaled), places)
    return None


def _pointed(scaled: int, places: int) -> str:
    sign = "-" if scaled < 0 else ""
    text = str(abs(scaled)).rjust(places + 1, "0")
    return sign + (f"{text[:-places]}.{text[-places:]}" if places else text)


def num(value: Any) -> str:
    """Write an exact number: a decimal where that is short, otherwise a fraction or a root."""
    value = sympy.Integer(value) if isinstance(value, int) else value
    text = short_decimal(value)
    return text if text is not None else to_latex(value)


def factor(value: Any) -> str:
    """Write a number so that it can stand as a factor: negatives in brackets."""
    shown = num(value)
    return bracket(shown) if shown.startswith("-") or value.is_Add else shown


def base(value: Any) -> str:
    """Write a number so that a power can stand on it."""
    shown = num(value)
    return shown if short_decimal(value) is not None and value >= 0 else bracket(shown)


def rounded(value: Any, places: int = PLACES) -> str:
    r"""Write a number rounded: four places, more digits for small ones (`1.23 \cdot 10^{-5}`)."""
    exact = value if value.is_Rational else sympy.N(value, 40)
    if not exact.is_Float and not exact.is_Integer and not exact.is_Rational:
        raise UnsolvableError("not a real number")
    size = abs(exact)
    if size and size < sympy.Rational(1, 100):
        power = int(sympy.floor(sympy.log(size, 10).evalf(20)))
        if power >= -places:
            return _rounded_to(exact, places - power - 1)
        return f"{_rounded_to(exact * sympy.Integer(10) ** -power, 3)} \\cdot 10^{{{power}}}"
    return _rounded_to(exact, places)


def _rounded_to(value: Any, places: int) -> str:
    scaled = _fraction(value) * 10**places
    half = sympy.Rational(1, 2)
    whole = sympy.floor(scaled + half) if scaled >= 0 else -sympy.floor(-scaled + half)
    return _pointed(int(whole), places)


def _fraction(value: Any) -> Any:
    """The exact fraction nearest to a value at forty digits."""
    if value.is_Rational:
        return value
    scaled = sympy.floor(sympy.N(value, 40) * sympy.Integer(10) ** 30 + sympy.Rational(1, 2))
    return sympy.Rational(int(scaled), 10**30)


def equals(value: Any, places: int = PLACES) -> str:
    r"""The end of a line: `= 0.3`, `= \frac{1}{3} \approx 0.3333` or `\approx 0.2335`."""
    if short_decimal(value) is not None:
        return f"= {num(value)}"
    shown = rounded(value, places)
    if value.is_Rational and value.q < 100_000 and abs(value.p) < 10_000_000:
        return f"= {to_latex(value)} \\approx {shown}"
    if not value.has(sympy.Float) and sympy.count_ops(value) <= 3 and not value.is_Rational:
        return f"= {to_latex(value)} \\approx {shown}"
    return f"\\approx {shown}"


def worked(written: str, value: Any, places: int = PLACES) -> str:
    """A formula with its numbers, and what it gives, which is not said twice."""
    if written.endswith(to_latex(value)) and short_decimal(value) is None:
        return f"{written} \\approx {rounded(value, places)}"
    return written if written.endswith(f"= {num(value)}") else f"{written} {equals(value, places)}"


def near(value: Any, places: int = PLACES) -> str:
    r"""The end of a line whose left side is already the exact form: `= 0.3` or `\approx 0.2335`."""
    return f"= {num(value)}" if short_decimal(value) is not None else f"\\approx {rounded(value, places)}"


def plus(terms: Iterable[str], most: int = 12) -> str:
    """Join terms by plus signs; the middle of a long sum is not left out, it is refused.

    Raises:
        UnsolvableError: More terms than a line can hold.
    """
    found = list(terms)
    if len(found) > most:
        raise UnsolvableError("too long a sum to write")
    return " + ".join(
        bracket(term) if term.startswith("-") and index else term for index, term in enumerate(found)
    )


def column(values: Sequence[Any]) -> str:
    """A column vector of exact numbers."""
    return "\\begin{pmatrix} " + " \\\\ ".join(num(value) for value in values) + " \\end{pmatrix}"


def rounded_column(values: Sequence[Any]) -> str:
    """A column vector of rounded numbers."""
    return "\\begin{pmatrix} " + " \\\\ ".join(rounded(value) for value in values) + " \\end{pmatrix}"


def grid(matrix: Any) -> str:
    """A matrix of exact numbers, decimals where they are short."""
    rows = (" & ".join(num(entry) for entry in matrix.row(i)) for i in range(matrix.rows))
    return "\\begin{pmatrix} " + " \\\\ ".join(rows) + " \\end{pmatrix}"


def rounded_grid(matrix: Any) -> str:
    """A matrix of rounded numbers."""
    rows = (" & ".join(rounded(entry) for entry in matrix.row(i)) for i in range(matrix.rows))
    return "\\begin{pmatrix} " + " \\\\ ".join(rows) + " \\end{pmatrix}"
