"""A language model that writes an answer: one path for every OpenAI-compatible server."""

from __future__ import annotations

import importlib
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic import SecretStr

from assistant.errors import ModelError
from assistant.tutor.models.types import Connection, Manner, Respondent
from assistant.tutor.ports import PromptLine

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.tutor.models.wire import Wire

MOST_CHARACTERS = 60_000
"""No answer is longer, whatever the server was asked for."""

OpenChat = Callable[[Connection, Manner, "Wire"], "BaseChatModel"]


def open_openai_chat(connection: Connection, manner: Manner, wire: Wire) -> BaseChatModel:
    """Langchain's client for one answer from an OpenAI-compatible server."""
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=connection.model,
        base_url=connection.base_url or None,
        api_key=SecretStr(connection.api_key),
        http_client=wire.client,
        timeout=wire.timeout,
        temperature=manner.temperature,
        max_retries=0,
        stream_usage=False,
        use_responses_api=False,
        extra_body={manner.token_limit_name: manner.max_tokens},
    )


class ChatWriter:
    """Writes answers through langchain's `ChatOpenAI`; implements `assistant.tutor.ports.Writer`.

    Safe to share between threads: each answer has its own connection.

    Args:
        respondent: Who is asked, for messages.
        connect: Says where the answer comes from; called anew for each answer, so that a model that died
            can be started again and a model's name can be looked up. May raise a `ModelError`.
        manner: How it is asked to write.
        prompt_tokens: How many tokens of new prompt it reads in acceptable time.
        open_chat: Gives the chat model for one answer; tests put a scripted one here.
        prepare: Makes the model ready and has it read the static beginning of each prompt.
        close: Stops what `connect` started.
        count_tokens: The model's own tokenizer, where it is at hand.
    """

    def __init__(
        self,
        respondent: Respondent,
        connect: Callable[[Wire], Connection],
        manner: Manner,
        *,
        prompt_tokens: int,
        open_chat: OpenChat | None = None,
        prepare: Callable[[str], None] | None = None,
        close: Callable[[], None] | None = None,
        count_tokens: Callable[[str], int | None] | None = None,
    ) -> None:
        self._respondent = respondent
        self._connect = connect
        self._manner = manner
        self._prompt_tokens = prompt_tokens
        self._open_chat = open_chat or open_openai_chat
        self._prepare = prepare
        self._close = close
        self._count_tokens = count_tokens
        self._name = respondent.model

    @property
    def name(self) -> str:
        """The model's name, as recorded with each answer; known after the first answer when it is looked up."""
        return self._name or self._respondent.who

    @property
    def prompt_tokens(self) -> int:
        """How many tokens of new prompt this model reads in acceptable time."""
        return self._prompt_tokens

    def count_tokens(self, text: str) -> int | None:
        """The tokens of a text by the model's own tokenizer; None where that is not known."""
        return None if self._count_tokens is None else self._count_tokens(text)

    def prepare(self, system_text: str) -> None:
        """Make the first answer start sooner; call it from a thread of its own, early.

        Raises:
            ModelError: The embedded model did not start.
        """
        importlib.import_module("langchain_openai")  # a second and a half, better spent before the question
        if self._prepare is not None:
            self._prepare(system_text)

    def close(self) -> None:
        """Stop the embedded model, if that is what answers."""
        if self._close is not None:
            self._close()

    def stream(self, prompt: Sequence[PromptLine], *, deadline_seconds: float) -> AnswerStream:
        """Ask at once; the pieces of the answer are to be had from what is returned.

        Args:
            prompt: The messages, the system's first.
            deadline_seconds: The answer is cut off after this time, whatever the server does.

        Returns:
            An iterator of pieces that raises a `ModelError` after the last one when the answer is not
            whole. Its `close` may be called from any thread and ends the request at once.
        """
        answer = _Answer(
            self._respondent, self._connect_and_remember, self._manner, self._open_chat, tuple(prompt)
        )
        threading.Thread(target=answer.work, name="answer", daemon=True).start()
        return AnswerStream(answer, deadline_seconds)

    def _connect_and_remember(self, wire: Wire) -> Connection:
        connection = self._connect(wire)
        self._name = connection.model
        return connection


