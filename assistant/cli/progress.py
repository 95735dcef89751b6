"""`groundwork coverage`, `plan` and `practice`."""

from __future__ import annotations

import secrets
from pathlib import Path

import typer

from assistant.cli.lines import write_json
from assistant.cli.open_study import open_study
from assistant.cli.records import exercise_record, plan_record


def coverage(
    json_: bool = typer.Option(False, "--json", help="Print as JSON."),
    markdown: bool = typer.Option(False, "--markdown", help="Print as Markdown."),
    html: Path | None = typer.Option(
        None, "--html", metavar="FILE", help="Write one self-contained HTML file."
    ),
) -> None:
    """Show which topics were never touched, read, practised, mastered or have gone stale, and what is missing."""
    from assistant.progress.report import render_html, render_markdown, report_record

    with open_study() as study:
        report, syllabus = study.coverage(), study.syllabus()
    if json_:
        write_json(report_record(report, syllabus))
    elif html is not None:
        html.write_text(render_html(report, syllabus), "utf-8")
        typer.echo(f"Written to {html}.")
    elif markdown:
        typer.echo(render_markdown(report, syllabus))
    else:
        for entry in report.topics:
            typer.echo(f"{entry.state.value:10}  {syllabus.topic(entry.topic_id).title:34}  {entry.reason}")
        if report.gaps:
            typer.echo("\nMissing underneath, the nearest first:")
        for gap in report.gaps:
            typer.echo(f"  {syllabus.topic(gap.topic_id).title}: {gap.reason}")


def plan(
    minutes: int = typer.Option(25, min=1, max=600, help="How long you have."),
    json_: bool = typer.Option(False, "--json", help="Print as JSON."),
) -> None:
    """Say what to study in the minutes you have, and why."""
    with open_study() as study:
        today, syllabus = study.plan(minutes), study.syllabus()
    if json_:
        write_json(plan_record(today))
        return
    if not today.items:
        typer.echo("Nothing fits into that time. A quarter of an hour is enough for most topics.")
    for item in today.items:
        typer.echo(f"{item.minutes:3} min  {syllabus.topic(item.topic_id).title}: {item.why}")


def practice(
    topic: str = typer.Option(..., "--topic", help="A topic's id, for example gradient."),
    count: int = typer.Option(1, min=1, max=200, help="How many exercises."),
    seed: int | None = typer.Option(
        None, help="The same seed gives the same exercises; left out, they are fresh."
    ),
    level: int | None = typer.Option(None, min=1, max=3, help="1, 2 or 3; left out, all three take turns."),
    json_: bool = typer.Option(
        False, "--json", help="Print exercises with key, steps, hints and proof, ask nothing."
    ),
) -> None:
    """Practise a topic: answer at the prompt; an empty line gives a hint, then the solution."""
    with open_study() as study:
        chosen_seed = seed if seed is not None else secrets.randbelow(2**31)
        exercises = study.exercises(topic, count=count, seed=chosen_seed, level=level)
        if json_:
            write_json([exercise_record(exercise) for exercise in exercises])
            return
        from assistant.cli.drill import drill

        drill(study, exercises)
