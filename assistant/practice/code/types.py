"""The words of coding exercises. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.random import Generator as Random


@dataclass(frozen=True, slots=True)
class CodeTask:
    """A function to write.

    `prompt` is Markdown with `$…$`. `starter` is what the field holds at first: the function's head. `solution` is our
    own code, shown as the last rung and run as the reference. `cases` draws the arguments of one hidden case; `example`
    are the arguments of the case that is shown. `hints` are two rungs before the solution.
    """

    id: str
    topic_id: str
    title: str
    prompt: str
    function: str
    starter: str
    solution: str
    reference: Callable[..., Any]
    cases: Callable[[Random], tuple[Any, ...]]
    example: tuple[Any, ...]
    hints: tuple[str, str]
    level: int = 2
    objectives: tuple[int, ...] = ()
    version: int = 1
    tolerance: float = 1e-6


@dataclass(frozen=True, slots=True)
class CaseShown:
    """One case as a learner sees it: arguments, what is right, and what their function gave back, if anything."""

    arguments: str
    expected: str
    given: str


@dataclass(frozen=True, slots=True)
class CodeResult:
    """How the code fared. `passed` of `cases` hidden cases; `line` is 0 where no line is to blame.

    `ran` is false when the code did not run at all, which costs no attempt. `shown` is the first case that failed.
    """

    passed: int
    cases: int
    ran: bool
    message: str
    line: int = 0
    shown: CaseShown | None = None
    printed: str = ""

    @property
    def right(self) -> bool:
        """Whether all cases passed."""
        return self.ran and self.passed == self.cases
