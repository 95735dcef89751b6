"""What a turn knows of the syllabus and of where the learner stands in it; reads the record and never writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.progress.types import CoverageReport, CoverageState
from assistant.syllabus.find import TopicFinder
from assistant.syllabus.graph import prerequisites_of
from assistant.syllabus.names import words_of
from assistant.syllabus.stems import stem
from assistant.syllabus.types import Syllabus, Topic

_NEVER_PRACTISED = frozenset({"untouched", "seen", "read"})
_NEAR = 3
"""Of the topics near a question, this many mastered ones and as many gaps are named to a model."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What matters of the learner for one question: titles of topics near it, the nearest first.

    `level` is that of the hardest topic mastered, 0 for none. `gaps` are prerequisites never practised; they are told
    of learners only who have practised something, because to a beginner everything is one.
    """

    level: int = 0
    goal: str = ""
    mastered: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A prerequisite that was never practised: `touched` says whether it was at least read or asked about."""

    topic: Topic
    touched: bool
    distance: int


class Curriculum(Protocol):
    """The syllabus and the record, as a turn sees them."""

    def topic(self, topic_id: str) -> Topic | None:
        """A topic, or None."""

    def standing(self, learner_id: str, topic_ids: Sequence[str]) -> Standing:
        """What matters of the learner near these topics."""

    def missing(self, learner_id: str, topic_ids: Sequence[str]) -> tuple[Missing, ...]:
        """The prerequisites of topics that were never practised; those to begin with first."""

    def practical_idea(self, text: str) -> tuple[str, tuple[str, ...]] | None:
        """A practical idea that a text names ("batch norm") with the topics it rests on, or None."""


class NoCurriculum:
    """Knows no topics and nothing of the learner."""

    def topic(self, topic_id: str) -> Topic | None:
        """None."""
        return None

    def standing(self, learner_id: str, topic_ids: Sequence[str]) -> Standing:
        """Nothing."""
        return Standing()

    def missing(self, learner_id: str, topic_ids: Sequence[str]) -> tuple[Missing, ...]:
        """Nothing."""
        return ()

    def practical_idea(self, text: str) -> tuple[str, tuple[str, ...]] | None:
        """None."""
        return None


class SyllabusCurriculum:
    """Implements `Curriculum` from the parts that know.

    Args:
        syllabus: All topics.
        finder: Knows the names of topics and of practical ideas.
        report: The coverage of a learner, now.
        goal: What a learner wants to reach, in words; empty when nothing was said.
    """

    def __init__(
        self,
        syllabus: Callable[[], Syllabus],
        finder: Callable[[], TopicFinder],
        report: Callable[[str], CoverageReport],
        goal: Callable[[str], str] = lambda learner_id: "",
    ) -> None:
        self._syllabus = syllabus
        self._finder = finder
        self._report = report
        self._goal = goal

    def topic(self, topic_id: str) -> Topic | None:
        """A topic, or None."""
        syllabus = self._syllabus()
        return syllabus.topic(topic_id) if topic_id in syllabus else None

    def standing(self, learner_id: str, topic_ids: Sequence[str]) -> Standing:
        """What matters of the learner near these topics."""
        syllabus = self._syllabus()
        states = {entry.topic_id: entry.state for entry in self._report(learner_id).topics}
        mastered = {topic_id for topic_id, state in states.items() if state is CoverageState.MASTERED}
        near = self._near(topic_ids)
        practised = any(state not in _NEVER_PRACTISED for state in states.values())
        gaps = [
            topic_id
            for topic_id, _ in near
            if topic_id not in topic_ids and states.get(topic_id) in _NEVER_PRACTISED
        ]
        return Standing(
            level=max((syllabus.topic(topic_id).level for topic_id in mastered), default=0),
            goal=self._goal(learner_id),
            mastered=tuple(syllabus.topic(topic_id).title for topic_id, _ in near if topic_id in mastered)[
                :_NEAR
            ],
            gaps=tuple(syllabus.topic(topic_id).title for topic_id in gaps[:_NEAR]) if practised else (),
        )

    def missing(self, learner_id: str, topic_ids: Sequence[str]) -> tuple[Missing, ...]:
        """The prerequisites of topics that were never practised; those under which nothing is missing first."""
        syllabus = self._syllabus()
        states = {entry.topic_id: entry.state for entry in self._report(learner_id).topics}
        found = [
            Missing(syllabus.topic(topic_id), states[topic_id] is not CoverageState.UNTOUCHED, distance)
            for topic_id, distance in self._near(topic_ids)
            if topic_id not in topic_ids and states.get(topic_id) in _NEVER_PRACTISED
        ]
        ids = {missing.topic.id for missing in found}

        def rank(missing: Missing) -> tuple[bool, int]:
            rests = any(below in ids for below, _ in prerequisites_of(syllabus, missing.topic.id))
            return rests, missing.distance

        return tuple(sorted(found, key=rank))

    def practical_idea(self, text: str) -> tuple[str, tuple[str, ...]] | None:
        """The longest practical idea that a text names, with the topics it rests on."""
        finder = self._finder()
        words = words_of(text)
        tokens = tuple(map(stem, words))
        for length in range(min(finder.longest_use, len(tokens)), 0, -1):
            for start in range(len(tokens) - length + 1):
                key = tokens[start : start + length]
                if key in finder.uses and key not in finder.names:
                    return " ".join(words[start : start + length]), tuple(
                        topic_id for topic_id, _ in finder.uses[key]
                    )
        return None

    def _near(self, topic_ids: Sequence[str]) -> list[tuple[str, int]]:
        """The topics and their prerequisites with the smallest distance, the nearest first."""
        distances: dict[str, int] = {}
        for topic_id in topic_ids:
            if self.topic(topic_id) is None:
                continue
            for near, distance in ((topic_id, 0), *prerequisites_of(self._syllabus(), topic_id)):
                distances[near] = min(distance, distances.get(near, distance))
        return sorted(distances.items(), key=lambda item: item[1])


def describe_learner(standing: Standing, rests_on: Sequence[str] = ()) -> str:
    """What a prompt says of the learner, empty when nothing is known; never a word of an exercise."""
    parts = []
    if standing.goal:
        parts.append(f"wants to reach: {standing.goal}")
    if standing.level:
        parts.append(f"works at level {standing.level} of 5")
    if standing.mastered:
        parts.append(f"knows {', '.join(standing.mastered)}")
    if standing.gaps:
        parts.append(f"has never practised {', '.join(standing.gaps)}")
    lines = [f"LEARNER: {'; '.join(parts)}."] if parts else []
    if rests_on:
        lines.append(f"THEORY it rests on, lead back to it: {', '.join(rests_on)}.")
    return "".join(f"\n\n{line}" for line in lines)
