"""The child process that runs the code of the notes. Run by its path, with nothing of Groundwork imported.

On standard input one JSON object: {"files": [...], "bytes": limit of memory, "seconds": limit of processor time a file}.
For each file one JSON object a line: {"file"} when it begins, {"file", "error", "line"} when it has ended; `error` is
empty when all went well. The limits keep a mistake from hurting the machine; they are no cage for malice.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import sys
import traceback
import warnings
from typing import Any, TextIO

_FORBIDDEN = ("socket.", "subprocess.", "shutil.", "winreg.", "ftplib.", "urllib.", "smtplib.")
_FORBIDDEN_CALLS = frozenset(
    "os." + name
    for name in [
        "system",
        "exec",
        "posix_spawn",
        "spawn",
        "fork",
        "forkpty",
        "kill",
        "killpg",
        "remove",
        "rename",
        "rmdir",
        "mkdir",
        "link",
        "symlink",
        "chmod",
        "chown",
        "truncate",
        "putenv",
        "startfile",
    ]
)


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no note needs: the network, other programs, and writing to the disk."""
    if event.startswith(_FORBIDDEN) or event in _FORBIDDEN_CALLS:
        raise PermissionError(f"a note may not use {event}")
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if writes or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)):
            raise PermissionError("a note may not write to a file")


def _limit(limit_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the parent's clock is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(file: str) -> tuple[str, int]:
    """Run one file; the error and its line, or ("", 0)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            runpy.run_path(file)
    except BaseException as error:  # noqa: BLE001 - whatever a note raises, SystemExit too, is that note's error
        lines = [
            frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file
        ]
        if isinstance(error, SyntaxError) and error.filename == file:
            lines.append(error.lineno)
        return f"{type(error).__name__}: {error}".rstrip(": "), next((n for n in reversed(lines) if n), 0)
    return "", 0


def main() -> None:
    """Run the files of the request and answer for each."""
    request = json.loads(sys.stdin.read())
    answers: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8")
    quiet = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open until the process ends
    with contextlib.suppress(ImportError):
        import numpy  # noqa: F401 - once for all files, before memory is limited

    _limit(int(request["bytes"]))
    sys.stdout = sys.stderr = quiet
    sys.addaudithook(_guard)
    for file in request["files"]:
        print(json.dumps({"file": file}), file=answers, flush=True)
        error, line = _run(file)
        print(json.dumps({"file": file, "error": error, "line": line}), file=answers, flush=True)


if __name__ == "__main__":
    main()
