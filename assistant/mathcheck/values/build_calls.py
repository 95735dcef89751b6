"""Names with brackets after them: a call of a function that is known, or a product."""

from __future__ import annotations

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.syntax import Apply, Call, Derivative, Evaluated, Nabla, Name, Node, Prime
from assistant.mathcheck.values.build_base import BuilderBase
from assistant.mathcheck.values.functions import apply_function
from assistant.mathcheck.values.naming import (
    letters_of,
    parameters_of,
    substitute,
    symbol_name,
    unknown_derivative,
)
from assistant.mathcheck.values.operators import is_scalar, multiply
from assistant.mathcheck.values.scope import Function, Value

_FUNCTION_NAMES = frozenset(
    ["f", "g", "h", "F", "G", "H", "phi", "psi", "sigma", "varphi", "p", "q", "u", "v", "y"]
)
_NEVER_FUNCTIONS = frozenset(["pi", "e", "i", "infinity", "lambda"])
_ALWAYS_FUNCTIONS = frozenset(["f", "g", "h", "F", "G", "H", "phi", "psi", "sigma", "varphi"])


class Calls(BuilderBase):
    """Named functions, and names with brackets after them."""

    def call(self, node: Call) -> Value:
        """A named function of what it is applied to."""
        if node.name == "entry":
            return self.entry(node)
        arguments = [self.build(argument) for argument in node.arguments]
        index = self.build(node.index) if node.index is not None else None
        return apply_function(node.name, arguments, index, node.start, self.choose, self.scope.log_base)

    def apply(self, node: Apply) -> Value:
        """A name with brackets: a call, or a product."""
        factor, value = self._applied(node)
        return value if factor is None else multiply(factor, value, "juxt", node.start)

    def _applied(self, node: Apply) -> tuple[Value | None, Value]:
        """The factor and what stands in brackets, for a product; None and the value, for a call."""
        function = node.function
        arguments = tuple(self.build(argument) for argument in node.arguments)
        if isinstance(function, Name):
            return self._apply_name(function, arguments, node)
        bare, parameters = self._bare(function)
        if parameters is None or len(parameters) != len(arguments):
            if isinstance(function, Prime) and isinstance(function.body, Name) and len(arguments) == 1:
                named = self.scope.functions.get(symbol_name(function.body) + "'" * function.order)
                if named is not None and len(named.parameters) == 1:
                    return None, substitute(named.body, {named.parameters[0]: arguments[0]})
                return None, unknown_derivative(symbol_name(function.body), function.order, arguments[0])
            if (
                isinstance(function, Derivative)
                and isinstance(function.body, Name)
                and len(arguments) == len(function.by) == 1
                and is_scalar(arguments[0])
            ):
                return None, unknown_derivative(symbol_name(function.body), function.by[0][1], arguments[0])
            raise UnreadableMath("Groundwork does not know what this function is.", offset=node.start)
        return None, substitute(bare, dict(zip(parameters, arguments, strict=True)))

    def _bare(self, function: Node) -> tuple[Value, tuple[str, ...] | None]:
        """A function without its arguments, and the names of its parameters if they are known."""
        body = function
        while isinstance(body, Prime | Derivative | Nabla | Evaluated):
            body = body.body
        parameters: tuple[str, ...] | None = None
        if isinstance(body, Name):
            known = self.scope.functions.get(symbol_name(body))
            if known is not None:
                parameters = known.parameters
            elif symbol_name(body) in self.scope.values or symbol_name(body) in self.scope.given:
                parameters = parameters_of(self._looked_through(body))
            else:
                return None, None
        if parameters is None:
            parameters = parameters_of(self._looked_through(body))
        return self.build(function), parameters

    def _apply_name(
        self, function: Name, arguments: tuple[Value, ...], node: Apply
    ) -> tuple[Value | None, Value]:
        name = symbol_name(function)
        known = self._known_function(function)
        if known is not None:
            if len(arguments) == 1 and len(known.parameters) > 1 and isinstance(arguments[0], sympy.Tuple):
                arguments = tuple(arguments[0])
            if len(known.parameters) != len(arguments):
                raise UnreadableMath("This function takes another number of arguments.", offset=node.start)
            return None, substitute(known.body, dict(zip(known.parameters, arguments, strict=True)))
        value = self._looked_through(function)
        if name in self.scope.values or name in self.local or name in self.scope.given:
            return self._apply_value(function, value, arguments, node)
        single = arguments[0] if len(arguments) == 1 else None
        if name in ("sigmoid", "logistic") and single is not None:
            return None, 1 / (1 + sympy.exp(-single))
        only_product = name in _NEVER_FUNCTIONS or name in self.scope.matrix_names
        only_product = only_product or (single is not None and value in getattr(single, "free_symbols", ()))
        if only_product or not all(is_scalar(argument) for argument in arguments):
            if single is None:
                raise UnreadableMath("Groundwork does not know what this function is.", offset=node.start)
            return value, single
        unknown = sympy.Function(name, real=True)(*arguments)
        if single is None:
            return None, unknown
        names = _ALWAYS_FUNCTIONS if node.spaced else _FUNCTION_NAMES
        first = int(function.text in names)
        called = self.choose(f"apply:{name}", 2) == 1 - first
        return (None, unknown) if called else (value, single)

    def _known_function(self, function: Name) -> Function | None:
        known = self.scope.functions.get(symbol_name(function))
        if known is None and function.index is not None:  # f_x(1, 2)
            base = self.scope.functions.get(function.text)
            letters = letters_of(function.index)
            if base is not None and letters and all(letter in base.parameters for letter in letters):
                return Function(base.parameters, self._partials(base, letters))
        return known

    def _apply_value(
        self, function: Name, value: Value, arguments: tuple[Value, ...], node: Apply
    ) -> tuple[Value | None, Value]:
        parameters = parameters_of(value)
        callable_ = parameters is not None and len(parameters) == len(arguments)
        called = callable_ and (len(arguments) > 1 or self._prefers_call(function))
        if called and parameters is not None:
            return None, substitute(value, dict(zip(parameters, arguments, strict=True)))
        if len(arguments) > 1:
            raise UnreadableMath("Groundwork does not know what this function is.", offset=node.start)
        return self.name(function), arguments[0]

    def _prefers_call(self, function: Name) -> bool:
        first = int(function.text in _ALWAYS_FUNCTIONS)
        return self.choose(f"apply:{symbol_name(function)}", 2) == 1 - first
