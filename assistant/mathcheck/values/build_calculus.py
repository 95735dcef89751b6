"""Derivatives, gradients, integrals, limits and sums as values."""

from __future__ import annotations

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck import bounds
from assistant.mathcheck.reading.syntax import (
    Apply,
    Between,
    BigOperator,
    Derivative,
    Evaluated,
    Integral,
    Limit,
    Nabla,
    Name,
    Node,
    Prime,
    walk,
)
from assistant.mathcheck.values.build_base import BuilderBase
from assistant.mathcheck.values.named_matrices import gradient_of_form
from assistant.mathcheck.values.naming import (
    differentiate,
    index_names,
    letters_of,
    parameters_of,
    substitute,
    symbol,
    symbol_name,
    unknown_derivative,
)
from assistant.mathcheck.values.operators import add, is_scalar, multiply
from assistant.mathcheck.values.scope import Value


class Calculus(BuilderBase):
    """Derivatives, gradients, integrals, limits and sums."""

    def derivative(self, node: Derivative) -> Value:
        """A derivative, worked out; of a name that is not bound, one that stays unknown."""
        if isinstance(node.body, Name):
            # Whatever value was given to x before: by x, x itself has the derivative 1.
            itself = [times for name, times in node.by if symbol_name(name) == symbol_name(node.body)]
            if itself:
                return sympy.Integer(1 if len(node.by) == 1 and itself == [1] else 0)
        unknown = self._unbound(node.body)
        if unknown is not None:
            variables = [(symbol(symbol_name(name)), times) for name, times in node.by]
            if any(unknown == variable for variable, _ in variables):
                return sympy.Integer(1 if len(variables) == 1 and variables[0][1] == 1 else 0)
            names = sorted({variable for variable, _ in variables}, key=str)
            return sympy.Derivative(sympy.Function(unknown.name, real=True)(*names), *variables)
        value = self._looked_through(node.body)
        vector = symbol_name(node.by[0][0])
        if (
            len(node.by) == 1
            and node.by[0][1] == 1
            and vector in self.scope.matrix_names
            and is_scalar(value)
        ):
            return gradient_of_form(value, vector, node.start)
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
            return unknown_derivative(unknown.name, node.order, symbol("x"))
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
        letters = letters_of(node.by)
        if (
            node.kind == "gradient"
            and len(letters) == 1
            and letters[0] in self.scope.matrix_names
            and is_scalar(value)
        ):
            return gradient_of_form(value, letters[0], node.start)
        variables = self._nabla_variables(node, value)
        if node.kind == "gradient":
            if not is_scalar(value):
                raise UnreadableMath("A gradient needs a function with one value.", offset=node.start)
            return sympy.Tuple(*(differentiate(value, variable) for variable in variables))
        if node.kind == "nabla2":
            if self.choose(f"nabla2:{node.start}", 2) == 0:
                rows = [
                    [differentiate(differentiate(value, first), second) for second in variables]
                    for first in variables
                ]
                return sympy.ImmutableMatrix(rows)
            return sympy.Add(*(differentiate(value, variable, 2) for variable in variables))
        return _vector_derivative(node, value, variables)

    def _nabla_variables(self, node: Nabla, value: Value) -> tuple[sympy.Symbol, ...]:
        if isinstance(node.body, Name) and symbol_name(node.body) in self.scope.functions:
            names = self.scope.functions[symbol_name(node.body)].parameters
        else:
            found = parameters_of(value)
            names = found or ()
        if node.by is not None:
            letters = letters_of(node.by)
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
        if node.point:
            return self._at_point(node, value)
        return substitute(value, {symbol_name(name): self.build(at) for name, at in node.at})

    def _at_point(self, node: Evaluated, value: Value) -> Value:
        """A value at a point without names: the parameters of the function that stands before the bar."""
        declared = [
            self.scope.functions[symbol_name(part)].parameters
            for part in walk(node.body)
            if isinstance(part, Name) and symbol_name(part) in self.scope.functions
        ]
        inner = node.body.body if isinstance(node.body, Derivative) else node.body
        parameters = declared[0] if declared else parameters_of(self._looked_through(inner)) or ()
        if len(parameters) != len(node.point):
            raise UnreadableMath("It is not clear which variables this point is for.", offset=node.start)
        return substitute(
            value, {name: self.build(at) for name, at in zip(parameters, node.point, strict=True)}
        )

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
        variable = symbol(name)
        inner = self.without(name)
        body = inner.expression(node.body)
        if node.lower is None or node.upper is None:
            return sympy.Integral(body, variable)
        return sympy.Integral(body, (variable, self.expression(node.lower), self.expression(node.upper)))

    def limit(self, node: Limit) -> Value:
        """A limit, not yet worked out."""
        name = symbol_name(node.variable)
        inner = self.without(name)
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
        inner = self.without(name)
        variable = sympy.Symbol(name, integer=True)
        inner.local[name] = variable
        if any(
            isinstance(part, Name) and part.index is not None and name in index_names(part)
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
