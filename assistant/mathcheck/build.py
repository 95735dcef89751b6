"""Syntax to SymPy values, by constructors only, each size asked before it is built.

    node = parse_math(r"\\frac{\\partial f}{\\partial y}")
    (value,) = build_readings(node, scope)

A formula with several readings gives several values, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck import bounds
from assistant.mathcheck.functions import apply_function
from assistant.mathcheck.operators import (
    add,
    determinant,
    divide,
    is_scalar,
    multiply,
    norm,
    power,
    transpose,
)
from assistant.mathcheck.scope import EMPTY, Function, Relation, Scope, Several, Value
from assistant.mathcheck.syntax import (
    Ambiguous,
    Apply,
    Bars,
    Between,
    BigOperator,
    Binary,
    Call,
    Chain,
    Derivative,
    Evaluated,
    Integral,
    Limit,
    Listing,
    Matrix,
    Moment,
    Nabla,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Prime,
    Probability,
    SetOf,
    Tuple,
    Unary,
    Words,
    walk,
)

READINGS_LIMIT = 8
_FUNCTION_NAMES = frozenset(
    ["f", "g", "h", "F", "G", "H", "phi", "psi", "sigma", "varphi", "p", "q", "u", "v", "y"]
)
_NEVER_FUNCTIONS = frozenset(["pi", "e", "i", "infinity", "lambda"])
_ALWAYS_FUNCTIONS = frozenset(["f", "g", "h", "F", "G", "H", "phi", "psi", "sigma", "varphi"])


def symbol(name: str) -> sympy.Symbol:
    """The symbol that stands for a name in every value built here: real, and commuting unless said otherwise."""
    return sympy.Symbol(name, real=True)


def matrix_symbol(name: str) -> sympy.Symbol:
    """The symbol of a matrix whose entries are not known: its products keep their order."""
    return sympy.Symbol(name, commutative=False)


def build_readings(node: Node, scope: Scope = EMPTY) -> tuple[Value, ...]:
    """All values a formula may mean, at most eight, the likeliest first; raises UnreadableMath if there is none."""
    values: list[Value] = []
    failure: UnreadableMath | None = None
    pending: list[dict[str, int]] = [{}]
    tried = 0
    while pending and tried < READINGS_LIMIT:
        choices = pending.pop(0)
        tried += 1
        builder = Builder(scope, choices)
        try:
            value = builder.top(node)
        except UnreadableMath as error:
            failure = failure or error
        except (RecursionError, MemoryError, OverflowError):
            failure = failure or UnreadableMath("This formula is too large to compute.", offset=node.start)
        else:
            if value not in values:
                values.append(value)
        fresh = [key for key in builder.open if key not in choices]
        for position, key in enumerate(fresh):
            for option in range(1, builder.open[key]):
                earlier = dict.fromkeys(fresh[:position], 0)
                pending.append({**choices, **earlier, key: option})
    if not values:
        raise failure or UnreadableMath("This formula cannot be computed.", offset=node.start)
    return tuple(values)


def symbol_name(node: Name) -> str:
    """A name with its index as one text: `x_1`, `lambda_max`, `a_12`."""
    return node.text if node.index is None else f"{node.text}_{_index_text(node.index)}"


def _index_text(node: Node) -> str:
    if isinstance(node, Number):
        return node.digits
    if isinstance(node, Name):
        return symbol_name(node)
    if isinstance(node, Words):
        return node.text
    if isinstance(node, Tuple):
        return ",".join(_index_text(item) for item in node.items)
    if isinstance(node, Binary):
        sign = "" if node.operator == "juxt" else node.operator
        return f"{_index_text(node.left)}{sign}{_index_text(node.right)}"
    if isinstance(node, Unary):
        return f"{node.operator}{_index_text(node.operand)}"
    raise UnreadableMath("Groundwork cannot read this index.", offset=node.start)


class Builder:
    """One reading of one formula: `choices` says which option was taken where."""

    def __init__(
        self, scope: Scope, choices: Mapping[str, int], local: Mapping[str, Value] | None = None
    ) -> None:
        self.scope = scope
        self.choices = choices
        self.open: dict[str, int] = {}
        self.local: dict[str, Value] = dict(local or {})
        self.sign = 1

    def choose(self, key: str, count: int) -> int:
        """Which of `count` options this reading takes at `key`."""
        self.open.setdefault(key, count)
        return min(self.choices.get(key, 0), count - 1)

    def top(self, node: Node) -> Value:
        """A whole formula; with `±` in it, the set of both values."""
        if isinstance(node, Chain):
            parts = [self.top(operand) for operand in node.operands]
            relations = [
                Relation(operator, parts[place], parts[place + 1])
                for place, operator in enumerate(node.operators)
            ]
            return relations[0] if len(relations) == 1 else Several("and", tuple(relations))
        if isinstance(node, Listing):
            return Several(node.word, tuple(self.top(item) for item in node.items))
        if any(isinstance(part, Binary) and part.operator in ("pm", "mp") for part in walk(node)):
            both = []
            for sign in (1, -1):
                self.sign = sign
                both.append(self.build(node))
            return sympy.FiniteSet(*both)
        return self.build(node)

    def build(self, node: Node) -> Value:
        """The value of one node."""
        build: Callable[[Builder, Node], Value] = _BUILDERS[type(node)]
        return build(self, node)

    def expression(self, node: Node) -> sympy.Expr:
        """The value of a node that must be a number or an expression, not a matrix or a set."""
        value = self.build(node)
        if not is_scalar(value):
            raise UnreadableMath("A number or an expression is expected here.", offset=node.start)
        return value

    # -- numbers and names ---------------------------------------------------------------------------------

    def number(self, node: Number) -> Value:
        """A literal, exact: decimals are fractions."""
        whole, _, decimals = node.digits.partition(".")
        if node.base != 10:
            return sympy.Integer(int(node.digits, node.base))
        value = sympy.Rational(int(whole + decimals or "0"), 10 ** len(decimals))
        if node.repeating:
            period = len(node.repeating)
            value += sympy.Rational(int(node.repeating), (10**period - 1) * 10 ** len(decimals))
        return value

    def name(self, node: Name) -> Value:
        """What a name is bound to, a constant, or a symbol."""
        local = self._local_value(node)
        if local is not None:
            return local
        name = symbol_name(self._with_number_index(node))
        if name in self.scope.values:
            return self.scope.values[name]
        if name in self.scope.functions:
            return self.scope.functions[name].body
        given = self.scope.given.get(name)
        if given is not None and self.scope.put_in:
            return given.full
        if name in self.scope.matrix_names:
            return matrix_symbol(name)
        if node.index is not None:
            return self._indexed(node, name)
        if name == "pi":
            return sympy.pi
        if name == "e":
            return sympy.E if self.choose("name:e", 2) == 0 else symbol(name)
        if name == "infinity":
            return sympy.oo
        if name == "i" and self.choose("name:i", 2) == 0:
            return sympy.I
        return symbol(name)

    def _local_value(self, node: Name) -> Value | None:
        if node.index is None and node.text in self.local:
            return self.local[node.text]
        return None

    def _with_number_index(self, node: Name) -> Name:
        """`x_{i+1}` under a sum where i is 2 becomes `x_3`; `a_{ij}` becomes `a_23`."""
        if node.index is None or not self.local:
            return node
        parts = node.index.items if isinstance(node.index, Tuple) else _side_by_side(node.index)
        texts = []
        for part in parts:
            if isinstance(part, Words):
                texts.append(part.text)
                continue
            used = {inner.text for inner in walk(part) if isinstance(inner, Name)}
            if not used & set(self.local):
                texts.append(_index_text(part))
                continue
            value = self.build(part)
            texts.append(str(int(value)) if isinstance(value, sympy.Integer) else _index_text(part))
        joiner = "," if isinstance(node.index, Tuple) else ""
        return Name(node.text, Words(joiner.join(texts)), start=node.start, end=node.end)

    def _indexed(self, node: Name, name: str) -> Value:
        function = self.scope.functions.get(node.text)
        letters = _letters(node.index)
        if function is not None and letters and all(letter in function.parameters for letter in letters):
            return self._partials(function, letters)
        matrix = self.scope.values.get(node.text)
        if isinstance(matrix, sympy.MatrixBase | sympy.Tuple):
            return self._entry(node, matrix)
        return symbol(name)

    def _partials(self, function: Function, letters: tuple[str, ...]) -> Value:
        body = function.body
        for letter in letters:
            body = differentiate(body, symbol(letter))
        return body

    def _entry(self, node: Name, matrix: Value) -> Value:
        resolved = self._with_number_index(node)
        text = _index_text(resolved.index) if resolved.index is not None else ""
        places = text.split(",") if "," in text else list(text)
        if not all(place.isdigit() for place in places):
            return symbol(symbol_name(resolved))
        numbers = [int(place) - 1 for place in places]
        rows, columns = matrix.shape if isinstance(matrix, sympy.MatrixBase) else (len(matrix), 1)
        if len(numbers) == 1 and min(rows, columns) == 1 and 0 <= numbers[0] < rows * columns:
            return tuple(matrix)[numbers[0]]
        if (
            len(numbers) == 2
            and isinstance(matrix, sympy.MatrixBase)
            and 0 <= numbers[0] < rows
            and 0 <= numbers[1] < columns
        ):
            return matrix[numbers[0], numbers[1]]
        raise UnreadableMath("This index names no entry.", offset=node.start)

    def words(self, node: Words) -> Value:
        """Words beside numbers are units."""
        return sympy.Symbol(f"text:{node.text}", positive=True)

    # -- arithmetic ----------------------------------------------------------------------------------------

    def unary(self, node: Unary) -> Value:
        """A sign."""
        value = self.build(node.operand)
        return multiply(sympy.Integer(-1), value, "juxt", node.start) if node.operator == "-" else value

    def binary(self, node: Binary) -> Value:
        """Sums, products, quotients."""
        if node.operator in ("pm", "mp"):
            left, right = self.build(node.left), self.build(node.right)
            sign = self.sign if node.operator == "pm" else -self.sign
            return add(left, multiply(sympy.Integer(sign), right, "juxt", node.start), node.start)
        left, right = self.build(node.left), self.build(node.right)
        if node.operator == "+":
            return add(left, right, node.start)
        if node.operator == "-":
            return add(left, multiply(sympy.Integer(-1), right, "juxt", node.start), node.start)
        if node.operator in ("/", ":"):
            return divide(left, right, node.start)
        if node.operator == "mod":
            if isinstance(left, sympy.Integer) and isinstance(right, sympy.Integer) and right > 0:
                return sympy.Integer(int(left) % int(right))
            raise UnreadableMath("Remainders are computed for whole numbers only.", offset=node.start)
        return multiply(left, right, node.operator, node.start)

    def power(self, node: Power) -> Value:
        """A power, or a transpose when a matrix carries a T."""
        if isinstance(node.base, Apply):
            factor, base = self._applied(node.base)
            if factor is not None:  # a(b)^2 is a times b squared; f(x)^2 is the square of f(x)
                return multiply(factor, self._raised(base, node), "juxt", node.start)
        else:
            base = self._base(node.base)
        return self._raised(base, node)

    def _raised(self, base: Value, node: Power) -> Value:
        exponent_is_t = (
            isinstance(node.exponent, Name) and node.exponent.text == "T" and node.exponent.index is None
        )
        if exponent_is_t and "T" not in self.scope.values:
            scalar = is_scalar(base) and base.is_commutative
            if not scalar or self._names_a_vector(node.base):
                return transpose(base, node.start)
        exponent = self.build(node.exponent)
        real_root = (
            isinstance(base, sympy.Rational)
            and base < 0
            and isinstance(exponent, sympy.Rational)
            and exponent.q % 2 == 1
        )
        if real_root and exponent.q != 1 and self.choose(f"root:{node.start}", 2) == 0:
            size = power(-base, exponent, node.start)
            return size if exponent.p % 2 == 0 else -size
        return power(base, exponent, node.start)

    def _base(self, node: Node) -> Value:
        # Under an exponent an e that nothing was said about is Euler's number, never a variable.
        if isinstance(node, Name) and node.text == "e" and node.index is None and not self.scope.knows("e"):
            return self.local.get("e", sympy.E)
        return self.build(node)

    def _names_a_vector(self, node: Node) -> bool:
        return isinstance(node, Name) and node.text.endswith(("_bold", "_vec"))

    def postfix(self, node: Postfix) -> Value:
        """Factorial, per cent, degrees, transpose."""
        if isinstance(node.operand, Apply) and node.operator in ("!", "transpose"):
            factor, value = self._applied(node.operand)
            if factor is not None:
                return multiply(factor, self._with_postfix(value, node), "juxt", node.start)
        else:
            value = self.build(node.operand)
        return self._with_postfix(value, node)

    def _with_postfix(self, value: Value, node: Postfix) -> Value:
        if node.operator == "transpose":
            return transpose(value, node.start)
        if node.operator == "%":
            return divide(value, sympy.Integer(100), node.start)
        if node.operator == "degree":
            return multiply(value, sympy.pi / 180, "juxt", node.start)
        bounds.check_factorial(value, node.start)
        if not is_scalar(value):
            raise UnreadableMath("A factorial needs a number.", offset=node.start)
        return sympy.factorial(value)

    def bars(self, node: Bars) -> Value:
        """Absolute value, determinant, norm or number of members, by what stands between the bars."""
        value = self.build(node.body)
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

    def ambiguous(self, node: Ambiguous) -> Value:
        """The option this reading takes."""
        return self.build(node.options[self.choose(node.key, len(node.options))])

    # -- functions -----------------------------------------------------------------------------------------

    def call(self, node: Call) -> Value:
        """A named function of what it is applied to."""
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
                return None, _unknown_derivative(symbol_name(function.body), function.order, arguments[0])
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
        if only_product or not all(is_scalar(argument) for argument in arguments):
            if single is None:
                raise UnreadableMath("Groundwork does not know what this function is.", offset=node.start)
            return value, single
        unknown = sympy.Function(name, real=True)(*arguments)
        if single is None:
            return None, unknown
        first = int(function.text in _FUNCTION_NAMES)
        called = self.choose(f"apply:{name}", 2) == 1 - first
        return (None, unknown) if called else (value, single)

    def _known_function(self, function: Name) -> Function | None:
        known = self.scope.functions.get(symbol_name(function))
        if known is None and function.index is not None:  # f_x(1, 2)
            base = self.scope.functions.get(function.text)
            letters = _letters(function.index)
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

    # -- calculus ------------------------------------------------------------------------------------------

    def derivative(self, node: Derivative) -> Value:
        """A derivative, worked out; of a name that is not bound, one that stays unknown."""
        unknown = self._unbound(node.body)
        if unknown is not None:
            variables = [(symbol(symbol_name(name)), times) for name, times in node.by]
            if any(unknown == variable for variable, _ in variables):
                return sympy.Integer(1 if len(variables) == 1 and variables[0][1] == 1 else 0)
            names = sorted({variable for variable, _ in variables}, key=str)
            return sympy.Derivative(sympy.Function(unknown.name, real=True)(*names), *variables)
        value = self._looked_through(node.body)
        for name, times in node.by:
            variable = self._variable(name)
            self._ask_dependence(node, value, variable)
            value = differentiate(value, variable, times)
        return value

    def _ask_dependence(self, node: Derivative, value: Value, variable: sympy.Symbol) -> None:
        """Refuse to call a derivative zero only because the variable is hidden in another name."""
        names: set[sympy.Symbol] = getattr(value, "free_symbols", set())
        plain = node.partial and not any(
            isinstance(part, Name) and self.scope.knows(symbol_name(part)) for part in walk(node.body)
        )
        declared = isinstance(node.body, Name) and variable.name in self._declared(node.body)
        if names and variable not in names and not plain and not declared:
            raise UnreadableMath(
                f"It is not clear how what is differentiated here depends on {variable.name}.",
                offset=node.start,
            )

    def _declared(self, name: Name) -> tuple[str, ...]:
        function = self.scope.functions.get(symbol_name(name))
        return function.parameters if function is not None else ()

    def _looked_through(self, node: Node) -> Value:
        """The value of a node; of a name that was said to equal something, that."""
        if isinstance(node, Name):
            given = self.scope.given.get(symbol_name(node))
            if given is not None and node.text not in self.local:
                return given.full if self.scope.put_in else given.raw
        return self.build(node)

    def _variable(self, name: Name) -> sympy.Symbol:
        return symbol(symbol_name(self._with_number_index(name)))

    def _unbound(self, node: Node) -> sympy.Symbol | None:
        """The symbol of a name that nothing was said about."""
        if not isinstance(node, Name):
            return None
        value = self._looked_through(node)
        return value if isinstance(value, sympy.Symbol) else None

    def prime(self, node: Prime) -> Value:
        """`f'`, by the only variable there is; of a point `A`, another name `A'`."""
        if isinstance(node.body, Name):
            own = symbol_name(node.body) + "'" * node.order
            if own in self.scope.values:
                return self.scope.values[own]
            if own in self.scope.given and self.scope.put_in:
                return self.scope.given[own].full
            if self._is_no_function(node.body):
                return symbol(own)
        unknown = self._unbound(node.body)
        if unknown is not None:
            return _unknown_derivative(unknown.name, node.order, symbol("x"))
        body = node.body
        if isinstance(body, Apply) and isinstance(body.function, Name):
            raise UnreadableMath("Groundwork reads f'(x), not f(x)'.", offset=node.start)
        value = self._looked_through(body)
        parameters = parameters_of(value)
        if isinstance(body, Name) and symbol_name(body) in self.scope.functions:
            parameters = self.scope.functions[symbol_name(body)].parameters
        if parameters is None or len(parameters) > 1:
            raise UnreadableMath(
                "It is not clear by which variable this is differentiated.", offset=node.start
            )
        if not parameters:
            return sympy.Integer(0)
        return differentiate(value, symbol(parameters[0]), node.order)

    def _is_no_function(self, name: Name) -> bool:
        text = symbol_name(name)
        if isinstance(self.scope.values.get(text), sympy.MatrixBase | sympy.Tuple):
            return True
        given = self.scope.given.get(text)
        return given is not None and not given.raw.free_symbols

    def nabla(self, node: Nabla) -> Value:
        """Gradient, Hessian or Laplacian, divergence, curl."""
        if self._unbound(node.body) is not None:
            raise UnreadableMath(
                "Groundwork does not know the function behind this gradient.", offset=node.start
            )
        value = self.build(node.body)
        variables = self._nabla_variables(node, value)
        if node.kind == "gradient":
            if not is_scalar(value):
                raise UnreadableMath("A gradient needs a function with one value.", offset=node.start)
            return sympy.Tuple(*(differentiate(value, variable) for variable in variables))
        if node.kind == "nabla2":
            if self.choose(f"nabla2:{node.start}", 2) == 0:
                rows = [[sympy.diff(value, first, second) for second in variables] for first in variables]
                return sympy.ImmutableMatrix(rows)
            return sympy.Add(*(sympy.diff(value, variable, 2) for variable in variables))
        return _vector_derivative(node, value, variables)

    def _nabla_variables(self, node: Nabla, value: Value) -> tuple[sympy.Symbol, ...]:
        if isinstance(node.body, Name) and symbol_name(node.body) in self.scope.functions:
            names = self.scope.functions[symbol_name(node.body)].parameters
        else:
            found = parameters_of(value)
            names = found or ()
        if node.by is not None:
            letters = _letters(node.by)
            if not letters or not all(letter in names for letter in letters):
                raise UnreadableMath(
                    "It is not clear which variables this gradient runs over.", offset=node.start
                )
            names = letters
        if not names:
            raise UnreadableMath(
                "It is not clear which variables this gradient runs over.", offset=node.start
            )
        return tuple(symbol(name) for name in names)

    def evaluated(self, node: Evaluated) -> Value:
        """A value with numbers put in."""
        value = self.build(node.body)
        return substitute(value, {symbol_name(name): self.build(at) for name, at in node.at})

    def between(self, node: Between) -> Value:
        """The value above minus the value below."""
        value = self.expression(node.body)
        parameters = parameters_of(value)
        if not parameters:
            raise UnreadableMath("It is not clear which variable the bounds are for.", offset=node.start)
        place = self.choose(f"between:{node.start}", len(parameters)) if len(parameters) > 1 else 0
        ends = [
            substitute(value, {parameters[place]: self.expression(end)}) for end in (node.upper, node.lower)
        ]
        return ends[0] - ends[1]

    def integral(self, node: Integral) -> Value:
        """An integral, not yet worked out."""
        name = symbol_name(node.variable)
        saved = self.local.pop(name, None)
        variable = symbol(name)
        inner = Builder(self.scope.without(name), self.choices, self.local)
        inner.open = self.open
        inner.sign = self.sign
        body = inner.expression(node.body)
        if saved is not None:
            self.local[name] = saved
        if node.lower is None or node.upper is None:
            return sympy.Integral(body, variable)
        return sympy.Integral(body, (variable, self.expression(node.lower), self.expression(node.upper)))

    def limit(self, node: Limit) -> Value:
        """A limit, not yet worked out."""
        name = symbol_name(node.variable)
        inner = Builder(self.scope.without(name), self.choices, self.local)
        inner.open = self.open
        body = inner.expression(node.body)
        point = self.expression(node.point)
        side = node.side or "+-"
        if point in (sympy.oo, -sympy.oo):
            side = "-" if point is sympy.oo else "+"
        return sympy.Limit(body, symbol(name), point, side)

    def big_operator(self, node: BigOperator) -> Value:
        """A sum or product: added up when its ends are numbers, else not yet worked out."""
        if node.variable is None or node.lower is None or node.upper is None:
            raise UnreadableMath("It is not said from where to where this runs.", offset=node.start)
        name = symbol_name(node.variable)
        lower, upper = self.expression(node.lower), self.expression(node.upper)
        if isinstance(lower, sympy.Integer) and isinstance(upper, sympy.Integer):
            return self._added_up(node, name, int(lower), int(upper))
        inner = Builder(
            self.scope.without(name), self.choices, {k: v for k, v in self.local.items() if k != name}
        )
        inner.open = self.open
        variable = sympy.Symbol(name, integer=True)
        inner.local[name] = variable
        if any(
            isinstance(part, Name) and part.index is not None and name in _index_names(part)
            for part in walk(node.body)
        ):
            raise UnreadableMath(
                "Groundwork cannot add up indexed names without knowing how many there are.",
                offset=node.start,
            )
        body = inner.expression(node.body)
        kind = sympy.Sum if node.kind == "sum" else sympy.Product
        return kind(body, (variable, lower, upper))

    def _added_up(self, node: BigOperator, name: str, lower: int, upper: int) -> Value:
        bounds.check_terms(upper - lower + 1, node.start)
        total: Value = sympy.Integer(0 if node.kind == "sum" else 1)
        saved = self.local.get(name)
        terms = []
        for place in range(lower, upper + 1):
            self.local[name] = sympy.Integer(place)
            terms.append(self.build(node.body))
        if saved is None:
            self.local.pop(name, None)
        else:
            self.local[name] = saved
        if all(is_scalar(term) for term in terms):
            return sympy.Add(*terms) if node.kind == "sum" else sympy.Mul(*terms)
        for place, term in enumerate(terms):
            joined = (
                add(total, term, node.start)
                if node.kind == "sum"
                else multiply(total, term, "juxt", node.start)
            )
            total = term if place == 0 else joined
        return total

    # -- vectors, matrices, sets ---------------------------------------------------------------------------

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
        return symbol(f"P({node.event}|{node.given})" if node.given else f"P({node.event})")

    def moment(self, node: Moment) -> Value:
        """An expectation or variance, as a symbol."""
        inner = ", ".join(str(self.build(argument)) for argument in node.arguments)
        return symbol(f"{node.kind}[{inner}]")

    def refused(self, node: Node) -> Value:
        """What has no value."""
        raise UnreadableMath("A relation cannot stand here.", offset=node.start)


_BUILDERS: dict[type[Node], Any] = {
    Number: Builder.number,
    Name: Builder.name,
    Words: Builder.words,
    Unary: Builder.unary,
    Binary: Builder.binary,
    Power: Builder.power,
    Ambiguous: Builder.ambiguous,
    Apply: Builder.apply,
    Call: Builder.call,
    BigOperator: Builder.big_operator,
    Limit: Builder.limit,
    Integral: Builder.integral,
    Derivative: Builder.derivative,
    Prime: Builder.prime,
    Nabla: Builder.nabla,
    Evaluated: Builder.evaluated,
    Between: Builder.between,
    Matrix: Builder.matrix,
    Tuple: Builder.tuple,
    SetOf: Builder.set_of,
    Bars: Builder.bars,
    Postfix: Builder.postfix,
    Probability: Builder.probability,
    Moment: Builder.moment,
    Chain: Builder.refused,
    Listing: Builder.refused,
}


def differentiate(value: Value, variable: sympy.Symbol, times: int = 1) -> Value:
    """The derivative of an expression, or of each entry of a vector or matrix."""
    if isinstance(value, sympy.Tuple):
        return sympy.Tuple(*(differentiate(item, variable, times) for item in value))
    if isinstance(value, sympy.MatrixBase):
        return value.applyfunc(lambda entry: sympy.diff(entry, variable, times))
    return sympy.diff(value, variable, times)


def substitute(value: Value, at: Mapping[str, Value]) -> Value:
    """Put values in for names, all at once."""
    table = {symbol(name): item for name, item in at.items()}
    if all(is_scalar(item) for item in table.values()):
        if is_scalar(value) and value.has(sympy.Integral, sympy.Derivative, sympy.Sum, sympy.Limit):
            return value.subs(table, simultaneous=True)
        return value.xreplace(table)
    if value in table:
        return table[value]
    raise UnreadableMath("Groundwork cannot put this value in.", offset=0)


def parameters_of(value: Value) -> tuple[str, ...] | None:
    """The variables of an expression in the order learners write them: x before y, x_2 before x_10."""
    if not isinstance(value, sympy.Basic):
        return None
    names = [item.name for item in value.free_symbols if not item.name.startswith("text:")]
    return tuple(sorted(names, key=_natural))


def _natural(name: str) -> tuple[str, int, str]:
    base, _, index = name.partition("_")
    return (base, int(index) if index.isdigit() else -1, name)


def _letters(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Name):
        return (symbol_name(node),)
    if isinstance(node, Tuple):
        return tuple(letter for item in node.items for letter in _letters(item))
    if isinstance(node, Listing):
        return tuple(letter for item in node.items for letter in _letters(item))
    if isinstance(node, Binary) and node.operator == "juxt":
        return _letters(node.left) + _letters(node.right)
    return ()


def _side_by_side(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Binary) and node.operator == "juxt":
        return _side_by_side(node.left) + _side_by_side(node.right)
    return (node,)


def _index_names(node: Name) -> set[str]:
    return (
        {part.text for part in walk(node.index) if isinstance(part, Name)}
        if node.index is not None
        else set()
    )


def _unknown_derivative(name: str, order: int, argument: Value) -> Value:
    variable = symbol("x")
    function = sympy.Function(name, real=True)
    if argument == variable:
        return sympy.Derivative(function(variable), (variable, order))
    return sympy.Subs(sympy.Derivative(function(variable), (variable, order)), variable, argument)


def _vector_derivative(node: Nabla, value: Value, variables: tuple[sympy.Symbol, ...]) -> Value:
    parts = tuple(value) if isinstance(value, sympy.Tuple | sympy.MatrixBase) else ()
    names = [symbol(name) for name in ("x", "y", "z")[: len(parts)]]
    if not parts or len(parts) > 3 or not set(variables) <= set(names):
        raise UnreadableMath("Groundwork expects a vector of two or three components.", offset=node.start)
    if node.kind == "divergence":
        return sympy.Add(*(sympy.diff(part, name) for part, name in zip(parts, names, strict=True)))
    if len(parts) != 3:
        raise UnreadableMath("A curl needs three components.", offset=node.start)
    (p, q, r), (x, y, z) = parts, names
    return sympy.Tuple(
        sympy.diff(r, y) - sympy.diff(q, z),
        sympy.diff(p, z) - sympy.diff(r, x),
        sympy.diff(q, x) - sympy.diff(p, y),
    )
