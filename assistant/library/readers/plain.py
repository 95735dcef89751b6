"""Reads plain text: paragraphs between blank lines, and the one decoding step all text kinds share."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import DocumentDamaged, DocumentEmpty
from assistant.library.limits import MAX_TEXT_BYTES
from assistant.library.readers.types import Block, PageProgress, ReadDocument

_PARAGRAPH = re.compile(r"\S(?:.*(?:\n(?![ \t]*\n).*)*)")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode_text(path: Path) -> str:
    """Read a text file as UTF-8, as UTF-16 if it says so, else as Windows-1252, with `\\n` line ends.

    Raises:
        DocumentEmpty: There is nothing but blank space in it.
        DocumentDamaged: It is not text at all.
    """
    data = path.read_bytes()
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise DocumentDamaged(
            f"{path.name} is not text: it contains bytes that no text has.",
            safe="Nothing else in your library was touched.",
            todo="If it is a PDF, give it a name that ends in .pdf; otherwise export it as text or PDF first.",
        )
    if not text.strip():
        raise DocumentEmpty(
            f"{path.name} has no text in it.",
            safe="Nothing else in your library was touched.",
            todo="Check that the file was saved or downloaded completely, then add it again.",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


class TextReader:
    """Reads `.txt` files."""

    kind = "text"
    version = "text-1"
    max_bytes = MAX_TEXT_BYTES

    def read(
        self, path: Path, *, password: str | None = None, on_page: PageProgress | None = None
    ) -> ReadDocument:
        """Read a text file; raises a `DocumentError`."""
        text = decode_text(path)
        blocks = tuple(
            Block(
                "paragraph",
                found.group().rstrip(),
                found.start(),
                found.start() + len(found.group().rstrip()),
                (),
            )
            for found in _PARAGRAPH.finditer(text)
        )
        return ReadDocument(title=path.stem, kind=self.kind, blocks=blocks)
