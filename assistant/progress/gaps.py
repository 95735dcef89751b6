"""What is missing: holes underneath what was touched, what was only seen, what is weak or rusty, what has no source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from assistant.progress.history import TopicHistory
from assistant.progress.types import (
    NEVER_PRACTISED,
    CoverageReport,
    CoverageState,
    Gap,
    GapKind,
    TopicCoverage,
)
from assistant.progress.wording import joined
from assistant.syllabus.graph import unlocked_by
from assistant.syllabus.types import Goal, Syllabus

_NAMED_AT_MOST = 3
_UNDER_AT_MOST = 20
_PROBABLY = 0.5


def find_gaps(syllabus: Syllabus, topics: Sequence[TopicCoverage]) -> tuple[Gap, ...]:
    """Find every prerequisite, direct or further down, that was never practised under a topic that was touched.

    The nearest come first, at the same distance those that are first in the syllabus. A near gap may itself rest on
    one further down; `plan` offers only those that can be closed now. What a diagnostic thinks known is no gap.
    """
    by_id = {topic.topic_id: topic for topic in topics}
    order = {topic_id: index for index, topic_id in enumerate(syllabus.ids)}
    unlocks = unlocked_by(syllabus.topics)
    touched = {topic.topic_id for topic in topics if topic.state is not CoverageState.UNTOUCHED}
    with_touched_above: set[str] = set()
    for topic in reversed(syllabus.topics):
        if topic.id in touched or topic.id in with_touched_above:
            with_touched_above.update(topic.requires)
    gaps = []
    for topic_id in syllabus.ids:
        if topic_id in with_touched_above and _missing(by_id[topic_id]):
            under = _touched_above(topic_id, unlocks, touched, order)
            gaps.append(_hole(syllabus, by_id[topic_id], under))
    return tuple(sorted(gaps, key=lambda gap: (gap.distance, order[gap.topic_id])))


def _touched_above(
    topic_id: str, unlocks: Mapping[str, Sequence[str]], touched: Collection[str], order: Mapping[str, int]
) -> list[tuple[int, str]]:
    """The touched topics that rest on one with their distance, nearest first, then in syllabus order."""
    found: list[tuple[int, str]] = []
    seen = {topic_id}
    level = [topic_id]
    distance = 0
    while level and len(found) < _UNDER_AT_MOST:
        distance += 1
        following = {other for current in level for other in unlocks.get(current, ())} - seen
        seen |= following
        level = sorted(following, key=order.__getitem__)
        found += [(distance, other) for other in level if other in touched]
    return found[:_UNDER_AT_MOST]


def all_gaps(
    syllabus: Syllabus,
    report: CoverageReport,
    histories: Mapping[str, TopicHistory],
    *,
    path: Collection[str] | None = None,
    sources: Mapping[str, int] | None = None,
) -> tuple[Gap, ...]:
    """Find all that is missing, one gap of each kind a topic, in the order of how much rests on it.

    Args:
        syllabus: All topics.
        report: Where the learner stands.
        histories: What the log says by topic.
        path: The topics of the learner's goal; the whole syllabus if None.
        sources: For each topic, how many of the learner's own documents treat it; None when there are none to speak of.
    """
    wanted = set(syllabus.ids if path is None else path)
    found = list(report.gaps)
    underneath = {gap.topic_id for gap in report.gaps}
    for topic in report.topics:
        found += _of_topic(topic, histories.get(topic.topic_id))
        if topic.topic_id not in wanted:
            continue
        # A hole underneath is on the path already.
        if topic.topic_id not in underneath and topic.state is CoverageState.UNTOUCHED and _missing(topic):
            found.append(_gap(topic, GapKind.ON_THE_PATH, "Never touched, and your goal needs it."))
        if sources is not None:
            found += _of_sources(topic, sources.get(topic.topic_id, 0))
    blocked = _blocked(syllabus, report, wanted)
    order = {topic_id: index for index, topic_id in enumerate(syllabus.ids)}
    kinds = list(GapKind)
    gaps = [
        Gap(gap.topic_id, gap.under, gap.distance, gap.state, gap.reason, gap.kind, blocked[gap.topic_id])
        for gap in found
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.blocks, order[gap.topic_id], kinds.index(gap.kind))))


def goal_topics(syllabus: Syllabus, goal: Goal | None) -> tuple[str, ...]:
    """The topics of a goal's path, prerequisites first; all topics without a goal."""
    if goal is None:
        return syllabus.ids
    wanted = set(goal.targets)
    for topic in reversed(syllabus.topics):
        if topic.id in wanted:
            wanted.update(topic.requires)
    return tuple(topic_id for topic_id in syllabus.ids if topic_id in wanted)


