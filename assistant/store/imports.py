"""Brings an exported record into the log: what is here already is left alone, and all the rest or nothing is added."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.practice.ports import Attempt
from assistant.progress.brought import without_known
from assistant.progress.types import Evidence
from assistant.store.attempts import AttemptRow, append_attempts
from assistant.store.database import Database
from assistant.store.evidence import append_evidence, read_evidence

NewRows = tuple[tuple[Evidence, ...], tuple[Attempt, ...]]


def new_rows(
    database: Database, learner_id: str, evidence: Sequence[Evidence], attempts: Sequence[Attempt]
) -> NewRows:
    """What `bring_in_rows` would add; nothing is written."""
    with database.read() as session:
        return _new_rows(session, learner_id, evidence, attempts)


def bring_in_rows(
    database: Database, learner_id: str, evidence: Sequence[Evidence], attempts: Sequence[Attempt]
) -> NewRows:
    """Add what is not on the learner's record yet, in one transaction, and give it; a second time adds nothing.

    Raises:
        NotFound: There is no such learner.
        StoreError: The database cannot take it; nothing was added.
    """
    with database.write() as session:
        new_evidence, new_attempts = _new_rows(session, learner_id, evidence, attempts)
        append_attempts(session, learner_id, new_attempts)
        append_evidence(session, learner_id, new_evidence)
    return new_evidence, new_attempts


def _new_rows(
    session: Session, learner_id: str, evidence: Sequence[Evidence], attempts: Sequence[Attempt]
) -> NewRows:
    kept = set(session.scalars(select(AttemptRow.id).where(AttemptRow.learner_id == learner_id)))
    new: dict[str, Attempt] = {}
    for attempt in attempts:
        if attempt.id not in kept:
            new.setdefault(attempt.id, attempt)
    return without_known(evidence, read_evidence(session, learner_id)), tuple(new.values())
