"""When the goal may be reached, from the pace so far."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date, datetime

from assistant.progress.gaps import goal_topics
from assistant.progress.history import day_number
from assistant.progress.record import Record
from assistant.progress.types import CoverageReport, Forecast
from assistant.progress.wording import counted
from assistant.progress.workload import is_behind_us, new_minutes
from assistant.syllabus.types import Goal, Syllabus

_WINDOW_DAYS = 28
_FEWEST_TOPICS, _FEWEST_DAYS = 3, 3
_EIGHTY_PERCENT = 1.2816
"""Within so many standard deviations lie 80 % of a normal distribution."""
_REVIEWS_ON_TOP = 1.6
"""Reviews take 60 % of the time at most, so far in most studies about 40 %: a minute of new topics costs 1.6 in all."""
_FASTER, _SLOWER = 0.7, 2.0
_FURTHEST_DAYS = 3650


def forecast(
    syllabus: Syllabus,
    record: Record,
    report: CoverageReport,
    at: datetime,
    goal: Goal | None,
    *,
    minutes_a_day: int,
    practicable: Collection[str] | None = None,
) -> Forecast:
    """Say when every topic of the goal will have been answered right once, as a day with its range (80 %).

    The pace is the number of the goal's topics practised for the first time within the last four weeks, days without
    study included; its range is that of a count (Poisson). With fewer than three topics or three days of study there is
    no pace, and the minutes a day must do, with a wide range.
    """
    path = set(goal_topics(syllabus, goal))
    goal_id = goal.id if goal is not None else ""
    left = [
        syllabus.topic(topic.topic_id)
        for topic in report.topics
        if topic.topic_id in path and not is_behind_us(topic, practicable)
    ]
    minutes_left = sum(
        new_minutes(topic, exercises=practicable is None or topic.id in practicable) for topic in left
    )
    done = len(path) - len(left)
    if not left:
        return Forecast(
            goal_id,
            done,
            len(path),
            0,
            "Every topic of the goal was answered right once, or is thought known.",
        )
    today = day_number(at)
    begun = [
        day_number(history.first_practised)
        for topic_id, history in record.histories.items()
        if history.first_practised is not None and topic_id in path
    ]
    window = min(_WINDOW_DAYS, today - min(begun) + 1) if begun else 0
    lately = sum(number > today - window for number in begun)
    studied = sum(day.day.toordinal() > today - window for day in record.days)
    if lately >= _FEWEST_TOPICS and studied >= _FEWEST_DAYS:
        spread = _EIGHTY_PERCENT * math.sqrt(lately)
        days = tuple(
            len(left) * window / topics for topics in (lately + spread, lately, max(lately - spread, 0.5))
        )
        basis = f"At your pace of {counted(lately, 'topic')} in the last {counted(window, 'day')}."
    elif minutes_a_day > 0:
        usual = minutes_left * _REVIEWS_ON_TOP / minutes_a_day
        days = (usual * _FASTER, usual, usual * _SLOWER)
        basis = f"There is no pace to go by yet; at {counted(minutes_a_day, 'minute')} a day."
    else:
        return Forecast(goal_id, done, len(path), minutes_left, "There is no pace to go by yet.")
    earliest, by, latest = (date.fromordinal(today + min(math.ceil(count), _FURTHEST_DAYS)) for count in days)
    return Forecast(goal_id, done, len(path), minutes_left, basis, by, earliest, latest)
