"""What practice needs from outside; the store implements it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.progress.types import Evidence


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submission, written before it is graded. `verdict` is None until then.

    `id` is chosen by the caller, so that a double click is one attempt.
    """

    id: str
    exercise_id: str
    topic_id: str
    submission: str
    submitted_at: datetime
    hints: int = 0
    seconds: float | None = None
    verdict: str | None = None
    message: str = ""


class AttemptStore(Protocol):
    """Where attempts are kept. Every call is one transaction, durable when it returns."""

    def record_submission(self, learner_id: str, attempt: Attempt) -> bool:
        """Write a submission; False, and nothing written, when this learner has an attempt of this id already."""

    def record_grade(
        self, learner_id: str, attempt_id: str, *, verdict: str, message: str, evidence: Evidence | None
    ) -> None:
        """Write the grade and its evidence together; raises NotFound. A second call for a graded attempt does nothing."""

    def attempt(self, learner_id: str, attempt_id: str) -> Attempt | None:
        """One attempt, or None."""

    def attempts(self, learner_id: str, topic_id: str | None = None) -> tuple[Attempt, ...]:
        """All attempts, the newest first, of one topic if given."""
