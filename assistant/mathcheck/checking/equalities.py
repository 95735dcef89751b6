"""Equalities: a definition, a solution, or two sides to be compared, and whether a false one may be refuted."""

from __future__ import annotations

from dataclasses import replace

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.checking import intent
from assistant.mathcheck.checking.approximation import agree_when_rounded, check_inexact
from assistant.mathcheck.checking.barriers import Barriers
from assistant.mathcheck.checking.capitals import DOUBT, needs_numbers
from assistant.mathcheck.checking.chains import carries_on
from assistant.mathcheck.checking.compared import Compared, compared
from assistant.mathcheck.checking.expected import expected_side, reason_different
from assistant.mathcheck.checking.idioms import check_remainder, same_in_percent
from assistant.mathcheck.checking.linear import contradicts, follows_together
from assistant.mathcheck.checking.message import Message, is_closed, name_written, parameters_written
from assistant.mathcheck.checking.probability import derived
from assistant.mathcheck.checking.solution import check_eigenvalue, check_solution, follows_from
from assistant.mathcheck.checking.verdict import Finding, Kind, not_checked, refuted, verified
from assistant.mathcheck.reading.claims import Claim
from assistant.mathcheck.reading.statement import Statement
from assistant.mathcheck.reading.syntax import (
    Apply,
    Listing,
    Moment,
    Name,
    Node,
    Prime,
    Probability,
    Words,
)
from assistant.mathcheck.reading.units import (
    conversion,
    is_quantity_in_one_unit,
    without_degrees,
    without_units,
)
from assistant.mathcheck.types import Verdict
from assistant.mathcheck.values.build import build_readings, symbol, symbol_name
from assistant.mathcheck.values.equality import compare
from assistant.mathcheck.values.latex import to_latex
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.rounding import has_decimals, shown_number
from assistant.mathcheck.values.scope import EMPTY, Value

_FROM_GIVEN = "Another value follows from the probabilities given before."


