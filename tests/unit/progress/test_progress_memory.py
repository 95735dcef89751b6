"""The forgetting curve is FSRS's; the rule for stability is ours and only ever gains from right answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.progress.memory import recall, stability_days, time_until

START = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = st.floats(0, 4000)


def after(*days: float) -> list[datetime]:
    return [START + timedelta(days=day) for day in days]


@pytest.mark.parametrize(
    ("days", "stability", "expected"),
    [
        (0, 10, 1.0),
        (10, 10, 0.9),
        # (1 + F t/S) ** -D with F = 0.9 ** (-1 / 0.1542) - 1, by hand for t = 5 S.
        (50, 10, 0.7610),
        (-3, 10, 1.0),
        (5, 0, 0.0),
    ],
)
def test_the_curve_passes_through_the_published_points(
    days: float, stability: float, expected: float
) -> None:
    assert recall(timedelta(days=days), stability) == pytest.approx(expected, abs=5e-4)


@given(st.floats(0.1, 1000), st.floats(0.5, 0.999))
def test_the_time_until_a_level_is_when_recall_is_there(stability: float, level: float) -> None:
    assert recall(time_until(level, stability), stability) == pytest.approx(level, rel=1e-6)


@pytest.mark.parametrize(
    ("days", "stability"),
    [
        ((), 0),
        ((0,), 2.3065),
        ((0, 0.1, 0.2), 2.3065),
        ((0, 1), 2.3065 * 2.5),
        ((0, 1, 1.5), 2.3065 * 2.5),
        ((0, 1, 4), 2.3065 * 2.5**2),
        (tuple(3.0**n for n in range(12)), 3650),
    ],
)
def test_answers_count_when_they_are_apart(days: tuple[float, ...], stability: float) -> None:
    assert stability_days(after(*days)) == pytest.approx(stability)


@given(st.lists(DAYS, max_size=12), st.lists(DAYS, max_size=4))
def test_one_more_right_answer_never_weakens_memory(days: list[float], more: list[float]) -> None:
    assert stability_days(after(*sorted(days + more))) >= stability_days(after(*sorted(days)))
