"""What a worker does with a job: claims one by one, or one solution, or one grade. Everything in and out is JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Protocol

from assistant.mathcheck.checking.check import MessageChecker
from assistant.mathcheck.limits import CLAIM_SECONDS, SLOW_SECONDS, seconds_for
from assistant.mathcheck.reading.claims import Claim, Side
from assistant.mathcheck.reading.statement import Statement
from assistant.mathcheck.types import Grade, grade_verdict


class Steps(Protocol):
    """A job, done step by step."""

    def advance(self) -> dict[str, Any] | None:
        """Do the next step and answer; None when nothing is left."""

    def give_up(self, why: str) -> dict[str, Any] | None:
        """Leave the step that took too long (`time`) or failed (`error`), and answer for it."""

    def limit(self) -> float:
        """How many seconds the next step may take."""


class ClaimSteps:
    """Claims of one message, in order, after what was said before them."""

    def __init__(self, job: dict[str, Any]) -> None:
        self._claims = [claim_from(item) for item in job["claims"]]
        self._history = [Statement(*item) for item in job["history"]]
        self._checker: MessageChecker | None = None
        self._next = 0

    def limit(self) -> float:
        """Seconds for what was said before, then for each claim."""
        if self._checker is None:
            return SLOW_SECONDS
        return (
            seconds_for(self._claims[self._next].source) if self._next < len(self._claims) else CLAIM_SECONDS
        )

    def advance(self) -> dict[str, Any] | None:
        """Take up what was said before, then check claim by claim."""
        if self._checker is None:
            checker = MessageChecker()
            checker.remember(self._history)
            self._checker = checker
            return {"remembered": True}
        if self._next >= len(self._claims):
            return None
        outcome = self._checker.check(self._claims[self._next])
        self._next += 1
        statements = [[item.left, item.right, item.kind] for item in outcome.statements]
        return {"claim": asdict(outcome.claim), "statements": statements}

    def give_up(self, why: str) -> dict[str, Any] | None:
        """Answer for the claim that was left."""
        if self._checker is None:
            self._checker = MessageChecker()
            return {"remembered": False}
        self._next += 1
        return {"gave_up": why}


class OneStep:
    """A solution or a grade."""

    def __init__(self, job: dict[str, Any]) -> None:
        self._job = job
        self._seconds = float(job["seconds"])
        self._done = False

    def limit(self) -> float:
        """Seconds for all of it."""
        return self._seconds

    def advance(self) -> dict[str, Any] | None:
        """Do it."""
        if self._done:
            return None
        answer = solved(self._job) if self._job["task"] == "solve" else graded(self._job)
        self._done = True
        return answer

    def give_up(self, why: str) -> dict[str, Any] | None:
        """Answer that it was left."""
        self._done = True
        return {"gave_up": why}


def solved(job: dict[str, Any]) -> dict[str, Any]:
    """The facts of a question."""
    from assistant.mathcheck.solve import solve_text

    return {"facts": [asdict(fact) for fact in solve_text(job["text"])]}


def graded(job: dict[str, Any]) -> dict[str, Any]:
    """The grade of a submission."""
    from assistant.mathcheck.grading.grade import grade_answer

    grade: Grade = grade_answer(job["reference"], job["submission"], tuple(job["symbols"]), job["form"])
    return {"grade": grade_verdict(grade), "fields": asdict(grade)}


def steps(job: dict[str, Any]) -> Steps:
    """The steps of a job."""
    return ClaimSteps(job) if job["task"] == "claims" else OneStep(job)


def claim_to(claim: Claim) -> dict[str, Any]:
    """A claim as JSON."""
    return asdict(claim)


def claim_from(item: dict[str, Any]) -> Claim:
    """A claim from JSON."""
    return Claim(**{**item, "left": Side(**item["left"]), "right": Side(**item["right"])})
