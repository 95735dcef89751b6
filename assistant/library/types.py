"""The words of the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DocumentState(StrEnum):
    """How far the ingestion of a file has come."""

    QUEUED = "queued"
    READ = "read"
    EMBEDDED = "embedded"
    INDEXED = "indexed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Document:
    """A file in a learner's library. `path` is as it was given; built-in notes have paths like `notes/calculus/gradient.md`."""

    id: str
    learner_id: str
    path: str
    title: str
    kind: str
    """pdf, markdown, html, notebook, latex or text"""
    sha256: str
    state: DocumentState
    pages: int
    passages: int
    problems: tuple[str, ...]
    """What a learner should know: pages without text, an error with its remedy."""
    added_at: datetime
    built_in: bool = False
    location: str = ""
    """Absolute place on disk, where the pictures of pages are made from; empty when unknown."""
    reader: str = ""
    """Name and version of the reader that made the passages; another version means reading again."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that can be cited.

    `page` is the page's label as printed, `page_index` its 0-based position in the file; both None where the kind of
    document has no pages. `start` and `end` are character offsets in the document's extracted text (in the page's
    text for a PDF). `section` is the path of headings, outermost first.
    """

    id: str
    document_id: str
    document: str
    """The document's title."""
    path: str
    section: tuple[str, ...]
    page: str | None
    page_index: int | None
    ordinal: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PassageTopic:
    """A topic of the syllabus that a passage treats, with how sure that is, in [0.5, 1]."""

    topic_id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TopicShare:
    """How much of a document is on a topic: `passages` are surest of it, `confidence` is that of the surest one.

    `sections` are the paths of headings where they stand, in reading order.
    """

    topic_id: str
    passages: int
    confidence: float
    sections: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with its score in [0, 1], higher is better."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Passages best first. `answerable` is False when nothing found looks like an answer.

    `note` says aloud what was not at its best, for example that only the lexical index answered; else empty.
    """

    query: str
    passages: tuple[FoundPassage, ...]
    answerable: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """One step of an ingestion, to show: `done` of `total` in `stage` (reading, embedding, indexing) of file `path`."""

    path: str
    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class IngestResult:
    """How one file fared: `outcome` is added, updated, unchanged or failed; `error` holds the message when failed."""

    path: str
    outcome: str
    document: Document | None
    passages_added: int = 0
    passages_kept: int = 0
    passages_removed: int = 0
    error: str = ""
    """Why it failed, or what has to wait although it did not."""
    needs_password: bool = False
    """It failed for want of a password, or of the right one."""
