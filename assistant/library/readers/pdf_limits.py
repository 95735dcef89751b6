"""Puts the limits of displayed sums and integrals, which a PDF keeps on lines of their own, back to their sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_SIGN = re.compile(r"(?P<above>[^\s∑∏⋃⋂∫∮]{1,8})?(?P<sign>[∑∏⋃⋂∫∮])(?:_\{(?P<beside>[^{}]{1,12})\})?\Z")
_MOST_BELOW = 24
_SMALLER = 0.88
_DEEPEST, _WIDEST = 4.0, 2.5
_SAME_LEVEL = 0.1


class Line(NamedTuple):
    """A line of a page: its text, type size and place in points (y grows upwards), and whether it is all bold."""

    text: str
    size: float
    x: float
    y: float
    bold: bool


def with_limits(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with each large sign, its limits, and what stands before and behind it joined to one line."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        sign = _SIGN.match(line.text)
        below = lines[at + 1] if at + 1 < len(lines) else None
        if sign is None or below is None or not _is_below(line, below):
            out.append(line)
            at += 1
            continue
        above = sign["above"] or sign["beside"] or ""
        text = f"{sign['sign']}_{{{below.text}}}" + (f"^{{{above}}}" if above else "")
        at += 2
        behind = lines[at] if at < len(lines) else None
        before = out[-1] if out else None
        level = below.y + (line.y - below.y) / 2
        if (
            behind
            and before
            and abs(before.y - behind.y) <= _SAME_LEVEL * line.size
            and before.x < line.x < behind.x
        ):
            out[-1] = before._replace(text=f"{before.text} {text} {behind.text}")
            at += 1
        elif behind and line.x < behind.x and abs(behind.y - level) <= line.size:
            out.append(behind._replace(text=f"{text} {behind.text}", x=line.x))
            at += 1
        else:
            out.append(line._replace(text=text))
    return out


def _is_below(line: Line, below: Line) -> bool:
    return (
        below.size < _SMALLER * line.size
        and len(below.text) <= _MOST_BELOW
        and 0 < line.y - below.y <= _DEEPEST * line.size
        and abs(below.x - line.x) <= _WIDEST * line.size
    )
