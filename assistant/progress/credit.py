"""What practising one topic is worth for others: a pass trickles down along `encompasses`, a failure counts upwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.syllabus.types import Syllabus

LEAST_SHARE = 0.15
"""A smaller share of a review than this is left out."""

Shares = Mapping[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class Credits:
    """For each topic, the topics it practises in part (`down`) and those that practise it (`up`), with the share."""

    down: Shares
    up: Shares


def credits_of(syllabus: Syllabus) -> Credits:
    """Follow `encompasses` to the end: shares multiply along a chain, and the best chain counts."""
    down: dict[str, tuple[tuple[str, float], ...]] = {}
    up: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    direct = {topic.id: topic.encompasses for topic in syllabus.topics if topic.encompasses}
    for topic_id in direct:
        shares: dict[str, float] = {}
        stack = [(topic_id, 1.0)]
        while stack:
            current, share = stack.pop()
            for other, weight in direct.get(current, ()):
                further = share * weight
                if further >= LEAST_SHARE and further > shares.get(other, 0.0) and other != topic_id:
                    shares[other] = further
                    stack.append((other, further))
        down[topic_id] = tuple(sorted(shares.items()))
        for other, share in shares.items():
            up[other].append((topic_id, share))
    return Credits(down, {topic_id: tuple(sorted(others)) for topic_id, others in up.items()})
