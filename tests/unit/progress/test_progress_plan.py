"""A plan fits the time, begins with what is being forgotten, and says why for each item."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.progress.plan import plan
from assistant.progress.types import Evidence, EvidenceKind
from assistant.syllabus.types import Syllabus, Topic

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def mastered(topic: str, days: float) -> list[Evidence]:
    return [answer(topic, days + 3), answer(topic, days, level=3, shape="reverse")]


def answer(
    topic: str, days: float, correct: bool = True, *, level: int = 1, shape: str = "compute"
) -> Evidence:
    at = NOW - timedelta(days=days)
    return Evidence(topic, EvidenceKind.ATTEMPTED, at, correct=correct, level=level, shape=shape)


def asked(topic: str) -> Evidence:
    return Evidence(topic, EvidenceKind.ASKED, NOW)


def kinds(syllabus: Syllabus, log: list[Evidence], minutes: int) -> list[str]:
    return [f"{item.kind} {item.topic_id} {item.minutes}" for item in plan(syllabus, log, NOW, minutes).items]


@pytest.mark.parametrize(
    ("log", "minutes", "items"),
    [
        ([], 25, ["new vectors 8"]),
        ([], 7, []),
        ([], 0, []),
        ([asked("bayes")], 25, ["new bayes 8"]),
        ([asked("gradient")], 25, ["weak vectors 8", "new derivative-rules 8"]),
        ([answer("vectors", 1)], 25, ["new dot-product 8"]),
        ([answer("vectors", 1), answer("vectors", 1, False)], 25, ["weak vectors 4", "new dot-product 8"]),
        (mastered("vectors", 1), 25, ["new dot-product 8"]),
        (mastered("vectors", 10), 25, ["review vectors 4", "new dot-product 8"]),
        (mastered("vectors", 400), 5, ["review vectors 4"]),
        (
            [*mastered("vectors", 30), *mastered("bayes", 60), answer("derivative-rules", 0, False)],
            25,
            ["review bayes 4", "review vectors 4", "weak derivative-rules 4", "new dot-product 8"],
        ),
        (
            [*mastered("vectors", 30), *mastered("bayes", 60)],
            16,
            ["review bayes 4", "review vectors 4", "new dot-product 8"],
        ),
        ([*mastered("vectors", 30), *mastered("bayes", 60)], 15, ["review bayes 4", "new dot-product 8"]),
    ],
)
def test_reviews_then_a_weak_spot_then_something_new(
    syllabus: Syllabus, log: list[Evidence], minutes: int, items: list[str]
) -> None:
    assert kinds(syllabus, log, minutes) == items


def test_a_missed_month_leaves_room_for_something_new() -> None:
    many = Syllabus(tuple(Topic(f"t{n}", f"T{n}", "a", (), 8) for n in range(30)))
    log = [row for n in range(29) for row in mastered(f"t{n}", 60)]
    found = plan(many, log, NOW, 25).items
    assert [item.kind for item in found] == ["review"] * 4 + ["new"]


def test_nothing_new_means_more_reviews() -> None:
    many = Syllabus(tuple(Topic(f"t{n}", f"T{n}", "a", (), 8) for n in range(10)))
    log = [row for n in range(10) for row in mastered(f"t{n}", 60)]
    assert len(plan(many, log, NOW, 25).items) == 6


def test_a_new_topic_never_comes_before_what_it_rests_on(syllabus: Syllabus) -> None:
    log = [answer("vectors", 1), answer("dot-product", 1)]
    assert kinds(syllabus, log, 25) == ["new derivative-rules 8"]


def test_each_item_says_why(syllabus: Syllabus) -> None:
    log = [*mastered("vectors", 10), answer("bayes", 1, False), answer("bayes", 1), asked("dot-product")]
    review, weak, new = plan(syllabus, log, NOW, 60).items
    assert review.why.startswith("Mastered, and due for a review: about ")
    assert weak.why == "1 of your last 2 answers went wrong."
    assert new.why == "Seen but never practised, and you have practised all it rests on."


LOGS = st.lists(
    st.builds(
        Evidence,
        topic_id=st.sampled_from(["vectors", "dot-product", "gradient", "bayes", "partials", "gone"]),
        kind=st.sampled_from(EvidenceKind),
        at=st.integers(-100, 100).map(lambda hours: NOW - timedelta(hours=hours * 7)),
        correct=st.sampled_from([True, False, None]),
        level=st.sampled_from([1, 3]),
        shape=st.sampled_from(["compute", "reverse"]),
    ),
    max_size=25,
)


@given(log=LOGS, minutes=st.integers(-5, 120))
def test_a_plan_fits_names_each_topic_once_and_is_the_same_each_time(
    log: list[Evidence], minutes: int
) -> None:
    small = Syllabus(
        (
            Topic("vectors", "Vectors", "a", (), 9),
            Topic("dot-product", "Dot product", "a", ("vectors",), 4),
            Topic("partials", "Partials", "a", (), 12),
            Topic("gradient", "Gradient", "a", ("dot-product", "partials"), 6),
            Topic("bayes", "Bayes", "a", (), 1),
        )
    )
    found = plan(small, log, NOW, minutes)
    assert sum(item.minutes for item in found.items) <= max(minutes, 0)
    names = [item.topic_id for item in found.items]
    assert len(names) == len(set(names))
    assert set(names) <= set(small.ids)
    assert all(item.why and item.minutes > 0 for item in found.items)
    assert sum(item.kind == "new" for item in found.items) <= 1
    assert plan(small, list(reversed(log)), NOW, minutes) == found
