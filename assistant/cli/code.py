"""`groundwork code`: write a formula from scratch in NumPy."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli.lines import write_json
from assistant.cli.open_study import open_study
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.practice.code.types import CodeResult

code = typer.Typer(help="Write formulas from scratch in NumPy.", no_args_is_help=True, rich_markup_mode=None)
_LARGEST_FILE = 100_000


@code.command("list")
def list_tasks(
    topic: str | None = typer.Option(None, "--topic", help="Only those of one topic."),
) -> None:
    """List the coding exercises."""
    with open_study() as study:
        if topic is not None:
            study.topic(topic)
        for task in study.code_tasks(topic):
            typer.echo(f"{task.id:26}  {task.title}")


@code.command()
def show(
    task_id: str = typer.Argument(..., metavar="ID"),
    solution: bool = typer.Option(False, "--solution", help="Show our own code."),
) -> None:
    """Show a coding exercise: what to write and how it begins."""
    with open_study() as study:
        task = study.code_task(task_id)
    typer.echo(f"{task.title}\n\n{task.prompt}\n\n{task.solution if solution else task.starter.rstrip()}")


@code.command()
def run(
    task_id: str = typer.Argument(..., metavar="ID"),
    file: Path = typer.Argument(..., help="The file with your function."),
    example: bool = typer.Option(False, "--example", help="Only the example; nothing is recorded."),
    json_: bool = typer.Option(False, "--json", help="Print the result as JSON."),
) -> None:
    """Run your function on hidden cases; exit code 1 when one of them does not come out right."""
    from assistant.study import new_id

    text = _read(file)
    with open_study() as study:
        result = (
            study.try_code(task_id, text)
            if example
            else study.submit_code(task_id, text, attempt_id=new_id(), seed=secrets.randbelow(2**31))
        )
    if json_:
        write_json(
            {
                "right": result.right,
                "passed": result.passed,
                "cases": result.cases,
                "ran": result.ran,
                "message": result.message,
                "line": result.line or None,
            }
        )
    else:
        _tell(result)
    if not result.right:
        raise typer.Exit(1)


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise InputError(f"{file} is too large to be one function.", safe="Nothing was run.")
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{file} cannot be read.", safe="Nothing was run.", todo="Give a Python file in UTF-8."
        ) from error


def _tell(result: CodeResult) -> None:
    typer.echo(result.message)
    if result.line:
        typer.echo(f"Look at line {result.line}.")
    if result.shown is not None:
        typer.echo(f"\n{result.shown.arguments}\n  right is  {result.shown.expected}")
        if result.shown.given:
            typer.echo(f"  yours is  {result.shown.given}")
    if result.printed:
        typer.echo(f"\nYour code printed:\n{result.printed}")
