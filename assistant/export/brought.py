"""The words of an exported record that is brought in elsewhere; light enough for the command line's `--help`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.practice.ports import Attempt
from assistant.progress.types import Evidence
from assistant.progress.wording import counted, day, joined

RECORD_FORMAT = "groundwork-record"
RECORD_VERSION = 1
LARGEST_RECORD_BYTES = 64_000_000

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class BroughtRecord:
    """What a file brings: the evidence marked as brought in, and the attempts, of topics that are known here.

    `unknown_topics` says how many rows were left out for each topic that is not.
    """

    exported_at: datetime
    evidence: tuple[Evidence, ...]
    attempts: tuple[Attempt, ...]
    unknown_topics: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What bringing a record in adds, or added: rows of evidence, attempts, and how many of each were here before."""

    exported_at: datetime
    evidence: int
    attempts: int
    known_evidence: int
    known_attempts: int
    unknown_topics: tuple[tuple[str, int], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to add."""
        return not self.evidence and not self.attempts


def describe_brought_in(found: BroughtIn) -> tuple[str, ...]:
    """What a record brings, a sentence each: what is new, what is here already, what is left out."""
    said = [f"The record was exported on {day(found.exported_at)}."]
    if found.is_empty:
        said.append("There is nothing in it that is not here already.")
    else:
        said.append(f"New: {_amount(found.evidence, found.attempts)}.")
    if found.known_evidence or found.known_attempts:
        said.append(f"Here already: {_amount(found.known_evidence, found.known_attempts)}.")
    if found.unknown_topics:
        named = [topic_id for topic_id, _ in found.unknown_topics[:_MOST_NAMED]]
        if (more := len(found.unknown_topics) - len(named)) > 0:
            named.append(f"{more} more")
        rows = sum(number for _, number in found.unknown_topics)
        said.append(f"Left out: {counted(rows, 'row')} on topics that are unknown here: {joined(named)}.")
    return tuple(said)


def _amount(evidence: int, attempts: int) -> str:
    return f"{counted(evidence, 'piece')} of evidence and {counted(attempts, 'attempt')}"
