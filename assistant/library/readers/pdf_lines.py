"""Puts a page's text fragments together as lines, with sub- and superscripts marked.

A PDF says of each fragment where it stands and how large it is; that a `2` is an exponent shows in nothing else.
Within a line, what is clearly smaller than the line's own size and above or below its baseline becomes `^{…}` or
`_{…}`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

_SMALLER = 0.88
_OFF_BASELINE = 0.07
_SHARE_OF_BASE = 0.15
_BOLD = re.compile(r"bold|black|heavy|CMBX|CMB10|-B[a-z]*$|semib", re.IGNORECASE)
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_SPACES = {**dict.fromkeys("\t\r\u00a0\u2002\u2003\u2009\u202f", " "), "\u00ad": "", "\u200b": ""}
_REPAIRS = str.maketrans({**_LIGATURES, **_SPACES})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

# The large symbols of TeX's CMEX fonts by their place in the font, for files that give no names. Only places
# where no rightly named symbol of that font can be: letters and control characters.
_LARGE_SYMBOLS = {
    **dict.fromkeys("PX", "∑"), **dict.fromkeys("RZ", "∫"), **dict.fromkeys("QY", "∏"), **dict.fromkeys("HI", "∮"),
    **dict.fromkeys("pqrst", "√"), "S": "⋃", "T": "⋂", **dict.fromkeys("NO", "⊗"), **dict.fromkeys("LM", "⊕"),
    "V": "⋀", "W": "⋁", "a": "∐", "h": "[", "i": "]", "n": "{", "o": "}",
    **dict.fromkeys("\x00\x10\x12", "("), **dict.fromkeys("\x01\x11\x13", ")"), **dict.fromkeys("\x02\x14", "["),
    **dict.fromkeys("\x03\x15", "]"), **dict.fromkeys("\x08\x1a", "{"), **dict.fromkeys("\x1b", "}"), "\x0c": "|",
}  # fmt: skip


_DINGBAT = re.compile(r"[\u2190-\u2be0]")
_PLACE_NAME = re.compile(r"/a\d{1,3}")
_STYLED_LETTER = re.compile(r"[\U0001d400-\U0001d7ff]")
# Below the letters: the ligatures of TeX's older encoding (11 to 15) and of its newer one, with its quotes and dashes.
_FIRST_CODES = {
    11: "ff", 12: "fi", 13: "fl", 14: "ffi", 15: "ffl", 27: "ff", 28: "fi", 29: "fl", 30: "ffi", 31: "ffl",
    16: "“", 17: "”", 21: "–", 22: "—",
}  # fmt: skip


@cache
def _bitmap_letters() -> dict[str, str]:
    """Undo a mistaken reading: bitmap fonts made from TeX name a letter `a119`, which is also a dingbat's name."""
    from fontTools.agl import toUnicode  # type: ignore[import-untyped]

    letters = {}
    for code in range(11, 127):
        mistaken = toUnicode(f"a{code}", isZapfDingbats=True)
        if mistaken and (code > 32 or code in _FIRST_CODES):
            letters[mistaken] = _FIRST_CODES.get(code, chr(code))
    return letters


def _is_bitmap_font(font: Any) -> bool:
    """Whether a font's glyphs are drawings that are named by their place: `a119`."""
    if not font or font.get("/Subtype") != "/Type3":
        return False
    return any(_PLACE_NAME.fullmatch(str(name)) for name in font.get("/CharProcs") or ())


def _plain_letter(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())


_SHOW = (b"Tj", b"TJ", b"'", b'"')


class Line(NamedTuple):
    """A line of a page: its text, type size and place in points (y grows upwards), and whether it is all bold."""

    text: str
    size: float
    x: float
    y: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Fragment:
    text: str
    x: float
    y: float
    size: float
    bold: bool

    @property
    def weight(self) -> int:
        return len(self.text.strip())


