"""Reads Markdown into blocks with exact offsets.

A line scanner of our own, because a CommonMark parser reads what stands inside `$$ … $$` as Markdown: a line of
`=` there turns the formula into a heading, and a blank line ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.library.limits import MAX_TEXT_BYTES
from assistant.library.readers.encodings import read_text
from assistant.library.readers.types import Block, PageProgress, ReadDocument

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|\Z)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*\Z")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_ENVIRONMENT = re.compile(
    r"[ \t]*\\begin\{(equation|align|gather|multline|eqnarray|alignat|displaymath|math|[bpvBV]?matrix|cases|array)(\*?)\}"
)
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*\Z")
_MAX_FORMULA_LINES = 400


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip()


class MarkdownReader:
    """Reads `.md` files."""

    kind = "markdown"
    version = "markdown-2"
    max_bytes = MAX_TEXT_BYTES

    def read(
        self, path: Path, *, password: str | None = None, on_page: PageProgress | None = None
    ) -> ReadDocument:
        """Read a Markdown file; raises a `DocumentError`."""
        decoded = read_text(path)
        read = parse_markdown(decoded.text, fallback_title=path.stem)
        return replace(read, problems=decoded.problems)


def parse_markdown(text: str, *, fallback_title: str) -> ReadDocument:
    """Parse Markdown; every block's offsets point into `text`."""
    title, body_start = _front_matter(text)
    sections = Sections()
    blocks = tuple(scan_blocks(text, sections, body_start))
    return ReadDocument(
        title=title or sections.first or fallback_title, kind=MarkdownReader.kind, blocks=blocks
    )


def scan_blocks(text: str, sections: Sections, start: int = 0) -> Iterator[Block]:
    """The blocks of a Markdown text from an offset on; its headings are entered into `sections`."""
    for kind, begin, end, level in _scan(_lines(text, start)):
        if level:
            sections.enter(level, heading_text(text[begin:end]))
        elif _COMMENT.sub("", text[begin:end]).strip():
            yield Block(kind, text[begin:end], begin, end, sections.path)


def heading_text(source: str) -> str:
    """A heading's words: no marks, no attributes, one space between words."""
    first = source.splitlines()[0] if source.strip() else ""
    marked = _HEADING.match(first)
    words = first[marked.end() :].strip() if marked else first
    bare = words.rstrip("#")
    if not bare or bare[-1].isspace():
        # Closing hashes belong to the mark, but the one of "C#" to the word.
        words = bare
    return " ".join(_HEADING_ATTRIBUTES.sub("", words).replace("**", "").split())[:200]


class Sections:
    """The path of headings at the place the scan has reached."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self.first = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The open headings, outermost first."""
        return tuple(words for _, words in self._open if words)

    def enter(self, level: int, words: str) -> None:
        """Open a heading; it closes those of its level and below."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        self._open.append((level, words))
        self.first = self.first or words


def _front_matter(text: str) -> tuple[str, int]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        return "", 0
    entries = [line.partition(":") for line in found.group(1).splitlines()]
    if not any(colon and name.strip().isidentifier() for name, colon, _ in entries):
        # Two rules around a paragraph look like front matter; then it is text like any other.
        return "", 0
    titles = [value.strip() for name, _, value in entries if name == "title"]
    return " ".join(titles[0].strip("\"'").split())[:200] if titles else "", found.end()


def _lines(text: str, start: int) -> list[_Line]:
    lines = []
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        lines.append(_Line(start, text[start:end]))
        start = end + 1
    return lines


def _scan(lines: list[_Line]) -> Iterator[tuple[str, int, int, int]]:
    """Yield (kind, start, end, heading level or 0)."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.blank:
            at += 1
            continue
        heading = _HEADING.match(line.text)
        if heading:
            yield "heading", line.start, line.end, len(heading.group(1))
            at += 1
            continue
        for kind, find_last in (("code", _fence_end), ("formula", _formula_end), ("table", _table_end)):
            last = find_last(lines, at)
            if last is not None:
                yield kind, line.start, lines[last].end, 0
                at = last + 1
                break
        else:
            last, level = _paragraph_end(lines, at)
            if level:
                yield "heading", line.start, lines[last].end, level
            else:
                kind = "list" if _LIST_ITEM.match(line.text) else "paragraph"
                yield kind, line.start, lines[last].end, 0
            at = last + 1


def _fence_end(lines: list[_Line], first: int) -> int | None:
    opened = _FENCE.match(lines[first].text)
    if opened is None:
        return None
    mark = opened.group(1)
    if mark[0] == "`" and "`" in lines[first].text[opened.end() :]:
        return None
    close = re.compile(rf"[ \t]{{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*\Z")
    for at in range(first + 1, len(lines)):
        if close.match(lines[at].text):
            return at
    return len(lines) - 1


def _formula_end(lines: list[_Line], first: int) -> int | None:
    text = lines[first].text.strip()
    environment = _ENVIRONMENT.match(text)
    if text.startswith("$$"):
        opened, close, rest = "$$", "$$", text[2:]
    elif text.startswith("\\["):
        opened, close, rest = "\\[", "\\]", text[2:]
    elif environment:
        name = environment.group(1) + environment.group(2)
        opened, close, rest = f"\\begin{{{name}}}", f"\\end{{{name}}}", text
    else:
        return None
    if close in rest:
        # A formula that opens a sentence is part of its paragraph.
        return first if len(rest[rest.index(close) + len(close) :].strip()) <= 3 else None
    return _closing_line(lines, first, opened, close)


def _closing_line(lines: list[_Line], first: int, opened: str, close: str) -> int | None:
    """The line after `first` on which a formula closes; None when a heading, a fence or another one comes first."""
    for at in range(first + 1, min(len(lines), first + _MAX_FORMULA_LINES)):
        if close in lines[at].text:
            return at
        if opened in lines[at].text or _HEADING.match(lines[at].text) or _FENCE.match(lines[at].text):
            return None
    return None


def _table_end(lines: list[_Line], first: int) -> int | None:
    if first + 1 >= len(lines) or "|" not in lines[first].text or not _is_table_rule(lines[first + 1].text):
        return None
    last = first + 1
    while last + 1 < len(lines) and not lines[last + 1].blank and "|" in lines[last + 1].text:
        last += 1
    return last


def _is_table_rule(text: str) -> bool:
    return "-" in text and "|" in text and not text.strip().strip("|:- \t")


def _paragraph_end(lines: list[_Line], first: int) -> tuple[int, int]:
    """The paragraph's last line, and its heading level if it is underlined as a heading."""
    last = _line_end(lines, first)
    at = last + 1
    while at < len(lines):
        text = lines[at].text
        if lines[at].blank or _HEADING.match(text) or _FENCE.match(text) or _starts_formula(text):
            break
        underline = _UNDERLINE.match(text)
        if underline:
            return at, 1 if underline.group(1)[0] == "=" else 2
        last = _line_end(lines, at)
        at = last + 1
    return last, 0


def _line_end(lines: list[_Line], at: int) -> int:
    """The line itself, or the one where a `$$` that opens in it closes."""
    if lines[at].text.count("$$") % 2 == 0:
        return at
    closing = _closing_line(lines, at, "$$", "$$")
    return at if closing is None else closing


def _starts_formula(text: str) -> bool:
    stripped = text.strip()
    return stripped.startswith(("$$", "\\[")) or _ENVIRONMENT.match(stripped) is not None
