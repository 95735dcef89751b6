"""What is known of a server from the settings, and what can be asked of it."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from assistant.errors import ConfigurationError, ModelMissing, ModelRefusedKey
from assistant.settings import Settings
from assistant.tutor.models.types import Kind, ModelChoice, Respondent

if TYPE_CHECKING:
    from assistant.tutor.models.wire import Wire

_NO_KEY = "none-needed"

_WRITES_NO_ANSWERS = re.compile(r"embed|rerank|whisper|tts|moderation|dall-e", re.IGNORECASE)


def parse_base_url(text: str) -> str:
    """Read an endpoint's address; one without a path gets the `/v1` that all these servers have.

    Raises:
        ConfigurationError: It is no http or https address, or carries what may be a secret.
    """
    todo = "Set GROUNDWORK_BASE_URL to something like http://127.0.0.1:11434/v1."
    try:
        parts = urlsplit(text.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError("GROUNDWORK_BASE_URL is not an http or https address.", todo=todo)
    # The address is shown in messages and by doctor, so nothing secret may be in it.
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ConfigurationError(
            "GROUNDWORK_BASE_URL carries a user name, a password or a question mark.",
            todo="Put the key into GROUNDWORK_API_KEY and leave it out of the address.",
        )
    path = parts.path.rstrip("/") or "/v1"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def list_models(wire: Wire, choice: ModelChoice, settings: Settings) -> tuple[str, ...]:
    """Ask an endpoint or OpenAI which models it has; raises whatever the client library raises."""
    import openai

    client = openai.OpenAI(
        base_url=choice.base_url or None,
        api_key=sendable_key(settings),
        http_client=wire.client,
        timeout=wire.timeout,
        max_retries=0,
    )
    return tuple(model.id for model in client.models.list().data or ())


def first_model(names: tuple[str, ...], asked: Respondent) -> str:
    """The first model that writes answers.

    Raises:
        ModelMissing: There is none.
    """
    for name in names:
        if not _WRITES_NO_ANSWERS.search(name):
            return name
    raise ModelMissing(
        f"{asked.who} has no model that writes answers.",
        safe="Your question is kept.",
        todo="Load a model there, or set GROUNDWORK_MODEL to its name.",
    )


def respondent_of(choice: ModelChoice, settings: Settings) -> Respondent:
    """Who is asked, for messages."""
    who = {
        Kind.NONE: "Nobody",
        Kind.EMBEDDED: "The embedded model",
        Kind.OPENAI: "OpenAI",
        Kind.ENDPOINT: f"The model at {choice.base_url}",
    }[choice.kind]
    return Respondent(choice.kind, who, choice.model, secret=api_key_of(settings))


def api_key_of(settings: Settings) -> str:
    """The key, without the line end that a copied one often brings; empty when there is none.

    A server of one's own gets the key that was set for it, never the one that was meant for OpenAI.
    """
    keys = [settings.api_key] if settings.base_url else [settings.api_key, settings.openai_api_key]
    return next((key.get_secret_value().strip() for key in keys if key is not None), "")


def sendable_key(settings: Settings) -> str:
    """The key as it goes over the wire; the client library insists on one where none is needed.

    Raises:
        ModelRefusedKey: It holds what no header may hold.
    """
    key = api_key_of(settings) or _NO_KEY
    if not (key.isascii() and key.isprintable()):
        raise ModelRefusedKey(
            "The key holds characters that no key has.",
            safe="Your question is kept.",
            todo="Set the key again, without spaces or line ends in it.",
        )
    return key


def trusts_environment(choice: ModelChoice) -> bool:
    """Whether the person's proxy settings apply: not to a loopback address."""
    host = urlsplit(choice.base_url).hostname or ""
    if choice.kind is Kind.EMBEDDED or host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True
