"""Chooses the reader of a file by its name and its first bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentError,
    DocumentKindUnknown,
    DocumentTooLarge,
)
from assistant.library.readers.html import HtmlReader
from assistant.library.readers.latex import LatexReader
from assistant.library.readers.markdown import MarkdownReader
from assistant.library.readers.notebook import NotebookReader
from assistant.library.readers.pdf import PdfReader
from assistant.library.readers.plain import TextReader
from assistant.library.readers.types import Reader

_READERS: dict[str, type[Reader]] = {
    ".htm": HtmlReader,
    ".html": HtmlReader,
    ".ipynb": NotebookReader,
    ".markdown": MarkdownReader,
    ".md": MarkdownReader,
    ".pdf": PdfReader,
    ".tex": LatexReader,
    ".text": TextReader,
    ".txt": TextReader,
    ".xhtml": HtmlReader,
}
_PDF_MARK = b"%PDF-"
_MARK_WITHIN_BYTES = 1024
_UNTOUCHED = "Nothing else in your library was touched."


def is_known_kind(path: Path) -> bool:
    """Whether there is a reader for files of this name."""
    return path.suffix.lower() in _READERS


def known_kinds() -> str:
    """The suffixes that can be read, for a message."""
    return ", ".join(sorted(_READERS))


def choose_reader(path: Path) -> Reader:
    """Choose a file's reader and make sure that it can be tried.

    Raises:
        DocumentKindUnknown: No reader for this suffix.
        DocumentEmpty: The file has no bytes.
        DocumentTooLarge: More bytes than the reader takes.
        DocumentDamaged: A PDF by its name only, or a PDF under another name.
        DocumentError: It cannot be opened at all.
    """
    kind = _READERS.get(path.suffix.lower())
    if kind is None:
        raise DocumentKindUnknown(
            f"{path.name} is of a kind that cannot be read.",
            safe=_UNTOUCHED,
            todo=f"Files that can be read end in {known_kinds()}.",
        )
    reader = kind()
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_MARK_WITHIN_BYTES)
    except OSError as error:
        raise cannot_open(path, error) from error
    if size == 0:
        raise DocumentEmpty(
            f"{path.name} is empty: it has 0 bytes.",
            safe=_UNTOUCHED,
            todo="Download or export the file again, then add it again.",
        )
    if size > reader.max_bytes:
        raise DocumentTooLarge(
            f"{path.name} has {size / 1e6:.0f} MB; files of its kind may have {reader.max_bytes / 1e6:.0f} MB.",
            safe=_UNTOUCHED,
            todo="Split it into parts, for example one file a chapter, and add those.",
        )
    if reader.kind == "pdf" and _PDF_MARK not in head:
        raise DocumentDamaged(
            f"{path.name} is not a PDF, whatever its name says.",
            safe=_UNTOUCHED,
            todo="Open it in another program to see what it is; a web page saved as .pdf is a common case.",
        )
    if reader.kind != "pdf" and head.startswith(_PDF_MARK):
        raise DocumentDamaged(
            f"{path.name} is a PDF under another name.",
            safe=_UNTOUCHED,
            todo="Give it a name that ends in .pdf, then add it again.",
        )
    return reader


def file_sha256(path: Path) -> str:
    """Hash a file's bytes; raises DocumentError when it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise cannot_open(path, error) from error


def cannot_open(path: Path, error: OSError) -> DocumentError:
    """Say that the system does not give a file out."""
    return DocumentError(
        f"{path.name} cannot be opened: {error.strerror or type(error).__name__}.",
        safe=_UNTOUCHED,
        todo="Check that the file is there and that you may read it.",
    )
