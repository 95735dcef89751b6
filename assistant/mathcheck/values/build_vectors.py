"""Vectors, matrices, sets, bars, and what is known of chance, as values."""

from __future__ import annotations

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck import bounds
from assistant.mathcheck.reading.syntax import (
    Bars,
    Matrix,
    Moment,
    Probability,
    SetOf,
    Tuple,
)
from assistant.mathcheck.values.build_base import BuilderBase
from assistant.mathcheck.values.distributions import event_probability, other_convention
from assistant.mathcheck.values.events import probability_of
from assistant.mathcheck.values.moments import moment_value
from assistant.mathcheck.values.naming import (
    symbol,
)
from assistant.mathcheck.values.operators import (
    determinant,
    is_scalar,
    norm,
)
from assistant.mathcheck.values.scope import Distribution, Value


class Vectors(BuilderBase):
    """Vectors, matrices, sets, bars, and what is known of chance."""

    def bars(self, node: Bars) -> Value:
        """Absolute value, determinant, norm or number of members, by what stands between the bars."""
        value = self.build(node.body)
        if node.double and is_scalar(value) and value.free_symbols:
            # The norm of a vector nothing was said about: a number of its own, not the size of a number.
            return sympy.Symbol(f"norm({value})", nonnegative=True)
        if isinstance(value, sympy.FiniteSet):
            return sympy.Integer(len(value))
        if isinstance(value, sympy.MatrixBase) and min(value.shape) > 1 and not node.double:
            return determinant(value, node.start)
        if isinstance(value, sympy.MatrixBase | sympy.Tuple):
            return norm(value, None, node.start)
        if not is_scalar(value) or not value.is_commutative:
            raise UnreadableMath(
                "Groundwork cannot compute what stands between these bars.", offset=node.start
            )
        return sympy.Abs(value)

    def matrix(self, node: Matrix) -> Value:
        """A matrix; between bars, its determinant."""
        bounds.check_shape(len(node.rows), len(node.rows[0]), node.start)
        if any(len(row) != len(node.rows[0]) for row in node.rows):
            raise UnreadableMath("The rows of this matrix differ in length.", offset=node.start)
        value = sympy.ImmutableMatrix([[self.expression(entry) for entry in row] for row in node.rows])
        if node.fence == "v":
            return determinant(value, node.start)
        if node.fence == "V":
            return norm(value, None, node.start)
        return value

    def tuple(self, node: Tuple) -> Value:
        """A vector without orientation, or a half-open interval."""
        items = [self.build(item) for item in node.items]
        if node.fences in ("[)", "(]"):
            if len(items) != 2 or not all(is_scalar(item) for item in items):
                raise UnreadableMath("The brackets do not match.", offset=node.start)
            return sympy.Interval(items[0], items[1], node.fences[0] == "(", node.fences[1] == ")")
        bounds.check_terms(len(items), node.start)
        if not all(is_scalar(item) or isinstance(item, sympy.Tuple) for item in items):
            raise UnreadableMath("Groundwork cannot read this list.", offset=node.start)
        return sympy.Tuple(*items)

    def set_of(self, node: SetOf) -> Value:
        """A set of listed members."""
        return sympy.FiniteSet(*(self.build(item) for item in node.items))

    # -- probability ---------------------------------------------------------------------------------------

    def probability(self, node: Probability) -> Value:
        """A probability that was given, or a symbol for it."""
        bound = self.scope.probabilities.get((node.event, node.given))
        if bound is not None:
            return bound
        if not node.given:
            known = event_probability(node.event, self._distributions())
            if known is not None:
                return known
        return probability_of(node.event, node.given, self.scope.probabilities)

    def _distributions(self) -> dict[str, Distribution]:
        """The distributions that were said, in the way of writing parameters that this reading takes."""
        return {
            name: other_convention(item) if item.doubtful and self.choose(f"distribution:{name}", 2) else item
            for name, item in self.scope.distributions.items()
        }

    def moment(self, node: Moment) -> Value:
        """An expectation, variance or covariance in raw moments, as far as they are known."""
        arguments = [self.build(argument) for argument in node.arguments]
        value = moment_value(node.kind, arguments, self._distributions(), node.under, node.start)
        if self.scope.put_in and self.scope.moments:
            table = {symbol(name): known for name, known in self.scope.moments.items()}
            value = value.xreplace(table).xreplace(table)
        return value
