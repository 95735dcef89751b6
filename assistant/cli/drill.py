"""A practice session at the terminal."""

from __future__ import annotations

import time
from collections.abc import Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING

import typer

from assistant.mathcheck.types import Equivalent, Unreadable
from assistant.practice.types import Exercise

if TYPE_CHECKING:
    from assistant.study import Study


def drill(study: Study, exercises: Sequence[Exercise]) -> None:
    """Ask each exercise until it is right or its solution was shown."""
    for number, exercise in enumerate(exercises, start=1):
        typer.echo(f"\n{number} of {len(exercises)} · level {exercise.level}\n{exercise.prompt}")
        for letter, choice in zip(ascii_uppercase, exercise.choices, strict=False):
            typer.echo(f"  {letter}. {choice}")
        if exercise.answer_hint:
            typer.echo(f"({exercise.answer_hint}; an empty line gives a hint)")
        _one(study, exercise)


def _one(study: Study, exercise: Exercise) -> None:
    from assistant.study import new_id

    hints = 0
    started = time.monotonic()
    while True:
        answer = typer.prompt("Your answer", default="", show_default=False).strip()
        if not answer:
            if hints == len(exercise.hints):
                _show_solution(exercise)
                return
            typer.echo(f"Hint: {exercise.hints[hints]}")
            hints += 1
            continue
        result = study.submit(
            exercise.id, answer, attempt_id=new_id(), hints=hints, seconds=time.monotonic() - started
        )
        typer.echo(result.message)
        if isinstance(result.grade, Equivalent):
            return
        if not isinstance(result.grade, Unreadable) and not typer.confirm("Try again?", default=True):
            _show_solution(exercise)
            return


def _show_solution(exercise: Exercise) -> None:
    for step in exercise.steps:
        typer.echo(f"  {step.rule}: {step.latex}")
    if exercise.why_not_the_other:
        typer.echo(f"  {exercise.why_not_the_other}")
    typer.echo(f"  The answer is {exercise.shown_answer}.")
