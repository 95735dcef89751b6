"""The library as the rest of Groundwork sees it: documents in, cited passages out."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import IndexDamaged, InputTooLong, ModelError, NotFound, SearchIndexError, StoreError
from assistant.library.files import NamedFault, built_in_notes, find_files
from assistant.library.ingestion import CancelledError, Ingestion, Progress, Watch
from assistant.library.limits import MAX_QUERY_CHARACTERS, MAX_RESULTS
from assistant.library.ports import Embedder, PassageStore
from assistant.library.topics import TopicTagger, shares
from assistant.library.types import (
    Document,
    DocumentState,
    IngestProgress,
    IngestResult,
    Passage,
    SearchResult,
    TopicShare,
)
from assistant.library.widening import QueryWidener, WidenedQuery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.library.index.generations import Generation, IndexFolder
    from assistant.syllabus.find import TopicFinder
    from assistant.syllabus.types import Syllabus

_WORDS_ONLY = "Searched by words only: "
_NO_EMBEDDER = (
    _WORDS_ONLY + "the part that compares meanings is not installed. `groundwork doctor` says how to get it."
)
_NOT_EMBEDDED = (
    _WORDS_ONLY + "your documents have not been prepared for search by meaning yet. Add them again."
)
_AWAY = _WORDS_ONLY + "the embeddings endpoint does not answer."
_STALE = "Documents added a moment ago cannot be found yet: the search index is being built."
_LIKE_CHARACTERS = 1_500
_DEEP = 500


class Library:
    """A home's documents: takes them in, searches them, shows where a passage stands.

    Safe to use from several threads and processes. The store is the truth; the index under `index_path` is made
    from it, and made again whenever it is missing, damaged or behind.

    Args:
        store: Where documents, passages and vectors are kept.
        index_path: The folder of index generations.
        embedder: Gives vectors; None means search by words alone.
        clock: Gives the time now as aware UTC.
        syllabus: Gives the topics that passages are told by; None means that nothing is known of topics.
        finder: Gives the names of these topics.
    """

    def __init__(
        self,
        store: PassageStore,
        index_path: Path,
        embedder: Embedder | None,
        *,
        clock: Callable[[], datetime],
        syllabus: Callable[[], Syllabus] | None = None,
        finder: Callable[[], TopicFinder] | None = None,
    ) -> None:
        self._store = store
        self._index_path = index_path
        self._embedder = embedder
        self._ingestion = Ingestion(store, embedder, clock)
        self._tagger = TopicTagger(syllabus, finder, embedder) if syllabus and finder and embedder else None
        self._widener = QueryWidener(syllabus, finder) if syllabus and finder else None
        self._passwords: dict[tuple[str, str], str] = {}
        self._lock = threading.Lock()
        self._folder: IndexFolder | None = None
        self._looked_after = False

    def ingest(
        self,
        learner_id: str,
        paths: Sequence[Path],
        *,
        on_progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        password: str | None = None,
    ) -> tuple[IngestResult, ...]:
        """Take files in, and the files of known kinds in folders; one result a file, in the order given.

        A file that fails does not stop the others, an unchanged one costs nothing, of a changed one only what
        changed is replaced. When the work is cancelled, the results so far are returned.

        Raises:
            StoreFull: No space left; everything added before is still there.
            StoreBusy, IndexBusy: Another process held the database or the index for too long.
        """
        watch = Watch(on_progress, cancelled)
        results: list[IngestResult] = []
        try:
            for found in find_files(paths):
                if isinstance(found, NamedFault):
                    results.append(IngestResult(found.path, "failed", None, error=str(found.error)))
                else:
                    result = self._ingestion.take_in(
                        learner_id, found.path, found.location, watch, password=password
                    )
                    results.append(result)
                    if password and result.document and result.outcome != "failed":
                        # Kept in memory only, to draw the pages of an encrypted file until the process ends.
                        self._passwords[learner_id, result.document.id] = password
        except CancelledError:
            # The results so far stand; `cancelled` still says stop to what is left.
            pass
        return self._index_and_report(learner_id, results, watch)

    def ingest_built_in(
        self, learner_id: str, corpus: Path, *, on_progress: Progress | None = None
    ) -> tuple[IngestResult, ...]:
        """Take in the notes that ship with Groundwork; notes that are not shipped any more are removed."""
        notes = list(built_in_notes(corpus))
        results = []
        for done, (path, found) in enumerate(notes, start=1):
            results.append(self._ingestion.take_in(learner_id, path, found.location, Watch(), built_in=True))
            if on_progress is not None:
                on_progress(IngestProgress(path, "reading", done, len(notes)))
        shipped = {result.path for result in results}
        for document in self._store.documents(learner_id):
            if document.built_in and shipped and document.path not in shipped:
                self._store.remove_document(learner_id, document.id)
        return self._index_and_report(learner_id, results, Watch())

    def search(self, learner_id: str, query: str, *, limit: int = 5) -> SearchResult:
        """Find the passages that answer a query, best first.

        Raises:
            InputTooLong: More than 20,000 characters.
            IndexDamaged: The index cannot be used and could not be built again.
        """
        if len(query) > MAX_QUERY_CHARACTERS:
            raise InputTooLong(
                f"The search text has {len(query):,} characters; up to {MAX_QUERY_CHARACTERS:,} can be searched for.",
                todo="Search for one question or formula at a time.",
            )
        limit = max(1, min(limit, MAX_RESULTS))
        if not query.strip():
            return SearchResult(query, (), answerable=False)
        note = self._look_after_index()
        widened = self._widener.widen(query) if self._widener else WidenedQuery(query)
        try:
            return self._search(learner_id, widened, limit, note)
        except IndexDamaged:
            self._rebuild(lambda done: None)
            return self._search(learner_id, widened, limit, "")

    def documents(self, learner_id: str) -> tuple[Document, ...]:
        """All documents of a learner, by path."""
        return self._store.documents(learner_id)

    def forget(self, learner_id: str, document_id: str) -> None:
        """Remove a document with its passages; the file itself is not touched.

        Raises:
            NotFound: No document of this learner has this id.
        """
        if not self._store.remove_document(learner_id, document_id):
            raise _no_such_document()
        self._passwords.pop((learner_id, document_id), None)
        self._bring_index_up_to_date(learner_id, Watch())

    def passage(self, learner_id: str, passage_id: str) -> Passage:
        """One passage; raises NotFound."""
        passage = self._store.passage(learner_id, passage_id)
        if passage is None:
            raise NotFound(
                "This passage is not in your library any more.",
                safe="Answers that cite it keep its text as it was.",
                todo="Search again to find the passage that replaced it.",
            )
        return passage

    def another_source(self, learner_id: str, passage_id: str, *, limit: int = 3) -> SearchResult:
        """Passages of other documents on what a passage is about, best first; raises NotFound."""
        passage = self.passage(learner_id, passage_id)
        query = f"{passage.section[-1] if passage.section else passage.document}\n{passage.text}"[
            :_LIKE_CHARACTERS
        ]
        others = self._store.document_ids(learner_id) - {passage.document_id}
        vector = self._store.vector(learner_id, passage_id, self._embedder.sha256) if self._embedder else None
        limit = max(1, min(limit, MAX_RESULTS))

        def look() -> SearchResult:
            return self._search(learner_id, WidenedQuery(query), limit, "", among=others, vector=vector)

        self._look_after_index()
        try:
            return look()
        except IndexDamaged:
            self._rebuild(lambda done: None)
            return look()

    def topics_of_document(self, learner_id: str, document_id: str) -> tuple[TopicShare, ...]:
        """The topics of the syllabus that a document treats, those with most passages first; raises NotFound."""
        if self._store.document(learner_id, document_id) is None:
            raise _no_such_document()
        return shares(self._store.topics(learner_id, [document_id]))

    def topics_of_documents(self, learner_id: str) -> tuple[TopicShare, ...]:
        """The topics that a learner's own documents treat, taken together; what is not among them, they lack."""
        own = [document.id for document in self._store.documents(learner_id) if not document.built_in]
        return shares(self._store.topics(learner_id, own))

    def page_image(self, learner_id: str, passage_id: str, *, password: str | None = None) -> bytes | None:
        """The picture of a passage's page as PNG; None unless it stands in a PDF that is still on the disk.

        An encrypted file needs its password again when it was not added by this very process.
        """
        passage = self.passage(learner_id, passage_id)
        document = self._store.document(learner_id, passage.document_id)
        if document is None or document.kind != "pdf" or passage.page_index is None:
            return None
        path = Path(document.location)
        if not document.location or not path.is_file():
            return None
        from assistant.library.readers.pdf import draw_page

        password = password or self._passwords.get((learner_id, document.id))
        return draw_page(path, passage.page_index, password=password)

    def check_index(self, learner_id: str) -> tuple[str, ...]:
        """Check the index thoroughly; returns what is wrong with it, in sentences, nothing when all is well."""
        problems: list[str] = []
        try:
            with self._index().use() as generation:
                if generation is None:
                    return ("There is no search index yet.",) if self._has_passages(learner_id) else ()
                problems += generation.lexical.problems()
                if generation.manifest.fingerprint != self._store.fingerprint():
                    problems.append("The search index is behind: documents were added or removed since.")
                else:
                    stored = {row.passage.id for row in self._store.stored_passages(None)}
                    lost = len(stored - generation.lexical.ids())
                    if lost:
                        problems.append(f"The search index lacks {lost} passages.")
        except IndexDamaged as error:
            problems.append(error.what)
        if self._embedder is not None:
            missing = len(self._store.passages_without_vector(learner_id, self._embedder.sha256))
            if missing:
                problems.append(f"{missing} passages are not prepared for search by meaning yet.")
        return tuple(problems)

    def rebuild_index(self, learner_id: str, on_progress: Progress | None = None) -> None:
        """Build the index again from the store, embedding first what has no vector of the present model.

        Raises:
            IndexBusy: Another process is building.
            StoreFull: No space left; the index from before stays in use.
        """
        watch = Watch(on_progress)
        self._ingestion.embed_missing(learner_id, watch)
        self._find_topics(learner_id, watch, changed=True)
        self._rebuild(lambda done: watch.tell("", "indexing", done, done))
        self._mark_indexed(learner_id)

    def close(self) -> None:
        """Release the index's files; the next search opens them again."""
        with self._lock:
            if self._folder is not None:
                self._folder.close()

    def _search(
        self,
        learner_id: str,
        query: WidenedQuery,
        limit: int,
        note: str,
        *,
        among: Set[str] | None = None,
        vector: NDArray[np.float32] | None = None,
    ) -> SearchResult:
        from assistant.library.index.ranking import ANSWERABLE, CANDIDATES, look_up_words, rank

        with self._index().use() as generation:
            if generation is None:
                return SearchResult(query.asked, (), answerable=False, note=note)
            # Of one document's neighbours most are its own, so other sources are looked for deeper.
            depth = CANDIDATES if among is None else _DEEP
            # Looking up words and embedding cost about the same and share nothing.
            with ThreadPoolExecutor(1) as beside:
                looking = beside.submit(look_up_words, generation, learner_id, query, depth)
                if vector is None or generation.manifest.embedder != (
                    self._embedder and self._embedder.sha256
                ):
                    vector = self._query_vector(generation, query.names or query.asked)
                documents = self._store.document_ids(learner_id) if among is None else among
                words = looking.result()
            ranked = rank(generation, learner_id, words, vector, documents, limit, depth)
            if self._embedder is None:
                note = note or _NO_EMBEDDER
            elif vector is None or not ranked.by_meaning:
                away = vector is None and generation.manifest.embedder == self._embedder.sha256
                note = note or (_AWAY if away else _NOT_EMBEDDED)
        if not ranked.passages:
            return SearchResult(
                query.asked, (), answerable=False, note=note if self._has_passages(learner_id) else ""
            )
        return SearchResult(
            query.asked, ranked.passages, answerable=ranked.confidence >= ANSWERABLE, note=note
        )

    def _query_vector(self, generation: Generation, query: str) -> NDArray[np.float32] | None:
        # Vectors of two models never meet, whatever their dimensions.
        if self._embedder is None or generation.manifest.embedder != self._embedder.sha256:
            return None
        try:
            vector: NDArray[np.float32] = self._embedder.embed([query])[0]
        except ModelError:
            # An embeddings endpoint that is away makes search worse, not impossible; the result says so.
            return None
        return vector

    def _has_passages(self, learner_id: str) -> bool:
        return any(document.passages for document in self._store.documents(learner_id))

    def _index(self) -> IndexFolder:
        from assistant.library.index.generations import IndexFolder

        with self._lock:
            if self._folder is None:
                self._folder = IndexFolder(self._index_path)
            return self._folder

    def _look_after_index(self) -> str:
        """Once a process: build the index if it is missing, damaged or behind; returns a note when that must wait."""
        if self._looked_after:
            return ""
        try:
            self._build(lambda done: None, force=False, wait_seconds=0.0)
        except (SearchIndexError, StoreError):
            # Another process builds, or there is no room: what is there may still answer.
            return _STALE
        self._looked_after = True
        return ""

    def _index_and_report(
        self, learner_id: str, results: list[IngestResult], watch: Watch
    ) -> tuple[IngestResult, ...]:
        changed = any(result.outcome != "unchanged" for result in results)
        self._bring_index_up_to_date(learner_id, watch, changed=changed)
        now = {document.id: document for document in self._store.documents(learner_id)}
        return tuple(
            replace(result, document=now.get(result.document.id, result.document))
            if result.document
            else result
            for result in results
        )

    def _bring_index_up_to_date(self, learner_id: str, watch: Watch, *, changed: bool = False) -> None:
        with contextlib.suppress(CancelledError, ModelError):
            self._ingestion.embed_missing(learner_id, watch)
            self._find_topics(learner_id, watch, changed=changed)
        # The index is not left half-way: what is complete is made findable even when the rest was stopped.
        watch = Watch(watch.on_progress)
        total = sum(document.passages for document in self._store.documents(learner_id))
        self._build(lambda done: watch.tell("", "indexing", min(done, total), total), force=False)
        self._mark_indexed(learner_id)

    def _find_topics(self, learner_id: str, watch: Watch, *, changed: bool) -> None:
        if self._tagger is None or self._embedder is None:
            return
        if not changed and not self._store.without_topics(learner_id, None):
            # The key is made from the notes, and loading them would cost every start half a second.
            return
        waiting = self._store.without_topics(learner_id, self._tagger.key)
        for done, document_id in enumerate(waiting):
            stored = self._store.passages_of(learner_id, document_id, self._embedder.sha256)
            watch.tell(stored[0].passage.path if stored else "", "sorting by topic", done, len(waiting))
            self._store.put_topics(learner_id, document_id, self._tagger.key, self._tagger.tag(stored))

    def _mark_indexed(self, learner_id: str) -> None:
        waiting = [
            document.id
            for document in self._store.documents(learner_id)
            if document.state is DocumentState.EMBEDDED
        ]
        if waiting:
            self._store.set_state(learner_id, waiting, DocumentState.INDEXED)

    def _rebuild(self, on_progress: Callable[[int], None]) -> None:
        self._build(on_progress, force=True)

    def _build(
        self, on_progress: Callable[[int], None], *, force: bool, wait_seconds: float | None = None
    ) -> None:
        model = self._embedder.sha256 if self._embedder else None
        self._index().build(
            lambda: self._store.stored_passages(model),
            fingerprint=self._store.fingerprint,
            embedder=model or "",
            force=force,
            on_progress=on_progress,
            wait_seconds=wait_seconds,
        )
        self._looked_after = True


def _no_such_document() -> NotFound:
    return NotFound(
        "There is no such document in your library.", todo="`groundwork documents` lists what is there."
    )
