"""What to do in the minutes there are today."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from assistant.progress.coverage import coverage, missing_for_mastery
from assistant.progress.forecast import forecast
from assistant.progress.gaps import goal_topics
from assistant.progress.history import day_number
from assistant.progress.queue import Review, review_queue
from assistant.progress.record import Record, gather
from assistant.progress.types import (
    EVER_MASTERED,
    CoverageReport,
    CoverageState,
    Evidence,
    Plan,
    PlanItem,
    TopicCoverage,
)
from assistant.progress.wording import counted, joined
from assistant.progress.workload import is_behind_us, new_minutes, practice_minutes
from assistant.syllabus.types import Goal, Syllabus

REVIEW_SHARE = 0.6
"""Reviews take at most this share of the time while there is anything else to do."""
AWAY_DAYS = 7
"""After so many days without study the plan is a smaller one."""
AWAY_SHARE = 0.6
DIAGNOSTIC_MINUTES = 15
_FEWEST_DIAGNOSTIC_MINUTES = 5
_MINUTES_AN_EXERCISE = 2
_READ_LATELY_DAYS = 14
_NAMED_AT_MOST = 3


def plan(
    syllabus: Syllabus,
    evidence: Sequence[Evidence] | Record,
    now: datetime,
    minutes: int,
    *,
    goal: Goal | None = None,
    practicable: Collection[str] | None = None,
    minutes_a_day: int | None = None,
    diagnostic_over: bool = False,
) -> Plan:
    """Choose reviews, a weak spot and new topics on the way to the goal, as far as they fit into the minutes.

    - Diagnostic: first of all for whoever has answered nothing yet, unless they want none.
    - Reviews: what has fallen below `memory.REVIEW_BELOW`, first what refreshes most, for at most `REVIEW_SHARE` of the
      time; what time is left at the end goes to further reviews.
    - Weak spot: the topic with most wrong answers of late; without one, the nearest gap underneath what was touched.
    - New: topics never practised whose prerequisites are in place, seen ones first, as many as there is time for; one
      that becomes possible by another of today's comes after it.
    - After `AWAY_DAYS` without study everything has to fit into `AWAY_SHARE` of the minutes; the rest waits.

    Args:
        syllabus: All topics.
        evidence: The learner's log, or what was gathered from it.
        now: The time, aware UTC.
        minutes: What there is today.
        goal: Where the learner wants to; the whole syllabus if None.
        practicable: The topics that have exercises; all if None. Others are in place once they were seen.
        minutes_a_day: For the forecast while there is no pace to go by; `minutes` if None.
        diagnostic_over: Whether a diagnostic was finished, left or refused.
    """
    record = gather(syllabus, evidence)
    report = coverage(syllabus, record, now)
    at = record.moment(now)
    away = _days_away(record, day_number(at))
    budget = int(minutes * AWAY_SHARE) if away >= AWAY_DAYS else minutes
    day = _Day(syllabus, record, report, at, goal, practicable)
    items: list[PlanItem] = []
    if (
        not diagnostic_over
        and not record.diagnosed
        and day.beginner()
        and budget >= _FEWEST_DIAGNOSTIC_MINUTES
    ):
        items.append(_diagnostic(budget))
        budget -= items[0].minutes
    left = budget
    busy: set[str] = set()
    spots = [item for item in day.weak() if item.minutes <= left][:1]
    busy.update(item.topic_id for item in spots)
    left -= _total(spots)
    queue = [item for item in day.reviews() if item.topic_id not in busy]
    reviews = _fitting(queue, int(left * REVIEW_SHARE)) or _fitting(queue[:1], left)
    left -= _total(reviews)
    busy.update(item.topic_id for item in reviews)
    unlocked: set[str] = set()
    if not spots:
        spots = [item for item in day.holes() if item.minutes <= left and item.topic_id not in busy][:1]
        unlocked.update(item.topic_id for item in spots)
        busy |= unlocked
        left -= _total(spots)
    new = day.new(left, busy, unlocked)
    left -= _total(new)
    reviews += _fitting([item for item in queue if item not in reviews], left)
    taken = {topic_id for item in reviews for topic_id in (item.topic_id, *item.covers)}
    waiting = len({topic_id for item in queue for topic_id in (item.topic_id, *item.covers)} - taken)
    return Plan(
        minutes=minutes,
        items=(*items, *reviews, *spots, *new),
        waiting=waiting,
        note=_note(report, away, waiting),
        forecast=forecast(
            syllabus,
            record,
            report,
            at,
            goal,
            minutes_a_day=minutes_a_day or minutes,
            practicable=practicable,
        ),
    )


class _Day:
    """What could be done on one day, as items in the order of preference."""

    def __init__(
        self,
        syllabus: Syllabus,
        record: Record,
        report: CoverageReport,
        at: datetime,
        goal: Goal | None,
        practicable: Collection[str] | None,
    ) -> None:
        self._syllabus = syllabus
        self._record = record
        self._report = report
        self._at = at
        self._path = goal_topics(syllabus, goal)
        self._practicable = practicable
        self._topics = {topic.topic_id: topic for topic in report.topics}
        self._done = {topic.topic_id for topic in report.topics if is_behind_us(topic, practicable)}

    def beginner(self) -> bool:
        """Whether nothing was ever answered, and there is something to ask."""
        asked_nothing = not any(history.practised for history in self._record.histories.values())
        return asked_nothing and (self._practicable is None or bool(self._practicable))

    def reviews(self) -> list[PlanItem]:
        """The queue of reviews."""
        today = day_number(self._at)
        queue = review_queue(self._syllabus, self._report, self._record, today, self._practicable)
        return [
            self._practice("review", review.topic_id, self._why_review(review), covers=review.covers)
            for review in queue
        ]

    def weak(self) -> Iterator[PlanItem]:
        """Topics that were answered wrong of late, the weakest first."""
        weak: list[tuple[float, PlanItem]] = []
        for topic in self._report.topics:
            history = self._record.histories.get(topic.topic_id)
            if history is None or topic.state is not CoverageState.PRACTISED:
                continue
            wrong = history.recent.count(False)
            if wrong and self._has_exercises(topic.topic_id):
                answers = len(history.recent)
                why = (
                    f"{wrong} of your last {answers} answers went wrong."
                    if answers > 1
                    else "Your one answer went wrong."
                )
                weak.append((wrong / answers, self._practice("weak", topic.topic_id, why)))
        yield from (item for _, item in sorted(weak, key=lambda pair: -pair[0]))

    def holes(self) -> Iterator[PlanItem]:
        """The gaps underneath what was touched that can be closed now, the nearest first."""
        for gap in self._report.gaps:
            if self._ready(gap.topic_id, self._done):
                yield self._first_time("weak", gap.topic_id, gap.reason)

    def new(self, minutes: int, busy: Collection[str], unlocked: Collection[str]) -> list[PlanItem]:
        """New topics for the minutes left, those seen already first, each after what it rests on.

        `busy` are topics of today's that are not to come twice, `unlocked` those that others may rest on by then.
        """
        done = self._done.union(unlocked)
        chosen: list[PlanItem] = []
        left = minutes
        while True:
            item = next((item for item in self._candidates(done, busy) if item.minutes <= left), None)
            if item is None:
                break
            chosen.append(item)
            done.add(item.topic_id)
            left -= item.minutes
        # Minutes that are too few to practise may do for reading what is practised next time.
        for item in self._candidates(done, busy):
            reading = self._syllabus.topic(item.topic_id).minutes
            if item.read and item.exercises and reading <= left:
                chosen.append(replace(item, minutes=reading, exercises=0, level=None))
                break
        return chosen

    def _candidates(self, done: Collection[str], busy: Collection[str]) -> Iterator[PlanItem]:
        ready = [topic_id for topic_id in self._path if topic_id not in busy and self._ready(topic_id, done)]
        for wanted in (CoverageState.SEEN, CoverageState.UNTOUCHED):
            for topic_id in ready:
                if self._topics[topic_id].state is wanted:
                    yield self._first_time("new", topic_id, self._why_new(topic_id))

    def _ready(self, topic_id: str, done: Collection[str]) -> bool:
        return topic_id not in done and all(
            required in done for required in self._syllabus.topic(topic_id).requires
        )

    def _has_exercises(self, topic_id: str) -> bool:
        return self._practicable is None or topic_id in self._practicable

    def _practice(self, kind: str, topic_id: str, why: str, *, covers: tuple[str, ...] = ()) -> PlanItem:
        minutes = practice_minutes(self._syllabus.topic(topic_id))
        history = self._record.histories.get(topic_id)
        hard = kind == "review" and history is not None and not history.hardest
        exercises = max(2, minutes // _MINUTES_AN_EXERCISE)
        return PlanItem(kind, topic_id, minutes, why, covers, exercises, 3 if hard else None)

    def _first_time(self, kind: str, topic_id: str, why: str) -> PlanItem:
        topic = self._syllabus.topic(topic_id)
        exercises = self._has_exercises(topic_id)
        read = not exercises or not self._read_lately(topic_id)
        return PlanItem(
            kind=kind,
            topic_id=topic_id,
            minutes=new_minutes(topic, read=read, exercises=exercises),
            why=why,
            exercises=max(2, practice_minutes(topic) // _MINUTES_AN_EXERCISE) if exercises else 0,
            level=1 if exercises else None,
            read=read,
        )

    def _read_lately(self, topic_id: str) -> bool:
        history = self._record.histories.get(topic_id)
        if history is None or not history.readings:
            return False
        return (self._at - history.last_touched).days <= _READ_LATELY_DAYS

    def _why_review(self, review: Review) -> str:
        topic: TopicCoverage = self._topics[review.topic_id]
        percent = f"about {round(review.recall * 100)} % is still there"
        if topic.state is CoverageState.RUSTY:
            why = topic.reason
        elif topic.state in EVER_MASTERED:
            why = f"Mastered, and due for a review: {percent}."
        else:
            missing = joined(missing_for_mastery(self._record.histories[review.topic_id]))
            why = f"Due for a review: {percent}; for mastery, answer without hints {missing}."
        if review.covers:
            titles = [self._syllabus.topic(other).title for other in review.covers]
            named = titles[:_NAMED_AT_MOST] + (["more"] if len(titles) > _NAMED_AT_MOST else [])
            why += f" It refreshes {joined(named)}, too."
        return why

    def _why_new(self, topic_id: str) -> str:
        topic = self._syllabus.topic(topic_id)
        seen = self._topics[topic_id].state is CoverageState.SEEN
        if seen:
            return "Seen but never practised, and all it rests on is in place."
        if not topic.requires:
            return "New, and it rests on nothing else."
        return "New, and all it rests on is in place."


def _diagnostic(budget: int) -> PlanItem:
    why = "At most 25 questions find out where you stand, so that nothing bores you and nothing is missing underneath."
    return PlanItem("diagnostic", "", min(DIAGNOSTIC_MINUTES, budget), why)


def _days_away(record: Record, today: int) -> int:
    return today - record.days[-1].day.toordinal() if record.days else 0


def _note(report: CoverageReport, away: int, waiting: int) -> str:
    if report.clock_behind is not None:
        return "This machine's clock stands behind your newest entry, so the plan is made for the day of that entry."
    if away >= AWAY_DAYS:
        rest = f" {counted(waiting, 'review')} can wait." if waiting else ""
        return f"You were away for {away} days, so here is a smaller plan to come back.{rest}"
    return ""


def _fitting(items: Sequence[PlanItem], minutes: int) -> list[PlanItem]:
    chosen: list[PlanItem] = []
    left = minutes
    for item in items:
        if item.minutes <= left:
            chosen.append(item)
            left -= item.minutes
    return chosen


def _total(items: Sequence[PlanItem]) -> int:
    return sum(item.minutes for item in items)
