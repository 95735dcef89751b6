"""A record that was exported as JSON, read again: nothing but data, every value held to its type and its limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import InputError, InputTooLong, SchemaTooNew
from assistant.export.brought import (
    LARGEST_RECORD_BYTES,
    RECORD_VERSION,
    BroughtIn,
    BroughtRecord,
)
from assistant.practice.ports import Attempt
from assistant.progress.brought import BROUGHT_IN
from assistant.progress.types import Evidence, EvidenceKind
from assistant.syllabus.types import Syllabus

MOST_ROWS = 400_000
"""Of evidence, and as many of attempts: fifty answers a day for twenty years."""
_FUTURE = timedelta(days=1)
"""Clocks and time zones differ; a row further ahead would keep the plan waiting for its day."""
_UNTOUCHED = "Nothing was changed."

_Id = Annotated[str, Field(min_length=1, max_length=300)]
_Topic = Annotated[str, Field(max_length=100, pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")]
_Count = Annotated[int, Field(ge=0, le=1_000)]
_Seconds = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, hide_input_in_errors=True)


class _Header(_Strict):
    format: Literal["groundwork-record"]
    version: int


class _EvidenceRow(_Strict):
    at: AwareDatetime
    topic: _Topic
    kind: EvidenceKind
    correct: bool | None
    hints: _Count
    seconds: _Seconds | None
    level: Annotated[int, Field(ge=1, le=3)] | None
    shape: Annotated[str, Field(max_length=100)] | None
    objectives: Annotated[list[Annotated[int, Field(ge=1, le=1_000)]], Field(max_length=100)]
    source: Annotated[str, Field(max_length=300)] | None


class _AttemptRow(_Strict):
    submitted_at: AwareDatetime
    id: _Id
    exercise: _Id
    topic: _Topic
    submission: Annotated[str, Field(max_length=100_000)]
    hints: _Count
    seconds: _Seconds | None
    verdict: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")] | None
    message: Annotated[str, Field(max_length=100_000)]


class _Record(_Strict):
    exported_at: AwareDatetime
    evidence: Annotated[list[_EvidenceRow], Field(max_length=MOST_ROWS)]
    attempts: Annotated[list[_AttemptRow], Field(max_length=MOST_ROWS)]


def parse_record(content: bytes, syllabus: Syllabus, now: datetime) -> BroughtRecord:
    """Read what `whole_record` wrote.

    Raises:
        InputTooLong: More than `LARGEST_RECORD_BYTES`.
        InputError: It is no record, or a value in it cannot be; the message names the row.
        SchemaTooNew: A newer Groundwork wrote it.
    """
    if len(content) > LARGEST_RECORD_BYTES:
        raise InputTooLong(
            f"The file has {len(content) / 1e6:,.0f} MB; a record of up to {LARGEST_RECORD_BYTES / 1e6:,.0f} MB can "
            "be read.",
            safe=_UNTOUCHED,
        )
    try:
        header = _Header.model_validate_json(content)
    except ValidationError as error:
        raise InputError(
            "This is no record that Groundwork exported.",
            safe=_UNTOUCHED,
            todo="Choose a file made by “All of it as JSON” or by `groundwork export json`.",
        ) from error
    if header.version != RECORD_VERSION:
        raise SchemaTooNew(
            f"The record has version {header.version}; this Groundwork reads version {RECORD_VERSION}.",
            safe=_UNTOUCHED,
            todo="Update Groundwork.",
        )
    try:
        record = _Record.model_validate_json(content)
    except ValidationError as error:
        raise _refusal(error) from error
    evidence = [_evidence(row) for row in record.evidence]
    attempts = [_attempt(row) for row in record.attempts]
    _refuse_future((row.at for row in evidence), "evidence", now)
    _refuse_future((row.submitted_at for row in attempts), "attempts", now)
    topics = [row.topic_id for row in evidence] + [row.topic_id for row in attempts]
    unknown = Counter(topic_id for topic_id in topics if topic_id and topic_id not in syllabus)
    return BroughtRecord(
        record.exported_at.astimezone(UTC),
        tuple(row for row in evidence if row.topic_id not in unknown),
        tuple(row for row in attempts if row.topic_id not in unknown),
        tuple(sorted(unknown.items())),
    )


def summarise_brought_in(
    brought: BroughtRecord, evidence: Sequence[Evidence], attempts: Sequence[Attempt]
) -> BroughtIn:
    """What a record adds, or added, when these of its rows are new."""
    return BroughtIn(
        brought.exported_at,
        len(evidence),
        len(attempts),
        len(brought.evidence) - len(evidence),
        len(brought.attempts) - len(attempts),
        brought.unknown_topics,
    )


def _evidence(row: _EvidenceRow) -> Evidence:
    source = row.source or ""
    return Evidence(
        row.topic,
        row.kind,
        row.at.astimezone(UTC),
        row.correct,
        row.hints,
        row.seconds,
        row.level,
        row.shape,
        source if source.startswith(BROUGHT_IN) else f"{BROUGHT_IN}{source}",
        tuple(row.objectives),
    )


def _attempt(row: _AttemptRow) -> Attempt:
    return Attempt(
        id=row.id,
        exercise_id=row.exercise,
        topic_id=row.topic,
        submission=row.submission,
        submitted_at=row.submitted_at.astimezone(UTC),
        hints=row.hints,
        seconds=row.seconds,
        verdict=row.verdict,
        message=row.message,
    )


def _refuse_future(times: Iterable[datetime], name: str, now: datetime) -> None:
    for number, at in enumerate(times, start=1):
        if at > now + _FUTURE:
            raise InputError(
                f"Row {number} of the {name} lies in the future: {at:%Y-%m-%d}.",
                safe=_UNTOUCHED,
                todo="Check this computer's clock, and that of the one the record comes from.",
            )


def _refusal(error: ValidationError) -> InputError:
    where = error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
    name, *rest = where or ("the whole",)
    row = f", row {int(rest[0]) + 1}" if rest and isinstance(rest[0], int) else ""
    field = f", {rest[1]}" if len(rest) > 1 and isinstance(rest[1], str) else ""
    return InputError(
        f"This record cannot be read: {name}{row}{field} is not as Groundwork writes it.",
        safe=_UNTOUCHED,
        todo="Export it again where it comes from, and leave the file as it is.",
    )
