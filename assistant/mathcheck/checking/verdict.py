"""A finding: the verdict on a claim before it is given its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.mathcheck.reading.statement import Statement
from assistant.mathcheck.types import Verdict


class Kind(StrEnum):
    """What a statement is for."""

    ARITHMETIC = "arithmetic"
    OPERATOR = "operator"
    IDENTITY = "identity"
    DEFINITION = "definition"
    EQUATION = "equation"
    SOLUTION = "solution"
    APPROXIMATION = "approximation"
    INEQUALITY = "inequality"
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its kind and reason; `statements` is what later claims may build on."""

    kind: Kind
    verdict: Verdict
    reason: str
    expected: str | None = None
    statements: tuple[Statement, ...] = ()


def verified(kind: Kind, reason: str) -> Finding:
    """The statement holds."""
    return Finding(kind, Verdict.VERIFIED, reason)


def refuted(kind: Kind, reason: str, expected: str) -> Finding:
    """The statement does not hold, and what would."""
    return Finding(kind, Verdict.REFUTED, reason, expected)


def not_checked(kind: Kind, reason: str) -> Finding:
    """Nothing can be said, and why."""
    return Finding(kind, Verdict.NOT_CHECKED, reason)
