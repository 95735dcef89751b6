"""A diagnostic's questions are exercises; their answers are evidence of its own kind, with the objectives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.mathcheck.types import Different, Equivalent, Grade
from assistant.practice.diagnosis import build_diagnosis
from assistant.practice.make import make_exercises, topics_with_exercises
from assistant.practice.ports import Attempt
from assistant.practice.practice import Practice
from assistant.progress.diagnostic import Answer
from assistant.progress.types import Evidence, EvidenceKind
from assistant.syllabus.types import Syllabus, Topic

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SYLLABUS = Syllabus(
    (
        Topic("vectors", "Vectors", "a", (), 8),
        Topic("dot-product", "Dot product", "a", ("vectors",), 8),
        Topic("no-exercises", "Nothing to ask", "a", ("dot-product",), 8),
    )
)


class Once:
    """An attempt store that keeps the last attempt and all evidence."""

    def __init__(self) -> None:
        self.row: Attempt | None = None
        self.evidence: list[Evidence] = []

    def record_submission(self, learner_id: str, attempt: Attempt) -> bool:
        self.row = attempt
        return True

    def record_grade(
        self, learner_id: str, attempt_id: str, *, verdict: str, message: str, evidence: Evidence | None
    ) -> None:
        if evidence is not None:
            self.evidence.append(evidence)

    def attempt(self, learner_id: str, attempt_id: str) -> Attempt | None:
        return None

    def attempts(self, learner_id: str, topic_id: str | None = None) -> tuple[Attempt, ...]:
        return ()


class Marker:
    """Right is what equals the key."""

    def grade(self, reference: str, submission: str, **_: object) -> Grade:
        return Equivalent() if reference == submission else Different("No.")


def test_the_same_answers_give_the_same_question_and_another_diagnostic_another_one() -> None:
    first, again = (build_diagnosis(SYLLABUS, "d1", []) for _ in range(2))
    assert first == again
    assert first.exercise is not None
    assert first.exercise.topic_id == first.state.next_topic
    assert first.exercise.topic_id in topics_with_exercises()
    other = build_diagnosis(SYLLABUS, "d2", [])
    assert other.exercise is not None
    assert other.exercise.topic_id == first.exercise.topic_id
    assert other.exercise.id != first.exercise.id


def test_topics_without_exercises_are_placed_but_never_asked() -> None:
    answers = [Answer("vectors", True), Answer("dot-product", False)]
    found = build_diagnosis(SYLLABUS, "d1", answers)
    assert found.exercise is None
    assert [place.topic_id for place in found.state.placed] == list(SYLLABUS.ids)


def test_a_diagnostic_that_was_left_asks_nothing_more() -> None:
    left = build_diagnosis(SYLLABUS, "d1", [], over=True)
    assert left.exercise is None
    assert left.state.next_topic is not None


@pytest.mark.parametrize("kind", [EvidenceKind.ATTEMPTED, EvidenceKind.DIAGNOSED, EvidenceKind.QUIZZED])
def test_evidence_names_its_kind_and_the_objectives_that_were_practised(kind: EvidenceKind) -> None:
    (exercise,) = make_exercises("arithmetic-and-fractions", count=1, seed=3)
    assert exercise.objectives
    store = Once()
    practice = Practice(store, Marker(), clock=lambda: NOW)
    practice.submit("local", exercise.id, exercise.key, attempt_id="d1/a", kind=kind)
    (row,) = store.evidence
    assert (row.kind, row.correct, row.source, row.objectives) == (kind, True, "d1/a", exercise.objectives)
