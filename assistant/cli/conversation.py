"""`groundwork ask`."""

from __future__ import annotations

import typer

from assistant.cli.lines import write_json
from assistant.cli.open_study import open_study
from assistant.cli.records import message_record


def ask(
    question: str = typer.Argument(..., help="What you want to understand."),
    json_: bool = typer.Option(
        False, "--json", help="Print answer, citations, facts, verdicts, model and timings as JSON."
    ),
    conversation: str | None = typer.Option(None, help="Go on in the conversation of this id."),
) -> None:
    """Ask a question: the answer is grounded in your library, computed by algebra, and checked."""
    from assistant.tutor.render import annotate
    from assistant.tutor.types import Finished, MessageState, Retrieved, Solved, Waiting

    message = None
    with open_study() as study:
        for event in study.ask(question, conversation):
            if isinstance(event, Finished):
                message = event.message
            elif json_:
                continue
            elif isinstance(event, Retrieved) and not event.answerable:
                typer.echo(
                    "Your library does not cover this; what follows is not grounded in it.\n", err=True
                )
            elif isinstance(event, Solved):
                for fact in event.facts:
                    typer.echo(f"Computed: {fact.statement}\n")
            elif isinstance(event, Waiting):
                typer.echo(event.text, err=True)
    assert message is not None, "a turn ends with Finished or an error"
    if json_:
        write_json(message_record(message))
    else:
        typer.echo(annotate(message.text, message.claims))
        if message.problem:
            typer.echo(f"\n{message.problem}", err=True)
        if message.citations:
            typer.echo("" if message.grounded else "\nThe answer cites nothing. Read about it in")
        for citation in message.citations:
            page = f", page {citation.page}" if citation.page else ""
            typer.echo(f"[{citation.number}] {citation.document} › {' › '.join(citation.section)}{page}")
    if message.state is MessageState.FAILED:
        raise typer.Exit(1)
