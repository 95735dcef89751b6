"""What is missing underneath what was touched, nearest first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.progress.coverage import coverage
from assistant.progress.types import CoverageState, Evidence, EvidenceKind, Gap
from assistant.syllabus.types import Syllabus

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def gaps(syllabus: Syllabus, *, asked: str = "", practised: str = "") -> tuple[Gap, ...]:
    log = [Evidence(topic, EvidenceKind.ASKED, NOW) for topic in asked.split()]
    log += [Evidence(topic, EvidenceKind.ATTEMPTED, NOW, correct=False) for topic in practised.split()]
    return coverage(syllabus, log, NOW).gaps


@pytest.mark.parametrize(
    ("asked", "practised", "missing"),
    [
        ("", "", ""),
        ("vectors bayes", "", ""),
        ("gradient", "", "dot-product:1 partials:1 vectors:2 derivative-rules:2"),
        ("descent", "", "gradient:1 dot-product:2 partials:2 vectors:3 derivative-rules:3"),
        ("gradient", "partials", "dot-product:1 derivative-rules:1 vectors:2"),
        ("gradient dot-product", "", "vectors:1 dot-product:1 partials:1 derivative-rules:2"),
        ("", "gradient dot-product partials vectors derivative-rules", ""),
    ],
)
def test_prerequisites_never_practised_nearest_first(
    syllabus: Syllabus, asked: str, practised: str, missing: str
) -> None:
    found = gaps(syllabus, asked=asked, practised=practised)
    assert " ".join(f"{gap.topic_id}:{gap.distance}" for gap in found) == missing


def test_a_gap_says_what_rests_on_it_and_whether_it_was_ever_seen(syllabus: Syllabus) -> None:
    found = {gap.topic_id: gap for gap in gaps(syllabus, asked="descent gradient dot-product")}
    assert found["dot-product"].under == ("gradient", "descent")
    assert found["dot-product"].state is CoverageState.SEEN
    assert found["dot-product"].reason == "Seen but never practised; needed directly for Gradient."
    assert found["partials"].state is CoverageState.UNTOUCHED
    assert found["partials"].reason == "Never touched; needed directly for Gradient."
    assert found["derivative-rules"].reason == "Never touched; needed for Gradient, 2 steps down."


def test_a_gap_under_many_topics_names_three_of_them() -> None:
    from assistant.syllabus.types import Topic

    many = Syllabus(
        (
            Topic("base", "Base", "a", (), 8),
            *(Topic(f"t{n}", f"T{n}", "a", ("base",), 8) for n in range(5)),
        )
    )
    (gap,) = gaps(many, asked="t0 t1 t2 t3 t4")
    assert gap.reason == "Never touched; needed directly for T0, T1, T2 and more."
    assert gap.under == ("t0", "t1", "t2", "t3", "t4")
