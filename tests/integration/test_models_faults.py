"""Each way a model's server can fail, over a real connection: a named error, what had arrived, in time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.errors import (
    ModelBadReply,
    ModelBusy,
    ModelContextTooLong,
    ModelError,
    ModelInterrupted,
    ModelMissing,
    ModelRefused,
    ModelRefusedKey,
    ModelTimeout,
    ModelUnreachable,
)
from assistant.settings import Settings
from assistant.tutor.models.choose import build_writer, choose_model
from assistant.tutor.ports import PromptLine
from assistant.tutor.writer import ChatWriter
from tests.fixtures.misbehaving_server import Fault, MisbehavingServer, Reply

KEY = "sk-very-secret-0123456789"
SAID = "The gradient of $x^2$ is $2x$, because the power comes down."
PROMPT = (PromptLine("system", "You are a tutor."), PromptLine("user", "What is the gradient?"))

Build = Callable[..., ChatWriter]


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "GROUNDWORK_MODEL",
        "GROUNDWORK_BASE_URL",
        "GROUNDWORK_API_KEY",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def build(base_url: str, **others: object) -> ChatWriter:
        settings = Settings(
            home=tmp_path,
            cache=tmp_path,
            base_url=base_url,
            **{
                "model": "scripted",
                "api_key": SecretStr(KEY),
                "connect_timeout_seconds": 0.5,
                "read_timeout_seconds": 0.5,
                **others,
            },
        )
        writer = build_writer(choose_model(settings), settings)
        assert writer is not None
        return writer

    return build


def listen(writer: ChatWriter, *, deadline_seconds: float = 10.0) -> tuple[str, ModelError | None, float]:
    """Everything that arrived, how it ended, and how long it took."""
    begun = time.monotonic()
    text = ""
    try:
        for piece in writer.stream(PROMPT, deadline_seconds=deadline_seconds):
            text += piece
    except ModelError as error:
        return text, error, time.monotonic() - begun
    return text, None, time.monotonic() - begun


def test_a_good_answer_arrives_whole_and_in_pieces(build: Build) -> None:
    with MisbehavingServer([SAID]) as server:
        pieces = list(build(server.base_url).stream(PROMPT, deadline_seconds=10))
        assert "".join(pieces) == SAID
        assert len(pieces) > 5
        (request,) = server.chats
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body["stream"] is True
    assert request.body["max_tokens"] > 0
    assert request.body["temperature"] <= 0.3
    assert [message["role"] for message in request.body["messages"]] == ["system", "user"]


BEFORE_THE_FIRST_WORD = [
    (Fault.WRONG_KEY, ModelRefusedKey, "did not accept the key"),
    (Fault.ECHOED_KEY, ModelRefusedKey, "did not accept the key"),
    (Fault.FORBIDDEN, ModelRefusedKey, "did not accept the key"),
    (Fault.NOT_FOUND, ModelMissing, "knows no model 'scripted'"),
    (Fault.BUSY_FOR_LONG, ModelBusy, "in 20 seconds"),
    (Fault.NO_CREDIT, ModelBusy, "credit"),
    (Fault.BROKEN, ModelBusy, "in trouble (HTTP 500)"),
    (Fault.HTML_ERROR, ModelBusy, "in trouble (HTTP 502)"),
    (Fault.BAD_REQUEST, ModelBadReply, "HTTP 400"),
    (Fault.TOO_LONG, ModelContextTooLong, "longer than scripted can read"),
    (Fault.HANG, ModelTimeout, "said nothing for too long"),
    (Fault.HTML, ModelBadReply, "GROUNDWORK_BASE_URL"),
    (Fault.EMPTY_BODY, ModelBadReply, "not an answer"),
    (Fault.CUT_JSON, ModelBadReply, "not an answer"),
    (Fault.EMPTY_CHOICES, ModelBadReply, "no answer"),
    (Fault.NO_CHOICES, ModelBadReply, "answer"),
    (Fault.RESET_AT_ONCE, ModelUnreachable, "closed the connection"),
    (Fault.NOT_HTTP, ModelUnreachable, "closed the connection"),
    (Fault.REDIRECT_LOOP, ModelUnreachable, "cannot be reached"),
    (Fault.ERROR_EVENT_AT_ONCE, ModelBusy, "out of memory"),
    (Fault.REFUSAL, ModelRefused, "declined"),
    (Fault.CONTENT_FILTER, ModelRefused, "declined"),
    (Fault.FLOOD_ONE_LINE, ModelBadReply, "cut off"),
]


@pytest.mark.parametrize(("fault", "kind", "words"), BEFORE_THE_FIRST_WORD, ids=lambda value: str(value))
def test_a_fault_before_the_first_word_is_named_and_says_what_to_do(
    build: Build, fault: Fault, kind: type[ModelError], words: str
) -> None:
    with MisbehavingServer([Reply(SAID, fault)]) as server:
        text, error, seconds = listen(build(server.base_url))
    assert text == ""
    assert type(error) is kind
    assert words in str(error)
    assert error.safe == "Your question is kept."
    assert error.todo
    assert KEY not in str(error) + repr(error) + repr(error.__cause__) + repr(error.__context__)
    assert seconds < 6


AFTER_THE_FIRST_WORD = [
    (Fault.RESET, ModelInterrupted, "broke off"),
    (Fault.HALF_CHUNK, ModelInterrupted, "broke off"),
    (Fault.HANG_IN_BODY, ModelInterrupted, "nothing more came"),
    (Fault.CUT_JSON_IN_BODY, ModelInterrupted, "damaged"),
    (Fault.NO_FINISH, ModelInterrupted, "without saying that it was done"),
    (Fault.LENGTH, ModelInterrupted, "go on"),
    (Fault.ERROR_EVENT, ModelInterrupted, "out of memory"),
    (Fault.CONTENT_FILTER_IN_BODY, ModelRefused, "declined"),
]


@pytest.mark.parametrize(("fault", "kind", "words"), AFTER_THE_FIRST_WORD, ids=lambda value: str(value))
def test_a_fault_in_mid_answer_keeps_what_arrived_and_shows_nothing_twice(
    build: Build, fault: Fault, kind: type[ModelError], words: str
) -> None:
    with MisbehavingServer([Reply(SAID, fault)]) as server:
        text, error, seconds = listen(build(server.base_url))
        assert len(server.chats) == 1, "what was shown must not be asked for again"
    assert text
    assert SAID.startswith(text)
    assert type(error) is kind
    assert words in str(error)
    assert error.safe == "What had arrived is kept."
    assert error.todo
    assert seconds < 6


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.BROKEN, Fault.RESET_AT_ONCE])
def test_a_short_trouble_before_the_first_word_is_tried_once_more(build: Build, fault: Fault) -> None:
    with MisbehavingServer([Reply("", fault), Reply(SAID)]) as server:
        text, error, _ = listen(build(server.base_url))
        assert len(server.chats) == 2
    assert (text, error) == (SAID, None)


def test_it_is_tried_once_more_and_not_again(build: Build) -> None:
    with MisbehavingServer([Reply("", Fault.BROKEN)]) as server:
        _, error, _ = listen(build(server.base_url))
        assert len(server.chats) == 2
    assert type(error) is ModelBusy


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP, Fault.SLOW, Fault.HANG_IN_BODY, Fault.FLOOD])
def test_the_deadline_holds_whatever_the_server_does(build: Build, fault: Fault) -> None:
    with MisbehavingServer([Reply(SAID * 3, fault)]) as server:
        writer = build(server.base_url, read_timeout_seconds=60.0)
        text, error, seconds = listen(writer, deadline_seconds=1.0)
        assert server.hung_up.wait(3), "the request must be cut off, not left running"
    assert isinstance(error, ModelTimeout | ModelInterrupted)
    assert (SAID * 3).startswith(text) or fault is Fault.FLOOD
    assert seconds < 2.0


def test_an_answer_without_end_is_cut_off(build: Build) -> None:
    with MisbehavingServer([Reply("Again and again. " * 50, Fault.FLOOD)], piece_characters=1000) as server:
        text, error, _ = listen(build(server.base_url))
        assert server.hung_up.wait(3)
    assert type(error) is ModelInterrupted
    assert 60_000 <= len(text) < 70_000


@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.HANG_IN_BODY])
def test_closing_the_answer_ends_the_request_at_once(build: Build, fault: Fault) -> None:
    with MisbehavingServer([Reply(SAID * 20, fault)]) as server:
        answer = build(server.base_url, read_timeout_seconds=60.0).stream(PROMPT, deadline_seconds=60)
        next(answer)
        begun = time.monotonic()
        answer.close()
        assert server.hung_up.wait(3)
        assert time.monotonic() - begun < 2
        assert list(answer) == []


def test_an_answer_nobody_holds_any_more_ends_its_request(build: Build) -> None:
    with MisbehavingServer([Reply(SAID * 20, Fault.SLOW)]) as server:
        answer = build(server.base_url).stream(PROMPT, deadline_seconds=60)
        next(answer)
        del answer
        assert server.hung_up.wait(3)


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP])
def test_another_thread_can_stop_an_answer_that_has_not_begun(build: Build, fault: Fault) -> None:
    with MisbehavingServer([Reply(SAID, fault)]) as server:
        answer = build(server.base_url, read_timeout_seconds=60.0).stream(PROMPT, deadline_seconds=60)
        threading.Timer(0.5, answer.close).start()
        begun = time.monotonic()
        assert list(answer) == []
        assert time.monotonic() - begun < 2
        assert server.hung_up.wait(3)


def test_nobody_at_the_address_is_said_in_seconds(build: Build) -> None:
    with MisbehavingServer() as server:
        address = server.base_url
    text, error, seconds = listen(build(address))
    assert text == ""
    assert type(error) is ModelUnreachable
    assert address in error.what
    assert "GROUNDWORK_BASE_URL" in error.todo
    assert seconds < 5


def test_a_key_with_a_line_end_in_it_is_refused_before_it_is_sent(build: Build) -> None:
    with MisbehavingServer() as server:
        _, error, _ = listen(build(server.base_url, api_key=SecretStr("sk-one\nsk-two")))
        assert server.requests == []
    assert type(error) is ModelRefusedKey
    assert "sk-one" not in str(error)


def test_text_that_cannot_be_stored_is_mended(build: Build) -> None:
    with MisbehavingServer([Reply(fault=Fault.HALF_SURROGATE)]) as server:
        text, error, _ = listen(build(server.base_url))
    assert error is None
    assert text == "a? b"
    text.encode("utf-8")


def test_without_a_name_the_first_model_that_writes_is_taken(build: Build) -> None:
    with MisbehavingServer([SAID], models=("nomic-embed-text", "llama", "other")) as server:
        writer = build(server.base_url, model="auto")
        assert server.base_url in writer.name
        assert listen(writer)[0] == SAID
        assert listen(writer)[0] == SAID
        assert {request.body["model"] for request in server.chats} == {"llama"}
        assert len(server.requests) == 3, "the name is looked up once"
    assert writer.name == "llama"


def test_a_server_without_a_model_says_so(build: Build) -> None:
    with MisbehavingServer(models=()) as server:
        _, error, _ = listen(build(server.base_url, model="auto"))
    assert type(error) is ModelMissing
    assert "no model that writes answers" in error.what


def test_the_persons_proxy_is_not_used_for_a_loopback_address(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with MisbehavingServer([SAID]) as server:
        assert listen(build(server.base_url))[:2] == (SAID, None)


def test_a_conversation_is_not_sent_to_a_tracing_service(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MisbehavingServer([SAID]) as server, MisbehavingServer() as service:
        for name, value in {
            "LANGSMITH_TRACING": "true",
            "LANGCHAIN_TRACING_V2": "true",
            "LANGSMITH_ENDPOINT": service.base_url,
            "LANGSMITH_API_KEY": "lsv2_pt_test",
        }.items():
            monkeypatch.setenv(name, value)
        assert listen(build(server.base_url))[:2] == (SAID, None)
        time.sleep(1.0)
        assert service.requests == []


def test_ten_answers_at_once_do_not_mix(build: Build) -> None:
    texts = [f"Answer {number}. " * 20 for number in range(10)]
    replies = [Reply(text, when=f"question-{number};") for number, text in enumerate(texts)]
    got: dict[int, str] = {}
    with MisbehavingServer(replies) as server:
        writer = build(server.base_url, read_timeout_seconds=10.0)

        def ask(number: int) -> None:
            prompt = [PromptLine("user", f"question-{number};")]
            got[number] = "".join(writer.stream(prompt, deadline_seconds=20))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [got[number] for number in range(10)] == texts


def test_the_key_is_in_no_representation(build: Build) -> None:
    with MisbehavingServer([SAID]) as server:
        writer = build(server.base_url)
        seen = repr(writer) + repr(vars(writer)) + repr(writer.stream(PROMPT, deadline_seconds=5))
    assert KEY not in seen
