"""Statements that follow from rules alone, for all values of what stands in them: verified, and never refuted.

What the check ladder leaves open is asked here. Each rule proves what it says under the conditions that
`docs/mathcheck.md` names; where a rule does not apply, nothing is said.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from assistant.errors import UnreadableMath
from assistant.mathcheck.checking.compared import compared
from assistant.mathcheck.checking.equalities import Equality
from assistant.mathcheck.checking.message import Message
from assistant.mathcheck.checking.verdict import Finding, Kind, verified
from assistant.mathcheck.reading.claims import Claim
from assistant.mathcheck.reading.syntax import Node
from assistant.mathcheck.types import Verdict
from assistant.mathcheck.values.chain_rule import is_chain_rule
from assistant.mathcheck.values.indexed import same_by_entries
from assistant.mathcheck.values.moment_names import (
    is_bare_moment,
    names_moment,
    with_estimators,
    with_moments,
)
from assistant.mathcheck.values.scope import EMPTY, Scope
from assistant.mathcheck.values.total_probability import with_totals


def decided_equality(claim: Claim, left: Node, right: Node, message: Message) -> Finding:
    """The verdict on an equality: of the check ladder, or, where that leaves it open, of the rules."""
    try:
        finding = Equality(claim, left, right, message).finding()
    except UnreadableMath:
        ruled = equal_by_rule(left, right, message)
        if ruled is None:
            raise
        return ruled
    if finding.verdict is not Verdict.NOT_CHECKED:
        return finding
    ruled = equal_by_rule(left, right, message)
    return finding if ruled is None else replace(ruled, statements=finding.statements)


def equal_by_rule(left: Node, right: Node, message: Message) -> Finding | None:
    """The finding on an equality that a rule proves; None when none does."""
    if left == right:
        return None
    if same_by_entries(left, right, message.scope):
        return verified(Kind.OPERATOR, "Entry by entry the two sides are the same sums, for every size.")
    if _same_moments(left, right, message.scope):
        return verified(
            Kind.OPERATOR, "This follows from the rules for expectations, or from what was said before."
        )
    if is_chain_rule(left, right, message.scope):
        return verified(
            Kind.OPERATOR, "This is the chain rule, along every way from the function to the variable."
        )
    if _same_totals(left, right, message.scope):
        return verified(Kind.OPERATOR, "This holds for any events: it is a rule of probability.")
    return None


def _same_totals(left: Node, right: Node, scope: Scope) -> bool:
    r"""Whether the rules of probability make both sides equal once sums over all values are worked out."""
    one, other = with_totals(left), with_totals(right)
    if (one, other) == (left, right):
        return False
    bare = replace(scope, probabilities=EMPTY.probabilities, distributions=EMPTY.distributions)
    try:
        return compared(one, other, bare).comparison.equal
    except UnreadableMath:
        return False


def _same_moments(left: Node, right: Node, scope: Scope) -> bool:
    r"""Whether the sides agree when `\mu_X` is the mean of `X`, `\sigma_X` its deviation, and hats are random."""
    if names_moment(left) and is_bare_moment(with_moments(right)):
        return False  # this says what the name means
    means = {f"mu_{name}": name for name in scope.distributions}
    known = {
        f"E[{name.removeprefix('mu_')}]": given.full
        for name, given in scope.given.items()
        if name.startswith("mu_") and name not in means
    }
    scope = replace(scope, moments=MappingProxyType({**known, **scope.moments}))
    for rewrite in (with_moments, with_estimators):
        one, other = rewrite(left), rewrite(right)
        if (one, other) == (left, right) or one == other:
            continue
        try:
            if compared(one, other, scope).comparison.equal:
                return True
        except UnreadableMath:
            continue
    return False
