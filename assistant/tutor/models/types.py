"""Which model was chosen, who is asked, where, and how. Light to import."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Where a model is."""

    NONE = "none"
    EMBEDDED = "embedded"
    OPENAI = "openai"
    ENDPOINT = "endpoint"


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The model that answers.

    `name` is for reading ("none" without a model); `model` is what the server is asked for, empty when its
    first one is to be taken. `base_url` is empty for all but an endpoint and carries no password. `todo` says
    how to have a model when there is none.
    """

    kind: Kind
    name: str
    reason: str
    base_url: str = ""
    model: str = ""
    todo: str = ""


@dataclass(frozen=True, slots=True)
class ModelProbe:
    """Whether the chosen model answers, in a sentence, and what to do when it does not."""

    ok: bool
    message: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who was asked, for messages.

    `who` begins a sentence ("OpenAI", "The model at http://…"); `secret` is the key in use, kept here only
    to be struck out of anything that the server says.
    """

    kind: Kind
    who: str
    model: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Connection:
    """Where one answer comes from. An empty `base_url` is OpenAI's own."""

    base_url: str
    model: str
    api_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a model is asked to write.

    `token_limit_name` is the name of the limit on the wire: OpenAI's newer models know only
    `max_completion_tokens`, many other servers only `max_tokens`. `temperature` None leaves it to the server.
    `trust_environment` says whether the person's proxy settings apply; never for a loopback address.
    """

    max_tokens: int
    temperature: float | None
    token_limit_name: str
    connect_timeout_seconds: float
    read_timeout_seconds: float
    trust_environment: bool
