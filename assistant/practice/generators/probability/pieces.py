"""What the exercises on probability share: powers of fractions, weighted sums and tables, written out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from assistant.practice.notation import guarded, plus, short, tex, times


def bracketed(value: Any) -> str:
    r"""Write a number as the base of a power: `\left(\frac{5}{6}\right)`, `(-3)`, `0.9`."""
    shown = tex(value)
    return rf"\left({shown}\right)" if shown.startswith(r"\frac") else guarded(value)


def fpow(base: Any, exponent: int) -> str:
    r"""Write a power of a fraction: `\left(\frac{5}{6}\right)^{3}`; an exponent of 1 is left out."""
    return tex(base) if exponent == 1 else f"{bracketed(base)}^{{{exponent}}}"


def weighted(values: Sequence[Any], weights: Sequence[Any]) -> str:
    r"""Write a weighted sum that is not carried out: `3 \cdot 0.2 + 5 \cdot 0.8`."""
    return plus(*(times(v, w) for v, w in zip(values, weights, strict=True)))


def table(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> str:
    """Write a Markdown table in lines of its own; numbers are set as formulas, texts stay as they are."""

    def cell(value: Any) -> str:
        return value if isinstance(value, str) else f"${short(value)}$"

    def line(cells: Sequence[Any]) -> str:
        return "|" + "|".join(f" {cell(c)} " if cell(c) else " " for c in cells) + "|"

    return "\n\n" + "\n".join([line(head), "|" + "---|" * len(head), *(line(row) for row in rows)]) + "\n\n"


def listed(values: Sequence[Fraction | int | str]) -> str:
    """Write numbers as a list in a sentence: `$1$, $2$ and $3$`."""
    shown = [f"${short(value)}$" for value in values]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def total(values: Iterable[Any]) -> Any:
    """Add up exact numbers; a Fraction even of none."""
    return sum(values, Fraction(0))


def shares(numbers: Iterable[int], whole: int) -> list[Any]:
    """Turn whole numbers into fractions of a whole."""
    return [Fraction(number, whole) for number in numbers]
