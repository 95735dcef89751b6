"""Lines of pages to blocks: running heads out, headings found, lines joined to paragraphs."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.library.readers.pdf_limits import Line
from assistant.library.readers.types import Block

_EDGE_LINES = 2
_REPEATED = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[\W_]*\Z", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:(?:chapter|section|appendix|part|§)\s+)?(\d{1,3}(?:\.\d{1,3}){0,4}|[A-Z](?:\.\d{1,3}){1,4})\.?\s+\S",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"(?:chapter|appendix|part)\s+(?:\d{1,3}|[A-Z]|[IVXLC]+)\b", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,})[-\u2010]\Z")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_WHOLE_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
_ENDS_SENTENCE = re.compile(r"[.!?:;)\]”\"’]\Z")
_LARGER, _MUCH_LARGER = 1.08, 1.18
_TITLE_LARGER = 1.4
_MOST_HEADING_CHARACTERS = 120
_PARAGRAPH_GAP = 1.35
_INDENT_EMS = 0.8
_OUTLINE_MATCH_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its 0-based index, its label as printed, and its lines in the order of the file."""

    index: int
    label: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str


def build_blocks(
    pages: Sequence[PdfPage], outline: Sequence[tuple[int, str, int]]
) -> tuple[tuple[Block, ...], list[int]]:
    """Build the blocks of a document; also returns the indices of pages without any text.

    Offsets of a block point into its page's text: its paragraphs, headings included, with a blank line between.
    """
    repeated = _repeated_edges(pages)
    body_size = _body_size(pages)
    hyphenated = {
        found.group().lower().replace("\u2010", "-")
        for page in pages
        for line in page.lines
        for found in _WHOLE_WORD.finditer(line.text)
    }
    entries: dict[int, list[_Heading]] = {}
    for level, title, index in outline:
        entries.setdefault(index, []).append(_Heading(level, title))
    blocks: list[Block] = []
    path: list[_Heading] = []
    for page in pages:
        lines = _without_edges(page, repeated)
        offset = 0
        expected = list(entries.get(page.index, ()))
        items = list(_items(lines, expected, body_size, bool(outline), hyphenated))
        for heading in expected:
            # Its line was not found (a picture, or set otherwise): it holds from the top of the page.
            _enter(path, heading)
        for item in items:
            text = item.text
            if isinstance(item, _Heading):
                _enter(path, item)
            else:
                section = tuple(heading.text for heading in path)
                blocks.append(
                    Block("paragraph", text, offset, offset + len(text), section, page.label, page.index)
                )
            offset += len(text) + 2
    scanned = [page.index for page in pages if not any(line.text.strip() for line in page.lines)]
    return tuple(blocks), scanned


def largest_line(pages: Sequence[PdfPage]) -> str:
    """What the first page sets in the largest type, if that is clearly a title, else an empty text."""
    lines = pages[0].lines if pages else []
    most = max((line.size for line in lines), default=0.0)
    if most < _TITLE_LARGER * _body_size(pages):
        return ""
    title = " ".join(line.text for line in lines if line.size == most)
    return title if 4 <= len(title) <= _MOST_HEADING_CHARACTERS else ""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str


def _enter(path: list[_Heading], heading: _Heading) -> None:
    while path and path[-1].level >= heading.level:
        path.pop()
    path.append(heading)


