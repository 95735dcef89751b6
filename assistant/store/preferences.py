"""What a learner chose, in SQL: one row a learner, written whole."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.progress.types import Preferences
from assistant.store.base import Table
from assistant.store.database import Database
from assistant.store.learners import LearnerRow, require_learner


class PreferencesRow(Table):
    """A learner's choices."""

    __tablename__ = "preferences"

    learner_id: Mapped[str] = mapped_column(Text, ForeignKey(LearnerRow.id), primary_key=True)
    goal: Mapped[str | None] = mapped_column(Text)
    minutes_a_day: Mapped[int] = mapped_column(Integer)
    language: Mapped[str | None] = mapped_column(Text)
    diagnostic: Mapped[str | None] = mapped_column(Text)
    diagnostic_over: Mapped[bool]


def load_preferences(database: Database, learner_id: str) -> Preferences:
    """A learner's choices; the defaults when none were made."""
    with database.read() as session:
        row = session.get(PreferencesRow, learner_id)
        if row is None:
            return Preferences()
        return Preferences(row.goal, row.minutes_a_day, row.language, row.diagnostic, row.diagnostic_over)


def save_preferences(database: Database, learner_id: str, preferences: Preferences) -> None:
    """Keep a learner's choices in place of earlier ones; raises NotFound when there is no such learner."""
    with database.write() as session:
        require_learner(session, learner_id)
        session.merge(
            PreferencesRow(
                learner_id=learner_id,
                goal=preferences.goal,
                minutes_a_day=preferences.minutes_a_day,
                language=preferences.language,
                diagnostic=preferences.diagnostic,
                diagnostic_over=preferences.diagnostic_over,
            )
        )
