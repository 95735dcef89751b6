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
from typing import Any

from assistant.library.readers.pdf_limits import Line, with_limits

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


# Fonts of TeX whose places got no names: where no rightly named symbol of the font can be.
_LETTERS_OF_MATHS = {"CMMI": str.maketrans("@", "∂"), "CMSY": str.maketrans("r12!0", "∇∞∈→′")}
_SHOW = (b"Tj", b"TJ", b"'", b'"')
# What no book prints: signs of a font's own making, and the sign for what could not be read.
_SOUP = re.compile(r"[\ue000-\uf8ff\ufffd]|\(cid:\d{1,5}\)")
_STACKED = re.compile(r"\^\{([^{}]{1,40})\}_\{([^{}]{1,40})\}")
_NO_BASE = re.compile(r"(?:\A|[\s−=+(,·-]|(?<![^\W\d_])(?!max|min|lim|sup|inf|log|exp|det)[a-z]{3,})\Z")
_OFF_LEVEL = 0.2
_WHITE = {b"g": [1.0], b"rg": [1.0, 1.0, 1.0], b"k": [0.0, 0.0, 0.0, 0.0]}
_MOST_SAVED = 200


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page, how many signs came out damaged, and how many words were hidden and left out."""

    lines: list[Line]
    damaged: int
    hidden_words: int


@dataclass(frozen=True, slots=True)
class _Fragment:
    text: str
    x: float
    y: float
    size: float
    bold: bool
    hidden: bool

    @property
    def weight(self) -> int:
        return len(self.text.strip())


class LineBuilder:
    """Takes fragments as pypdf's `visitor_text` hands them out, up to a number of characters."""

    def __init__(self, most_characters: int) -> None:
        self._left = most_characters
        self._fragments: list[_Fragment] = []
        self._groups: list[list[_Fragment]] = []
        self._rise_set = self._rise = 0.0
        self._shown: list[float] = []
        """How high in the text's own space each piece stands that was shown since the last fragment."""
        self._visible_shown = False
        self._invisible = self._white = False
        self._saved: list[tuple[bool, bool]] = []
        self._damaged = 0

    def before(self, operator: bytes, operands: Sequence[Any], user: object, matrix: Sequence[float]) -> None:
        """Note what pypdf does not hand out: how far text is raised, where pieces stand, whether they can be seen."""
        if operator in _SHOW:
            self._rise = self._rise_set
            self._shown.append(float(matrix[5]))
            self._visible_shown = self._visible_shown or not (self._invisible or self._white)
        elif operator == b"Ts":
            self._rise_set = _number(operands)
        elif operator == b"Tr":
            self._invisible = _number(operands) == 3
        elif operator in _WHITE:
            self._white = [_number([one]) for one in operands] == _WHITE[operator]
        elif operator == b"q":
            if len(self._saved) < _MOST_SAVED:
                self._saved.append((self._invisible, self._white))
        elif operator == b"Q":
            self._rise_set = 0.0
            self._invisible, self._white = self._saved.pop() if self._saved else (False, False)

    def add(self, text: str, user: Sequence[float], matrix: Sequence[float], font: Any, size: float) -> None:
        """Take a fragment: its text, the user and text matrices, the font's dictionary and its nominal size."""
        shown, self._shown = self._shown, []
        hidden, self._visible_shown = bool(shown) and not self._visible_shown, False
        if not text or self._left <= 0:
            return
        text = text[: self._left]
        self._left -= len(text)
        name = str(font.get("/BaseFont", "")) if font else ""
        if "CMEX" in name:
            text = "".join(_LARGE_SYMBOLS.get(character, character) for character in text)
        elif _DINGBAT.search(text) and _is_bitmap_font(font):
            text = _DINGBAT.sub(lambda found: _bitmap_letters().get(found.group(), found.group()), text)
        else:
            table = _LETTERS_OF_MATHS.get(name.rpartition("+")[2].lstrip("/")[:4])
            text = text.translate(table) if table else text
        self._damaged += len(_SOUP.findall(text))
        text = _CONTROL.sub("", _STYLED_LETTER.sub(_plain_letter, text.translate(_REPAIRS)))
        x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
        y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        vertical = math.hypot(
            matrix[2] * user[0] + matrix[3] * user[2], matrix[2] * user[1] + matrix[3] * user[3]
        )
        y += self._rise * vertical
        pieces = text.split("\n")
        bold = bool(_BOLD.search(name))
        for number, piece in enumerate(pieces):
            levels = _levels(piece, shown, size) if len(pieces) == 1 else [(piece, 0.0)]
            for part, up in levels:
                if part:
                    self._fragments.append(
                        _Fragment(part, x, y + up * vertical, abs(size) * vertical, bold, hidden)
                    )
            if number < len(pieces) - 1:
                self._end_group()

    def finish(self) -> PageText:
        """The page's lines in the order of the file.

        Text that cannot be seen is left out, unless there is little else: then it is what a scanner's text
        recognition has put behind the picture of the page.
        """
        self._end_group()
        fragments = [one for group in self._groups for one in group]
        hidden = [one for one in fragments if one.hidden]
        leave_out = 2 * sum(one.weight for one in hidden) <= sum(one.weight for one in fragments)
        lines = []
        for group in self._groups:
            line = _line([one for one in group if not (one.hidden and leave_out)])
            if line is not None:
                lines.append(line)
        words = sum(len(one.text.split()) for one in hidden) if leave_out else 0
        return PageText(with_limits(lines), self._damaged, words)

    def _end_group(self) -> None:
        if self._fragments:
            self._groups.append(self._fragments)
            self._fragments = []


