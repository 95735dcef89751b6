"""The facade: all that a learner can do, one method each.

The rooms behind it are wired together in `wiring.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.errors import ConfigurationError, GroundworkError, InputError, NotFound
from assistant.keeping import Keeping
from assistant.library.types import Document, IngestProgress, IngestResult, Passage, SearchResult, TopicShare
from assistant.mathcheck.types import CheckedClaim, Fact, Grade
from assistant.practice.code.types import CodeResult, CodeTask
from assistant.practice.ports import Attempt
from assistant.practice.types import AttemptResult, Exercise, Quiz, QuizResult
from assistant.preparation import announce, fetch, fingerprint, keep_upload
from assistant.progress.types import CoverageReport, Evidence, EvidenceKind, Gap, Plan, Preferences
from assistant.settings import Settings, bundled_path, load_settings, save_choice
from assistant.syllabus.types import Goal, Syllabus, Topic
from assistant.tutor.models.types import ModelChoice, ModelProbe
from assistant.tutor.own_notes import OwnNote
from assistant.tutor.types import Conversation, FoundMessage, Message, TurnEvent
from assistant.wiring import Parts, new_id

if TYPE_CHECKING:
    from assistant.doctor import Finding
    from assistant.notes.types import NotesReport
    from assistant.practice.diagnosis import Diagnosis
    from assistant.progress.book import BookCoverage, BookSection
    from assistant.progress.descent import Descent
    from assistant.progress.record import Record
    from assistant.progress.summary import ProgressReport
    from assistant.store.database import Database

__all__ = ["PassageView", "Study", "build_study", "new_id"]

LOCAL_LEARNER = "local"
"""Whose everything is while one person uses one installation."""


def utc_now() -> datetime:
    """The time now, aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as it is opened: with its page's picture (PNG) where it comes from a PDF."""

    passage: Passage
    picture: bytes | None


