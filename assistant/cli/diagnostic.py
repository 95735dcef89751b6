"""A diagnostic at the terminal."""

from __future__ import annotations

import time
from string import ascii_uppercase
from typing import TYPE_CHECKING

import typer

from assistant.mathcheck.types import Undecided, Unreadable

if TYPE_CHECKING:
    from assistant.practice.diagnosis import Diagnosis
    from assistant.practice.types import Exercise
    from assistant.study import Study

_SHOWN = 12


def ask(study: Study, *, anew: bool = False) -> None:
    """Ask until it is over or the learner stops, then say where they stand."""
    diagnosis = study.start_diagnosis(anew=anew)
    if diagnosis.exercise is not None:
        typer.echo(
            f"At most {diagnosis.state.limit} questions; {diagnosis.state.asked} answered so far. "
            "Type your answer, “?” for what you do not know, “skip” for another question, “stop” to go on later."
        )
    while diagnosis.exercise is not None:
        if not _one(study, diagnosis, diagnosis.exercise):
            typer.echo("Kept. `groundwork diagnose` goes on from here.")
            break
        diagnosis = study.diagnosis() or diagnosis
    _show(study, diagnosis)


def _one(study: Study, diagnosis: Diagnosis, exercise: Exercise) -> bool:
    from assistant.study import new_id

    typer.echo(f"\nQuestion {diagnosis.state.asked + 1}\n{exercise.prompt}")
    for letter, choice in zip(ascii_uppercase, exercise.choices, strict=False):
        typer.echo(f"  {letter}. {choice}")
    if exercise.answer_hint:
        typer.echo(f"({exercise.answer_hint})")
    started = time.monotonic()
    while True:
        answer = typer.prompt("Your answer", default="", show_default=False).strip()
        if not answer:
            typer.echo("An answer, “?”, “skip” or “stop”.")
            continue
        if answer.lower() == "stop":
            return False
        if answer == "?" or answer.lower() == "skip":
            study.pass_diagnosis(exercise.topic_id, unknown=answer == "?")
            return True
        result = study.answer_diagnosis(
            exercise.id, answer, attempt_id=new_id(), seconds=time.monotonic() - started
        )
        typer.echo(result.message)
        if not isinstance(result.grade, Unreadable | Undecided):
            return True


def _show(study: Study, diagnosis: Diagnosis) -> None:
    syllabus, state = study.syllabus(), diagnosis.state
    if not state.asked:
        return
    known = [place for place in state.placed if place.placement == "known"]
    sure = sum(place.sureness for place in state.placed) / max(1, len(state.placed))
    typer.echo(
        f"\n{state.done + ' ' if state.done else ''}You seem to know {len(known)} of {len(state.placed)} topics, "
        f"as far as {state.asked} questions can tell: {round(sure * 100)} % sure on average."
    )
    if state.frontier:
        typer.echo("Begin here; all that lies underneath seems to be in place:")
    for topic_id in state.frontier[:_SHOWN]:
        typer.echo(f"  {topic_id:42}  {syllabus.topic(topic_id).title}")
    if len(state.frontier) > _SHOWN:
        typer.echo(f"  and {len(state.frontier) - _SHOWN} more")
    typer.echo("Nothing counts as mastered by this: practising does that.")
