"""The log of evidence, gathered by topic; the order of the rows makes no difference, only their times do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.progress.memory import Rating
from assistant.progress.types import Evidence, EvidenceKind

_RECENT = 5
_PAR_SECONDS = {1: 60.0, 2: 120.0, 3: 240.0}
_QUICK, _SLOW = 1 / 3, 4.0


@dataclass(frozen=True, slots=True)
class ObjectiveHistory:
    """What the log says of one objective; `days` counts the UTC days with a right answer without hints."""

    right: int
    wrong: int
    days: int
    explained: bool
    last_right: bool


@dataclass(frozen=True, slots=True)
class AnswerDay:
    """The graded answers of one UTC day: `rating` is the best right one after the last wrong one, if any."""

    number: int
    lapse: bool
    rating: Rating | None


@dataclass(frozen=True, slots=True)
class TopicHistory:
    """What the log says of one topic.

    `unaided_days` counts the UTC days with a right answer without hints, `shapes` their shapes of task, `hardest` says
    whether one was at level 3. `recent` are the last five graded answers, the newest last. `answers` are the days on
    which answers were graded, in order.
    """

    touched: int
    chats: int
    readings: int
    explanations: int
    right: int
    wrong: int
    unaided_days: int
    shapes: int
    hardest: bool
    recent: tuple[bool, ...]
    last_touched: datetime
    last_wrong: datetime | None
    last_unaided: datetime | None
    first_practised: datetime | None
    answers: tuple[AnswerDay, ...]
    objectives: Mapping[int, ObjectiveHistory]

    @property
    def practised(self) -> bool:
        """Whether any answer was graded."""
        return self.right + self.wrong > 0

    @property
    def last_was_right(self) -> bool:
        """Whether a right answer without hints came after the last wrong one."""
        if self.last_unaided is None:
            return False
        return self.last_wrong is None or self.last_unaided > self.last_wrong


def day_number(at: datetime) -> int:
    """The UTC day of a time, counted as `date.toordinal` does."""
    return (at if at.tzinfo is UTC else at.astimezone(UTC)).toordinal()


def rating_of(row: Evidence) -> Rating:
    """FSRS's rating of a graded answer, from correctness, hints and time.

    Wrong is Again. Right with hints, or in more than four times the time its level asks for, is Hard. Right without
    hints in less than a third of that time is Easy, from level 2 on. Everything else is Good.
    """
    if not row.correct:
        return Rating.AGAIN
    if row.hints:
        return Rating.HARD
    if row.seconds is not None:
        par = _PAR_SECONDS.get(row.level or 0, _PAR_SECONDS[2])
        if row.seconds > _SLOW * par:
            return Rating.HARD
        if row.seconds < _QUICK * par and (row.level or 0) >= 2:
            return Rating.EASY
    return Rating.GOOD


def by_topic(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """The rows of each topic, without a diagnostic's questions that were not answered right: those teach nothing."""
    rows: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in evidence:
        if row.kind is not EvidenceKind.DIAGNOSED or row.graded:
            rows[row.topic_id].append(row)
    return dict(rows)


def topic_history(rows: Iterable[Evidence]) -> TopicHistory:
    """Gather the rows of one topic, at least one."""
    counts = dict.fromkeys(EvidenceKind, 0)
    graded: list[Evidence] = []
    last_touched: datetime | None = None
    explained: set[int] = set()
    for row in rows:
        counts[row.kind] += 1
        if last_touched is None or row.at > last_touched:
            last_touched = row.at
        if row.graded:
            graded.append(row)
        elif row.correct and row.kind is EvidenceKind.EXPLAINED_BACK:
            explained.update(row.objectives)
    if last_touched is None:
        raise ValueError("a topic without evidence has no history")
    right = [row for row in graded if row.correct]
    unaided = [row for row in right if not row.hints]
    # At equal times a wrong answer sorts first, whatever the order of the rows was.
    in_order = sorted((row.at, bool(row.correct)) for row in graded)
    return TopicHistory(
        touched=sum(counts.values()),
        # A turn leaves one row for the question and one for its answer.
        chats=max(counts[EvidenceKind.ASKED], counts[EvidenceKind.EXPLAINED]),
        readings=counts[EvidenceKind.READ] + counts[EvidenceKind.IMPORTED],
        explanations=counts[EvidenceKind.EXPLAINED_BACK],
        right=len(right),
        wrong=len(graded) - len(right),
        unaided_days=len({day_number(row.at) for row in unaided}),
        shapes=len({row.shape for row in unaided if row.shape is not None}),
        hardest=any(row.level is not None and row.level >= 3 for row in unaided),
        recent=tuple(correct for _, correct in in_order[-_RECENT:]),
        last_touched=last_touched,
        last_wrong=max((row.at for row in graded if not row.correct), default=None),
        last_unaided=max((row.at for row in unaided), default=None),
        first_practised=in_order[0][0] if in_order else None,
        answers=_answer_days(graded),
        objectives=_objectives(graded, explained),
    )


def _answer_days(graded: Iterable[Evidence]) -> tuple[AnswerDay, ...]:
    days: defaultdict[int, list[Evidence]] = defaultdict(list)
    for row in graded:
        days[day_number(row.at)].append(row)
    found = []
    for number in sorted(days):
        last_wrong = max((row.at for row in days[number] if not row.correct), default=None)
        found.append(
            AnswerDay(
                number=number,
                lapse=last_wrong is not None,
                rating=max(
                    (
                        rating_of(row)
                        for row in days[number]
                        if row.correct and (last_wrong is None or row.at > last_wrong)
                    ),
                    default=None,
                ),
            )
        )
    return tuple(found)


def _objectives(graded: Iterable[Evidence], explained: set[int]) -> dict[int, ObjectiveHistory]:
    rows: defaultdict[int, list[Evidence]] = defaultdict(list)
    for row in graded:
        for number in row.objectives:
            rows[number].append(row)
    found = {}
    for number in sorted(explained.union(rows)):
        of_it = rows.get(number, [])
        right = [row for row in of_it if row.correct]
        found[number] = ObjectiveHistory(
            right=len(right),
            wrong=len(of_it) - len(right),
            days=len({day_number(row.at) for row in right if not row.hints}),
            explained=number in explained,
            last_right=bool(max(((row.at, bool(row.correct)) for row in of_it), default=(None, False))[1]),
        )
    return found
