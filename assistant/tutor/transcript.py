"""A conversation as Markdown that can be read anywhere: with verdicts, sources, and who wrote what."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tutor.render import annotate, describe_citation, summarise_verdicts
from assistant.tutor.types import Conversation, Message


def render_transcript(conversation: Conversation, messages: Sequence[Message]) -> str:
    """Write a whole conversation as one Markdown text."""
    parts = [f"# {conversation.title}", f"*Begun on {conversation.created_at:%Y-%m-%d}.*"]
    for message in messages:
        parts.append(_question(message) if message.role == "user" else _answer(message))
    return "\n\n".join(parts) + "\n"


def _question(message: Message) -> str:
    return (
        "## " + " ".join(message.text.split())
        if len(message.text) <= 120
        else f"## Question\n\n{message.text}"
    )


def _answer(message: Message) -> str:
    parts = []
    if message.facts:
        parts.append(
            "\n".join(["**Computed by algebra**", "", *(f"- {fact.statement}" for fact in message.facts)])
        )
    if message.text:
        parts.append(annotate(message.text, message.claims, own=message.own))
    if message.problem:
        parts.append(f"> {message.problem}")
    if summary := summarise_verdicts(message.claims):
        parts.append(f"*{summary}*")
    if message.citations:
        heading = "Stands on:" if message.grounded else "To read about it:"
        listed = [f"- {describe_citation(citation)}" for citation in message.citations]
        parts.append("\n".join([heading, "", *listed]))
    if message.model and message.model != "none":
        parts.append(f"*Written by {message.model}.*")
    return "\n\n".join(parts) or "*No answer.*"
