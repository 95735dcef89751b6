"""Putting the steps of a worked solution into order: only chains, every right order accepted, kind about wrong ones."""

from __future__ import annotations

from itertools import permutations

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from assistant.export.cards import exercise_card
from assistant.mathcheck.types import Different, Equivalent, Unreadable
from assistant.practice.draft import ORDER, Draft, Generator, Option
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.grading import grade_submission
from assistant.practice.make import build_exercise, generators_of, make_exercises, topics_with_exercises
from assistant.practice.order_steps import Link, order_draft, stands_in
from assistant.practice.proof import UnprovedExercise, fault
from assistant.practice.typed_order import how_far, letters_of, whats_missing
from assistant.practice.types import Exercise
from assistant.syllabus.types import Topic

SUM = Link("Add the numbers", "17 + 25 = 42", (17 + 25, 42))
DOUBLE = Link("Double", r"2 \cdot 42 = 84", (2 * 42, 84), uses="42")
ROOT = Link("Take 3 away", "84 - 3 = 81", (84 - 3, 81), uses="84")
LAST = Link("Take the root", r"\sqrt{81} = 9", (sympy.sqrt(81), 9), uses="81")
CHAIN = (SUM, DOUBLE, ROOT, LAST)


class NoGrader:
    """An order is never handed to the grader of formulas."""

    def grade(self, *_: object, **__: object) -> Equivalent:
        raise AssertionError("asked about an order")


def draft(*links: Link, task: str = "do something with $17$ and $25$", seed: str = "a") -> Draft:
    return order_draft(Draw(seed), task=task, links=links or CHAIN, rule="Look at what each step needs.")


def made(*links: Link, task: str = "do something with $17$ and $25$", seed: int = 1) -> Exercise:
    generator = Generator(
        "vectors",
        "order",
        ORDER,
        lambda draw, level: order_draft(draw, task=task, links=links or CHAIN, rule="Look at the needs."),
    )
    return build_exercise(generator, 1, seed)


def test_the_key_is_the_one_order_in_which_every_step_finds_what_it_uses() -> None:
    exercise = made()
    assert exercise.asks_for_order
    assert exercise.right_choices == tuple(link.text for link in CHAIN)
    assert sorted(exercise.key.split(", ")) == ["A", "B", "C", "D"]
    assert [step.latex for step in exercise.steps] == [link.latex for link in CHAIN]


@pytest.mark.parametrize("seed", range(12))
def test_the_steps_are_never_shown_in_order(seed: int) -> None:
    assert made(seed=seed).key != "A, B, C, D"


@pytest.mark.parametrize(
    ("links", "task"),
    [
        ((SUM, Link("Also", "17 + 30 = 47", (47, 47)), DOUBLE), "use $17$ and $25$"),
        (CHAIN, "use $17$ and $25$ and perhaps $84$"),
        ((SUM, DOUBLE, Link("Add", "42 + 1 = 43", (43, 43), uses="42")), "use $17$"),
        ((SUM, SUM, DOUBLE), "use $17$"),
        ((DOUBLE, SUM, ROOT), "use $17$"),
    ],
    ids=[
        "two steps side by side",
        "the question gives it away",
        "two steps on one",
        "a step twice",
        "backwards",
    ],
)
def test_steps_with_another_right_order_make_no_exercise(links: tuple[Link, ...], task: str) -> None:
    with pytest.raises(Unsuitable):
        draft(*links, task=task)


@pytest.mark.parametrize("count", [2, 7])
def test_too_few_or_too_many_steps_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="steps"):
        order_draft(Draw("a"), task="t", links=(SUM,) * count, rule="r")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (Link("Double", r"2 \cdot 42 = 84", (2 * 42, 85), uses="42"), "sides differ"),
        (Link("Double", r"2 \cdot 42 = 84", (84,), uses="42"), "sides differ"),
        (Link("Double", r"2 \cdot 42 + 1 = 84", (84, 84), uses="42"), "checker refutes"),
        (Link("Double", r"84 = 84", (84, 84), uses="42"), "not in it"),
    ],
)
def test_a_step_that_does_not_hold_is_never_served(wrong: Link, why: str) -> None:
    shown = draft(SUM, wrong, ROOT, LAST)
    assert why in shown.proof.broken()  # type: ignore[attr-defined]
    assert "not right by" in (fault(shown) or "")
    with pytest.raises(UnprovedExercise):
        made(SUM, wrong, ROOT, LAST)


def test_a_key_that_is_not_the_only_order_is_a_fault() -> None:
    shown = draft()
    other = Draft(shown.prompt, shown.key[::-1], shown.proof, shown.steps, shown.hints, options=shown.options)
    assert "right by" in (fault(other) or "")
    tidy = tuple(Option(link.text, number) for number, link in enumerate(CHAIN))
    sorted_ = Draft(shown.prompt, (0, 1, 2, 3), shown.proof, shown.steps, shown.hints, options=tidy)
    assert fault(sorted_) == "the steps stand in order already"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("C, A, D, B", "CADB"),
        ("cadb", "CADB"),
        ("c a d b", "CADB"),
        ("C → A → D → B", "CADB"),
        ("C > A -> D - B.", "CADB"),
        ("1. c 2. a 3. d 4. b", "CADB"),
        ("(c; a; d; b)", "CADB"),
        ("ca", "CA"),
        ("aacb", "AACB"),
        ("", None),
        ("cade", None),
        ("C, A, D, 2", None),
        ("first c", None),
        ("$CADB$", None),
        ("…" * 400, None),
    ],
)
def test_an_order_is_read_however_it_is_typed(text: str, letters: str | None) -> None:
    assert letters_of(text, 4) == (tuple(letters) if letters else None)


