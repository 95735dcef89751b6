"""Reads PDFs with pypdf in a child process, and draws single pages with pdfium in another."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import DocumentDamaged, DocumentEncrypted, DocumentError, DocumentTooLarge
from assistant.library.limits import MAX_PDF_BYTES, MAX_PDF_PAGES, MAX_SLOW_PAGES, STEP_SECONDS
from assistant.library.readers.pdf_lines import Line
from assistant.library.readers.pdf_process import Answer, ChildDiedError, PdfChild, StepTooLongError
from assistant.library.readers.pdf_structure import PdfPage, build_blocks, largest_line
from assistant.library.readers.types import PageProgress, ReadDocument
from assistant.library.wording import pages_in_words

_TAIL_BYTES = 4096
_UNTOUCHED = "Nothing else in your library was touched."
_PLACEHOLDER_TITLES = ("untitled", "microsoft word", "title", "document", "template")


@dataclass
class _Collected:
    """What has come from the children so far."""

    total: int = 0
    title: str = ""
    labels: list[str] = field(default_factory=list)
    outline: list[tuple[int, str, int]] = field(default_factory=list)
    pages: list[PdfPage] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    lost: int = 0
    """Pages at which a child was lost."""

    def label(self, index: int) -> str:
        printed = self.labels[index].strip() if index < len(self.labels) else ""
        return printed or str(index + 1)


class PdfReader:
    """Reads `.pdf` files."""

    kind = "pdf"
    version = "pdf-1"
    max_bytes = MAX_PDF_BYTES

    def __init__(self, *, step_seconds: float = STEP_SECONDS) -> None:
        self._step_seconds = step_seconds

    def read(
        self, path: Path, *, password: str | None = None, on_page: PageProgress | None = None
    ) -> ReadDocument:
        """Read a PDF page by page.

        Raises:
            DocumentEncrypted: It needs a password, or another one.
            DocumentDamaged: It is cut, or no page of it can be read.
            DocumentTooLarge: Several pages took too long or too much memory.
        """
        _refuse_cut(path)
        collected = _Collected()
        while not self._read_from(path, password, collected, on_page):
            if collected.lost > MAX_SLOW_PAGES:
                raise _too_slow(path)
        if collected.total and len(collected.unread) == min(collected.total, MAX_PDF_PAGES):
            raise _damaged(path, "no page of it can be read")
        blocks, scanned = build_blocks(collected.pages, collected.outline)
        return ReadDocument(
            title=_title(collected, path),
            kind=self.kind,
            blocks=blocks,
            pages=collected.total,
            problems=tuple(_problems(collected, scanned)),
        )

    def _read_from(
        self, path: Path, password: str | None, collected: _Collected, on_page: PageProgress | None
    ) -> bool:
        """Read on from where the last child got to; False when this one was lost at a page, which is then skipped."""
        first = len(collected.pages)
        request = {"task": "read", "path": str(path), "password": password, "first": first}
        with PdfChild(request, step_seconds=self._step_seconds) as child:
            if first == 0:
                _take_opening(path, self._first_answer(path, child, password), collected)
            while True:
                try:
                    answer = child.answer()
                except (StepTooLongError, ChildDiedError):
                    answer = {"page": len(collected.pages), "lines": [], "fault": "lost"}
                    _take_page(answer, collected)
                    collected.lost += 1
                    return len(collected.pages) >= min(collected.total, MAX_PDF_PAGES)
                if "page" not in answer:
                    if "fault" in answer:
                        raise _damaged(path, "it cannot be taken apart")
                    return True
                _take_page(answer, collected)
                if on_page is not None:
                    on_page(len(collected.pages), min(collected.total, MAX_PDF_PAGES))

    def _first_answer(self, path: Path, child: PdfChild, password: str | None) -> Answer:
        try:
            answer = child.answer()
        except StepTooLongError as error:
            raise DocumentTooLarge(
                f"{path.name} could not be opened within {self._step_seconds:.0f} seconds.",
                safe=_UNTOUCHED,
                todo="Print or export it to a new PDF, or split it into parts, and add those.",
            ) from error
        except ChildDiedError as error:
            raise _damaged(path, "opening it made the reader fail") from error
        fault = answer.get("fault")
        if fault == "encrypted":
            raise _encrypted(path, password)
        if fault == "memory":
            raise DocumentTooLarge(
                f"{path.name} takes more memory to open than is allowed (1 GiB).",
                safe=_UNTOUCHED,
                todo="Print or export it to a new PDF, or split it into parts, and add those.",
            )
        if fault is not None:
            raise _damaged(path, "its inner structure is broken")
        return answer


def draw_page(path: Path, page_index: int, *, password: str | None = None) -> bytes | None:
    """Draw a page as PNG; None when it cannot be drawn within the limits."""
    request = {"task": "draw", "path": str(path), "page": page_index, "password": password}
    with PdfChild(request) as child:
        try:
            return base64.b64decode(child.answer().get("png", ""), validate=True) or None
        except (StepTooLongError, ChildDiedError, binascii.Error, TypeError):
            return None


def _refuse_cut(path: Path) -> None:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _TAIL_BYTES))
        tail = file.read()
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise _damaged(path, "its end is missing")


def _take_opening(path: Path, answer: Answer, collected: _Collected) -> None:
    try:
        collected.total = int(answer["pages"])
        collected.title = str(answer["title"])
        collected.labels = [str(label) for label in answer["labels"]]
        collected.outline = [(int(level), str(title), int(page)) for level, title, page in answer["outline"]]
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, "its inner structure is broken") from error
    if collected.total == 0:
        raise _damaged(path, "it has no pages")


def _take_page(answer: Answer, collected: _Collected) -> None:
    index = len(collected.pages)
    try:
        lines = [
            Line(str(text), float(size), float(x), float(y), bool(bold))
            for text, size, x, y, bold in answer["lines"]
        ]
    except (KeyError, TypeError, ValueError):
        lines = []
    if answer.get("fault"):
        collected.unread.append(index)
    collected.pages.append(PdfPage(index, collected.label(index), lines))


def _title(collected: _Collected, path: Path) -> str:
    title = " ".join(collected.title.split())
    looks_like_a_file = title.lower().endswith((".dvi", ".tex", ".doc", ".docx", ".pdf", ".ps", ".indd"))
    if len(title) < 4 or looks_like_a_file or title.lower().startswith(_PLACEHOLDER_TITLES):
        return largest_line(collected.pages) or path.stem.replace("_", " ")
    return title


def _problems(collected: _Collected, scanned: list[int]) -> Iterator[str]:
    unread = set(collected.unread)
    scanned = [index for index in scanned if index not in unread]
    if scanned:
        yield (
            f"No text on {pages_in_words([collected.label(index) for index in scanned])}: "
            f"scanned or empty; text recognition (OCR) would make them searchable."
        )
    if unread:
        yield (
            f"Could not read {pages_in_words([collected.label(index) for index in sorted(unread)])}; "
            f"the other pages are in your library."
        )
    if collected.total > MAX_PDF_PAGES:
        yield (
            f"Only the first {MAX_PDF_PAGES:,} of {collected.total:,} pages were read; "
            f"split the file to add the rest."
        )


def _encrypted(path: Path, password: str | None) -> DocumentError:
    if password:
        return DocumentEncrypted(
            f"The password does not open {path.name}.", safe=_UNTOUCHED, todo="Check it and try again."
        )
    return DocumentEncrypted(
        f"{path.name} is encrypted and needs a password.",
        safe=_UNTOUCHED,
        todo="Add it again with its password, or save a copy without one.",
    )


def _damaged(path: Path, why: str) -> DocumentDamaged:
    return DocumentDamaged(
        f"{path.name} is damaged or cut: {why}.",
        safe=_UNTOUCHED,
        todo="Download or copy the file again; if it opens in a PDF viewer, print it to a new PDF and add that.",
    )


def _too_slow(path: Path) -> DocumentTooLarge:
    return DocumentTooLarge(
        f"{path.name} has more than {MAX_SLOW_PAGES} pages that take too long or too much memory to read.",
        safe=_UNTOUCHED,
        todo="Print or export it to a new PDF, or split it into parts, and add those.",
    )
