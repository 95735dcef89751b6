"""Which model answers, and why: the settings decide, and `groundwork doctor` shows the reason."""

from __future__ import annotations

import importlib.util
import re
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.downloads.model_file import find_model
from assistant.errors import ConfigurationError, GroundworkError, ModelMissing
from assistant.settings import Settings
from assistant.tutor.models.embedded import EmbeddedModel, build_embedded_model, embedded_name
from assistant.tutor.models.endpoint import (
    api_key_of,
    first_model,
    list_models,
    parse_base_url,
    respondent_of,
    sendable_key,
    trusts_environment,
)
from assistant.tutor.models.types import Connection, Kind, Manner, ModelChoice, ModelProbe
from assistant.tutor.ports import PromptLine
from assistant.tutor.writer import ChatWriter

if TYPE_CHECKING:
    from assistant.tutor.models.wire import Wire

OPENAI_DEFAULT = "gpt-4.1-mini"
EMBEDDED_PROMPT_TOKENS = 700
"""New tokens of prompt that the embedded model reads on two cores before a learner's patience ends."""
REMOTE_PROMPT_TOKENS = 6000

_EMBEDDED_ANSWER_TOKENS = 700
_REMOTE_ANSWER_TOKENS = 2000
_EMBEDDED_READ_SECONDS = 120.0
_TEMPERATURE = 0.2
_PROBE_SECONDS = 5.0
_EMBEDDED_PROBE_SECONDS = 60.0
_MOST_NAMES_SHOWN = 8
_MOST_NAME_CHARACTERS = 80
_SET_ONE_UP = (
    "Run `groundwork prepare` once with a network to have the embedded model, or set OPENAI_API_KEY or "
    "GROUNDWORK_BASE_URL."
)
# OpenAI's later models refuse any temperature but their own.
_OPENAI_TAKES_TEMPERATURE = re.compile(r"gpt-(3\.5|4)")


def choose_model(settings: Settings) -> ModelChoice:
    """Decide which model answers; touches no network and raises nothing.

    `auto` takes the first that is set up: a base URL, an API key, the embedded model's file, none.
    """
    wanted = settings.model.strip() or "auto"
    if wanted == "none":
        return _no_model("GROUNDWORK_MODEL is none.", "Unset GROUNDWORK_MODEL to have a model.")
    if wanted == "embedded":
        return _choose_embedded(settings, "GROUNDWORK_MODEL is embedded")
    named = "" if wanted == "auto" else wanted
    if settings.base_url:
        return _choose_endpoint(settings.base_url, named)
    if api_key_of(settings):
        name = named or OPENAI_DEFAULT
        return ModelChoice(Kind.OPENAI, name, "An API key is set.", model=name)
    if named:
        return _no_model(
            f"GROUNDWORK_MODEL names {named}, and neither GROUNDWORK_BASE_URL nor an API key is set.",
            "Set one of them, or set GROUNDWORK_MODEL to embedded.",
        )
    return _choose_embedded(settings, "No base URL and no API key is set")


def build_writer(
    choice: ModelChoice, settings: Settings, embedded: Callable[[], EmbeddedModel] | None = None
) -> ChatWriter | None:
    """Build what writes the answers; None when no model is to answer.

    Nothing is started, imported or asked here: the first answer, or `ChatWriter.prepare`, does that.

    Args:
        choice: From `choose_model`.
        settings: Timeouts, key and places.
        embedded: Gives the embedded model that the app shares between writers; without it the writer has
            its own, and `ChatWriter.close` stops it.
    """
    if choice.kind is Kind.NONE:
        return None
    if choice.kind is Kind.EMBEDDED:
        return _embedded_writer(choice, settings, embedded)
    return _remote_writer(choice, settings)


def probe_model(
    choice: ModelChoice, settings: Settings, embedded: Callable[[], EmbeddedModel] | None = None
) -> ModelProbe:
    """Ask the chosen model something: a list of its models within five seconds, the embedded one for a word.

    Args:
        choice: From `choose_model`.
        settings: Timeouts, key and places.
        embedded: As for `build_writer`; without it a model is started for this and stopped after it.
    """
    if choice.kind is Kind.NONE:
        return ModelProbe(False, f"No model answers: {choice.reason}", choice.todo)
    try:
        if choice.kind is Kind.EMBEDDED:
            return _probe_by_asking(choice, settings, embedded, deadline_seconds=_EMBEDDED_PROBE_SECONDS)
        return _probe_by_list(choice, settings)
    except GroundworkError as error:
        return ModelProbe(False, error.what, error.todo)


def _no_model(reason: str, todo: str) -> ModelChoice:
    return ModelChoice(Kind.NONE, "none", reason, todo=todo)


def _choose_embedded(settings: Settings, because: str) -> ModelChoice:
    try:
        path = find_model(settings.downloads_path, settings.model_path)
    except GroundworkError as error:
        return _no_model(error.what, error.todo)
    if path is None:
        return _no_model(f"{because}, and the embedded model's file is not here.", _SET_ONE_UP)
    if importlib.util.find_spec("xllamacpp") is None:
        return _no_model(
            "The package xllamacpp, which runs the embedded model, is not installed.",
            "Install Groundwork's dependencies again, or set OPENAI_API_KEY or GROUNDWORK_BASE_URL.",
        )
    name = embedded_name(path, settings)
    whose = "the file GROUNDWORK_MODEL_PATH names" if settings.model_path else "the embedded model's file"
    return ModelChoice(Kind.EMBEDDED, name, f"{because}, and {whose} is here.", model=name)


