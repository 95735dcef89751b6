"""Which reviews are due, and in what order: first those that refresh several due topics at once, areas in turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from assistant.progress.memory import REVIEW_BELOW
from assistant.progress.record import Record
from assistant.progress.types import CoverageReport, CoverageState
from assistant.syllabus.types import Syllabus

_ENOUGH_TO_COME_EARLY = 2
_TAKES_THE_PLACE_FROM = 0.5
"""A smaller share of a review than this cannot stand in for one."""


@dataclass(frozen=True, slots=True)
class Review:
    """A topic to practise again. `covers` are other due topics that it brings back above the aim."""

    topic_id: str
    recall: float
    covers: tuple[str, ...]


def due_topics(report: CoverageReport, record: Record, today: int) -> dict[str, float]:
    """Every practised topic whose recall has fallen below `memory.REVIEW_BELOW`, with its recall.

    A topic whose last answer was wrong has a recall of 0: it is due at once. One that was never answered right is
    no review but a weak spot, and left out.
    """
    found = {}
    for topic in report.topics:
        history = record.histories.get(topic.topic_id)
        if history is None or not history.right:
            continue
        recall = record.memories[topic.topic_id].recall(today)
        if topic.state is CoverageState.RUSTY and not history.last_was_right:
            recall = 0.0
        if recall < REVIEW_BELOW:
            found[topic.topic_id] = recall
    return found


def review_queue(
    syllabus: Syllabus,
    report: CoverageReport,
    record: Record,
    today: int,
    practicable: Collection[str] | None = None,
) -> tuple[Review, ...]:
    """Reviews that together refresh all that is due, the most worthwhile first; of `practicable` topics, all if None.

    Greedy: a review is worth what its topic and the due topics it covers have lost. A topic that is not due itself
    comes early when it covers two that are. In the result no two neighbours are of one area where that can be helped.
    """
    able = set(syllabus.ids if practicable is None else practicable)
    due = due_topics(report, record, today)
    covers: dict[str, dict[str, float]] = {}
    for topic_id, recall in due.items():
        if topic_id in able:
            covers.setdefault(topic_id, {})
        for other, share in record.credits.up.get(topic_id, ()):
            history = record.histories.get(other)
            if other not in able or history is None or not history.last_was_right:
                continue
            # A wrong last answer (recall 0) asks for the topic itself.
            if recall and share >= _TAKES_THE_PLACE_FROM and recall + share * (1 - recall) >= REVIEW_BELOW:
                covers.setdefault(other, {})[topic_id] = 1 - recall
    order = {topic_id: index for index, topic_id in enumerate(syllabus.ids)}
    open_ = dict(due)
    chosen: list[Review] = []
    # What a review is worth only falls as others are chosen, so an old worth is an upper bound: look again, then decide.
    heap = [(-_worth(topic_id, lost, open_), order[topic_id], topic_id) for topic_id, lost in covers.items()]
    heapify(heap)
    while open_ and heap:
        before, rank, best = heappop(heap)
        worth = _worth(best, covers[best], open_)
        if -worth != before:
            heappush(heap, (-worth, rank, best))
            continue
        of_best = tuple(topic_id for topic_id in covers[best] if topic_id in open_)
        if best not in open_ and len(of_best) < _ENOUGH_TO_COME_EARLY:
            continue
        recall = due[best] if best in due else record.memories[best].recall(today)
        chosen.append(Review(best, recall, of_best))
        for topic_id in (best, *of_best):
            open_.pop(topic_id, None)
    return tuple(interleaved(syllabus, chosen))


def _worth(topic_id: str, covered: Mapping[str, float], open_: Mapping[str, float]) -> float:
    own = 1 - open_[topic_id] if topic_id in open_ else 0.0
    return own + sum(lost for other, lost in covered.items() if other in open_)


def interleaved(syllabus: Syllabus, reviews: Sequence[Review]) -> list[Review]:
    """The same reviews, each followed by the next of another area where there is one."""
    by_area: dict[str, deque[tuple[int, Review]]] = {}
    for rank, review in enumerate(reviews):
        by_area.setdefault(syllabus.topic(review.topic_id).area, deque()).append((rank, review))
    ordered: list[Review] = []
    last = ""
    while by_area:
        others = [area for area in by_area if area != last] or list(by_area)
        last = min(others, key=lambda area: by_area[area][0][0])
        ordered.append(by_area[last].popleft()[1])
        if not by_area[last]:
            del by_area[last]
    return ordered
