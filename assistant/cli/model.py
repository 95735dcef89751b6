"""`groundwork model`: which model answers."""

from __future__ import annotations

import typer

from assistant.cli.lines import write_json
from assistant.cli.open_study import open_study

model = typer.Typer(help="Which model answers.", no_args_is_help=True, rich_markup_mode=None)


@model.command("list")
def list_models(json_: bool = typer.Option(False, "--json", help="Print as JSON.")) -> None:
    """Show which model answers and why, and whether the embedded one is there."""
    from assistant.downloads.model_file import find_model

    with open_study() as study:
        choice = study.model_choice()
        there = find_model(study.settings.downloads_path, study.settings.model_path) is not None
    if json_:
        write_json(
            {
                "answers": choice.name,
                "kind": choice.kind.value,
                "reason": choice.reason,
                "base_url": choice.base_url,
                "embedded_is_there": there,
            }
        )
        return
    typer.echo(f"Answers: {choice.name}. {choice.reason}")
    if choice.todo:
        typer.echo(choice.todo)
    typer.echo(
        "The embedded model is there."
        if there
        else "The embedded model is not there; `groundwork model pull` fetches it."
    )


@model.command()
def pull() -> None:
    """Fetch the embedded model (1.1 GB) unless it is there."""
    from assistant.cli.setup import prepare

    prepare()


@model.command()
def use(
    name: str = typer.Argument(
        ..., help="auto, none, embedded, or the name of a model at the endpoint or at OpenAI."
    ),
    base_url: str = typer.Option(
        "", "--base-url", help="An OpenAI-compatible endpoint. Its key is read from GROUNDWORK_API_KEY."
    ),
) -> None:
    """Let another model answer from now on."""
    with open_study() as study:
        choice = study.choose_model(name, base_url)
        probe = study.probe_model()
    typer.echo(f"Answers: {choice.name}. {choice.reason}")
    typer.echo(probe.message if probe.ok else f"{probe.message} {probe.todo}")
