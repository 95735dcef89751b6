"""The facade: all that a learner can do, one method each.

A `Study` connects the rooms: it hands the store to the tutor, the checker to practice, the clock to all.
Its parts are built when they are first needed, because loading them costs seconds that
`groundwork check` should not pay for a database it never opens.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assistant.errors import ConfigurationError, DownloadError, GroundworkError, NotFound, StoreFull
from assistant.library.types import Document, IngestProgress, IngestResult, Passage, SearchResult
from assistant.mathcheck.types import CheckedClaim, Fact, Grade
from assistant.practice.ports import Attempt
from assistant.practice.types import AttemptResult, Exercise
from assistant.progress.types import CoverageReport, Evidence, EvidenceKind, Plan
from assistant.settings import Settings, bundled_path, load_settings
from assistant.syllabus.types import Syllabus, Topic
from assistant.tutor.types import Conversation, Message, TurnEvent

if TYPE_CHECKING:
    from assistant.doctor import Finding
    from assistant.library.library import Library
    from assistant.mathcheck.checker import MathChecker
    from assistant.practice.practice import Practice
    from assistant.store.database import Database
    from assistant.tutor.models.embedded import EmbeddedModel
    from assistant.tutor.ports import Writer
    from assistant.tutor.turn import Tutor

LOCAL_LEARNER = "local"
"""Whose everything is while one person uses one installation."""


def utc_now() -> datetime:
    """The time now, aware UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh id for a message, a conversation or an attempt."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as it is opened: with its page's picture (PNG) where it comes from a PDF."""

    passage: Passage
    picture: bytes | None


