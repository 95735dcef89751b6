"""Shows how a typed answer was understood, before it is graded; needs no SymPy and no worker process."""

from __future__ import annotations

from assistant.errors import UnreadableMath
from assistant.mathcheck.grading.answers import Worded, read_answer, tidied
from assistant.mathcheck.reading.written import plain_text, written


def preview_answer(text: str) -> str:
    """A typed answer as LaTeX without `$`, nothing computed; raises UnreadableMath with the offset as typed."""
    answer = read_answer(text)
    ready = tidied(text)
    if isinstance(answer, Worded):
        return plain_text(ready.text)
    try:
        return written(ready.text)
    except UnreadableMath:
        # What only answers may hold, such as a union of intervals: understood, but there is no tree to draw.
        return plain_text(ready.text)
