"""From what a learner wants to understand the way leads down to what was never touched."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.progress.coverage import coverage
from assistant.progress.descent import Descent, descend
from assistant.progress.types import Evidence, EvidenceKind
from assistant.syllabus.types import Syllabus

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def down(syllabus: Syllabus, *targets: str, read: tuple[str, ...] = ()) -> Descent:
    evidence = [Evidence(topic_id, EvidenceKind.READ, NOW) for topic_id in read]
    return descend(syllabus, coverage(syllabus, evidence, NOW), targets)


def test_with_nothing_touched_it_starts_at_the_bottom(syllabus: Syllabus) -> None:
    found = down(syllabus, "gradient")
    assert found.targets == ("gradient",)
    assert set(found.under) == {"vectors", "dot-product", "derivative-rules", "partials", "gradient"}
    assert found.untouched == found.under
    assert found.start == ("vectors", "derivative-rules")
    assert found.way == ("vectors", "dot-product", "gradient")


def test_what_was_touched_is_passed_over(syllabus: Syllabus) -> None:
    found = down(syllabus, "gradient", read=("vectors", "derivative-rules", "partials"))
    assert found.untouched == ("dot-product", "gradient")
    assert found.start == ("dot-product",)
    assert found.way == ("dot-product", "gradient")


def test_a_gap_underneath_a_touched_topic_is_the_start(syllabus: Syllabus) -> None:
    found = down(syllabus, "descent", read=("vectors", "dot-product", "partials", "gradient"))
    assert found.untouched == ("derivative-rules", "descent")
    assert found.start == ("derivative-rules",)


def test_with_everything_touched_there_is_no_way(syllabus: Syllabus) -> None:
    found = down(syllabus, "dot-product", read=("vectors", "dot-product"))
    assert (found.untouched, found.start, found.way) == ((), (), ())


def test_a_target_under_another_is_no_target_of_its_own(syllabus: Syllabus) -> None:
    assert down(syllabus, "vectors", "gradient", "bayes").targets == ("gradient", "bayes")