@given(
    st.permutations("ABCDE"), st.sampled_from(["", " ", ",", ", ", " > ", ";", " → ", "\t"]), st.booleans()
)
def test_every_written_form_of_an_order_is_the_same_order(
    order: list[str], between: str, small: bool
) -> None:
    text = between.join(order)
    assert letters_of(text.lower() if small else text, 5) == tuple(order)
    assert not whats_missing(text, 5)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_with_a_word(text: str) -> None:
    letters = letters_of(text, 4)
    complete = letters is not None and sorted(letters) == list("ABCD")
    assert bool(whats_missing(text, 4)) is not complete


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("cad", "Step B is missing"),
        ("ca", "Steps B and D are missing"),
        ("caad", "A stands there more than once"),
    ],
)
def test_an_unfinished_order_says_what_is_missing(text: str, says: str) -> None:
    assert says in whats_missing(text, 4)


@pytest.mark.parametrize(
    ("order", "says"),
    [
        ("ACBD", "Two neighbours are swapped"),
        ("BACD", "Two neighbours are swapped"),
        ("DCBA", "the way back"),
        ("CABD", "Step C cannot be the first"),
        ("ADBC", "right up to step A"),
        ("ACDB", "right up to step A"),
    ],
)
def test_a_wrong_order_is_told_how_far_it_is_right(order: str, says: str) -> None:
    assert says in how_far(tuple(order), tuple("ABCD"))


def test_only_the_right_order_of_all_is_right_and_slips_cost_nothing() -> None:
    exercise = made()
    right = [
        order
        for order in permutations("ABCD")
        if isinstance(grade_submission(exercise, ", ".join(order), NoGrader()), Equivalent)
    ]
    assert right == [tuple(exercise.key.split(", "))]
    assert isinstance(grade_submission(exercise, "abc", NoGrader()), Unreadable)
    assert isinstance(grade_submission(exercise, "A", NoGrader()), Unreadable)
    wrong = grade_submission(exercise, exercise.key[::-1], NoGrader())
    assert isinstance(wrong, Different)
    assert "way back" in wrong.reason


@pytest.mark.parametrize(
    ("piece", "text", "there"),
    [
        ("3", "3 x", True),
        ("3", "13", False),
        ("3", "0.3", False),
        ("3", "3.5", False),
        ("3", r"2 \cdot 3.", True),
        ("x", r"\exp", False),
        (r"\lambda - 2", r"(\lambda - 2)(\lambda + 1)", True),
        (r"\lambda - 2", r"\lambda - 25", False),
        (r"\frac{1}{2}", r"\frac{1}{2} x", True),
    ],
)
def test_a_piece_is_found_as_a_whole_only(piece: str, text: str, there: bool) -> None:
    assert stands_in(piece, text) is there


def test_a_card_shows_the_steps_mixed_up_in_front_and_in_order_behind() -> None:
    exercise = made()
    topic = Topic("vectors", "Vectors", "linear-algebra", (), 10)
    card = exercise_card(topic, exercise)
    assert all(
        f"{letter}. {text}" in card.front for letter, text in zip("ABCD", exercise.choices, strict=True)
    )
    assert card.back.startswith(f"**{exercise.key}**")
    assert [card.back.index(step.latex) for step in exercise.steps] == sorted(
        card.back.index(step.latex) for step in exercise.steps
    )


ORDERED = [(t, g) for t in topics_with_exercises() for g in generators_of(t) if g.shape == ORDER]


@pytest.mark.parametrize(("topic", "generator"), ORDERED, ids=[f"{t}.{g.name}" for t, g in ORDERED])
def test_no_hint_tells_the_order_and_no_step_tells_its_place(topic: str, generator: Generator) -> None:
    for exercise in make_exercises(topic, count=1, seed=4, shape=ORDER):
        assert 3 <= len(exercise.choices) <= 6
        for hint in exercise.hints:
            assert sum(step.rule in hint or step.latex in hint for step in exercise.steps) <= 1, hint
        for step in exercise.steps:
            opening = step.rule.split(maxsplit=1)[0].lower().rstrip(",:")
            assert opening not in {"first", "finally", "then", "next", "last", "lastly"}, step.rule


def test_an_answer_is_shown_with_the_words_of_its_option_and_an_order_by_its_letters() -> None:
    order = made()
    assert order.shown_answer == order.key
    claim = next(
        one for one in make_exercises("independence", count=40, seed=1) if one.choices == ("True", "False")
    )
    assert claim.shown_answer in ("A: True", "B: False")
