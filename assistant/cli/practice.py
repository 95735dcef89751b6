"""`groundwork practice` and `quiz`, and `groundwork exercise show`."""

from __future__ import annotations

import secrets
from string import ascii_uppercase
from typing import TYPE_CHECKING

import typer

from assistant.cli.lines import write_json
from assistant.cli.open_study import open_study
from assistant.cli.records import exercise_record, quiz_record
from assistant.errors import InputError, UnreadableMath
from assistant.practice.typed_order import whats_missing

if TYPE_CHECKING:
    from assistant.practice.types import Exercise, Quiz, QuizResult
    from assistant.study import Study

exercise = typer.Typer(help="Look at single exercises.", no_args_is_help=True, rich_markup_mode=None)


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


@exercise.command()
def show(
    exercise_id: str = typer.Argument(..., metavar="ID", help="The id, as `practice --json` prints it."),
    json_: bool = typer.Option(False, "--json", help="Print as JSON."),
    solution: bool = typer.Option(False, "--solution", help="Also show the hints, the steps and the answer."),
) -> None:
    """Show the very exercise of an id again."""
    with open_study() as study:
        found = study.exercise(exercise_id)
    if json_:
        write_json(exercise_record(found))
        return
    _ask(found)
    if solution:
        for hint in found.hints:
            typer.echo(f"Hint: {hint}")
        for step in found.steps:
            typer.echo(f"  {step.rule}: {step.latex}")
        if found.why_not_the_other:
            typer.echo(f"  {found.why_not_the_other}")
        typer.echo(f"The answer is {found.shown_answer}. {found.proof.detail}")


def quiz(
    topic: list[str] = typer.Option(
        [], "--topic", help="A topic's id; give it several times. Left out: what you touched longest ago."
    ),
    count: int = typer.Option(10, min=1, max=40, help="How many questions."),
    minutes: int = typer.Option(15, min=1, max=180, help="Time for all of them."),
    seed: int | None = typer.Option(None, help="The same seed gives the same questions."),
    retake: bool = typer.Option(False, "--retake", help="Take the failed topics of the last quiz once more."),
    json_: bool = typer.Option(False, "--json", help="Print the result as JSON at the end."),
) -> None:
    """Take a timed quiz with closed notes; one that was cut off goes on where it stopped.

    An empty line leaves a question open. Nothing is graded before the end.
    """
    with open_study() as study:
        running = study.running_quiz()
        if running is None:
            running = _start(study, topic, count, minutes, seed, retake=retake)
        else:
            typer.echo("Your quiz is still running; it goes on where it stopped.")
        result = _run(study, running)
        if json_:
            write_json(quiz_record(result))
        else:
            _tell(study, result)


def _start(
    study: Study, topic_ids: list[str], count: int, minutes: int, seed: int | None, *, retake: bool
) -> Quiz:
    from assistant.study import new_id

    if retake:
        last = next((quiz for quiz in study.quizzes() if quiz.finished_at is not None), None)
        topic_ids = list(study.finish_quiz(last.id).to_retake) if last is not None else []
        if not topic_ids:
            raise InputError("There is nothing to retake.", todo="Start a new quiz with --topic.")
    chosen = topic_ids or [topic.id for topic in study.quiz_topics(most=min(5, count))]
    if not chosen:
        raise InputError(
            "You have not touched any topic with exercises yet.",
            todo="Choose one, for example `groundwork quiz --topic gradient`.",
        )
    return study.start_quiz(
        chosen,
        quiz_id=new_id(),
        count=max(count, len(chosen)),
        minutes=minutes,
        seed=seed if seed is not None else secrets.randbelow(2**31),
    )


def _run(study: Study, running: Quiz) -> QuizResult:
    for question in running.questions:
        if question.submission:
            continue
        current = study.running_quiz()
        if current is None:
            typer.echo("\nThe time is over.")
            break
        left = current.seconds_left(study.now())
        typer.echo(
            f"\n{question.number} of {len(running.questions)} · {left // 60:.0f} min {left % 60:.0f} s left"
        )
        asked = study.exercise(question.exercise_id)
        _ask(asked)
        if not _take(study, running.id, question.number, asked):
            typer.echo("The time is over.")
            break
    return study.finish_quiz(running.id)


def _take(study: Study, quiz_id: str, number: int, asked: Exercise) -> bool:
    """Take one answer; false when the time is over."""
    while True:
        answer = typer.prompt("Your answer", default="", show_default=False).strip()
        if answer and not asked.choices:
            try:
                study.preview(answer, exercise=asked)
            except UnreadableMath as error:
                typer.echo(f"This cannot be read: {error.what} Type it again.")
                continue
        if answer and asked.asks_for_order and (missing := whats_missing(answer, len(asked.choices))):
            typer.echo(f"{missing} Type it again.")
            continue
        try:
            study.answer_quiz(quiz_id, number, answer)
        except InputError:
            if study.running_quiz() is None:
                return False
            raise
        return True


def _ask(asked: Exercise) -> None:
    typer.echo(asked.prompt)
    for letter, choice in zip(ascii_uppercase, asked.choices, strict=False):
        typer.echo(f"  {letter}. {choice}")
    if asked.answer_hint:
        typer.echo(f"({asked.answer_hint})")


def _tell(study: Study, result: QuizResult) -> None:
    typer.echo(f"\n{result.right} of {result.asked} right, {result.asked - result.answered} left open.")
    for score in result.topics:
        mark = "" if score.passed else "  → back to review"
        typer.echo(f"  {study.topic(score.topic_id).title}: {score.right} of {score.asked}{mark}")
    for question in result.quiz.questions:
        if not question.is_right:
            asked = study.exercise(question.exercise_id)
            typer.echo(f"\n{question.number}. {asked.prompt}")
            if question.submission:
                typer.echo(f"   You wrote {question.submission}. {question.message}")
            typer.echo(f"   The answer is {asked.shown_answer}.")
    if result.to_retake:
        typer.echo("\n`groundwork quiz --retake` asks fresh questions on what did not go well.")