def _body_size(pages: Sequence[PdfPage]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _repeated_edges(pages: Sequence[PdfPage]) -> set[str]:
    """The first and last lines that come back on several pages, digits aside."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_edge_key(line) for line in _edges(page)})
    return {key for key, count in seen.items() if count >= _REPEATED and key}


def _edges(page: PdfPage) -> list[Line]:
    if len(page.lines) <= 2 * _EDGE_LINES:
        # So little is more likely a title page, a slide or a table than a head and a foot.
        return []
    by_height = sorted(page.lines, key=lambda line: -line.y)
    return by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]


def _edge_key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split())).casefold()


def _without_edges(page: PdfPage, repeated: set[str]) -> list[Line]:
    edges = _edges(page)
    dropped = [line for line in edges if _edge_key(line) in repeated]
    if repeated:
        dropped += [line for line in edges if _PAGE_NUMBER.match(line.text)]
    outer = {id(line) for line in dropped}
    return [line for line in page.lines if id(line) not in outer]


def _items(
    lines: Sequence[Line], expected: list[_Heading], body_size: float, has_outline: bool, hyphenated: set[str]
) -> Iterator[_Heading | _Paragraph]:
    gap = _usual_gap(lines)
    paragraph: list[Line] = []
    at = 0
    while at < len(lines):
        heading, used = _heading_at(lines, at, expected, body_size, has_outline)
        if heading is not None:
            if paragraph:
                yield _Paragraph(_join(paragraph, hyphenated))
                paragraph = []
            yield heading
            at += used
            continue
        if paragraph and _starts_paragraph(paragraph[-1], lines[at], gap):
            yield _Paragraph(_join(paragraph, hyphenated))
            paragraph = []
        paragraph.append(lines[at])
        at += 1
    if paragraph:
        yield _Paragraph(_join(paragraph, hyphenated))


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = [before.y - after.y for before, after in pairwise(lines) if 0 < before.y - after.y < 60]
    return statistics.median(gaps) if gaps else 12.0


def _starts_paragraph(before: Line, line: Line, gap: float) -> bool:
    down = before.y - line.y
    ended = _ENDS_SENTENCE.search(before.text) is not None
    if down < -gap:
        # The next column: the sentence goes on unless it was finished.
        return ended
    if down > _PARAGRAPH_GAP * gap:
        return True
    return ended and line.x - before.x > _INDENT_EMS * line.size


def _heading_at(
    lines: Sequence[Line], at: int, expected: list[_Heading], body_size: float, has_outline: bool
) -> tuple[_Heading | None, int]:
    line = lines[at]
    for entry in expected:
        used = _matches_entry(lines, at, entry.text)
        if used and (line.bold or line.size > _LARGER * body_size or _fills_line(line, entry.text)):
            expected.remove(entry)
            text = " ".join(part.text for part in lines[at : at + used])
            return _Heading(entry.level, text if len(text) > len(entry.text) else entry.text), used
    if has_outline or len(line.text) > _MOST_HEADING_CHARACTERS:
        return None, 0
    level = _level(line, body_size)
    if level is None:
        return None, 0
    used, text = 1, line.text
    if _CHAPTER.fullmatch(text) and at + 1 < len(lines) and _is_large(lines[at + 1], body_size):
        text, used = f"{text} {lines[at + 1].text}", 2
    while (
        at + used < len(lines)
        and abs(lines[at + used].size - line.size) < 0.1
        and lines[at + used].bold == line.bold
        and line.size > _LARGER * body_size
        and _NUMBERED.match(lines[at + used].text) is None
        and len(text) + len(lines[at + used].text) < _MOST_HEADING_CHARACTERS
        and 0 < lines[at + used - 1].y - lines[at + used].y < 2 * line.size
    ):
        text, used = f"{text} {lines[at + used].text}", used + 1
    return _Heading(level, text), used


def _level(line: Line, body_size: float) -> int | None:
    """The level of a heading by its number or size, None for any other line."""
    text = line.text.strip()
    if not any(character.isalpha() for character in text) or (
        _ENDS_SENTENCE.search(text) and text[-1] in ".;:"
    ):
        return None
    if _CHAPTER.match(text) and (line.bold or line.size > _LARGER * body_size):
        return 1
    numbered = _NUMBERED.match(text)
    if numbered and (line.bold or line.size > _LARGER * body_size):
        return numbered.group(1).count(".") + 1
    words = sum(character.isalpha() for character in text)
    if line.size > _MUCH_LARGER * body_size and words >= 4 and words > len(text) / 2:
        return 1 if line.size > 1.6 * body_size else 2
    return None


def _is_large(line: Line, body_size: float) -> bool:
    return line.size > _LARGER * body_size


def _matches_entry(lines: Sequence[Line], at: int, title: str) -> int:
    """How many lines from here make up this title, its number aside; 0 when they do not."""
    wanted = _plain(title)
    if not wanted:
        return 0
    have = ""
    for used in range(1, 4):
        if at + used > len(lines):
            return 0
        have += _plain(lines[at + used - 1].text)
        for text in (have, _plain(_without_number(" ".join(line.text for line in lines[at : at + used])))):
            if text == wanted or (used == 1 and text == _plain(_without_number(title)) and text):
                return used
        if len(have) > len(wanted) + 20:
            return 0
    return 0


def _fills_line(line: Line, title: str) -> bool:
    return _plain(line.text).endswith(_plain(_without_number(title)))


def _without_number(text: str) -> str:
    return (
        re.sub(
            r"\A(?:(?:chapter|section|appendix|part)\s+)?[\dA-Z]{1,3}(?:\.\d{1,3})*\.?[:\s]\s*",
            "",
            text,
            count=1,
            flags=re.IGNORECASE,
        )
        if text
        else text
    )


def _plain(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()[: 4 * _OUTLINE_MATCH_CHARACTERS]


def _join(lines: Sequence[Line], hyphenated: set[str]) -> str:
    """Join a paragraph's lines; a word broken at the end of a line is mended unless it has its hyphen elsewhere too."""
    text = lines[0].text
    for line in lines[1:]:
        broken, following = _BROKEN_WORD.search(text), _NEXT_WORD.match(line.text)
        if broken and following and following.group()[0].islower():
            whole = f"{broken.group(1)}-{following.group()}".lower()
            text = (text if whole in hyphenated else text[:-1]) + line.text
        else:
            text = f"{text} {line.text}"
    return text
