"""A diagnostic asks little, learns from each answer what lies around it, and never decides more than it may."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.progress.diagnostic import MOST_QUESTIONS, Answer, believed, diagnose
from assistant.progress.types import DiagnosticState, Placement
from assistant.syllabus.types import Syllabus, Topic


def ladder(height: int, areas: int = 2) -> Syllabus:
    """Chains of topics, one an area; each topic but the first rests on the one before."""
    return Syllabus(
        tuple(
            Topic(
                f"{area}{n}",
                f"{area} {n}",
                area,
                (f"{area}{n - 1}",) if n else (),
                8,
                level=1 + 4 * n // height,
            )
            for n in range(height)
            for area in "abcdef"[:areas]
        )
    )


def examine(syllabus: Syllabus, known: set[str]) -> tuple[DiagnosticState, list[Answer]]:
    answers: list[Answer] = []
    while (state := diagnose(syllabus, answers)).next_topic is not None:
        answers.append(Answer(state.next_topic, state.next_topic in known))
    return state, answers


@pytest.mark.parametrize("reached", [0, 3, 10, 17, 20])
def test_it_finds_how_far_a_learner_reached(reached: int) -> None:
    syllabus = ladder(20)
    known = {topic_id for topic_id in syllabus.ids if int(topic_id[1:]) < reached}
    state, answers = examine(syllabus, known)
    wrong = [p for p in state.placed if (p.placement is Placement.KNOWN) != (p.topic_id in known)]
    assert len(wrong) <= 2
    assert len(answers) <= 14
    assert state.done


def test_an_answer_tells_about_what_is_below_and_above() -> None:
    syllabus = ladder(9)
    nothing = {place.topic_id: place for place in diagnose(syllabus, []).placed}
    right = believed(syllabus, [Answer("a4", True)])
    wrong = believed(syllabus, [Answer("a4", False)])
    before = {
        topic_id: place.sureness if place.placement is Placement.KNOWN else 1 - place.sureness
        for topic_id, place in nothing.items()
    }
    for below in ("a0", "a2", "a3"):
        assert right[below] > before[below]
    for above in ("a5", "a8"):
        assert wrong[above] < before[above]
    # A neighbouring area moves the same way, but less.
    assert before["b4"] < right["b4"] < right["a4"]


def test_the_frontier_is_what_comes_next() -> None:
    state, _ = examine(ladder(12, areas=1), {f"a{n}" for n in range(5)})
    assert state.frontier == ("a5",)


def test_only_what_can_be_asked_is_asked_and_a_skipped_question_tells_nothing() -> None:
    syllabus = ladder(10)
    assert diagnose(syllabus, [], askable={"a7"}).next_topic == "a7"
    skipped = diagnose(syllabus, [Answer("a7", None)], askable={"a7"})
    assert (skipped.next_topic, skipped.asked) == (None, 1)
    assert skipped.done == "There is nothing left to ask about."
    assert [p.sureness for p in skipped.placed] == [p.sureness for p in diagnose(syllabus, []).placed]
    assert believed(syllabus, [Answer("a7", None)]) == {}


def test_it_ends_after_the_last_question() -> None:
    syllabus = ladder(30)
    answers = [Answer(topic_id, None) for topic_id in syllabus.ids[:25]]
    state = diagnose(syllabus, answers)
    assert (state.next_topic, state.asked, state.limit) == (None, MOST_QUESTIONS, MOST_QUESTIONS)
    assert "25 questions" in state.done


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans() | st.none(), max_size=30), st.integers(0, 2**32))
def test_whatever_is_answered_it_asks_nothing_twice_and_the_order_makes_no_difference(
    replies: list[bool | None], seed: int
) -> None:
    syllabus = ladder(8, areas=3)
    answers: list[Answer] = []
    for reply in replies:
        state = diagnose(syllabus, answers)
        if state.next_topic is None:
            break
        assert state.next_topic not in {answer.topic_id for answer in answers}
        answers.append(Answer(state.next_topic, reply))
    shuffled = list(answers)
    random.Random(seed).shuffle(shuffled)
    first, second = diagnose(syllabus, answers), diagnose(syllabus, shuffled)
    assert first.next_topic == second.next_topic
    assert [p.placement for p in first.placed] == [p.placement for p in second.placed]
    assert all(0.5 <= place.sureness <= 0.99 + 1e-9 for place in first.placed)
    assert len(answers) <= MOST_QUESTIONS


def test_answers_about_topics_that_are_gone_are_passed_over() -> None:
    syllabus = ladder(4)
    assert diagnose(syllabus, [Answer("gone", True)]) == diagnose(syllabus, [])
    assert diagnose(Syllabus(()), []).next_topic is None
