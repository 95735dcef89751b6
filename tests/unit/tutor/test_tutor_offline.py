"""The turn without a model says what it is, computes, and quotes."""

from __future__ import annotations

from dataclasses import replace

from assistant.library.types import FoundPassage
from assistant.tutor.offline import offline_answer, render_fact
from tests.fixtures.fakes import GRADIENT_FACT, make_passage

FOUND = [
    FoundPassage(make_passage("The gradient points uphill.", number=1), 0.9),
    FoundPassage(make_passage("A slope.\n\nTwo paragraphs.", number=2, document="Slopes", page="12"), 0.8),
    FoundPassage(make_passage("Three.", number=3), 0.7),
    FoundPassage(make_passage("Four.", number=4), 0.6),
]


def test_it_says_that_nobody_wrote_it() -> None:
    text = offline_answer("q", [GRADIENT_FACT], FOUND, answerable=True).text
    assert "No language model is set up" in text.split("\n\n")[0]


def test_it_says_so_when_the_model_failed() -> None:
    text = offline_answer("q", [], FOUND, answerable=True, model_failed=True).text
    assert "gave no answer" in text.split("\n\n")[0]
    assert "set up" not in text


def test_a_worked_solution_has_its_steps_in_order() -> None:
    assert render_fact(GRADIENT_FACT).splitlines() == [
        GRADIENT_FACT.statement,
        "",
        r"1. Differentiate with respect to x: $\frac{\partial f}{\partial x} = 2 x + 3 y$",
        r"2. Differentiate with respect to y: $\frac{\partial f}{\partial y} = 3 x$",
    ]


def test_passages_are_quoted_with_numbers_that_can_be_cited() -> None:
    answer = offline_answer("gradient", [GRADIENT_FACT], FOUND, answerable=True)
    assert answer.cited == tuple(FOUND[:3])
    assert "Gradient, Intuition [1]\n\n> The gradient points uphill." in answer.text
    assert "Slopes, Intuition, p. 12 [2]\n\n> A slope.\n>\n> Two paragraphs." in answer.text
    assert "Four" not in answer.text


def test_a_list_of_mistakes_is_not_the_first_thing_quoted() -> None:
    found = [
        FoundPassage(make_passage("Wrong: 5.", number=1, section=("Gradient", "Common mistakes")), 0.9),
        FoundPassage(make_passage("Uphill.", number=2, section=("Gradient", "Intuition")), 0.8),
    ]
    answer = offline_answer("gradient", [], found, answerable=True)
    assert answer.cited == (found[1], found[0])
    assert answer.text.index("[1]") < answer.text.index("Uphill") < answer.text.index("[2]")
    assert answer.text.index("Uphill") < answer.text.index("Wrong")


def test_what_explains_in_the_notes_on_the_topic_asked_about_is_quoted_before_what_mentions_it() -> None:
    def at(path: str, heading: str, number: int) -> FoundPassage:
        passage = make_passage(f"Text {number}.", number=number, section=("Note", heading))
        return FoundPassage(replace(passage, path=path), 1 - number / 10)

    mention = at("notes/calculus/chain-rule.md", "Intuition", 1)
    scratch = at("notes/calculus/gradient.md", "From scratch", 2)
    meaning = at("notes/calculus/gradient.md", "Intuition", 3)
    asked = frozenset({"notes/calculus/gradient.md"})
    answer = offline_answer("gradient", [], [mention, scratch, meaning], answerable=True, notes=asked)
    assert answer.cited == (meaning, mention, scratch)

    own_book = at("My book.pdf", "The gradient", 1)
    answer = offline_answer("gradient", [], [own_book, scratch, meaning], answerable=True, notes=asked)
    assert answer.cited == (own_book, meaning, scratch)


def test_what_is_groundworks_own_ends_before_what_is_quoted() -> None:
    answer = offline_answer("gradient", [GRADIENT_FACT], FOUND, answerable=True)
    assert GRADIENT_FACT.steps[-1].latex in answer.text[: answer.computed]
    assert "uphill" not in answer.text[: answer.computed]


def test_passages_that_do_not_answer_are_not_shown_as_an_answer() -> None:
    answer = offline_answer("zebra", [GRADIENT_FACT], FOUND, answerable=False)
    assert "uphill" not in answer.text
    assert "do not cover" in answer.text
    assert answer.cited == ()


def test_with_nothing_to_say_it_says_what_to_do() -> None:
    answer = offline_answer("zebra", [], [], answerable=False)
    assert answer.is_empty
    assert "Name the topic" in answer.text
