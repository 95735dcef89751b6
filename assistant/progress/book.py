"""How far a document of the learner's own is covered, section by section, and what it treats and lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.progress.types import NEVER_PRACTISED, CoverageReport, CoverageState
from assistant.syllabus.types import Syllabus

SURE_ENOUGH = 0.5
"""A topic below this confidence is not counted among those a section treats."""


@dataclass(frozen=True, slots=True)
class BookSection:
    """A section of a document: its place in the headings, and the topics it treats with a confidence in [0, 1]."""

    path: tuple[str, ...]
    topics: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionCoverage:
    """How far one section is covered.

    `read` and `asked` tell of the section itself where that is known, else of its topics: all of them were read about,
    one of them was asked about. `practised` is the share in [0, 1] of its topics that were practised; None without topics.
    """

    path: tuple[str, ...]
    topics: tuple[str, ...]
    read: bool
    asked: bool
    practised: float | None
    states: Mapping[str, CoverageState]


@dataclass(frozen=True, slots=True)
class BookCoverage:
    """A document against the syllabus. `treats` and `lacks` are topics of the path, in syllabus order."""

    sections: tuple[SectionCoverage, ...]
    treats: tuple[str, ...]
    lacks: tuple[str, ...]
    read: int
    asked: int
    practised: int
    """How many sections were read, were asked about, and had all their topics practised."""


@dataclass(frozen=True, slots=True)
class Touches:
    """Which topics were read about and which were asked about or explained, and the sections where that is known."""

    read: Collection[str] = ()
    asked: Collection[str] = ()
    sections_read: Collection[tuple[str, ...]] = ()
    sections_asked: Collection[tuple[str, ...]] = ()


def sections_of(
    passages: Iterable[tuple[tuple[str, ...], Sequence[tuple[str, float]]]],
) -> tuple[BookSection, ...]:
    """The sections of a document from its passages in order, each with its headings and topics; the surest counts."""
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for path, topics in passages:
        section = found.setdefault(path, {})
        for topic_id, confidence in topics:
            section[topic_id] = max(confidence, section.get(topic_id, 0.0))
    return tuple(BookSection(path, tuple(topics.items())) for path, topics in found.items())


def book_coverage(
    syllabus: Syllabus,
    report: CoverageReport,
    sections: Sequence[BookSection],
    touches: Touches,
    *,
    path: Collection[str] | None = None,
) -> BookCoverage:
    """Tell how far a document is covered.

    Args:
        syllabus: All topics; others that a section names are passed over.
        report: Where the learner stands.
        sections: The document's sections in order.
        touches: What was read and asked about.
        path: The topics of the learner's goal; the whole syllabus if None.
    """
    states = {topic.topic_id: topic.state for topic in report.topics}
    covered = tuple(_section(section, states, touches) for section in sections)
    treated = {topic_id for section in covered for topic_id in section.topics}
    wanted = [topic_id for topic_id in syllabus.ids if path is None or topic_id in path]
    return BookCoverage(
        sections=covered,
        treats=tuple(topic_id for topic_id in wanted if topic_id in treated),
        lacks=tuple(topic_id for topic_id in wanted if topic_id not in treated),
        read=sum(section.read for section in covered),
        asked=sum(section.asked for section in covered),
        practised=sum(section.practised == 1.0 for section in covered),
    )


def _section(section: BookSection, states: Mapping[str, CoverageState], touches: Touches) -> SectionCoverage:
    topics = tuple(
        dict.fromkeys(
            topic_id
            for topic_id, confidence in sorted(section.topics, key=lambda pair: -pair[1])
            if topic_id in states and confidence >= SURE_ENOUGH
        )
    )
    practised = sum(states[topic_id] not in NEVER_PRACTISED for topic_id in topics)
    return SectionCoverage(
        path=section.path,
        topics=topics,
        read=section.path in touches.sections_read
        or (bool(topics) and all(topic_id in touches.read for topic_id in topics)),
        asked=section.path in touches.sections_asked or any(topic_id in touches.asked for topic_id in topics),
        practised=practised / len(topics) if topics else None,
        states={topic_id: states[topic_id] for topic_id in topics},
    )


def sources_of(documents: Mapping[str, Sequence[BookSection]]) -> dict[str, int]:
    """For each topic, how many documents treat it; the learner's own ones, by any id."""
    counts: dict[str, int] = {}
    for sections in documents.values():
        treated = {
            topic_id
            for section in sections
            for topic_id, confidence in section.topics
            if confidence >= SURE_ENOUGH
        }
        for topic_id in treated:
            counts[topic_id] = counts.get(topic_id, 0) + 1
    return counts
