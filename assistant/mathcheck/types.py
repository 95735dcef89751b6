"""The words of the checker: claims, verdicts, facts and grades. Imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What Groundwork knows of one written statement."""

    VERIFIED = "verified"
    REFUTED = "refuted"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One statement of a text with its verdict.

    `text[start:end] == source`. `kind` is the intent: arithmetic, operator, identity, definition, equation,
    solution, approximation, inequality, expression. `expected` is the right value as LaTeX, set when refuted.
    `reason` is one plain sentence for a learner; never empty when the verdict is `not_checked`.
    """

    start: int
    end: int
    source: str
    kind: str
    verdict: Verdict
    reason: str
    expected: str | None = None
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a worked solution: the rule's name in plain words, and the formula it gives (LaTeX, no `$`)."""

    rule: str
    latex: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A computation found in a question and solved.

    `kind` names the operation (gradient, determinant, …), `statement` is the result in one plain sentence with
    `$…$` around its formulas, `latex` the result as one equation without `$`.
    """

    kind: str
    statement: str
    latex: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Equivalent:
    """The submission means the same as the reference."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Different:
    """The submission means something else; `counterexample` is a point where the two differ, or None."""

    reason: str
    counterexample: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The submission could not be read; costs the learner no attempt."""

    reason: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Undecided:
    """Both were read, but equivalence was neither proved nor refuted."""

    reason: str


Grade = Equivalent | Different | Unreadable | Undecided


def grade_verdict(grade: Grade) -> str:
    """Name a grade as the command line's contract does: equivalent, different, unreadable or undecided."""
    return type(grade).__name__.lower()
