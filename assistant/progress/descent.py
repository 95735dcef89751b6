"""The way down from what a learner wants to understand to what was never touched underneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.progress.types import CoverageReport, CoverageState
from assistant.syllabus.graph import ancestors, path
from assistant.syllabus.types import Syllabus


@dataclass(frozen=True, slots=True)
class Descent:
    """What lies under some topics: ids in syllabus order, prerequisites first.

    `targets` are the topics, without those that lie under another of them. `under` are these and all they rest on;
    `untouched` those of them never read, asked about or practised; `start` those of the untouched under which nothing
    is untouched. `way` leads from the first of these up to one of the targets, both included; empty when nothing is
    untouched.
    """

    targets: tuple[str, ...]
    under: tuple[str, ...]
    untouched: tuple[str, ...]
    start: tuple[str, ...]
    way: tuple[str, ...]


def descend(syllabus: Syllabus, report: CoverageReport, targets: Sequence[str]) -> Descent:
    """Go down from topics of the syllabus to what was never touched."""
    by_id = {topic.id: topic for topic in syllabus.topics}
    below = set[str]().union(*(ancestors(by_id, target) for target in targets))
    targets = tuple(target for target in targets if target not in below)
    needed = below.union(targets)
    fresh = {entry.topic_id for entry in report.topics if entry.state is CoverageState.UNTOUCHED} & needed
    under = tuple(topic_id for topic_id in syllabus.ids if topic_id in needed)
    untouched = tuple(topic_id for topic_id in under if topic_id in fresh)
    start = tuple(topic_id for topic_id in untouched if not ancestors(by_id, topic_id) & fresh)
    ways = [way for target in targets if start and (way := path(syllabus, start[0], target))]
    return Descent(targets, under, untouched, start, min(ways, key=len, default=()))
