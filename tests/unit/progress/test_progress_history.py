"""Answers become ratings, days and objectives the way the learner would expect."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from assistant.progress.coverage import coverage
from assistant.progress.history import day_number, rating_of, topic_history
from assistant.progress.memory import Rating
from assistant.progress.record import gather
from assistant.progress.types import CoverageState, Evidence, EvidenceKind
from assistant.syllabus.types import Syllabus, Topic

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OBJECTIVES = ("Compute it", "Reverse it", "Say why")
ONE = Syllabus((Topic("gradient", "Gradient", "a", (), 8, objectives=OBJECTIVES, conceptual=(3,)),))


def answer(
    days: float = 0,
    correct: bool = True,
    *,
    hints: int = 0,
    seconds: float | None = None,
    level: int = 1,
    objectives: tuple[int, ...] = (),
    kind: EvidenceKind = EvidenceKind.ATTEMPTED,
) -> Evidence:
    return Evidence(
        "gradient",
        kind,
        NOW - timedelta(days=days),
        correct=correct,
        hints=hints,
        seconds=seconds,
        level=level,
        objectives=objectives,
    )


@pytest.mark.parametrize(
    ("row", "rating"),
    [
        (answer(correct=False, hints=2), Rating.AGAIN),
        (answer(), Rating.GOOD),
        (answer(hints=1, seconds=5, level=3), Rating.HARD),
        (answer(seconds=5), Rating.GOOD),
        (answer(seconds=39, level=2), Rating.EASY),
        (answer(seconds=41, level=2), Rating.GOOD),
        (answer(seconds=79, level=3), Rating.EASY),
        (answer(seconds=241), Rating.HARD),
        (answer(seconds=241, level=3), Rating.GOOD),
    ],
)
def test_ratings_follow_from_correctness_hints_and_time(row: Evidence, rating: Rating) -> None:
    assert rating_of(row) is rating


def test_a_day_is_a_utc_day_whatever_the_zone() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert day_number(late) == datetime(2026, 11, 21, tzinfo=UTC).toordinal()


def test_only_right_answers_after_the_last_wrong_one_of_a_day_count_for_memory() -> None:
    history = topic_history([answer(0.3), answer(0.2, False), answer(0.1, hints=1)])
    (day,) = history.answers
    assert (day.lapse, day.rating) == (True, Rating.HARD)
    history = topic_history([answer(0.3), answer(0.2, False)])
    assert history.answers[0].rating is None


def test_coverage_is_told_for_each_objective() -> None:
    log = [
        answer(5, objectives=(1,)),
        answer(3, objectives=(1,)),
        answer(2, False, objectives=(2,)),
        Evidence("gradient", EvidenceKind.EXPLAINED_BACK, NOW, correct=True, objectives=(3,)),
    ]
    found = coverage(ONE, log, NOW).topics[0].objectives
    assert [(o.number, o.text, o.state.value, o.right, o.wrong, o.conceptual) for o in found] == [
        (1, "Compute it", "mastered", 2, 0, False),
        (2, "Reverse it", "practised", 0, 1, False),
        (3, "Say why", "practised", 0, 0, True),
    ]
    read = coverage(ONE, [Evidence("gradient", EvidenceKind.READ, NOW)], NOW).topics[0].objectives
    assert {objective.state for objective in read} == {CoverageState.SEEN}
    assert {o.state for o in coverage(ONE, [], NOW).topics[0].objectives} == {CoverageState.UNTOUCHED}


def test_an_objective_gets_rusty_by_a_wrong_answer() -> None:
    log = [answer(5, objectives=(1,)), answer(3, objectives=(1,)), answer(1, False, objectives=(1,))]
    assert coverage(ONE, log, NOW).topics[0].objectives[0].state is CoverageState.RUSTY


@pytest.mark.parametrize("kind", [EvidenceKind.ATTEMPTED, EvidenceKind.QUIZZED, EvidenceKind.DIAGNOSED])
def test_a_right_answer_is_practice_wherever_it_was_given(kind: EvidenceKind) -> None:
    assert coverage(ONE, [answer(kind=kind)], NOW).topics[0].state is CoverageState.PRACTISED


def test_practising_a_topic_refreshes_what_it_encompasses_and_a_failure_there_weakens_it() -> None:
    two = Syllabus(
        (
            Topic("rules", "Rules", "a", (), 8),
            Topic("gradient", "Gradient", "a", ("rules",), 8, encompasses=(("rules", 0.8),)),
        )
    )

    def rules(days: float, correct: bool = True) -> Evidence:
        return Evidence("rules", EvidenceKind.ATTEMPTED, NOW - timedelta(days=days), correct=correct)

    plain = gather(two, [rules(20)]).memories["rules"]
    passed = gather(two, [rules(20), answer(2)]).memories["rules"]
    hinted = gather(two, [rules(20), answer(2, hints=1)]).memories["rules"]
    today = day_number(NOW)
    assert passed.recall(today) > plain.recall(today) == hinted.recall(today)
    sound = gather(two, [answer(20), rules(10)]).memories["gradient"]
    shaken = gather(two, [answer(20), rules(10, False)]).memories["gradient"]
    assert shaken.recall(today) < sound.recall(today)
    assert gather(two, [answer(2)]).memories.keys() == {"gradient"}
