"""The worker process: reads jobs as JSON lines on its standard input, answers in JSON lines on its standard output.

Started as `python -m assistant.mathcheck.workers.worker`, by `pool.py` only. It limits its own memory, interrupts itself when
a claim takes too long, and answers claim by claim, so that a hang costs the claim it happened in and nothing else.
Plain processes are used rather than multiprocessing: under Streamlit `__main__` is the page's script, and a spawned
or forked-server child would run the page a second time.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TextIO

MEMORY_BYTES = 1 << 30


class _TookTooLong(BaseException):
    """Raised by the alarm; not an Exception, so that no handler inside SymPy swallows it."""


def limit_memory(size: int = MEMORY_BYTES) -> None:
    """Let this process have at most so many bytes, where the system can say so."""
    try:
        import resource
    except ImportError:  # not on Windows; the pool's time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(signum: int, frame: FrameType | None) -> None:
        raise _TookTooLong

    # Processor time, not time of day: on a machine that is busy writing the answer, claims must not fail for it.
    # It rings again every tenth of a second, in case the first ring fell into a place that swallows everything.
    previous = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def main() -> None:
    """Serve jobs until the input ends."""
    limit_memory()
    answers = sys.stdout
    sys.stdout = sys.stderr  # nothing that is printed by accident may look like an answer
    from assistant.mathcheck.workers import jobs

    _answer(answers, {"ready": True})
    for line in sys.stdin:
        job = json.loads(line)
        for answer in _run(job, jobs):
            _answer(answers, answer)


def _answer(answers: TextIO, answer: dict[str, Any]) -> None:
    # ASCII only: whatever was in a text, a lone surrogate included, passes a pipe.
    answers.write(json.dumps(answer, ensure_ascii=True) + "\n")
    answers.flush()


def _run(job: dict[str, Any], jobs: Any) -> Iterator[dict[str, Any]]:
    steps = jobs.steps(job)
    while True:
        try:
            with _alarm(steps.limit()):
                answer = steps.advance()
        except (_TookTooLong, MemoryError):
            answer = steps.give_up("time")
        except Exception:  # noqa: BLE001  whatever SymPy raises at an odd formula costs that formula only
            answer = steps.give_up("error")
        if answer is None:
            break
        yield answer
    yield {"done": True}


if __name__ == "__main__":
    main()
