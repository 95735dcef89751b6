"""One claim at a time: what kind of statement it is, whether it holds, and whether it may be refuted.

The worst mistake here is to refute a true statement. So a claim is refuted only when every reading of it is false by
two signals, when its kind may be refuted at all, and when no word around it says that it is meant otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from assistant.errors import UnreadableMath
from assistant.mathcheck.checking.context import asked_about
from assistant.mathcheck.checking.idioms import check_congruence
from assistant.mathcheck.checking.message import Message
from assistant.mathcheck.checking.relations import check_approximate, check_inequality
from assistant.mathcheck.checking.rules import decided_equality
from assistant.mathcheck.checking.verdict import Finding, Kind, not_checked
from assistant.mathcheck.reading.claims import Claim, claims_of
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.spans import scan
from assistant.mathcheck.reading.statement import Statement
from assistant.mathcheck.reading.syntax import (
    Node,
)
from assistant.mathcheck.types import CheckedClaim


@dataclass(frozen=True, slots=True)
class Outcome:
    """A checked claim and what it leaves behind for the claims after it."""

    claim: CheckedClaim
    statements: tuple[Statement, ...] = ()


@dataclass
class MessageChecker:
    """Checks the claims of one message in order; what was defined before is known to what follows."""

    message: Message = field(default_factory=Message)

    def remember(self, statements: Sequence[Statement]) -> None:
        """Take up what earlier blocks said."""
        for statement in statements:
            self.message = self.message.after(statement)

    def check(self, claim: Claim) -> Outcome:
        """The verdict on one claim."""
        started = perf_counter()
        try:
            finding = self._finding(claim)
        except UnreadableMath as error:
            finding = not_checked(Kind.EXPRESSION, f"Groundwork cannot read this: {_lower(error.what)}")
        except (RecursionError, MemoryError, OverflowError):
            finding = not_checked(Kind.EXPRESSION, "This is too large to compute.")
        except (
            ArithmeticError,
            AttributeError,
            NotImplementedError,
            TypeError,
            ValueError,
        ):  # SymPy's own limits
            finding = not_checked(Kind.EXPRESSION, "Groundwork could not work this out.")
        for statement in finding.statements:
            self.message = self.message.after(statement)
        milliseconds = (perf_counter() - started) * 1000
        checked = CheckedClaim(
            start=claim.start,
            end=claim.end,
            source=claim.source,
            kind=finding.kind,
            verdict=finding.verdict,
            reason=finding.reason,
            expected=finding.expected,
            milliseconds=round(milliseconds, 3),
        )
        return Outcome(checked, finding.statements)

    def _finding(self, claim: Claim) -> Finding:
        if claim.silent:
            statement = Statement(claim.left.text, claim.right.text, "distribution")
            return replace(not_checked(Kind.DEFINITION, "This says what is random."), statements=(statement,))
        congruence = check_congruence(claim)
        if congruence is not None:
            return congruence
        left, right = _read(claim.left.text), _read(claim.right.text)
        if claim.operator in ("=", ":="):
            return decided_equality(claim, left, right, self.message)
        if claim.operator == "~":
            return check_approximate(claim, left, right, self.message)
        if claim.operator in ("<", ">", "<=", ">=", "!="):
            return check_inequality(claim, left, right, self.message)
        return not_checked(Kind.EXPRESSION, "Groundwork does not check this kind of relation.")


def _lower(text: str) -> str:
    return text if text.startswith("Groundwork") else text[:1].lower() + text[1:]


def _read(text: str) -> Node:
    return parse_math(text)


# -- whole texts -------------------------------------------------------------------------------------------


def claims_in(text: str) -> tuple[Claim, ...]:
    """The claims of a text in order."""
    return tuple(claim for block in scan(text) for claim in claims_of(block))


def check_text(text: str, context: str = "") -> tuple[CheckedClaim, ...]:
    """Check a whole text in this process, without limits on time: for tests and workers."""
    checker = MessageChecker()
    for claim in claims_in(context):
        checker.check(claim)
    checker.remember(asked_about(context))
    checked = [(claim, checker.check(claim).claim) for claim in claims_in(text)]
    return tuple(verdict for claim, verdict in checked if not claim.silent)
