from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.errors import InputError, InputTooLong, NotFound
from assistant.mathcheck.types import Different, Equivalent, Grade, Undecided, Unreadable
from assistant.practice.grading import grade_submission, message_for
from assistant.practice.make import make_exercises
from assistant.practice.ports import Attempt
from assistant.practice.practice import Practice, rungs
from assistant.practice.types import Exercise
from assistant.progress.types import Evidence, EvidenceKind

START = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Shelf:
    """An attempt store in memory that notes what happened in which order."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Attempt] = {}
        self.evidence: list[Evidence] = []
        self.events: list[str] = []

    def record_submission(self, learner_id: str, attempt: Attempt) -> bool:
        if (learner_id, attempt.id) in self.rows:
            return False
        self.rows[learner_id, attempt.id] = attempt
        self.events.append("submission")
        return True

    def record_grade(
        self, learner_id: str, attempt_id: str, *, verdict: str, message: str, evidence: Evidence | None
    ) -> None:
        row = self.rows[learner_id, attempt_id]
        if row.verdict is not None:
            return
        self.rows[learner_id, attempt_id] = replace(row, verdict=verdict, message=message)
        if evidence is not None:
            self.evidence.append(evidence)
        self.events.append("grade")

    def attempt(self, learner_id: str, attempt_id: str) -> Attempt | None:
        return self.rows.get((learner_id, attempt_id))

    def attempts(self, learner_id: str, topic_id: str | None = None) -> tuple[Attempt, ...]:
        mine = [row for (learner, _), row in self.rows.items() if learner == learner_id]
        return tuple(row for row in reversed(mine) if topic_id in (None, row.topic_id))


class Marker:
    """A grader that compares letters, and knows two strange words."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf = shelf
        self.calls = 0

    def grade(
        self, reference: str, submission: str, *, symbols: Sequence[str] = (), form: str | None = None
    ) -> Grade:
        self.calls += 1
        if self.shelf is not None:
            self.shelf.events.append("grading")
        if submission == "((":
            return Unreadable("A bracket is open.", 1)
        if submission == "hmm":
            return Undecided("It took too long.")
        if submission == "boom":
            raise RuntimeError("the grader fell over")
        return (
            Equivalent()
            if submission == reference
            else Different("They differ.", "At $x = 1$ yours gives $2$.")
        )


class Fixture:
    def __init__(self) -> None:
        self.shelf = Shelf()
        self.marker = Marker(self.shelf)
        self.now = START
        self.practice = Practice(self.shelf, self.marker, clock=self.clock)

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def room() -> Fixture:
    return Fixture()


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return next(e for e in make_exercises("gradient", count=4, seed=1, shape="compute") if e.mistakes)


@pytest.fixture(scope="module")
def choice() -> Exercise:
    return make_exercises("gradient", count=1, seed=1, shape="multiple-choice")[0]


@pytest.fixture(scope="module")
def statement() -> Exercise:
    return make_exercises("gradient", count=1, seed=1, shape="true-or-false")[0]


def test_a_right_answer_is_evidence_with_everything_known_about_it(room: Fixture, exercise: Exercise) -> None:
    result = room.practice.submit("me", exercise.id, exercise.key, attempt_id="a", hints=1, seconds=12.5)
    assert isinstance(result.grade, Equivalent)
    assert result.credited
    assert room.shelf.evidence == [
        Evidence(
            exercise.topic_id,
            EvidenceKind.ATTEMPTED,
            START + timedelta(seconds=1),
            correct=True,
            hints=1,
            seconds=12.5,
            level=exercise.level,
            shape=exercise.shape,
            source="a",
            objectives=exercise.objectives,
        )
    ]
    assert exercise.objectives


def test_a_wrong_answer_is_evidence_and_shows_where_the_two_differ(room: Fixture, exercise: Exercise) -> None:
    result = room.practice.submit("me", exercise.id, "17", attempt_id="a")
    assert isinstance(result.grade, Different)
    assert result.credited
    assert result.message == "Not yet. They differ. At $x = 1$ yours gives $2$."
    assert room.shelf.evidence[0].correct is False


def test_a_known_mistake_is_named(room: Fixture, exercise: Exercise) -> None:
    wrong, diagnosis = exercise.mistakes[0]
    message = room.practice.submit("me", exercise.id, wrong, attempt_id="a").message
    assert message.startswith(f"Not yet. {diagnosis}")


def test_a_counterexample_never_tells_the_key(exercise: Exercise) -> None:
    grade = Different("They differ.", f"At $x = 1$ yours gives $1$, the answer ${exercise.key}$.")
    assert message_for(exercise, grade, "", solution_seen=False) == "Not yet. They differ."


def test_the_submission_is_written_before_it_is_graded(room: Fixture, exercise: Exercise) -> None:
    room.practice.submit("me", exercise.id, exercise.key, attempt_id="a")
    assert room.shelf.events == ["submission", "grading", "grade"]


def test_a_double_click_is_one_attempt_with_one_result(room: Fixture, exercise: Exercise) -> None:
    first = room.practice.submit("me", exercise.id, "17", attempt_id="a")
    calls = room.marker.calls
    assert room.practice.submit("me", exercise.id, "17", attempt_id="a") == first
    assert room.practice.submit("me", exercise.id, exercise.key, attempt_id="a") == first
    assert room.marker.calls == calls
    assert len(room.shelf.evidence) == 1


def test_an_attempt_that_a_crash_left_ungraded_is_graded_when_sent_again(
    room: Fixture, exercise: Exercise
) -> None:
    with pytest.raises(RuntimeError):
        room.practice.submit("me", exercise.id, "boom", attempt_id="a")
    kept = room.shelf.attempt("me", "a")
    assert kept is not None
    assert kept.verdict is None
    room.shelf.rows["me", "a"] = replace(kept, submission=exercise.key)
    assert isinstance(room.practice.submit("me", exercise.id, "boom", attempt_id="a").grade, Equivalent)
    assert len(room.shelf.evidence) == 1


