"""The learner's own notes in SQL: topics explained back in their own words; implements `OwnNoteStore`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.errors import NotFound, SchemaTooNew, StoreError
from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.store.base import AnyText, Table, UtcDateTime
from assistant.store.database import Database
from assistant.store.learners import LearnerRow, require_learner
from assistant.store.wording import holds_words
from assistant.tutor.own_notes import ObjectiveView, OwnNote
from assistant.tutor.types import Citation

_VERSION = 1


class OwnNoteRow(Table):
    """A note in the learner's own words; `details` is versioned JSON."""

    __tablename__ = "own_notes"
    __table_args__ = (UniqueConstraint("learner_id", "id"), Index(None, "learner_id", "topic_id"))

    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    learner_id: Mapped[str] = mapped_column(Text, ForeignKey(LearnerRow.id))
    id: Mapped[str] = mapped_column(Text)
    topic_id: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(AnyText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    details: Mapped[str] = mapped_column(AnyText)


class SqlOwnNoteStore:
    """Own notes in SQL. Every call is one transaction, durable when it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_own_note(self, learner_id: str, note: OwnNote) -> None:
        """Keep a new note; raises NotFound for an unknown learner, StoreError for an id that is taken."""
        with self._database.write() as session:
            require_learner(session, learner_id)
            if _row(session, learner_id, note.id) is not None:
                raise StoreError(
                    f"There is a note {note.id!r} already.", safe="The note that was there was kept."
                )
            session.add(
                OwnNoteRow(
                    learner_id=learner_id,
                    id=note.id,
                    topic_id=note.topic_id,
                    text=note.text,
                    created_at=note.created_at,
                    details=_render(note),
                )
            )

    def update_own_note(self, learner_id: str, note: OwnNote) -> None:
        """Keep what was found out about a note; its words stay as they were. Raises NotFound."""
        with self._database.write() as session:
            _require(session, learner_id, note.id).details = _render(note)

    def own_note(self, learner_id: str, note_id: str) -> OwnNote:
        """One note; raises NotFound."""
        with self._database.read() as session:
            return _note(_require(session, learner_id, note_id))

    def own_notes(self, learner_id: str, topic_id: str | None = None) -> tuple[OwnNote, ...]:
        """All notes, the newest first, of one topic if given."""
        query = (
            select(OwnNoteRow)
            .where(OwnNoteRow.learner_id == learner_id)
            .order_by(OwnNoteRow.created_at.desc(), OwnNoteRow.position.desc())
        )
        if topic_id is not None:
            query = query.where(OwnNoteRow.topic_id == topic_id)
        with self._database.read() as session:
            return tuple(_note(row) for row in session.scalars(query))

    def search_own_notes(self, learner_id: str, query: str) -> tuple[OwnNote, ...]:
        """The notes in whose text or topic every word of the query stands, the newest first."""
        words = query.casefold().split()
        return tuple(
            note
            for note in self.own_notes(learner_id)
            if words and holds_words(f"{note.topic_id.replace('-', ' ')}\n{note.text}", words)
        )

    def delete_own_note(self, learner_id: str, note_id: str) -> None:
        """Delete a note for good; raises NotFound."""
        with self._database.write() as session:
            _require(session, learner_id, note_id)
            session.execute(
                delete(OwnNoteRow).where(OwnNoteRow.learner_id == learner_id, OwnNoteRow.id == note_id)
            )


def _row(session: Session, learner_id: str, note_id: str) -> OwnNoteRow | None:
    return session.scalar(
        select(OwnNoteRow).where(OwnNoteRow.learner_id == learner_id, OwnNoteRow.id == note_id)
    )


def _require(session: Session, learner_id: str, note_id: str) -> OwnNoteRow:
    row = _row(session, learner_id, note_id)
    if row is None:
        raise NotFound(
            f"There is no note {note_id!r} of yours here.",
            safe="Nothing was changed.",
            todo="`groundwork note` lists the notes there are.",
        )
    return row


def _render(note: OwnNote) -> str:
    details = {
        "version": _VERSION,
        "claims": [asdict(claim) for claim in note.claims],
        "objectives": [asdict(view) for view in note.objectives],
        "model": note.model,
        "prompt_sha256": note.prompt_sha256,
    }
    return json.dumps(details, separators=(",", ":"), ensure_ascii=False)


def _note(row: OwnNoteRow) -> OwnNote:
    details: dict[str, Any] = json.loads(row.details)
    if details["version"] != _VERSION:
        raise SchemaTooNew(
            "A note was written by a newer Groundwork.",
            safe="Nothing was changed.",
            todo="Update Groundwork.",
        )
    return OwnNote(
        id=row.id,
        topic_id=row.topic_id,
        text=row.text,
        created_at=row.created_at,
        claims=tuple(
            CheckedClaim(**{**claim, "verdict": Verdict(claim["verdict"])}) for claim in details["claims"]
        ),
        objectives=tuple(_view(values) for values in details["objectives"]),
        model=details["model"],
        prompt_sha256=details["prompt_sha256"],
    )


def _view(values: dict[str, Any]) -> ObjectiveView:
    passage = values["passage"]
    if passage is not None:
        passage = Citation(**{**passage, "section": tuple(passage["section"])})
    return ObjectiveView(**{**values, "words": tuple(values["words"]), "passage": passage})
