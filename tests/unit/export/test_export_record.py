"""A record that was exported can be brought in: all of it, once, and nothing that Groundwork would not write itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InputError, InputTooLong, NotFound, SchemaTooNew
from assistant.export import record as reading
from assistant.export.brought import BroughtIn, describe_brought_in
from assistant.export.record import parse_record
from assistant.export.tables import whole_record
from assistant.practice.ports import Attempt
from assistant.progress.brought import BROUGHT_IN, without_known
from assistant.progress.types import Evidence, EvidenceKind
from assistant.settings import Settings
from assistant.store.database import open_database
from assistant.store.imports import bring_in_rows
from assistant.study import Study
from assistant.syllabus.types import Syllabus, Topic

NOW = datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)
SYLLABUS = Syllabus((Topic("gradient", "Gradient", "calculus", (), 30),))
HOSTILE = "<img src=x onerror=alert(1)> {{7*7}} __import__('os') \u202e \x00 ' OR 1=1 --"


def evidence(**changed: Any) -> Evidence:
    fields: dict[str, Any] = {"correct": True, "seconds": 0.1 + 0.2, "level": 2, "shape": "compute"}
    return Evidence("gradient", EvidenceKind.ATTEMPTED, NOW, **{**fields, "source": "a1", **changed})


def attempt(**changed: Any) -> Attempt:
    fields: dict[str, Any] = {"id": "a1", "verdict": "equivalent", "submission": HOSTILE}
    return Attempt(**{"exercise_id": "e1", "topic_id": "gradient", "submitted_at": NOW, **fields, **changed})


def exported(rows: list[Evidence] | None = None, attempts: list[Attempt] | None = None) -> dict[str, Any]:
    return whole_record(
        "a", NOW, [evidence()] if rows is None else rows, [attempt()] if attempts is None else attempts
    )


def parsed(value: Any) -> reading.BroughtRecord:
    return parse_record(json.dumps(value).encode(), SYLLABUS, NOW)


def test_what_was_exported_is_read_again_to_the_last_bit_and_marked_as_brought_in() -> None:
    rows = [
        evidence(objectives=(1, 3)),
        Evidence("gradient", EvidenceKind.READ, NOW - timedelta(days=3)),
        Evidence("", EvidenceKind.READ, NOW, source="passage/7"),
    ]
    brought = parsed(exported(rows))
    assert brought.attempts == (attempt(),)
    assert [row.source for row in brought.evidence] == [
        f"{BROUGHT_IN}a1",
        BROUGHT_IN,
        f"{BROUGHT_IN}passage/7",
    ]
    assert without_known(brought.evidence, rows) == ()


def test_a_record_that_went_from_home_to_home_and_back_is_known() -> None:
    there = parsed(exported()).evidence
    back = parsed(exported(list(there))).evidence
    assert back == there
    assert without_known(back, [evidence()]) == ()


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_rows_are_added_as_often_as_they_are_missing(brought: list[str], kept: list[str]) -> None:
    new = without_known([evidence(source=one) for one in brought], [evidence(source=one) for one in kept])
    for one in "abc":
        missing = max(0, brought.count(one) - kept.count(one))
        assert [row.source for row in new].count(one) == missing


def test_topics_that_are_unknown_here_are_left_out_and_named() -> None:
    brought = parsed(
        exported(
            [evidence(), Evidence("knot-theory", EvidenceKind.READ, NOW)], [attempt(topic_id="knot-theory")]
        )
    )
    assert brought.unknown_topics == (("knot-theory", 2),)
    assert len(brought.evidence) == 1
    assert brought.attempts == ()
    told = describe_brought_in(BroughtIn(NOW, 1, 0, 0, 0, brought.unknown_topics))
    assert any("2 rows" in line and "knot-theory" in line for line in told)


def test_a_newer_version_is_named() -> None:
    with pytest.raises(SchemaTooNew, match="version 2"):
        parsed({**exported(), "version": 2, "evidence": {"another": "shape"}})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"format": "groundwork-record"',
        b'{"format": "anki", "version": 1}',
        b'{"format": "groundwork-record", "version": "1"}',
        b"[" * 100_000,
        b'{"format": "groundwork-record", "version": ' + b"9" * 5_000 + b"}",
    ],
    ids=lambda content: content[:30].decode("latin-1"),
)
def test_what_is_no_record_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="no record"):
        parse_record(content, SYLLABUS, NOW)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("evidence", "at", "2026-11-20T12:00:00"),
        ("evidence", "at", 1_700_000_000),
        ("evidence", "at", "yesterday"),
        ("evidence", "topic", "../../etc/passwd"),
        ("evidence", "topic", "Gradient"),
        ("evidence", "kind", "mastered"),
        ("evidence", "correct", "yes"),
        ("evidence", "correct", 1),
        ("evidence", "hints", -1),
        ("evidence", "hints", 1.5),
        ("evidence", "seconds", -0.1),
        ("evidence", "seconds", float("inf")),
        ("evidence", "seconds", float("nan")),
        ("evidence", "level", 4),
        ("evidence", "shape", "x" * 101),
        ("evidence", "source", "x" * 301),
        ("evidence", "source", {"$ne": None}),
        ("evidence", "objectives", [0]),
        ("evidence", "objectives", "1,2"),
        ("attempts", "id", ""),
        ("attempts", "id", 7),
        ("attempts", "verdict", "<b>right</b>"),
        ("attempts", "submission", "x" * 100_001),
        ("attempts", "submission", None),
        ("attempts", "submitted_at", None),
    ],
)
def test_a_value_that_groundwork_would_not_write_refuses_the_file_and_names_the_row(
    kind: str, field: str, value: object
) -> None:
    record = exported([evidence(), evidence()], [attempt(), attempt(id="a2")])
    record[kind][1][field] = value
    with pytest.raises(InputError, match=rf"{kind}, row 2, {field}"):
        parsed(record)


@pytest.mark.parametrize("kind", ["evidence", "attempts"])
def test_a_row_from_the_future_is_refused(kind: str) -> None:
    record = exported()
    name = "at" if kind == "evidence" else "submitted_at"
    record[kind][0][name] = (NOW + timedelta(days=2)).isoformat()
    with pytest.raises(InputError, match=f"Row 1 of the {kind} lies in the future"):
        parsed(record)


def test_a_missing_field_names_the_row_and_other_zones_are_the_same_moment() -> None:
    record = exported()
    del record["evidence"][0]["hints"]
    with pytest.raises(InputError, match="evidence, row 1, hints"):
        parsed(record)
    elsewhere = exported()
    elsewhere["evidence"][0]["at"] = NOW.astimezone(timezone(timedelta(hours=5, minutes=45))).isoformat()
    assert parsed(elsewhere).evidence[0].at == NOW


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_RECORD_BYTES", 10)
    with pytest.raises(InputTooLong):
        parsed(exported())


@pytest.fixture
def study_at(tmp_path: Path) -> Callable[[str], Study]:
    def build(name: str) -> Study:
        return Study(Settings(home=tmp_path / name, model="none"), clock=lambda: NOW)

    return build


def fill(study: Study) -> None:
    """Two weeks of answers, reading and a diagnostic on real topics."""
    topics = [topic.id for topic in study.syllabus().topics[:12]]
    rows = [
        Evidence(
            topic_id,
            kind,
            NOW - timedelta(days=14 - day, minutes=number),
            correct=(day + number) % 4 != 0,
            seconds=33.3 + day,
            level=1 + day % 3,
            shape=("compute", "reverse")[day % 2],
            source=f"d1/{day}-{number}",
            objectives=(1,),
        )
        for day in range(14)
        for number, topic_id in enumerate(topics)
        for kind in (EvidenceKind.DIAGNOSED if day == 0 else EvidenceKind.ATTEMPTED,)
    ]
    study._parts.turn_store().add_evidence(study.learner_id, [*rows, rows[0]])
    study._parts.attempt_store().record_submission(
        study.learner_id, attempt(topic_id=topics[0], submission="2x", submitted_at=NOW - timedelta(days=1))
    )


def test_a_fresh_home_that_brings_a_record_in_covers_the_same_and_a_second_time_adds_nothing(
    study_at: Callable[[str], Study],
) -> None:
    first, second = study_at("a"), study_at("b")
    fill(first)
    record = first.export_record().encode()
    assert second.coverage() != first.coverage()
    foreseen = second.preview_record(record)
    assert second.backups() == ()
    added, before = second.bring_in_record(record)
    assert added == foreseen
    assert (added.evidence, added.attempts) == (169, 1)
    assert second.coverage() == first.coverage()
    assert second.report() == first.report()
    assert before is not None
    again, none = second.bring_in_record(record)
    assert again.is_empty
    assert none is None
    assert (again.known_evidence, again.known_attempts) == (169, 1)
    # And back: what came from here is known here.
    assert first.preview_record(second.export_record().encode()).is_empty
    second.restore(before.path)
    assert not second.evidence_is_there()
    first.close()
    second.close()


def test_hostile_text_stays_text(study_at: Callable[[str], Study]) -> None:
    study = study_at("a")
    topic_id = study.syllabus().topics[0].id
    value = exported([], [attempt(topic_id=topic_id, submission=HOSTILE, message=HOSTILE)])
    study.bring_in_record(json.dumps(value).encode())
    (kept,) = study._parts.attempt_store().attempts(study.learner_id)
    assert (kept.submission, kept.message) == (HOSTILE, HOSTILE)
    study.close()


def test_nothing_is_added_for_a_learner_there_is_not(tmp_path: Path) -> None:
    database = open_database(tmp_path / "groundwork.sqlite3")
    with pytest.raises(NotFound):
        bring_in_rows(database, "nobody", (evidence(),), ())
    database.close()
