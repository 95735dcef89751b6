"""Whose record it is: every other table points to a learner."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.errors import NotFound
from assistant.store.base import Table, UtcDateTime

if TYPE_CHECKING:
    from assistant.store.database import Database

LOCAL_LEARNER = "local"
"""The id of the one learner of a personal installation."""


class LearnerRow(Table):
    """A learner."""

    __tablename__ = "learners"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


def ensure_learner(database: Database, learner_id: str, now: datetime) -> None:
    """Add the learner if there is none of this id."""
    with database.read() as session:
        if session.get(LearnerRow, learner_id) is not None:
            return
    with database.write() as session:
        if session.get(LearnerRow, learner_id) is None:
            session.add(LearnerRow(id=learner_id, created_at=now))


def require_learner(session: Session, learner_id: str) -> None:
    """Raise NotFound unless there is a learner of this id."""
    if session.get(LearnerRow, learner_id) is None:
        raise NotFound(f"There is no learner {learner_id!r} here.", todo="Check the learner's name.")
