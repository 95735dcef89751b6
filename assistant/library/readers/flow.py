"""Collects the blocks of a file that is read into text of our own, with offsets into that text."""

from __future__ import annotations

from assistant.library.readers.types import Block

_BETWEEN = "\n\n"


class Flow:
    """Blocks in reading order under the headings that are open; offsets point into their texts with a blank line between."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.first_heading = ""
        """The first heading of the highest level there is."""
        self._highest = 0
        self._open: list[tuple[int, str]] = []
        self._end = 0

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above this place, outermost first."""
        return tuple(words for _, words in self._open if words)

    def enter(self, level: int, words: str) -> None:
        """Open a heading of this level, 1 the outermost; it closes those of its level and below."""
        words = " ".join(words.split())[:200]
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        self._open.append((level, words))
        if words and (not self.first_heading or level < self._highest):
            self.first_heading, self._highest = words, level

    def add(self, kind: str, text: str) -> None:
        """Add a block; blank ones are left out."""
        text = text.strip("\n") if kind == "code" else text.strip()
        if not text.strip():
            return
        start = self._end + (len(_BETWEEN) if self.blocks else 0)
        self._end = start + len(text)
        self.blocks.append(Block(kind, text, start, self._end, self.path))