def _choose_endpoint(base_url: str, named: str) -> ModelChoice:
    try:
        address = parse_base_url(base_url)
    except ConfigurationError as error:
        return _no_model(error.what, error.todo)
    if named:
        return ModelChoice(Kind.ENDPOINT, named, "GROUNDWORK_BASE_URL is set.", base_url=address, model=named)
    return ModelChoice(
        Kind.ENDPOINT,
        f"the first model at {address}",
        "GROUNDWORK_BASE_URL is set; GROUNDWORK_MODEL is not.",
        base_url=address,
    )


def _embedded_writer(
    choice: ModelChoice, settings: Settings, shared: Callable[[], EmbeddedModel] | None
) -> ChatWriter:
    own = build_embedded_model(settings) if shared is None else None

    def model() -> EmbeddedModel:
        if own is not None:
            return own
        assert shared is not None
        return shared()

    def connect(_: Wire) -> Connection:
        running = model()
        return Connection(base_url=running.base_url, api_key=running.api_key, model=running.name)

    manner = Manner(
        max_tokens=_EMBEDDED_ANSWER_TOKENS,
        temperature=_TEMPERATURE,
        token_limit_name="max_tokens",
        connect_timeout_seconds=settings.connect_timeout_seconds,
        # It says nothing while it reads a long prompt, and the deadline of the turn holds in any case.
        read_timeout_seconds=max(_EMBEDDED_READ_SECONDS, settings.read_timeout_seconds),
        trust_environment=False,
    )
    return ChatWriter(
        respondent_of(choice, settings),
        connect,
        manner,
        prompt_tokens=EMBEDDED_PROMPT_TOKENS,
        prepare=lambda system_text: model().warm(system_text),
        close=own.close if own is not None else None,
        count_tokens=lambda text: model().count_tokens(text),
    )


def _remote_writer(choice: ModelChoice, settings: Settings) -> ChatWriter:
    asked = respondent_of(choice, settings)
    known: list[str] = [choice.model] if choice.model else []

    def connect(wire: Wire) -> Connection:
        if not known:
            known.append(first_model(list_models(wire, choice, settings), asked))
        return Connection(base_url=choice.base_url, api_key=sendable_key(settings), model=known[0])

    is_openai = choice.kind is Kind.OPENAI
    manner = Manner(
        max_tokens=_REMOTE_ANSWER_TOKENS,
        temperature=None if is_openai and not _OPENAI_TAKES_TEMPERATURE.match(choice.model) else _TEMPERATURE,
        token_limit_name="max_completion_tokens" if is_openai else "max_tokens",
        connect_timeout_seconds=settings.connect_timeout_seconds,
        read_timeout_seconds=settings.read_timeout_seconds,
        trust_environment=trusts_environment(choice),
    )
    return ChatWriter(asked, connect, manner, prompt_tokens=REMOTE_PROMPT_TOKENS)


def _probe_by_list(choice: ModelChoice, settings: Settings) -> ModelProbe:
    from assistant.tutor.models.faults import name_fault
    from assistant.tutor.models.wire import Wire

    asked = respondent_of(choice, settings)
    wire = Wire(
        connect_timeout_seconds=min(_PROBE_SECONDS, settings.connect_timeout_seconds),
        read_timeout_seconds=_PROBE_SECONDS,
        trust_environment=trusts_environment(choice),
    )
    # Each read has its own timeout; only this one holds for a server that drips.
    alarm = threading.Timer(_PROBE_SECONDS, wire.cut)
    alarm.start()
    try:
        names = list_models(wire, choice, settings)
        name = choice.model or first_model(names, asked)
    except Exception as error:  # noqa: BLE001 - whatever the libraries raise becomes a named error
        fault = name_fault(error, asked, started=False)
        if isinstance(fault, ModelMissing) and choice.model:
            # Some servers list nothing and answer all the same.
            return _probe_by_asking(choice, settings, None, deadline_seconds=_PROBE_SECONDS)
        return ModelProbe(False, fault.what, fault.todo)
    finally:
        alarm.cancel()
        wire.close()
    if names and name not in names:
        listed = ", ".join(listed_name[:_MOST_NAME_CHARACTERS] for listed_name in names[:_MOST_NAMES_SHOWN])
        return ModelProbe(
            False,
            f"{asked.who} has no model {name}; it has {listed}.",
            "Set GROUNDWORK_MODEL to one of them.",
        )
    return ModelProbe(True, f"{asked.who} answers, with {name}.")


def _probe_by_asking(
    choice: ModelChoice,
    settings: Settings,
    embedded: Callable[[], EmbeddedModel] | None,
    *,
    deadline_seconds: float,
) -> ModelProbe:
    writer = build_writer(choice, settings, embedded)
    assert writer is not None
    begun = time.monotonic()
    answer = writer.stream([PromptLine("user", "Say yes.")], deadline_seconds=deadline_seconds)
    try:
        next(answer)
    finally:
        answer.close()
        writer.close()
    return ModelProbe(
        True, f"{writer.name} answers; its first word took {time.monotonic() - begun:.1f} seconds."
    )
