"""Evidence and attempts as CSV and JSON: all rows, nothing left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from assistant.export.brought import RECORD_FORMAT, RECORD_VERSION
from assistant.practice.ports import Attempt
from assistant.progress.types import Evidence

# A spreadsheet would compute what begins with one of these.
_FORMULA_STARTS = ("=", "@", "\t", "\r")


def evidence_rows(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """The log of evidence as records, in the order it was written; times are ISO 8601 in UTC."""
    return [
        {
            "at": row.at.isoformat(),
            "topic": row.topic_id,
            "kind": row.kind.value,
            "correct": row.correct,
            "hints": row.hints,
            "seconds": row.seconds,
            "level": row.level,
            "shape": row.shape,
            "objectives": list(row.objectives),
            "source": row.source,
        }
        for row in evidence
    ]


def attempt_rows(attempts: Iterable[Attempt]) -> list[dict[str, Any]]:
    """Attempts as records, in the order given."""
    return [
        {
            "submitted_at": row.submitted_at.isoformat(),
            "id": row.id,
            "exercise": row.exercise_id,
            "topic": row.topic_id,
            "submission": row.submission,
            "hints": row.hints,
            "seconds": row.seconds,
            "verdict": row.verdict,
            "message": row.message,
        }
        for row in attempts
    ]


def render_csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    """Records as CSV with a first line of names; an empty cell is None.

    Text that a spreadsheet would take for a formula gets an apostrophe in front; JSON has it as it was.
    """
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return sink.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


EVIDENCE_COLUMNS = (
    "at",
    "topic",
    "kind",
    "correct",
    "hints",
    "seconds",
    "level",
    "shape",
    "objectives",
    "source",
)
ATTEMPT_COLUMNS = (
    "submitted_at",
    "id",
    "exercise",
    "topic",
    "submission",
    "hints",
    "seconds",
    "verdict",
    "message",
)


def whole_record(
    learner_id: str, at: datetime, evidence: Iterable[Evidence], attempts: Iterable[Attempt]
) -> dict[str, Any]:
    """Everything that progress is computed from, as one JSON value."""
    return {
        "format": RECORD_FORMAT,
        "version": RECORD_VERSION,
        "learner": learner_id,
        "exported_at": at.isoformat(),
        "evidence": evidence_rows(evidence),
        "attempts": attempt_rows(attempts),
    }
