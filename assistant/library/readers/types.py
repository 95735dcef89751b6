"""What every reader returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

PageProgress = Callable[[int, int], None]
"""Called with (pages read, pages in all)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that belongs together.

    `kind` is paragraph, list, formula, code, table or example; the last four are never split. `start` and `end` are
    character offsets in the document's text as it was read, or in the page's text where there are pages. `section` is the path of
    headings above it, outermost first.
    """

    kind: str
    text: str
    start: int
    end: int
    section: tuple[str, ...]
    page: str | None = None
    page_index: int | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file, read. `pages` is 0 for kinds without pages; `problems` are sentences for the learner."""

    title: str
    kind: str
    blocks: tuple[Block, ...]
    pages: int = 0
    problems: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one kind of file."""

    @property
    def kind(self) -> str:
        """One of pdf, markdown, html, notebook, latex and text."""

    @property
    def version(self) -> str:
        """Name and version; another version means that files must be read again."""

    @property
    def max_bytes(self) -> int:
        """A larger file is refused."""

    def read(
        self, path: Path, *, password: str | None = None, on_page: PageProgress | None = None
    ) -> ReadDocument:
        """Read a file; raises a `DocumentError`."""
