"""A run of days forgives a single day off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.progress.record import StudyDay
from assistant.progress.summary import streak

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ((), 0),
        ((0,), 1),
        ((1,), 1),
        ((0, 1, 2), 3),
        ((1, 2, 3), 3),
        ((0, 2, 3), 3),
        ((0, 2, 4, 6), 4),
        ((0, 3, 4), 1),
        ((2, 3), 2),
        ((3, 4), 0),
    ],
)
def test_a_single_day_off_does_not_end_a_run(days_ago: tuple[int, ...], expected: int) -> None:
    days = [
        StudyDay(TODAY - timedelta(days=ago), topics=1, answers=1, right=1, minutes=1) for ago in days_ago
    ]
    assert streak(days, TODAY) == expected
