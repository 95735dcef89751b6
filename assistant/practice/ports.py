"""What practice needs from outside; the store implements it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.practice.types import Quiz
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


class QuizStore(Protocol):
    """Where quizzes are kept. Every call is one transaction, durable when it returns."""

    def add_quiz(self, learner_id: str, quiz: Quiz) -> None:
        """Write a new quiz with all its questions."""

    def quiz(self, learner_id: str, quiz_id: str) -> Quiz | None:
        """One quiz with the answers given so far, ungraded, or None."""

    def quizzes(self, learner_id: str) -> tuple[Quiz, ...]:
        """All quizzes, the newest first."""

    def unfinished_quiz(self, learner_id: str) -> Quiz | None:
        """The newest quiz that was not finished, or None."""

    def record_answer(
        self, learner_id: str, quiz_id: str, number: int, submission: str, at: datetime
    ) -> None:
        """Write the answer to a question, in place of an earlier one; does nothing when the quiz is finished."""

    def finish_quiz(self, learner_id: str, quiz_id: str, at: datetime) -> None:
        """Mark a quiz as finished; a second call does nothing."""
