"""What the equations of a question define: functions, matrices and vectors, numbers, named formulas."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.syntax import Apply, Chain, Name, Node, walk
from assistant.mathcheck.values.build import build_readings, symbol, symbol_name
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Scope


def has_unknown(value: Any) -> bool:
    """Whether a function that nothing was said about stands in a value."""
    return isinstance(value, sympy.Basic) and value.has(AppliedUndef)


class Binder:
    """Collects what equations bind: functions, matrices and vectors in a scope; numbers as points; formulas by name."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.points: dict[Any, Any] = {}
        self.named: dict[str, Any] = {}

    def bind(self, node: Node) -> str:
        """Take up one statement; the name it defines, or nothing."""
        if not isinstance(node, Chain) or node.operators not in (("=",), (":=",)):
            return ""
        left, right = node.operands
        if isinstance(left, Name) and any(part == left for part in walk(right)):
            return ""
        try:
            if isinstance(left, Apply) and isinstance(left.function, Name):
                return self._function(left, left.function, right)
            if isinstance(left, Name):
                return self._name(left, right)
        except UnreadableMath:
            return ""
        return ""

    def _function(self, left: Apply, function: Name, right: Node) -> str:
        parameters = tuple(symbol_name(item) for item in left.arguments if isinstance(item, Name))
        values = [value for value in build_readings(right, self.scope) if not has_unknown(value)]
        if len(values) != 1 or len(parameters) != len(left.arguments):
            return ""
        self.scope = self.scope.with_function(symbol_name(function), parameters, values[0])
        return symbol_name(function)

    def _name(self, left: Name, right: Node) -> str:
        values = [value for value in build_readings(right, self.scope) if not has_unknown(value)]
        if len(values) != 1:
            return ""
        name, value = symbol_name(left), values[0]
        if isinstance(value, sympy.MatrixBase | sympy.Tuple):
            self.scope = self.scope.with_value(name, value)
        elif is_scalar(value) and value.is_number:
            self.points[symbol(name)] = value
        elif is_scalar(value) and value.is_commutative:
            self.named[name] = value
            return ""
        else:
            return ""
        return name
