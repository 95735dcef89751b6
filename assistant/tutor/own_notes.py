"""The words of the learner's own notes: a topic explained back, and what was found out about the explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.mathcheck.types import CheckedClaim
from assistant.tutor.types import Citation


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """One objective of a topic beside what was explained.

    `mentioned` compares words and nothing else; `words` are those of the objective that were found. `opinion` is the
    model's (`said`, `partly`, `missing`, empty where no model was asked or could be understood), `why` its reason.
    `passage` is what to read where something is missing.
    """

    objective: str
    mentioned: bool
    words: tuple[str, ...] = ()
    opinion: str = ""
    why: str = ""
    passage: Citation | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there is something to read up: by the model's opinion where there is one, else by the words."""
        return self.opinion in ("partly", "missing") if self.opinion else not self.mentioned


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A topic in the learner's own words; `claims` carry offsets into `text`."""

    id: str
    topic_id: str
    text: str
    created_at: datetime
    claims: tuple[CheckedClaim, ...] = ()
    objectives: tuple[ObjectiveView, ...] = ()
    model: str = ""
    """Whose opinion it is, where there is one."""
    prompt_sha256: str = ""


class OwnNoteStore(Protocol):
    """Where own notes are kept. Every call is one transaction, durable when it returns."""

    def add_own_note(self, learner_id: str, note: OwnNote) -> None:
        """Keep a new note."""

    def update_own_note(self, learner_id: str, note: OwnNote) -> None:
        """Keep what was found out about a note; raises NotFound."""

    def own_note(self, learner_id: str, note_id: str) -> OwnNote:
        """One note; raises NotFound."""

    def own_notes(self, learner_id: str, topic_id: str | None = None) -> Sequence[OwnNote]:
        """All notes, the newest first, of one topic if given."""

    def search_own_notes(self, learner_id: str, query: str) -> Sequence[OwnNote]:
        """The notes with every word of the query, the newest first."""

    def delete_own_note(self, learner_id: str, note_id: str) -> None:
        """Delete a note for good; raises NotFound."""
