"""Runs the From-scratch blocks of the notes, all in one child process with limits."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.notes.note import Note
from assistant.notes.types import Finding
from assistant.sandbox.run import Job, run_jobs

SECONDS = 20.0
"""How long one block may take by the clock."""
_MEMORY_BYTES = 3 << 30


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
        done = run_jobs([Job(file) for file in blocks], folder, seconds=seconds, memory_bytes=_MEMORY_BYTES)
        for path, outcome in done.items():
            if outcome.error:
                note, first_line = blocks[path]
                yield Finding(
                    note.place,
                    first_line + max(0, outcome.line - 1),
                    f"From scratch: does not run: {outcome.error}",
                )


def _asserts(code: str) -> bool:
    try:
        return any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(code)))
    except (SyntaxError, ValueError, RecursionError):
        return True  # what is wrong with it shows when it is run
