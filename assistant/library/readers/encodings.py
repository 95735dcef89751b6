"""Bytes of a text file to text: the one decoding step that all text kinds share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import DocumentDamaged, DocumentEmpty

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LOOKED_AT = 4096
# Encodings that text files are really kept in. A name from a file chooses among these and nothing else: Python knows
# codecs that take quadratic time.
_KNOWN = re.compile(
    r"(?:us-)?ascii|iso-?8859-(?:[1-9]|1[013-6])|latin-?1|windows-125[0-8]|cp125[0-8]|gb2312|gbk|gb18030|big5"
    r"|shift[_-]jis|euc-(?:jp|kr)|koi8-[ru]|macintosh|mac-roman",
    re.IGNORECASE,
)
_PYTHON_NAMES = {"macintosh": "mac-roman", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text with `\\n` line ends. `guessed` is True when nothing said which encoding it is in."""

    text: str
    guessed: bool = False

    @property
    def problems(self) -> tuple[str, ...]:
        """What a learner should know of the encoding."""
        if not self.guessed:
            return ()
        return (
            "Its letters were read as Western European (Windows-1252), because it is not UTF-8 and does not say what "
            "it is; if accents or other letters look wrong, save it as UTF-8 and add it again.",
        )


def read_text(path: Path, declared: re.Pattern[bytes] | None = None) -> DecodedText:
    """Read a text file: as its byte order mark says, else UTF-8, else as it declares, else Windows-1252.

    Args:
        path: The file.
        declared: Finds the name of the encoding, as group 1, in the file's first bytes.

    Raises:
        DocumentEmpty: There is nothing but blank space in it.
        DocumentDamaged: It is not text at all.
    """
    decoded = decode(path.read_bytes(), declared)
    if decoded.text.count("\x00"):
        raise DocumentDamaged(
            f"{path.name} is not text: it contains bytes that no text has.",
            safe="Nothing else in your library was touched.",
            todo="If it is a PDF, give it a name that ends in .pdf; otherwise export it as text or PDF first.",
        )
    if not decoded.text.strip():
        raise DocumentEmpty(
            f"{path.name} has no text in it.",
            safe="Nothing else in your library was touched.",
            todo="Check that the file was saved or downloaded completely, then add it again.",
        )
    return decoded


def decode(data: bytes, declared: re.Pattern[bytes] | None = None) -> DecodedText:
    """Decode bytes; never fails: what no encoding explains becomes the replacement character."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return DecodedText(_unix(data.decode(encoding, errors="replace")))
    encoding = _unmarked_utf16(data[:_LOOKED_AT])
    if encoding:
        return DecodedText(_unix(data.decode(encoding, errors="replace")))
    try:
        return DecodedText(_unix(data.decode("utf-8")))
    except UnicodeDecodeError:
        pass
    found = declared.search(data[:_LOOKED_AT]) if declared else None
    name = found.group(1).decode("ascii", errors="replace").lower() if found else ""
    if _KNOWN.fullmatch(name):
        return DecodedText(_unix(data.decode(_PYTHON_NAMES.get(name, name), errors="replace")))
    if name in ("utf-8", "utf8"):
        # It says what it is, so a few broken bytes do not make it something else.
        return DecodedText(_unix(data.decode("utf-8", errors="replace")))
    return DecodedText(_unix(data.decode("cp1252", errors="replace")), guessed=True)


def _unmarked_utf16(head: bytes) -> str:
    """UTF-16 without its mark shows in zeros at every second place of Western text."""
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
