"""Whatever a note says one can do afterwards is practised by an exercise, or named as something to explain."""

from __future__ import annotations

from pathlib import Path

from assistant.practice.make import practised_objectives
from assistant.syllabus.loader import load_syllabus
from assistant.syllabus.types import Syllabus, Topic
from assistant.syllabus.validate import unpractised

CORPUS = Path(__file__).parents[3] / "corpus"


def test_every_objective_is_practised_or_named_as_conceptual() -> None:
    found = list(unpractised(load_syllabus(CORPUS), practised_objectives()))
    assert found == [], "\n".join(f"{problem.note}: {problem.text}" for problem in found)


def test_nearly_every_topic_can_be_practised() -> None:
    syllabus = load_syllabus(CORPUS)
    without = [topic.id for topic in syllabus.topics if not practised_objectives().get(topic.id)]
    assert len(without) <= 5, without


def test_what_is_neither_practised_nor_named_is_told() -> None:
    topic = Topic("a", "A", "b", (), 5, objectives=("One", "Two", "Three"), conceptual=(3, 5))
    texts = [problem.text for problem in unpractised(Syllabus((topic,)), {"a": {1}})]
    assert texts == ["nothing practises number 2, “Two”", "there is no number 5"]
