"""Finding words in kept text: whole words or their beginnings, in any case and order."""

from __future__ import annotations

from collections.abc import Sequence

_AROUND = 60


def holds_words(text: str, words: Sequence[str]) -> bool:
    """Whether every word, already case-folded, stands in a text."""
    folded = text.casefold()
    return all(word in folded for word in words)


def words_around(text: str, words: Sequence[str]) -> str:
    """One line of the text around the first of the words, with ellipses where it was cut."""
    line = " ".join(text.split())
    at = max(0, line.casefold().find(words[0]))
    start, end = max(0, at - _AROUND), min(len(line), at + len(words[0]) + _AROUND)
    if start > 0:
        start = line.find(" ", start, at) + 1 or start
    if end < len(line):
        cut = line.rfind(" ", at + len(words[0]), end)
        end = cut if cut > 0 else end
    return f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"
