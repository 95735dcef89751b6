r"""Where the mathematics stands in Markdown: an incremental scanner.

Finds `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, bare `\begin{align}…\end{align}`, bare `\boxed{…}` lines, and plain lines of
prose that hold a relation (`12 * 3 = 36`). Code and currency are left alone. A block is handed on as soon as it has
closed and a few characters after it are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS_BEFORE = 240
WORDS_AFTER = 48
FORMULA_LIMIT = 12_000
"""Characters of one block; a longer one is left alone."""

_ENVIRONMENTS = (
    "align|aligned|alignat|gather|gathered|equation|eqnarray|multline|split|cases|array|[pbvBV]?matrix"
)
_BEGIN = re.compile(rf"\\begin\{{((?:{_ENVIRONMENTS})\*?)\}}")
_OPENERS = re.compile(r"```|~~~|`|\[asy\]|\\\[|\\\(|\\begin\{|\\\$|\$\$|\$|\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that may hold claims: `text[start:end] == source`.

    `kind` is formula (between delimiters) or prose (a line without them). `before` and `after` are the words around
    it; `heading` is the Markdown heading it stands under.
    """

    start: int
    end: int
    source: str
    kind: str
    before: str = ""
    after: str = ""
    heading: str = ""


class SpanScanner:
    """Takes a text in pieces and hands on its blocks in order."""

    def __init__(self) -> None:
        self._text = ""
        self._at = 0
        self._prose_from = 0
        self._heading = ""
        self._finished = False

    def feed(self, piece: str) -> tuple[Block, ...]:
        """Take the next piece; return the blocks that are now complete."""
        self._text += piece
        return tuple(self._scan())

    def finish(self) -> tuple[Block, ...]:
        """The text is over: return what was still open, if it can be a block."""
        self._finished = True
        blocks = list(self._scan())
        blocks.extend(self._prose(len(self._text)))
        return tuple(blocks)

    def _scan(self) -> list[Block]:
        blocks: list[Block] = []
        while True:
            found = _OPENERS.search(self._text, self._at)
            if found is None:
                break
            step = self._step(found, blocks)
            if not step:
                break
        return blocks

    def _step(self, found: re.Match[str], blocks: list[Block]) -> bool:
        """Deal with one opener; False when more text is needed."""
        mark, start = found.group(), found.start()
        if mark == "\n":
            blocks.extend(self._prose(start))
            self._at = self._prose_from = start + 1
            return True
        if mark == "\\$":
            self._at = found.end()
            return True
        if mark in ("```", "~~~"):
            return self._fence(mark, start, blocks)
        if mark == "[asy]":
            return self._fence("[/asy]", start, blocks)
        if mark == "`":
            return self._inline_code(start, blocks)
        closed = self._closing(mark, start)
        if closed is None:  # not a formula after all
            self._at = found.end()
            return True
        inner_start, inner_end, end = closed
        if end < 0:
            return False
        if not self._finished and len(self._text) < end + WORDS_AFTER and "\n" not in self._text[end:]:
            return False
        blocks.extend(self._prose(start, cut=True))
        blocks.append(self._block(inner_start, inner_end, "formula", end))
        self._at = self._prose_from = end
        return True

    def _fence(self, mark: str, start: int, blocks: list[Block]) -> bool:
        closer = mark if mark.startswith("[") else "\n" + mark
        end = self._text.find(closer, start + 3)
        if end < 0:
            if not self._finished:
                return False
            end = len(self._text) - len(closer)
        blocks.extend(self._prose(start, cut=True))
        self._at = self._prose_from = end + len(closer)
        return True

    def _inline_code(self, start: int, blocks: list[Block]) -> bool:
        if len(self._text) < start + 3 and not self._finished:
            return False  # it may still become a fence
        line_end = self._text.find("\n", start)
        end = self._text.find("`", start + 1)
        if end < 0 or 0 <= line_end < end:
            if line_end < 0 and not self._finished:
                return False
            self._at = start + 1
            return True
        blocks.extend(self._prose(start, cut=True))
        self._at = self._prose_from = end + 1
        return True

    def _closing(self, mark: str, start: int) -> tuple[int, int, int] | None:
        """Inner start, inner end and end of the formula; (-1) while it is still open; None if it is none."""
        text = self._text
        if mark == "\\begin{":
            return self._environment(start)
        if mark == "$":
            return self._dollar(start)
        inner = start + 2
        closer = {"\\[": "\\]", "\\(": "\\)", "$$": "$$"}[mark]
        end = text.find(closer, inner)
        while end > 0 and closer.startswith("\\") and text[end - 1] == "\\":
            end = text.find(closer, end + 1)  # a row break \\[2pt] is not a closing bracket
        paragraph = text.find("\n\n", inner) if mark in ("\\(",) else -1
        if end < 0 or 0 <= paragraph < end:
            if self._finished or len(text) - inner > FORMULA_LIMIT or paragraph >= 0:
                return None
            return inner, -1, -1
        return inner, end, end + 2

    def _environment(self, start: int) -> tuple[int, int, int] | None:
        text = self._text
        opening = _BEGIN.match(text, start)
        if opening is None:
            return None if self._finished or len(text) - start > 40 else (start, -1, -1)
        closer = f"\\end{{{opening.group(1)}}}"
        end = text.find(closer, opening.end())
        if end < 0:
            return None if self._finished or len(text) - start > FORMULA_LIMIT else (start, -1, -1)
        end += len(closer)
        return start, end, end

    def _dollar(self, start: int) -> tuple[int, int, int] | None:
        """`$…$` as Pandoc reads it, and never across an empty line or over words of prose."""
        text = self._text
        inner = start + 1
        if inner >= len(text):
            return None if self._finished else (inner, -1, -1)
        if text.startswith("<<", inner):
            return None
        place = inner
        while True:
            end = text.find("$", place)
            paragraph = text.find("\n\n", inner, end if end >= 0 else len(text))
            if paragraph >= 0:
                return None
            if end < 0:
                if self._finished or len(text) - inner > FORMULA_LIMIT:
                    return None
                return inner, -1, -1
            if text[end - 1] == "\\":
                place = end + 1
                continue
            break
        if end + 1 >= len(text) and not self._finished:
            return inner, -1, -1
        content = text[inner:end]
        follows_digit = text[end + 1 : end + 2].isdigit()
        if content[-1:].isspace() and follows_digit:
            return None
        if content[:1].isspace() and not re.search(r"[\\=^_<>]", content):
            return None
        if _is_currency(content, follows_digit) or _is_sum_of_money(content, text[end + 1 : end + 2]):
            return None
        return inner, end, end + 1

    def _prose(self, end: int, *, cut: bool = False) -> list[Block]:
        """The stretch of prose up to here, if it may hold a relation."""
        start, self._prose_from = self._prose_from, end
        line = self._text[start:end]
        heading = re.match(r" {0,3}#{1,6}\s+(.*)", line)
        if heading and (start == 0 or self._text[start - 1] == "\n"):
            self._heading = heading.group(1).strip()
        if not re.search(r"[=≈≠<>≤≥]", line) or len(line) > FORMULA_LIMIT:
            return []
        return [self._block(start, end, "prose", end)]

    def _block(self, start: int, end: int, kind: str, outer_end: int) -> Block:
        before = self._text[max(0, start - WORDS_BEFORE) : start]
        after = self._text[outer_end : outer_end + WORDS_AFTER]
        return Block(start, end, self._text[start:end], kind, before, after, self._heading)


