"""A goal is a named path: its targets and all they rest on, in an order in which they can be studied."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from assistant.syllabus.goals import goal_path, load_goals
from assistant.syllabus.loader import load_syllabus
from assistant.syllabus.types import Goal, Syllabus, Topic
from assistant.syllabus.validate import loose_ends

REPOSITORY = Path(__file__).parents[3]


def topic(topic_id: str, requires: str = "", level: int = 1) -> Topic:
    return Topic(
        topic_id, topic_id.capitalize(), "calculus", tuple(requires.split()), 8, note=topic_id, level=level
    )


SYLLABUS = Syllabus(
    (topic("rules"), topic("vectors"), topic("gradient", "rules vectors", 2), topic("descent", "gradient", 3))
)
GOOD = "- id: descend\n  title: Descend\n  description: Go down.\n  targets: [gradient]\n"


def write_goals(corpus: Path, text: str) -> Path:
    (corpus / "goals.yaml").write_text(text, encoding="utf-8")
    return corpus


def test_goals_are_read_in_order(tmp_path: Path) -> None:
    second = GOOD.replace("id: descend", "id: all").replace("[gradient]", "[descent, vectors]")
    goals = load_goals(write_goals(tmp_path, GOOD + second), SYLLABUS)
    assert [goal.id for goal in goals] == ["descend", "all"]
    assert goals[0] == Goal("descend", "Descend", "Go down.", ("gradient",))


def test_a_goal_s_path_is_its_targets_and_all_they_rest_on() -> None:
    path = goal_path(SYLLABUS, Goal("g", "G", "One.", ("gradient",)))
    assert [topic.id for topic in path] == ["rules", "vectors", "gradient"]


def test_a_corpus_without_goals_has_none(tmp_path: Path) -> None:
    assert load_goals(tmp_path, SYLLABUS) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a: [b", ["file"]),
        ("just words", ["file", "list"]),
        (GOOD + GOOD, ["descend", "two goals"]),
        (GOOD.replace("[gradient]", "[hessian]"), ["descend", "targets", "hessian"]),
        (GOOD.replace("[gradient]", "[]"), ["goal 1", "targets"]),
        (GOOD.replace("  title: Descend\n", ""), ["goal 1", "title"]),
        (GOOD + "  colour: red\n", ["goal 1", "colour"]),
        ("- 3\n", ["goal 1"]),
    ],
)
def test_what_is_wrong_with_a_goal_is_named(tmp_path: Path, text: str, named: list[str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_goals(write_goals(tmp_path, text), SYLLABUS)
    for part in ["goals.yaml", *named]:
        assert part in caught.value.what


def test_a_topic_nobody_would_come_to_is_a_loose_end() -> None:
    everything = Goal("all", "All", "All.", ("descent",))
    assert list(loose_ends(SYLLABUS, [everything])) == []
    assert [p.note for p in loose_ends(SYLLABUS, [Goal("g", "G", "One.", ("gradient",))])] == ["descent"]
    alone = Syllabus((*SYLLABUS.topics, topic("alone"), topic("high", level=3)))
    assert [(p.note, p.field) for p in loose_ends(alone)] == [("alone", "requires"), ("high", "requires")]


def test_the_real_goals_lead_to_every_topic() -> None:
    syllabus = load_syllabus(REPOSITORY / "corpus")
    goals = load_goals(REPOSITORY / "corpus", syllabus)
    assert goals
    assert list(loose_ends(syllabus, goals)) == []
