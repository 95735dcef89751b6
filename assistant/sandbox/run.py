"""Starts the child process and takes its answers, each within its time."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_START_SECONDS = 60.0
_CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class Job:
    """A file to run; with `function` it is then called once for each case, a list of JSON arguments."""

    file: str
    function: str = ""
    cases: tuple[list[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job went: the error ("" when there was none) with its line, what was given back, what was printed.

    `values` holds for each case the shape and the numbers, in order; after an error it is shorter than the cases.
    """

    error: str = ""
    line: int = 0
    values: tuple[tuple[tuple[int, ...], tuple[float, ...]], ...] = ()
    printed: str = ""


def run_jobs(jobs: Sequence[Job], folder: str, *, seconds: float, memory_bytes: int) -> Mapping[str, Outcome]:
    """Run files in `folder`, one after the other; one that kills or hangs the child costs only itself.

    Args:
        jobs: What to run; the files' names tell them apart.
        folder: The child's working folder.
        seconds: How long one job may take by the clock.
        memory_bytes: How much memory the child may use.

    Returns:
        The outcome of each job by file.
    """
    results: dict[str, Outcome] = {}
    while len(results) < len(jobs):
        waiting = [job for job in jobs if job.file not in results]
        results.update(_run_child(waiting, folder, seconds, memory_bytes))
        if waiting[0].file not in results:
            results[waiting[0].file] = Outcome("the process that runs the code could not be started")
    return results


def _run_child(jobs: Sequence[Job], folder: str, seconds: float, memory_bytes: int) -> dict[str, Outcome]:
    """Run jobs until one hangs or ends the child; that one has its error, those after it are left out."""
    results: dict[str, Outcome] = {}
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    child = subprocess.Popen(
        [sys.executable, "-I", "-B", "-X", "utf8", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**kept, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
    )
    answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        if child.stdout is not None:
            for line in child.stdout:
                answers.put(line)
        answers.put(None)

    reader = threading.Thread(target=read, name="sandbox-reader", daemon=True)
    reader.start()
    try:
        if child.stdin is not None:
            child.stdin.write(json.dumps({"jobs": [_record(job) for job in jobs], "bytes": memory_bytes}))
            child.stdin.close()
        current: str | None = None
        while len(results) < len(jobs):
            try:
                line = answers.get(timeout=seconds if current else _START_SECONDS)
            except queue.Empty:
                if current:
                    results[current] = Outcome(f"takes longer than {seconds:g} seconds")
                break
            if line is None:
                if current:
                    results[current] = Outcome("ended the process that ran it")
                break
            answer = json.loads(line)
            if "error" in answer:
                results[current or answer["file"]] = _outcome(answer)
                current = None
            else:
                current = str(answer["file"])
    finally:
        child.kill()
        child.wait()
        reader.join(timeout=5)
        if child.stdout is not None:
            child.stdout.close()
    return results


def _record(job: Job) -> dict[str, Any]:
    if not job.function:
        return {"file": job.file}
    return {"file": job.file, "function": job.function, "cases": list(job.cases)}


def _outcome(answer: dict[str, Any]) -> Outcome:
    return Outcome(
        error=str(answer["error"]),
        line=int(answer["line"]),
        values=tuple((tuple(value["shape"]), tuple(value["numbers"])) for value in answer["values"]),
        printed=str(answer["printed"]),
    )
