"""`groundwork ask`, `chat`, `explain` and `note`: what is said, in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli.lines import write_json
from assistant.cli.open_study import open_study
from assistant.cli.records import message_record

if TYPE_CHECKING:
    from assistant.study import Study
    from assistant.tutor.own_notes import OwnNote
    from assistant.tutor.types import Message, TurnEvent


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
        typer.echo(annotate(message.text, message.claims, own=message.own))
        if message.problem:
            typer.echo(f"\n{message.problem}", err=True)
        _print_citations(message)
    if message.state is MessageState.FAILED:
        raise typer.Exit(1)


def chat(
    conversation: str | None = typer.Option(None, help="Go on in the conversation of this id."),
) -> None:
    """Talk in the terminal: answers stream in, formulas are shown in Unicode. /help lists what else you can type."""
    from assistant.errors import GroundworkError
    from assistant.tutor.ways import WAYS

    commands = {f"/{known.way}": known.label for known in WAYS}
    with open_study() as study:
        typer.echo(
            "Ask anything about the mathematics of machine learning. /help for more, an empty line to leave."
        )
        for line in _lines():
            way = line.removeprefix("/").replace(" ", ":") if line.startswith("/") else ""
            try:
                if line == "/help":
                    typer.echo("\n".join(f"{name:14} {label}" for name, label in commands.items()))
                    typer.echo("/language es   In one language: es, fr, de, pt, zh, hi")
                elif way and conversation is None:
                    typer.echo("Ask something first; then it can be asked about in other ways.")
                elif way and conversation is not None:
                    _show_turn(study.follow_up(conversation, way))
                else:
                    conversation = conversation or study.start_conversation(line).id
                    _show_turn(study.ask(line, conversation))
            except GroundworkError as error:
                typer.echo(str(error), err=True)


def explain(
    topic: str = typer.Argument(..., help="The id of the topic, such as gradient."),
    file: Path | None = typer.Option(
        None, help="Read the explanation from this file instead of the terminal."
    ),
    json_: bool = typer.Option(False, "--json", help="Print what was found as JSON."),
) -> None:
    """Explain a topic back in your own words: formulas are checked, and what is missing is named with a passage."""
    with open_study() as study:
        title = study.topic(topic).title
        if file is None and sys.stdin.isatty():
            typer.echo(f"Explain “{title}” as you would tell a friend. End with Ctrl-D.\n", err=True)
        text = file.read_text("utf-8") if file is not None else sys.stdin.read()
        note = study.explain_back(topic, text)
        if json_:
            write_json(_note_record(note))
        else:
            _print_note(note, study)


def note(
    note_id: str | None = typer.Argument(None, help="The id of one note; without it, all are listed."),
    search: str | None = typer.Option(None, help="Only notes with all of these words."),
    topic: str | None = typer.Option(None, help="Only notes on the topic of this id."),
    post: bool = typer.Option(False, "--post", help="Print the note as a post in Markdown."),
    delete: bool = typer.Option(False, "--delete", help="Delete the note for good."),
    json_: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """List, search, show, delete your own notes, or print one as a post; `groundwork explain` makes them."""
    with open_study() as study:
        if note_id is None:
            notes = study.search_own_notes(search) if search else study.own_notes(topic)
            for one in notes:
                if topic is None or one.topic_id == topic:
                    line = " ".join(one.text.split())[:70]
                    if json_:
                        write_json(_note_record(one))
                    else:
                        typer.echo(f"{one.id}  {one.created_at:%Y-%m-%d}  {one.topic_id}: {line}")
            if not notes and not json_:
                typer.echo("No notes of your own here. `groundwork explain TOPIC` makes one.", err=True)
        elif delete:
            study.delete_own_note(note_id)
            typer.echo("Deleted.", err=True)
        elif post:
            typer.echo(study.own_note_post(note_id), nl=False)
        elif json_:
            write_json(_note_record(study.own_note(note_id)))
        else:
            _print_note(study.own_note(note_id), study)


def _lines() -> Iterator[str]:
    """What is typed, line by line, until an empty one or the end."""
    while True:
        if sys.stdin.isatty():
            typer.echo("\n> ", nl=False)
        line = sys.stdin.readline().strip()
        if not line:
            return
        yield line


def _show_turn(events: Iterator[TurnEvent]) -> None:
    """Print a turn while it happens: whole blocks as they close, with verdicts; Ctrl-C stops the answer and keeps it."""
    from assistant.tutor.render import annotate, summarise_verdicts
    from assistant.tutor.types import Finished, Retrieved, Solved, Written
    from assistant.tutor.unicode_math import terminal_text

    printed = 0
    with closing(events) as turn:  # type: ignore[type-var]
        try:
            for event in turn:
                if isinstance(event, Retrieved) and not event.answerable:
                    typer.echo("Your notes do not cover this.\n", err=True)
                elif isinstance(event, Solved):
                    for fact in event.facts:
                        typer.echo(terminal_text(f"Computed: {fact.statement}\n"))
                elif isinstance(event, Written):
                    end = event.text.rfind("\n\n", printed)
                    if end > printed and not _open_fence(event.text[:end]):
                        typer.echo(terminal_text(event.text[printed:end]) + "\n")
                        printed = end + 2
                elif isinstance(event, Finished):
                    message = event.message
                    # Repair and citing may have changed what was printed: what is final is shown again, marked.
                    if printed:
                        typer.echo("—" * 40)
                    typer.echo(terminal_text(annotate(message.text, message.claims, own=message.own)))
                    if message.problem:
                        typer.echo(f"\n{message.problem}", err=True)
                    if summary := summarise_verdicts(message.claims):
                        typer.echo(f"\n{summary}")
                    _print_citations(message)
        except KeyboardInterrupt:
            typer.echo("\nStopped. What was written is kept.", err=True)


def _open_fence(text: str) -> bool:
    return text.count("```") % 2 == 1


def _print_citations(message: Message) -> None:
    if message.citations:
        typer.echo("" if message.grounded else "\nThe answer cites nothing. Read about it in")
    for citation in message.citations:
        page = f", page {citation.page}" if citation.page else ""
        typer.echo(f"[{citation.number}] {citation.document} › {' › '.join(citation.section)}{page}")


def _print_note(note: OwnNote, study: Study) -> None:
    from assistant.tutor.explaining import describe_view
    from assistant.tutor.render import annotate, describe_citation, summarise_verdicts
    from assistant.tutor.unicode_math import terminal_text

    typer.echo(f"{study.topic(note.topic_id).title}, in your own words ({note.created_at:%Y-%m-%d})\n")
    typer.echo(terminal_text(annotate(note.text, note.claims)))
    if summary := summarise_verdicts(note.claims):
        typer.echo(f"\n{summary}")
    for view in note.objectives:
        typer.echo(f"\n{'○' if view.is_missing else '✓'} {view.objective}\n  {describe_view(view)}")
        if view.passage is not None:
            typer.echo(f"  read {describe_citation(view.passage)}")
    typer.echo(f"\nKept as {note.id}.", err=True)


def _note_record(note: OwnNote) -> dict[str, object]:
    from assistant.cli.records import claim_record

    return {
        "id": note.id,
        "topic": note.topic_id,
        "created_at": note.created_at.isoformat(),
        "text": note.text,
        "verdicts": [claim_record(claim) for claim in note.claims],
        "objectives": [
            {
                "objective": view.objective,
                "mentioned": view.mentioned,
                "opinion": view.opinion or None,
                "why": view.why,
                "passage_id": view.passage.passage_id if view.passage else None,
            }
            for view in note.objectives
        ],
        "model": note.model or None,
    }
