"""The words of the syllabus."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Topic:
    """One lesson. `requires` are the ids of its direct prerequisites; `minutes` is the time to study its note.

    `level` runs from 1 (school) to 5. `encompasses` gives for other topics how much practising this one practises them
    too, in (0, 1]. `objectives` say what one can do afterwards. `terms` are pairs of a language (es, fr, de, pt, zh, hi)
    and the name there. `used_by` are practical ideas that rest on the topic, in a practitioner's words. `conceptual` are
    the numbers, from 1, of the objectives that no exercise practises: they are for explaining in one's own words.
    """

    id: str
    title: str
    area: str
    requires: tuple[str, ...]
    minutes: int
    aliases: tuple[str, ...] = ()
    note: str = ""
    """Path of the note, relative to the corpus folder, with forward slashes."""
    level: int = 1
    encompasses: tuple[tuple[str, float], ...] = ()
    objectives: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    used_by: tuple[str, ...] = ()
    conceptual: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A named path through the graph: its `targets` and all they rest on."""

    id: str
    title: str
    description: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Syllabus:
    """All topics, by id, in an order where prerequisites come first. Acyclic, every id exists (the loader proves it)."""

    topics: tuple[Topic, ...]
    _by_id: dict[str, Topic] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {topic.id: topic for topic in self.topics})

    def __contains__(self, topic_id: object) -> bool:
        return topic_id in self._by_id

    def topic(self, topic_id: str) -> Topic:
        """The topic of this id; raises KeyError when there is none."""
        return self._by_id[topic_id]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All ids, prerequisites first."""
        return tuple(topic.id for topic in self.topics)