_PROSE = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}\s+[a-z]{2,}\s+[a-z]{2,}")


def _is_currency(content: str, follows_digit: bool) -> bool:
    """Whether a dollar sign before a number is money: `$5 and then $`."""
    if not content[:1].isdigit():
        return bool(_PROSE.search(re.sub(r"\\(?:text|mbox|textrm|textbf)\{[^}]*\}", "", content)))
    if "\\" in content:
        return bool(_PROSE.search(re.sub(r"\\(?:text|mbox|textrm|textbf)\{[^}]*\}", "", content)))
    words = re.findall(r"[A-Za-z]{3,}", content)
    if words and not re.search(r"[=^_]", content):
        return True
    return (follows_digit and not re.search(r"[=^_\\]", content)) or bool(_PROSE.search(content))


def _is_sum_of_money(content: str, follows: str) -> bool:
    """Whether two dollar signs stand before two amounts: `$12*14 =$168`, `$5 = $<<2+3=5>>5`."""
    amount = follows.isdigit() or follows in ("<", ".", "-")
    return amount and content[:1] in "0123456789." and content.rstrip().endswith("=") and "\\" not in content


def scan(text: str) -> tuple[Block, ...]:
    """All blocks of a whole text."""
    scanner = SpanScanner()
    return (*scanner.feed(text), *scanner.finish())
