"""Takes one file in: read, cut, embed, store. What was in the library before stays until the new is complete."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from assistant.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentError,
    DocumentTooLarge,
    ModelError,
)
from assistant.library.passages import SPLITTER, split_into_passages, text_to_embed
from assistant.library.ports import Embedder, PassageStore, Vectors
from assistant.library.readers.registry import cannot_open, choose_reader, file_sha256
from assistant.library.readers.types import ReadDocument, Reader
from assistant.library.types import Document, DocumentState, IngestProgress, IngestResult, Passage

Progress = Callable[[IngestProgress], None]

READY = (DocumentState.EMBEDDED, DocumentState.INDEXED)
_PASSAGES_A_SAVE = 64


class CancelledError(Exception):
    """The learner stopped the work; every document is either as before or complete."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how far the work is, and who may stop it."""

    on_progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None

    def tell(self, path: str, stage: str, done: int, total: int) -> None:
        """Report a step; raises CancelledError when the work is to stop."""
        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        if self.on_progress is not None:
            self.on_progress(IngestProgress(path, stage, done, total))


class Ingestion:
    """The way of a file into the store.

    Vectors are saved as they are made, under ids that follow from the text, so that a killed ingestion goes on
    where it was. The passages themselves are replaced in one transaction at the end.
    """

    def __init__(self, store: PassageStore, embedder: Embedder | None, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._embedder = embedder
        self._clock = clock

    def take_in(
        self,
        learner_id: str,
        path: str,
        location: Path,
        watch: Watch,
        *,
        built_in: bool = False,
        password: str | None = None,
    ) -> IngestResult:
        """Take one file in; a file that cannot be read ends in an outcome `failed`, never in an exception.

        Raises:
            StoreFull: No space left; everything stored before is still there.
            CancelledError: The watch said stop.
        """
        document_id = _document_id(learner_id, path if built_in else str(location))
        before = self._store.document(learner_id, document_id)
        sha256 = ""
        try:
            reader = choose_reader(location)
            sha256 = file_sha256(location)
            version = f"{reader.version} {SPLITTER}"
            if before and (before.sha256, before.reader) == (sha256, version) and before.state in READY:
                return IngestResult(path, "unchanged", before, passages_kept=before.passages)
            fresh = Document(
                id=document_id,
                learner_id=learner_id,
                path=path,
                title=location.stem,
                kind=reader.kind,
                sha256=sha256,
                state=DocumentState.QUEUED,
                pages=0,
                passages=0,
                problems=(),
                added_at=before.added_at if before else self._clock(),
                built_in=built_in,
                location=str(location),
                reader=version,
            )
            return self._read_and_store(fresh, before, reader, watch, password)
        except DocumentError as error:
            return self._failed(learner_id, document_id, path, location, sha256, before, error, built_in)

    def embed_missing(self, learner_id: str, watch: Watch) -> int:
        """Give every passage of a learner a vector of the present model; returns how many had none."""
        if self._embedder is None:
            return 0
        missing = self._store.passages_without_vector(learner_id, self._embedder.sha256)
        by_document: dict[str, list[Passage]] = {}
        for passage in missing:
            by_document.setdefault(passage.document_id, []).append(passage)
        for document_id, passages in by_document.items():
            last = self._embed(learner_id, document_id, passages[0].path, passages, watch)
            if last is not None:
                self._store.put_vectors(learner_id, document_id, last)
        return len(missing)

    def _read_and_store(
        self, fresh: Document, before: Document | None, reader: Reader, watch: Watch, password: str | None
    ) -> IngestResult:
        location = Path(fresh.location)
        read = self._read(reader, location, fresh.path, watch, password)
        if file_sha256(location) != fresh.sha256:
            raise DocumentDamaged(
                f"{location.name} changed while it was being read.",
                safe="What was in your library before is still there.",
                todo="Wait until it has been saved or downloaded completely, then add it again.",
            )
        passages = split_into_passages(
            read.blocks, document_id=fresh.id, document=read.title, path=fresh.path
        )
        if not passages:
            raise _without_text(location, read.kind)
        document = replace(
            fresh, title=read.title, pages=read.pages, passages=len(passages), problems=read.problems
        )
        missing = self._without_vector(document, passages)
        if len(missing) > _PASSAGES_A_SAVE and before is None:
            # The vectors of a long document are saved as they are made, and belong to a document from the start.
            self._store.put_document(replace(document, passages=0, state=DocumentState.READ))
        last, wait = None, ""
        try:
            last = self._embed(document.learner_id, document.id, document.path, missing, watch)
        except ModelError as error:
            # The embeddings endpoint is away: what was read is kept, and found by words meanwhile.
            wait = f"It can be found by words only for now. {error.what} {error.todo}"
        done = self._store.replace_passages(replace(document, state=DocumentState.EMBEDDED), passages, last)
        return IngestResult(
            fresh.path,
            "updated" if before and before.passages else "added",
            replace(document, state=DocumentState.EMBEDDED),
            passages_added=done.added,
            passages_kept=done.kept,
            passages_removed=done.removed,
            error=wait,
        )

    def _read(
        self, reader: Reader, location: Path, path: str, watch: Watch, password: str | None
    ) -> ReadDocument:
        watch.tell(path, "reading", 0, 1)
        try:
            return reader.read(
                location,
                password=password,
                on_page=lambda done, total: watch.tell(path, "reading", done, total),
            )
        except OSError as error:
            raise cannot_open(location, error) from error
        except (RecursionError, MemoryError) as error:
            raise DocumentTooLarge(
                f"{location.name} is built in a way that takes more memory than is allowed.",
                safe="Nothing else in your library was touched.",
                todo="Export it again with another program, or split it into parts.",
            ) from error

    def _without_vector(self, document: Document, passages: Sequence[Passage]) -> list[Passage]:
        if self._embedder is None:
            return []
        there = self._store.with_vector(document.learner_id, document.id, self._embedder.sha256)
        return [passage for passage in passages if passage.id not in there]

    def _embed(
        self, learner_id: str, document_id: str, path: str, passages: Sequence[Passage], watch: Watch
    ) -> Vectors | None:
        """Embed passages, saving all but the last few, which are returned to be saved with the passages."""
        if self._embedder is None or not passages:
            return None
        last = None
        for first in range(0, len(passages), _PASSAGES_A_SAVE):
            watch.tell(path, "embedding", first, len(passages))
            if last is not None:
                self._store.put_vectors(learner_id, document_id, last)
            some = passages[first : first + _PASSAGES_A_SAVE]
            made = self._embedder.embed([text_to_embed(passage) for passage in some])
            last = Vectors(
                self._embedder.name,
                self._embedder.sha256,
                {passage.id: vector for passage, vector in zip(some, made, strict=True)},
            )
        watch.tell(path, "embedding", len(passages), len(passages))
        return last

    def _failed(
        self,
        learner_id: str,
        document_id: str,
        path: str,
        location: Path,
        sha256: str,
        before: Document | None,
        error: DocumentError,
        built_in: bool,
    ) -> IngestResult:
        locked = isinstance(error, DocumentEncrypted)
        if before is not None and before.state in READY:
            kept = "The version read before is still in your library and can be searched."
            said = " ".join(filter(None, (error.what, kept, error.todo)))
            return IngestResult(path, "failed", before, error=said, needs_password=locked)
        document = None
        # A folder's worth of unknown files is no part of a library; a file that could have been one is shown.
        if sha256 or before is not None:
            document = Document(
                id=document_id,
                learner_id=learner_id,
                path=path,
                title=location.stem,
                kind=location.suffix.lower().lstrip("."),
                sha256=sha256,
                state=DocumentState.FAILED,
                pages=0,
                passages=0,
                problems=(str(error),),
                added_at=before.added_at if before else self._clock(),
                built_in=built_in,
                location=str(location),
                reader="",
            )
            self._store.put_document(document)
        return IngestResult(path, "failed", document, error=str(error), needs_password=locked)


def _without_text(location: Path, kind: str) -> DocumentEmpty:
    safe = "What was in your library before is still there."
    if kind == "pdf":
        return DocumentEmpty(
            f"{location.name} has no text on any page (scanned pages are pictures of text).",
            safe=safe,
            todo="Use a version with selectable text, or run text recognition (OCR) over it first.",
        )
    return DocumentEmpty(
        f"{location.name} has no text that could be read.",
        safe=safe,
        todo="Check that it holds more than pictures, scripts or links, then add it again.",
    )


def _document_id(learner_id: str, place: str) -> str:
    return hashlib.sha256(b"\x00".join((learner_id.encode(), os.fsencode(place)))).hexdigest()[:32]
