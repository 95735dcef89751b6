"""The log of evidence, gathered by topic; the order of the rows makes no difference, only their times do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.progress import memory
from assistant.progress.types import Evidence, EvidenceKind

_RECENT = 5


@dataclass(frozen=True, slots=True)
class TopicHistory:
    """What the log says of one topic.

    `unaided` are the times of right answers without hints, in order; `recent` are the last five graded answers,
    the newest last.
    """

    touched: int
    chats: int
    readings: int
    right: int
    wrong: int
    unaided: tuple[datetime, ...]
    days: int
    shapes: int
    hardest: bool
    recent: tuple[bool, ...]
    last_touched: datetime
    last_wrong: datetime | None

    @property
    def practised(self) -> bool:
        """Whether any answer was graded."""
        return self.right + self.wrong > 0

    @property
    def fresh(self) -> tuple[datetime, ...]:
        """The unaided right answers since the last wrong one: what memory rests on today."""
        return tuple(at for at in self.unaided if self.last_wrong is None or at > self.last_wrong)

    def recall(self, now: datetime) -> float:
        """The probability in [0, 1] that an unaided answer would be right; 0 when the last one was wrong.

        A clock that runs behind the log is taken to stand at the log's last row of this topic.
        """
        if not self.fresh:
            return 0.0
        return memory.recall(max(now, self.last_touched) - self.fresh[-1], memory.stability_days(self.fresh))

    def falls_to(self, level: float) -> datetime | None:
        """When recall falls to `level`; None when the last answer was wrong or there is none."""
        if not self.fresh:
            return None
        return self.fresh[-1] + memory.time_until(level, memory.stability_days(self.fresh))

    def since_right(self, now: datetime) -> timedelta:
        """How long ago the last unaided right answer was; zero when there is none."""
        return max(now, self.last_touched) - self.unaided[-1] if self.unaided else timedelta(0)


def histories(evidence: Iterable[Evidence]) -> dict[str, TopicHistory]:
    """Gather the log by topic."""
    rows: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in evidence:
        rows[row.topic_id].append(row)
    return {topic_id: _history(of_topic) for topic_id, of_topic in rows.items()}


def _history(rows: list[Evidence]) -> TopicHistory:
    graded = [row for row in rows if row.kind is EvidenceKind.ATTEMPTED and row.correct is not None]
    unaided = [row for row in graded if row.correct and row.hints == 0]
    wrong = [row.at for row in graded if not row.correct]
    # At equal times a wrong answer sorts first, whatever the order of the rows was.
    in_order = sorted((row.at, bool(row.correct)) for row in graded)
    return TopicHistory(
        touched=len(rows),
        # A turn leaves one row for the question and one for its answer.
        chats=max(_count(rows, EvidenceKind.ASKED), _count(rows, EvidenceKind.EXPLAINED)),
        readings=_count(rows, EvidenceKind.READ),
        right=len(graded) - len(wrong),
        wrong=len(wrong),
        unaided=tuple(sorted(row.at for row in unaided)),
        days=len({row.at.astimezone(UTC).date() for row in unaided}),
        shapes=len({row.shape for row in unaided if row.shape is not None}),
        hardest=any(row.level is not None and row.level >= 3 for row in unaided),
        recent=tuple(correct for _, correct in in_order[-_RECENT:]),
        last_touched=max(row.at for row in rows),
        last_wrong=max(wrong, default=None),
    )


def _count(rows: list[Evidence], kind: EvidenceKind) -> int:
    return sum(row.kind is kind for row in rows)
