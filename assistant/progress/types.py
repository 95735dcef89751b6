"""The words of progress: evidence in, coverage out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EvidenceKind(StrEnum):
    """How a learner touched a topic."""

    READ = "read"
    ASKED = "asked"
    EXPLAINED = "explained"
    """An answer about the topic was shown to the learner."""
    ATTEMPTED = "attempted"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the append-only log. `at` is aware UTC.

    The last five fields speak of attempts only: `correct` is None for everything else; `level` runs from 1 to 3;
    `shape` is the shape of task (compute, reverse, …); `source` is the id of the message or attempt behind it.
    """

    topic_id: str
    kind: EvidenceKind
    at: datetime
    correct: bool | None = None
    hints: int = 0
    seconds: float | None = None
    level: int | None = None
    shape: str | None = None
    source: str | None = None


class CoverageState(StrEnum):
    """Where a learner stands with one topic."""

    UNTOUCHED = "untouched"
    READ = "read"
    PRACTISED = "practised"
    MASTERED = "mastered"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """One topic's state, with the counts it follows from and one plain sentence that says why."""

    topic_id: str
    state: CoverageState
    reason: str
    touched: int = 0
    right: int = 0
    wrong: int = 0
    last_touched: datetime | None = None
    due: datetime | None = None
    """When the topic goes stale, for a mastered one."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A prerequisite that was never practised under a topic that was touched."""

    topic_id: str
    under: tuple[str, ...]
    """The touched topics that rest on it, nearest first."""
    distance: int
    """Edges from the nearest of them: 1 is a direct prerequisite."""
    state: CoverageState
    reason: str


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """Coverage of the whole syllabus at one moment; topics in syllabus order, gaps nearest first."""

    at: datetime
    topics: tuple[TopicCoverage, ...]
    gaps: tuple[Gap, ...]
    counts: dict[str, int]
    """Number of topics by state, all five states present."""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing to do today. `kind` is review, new or weak."""

    kind: str
    topic_id: str
    minutes: int
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do in the minutes given, in order."""

    minutes: int
    items: tuple[PlanItem, ...]
