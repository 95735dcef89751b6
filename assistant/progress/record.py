"""The whole log, gathered once: histories and memories by topic, days of study, and the answers of diagnostics.

Nothing in it depends on the time now, so it is made when the log is loaded and asked as often as one likes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import fsum

from assistant.progress.credit import Credits, credits_of
from assistant.progress.diagnostic import Answer, believed
from assistant.progress.history import TopicHistory, by_topic, day_number, topic_history
from assistant.progress.memory import Credit, Day, Memory, Rating, remember
from assistant.progress.types import Evidence, EvidenceKind
from assistant.syllabus.types import Syllabus

_LONGEST_ANSWER_SECONDS = 1800.0


@dataclass(frozen=True, slots=True)
class StudyDay:
    """One UTC day on which anything happened. `minutes` are those spent on answers, half an hour at most for each."""

    day: date
    topics: int
    answers: int
    right: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Record:
    """What the log says, by topic and by day. `credits` are the syllabus's; `last` is the time of its newest row, None when it is empty.

    `diagnosed` are the rows of diagnostics, in order of time; `guesses` is what the newest of them believes of each
    topic, in [0, 1], and empty when nothing was ever asked.
    """

    credits: Credits
    histories: Mapping[str, TopicHistory]
    memories: Mapping[str, Memory]
    days: tuple[StudyDay, ...]
    diagnosed: tuple[Evidence, ...]
    guesses: Mapping[str, float]
    last: datetime | None

    def moment(self, now: datetime) -> datetime:
        """The time to reckon with: `now`, or the newest row's when the clock stands behind it."""
        return now if self.last is None or self.last <= now else self.last


def gather(syllabus: Syllabus, evidence: Sequence[Evidence] | Record) -> Record:
    """Gather the log; the order of its rows makes no difference. A record is given back as it is."""
    if isinstance(evidence, Record):
        return evidence
    histories = {topic_id: topic_history(rows) for topic_id, rows in by_topic(evidence).items()}
    diagnosed = tuple(
        sorted((row for row in evidence if row.kind is EvidenceKind.DIAGNOSED), key=_of_any_order)
    )
    credits = credits_of(syllabus)
    return Record(
        credits=credits,
        histories=histories,
        memories=_memories(credits, histories),
        days=_days(evidence),
        diagnosed=diagnosed,
        guesses=believed(syllabus, answers_of(diagnosed, diagnostic_of(diagnosed[-1]))) if diagnosed else {},
        last=max((row.at for row in evidence), default=None),
    )


def _of_any_order(row: Evidence) -> tuple[object, ...]:
    return (
        row.at,
        row.source or "",
        row.topic_id,
        row.correct is not None,
        bool(row.correct),
        row.hints,
        row.seconds or 0.0,
        row.level or 0,
        row.shape or "",
        row.objectives,
    )


def answers_of(diagnosed: Sequence[Evidence], diagnostic: str) -> tuple[Answer, ...]:
    """The answers of one diagnostic, by its id, in order of time."""
    return tuple(Answer(row.topic_id, row.correct) for row in diagnosed if diagnostic_of(row) == diagnostic)


def diagnostic_of(row: Evidence) -> str:
    """The id of the diagnostic a row belongs to: its source is `<diagnostic>/<attempt>`."""
    return (row.source or "").partition("/")[0]


def _memories(credits: Credits, histories: Mapping[str, TopicHistory]) -> dict[str, Memory]:
    failures: defaultdict[str, dict[int, float]] = defaultdict(dict)
    passes: dict[str, int] = {}
    for topic_id, history in histories.items():
        for day in history.answers:
            if day.lapse:
                for other, share in credits.up.get(topic_id, ()):
                    if other in histories:
                        failed = failures[other]
                        failed[day.number] = max(failed.get(day.number, 0.0), share)
        # A pass is a right answer without hints and in good time. Of several only the latest counts: the earlier ones
        # gave no more than it does, and with one of each topic a further pass can only help.
        whole = [
            day.number for day in history.answers if day.rating is not None and day.rating >= Rating.GOOD
        ]
        if whole:
            passes[topic_id] = whole[-1]
    memories = {}
    for topic_id, history in histories.items():
        if not history.answers:
            continue
        memories[topic_id] = remember(
            _topic_days(history, failures.get(topic_id, {})),
            (
                Credit(passes[other], share)
                for other, share in credits.up.get(topic_id, ())
                if other in passes
            ),
        )
    return memories


def _topic_days(history: TopicHistory, failed: Mapping[int, float]) -> Iterable[Day]:
    own = {day.number: day for day in history.answers}
    if not failed:
        return [Day(day.number, day.lapse, 0.0, day.rating) for day in history.answers]
    return [
        Day(number, own[number].lapse, failed.get(number, 0.0), own[number].rating)
        if number in own
        else Day(number, failed=failed[number])
        for number in sorted(own.keys() | failed.keys())
    ]


def _days(evidence: Iterable[Evidence]) -> tuple[StudyDay, ...]:
    rows: defaultdict[int, list[Evidence]] = defaultdict(list)
    for row in evidence:
        rows[day_number(row.at)].append(row)
    return tuple(_study_day(date.fromordinal(number), rows[number]) for number in sorted(rows))


def _study_day(day: date, rows: Sequence[Evidence]) -> StudyDay:
    graded = [row for row in rows if row.graded]
    return StudyDay(
        day=day,
        topics=len({row.topic_id for row in rows if row.topic_id}),
        answers=len(graded),
        right=sum(bool(row.correct) for row in graded),
        # fsum: the sum must not depend on the order of the rows, not even in its last bit.
        minutes=fsum(min(row.seconds, _LONGEST_ANSWER_SECONDS) for row in graded if row.seconds) / 60,
    )
