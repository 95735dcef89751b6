"""A submission is on the disk before it is graded; a double click is one attempt; a grade is given once."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.errors import NotFound
from assistant.practice.ports import Attempt, AttemptStore
from assistant.progress.types import Evidence, EvidenceKind
from assistant.store.attempts import SqlAttemptStore
from assistant.store.database import Database
from assistant.store.evidence import append_evidence, load_evidence

NOW = datetime(2026, 11, 20, 9, 30, 0, 1, tzinfo=UTC)
ATTEMPT = Attempt("a1", "gradient/1/7", "gradient", r"\frac{1}{2}", NOW, hints=1, seconds=0.1 + 0.2)
EVIDENCE = Evidence(
    "gradient",
    EvidenceKind.ATTEMPTED,
    NOW,
    correct=True,
    hints=1,
    seconds=12.5,
    level=3,
    shape="reverse",
    source="a1",
)


@pytest.fixture
def store(database: Database) -> AttemptStore:
    return SqlAttemptStore(database)


def test_a_submission_comes_back_ungraded(store: AttemptStore) -> None:
    assert store.record_submission("local", ATTEMPT)
    assert store.attempt("local", "a1") == ATTEMPT
    assert store.attempts("local") == (ATTEMPT,)


def test_a_double_click_is_one_attempt(store: AttemptStore) -> None:
    assert store.record_submission("local", ATTEMPT)
    assert not store.record_submission("local", replace(ATTEMPT, submission="something else"))
    assert store.attempts("local") == (ATTEMPT,)


def test_a_grade_and_its_evidence_are_written_together(store: AttemptStore, database: Database) -> None:
    store.record_submission("local", ATTEMPT)
    store.record_grade("local", "a1", verdict="equivalent", message="Right.", evidence=EVIDENCE)
    assert store.attempt("local", "a1") == replace(ATTEMPT, verdict="equivalent", message="Right.")
    assert load_evidence(database, "local") == (EVIDENCE,)


def test_grading_twice_changes_nothing(store: AttemptStore, database: Database) -> None:
    store.record_submission("local", ATTEMPT)
    store.record_grade("local", "a1", verdict="different", message="No.", evidence=EVIDENCE)
    store.record_grade("local", "a1", verdict="equivalent", message="Right.", evidence=EVIDENCE)
    assert store.attempt("local", "a1") == replace(ATTEMPT, verdict="different", message="No.")
    assert len(load_evidence(database, "local")) == 1


def test_a_grade_without_credit_leaves_no_evidence(store: AttemptStore, database: Database) -> None:
    store.record_submission("local", ATTEMPT)
    store.record_grade("local", "a1", verdict="unreadable", message="?", evidence=None)
    assert load_evidence(database, "local") == ()


def test_a_grade_for_nothing_is_not_found(store: AttemptStore) -> None:
    with pytest.raises(NotFound):
        store.record_grade("local", "a1", verdict="equivalent", message="", evidence=None)


def test_the_newest_attempt_comes_first(store: AttemptStore) -> None:
    times = {"a1": NOW, "a2": NOW + timedelta(seconds=2), "a3": NOW + timedelta(seconds=1), "a4": NOW}
    for attempt_id, at in times.items():
        topic = "gradient" if attempt_id != "a2" else "vectors"
        store.record_submission("local", replace(ATTEMPT, id=attempt_id, submitted_at=at, topic_id=topic))
    assert [found.id for found in store.attempts("local")] == ["a2", "a3", "a4", "a1"]
    assert [found.id for found in store.attempts("local", "gradient")] == ["a3", "a4", "a1"]


def test_another_learner_sees_and_grades_nothing(store: AttemptStore, database: Database) -> None:
    store.record_submission("local", ATTEMPT)
    assert store.attempt("another", "a1") is None
    assert store.attempts("another") == ()
    with pytest.raises(NotFound):
        store.record_grade("another", "a1", verdict="equivalent", message="", evidence=EVIDENCE)
    assert store.attempt("local", "a1") == ATTEMPT
    assert load_evidence(database, "local") == load_evidence(database, "another") == ()


def test_two_learners_may_use_the_same_attempt_id(store: AttemptStore) -> None:
    assert store.record_submission("local", ATTEMPT)
    assert store.record_submission("another", replace(ATTEMPT, submission="mine"))
    found = store.attempt("another", "a1")
    assert found is not None
    assert found.submission == "mine"


def test_an_unknown_learner_is_not_found(store: AttemptStore) -> None:
    with pytest.raises(NotFound):
        store.record_submission("nobody", ATTEMPT)


def test_evidence_belongs_to_a_learner(database: Database) -> None:
    with pytest.raises(NotFound), database.write() as session:
        append_evidence(session, "nobody", [EVIDENCE])


def test_a_long_log_is_read_in_no_time(database: Database) -> None:
    rows = [replace(EVIDENCE, at=NOW + timedelta(seconds=n)) for n in range(5000)]
    with database.write() as session:
        append_evidence(session, "local", rows)
    started = time.process_time()
    assert load_evidence(database, "local") == tuple(rows)
    assert time.process_time() - started < 1


def test_a_time_without_a_zone_is_a_bug_and_is_refused(store: AttemptStore) -> None:
    with pytest.raises(Exception, match="without a zone"):
        store.record_submission("local", replace(ATTEMPT, submitted_at=datetime(2026, 11, 20)))
    assert store.attempts("local") == ()
