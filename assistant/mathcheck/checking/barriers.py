"""Why a statement that seems false may not be refuted: its kind, its words, its units, or what it may mean instead."""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from assistant.mathcheck.checking import intent
from assistant.mathcheck.checking.approximation import PERCENT, differ_by_hundred
from assistant.mathcheck.checking.compared import Compared, free_names
from assistant.mathcheck.checking.message import Message
from assistant.mathcheck.checking.near_miss import is_near_miss, states_series
from assistant.mathcheck.checking.verdict import Kind
from assistant.mathcheck.reading.claims import Claim
from assistant.mathcheck.reading.syntax import (
    BigOperator,
    Binary,
    Call,
    Derivative,
    Integral,
    Limit,
    Moment,
    Nabla,
    Name,
    Node,
    Number,
    Power,
    Prime,
    Probability,
    Unary,
    walk,
)
from assistant.mathcheck.values.build import symbol_name
from assistant.mathcheck.values.operators import has_named_matrix, is_scalar
from assistant.mathcheck.values.rounding import shows_power_of_ten

_CONSTANTS = frozenset(("C", "c", "K", "k", "C_1"))
_SINGLE_VALUED = frozenset(
    ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "abs", "Re", "Im", "conjugate")
)
_DEPENDENT = frozenset(("y", "u", "v", "w", "z", "f", "g", "h", "r", "s"))


