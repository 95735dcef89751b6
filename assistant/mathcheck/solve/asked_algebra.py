"""What a question asks of algebra: solve, expand, factor, simplify; and formulas that only need computing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.syntax import (
    Apply,
    Binary,
    Chain,
    Derivative,
    Integral,
    Limit,
    Listing,
    Nabla,
    Name,
    Node,
    Number,
    Postfix,
    Prime,
    Unary,
    walk,
)
from assistant.mathcheck.solve import algebra, asked_linear, calculus, integrals
from assistant.mathcheck.solve.calculus import Target
from assistant.mathcheck.solve.derivatives import CANNOT_BE_DONE, by_name
from assistant.mathcheck.solve.question import FILL, ONE, NotAskedError, Question
from assistant.mathcheck.solve.written import written
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.build import build_readings, symbol, symbol_name
from assistant.mathcheck.values.latex import to_latex
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Relation, Several

_MANY = r"§\d+§(?:\s*(?:,|and|, and|;)\s*§\d+§)*"
_SOLVE = re.compile(
    rf"\b(?:solve|find the (?:solutions?|roots?|zeros?|zeroes) (?:of|to)|what (?:is|are) the (?:solutions?|roots?|zeros?) (?:of|to)|"
    rf"solutions? (?:of|to)|roots? of)\s+{FILL}(?P<e>{_MANY})(?:\s+for\s+(?P<v>{_MANY}))?"
)
_SOLVE_FOR = re.compile(
    rf"\bsolve\s+for\s+(?P<v>{ONE})\s*(?::|,|in|if|when|given)?\s*{FILL}(?P<e>{ONE})"
    rf"|\b(?:what is|find)\s+(?P<v2>{ONE})\s*(?:if|when|such that|so that|given|given that|where)\s+{FILL}(?P<e2>{ONE})"
)
_PERCENT = re.compile(rf"(?P<a>{ONE})\s+of\s+(?P<b>{ONE})")
_REWRITE = re.compile(
    rf"\b(?P<how>expand|multiply out|factori[sz]e|factor(?! of\b)|simplify|(?<!row )(?<!row-)reduce|prime factori[sz]ation of)\s+(?:out\s+)?{FILL}(?P<f>{ONE})"
)
_COMPUTE = re.compile(
    rf"\b(?:what is|what's|what are|compute|calculate|evaluate|find|determine|work out|how much is|solve|simplify|give|do|get)\s+"
    rf"(?:me\s+)?(?:the\s+)?(?:(?:definite |indefinite |following )*(?:integral|limit|sum|derivative|expression)\s+)?"
    rf"{FILL}(?P<f>{ONE})"
)


def asked(question: Question) -> Iterator[Fact]:
    """The facts of algebra that a question asks for."""
    if re.search(
        r"\b(?:newton|bisection|secant|fixed[- ]point|iterations?|gradient descent)\b", question.words
    ):
        return
    match = _SOLVE.search(question.words)
    if match and question.rest_is_words(match.end()):
        equations, unknowns = (re.findall(r"§(\d+)§", match[name] or "") for name in ("e", "v"))
        try:
            yield _solve(question, equations, unknowns, firm=match[0].startswith("solve"))
        except CANNOT_BE_DONE:
            pass
        else:
            return
    match = _SOLVE_FOR.search(question.words)
    if match and question.rest_is_words(match.end()):
        try:
            yield _solve(question, [_number(match["e"] or match["e2"])], [_number(match["v"] or match["v2"])])
        except CANNOT_BE_DONE:
            pass
        else:
            return
    for match in _REWRITE.finditer(question.words):
        if question.rest_is_words(match.end()):
            try:
                yield _rewrite(question, match["how"], match["f"].strip("§"))
            except CANNOT_BE_DONE:
                continue
            return


def _number(placeholder: str) -> str:
    return placeholder.strip("§")


def _rewrite(question: Question, how: str, index: str) -> Fact:
    formula = question.formula(index)
    readings = question.readings(formula.node, formula.text)
    if len(readings) != 1 or not is_scalar(readings[0]):
        raise NotAskedError
    value, shown = readings[0], written(formula.node)
    if value.is_Symbol or re.search(
        r"\b(?:cholesky|integrating|scale|common|learning)\s+factor", question.words
    ):
        raise NotAskedError
    if how in ("expand", "multiply out"):
        return algebra.expand(value, shown)
    if how == "reduce" and not value.is_rational_function(*value.free_symbols):
        raise NotAskedError
    if how.startswith("factor") or how.startswith("prime"):
        return algebra.factor(value, shown)
    return algebra.simplify(value, shown)


def _solve(question: Question, equations: list[str], unknowns: list[str], *, firm: bool = True) -> Fact:
    """Solve what the formulas say; letters besides the unknown are accepted only after a firm "solve"."""
    pairs: list[tuple[Any, Any]] = []
    for index in equations:
        node = question.formula(index).node
        for item in node.items if isinstance(node, Listing) else (node,):
            pairs.append(_equation(question, item))
    wanted = question.variables(unknowns)
    if len(pairs) == 1:
        left, right = pairs[0]
        names = left.free_symbols | right.free_symbols
        if wanted and len(wanted) == 1 and wanted[0] in names:
            return algebra.solve_equation(left, right, wanted[0])
        if len(names) == 1 and not wanted:
            return algebra.solve_equation(left, right, names.pop())
        preferred = [name for name in by_name(names) if name.name in ("x", "lambda")]
        if (
            firm
            and len(preferred) == 1
            and names - set(preferred) <= {symbol(letter) for letter in "abckmnpq"}
        ):
            return algebra.solve_equation(left, right, preferred[0])
        raise NotAskedError
    return algebra.solve_system(pairs, wanted)


def _equation(question: Question, node: Node) -> tuple[Any, Any]:
    """Both sides; a bare expression counts as "= 0" only where roots are asked for."""
    values = _relations(question, node)
    if isinstance(values, Relation) and values.operator == "=":
        left, right = values.left, values.right
    elif is_scalar(values) and re.search(r"\b(?:roots?|zeros?|zeroes)\b", question.words):
        left, right = values, sympy.Integer(0)
    else:
        raise NotAskedError
    if isinstance(left, sympy.MatrixBase | sympy.Tuple) or isinstance(right, sympy.MatrixBase | sympy.Tuple):
        raise NotAskedError
    if not (is_scalar(left) and is_scalar(right)):
        raise NotAskedError
    return left, right


def _relations(question: Question, node: Node) -> Any:
    try:
        values = build_readings(node, question.scope)
    except UnreadableMath:
        raise NotAskedError from None
    known = [value for value in values if not isinstance(value, Several)]
    known = [value for value in known if not _unknown(value)]
    if len(known) != 1:
        raise NotAskedError
    return known[0]


def _unknown(value: Any) -> bool:
    parts = (value.left, value.right) if isinstance(value, Relation) else (value,)
    return any(isinstance(part, sympy.Basic) and part.has(sympy.core.function.AppliedUndef) for part in parts)


def computed(question: Question) -> Iterator[Fact]:
    """Formulas that are computations in themselves: a derivative, an integral, a product, an arithmetic problem."""
    if _defines_an_operation(question):
        return
    percent = _PERCENT.search(question.words)
    if percent and not re.match(r"\s+of\b", question.words[percent.end() :]):
        yield from _share(question, _number(percent["a"]), _number(percent["b"]))
        return
    found = [
        match["f"].strip("§")
        for match in _COMPUTE.finditer(question.words)
        if question.rest_is_words(match.end())
    ]
    if re.fullmatch(r"§0§\s*=?\s*[?.]?", question.words):
        found = ["0"]
    for index in found[:2]:
        formula = question.formula(index)
        node = formula.node
        if isinstance(node, Chain):
            continue
        try:
            fact = _computed(question, node, formula.text)
        except CANNOT_BE_DONE:
            continue
        if fact is not None:
            yield fact


def _defines_an_operation(question: Question) -> bool:
    """Whether the question gives `*` a meaning of its own: "if a * b = 2a + b, what is 3 * 4?"."""
    for formula in question.sentence.formulas:
        left = formula.node.operands[0] if isinstance(formula.node, Chain) else None
        if not isinstance(left, Binary) or left.operator in ("+", "-", "/", "juxt"):
            continue
        if isinstance(left.left, Name) and isinstance(left.right, Name):
            return True
    return re.search(r"\boperation\b", question.words) is not None


def _share(question: Question, part: str, whole: str) -> Iterator[Fact]:
    """`15% of 80`."""
    node = question.formula(part).node
    if not isinstance(node, Postfix) or node.operator != "%":
        return
    try:
        amount, total = question.number(part), question.number(whole)
    except CANNOT_BE_DONE:
        return
    latex = f"{written(node)} \\cdot {to_latex(total)} = {to_latex(amount * total)}"
    yield Fact("arithmetic", f"${latex}$.", latex, (Step("per cent of: times, over a hundred", latex),))


def _computed(question: Question, node: Node, text: str) -> Fact | None:
    if isinstance(node, Derivative | Prime | Nabla | Apply):
        found = _differentiated(question, node)
        if found is not None:
            return found
    if isinstance(node, Integral | Limit):
        return _integral_or_limit(question, node, text)
    try:
        fact = asked_linear.computed(question, node, written(node))
    except CANNOT_BE_DONE:
        fact = None
    return fact or _arithmetic(question, node, text)


def _differentiated(question: Question, node: Node) -> Fact | None:
    arguments: tuple[Any, ...] = ()
    inner: Node = node
    if isinstance(node, Apply):
        if not isinstance(node.function, Prime | Nabla | Derivative):
            return None
        inner = node.function
        values = [question.readings(item) for item in node.arguments]
        if any(len(value) != 1 for value in values):
            raise NotAskedError
        arguments = tuple(value[0] for value in values)
    if not isinstance(inner, Derivative | Prime | Nabla):
        return None
    if isinstance(inner, Derivative) and isinstance(inner.body, Name) and not inner.partial:
        name = symbol_name(inner.body)
        if name in question.named:
            named = question.named[name]
            target = Target(named, tuple(by_name(named.free_symbols)), None)
        else:
            target = _body(question, inner.body)
    else:
        target = _body(question, inner.body)
    point = _arguments_as_point(target, arguments)
    if isinstance(inner, Prime):
        variable = question.one_variable(target)
        return calculus.derivative(target, variable, order=inner.order, point=point)
    if isinstance(inner, Nabla):
        if inner.kind == "gradient":
            return calculus.gradient(question.several_variables(target, ()), point)
        if inner.kind == "nabla2":
            raise NotAskedError
        raise NotAskedError
    by = [(symbol(symbol_name(name)), times) for name, times in inner.by]
    if inner.partial:
        sequence = [variable for variable, times in by for _ in range(times)]
        order = 0 if len(sequence) > 1 else 1
        return calculus.partial_derivatives(target, sequence, point=point, order=order)
    if len(by) != 1:
        raise NotAskedError
    return calculus.derivative(target, by[0][0], order=by[0][1], point=point)


def _body(question: Question, body: Node) -> Target:
    if isinstance(body, Name) and symbol_name(body) in question.scope.functions:
        function = question.scope.functions[symbol_name(body)]
        if not is_scalar(function.body):
            raise NotAskedError
        return Target(function.body, tuple(symbol(item) for item in function.parameters), symbol_name(body))
    values = question.readings(body)
    if len(values) != 1 or not is_scalar(values[0]) or isinstance(values[0], sympy.Symbol):
        raise NotAskedError
    return Target(values[0], tuple(by_name(values[0].free_symbols)), None)


def _arguments_as_point(target: Target, arguments: tuple[Any, ...]) -> dict[Any, Any] | None:
    if not arguments or arguments == target.variables:
        return None
    if len(arguments) == 1 and isinstance(arguments[0], sympy.Tuple):
        arguments = tuple(arguments[0])
    if len(arguments) != len(target.variables):
        raise NotAskedError
    return dict(zip(target.variables, arguments, strict=True))


def _integral_or_limit(question: Question, node: Node, text: str) -> Fact:
    values = question.readings(node, text)
    if len(values) != 1:
        raise NotAskedError
    value = values[0]
    if isinstance(value, sympy.Integral) and len(value.limits) == 1:
        bounds = value.limits[0]
        if len(bounds) == 3:
            return integrals.definite_integral(value.function, bounds[0], bounds[1], bounds[2])
        return integrals.indefinite_integral(value.function, bounds[0])
    if isinstance(value, sympy.Limit):
        body, variable, point, side = value.args
        return integrals.limit(
            body, variable, point, node.side or "+-" if isinstance(node, Limit) else str(side)
        )
    raise NotAskedError


def _arithmetic(question: Question, node: Node, text: str) -> Fact | None:
    """A number worked out, where there is something to work out."""
    inner = node.operand if isinstance(node, Unary | Postfix) else node
    if isinstance(inner, Number | Name) and not (isinstance(node, Postfix) and node.operator == "!"):
        return None
    values = question.readings(node, text)
    shown = written(node)
    if len(values) != 1 or not is_scalar(values[0]) or not values[0].is_number or not shown:
        return None
    value = values[0]
    if value.has(sympy.log) and sympy.count_ops(value) <= 30:
        value = sympy.simplify(value)
    if not value.is_finite or not any(isinstance(part, Number) for part in walk(node)):
        return None
    result = to_latex(value)
    latex = f"{shown} = {result}"
    if result == shown:
        return None
    return Fact("arithmetic", f"${latex}$.", latex, (Step("work it out", latex),))
