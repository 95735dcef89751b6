"""What to do in the minutes there are today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.progress.coverage import coverage
from assistant.progress.history import TopicHistory, histories
from assistant.progress.memory import REVIEW_BELOW
from assistant.progress.types import CoverageReport, CoverageState, Evidence, Plan, PlanItem
from assistant.syllabus.types import Syllabus

_NEVER_PRACTISED = (CoverageState.UNTOUCHED, CoverageState.READ)
_MIN_REVIEW_MINUTES = 3
_REVIEW_SHARE = 0.5


def plan(syllabus: Syllabus, evidence: Sequence[Evidence], now: datetime, minutes: int) -> Plan:
    """Choose reviews, then one weak spot, then one new topic, as far as they fit into the minutes.

    - Reviews: stale topics and mastered ones whose recall has fallen below `memory.REVIEW_BELOW`, the most
      forgotten first, for at most half the time, so that a missed week leaves room for something new; what time is
      left at the end goes to further reviews.
    - Weak spot: the topic with most wrong answers of late; without one, the nearest gap underneath what was touched.
    - New: a topic never practised whose prerequisites were all practised, one that was seen already if there is any.
    """
    report = coverage(syllabus, evidence, now)
    by_topic = histories(evidence)
    due = _reviews(syllabus, report, by_topic, now)
    reviews = _fitting(due, int(minutes * _REVIEW_SHARE)) or _fitting(due[:1], minutes)
    others: list[PlanItem] = []
    left = minutes - _total(reviews)
    for candidates in (_weak(syllabus, report, by_topic), _new(syllabus, report)):
        chosen = {item.topic_id for item in (*reviews, *others)}
        item = next(
            (item for item in candidates if item.minutes <= left and item.topic_id not in chosen), None
        )
        if item is not None:
            others.append(item)
            left -= item.minutes
    reviews += _fitting([item for item in due if item not in reviews], left)
    return Plan(minutes=minutes, items=(*reviews, *others))


def _fitting(items: Sequence[PlanItem], minutes: int) -> list[PlanItem]:
    chosen: list[PlanItem] = []
    for item in items:
        if _total(chosen) + item.minutes <= minutes:
            chosen.append(item)
    return chosen


def _total(items: Sequence[PlanItem]) -> int:
    return sum(item.minutes for item in items)


def _practice_minutes(syllabus: Syllabus, topic_id: str) -> int:
    # A few exercises take about half as long as studying the note.
    return max(_MIN_REVIEW_MINUTES, (syllabus.topic(topic_id).minutes + 1) // 2)


def _reviews(
    syllabus: Syllabus, report: CoverageReport, by_topic: dict[str, TopicHistory], now: datetime
) -> list[PlanItem]:
    found: list[tuple[float, PlanItem]] = []
    for topic in report.topics:
        if topic.state not in (CoverageState.MASTERED, CoverageState.STALE):
            continue
        recall = by_topic[topic.topic_id].recall(now)
        if recall < REVIEW_BELOW:
            why = (
                topic.reason
                if topic.state is CoverageState.STALE
                else f"Mastered, and due for a review: about {round(recall * 100)} % is still there."
            )
            item = PlanItem("review", topic.topic_id, _practice_minutes(syllabus, topic.topic_id), why)
            found.append((recall, item))
    # Sorting is stable: equally forgotten topics stay in the order of the syllabus.
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _weak(syllabus: Syllabus, report: CoverageReport, by_topic: dict[str, TopicHistory]) -> list[PlanItem]:
    weak: list[tuple[float, PlanItem]] = []
    for topic in report.topics:
        history = by_topic.get(topic.topic_id)
        if topic.state is not CoverageState.PRACTISED or history is None:
            continue
        wrong = history.recent.count(False)
        if wrong:
            answers = len(history.recent)
            why = (
                f"{wrong} of your last {answers} answers went wrong."
                if answers > 1
                else "Your one answer went wrong."
            )
            item = PlanItem("weak", topic.topic_id, _practice_minutes(syllabus, topic.topic_id), why)
            weak.append((wrong / len(history.recent), item))
    items = [item for _, item in sorted(weak, key=lambda pair: -pair[0])]
    ready = _ready(syllabus, report)
    gaps = [gap for gap in report.gaps if gap.topic_id in ready]
    return items + [
        PlanItem("weak", gap.topic_id, syllabus.topic(gap.topic_id).minutes, gap.reason) for gap in gaps
    ]


def _new(syllabus: Syllabus, report: CoverageReport) -> list[PlanItem]:
    ready = _ready(syllabus, report)
    states = {topic.topic_id: topic.state for topic in report.topics}
    seen = [topic_id for topic_id in ready if states[topic_id] is CoverageState.READ]
    unseen = [topic_id for topic_id in ready if states[topic_id] is CoverageState.UNTOUCHED]
    items: list[PlanItem] = []
    for topic_id in (*seen, *unseen):
        topic = syllabus.topic(topic_id)
        if states[topic_id] is CoverageState.READ:
            why = "Seen but never practised, and you have practised all it rests on."
        elif topic.requires:
            why = "New, and you have practised all it rests on."
        else:
            why = "New, and it rests on nothing else."
        items.append(PlanItem("new", topic_id, topic.minutes, why))
    return items


def _ready(syllabus: Syllabus, report: CoverageReport) -> tuple[str, ...]:
    """The frontier: topics never practised whose prerequisites were all practised, in syllabus order."""
    states = {topic.topic_id: topic.state for topic in report.topics}
    return tuple(
        topic.id
        for topic in syllabus.topics
        if states[topic.id] in _NEVER_PRACTISED
        and all(states[required] not in _NEVER_PRACTISED for required in topic.requires)
    )
