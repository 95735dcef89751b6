"""JSON lines in and out: one object a line, answers in the order of the questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from assistant.errors import InputError

MAX_LINE_CHARACTERS = 1_000_000
"""A line longer than this is no question but a mistake."""


def read_lines(*required: str) -> Iterator[dict[str, Any]]:
    """Yield each JSON object of standard input; blank lines are passed over.

    Raises:
        InputError: A line is not a JSON object, or lacks one of the required text fields.
    """
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        if len(line) > MAX_LINE_CHARACTERS:
            raise InputError(
                f"Line {number} of the input is longer than {MAX_LINE_CHARACTERS:,} characters.",
                safe="All lines before it were answered.",
                todo="Split it.",
            )
        yield _parse_line(line, number, required)


def _parse_line(line: str, number: int, required: tuple[str, ...]) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise InputError(
            f"Line {number} of the input is not a JSON object.",
            safe="All lines before it were answered.",
            todo="Give one object a line, for example {"
            + ", ".join(f'"{name}": …' for name in ("id", *required))
            + "}.",
        )
    for name in required:
        if not isinstance(record.get(name), str):
            raise InputError(
                f"Line {number} of the input has no text under “{name}”.",
                safe="All lines before it were answered.",
            )
    return record


def write_line(record: dict[str, Any]) -> None:
    """Print one JSON object on its own line, at once."""
    # A lone surrogate in the input can be carried back only as an escape, which is what ensure_ascii gives.
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def write_json(record: Any) -> None:
    """Print a JSON document a person can read."""
    sys.stdout.write(json.dumps(record, indent=2) + "\n")
