"""What can go wrong between us and a model, in words a learner can act on.

Every way a server can fail becomes one `ModelError` here, and nowhere else.
"""

from __future__ import annotations

import json
import re

import httpx2
import openai

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
from assistant.tutor.models.types import Kind, Respondent
from assistant.tutor.models.wire import MOST_BYTES, TooManyBytesError

QUESTION_KEPT = "Your question is kept."
PARTIAL_KEPT = "What had arrived is kept."
GO_ON = 'Ask it to "go on", or ask again.'

_MOST_SERVER_CHARACTERS = 200
_LONGEST_RETRY_SECONDS = 3.0
_RETRY_STATUS = frozenset({408, 429, 500, 502, 503, 504, 529})
_CONTEXT_WORDS = re.compile(
    r"context_length_exceeded|exceed_context_size|context (?:size|length|window)|maximum context"
    r"|prompt is too long|too many tokens",
    re.IGNORECASE,
)


def name_fault(error: Exception, asked: Respondent, *, started: bool) -> ModelError:
    """Turn what a client library raised into a named error.

    Args:
        error: The exception.
        asked: Who was asked.
        started: Whether pieces of the answer had been shown before.
    """
    if isinstance(error, ModelError):
        return error
    if isinstance(error, TooManyBytesError):
        return ModelBadReply(
            f"{asked.who} sent more than {MOST_BYTES // 1024 // 1024} MB and was cut off.",
            safe=PARTIAL_KEPT if started else QUESTION_KEPT,
            todo=_check_address(asked),
        )
    if started:
        return ModelInterrupted(
            f"{asked.who} stopped in the middle of the answer: {_cause(error, asked)}.",
            safe=PARTIAL_KEPT,
            todo=f"{GO_ON} The model starts again by itself." if asked.kind is Kind.EMBEDDED else GO_ON,
        )
    if isinstance(error, openai.APIStatusError):
        return _name_status(error, asked)
    if isinstance(error, openai.APIConnectionError | httpx2.TransportError | OSError):
        return _name_connection(error, asked)
    if isinstance(error, openai.APIError):
        if _CONTEXT_WORDS.search(_said(error, asked)):
            return _context_too_long(asked)
        return ModelBusy(
            f"{asked.who} reported an error: {_said(error, asked)}.", safe=QUESTION_KEPT, todo=_again(asked)
        )
    return ModelBadReply(
        f"What {asked.who} sent is not an answer ({type(error).__name__}).",
        safe=QUESTION_KEPT,
        todo=_check_address(asked),
    )


def name_ending(asked: Respondent, finish_reason: str, *, started: bool) -> ModelError | None:
    """Judge how a stream ended that broke nowhere; None when the answer is whole."""
    if finish_reason == "content_filter":
        return ModelRefused(
            f"{asked.who} declined to answer this.",
            safe=PARTIAL_KEPT if started else QUESTION_KEPT,
            todo="Put the question in other words.",
        )
    if started and not finish_reason:
        return ModelInterrupted(
            f"{asked.who} stopped in the middle of the answer without saying that it was done.",
            safe=PARTIAL_KEPT,
            todo=GO_ON,
        )
    if started and finish_reason == "length":
        return ModelInterrupted(
            "The answer is longer than this model may write at once.",
            safe=PARTIAL_KEPT,
            todo='Ask it to "go on".',
        )
    if started:
        return None
    if finish_reason in ("stop", "length"):
        return ModelRefused(
            f"{asked.who} ended without a word; it may have declined to answer.",
            safe=QUESTION_KEPT,
            todo="Put the question in other words, or ask again.",
        )
    return ModelBadReply(
        f"What {asked.who} sent holds no answer.", safe=QUESTION_KEPT, todo=_check_address(asked)
    )


def past_deadline(asked: Respondent, seconds: float, *, started: bool) -> ModelTimeout:
    """The whole turn took too long."""
    return ModelTimeout(
        f"{asked.who} did not finish within {seconds:g} seconds.",
        safe=PARTIAL_KEPT if started else QUESTION_KEPT,
        todo=GO_ON if started else "Ask again, or ask for less at once.",
    )


def retry_delay_seconds(error: Exception) -> float | None:
    """How long to wait before asking once more, when that can help; None when it cannot.

    A server that asks for a longer wait than three seconds is not waited for: the learner is told instead.
    """
    if isinstance(error, openai.APITimeoutError):
        return None
    if isinstance(error, openai.APIConnectionError):
        return 0.2
    if isinstance(error, openai.APIStatusError) and error.status_code in _RETRY_STATUS:
        asked_for = _retry_after_seconds(error)
        if asked_for is None:
            return 1.0
        return asked_for if asked_for <= _LONGEST_RETRY_SECONDS else None
    return None


