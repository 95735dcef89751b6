"""What every part of a study stands on: its settings, its clock, its rooms, the syllabus."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import NotFound
from assistant.progress.types import Evidence, EvidenceKind
from assistant.settings import Settings, bundled_path
from assistant.syllabus.types import Goal, Syllabus, Topic
from assistant.wiring import Parts

if TYPE_CHECKING:
    from assistant.store.database import Database


LOCAL_LEARNER = "local"
"""Whose everything is while one person uses one installation."""


def utc_now() -> datetime:
    """The time now, aware UTC."""
    return datetime.now(UTC)


class StudyBase:
    """Whose study it is, and what all parts of it share. Safe to use from several threads.

    Args:
        settings: Where state lives and which model answers.
        learner_id: Whose study this is.
        clock: Gives the time now as aware UTC.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        learner_id: str = LOCAL_LEARNER,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.settings = settings
        self.learner_id = learner_id
        self._clock = clock
        self._parts = Parts(settings, learner_id, clock)

    def now(self) -> datetime:
        """The time by this study's clock, aware UTC."""
        return self._clock()

    def syllabus(self) -> Syllabus:
        """All topics and what rests on what."""
        return self._parts.syllabus()

    def goals(self) -> tuple[Goal, ...]:
        """The named paths through the syllabus."""
        from assistant.syllabus.goals import load_goals

        return load_goals(bundled_path("corpus"), self.syllabus())

    def topic(self, topic_id: str) -> Topic:
        """A topic of the syllabus; raises NotFound."""
        syllabus = self.syllabus()
        if topic_id not in syllabus:
            raise NotFound(
                f"There is no topic “{topic_id[:80]}”.",
                todo="`groundwork coverage` lists all topics with their ids.",
            )
        return syllabus.topic(topic_id)

    def note_text(self, topic_id: str) -> str:
        """The Markdown of a topic's note without its front matter."""
        text = (bundled_path("corpus") / self.topic(topic_id).note).read_text("utf-8")
        return text.split("---\n", 2)[2]

    def figures(self) -> Path:
        """The folder of the notes' figures, `<topic-id>.svg`."""
        return bundled_path("corpus") / "figures"

    def database(self) -> Database:
        """The learner's database, opened and brought up to date."""
        return self._parts.database()

    def close(self) -> None:
        """Stop the model and the workers and close the database."""
        self._parts.close()

    def _record_reading(self, topic_id: str) -> None:
        reading = Evidence(topic_id, EvidenceKind.READ, self._clock())
        self._parts.turn_store().add_evidence(self.learner_id, [reading])