def _number(operands: Sequence[Any]) -> float:
    value = operands[0] if operands else 0
    return float(value) if isinstance(value, (int, float)) else 0.0


def _levels(piece: str, shown: Sequence[float], size: float) -> list[tuple[str, float]]:
    """Take apart what pypdf has joined: an exponent and an index that stand over each other come as `2 1`."""
    heights = [height for place, height in enumerate(shown) if not place or height != shown[place - 1]]
    words = piece.split()
    if len(heights) < 2 or len(words) != len(heights):
        return [(piece, 0.0)]
    if max(heights) - min(heights) < _OFF_LEVEL * abs(size):
        return [(piece, 0.0)]
    return [(word, height - heights[0]) for word, height in zip(words, heights, strict=True)]


def _line(fragments: Sequence[_Fragment]) -> Line | None:
    """One line of fragments; None when nothing is written on it."""
    if not any(fragment.weight for fragment in fragments):
        return None
    size = _base_size(fragments)
    on_base = [one for one in fragments if one.weight and one.size >= size * _SMALLER]
    first = next(one for one in fragments if one.weight)
    y = Counter({one.y: 0 for one in on_base})
    for one in on_base:
        y[one.y] += one.weight
    baseline = y.most_common(1)[0][0]
    text = _STACKED.sub(_stacked, _marked(fragments, size, baseline))
    bold = all(one.bold for one in on_base)
    return Line(text, round(size, 2), round(first.x, 1), round(baseline, 1), bold)


def _stacked(found: re.Match[str]) -> str:
    """An index and an exponent over each other, the index first as in LaTeX; with nothing to carry them, a fraction."""
    upper, lower = found.groups()
    before = found.string[max(0, found.start() - 24) : found.start()]
    if _NO_BASE.search(before):
        space = " " if before[-1:].isalpha() else ""
        return f"{space}\\frac{{{upper}}}{{{lower}}}"
    return f"_{{{lower}}}^{{{upper}}}"


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
    carrier: _Fragment | None = None
    """The fragment that began the script that is open; what is smaller still is a script of the script."""
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
            open_mark, carrier = mark, one
            parts.append(one.text.lstrip() if mark else one.text)
        elif mark and one.weight and carrier and (inner := _script_mark(one, carrier.size, carrier.y)):
            text = one.text.strip()
            parts.append(f"{inner}{text if len(text) == 1 else f'{{{text}}}'}")
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