@pytest.mark.parametrize(
    ("submission", "kind"), [("((", Unreadable), ("hmm", Undecided), ("   ", Unreadable)]
)
def test_what_cannot_be_graded_costs_no_attempt(
    room: Fixture, exercise: Exercise, submission: str, kind: type[object]
) -> None:
    result = room.practice.submit("me", exercise.id, submission, attempt_id="a")
    assert isinstance(result.grade, kind)
    assert not result.credited
    assert "costs no attempt" in result.message
    assert room.shelf.evidence == []


def test_after_the_full_solution_an_answer_counts_as_reading(room: Fixture, exercise: Exercise) -> None:
    result = room.practice.submit("me", exercise.id, exercise.key, attempt_id="a", hints=rungs(exercise))
    assert isinstance(result.grade, Equivalent)
    assert not result.credited
    assert [e.kind for e in room.shelf.evidence] == [EvidenceKind.READ]
    assert room.shelf.evidence[0].correct is None
    assert "opened the solution" in result.message


def test_all_hints_without_the_solution_still_count(room: Fixture, exercise: Exercise) -> None:
    assert room.practice.submit(
        "me", exercise.id, exercise.key, attempt_id="a", hints=len(exercise.hints)
    ).credited


def test_the_same_exercise_is_credited_once(room: Fixture, exercise: Exercise) -> None:
    assert room.practice.submit("me", exercise.id, "17", attempt_id="a").credited
    assert room.practice.submit("me", exercise.id, exercise.key, attempt_id="b").credited
    assert not room.practice.submit("me", exercise.id, exercise.key, attempt_id="c").credited
    assert [e.correct for e in room.shelf.evidence] == [False, True, None]
    again = room.practice.submit("me", exercise.id, exercise.key, attempt_id="b")
    assert again.credited, "the stored result does not change with later attempts"


def test_a_choice_is_not_credited_after_the_other_options_were_tried(room: Fixture, choice: Exercise) -> None:
    wrong = next(letter for letter in "ABCD" if letter != choice.key)
    assert room.practice.submit("me", choice.id, wrong, attempt_id="a").credited
    assert not room.practice.submit("me", choice.id, choice.key, attempt_id="b").credited
    assert [e.correct for e in room.shelf.evidence] == [False, None]


def test_learners_do_not_see_each_other(room: Fixture, exercise: Exercise) -> None:
    room.practice.submit("me", exercise.id, exercise.key, attempt_id="a")
    other = room.practice.submit("you", exercise.id, "17", attempt_id="a")
    assert isinstance(other.grade, Different)


def test_long_and_senseless_input_is_refused_before_anything_is_written(
    room: Fixture, exercise: Exercise
) -> None:
    with pytest.raises(InputTooLong):
        room.practice.submit("me", exercise.id, "x" * 501, attempt_id="a")
    with pytest.raises(NotFound):
        room.practice.submit("me", "nothing.at.all", "1", attempt_id="a")
    for bad in ({"attempt_id": ""}, {"attempt_id": "a" * 201}, {"attempt_id": "a", "hints": -1}):
        with pytest.raises(InputError):
            room.practice.submit("me", exercise.id, "1", **bad)  # type: ignore[arg-type]
    for seconds in (-1.0, float("nan"), float("inf")):
        with pytest.raises(InputError):
            room.practice.submit("me", exercise.id, "1", attempt_id="a", seconds=seconds)
    assert room.shelf.events == []


def test_five_hundred_characters_are_still_taken(room: Fixture, exercise: Exercise) -> None:
    assert room.practice.submit("me", exercise.id, "x" * 500, attempt_id="a").credited


@pytest.mark.parametrize("write", ["{}", "{} ", "({})", "{}.", "option {}", "Answer {}", "step {}", "{}:"])
def test_a_letter_is_understood_in_the_ways_people_write_it(choice: Exercise, write: str) -> None:
    for letter in (choice.key, choice.key.lower()):
        assert isinstance(grade_submission(choice, write.format(letter), Marker()), Equivalent)


def test_an_options_own_text_is_understood(choice: Exercise) -> None:
    right = choice.choices["ABCD".index(choice.key)]
    assert isinstance(grade_submission(choice, right, Marker()), Equivalent)
    assert isinstance(grade_submission(choice, right.strip("$"), Marker()), Equivalent)


@pytest.mark.parametrize("submission", ["E", "Z", "AB", "A or B", "maybe", "1", "?", "true"])
def test_what_is_no_option_is_unreadable(choice: Exercise, submission: str) -> None:
    assert isinstance(grade_submission(choice, submission, Marker()), Unreadable)


def test_a_wrong_option_says_what_it_shows(choice: Exercise) -> None:
    letter, diagnosis = choice.mistakes[0]
    grade = grade_submission(choice, letter, Marker())
    assert grade == Different(diagnosis)


@pytest.mark.parametrize("true", ["true", "True", "TRUE.", "t", "yes", "right", "A", "a"])
@pytest.mark.parametrize("false", ["false", "False", "f", "no", "wrong", "B"])
def test_true_and_false_are_understood_as_words_and_letters(
    statement: Exercise, true: str, false: str
) -> None:
    marker = Marker()
    is_true = statement.key == "A"
    assert isinstance(grade_submission(statement, true, marker), Equivalent) is is_true
    assert isinstance(grade_submission(statement, false, marker), Equivalent) is not is_true
    assert marker.calls == 0
