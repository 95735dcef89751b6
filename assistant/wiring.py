"""The parts of a study, wired together and built when they are first needed.

Loading them costs seconds that `groundwork check` should not pay for a database it never opens; so each is built on
its first use, once, behind a lock of its own.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.settings import Settings, bundled_path
from assistant.syllabus.types import Syllabus

if TYPE_CHECKING:
    from assistant.library.library import Library
    from assistant.library.ports import Embedder
    from assistant.library.topic_finding import TopicFinding
    from assistant.mathcheck.checker import MathChecker
    from assistant.practice.code.running import CodePractice
    from assistant.practice.practice import Practice
    from assistant.practice.quiz import Quizzes
    from assistant.progress.record import Record
    from assistant.store.attempts import SqlAttemptStore
    from assistant.store.conversations import SqlTurnStore
    from assistant.store.database import Database
    from assistant.store.documents import SqlPassageStore
    from assistant.store.own_notes import SqlOwnNoteStore
    from assistant.syllabus.find import TopicFinder
    from assistant.tutor.curriculum import SyllabusCurriculum
    from assistant.tutor.explaining import ExplainBack
    from assistant.tutor.models.embedded import EmbeddedModel
    from assistant.tutor.turn import Tutor
    from assistant.tutor.writer import ChatWriter

Part = TypeVar("Part")


def new_id() -> str:
    """A fresh id for a message, a conversation or an attempt."""
    return uuid.uuid4().hex


class Parts:
    """The rooms of one learner's study. Safe to use from several threads.

    Args:
        settings: Where state lives and which model answers.
        learner_id: Whose study this is.
        clock: Gives the time now as aware UTC.
    """

    def __init__(self, settings: Settings, learner_id: str, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._learner_id = learner_id
        self._clock = clock
        self._built: dict[str, Any] = {}
        self._locks: dict[str, threading.RLock] = {}
        self._lock = threading.Lock()
        self._gathered: dict[str, tuple[int, Record]] = {}

    def syllabus(self) -> Syllabus:
        """All topics, read from the notes."""

        def build() -> Syllabus:
            from assistant.syllabus.loader import load_syllabus

            return load_syllabus(bundled_path("corpus"))

        return self._part("syllabus", build)

    def database(self) -> Database:
        """The learner's database, opened and brought up to date."""

        def build() -> Database:
            from assistant.store.database import open_database
            from assistant.store.learners import ensure_learner

            database = open_database(self._settings.database_path)
            ensure_learner(database, self._learner_id, self._clock())
            return database

        return self._part("database", build)

    def checker(self) -> MathChecker:
        """The checker of mathematics, with its worker processes."""

        def build() -> MathChecker:
            from assistant.mathcheck.checker import MathChecker

            return MathChecker()

        return self._part("checker", build)

    def library(self) -> Library:
        """The library, with the built-in notes in it."""
        library = self.library_without_notes()
        # Cheap when the notes are there unchanged; without it a fresh home would have nothing to cite.
        self._part("notes", lambda: library.ingest_built_in(self._learner_id, bundled_path("corpus")) or True)
        return library

    def library_without_notes(self) -> Library:
        """The library as it is, for whoever is about to bring the notes in."""

        def build() -> Library:
            from assistant.library.library import Library
            from assistant.store.documents import SqlPassageStore

            return Library(
                SqlPassageStore(self.database()),
                self._settings.index_path,
                self._embedder(),
                clock=self._clock,
                syllabus=self.syllabus,
                finder=self._finder,
            )

        return self._part("library", build)

    def _embedder(self) -> Embedder | None:
        def build() -> Embedder | None:
            if self._settings.embeds_elsewhere:
                return self._embeddings_endpoint()
            from assistant.library.embedding import load_embedder

            return load_embedder(self._settings.downloads_path)

        return self._part("embedder", build)

    def _embeddings_endpoint(self) -> Embedder:
        from assistant.library.endpoint_embedding import EndpointEmbedder

        key = self._settings.embeddings_api_key
        return EndpointEmbedder(
            self._settings.embeddings_url or "",
            self._settings.embeddings_model or "",
            key.get_secret_value() if key else None,
            connect_seconds=self._settings.connect_timeout_seconds,
            read_seconds=self._settings.read_timeout_seconds,
        )

    def topic_finding(self) -> TopicFinding:
        """What finds the topics of a question by name, by likeness and by the notes it leads to."""

        def build() -> TopicFinding:
            from assistant.library.topic_finding import TopicFinding

            return TopicFinding(self.syllabus(), self._finder(), self._embedder(), self._settings.index_path)

        return self._part("topic_finding", build)

    def passage_store(self) -> SqlPassageStore:
        """Documents and passages as they are kept, for whoever needs no index."""

        def build() -> SqlPassageStore:
            from assistant.store.documents import SqlPassageStore

            return SqlPassageStore(self.database())

        return self._part("passage_store", build)

    def turn_store(self) -> SqlTurnStore:
        """Conversations and the log of evidence."""

        def build() -> SqlTurnStore:
            from assistant.store.conversations import SqlTurnStore

            return SqlTurnStore(self.database())

        return self._part("turn_store", build)

    def attempt_store(self) -> SqlAttemptStore:
        """Attempts."""

        def build() -> SqlAttemptStore:
            from assistant.store.attempts import SqlAttemptStore

            return SqlAttemptStore(self.database())

        return self._part("attempt_store", build)

    def practice(self) -> Practice:
        """Grading of exercises."""

        def build() -> Practice:
            from assistant.practice.practice import Practice

            return Practice(self.attempt_store(), self.checker(), clock=self._clock)

        return self._part("practice", build)

    def code_practice(self) -> CodePractice:
        """Coding exercises."""

        def build() -> CodePractice:
            from assistant.practice.code.running import CodePractice

            return CodePractice(self.attempt_store(), clock=self._clock, allowed=self._settings.run_code)

        return self._part("code_practice", build)

    def quizzes(self) -> Quizzes:
        """Timed quizzes."""

        def build() -> Quizzes:
            from assistant.practice.quiz import Quizzes
            from assistant.store.quizzes import SqlQuizStore

            return Quizzes(SqlQuizStore(self.database()), self.practice(), clock=self._clock)

        return self._part("quizzes", build)

    def tutor(self) -> Tutor:
        """Turns of conversation."""

        def build() -> Tutor:
            from assistant.tutor.turn import Tutor

            return Tutor(
                store=self.turn_store(),
                searcher=self.library(),
                mathematics=self.checker(),
                writer=self.writer,
                topics_of=self.topics_of,
                topic_of_path=self.topic_of_path,
                prompts=bundled_path("prompts"),
                clock=self._clock,
                new_id=new_id,
                deadline_seconds=self._settings.turn_deadline_seconds,
                curriculum=self.curriculum(),
            )

        return self._part("tutor", build)

    def curriculum(self) -> SyllabusCurriculum:
        """The syllabus and where the learner stands, as a turn sees them."""

        def build() -> SyllabusCurriculum:
            from assistant.progress.coverage import coverage
            from assistant.progress.types import CoverageReport
            from assistant.store.preferences import load_preferences
            from assistant.syllabus.goals import load_goals
            from assistant.tutor.curriculum import SyllabusCurriculum

            def report(learner_id: str) -> CoverageReport:
                return coverage(self.syllabus(), self.record(learner_id), self._clock())

            def goal(learner_id: str) -> str:
                chosen = load_preferences(self.database(), learner_id).goal
                if chosen is None:
                    return ""
                goals = load_goals(bundled_path("corpus"), self.syllabus())
                return next((goal.title for goal in goals if goal.id == chosen), "")

            return SyllabusCurriculum(self.syllabus, self._finder, report, goal)

        return self._part("curriculum", build)

    def record(self, learner_id: str) -> Record:
        """A learner's log of evidence, gathered; made anew only when something was added."""
        from assistant.progress.record import gather
        from assistant.store.evidence import load_evidence, newest_evidence

        newest = newest_evidence(self.database(), learner_id)
        kept = self._gathered.get(learner_id)
        if kept is None or kept[0] != newest:
            kept = newest, gather(self.syllabus(), load_evidence(self.database(), learner_id))
            self._gathered[learner_id] = kept
        return kept[1]

    def forget_record(self) -> None:
        """Gather anew: a record is told by the number of its newest row, which another database may use again."""
        self._gathered = {}

    def explain_back(self) -> ExplainBack:
        """Explaining a topic back."""

        def build() -> ExplainBack:
            from assistant.tutor.explaining import ExplainBack
            from assistant.tutor.prompt import load_prompts

            return ExplainBack(
                notes=self.own_note_store(),
                evidence=self.turn_store(),
                searcher=self.library(),
                mathematics=self.checker(),
                writer=self.writer,
                prompts=load_prompts(bundled_path("prompts")),
                clock=self._clock,
                new_id=new_id,
            )

        return self._part("explain_back", build)

    def own_note_store(self) -> SqlOwnNoteStore:
        """The learner's own notes."""

        def build() -> SqlOwnNoteStore:
            from assistant.store.own_notes import SqlOwnNoteStore

            return SqlOwnNoteStore(self.database())

        return self._part("own_note_store", build)

    def writer(self) -> ChatWriter | None:
        """What writes the answers, the same one for all turns; None when no model is to answer."""

        def build() -> ChatWriter | None:
            from assistant.tutor.models.choose import build_writer, choose_model

            return build_writer(choose_model(self._settings), self._settings, self.embedded_model)

        return self._part("writer", build)

    def embedded_model(self) -> EmbeddedModel:
        """The embedded model's process, shared by all who ask it; starts on first use."""

        def build() -> EmbeddedModel:
            from assistant.tutor.models.embedded import build_embedded_model

            return build_embedded_model(self._settings)

        return self._part("embedded_model", build)

    def topics_of(self, text: str) -> tuple[str, ...]:
        """The topics a text speaks of, best first; guesses are left out, since what is asked is kept on record."""
        from assistant.syllabus.find import HINTED

        return tuple(topic_id for topic_id, score in self._finder().topics_of(text) if score >= HINTED)

    def _finder(self) -> TopicFinder:
        def build() -> TopicFinder:
            from assistant.syllabus.find import build_finder

            return build_finder(self.syllabus())

        return self._part("finder", build)

    def topic_of_path(self, path: str) -> str | None:
        """The topic whose note has this path, or None."""
        return next((topic.id for topic in self.syllabus().topics if topic.note == path), None)

    def change_model(self, settings: Settings) -> None:
        """Let another model answer from the next turn on."""
        with self._lock:
            self._settings = settings
            dropped = [self._built.pop(name, None) for name in ("writer", "embedded_model")]
        for part in dropped:
            if part is not None:
                part.close()

    def close(self) -> None:
        """Stop the model and the workers and close the database."""
        with self._lock:
            built, self._built = self._built, {}
        for name in ("writer", "embedded_model", "checker", "library", "database"):
            if built.get(name) is not None:
                built[name].close()

    def _part(self, name: str, build: Callable[[], Part]) -> Part:
        part: Part | None = self._built.get(name)
        if part is None:
            # A lock for each part: a page that wants the conversations does not wait for the library's index.
            with self._lock:
                lock = self._locks.setdefault(name, threading.RLock())
            with lock:
                part = self._built.get(name)
                if part is None:
                    part = self._built[name] = build()
        return part
