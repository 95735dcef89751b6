"""The words of the notes' check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a note: `place` is its path below the folder of notes, `line` counts from 1."""

    place: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A formula that was neither verified nor refuted, and why; `worked` when it stands in the worked example.

    `marked` is the reason its author gives in print; empty when none is given.
    """

    place: str
    line: int
    source: str
    reason: str
    worked: bool
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many formulas there are and how many of them were verified; definitions state nothing and do not count."""

    formulas: int = 0
    verified: int = 0

    @property
    def share(self) -> float:
        """The share verified, 0 to 1; 1 when there are no formulas."""
        return self.verified / self.formulas if self.formulas else 1.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.formulas + other.formulas, self.verified + other.verified)


@dataclass(frozen=True, slots=True)
class NotesReport:
    """What was found in all notes: findings by place and line."""

    notes: int
    findings: tuple[Finding, ...]
    overall: Tally
    worked: Tally
    unchecked: tuple[Unchecked, ...]
