"""Attempts: written before they are graded, graded once, and turned into evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from assistant.errors import InputError, InputTooLong, NotFound
from assistant.mathcheck.types import Different, Equivalent, Grade, Undecided, Unreadable, grade_verdict
from assistant.practice.grading import Grader, diagnose, grade_submission, message_for
from assistant.practice.make import make_exercise
from assistant.practice.ports import Attempt, AttemptStore
from assistant.practice.types import AttemptResult, Exercise
from assistant.progress.types import Evidence, EvidenceKind

MAX_SUBMISSION = 500
"""Characters of one submission."""
MAX_ID = 200
"""Characters of an attempt's id."""


def rungs(exercise: Exercise) -> int:
    """How many rungs of help an exercise has: its hints, and the full solution as the last."""
    return len(exercise.hints) + 1


class Practice:
    """Takes submissions, grades them and keeps what they show.

    A submission is in the store before it is graded, and the grade is stored together with its evidence, so that a
    crash at any point loses nothing and counts nothing twice. What counts how:

    - Right or wrong gives evidence of an attempt, with the hints used, the time, the level and the shape.
    - Unreadable or undecided gives no evidence and costs no attempt.
    - After the full solution was opened (`hints` is at least `rungs(exercise)`) an answer shows nothing about the
      learner any more: it is recorded as reading.
    - A right answer to an exercise that was already answered right, or to a choice question that was already
      answered at all (its options are fewer than its guesses), is recorded as reading, too.
    """

    def __init__(
        self,
        store: AttemptStore,
        grader: Grader,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._grader = grader
        self._clock = clock

    def submit(
        self,
        learner_id: str,
        exercise_id: str,
        submission: str,
        *,
        attempt_id: str,
        hints: int = 0,
        seconds: float | None = None,
        at: datetime | None = None,
        kind: EvidenceKind = EvidenceKind.ATTEMPTED,
    ) -> AttemptResult:
        """Grade a submission once; the same `attempt_id` again returns the stored result.

        Args:
            learner_id: Whose attempt it is.
            exercise_id: The exercise's id; untrusted text.
            submission: What was typed or chosen, at most 500 characters.
            attempt_id: Chosen by the caller, one for each press of the button, at most 200 characters.
            hints: How many rungs of help were open; `rungs(exercise)` means that the solution was.
            seconds: Time taken, where known.
            at: When it was submitted, aware UTC; now when None.
            kind: Where it was given: at practice, in a quiz or in a diagnostic.

        Raises:
            InputTooLong: The submission is longer than 500 characters.
            InputError: The attempt's id, the number of hints or the time cannot be used.
            NotFound: The exercise does not exist.
        """
        if len(submission) > MAX_SUBMISSION:
            raise InputTooLong(
                f"The answer has {len(submission)} characters; {MAX_SUBMISSION} are the limit.",
                safe="No attempt was used.",
                todo="Give the answer alone, without the way to it.",
            )
        if not attempt_id or len(attempt_id) > MAX_ID:
            raise InputError(
                "This attempt has no usable id.", safe="No attempt was used.", todo="Send the answer again."
            )
        if hints < 0 or (seconds is not None and not 0 <= seconds < float("inf")):
            raise InputError(
                "The number of hints or the time taken cannot be negative.",
                safe="No attempt was used.",
                todo="Send the answer again.",
            )
        exercise = make_exercise(exercise_id)
        attempt = Attempt(
            id=attempt_id,
            exercise_id=exercise_id,
            topic_id=exercise.topic_id,
            submission=submission,
            submitted_at=at or self._clock(),
            hints=min(hints, rungs(exercise)),
            seconds=seconds,
        )
        if not self._store.record_submission(learner_id, attempt):
            stored = self._store.attempt(learner_id, attempt_id)
            if stored is None:
                raise NotFound("This attempt is not there any more.", todo="Send the answer again.")
            attempt = stored
            if attempt.exercise_id != exercise_id:
                exercise = make_exercise(attempt.exercise_id)
        if attempt.verdict is None:
            attempt = self._grade(learner_id, exercise, attempt, kind)
        return self._result(learner_id, exercise, attempt)

    def _grade(self, learner_id: str, exercise: Exercise, attempt: Attempt, kind: EvidenceKind) -> Attempt:
        grade = grade_submission(exercise, attempt.submission, self._grader)
        diagnosis = (
            diagnose(exercise, attempt.submission, self._grader) if isinstance(grade, Different) else ""
        )
        seen = attempt.hints >= rungs(exercise)
        message = message_for(exercise, grade, diagnosis, solution_seen=seen)
        evidence = self._evidence(learner_id, exercise, attempt, grade, kind)
        self._store.record_grade(
            learner_id, attempt.id, verdict=grade_verdict(grade), message=message, evidence=evidence
        )
        # Two presses at the same moment both come here; the store keeps the first grade, and both show that one.
        return self._store.attempt(learner_id, attempt.id) or attempt

    def _evidence(
        self, learner_id: str, exercise: Exercise, attempt: Attempt, grade: Grade, kind: EvidenceKind
    ) -> Evidence | None:
        if not isinstance(grade, Equivalent | Different):
            return None
        correct = isinstance(grade, Equivalent)
        # A diagnostic's question is fresh and has no solution to open; left uncounted it would be asked for ever.
        fresh = kind is EvidenceKind.DIAGNOSED
        if not fresh and not self._counts(learner_id, exercise, attempt, correct=correct):
            return Evidence(exercise.topic_id, EvidenceKind.READ, attempt.submitted_at, source=attempt.id)
        return Evidence(
            topic_id=exercise.topic_id,
            kind=kind,
            at=attempt.submitted_at,
            correct=correct,
            hints=attempt.hints,
            seconds=attempt.seconds,
            level=exercise.level,
            shape=exercise.shape,
            source=attempt.id,
            objectives=exercise.objectives,
        )

    def _counts(self, learner_id: str, exercise: Exercise, attempt: Attempt, *, correct: bool) -> bool:
        if attempt.hints >= rungs(exercise):
            return False
        if not correct:
            return True
        newest_first = self._store.attempts(learner_id, exercise.topic_id)
        place = next((i for i, other in enumerate(newest_first) if other.id == attempt.id), -1)
        earlier = {other.verdict for other in newest_first[place + 1 :] if other.exercise_id == exercise.id}
        if "equivalent" in earlier:
            return False
        return not (exercise.choices and "different" in earlier)

    def _result(self, learner_id: str, exercise: Exercise, attempt: Attempt) -> AttemptResult:
        verdict, message = attempt.verdict, attempt.message
        grade: Grade
        if verdict == "equivalent":
            grade = Equivalent()
        elif verdict == "different":
            grade = Different(message)
        elif verdict == "unreadable":
            grade = Unreadable(message)
        else:
            grade = Undecided(message)
        decided = isinstance(grade, Equivalent | Different)
        credited = decided and self._counts(
            learner_id, exercise, attempt, correct=isinstance(grade, Equivalent)
        )
        return AttemptResult(attempt.id, attempt.exercise_id, attempt.submission, grade, credited, message)
