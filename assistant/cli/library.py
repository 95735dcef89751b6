"""`groundwork ingest`, `search`, `documents`, `forget` and `index`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from assistant.cli.lines import read_lines, write_json, write_line
from assistant.cli.open_study import open_study
from assistant.cli.records import document_record, ingest_record, search_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.library.types import IngestProgress, TopicShare

index = typer.Typer(help="Check or rebuild the search index.", no_args_is_help=True, rich_markup_mode=None)


def progress_printer() -> Callable[[IngestProgress], None]:
    """A progress line on standard error that rewrites itself; silent when that is not a terminal."""
    width = 0

    def show(progress: IngestProgress) -> None:
        nonlocal width
        if not sys.stderr.isatty():
            return
        line = f"{progress.stage} {progress.done}/{progress.total}  {progress.path}"[:110]
        sys.stderr.write("\r" + line.ljust(width) + ("\n" if progress.done >= progress.total else ""))
        sys.stderr.flush()
        width = 0 if progress.done >= progress.total else len(line)

    return show


def ingest(
    paths: list[Path] = typer.Argument(
        ..., help="Files or folders: PDF, Markdown, HTML, Jupyter notebooks, LaTeX, plain text."
    ),
    password: str | None = typer.Option(
        None, help="Password of an encrypted PDF; asked for when it is needed and this is left out."
    ),
    json_: bool = typer.Option(False, "--json", help="Print the results as JSON."),
) -> None:
    """Read documents into the library, so that answers can cite them."""
    with open_study() as study:
        results = study.ingest(paths, on_progress=progress_printer(), password=password)
        locked = [result for result in results if result.needs_password]
        if locked and password is None and not json_ and sys.stdin.isatty():
            given = typer.prompt(f"Password of {locked[0].path}", hide_input=True, err=True)
            again = study.ingest(
                [Path(result.path) for result in locked], on_progress=progress_printer(), password=given
            )
            opened = {result.path: result for result in again}
            results = tuple(opened.get(result.path, result) for result in results)
    if json_:
        write_json([ingest_record(result) for result in results])
    else:
        if not results:
            typer.echo("There was nothing to read under what was given.", err=True)
        for result in results:
            if result.document is None:
                typer.echo(f"{result.path}: {result.error}", err=True)
                continue
            document = result.document
            pages = f"{document.pages} pages, " if document.pages else ""
            typer.echo(f"{result.outcome:9}  {document.title}: {pages}{document.passages} passages")
            for problem in document.problems:
                if problem != result.error:
                    typer.echo(f"           {problem}")
            if result.error:
                typer.echo(f"           {result.error}", err=True)
    if not results or any(result.outcome == "failed" for result in results):
        raise typer.Exit(1)


def search(
    query: str | None = typer.Argument(None, help="What to look for."),
    limit: int = typer.Option(5, min=1, max=100, help="How many passages at most."),
    json_: bool = typer.Option(False, "--json", help="Print the result as JSON."),
    jsonl: bool = typer.Option(
        False, "--jsonl", help="Read one JSON object a line from standard input, answer the same way."
    ),
) -> None:
    """Find passages, best first.

    With --jsonl: in {"id", "query"}; out {"id", "passages": [{"document", "path", "section", "page", "passage_id",
    "score", "text"}], "answerable"}.
    """
    with open_study() as study:
        if jsonl:
            for line in read_lines("query"):
                write_line({"id": line.get("id"), **search_record(study.search(line["query"], limit=limit))})
            return
        if query is None:
            raise typer.BadParameter("give something to look for")
        result = study.search(query, limit=limit)
    if json_:
        write_json(search_record(result))
        return
    if result.note:
        typer.echo(result.note, err=True)
    if not result.answerable:
        typer.echo("Nothing in the library looks like an answer; these are the nearest passages.", err=True)
    for found in result.passages:
        passage = found.passage
        page = f", page {passage.page}" if passage.page else ""
        typer.echo(
            f"{found.score:.2f}  {passage.document} › {' › '.join(passage.section)}{page}  ({passage.path})"
        )
        typer.echo(f"      {' '.join(passage.text.split())[:240]}")


def documents(
    topics: bool = typer.Option(False, "--topics", help="Say also which topics each of them treats."),
    json_: bool = typer.Option(False, "--json", help="Print as JSON."),
) -> None:
    """List the documents of the library, with what is to be known of them."""
    with open_study() as study:
        found = study.documents()
        treated = {document.id: study.document_topics(document.id) if topics else () for document in found}
    if json_:
        write_json([document_record(one) | _topics_record(treated[one.id], topics) for one in found])
        return
    for document in found:
        pages = f", {document.pages} pages" if document.pages else ""
        typer.echo(
            f"{document.id}  {document.title} ({document.passages} passages{pages}, {document.state.value})"
        )
        for problem in document.problems:
            typer.echo(f"    {problem}")
        if treated[document.id]:
            named = ", ".join(f"{share.topic_id} ({share.passages})" for share in treated[document.id][:12])
            typer.echo(f"    Topics, with their passages: {named}")


def _topics_record(treated: Sequence[TopicShare], asked: bool) -> dict[str, Any]:
    if not asked:
        return {}
    return {
        "topics": [
            {"topic": share.topic_id, "passages": share.passages, "confidence": share.confidence}
            for share in treated
        ]
    }


def forget(
    document_id: str = typer.Argument(..., help="The id that `groundwork documents` shows."),
    json_: bool = typer.Option(False, "--json", help="Print as JSON."),
) -> None:
    """Take a document out of the library; the file itself is left alone."""
    with open_study() as study:
        study.forget(document_id)
    if json_:
        write_json({"forgotten": document_id})
    else:
        typer.echo("Done. The file itself was left alone.")


@index.command("check")
def index_check() -> None:
    """Compare the index with the database."""
    with open_study() as study:
        problems = study.check_index()
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        typer.echo("Nothing of yours is lost: `groundwork index rebuild` makes the index anew.", err=True)
        raise typer.Exit(1)
    typer.echo("The index is sound.")


@index.command("rebuild")
def index_rebuild() -> None:
    """Make the index anew from the database."""
    with open_study() as study:
        study.rebuild_index(on_progress=progress_printer())
    typer.echo("The index was rebuilt.")
