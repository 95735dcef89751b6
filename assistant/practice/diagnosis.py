"""A diagnostic as it is asked: its state, and the exercise for its next question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import NotFound
from assistant.practice.make import make_exercises, topics_with_exercises
from assistant.practice.types import Exercise
from assistant.progress.diagnostic import Answer, diagnose
from assistant.progress.types import DiagnosticState
from assistant.syllabus.types import Syllabus

_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One diagnostic: `exercise` is its next question, None when it is over."""

    id: str
    state: DiagnosticState
    exercise: Exercise | None


def build_diagnosis(
    syllabus: Syllabus, diagnostic_id: str, answers: Sequence[Answer], *, over: bool = False
) -> Diagnosis:
    """The diagnostic of this id after these answers; the same answers always give the same question.

    `over` says that the learner left it: nothing more is asked.
    """
    state = diagnose(syllabus, answers, askable=frozenset(topics_with_exercises()))
    exercise = None
    if state.next_topic is not None and not over:
        digest = hashlib.sha256(f"{diagnostic_id} {state.next_topic}".encode()).digest()
        seed = int.from_bytes(digest[:4], "big") >> 1
        try:
            (exercise,) = make_exercises(state.next_topic, count=1, seed=seed, level=_LEVEL)
        except NotFound:
            (exercise,) = make_exercises(state.next_topic, count=1, seed=seed)
    return Diagnosis(diagnostic_id, state, exercise)
