"""A plan fits the time, begins with what is being forgotten, and says why for each item."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.progress.plan import plan
from assistant.progress.types import Evidence, EvidenceKind
from assistant.syllabus.types import Goal, Syllabus, Topic

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def mastered(topic: str, days: float, apart: float = 3) -> list[Evidence]:
    return [answer(topic, days + apart), answer(topic, days, level=3, shape="reverse")]


def answer(
    topic: str, days: float, correct: bool = True, *, level: int = 1, shape: str = "compute"
) -> Evidence:
    at = NOW - timedelta(days=days)
    return Evidence(topic, EvidenceKind.ATTEMPTED, at, correct=correct, level=level, shape=shape)


def asked(topic: str) -> Evidence:
    return Evidence(topic, EvidenceKind.ASKED, NOW)


def read(topic: str) -> Evidence:
    return Evidence(topic, EvidenceKind.READ, NOW)


def kinds(syllabus: Syllabus, log: list[Evidence], minutes: int) -> list[str]:
    found = plan(syllabus, log, NOW, minutes, diagnostic_over=True)
    return [f"{item.kind} {item.topic_id} {item.minutes}" for item in found.items]


@pytest.mark.parametrize(
    ("log", "minutes", "items"),
    [
        # A new topic of eight minutes takes four more for exercises.
        ([], 25, ["new vectors 12", "new dot-product 12"]),
        ([], 36, ["new vectors 12", "new dot-product 12", "new derivative-rules 12"]),
        # Too few minutes to practise may do for reading.
        ([], 11, ["new vectors 8"]),
        ([], 7, []),
        ([], 0, []),
        ([read("bayes")], 20, ["new bayes 4", "new vectors 12"]),
        ([asked("gradient")], 25, ["weak vectors 12", "new dot-product 12"]),
        ([answer("vectors", 1)], 12, ["new dot-product 12"]),
        (
            [answer("vectors", 1), answer("vectors", 1, False)],
            25,
            ["weak vectors 4", "new dot-product 12", "new derivative-rules 8"],
        ),
        (mastered("vectors", 1), 14, ["new dot-product 12"]),
        (mastered("vectors", 20, 5), 20, ["review vectors 4", "new dot-product 12"]),
        (mastered("vectors", 400), 9, ["review vectors 4"]),
        (
            [*mastered("vectors", 40), *mastered("bayes", 60), answer("derivative-rules", 0, False)],
            32,
            [
                "review bayes 4",
                "review vectors 4",
                "weak derivative-rules 4",
                "new dot-product 12",
            ],
        ),
    ],
)
def test_reviews_then_a_weak_spot_then_something_new(
    syllabus: Syllabus, log: list[Evidence], minutes: int, items: list[str]
) -> None:
    if log:
        log = [*log, Evidence("gone", EvidenceKind.READ, NOW)]
    assert kinds(syllabus, log, minutes) == items


def test_a_beginner_is_offered_the_diagnostic_first_unless_they_want_none(syllabus: Syllabus) -> None:
    first, *rest = plan(syllabus, [], NOW, 40).items
    assert (first.kind, first.topic_id, first.minutes) == ("diagnostic", "", 15)
    assert [item.kind for item in rest] == ["new", "new"]
    assert "diagnostic" not in {item.kind for item in plan(syllabus, [answer("bayes", 0)], NOW, 40).items}
    assert "diagnostic" not in {item.kind for item in plan(syllabus, [], NOW, 40, practicable=()).items}


def test_what_the_diagnostic_thinks_known_is_not_taught_again(syllabus: Syllabus) -> None:
    log = [
        Evidence(topic, EvidenceKind.DIAGNOSED, NOW, correct=right, level=2, shape="compute", source="d/1")
        for topic, right in (("gradient", True), ("descent", False), ("bayes", False))
    ]
    assert [item.topic_id for item in plan(syllabus, log, NOW, 30).items if item.kind == "new"] == [
        "descent",
        "bayes",
    ]


def test_a_missed_week_makes_a_smaller_plan_not_a_pile() -> None:
    many = Syllabus(tuple(Topic(f"t{n}", f"T{n}", "a", (), 8) for n in range(40)))
    every_day = [row for n in range(29) for row in mastered(f"t{n}", 60)]
    usual = plan(many, [*every_day, answer("t30", 1)], NOW, 30)
    back = plan(many, [*every_day, answer("t30", 8)], NOW, 30)
    assert sum(item.minutes for item in back.items) <= 18 < sum(item.minutes for item in usual.items)
    assert back.note.startswith("You were away for 8 days, so here is a smaller plan to come back. ")
    assert back.waiting + sum(item.kind == "review" for item in back.items) == 30
    assert usual.note == ""


def test_reviews_leave_room_for_something_new() -> None:
    many = Syllabus(tuple(Topic(f"t{n}", f"T{n}", "a", (), 8) for n in range(40)))
    log = [row for n in range(29) for row in mastered(f"t{n}", 60)]
    found = plan(many, [*log, answer("t30", 1)], NOW, 30).items
    assert [item.kind for item in found] == ["review"] * 4 + ["new"]


def test_nothing_new_means_more_reviews() -> None:
    many = Syllabus(tuple(Topic(f"t{n}", f"T{n}", "a", (), 8) for n in range(10)))
    log = [*(row for n in range(9) for row in mastered(f"t{n}", 60)), answer("t9", 0)]
    assert [item.kind for item in plan(many, log, NOW, 30).items] == ["review"] * 7


def test_a_new_topic_comes_after_what_it_rests_on(syllabus: Syllabus) -> None:
    log = [answer("vectors", 0), answer("dot-product", 0)]
    assert kinds(syllabus, log, 36) == ["new derivative-rules 12", "new partials 12", "new gradient 12"]


def test_new_topics_lead_to_the_goal(syllabus: Syllabus) -> None:
    goal = Goal("calculus", "Calculus", "Partials.", ("partials",))
    found = plan(syllabus, [], NOW, 60, goal=goal, diagnostic_over=True)
    assert [item.topic_id for item in found.items] == ["derivative-rules", "partials"]


def test_where_there_are_no_exercises_reading_is_enough_to_go_on(syllabus: Syllabus) -> None:
    practicable = {"dot-product", "gradient"}
    first = plan(syllabus, [], NOW, 8, practicable=practicable, diagnostic_over=True).items
    assert [(item.topic_id, item.minutes, item.exercises, item.read) for item in first] == [
        ("vectors", 8, 0, True)
    ]
    then = plan(syllabus, [read("vectors")], NOW, 12, practicable=practicable, diagnostic_over=True).items
    assert [(item.topic_id, item.exercises) for item in then] == [("dot-product", 2)]


def test_a_review_that_refreshes_several_due_topics_is_preferred() -> None:
    graph = Syllabus(
        (
            Topic("rules", "Rules", "a", (), 8),
            Topic("partials", "Partials", "a", ("rules",), 8, encompasses=(("rules", 0.9),)),
            Topic(
                "gradient", "Gradient", "a", ("partials",), 8, encompasses=(("partials", 0.9), ("rules", 0.9))
            ),
        )
    )
    log = [row for topic in graph.ids for row in mastered(topic, 60, 7)]
    (first, *_) = plan(graph, [*log, answer("gone", 0)], NOW, 4).items
    assert (first.topic_id, first.covers) == ("gradient", ("rules", "partials"))
    assert first.why.endswith("It refreshes Rules and Partials, too.")


def test_what_cannot_be_practised_is_no_review_and_covers_none() -> None:
    graph = Syllabus(
        (
            Topic("rules", "Rules", "a", (), 8),
            Topic("gradient", "Gradient", "a", ("rules",), 8, encompasses=(("rules", 0.9),)),
        )
    )
    log = [*mastered("rules", 60, 7), *mastered("gradient", 60, 7), answer("gone", 0)]
    found = plan(graph, log, NOW, 30, practicable={"rules"}).items
    assert [(item.topic_id, item.covers) for item in found] == [("rules", ())]


def test_reviews_change_areas() -> None:
    many = Syllabus(tuple(Topic(f"t{n}", f"T{n}", "ab"[n // 4], (), 8) for n in range(8)))
    log = [*(row for n in range(8) for row in mastered(f"t{n}", 60 - n, 0)), answer("gone", 0)]
    found = [many.topic(item.topic_id).area for item in plan(many, log, NOW, 60).items]
    assert found == ["a", "b"] * 4


def test_each_item_says_why(syllabus: Syllabus) -> None:
    log = [
        *mastered("vectors", 20, 5),
        answer("bayes", 0, False),
        answer("bayes", 0),
        answer("derivative-rules", 9),
        asked("dot-product"),
    ]
    items = {item.topic_id: item.why for item in plan(syllabus, log, NOW, 90).items}
    assert items["vectors"].startswith("Mastered, and due for a review: about 8")
    assert items["derivative-rules"].endswith(
        "is still there; for mastery, answer without hints on a second day, in a second shape of task "
        "and once at level 3."
    )
    assert items["bayes"] == "1 of your last 2 answers went wrong."
    assert items["dot-product"] == "Seen but never practised, and all it rests on is in place."
    assert items["partials"] == "New, and all it rests on is in place."


def test_a_clock_behind_the_log_is_reported(syllabus: Syllabus) -> None:
    log = [answer("bayes", -30)]
    assert plan(syllabus, log, NOW, 30).note.startswith(
        "This machine's clock stands behind your newest entry"
    )
    assert plan(syllabus, log, NOW, 30).items == plan(syllabus, log, NOW + timedelta(days=30), 30).items


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
    assert set(names) <= {*small.ids, ""}
    assert all(item.why and item.minutes > 0 for item in found.items)
    assert plan(small, list(reversed(log)), NOW, minutes) == found
