"""What rests on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assistant.errors import NotFound
from assistant.syllabus.find import NAMED, build_finder, name_key
from assistant.syllabus.types import Syllabus, Topic


def prerequisites_of(syllabus: Syllabus, topic_id: str) -> tuple[tuple[str, int], ...]:
    """All topics this one rests on with their distance in edges, nearest first, then in syllabus order.

    Raises:
        NotFound: There is no such topic.
    """
    _require(syllabus, topic_id)
    return _by_distance(syllabus, topic_id, {topic.id: topic.requires for topic in syllabus.topics})


def dependents_of(syllabus: Syllabus, topic_id: str) -> tuple[tuple[str, int], ...]:
    """All topics that rest on this one with their distance in edges, nearest first, then in syllabus order.

    Raises:
        NotFound: There is no such topic.
    """
    _require(syllabus, topic_id)
    return _by_distance(syllabus, topic_id, unlocked_by(syllabus.topics))


def path(syllabus: Syllabus, from_id: str, to_id: str) -> tuple[str, ...]:
    """A shortest chain of topics from one to another that rests on it, both included; empty when there is none.

    Raises:
        NotFound: One of the two is no topic.
    """
    _require(syllabus, from_id)
    _require(syllabus, to_id)
    unlocks = unlocked_by(syllabus.topics)
    came_from: dict[str, str] = {}
    level = [from_id]
    seen = {from_id}
    while level and to_id not in seen:
        following: list[str] = []
        for topic_id in level:
            for next_id in unlocks.get(topic_id, ()):
                if next_id not in seen:
                    seen.add(next_id)
                    came_from[next_id] = topic_id
                    following.append(next_id)
        level = following
    if to_id not in seen:
        return ()
    chain = [to_id]
    while chain[-1] != from_id:
        chain.append(came_from[chain[-1]])
    return tuple(reversed(chain))


def ancestors(topics: Mapping[str, Topic], topic_id: str) -> frozenset[str]:
    """The ids of all topics this one rests on, itself not included."""
    found: set[str] = set()
    stack = list(topics[topic_id].requires)
    while stack:
        current = stack.pop()
        if current not in found:
            found.add(current)
            stack += topics[current].requires
    return frozenset(found)


def topics_of_idea(syllabus: Syllabus, idea: str) -> tuple[str, ...]:
    """The topics a practical idea ("batch normalisation", "ridge in scikit-learn") rests on directly, in syllabus order.

    Those are the topics it names, and those whose `used_by` names it; what lies under them is left to `ancestors`. An
    idea that is a topic itself, by whatever name, is that topic alone.

    Raises:
        NotFound: No topic is known under that name or to be used by it.
    """
    if idea in syllabus:
        return (idea,)
    finder, key = build_finder(syllabus), name_key(idea)
    if key in finder.names:
        return (finder.names[key],)
    found = {topic_id for topic_id, score in finder.topics_of(idea, limit=5) if score >= NAMED}
    for topic in syllabus.topics:
        if any(_within(phrase, key) or _within(key, phrase) for phrase in map(name_key, topic.used_by)):
            found.add(topic.id)
    if not found:
        raise NotFound(
            f"No topic is known to be used by “{idea[:80]}”.",
            todo="Try another name for it, or choose a topic: `groundwork syllabus` lists them all.",
        )
    return tuple(topic_id for topic_id in syllabus.ids if topic_id in found)


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return bool(part) and any(
        whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1)
    )


def unlocked_by(topics: Iterable[Topic]) -> dict[str, tuple[str, ...]]:
    """For each topic that is required anywhere, the ids of the topics that name it as a direct prerequisite."""
    unlocks: defaultdict[str, list[str]] = defaultdict(list)
    for topic in topics:
        for required in topic.requires:
            unlocks[required].append(topic.id)
    return {topic_id: tuple(others) for topic_id, others in unlocks.items()}


def _require(syllabus: Syllabus, topic_id: str) -> None:
    if topic_id not in syllabus:
        raise NotFound(f"There is no topic {topic_id!r}.", todo="Choose one of the topics of the syllabus.")


def _by_distance(
    syllabus: Syllabus, start: str, edges: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, int], ...]:
    position = {topic_id: index for index, topic_id in enumerate(syllabus.ids)}
    seen = {start}
    found: list[tuple[str, int]] = []
    level = [start]
    distance = 0
    while level:
        distance += 1
        following = {other for topic_id in level for other in edges.get(topic_id, ())} - seen
        seen |= following
        level = sorted(following, key=position.__getitem__)
        found += [(topic_id, distance) for topic_id in level]
    return tuple(found)
