"""`groundwork export`, `import`, `backup` and `restore`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import typer

from assistant.cli.lines import write_json
from assistant.cli.open_study import open_study
from assistant.errors import InputError, StoreFull
from assistant.export.brought import LARGEST_RECORD_BYTES, describe_brought_in


class Form(StrEnum):
    """What an export is written as."""

    ANKI = "anki"
    MARKDOWN = "markdown"
    EVIDENCE = "evidence"
    ATTEMPTS = "attempts"
    JSON = "json"
    CALENDAR = "calendar"


_NAMES = {
    Form.ANKI: "groundwork.apkg",
    Form.MARKDOWN: "my-notes.md",
    Form.EVIDENCE: "evidence.csv",
    Form.ATTEMPTS: "attempts.csv",
    Form.JSON: "groundwork.json",
    Form.CALENDAR: "reviews.ics",
}


def export(
    form: Form = typer.Argument(
        ...,
        help="anki: cards; markdown: your own notes as a post; evidence, attempts: CSV; json: all of both; "
        "calendar: due reviews.",
    ),
    out: Path | None = typer.Option(None, "--out", help="The file to write; left out, a name that fits."),
    area: str | None = typer.Option(None, "--area", help="Markdown: only one area, such as linear-algebra."),
    conversation: str | None = typer.Option(
        None, "--conversation", help="Markdown: a conversation by its id in place of your notes."
    ),
    all_topics: bool = typer.Option(False, "--all", help="Anki: all topics, also those never touched."),
    force: bool = typer.Option(False, "--force", help="Replace a file that is there."),
) -> None:
    """Write what is yours into a file other programs read."""
    target = out or Path(_NAMES[form])
    if target.exists() and not force:
        raise InputError(
            f"{target} is there already.", safe="It was left as it is.", todo="Give another name, or --force."
        )
    with open_study() as study:
        if form is Form.ANKI:
            content: str | bytes = study.export_anki(all_topics=all_topics)
        elif form is Form.MARKDOWN:
            content = study.transcript(conversation) if conversation else study.export_posts(area)
        elif form is Form.EVIDENCE:
            content = study.export_evidence_csv()
        elif form is Form.ATTEMPTS:
            content = study.export_attempts_csv()
        elif form is Form.JSON:
            content = study.export_record()
        else:
            content = study.export_calendar()
    _write(target, content.encode("utf-8", "replace") if isinstance(content, str) else content)
    typer.echo(f"Written to {target}.")


def _write(target: Path, content: bytes) -> None:
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise StoreFull(
            f"{target} could not be written: {error.strerror}.",
            safe="Nothing was replaced.",
            todo="Choose another place with --out.",
        ) from error


def import_(
    file: Path = typer.Argument(..., help="A record written by `groundwork export json`."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what would be added, add nothing."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
    json_: bool = typer.Option(False, "--json", help="Print what was added as JSON; asks nothing."),
) -> None:
    """Bring in evidence and attempts from another home; what is here stays, and a second time adds nothing."""
    content = _read(file)
    with open_study() as study:
        found, before = study.preview_record(content), None
        if not json_:
            for line in describe_brought_in(found):
                typer.echo(line)
        if not dry_run and not found.is_empty:
            if not (yes or json_):
                typer.confirm("Add this to your record?", abort=True)
            found, before = study.bring_in_record(content)
    if json_:
        write_json(
            {
                "added": 0 if dry_run else found.evidence + found.attempts,
                "evidence": found.evidence,
                "attempts": found.attempts,
                "known_evidence": found.known_evidence,
                "known_attempts": found.known_attempts,
                "unknown_topics": dict(found.unknown_topics),
                "backup": str(before.path) if before is not None else None,
            }
        )
    elif before is not None:
        typer.echo("Added. To undo it:")
        typer.echo(f'groundwork restore "{before.path}"')


def _read(file: Path) -> bytes:
    """A record's bytes, and of a file that is too large only so many that this shows."""
    try:
        with file.open("rb") as source:
            return source.read(LARGEST_RECORD_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"{file} cannot be read: {error.strerror or error}.", safe="Nothing was changed."
        ) from error


def backup(
    file: Path | None = typer.Argument(None, help="Where to write it; left out, among the daily ones."),
    list_: bool = typer.Option(False, "--list", help="List the backups made by themselves."),
    json_: bool = typer.Option(False, "--json", help="Print as JSON."),
) -> None:
    """Write everything you have into one file, and read it back to be sure."""
    with open_study() as study:
        found = study.backups() if list_ else (study.backup(file),)
    if json_:
        write_json(
            [
                {"path": str(one.path), "made_at": one.made_at.isoformat(), "bytes": one.size_bytes}
                for one in found
            ]
        )
        return
    for one in found:
        typer.echo(f"{one.made_at:%Y-%m-%d %H:%M} UTC  {one.size_bytes / 1e6:7.1f} MB  {one.path}")
    if not found:
        typer.echo("There are no backups yet; one is made on each day the page is opened.")


def restore(
    file: Path = typer.Argument(..., help="A backup file."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
) -> None:
    """Put a backup in place of everything that is here; what was here is kept in a backup of its own first."""
    if not yes:
        typer.confirm("This replaces everything in this home by the backup. Go on?", abort=True)
    with open_study() as study:
        before = study.restore(file)
    typer.echo(f"Restored from {file}.")
    if before is not None:
        typer.echo(f"What was here before: {before.path}")