def _name_status(error: openai.APIStatusError, asked: Respondent) -> ModelError:
    status = error.status_code
    said = _said(error, asked)
    if status in (401, 403):
        # What the server says may repeat the key, or a part of it that we would not recognise.
        return ModelRefusedKey(
            f"{asked.who} did not accept the key (HTTP {status}).", safe=QUESTION_KEPT, todo=_check_key(asked)
        )
    if status == 413 or (status in (400, 422, 500) and _CONTEXT_WORDS.search(said)):
        return _context_too_long(asked)
    if status == 404:
        what = f"knows no model {asked.model!r}" if asked.model else "lists no models"
        return ModelMissing(
            f"{asked.who} {what} (HTTP 404).",
            safe=QUESTION_KEPT,
            todo="Set GROUNDWORK_MODEL to a model it has; `groundwork doctor` lists them. "
            + _check_address(asked),
        )
    if status == 429:
        wait = _retry_after_seconds(error)
        credit = "quota" in said.lower() or "billing" in said.lower()
        return ModelBusy(
            f"{asked.who} takes no more questions for the moment (HTTP 429).",
            safe=QUESTION_KEPT,
            todo=(
                "Check the account's credit with the provider."
                if credit
                else f"Ask again in {wait:.0f} seconds."
                if wait
                else "Ask again in a minute."
            ),
        )
    if status >= 500 or status == 408:
        return ModelBusy(
            f"{asked.who} is in trouble (HTTP {status}).", safe=QUESTION_KEPT, todo=_again(asked)
        )
    return ModelBadReply(
        f"{asked.who} did not take the question (HTTP {status}): {said}.",
        safe=QUESTION_KEPT,
        todo=_check_address(asked),
    )


def _name_connection(error: Exception, asked: Respondent) -> ModelError:
    cause = _first_cause(error)
    timed_out = isinstance(error, openai.APITimeoutError) or isinstance(cause, httpx2.TimeoutException)
    if timed_out and not isinstance(cause, httpx2.ConnectTimeout):
        return ModelTimeout(
            f"{asked.who} took the question and then said nothing for too long.",
            safe=QUESTION_KEPT,
            todo=_again(asked),
        )
    if isinstance(cause, httpx2.LocalProtocolError):
        return ModelRefusedKey(
            "The key holds characters that no key has.", safe=QUESTION_KEPT, todo=_check_key(asked)
        )
    if isinstance(cause, httpx2.UnsupportedProtocol | httpx2.InvalidURL):
        return ModelUnreachable(
            f"{asked.who} has an address that cannot be used.", safe=QUESTION_KEPT, todo=_check_address(asked)
        )
    broke_off = isinstance(cause, httpx2.RemoteProtocolError | httpx2.ReadError)
    what = "closed the connection without an answer" if broke_off else "cannot be reached"
    return ModelUnreachable(f"{asked.who} {what}.", safe=QUESTION_KEPT, todo=_check_address(asked))


def _first_cause(error: BaseException) -> BaseException:
    """The HTTP client's own exception, under what the two libraries above it wrapped around it."""
    while not isinstance(error, httpx2.HTTPError) and error.__cause__ is not None:
        error = error.__cause__
    return error


def _cause(error: Exception, asked: Respondent) -> str:
    if isinstance(error, openai.APITimeoutError):
        return "nothing more came for too long"
    if isinstance(error, openai.APIConnectionError | httpx2.TransportError | OSError):
        return "the connection broke off"
    if isinstance(error, openai.APIError):
        return f"it reported an error ({_said(error, asked)})"
    if isinstance(error, json.JSONDecodeError):
        return "a piece arrived damaged"
    return f"what came next is not an answer ({type(error).__name__})"


def _context_too_long(asked: Respondent) -> ModelContextTooLong:
    return ModelContextTooLong(
        f"Question, notes and conversation together are longer than {asked.model or asked.who} can read.",
        safe=QUESTION_KEPT,
        todo="Ask in a new conversation, or ask about less at once.",
    )


def _check_key(asked: Respondent) -> str:
    if asked.kind is Kind.OPENAI:
        return "Check OPENAI_API_KEY, or unset it to use the embedded model."
    if asked.kind is Kind.ENDPOINT:
        return "Check GROUNDWORK_API_KEY for this address."
    return _again(asked)


def _check_address(asked: Respondent) -> str:
    if asked.kind is Kind.ENDPOINT:
        return "Check that it is running and that GROUNDWORK_BASE_URL is right; it usually ends in /v1."
    if asked.kind is Kind.OPENAI:
        return "Check the network, or set GROUNDWORK_MODEL=embedded to go on without it."
    return _again(asked)


def _again(asked: Respondent) -> str:
    if asked.kind is Kind.EMBEDDED:
        return "Ask again; the model starts again by itself."
    return "Ask again in a moment."


def _said(error: openai.APIError, asked: Respondent) -> str:
    """The server's own words, short, on one line, without the key."""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    words = message if isinstance(message, str) and message else error.message
    if isinstance(body, dict) and isinstance(body.get("code") or body.get("type"), str):
        words = f"{words} [{body.get('code') or body.get('type')}]"
    if asked.secret:
        words = words.replace(asked.secret, "…")
    return " ".join(words.split())[:_MOST_SERVER_CHARACTERS].rstrip(".")


def _retry_after_seconds(error: openai.APIStatusError) -> float | None:
    try:
        seconds = float(error.response.headers.get("retry-after", ""))
    except ValueError:
        return None
    return seconds if 0 <= seconds < 86_400 else None
