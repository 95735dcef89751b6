"""What is missing underneath the topics a learner has touched."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.progress.types import CoverageState, Gap, TopicCoverage
from assistant.progress.wording import joined
from assistant.syllabus.graph import prerequisites_of
from assistant.syllabus.types import Syllabus

_NEVER_PRACTISED = (CoverageState.UNTOUCHED, CoverageState.READ)
_NAMED_AT_MOST = 3


def find_gaps(syllabus: Syllabus, topics: Sequence[TopicCoverage]) -> tuple[Gap, ...]:
    """Find every prerequisite, direct or further down, that was never practised under a topic that was touched.

    The nearest come first, at the same distance those that are first in the syllabus. A near gap may itself rest on
    one further down; `plan` offers only those that can be closed now.
    """
    states = {topic.topic_id: topic.state for topic in topics}
    above: dict[str, list[tuple[int, int, str]]] = {}
    for position, topic in enumerate(topics):
        if topic.state is CoverageState.UNTOUCHED:
            continue
        for prerequisite, distance in prerequisites_of(syllabus, topic.topic_id):
            if states[prerequisite] in _NEVER_PRACTISED:
                above.setdefault(prerequisite, []).append((distance, position, topic.topic_id))
    gaps = [_gap(syllabus, topic_id, sorted(under), states[topic_id]) for topic_id, under in above.items()]
    order = {topic_id: index for index, topic_id in enumerate(syllabus.ids)}
    return tuple(sorted(gaps, key=lambda gap: (gap.distance, order[gap.topic_id])))


def _gap(
    syllabus: Syllabus, topic_id: str, under: Sequence[tuple[int, int, str]], state: CoverageState
) -> Gap:
    distance = under[0][0]
    titles = [syllabus.topic(other).title for near, _, other in under if near == distance]
    named = joined(
        titles[:_NAMED_AT_MOST] if len(titles) <= _NAMED_AT_MOST else [*titles[:_NAMED_AT_MOST], "more"]
    )
    needed = f"needed directly for {named}" if distance == 1 else f"needed for {named}, {distance} steps down"
    seen = "Never touched" if state is CoverageState.UNTOUCHED else "Seen but never practised"
    return Gap(
        topic_id=topic_id,
        under=tuple(other for _, _, other in under),
        distance=distance,
        state=state,
        reason=f"{seen}; {needed}.",
    )
