"""`groundwork coverage`, `plan`, `choose`, `diagnose` and `practice`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli.lines import write_json
from assistant.cli.open_study import open_study
from assistant.cli.records import diagnosis_record, plan_record
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.progress.summary import ProgressReport
    from assistant.syllabus.types import Syllabus

_GAPS_SHOWN = 10


def coverage(
    json_: bool = typer.Option(False, "--json", help="Print as JSON."),
    markdown: bool = typer.Option(False, "--markdown", help="Print as Markdown."),
    csv: bool = typer.Option(False, "--csv", help="Print one line a topic, for spreadsheets."),
    html: Path | None = typer.Option(
        None, "--html", metavar="FILE", help="Write one HTML file with its pictures inside."
    ),
) -> None:
    """Show which topics were never touched, seen, practised, mastered or have gone rusty, and what is missing."""
    from assistant.progress.report import render_csv, render_markdown, report_record

    with open_study() as study:
        report, syllabus = study.report(), study.syllabus()
    if json_:
        write_json(report_record(report, syllabus))
    elif html is not None:
        from assistant.progress.report_page import render_html

        _write(html, render_html(report, syllabus))
    elif csv:
        typer.echo(render_csv(report, syllabus), nl=False)
    elif markdown:
        typer.echo(render_markdown(report, syllabus))
    else:
        _show_coverage(report, syllabus)


def report(
    file: Path = typer.Argument(
        ..., metavar="FILE", help="Its ending says how it is written: .html, .md, .csv or .json."
    ),
) -> None:
    """Write the whole report of your progress into a file."""
    from assistant.progress.report import render_csv, render_markdown, report_record
    from assistant.progress.report_page import render_html

    writers: dict[str, Callable[[ProgressReport, Syllabus], str]] = {
        ".html": render_html,
        ".md": render_markdown,
        ".csv": render_csv,
        ".json": lambda found, syllabus: (
            json.dumps(report_record(found, syllabus), ensure_ascii=False) + "\n"
        ),
    }
    write = writers.get(file.suffix.lower())
    if write is None:
        raise InputError(
            f"A report cannot be written as “{file.suffix or file.name}”.",
            todo="Give a file that ends in .html, .md, .csv or .json.",
        )
    with open_study() as study:
        text = write(study.report(), study.syllabus())
    _write(file, text)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise InputError(
            f"{file} cannot be written ({error.strerror}).", todo="Choose another place."
        ) from None
    typer.echo(f"Written to {file}.")


def _show_coverage(report: ProgressReport, syllabus: Syllabus) -> None:
    from assistant.progress.report import CLOCK_BEHIND, blocks, forecast_sentence, studied

    for entry in report.coverage.topics:
        typer.echo(f"{entry.state.value:10}  {syllabus.topic(entry.topic_id).title:34}  {entry.reason}")
    typer.echo("")
    for share in report.areas:
        typer.echo(
            f"{share.title:18} {share.mastered:3} mastered, {share.practised:3} practised of {share.total}"
        )
    holes = report.coverage.gaps
    if holes:
        typer.echo("\nMissing underneath, the nearest first:")
    for gap in holes:
        typer.echo(f"  {syllabus.topic(gap.topic_id).title}: {gap.reason}")
    others = [gap for gap in report.gaps if gap.kind.value in ("weak", "rusty", "seen_only")]
    if others:
        typer.echo("\nTo practise, what blocks most first:")
    for gap in others[:_GAPS_SHOWN]:
        typer.echo(f"  {syllabus.topic(gap.topic_id).title} ({blocks(gap)}): {gap.reason}")
    typer.echo(f"\n{studied(report)}")
    if report.forecast is not None:
        typer.echo(forecast_sentence(report.forecast, report.goal.title if report.goal else ""))
    if report.coverage.clock_behind is not None:
        typer.echo(CLOCK_BEHIND)


def plan(
    minutes: int | None = typer.Option(
        None, min=1, max=600, help="How long you have; left out, your minutes a day."
    ),
    json_: bool = typer.Option(False, "--json", help="Print as JSON."),
) -> None:
    """Say what to study in the minutes you have, and why."""
    from assistant.progress.report import forecast_sentence

    with open_study() as study:
        today, syllabus, goal = study.plan(minutes), study.syllabus(), study.goal()
    if json_:
        write_json(plan_record(today))
        return
    if today.note:
        typer.echo(today.note)
    if not today.items:
        typer.echo("Nothing fits into that time. A quarter of an hour is enough for most topics.")
    for item in today.items:
        if item.kind == "diagnostic":
            typer.echo(f"{item.minutes:3} min  A diagnostic (groundwork diagnose): {item.why}")
        else:
            typer.echo(f"{item.minutes:3} min  {syllabus.topic(item.topic_id).title}: {item.why}")
    if today.forecast is not None:
        typer.echo("\n" + forecast_sentence(today.forecast, goal.title if goal else ""))


def choose(
    goal: str | None = typer.Option(
        None, "--goal", metavar="ID", help="Where you want to, or “all” for the whole syllabus."
    ),
    minutes: int | None = typer.Option(None, "--minutes", help="How long you study on a usual day."),
    language: str | None = typer.Option(
        None, "--language", help="Show terms in es, fr, de, pt, zh or hi, too; “en” for English alone."
    ),
) -> None:
    """Choose your goal, your minutes a day and the language of terms; without options, show them."""
    with open_study() as study:
        chosen = study.preferences()
        if goal is not None:
            chosen = replace(chosen, goal=None if goal == "all" else goal)
        if minutes is not None:
            chosen = replace(chosen, minutes_a_day=minutes)
        if language is not None:
            chosen = replace(chosen, language=None if language == "en" else language)
        if chosen != study.preferences():
            study.choose(chosen)
        goals = study.goals()
    for each in goals:
        typer.echo(f"{'→' if each.id == chosen.goal else ' '} {each.id:34}  {each.description}")
    typer.echo(f"{' ' if chosen.goal else '→'} {'all':34}  The whole syllabus.")
    typer.echo(f"{chosen.minutes_a_day} minutes a day; terms in {chosen.language or 'English alone'}.")


def diagnose(
    anew: bool = typer.Option(False, "--anew", help="Begin another diagnostic instead of going on."),
    json_: bool = typer.Option(False, "--json", help="Print what is believed so far as JSON, ask nothing."),
) -> None:
    """Find out where you stand in at most 25 questions; stop at any time and go on later."""
    with open_study() as study:
        if json_:
            found = study.diagnosis()
            write_json(None if found is None else diagnosis_record(found))
            return
        from assistant.cli.diagnostic import ask

        ask(study, anew=anew)
