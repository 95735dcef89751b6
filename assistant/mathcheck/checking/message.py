"""What a message has said so far: definitions, values and equations, in the order they were written."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.checking.intent import has_operator
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.statement import Statement
from assistant.mathcheck.reading.syntax import Apply, Moment, Name, Node, Prime, Probability
from assistant.mathcheck.values.build import build_readings, parameters_of, symbol_name
from assistant.mathcheck.values.distributions import distribution_written, is_doubtful
from assistant.mathcheck.values.operators import is_matrix, is_scalar
from assistant.mathcheck.values.scope import EMPTY, Distribution, Scope, Value

_EQUATIONS_KEPT = 12
_CONSTANTS = frozenset(("pi", "infinity"))


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation that was stated: both sides, nothing put in."""

    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Message:
    """The state after some statements; immutable."""

    scope: Scope = EMPTY
    equations: tuple[Equation, ...] = ()
    last: str = ""
    """The right side of what was stated last, as it was written."""

    def after(self, statement: Statement) -> Message:
        """The state after one more statement; the same state if it cannot be read."""
        after = self._after(statement)
        if after is self or statement.kind not in ("definition", "equation"):
            return after
        return replace(after, last=statement.right.strip())

    def _after(self, statement: Statement) -> Message:
        try:
            left, right = parse_math(statement.left), parse_math(statement.right)
            if statement.kind == "definition":
                return self.defined(left, right)
            if statement.kind == "distribution":
                return self._distributed(left, right)
            if statement.kind == "asked":
                return self._asked(left, right)
            if statement.kind == "redefinition":
                after = self.defined(left, right)
                scope = replace(after.scope, unsteady=after.scope.unsteady | {function_name(left)})
                return replace(after, scope=scope)
            return self.stated(left, right)
        except (UnreadableMath, ArithmeticError, AttributeError, NotImplementedError, TypeError, ValueError):
            return self

    def _distributed(self, left: Node, right: Node) -> Message:
        """The state after `X` was said to follow a named distribution."""
        written = distribution_written(right)
        if not isinstance(left, Name) or written is None:
            return self
        kind, nodes = written
        values = tuple(_one(build_readings(item, self.scope.with_put_in())) for item in nodes)
        if not all(is_scalar(value) for value in values):
            return self
        distribution = Distribution(kind, values, is_doubtful(kind, nodes))
        return replace(self, scope=self.scope.with_distribution(symbol_name(left), distribution))

    def _moment(self, left: Moment, right: Node) -> Message:
        """The state after `E[X] = 3`, `Var(X) = 2` or `Cov(X, Y) = 1` was said."""
        value = _one(build_readings(right, self.scope.with_put_in()))
        raw = _one(build_readings(left, replace(self.scope, moments=EMPTY.moments)))
        if not (is_scalar(value) and is_scalar(raw)):
            return self
        symbols = sorted(
            (item for item in raw.free_symbols if item.name.startswith("E[")), key=lambda s: -len(s.name)
        )
        if not symbols or left.kind == "SD" or symbols[0] in value.free_symbols:
            return self
        highest = symbols[0]
        if raw.coeff(highest, 1) != 1:
            return self
        return replace(self, scope=self.scope.with_moment(highest.name, value - (raw - highest)))

    def _asked(self, left: Node, right: Node) -> Message:
        name = name_written(left)
        if name is None or self.scope.knows(name):
            return self
        scope = self._value(name, right)
        # It verifies, but never refutes: the answer may call another function by that name.
        return replace(self, scope=replace(scope, asked=scope.asked | {name}))

    def defined(self, left: Node, right: Node) -> Message:
        """The state after `left` was said to be `right`; raises UnreadableMath if that says nothing."""
        if isinstance(left, Probability):
            value = _one(build_readings(right, self.scope.with_put_in()))
            if not is_scalar(value):
                raise UnreadableMath("A probability is a number.", offset=right.start)
            return replace(self, scope=self.scope.with_probability(left.event, left.given, value))
        if isinstance(left, Moment):
            return self._moment(left, right)
        parameters = parameters_written(left)
        if parameters is not None:
            return replace(self, scope=self._function(left, parameters, right))
        name = name_written(left)
        if name is not None:
            return replace(self, scope=self._value(name, right))
        raise UnreadableMath("This defines nothing.", offset=left.start)

    def _function(self, left: Node, parameters: tuple[str, ...], right: Node) -> Scope:
        bare = self.scope
        for name in parameters:
            bare = bare.without(name)
        body = build_readings(right, bare)[0]
        if not (is_scalar(body) or is_matrix(body)):
            raise UnreadableMath("Groundwork cannot use this as a function.", offset=right.start)
        return self.scope.with_function(function_name(left), parameters, body)

    def _value(self, name: str, right: Node) -> Scope:
        own = self.scope.without(name)
        raw = build_readings(right, own)[0]
        if is_matrix(raw):
            return self.scope.with_value(name, raw)
        if not is_scalar(raw) or not raw.is_commutative:
            raise UnreadableMath("Groundwork cannot use this as a value.", offset=right.start)
        if name in _names(raw):
            return own
        full = build_readings(right, own.with_put_in())[0]
        if not is_scalar(full) or name in _names(full):
            return own
        return self.scope.with_given(name, raw, full)

    def stated(self, left: Node, right: Node) -> Message:
        """The state after an equation was stated."""
        one, other = build_readings(left, self.scope)[0], build_readings(right, self.scope)[0]
        if not (is_scalar(one) and is_scalar(other)):
            return self
        equations = (*self.equations, Equation(one, other))[-_EQUATIONS_KEPT:]
        return replace(self, equations=equations)


def _names(value: Value) -> tuple[str, ...]:
    return parameters_of(value) or ()


def _one(values: tuple[Value, ...]) -> Value:
    return values[0]


def name_written(left: Node) -> str | None:
    """The name that stands alone on the left of a definition: `x`, `A'`; None when it is something else."""
    if isinstance(left, Name) and left.text not in _CONSTANTS:
        return symbol_name(left)
    if isinstance(left, Prime) and isinstance(left.body, Name):
        return symbol_name(left.body) + "'" * left.order
    return None


def parameters_written(left: Node) -> tuple[str, ...] | None:
    """The parameters of `f(x, y)` or `f'(x)` on the left of a definition; None when it is none."""
    if not isinstance(left, Apply) or not left.arguments:
        return None
    function = left.function
    named = isinstance(function, Name) or (isinstance(function, Prime) and isinstance(function.body, Name))
    if not named or not all(isinstance(argument, Name) for argument in left.arguments):
        return None
    names = tuple(symbol_name(argument) for argument in left.arguments if isinstance(argument, Name))
    return names if len(set(names)) == len(names) and not set(names) & {"pi", "infinity"} else None


def function_name(left: Node) -> str:
    """The name a definition binds; `f'` for a derivative that was only stated."""
    function = left.function if isinstance(left, Apply) else left
    if isinstance(function, Prime) and isinstance(function.body, Name):
        return symbol_name(function.body) + "'" * function.order
    if isinstance(function, Name):
        return symbol_name(function)
    raise UnreadableMath("This defines nothing.", offset=left.start)


def is_closed(value: Value) -> bool:
    """Whether a value has no unknowns in it."""
    return isinstance(value, sympy.Basic) and not value.free_symbols


def states_vector(node: Node) -> bool:
    """Whether a formula is built from vectors or operators rather than plain numbers."""
    return has_operator(node)
