"""`groundwork corpus check`: nothing wrong in print."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from assistant.cli.open_study import open_study

corpus = typer.Typer(help="The textbook notes that ship with Groundwork.", no_args_is_help=True)


@corpus.callback()
def _corpus() -> None:
    """The textbook notes that ship with Groundwork."""


@corpus.command()
def check(
    notes: Path | None = typer.Option(
        None,
        "--notes",
        metavar="DIR",
        help="A folder of notes, <area>/<topic-id>.md; left out, the built-in ones.",
    ),
    unchecked: bool = typer.Option(False, "--unchecked", help="List every formula that was not checked."),
) -> None:
    """Check every formula, code block, section, link and figure of the notes; exit 1 when anything is wrong."""
    from assistant.notes.report import render_report

    def on_note(done: int, total: int) -> None:
        typer.echo(f"\r{done} of {total} notes", err=True, nl=done == total)

    with open_study() as study:
        report = study.check_notes(notes, on_note=on_note if sys.stderr.isatty() else None)
    typer.echo(render_report(report, list_unchecked=unchecked), nl=False)
    if report.findings:
        raise typer.Exit(1)
