"""Reads plain text: paragraphs between blank lines."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.library.limits import MAX_TEXT_BYTES
from assistant.library.readers.encodings import read_text
from assistant.library.readers.types import Block, PageProgress, ReadDocument

_PARAGRAPH = re.compile(r"\S(?:.*(?:\n(?![ \t]*\n).*)*)")


class TextReader:
    """Reads `.txt` files."""

    kind = "text"
    version = "text-2"
    max_bytes = MAX_TEXT_BYTES

    def read(
        self, path: Path, *, password: str | None = None, on_page: PageProgress | None = None
    ) -> ReadDocument:
        """Read a text file; raises a `DocumentError`."""
        decoded = read_text(path)
        blocks = tuple(
            Block(
                "paragraph",
                found.group().rstrip(),
                found.start(),
                found.start() + len(found.group().rstrip()),
                (),
            )
            for found in _PARAGRAPH.finditer(decoded.text)
        )
        return ReadDocument(title=path.stem, kind=self.kind, blocks=blocks, problems=decoded.problems)
