"""All that there is to say of a learner's progress at one moment, as data; `report.py` renders it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.progress.coverage import coverage
from assistant.progress.forecast import forecast
from assistant.progress.gaps import all_gaps, goal_topics
from assistant.progress.history import day_number
from assistant.progress.memory import Memory
from assistant.progress.queue import due_topics
from assistant.progress.record import Record, StudyDay, gather
from assistant.progress.types import (
    NEVER_PRACTISED,
    CoverageReport,
    CoverageState,
    Evidence,
    Forecast,
    Gap,
)
from assistant.syllabus.types import Goal, Syllabus

MOST_CURVES = 12
_CURVE_AHEAD_DAYS = 30


@dataclass(frozen=True, slots=True)
class Share:
    """How far an area or a goal is covered. `counts` has the number of its topics by state, all five present."""

    id: str
    title: str
    total: int
    counts: Mapping[str, int]

    @property
    def practised(self) -> int:
        """Topics that were practised at least once."""
        return self.total - sum(self.counts[state.value] for state in NEVER_PRACTISED)

    @property
    def mastered(self) -> int:
        """Topics that are mastered today, rusty ones not counted."""
        return self.counts[CoverageState.MASTERED.value]


@dataclass(frozen=True, slots=True)
class Curve:
    """How a due topic is being forgotten: recall in [0, 1] by day, from its last whole review to a month from now."""

    topic_id: str
    points: tuple[tuple[date, float], ...]
    recall: float
    """Recall today; 0 when the last answer was wrong, whatever the curve says."""


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """Everything at one moment: coverage, shares, days of study, curves of what is due, gaps, forecast.

    `gaps` are in the order of what they block; `coverage.gaps` are the holes underneath alone, nearest first.
    """

    coverage: CoverageReport
    areas: tuple[Share, ...]
    goals: tuple[Share, ...]
    calendar: tuple[StudyDay, ...]
    curves: tuple[Curve, ...]
    due: int
    """How many topics are due for a review; the curves show those that have lost most, twelve at most."""
    gaps: tuple[Gap, ...]
    goal: Goal | None = None
    forecast: Forecast | None = None


def summarise(
    syllabus: Syllabus,
    evidence: Sequence[Evidence] | Record,
    now: datetime,
    *,
    goals: Sequence[Goal] = (),
    goal: Goal | None = None,
    minutes_a_day: int = 25,
    practicable: Collection[str] | None = None,
    sources: Mapping[str, int] | None = None,
) -> ProgressReport:
    """Gather all that there is to say; see `plan.plan` and `gaps.all_gaps` for the arguments."""
    record = gather(syllabus, evidence)
    report = coverage(syllabus, record, now)
    at = record.moment(now)
    today = day_number(at)
    states = {topic.topic_id: topic.state for topic in report.topics}
    by_area: dict[str, list[str]] = {}
    for topic in syllabus.topics:
        by_area.setdefault(topic.area, []).append(topic.id)
    due = due_topics(report, record, today)
    most_lost = sorted(due, key=lambda topic_id: due[topic_id])[:MOST_CURVES]
    return ProgressReport(
        coverage=report,
        areas=tuple(
            _share(area, area.replace("-", " ").capitalize(), topic_ids, states)
            for area, topic_ids in by_area.items()
        ),
        goals=tuple(_share(each.id, each.title, goal_topics(syllabus, each), states) for each in goals),
        calendar=record.days,
        curves=tuple(_curve(record, topic_id, due[topic_id], today) for topic_id in most_lost),
        due=len(due),
        gaps=all_gaps(syllabus, report, record.histories, path=goal_topics(syllabus, goal), sources=sources),
        goal=goal,
        forecast=forecast(
            syllabus, record, report, at, goal, minutes_a_day=minutes_a_day, practicable=practicable
        ),
    )


def streak(calendar: Sequence[StudyDay], today: date) -> int:
    """How many days were studied in the run that leads up to today; a single day off does not end it.

    Today counts when something was done and is no day off before it is over.
    """
    days = {entry.day for entry in calendar}
    day = today if today in days else today - timedelta(days=1)
    count = days_off = 0
    while days_off < 2:
        if day in days:
            count += 1
            days_off = 0
        else:
            days_off += 1
        day -= timedelta(days=1)
    return count


def _share(id_: str, title: str, topic_ids: Sequence[str], states: Mapping[str, CoverageState]) -> Share:
    counts = {state.value: 0 for state in CoverageState}
    for topic_id in topic_ids:
        counts[states[topic_id].value] += 1
    return Share(id_, title, len(topic_ids), counts)


def _recall_then(memory: Memory, number: int) -> float:
    # On a day in the past the refreshments that came after it had not happened yet.
    until = tuple(anchor for anchor in memory.anchors if anchor.day <= number) or memory.anchors[:1]
    return Memory(until, memory.difficulty).recall(number)


def _curve(record: Record, topic_id: str, recall: float, today: int) -> Curve:
    memory = record.memories[topic_id]
    start = min(memory.anchors[0].day, today)
    end = today + _CURVE_AHEAD_DAYS
    step = max(1, (end - start) // 60)
    numbers = sorted({*range(start, end, step), today, end})
    points = tuple((date.fromordinal(number), _recall_then(memory, number)) for number in numbers)
    return Curve(topic_id, points, recall)
