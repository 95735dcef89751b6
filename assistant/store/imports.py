"""Brings an exported record into the log: what is here already is left alone, and all the rest or nothing is added."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.export.brought import BroughtIn, BroughtRecord
from assistant.export.record import without_known
from assistant.practice.ports import Attempt
from assistant.progress.types import Evidence
from assistant.store.attempts import AttemptRow, append_attempts
from assistant.store.database import Database
from assistant.store.evidence import append_evidence, read_evidence


def preview_record(database: Database, learner_id: str, brought: BroughtRecord) -> BroughtIn:
    """What `bring_in_record` would add; nothing is written."""
    with database.read() as session:
        return _summary(brought, *_new_rows(session, learner_id, brought))


def bring_in_record(database: Database, learner_id: str, brought: BroughtRecord) -> BroughtIn:
    """Add what is not on the learner's record yet, in one transaction; a second time adds nothing.

    Raises:
        NotFound: There is no such learner.
        StoreError: The database cannot take it; nothing was added.
    """
    with database.write() as session:
        evidence, attempts = _new_rows(session, learner_id, brought)
        append_attempts(session, learner_id, attempts)
        append_evidence(session, learner_id, evidence)
    return _summary(brought, evidence, attempts)


def _new_rows(
    session: Session, learner_id: str, brought: BroughtRecord
) -> tuple[tuple[Evidence, ...], tuple[Attempt, ...]]:
    kept = set(session.scalars(select(AttemptRow.id).where(AttemptRow.learner_id == learner_id)))
    attempts: dict[str, Attempt] = {}
    for attempt in brought.attempts:
        if attempt.id not in kept:
            attempts.setdefault(attempt.id, attempt)
    return without_known(brought.evidence, read_evidence(session, learner_id)), tuple(attempts.values())


def _summary(
    brought: BroughtRecord, evidence: Collection[Evidence], attempts: Collection[Attempt]
) -> BroughtIn:
    return BroughtIn(
        brought.exported_at,
        len(evidence),
        len(attempts),
        len(brought.evidence) - len(evidence),
        len(brought.attempts) - len(attempts),
        brought.unknown_topics,
    )
