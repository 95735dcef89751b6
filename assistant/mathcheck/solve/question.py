"""A question as the solvers see it: words with placeholders, formulas with their values, and what was defined.

The areas (`asked_calculus.py`, …) match patterns on the words; this module gives them operands, points and
variables, and refuses (by `NotAskedError`) whatever is not clear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.syntax import (
    Apply,
    Chain,
    Listing,
    Name,
    Node,
    walk,
)
from assistant.mathcheck.solve.calculus import Target
from assistant.mathcheck.solve.defined import has_unknown
from assistant.mathcheck.solve.derivatives import UnsolvableError, by_name
from assistant.mathcheck.solve.doubtful import of_matrices, swallowed, unbound_call
from assistant.mathcheck.solve.sentence import Formula, Sentence
from assistant.mathcheck.values.build import build_readings, symbol, symbol_name
from assistant.mathcheck.values.latex import to_latex
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Scope

MOST_READINGS = 2

_FILLERS = (
    "the|a|an|this|following|function|functions|expression|matrix|matrices|vector|vectors|equation|equations|"
    "polynomial|formula|system|curve|scalar|given|product|quantity|term|two|both|value|of|for|is|point|points|square|"
    "quadratic|linear|loss|cost|objective|number|numbers|random|variable|sigmoid|logistic|softplus|identity|real|"
    "column|row|line|parabola|covariance|symmetric|data|design|weight|augmented|correlation|adjacency|gram|kernel"
)
FILL = rf"(?:(?:{_FILLERS})\b\s*|\d+\s?[x×]\s?\d+\s+|:\s*)*"
"""Words that may stand between what is asked for and its operand."""

ONE = r"§(\d+)§"
_CONTINUES = re.compile(
    r"^\s*(?:§|¿|(?:plus|minus|times|divided|over|squared|cubed|raised|to|multiplied|dot|cross|power|powers|root|"
    r"factorial|modulo|mod|percent|of|sine|cosine|tangent|sin|cos|tan|log|ln|exp|logarithm|exponential|per|choose|"
    r"transposed|transpose|inverse|inverted|prime|bar|hat|degrees?|units?|functions?|variables?|hundred|thousand|"
    r"million|half|halves|thirds?)\b)"
)
_PARAMETERS = frozenset(
    [
        "a",
        "b",
        "c",
        "d",
        "k",
        "m",
        "n",
        "p",
        "q",
        "A",
        "B",
        "C",
        "K",
        "N",
        "alpha",
        "beta",
        "gamma",
        "lambda",
        "mu",
        "sigma",
        "omega",
        "eta",
        "epsilon",
        "theta",
    ]
)
_VARIABLES = frozenset(["x", "y", "z", "t", "u", "v", "w", "s", "r"])
_PREFERRED = ("x", "t", "z", "y", "u", "w", "theta")


class NotAskedError(UnsolvableError):
    """This pattern does not apply, or what it needs is not clear."""


@dataclass(frozen=True, slots=True)
class Matrixed:
    """A matrix or vector of the question; `name` is LaTeX, None when it was written out in place."""

    value: Any
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """The words, the formulas, what they define, and values given for single names."""

    sentence: Sentence
    scope: Scope
    points: dict[Any, Any]
    defined: dict[int, str]
    """Which formula defines which name."""
    named: dict[str, Any] = field(default_factory=dict)
    """Formulas given a name without arguments: `y = x^2`."""

    @property
    def words(self) -> str:
        """The words with `§n§` for formula n."""
        return self.sentence.words

    def formula(self, index: int | str) -> Formula:
        """Formula number `index`."""
        return self.sentence.formulas[int(index)]

    # -- values --------------------------------------------------------------------------------------------

    def readings(self, node: Node, text: str = "") -> tuple[Any, ...]:
        """The values a formula may have, unknown functions set aside where another reading exists.

        Raises:
            NotAskedError: Unreadable, or more than two readings remain.
        """
        if swallowed(node, text):
            raise NotAskedError
        try:
            values = build_readings(node, self.scope)
        except UnreadableMath:
            raise NotAskedError from None
        if any(unbound_call(part, node, self.scope) for part in walk(node)):
            raise NotAskedError
        known = [value for value in values if not has_unknown(value) and not of_matrices(value)]
        if not known or len(known) > MOST_READINGS:
            raise NotAskedError
        return tuple(known)

    def value(self, index: int | str) -> Any:
        """The one value of a formula.

        Raises:
            NotAskedError: None, or two readings.
        """
        formula = self.formula(index)
        node = formula.node
        if isinstance(node, Chain) and int(index) in self.defined and node.operators in (("=",), (":=",)):
            node = node.operands[1]
        found = self.readings(node, formula.text)
        if len(found) != 1:
            raise NotAskedError
        return found[0]

    def relation(self, index: int | str) -> Any:
        """The one reading of a formula that may be a relation.

        Raises:
            NotAskedError: None, or two readings.
        """
        try:
            values = build_readings(self.formula(index).node, self.scope)
        except UnreadableMath:
            raise NotAskedError from None
        if len(values) != 1:
            raise NotAskedError
        return values[0]

    def number(self, index: int | str) -> Any:
        """A real number, also given as `eta = 0.1`."""
        value = self.value(index)
        if not is_scalar(value) or not value.is_number or value.is_extended_real is False:
            raise NotAskedError
        return value

    # -- functions -----------------------------------------------------------------------------------------

    def targets(self, index: int | str | None) -> tuple[Target, ...]:
        """The function a question speaks of, one for each reading; without an operand, the one defined.

        Raises:
            NotAskedError: No function, or several.
        """
        if index is None:
            names = list(self.scope.functions)
            if len(names) != 1:
                raise NotAskedError
            return (self._bound(names[0]),)
        formula = self.formula(index)
        node = formula.node
        if isinstance(node, Name) and symbol_name(node) in self.scope.functions:
            return (self._bound(symbol_name(node)),)
        if isinstance(node, Name) and symbol_name(node) in self.named:
            return (self._target(self.named[symbol_name(node)], (), None),)
        if isinstance(node, Apply) and isinstance(node.function, Name):
            name = symbol_name(node.function)
            known = self.scope.functions.get(name)
            if (
                known
                and all(isinstance(item, Name) for item in node.arguments)
                and known.parameters
                == tuple(symbol_name(item) for item in node.arguments if isinstance(item, Name))
            ):
                return (self._bound(name),)
        return self._described(node, formula.text)

    def _described(self, node: Node, text: str) -> tuple[Target, ...]:
        name: str | None = None
        variables: tuple[Any, ...] = ()
        body = node
        if isinstance(node, Chain):
            if node.operators not in (("=",), (":=",)):
                raise NotAskedError
            left, body = node.operands
            if isinstance(left, Apply) and isinstance(left.function, Name):
                if not all(isinstance(item, Name) for item in left.arguments):
                    raise NotAskedError
                name = symbol_name(left.function)
                variables = tuple(
                    symbol(symbol_name(item)) for item in left.arguments if isinstance(item, Name)
                )
            elif not isinstance(left, Name):
                raise NotAskedError
        targets = []
        for value in self.readings(body, text):
            if not is_scalar(value) or not value.is_commutative:
                raise NotAskedError
            targets.append(self._target(value, variables, name))
        return tuple(targets)

    def _target(self, value: Any, variables: tuple[Any, ...], name: str | None) -> Target:
        given = {key: at for key, at in self.points.items() if variables and key not in variables}
        value = value.xreplace(given)
        return Target(value, variables or tuple(by_name(value.free_symbols)), name)

    def _bound(self, name: str) -> Target:
        function = self.scope.functions[name]
        if not is_scalar(function.body):
            raise NotAskedError
        return self._target(function.body, tuple(symbol(item) for item in function.parameters), name)

    def one_variable(self, target: Target, wanted: tuple[Any, ...] = ()) -> Any:
        """The variable to differentiate or integrate by.

        Raises:
            NotAskedError: The question leaves it open.
        """
        if wanted:
            if len(wanted) != 1:
                raise NotAskedError
            return wanted[0]
        if target.name is not None and len(target.variables) == 1:
            return target.variables[0]
        names = target.variables
        if len(names) == 1:
            return names[0]
        if not names:
            return symbol("x")
        unknowns = [item for item in names if item.name.partition("_")[0] not in _PARAMETERS]
        if target.name is None and len(unknowns) == 1 and unknowns[0].name in _PREFERRED:
            return unknowns[0]
        raise NotAskedError

    def several_variables(self, target: Target, wanted: tuple[Any, ...]) -> Target:
        """The function with the variables of its gradient settled.

        Raises:
            NotAskedError: Letters that may be variables or constants stand together.
        """
        if wanted:
            return replace(target, variables=wanted)
        if target.name is not None and target.variables:
            return target
        names = {item.name for item in target.variables}
        if names & {"x", "y", "z", "t"} and names & _PARAMETERS:
            raise NotAskedError
        return target

    # -- points and variables ------------------------------------------------------------------------------

    def variables(self, indices: list[str]) -> tuple[Any, ...]:
        """Names listed after "with respect to".

        Raises:
            NotAskedError: One of them is no name.
        """
        found = []
        for index in indices:
            node = self.formula(index).node
            for item in node.items if isinstance(node, Listing) else (node,):
                if not isinstance(item, Name):
                    raise NotAskedError
                found.append(symbol(symbol_name(item)))
        return tuple(found)

    def point(self, indices: list[str], variables: tuple[Any, ...]) -> dict[Any, Any]:
        """A point from `(1, 2)`, `x = 1`, `y = 2`, or a bare number for one variable.

        Raises:
            NotAskedError: It does not fit the variables.
        """
        place: dict[Any, Any] = {}
        for index in indices:
            place.update(self._place(self.formula(index).node, variables))
        if not place or not set(place) <= set(variables):
            raise NotAskedError
        return place

    def point_of(self, node: Node, variables: tuple[Any, ...]) -> dict[Any, Any]:
        """The point that one formula gives for all of the variables.

        Raises:
            NotAskedError: It does not fit them.
        """
        place = self._place(node, variables)
        if set(place) != set(variables):
            raise NotAskedError
        return place

    def _place(self, node: Node, variables: tuple[Any, ...]) -> dict[Any, Any]:
        if isinstance(node, Listing):
            merged: dict[Any, Any] = {}
            for item in node.items:
                merged.update(self._place(item, variables))
            return merged
        if isinstance(node, Chain) and node.operators == ("=",):
            left, right = node.operands
            if isinstance(left, Name) and symbol(symbol_name(left)) in variables:
                return {symbol(symbol_name(left)): self._single(right)}
            values = self._single(right)
            if isinstance(left, Name | Apply):
                return self._spread(values, variables)
            names = getattr(left, "items", ())
            if names and all(isinstance(item, Name) for item in names) and isinstance(values, sympy.Tuple):
                return dict(zip((symbol(symbol_name(item)) for item in names), values, strict=False))
            raise NotAskedError
        return self._spread(self._single(node), variables)

    def _single(self, node: Node) -> Any:
        found = self.readings(node)
        if len(found) != 1:
            raise NotAskedError
        return found[0]

    def _spread(self, values: Any, variables: tuple[Any, ...]) -> dict[Any, Any]:
        if isinstance(values, sympy.MatrixBase) and 1 in values.shape:
            values = sympy.Tuple(*values)
        if isinstance(values, sympy.Tuple) and len(values) == len(variables):
            return dict(zip(variables, values, strict=True))
        if is_scalar(values) and len(variables) == 1:
            return {variables[0]: values}
        raise NotAskedError

    # -- matrices and vectors ------------------------------------------------------------------------------

    def matrix(self, index: int | str | None) -> Matrixed:
        """A matrix, by its entries or by its name; without an operand, the only one defined.

        Raises:
            NotAskedError: None, or several.
        """
        if index is None:
            names = [name for name, value in self.scope.values.items() if isinstance(value, sympy.MatrixBase)]
            if len(names) != 1:
                raise NotAskedError
            return Matrixed(self.scope.values[names[0]], to_latex(symbol(names[0])))
        value = self.value(index)
        if not isinstance(value, sympy.MatrixBase):
            raise NotAskedError
        return Matrixed(sympy.ImmutableMatrix(value), self._called(index))

    def vector(self, index: int | str) -> Any:
        """A column from coordinates in brackets, a row or a column.

        Raises:
            NotAskedError: Not a vector.
        """
        value = self.value(index)
        if isinstance(value, sympy.Tuple) and all(is_scalar(item) for item in value):
            return sympy.ImmutableMatrix(list(value))
        if isinstance(value, sympy.MatrixBase) and 1 in value.shape:
            return sympy.ImmutableMatrix(list(value))
        raise NotAskedError

    def either(self, index: int | str) -> Matrixed:
        """A matrix, or a vector as a column."""
        value = self.value(index)
        if isinstance(value, sympy.MatrixBase):
            return Matrixed(sympy.ImmutableMatrix(value), self._called(index))
        return Matrixed(self.vector(index), self._called(index))

    def _called(self, index: int | str) -> str | None:
        node = self.formula(index).node
        if isinstance(node, Name):
            return to_latex(symbol(symbol_name(node)))
        if int(index) in self.defined:
            return to_latex(symbol(self.defined[int(index)]))
        return None

    def rest_is_words(self, end: int) -> bool:
        """Whether what follows place `end` does not continue the formula in words ("plus", "squared")."""
        return _CONTINUES.match(self.words[end:]) is None