class Study:
    """All that one learner can do. Safe to use from several threads.

    Args:
        settings: Where state lives and which model answers.
        learner_id: Whose study this is.
        clock: Gives the time now as aware UTC.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        learner_id: str = LOCAL_LEARNER,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.settings = settings
        self.learner_id = learner_id
        self._clock = clock
        self._parts: dict[str, Any] = {}
        self._lock = threading.RLock()

    # --- conversation -----------------------------------------------------------------------------

    def ask(self, question: str, conversation_id: str | None = None) -> Iterator[TurnEvent]:
        """Run one turn of conversation and yield what happens; starts a conversation when none is given.

        Closing the iterator stops the turn; what was written so far is kept.
        """
        return self._tutor().turn(self.learner_id, question, conversation_id)

    def start_conversation(self, question: str) -> Conversation:
        """Start a conversation named after its first question."""
        title = " ".join(question.split())
        return self._turn_store().start_conversation(self.learner_id, title[:80] or "Untitled", self._clock())

    def conversations(self) -> tuple[Conversation, ...]:
        """All conversations, the newest first."""
        return self._turn_store().conversations(self.learner_id)

    def messages(self, conversation_id: str) -> tuple[Message, ...]:
        """The messages of a conversation, in order."""
        return self._turn_store().messages(self.learner_id, conversation_id)

    def recover(self) -> int:
        """Mark answers that a crash cut off as interrupted; returns how many there were.

        Called once when the page's server starts, never by a command beside it: an answer another process is
        writing at this moment looks the same.
        """
        return int(self._turn_store().close_cut_off_messages(self.learner_id))

    def warm_model(self) -> None:
        """Start the model if one is set up, so that the first answer need not wait for it.

        Never raises: a model that cannot start is reported by the turn that needs it and by `doctor`.
        """
        try:
            self._writer()
        except GroundworkError:
            return

    def model_choice(self) -> tuple[str, str]:
        """The name of the model that answers ("none" without one), and why it is this one."""
        from assistant.tutor.models.choose import choose_model

        choice = choose_model(self.settings)
        return choice.name, choice.reason

    # --- coverage ---------------------------------------------------------------------------------

    def syllabus(self) -> Syllabus:
        """All topics and what rests on what."""
        return self._part("syllabus", self._build_syllabus)

    def coverage(self) -> CoverageReport:
        """Where the learner stands with every topic, and what is missing underneath."""
        from assistant.progress.coverage import coverage

        return coverage(self.syllabus(), self._evidence(), self._clock())

    def plan(self, minutes: int) -> Plan:
        """What to do in the minutes given."""
        from assistant.progress.plan import plan

        return plan(self.syllabus(), self._evidence(), self._clock(), minutes)

    def read_note(self, topic_id: str) -> str:
        """The Markdown of a topic's note, recorded as read."""
        topic = self.topic(topic_id)
        text = (bundled_path("corpus") / topic.note).read_text("utf-8")
        self._record_reading(topic.id)
        return text

    def topic(self, topic_id: str) -> Topic:
        """A topic of the syllabus; raises NotFound."""
        syllabus = self.syllabus()
        if topic_id not in syllabus:
            raise NotFound(
                f"There is no topic “{topic_id[:80]}”.", todo="`groundwork coverage` lists all topics with their ids."
            )
        return syllabus.topic(topic_id)

    # --- practice ---------------------------------------------------------------------------------

    def practice_topics(self) -> tuple[Topic, ...]:
        """The topics that have exercises, in syllabus order."""
        from assistant.practice.make import topics_with_exercises

        with_exercises = set(topics_with_exercises())
        return tuple(topic for topic in self.syllabus().topics if topic.id in with_exercises)

    def exercises(self, topic_id: str, *, count: int, seed: int, level: int | None = None) -> tuple[Exercise, ...]:
        """Exercises with proved keys; the same seed gives the same exercises."""
        from assistant.practice.make import make_exercises

        return make_exercises(self.topic(topic_id).id, count=count, seed=seed, level=level)

    def exercise(self, exercise_id: str) -> Exercise:
        """The very exercise of this id, made again; raises NotFound."""
        from assistant.practice.make import make_exercise

        return make_exercise(exercise_id)

    def submit(
        self,
        exercise_id: str,
        submission: str,
        *,
        attempt_id: str,
        hints: int = 0,
        seconds: float | None = None,
    ) -> AttemptResult:
        """Write down a submission, grade it, and record the evidence; the same `attempt_id` counts once."""
        return self._practice().submit(
            self.learner_id, exercise_id, submission, attempt_id=attempt_id, hints=hints, seconds=seconds
        )

    def attempts(self, topic_id: str | None = None) -> tuple[Attempt, ...]:
        """All attempts, the newest first."""
        return self._attempt_store().attempts(self.learner_id, topic_id)

    # --- library ----------------------------------------------------------------------------------

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        on_progress: Callable[[IngestProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        password: str | None = None,
    ) -> tuple[IngestResult, ...]:
        """Read files and folders into the library; one result a file, whatever happened to it."""
        return self._library().ingest(
            self.learner_id, paths, on_progress=on_progress, cancelled=cancelled, password=password
        )

    def add_upload(self, name: str, content: bytes) -> Path:
        """Keep an uploaded file under the study's home, where its pages can be shown later, and return its path.

        The name is data: only its last part is used, without characters that mean something to a file system.
        """
        stem, dot, suffix = Path(name.replace("\\", "/")).name.rpartition(".")
        safe = "".join(c if c.isalnum() or c in " -_()." else "_" for c in (stem if dot else suffix)).strip(" .")
        target = self.settings.home / "documents" / f"{safe[:120] or 'document'}{dot}{suffix[:12] if dot else ''}"
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(target.name + ".part")
        try:
            partial.write_bytes(content)
            partial.replace(target)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise StoreFull(
                f"“{target.name}” could not be kept: {error.strerror}.",
                safe="Your library is as it was.",
                todo="Free some space on the disk and upload it again.",
            ) from error
        return target

    def ingest_notes(self, *, on_progress: Callable[[IngestProgress], None] | None = None) -> tuple[IngestResult, ...]:
        """Bring the built-in notes into the library; does nothing when they are there unchanged."""
        return self._library(with_notes=False).ingest_built_in(
            self.learner_id, bundled_path("corpus"), on_progress=on_progress
        )

    def documents(self) -> tuple[Document, ...]:
        """All documents of the library."""
        return self._library().documents(self.learner_id)

    def forget(self, document_id: str) -> None:
        """Take a document out of the library; the file itself is left alone."""
        self._library().forget(self.learner_id, document_id)

    def search(self, query: str, *, limit: int = 5) -> SearchResult:
        """Find passages, best first."""
        return self._library().search(self.learner_id, query, limit=limit)

    def open_passage(self, passage_id: str) -> PassageView:
        """Open a cited passage; a passage of a built-in note counts as reading its topic."""
        library = self._library()
        passage = library.passage(self.learner_id, passage_id)
        topic_id = self._topic_of_path(passage.path)
        if topic_id is not None:
            self._record_reading(topic_id)
        return PassageView(passage, library.page_image(self.learner_id, passage_id))

    def check_index(self) -> tuple[str, ...]:
        """What is wrong with the index; empty when nothing is."""
        return self._library(with_notes=False).check_index(self.learner_id)

    def rebuild_index(self, *, on_progress: Callable[[IngestProgress], None] | None = None) -> None:
        """Build the index anew from the database."""
        self._library(with_notes=False).rebuild_index(self.learner_id, on_progress=on_progress)

    # --- mathematics ------------------------------------------------------------------------------

    def check(self, text: str) -> tuple[CheckedClaim, ...]:
        """Check every formula of a text."""
        return self._checker().check(text)

    def solve(self, text: str) -> tuple[Fact, ...]:
        """Solve what a text asks to compute."""
        return self._checker().solve(text)

    def grade(self, reference: str, submission: str, *, symbols: Sequence[str] = (), form: str | None = None) -> Grade:
        """Compare a typed answer with the reference answer by mathematical equivalence."""
        return self._checker().grade(reference, submission, symbols=symbols, form=form)

    # --- set-up -----------------------------------------------------------------------------------

    def announce_preparation(self) -> tuple[str, ...]:
        """What `prepare` is about to fetch and how large it is, one sentence each; empty when all is there."""
        from assistant.downloads.model_file import MODEL_BYTES, find_model

        if not self._wants_embedded_model() or find_model(self.settings.downloads_path, self.settings.model_path):
            return ()
        return (
            f"Groundwork will now fetch its language model, once: {MODEL_BYTES / 1e9:.1f} GB, kept in "
            f"{self.settings.downloads_path}. It runs on this machine; nothing you write leaves it. "
            "Ctrl-C stops, the next start goes on from there; GROUNDWORK_MODEL=none does without a model.",
        )

    def prepare(self, on_progress: Callable[[str, int, int], None]) -> tuple[str, ...]:
        """Fetch what is missing and index the notes; quick when all is there.

        Args:
            on_progress: Called with what is being done, how much of it, and the whole.

        Returns:
            What could not be had, one message each; Groundwork works without it and says so.
        """
        from assistant.downloads.model_file import fetch_model, find_model
        from assistant.library.embedding import prepare_embedder

        settings = self.settings
        problems = []
        try:
            prepare_embedder(settings.downloads_path, on_progress)
        except DownloadError as error:
            problems.append(f"Search by meaning is off, search by words works: {error}")
        if self._wants_embedded_model() and find_model(settings.downloads_path, settings.model_path) is None:
            try:
                fetch_model(settings.downloads_path, on_progress=on_progress)
            except DownloadError as error:
                problems.append(f"Groundwork starts without a language model, with notes and algebra: {error}")
        self.ingest_notes(on_progress=lambda step: on_progress("Indexing the notes", step.done, step.total))
        return tuple(problems)

    def _wants_embedded_model(self) -> bool:
        settings = self.settings
        elsewhere = settings.base_url is not None or settings.api_key is not None
        return settings.model == "embedded" or (settings.model == "auto" and not elsewhere)

    def doctor(self) -> tuple[Finding, ...]:
        """What is installed, which model answers, what is missing, how to mend it."""
        from assistant.doctor import examine

        return examine(self)

    def database(self) -> Database:
        """The learner's database, opened and brought up to date."""
        return self._part("database", self._build_database)

    def close(self) -> None:
        """Stop the model and the workers and close the database."""
        with self._lock:
            for name in ("embedded_model", "checker", "library", "database"):
                part = self._parts.pop(name, None)
                if part is not None:
                    part.close()
            self._parts.clear()

    # --- the parts, built when first needed -------------------------------------------------------

    def _part(self, name: str, build: Callable[[], Any]) -> Any:
        part = self._parts.get(name)
        if part is None:
            with self._lock:
                part = self._parts.get(name)
                if part is None:
                    part = self._parts[name] = build()
        return part

    def _build_syllabus(self) -> Syllabus:
        from assistant.syllabus.loader import load_syllabus

        return load_syllabus(bundled_path("corpus"))

    def _build_database(self) -> Database:
        from assistant.store.database import open_database
        from assistant.store.learners import ensure_learner

        database = open_database(self.settings.database_path)
        ensure_learner(database, self.learner_id)
        return database

    def _checker(self) -> MathChecker:
        def build() -> MathChecker:
            from assistant.mathcheck.checker import MathChecker

            return MathChecker()

        return self._part("checker", build)

    def _library(self, *, with_notes: bool = True) -> Library:
        def build() -> Library:
            from assistant.library.embedding import load_embedder
            from assistant.library.library import Library
            from assistant.store.documents import SqlPassageStore

            return Library(
                SqlPassageStore(self.database()),
                self.settings.index_path,
                load_embedder(self.settings.downloads_path),
                clock=self._clock,
            )

        library: Library = self._part("library", build)
        if with_notes:
            # Cheap when the notes are there unchanged; without it a fresh home would have nothing to cite.
            self._part("notes", lambda: self.ingest_notes() or True)
        return library

    def _turn_store(self) -> Any:
        def build() -> Any:
            from assistant.store.conversations import SqlTurnStore

            return SqlTurnStore(self.database())

        return self._part("turn_store", build)

    def _attempt_store(self) -> Any:
        def build() -> Any:
            from assistant.store.attempts import SqlAttemptStore

            return SqlAttemptStore(self.database())

        return self._part("attempt_store", build)

    def _practice(self) -> Practice:
        def build() -> Practice:
            from assistant.practice.practice import Practice

            return Practice(self._attempt_store(), self._checker(), clock=self._clock)

        return self._part("practice", build)

    def _tutor(self) -> Tutor:
        def build() -> Tutor:
            from assistant.tutor.turn import Tutor

            return Tutor(
                store=self._turn_store(),
                searcher=self._library(),
                mathematics=self._checker(),
                writer=self._writer,
                topics_of=self.topics_of,
                topic_of_path=self._topic_of_path,
                prompts=bundled_path("prompts"),
                clock=self._clock,
                new_id=new_id,
                deadline_seconds=self.settings.turn_deadline_seconds,
            )

        return self._part("tutor", build)

    def _writer(self) -> Writer | None:
        from assistant.tutor.models.choose import build_writer, choose_model

        choice = choose_model(self.settings)
        return build_writer(choice, self.settings, self._embedded_model)

    def _embedded_model(self) -> EmbeddedModel:
        def build() -> EmbeddedModel:
            from assistant.tutor.models.embedded import build_embedded_model

            return build_embedded_model(self.settings)

        return self._part("embedded_model", build)

    # --- small things -----------------------------------------------------------------------------

    def topics_of(self, text: str) -> tuple[str, ...]:
        """The topics a text speaks of, best first."""
        from assistant.syllabus.find import topics_of

        return tuple(topic_id for topic_id, _ in topics_of(self.syllabus(), text))

    def _topic_of_path(self, path: str) -> str | None:
        for topic in self.syllabus().topics:
            if topic.note == path:
                return topic.id
        return None

    def _evidence(self) -> tuple[Evidence, ...]:
        from assistant.store.evidence import SqlEvidenceLog

        return SqlEvidenceLog(self.database()).evidence(self.learner_id)

    def _record_reading(self, topic_id: str) -> None:
        reading = Evidence(topic_id, EvidenceKind.READ, self._clock())
        self._turn_store().add_evidence(self.learner_id, [reading])


def build_study(settings: Settings | None = None) -> Study:
    """Wire a study from the environment's settings.

    Raises:
        ConfigurationError: A setting cannot be used.
    """
    if settings is None:
        try:
            settings = load_settings()
        except ValidationError as error:
            names = ", ".join("GROUNDWORK_" + str(problem["loc"][0]).upper() for problem in error.errors())
            raise ConfigurationError(
                f"A setting cannot be used: {names}.",
                safe="Nothing was started or changed.",
                todo="Correct it in the environment, or unset it to get the default.",
            ) from None
    return Study(settings)
