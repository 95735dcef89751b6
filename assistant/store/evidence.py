"""The append-only log of how a learner touched each topic; everything progress says is computed from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.progress.types import Evidence, EvidenceKind
from assistant.store.base import AnyText, Table, UtcDateTime
from assistant.store.database import Database
from assistant.store.learners import LearnerRow, require_learner

_FIELDS = ("topic_id", "kind", "at", "correct", "hints", "seconds", "level", "shape", "source", "objectives")


class EvidenceRow(Table):
    """One row of the log; never changed, never removed. `position` is the order of arrival."""

    __tablename__ = "evidence"
    __table_args__ = (Index(None, "learner_id", "topic_id"), Index(None, "learner_id", "position"))

    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    learner_id: Mapped[str] = mapped_column(Text, ForeignKey(LearnerRow.id))
    topic_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    correct: Mapped[bool | None]
    hints: Mapped[int] = mapped_column(Integer)
    seconds: Mapped[float | None] = mapped_column(Float)
    level: Mapped[int | None] = mapped_column(Integer)
    shape: Mapped[str | None] = mapped_column(AnyText)
    source: Mapped[str | None] = mapped_column(AnyText)
    objectives: Mapped[str | None] = mapped_column(Text)
    """Numbers joined by commas; null for none."""


def load_evidence(database: Database, learner_id: str, topic_id: str | None = None) -> tuple[Evidence, ...]:
    """All rows of a learner in the order they arrived, of one topic if given."""
    with database.read() as session:
        return read_evidence(session, learner_id, topic_id)


def read_evidence(session: Session, learner_id: str, topic_id: str | None = None) -> tuple[Evidence, ...]:
    """As `load_evidence`, within a transaction that is already open."""
    query = (
        # Plain rows, not objects of the mapper: a long log is read whole at every report.
        select(*(getattr(EvidenceRow, name) for name in _FIELDS))
        .where(EvidenceRow.learner_id == learner_id)
        .order_by(EvidenceRow.position)
    )
    if topic_id is not None:
        query = query.where(EvidenceRow.topic_id == topic_id)
    rows = session.execute(query).all()
    kinds = {kind.value: kind for kind in EvidenceKind}
    return tuple(
        Evidence(topic, kinds[kind], at, correct, hints, seconds, level, shape, source, _numbers(objectives))
        for topic, kind, at, correct, hints, seconds, level, shape, source, objectives in rows
    )


def newest_evidence(database: Database, learner_id: str) -> int:
    """The position of a learner's newest row, 0 without any: it grows whenever anything is added."""
    with database.read() as session:
        newest = session.scalar(
            select(func.max(EvidenceRow.position)).where(EvidenceRow.learner_id == learner_id)
        )
        return newest or 0


def evidence_sources(database: Database, learner_id: str, prefix: str) -> frozenset[str]:
    """What follows the prefix in the sources of a learner's rows, such as the passages behind `passage/`."""
    query = (
        select(EvidenceRow.source)
        .distinct()
        .where(EvidenceRow.learner_id == learner_id, EvidenceRow.source.startswith(prefix, autoescape=True))
    )
    with database.read() as session:
        return frozenset(source.removeprefix(prefix) for source in session.scalars(query) if source)


def append_evidence(session: Session, learner_id: str, evidence: Sequence[Evidence]) -> None:
    """Append rows within a transaction that is already open; raises NotFound when there is no such learner."""
    require_learner(session, learner_id)
    session.add_all(
        EvidenceRow(
            learner_id=learner_id,
            topic_id=row.topic_id,
            kind=row.kind.value,
            at=row.at,
            correct=row.correct,
            hints=row.hints,
            seconds=row.seconds,
            level=row.level,
            shape=row.shape,
            source=row.source,
            objectives=",".join(map(str, row.objectives)) or None,
        )
        for row in evidence
    )


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(map(int, text.split(","))) if text else ()
