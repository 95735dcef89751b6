"""The child process that runs code. Started by its path, with nothing of Groundwork imported.

On standard input one JSON object: {"jobs": [{"file", "function", "cases"}], "bytes": limit of memory}. A job without
`function` runs its file; one with it then calls that function once for each case, a list of arguments.
For each job one JSON object a line: {"file"} when it begins, {"file", "error", "line", "values", "printed"} when it
ended; `error` is empty when all went well. Arrays travel as {"array": nested lists}; what a function gives back comes as
{"shape", "numbers"}.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import runpy
import sys
import traceback
import warnings
from typing import Any, TextIO

_FORBIDDEN = ("socket.", "subprocess.", "shutil.", "winreg.", "ftplib.", "urllib.", "smtplib.", "ctypes.")
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
_MOST_NUMBERS = 10_000
_MOST_PRINTED = 2_000


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no exercise needs: the network, other programs, and writing to the disk."""
    if event.startswith(_FORBIDDEN) or event in _FORBIDDEN_CALLS:
        raise PermissionError(f"{event} may not be used here")
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if writes or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)):
            raise PermissionError("no file may be written here")


def _limit(limit_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the parent's clock is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


class _Printed(io.TextIOBase):
    """Keeps the first characters of what is printed."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text[: max(0, _MOST_PRINTED - len(self.text))]
        return len(text)


def _argument(value: Any) -> Any:
    """A case's argument: an array where it was one."""
    if isinstance(value, dict):
        import numpy

        return numpy.array(value["array"], dtype=value.get("kind", "float64"))
    return value


def _result(value: Any) -> dict[str, Any]:
    """What a function gave back, as numbers with a shape."""
    import numpy

    array = numpy.asarray(value)
    if array.dtype == object or not (
        numpy.issubdtype(array.dtype, numpy.number) or array.dtype == numpy.bool_
    ):
        raise TypeError(
            f"the function gave back {type(value).__name__}; a number or an array of numbers is wanted"
        )
    if numpy.iscomplexobj(array):
        raise TypeError("the function gave back complex numbers")
    if array.size > _MOST_NUMBERS:
        raise ValueError(f"the function gave back {array.size} numbers")
    return {"shape": list(array.shape), "numbers": [float(number) for number in array.ravel()]}


def _run(job: dict[str, Any]) -> dict[str, Any]:
    """Run one job."""
    file = job["file"]
    printed = _Printed()
    values: list[dict[str, Any]] = []
    error, line = "", 0
    sys.stdout = sys.stderr = printed
    try:
        with warnings.catch_warnings():
            if "function" not in job:
                warnings.simplefilter("error")
            else:
                warnings.simplefilter("ignore")
            names = runpy.run_path(file)
            if "function" in job:
                function = names.get(job["function"])
                if not callable(function):
                    raise NameError(f"there is no function {job['function']}")
                for case in job["cases"]:
                    values.append(_result(function(*(_argument(value) for value in case))))
    except BaseException as problem:  # noqa: BLE001 - whatever the code raises, SystemExit too, is its error
        lines = [
            frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if frame.filename == file
        ]
        if isinstance(problem, SyntaxError) and problem.filename == file:
            lines.append(problem.lineno)
        error = f"{type(problem).__name__}: {problem}".rstrip(": ")[:500]
        line = next((number for number in reversed(lines) if number), 0)
    return {"file": file, "error": error, "line": line, "values": values, "printed": printed.text}


def main() -> None:
    """Run the jobs of the request and answer for each."""
    request = json.loads(sys.stdin.read())
    answers: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8")
    quiet = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open until the process ends
    with contextlib.suppress(ImportError):
        import numpy  # noqa: F401 - once for all jobs, before memory is limited

    _limit(int(request["bytes"]))
    sys.addaudithook(_guard)
    for job in request["jobs"]:
        print(json.dumps({"file": job["file"]}), file=answers, flush=True)
        done = _run(job)
        sys.stdout = sys.stderr = quiet
        print(json.dumps(done), file=answers, flush=True)


if __name__ == "__main__":
    main()
