"""What a note must have besides true formulas: its sections, its length, its links and figures, its names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from assistant.notes.note import Note
from assistant.notes.types import Finding

SECTIONS = (
    "Intuition",
    "Definition",
    "In plain words",
    "Worked example",
    "Common mistakes",
    "Why machine learning needs it",
    "From scratch",
    "Check yourself",
)
FEWEST_WORDS, MOST_WORDS = 250, 1200

_DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_INLINE = re.compile(r"(?<!\$)\$([^$\n]+)\$(?!\$)")
_GREEK = (
    "alpha|beta|gamma|delta|varepsilon|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi|varphi|chi|psi|omega"
    "|Gamma|Delta|Theta|Lambda|Xi|Sigma|Phi|Psi|Omega|ell"
)
_STYLED = re.compile(r"\\(?:mathbf|boldsymbol|mathcal|mathbb|vec|hat|bar|tilde|overline|mathrm|bm)\b")
_WORDS = re.compile(r"\\(?:text|operatorname\*?|mathrm|mbox|begin|end|textbf)\s*\{[^{}]*\}")
_COMMAND = re.compile(r"\\[A-Za-z]+|\\.")
_BOUND = re.compile(
    r"\\(?:sum|prod|bigcup|bigcap|max|min|sup|inf|lim|int)_\{?\s*\(?([A-Za-z](?:\s*,\s*[A-Za-z])*)"
)
_DIFFERENTIAL = re.compile(r"\bd\s*([A-Za-z]|\\(?:theta|phi|lambda|mu|omega|tau))(?![A-Za-z])")
_PIECES = re.compile(r"\\qquad|\\quad|\\\\|\n\s*\n|,\s")
_HEAD = re.compile(
    rf"[\s{{&(]*((?:\\(?:{_GREEK})(?![A-Za-z]))|[A-Za-z])(?:[_^](?:\{{[^{{}}]*\}}|.)|'|\}}|\s|\([^=]*?\))*(?::?=|\\coloneqq|\Z)"
)
_MATRIX = re.compile(r"\\begin\{([pbvBV]?matrix|cases|array)\}.*?\\end\{\1\}", re.DOTALL)
_INDICES = re.compile(r"_\{[^{}]*\}|_[A-Za-z]")
# Constants, the differential, the sign for a transpose and the sets of numbers need no introduction.
_KNOWN = frozenset(("e", "i", "d", "T", "R", "N", "Z", "Q", "C", "P", "E"))


def check_structure(note: Note, folder: Path, topic_ids: Collection[str]) -> Iterator[Finding]:
    """Yield what is missing in a note; figures and links are looked for from `folder / note.place`."""
    yield from _sections(note)
    if not FEWEST_WORDS <= note.words <= MOST_WORDS:
        yield Finding(
            note.place,
            note.line(note.body_start),
            f"prose: {note.words} words; a note has {FEWEST_WORDS} to {MOST_WORDS}",
        )
    yield from _targets(note, folder, topic_ids)
    yield from _unnamed_symbols(note)


def _sections(note: Note) -> Iterator[Finding]:
    headings = [section.heading for section in note.sections]
    for name in SECTIONS:
        section = note.section(name)
        if section is None:
            yield Finding(note.place, note.line(note.body_start), f"section: “## {name}” is missing")
        elif not note.text[section.start : section.end].strip():
            yield Finding(note.place, note.line(section.start), f"section: “## {name}” is empty")
    for section in note.sections:
        if section.heading.removeprefix("## ") not in SECTIONS:
            yield Finding(
                note.place, note.line(section.start), f"section: “{section.heading}” is not one of a note's"
            )
    known = [heading for heading in headings if heading.removeprefix("## ") in SECTIONS]
    if known != sorted(known, key=lambda heading: SECTIONS.index(heading.removeprefix("## "))):
        yield Finding(note.place, note.line(note.body_start), "section: the sections are out of order")
    if len(set(known)) < len(known):
        yield Finding(note.place, note.line(note.body_start), "section: a section is there twice")


def _targets(note: Note, folder: Path, topic_ids: Collection[str]) -> Iterator[Finding]:
    beside = (folder / note.place).parent
    for figure in note.figures:
        line = note.line(figure.start)
        if not figure.alt.strip():
            yield Finding(note.place, line, f"figure: {figure.to} has no words for those who cannot see it")
        if not _inside(figure.to) or not (beside / figure.to).is_file():
            yield Finding(note.place, line, f"figure: {figure.to} is not there")
    for link in note.links:
        line = note.line(link.start)
        topic_id = link.to.removeprefix("topic:")
        if topic_id != link.to:
            if topic_id not in topic_ids:
                yield Finding(note.place, line, f"link: {topic_id!r} is no topic")
        elif not _inside(link.to):
            yield Finding(note.place, line, f"link: {link.to} leads out of the corpus")
        elif not (beside / link.to.partition("#")[0]).is_file():
            yield Finding(note.place, line, f"link: {link.to} is not there")


def _inside(target: str) -> bool:
    path = PurePosixPath(target)
    return (
        bool(target) and "://" not in target and not target.startswith("mailto:") and not path.is_absolute()
    )


def _unnamed_symbols(note: Note) -> Iterator[Finding]:
    # As far as can be told from signs alone: a letter of a displayed formula must also stand in the text around it.
    section = note.section("Definition")
    if section is None:
        return
    text = note.reading[section.start : section.end]
    prose = _DISPLAY.sub(" ", text)
    named = {symbol for inline in _INLINE.findall(prose) for symbol in _symbols(inline)}
    named |= set(re.findall(r"(?<![\w'’])[A-Za-z](?![\w'’])", _INLINE.sub(" ", prose)))
    for found in _DISPLAY.finditer(text):
        missing = _symbols(_INDICES.sub(" ", found[1])) - named - _introduced(found[1]) - _KNOWN
        for symbol in sorted(missing):
            yield Finding(
                note.place,
                note.line(section.start + found.start()),
                f"definition: {symbol} is used in a formula and not named in the text",
            )
            named.add(symbol)


def _symbols(formula: str) -> set[str]:
    plain = _STYLED.sub(" ", _WORDS.sub(" ", formula))
    greek = set(re.findall(rf"\\(?:{_GREEK})(?![A-Za-z])", plain))
    return greek | set(re.findall(r"[A-Za-z]", _COMMAND.sub(" ", plain)))


def _introduced(formula: str) -> set[str]:
    """The symbols a formula brings in by itself: what it defines, what its sums run over, the entries of its matrices."""
    found = {letter for group in _BOUND.findall(formula) for letter in re.findall("[A-Za-z]", group)}
    found |= set(_DIFFERENTIAL.findall(formula))
    for entries in _MATRIX.finditer(formula):
        found |= _symbols(entries[0])
    for piece in _PIECES.split(_STYLED.sub(" ", formula)):
        head = _HEAD.match(piece)
        if head:
            found.add(head[1])
    return found
