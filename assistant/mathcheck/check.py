"""One claim at a time: what kind of statement it is, whether it holds, and whether it may be refuted.

The worst mistake here is to refute a true statement. So a claim is refuted only when every reading of it is false by
two signals, when its kind may be refuted at all, and when no word around it says that it is meant otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck import intent
from assistant.mathcheck.approximation import agree_when_rounded, check_approximation, check_inexact
from assistant.mathcheck.build import build_readings, symbol_name
from assistant.mathcheck.claims import Claim, claims_of
from assistant.mathcheck.context import asked_about
from assistant.mathcheck.equality import EQUAL, Comparison, Sameness, compare, unknown, worked_out
from assistant.mathcheck.idioms import check_remainder, same_in_percent
from assistant.mathcheck.latex import to_latex
from assistant.mathcheck.message import Message, is_closed, name_written, parameters_written
from assistant.mathcheck.operators import is_matrix, is_scalar
from assistant.mathcheck.parse import parse_math
from assistant.mathcheck.probability import derived
from assistant.mathcheck.rounding import has_decimals, shown_number
from assistant.mathcheck.scope import Relation, Scope, Several, Value
from assistant.mathcheck.solution import check_eigenvalue, check_solution, follows_from
from assistant.mathcheck.spans import scan
from assistant.mathcheck.statement import Statement
from assistant.mathcheck.syntax import (
    Apply,
    Chain,
    Derivative,
    Integral,
    Limit,
    Listing,
    Nabla,
    Name,
    Node,
    Prime,
    Probability,
    Words,
    walk,
)
from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.mathcheck.units import without_degrees, without_units
from assistant.mathcheck.verdict import Finding, Kind, not_checked, refuted, verified

_FROM_GIVEN = "Another value follows from the probabilities given before."
_DEPENDENT = frozenset(["y", "u", "v", "w", "z", "f", "g", "h", "r", "s"])


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
        left, right = _read(claim.left.text), _read(claim.right.text)
        if claim.operator in ("=", ":="):
            return _Equality(claim, left, right, self.message).finding()
        if claim.operator == "~":
            return _approximation(claim, left, right, self.message)
        if claim.operator in ("<", ">", "<=", ">=", "!="):
            return _inequality(claim, left, right, self.message)
        return not_checked(Kind.EXPRESSION, "Groundwork does not check this kind of relation.")


def _lower(text: str) -> str:
    return text if text.startswith("Groundwork") else text[:1].lower() + text[1:]


def _read(text: str) -> Node:
    return parse_math(text)


# -- equalities --------------------------------------------------------------------------------------------


class _Equality:
    def __init__(self, claim: Claim, left: Node, right: Node, message: Message) -> None:
        self.claim = claim
        self.written = (left, right)
        self.left, self.left_units = without_units(left)
        self.right, self.right_units = without_units(right)
        self.message = message

    def finding(self) -> Finding:
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
        return None

    def _probability(self, left: Probability) -> Finding | None:
        if (left.event, left.given) in self.message.scope.probabilities:
            return None
        value = derived(left.event, left.given, self.message.scope.probabilities)
        if value is None:
            return None
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

    # comparisons

    def _outcome(self) -> _Compared:
        return compared(self.left, self.right, self.message.scope)

    def _compared(self) -> Finding:
        try:
            outcome = self._outcome()
        except UnreadableMath as error:
            return replace(not_checked(self._kind(None), error.what), statements=self._left_behind())
        kind = self._kind(outcome)
        if outcome.comparison.equal:
            if self._is_empty(outcome):
                return not_checked(kind, "Both sides are written the same, so nothing is said.")
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
        barrier = self._barrier(outcome, kind)
        if barrier:
            return replace(not_checked(kind, barrier), statements=self._left_behind())
        return refuted(kind, self._reason_different(outcome), self._expected(outcome))

    def _degrees_left_out(self) -> bool:
        left, right = without_degrees(self.left), without_degrees(self.right)
        if (left, right) == (self.left, self.right):
            return False
        try:
            return compared(left, right, self.message.scope).comparison.equal
        except UnreadableMath:
            return False

    def _may_be_equation(self) -> bool:
        """A link of a longer chain rewrites; an equation stands alone or has a number on one side."""
        return self.claim.alone or any(not intent.names_in(side) for side in (self.left, self.right))

    def _left_behind(self) -> tuple[Statement, ...]:
        if not self._may_be_equation():
            return ()
        return (Statement(self.claim.left.text, self.claim.right.text, "equation"),)

    def _is_empty(self, outcome: _Compared) -> bool:
        return self.left == self.right and not intent.has_operation(self.left) and not outcome.closed

    def _kind(self, outcome: _Compared | None) -> Kind:
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

    def _follows(self, outcome: _Compared) -> Finding | None:
        if not (is_scalar(outcome.left) and is_scalar(outcome.right)) or outcome.closed:
            return None
        if not self._may_be_equation():
            return None
        return follows_from(outcome.left, outcome.right, self.message)

    def _rounded(self, outcome: _Compared, kind: Kind) -> Finding | None:
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
            if finding.verdict is not Verdict.REFUTED:
                return finding
            barrier = self._barrier(outcome, kind)
            return not_checked(kind, barrier) if barrier else finding
        scalars = is_scalar(outcome.left) and is_scalar(outcome.right)
        if scalars and agree_when_rounded(outcome.left, outcome.right, self.left, self.right):
            return not_checked(kind, "The difference may come from numbers that were rounded before.")
        return None

    def _barrier(self, outcome: _Compared, kind: Kind) -> str:
        """Why a false statement may not be refuted here; empty when it may."""
        claim = self.claim
        if intent.is_denied(claim) or (kind is not Kind.ARITHMETIC and intent.is_supposed(claim)):
            return "The words around it do not state it as true."
        if self.left_units != self.right_units and self.left_units:
            return "The units on the two sides differ."
        if kind is Kind.ARITHMETIC:
            return self._arithmetic_barrier(outcome)
        if kind is Kind.OPERATOR:
            return self._operator_barrier(outcome)
        if kind is Kind.IDENTITY:
            return self._identity_barrier(outcome)
        return "This is an equation: true for some values only, so there is nothing to prove."

    def _arithmetic_barrier(self, outcome: _Compared) -> str:
        computed = any(
            intent.has_operation(side) and not intent.is_plain_fraction(side)
            for side in (self.left, self.right)
        )
        fractions = intent.is_plain_fraction(self.left) or intent.is_plain_fraction(self.right)
        if not computed and not fractions and not self.claim.complete:
            return "Nothing is computed here."
        if intent.own_operation(self.claim):
            return "An asterisk may stand for another operation here."
        if _means_otherwise(self.claim, outcome):
            return "The words around it may give it another meaning."
        if intent.starts_midway(self.claim):
            return "The formula seems to begin before the part that could be read."
        percent = sympy.Integer(100)
        for factor in (percent, 1 / percent):
            if is_scalar(outcome.left) and compare(outcome.left * factor, outcome.right).equal:
                return "The two sides differ by the factor 100 of a per cent sign."
        return ""

    def _operator_barrier(self, outcome: _Compared) -> str:
        if intent.is_hypothesis(self.claim) and not outcome.explicit:
            return "The words around it call it a condition or a task."
        if outcome.used_given:
            return "It is not sure that what was said before still holds here."
        if outcome.closed:
            if self._unsteady():
                return "The function was given different meanings before."
            if not outcome.explicit and not intent.has_operation(self.left):
                return "This may be a condition rather than a result."
            return ""
        if self._hidden_dependence():
            return "A variable here may depend on another."
        left_names, right_names = (_free(value) for value in (outcome.left, outcome.right))
        if left_names and not right_names:
            return "This is an equation: it asks where the left side takes this value."
        if right_names - left_names - self._world(self.left):
            return "A new name appears, so this may set it."
        if self._unsteady() or (not self._differentiates() and intent.calls_in(self.left)):
            return "This may say what a function has to satisfy."
        others = [call for call in intent.calls_in(self.right) if isinstance(call.function, Name)]
        if others or any(
            isinstance(part, Name) and self.message.scope.knows(symbol_name(part))
            for part in walk(self.right)
        ):
            return "This may be an equation between two functions."
        if not _is_operation(self.left):
            return "This is an equation: true for some values only, so there is nothing to prove."
        return ""

    def _unsteady(self) -> bool:
        names = intent.names_in(self.left) | intent.names_in(self.right)
        return bool(names & (self.message.scope.unsteady | self.message.scope.asked))

    def _differentiates(self) -> bool:
        return any(
            isinstance(part, Derivative | Prime | Nabla | Integral | Limit) for part in walk(self.left)
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
                found |= _free(scope.functions[name].body) | set(scope.functions[name].parameters)
            elif name in scope.given:
                found |= _free(scope.given[name].raw)
            elif name in scope.values:
                found |= _free(scope.values[name])
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

    def _identity_barrier(self, outcome: _Compared) -> str:
        if intent.is_hypothesis(self.claim):
            return "The words around it call it a condition or a task."
        left_names, right_names = _free(outcome.left), _free(outcome.right)
        if not self.claim.alone and not self.claim.first:
            return "This is one link of a longer chain, and may be an equation."
        if not left_names or left_names != right_names:
            return "This is an equation: true for some values only, so there is nothing to prove."
        if not all(intent.has_operation(side) for side in (self.left, self.right)):
            return "This is an equation: true for some values only, so there is nothing to prove."
        if outcome.used_given:
            return "It is not sure that what was said before still holds here."
        return ""

    def _reason_equal(self, outcome: _Compared) -> str:
        if outcome.used_given:
            return "The two sides agree with what was said before put in."
        if outcome.closed:
            return "Both sides have the same value."
        return "The two sides are equal."

    def _reason_different(self, outcome: _Compared) -> str:
        point = outcome.comparison.point
        if point:
            at = ", ".join(f"{name} = {value}" for name, value in point)
            one, other = (_short(value) for value in (outcome.comparison.left, outcome.comparison.right))
            if one and other and one != other:
                return f"At {at} the left side is {one} and the right side is {other}."
            return f"The two sides differ at {at}."
        return "The two sides have different values."

    def _expected(self, outcome: _Compared) -> str:
        """The right value, for the side that states the result."""
        stated_left = intent.is_bare_number(self.left) and not intent.is_bare_number(self.right)
        value, other = (outcome.right, outcome.left) if stated_left else (outcome.left, outcome.right)
        return expected_latex(value, other)


def _means_otherwise(claim: Claim, outcome: _Compared) -> bool:
    left, right = outcome.left, outcome.right
    whole = isinstance(left, sympy.Integer) and isinstance(right, sympy.Integer)
    near = (
        isinstance(left, sympy.Rational)
        and isinstance(right, sympy.Rational)
        and (left.q == 1) != (right.q == 1)
        and abs(left - right) < 1
    )
    return intent.means_otherwise(claim, whole=whole, near=near)


def _is_operation(node: Node) -> bool:
    """Whether a side is a derivative, integral or the like itself, not an expression around one."""
    return intent.has_operator(node)


def _free(value: Value) -> frozenset[str]:
    return (
        frozenset(item.name for item in value.free_symbols) if isinstance(value, sympy.Basic) else frozenset()
    )


def _short(value: Value) -> str:
    if not is_scalar(value):
        return ""
    text = str(value)
    if len(text) > 12:
        try:
            text = str(sympy.N(value, 6))
        except (TypeError, ValueError, ArithmeticError):
            return ""
    return text if len(text) <= 24 else ""


def expected_latex(value: Value, written: Value) -> str:
    """A computed value as LaTeX, shaped like what was written."""
    if isinstance(value, sympy.Tuple) and isinstance(written, sympy.MatrixBase):
        column = sympy.ImmutableMatrix(list(value))
        value = column.T if written.rows == 1 else column
    if is_matrix(value):
        value = (
            value.applyfunc(_tidy) if isinstance(value, sympy.MatrixBase) else sympy.Tuple(*map(_tidy, value))
        )
        return to_latex(value)
    return to_latex(_tidy(value))


def _tidy(value: Value) -> Value:
    if not is_scalar(value):
        return value
    value = worked_out(value)
    expanded = sympy.expand(value) if value.is_polynomial() or not value.free_symbols else value
    return min((value, expanded), key=lambda item: sympy.count_ops(item)) if value.free_symbols else expanded


@dataclass(frozen=True, slots=True)
class _Compared:
    """Both sides computed in every reading, and what comparing them gave."""

    comparison: Comparison
    left: Value
    right: Value
    used_given: bool = False
    explicit: bool = True
    """Whether one side was computed from what is written, not only from names."""
    closed: bool = False
    """Whether no unknown stands on either side, in any reading."""

    @property
    def matrices(self) -> bool:
        """Whether a side is a matrix or a vector."""
        return is_matrix(self.left) or is_matrix(self.right)


def compared(left: Node, right: Node, scope: Scope) -> _Compared:
    """Compare two sides with nothing put in, then with what was said before put in."""
    explicit = not (isinstance(left, Name) and isinstance(right, Name)) and _has_literal(left, right)
    plain: _Compared | None = None
    failure: UnreadableMath | None = None
    try:
        plain = _in_scope(left, right, scope, explicit)
    except UnreadableMath as error:
        failure = error
    if plain is not None and (plain.comparison.equal or not scope.given):
        return plain
    if not scope.given:
        raise failure or UnreadableMath("This cannot be computed.", offset=0)
    try:
        full = _in_scope(left, right, scope.with_put_in(), explicit)
    except UnreadableMath as error:
        if plain is None:
            raise failure or error from None
        return _doubted(plain)
    if plain is None:
        return replace(full, used_given=True)
    if full.comparison.equal:
        return replace(full, used_given=True)
    if plain.comparison.different and full.comparison.different:
        return plain
    return _doubted(plain)


def _doubted(plain: _Compared) -> _Compared:
    if plain.comparison.different:
        return replace(plain, comparison=unknown("This depends on what the names stand for here."))
    return plain


def _has_literal(left: Node, right: Node) -> bool:
    return not isinstance(left, Name) and not isinstance(right, Name)


def _in_scope(left: Node, right: Node, scope: Scope, explicit: bool) -> _Compared:
    chain = Chain((left, right), ("=",), start=left.start, end=right.end)
    relations = [value for value in build_readings(chain, scope) if isinstance(value, Relation)]
    results = [(compare(relation.left, relation.right), relation) for relation in relations]
    closed = all(is_closed(relation.left) and is_closed(relation.right) for relation in relations)
    for result, relation in results:
        if result.equal:
            return _Compared(result, relation.left, relation.right, explicit=explicit, closed=closed)
    first, relation = results[0]
    if len(results) > 1 and not all(result.different for result, _ in results):
        doubtful = next(result for result, _ in results if not result.different)
        first = Comparison(Sameness.UNKNOWN, doubtful.note or "This can be read in several ways.")
    return _Compared(first, relation.left, relation.right, explicit=explicit, closed=closed)


# -- approximations and inequalities -----------------------------------------------------------------------


def _approximation(claim: Claim, left: Node, right: Node, message: Message) -> Finding:
    left, left_units = without_units(left)
    right, right_units = without_units(right)
    statement = Statement(claim.left.text, claim.right.text, "definition")
    if isinstance(left, Name) and not message.scope.knows(symbol_name(left)) and left.text != "pi":
        return replace(
            not_checked(Kind.DEFINITION, "This says what a name is, rounded."), statements=(statement,)
        )
    outcome = compared(left, right, message.scope)
    if outcome.comparison.equal:
        return verified(Kind.APPROXIMATION, "Both sides have the same value.")
    if not outcome.closed or not (is_scalar(outcome.left) and is_scalar(outcome.right)):
        return not_checked(
            Kind.APPROXIMATION, "There are unknowns in it, so how close the two are depends on them."
        )
    finding = check_approximation(Kind.APPROXIMATION, outcome.left, outcome.right, left, right)
    if finding.verdict is Verdict.REFUTED:
        if outcome.used_given or (left_units != right_units and left_units):
            return not_checked(Kind.APPROXIMATION, "It is not sure that both sides mean the same quantity.")
        if (
            intent.is_denied(claim)
            or intent.is_loose(claim)
            or _means_otherwise(claim, outcome)
            or intent.starts_midway(claim)
        ):
            return not_checked(Kind.APPROXIMATION, "The words around it may give it another meaning.")
    return finding


def _inequality(claim: Claim, left: Node, right: Node, message: Message) -> Finding:
    left, _ = without_units(left)
    right, _ = without_units(right)
    relation = build_readings(Chain((left, right), ("=",)), message.scope)[0]
    if isinstance(relation, Several) or not (is_scalar(relation.left) and is_scalar(relation.right)):
        return not_checked(Kind.INEQUALITY, "Groundwork compares numbers only.")
    if not (is_closed(relation.left) and is_closed(relation.right)):
        return not_checked(Kind.INEQUALITY, "There are unknowns in it: it holds for some values only.")
    difference = sympy.N(relation.left - relation.right, 20)
    if not difference.is_real or abs(difference) < sympy.Float("1e-15"):
        sign = 0 if compare(relation.left, relation.right).equal else None
    else:
        sign = 1 if difference > 0 else -1
    if sign is None:
        return not_checked(Kind.INEQUALITY, "Groundwork could not compare the two sides.")
    holds = {"<": sign < 0, ">": sign > 0, "<=": sign <= 0, ">=": sign >= 0, "!=": sign != 0}[claim.operator]
    if holds:
        return verified(Kind.INEQUALITY, "The two numbers stand in this order.")
    return not_checked(
        Kind.INEQUALITY, "The two numbers do not stand in this order; this may be a case that is ruled out."
    )


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
    return tuple(checker.check(claim).claim for claim in claims_in(text))


__all__ = ["EQUAL", "MessageChecker", "Outcome", "check_text", "claims_in", "compared", "expected_latex"]
