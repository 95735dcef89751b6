"""Which model answers, and why: the settings decide, and `groundwork doctor` shows the reason."""

from __future__ import annotations

import importlib.util
import ipaddress
import re
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from assistant.downloads.model_file import EMBEDDED_MODEL, find_model
from assistant.errors import ConfigurationError, GroundworkError, ModelError, ModelMissing
from assistant.settings import Settings
from assistant.tutor.models.types import Connection, Kind, Manner, Respondent
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
_NO_KEY = "none-needed"
_MOST_NAMES_SHOWN = 8
_SET_ONE_UP = (
    "Run `make model` once with a network to have the embedded model, or set OPENAI_API_KEY or "
    "GROUNDWORK_BASE_URL."
)
# OpenAI's later models refuse any temperature but their own.
_OPENAI_TAKES_TEMPERATURE = re.compile(r"gpt-(3\.5|4)")
_WRITES_NO_ANSWERS = re.compile(r"embed|rerank|whisper|tts|moderation|dall-e", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The model that answers.

    `name` is empty when the endpoint's first model is to be
    taken. `base_url` is empty for all but an endpoint; it carries no password. `todo` says how to have a
    model when there is none.
    """

    kind: Kind
    name: str
    reason: str
    base_url: str = ""
    todo: str = ""
    model_path: Path | None = None


@dataclass(frozen=True, slots=True)
class ModelProbe:
    """Whether the chosen model answers, in a sentence, and what to do when it does not."""

    ok: bool
    message: str
    todo: str = ""


def choose_model(settings: Settings) -> ModelChoice:
    """Decide which model answers; touches no network and raises nothing.

    `auto` takes the first that is set up: a base URL, an API key, the embedded model's file, none.
    """
    wanted = settings.model.strip() or "auto"
    if wanted == "none":
        return ModelChoice(
            Kind.NONE, "", "GROUNDWORK_MODEL is none.", todo="Unset GROUNDWORK_MODEL to have a model."
        )
    if wanted == "embedded":
        return _choose_embedded(settings, "GROUNDWORK_MODEL is embedded")
    name = "" if wanted == "auto" else wanted
    if settings.base_url:
        return _choose_endpoint(settings.base_url, name)
    if _api_key(settings):
        return ModelChoice(Kind.OPENAI, name or OPENAI_DEFAULT, "An API key is set.")
    if name:
        return ModelChoice(
            Kind.NONE,
            "",
            f"GROUNDWORK_MODEL names {name}, and neither GROUNDWORK_BASE_URL nor an API key is set.",
            todo="Set one of them, or set GROUNDWORK_MODEL to embedded.",
        )
    return _choose_embedded(settings, "No base URL and no API key is set")


def build_writer(choice: ModelChoice, settings: Settings) -> ChatWriter | None:
    """Build what writes the answers; None when no model is to answer.

    Nothing is started, imported or asked here: the first answer, or `ChatWriter.prepare`, does that.
    """
    if choice.kind is Kind.NONE:
        return None
    if choice.kind is Kind.EMBEDDED:
        return _embedded_writer(choice, settings)
    return _remote_writer(choice, settings)


def probe(choice: ModelChoice, settings: Settings) -> ModelProbe:
    """Ask the chosen model something cheap, within five seconds (the embedded one is started for it)."""
    if choice.kind is Kind.NONE:
        return ModelProbe(False, f"No model answers: {choice.reason}", choice.todo)
    try:
        if choice.kind is Kind.EMBEDDED:
            return _probe_by_asking(choice, settings, deadline_seconds=60.0)
        return _probe_remote(choice, settings)
    except ModelError as error:
        return ModelProbe(False, error.what, error.todo)


def _choose_embedded(settings: Settings, because: str) -> ModelChoice:
    try:
        path = find_model(settings.downloads_path, settings.model_path)
    except GroundworkError as error:
        return ModelChoice(Kind.NONE, "", error.what, todo=error.todo)
    if path is None:
        return ModelChoice(
            Kind.NONE, "", f"{because}, and the embedded model's file is not here.", todo=_SET_ONE_UP
        )
    if importlib.util.find_spec("xllamacpp") is None:
        return ModelChoice(
            Kind.NONE,
            "",
            "The package xllamacpp, which runs the embedded model, is not installed.",
            todo="Install Groundwork's dependencies again, or set OPENAI_API_KEY or GROUNDWORK_BASE_URL.",
        )
    if settings.model_path is not None:
        return ModelChoice(
            Kind.EMBEDDED, path.stem, f"{because}; GROUNDWORK_MODEL_PATH is used.", model_path=path
        )
    return ModelChoice(
        Kind.EMBEDDED, EMBEDDED_MODEL.name, f"{because}; the embedded one is here.", model_path=path
    )


def _choose_endpoint(base_url: str, name: str) -> ModelChoice:
    try:
        address = parse_base_url(base_url)
    except ConfigurationError as error:
        return ModelChoice(Kind.NONE, "", error.what, todo=error.todo)
    named = "" if name else " No GROUNDWORK_MODEL is set: its first model is taken."
    return ModelChoice(Kind.ENDPOINT, name, f"GROUNDWORK_BASE_URL is set.{named}", base_url=address)


def parse_base_url(text: str) -> str:
    """Read an endpoint's address; one without a path gets the `/v1` that all these servers have.

    Raises:
        ConfigurationError: It is no http or https address, or carries a password.
    """
    todo = "Set GROUNDWORK_BASE_URL to something like http://127.0.0.1:11434/v1."
    try:
        parts = urlsplit(text.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError("GROUNDWORK_BASE_URL is not an http or https address.", todo=todo)
    if parts.username or parts.password:
        raise ConfigurationError(
            "GROUNDWORK_BASE_URL carries a user name or a password.",
            todo="Put the key into GROUNDWORK_API_KEY and leave it out of the address.",
        )
    path = parts.path.rstrip("/") or "/v1"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _embedded_writer(choice: ModelChoice, settings: Settings) -> ChatWriter:
    from assistant.tutor.models.embedded import EmbeddedModel

    assert choice.model_path is not None
    model = EmbeddedModel(
        choice.model_path, name=choice.name, log_path=settings.home / "logs" / "embedded-model.log"
    )

    def connect(_: Wire) -> Connection:
        return Connection(base_url=model.base_url, api_key=model.api_key, model=model.name)

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
        Respondent(Kind.EMBEDDED, "The embedded model", model.name),
        connect,
        manner,
        prompt_tokens=EMBEDDED_PROMPT_TOKENS,
        prepare=model.warm,
        close=model.close,
    )


def _remote_writer(choice: ModelChoice, settings: Settings) -> ChatWriter:
    asked = _respondent(choice, settings)
    found_name: list[str] = [choice.name] if choice.name else []

    def connect(wire: Wire) -> Connection:
        if not found_name:
            found_name.append(_first_model(_list_models(wire, choice, settings), asked))
        return Connection(
            base_url=choice.base_url, api_key=_api_key(settings) or _NO_KEY, model=found_name[0]
        )

    is_openai = choice.kind is Kind.OPENAI
    manner = Manner(
        max_tokens=_REMOTE_ANSWER_TOKENS,
        temperature=None if is_openai and not _OPENAI_TAKES_TEMPERATURE.match(choice.name) else _TEMPERATURE,
        token_limit_name="max_completion_tokens" if is_openai else "max_tokens",
        connect_timeout_seconds=settings.connect_timeout_seconds,
        read_timeout_seconds=settings.read_timeout_seconds,
        trust_environment=_trusts_environment(choice),
    )
    return ChatWriter(asked, connect, manner, prompt_tokens=REMOTE_PROMPT_TOKENS)


def _probe_remote(choice: ModelChoice, settings: Settings) -> ModelProbe:
    from assistant.tutor.models.faults import name_fault
    from assistant.tutor.models.wire import Wire

    asked = _respondent(choice, settings)
    wire = Wire(
        connect_timeout_seconds=min(_PROBE_SECONDS, settings.connect_timeout_seconds),
        read_timeout_seconds=_PROBE_SECONDS,
        trust_environment=_trusts_environment(choice),
    )
    # Each read has its own timeout; only this one holds for a server that drips.
    alarm = threading.Timer(_PROBE_SECONDS, wire.cut)
    alarm.start()
    try:
        names = _list_models(wire, choice, settings)
        name = choice.name or _first_model(names, asked)
    except Exception as error:  # noqa: BLE001 - whatever the libraries raise becomes a named error
        fault = name_fault(error, asked, started=False)
        if isinstance(fault, ModelMissing) and choice.name:
            # Some servers list nothing and answer all the same.
            return _probe_by_asking(choice, settings, deadline_seconds=_PROBE_SECONDS)
        return ModelProbe(False, fault.what, fault.todo)
    finally:
        alarm.cancel()
        wire.close()
    if names and name not in names:
        listed = ", ".join(names[:_MOST_NAMES_SHOWN])
        return ModelProbe(
            False,
            f"{asked.who} has no model {name}; it has {listed}.",
            "Set GROUNDWORK_MODEL to one of them.",
        )
    return ModelProbe(True, f"{asked.who} answers, with {name}.")


def _probe_by_asking(choice: ModelChoice, settings: Settings, *, deadline_seconds: float) -> ModelProbe:
    writer = build_writer(choice, settings)
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


def _list_models(wire: Wire, choice: ModelChoice, settings: Settings) -> tuple[str, ...]:
    import openai

    client = openai.OpenAI(
        base_url=choice.base_url or None,
        api_key=_api_key(settings) or _NO_KEY,
        http_client=wire.client,
        max_retries=0,
    )
    return tuple(model.id for model in client.models.list().data or ())


def _first_model(names: tuple[str, ...], asked: Respondent) -> str:
    for name in names:
        if not _WRITES_NO_ANSWERS.search(name):
            return name
    raise ModelMissing(
        f"{asked.who} has no model that writes answers.",
        safe="Your question is kept.",
        todo="Load a model there, or set GROUNDWORK_MODEL to its name.",
    )


def _respondent(choice: ModelChoice, settings: Settings) -> Respondent:
    who = "OpenAI" if choice.kind is Kind.OPENAI else f"The model at {choice.base_url}"
    return Respondent(choice.kind, who, choice.name, secret=_api_key(settings))


def _api_key(settings: Settings) -> str:
    return settings.api_key.get_secret_value().strip() if settings.api_key else ""


def _trusts_environment(choice: ModelChoice) -> bool:
    host = urlsplit(choice.base_url).hostname or ""
    if host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True
