"""Quizzes: mixed, timed by an honest clock, graded at the end, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.errors import InputError, NotFound
from assistant.mathcheck.grading.grade import grade_answer
from assistant.mathcheck.types import Grade
from assistant.practice.make import make_exercise
from assistant.practice.practice import Practice
from assistant.practice.quiz import Quizzes, quiz_exercises
from assistant.practice.types import Quiz
from assistant.progress.types import EvidenceKind
from assistant.store.attempts import SqlAttemptStore
from assistant.store.database import Database, open_database
from assistant.store.evidence import load_evidence
from assistant.store.learners import ensure_learner
from assistant.store.quizzes import SqlQuizStore

ADA, BEN = "ada", "ben"
TOPICS = ("gradient", "determinant", "bayes-theorem")
START = datetime(2026, 11, 20, 18, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


class RealGrader:
    """The real grader in this process; dies on demand as a process would."""

    def __init__(self) -> None:
        self.deaths = 0

    def grade(
        self, reference: str, submission: str, *, symbols: tuple[str, ...] = (), form: str | None = None
    ) -> Grade:
        if self.deaths:
            self.deaths -= 1
            raise KeyboardInterrupt
        return grade_answer(reference, submission, tuple(symbols), form)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def grader() -> RealGrader:
    return RealGrader()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "groundwork.sqlite3")
    for learner in (ADA, BEN):
        ensure_learner(opened, learner, START)
    yield opened
    opened.close()


@pytest.fixture
def quizzes(database: Database, clock: Clock, grader: RealGrader) -> Quizzes:
    practice = Practice(SqlAttemptStore(database), grader, clock=clock)
    return Quizzes(SqlQuizStore(database), practice, clock=clock)


def start(quizzes: Quizzes, quiz_id: str = "q1", *, count: int = 6, minutes: int = 10) -> Quiz:
    return quizzes.start(ADA, TOPICS, quiz_id=quiz_id, count=count, minutes=minutes, seed=4)


def key(quiz: Quiz, number: int) -> str:
    return make_exercise(quiz.questions[number - 1].exercise_id).key


@pytest.mark.parametrize("count", [3, 4, 10, 40])
def test_topics_take_turns_and_no_question_comes_twice(count: int) -> None:
    exercises = quiz_exercises(TOPICS, count=count, seed=1)
    topics = [exercise.topic_id for exercise in exercises]
    assert len(exercises) == count == len({exercise.id for exercise in exercises})
    assert all(one != other for one, other in pairwise(topics))
    assert max(map(topics.count, TOPICS)) - min(map(topics.count, TOPICS)) <= 1


def test_the_same_seed_asks_the_same_and_another_seed_something_else() -> None:
    assert quiz_exercises(TOPICS, count=5, seed=1) == quiz_exercises(TOPICS, count=5, seed=1)
    assert quiz_exercises(TOPICS, count=5, seed=1) != quiz_exercises(TOPICS, count=5, seed=2)


def test_what_cannot_be_a_quiz_is_refused(quizzes: Quizzes) -> None:
    with pytest.raises(InputError, match="needs a topic"):
        quizzes.start(ADA, [], quiz_id="q", count=5, minutes=5, seed=1)
    with pytest.raises(InputError, match="do not fit"):
        quizzes.start(ADA, TOPICS, quiz_id="q", count=2, minutes=5, seed=1)
    with pytest.raises(InputError, match="minutes"):
        quizzes.start(ADA, TOPICS, quiz_id="q", count=5, minutes=0, seed=1)
    with pytest.raises(NotFound):
        quizzes.start(ADA, ["cooking"], quiz_id="q", count=5, minutes=5, seed=1)
    assert quizzes.quizzes(ADA) == ()


def test_nothing_is_graded_or_recorded_before_the_end(quizzes: Quizzes, database: Database) -> None:
    quiz = start(quizzes)
    quizzes.answer(ADA, quiz.id, 1, key(quiz, 1))
    assert load_evidence(database, ADA) == ()
    assert quizzes.quiz(ADA, quiz.id).questions[0].grade is None


def test_scores_are_told_by_topic_and_what_failed_can_be_retaken_at_once(
    quizzes: Quizzes, database: Database, clock: Clock
) -> None:
    quiz = start(quizzes)
    for question in quiz.questions:
        clock.forward(seconds=20)
        right = question.topic_id != "determinant"
        quizzes.answer(ADA, quiz.id, question.number, key(quiz, question.number) if right else "12345/67")
    result = quizzes.finish(ADA, quiz.id)
    assert (result.right, result.asked, result.answered) == (4, 6, 6)
    assert {score.topic_id: (score.right, score.asked) for score in result.topics} == {
        "gradient": (2, 2),
        "determinant": (0, 2),
        "bayes-theorem": (2, 2),
    }
    assert result.to_retake == ("determinant",)
    evidence = load_evidence(database, ADA)
    assert {row.kind for row in evidence} == {EvidenceKind.QUIZZED}
    assert sorted(bool(row.correct) for row in evidence) == [False, False, True, True, True, True]
    assert all(row.seconds == 20 and row.hints == 0 for row in evidence)
    again = quizzes.start(ADA, result.to_retake, quiz_id="q2", count=4, minutes=5, seed=5)
    asked_before = {question.exercise_id for question in quiz.questions}
    assert not asked_before & {question.exercise_id for question in again.questions}


def test_an_answer_may_be_changed_or_taken_back_until_the_end(quizzes: Quizzes) -> None:
    quiz = start(quizzes)
    quizzes.answer(ADA, quiz.id, 1, "12345/67")
    quizzes.answer(ADA, quiz.id, 1, key(quiz, 1))
    quizzes.answer(ADA, quiz.id, 2, key(quiz, 2))
    quizzes.answer(ADA, quiz.id, 2, "  ")
    result = quizzes.finish(ADA, quiz.id)
    assert (result.right, result.answered) == (1, 1)


def test_an_open_question_is_not_right_and_leaves_no_evidence(quizzes: Quizzes, database: Database) -> None:
    quiz = start(quizzes)
    result = quizzes.finish(ADA, quiz.id)
    assert (result.right, result.answered) == (0, 0)
    assert set(result.to_retake) == set(TOPICS)
    assert load_evidence(database, ADA) == ()


def test_the_clock_runs_on_while_the_page_is_closed(quizzes: Quizzes, clock: Clock) -> None:
    quiz = start(quizzes, minutes=10)
    quizzes.answer(ADA, quiz.id, 1, key(quiz, 1))
    clock.forward(minutes=4)
    running = quizzes.running(ADA)
    assert running is not None
    assert running.seconds_left(clock()) == 360
    assert running.questions[0].submission == key(quiz, 1)
    clock.forward(minutes=6)
    with pytest.raises(InputError, match="time is over"):
        quizzes.answer(ADA, quiz.id, 2, key(quiz, 2))
    assert quizzes.running(ADA) is None
    ended = quizzes.quiz(ADA, quiz.id)
    assert ended.finished_at == ended.ends_at
    assert quizzes.finish(ADA, quiz.id).right == 1


def test_a_clock_set_back_gives_no_more_time_than_there_was(quizzes: Quizzes, clock: Clock) -> None:
    quiz = start(quizzes, minutes=10)
    clock.forward(hours=-3)
    assert quiz.seconds_left(clock()) == 600


def test_a_finished_quiz_takes_no_answer_and_counts_once(quizzes: Quizzes, database: Database) -> None:
    quiz = start(quizzes)
    quizzes.answer(ADA, quiz.id, 1, key(quiz, 1))
    first = quizzes.finish(ADA, quiz.id)
    with pytest.raises(InputError):
        quizzes.answer(ADA, quiz.id, 2, key(quiz, 2))
    assert quizzes.finish(ADA, quiz.id) == first
    assert len(load_evidence(database, ADA)) == 1


def test_grading_that_was_cut_off_goes_on_with_the_next_look(
    quizzes: Quizzes, database: Database, grader: RealGrader
) -> None:
    quiz = quizzes.start(ADA, ["gradient-descent"], quiz_id="q", count=6, minutes=10, seed=2)
    for question in quiz.questions:
        quizzes.answer(ADA, quiz.id, question.number, key(quiz, question.number))
    typed = [question for question in quiz.questions if not make_exercise(question.exercise_id).choices]
    assert typed, "this seed asks nothing that needs the grader"
    grader.deaths = 1
    with pytest.raises(KeyboardInterrupt):
        quizzes.finish(ADA, quiz.id)
    result = quizzes.finish(ADA, quiz.id)
    assert result.right == 6
    assert len(load_evidence(database, ADA)) == 6


def test_one_quiz_runs_at_a_time_and_a_double_click_starts_one(quizzes: Quizzes) -> None:
    quiz = start(quizzes)
    assert start(quizzes) == quiz
    with pytest.raises(InputError, match="still running"):
        start(quizzes, "q2")
    quizzes.finish(ADA, quiz.id)
    assert start(quizzes, "q2").id == "q2"


def test_a_quiz_is_its_learner_s_alone(quizzes: Quizzes) -> None:
    quiz = start(quizzes)
    with pytest.raises(NotFound):
        quizzes.quiz(BEN, quiz.id)
    with pytest.raises(NotFound):
        quizzes.answer(BEN, quiz.id, 1, "1")
    with pytest.raises(NotFound):
        quizzes.finish(BEN, quiz.id)
    assert quizzes.running(BEN) is None
    assert quizzes.quizzes(BEN) == ()


@pytest.mark.parametrize("number", [0, 7, -1])
def test_a_question_that_is_not_there_is_not_found(quizzes: Quizzes, number: int) -> None:
    with pytest.raises(NotFound):
        quizzes.answer(ADA, start(quizzes).id, number, "1")
