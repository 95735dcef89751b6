"""How long things take, and which topics are behind a learner."""

from __future__ import annotations

from collections.abc import Collection

from assistant.progress.types import CoverageState, TopicCoverage
from assistant.syllabus.types import Topic

_MIN_PRACTICE_MINUTES = 3
PROBABLY_KNOWN = 0.5


def practice_minutes(topic: Topic) -> int:
    """A few exercises take about half as long as studying the note."""
    return max(_MIN_PRACTICE_MINUTES, (topic.minutes + 1) // 2)


def new_minutes(topic: Topic, *, read: bool = True, exercises: bool = True) -> int:
    """Reading a topic's note and then answering a few exercises."""
    return (topic.minutes if read else 0) + (practice_minutes(topic) if exercises else 0)


def is_behind_us(topic: TopicCoverage, practicable: Collection[str] | None) -> bool:
    """Whether others may rest on a topic.

    It was answered right once, or a diagnostic thinks it known, or it was seen and there is nothing to practise it with.
    """
    if topic.right or (topic.likely_known or 0.0) >= PROBABLY_KNOWN:
        return True
    unpractised = practicable is not None and topic.topic_id not in practicable
    return unpractised and topic.state is CoverageState.SEEN
