"""What is wrong with a set of topics, each finding with its note and field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.syllabus.graph import ancestors, unlocked_by
from assistant.syllabus.names import name_key
from assistant.syllabus.types import Goal, Syllabus, Topic


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `note` is the note's path, `field` the field of its front matter, `text` ends the sentence."""

    note: str
    field: str
    text: str


def problems_of(topics: Sequence[Topic]) -> Iterator[Problem]:
    """Yield what keeps topics from being a syllabus: nothing when it is sound.

    Ids that exist and prerequisites that do not go round in a circle come first; where one of those is at fault, what
    rests on them is not looked at.
    """
    by_id: dict[str, Topic] = {}
    broken = False
    for topic in topics:
        if topic.id in by_id:
            broken = True
            yield Problem(topic.note, "id", f"is also the id of {by_id[topic.id].note}")
        by_id.setdefault(topic.id, topic)
    for topic in topics:
        for problem in _unknown(topic, by_id):
            broken = True
            yield problem
    if not broken:
        circle = _circle(by_id)
        if circle:
            broken = True
            yield Problem(by_id[circle[0]].note, "requires", f"goes round in a circle: {' → '.join(circle)}")
    if not broken:
        for topic in topics:
            yield from _misplaced(topic, by_id)
    yield from _shared_names(topics)


def unpractised(syllabus: Syllabus, practised: Mapping[str, Collection[int]]) -> Iterator[Problem]:
    """Yield the objectives that no exercise practises and that are not named as conceptual, and those named for nothing.

    Args:
        syllabus: All topics.
        practised: By topic, the numbers from 1 of the objectives that its exercises practise.
    """
    for topic in syllabus.topics:
        numbers = set(range(1, len(topic.objectives) + 1))
        done = set(practised.get(topic.id, ()))
        for number in sorted(numbers - done - set(topic.conceptual)):
            objective = topic.objectives[number - 1]
            yield Problem(topic.note, "objectives", f"nothing practises number {number}, “{objective}”")
        for number in sorted((done | set(topic.conceptual)) - numbers):
            yield Problem(topic.note, "objectives", f"there is no number {number}")


def loose_ends(syllabus: Syllabus, goals: Sequence[Goal] = ()) -> Iterator[Problem]:
    """Yield the topics that no learner would come to: a finished syllabus has none.

    A topic above level 1 must rest on something, every topic must be joined to others, and with goals given each must
    lie on the way to one of them.
    """
    unlocks = unlocked_by(syllabus.topics)
    by_id = {topic.id: topic for topic in syllabus.topics}
    wanted = {target for goal in goals for target in goal.targets}
    wanted |= {below for target in wanted for below in ancestors(by_id, target)}
    for topic in syllabus.topics:
        if not topic.requires and topic.level > 1:
            yield Problem(topic.note, "requires", f"is empty at level {topic.level}: nothing leads there")
        elif not topic.requires and topic.id not in unlocks and len(by_id) > 1:
            yield Problem(topic.note, "requires", "is empty and no topic rests on this one: it stands alone")
        if goals and topic.id not in wanted:
            yield Problem(topic.note, "id", "lies on the way to no goal")


def _unknown(topic: Topic, by_id: Mapping[str, Topic]) -> Iterator[Problem]:
    for field, ids in (("requires", topic.requires), ("encompasses", tuple(dict(topic.encompasses)))):
        for other in ids:
            if other not in by_id:
                yield Problem(topic.note, field, f"{other!r} is no topic")
    if len(set(topic.requires)) < len(topic.requires):
        yield Problem(topic.note, "requires", "names a topic twice")
    if topic.id in dict(topic.encompasses):
        yield Problem(topic.note, "encompasses", "names the topic itself")


def _circle(by_id: Mapping[str, Topic]) -> list[str]:
    # Depth first with an explicit stack: a long chain must not exhaust Python's own.
    done: set[str] = set()
    for start in by_id:
        trail: list[str] = []
        on_trail: set[str] = set()
        stack = [(start, False)]
        while stack:
            topic_id, leaving = stack.pop()
            if leaving:
                on_trail.discard(trail.pop())
                done.add(topic_id)
            elif topic_id in on_trail:
                return [*trail[trail.index(topic_id) :], topic_id]
            elif topic_id not in done:
                trail.append(topic_id)
                on_trail.add(topic_id)
                stack.append((topic_id, True))
                stack += [(required, False) for required in by_id[topic_id].requires]
    return []


def _misplaced(topic: Topic, by_id: Mapping[str, Topic]) -> Iterator[Problem]:
    for other in topic.requires:
        if by_id[other].level > topic.level:
            yield Problem(
                topic.note,
                "level",
                f"is {topic.level}, but {other!r} underneath is of level {by_id[other].level}",
            )
        above = ancestors(by_id, other)
        for required in topic.requires:
            if required in above:
                yield Problem(
                    topic.note, "requires", f"{required!r} need not be named, {other!r} already rests on it"
                )
    for other, _ in topic.encompasses:
        if topic.id in ancestors(by_id, other):
            yield Problem(
                topic.note, "encompasses", f"{other!r} rests on this topic, not the other way round"
            )


def _shared_names(topics: Sequence[Topic]) -> Iterator[Problem]:
    owners: dict[tuple[str, ...], Topic] = {}
    for topic in topics:
        for name in (topic.id.replace("-", " "), topic.title):
            owner = owners.setdefault(name_key(name), topic)
            if owner is not topic:
                yield Problem(topic.note, "title", f"{name!r} also names {owner.note}")
    for topic in topics:
        if len({alias.casefold() for alias in topic.aliases}) < len(topic.aliases):
            yield Problem(topic.note, "aliases", "names the same alias twice")
        for field, names in (("aliases", topic.aliases), ("terms", tuple(dict(topic.terms).values()))):
            for name in names:
                key = name_key(name)
                if not key:
                    yield Problem(topic.note, field, f"{name!r} has no word or symbol to look for")
                    continue
                owner = owners.setdefault(key, topic)
                if owner is not topic:
                    yield Problem(topic.note, field, f"{name!r} also names {owner.note}")
