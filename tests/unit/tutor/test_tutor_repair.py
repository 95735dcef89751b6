"""A refuted formula goes back once, and what comes back is believed only when the checker says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ModelTimeout
from assistant.mathcheck.types import Verdict
from assistant.tutor.prompt import load_prompts
from assistant.tutor.repair import MOST_REPAIRS, Repaired, repair
from tests.fixtures.fakes import ScriptedWriter, find_claims

PROMPTS = load_prompts(Path(__file__).parents[3] / "prompts")
VERDICTS = {
    "a = 1": (Verdict.VERIFIED, None),
    "b = 9": (Verdict.REFUTED, "2"),
    "b = 8": (Verdict.REFUTED, "2"),
    "b = 2": (Verdict.VERIFIED, None),
    "c = 9": (Verdict.REFUTED, "3"),
    "c = 3": (Verdict.VERIFIED, None),
    "d < 0": (Verdict.REFUTED, None),
}
TEXT = "First $a = 1$. Then $b = 9$, so it is big. Last words."


def run(text: str, writer: ScriptedWriter, *, seconds: float = 100.0, checker: bool = True) -> list[Repaired]:
    return list(
        repair(
            text,
            find_claims(text, VERDICTS),
            writer=writer,
            prompts=PROMPTS,
            check=lambda new: find_claims(new, VERDICTS) if checker else None,
            seconds_left=lambda: seconds,
        )
    )


def test_the_sentence_is_replaced_and_nothing_else() -> None:
    writer = ScriptedWriter("Then $b = 2$, so it is small.")
    (repaired,) = run(TEXT, writer)
    assert repaired.text == "First $a = 1$. Then $b = 2$, so it is small. Last words."
    assert [claim.source for claim in repaired.claims] == ["a = 1", "b = 2"]
    (prompt,) = writer.prompts
    assert "SENTENCE: Then $b = 9$, so it is big." in prompt[-1].text
    assert "RIGHT VALUE: $2$" in prompt[-1].text
    assert "Last words" not in prompt[-1].text


@pytest.mark.parametrize(
    "answer",
    [
        "Then $b = 9$, so it is big.",
        "Then $b = 8$, so it is big.",
        "Then it is big.",
        "Then $q = 2$, so it is small.",
        "",
        "   ",
        "```python\nb = 2\n```",
        "Then $b = 2$.\n\nAnd here is a poem.",
        "Then $b = 2$. " + "And so on and on. " * 50,
    ],
    ids=[
        "same",
        "another mistake",
        "no formula",
        "unknown formula",
        "empty",
        "blank",
        "code",
        "chatty",
        "endless",
    ],
)
def test_what_is_not_better_is_not_taken(answer: str) -> None:
    assert run(TEXT, ScriptedWriter(answer)) == []


@pytest.mark.parametrize(
    "answer", ["CORRECTED SENTENCE: Then $b = 2$.", '"Then $b = 2$."', "\n Then $b = 2$. \n"]
)
def test_wrapping_around_the_sentence_is_taken_off(answer: str) -> None:
    assert run(TEXT, ScriptedWriter(answer))[0].text == "First $a = 1$. Then $b = 2$. Last words."


def test_several_sentences_are_put_right_one_by_one() -> None:
    text = "So $b = 9$. And $c = 9$."
    results = run(text, ScriptedWriter("And $c = 3$.", "So $b = 2$."))
    assert [result.text for result in results] == ["So $b = 9$. And $c = 3$.", "So $b = 2$. And $c = 3$."]


def test_only_so_many_sentences_go_back() -> None:
    text = "So $b = 9$. " * (MOST_REPAIRS + 2)
    writer = ScriptedWriter(*["So $b = 2$."] * MOST_REPAIRS)
    assert len(run(text, writer)) == MOST_REPAIRS
    assert writer.left_over == 0


def test_without_a_right_value_there_is_nothing_to_ask_for() -> None:
    assert run("Now $d < 0$.", ScriptedWriter()) == []


def test_a_list_item_keeps_its_marker() -> None:
    assert run("- one\n- $b = 9$\n- three", ScriptedWriter("$b = 2$"))[0].text == "- one\n- $b = 2$\n- three"


def test_a_formula_on_its_own_can_be_put_right() -> None:
    assert (
        run("So:\n\n$$\nb = 9\n$$\n\nDone.", ScriptedWriter("$$b = 2$$"))[0].text
        == "So:\n\n$$b = 2$$\n\nDone."
    )


def test_a_model_that_fails_leaves_the_answer_as_it_was() -> None:
    assert run(TEXT, ScriptedWriter(["Then $b", ModelTimeout("Too slow.")])) == []


def test_without_the_checker_no_rewriting_is_believed() -> None:
    assert run(TEXT, ScriptedWriter("Then $b = 2$."), checker=False) == []


def test_near_the_deadline_nothing_is_asked() -> None:
    assert run(TEXT, ScriptedWriter(), seconds=1.0) == []
