"""Cuts blocks into passages: sections first, then paragraphs, never inside a formula, code, a table or a worked example.

A passage is small enough that the embedder reads all of it. Sizes are estimated here, not asked of the embedder's
tokenizer: passages and their ids must not depend on whether the tokenizer has been downloaded yet.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from assistant.library.limits import (
    MAX_EXAMPLE_CHARACTERS,
    MAX_PASSAGE_CHARACTERS,
    PASSAGE_TOKENS,
    SMALL_PASSAGE_TOKENS,
)
from assistant.library.readers.types import Block
from assistant.library.tokens import estimate_tokens
from assistant.library.types import Passage

SPLITTER = "split-2"
"""Changes when the same blocks would give other passages."""

_SENTENCE_END = re.compile(r"[.!?:;]['\")\]]*\s+|\n")
_SPACE = re.compile(r"\s+")
_PATH_SEPARATOR = " > "
_MAX_PATH_CHARACTERS = 160
_WHOLE = ("formula", "code", "table", "example")
_EXAMPLE = re.compile(r"[*_#>\s]*(?:worked\s+)?examples?\b(?=[\s.:(\d*_]|\Z)", re.IGNORECASE)
_OTHER_STATEMENT = re.compile(
    r"[*_#>\s]*(?:worked\s+)?(?:examples?|exercises?|theorem|lemma|proposition|corollary|definition|remark|problem|"
    r"algorithm)\b(?=[\s.:(\d*_]|\Z)",
    re.IGNORECASE,
)
# Inline formulas: a sentence's end inside one is none.
_INLINE = re.compile(r"(?<!\\)\$\$?(?:[^$\\]|\\.)++\$\$?|\\\((?:[^\\]|\\(?![()]))*+\\\)|`[^`\n]+`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Unit:
    """The smallest piece passages are made of: a block, or some sentences of a long paragraph."""

    block: Block
    tokens: float
    example: int = 0
    """The number of the worked example that it belongs to in its section, 0 for none."""


def split_into_passages(
    blocks: Sequence[Block], *, document_id: str, document: str, path: str
) -> tuple[Passage, ...]:
    """Cut a document's blocks into passages with stable ids.

    An id is a hash of the document's id, all that is embedded (title, section path, text), and a count should the
    very same come again. So a passage that an edit did not touch keeps its id wherever it moves to, and a vector
    that belongs to an id never belongs to other words.
    """
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    for (section, page_index), group in groupby(blocks, key=lambda block: (block.section, block.page_index)):
        for units in _pack(list(_units(group, in_examples=_is_example(section)))):
            text = _joined(units)
            if not text.strip():
                continue
            base = _digest(document_id, document, *section, text)
            again = seen[base] = seen.get(base, -1) + 1
            passages.append(
                Passage(
                    id=base if again == 0 else _digest(base, str(again)),
                    document_id=document_id,
                    document=document,
                    path=path,
                    section=section,
                    page=units[0].block.page,
                    page_index=page_index,
                    ordinal=len(passages),
                    start=units[0].block.start,
                    end=units[-1].block.end,
                    text=text,
                )
            )
    return tuple(passages)


def text_to_embed(passage: Passage) -> str:
    """The text whose vector stands for a passage: its title and section path, then the passage."""
    return f"{heading_of(passage)}\n{passage.text}"


def heading_of(passage: Passage) -> str:
    """Title and section path in one line, the innermost headings kept when it is long."""
    parts = list(passage.section)
    if not parts or parts[0].casefold() != passage.document.casefold():
        parts.insert(0, passage.document)
    while len(parts) > 1 and sum(map(len, parts)) > _MAX_PATH_CHARACTERS:
        del parts[0]
    return _PATH_SEPARATOR.join(parts)[:_MAX_PATH_CHARACTERS]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _is_example(section: tuple[str, ...]) -> bool:
    return bool(section) and _EXAMPLE.match(section[-1]) is not None


def _units(group: Iterable[Block], *, in_examples: bool) -> Iterator[_Unit]:
    """Units of one section; those of one worked example have its number.

    An example begins where a block says so, or with its section, and goes on until another statement begins or it is
    longer than one passage may be; then it is cut like any other text.
    """
    blocks = list(group)
    numbers = [0] * len(blocks)
    number, first = (1, 0) if in_examples else (0, len(blocks))
    latest = number
    for place, block in enumerate(blocks):
        if _OTHER_STATEMENT.match(block.text):
            latest += 1
            number, first = (latest, place) if _EXAMPLE.match(block.text) else (0, len(blocks))
        if number and sum(len(one.text) for one in blocks[first : place + 1]) > MAX_EXAMPLE_CHARACTERS:
            numbers[first:place] = [0] * (place - first)
            number = 0
        numbers[place] = number
    for block, example in zip(blocks, numbers, strict=True):
        tokens = estimate_tokens(block.text)
        small = tokens <= PASSAGE_TOKENS or example
        if small or (block.kind in _WHOLE and len(block.text) <= MAX_PASSAGE_CHARACTERS):
            yield _Unit(block, tokens, example)
            continue
        for start, end in _cuts(block):
            part = replace(
                block, text=block.text[start:end], start=block.start + start, end=block.start + end
            )
            yield _Unit(part, estimate_tokens(part.text))


def _cuts(block: Block) -> Iterator[tuple[int, int]]:
    """Cut a long block at the ends of sentences, else at spaces, else anywhere; yields stretches without end spaces."""
    whole = block.kind in _WHOLE
    most_characters = MAX_PASSAGE_CHARACTERS if whole else 5 * PASSAGE_TOKENS
    most_tokens = float("inf") if whole else PASSAGE_TOKENS
    text, start, tokens = block.text, 0, 0.0
    for begin, end in _sentences(text, most_characters // 2):
        size = estimate_tokens(text[begin:end])
        if begin > start and (tokens + size > most_tokens or end - start > most_characters):
            yield start, _without_end_space(text, start, begin)
            start, tokens = begin, 0.0
        tokens += size
    if text[start:].strip():
        yield start, _without_end_space(text, start, len(text))


def _sentences(text: str, most_characters: int) -> Iterator[tuple[int, int]]:
    """Cover the text with stretches that end where a sentence or a line ends, none longer than allowed."""
    begin = 0
    formulas = [found.span() for found in _INLINE.finditer(text) if len(found.group()) < most_characters]
    ends = _outside([found.end() for found in _SENTENCE_END.finditer(text)], formulas)
    for end in [*ends, len(text)]:
        while end - begin > most_characters:
            limit = begin + most_characters
            spaces = [place + 1 for place in range(begin + most_characters // 2, limit) if text[place] == " "]
            free = _outside(spaces, formulas) or spaces
            cut = free[-1] if free else limit
            yield begin, cut
            begin = cut
        if end > begin:
            yield begin, end
            begin = end


def _outside(places: list[int], formulas: list[tuple[int, int]]) -> list[int]:
    """The places, in order, that are not inside one of these stretches, in order."""
    free, at = [], 0
    for place in places:
        while at < len(formulas) and formulas[at][1] <= place:
            at += 1
        if at == len(formulas) or place <= formulas[at][0]:
            free.append(place)
    return free


def _without_end_space(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _pack(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Fill passages up; a worked example has one to itself, and a small rest joins the one before it."""
    packed: list[list[_Unit]] = []
    size = 0.0
    for unit in units:
        same = bool(packed) and packed[-1][-1].example == unit.example
        if same and (unit.example or size + unit.tokens <= PASSAGE_TOKENS):
            packed[-1].append(unit)
            size += unit.tokens
        else:
            packed.append([unit])
            size = unit.tokens
    if len(packed) > 1:
        rest = sum(unit.tokens for unit in packed[-1])
        before = sum(unit.tokens for unit in packed[-2])
        if rest < SMALL_PASSAGE_TOKENS and rest + before <= PASSAGE_TOKENS + SMALL_PASSAGE_TOKENS:
            packed[-2].extend(packed.pop())
    yield from packed


def _joined(units: list[_Unit]) -> str:
    parts = [units[0].block.text]
    for before, after in pairwise(units):
        parts.append(
            "\n\n"
            if after.block.start - before.block.end > 1
            else "\n"
            if after.block.start > before.block.end
            else ""
        )
        parts.append(after.block.text)
    return "".join(parts)
