"""Runs the From-scratch blocks of the notes, all in one child process with limits."""

from __future__ import annotations

import ast
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.notes.note import Note
from assistant.notes.types import Finding

SECONDS = 20.0
"""How long one block may take by the clock."""
_START_SECONDS = 60.0
_MEMORY_BYTES = 3 << 30
_RUNNER = Path(__file__).with_name("runner.py")


def check_code(notes: Sequence[Note], *, seconds: float = SECONDS) -> Iterator[Finding]:
    """Yield the notes whose From-scratch block is missing, has no assertion, or does not run."""
    blocks: dict[str, tuple[Note, int]] = {}
    with tempfile.TemporaryDirectory(prefix="groundwork-notes-") as folder:
        for number, note in enumerate(notes):
            section = note.section("From scratch")
            code = [fence for fence in note.fences if fence.info == "python"]
            if section is None or len(code) != 1 or not section.start <= code[0].start < section.end:
                yield Finding(
                    note.place,
                    note.line(section.start if section else note.body_start),
                    f"From scratch: holds one python block, the only one of the note (there are {len(code)})",
                )
                continue
            first_line = note.line(code[0].start)
            if not _asserts(code[0].text):
                yield Finding(note.place, first_line, "From scratch: asserts nothing")
            file = Path(folder) / f"note_{number}.py"
            file.write_text(code[0].text, "utf-8")
            blocks[str(file)] = (note, first_line)
        for path, (error, line) in _run(list(blocks), folder, seconds).items():
            if error:
                note, first_line = blocks[path]
                yield Finding(
                    note.place, first_line + max(0, line - 1), f"From scratch: does not run: {error}"
                )


def _asserts(code: str) -> bool:
    try:
        return any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(code)))
    except (SyntaxError, ValueError, RecursionError):
        return True  # what is wrong with it shows when it is run


def _run(files: Sequence[str], folder: str, seconds: float) -> Mapping[str, tuple[str, int]]:
    """The error and its line for each file. A file that kills or hangs the child costs only itself."""
    results: dict[str, tuple[str, int]] = {}
    while len(results) < len(files):
        waiting = [file for file in files if file not in results]
        results.update(_run_child(waiting, folder, seconds))
        if waiting[0] not in results:
            results[waiting[0]] = ("the process that runs the notes could not be started", 0)
    return results


def _run_child(files: Sequence[str], folder: str, seconds: float) -> dict[str, tuple[str, int]]:
    """Run files until one hangs or ends the child; that one has its error, those after it are left out."""
    results: dict[str, tuple[str, int]] = {}
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    child = subprocess.Popen(
        [sys.executable, "-I", "-B", "-X", "utf8", str(_RUNNER)],
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

    reader = threading.Thread(target=read, name="notes-reader", daemon=True)
    reader.start()
    try:
        if child.stdin is not None:
            child.stdin.write(json.dumps({"files": list(files), "bytes": _MEMORY_BYTES}))
            child.stdin.close()
        current: str | None = None
        while len(results) < len(files):
            try:
                line = answers.get(timeout=seconds if current else _START_SECONDS)
            except queue.Empty:
                if current:
                    results[current] = (f"takes longer than {seconds:g} seconds", 0)
                break
            if line is None:
                if current:
                    results[current] = ("ended the process that ran it", 0)
                break
            answer = json.loads(line)
            if "error" in answer:
                results[current or answer["file"]] = (str(answer["error"]), int(answer["line"]))
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