@dataclass(frozen=True, slots=True)
class Barriers:
    """A claim's two sides without their units, and what was said before it."""

    claim: Claim
    left: Node
    right: Node
    left_units: frozenset[str]
    right_units: frozenset[str]
    message: Message

    def why_not(self, outcome: Compared, kind: Kind) -> str:
        """Why a false statement may not be refuted here; empty when it may."""
        claim = self.claim
        computed = kind is Kind.ARITHMETIC or (outcome.closed and self._is_written_out(outcome))
        if intent.is_denied(claim) or (not computed and intent.is_supposed(claim)):
            return "The words around it do not state it as true."
        if self.left_units != self.right_units and self.left_units:
            return "The units on the two sides differ."
        if has_named_matrix(outcome.left) or has_named_matrix(outcome.right):
            return "It may hold for special matrices, symmetric ones for example."
        if kind is Kind.ARITHMETIC:
            return self._arithmetic_barrier(outcome)
        if kind is Kind.OPERATOR:
            return self._operator_barrier(outcome)
        if kind is Kind.IDENTITY:
            return self._identity_barrier(outcome)
        return "This is an equation: true for some values only, so there is nothing to prove."

    def _arithmetic_barrier(self, outcome: Compared) -> str:
        computed = any(
            intent.has_operation(side) and not intent.is_plain_fraction(side)
            for side in (self.left, self.right)
        )
        fractions = intent.is_plain_fraction(self.left) or intent.is_plain_fraction(self.right)
        if not computed and not fractions and not self.claim.complete:
            return "Nothing is computed here."
        if intent.counts_imaginary(self.claim) and any(map(is_many_valued, (self.left, self.right))):
            return "A root or logarithm of a complex number has several values."
        if intent.own_operation(self.claim):
            return "An asterisk may stand for another operation here."
        if means_otherwise(self.claim, outcome):
            return "The words around it may give it another meaning."
        if intent.starts_midway(self.claim):
            return "The formula seems to begin before the part that could be read."
        if shows_power_of_ten(self.right, outcome.left) or shows_power_of_ten(self.left, outcome.right):
            return "A power of ten often shows the order of magnitude only."
        return self._hundredfold(outcome)

    def _hundredfold(self, outcome: Compared) -> str:
        """A factor of 100 where per cent, cents or centimetres are spoken of may be a sign left out."""
        if not (is_scalar(outcome.left) and is_scalar(outcome.right)) or not intent.about_percent(self.claim):
            return ""
        return PERCENT if differ_by_hundred(outcome.left, outcome.right, self.left, self.right) else ""

    def _operator_barrier(self, outcome: Compared) -> str:
        claim = self.claim
        if self._one_slip(outcome):
            return ""
        if intent.is_hypothesis(claim) and not (outcome.closed and outcome.explicit):
            return "The words around it call it a condition or a task."
        if outcome.used_given:
            return "It is not sure that what was said before still holds here."
        if self._uses_distribution() and not intent.states_distribution(claim):
            return "It is not sure that what was said before still holds here."
        if outcome.closed:
            if self._unsteady():
                return "The function was given different meanings before."
            if not outcome.explicit:
                return "This may be a condition rather than a result."
            return self._hundredfold(outcome)
        if self._hidden_dependence():
            return "A variable here may depend on another."
        left_names, right_names = (free_names(value) for value in (outcome.left, outcome.right))
        if left_names and not right_names:
            return "This is an equation: it asks where the left side takes this value."
        if isinstance(self.left, Limit) and symbol_name(self.left.variable) in right_names:
            return "The sign of the limit may have been left out on the right."
        new = right_names - left_names - self._world(self.left)
        if new and not self._adds_constant(new):
            return "A new name appears, so this may set it."
        if self._unsteady() or (not self._differentiates() and intent.calls_in(self.left)):
            return "This may say what a function has to satisfy."
        others = [
            call
            for call in intent.calls_in(self.right)
            if isinstance(call.function, Name) and symbol_name(call.function) not in left_names  # n(n + 1)
        ]
        if others or any(
            isinstance(part, Name) and self._means_more(symbol_name(part), left_names)
            for part in walk(self.right)
        ):
            return "This may be an equation between two functions."
        if self._differentiates() or intent.has_invariant(self.left):
            return ""
        if states_series(self.left, self.right, (outcome.left, outcome.right)):
            return ""
        return "This is an equation: true for some values only, so there is nothing to prove."

    def _one_slip(self, outcome: Compared) -> bool:
        """Whether a worked result in the same letters is right in all but one place."""
        if outcome.closed or outcome.used_given or not free_names(outcome.right) <= free_names(outcome.left):
            return False
        return is_near_miss(self.left, self.right, (outcome.left, outcome.right))

    def _is_written_out(self, outcome: Compared) -> bool:
        """Whether numbers and entries alone are computed, and nothing that was said before."""
        names = intent.names_in(self.left) | intent.names_in(self.right)
        return outcome.explicit and not any(self.message.scope.knows(name) for name in names)

    def _adds_constant(self, new: frozenset[str]) -> bool:
        """Whether the one new name is the constant of an integral without bounds: `∫ x^2 dx = x^3/3 + C`."""
        open_ones = [
            part.variable for part in walk(self.left) if isinstance(part, Integral) and part.lower is None
        ]
        added = isinstance(self.right, Binary) and self.right.operator in ("+", "-") and self.right.right
        return (
            len(open_ones) == 1
            and isinstance(added, Name)
            and symbol_name(added) in _CONSTANTS
            and new == {symbol_name(added)}
            and symbol_name(open_ones[0]) in intent.names_in(self.right)
        )

    def _means_more(self, name: str, left_names: frozenset[str]) -> bool:
        """Whether a known name on the right is more than a letter of the left side that once had a number."""
        scope = self.message.scope
        if name not in scope.given or name not in left_names:
            return scope.knows(name)
        return bool(scope.given[name].full.free_symbols)

    def _uses_distribution(self) -> bool:
        """Whether a side is computed from what a variable was said to be distributed like."""
        return bool(self.message.scope.distributions) and any(
            isinstance(part, Moment | Probability) for side in (self.left, self.right) for part in walk(side)
        )

    def _unsteady(self) -> bool:
        names = intent.names_in(self.left) | intent.names_in(self.right)
        return bool(names & (self.message.scope.unsteady | self.message.scope.asked))

    def _differentiates(self) -> bool:
        """Whether the left side computes a formula: a derivative, an integral, a limit, a sum up to a letter."""
        return any(
            isinstance(part, Derivative | Prime | Nabla | Integral | Limit)
            or (isinstance(part, BigOperator) and isinstance(part.upper, Name))
            for part in walk(self.left)
        )

    def _world(self, node: Node) -> frozenset[str]:
        """The variables that may appear when a side is worked out: those of the functions it names."""
        scope = self.message.scope
        found: set[str] = set()
        for part in walk(node):
            if not isinstance(part, Name):
                continue
            name = symbol_name(part)
            if name in scope.functions:
                found |= free_names(scope.functions[name].body) | set(scope.functions[name].parameters)
            elif name in scope.given:
                found |= free_names(scope.given[name].raw)
            elif name in scope.values:
                found |= free_names(scope.values[name])
            else:
                found.add(name)
        return frozenset(found)

    def _hidden_dependence(self) -> bool:
        for part in walk(self.left):
            if isinstance(part, Derivative) and not part.partial and not isinstance(part.body, Name):
                variables = {symbol_name(name) for name, _ in part.by}
                if (intent.names_in(part.body) & _DEPENDENT) - variables:
                    return True
        return False

    def _identity_barrier(self, outcome: Compared) -> str:
        if intent.is_hypothesis(self.claim):
            return "The words around it call it a condition or a task."
        left_names, right_names = free_names(outcome.left), free_names(outcome.right)
        if not self.claim.alone and not self.claim.first:
            return "This is one link of a longer chain, and may be an equation."
        if not left_names or left_names != right_names:
            return "This is an equation: true for some values only, so there is nothing to prove."
        if not all(intent.has_operation(side) for side in (self.left, self.right)):
            return "This is an equation: true for some values only, so there is nothing to prove."
        if outcome.used_given:
            return "It is not sure that what was said before still holds here."
        return ""


def is_many_valued(node: Node) -> bool:
    """Whether a root, a logarithm or an angle is taken: among complex numbers it has several values."""
    for part in walk(node):
        of_numbers = isinstance(part, Call) and all(isinstance(item, Number) for item in part.arguments)
        if isinstance(part, Call) and part.name not in _SINGLE_VALUED and not of_numbers:
            return True
        if isinstance(part, Power) and not _is_whole(part.exponent) and part.base != Name("e"):
            return True
    return False


def _is_whole(node: Node) -> bool:
    node = node.operand if isinstance(node, Unary) else node
    return isinstance(node, Number) and not node.places


def means_otherwise(claim: Claim, outcome: Compared) -> bool:
    """Whether the words around give an equality of numbers another meaning."""
    left, right = outcome.left, outcome.right
    whole = isinstance(left, sympy.Integer) and isinstance(right, sympy.Integer)
    near = (
        isinstance(left, sympy.Rational)
        and isinstance(right, sympy.Rational)
        and (left.q == 1) != (right.q == 1)
        and abs(left - right) < 1
    )
    return intent.means_otherwise(claim, whole=whole, near=near)
