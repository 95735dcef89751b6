"""Citations: markers in an answer tied to the passages that were shown, quotes compared with them.

Four rules, in this order:

1. A marker `[2]` stays when passage 2 was shown to the model, and goes when it was not.
2. A quotation with a marker must stand in a passage, word for word or nearly; in another passage than the one
   marked, the marker is corrected; in none, the marker and the quotation marks go.
   A quotation without a marker that stands in a passage gets its marker.
3. A marker behind words that another passage has clearly more of is corrected: small models write [1] under what they
   took from passage 2.
4. An answer that cites nothing although passages were shown gets markers by overlap of words. **That attribution
   is Groundwork's own, not the model's**: it says where the sentence can be read up, and where the overlap is weak
   nothing is cited.

What is left is numbered in the order in which it appears, so that a reader meets [1] first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from assistant.mathcheck.types import CheckedClaim
from assistant.tutor.spans import Span, find_sentences, find_spans, span_at
from assistant.tutor.types import Citation
from assistant.tutor.words import content_words

QUOTE_LIKENESS = 0.9
"""A quotation is in a passage when their likeness (rapidfuzz partial ratio) is at least this."""

_SHORTEST_QUOTE = 4
_FEWEST_SHARED_WORDS = 4
_SHARED_SHARE = 0.5
_MARKS_PER_PASSAGE = 2
_FEWEST_MORE_WORDS = 3
_MORE_SHARE = 0.2

_MARKER = re.compile(
    r"\[(?:\^|(?:passages?|sources?|notes?)\s*)?(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\](?![(\[])", re.I
)
# The target of a link in Markdown's own way: at the beginning of a line, and a colon after it.
_LINK_TARGET = re.compile(r"(?:^|\n)[ \t]*\Z")
_MARKER_BEFORE_MARKER = re.compile(r"\[(?:\^|(?:passages?|sources?|notes?)\s*)?(\d{1,3})\](?=\[\d)", re.I)
_NO_MARKER_AFTER = re.compile(
    r"(?:\b(?:vectors?|points?|lists?|arrays?|intervals?|range|between|matrix|rows?|columns?|is|are|at|by|to)"
    r"|[=,(+*/-]|(?<![A-Za-z])[A-Za-z]|\\\w+)\s*$",
    re.I,
)
# The rows of a matrix: [[1], [2]].
_BRACKET_BEFORE = re.compile(r"\[\s*$|\]\s*,\s*$")
_BRACKET_AFTER = re.compile(r"\s*(?:\]|,\s*\[)")
_QUOTE = re.compile(r"“([^“”\n]{3,600})”|\"([^\"\n]{3,600})\"")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cited:
    """An answer after its citations were looked at; the claims' offsets fit the new text."""

    text: str
    claims: tuple[CheckedClaim, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    new: str


def cite(
    text: str,
    claims: Sequence[CheckedClaim],
    shown: Sequence[Citation],
    *,
    before: Sequence[Citation] = (),
) -> Cited:
    """Resolve the citations of an answer.

    Args:
        text: The answer, or what was added to it.
        claims: Its claims.
        shown: The passages that were given to the model, by the numbers it was given.
        before: What the part of the answer before this text cites already; those passages keep their numbers.
    """
    by_number = {citation.number: citation for citation in shown}
    text, claims = _edit(text, claims, _resolve_markers(text, by_number))
    text, claims = _edit(text, claims, _check_quotes(text, shown))
    text, claims = _edit(text, claims, _correct(text, shown))
    if not before and not _cited_numbers(text, by_number):
        text, claims = _edit(text, claims, _attribute(text, shown))
    numbers = {citation.passage_id: citation.number for citation in before}
    cited = list(before)
    for old in _cited_numbers(text, by_number):
        citation = by_number[old]
        if citation.passage_id not in numbers:
            numbers[citation.passage_id] = max(numbers.values(), default=0) + 1
            cited.append(replace(citation, number=numbers[citation.passage_id]))
    new_numbers = {citation.number: numbers.get(citation.passage_id, 0) for citation in shown}
    text, claims = _edit(text, claims, _renumber(text, new_numbers))
    return Cited(text, tuple(claims), tuple(cited))


def without_markers(text: str) -> str:
    """The text without its citation markers: what an earlier turn cited is not for a later one to repeat."""
    spans = find_spans(text)
    edits = [
        _Edit(_swallow_space(text, match.start()), match.end(), "")
        for match in _all_markers(text)
        if _is_marker(text, match, spans)
    ]
    return _edit(text, (), edits)[0]


def _all_markers(text: str) -> list[re.Match[str]]:
    found = [*_MARKER.finditer(text), *_MARKER_BEFORE_MARKER.finditer(text)]
    return sorted({match.start(): match for match in found}.values(), key=lambda match: match.start())


def _is_marker(text: str, match: re.Match[str], spans: Sequence[Span]) -> bool:
    """Whether brackets are a citation, and not a vector, an index or part of a formula."""
    if span_at(spans, match.start()) is not None:
        return False
    if _numbers(match) == [0]:
        return False
    if text[match.end() : match.end() + 1] == ":" and _LINK_TARGET.search(text, 0, match.start()):
        return False
    before = text[max(0, match.start() - 24) : match.start()]
    if _BRACKET_BEFORE.search(before) or _BRACKET_AFTER.match(text, match.end()):
        return False
    if len(_numbers(match)) > 1:
        return _NO_MARKER_AFTER.search(before) is None
    # `x[1]` is an index; "the slope [1]" is a citation.
    return re.search(r"(?<![A-Za-z])[A-Za-z_]$|=\s*$", before) is None


def _numbers(match: re.Match[str]) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", match.group(1))]


def _resolve_markers(text: str, by_number: dict[int, Citation]) -> list[_Edit]:
    spans = find_spans(text)
    edits = []
    for match in _all_markers(text):
        if not _is_marker(text, match, spans):
            continue
        known = [number for number in dict.fromkeys(_numbers(match)) if number in by_number]
        new = "".join(f"[{number}]" for number in known)
        if new != match.group(0):
            start = match.start() if known else _swallow_space(text, match.start())
            edits.append(_Edit(start, match.end(), new))
    return edits


def _check_quotes(text: str, shown: Sequence[Citation]) -> list[_Edit]:
    spans = find_spans(text)
    edits = []
    for match in _QUOTE.finditer(text):
        quote = match.group(1) or match.group(2)
        if len(quote.split()) < _SHORTEST_QUOTE or span_at(spans, match.start()) is not None:
            continue
        after = re.compile(r"[.,;]?\s*((?:\[\d{1,3}\])+)").match(text, match.end())
        marked = [int(number) for number in re.findall(r"\d+", after.group(1))] if after else []
        holding = [citation.number for citation in shown if holds_quote(citation.text, quote)]
        if after and not set(marked).intersection(holding):
            if holding:
                edits.append(_Edit(after.start(1), after.end(1), f"[{holding[0]}]"))
            else:
                # The marks alone: what is claimed between them keeps its place.
                edits.append(_Edit(match.start(), match.start() + 1, ""))
                edits.append(_Edit(match.end() - 1, match.end(), ""))
                edits.append(_Edit(_swallow_space(text, after.start(1)), after.end(1), ""))
        elif not after and holding:
            edits.append(_Edit(match.end(), match.end(), f" [{holding[0]}]"))
    return edits


def holds_quote(passage: str, quote: str) -> bool:
    """Whether a passage holds a quotation: exactly, white space aside, or with a likeness of at least 0.9."""
    wanted = _SPACES.sub(" ", quote).strip(" .,;:…").casefold()
    given = _SPACES.sub(" ", passage).casefold()
    if wanted in given:
        return True
    return len(wanted) <= len(given) and fuzz.partial_ratio(wanted, given) >= 100 * QUOTE_LIKENESS


def _correct(text: str, shown: Sequence[Citation]) -> list[_Edit]:
    """Point lone markers at the passage that has the words before them, where the one marked has clearly fewer."""
    passages = {citation.number: set(content_words(citation.text)) for citation in shown}
    spans = find_spans(text)
    markers = [match for match in _all_markers(text) if _is_marker(text, match, spans)]
    edits = []
    at = 0
    for match in markers:
        start = max(at, text.rfind("\n\n", 0, match.start()) + 1)
        words = set(content_words(_prose(text, start, match.start(), spans)))
        at = match.end()
        numbers = _numbers(match)
        if len(numbers) != 1 or numbers[0] not in passages or not words:
            continue
        marked = len(words & passages[numbers[0]])
        shared, number = max((len(words & known), -number) for number, known in passages.items())
        if shared - marked >= max(_FEWEST_MORE_WORDS, _MORE_SHARE * len(words)):
            edits.append(_Edit(match.start(), match.end(), f"[{-number}]"))
    return edits


def _attribute(text: str, shown: Sequence[Citation]) -> list[_Edit]:
    """Give sentences the marker of the passage whose words they use: Groundwork's own attribution."""
    passages = [(citation.number, set(content_words(citation.text))) for citation in shown]
    spans = find_spans(text)
    marks = dict.fromkeys((number for number, _ in passages), 0)
    edits = []
    for start, end in find_sentences(text):
        words = set(content_words(_prose(text, start, end, spans)))
        if len(words) < _FEWEST_SHARED_WORDS:
            continue
        shared, number = max(((len(words & known), -number) for number, known in passages), default=(0, 0))
        number = -number
        if shared < _FEWEST_SHARED_WORDS or shared / len(words) < _SHARED_SHARE:
            continue
        if marks[number] < _MARKS_PER_PASSAGE:
            marks[number] += 1
            place = end - 1 if text[end - 1] in ".!?:;" else end
            edits.append(_Edit(place, place, f" [{number}]"))
    return edits


def _prose(text: str, start: int, end: int, spans: Sequence[Span]) -> str:
    """A sentence without its formulas and code."""
    parts = []
    at = start
    for span in spans:
        if span.end <= start or span.start >= end:
            continue
        parts.append(text[at : max(at, span.start)])
        at = min(end, span.end)
    parts.append(text[at:end])
    return " ".join(parts)


def _cited_numbers(text: str, by_number: dict[int, Citation]) -> list[int]:
    """The numbers cited in a text whose markers were resolved, in the order in which they first appear."""
    spans = find_spans(text)
    cited = dict.fromkeys(
        number for match in _all_markers(text) if _is_marker(text, match, spans) for number in _numbers(match)
    )
    return [number for number in cited if number in by_number]


def _renumber(text: str, new_numbers: dict[int, int]) -> list[_Edit]:
    spans = find_spans(text)
    edits = []
    for match in _all_markers(text):
        if _is_marker(text, match, spans):
            new = "".join(f"[{new_numbers[number]}]" for number in _numbers(match) if number in new_numbers)
            if new != match.group(0):
                edits.append(_Edit(match.start(), match.end(), new))
    return edits


def _swallow_space(text: str, offset: int) -> int:
    while offset > 0 and text[offset - 1] in " \t":
        offset -= 1
    return offset


def _edit(
    text: str, claims: Sequence[CheckedClaim], edits: Sequence[_Edit]
) -> tuple[str, tuple[CheckedClaim, ...]]:
    """Change a text in several places at once and move the claims along."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    parts = []
    at = 0
    for edit in ordered:
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    parts.append(text[at:])
    new_text = "".join(parts)

    def moved(offset: int, *, is_end: bool) -> int:
        shift = 0
        for edit in ordered:
            # What is put in exactly where a claim ends belongs behind it.
            if edit.end < offset or (edit.end == offset and not (is_end and edit.start == edit.end)):
                shift += len(edit.new) - (edit.end - edit.start)
            elif edit.start < offset:
                shift += edit.start - offset
        return offset + shift

    shifted = []
    for claim in claims:
        start, end = moved(claim.start, is_end=False), moved(claim.end, is_end=True)
        shifted.append(replace(claim, start=start, end=end, source=new_text[start:end]))
    return new_text, tuple(shifted)
