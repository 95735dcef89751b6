"""One note cut into its parts, every part with its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^```([\w-]*)[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARK = re.compile(r"<!--\s*unchecked:\s*(.*?)\s*-->", re.DOTALL)
_TAG = re.compile(r"</?(?:details|summary)>")
_FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
_FIGURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)\)")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]*)\)|\[\[([^\]\n]*)\]\]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: `text` begins at the offset `start`; the whole block ends at `end`."""

    info: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, from `start` to `end`; `heading` is the heading with its marks."""

    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or a figure leads; `alt` is a figure's description."""

    to: str
    start: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """`<!-- unchecked: reason -->`."""

    reason: str
    start: int


@dataclass(frozen=True)
class Note:
    """A note's text; offsets are those of the file."""

    place: str
    text: str

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._line_starts, offset)

    def line_of_field(self, field: str) -> int:
        """The line of the front matter where a field stands; 1 when it is not there."""
        found = re.search(rf"^{re.escape(field.split('.')[0])}:", self.text, re.MULTILINE)
        return self.line(found.start()) if found else 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def body_start(self) -> int:
        """Where the front matter has ended."""
        found = _FRONT_MATTER.match(self.text)
        return found.end() if found else 0

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        """All fenced blocks."""
        return tuple(
            Fence(found[1], found[2], found.start(2), found.end())
            for found in _FENCE.finditer(self.text, self.body_start)
        )

    @cached_property
    def reading(self) -> str:
        """The text as it is read: front matter, fences, comments and tags are blanks, so that offsets stay."""
        text = _blank(self.text[: self.body_start]) + self.text[self.body_start :]
        for pattern in (_FENCE, _COMMENT, _TAG):
            text = pattern.sub(lambda found: _blank(found[0]), text)
        return text

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order, each up to the next heading of any rank."""
        found = list(_HEADING.finditer(self.reading))
        ends = [heading.start() for heading in found[1:]] + [len(self.text)] * bool(found)
        return tuple(
            Section(f"{heading[1]} {heading[2]}", heading.end(), end)
            for heading, end in zip(found, ends, strict=True)
        )

    def section(self, name: str) -> Section | None:
        """The section with this heading of the second rank."""
        return next((section for section in self.sections if section.heading == f"## {name}"), None)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All marks of formulas that cannot be checked."""
        return tuple(Mark(found[1], found.start()) for found in _MARK.finditer(self.text, self.body_start))

    @cached_property
    def words(self) -> int:
        """The number of words of prose."""
        prose = _LINK.sub(" ", _FIGURE.sub(" ", self.without_formulas))
        return len(_WORD.findall(prose))

    @cached_property
    def without_formulas(self) -> str:
        """The text as it is read with blanks for formulas."""
        return _FORMULA.sub(lambda found: _blank(found[0]), self.reading)

    @cached_property
    def figures(self) -> tuple[Target, ...]:
        """All figures."""
        return tuple(Target(f[2], f.start(), f[1]) for f in _FIGURE.finditer(self.without_formulas))

    @cached_property
    def links(self) -> tuple[Target, ...]:
        """All links."""
        return tuple(
            Target(f[1] if f[1] is not None else f"topic:{f[2]}", f.start())
            for f in _LINK.finditer(self.without_formulas)
        )


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
