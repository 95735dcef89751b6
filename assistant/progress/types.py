"""The words of progress: evidence in; coverage, gaps, a plan, a forecast and a placement out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class EvidenceKind(StrEnum):
    """How a learner touched a topic."""

    READ = "read"
    ASKED = "asked"
    EXPLAINED = "explained"
    """An answer about the topic was shown to the learner."""
    ATTEMPTED = "attempted"
    EXPLAINED_BACK = "explained_back"
    """The learner explained the topic in words of their own; `correct` is a listener's opinion, never a grade."""
    QUIZZED = "quizzed"
    """An answer within a timed quiz."""
    DIAGNOSED = "diagnosed"
    """An answer within a diagnostic; `correct` is None for a question that was skipped. One that is not right
    says where to begin, not that anything was seen or lost: it counts for the placement alone."""
    IMPORTED = "imported"
    """Brought from elsewhere; it shows that the topic was seen, never more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the append-only log. `at` is aware UTC.

    The fields from `correct` to `shape` speak of answers only: `correct` is None for everything that was not graded;
    `level` runs from 1 to 3; `shape` is the shape of task (compute, reverse, …). `source` is the id of the message
    or the attempt behind it, in a diagnostic `<id of the diagnostic>/<id of the attempt>`. `objectives` are the numbers, from 1, of the topic's objectives it is about.
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
    objectives: tuple[int, ...] = ()

    @property
    def graded(self) -> bool:
        """Whether it counts as practice: an answer that was graded by mathematical equivalence."""
        if self.correct is None:
            return False
        if self.kind is EvidenceKind.DIAGNOSED:
            return self.correct
        return self.kind is EvidenceKind.ATTEMPTED or self.kind is EvidenceKind.QUIZZED


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a learner chose.

    `goal` is the id of a goal, None for the whole syllabus. `language` (es, fr, de, pt, zh, hi) is the one whose terms
    are shown beside the English ones. `diagnostic` is the id of the diagnostic begun last; `diagnostic_over` is true
    when it was finished or left, or when the learner wants none.
    """

    goal: str | None = None
    minutes_a_day: int = 25
    language: str | None = None
    diagnostic: str | None = None
    diagnostic_over: bool = False


class CoverageState(StrEnum):
    """Where a learner stands with one topic or one objective."""

    UNTOUCHED = "untouched"
    SEEN = "seen"
    PRACTISED = "practised"
    MASTERED = "mastered"
    RUSTY = "rusty"


NEVER_PRACTISED = frozenset({CoverageState.UNTOUCHED, CoverageState.SEEN})
EVER_MASTERED = frozenset({CoverageState.MASTERED, CoverageState.RUSTY})


@dataclass(frozen=True, slots=True)
class ObjectiveCoverage:
    """One objective of a topic; `conceptual` ones are for explaining in one's own words, no exercise practises them."""

    number: int
    text: str
    state: CoverageState
    right: int = 0
    wrong: int = 0
    conceptual: bool = False


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
    """When the topic goes rusty, for a mastered one."""
    recall: float | None = None
    """The probability in [0, 1] that it would be answered right today; None before the first right answer."""
    review_at: datetime | None = None
    """When a review is worth its time, for every topic that was answered right once."""
    objectives: tuple[ObjectiveCoverage, ...] = ()
    likely_known: float | None = None
    """What the diagnostic thinks, in [0, 1], where it has asked anything: a guess for the plan, never a state."""


class GapKind(StrEnum):
    """What is missing."""

    UNDERNEATH = "underneath"
    """Never practised, under a topic that was touched."""
    WEAK = "weak"
    """Wrong answers of late."""
    RUSTY = "rusty"
    SEEN_ONLY = "seen_only"
    """Seen, however often; never practised."""
    ON_THE_PATH = "on_the_path"
    """Never touched, on the goal's path."""
    NOT_IN_DOCUMENTS = "not_in_documents"
    """On the goal's path, and none of the learner's own documents treats it."""
    ONE_SOURCE = "one_source"
    """On the goal's path, and a single one of the learner's own documents treats it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing."""

    topic_id: str
    under: tuple[str, ...]
    """The touched topics that rest on it, nearest first, twenty at most."""
    distance: int
    """Edges from the nearest of them: 1 is a direct prerequisite; 0 when nothing touched rests on it."""
    state: CoverageState
    reason: str
    kind: GapKind = GapKind.UNDERNEATH
    blocks: int = 0
    """How many topics (of the goal's path, if there is a goal) rest on it and were never practised."""


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """Coverage of the whole syllabus at one moment; topics in syllabus order, gaps (holes underneath) nearest first."""

    at: datetime
    topics: tuple[TopicCoverage, ...]
    gaps: tuple[Gap, ...]
    counts: dict[str, int]
    """Number of topics by state, all five states present."""
    clock_behind: timedelta | None = None
    """How far the clock stands behind the log's newest row; everything is then told as of that row."""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing to do today. `kind` is diagnostic, review, weak or new; a diagnostic has no topic (`""`).

    `covers` are other topics that are due and that this review refreshes, too. `exercises` is how many to answer, of
    level `level` (None: whatever comes). `read` says whether its note is to be read first.
    """

    kind: str
    topic_id: str
    minutes: int
    why: str
    covers: tuple[str, ...] = ()
    exercises: int = 0
    level: int | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the goal may be reached at the pace so far, as a day with its range (80 %).

    `done` and `total` count the topics of the goal's path, done being answered right at least once or, in the
    diagnostic's opinion, known. `by` and its range are None when nothing can be told; `basis` says in a sentence what they rest on.
    """

    goal_id: str
    done: int
    total: int
    minutes_left: int
    basis: str
    by: date | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do in the minutes given, in order."""

    minutes: int
    items: tuple[PlanItem, ...]
    waiting: int = 0
    """Reviews that are due and did not fit; they are in no hurry and come on other days."""
    note: str = ""
    """One sentence where today's plan is unlike others: after a break, or with the clock behind."""
    forecast: Forecast | None = None


class Placement(StrEnum):
    """What a diagnostic thinks of a topic."""

    KNOWN = "known"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlacedTopic:
    """A topic's placement. `sureness` in [0.5, 1] is how sure; `asked` whether it was asked itself."""

    topic_id: str
    placement: Placement
    sureness: float
    asked: bool = False


@dataclass(frozen=True, slots=True)
class DiagnosticState:
    """A diagnostic so far. `next_topic` is None when it is over: `done` says why in one sentence.

    `frontier` are the topics to begin with: thought unknown, while all they rest on is thought known.
    """

    asked: int
    limit: int
    next_topic: str | None
    placed: tuple[PlacedTopic, ...]
    frontier: tuple[str, ...]
    done: str = ""
