"""The words of a piece of LaTeX: commands that only format go, formulas stay as they are."""

from __future__ import annotations

import re
import unicodedata

_MOST_DEPTH = 8
_FORMULA = re.compile(r"(?<!\\)\$(?:[^$\\]|\\.)++\$|\\\((?:[^\\]|\\(?![()]))*+\\\)", re.DOTALL)
_DROPPED = re.compile(
    r"\\(?:label|index|cite[a-z]*|nocite|vspace|hspace|includegraphics|bibliography|bibliographystyle|pagestyle|"
    r"thispagestyle|setlength|addtolength|setcounter|addcontentsline|hypertarget|phantomsection|usepackage|"
    r"documentclass|graphicspath|vskip|hskip|url)\*?\s*(?:\[[^\]\n]{0,400}\]\s*){0,3}(?:\{[^{}]{0,2000}\}\s*){0,3}"
)
_REFERENCE = re.compile(r"\\(?:[a-zA-Z]*ref)\*?\s*\{[^{}]*\}")
_ACCENT = re.compile(r"\\([`'^\"~=.]|[uvHcdbkr](?![a-zA-Z]))\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\?[A-Za-z]))")
_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§", "TeX": "TeX", "LaTeX": "LaTeX", "qed": "∎", "copyright": "©",
    "textbackslash": "\\", "quad": " ", "qquad": " ", "newline": " ", "par": " ",
}  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?(?:\s*\[[^\[\]\n]{0,200}\])?[ \t]?")
_ESCAPED = re.compile(r"\\([%$&#_{} ,;!/-])")


def _balanced(depth: int) -> str:
    """A pattern of braces that pair up to a depth; it never goes back, so a brace that never closes costs little."""
    inner = r"[^{}\\]|\\."
    pattern = rf"\{{(?:{inner})*+\}}"
    for _ in range(depth - 1):
        pattern = rf"\{{(?:{inner}|{pattern})*+\}}"
    return pattern


_OPTIONAL = re.compile(r"\s{0,200}(?:\[([^\]]{0,400})\])?\s{0,200}")
_BRACES = re.compile(_balanced(_MOST_DEPTH), re.DOTALL)


def argument(source: str, at: int) -> tuple[str, int]:
    """The argument in braces that begins at or soon after `at`, an optional one skipped, and where it ends.

    What has no end, or is nested more than eight deep, gives an empty argument that ends where it began.
    """
    before = _OPTIONAL.match(source, at)
    start = before.end() if before else at
    found = _BRACES.match(source, start)
    return (found.group()[1:-1], found.end()) if found else ("", start)


def optional_argument(source: str, at: int) -> tuple[str, int]:
    """The argument in brackets right at `at`, and where it ends; empty when there is none."""
    found = _OPTIONAL.match(source, at)
    return (found.group(1) or "", found.end()) if found else ("", at)


def plain_words(source: str) -> str:
    """Text without the commands that format it; formulas between dollars or `\\(…\\)` are left alone."""
    parts, at = [], 0
    for found in _FORMULA.finditer(source):
        parts += [_words(source[at : found.start()]), found.group()]
        at = found.end()
    parts.append(_words(source[at:]))
    return "".join(parts)


def _words(text: str) -> str:
    if not text:
        return text
    text = text.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    if "\\" in text:
        text = _REFERENCE.sub("(ref.)", _DROPPED.sub("", text))
        text = _ACCENT.sub(_accented, text)
        text = text.replace("\\\\", " ").replace("\\-", "").replace("\\footnote", " \\footnote")
        text = _ESCAPED.sub(lambda found: _kept(found.group(1)), text)
        text = _COMMAND.sub(lambda found: _LETTERS.get(found.group(1), ""), text)
    text = text.replace("~", " ").replace("{", "").replace("}", "")
    return text.translate(_UNKEPT)


# Escaped braces and the like must survive the removal of braces that group; these places hold them meanwhile.
_KEPT = {"{": "\ue001", "}": "\ue002", "~": "\ue003"}
_UNKEPT = str.maketrans({place: character for character, place in _KEPT.items()})


def _kept(character: str) -> str:
    return " " if character in ",;!/ " else _KEPT.get(character, character)


def _accented(found: re.Match[str]) -> str:
    letter = (found.group(2) or found.group(3)).lstrip("\\")
    return unicodedata.normalize("NFC", letter + _COMBINING[found.group(1)])
