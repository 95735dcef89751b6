"""Formulas that show how a number came about: sums, products and matrices that are not carried out.

SymPy carries out what it can, so that `3 \\cdot (-2) + 1 \\cdot 4` cannot pass through it; everything that is a
value goes through `to_latex`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import sympy

from assistant.mathcheck.values.latex import bracket, sum_latex, to_latex

Value = Any
"""int, Fraction, SymPy value, or LaTeX that is already written (str)."""


def tex(value: Value) -> str:
    r"""Write a value: `-\frac{3}{4}`, `2 x`; a text is LaTeX already and stays as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        return to_latex(sympy.Rational(value.numerator, value.denominator))
    return to_latex(value)


def rational(value: int | Fraction) -> Any:
    """The SymPy number of an int or a Fraction."""
    return sympy.Rational(Fraction(value).numerator, Fraction(value).denominator)


def column(values: Iterable[Any]) -> Any:
    """A SymPy column vector of ints, Fractions or SymPy values."""
    return sympy.ImmutableMatrix([rational(v) if isinstance(v, int | Fraction) else v for v in values])


def grid(rows: Iterable[Iterable[Any]]) -> Any:
    """A SymPy matrix of ints, Fractions or SymPy values."""
    return sympy.ImmutableMatrix(
        [[rational(v) if isinstance(v, int | Fraction) else v for v in row] for row in rows]
    )


def vec(values: Iterable[Value]) -> str:
    r"""Write a column vector as a pmatrix."""
    return r"\begin{pmatrix} " + r" \\ ".join(tex(v) for v in values) + r" \end{pmatrix}"


def mat(rows: Iterable[Iterable[Value]]) -> str:
    r"""Write a matrix as a pmatrix."""
    return (
        r"\begin{pmatrix} "
        + r" \\ ".join(" & ".join(tex(v) for v in row) for row in rows)
        + r" \end{pmatrix}"
    )


def guarded(value: Value) -> str:
    """Write a value as a factor: in brackets when it starts with a minus or is a sum."""
    shown = tex(value)
    is_sum = getattr(value, "is_Add", False)
    return bracket(shown) if shown.startswith("-") or is_sum else shown


def times(*factors: Value) -> str:
    r"""Write a product that is not carried out: `3 \cdot (-2)`."""
    first = tex(factors[0]) if not getattr(factors[0], "is_Add", False) else guarded(factors[0])
    return r" \cdot ".join([first, *(guarded(f) for f in factors[1:])])


def plus(*terms: Value) -> str:
    """Write a sum that is not carried out: `3 - 2 + 4`."""
    return sum_latex(tex(term) for term in terms)


def minus(left: Value, right: Value) -> str:
    """Write a difference that is not carried out: `3 - (-2)`."""
    return f"{tex(left)} - {guarded(right)}"


def over(top: Value, bottom: Value) -> str:
    r"""Write a fraction that is not reduced, `\frac{6}{8}`; a bottom of 1 is left out."""
    if tex(bottom) == "1":
        return tex(top)
    return rf"\frac{{{tex(top)}}}{{{tex(bottom)}}}"


def power(base: Value, exponent: Value) -> str:
    """Write a power, its base in brackets where needed: `(-3)^{2}`."""
    return f"{guarded(base)}^{{{tex(exponent)}}}"


def scaled(factor: int | Fraction, what: str) -> str:
    r"""Write a multiple: `3 \mathbf{u}`, `-\mathbf{u}`, `\mathbf{u}`."""
    if factor == 1:
        return what
    return f"-{what}" if factor == -1 else f"{tex(factor)} {what}"


def scaled_after(factor: int | Fraction, what: str) -> str:
    r"""Write a multiple that stands behind a sign, in brackets where it begins with one: `(-3) k`, `(-k)`, `k`."""
    if factor == 1:
        return what
    return f"(-{what})" if factor == -1 else f"{guarded(factor)} {what}"


def chain(*sides: Value) -> str:
    """Join by equals signs, leaving out a side that is written like the one before it."""
    shown: list[str] = []
    for side in sides:
        text = tex(side)
        if not shown or text != shown[-1]:
            shown.append(text)
    return " = ".join(shown)


def decimal(value: Fraction) -> str:
    """Write a fraction as a terminating decimal: `0.05`; raises ValueError when it does not terminate."""
    for digits in range(13):
        shifted = value * 10**digits
        if shifted.denominator == 1:
            whole = str(abs(shifted.numerator)).rjust(digits + 1, "0")
            text = f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole
            return f"-{text}" if value < 0 else text
    raise ValueError(f"{value} has no short decimal form")


def percent(value: Fraction) -> str:
    r"""Write a share as a percentage: `5\%`."""
    return decimal(value * 100) + r"\%"


def dot_sum(left: Sequence[int | Fraction], right: Sequence[int | Fraction]) -> str:
    r"""Write a dot product as its sum: `3 \cdot 1 + 2 \cdot (-4)`."""
    return plus(*(times(a, b) for a, b in zip(left, right, strict=True)))


def root(inner: Value) -> str:
    r"""Write a root that is not taken: `\sqrt{9 + 16}`."""
    return rf"\sqrt{{{tex(inner)}}}"


def squares_sum(values: Iterable[int | Fraction]) -> str:
    r"""Write a sum of squares that is not carried out: `3^{2} + (-4)^{2}`."""
    return plus(*(power(value, 2) for value in values))


def norm(inner: Value) -> str:
    r"""Write the length of a vector: `\left\| … \right\|`."""
    return rf"\left\| {tex(inner)} \right\|"


def short(value: Any) -> str:
    """Write a number as a decimal where that terminates soon, else as SymPy's LaTeX: `0.05`, `-2`, `\\frac{1}{3}`."""
    if isinstance(value, str):
        return value
    number = Fraction(value) if isinstance(value, int) else value
    if isinstance(number, Fraction) or getattr(number, "is_Rational", False):
        fraction = number if isinstance(number, Fraction) else Fraction(int(number.p), int(number.q))
        try:
            shown = decimal(fraction)
        except ValueError:
            return tex(fraction)
        return shown if len(shown) <= 10 else tex(fraction)
    return tex(value)


def short_factor(value: Any) -> str:
    """The same as a factor: in brackets when it starts with a minus."""
    shown = short(value)
    return bracket(shown) if shown.startswith("-") else shown


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: `1 step`, `3 steps`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
