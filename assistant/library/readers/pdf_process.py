"""Runs the child process that opens PDFs, with a time limit on every step."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from assistant.library.limits import STEP_SECONDS

_MODULE = "assistant.library.readers.pdf_child"
_ROOT = Path(__file__).resolve().parents[3]
_PASSED_ON = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "HOME", "TMPDIR", "TEMP", "TMP")
_ANSWER_BYTES = 64 * 1024 * 1024
_END_SECONDS = 2.0

Answer = dict[str, Any]


class StepTooLongError(Exception):
    """A step took longer than its limit; the child has been killed."""


class ChildDiedError(Exception):
    """The child ended without an answer, for lack of memory or because a parser crashed."""


class PdfChild:
    """One child process and its answers; a context manager that leaves no process behind."""

    def __init__(self, request: Answer, *, step_seconds: float = STEP_SECONDS) -> None:
        self._step_seconds = step_seconds
        self._answers: queue.Queue[bytes] = queue.Queue(maxsize=8)
        # A hostile file may take over the child: it gets no keys, and nothing else it does not need.
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join([str(_ROOT), *filter(None, sys.path)])
        self._process = subprocess.Popen(
            # -P: a file named like a library in the present folder must not be taken for it.
            [sys.executable, "-P", "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self.send(request)
        self._reader = threading.Thread(target=self._pass_on, daemon=True)
        self._reader.start()

    def __enter__(self) -> PdfChild:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait(_END_SECONDS)
        while self._reader.is_alive():
            # The reader may be waiting for room in the queue.
            while not self._answers.empty():
                self._answers.get_nowait()
            self._reader.join(0.01)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue

    def send(self, request: Answer) -> None:
        """Ask for more; should the child be gone, the next `answer` says so."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()

    def stop(self) -> None:
        """Kill the child; whoever waits for an answer of it hears that it died."""
        self._process.kill()

    def answer(self) -> Answer:
        """The next answer.

        Raises:
            StepTooLongError: None came within the step's limit.
            ChildDiedError: None will come any more.
        """
        try:
            line = self._answers.get(timeout=self._step_seconds)
        except queue.Empty as error:
            self._process.kill()
            raise StepTooLongError from error
        try:
            answer = json.loads(line) if line else None
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise ChildDiedError
        return answer

    def _pass_on(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while True:
            line = stream.readline(_ANSWER_BYTES)
            self._answers.put(line)
            if not line:
                return
