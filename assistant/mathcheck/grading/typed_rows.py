"""Reads a matrix typed with blanks between its entries, `[3 4; 4 5]`, in answers only: elsewhere a blank multiplies."""

from __future__ import annotations

import re

_SIGN = r"[+\-\N{MINUS SIGN}]?"
_NUMBER = r"(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})"
_FRACTION = r"\\[dt]?frac\{-?\d{1,30}\}\{-?\d{1,30}\}"
_ENTRY = re.compile(rf"{_SIGN}(?:{_FRACTION}|{_NUMBER}(?:[*/]{_NUMBER})?)")
_ROWS = re.compile(r"\[([^\[\]]*;[^\[\]]*?)(\\right)?\]")


def with_commas_in_rows(text: str) -> str:
    """A matrix of plain numbers whose entries are parted by blanks, with commas between them.

    Only inside square brackets with `;` between the rows, and only where every row without commas is a row of
    numbers, fractions, negatives and products with `*`: `[1 -2; 2*2 4]` has two entries a row. `[2 x; 1 3]`, `[1 - 2; 3 4]`,
    `[2*3; 4]`, `[1 2 3]` and `(1 2 3)` stay as they are.
    """
    return _ROWS.sub(_parted, text)


def _parted(found: re.Match[str]) -> str:
    rows = found[1].split(";")
    entries = [row.split() for row in rows if "," not in row]
    if not all(_ENTRY.fullmatch(entry) for row in entries for entry in row) or all(
        len(e) < 2 for e in entries
    ):
        return found[0]
    parted = "; ".join(row.strip() if "," in row else ", ".join(row.split()) for row in rows)
    return f"[{parted}{found[2] or ''}]"
