"""Where a learner stands with each topic and objective, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from assistant.progress.gaps import find_gaps
from assistant.progress.history import ObjectiveHistory, TopicHistory, day_number
from assistant.progress.memory import RUSTY_BELOW, Memory
from assistant.progress.record import Record, gather
from assistant.progress.types import (
    EVER_MASTERED,
    CoverageReport,
    CoverageState,
    Evidence,
    ObjectiveCoverage,
    TopicCoverage,
)
from assistant.progress.wording import counted, day, joined
from assistant.syllabus.types import Syllabus, Topic

_DAYS_FOR_MASTERY = 2
_SHAPES_FOR_MASTERY = 2


def coverage(syllabus: Syllabus, evidence: Sequence[Evidence] | Record, now: datetime) -> CoverageReport:
    """Compute the state of every topic of the syllabus from the log of evidence.

    - *untouched*: no evidence.
    - *seen*: asked about, explained or read, however often; never practised.
    - *practised*: at least one answer was graded, right or wrong.
    - *mastered*: right answers without hints on two different UTC days or more and in two shapes of task or more,
      one of them at level 3.
    - *rusty*: mastered, but recall has fallen below `memory.RUSTY_BELOW`, or the last answer was wrong.

    What a diagnostic infers is told beside the state (`likely_known`), never as one. Evidence for topics that are not
    in the syllabus is passed over. A clock behind the log changes nothing: all is told as of the log's newest row, and
    the report says by how much the clock is behind.
    """
    record = gather(syllabus, evidence)
    at = record.moment(now)
    topics = tuple(
        topic_coverage(
            topic,
            record.histories.get(topic.id),
            record.memories.get(topic.id),
            at,
            record.guesses.get(topic.id),
        )
        for topic in syllabus.topics
    )
    counts = {state.value: 0 for state in CoverageState}
    for entry in topics:
        counts[entry.state.value] += 1
    return CoverageReport(
        at=now,
        topics=topics,
        gaps=find_gaps(syllabus, topics),
        counts=counts,
        clock_behind=at - now if at > now else None,
    )


def topic_coverage(
    topic: Topic,
    history: TopicHistory | None,
    memory: Memory | None,
    at: datetime,
    guess: float | None = None,
) -> TopicCoverage:
    """Compute the state of one topic; `history` is None when there is no evidence."""
    if history is None:
        reason = "Never touched."
        objectives = _objectives(topic, {}, CoverageState.UNTOUCHED)
        return TopicCoverage(
            topic.id, CoverageState.UNTOUCHED, reason, objectives=objectives, likely_known=guess
        )
    memory = memory or Memory()
    recall = memory.recall(day_number(at)) if memory.anchors and history.right else None
    state = _state(history, recall)
    rusty_on = memory.rusty_on if state in EVER_MASTERED else None
    review_on = memory.review_on if recall is not None else None
    due = None
    if rusty_on is not None:
        due = _midnight(rusty_on) if history.last_was_right else history.last_wrong
    return TopicCoverage(
        topic_id=topic.id,
        state=state,
        reason=_reason(state, history, due, at),
        touched=history.touched,
        right=history.right,
        wrong=history.wrong,
        last_touched=history.last_touched,
        due=due,
        recall=recall,
        review_at=_midnight(review_on) if review_on is not None else None,
        objectives=_objectives(topic, history.objectives, state),
        likely_known=guess,
    )


def _state(history: TopicHistory, recall: float | None) -> CoverageState:
    if not history.practised:
        return CoverageState.SEEN
    if missing_for_mastery(history):
        return CoverageState.PRACTISED
    fresh = history.last_was_right and recall is not None and recall >= RUSTY_BELOW
    return CoverageState.MASTERED if fresh else CoverageState.RUSTY


def missing_for_mastery(history: TopicHistory) -> tuple[str, ...]:
    """What mastery still asks for, as parts of a sentence; empty when the topic was mastered."""
    missing = []
    if history.unaided_days < _DAYS_FOR_MASTERY:
        missing.append("on a second day" if history.unaided_days else "on two days")
    if history.shapes < _SHAPES_FOR_MASTERY:
        missing.append("in a second shape of task" if history.shapes else "in two shapes of task")
    if not history.hardest:
        missing.append("once at level 3")
    return tuple(missing)


def _reason(state: CoverageState, history: TopicHistory, due: datetime | None, at: datetime) -> str:
    if state is CoverageState.SEEN:
        return _seen(history)
    if state is CoverageState.PRACTISED:
        missing = joined(missing_for_mastery(history))
        return (
            f"{history.right} right and {history.wrong} wrong; for mastery, answer without hints {missing}."
        )
    proof = (
        f"right without hints on {counted(history.unaided_days, 'day')} "
        f"and in {counted(history.shapes, 'shape')} of task"
    )
    if state is CoverageState.MASTERED:
        return f"Mastered: {proof}; stays fresh until {day(due)}." if due else f"Mastered: {proof}."
    if not history.last_was_right:
        return f"Was mastered ({proof}), but the last answer was wrong."
    ago = counted((at - (history.last_unaided or at)).days, "day")
    return f"Was mastered ({proof}), but the last right answer without hints was {ago} ago."


def _seen(history: TopicHistory) -> str:
    parts = []
    if history.chats:
        parts.append(f"seen {_times(history.chats)} in chat")
    if history.readings:
        parts.append(f"read {_times(history.readings)}")
    if history.explanations:
        parts.append(f"explained {_times(history.explanations)} in your own words")
    if not parts:
        return "Tried, but no answer was graded."
    text = joined(parts)
    return f"{text[0].upper()}{text[1:]}, never practised."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _objectives(
    topic: Topic, found: Mapping[int, ObjectiveHistory], state: CoverageState
) -> tuple[ObjectiveCoverage, ...]:
    seen = CoverageState.UNTOUCHED if state is CoverageState.UNTOUCHED else CoverageState.SEEN
    return tuple(
        _objective(number, text, found.get(number), state, seen, conceptual=number in topic.conceptual)
        for number, text in enumerate(topic.objectives, start=1)
    )


def _objective(
    number: int,
    text: str,
    history: ObjectiveHistory | None,
    topic: CoverageState,
    seen: CoverageState,
    *,
    conceptual: bool,
) -> ObjectiveCoverage:
    if history is None:
        return ObjectiveCoverage(number, text, seen, conceptual=conceptual)
    state = CoverageState.PRACTISED
    if history.days >= _DAYS_FOR_MASTERY:
        fresh = history.last_right and topic is not CoverageState.RUSTY
        state = CoverageState.MASTERED if fresh else CoverageState.RUSTY
    return ObjectiveCoverage(number, text, state, history.right, history.wrong, conceptual)


def _midnight(number: int) -> datetime:
    return datetime.combine(date.fromordinal(number), time(), UTC)
