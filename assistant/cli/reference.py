"""Writes the reference of all commands, `docs/cli.md`, out of what each says with `--help`: `make docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import typer
from typer.testing import CliRunner

_HEAD = """# The commands

Made by `make docs` from what each command says with `--help`; a test fails when it is stale.

Exit codes: 0 done, 1 an error that was explained on standard error, 2 wrong usage, 130 stopped by Ctrl-C. Commands with
`--json` or `--jsonl` print nothing else on standard output. `GROUNDWORK_HOME` moves all state, `GROUNDWORK_CACHE` the
downloads.
"""
_WIDTH = "100"


def render_reference(app: typer.Typer) -> str:
    """The whole reference as Markdown, in the order of `groundwork --help`."""
    runner = CliRunner()
    parts = [_HEAD]
    for path in _paths(typer.main.get_command(app), ()):
        said = runner.invoke(
            app,
            [*path, "--help"],
            prog_name="groundwork",
            env={"COLUMNS": _WIDTH, "TERMINAL_WIDTH": _WIDTH, "NO_COLOR": "1"},
        )
        lines = "\n".join(line.rstrip() for line in said.output.strip().splitlines())
        parts.append(f"## groundwork {' '.join(path)}\n\n```\n{lines}\n```\n")
    return "\n".join(parts)


def _paths(group: Any, prefix: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _paths(command, (*prefix, name))
        else:
            yield (*prefix, name)


if __name__ == "__main__":
    from assistant.cli.app import app

    sys.stdout.write(render_reference(app))
