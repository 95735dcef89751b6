"""An answer that was cut off goes on where it stopped, as one message, with nothing said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError, ModelInterrupted, NotFound
from assistant.mathcheck.types import Verdict
from assistant.tutor.budget import estimate_tokens
from assistant.tutor.turn import Tutor
from assistant.tutor.types import Finished, Message, MessageState, Started, Written
from assistant.tutor.writing import without_repeats
from tests.fixtures.fakes import (
    ManualClock,
    MemoryTurnStore,
    ScriptedMathematics,
    ScriptedSearcher,
    ScriptedWriter,
    counting_ids,
    make_passage,
)

PROMPTS = Path(__file__).parents[3] / "prompts"
CUT = ModelInterrupted("The connection broke.", safe="What was written is kept.")
FIRST = "The gradient points uphill [1], and its length"


class World:
    def __init__(self, writer: ScriptedWriter | None) -> None:
        self.store = MemoryTurnStore()
        self.writer = writer
        self.ids = counting_ids("message")
        self.passages = [
            make_passage("The gradient points uphill.", number=1),
            make_passage("Its length says how steep it is.", number=2),
        ]

    def tutor(self) -> Tutor:
        time = ManualClock()
        return Tutor(
            store=self.store,
            searcher=ScriptedSearcher(self.passages),
            mathematics=ScriptedMathematics({"a = b": (Verdict.VERIFIED, None)}),
            writer=lambda: self.writer,
            topics_of=lambda text: [],
            topic_of_path=lambda path: None,
            prompts=PROMPTS,
            clock=time.clock,
            new_id=self.ids,
            deadline_seconds=240,
            stopwatch=time.stopwatch,
        )

    def cut_off(self) -> Message:
        message = list(self.tutor().turn("ada", "What is a gradient?"))[-1].message  # type: ignore[union-attr]
        assert message.state is MessageState.INTERRUPTED
        return message

    def go_on(self, message: Message) -> list[object]:
        return list(self.tutor().resume("ada", message.conversation_id, message.id))


def resumed(more: str) -> tuple[World, Message]:
    world = World(ScriptedWriter([FIRST, CUT], more))
    events = world.go_on(world.cut_off())
    assert isinstance(events[-1], Finished)
    return world, events[-1].message


def test_it_stays_one_message_and_becomes_complete() -> None:
    world, message = resumed(" says how steep it is [2].")
    assert message.text == "The gradient points uphill [1], and its length says how steep it is [2]."
    assert message.state is MessageState.COMPLETE
    assert message.problem == ""
    assert len(world.store.messages("ada", "conversation-1")) == 2
    assert world.store.messages("ada", "conversation-1")[1] == message


def test_the_numbers_of_citations_go_on() -> None:
    _, message = resumed(" says how steep it is [2], uphill [1].")
    assert message.text.endswith("how steep it is [2], uphill [1].")
    assert [(citation.number, citation.passage_id) for citation in message.citations] == [
        (1, "passage-1"),
        (2, "passage-2"),
    ]


def test_what_was_shown_is_never_shown_shorter() -> None:
    world = World(ScriptedWriter([FIRST, CUT], " says how steep it is."))
    texts = [event.text for event in world.go_on(world.cut_off()) if isinstance(event, Written)]
    assert all(text.startswith(FIRST) for text in texts)


def test_the_model_sees_its_own_beginning_and_is_told_to_go_on() -> None:
    world, _ = resumed(" says how steep it is.")
    assert world.writer is not None
    lines = world.writer.prompts[1]
    assert [line.role for line in lines] == ["system", "user", "assistant", "user"]
    assert "points uphill" in lines[2].text
    assert "[1]" not in lines[2].text
    assert "Go on exactly where it stops" in lines[3].text


def test_going_on_costs_no_more_prompt_than_a_question() -> None:
    world = World(ScriptedWriter([FIRST + " word" * 900, CUT], " is."))
    world.passages = [make_passage("The gradient points uphill. " * 60, number=number) for number in range(4)]
    world.go_on(world.cut_off())
    assert world.writer is not None
    assert sum(estimate_tokens(line.text) for line in world.writer.prompts[1]) <= 700


def test_verdicts_of_the_rest_stand_in_the_right_place() -> None:
    _, message = resumed(" is $a = b$ here.")
    assert [message.text[claim.start : claim.end] for claim in message.claims] == ["a = b"]


def test_cut_off_again_it_can_go_on_again() -> None:
    world = World(ScriptedWriter([FIRST, CUT], [" says how", CUT], " steep it is."))
    once = world.go_on(world.cut_off())[-1]
    assert isinstance(once, Finished)
    assert once.message.state is MessageState.INTERRUPTED
    assert once.message.problem == str(CUT)
    again = world.go_on(once.message)[-1]
    assert isinstance(again, Finished)
    assert again.message.text.endswith("its length says how steep it is.")


def test_stopped_while_it_goes_on_what_is_there_stays() -> None:
    world = World(ScriptedWriter([FIRST, CUT], [" says how", " steep", " it is."]))
    message = world.cut_off()
    events = world.tutor().resume("ada", message.conversation_id, message.id)
    for event in events:
        if isinstance(event, Written) and "steep" in event.text:
            break
    events.close()  # type: ignore[attr-defined]
    kept = world.store.messages("ada", "conversation-1")[1]
    assert kept.text == FIRST + " says how steep"
    assert kept.state is MessageState.INTERRUPTED


def test_the_first_event_says_which_answer_goes_on() -> None:
    world = World(ScriptedWriter([FIRST, CUT], " is."))
    message = world.cut_off()
    assert world.go_on(message)[0] == Started("conversation-1", message.id)


def test_a_complete_answer_an_unknown_one_and_another_learners_are_refused() -> None:
    world = World(ScriptedWriter("Done."))
    message = list(world.tutor().turn("ada", "What is a gradient?"))[-1].message  # type: ignore[union-attr]
    with pytest.raises(InputError):
        world.go_on(message)
    with pytest.raises(NotFound):
        list(world.tutor().resume("ada", "conversation-1", "nothing"))
    with pytest.raises(NotFound):
        list(world.tutor().resume("eve", "conversation-1", message.id))


def test_without_a_model_it_is_said_and_nothing_changes() -> None:
    world = World(ScriptedWriter([FIRST, CUT]))
    message = world.cut_off()
    world.writer = None
    with pytest.raises(InputError, match="No language model"):
        world.go_on(message)
    assert world.store.messages("ada", "conversation-1")[1] == message


SHOWN = "The gradient points uphill. Its length says how steep the hill is at that very point, and"


@pytest.mark.parametrize(
    ("written", "fresh"),
    [
        (" it is never negative.", " it is never negative."),
        ("Its length says how steep the hill is at that very point, and it is long.", " it is long."),
        (f"{SHOWN} it is long.", " it is long."),
        (" at that very point, and it is long.", " it is long."),
        (SHOWN, ""),
        ("", ""),
        ("a", "a"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_a_beginning_that_was_shown_already_is_left_out(written: str, fresh: str, size: int) -> None:
    pieces = (written[at : at + size] for at in range(0, len(written), size))
    assert "".join(without_repeats(pieces, SHOWN)) == fresh


def test_an_answer_longer_than_what_is_held_back_begun_anew_is_not_repeated() -> None:
    shown = " ".join(f"Sentence number {n} says something new." for n in range(60))
    pieces = iter([shown[at : at + 5] for at in range(0, len(shown), 5)] + [" And the end."])
    assert "".join(without_repeats(pieces, shown)) == " And the end."
