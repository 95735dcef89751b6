"""A backup restored into a fresh home gives the same coverage report, byte for byte."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.practice.make import make_exercises
from assistant.progress.report import render_csv, render_markdown, report_record
from assistant.progress.report_page import render_html
from assistant.settings import Settings
from assistant.study import Study

START = datetime(2026, 11, 2, 18, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def report_of(study: Study) -> tuple[str, str, str, str]:
    report, syllabus = study.report(), study.syllabus()
    return (
        json.dumps(report_record(report, syllabus)),
        render_markdown(report, syllabus),
        render_html(report, syllabus),
        render_csv(report, syllabus),
    )


@pytest.mark.timeout(240)
def test_the_report_is_the_same_after_a_restore(fresh_home: Path, tmp_path: Path) -> None:
    clock = Clock()
    study = Study(Settings(home=fresh_home, model="none"), clock=clock)
    try:
        for day, topic in enumerate(("gradient", "dot-product", "gradient", "bayes-theorem")):
            clock.now = START + timedelta(days=3 * day)
            study.read_note(topic)
            for number, exercise in enumerate(make_exercises(topic, count=3, seed=day)):
                answer = exercise.key if number else "12345/67"
                study.submit(exercise.id, answer, attempt_id=f"{day}-{number}", seconds=30)
        quiz = study.start_quiz(["gradient"], quiz_id="q", count=3, seed=1)
        study.answer_quiz(quiz.id, 1, "1")
        study.finish_quiz(quiz.id)
        made = study.backup(tmp_path / "everything.zip")
        expected = report_of(study)
        found = [hit.passage.id for hit in study.search("steepest ascent").passages]
    finally:
        study.close()

    other = Study(Settings(home=tmp_path / "fresh", model="none"), clock=clock)
    try:
        assert other.restore(made.path) is None
        assert report_of(other) == expected
        assert [hit.passage.id for hit in other.search("steepest ascent").passages] == found
        assert other.finish_quiz("q").answered == 1
        assert (
            other.export_record()
            == Study(Settings(home=fresh_home, model="none"), clock=clock).export_record()
        )
    finally:
        other.close()


@pytest.mark.timeout(240)
def test_a_restore_can_be_undone_and_happens_while_the_page_is_open(fresh_home: Path, tmp_path: Path) -> None:
    clock = Clock()
    study = Study(Settings(home=fresh_home, model="none"), clock=clock)
    try:
        study.read_note("gradient")
        study.backup(tmp_path / "early.zip")
        clock.now += timedelta(days=1)
        study.read_note("determinant")
        late = report_of(study)
        before = study.restore(tmp_path / "early.zip")
        assert before is not None
        assert report_of(study) != late
        clock.now += timedelta(seconds=1)
        study.restore(before.path)
        clock.now -= timedelta(seconds=1)
        assert report_of(study) == late
    finally:
        study.close()


@pytest.mark.timeout(240)
def test_one_backup_a_day_is_made_by_itself(fresh_home: Path) -> None:
    clock = Clock()
    study = Study(Settings(home=fresh_home, model="none"), clock=clock)
    try:
        assert study.backup_daily() is not None
        assert study.backup_daily() is None
        clock.now += timedelta(days=1)
        assert study.backup_daily() is not None
        assert len(study.backups()) == 2
    finally:
        study.close()
