"""The questions a first visit may begin with."""

from __future__ import annotations

STARTERS = (
    "What is the gradient of x^2 + 3xy, and what does it mean?",
    "Why does the dot product measure similarity?",
    "Find the eigenvalues of [[2, 1], [1, 2]] and tell me what they say.",
)


def label_of(question: str) -> str:
    """A question as a button says it: its signs are no Markdown."""
    return question.replace("*", "\\*").replace("[", "\\[")