def _missing(topic: TopicCoverage) -> bool:
    return topic.state in NEVER_PRACTISED and (topic.likely_known or 0.0) < _PROBABLY


def _hole(syllabus: Syllabus, topic: TopicCoverage, under: Sequence[tuple[int, str]]) -> Gap:
    distance = under[0][0]
    titles = [syllabus.topic(other).title for near, other in under if near == distance]
    named = joined(
        titles[:_NAMED_AT_MOST] if len(titles) <= _NAMED_AT_MOST else [*titles[:_NAMED_AT_MOST], "more"]
    )
    needed = f"needed directly for {named}" if distance == 1 else f"needed for {named}, {distance} steps down"
    seen = "Never touched" if topic.state is CoverageState.UNTOUCHED else "Seen but never practised"
    return Gap(
        topic_id=topic.topic_id,
        under=tuple(other for _, other in under),
        distance=distance,
        state=topic.state,
        reason=f"{seen}; {needed}.",
    )


def _of_topic(topic: TopicCoverage, history: TopicHistory | None) -> list[Gap]:
    found = []
    if topic.state is CoverageState.SEEN:
        found.append(_gap(topic, GapKind.SEEN_ONLY, topic.reason))
    if topic.state is CoverageState.RUSTY:
        found.append(_gap(topic, GapKind.RUSTY, topic.reason))
    if (
        history is not None
        and (wrong := history.recent.count(False))
        and topic.state is not CoverageState.MASTERED
    ):
        reason = (
            f"{wrong} of your last {len(history.recent)} answers went wrong."
            if len(history.recent) > 1
            else "Your one answer went wrong."
        )
        found.append(_gap(topic, GapKind.WEAK, reason))
    return found


def _of_sources(topic: TopicCoverage, count: int) -> list[Gap]:
    if count > 1:
        return []
    if count == 1:
        return [_gap(topic, GapKind.ONE_SOURCE, "Only one of your documents treats it.")]
    return [
        _gap(topic, GapKind.NOT_IN_DOCUMENTS, "None of your documents treats it; the built-in note does.")
    ]


def _gap(topic: TopicCoverage, kind: GapKind, reason: str) -> Gap:
    return Gap(topic.topic_id, (), 0, topic.state, reason, kind)


def _blocked(syllabus: Syllabus, report: CoverageReport, wanted: Collection[str]) -> dict[str, int]:
    """For each topic, how many wanted ones that were never practised rest on it."""
    # Sets of topics as bits of one number: ten thousand topics take a moment only.
    unlocks = unlocked_by(syllabus.topics)
    bit = {topic_id: 1 << number for number, topic_id in enumerate(syllabus.ids)}
    above: dict[str, int] = {}
    for topic_id in reversed(syllabus.ids):
        bits = 0
        for other in unlocks.get(topic_id, ()):
            bits |= above[other] | bit[other]
        above[topic_id] = bits
    missing = 0
    for topic in report.topics:
        if topic.topic_id in wanted and _missing(topic):
            missing |= bit[topic.topic_id]
    return {topic_id: (bits & missing).bit_count() for topic_id, bits in above.items()}
