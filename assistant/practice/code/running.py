"""Runs a learner's code against hidden cases and keeps what it shows."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.errors import InputError, InputTooLong, NotFound
from assistant.practice.code.types import CaseShown, CodeResult, CodeTask
from assistant.practice.ports import Attempt, AttemptStore
from assistant.progress.types import Evidence, EvidenceKind
from assistant.sandbox.run import Job, Outcome, run_jobs

MAX_CODE = 10_000
"""Characters of one submission."""
SECONDS = 10.0
"""How long all cases together may take by the clock."""
MEMORY_BYTES = 2 << 30
CASES = 12
"""Hidden cases of one submission, besides the example."""
SHAPE = "code"
_SHOWN_NUMBERS = 30


class CodePractice:
    """Takes code, runs it in a child process, and records the attempt.

    Args:
        store: Where attempts are kept.
        clock: Gives the time now as aware UTC.
        allowed: Whether code may be run at all; false where several people share one Groundwork.
    """

    def __init__(self, store: AttemptStore, *, clock: Callable[[], datetime], allowed: bool) -> None:
        self._store = store
        self._clock = clock
        self._allowed = allowed

    def tasks(self) -> tuple[CodeTask, ...]:
        """All tasks, area by area."""
        from assistant.practice.code.tasks import all_tasks

        return all_tasks()

    def task(self, task_id: str) -> CodeTask:
        """One task; raises NotFound."""
        for task in self.tasks():
            if task.id == task_id:
                return task
        raise NotFound(
            f"There is no coding exercise “{task_id[:80]}”.", todo="`groundwork code list` names them all."
        )

    def try_example(self, task_id: str, code: str) -> CodeResult:
        """Run the code on the example alone; nothing is recorded. Raises as `submit` does."""
        task = self.task(task_id)
        self._accept(code)
        return _judge(task, code, [task.example])

    def submit(
        self,
        learner_id: str,
        task_id: str,
        code: str,
        *,
        attempt_id: str,
        seed: int,
        hints: int = 0,
        seconds: float | None = None,
    ) -> CodeResult:
        """Run the code on hidden cases and record what it shows; the same `attempt_id` counts once.

        Code that does not run is no attempt: it shows a slip of the keyboard, not of understanding.

        Args:
            learner_id: Whose attempt it is.
            task_id: The exercise.
            code: What was typed, at most 10,000 characters.
            attempt_id: Chosen by the caller, one for each press of the button.
            seed: Draws the hidden cases.
            hints: How many rungs were open; 3 means that the solution was, and then nothing is shown by it.
            seconds: Time taken, where known.

        Raises:
            InputError: Code is not run here, or there is none.
            InputTooLong: There is too much of it.
            NotFound: There is no such task.
        """
        import numpy as np

        task = self.task(task_id)
        self._accept(code)
        attempt = Attempt(
            id=attempt_id,
            exercise_id=f"code.{task.id}.{task.version}.{seed}",
            topic_id=task.topic_id,
            submission=code,
            submitted_at=self._clock(),
            hints=hints,
            seconds=seconds,
        )
        fresh = self._store.record_submission(learner_id, attempt)
        random = np.random.default_rng(seed)
        result = _judge(task, code, [task.example, *(task.cases(random) for _ in range(CASES))])
        if fresh:
            self._keep(learner_id, task, attempt, result)
        return result

    def _accept(self, code: str) -> None:
        if not self._allowed:
            raise InputError(
                "Code is not run here, because several people share this Groundwork.",
                safe="Nothing was run.",
                todo="Write it in an editor of your own; the solution below shows ours.",
            )
        if not code.strip():
            raise InputError("There is no code yet.", todo="Write the function's body.")
        if len(code) > MAX_CODE:
            raise InputTooLong(
                f"The code has {len(code):,} characters; {MAX_CODE:,} are the limit.",
                safe="Nothing was run.",
                todo="Keep the function alone.",
            )

    def _keep(self, learner_id: str, task: CodeTask, attempt: Attempt, result: CodeResult) -> None:
        evidence = None
        if result.ran:
            seen = attempt.hints > len(task.hints)
            evidence = Evidence(
                topic_id=task.topic_id,
                kind=EvidenceKind.READ if seen else EvidenceKind.ATTEMPTED,
                at=attempt.submitted_at,
                correct=None if seen else result.right,
                hints=attempt.hints,
                seconds=attempt.seconds,
                level=None if seen else task.level,
                shape=None if seen else SHAPE,
                source=attempt.id,
            )
        verdict = "unreadable" if not result.ran else "equivalent" if result.right else "different"
        self._store.record_grade(
            learner_id, attempt.id, verdict=verdict, message=result.message, evidence=evidence
        )


def _judge(task: CodeTask, code: str, cases: Sequence[tuple[Any, ...]]) -> CodeResult:
    expected = [_numbers(task.reference(*_copied(case))) for case in cases]
    with tempfile.TemporaryDirectory(prefix="groundwork-code-") as folder:
        file = Path(folder) / "answer.py"
        file.write_text(code, "utf-8", "surrogatepass")
        job = Job(str(file), task.function, tuple([_sent(value) for value in case] for case in cases))
        outcome = run_jobs([job], folder, seconds=SECONDS, memory_bytes=MEMORY_BYTES)[str(file)]
    passed = [
        _agrees(given, right, task.tolerance) for given, right in zip(outcome.values, expected, strict=False)
    ]
    return _told(task, cases, expected, outcome, passed)


def _told(
    task: CodeTask,
    cases: Sequence[tuple[Any, ...]],
    expected: Sequence[tuple[tuple[int, ...], tuple[float, ...]]],
    outcome: Outcome,
    passed: Sequence[bool],
) -> CodeResult:
    count = sum(passed)
    if outcome.error and not outcome.values:
        return CodeResult(
            0,
            len(cases),
            ran=False,
            message=f"Your code did not run: {outcome.error}. This costs no attempt.",
            line=outcome.line,
            printed=outcome.printed,
        )
    if outcome.error or not all(passed):
        failed = passed.index(False) if not all(passed) else len(passed)
        given = "" if failed >= len(outcome.values) else _shown(*outcome.values[failed])
        why = f" It stopped there: {outcome.error}." if outcome.error and failed == len(passed) else ""
        return CodeResult(
            count,
            len(cases),
            ran=True,
            message=f"{count} of {len(cases)} cases come out right. Look at the first that does not.{why}",
            line=outcome.line,
            shown=CaseShown(_arguments(task, cases[failed]), _shown(*expected[failed]), given),
            printed=outcome.printed,
        )
    return CodeResult(
        count,
        len(cases),
        ran=True,
        message=f"All {len(cases)} cases come out right.",
        printed=outcome.printed,
    )


def _copied(case: tuple[Any, ...]) -> list[Any]:
    return [value.copy() if hasattr(value, "copy") else value for value in case]


def _sent(value: Any) -> Any:
    """An argument as JSON: an array says what it is."""
    if hasattr(value, "tolist") and hasattr(value, "dtype"):
        kind = "int64" if value.dtype.kind in "iu" else "float64"
        return {"array": value.tolist(), "kind": kind}
    return value


def _numbers(value: Any) -> tuple[tuple[int, ...], tuple[float, ...]]:
    import numpy as np

    array = np.asarray(value, dtype=np.float64)
    return tuple(array.shape), tuple(float(number) for number in array.ravel())


def _agrees(
    given: tuple[tuple[int, ...], tuple[float, ...]],
    right: tuple[tuple[int, ...], tuple[float, ...]],
    tolerance: float,
) -> bool:
    if given[0] != right[0]:
        return False
    return all(
        math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance)
        for a, b in zip(given[1], right[1], strict=True)
    )


def _arguments(task: CodeTask, case: tuple[Any, ...]) -> str:
    import inspect

    names = inspect.signature(task.reference).parameters
    return "\n".join(f"{name} = {_shown(*_numbers(value))}" for name, value in zip(names, case, strict=True))


def _shown(shape: tuple[int, ...], numbers: tuple[float, ...]) -> str:
    """Numbers as nested lists, six digits each; long ones are cut."""
    if len(numbers) > _SHOWN_NUMBERS:
        return f"an array of shape {shape}"
    written = [f"{number:.6g}" for number in numbers]
    for size in reversed(shape):
        if size == 0:
            return f"an array of shape {shape}"
        written = [f"[{', '.join(written[i : i + size])}]" for i in range(0, len(written), size)]
    return written[0] if written else "[]"
