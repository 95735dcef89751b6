"""A small pool of worker processes with a hard limit on the time of each step. Thread-safe.

A worker is one child process and the lock that lends it to one job at a time. A step that answers too late costs the
worker its life; the job goes on with a fresh one, after the step that hung.
"""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

START_SECONDS = 60.0
PATIENCE = 3.0
"""A worker stops a step by itself after so many seconds of processor time; by the clock it gets so many times more,
because the model that writes the answer may hold every core. Then it is killed."""
JOBS_PER_WORKER = 500


class WorkerDiedError(Exception):
    """The worker gave no answer in time, or ended; it has been killed."""


class Worker:
    """One child process. Used by one thread at a time."""

    def __init__(self) -> None:
        root = Path(__file__).resolve().parents[2]
        # -P and an explicit path: the child imports this very package whatever the current folder is.
        program = f"import sys; sys.path.insert(0, {str(root)!r}); from assistant.mathcheck.workers.worker import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="mathcheck-reader", daemon=True)
        self._reader.start()
        self.jobs = 0
        self._ready = False

    def _read(self) -> None:
        stream = self._process.stdout
        if stream is not None:
            try:
                for line in stream:
                    self._answers.put(line)
            except ValueError:  # closed while reading
                pass
        self._answers.put(None)

    def send(self, job: dict[str, Any]) -> None:
        """Hand over a job; raises WorkerDiedError."""
        if not self._ready:
            self.receive(START_SECONDS)
            self._ready = True
        self.jobs += 1
        stream = self._process.stdin
        try:
            if stream is None:
                raise WorkerDiedError
            stream.write(json.dumps(job, ensure_ascii=True) + "\n")
            stream.flush()
        except (OSError, ValueError) as error:
            self.stop()
            raise WorkerDiedError from error

    def receive(self, seconds: float) -> dict[str, Any]:
        """The next answer; raises WorkerDiedError when it does not come in time."""
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            line = None
        if line is None:
            self.stop()
            raise WorkerDiedError
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError as error:  # a killed worker's last line may be cut
            self.stop()
            raise WorkerDiedError from error
        return answer

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Kill the process and wait for its end."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join(timeout=1)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # unwritten bytes for a process that is gone
                    stream.close()


class Pool:
    """Lends workers to threads; starts them on first use, at most `size`."""

    def __init__(self, size: int) -> None:
        self._size = max(1, size)
        self._idle: list[Worker] = []
        self._lent: set[Worker] = set()
        self._free = threading.Semaphore(self._size)
        self._lock = threading.Lock()
        self._closed = False

    def warm(self) -> None:
        """Start one worker ahead of its first job, so that the first question does not wait for SymPy's import."""
        with self._lock:
            if not self._closed and not self._idle and not self._lent:
                self._idle.append(Worker())

    def run(self, job: dict[str, Any], *, seconds: Callable[[], float]) -> Iterator[dict[str, Any]]:
        """Yield the answers to a job; raises WorkerDiedError. `seconds()` is the limit of the next answer."""
        with self._free:
            worker = self._take()
            finished = False
            try:
                worker.send(job)
                while True:
                    answer = worker.receive(seconds() * PATIENCE)
                    if "done" in answer:
                        finished = True
                        break
                    yield answer
            finally:
                self._give_back(worker, reusable=finished)

    def _take(self) -> Worker:
        with self._lock:
            if self._closed:
                raise WorkerDiedError
            worker = self._idle.pop() if self._idle else Worker()
            self._lent.add(worker)
        return worker

    def _give_back(self, worker: Worker, *, reusable: bool) -> None:
        with self._lock:
            self._lent.discard(worker)
            keep = reusable and worker.alive and worker.jobs < JOBS_PER_WORKER and not self._closed
            if keep:
                self._idle.append(worker)
        if not keep:
            worker.stop()

    def close(self) -> None:
        """Stop every worker; jobs under way end with WorkerDiedError."""
        with self._lock:
            self._closed = True
            workers = [*self._idle, *self._lent]
            self._idle.clear()
        for worker in workers:
            worker.stop()
