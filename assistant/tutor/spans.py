"""Where the formulas, the code and the sentences of a Markdown text are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

# The longest formula looked for; the bound keeps a hostile text from costing quadratic time.
_LONGEST_FORMULA = 2_000

_SPAN = re.compile(
    rf"""
    (?P<fence>^[ \t]*(?P<ticks>```+|~~~+)[^\n]*\n(?:.*?\n)??[ \t]*(?P=ticks)[`~]*[ \t]*$)
  | (?P<open_fence>^[ \t]*(?:```|~~~)[^`\n]*(?:\n.*)?\Z)
  | (?P<escaped>\\\$|\\`)
  | (?P<code>(?<!`)(?P<tick>`{{1,3}})(?!`)[^\n]{{1,{_LONGEST_FORMULA}}}?(?<!`)(?P=tick)(?!`))
  | (?P<display>\$\$(?=[^$])(?:\\.|[^$\\]){{1,{_LONGEST_FORMULA}}}?\$\$
      | \\\[.{{1,{_LONGEST_FORMULA}}}?\\\]
      | \\begin\{{(?P<env>[a-z]{{1,12}}\*?)\}}.{{0,{_LONGEST_FORMULA}}}?\\end\{{(?P=env)\}})
  | (?P<inline>\\\(.{{1,{_LONGEST_FORMULA}}}?\\\)
      | \$(?![\s$])(?:\\.|[^$\\\n]|\n(?!\s*\n)){{1,{_LONGEST_FORMULA}}}?(?<![\s])\$(?!\d)
      | \$[ ](?![\s$])(?:\\.|[^$\\\n]){{1,{_LONGEST_FORMULA}}}?[ ]\$(?!\d))
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_SENTENCE_END = re.compile(r"[.!?][\"”')\]]*([ \t]+)(?=[\"“'(\[]?[A-Z$\\0-9])|(\n+)")
_LIST_MARKER = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,2}[.)])[ \t]+|#{1,6}[ \t]+|>[ \t]?)*")


class SpanKind(StrEnum):
    """What a span of a Markdown text is."""

    INLINE = "inline"
    """A formula in a line: `$…$` or `\\(…\\)`."""
    DISPLAY = "display"
    """A formula on its own: `$$…$$`, `\\[…\\]` or an environment."""
    CODE = "code"
    """Code in a line."""
    FENCE = "fence"
    """A block of code."""


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` with its delimiters."""

    start: int
    end: int
    kind: SpanKind

    @property
    def is_formula(self) -> bool:
        """Whether this is mathematics, not code."""
        return self.kind in (SpanKind.INLINE, SpanKind.DISPLAY)


def find_spans(text: str) -> tuple[Span, ...]:
    """Find formulas and code in a text, in order, without overlaps; what is not closed yet is not a span.

    A dollar sign before a digit closes nothing, so that "$5 and $10" is money and not a formula.
    """
    kinds = {
        "fence": SpanKind.FENCE,
        "open_fence": SpanKind.FENCE,
        "code": SpanKind.CODE,
        "display": SpanKind.DISPLAY,
        "inline": SpanKind.INLINE,
    }
    found = []
    for match in _SPAN.finditer(text):
        for group, kind in kinds.items():
            if match.group(group) is not None:
                found.append(Span(match.start(), match.end(), kind))
                break
    return tuple(found)


def span_at(spans: Sequence[Span], offset: int) -> Span | None:
    """The span that covers a character, or None; `spans` in order as `find_spans` gives them."""
    index = bisect_right([span.start for span in spans], offset) - 1
    if index >= 0 and spans[index].end > offset:
        return spans[index]
    return None


def inner_formula(text: str, span: Span) -> str:
    """The LaTeX of a formula without its delimiters; an environment is returned whole."""
    source = text[span.start : span.end]
    for opening, closing in (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")):
        if source.startswith(opening) and source.endswith(closing):
            return source[len(opening) : -len(closing)].strip()
    return source


def find_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Find the sentences and lines of a text as (start, end), in order, never cutting a formula or code.

    List markers, heading marks and the white space around are outside; a display formula that starts a
    line is a sentence of its own.
    """
    covered = bytearray(len(text) + 1)
    for span in find_spans(text):
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    gaps = [match.span(match.lastindex or 0) for match in _SENTENCE_END.finditer(text)]
    cuts = [(start, end) for start, end in gaps if not covered[start]]
    sentences = []
    begin = 0
    for cut_start, cut_end in [*cuts, (len(text), len(text))]:
        start, end = _trim(text, begin, cut_start)
        if end > start:
            sentences.append((start, end))
        begin = cut_end
    return tuple(sentences)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    marker = _LIST_MARKER.match(text, start, end)
    if marker is not None:
        start = marker.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
