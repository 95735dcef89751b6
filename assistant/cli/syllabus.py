"""`groundwork syllabus`: the topics, what rests on what, and the ways through them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli.open_study import open_study
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.study import Study
    from assistant.syllabus.types import Topic


def syllabus(
    check: bool = typer.Option(False, "--check", help="Prove that the graph of topics is sound."),
    graph: Path | None = typer.Option(None, "--graph", metavar="FILE.svg", help="Draw the graph of topics."),
    path: tuple[str, str] | None = typer.Option(
        None,
        "--path",
        metavar="FROM TO",
        help="The way from one topic to another that rests on it, by their ids.",
    ),
    about: str | None = typer.Option(
        None, "--about", metavar="QUESTION", help="The topics a question in your own words is about."
    ),
    idea: str | None = typer.Option(
        None,
        "--for",
        metavar="IDEA",
        help="What a topic or a practical idea rests on, down to what you never touched.",
    ),
) -> None:
    """List all topics by area with where you stand, or answer one question about them."""
    if sum((check, *(option is not None for option in (graph, path, about, idea)))) > 1:
        raise InputError(
            "One question at a time.", todo="Give one of --check, --graph, --path, --about and --for."
        )
    with open_study() as study:
        if check:
            _check(study)
        elif graph is not None:
            _draw(study, graph)
        elif path is not None:
            _path(study, *path)
        elif about is not None:
            _find(study, about)
        elif idea is not None:
            _descend(study, idea)
        else:
            _list(study)


def _find(study: Study, question: str) -> None:
    found = study.find_topics(question)
    if not found:
        raise InputError("There is no question here.", todo="Type it in quotation marks after --about.")
    for topic in found:
        typer.echo(f"{topic.id:42}  {topic.title}")


def _list(study: Study) -> None:
    topics = study.syllabus()
    states = {entry.topic_id: entry.state.value for entry in study.coverage().topics}
    for area in dict.fromkeys(topic.area for topic in topics.topics):
        inside = [topic for topic in topics.topics if topic.area == area]
        touched = sum(states[topic.id] != "untouched" for topic in inside)
        typer.echo(f"\n{area.replace('-', ' ').capitalize()}: {touched} of {len(inside)} touched")
        for topic in inside:
            typer.echo(f"  {states[topic.id]:10}  {topic.id:42}  {topic.title}")
    goals = study.goals()
    if goals:
        typer.echo("\nGoals")
    for goal in goals:
        typer.echo(f"  {goal.title}: {goal.description}")


def _check(study: Study) -> None:
    from assistant.syllabus.validate import loose_ends, unpractised

    topics, goals = study.syllabus(), study.goals()
    problems = [*loose_ends(topics, goals), *unpractised(topics, study.practised_objectives())]
    for problem in problems:
        typer.echo(f"{problem.note}: {problem.field}: {problem.text}.")
    edges = sum(len(topic.requires) for topic in topics.topics)
    typer.echo(
        f"{len(topics.topics)} topics, {edges} prerequisites, {len(goals)} goals, {len(problems)} problems."
    )
    if problems:
        raise typer.Exit(1)


def _draw(study: Study, file: Path) -> None:
    from assistant.syllabus.drawing import render_graph

    try:
        file.write_text(render_graph(study.syllabus()), "utf-8")
    except OSError as error:
        raise InputError(
            f"{file} cannot be written ({error.strerror}).", todo="Choose another place."
        ) from None
    typer.echo(f"Written to {file}.")


def _path(study: Study, start: str, end: str) -> None:
    from assistant.syllabus.graph import ancestors, path

    first, last = study.topic(start), study.topic(end)
    topics = study.syllabus()
    chain = path(topics, first.id, last.id)
    if not chain:
        typer.echo(f"{last.title} does not rest on {first.title}.")
        if path(topics, last.id, first.id):
            typer.echo(f"It is the other way round: groundwork syllabus --path {last.id} {first.id}")
        return
    for topic_id in chain:
        _line(topics.topic(topic_id))
    by_id = {topic.id: topic for topic in topics.topics}
    beside = ancestors(by_id, last.id) - ancestors(by_id, first.id) - set(chain)
    if beside:
        typer.echo(f"\nBesides, {last.title} rests on these, which {first.title} does not need:")
    for topic in topics.topics:
        if topic.id in beside:
            _line(topic)


def _descend(study: Study, idea: str) -> None:
    topics = study.syllabus()
    descent = study.descend(idea)
    names = _listed([topics.topic(topic_id).title for topic_id in descent.targets])
    touched = len(descent.under) - len(descent.untouched)
    typer.echo(
        f"“{idea}” leads to {names}: with all that lies underneath, {_topics(len(descent.under))}, {touched} of them touched."
    )
    if not descent.untouched:
        typer.echo("You have touched all of them; `groundwork coverage` says where you stand with each.")
        return
    typer.echo("\nThe way down: " + " ← ".join(topics.topic(t).title for t in reversed(descent.way)))
    typer.echo("\nStart here; everything underneath is in place:")
    for topic_id in descent.start:
        _line(topics.topic(topic_id))
    later = [topic_id for topic_id in descent.untouched if topic_id not in descent.start]
    if later:
        typer.echo("\nThen, in this order:")
    for topic_id in later:
        _line(topics.topic(topic_id))
    minutes = sum(topics.topic(topic_id).minutes for topic_id in descent.untouched)
    typer.echo(f"\nTogether about {minutes} minutes of reading.")


def _line(topic: Topic) -> None:
    typer.echo(f"  {topic.id:42}  {topic.title}, {topic.minutes} min")


def _topics(count: int) -> str:
    return "1 topic" if count == 1 else f"{count} topics"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
