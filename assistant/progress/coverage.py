"""Where a learner stands with each topic, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.progress.gaps import find_gaps
from assistant.progress.history import TopicHistory, histories
from assistant.progress.memory import STALE_BELOW
from assistant.progress.types import CoverageReport, CoverageState, Evidence, TopicCoverage
from assistant.progress.wording import counted, day, joined
from assistant.syllabus.types import Syllabus

_DAYS_FOR_MASTERY = 2
_SHAPES_FOR_MASTERY = 2


def coverage(syllabus: Syllabus, evidence: Sequence[Evidence], now: datetime) -> CoverageReport:
    """Compute the state of every topic of the syllabus from the log of evidence.

    - *untouched*: no evidence.
    - *read*: asked about, explained or read, however often; never practised.
    - *practised*: at least one answer was graded, right or wrong.
    - *mastered*: right answers without hints on two different UTC days or more and in two shapes of task or more,
      one of them at level 3.
    - *stale*: mastered, but recall has fallen below `memory.STALE_BELOW`, or the last answer was wrong.

    Evidence for topics that are not in the syllabus is passed over. A clock behind the log changes nothing.
    """
    by_topic = histories(evidence)
    topics = tuple(topic_coverage(topic.id, by_topic.get(topic.id), now) for topic in syllabus.topics)
    counts = {state.value: 0 for state in CoverageState}
    for topic in topics:
        counts[topic.state.value] += 1
    return CoverageReport(at=now, topics=topics, gaps=find_gaps(syllabus, topics), counts=counts)


def topic_coverage(topic_id: str, history: TopicHistory | None, now: datetime) -> TopicCoverage:
    """Compute the state of one topic; `history` is None when there is no evidence."""
    if history is None:
        return TopicCoverage(topic_id, CoverageState.UNTOUCHED, "Never touched.")
    state = _state(history, now)
    mastered_once = state in (CoverageState.MASTERED, CoverageState.STALE)
    return TopicCoverage(
        topic_id=topic_id,
        state=state,
        reason=_reason(state, history, now),
        touched=history.touched,
        right=history.right,
        wrong=history.wrong,
        last_touched=history.last_touched,
        due=(history.falls_to(STALE_BELOW) or history.last_wrong) if mastered_once else None,
    )


def _state(history: TopicHistory, now: datetime) -> CoverageState:
    if not history.practised:
        return CoverageState.READ
    if _missing_for_mastery(history):
        return CoverageState.PRACTISED
    return CoverageState.MASTERED if history.recall(now) >= STALE_BELOW else CoverageState.STALE


def _missing_for_mastery(history: TopicHistory) -> tuple[str, ...]:
    missing = []
    if history.days < _DAYS_FOR_MASTERY:
        missing.append("on a second day" if history.days else "on two days")
    if history.shapes < _SHAPES_FOR_MASTERY:
        missing.append("in a second shape of task" if history.shapes else "in two shapes of task")
    if not history.hardest:
        missing.append("once at level 3")
    return tuple(missing)


def _reason(state: CoverageState, history: TopicHistory, now: datetime) -> str:
    if state is CoverageState.READ:
        return _seen(history)
    if state is CoverageState.PRACTISED:
        missing = joined(_missing_for_mastery(history))
        return (
            f"{history.right} right and {history.wrong} wrong; for mastery, answer without hints {missing}."
        )
    proof = f"right without hints on {counted(history.days, 'day')} and in {counted(history.shapes, 'shape')} of task"
    if state is CoverageState.MASTERED:
        due = history.falls_to(STALE_BELOW)
        return f"Mastered: {proof}; stays fresh until {day(due)}." if due else f"Mastered: {proof}."
    if not history.fresh:
        return f"Was mastered ({proof}), but the last answer was wrong."
    days = counted(history.since_right(now).days, "day")
    return f"Was mastered ({proof}), but the last right answer without hints was {days} ago."


def _seen(history: TopicHistory) -> str:
    parts = []
    if history.chats:
        parts.append(f"seen {_times(history.chats)} in chat")
    if history.readings:
        parts.append(f"read {_times(history.readings)}")
    if not parts:
        return "Tried, but no answer was graded."
    text = joined(parts)
    return f"{text[0].upper()}{text[1:]}, never practised."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
