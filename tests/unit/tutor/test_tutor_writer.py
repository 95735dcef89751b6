"""The writer's own promises, on a scripted model and without any network."""

from __future__ import annotations

import gc
import threading
import time

import pytest
from pydantic import BaseModel

from assistant.errors import ModelBadReply, ModelInterrupted, ModelRefused, ModelTimeout, ModelUnreachable
from assistant.tutor.models.types import Connection, Kind, Manner, Respondent
from assistant.tutor.ports import PromptLine, Writer
from assistant.tutor.writer import MOST_CHARACTERS, ChatWriter
from tests.fixtures.scripted_model import Line, ScriptedChatModel, UnexpectedCallError

KEY = "sk-unit-test-0123456789"
MANNER = Manner(
    max_tokens=100,
    temperature=0.2,
    token_limit_name="max_tokens",
    connect_timeout_seconds=1.0,
    read_timeout_seconds=1.0,
    trust_environment=False,
)
PROMPT = (
    PromptLine("system", "Teach."),
    PromptLine("user", "Why?"),
    PromptLine("assistant", "So."),
    PromptLine("user", "And?"),
)


def build(model: ScriptedChatModel, *, key: str = KEY) -> ChatWriter:
    return ChatWriter(
        Respondent(Kind.ENDPOINT, "The model at http://127.0.0.1:1/v1", "asked-for", secret=key),
        lambda wire: Connection("http://127.0.0.1:1/v1", "found", key),
        MANNER,
        prompt_tokens=900,
        open_chat=lambda connection, manner, wire: model,
    )


def test_it_is_a_writer_as_a_turn_wants_it() -> None:
    writer: Writer = build(ScriptedChatModel())
    assert writer.name == "asked-for"
    assert writer.prompt_tokens == 900


def test_the_pieces_join_to_the_answer_and_the_prompt_arrives_as_it_was() -> None:
    model = ScriptedChatModel(["The gradient is $2x$."])
    writer = build(model)
    assert "".join(writer.stream(PROMPT, deadline_seconds=5)) == "The gradient is $2x$."
    (messages,) = model.calls
    assert [(message.type, message.content) for message in messages] == [
        ("system", "Teach."),
        ("human", "Why?"),
        ("ai", "So."),
        ("human", "And?"),
    ]
    assert writer.name == "found", "the name is that of the model that answered"
    model.assert_done()


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        (Line("Half of", finish_reason=None), ModelInterrupted, "Half of"),
        (Line("Half of", finish_reason="length"), ModelInterrupted, "Half of"),
        (Line("Half of", finish_reason="content_filter"), ModelRefused, "Half of"),
        (Line("", finish_reason="stop"), ModelRefused, ""),
        (Line("", finish_reason=None), ModelBadReply, ""),
        (Line("Half of", error=KeyError("choices")), ModelInterrupted, "Half of"),
        (Line("", error=IndexError("list index out of range")), ModelBadReply, ""),
        (Line("", error=ConnectionResetError()), ModelUnreachable, ""),
    ],
)
def test_an_answer_that_is_not_whole_says_so_after_what_arrived(
    line: Line, kind: type[Exception], text: str
) -> None:
    got = ""
    with pytest.raises(kind) as stopped:
        for piece in build(ScriptedChatModel([line])).stream(PROMPT, deadline_seconds=5):
            got += piece
    assert got == text
    kept = "What had arrived is kept." if text else "Your question is kept."
    assert stopped.value.safe == kept  # type: ignore[attr-defined]


def test_nothing_is_asked_twice_after_the_first_word() -> None:
    model = ScriptedChatModel([Line("Half", error=ConnectionResetError()), "Never said."])
    with pytest.raises(ModelInterrupted):
        list(build(model).stream(PROMPT, deadline_seconds=5))
    assert len(model.calls) == 1


def test_the_iterator_stays_at_its_end() -> None:
    answer = build(ScriptedChatModel(["Done."])).stream(PROMPT, deadline_seconds=5)
    assert "".join(answer) == "Done."
    assert list(answer) == []
    answer.close()


def test_the_deadline_is_for_the_whole_answer() -> None:
    stuck = threading.Event()
    model = ScriptedChatModel([Line("abcdefgh", before_each_piece=lambda: stuck.wait(5) and None)])
    begun = time.monotonic()
    with pytest.raises(ModelTimeout, match=r"within 0\.2 seconds"):
        list(build(model).stream(PROMPT, deadline_seconds=0.2))
    assert time.monotonic() - begun < 2
    stuck.set()


def test_closing_from_another_thread_ends_the_wait() -> None:
    stuck = threading.Event()
    model = ScriptedChatModel([Line("abcd", before_each_piece=lambda: stuck.wait(5) and None)])
    answer = build(model).stream(PROMPT, deadline_seconds=5)
    threading.Timer(0.1, answer.close).start()
    begun = time.monotonic()
    assert list(answer) == []
    assert time.monotonic() - begun < 2
    stuck.set()


def test_a_forgotten_answer_is_no_longer_read() -> None:
    go_on = threading.Event()
    pieces = []

    def before_each_piece() -> None:
        pieces.append(1)
        go_on.wait(0.02)

    model = ScriptedChatModel([Line("x" * 4000, before_each_piece=before_each_piece)])
    answer = build(model).stream(PROMPT, deadline_seconds=30)
    next(answer)
    del answer
    gc.collect()
    time.sleep(0.2)
    seen = len(pieces)
    time.sleep(0.2)
    assert len(pieces) == seen < 1000


def test_an_answer_without_end_is_cut_off_where_it_may_go_on() -> None:
    model = ScriptedChatModel([Line("x" * (2 * MOST_CHARACTERS), piece_characters=5000)])
    got = ""
    with pytest.raises(ModelInterrupted, match="go on"):
        for piece in build(model).stream(PROMPT, deadline_seconds=5):
            got += piece
    assert MOST_CHARACTERS < len(got) <= MOST_CHARACTERS + 5000


def test_text_that_cannot_be_stored_is_mended() -> None:
    answer = "".join(build(ScriptedChatModel(["a\ud83db"])).stream(PROMPT, deadline_seconds=5))
    assert answer == "a?b"


def test_the_key_is_in_no_message_and_no_representation() -> None:
    model = ScriptedChatModel([Line(error=RuntimeError(f"the key {KEY} is bad"))])
    writer = build(model)
    with pytest.raises(ModelBadReply) as stopped:
        list(writer.stream(PROMPT, deadline_seconds=5))
    error = stopped.value
    assert (
        KEY not in f"{error} {error!r} {error.__cause__!r} {error.__context__!r} {writer!r} {vars(writer)!r}"
    )
    assert KEY not in repr(Connection("u", "m", KEY)) + repr(Respondent(Kind.OPENAI, "OpenAI", secret=KEY))


def test_the_scripted_model_fails_on_a_call_it_did_not_expect() -> None:
    model = ScriptedChatModel(["Once."])
    assert model.invoke("first").text == "Once."
    with pytest.raises(UnexpectedCallError, match="second"):
        model.invoke("second")
    assert len(model.calls) == 2
    with pytest.raises(AssertionError):
        ScriptedChatModel(["Never said."]).assert_done()


def test_the_scripted_model_reads_structured_output() -> None:
    class Opinion(BaseModel):
        covered: bool

    model = ScriptedChatModel(['{"covered": true}'])
    assert model.with_structured_output(Opinion).invoke("What do you think?") == Opinion(covered=True)
