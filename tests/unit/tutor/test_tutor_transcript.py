"""A conversation can be taken along as Markdown, with all that an answer was worth."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.tutor.transcript import render_transcript
from assistant.tutor.types import Citation, Conversation, Message, MessageState
from tests.fixtures.fakes import GRADIENT_FACT

NOW = datetime(2026, 11, 20, tzinfo=UTC)
TALK = Conversation("c", "Gradients", NOW, NOW)


def test_it_holds_questions_results_verdicts_sources_and_who_wrote() -> None:
    text = "It is $3x + 3y$ [1]. Since 1847."
    messages = (
        Message("q", "c", "user", "What is it?", MessageState.COMPLETE, NOW),
        Message(
            "a",
            "c",
            "assistant",
            text,
            MessageState.INTERRUPTED,
            NOW,
            facts=(GRADIENT_FACT,),
            claims=(CheckedClaim(7, 14, "3x + 3y", "operator", Verdict.REFUTED, "no", "3 x"),),
            citations=(Citation(1, "p", "Gradient", "notes/g.md", ("Gradient", "Intuition"), None, "…"),),
            model="qwen",
            grounded=True,
            problem="The model stopped.",
            own=((21, 32),),
        ),
    )
    written = render_transcript(TALK, messages)
    for part in (
        "# Gradients",
        "## What is it?",
        GRADIENT_FACT.statement,
        "~~$3x + 3y$~~ ✗ should be $3 x$",
        "Since 1847. (the model’s own)",
        "Formulas: 1 refuted.",
        "- [1] Gradient › Intuition",
        "> The model stopped.",
        "Written by qwen",
    ):
        assert part in written


def test_a_long_question_is_no_heading_and_an_empty_answer_says_so() -> None:
    long = "why " * 60
    written = render_transcript(
        TALK,
        (
            Message("q", "c", "user", long, MessageState.COMPLETE, NOW),
            Message("a", "c", "assistant", "", MessageState.FAILED, NOW),
        ),
    )
    assert "## Question\n\nwhy why" in written
    assert "*No answer.*" in written
