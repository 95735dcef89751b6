"""Attempts at exercises in SQL; implements `assistant.practice.ports.AttemptStore`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.errors import NotFound
from assistant.practice.ports import Attempt
from assistant.progress.types import Evidence
from assistant.store.base import AnyText, Table, UtcDateTime
from assistant.store.database import Database
from assistant.store.evidence import append_evidence
from assistant.store.learners import LearnerRow, require_learner


class AttemptRow(Table):
    """One submission, written before it is graded; `verdict` is null until then."""

    __tablename__ = "attempts"
    __table_args__ = (UniqueConstraint("learner_id", "id"), Index(None, "learner_id", "topic_id"))

    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    learner_id: Mapped[str] = mapped_column(Text, ForeignKey(LearnerRow.id))
    id: Mapped[str] = mapped_column(Text)
    exercise_id: Mapped[str] = mapped_column(Text)
    topic_id: Mapped[str] = mapped_column(Text)
    submission: Mapped[str] = mapped_column(AnyText)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    hints: Mapped[int] = mapped_column(Integer)
    seconds: Mapped[float | None] = mapped_column(Float)
    verdict: Mapped[str | None] = mapped_column(Text)
    message: Mapped[str] = mapped_column(AnyText)


class SqlAttemptStore:
    """Attempts in SQL. Every call is one transaction, durable when it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record_submission(self, learner_id: str, attempt: Attempt) -> bool:
        """Write a submission; False, and nothing written, when this learner has an attempt of this id already."""
        with self._database.write() as session:
            require_learner(session, learner_id)
            if _row(session, learner_id, attempt.id) is not None:
                return False
            append_attempts(session, learner_id, [attempt])
        return True

    def record_grade(
        self, learner_id: str, attempt_id: str, *, verdict: str, message: str, evidence: Evidence | None
    ) -> None:
        """Write the grade and its evidence together; raises NotFound. A second call for a graded attempt does nothing."""
        with self._database.write() as session:
            row = _row(session, learner_id, attempt_id)
            if row is None:
                raise NotFound(f"There is no attempt {attempt_id!r} here.", safe="Nothing was changed.")
            if row.verdict is not None:
                return
            row.verdict = verdict
            row.message = message
            if evidence is not None:
                append_evidence(session, learner_id, [evidence])

    def attempt(self, learner_id: str, attempt_id: str) -> Attempt | None:
        """One attempt, or None."""
        with self._database.read() as session:
            row = _row(session, learner_id, attempt_id)
            return None if row is None else _attempt(row)

    def attempts(self, learner_id: str, topic_id: str | None = None) -> tuple[Attempt, ...]:
        """All attempts, the newest first, of one topic if given."""
        query = (
            select(AttemptRow)
            .where(AttemptRow.learner_id == learner_id)
            .order_by(AttemptRow.submitted_at.desc(), AttemptRow.position.desc())
        )
        if topic_id is not None:
            query = query.where(AttemptRow.topic_id == topic_id)
        with self._database.read() as session:
            return tuple(_attempt(row) for row in session.scalars(query))


def append_attempts(session: Session, learner_id: str, attempts: Sequence[Attempt]) -> None:
    """Append attempts within a transaction that is already open; raises NotFound when there is no such learner."""
    require_learner(session, learner_id)
    session.add_all(
        AttemptRow(
            learner_id=learner_id,
            id=attempt.id,
            exercise_id=attempt.exercise_id,
            topic_id=attempt.topic_id,
            submission=attempt.submission,
            submitted_at=attempt.submitted_at,
            hints=attempt.hints,
            seconds=attempt.seconds,
            verdict=attempt.verdict,
            message=attempt.message,
        )
        for attempt in attempts
    )


def _row(session: Session, learner_id: str, attempt_id: str) -> AttemptRow | None:
    return session.scalar(
        select(AttemptRow).where(AttemptRow.learner_id == learner_id, AttemptRow.id == attempt_id)
    )


def _attempt(row: AttemptRow) -> Attempt:
    return Attempt(
        id=row.id,
        exercise_id=row.exercise_id,
        topic_id=row.topic_id,
        submission=row.submission,
        submitted_at=row.submitted_at,
        hints=row.hints,
        seconds=row.seconds,
        verdict=row.verdict,
        message=row.message,
    )
