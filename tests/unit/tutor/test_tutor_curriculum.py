"""What a turn knows of the syllabus and of the learner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.progress.coverage import coverage
from assistant.progress.types import Evidence, EvidenceKind
from assistant.syllabus.find import build_finder
from assistant.syllabus.types import Syllabus, Topic
from assistant.tutor.curriculum import Standing, SyllabusCurriculum, describe_learner

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SYLLABUS = Syllabus(
    (
        Topic("numbers", "Numbers", "foundations", (), 5),
        Topic("slopes", "Slopes", "calculus", ("numbers",), 5),
        Topic("gradient", "Gradient", "calculus", ("slopes",), 5, level=3, used_by=("batch norm", "Adam")),
    )
)


def curriculum(*evidence: Evidence, goal: str = "") -> SyllabusCurriculum:
    return SyllabusCurriculum(
        lambda: SYLLABUS,
        lambda: build_finder(SYLLABUS),
        lambda learner_id: coverage(SYLLABUS, evidence, NOW),
        lambda learner_id: goal,
    )


def answered(topic_id: str, days: int, shape: str = "compute", level: int = 3) -> Evidence:
    return Evidence(
        topic_id, EvidenceKind.ATTEMPTED, NOW - timedelta(days=days), True, level=level, shape=shape
    )


def test_what_is_missing_comes_with_that_to_begin_with_first() -> None:
    missing = curriculum().missing("ada", ["gradient"])
    assert [(one.topic.id, one.distance, one.touched) for one in missing] == [
        ("numbers", 2, False),
        ("slopes", 1, False),
    ]


def test_what_was_read_but_never_practised_is_told_apart() -> None:
    read = Evidence("slopes", EvidenceKind.READ, NOW)
    missing = {one.topic.id: one.touched for one in curriculum(read).missing("ada", ["gradient"])}
    assert missing == {"numbers": False, "slopes": True}


def test_what_was_practised_is_not_missing() -> None:
    assert [one.topic.id for one in curriculum(answered("slopes", 1)).missing("ada", ["gradient"])] == [
        "numbers"
    ]


def test_a_beginner_is_not_told_that_everything_is_a_gap() -> None:
    assert curriculum().standing("ada", ["gradient"]) == Standing()
    assert curriculum(answered("slopes", 1)).standing("ada", ["gradient"]).gaps == ("Numbers",)


def test_the_goal_is_passed_on() -> None:
    assert curriculum(goal="Train a network").standing("ada", []).goal == "Train a network"


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("what does batch norm do?", ("batch norm", ("gradient",))),
        ("Why ADAM?", ("adam", ("gradient",))),
        ("what is a gradient", None),
    ],
)
def test_a_practical_idea_is_known_with_the_topics_it_rests_on(text: str, idea: object) -> None:
    assert curriculum().practical_idea(text) == idea


def test_unknown_topics_are_passed_over() -> None:
    assert curriculum().missing("ada", ["nothing"]) == ()
    assert curriculum().topic("nothing") is None


def test_of_nobody_nothing_is_described() -> None:
    assert describe_learner(Standing()) == ""
    assert describe_learner(Standing(mastered=("Numbers",))) == "\n\nLEARNER: knows Numbers."