class Study(Keeping):
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
        self._parts = Parts(settings, learner_id, clock)
        self._gathered: tuple[int, Record] | None = None

    def now(self) -> datetime:
        """The time by this study's clock, aware UTC."""
        return self._clock()

    # --- conversation -----------------------------------------------------------------------------

    def ask(self, question: str, conversation_id: str | None = None) -> Iterator[TurnEvent]:
        """Run one turn of conversation and yield what happens; starts a conversation when none is given.

        Closing the iterator stops the turn; what was written so far is kept.
        """
        return self._parts.tutor().turn(self.learner_id, question, conversation_id)

    def follow_up(self, conversation_id: str, way: str) -> Iterator[TurnEvent]:
        """Run one turn about what was spoken of last, in one of the ways to ask (`tutor.ways.Way`, `language:es`)."""
        return self._parts.tutor().follow_up(self.learner_id, conversation_id, way)

    def resume(self, conversation_id: str, message_id: str) -> Iterator[TurnEvent]:
        """Go on with an answer that was interrupted."""
        return self._parts.tutor().resume(self.learner_id, conversation_id, message_id)

    def rename_conversation(self, conversation_id: str, title: str) -> None:
        """Give a conversation another title; an empty one is refused."""
        from assistant.tutor.turn import accept_title

        self._parts.turn_store().rename_conversation(self.learner_id, conversation_id, accept_title(title))

    def delete_conversation(self, conversation_id: str) -> None:
        """Delete a conversation and its messages for good; what was learnt stays on record."""
        self._parts.turn_store().delete_conversation(self.learner_id, conversation_id)

    def branch_conversation(self, conversation_id: str, message_id: str, question: str) -> Conversation:
        """Start a conversation that repeats another up to one message, to ask something else there."""
        from assistant.tutor.turn import accept_question, title_of

        title = title_of(accept_question(question))
        return self._parts.turn_store().branch_conversation(
            self.learner_id, conversation_id, message_id, title, self._clock()
        )

    def search_conversations(self, query: str) -> tuple[FoundMessage, ...]:
        """Conversations that hold every word of the query."""
        return self._parts.turn_store().search_conversations(self.learner_id, query)

    def transcript(self, conversation_id: str) -> str:
        """A conversation as Markdown, verdicts and sources included."""
        from assistant.tutor.transcript import render_transcript

        store = self._parts.turn_store()
        conversation = store.conversation(self.learner_id, conversation_id)
        return render_transcript(conversation, store.messages(self.learner_id, conversation_id))

    def explain_back(self, topic_id: str, text: str) -> OwnNote:
        """Keep an explanation of a topic in the learner's own words, check it, and say what it leaves out."""
        return self._parts.explain_back().explain(self.learner_id, self.topic(topic_id), text)

    def own_notes(self, topic_id: str | None = None) -> tuple[OwnNote, ...]:
        """The learner's own notes, the newest first, of one topic if given."""
        return self._parts.own_note_store().own_notes(self.learner_id, topic_id)

    def own_note(self, note_id: str) -> OwnNote:
        """One of the learner's own notes; raises NotFound."""
        return self._parts.own_note_store().own_note(self.learner_id, note_id)

    def search_own_notes(self, query: str) -> tuple[OwnNote, ...]:
        """Own notes that hold every word of the query."""
        return self._parts.own_note_store().search_own_notes(self.learner_id, query)

    def delete_own_note(self, note_id: str) -> None:
        """Delete one of the learner's own notes for good."""
        self._parts.own_note_store().delete_own_note(self.learner_id, note_id)

    def own_note_post(self, note_id: str) -> str:
        """An own note as a post in Markdown."""
        from assistant.tutor.explaining import render_post

        note = self.own_note(note_id)
        return render_post(note, self.topic(note.topic_id))

    def start_conversation(self, question: str) -> Conversation:
        """Start a conversation named after its first question."""
        title = " ".join(question.split())
        return self._parts.turn_store().start_conversation(
            self.learner_id, title[:80] or "Untitled", self._clock()
        )

    def conversations(self) -> tuple[Conversation, ...]:
        """All conversations, the newest first."""
        return self._parts.turn_store().conversations(self.learner_id)

    def messages(self, conversation_id: str) -> tuple[Message, ...]:
        """The messages of a conversation, in order."""
        return self._parts.turn_store().messages(self.learner_id, conversation_id)

    def recover(self) -> int:
        """Mark answers that a crash cut off as interrupted; returns how many there were.

        Called once when the page's server starts, never by a command beside it: an answer another process is
        writing at this moment looks the same.
        """
        return int(self._parts.turn_store().close_cut_off_messages(self.learner_id))

    def warm_up(self) -> None:
        """Load what the first question would otherwise wait for: the checker, the library, the model.

        Raises nothing: a part that cannot start is reported by the turn that needs it and by `doctor`.
        """
        for step in (self._parts.checker().warm, self._parts.library, self._warm_model):
            with suppress(GroundworkError):
                step()

    def _warm_model(self) -> None:
        writer = self._parts.writer()
        if writer is not None:
            writer.prepare(self._parts.tutor().rules)

    def probe_model(self) -> ModelProbe:
        """Ask the chosen model something, to know whether it answers."""
        from assistant.tutor.models.choose import choose_model, probe_model

        return probe_model(choose_model(self.settings), self.settings, self._parts.embedded_model)

    def choose_model(self, model: str, base_url: str = "") -> ModelChoice:
        """Let another model answer, now and after the next start.

        Args:
            model: `auto`, `none`, `embedded`, or the name of a model at the endpoint or at OpenAI.
            base_url: An OpenAI-compatible endpoint; empty for none. Its key comes from the environment alone.

        Raises:
            InputError: The environment decides (GROUNDWORK_MODEL or GROUNDWORK_BASE_URL is set).
            ConfigurationError: The address cannot be used; nothing was changed.
        """
        from assistant.tutor.models.choose import choose_model

        decided = sorted({"model", "base_url"} & Settings().model_fields_set)
        if decided:
            names = " and ".join(f"GROUNDWORK_{name.upper()}" for name in decided)
            raise InputError(
                f"{names} decides which model answers.",
                safe="Nothing was changed.",
                todo="Unset it, then choose here.",
            )
        settings = self.settings.model_copy(
            update={"model": model.strip() or "auto", "base_url": base_url.strip() or None}
        )
        choice = choose_model(settings)
        save_choice(settings.home, {"model": settings.model, "base_url": settings.base_url or ""})
        self.settings = settings
        self._parts.change_model(settings)
        return choice

    def model_choice(self) -> ModelChoice:
        """Which model answers, and why it is this one."""
        from assistant.tutor.models.choose import choose_model

        return choose_model(self.settings)

    # --- coverage ---------------------------------------------------------------------------------

    def syllabus(self) -> Syllabus:
        """All topics and what rests on what."""
        return self._parts.syllabus()

    def goals(self) -> tuple[Goal, ...]:
        """The named paths through the syllabus."""
        from assistant.syllabus.goals import load_goals

        return load_goals(bundled_path("corpus"), self.syllabus())

    def descend(self, idea: str) -> Descent:
        """The way down from a topic or a practical idea to what was never touched; raises NotFound."""
        from assistant.progress.descent import descend
        from assistant.syllabus.graph import topics_of_idea

        return descend(self.syllabus(), self.coverage(), topics_of_idea(self.syllabus(), idea))

    def find_topics(self, question: str, *, limit: int = 3) -> tuple[Topic, ...]:
        """The topics a question in any words is about, best first; nothing is recorded."""
        found = self._parts.topic_finding().topics_of(
            question, self.search(question, limit=12).passages, self._parts.topic_of_path, limit=limit
        )
        return tuple(self.syllabus().topic(topic_id) for topic_id, _ in found)

    def coverage(self) -> CoverageReport:
        """Where the learner stands with every topic, and what is missing underneath."""
        from assistant.progress.coverage import coverage

        return coverage(self.syllabus(), self.record(), self._clock())

    def record(self) -> Record:
        """The log of evidence, gathered; made anew only when something was added."""
        from assistant.progress.record import gather
        from assistant.store.evidence import newest_evidence

        newest = newest_evidence(self._parts.database(), self.learner_id)
        kept = self._gathered
        if kept is None or kept[0] != newest:
            kept = self._gathered = (newest, gather(self.syllabus(), self._evidence()))
        return kept[1]

    def plan(self, minutes: int | None = None) -> Plan:
        """What to do in the minutes given, or in those of the learner's day; with a forecast for the goal."""
        from assistant.practice.make import topics_with_exercises
        from assistant.progress.plan import plan

        chosen = self.preferences()
        return plan(
            self.syllabus(),
            self.record(),
            self._clock(),
            minutes if minutes is not None else chosen.minutes_a_day,
            goal=self.goal(),
            practicable=frozenset(topics_with_exercises()),
            minutes_a_day=chosen.minutes_a_day,
            diagnostic_over=chosen.diagnostic_over,
        )

    def report(self) -> ProgressReport:
        """All that there is to say of the learner's progress: shares, calendar, curves, gaps, forecast."""
        from assistant.practice.make import topics_with_exercises
        from assistant.progress.summary import summarise

        return summarise(
            self.syllabus(),
            self.record(),
            self._clock(),
            goals=self.goals(),
            goal=self.goal(),
            minutes_a_day=self.preferences().minutes_a_day,
            practicable=frozenset(topics_with_exercises()),
            sources=self._sources(),
        )

    def book_coverage(self, document_id: str) -> BookCoverage:
        """Which sections of a document were read, asked about, practised; what it treats and lacks; raises NotFound."""
        from assistant.progress.book import Touches, book_coverage
        from assistant.progress.gaps import goal_topics

        if document_id not in {
            document.id for document in self._parts.passage_store().documents(self.learner_id)
        }:
            raise NotFound("There is no such document.", todo="`groundwork documents` lists them all.")
        histories = self.record().histories
        touches = Touches(
            read={topic_id for topic_id, history in histories.items() if history.readings},
            asked={topic_id for topic_id, history in histories.items() if history.chats},
        )
        path = goal_topics(self.syllabus(), self.goal())
        sections = self._sections(document_id)
        return book_coverage(self.syllabus(), self.coverage(), sections, touches, path=frozenset(path))

    def _sections(self, document_id: str) -> tuple[BookSection, ...]:
        from assistant.progress.book import sections_of

        tagged = self._parts.passage_store().topics(self.learner_id, [document_id])
        return sections_of(
            (section, [(topic.topic_id, topic.confidence) for topic in topics]) for section, topics in tagged
        )

    def _sources(self) -> dict[str, int] | None:
        """For each topic, how many of the learner's own documents treat it; None without any."""
        from assistant.progress.book import sources_of

        documents = self._parts.passage_store().documents(self.learner_id)
        own = [document.id for document in documents if not document.built_in]
        return sources_of({document_id: self._sections(document_id) for document_id in own}) if own else None

    def gaps(self) -> tuple[Gap, ...]:
        """All that is missing on the way to the goal and underneath it, in the order of what it blocks."""
        from assistant.progress.gaps import all_gaps, goal_topics

        path = goal_topics(self.syllabus(), self.goal())
        histories = self.record().histories
        return all_gaps(self.syllabus(), self.coverage(), histories, path=path, sources=self._sources())

    # --- what the learner chose -------------------------------------------------------------------

    def preferences(self) -> Preferences:
        """What the learner chose: goal, minutes a day, language of terms."""
        from assistant.store.preferences import load_preferences

        return load_preferences(self._parts.database(), self.learner_id)

    def choose(self, preferences: Preferences) -> Preferences:
        """Keep the learner's choices; raises InputError for a goal, a time or a language there is not."""
        from assistant.progress.preferences import checked
        from assistant.store.preferences import save_preferences

        save_preferences(self._parts.database(), self.learner_id, checked(preferences, self.goals()))
        return preferences

    def goal(self) -> Goal | None:
        """The goal the learner chose; None for the whole syllabus."""
        wanted = self.preferences().goal
        return next((goal for goal in self.goals() if goal.id == wanted), None)

    # --- diagnostic -------------------------------------------------------------------------------

    def start_diagnosis(self, *, anew: bool = False) -> Diagnosis:
        """Begin a diagnostic, or go on with the one that was begun; `anew` begins another in any case."""
        chosen = self.preferences()
        if anew or chosen.diagnostic is None:
            chosen = self.choose(replace(chosen, diagnostic=new_id(), diagnostic_over=False))
        elif chosen.diagnostic_over:
            chosen = self.choose(replace(chosen, diagnostic_over=False))
        return self._diagnosis(chosen)

    def diagnosis(self) -> Diagnosis | None:
        """The diagnostic begun last, with its next question unless it is over; None when none was begun."""
        chosen = self.preferences()
        return None if chosen.diagnostic is None else self._diagnosis(chosen)

    def answer_diagnosis(
        self, exercise_id: str, submission: str, *, attempt_id: str, seconds: float | None = None
    ) -> AttemptResult:
        """Grade the answer to a diagnostic's question; an unreadable one leaves the question open."""
        result = self._parts.practice().submit(
            self.learner_id,
            exercise_id,
            submission,
            attempt_id=f"{self._open_diagnostic()}/{attempt_id}",
            seconds=seconds,
            kind=EvidenceKind.DIAGNOSED,
        )
        self._close_finished_diagnosis()
        return result

    def pass_diagnosis(self, topic_id: str, *, unknown: bool) -> None:
        """Leave a diagnostic's question: as one not known (`unknown`), or as one that shall tell nothing."""
        row = Evidence(
            self.topic(topic_id).id,
            EvidenceKind.DIAGNOSED,
            self._clock(),
            correct=False if unknown else None,
            source=f"{self._open_diagnostic()}/{new_id()}",
        )
        self._parts.turn_store().add_evidence(self.learner_id, [row])
        self._close_finished_diagnosis()

    def end_diagnosis(self) -> None:
        """Leave the diagnostic, or want none; what was answered stays, and `start_diagnosis` goes on with it."""
        self.choose(replace(self.preferences(), diagnostic_over=True))

    def _diagnosis(self, chosen: Preferences) -> Diagnosis:
        from assistant.practice.diagnosis import build_diagnosis
        from assistant.progress.record import answers_of

        wanted = chosen.diagnostic or ""
        answers = answers_of(self.record().diagnosed, wanted)
        return build_diagnosis(self.syllabus(), wanted, answers, over=chosen.diagnostic_over)

    def _open_diagnostic(self) -> str:
        wanted = self.preferences().diagnostic
        if wanted is None:
            raise NotFound("No diagnostic was begun.", todo="Begin one: `groundwork diagnose`.")
        return wanted

    def _close_finished_diagnosis(self) -> None:
        chosen = self.preferences()
        over = replace(chosen, diagnostic_over=True)
        # Asked as if it were over, since then no exercise is made for its next question.
        if not chosen.diagnostic_over and self._diagnosis(over).state.next_topic is None:
            self.choose(over)

    # --- notes ------------------------------------------------------------------------------------

    def note_text(self, topic_id: str) -> str:
        """The Markdown of a topic's note without its front matter."""
        text = (bundled_path("corpus") / self.topic(topic_id).note).read_text("utf-8")
        return text.split("---\n", 2)[2]

    def read_note(self, topic_id: str) -> str:
        """The Markdown of a topic's note without its front matter, recorded as read."""
        text = self.note_text(topic_id)
        self._record_reading(topic_id)
        return text

    def figures(self) -> Path:
        """The folder of the notes' figures, `<topic-id>.svg`."""
        return bundled_path("corpus") / "figures"

    def topic(self, topic_id: str) -> Topic:
        """A topic of the syllabus; raises NotFound."""
        syllabus = self.syllabus()
        if topic_id not in syllabus:
            raise NotFound(
                f"There is no topic “{topic_id[:80]}”.",
                todo="`groundwork coverage` lists all topics with their ids.",
            )
        return syllabus.topic(topic_id)

    # --- practice ---------------------------------------------------------------------------------

    def practice_topics(self) -> tuple[Topic, ...]:
        """The topics that have exercises, in syllabus order."""
        from assistant.practice.make import topics_with_exercises

        with_exercises = set(topics_with_exercises())
        return tuple(topic for topic in self.syllabus().topics if topic.id in with_exercises)

    def exercises(
        self, topic_id: str, *, count: int, seed: int, level: int | None = None
    ) -> tuple[Exercise, ...]:
        """Exercises with proved keys; the same seed gives the same exercises."""
        from assistant.practice.make import make_exercises

        return make_exercises(self.topic(topic_id).id, count=count, seed=seed, level=level)

    def exercise(self, exercise_id: str) -> Exercise:
        """The very exercise of this id, made again; raises NotFound."""
        from assistant.practice.make import make_exercise

        return make_exercise(exercise_id)

    def tell_story(self, exercise_id: str) -> str:
        """An exercise's prompt with a story in front, by the model; as it is where none answers usably."""
        from assistant.tutor.prompt import load_prompts
        from assistant.tutor.proposals import tell_story

        exercise = self.exercise(exercise_id)
        writer = self._parts.writer()
        return tell_story(
            exercise, self.topic(exercise.topic_id), writer, load_prompts(bundled_path("prompts"))
        )

    def propose_questions(self, topic_id: str) -> tuple[tuple[str, ...], Passage | None]:
        """Questions on a topic's note by the model, not machine-checked, and the passage that holds the answers."""
        from assistant.tutor.prompt import load_prompts
        from assistant.tutor.proposals import propose_questions

        topic = self.topic(topic_id)
        found = [
            hit.passage
            for hit in self.search(f"{topic.title}: why it works", limit=20).passages
            if hit.passage.path == topic.note
        ]
        if not found:
            return (), None
        prompts = load_prompts(bundled_path("prompts"))
        return propose_questions(topic, found[0], self._parts.writer(), prompts), found[0]

    def preview(self, submission: str) -> str:
        """A typed answer as LaTeX, as it will be understood; raises UnreadableMath, which costs no attempt."""
        from assistant.mathcheck.grading.preview import preview_answer

        return preview_answer(submission)

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
        return self._parts.practice().submit(
            self.learner_id, exercise_id, submission, attempt_id=attempt_id, hints=hints, seconds=seconds
        )

    def attempts(self, topic_id: str | None = None) -> tuple[Attempt, ...]:
        """All attempts, the newest first."""
        return self._parts.attempt_store().attempts(self.learner_id, topic_id)

    # --- code from scratch ------------------------------------------------------------------------

    def code_tasks(self, topic_id: str | None = None) -> tuple[CodeTask, ...]:
        """The coding exercises, of one topic if given."""
        tasks = self._parts.code_practice().tasks()
        return tuple(task for task in tasks if topic_id in (None, task.topic_id))

    def code_task(self, task_id: str) -> CodeTask:
        """One coding exercise; raises NotFound."""
        return self._parts.code_practice().task(task_id)

    def try_code(self, task_id: str, code: str) -> CodeResult:
        """Run code on the example of an exercise; nothing is recorded."""
        return self._parts.code_practice().try_example(task_id, code)

    def submit_code(
        self,
        task_id: str,
        code: str,
        *,
        attempt_id: str,
        seed: int,
        hints: int = 0,
        seconds: float | None = None,
    ) -> CodeResult:
        """Run code on hidden cases and record what it shows; the same `attempt_id` counts once."""
        return self._parts.code_practice().submit(
            self.learner_id, task_id, code, attempt_id=attempt_id, seed=seed, hints=hints, seconds=seconds
        )

    # --- quizzes ----------------------------------------------------------------------------------

    def quiz_topics(self, *, most: int = 5) -> tuple[Topic, ...]:
        """What a quiz would be about now: topics that were touched and have exercises, the longest ago first."""
        with_exercises = {topic.id for topic in self.practice_topics()}
        touched = [
            (entry.last_touched, entry.topic_id)
            for entry in self.coverage().topics
            if entry.last_touched is not None and entry.topic_id in with_exercises
        ]
        return tuple(self.topic(topic_id) for _, topic_id in sorted(touched)[:most])

    def start_quiz(
        self, topic_ids: Sequence[str], *, quiz_id: str, count: int = 10, minutes: int = 15, seed: int
    ) -> Quiz:
        """Start a timed quiz; the same `quiz_id` again gives the quiz that is there."""
        known = [self.topic(topic_id).id for topic_id in topic_ids]
        return self._parts.quizzes().start(
            self.learner_id, known, quiz_id=quiz_id, count=count, minutes=minutes, seed=seed
        )

    def running_quiz(self) -> Quiz | None:
        """The quiz that has not ended, or None; one whose time is over is graded on the way."""
        return self._parts.quizzes().running(self.learner_id)

    def answer_quiz(self, quiz_id: str, number: int, submission: str) -> Quiz:
        """Write down the answer to a question of a quiz, in place of an earlier one."""
        return self._parts.quizzes().answer(self.learner_id, quiz_id, number, submission)

    def finish_quiz(self, quiz_id: str) -> QuizResult:
        """End a quiz, grade it and record what it shows; again, it gives the same result."""
        return self._parts.quizzes().finish(self.learner_id, quiz_id)

    def quiz(self, quiz_id: str) -> Quiz:
        """A quiz with the answers given so far; raises NotFound."""
        return self._parts.quizzes().quiz(self.learner_id, quiz_id)

    def quizzes(self) -> tuple[Quiz, ...]:
        """All quizzes, the newest first."""
        return self._parts.quizzes().quizzes(self.learner_id)

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
        """Open a cited passage; a passage of a built-in note counts as reading its topic."""
        library = self._parts.library()
        passage = library.passage(self.learner_id, passage_id)
        topic_id = self._parts.topic_of_path(passage.path)
        if topic_id is not None:
            self._record_reading(topic_id)
        return PassageView(passage, library.page_image(self.learner_id, passage_id))

    def check_index(self) -> tuple[str, ...]:
        """What is wrong with the index; empty when nothing is."""
        return self._parts.library_without_notes().check_index(self.learner_id)

    def rebuild_index(self, *, on_progress: Callable[[IngestProgress], None] | None = None) -> None:
        """Build the index anew from the database."""
        self._parts.library_without_notes().rebuild_index(self.learner_id, on_progress=on_progress)

    # --- mathematics ------------------------------------------------------------------------------

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

    # --- set-up -----------------------------------------------------------------------------------

    def doctor(self) -> tuple[Finding, ...]:
        """What is installed, which model answers, what is missing, how to mend it."""
        from assistant.doctor import examine

        return examine(self)

    def announce_preparation(self) -> tuple[str, ...]:
        """What `prepare` is about to fetch and how large it is, one sentence each; empty when all is there."""
        return announce(self.settings)

    def prepare(self, on_progress: Callable[[str, int, int], None]) -> tuple[str, ...]:
        """Fetch what is missing and index the notes; quick when all is there.

        Args:
            on_progress: Called with what is being done, how much of it, and the whole.

        Returns:
            What could not be had, one message each; Groundwork works without it and says so.
        """
        problems = fetch(self.settings, on_progress)
        # Opening the library costs two seconds; a start with nothing new to index should not pay them.
        indexed, shipped = self.settings.index_path / "notes.sha256", fingerprint(bundled_path("corpus"))
        if not (
            self.settings.database_path.exists()
            and indexed.is_file()
            and indexed.read_text("ascii") == shipped
        ):
            self.ingest_notes(
                on_progress=lambda step: on_progress("Indexing the notes", step.done, step.total)
            )
            indexed.write_text(shipped, "ascii")
        return problems

    def database(self) -> Database:
        """The learner's database, opened and brought up to date."""
        return self._parts.database()

    def close(self) -> None:
        """Stop the model and the workers and close the database."""
        self._parts.close()

    def _evidence(self) -> tuple[Evidence, ...]:
        from assistant.store.evidence import load_evidence

        return load_evidence(self._parts.database(), self.learner_id)

    def _record_reading(self, topic_id: str) -> None:
        reading = Evidence(topic_id, EvidenceKind.READ, self._clock())
        self._parts.turn_store().add_evidence(self.learner_id, [reading])


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
