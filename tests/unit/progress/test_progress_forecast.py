"""A forecast says when and how sure, and that it does not know while it does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.errors import InputError
from assistant.progress.plan import plan
from assistant.progress.preferences import checked
from assistant.progress.types import Evidence, EvidenceKind, Forecast, Preferences
from assistant.syllabus.types import Goal, Syllabus, Topic

NOW = datetime(2026, 11, 20, tzinfo=UTC)
MANY = Syllabus(tuple(Topic(f"t{n}", f"T{n}", "a", (), 8) for n in range(40)))
GOAL = Goal("some", "Some", "Twenty.", tuple(f"t{n}" for n in range(20)))


def right(topic: str, days: float) -> Evidence:
    return Evidence(topic, EvidenceKind.ATTEMPTED, NOW - timedelta(days=days), correct=True)


def forecast(log: list[Evidence], goal: Goal | None = GOAL, minutes: int = 24) -> Forecast:
    found = plan(MANY, log, NOW, 20, goal=goal, minutes_a_day=minutes).forecast
    assert found is not None
    return found


def test_without_a_pace_it_goes_by_the_minutes_a_day_with_a_wide_range() -> None:
    found = forecast([])
    # 20 topics of 12 minutes, 1.6 times that with reviews, at 24 a day: 16 days.
    assert (found.done, found.total, found.minutes_left) == (0, 20, 240)
    assert (found.earliest, found.by, found.latest) == (
        date(2026, 12, 2),
        date(2026, 12, 6),
        date(2026, 12, 22),
    )
    assert found.basis == "There is no pace to go by yet; at 24 minutes a day."


def test_with_a_pace_it_goes_by_that() -> None:
    found = forecast([right(f"t{n}", n) for n in range(10)])
    assert (found.done, found.goal_id) == (10, "some")
    # Ten topics in ten days, ten to go.
    assert found.by == date(2026, 11, 30)
    assert found.basis == "At your pace of 10 topics in the last 10 days."
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest < found.by < found.latest


def test_a_pause_slows_the_pace() -> None:
    steady = forecast([right(f"t{n}", n) for n in range(10)])
    paused = forecast([right(f"t{n}", n + 14) for n in range(10)])
    assert steady.by is not None
    assert paused.by is not None
    assert paused.by > steady.by


def test_more_days_of_the_same_pace_narrow_the_range() -> None:
    whole = Goal("all", "All", "All.", MANY.ids)
    few = forecast([right(f"t{n}", n) for n in range(4)], whole)
    many = forecast([right(f"t{n}", n) for n in range(16)], whole)
    assert few.latest is not None
    assert few.by is not None
    assert many.latest is not None
    assert many.by is not None
    assert (many.latest - many.by) / (many.by - NOW.date()) < (few.latest - few.by) / (few.by - NOW.date())


def test_a_reached_goal_needs_no_forecast() -> None:
    found = forecast([right(topic, 1) for topic in GOAL.targets])
    assert (found.done, found.total, found.by) == (20, 20, None)


@pytest.mark.parametrize(
    "wrong",
    [
        Preferences(goal="nowhere"),
        Preferences(minutes_a_day=0),
        Preferences(minutes_a_day=601),
        Preferences(language="tlh"),
    ],
)
def test_choices_that_cannot_be_are_refused(wrong: Preferences) -> None:
    with pytest.raises(InputError):
        checked(wrong, [GOAL])


def test_choices_that_can_be_are_kept() -> None:
    chosen = Preferences("some", 30, "es")
    assert checked(chosen, [GOAL]) == chosen
