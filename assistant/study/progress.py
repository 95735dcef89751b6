"""Where the learner stands: coverage, plan, gaps, choices, the diagnostic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import NotFound
from assistant.practice.types import AttemptResult
from assistant.progress.types import CoverageReport, Evidence, EvidenceKind, Gap, Plan, Preferences
from assistant.study.shelf import PASSAGE_SOURCE, StudyShelf
from assistant.syllabus.types import Goal, Topic
from assistant.wiring import new_id

if TYPE_CHECKING:
    from assistant.practice.diagnosis import Diagnosis
    from assistant.progress.book import BookCoverage, BookSection
    from assistant.progress.descent import Descent
    from assistant.progress.record import Record
    from assistant.progress.summary import ProgressReport


class StudyProgress(StudyShelf):
    """The part of a study that knows what was covered."""

    def coverage(self) -> CoverageReport:
        """Where the learner stands with every topic, and what is missing underneath."""
        from assistant.progress.coverage import coverage

        return coverage(self.syllabus(), self.record(), self._clock())

    def record(self) -> Record:
        """The log of evidence, gathered; made anew only when something was added."""
        return self._parts.record(self.learner_id)

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
        from assistant.store.evidence import evidence_sources

        histories = self.record().histories
        opened = evidence_sources(self._parts.database(), self.learner_id, PASSAGE_SOURCE)
        cited = self._parts.turn_store().cited_passages(self.learner_id)
        places = self._parts.passage_store().sections(self.learner_id, document_id)
        touches = Touches(
            read={topic_id for topic_id, history in histories.items() if history.readings},
            asked={topic_id for topic_id, history in histories.items() if history.chats},
            sections_read={section for passage_id, section in places if passage_id in opened},
            sections_asked={section for passage_id, section in places if passage_id in cited},
        )
        path = goal_topics(self.syllabus(), self.goal())
        sections = self._sections(document_id)
        return book_coverage(self.syllabus(), self.coverage(), sections, touches, path=frozenset(path))

    def _sections(self, document_id: str) -> tuple[BookSection, ...]:
        from assistant.progress.book import sections_of

        store = self._parts.passage_store()
        everywhere: list[tuple[tuple[str, ...], list[tuple[str, float]]]] = [
            (section, []) for _, section in store.sections(self.learner_id, document_id)
        ]
        tagged = [
            (section, [(topic.topic_id, topic.confidence) for topic in topics])
            for section, topics in store.topics(self.learner_id, [document_id])
        ]
        return sections_of([*everywhere, *tagged])

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

    def find_topics(self, question: str, *, limit: int = 3) -> tuple[Topic, ...]:
        """The topics a question in any words is about, best first; nothing is recorded."""
        found = self._parts.topic_finding().topics_of(
            question, self.search(question, limit=12).passages, self._parts.topic_of_path, limit=limit
        )
        return tuple(self.syllabus().topic(topic_id) for topic_id, _ in found)

    def descend(self, idea: str) -> Descent:
        """The way down from a topic or a practical idea to what was never touched; raises NotFound."""
        from assistant.progress.descent import descend
        from assistant.syllabus.graph import topics_of_idea

        return descend(self.syllabus(), self.coverage(), topics_of_idea(self.syllabus(), idea))

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