class AnswerStream(Iterator[str]):
    """The pieces of one answer as they arrive."""

    def __init__(self, answer: _Answer, deadline_seconds: float) -> None:
        self._answer = answer
        self._deadline_seconds = deadline_seconds
        self._deadline = time.monotonic() + deadline_seconds
        self._started = False
        self._over = False

    def __iter__(self) -> AnswerStream:
        return self

    def __next__(self) -> str:
        if self._over:
            raise StopIteration
        try:
            arrived = self._answer.arrived.get(timeout=max(0.0, self._deadline - time.monotonic()))
        except queue.Empty:
            self.close()
            from assistant.tutor.models.faults import past_deadline

            raise past_deadline(
                self._answer.respondent, self._deadline_seconds, started=self._started
            ) from None
        if isinstance(arrived, str) and not self._over:
            self._started = True
            return arrived
        self.close()
        if isinstance(arrived, ModelError):
            raise arrived
        raise StopIteration

    def close(self) -> None:
        """End the answer here and the request with it; the iterator then yields nothing more."""
        self._over = True
        self._answer.cut()

    def __del__(self) -> None:
        self.close()


class _Answer:
    """One request, read by a thread of its own so that no server can hold up the one who waits for it."""

    def __init__(
        self,
        respondent: Respondent,
        connect: Callable[[Wire], Connection],
        manner: Manner,
        open_chat: OpenChat,
        prompt: tuple[PromptLine, ...],
    ) -> None:
        self.arrived: queue.SimpleQueue[str | ModelError | None] = queue.SimpleQueue()
        self.respondent = respondent
        self._connect = connect
        self._manner = manner
        self._open_chat = open_chat
        self._prompt = prompt
        self._lock = threading.Lock()
        self._wire: Wire | None = None
        self._cut = threading.Event()
        self._characters = 0

    def cut(self) -> None:
        if self._cut.is_set():
            return
        self._cut.set()
        self.arrived.put(None)
        with self._lock:
            if self._wire is not None:
                self._wire.cut()

    def work(self) -> None:
        from assistant.tutor.models.faults import name_fault, retry_delay_seconds

        asked_before = False
        while not self._cut.is_set():
            try:
                self.arrived.put(self._ask())
                return
            except Exception as error:  # noqa: BLE001 - whatever the libraries raise becomes a named error
                delay = None if asked_before or self._characters else retry_delay_seconds(error)
                if delay is None:
                    self.arrived.put(name_fault(error, self.respondent, started=self._characters > 0))
                    return
                asked_before = True
                self._cut.wait(delay)

    def _ask(self) -> ModelError | None:
        """Put the pieces into `arrived`; return what is wrong with how the answer ended, if anything."""
        from assistant.tutor.models.faults import name_ending

        wire = self._open_wire()
        try:
            connection = self._connect(wire)
            finish_reason = self._read(self._open_chat(connection, self._manner, wire))
        finally:
            wire.close()
        return name_ending(self.respondent, finish_reason, started=self._characters > 0)

    def _read(self, chat: BaseChatModel) -> str:
        from langsmith import tracing_context

        # Someone who builds with langchain may have its tracing switched on for their own work; a learner's
        # conversation is not sent along.
        with tracing_context(enabled=False):
            return self._pass_on(chat)

    def _pass_on(self, chat: BaseChatModel) -> str:
        finish_reason = ""
        for chunk in chat.stream([(line.role, line.text) for line in self._prompt]):
            finish_reason = chunk.response_metadata.get("finish_reason") or finish_reason
            # Half of a surrogate pair is valid in JSON, and nothing after us could store it.
            piece = chunk.text.encode("utf-8", "replace").decode("utf-8")
            if self._cut.is_set():
                break
            if piece:
                self._characters += len(piece)
                self.arrived.put(piece)
            if self._characters > MOST_CHARACTERS:
                return "length"
        return str(finish_reason)

    def _open_wire(self) -> Wire:
        from assistant.tutor.models.wire import Wire

        wire = Wire(
            connect_timeout_seconds=self._manner.connect_timeout_seconds,
            read_timeout_seconds=self._manner.read_timeout_seconds,
            trust_environment=self._manner.trust_environment,
        )
        with self._lock:
            self._wire = wire
            if self._cut.is_set():
                wire.cut()
        return wire
