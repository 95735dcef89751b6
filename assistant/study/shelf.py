"""The library, and the mathematics of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library.types import Document, IngestProgress, IngestResult, Passage, SearchResult, TopicShare
from assistant.mathcheck.types import CheckedClaim, Fact, Grade
from assistant.preparation import keep_upload
from assistant.progress.types import Evidence, EvidenceKind
from assistant.settings import bundled_path
from assistant.study.base import StudyBase

if TYPE_CHECKING:
    from assistant.notes.types import NotesReport


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as it is opened: with its page's picture (PNG) where it comes from a PDF."""

    passage: Passage
    picture: bytes | None


PASSAGE_SOURCE = "passage/"
"""What stands before a passage's id in the source of the evidence that it was opened."""
NO_TOPIC = ""
"""The topic of evidence about a passage that treats none of the syllabus; coverage passes it over."""


class StudyShelf(StudyBase):
    """The part of a study that reads: documents, passages, formulas."""

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        on_progress: Callable[[IngestProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        password: str | None = None,
    ) -> tuple[IngestResult, ...]:
        """Read files and folders into the library; one result a file, whatever happened to it."""
        return self._parts.library().ingest(
            self.learner_id, paths, on_progress=on_progress, cancelled=cancelled, password=password
        )

    def add_upload(self, name: str, content: bytes) -> Path:
        """Keep an uploaded file under the study's home, where its pages can be shown later, and return its path."""
        return keep_upload(self.settings.documents_path, name, content)

    def ingest_notes(
        self, *, on_progress: Callable[[IngestProgress], None] | None = None
    ) -> tuple[IngestResult, ...]:
        """Bring the built-in notes into the library; does nothing when they are there unchanged."""
        return self._parts.library_without_notes().ingest_built_in(
            self.learner_id, bundled_path("corpus"), on_progress=on_progress
        )

    def documents(self) -> tuple[Document, ...]:
        """All documents of the library."""
        return self._parts.library().documents(self.learner_id)

    def forget(self, document_id: str) -> None:
        """Take a document out of the library; the file itself is left alone."""
        self._parts.library().forget(self.learner_id, document_id)

    def search(self, query: str, *, limit: int = 5) -> SearchResult:
        """Find passages, best first."""
        return self._parts.library().search(self.learner_id, query, limit=limit)

    def another_source(self, passage_id: str, *, limit: int = 3) -> SearchResult:
        """Passages of other documents on what a passage is about, best first; raises NotFound."""
        return self._parts.library().another_source(self.learner_id, passage_id, limit=limit)

    def document_topics(self, document_id: str) -> tuple[TopicShare, ...]:
        """The topics that a document treats, those with most passages first; raises NotFound."""
        return self._parts.library().topics_of_document(self.learner_id, document_id)

    def topics_in_documents(self) -> tuple[TopicShare, ...]:
        """The topics that the learner's own documents treat; what is not among them, they lack."""
        return self._parts.library().topics_of_documents(self.learner_id)

    def open_passage(self, passage_id: str) -> PassageView:
        """Open a cited passage; that counts as reading its section and the topics it treats."""
        library = self._parts.library()
        passage = library.passage(self.learner_id, passage_id)
        self._record_opening(passage)
        return PassageView(passage, library.page_image(self.learner_id, passage_id))

    def _record_opening(self, passage: Passage) -> None:
        """Record that a passage was read: once for each of its topics, or for none by an empty topic."""
        own = self._parts.topic_of_path(passage.path)
        treated = self._parts.passage_store().topics_of_passage(self.learner_id, passage.id)
        topics = [own] if own is not None else [topic.topic_id for topic in treated] or [NO_TOPIC]
        now = self._clock()
        self._parts.turn_store().add_evidence(
            self.learner_id,
            [
                Evidence(topic_id, EvidenceKind.READ, now, source=f"{PASSAGE_SOURCE}{passage.id}")
                for topic_id in topics
            ],
        )

    def read_note(self, topic_id: str) -> str:
        """The Markdown of a topic's note without its front matter, recorded as read."""
        text = self.note_text(topic_id)
        self._record_reading(topic_id)
        return text

    def check_index(self) -> tuple[str, ...]:
        """What is wrong with the index; empty when nothing is."""
        return self._parts.library_without_notes().check_index(self.learner_id)

    def rebuild_index(self, *, on_progress: Callable[[IngestProgress], None] | None = None) -> None:
        """Build the index anew from the database."""
        self._parts.library_without_notes().rebuild_index(self.learner_id, on_progress=on_progress)

    def check(self, text: str) -> tuple[CheckedClaim, ...]:
        """Check every formula of a text."""
        return self._parts.checker().check(text)

    def solve(self, text: str) -> tuple[Fact, ...]:
        """Solve what a text asks to compute."""
        return self._parts.checker().solve(text)

    def grade(
        self, reference: str, submission: str, *, symbols: Sequence[str] = (), form: str | None = None
    ) -> Grade:
        """Compare a typed answer with the reference answer by mathematical equivalence."""
        return self._parts.checker().grade(reference, submission, symbols=symbols, form=form)

    def check_notes(
        self, notes: Path | None = None, *, on_note: Callable[[int, int], None] | None = None
    ) -> NotesReport:
        """Check every formula, code block and link of the notes: those built in, or a folder `<area>/<topic-id>.md`."""
        from assistant.notes.check import check_notes

        folder = notes if notes is not None else bundled_path("corpus") / "notes"
        return check_notes(folder, self._parts.checker(), on_note=on_note)
