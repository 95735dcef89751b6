"""What the checker of mathematics says of a note, against what a note in print may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.mathcheck.reading.spans import Block, scan
from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.notes.note import Fence, Mark, Note
from assistant.notes.types import Finding, Tally, Unchecked

_SHOWN = 100


class Checker(Protocol):
    """The checker of mathematics."""

    def check(self, text: str, context: str = "") -> tuple[CheckedClaim, ...]:
        """Check every formula of a text, in order."""
        ...


@dataclass(frozen=True, slots=True)
class FormulaReport:
    """What became of the formulas of one note."""

    findings: tuple[Finding, ...]
    overall: Tally
    worked: Tally
    unchecked: tuple[Unchecked, ...]


def check_formulas(note: Note, checker: Checker) -> FormulaReport:
    """Check the formulas of a note: true ones in the text, false ones in its `wrong` fences."""
    claims = [claim for claim in checker.check(note.reading) if not _defines(claim)]
    marked = _marked(note, claims)
    example = note.section("Worked example")
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    overall, worked = Tally(), Tally()
    for claim in claims:
        in_example = example is not None and example.start <= claim.start < example.end
        tally = Tally(1, int(claim.verdict is Verdict.VERIFIED))
        overall += tally
        if in_example:
            worked += tally
        line = note.line(claim.start)
        if claim.verdict is Verdict.REFUTED:
            right = f" Right is: {claim.expected}" if claim.expected else ""
            findings.append(
                Finding(note.place, line, f"refuted: {shown(claim.source)} ({claim.reason}){right}")
            )
        elif claim.verdict is Verdict.NOT_CHECKED:
            mark = marked.get(claim, "")
            unchecked.append(Unchecked(note.place, line, shown(claim.source), claim.reason, in_example, mark))
            if in_example and not mark:
                findings.append(
                    Finding(
                        note.place,
                        line,
                        f"worked example: neither verified nor marked: {shown(claim.source)} ({claim.reason})",
                    )
                )
    findings += _wrong_fences(note, checker)
    return FormulaReport(tuple(findings), overall, worked, tuple(unchecked))


def shown(source: str) -> str:
    """A formula on one line, cut where it is long."""
    line = " ".join(source.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _defines(claim: CheckedClaim) -> bool:
    return claim.kind == "definition" and claim.verdict is Verdict.NOT_CHECKED


def _marked(note: Note, claims: Sequence[CheckedClaim]) -> dict[CheckedClaim, str]:
    """Which claims a mark speaks of: those of the nearest formula before it that was not verified.

    A mark stands on the line on which the formula ends or on the next one that is not empty.
    """
    blocks = scan(note.reading)
    found: dict[CheckedClaim, str] = {}
    for mark in note.marks:
        open_claims = [
            claim
            for claim in claims
            if claim.verdict is Verdict.NOT_CHECKED
            and claim.end <= mark.start
            and _close(note, _block_end(blocks, claim), mark)
        ]
        if open_claims:
            block_end = _block_end(blocks, open_claims[-1])
            for claim in open_claims:
                if _block_end(blocks, claim) == block_end:
                    found[claim] = mark.reason
    return found


def _block_end(blocks: Sequence[Block], claim: CheckedClaim) -> int:
    return next((block.end for block in blocks if block.start <= claim.start < block.end), claim.end)


def _close(note: Note, end: int, mark: Mark) -> bool:
    between = note.reading[end : mark.start]
    lines = between.split("\n")
    # The rest of the formula's own line may go on; lines between must hold nothing but its closing sign.
    return len(lines) == 1 or all(not line.strip(" $") for line in lines[1:])


def _wrong_fences(note: Note, checker: Checker) -> Iterator[Finding]:
    for fence in note.fences:
        if fence.info != "wrong" or _excused(note, fence):
            continue
        claims = checker.check(fence.text)
        if not any(claim.verdict is Verdict.REFUTED for claim in claims):
            said = "; ".join(
                f"{shown(c.source)}: {c.verdict.value}, {c.reason}" for c in claims if not _defines(c)
            )
            yield Finding(
                note.place, note.line(fence.start), f"wrong fence: not refuted ({said or 'no formula in it'})"
            )


def _excused(note: Note, fence: Fence) -> bool:
    return any(
        mark.start >= fence.end and not note.text[fence.end : mark.start].strip() for mark in note.marks
    )
