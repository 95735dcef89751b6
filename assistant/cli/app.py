"""Puts the commands together and turns errors into messages and exit codes."""

from __future__ import annotations

import os
import sys

import typer

from assistant import __version__
from assistant.cli import (
    code,
    conversation,
    corpus,
    keeping,
    library,
    mathematics,
    model,
    practice,
    progress,
    setup,
    syllabus,
)
from assistant.errors import GroundworkError

app = typer.Typer(
    name="groundwork",
    help="A study assistant for the mathematics of machine learning.",
    no_args_is_help=True,
    # Rich markup would cost 0.2 s on every --help.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command()(setup.serve)
app.command()(setup.prepare)
app.command()(setup.doctor)
app.command()(conversation.ask)
app.command()(conversation.chat)
app.command()(conversation.explain)
app.command()(conversation.note)
app.command()(practice.practice)
app.command()(practice.quiz)
app.add_typer(practice.exercise, name="exercise")
app.add_typer(code.code, name="code")
app.command()(progress.coverage)
app.command()(progress.report)
app.command()(progress.plan)
app.command()(progress.diagnose)
app.command()(progress.choose)
app.command()(syllabus.syllabus)
app.command()(library.ingest)
app.command()(library.search)
app.command()(library.documents)
app.command()(library.forget)
app.add_typer(library.index, name="index")
app.command()(mathematics.check)
app.command()(mathematics.solve)
app.command()(mathematics.grade)
app.command()(keeping.export)
app.command("import")(keeping.import_)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.add_typer(model.model, name="model")
app.add_typer(corpus.corpus, name="corpus")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"groundwork {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """A study assistant for the mathematics of machine learning."""


def main() -> None:
    """Run the command line.

    Exit codes: 0 done, 1 an error that was explained on standard error, 2 wrong usage, 130 stopped by Ctrl-C.
    """
    try:
        app()
    except GroundworkError as error:
        for sentence in (error.what, error.safe, error.todo):
            if sentence:
                typer.echo(sentence, err=True)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        raise SystemExit(130) from None
    except BrokenPipeError:
        # The reader (`| head`) has gone; anything still buffered would raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
