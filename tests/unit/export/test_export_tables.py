"""Tables keep every row, and no spreadsheet computes what a learner typed."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest

from assistant.export.calendar import render_calendar
from assistant.export.cards import missed_exercises
from assistant.export.tables import (
    ATTEMPT_COLUMNS,
    EVIDENCE_COLUMNS,
    attempt_rows,
    evidence_rows,
    render_csv,
    whole_record,
)
from assistant.practice.ports import Attempt
from assistant.progress.types import CoverageReport, CoverageState, Evidence, EvidenceKind, TopicCoverage
from assistant.syllabus.types import Syllabus, Topic

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVIDENCE = [
    Evidence("gradient", EvidenceKind.READ, NOW),
    Evidence(
        "gradient", EvidenceKind.ATTEMPTED, NOW, correct=False, hints=2, seconds=3.5, level=2, shape="compute"
    ),
]


def attempt(
    submission: str, verdict: str | None = "different", exercise: str = "e1", **more: object
) -> Attempt:
    return Attempt(f"a-{submission}", exercise, "gradient", submission, NOW, verdict=verdict, **more)  # type: ignore[arg-type]


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_row_of_evidence_is_in_the_csv() -> None:
    first, second = read(render_csv(evidence_rows(EVIDENCE), EVIDENCE_COLUMNS))
    assert (first["kind"], first["correct"], first["seconds"]) == ("read", "", "")
    assert (second["correct"], second["hints"], second["seconds"], second["level"]) == (
        "false",
        "2",
        "3.5",
        "2",
    )
    assert first["at"] == "2026-11-20T12:00:00+00:00"


@pytest.mark.parametrize("typed", ["=1+1", "@SUM(A1)", '=HYPERLINK("http://198.51.100.7")', "\tx"])
def test_no_spreadsheet_computes_what_was_typed(typed: str) -> None:
    (row,) = read(render_csv(attempt_rows([attempt(typed)]), ATTEMPT_COLUMNS))
    assert row["submission"] == "'" + typed


@pytest.mark.parametrize("typed", ["-3", "+C", 'a "quoted", text', "two\nlines", "∇f = 0", ""])
def test_ordinary_answers_come_back_exactly(typed: str) -> None:
    (row,) = read(render_csv(attempt_rows([attempt(typed)]), ATTEMPT_COLUMNS))
    assert row["submission"] == typed


def test_the_json_record_has_everything_as_it_was() -> None:
    record = json.loads(json.dumps(whole_record("ada", NOW, EVIDENCE, [attempt("=1")])))
    assert record["format"] == "groundwork-record"
    assert [row["kind"] for row in record["evidence"]] == ["read", "attempted"]
    assert record["attempts"][0]["submission"] == "=1"


def test_missed_exercises_are_those_never_right_since() -> None:
    newest_first = [
        attempt("1", "different", "still-wrong"),
        attempt("2", "equivalent", "right-later"),
        attempt("3", "different", "right-later"),
        attempt("4", "different", "wrong-again"),
        attempt("5", "equivalent", "wrong-again"),
        attempt("6", "unreadable", "never-read"),
    ]
    assert missed_exercises(newest_first) == ("still-wrong", "wrong-again")


def report(*reviews: datetime | None) -> tuple[CoverageReport, Syllabus]:
    topics = [Topic(f"t{n}", f"Topic, {n}; \\ ü", "calculus", (), 5) for n in range(len(reviews))]
    entries = tuple(
        TopicCoverage(topic.id, CoverageState.PRACTISED, "", review_at=review)
        for topic, review in zip(topics, reviews, strict=True)
    )
    return CoverageReport(NOW, entries, (), {}), Syllabus(tuple(topics))


def test_the_calendar_has_one_event_a_day_and_reads_back() -> None:
    from icalendar import Calendar

    past, soon = NOW - timedelta(days=3), NOW + timedelta(days=2)
    coverage, syllabus = report(past, soon, soon + timedelta(hours=1), None, NOW + timedelta(days=900))
    found = Calendar.from_ical(render_calendar(coverage, syllabus, NOW)).walk("VEVENT")
    assert [(event["dtstart"].dt.isoformat(), str(event["summary"])) for event in found] == [
        ("2026-11-20", "Review: Topic, 0; \\ ü"),
        ("2026-11-22", "Review: Topic, 1; \\ ü and 1 more"),
    ]
    again = Calendar.from_ical(render_calendar(coverage, syllabus, NOW + timedelta(hours=1))).walk("VEVENT")
    assert [str(event["uid"]) for event in again] == [str(event["uid"]) for event in found]


def test_a_calendar_without_reviews_is_still_a_calendar() -> None:
    coverage, syllabus = report(None)
    assert render_calendar(coverage, syllabus, NOW).startswith(b"BEGIN:VCALENDAR")