class Equality:
    """One equality of a message on its way to a verdict."""

    def __init__(self, claim: Claim, left: Node, right: Node, message: Message) -> None:
        self.claim = claim
        self.written = (left, right)
        self.left, self.left_units = without_units(left)
        self.right, self.right_units = without_units(right)
        self.message = message

    def finding(self) -> Finding:
        """The verdict: a definition, a list of values, or a comparison."""
        if isinstance(self.left, Listing) or isinstance(self.right, Listing):
            return self._list()
        if isinstance(self.left, Words) or isinstance(self.right, Words):
            return not_checked(Kind.DEFINITION, "Words stand on one side, so there is nothing to compute.")
        remainder = check_remainder(*self.written)
        if remainder is not None:
            return remainder
        name = self._defined_name()
        if name is not None or isinstance(self.left, Probability) or self._defines_function():
            return self._definition(name)
        return self._compared()

    def _list(self) -> Finding:
        """`x = 2, -3`: several values for one name."""
        if isinstance(self.left, Name) and isinstance(self.right, Listing):
            values = [build_readings(item, self.message.scope)[0] for item in self.right.items]
            if self.message.equations and all(is_scalar(value) for value in values):
                return check_solution(symbol_name(self.left), values, self.message, complete=True)
        return not_checked(Kind.DEFINITION, "This lists values; nothing is computed.")

    # definitions

    def _defined_name(self) -> str | None:
        if isinstance(self.left, Prime) and isinstance(self.left.body, Name):
            scope = self.message.scope
            function = symbol_name(self.left.body)
            if function in scope.functions or (
                function in scope.given and scope.given[function].raw.free_symbols
            ):
                return None  # f' of a function that is known is worked out
        if isinstance(self.left, Name) and self.left.index is not None and self._is_partial(self.left):
            return None
        return name_written(self.left)

    def _is_partial(self, name: Name) -> bool:
        """Whether `f_x` is a derivative of a function that is known."""
        function = self.message.scope.functions.get(name.text)
        letters = intent.names_in(name.index) if name.index is not None else frozenset()
        return function is not None and bool(letters) and letters <= set(function.parameters)

    def _defines_function(self) -> bool:
        parameters = parameters_written(self.left)
        if parameters is None or not isinstance(self.left, Apply):
            return False
        used = intent.names_in(self.right)
        own = intent.names_in(self.left.function)
        if not used & set(parameters) or any(
            intent.names_in(call.function) & own for call in intent.calls_in(self.right)
        ):
            return False  # f(x) = 6 asks for an x; f(x) = f(x - 1) + 2 says what f does, not what it is
        function = self.left.function
        if isinstance(function, Prime) and isinstance(function.body, Name):
            return not self.message.scope.knows(symbol_name(function.body))
        return True

    def _definition(self, name: str | None) -> Finding:
        """Something is set, unless it was set before and can be compared, or follows from what was said."""
        statement = Statement(self.claim.left.text, self.claim.right.text, "definition")
        if self._known_before():
            try:
                outcome = self._outcome()
            except UnreadableMath:
                outcome = None
            if outcome is not None and outcome.comparison.equal:
                return verified(self._kind(outcome), self._reason_equal(outcome))
            if self._defines_function() and not intent.starts_anew(self.claim):
                statement = replace(statement, kind="redefinition")
        if intent.holds_at_points_only(self.claim) and not isinstance(self.left, Probability):
            return not_checked(Kind.EQUATION, "This holds under a condition, so there is nothing to prove.")
        if isinstance(self.left, Probability) and self._holds_for_all_events():
            finding = verified(Kind.OPERATOR, "This holds for any events: it is a rule of probability.")
            return replace(finding, statements=(statement,))
        special = self._special(name)
        if special is not None:
            return replace(special, statements=(statement,))
        try:
            self.message.defined(self.left, self.right)
        except UnreadableMath as error:
            reason = f"This sets a name. {error.what}"
            return replace(not_checked(Kind.DEFINITION, reason), statements=(statement,))
        what = name or "a function" if not isinstance(self.left, Probability) else "a probability"
        reason = f"This says what {what} is; there is nothing to compare it with."
        return replace(not_checked(Kind.DEFINITION, reason), statements=(statement,))

    def _known_before(self) -> bool:
        if isinstance(self.left, Probability):
            return (self.left.event, self.left.given) in self.message.scope.probabilities
        if isinstance(self.left, Name):
            return self._known(symbol_name(self.left))
        if isinstance(self.left, Apply) and isinstance(self.left.function, Name):
            return self._known(symbol_name(self.left.function))
        return False

    def _known(self, name: str) -> bool:
        scope = self.message.scope
        return scope.knows(name) and name not in scope.asked

    def _special(self, name: str | None) -> Finding | None:
        """Statements of the form `name = value` that follow from what was said before."""
        if isinstance(self.left, Probability):
            return self._probability(self.left)
        if name is None:
            return None
        values = build_readings(self.right, self.message.scope)
        if not is_scalar(values[0]):
            return None
        eigen = check_eigenvalue(self.claim, name, values[0], self.message)
        if eigen is not None:
            return eigen
        if self.message.equations and not intent.is_denied(self.claim):
            finding = check_solution(name, [values[0]], self.message, complete=False)
            if finding.verdict is Verdict.VERIFIED:
                return finding
            return self._from_equations(symbol(name), values[0])
        return None

    def _from_equations(self, left: Value, right: Value) -> Finding | None:
        """Whether the linear equations before say this too, or plainly something else."""
        together = follows_together(left, right, self.message)
        if together is not None or self.left_units or self.right_units:
            return together
        return contradicts(self.claim, left, right, self.message)

    def _probability(self, left: Probability) -> Finding | None:
        if (left.event, left.given) in self.message.scope.probabilities:
            return None
        value = derived(left.event, left.given, self.message.scope.probabilities)
        if value is None:
            return self._follows_from_distribution()
        stated = build_readings(self.right, self.message.scope.with_put_in())[0]
        if not (is_scalar(stated) and is_closed(stated) and is_closed(value)):
            return None
        shown = shown_number(self.right)
        comparison = compare(value, stated)
        if comparison.equal or (
            shown is not None and abs(sympy.N(value - shown.value, 20)) <= shown.half_unit
        ):
            return verified(Kind.OPERATOR, "This follows from the probabilities given before.")
        if comparison.different and not intent.is_hypothesis(self.claim) and not intent.is_denied(self.claim):
            if shown is None:
                return refuted(Kind.OPERATOR, _FROM_GIVEN, to_latex(value))
            return check_inexact(Kind.OPERATOR, value, self.right, inputs_rounded=False)
        return None

    def _follows_from_distribution(self) -> Finding | None:
        """`P(X = 2) = 0.04` for a variable whose distribution was said."""
        value = build_readings(self.left, self.message.scope)[0]
        stated = build_readings(self.right, self.message.scope.with_put_in())[0]
        if not (is_scalar(value) and is_closed(value) and is_scalar(stated) and is_closed(stated)):
            return None
        finding = self._compared()
        return replace(finding, kind=Kind.OPERATOR)

    def _holds_for_all_events(self) -> bool:
        """Whether the rules of probability alone make both sides equal: Bayes' rule, the product rule."""
        if not intent.has_operation(self.right) and not isinstance(self.right, Probability):
            return False
        scope = replace(
            self.message.scope, probabilities=EMPTY.probabilities, distributions=EMPTY.distributions
        )
        try:
            outcome = compared(self.left, self.right, scope)
        except UnreadableMath:
            return False
        return outcome.comparison.equal and not outcome.closed and self.left != self.right

    # comparisons

    def _outcome(self) -> Compared:
        scope = self.message.scope
        if not scope.knows("i") and intent.counts_imaginary(self.claim):
            scope = scope.with_value("i", sympy.I)
        return compared(self.left, self.right, scope)

    def _compared(self) -> Finding:
        try:
            outcome = self._outcome()
        except UnreadableMath as error:
            return replace(not_checked(self._kind(None), error.what), statements=self._left_behind())
        kind = self._kind(outcome)
        converted = self._converted(outcome, kind)
        if converted is not None:
            return converted
        if outcome.comparison.equal:
            if self._is_empty(outcome):
                return not_checked(kind, "Both sides are written the same, so nothing is said.")
            if needs_numbers(self.left, self.right, self.message.scope):
                return not_checked(kind, DOUBT)
            if self._by_accident(outcome):
                return not_checked(kind, "For the values given before it holds, but not for others.")
            return verified(kind, self._reason_equal(outcome))
        if outcome.comparison.different and self._degrees_left_out():
            return verified(kind, "Both sides have the same value in degrees.")
        if outcome.comparison.different and same_in_percent(self.left, self.right):
            return verified(kind, "Both sides have the same value in per cent.")
        if kind is Kind.ARITHMETIC or (outcome.closed and kind is Kind.OPERATOR):
            rounded = self._rounded(outcome, kind)
            if rounded is not None:
                return rounded
        following = self._follows(outcome)
        if following is not None:
            return replace(following, statements=self._left_behind())
        if not outcome.comparison.different:
            reason = outcome.comparison.note or "Groundwork could not compare the two sides."
            return replace(not_checked(kind, reason), statements=self._left_behind())
        barrier = self._barriers().why_not(outcome, kind)
        carried = barrier and carries_on(self.claim, (self.left, self.right), outcome, self.message)
        if barrier and not carried:
            return replace(not_checked(kind, barrier), statements=self._left_behind())
        return refuted(
            Kind.OPERATOR if carried else kind,
            reason_different(outcome, self.left, self.right),
            expected_side(outcome, self.left, self.right),
        )

    def _converted(self, outcome: Compared, kind: Kind) -> Finding | None:
        """`1 h = 60 min`; None when the units are the same, or not two of one kind."""
        factor = conversion(self.left_units, self.right_units)
        quantities = all(map(is_quantity_in_one_unit, self.written))
        if factor is None or factor == 1 or not quantities or not outcome.closed:
            return None
        if not (is_scalar(outcome.left) and is_scalar(outcome.right)):
            return None
        value = outcome.left * sympy.Rational(factor.numerator, factor.denominator)
        shown = shown_number(self.right)
        rounded = (
            shown is not None and shown.places and abs(sympy.N(value - shown.value, 20)) <= shown.half_unit
        )
        if compare(value, outcome.right).equal or rounded:
            return verified(kind, "Both sides are the same quantity in different units.")
        return not_checked(kind, "The units on the two sides differ.")

    def _by_accident(self, outcome: Compared) -> bool:
        """Whether a rewriting of one formula in the same letters holds only for the values the letters have now."""
        if not outcome.used_given:
            return False
        names = [intent.free_names_in(side) - {"pi", "e"} for side in (self.left, self.right)]
        if (
            names[0] != names[1]
            or not names[0]
            or isinstance(self.left, Name)
            or isinstance(self.right, Name)
        ):
            return False
        given = (self.message.scope.given.get(name) for name in names[0])
        if not any(item is not None and not item.full.free_symbols for item in given):
            return False
        return all(intent.has_operation(side) for side in (self.left, self.right))

    def _degrees_left_out(self) -> bool:
        left, right = without_degrees(self.left), without_degrees(self.right)
        computed = intent.has_operation(left) or intent.has_operation(right)
        if (left, right) == (self.left, self.right) or not computed:
            return False  # 30° = 30 drops the sign where nothing is computed
        try:
            return compared(left, right, self.message.scope).comparison.equal
        except UnreadableMath:
            return False

    def _may_be_equation(self) -> bool:
        """A link of a longer chain rewrites; an equation stands alone or has a number on one side."""
        return self.claim.alone or any(not intent.names_in(side) for side in (self.left, self.right))

    def _left_behind(self) -> tuple[Statement, ...]:
        if isinstance(self.left, Moment):
            return (Statement(self.claim.left.text, self.claim.right.text, "definition"),)
        if not self._may_be_equation():
            return ()
        return (Statement(self.claim.left.text, self.claim.right.text, "equation"),)

    def _is_empty(self, outcome: Compared) -> bool:
        return self.left == self.right and not intent.has_operation(self.left) and not outcome.closed

    def _kind(self, outcome: Compared | None) -> Kind:
        operator = intent.has_operator(self.left) or intent.has_operator(self.right)
        if outcome is None:
            return Kind.OPERATOR if operator else Kind.EQUATION
        known_call = any(
            isinstance(call.function, Name) and self.message.scope.knows(symbol_name(call.function))
            for side in (self.left, self.right)
            for call in intent.calls_in(side)
        )
        if operator or (known_call and outcome.closed) or outcome.matrices:
            return Kind.OPERATOR
        if outcome.closed and not outcome.used_given:
            return Kind.ARITHMETIC
        if outcome.comparison.equal or intent.is_rewriting(self.claim):
            return Kind.IDENTITY
        return Kind.EQUATION

    def _follows(self, outcome: Compared) -> Finding | None:
        if not (is_scalar(outcome.left) and is_scalar(outcome.right)) or outcome.closed:
            return None
        if not self._may_be_equation():
            return None
        rearranged = follows_from(outcome.left, outcome.right, self.message)
        return rearranged or self._from_equations(outcome.left, outcome.right)

    def _rounded(self, outcome: Compared, kind: Kind) -> Finding | None:
        """`10/3 = 3.33`: an equality sign before a rounded number."""
        if not outcome.closed or not outcome.comparison.different:
            return None
        for exact, written, value in (
            (self.left, self.right, outcome.left),
            (self.right, self.left, outcome.right),
        ):
            shown = shown_number(written)
            if shown is None or not is_scalar(value):
                continue
            inexact = has_decimals(exact)
            if shown.places == 0 and not inexact and not intent.is_loose(self.claim):
                continue
            finding = check_inexact(kind, value, written, inputs_rounded=inexact, source=exact)
            if finding.verdict is Verdict.VERIFIED and not shown.places and not intent.is_loose(self.claim):
                return not_checked(kind, "The number seems to be rounded to a whole one.")
            if finding.verdict is not Verdict.REFUTED:
                return finding
            barrier = self._barriers().why_not(outcome, kind)
            return not_checked(kind, barrier) if barrier else finding
        scalars = is_scalar(outcome.left) and is_scalar(outcome.right)
        if scalars and agree_when_rounded(outcome.left, outcome.right, self.left, self.right):
            return not_checked(kind, "The difference may come from numbers that were rounded before.")
        return None

    def _barriers(self) -> Barriers:
        return Barriers(self.claim, self.left, self.right, self.left_units, self.right_units, self.message)

    def _reason_equal(self, outcome: Compared) -> str:
        if outcome.used_given:
            return "The two sides agree with what was said before put in."
        if outcome.closed:
            return "Both sides have the same value."
        return "The two sides are equal."