class LineBuilder:
    """Takes fragments as pypdf's `visitor_text` hands them out, up to a number of characters."""

    def __init__(self, most_characters: int) -> None:
        self._left = most_characters
        self._fragments: list[_Fragment] = []
        self._lines: list[Line] = []
        self._rise_set = self._rise = 0.0

    def before(self, operator: bytes, operands: Sequence[Any], user: object, matrix: object) -> None:
        """Note how far text is raised, which pypdf leaves out of the matrices; called before each operator."""
        if operator in _SHOW:
            self._rise = self._rise_set
        elif operator == b"Ts":
            rise = operands[0] if operands else 0
            self._rise_set = float(rise) if isinstance(rise, (int, float)) else 0.0
        elif operator == b"Q":
            self._rise_set = 0.0

    def add(self, text: str, user: Sequence[float], matrix: Sequence[float], font: Any, size: float) -> None:
        """Take a fragment: its text, the user and text matrices, the font's dictionary and its nominal size."""
        if not text or self._left <= 0:
            return
        text = text[: self._left]
        self._left -= len(text)
        name = str(font.get("/BaseFont", "")) if font else ""
        if "CMEX" in name:
            text = "".join(_LARGE_SYMBOLS.get(character, character) for character in text)
        elif _DINGBAT.search(text) and _is_bitmap_font(font):
            text = _DINGBAT.sub(lambda found: _bitmap_letters().get(found.group(), found.group()), text)
        text = _CONTROL.sub("", _STYLED_LETTER.sub(_plain_letter, text.translate(_REPAIRS)))
        x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
        y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        vertical = math.hypot(
            matrix[2] * user[0] + matrix[3] * user[2], matrix[2] * user[1] + matrix[3] * user[3]
        )
        y += self._rise * vertical
        pieces = text.split("\n")
        for number, piece in enumerate(pieces):
            if piece:
                self._fragments.append(_Fragment(piece, x, y, abs(size) * vertical, bool(_BOLD.search(name))))
            if number < len(pieces) - 1:
                self._end_line()

    def finish(self) -> list[Line]:
        """The page's lines in the order of the file."""
        self._end_line()
        return self._lines

    def _end_line(self) -> None:
        fragments, self._fragments = self._fragments, []
        if not any(fragment.weight for fragment in fragments):
            return
        size = _base_size(fragments)
        on_base = [one for one in fragments if one.weight and one.size >= size * _SMALLER]
        first = next(one for one in fragments if one.weight)
        y = Counter({one.y: 0 for one in on_base})
        for one in on_base:
            y[one.y] += one.weight
        baseline = y.most_common(1)[0][0]
        text = _marked(fragments, size, baseline)
        bold = all(one.bold for one in on_base)
        self._lines.append(Line(text, round(size, 2), round(first.x, 1), round(baseline, 1), bold))


def _base_size(fragments: Sequence[_Fragment]) -> float:
    """The largest size that a fair share of the line is set in."""
    weights: dict[float, int] = {}
    for one in fragments:
        weights[round(one.size, 1)] = weights.get(round(one.size, 1), 0) + one.weight
    enough = _SHARE_OF_BASE * sum(weights.values())
    return max(size for size, weight in weights.items() if weight >= enough and weight)


def _marked(fragments: Sequence[_Fragment], size: float, baseline: float) -> str:
    parts: list[str] = []
    open_mark = ""
    for one in fragments:
        mark = _script_mark(one, size, baseline) if parts and one.weight else "" if one.weight else open_mark
        if mark != open_mark:
            if open_mark:
                parts.append("}")
                # A space that stood at the end of a script stands between it and what follows.
                if parts[-2].endswith(" "):
                    parts[-2] = parts[-2].rstrip()
                    parts.append(" ")
            if mark:
                parts.append(f"{mark}{{")
            open_mark = mark
            parts.append(one.text.lstrip() if mark else one.text)
        else:
            parts.append(one.text)
    if open_mark:
        parts[-1] = parts[-1].rstrip()
        parts.append("}")
    return " ".join("".join(parts).split())


def _script_mark(one: _Fragment, size: float, baseline: float) -> str:
    if one.size > size * _SMALLER:
        return ""
    offset = (one.y - baseline) / size
    return "^" if offset > _OFF_BASELINE else "_" if offset < -_OFF_BASELINE else ""
