"""Reads PDFs with pypdf in child processes, and draws single pages with pdfium in another."""

from __future__ import annotations

import base64
import binascii
import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import DocumentDamaged, DocumentEncrypted, DocumentError, DocumentTooLarge
from assistant.library.limits import MAX_PDF_BYTES, MAX_PDF_PAGES, MAX_SLOW_PAGES, STEP_SECONDS
from assistant.library.readers.pdf_lanes import LOST, PageLanes
from assistant.library.readers.pdf_limits import Line
from assistant.library.readers.pdf_process import Answer, ChildDiedError, PdfChild, StepTooLongError
from assistant.library.readers.pdf_structure import PdfPage, build_blocks, largest_line
from assistant.library.readers.types import PageProgress, ReadDocument
from assistant.library.wording import pages_in_words

_TAIL_BYTES = 4096
_DAMAGED_SIGNS = 2
_HIDDEN_WORDS = 3
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
    damaged: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    def labels_of(self, indices: Iterable[int]) -> str:
        """Some pages by their printed numbers, in words."""
        return pages_in_words([self.label(index) for index in sorted(indices)])

    def label(self, index: int) -> str:
        printed = self.labels[index].strip() if index < len(self.labels) else ""
        return printed or str(index + 1)


class PdfReader:
    """Reads `.pdf` files."""

    kind = "pdf"
    version = "pdf-2"
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
        with PdfChild(
            {"task": "read", "path": str(path), "password": password}, step_seconds=self._step_seconds
        ) as child:
            _take_opening(path, self._first_answer(path, child, password), collected)
            total = min(collected.total, MAX_PDF_PAGES)
            lanes = PageLanes(path, password, total, self._step_seconds, PdfChild)
            with contextlib.closing(lanes.pages(child)) as pages:
                for done, (index, answer) in enumerate(pages, start=1):
                    _take_page(path, index, answer, collected)
                    if collected.lost > MAX_SLOW_PAGES:
                        raise _too_slow(path)
                    if on_page is not None:
                        on_page(done, total)
        if len(collected.unread) == total:
            raise _damaged(path, "no page of it can be read")
        collected.pages.sort(key=lambda page: page.index)
        blocks, scanned = build_blocks(collected.pages, collected.outline)
        return ReadDocument(
            title=_title(collected, path),
            kind=self.kind,
            blocks=blocks,
            pages=collected.total,
            problems=tuple(_problems(collected, scanned)),
        )

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


def _take_page(path: Path, index: int, answer: Answer, collected: _Collected) -> None:
    fault = answer.get("fault")
    if fault and "page" not in answer and fault != LOST:
        raise _damaged(path, "it cannot be taken apart")
    try:
        lines = [
            Line(str(text), float(size), float(x), float(y), bool(bold))
            for text, size, x, y, bold in answer["lines"]
        ]
        if int(answer.get("damaged", 0)) >= _DAMAGED_SIGNS:
            collected.damaged.append(index)
        if int(answer.get("hidden_words", 0)) >= _HIDDEN_WORDS:
            collected.hidden.append(index)
    except (KeyError, TypeError, ValueError):
        lines = []
    if fault:
        collected.unread.append(index)
    collected.lost += fault == LOST
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
            f"No text on {collected.labels_of(scanned)}: "
            f"scanned or empty; text recognition (OCR) would make them searchable."
        )
    if unread:
        yield (f"Could not read {collected.labels_of(unread)}; the other pages are in your library.")
    if collected.damaged:
        yield (
            f"Some formulas came out damaged on {collected.labels_of(collected.damaged)}; "
            f"the picture of the page shows them as printed."
        )
    if collected.hidden:
        yield (
            f"Text that cannot be seen on {collected.labels_of(collected.hidden)} was left out of your library."
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
