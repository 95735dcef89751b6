"""What a question asks of calculus: derivatives, gradients, integrals, limits, Taylor polynomials, optimisation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.solve import asked_optimisation, calculus, integrals
from assistant.mathcheck.solve.calculus import Target
from assistant.mathcheck.solve.derivatives import CANNOT_BE_DONE
from assistant.mathcheck.solve.matched import MANY as _MANY
from assistant.mathcheck.solve.matched import each_reading, group, group_all, point_for
from assistant.mathcheck.solve.question import FILL, ONE, NotAskedError, Question
from assistant.mathcheck.solve.sentence import Formula
from assistant.mathcheck.types import Fact
from assistant.mathcheck.values.build import symbol
from assistant.mathcheck.values.operators import is_scalar

_OPERAND = rf"(?:of|for|to)?\s*{FILL}(?P<f>{ONE})"
_WRT = rf"(?:\s*,?\s*(?:with respect to|by|in terms of|w/r/t|wrt)\s+(?:the\s+)?(?:variables?\s+)?(?P<by>{_MANY}))?"
_AT = (
    rf"(?:\s*,?\s*(?:and\s+)?(?:evaluated?\s+|evaluate\s+(?:it|this)\s+)?(?:at|when|around|about|near|in|for|if|where)\s+"
    rf"(?:the\s+)?(?:point\s+|value\s+)?(?P<at>{_MANY}))?"
)
_ORDERS = {"first": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("hessian", rf"\bhessian(?:\s+matrix)?\s+{_OPERAND}{_AT}"),
    ("jacobian", rf"\bjacobian(?:\s+matrix)?\s+{_OPERAND}{_WRT}{_AT}"),
    (
        "directional",
        rf"\bdirectional derivative\s+{_OPERAND}{_AT}\s*,?\s*(?:in|along)\s+(?:the\s+)?(?:direction\s*(?:of\s+)?)?{FILL}"
        rf"(?P<v>{ONE}){_AT.replace('<at>', '<at2>')}",
    ),
    (
        "critical",
        rf"\b(?:(?:critical|stationary|turning|saddle) points?|(?:local |global |relative )?(?:extrema|extremum|maxima|minima|"
        rf"maximum|minimum|min|max)(?:\s+(?:and|or)\s+(?:local )?(?:maxima|minima|maximum|minimum))?)\s+"
        rf"(?:and (?:their|its) (?:kind|type|nature)s?\s+)?{_OPERAND}",
    ),
    ("critical", rf"\b(?:minimi[sz]e|maximi[sz]e)\s+{FILL}(?P<f>{ONE})"),
    (
        "taylor",
        rf"\b(?P<which>taylor|maclaurin)\s+(?:series|polynomial|expansion|approximation)\s+{_OPERAND}(?P<rest>.*)",
    ),
    (
        "taylor",
        rf"(?:\b(?P<word>first|second|third|fourth|fifth|2nd|3rd|4th|5th)[- ](?:order|degree)\s+)?\b(?P<which>taylor|maclaurin)\s+"
        rf"(?:series|polynomial|expansion|approximation)\s*(?:(?:of|to|up to)\s+(?:order|degree)\s+(?P<n>{ONE}))?\s*{_OPERAND}"
        rf"(?P<rest>.*)",
    ),
    (
        "partial",
        rf"\b(?:(?P<order>first|second|third|mixed)[- ](?:order )?)?partial(?: derivatives?|s)?\s+{_OPERAND}{_WRT}{_AT}",
    ),
    (
        "gradient",
        rf"\b(?:gradient|grad|nabla)(?!\s+(?:descent|ascent|step|update))(?:\s+vector)?\s+{_OPERAND}{_WRT}{_AT}",
    ),
    (
        "derivative",
        rf"\b(?:(?P<order>first|second|third|fourth|2nd|3rd|4th)\s+)?(?:derivative|differential quotient|"
        rf"slope(?: of the tangent(?: line)?)?)\s+"
        rf"{_OPERAND}{_WRT}{_AT}",
    ),
    (
        "derivative",
        rf"\b(?:differentiate|differentiating|derive)\s+{FILL}(?P<f>{ONE})(?P<twice>\s+twice)?{_WRT}{_AT}",
    ),
    (
        "integral",
        rf"\b(?:(?:in)?definite integral|integral(?! values?\b)|antiderivative|anti-derivative|primitive)\s+{_OPERAND}{_WRT}"
        rf"(?:\s*,?\s*(?:from|between)\s+(?P<low>{ONE})\s+(?:to|and)\s+(?P<high>{ONE}))?{_WRT.replace('<by>', '<by2>')}",
    ),
    (
        "integral",
        rf"\bintegrate\s+{FILL}(?P<f>{ONE}){_WRT}"
        rf"(?:\s*,?\s*(?:from|between)\s+(?P<low>{ONE})\s+(?:to|and)\s+(?P<high>{ONE}))?{_WRT.replace('<by>', '<by2>')}",
    ),
    (
        "integral",
        rf"\b(?:integral|integrate|area)\s*,?\s*(?:from|between)\s+(?P<low>{ONE})\s+(?:to|and)\s+(?P<high>{ONE})\s*,?\s*"
        rf"(?:of|under)?\s*{FILL}(?P<f>{ONE}){_WRT}",
    ),
    (
        "integral",
        rf"\barea\s+(?:under|below)\s+{FILL}(?P<f>{ONE})\s*,?\s*(?:from|between)\s+(?P<low>{ONE})\s+(?:to|and)\s+(?P<high>{ONE})",
    ),
    (
        "limit",
        rf"\blimit\s+(?:as|when|for)\s+(?P<v>{ONE})\s*(?:→|approaches|goes to|tends to|to)\s*(?P<p>{ONE}|infinity|zero)"
        rf"(?P<side>\s+from (?:the )?(?:left|right|above|below))?\s*,?\s*of\s+{FILL}(?P<f>{ONE})",
    ),
    (
        "limit",
        rf"\blimit\s+{_OPERAND}\s*,?\s*(?:as|when|for)\s+(?P<v>{ONE})\s*(?:→|approaches|goes to|tends to|to|->)\s*"
        rf"(?P<p>{ONE}|infinity|zero)(?P<side>\s+from (?:the )?(?:left|right|above|below))?",
    ),
    # Defined earlier in the question, asked for without an operand: "Let f(x, y) = … . Find the gradient at (1, 2)."
    ("gradient", rf"\b(?:gradient|grad)\b(?!\s+(?:descent|ascent|step|update|of|for)){_AT}(?P<f>)"),
    ("hessian", rf"\bhessian(?:\s+matrix)?\b(?!\s+(?:of|for)){_AT}(?P<f>)"),
    ("partial", rf"\bpartial derivatives\b(?!\s+(?:of|for)){_WRT}{_AT}(?P<f>)"),
    ("derivative", rf"\b(?:(?P<order>first|second|third) )?derivative\b(?!\s+(?:of|for|rule)){_AT}(?P<f>)"),
    ("critical", r"\b(?:critical|stationary) points\b(?!\s+(?:of|for))(?P<f>)"),
)
_SHADOWED = {
    "directional": ("derivative", "gradient"),
    "partial": ("derivative",),
    "hessian": (),
    "taylor": (),
}


def asked(question: Question) -> Iterator[Fact]:
    """The facts of calculus that a question asks for."""
    done: set[str] = set()
    covered: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        if kind in done:
            continue
        for match in re.finditer(pattern, question.words):
            if any(match.start() < end and start < match.end() for start, end in covered):
                continue
            if "rest" not in match.groupdict() and not question.rest_is_words(match.end()):
                continue
            try:
                facts = tuple(_HANDLERS[kind](question, match))
            except CANNOT_BE_DONE:
                continue
            if facts:
                yield from facts
                covered.append(match.span())
                done.add(kind)
                done.update(_SHADOWED.get(kind, ()))
                break


def _derivative(question: Question, match: re.Match[str]) -> list[Fact]:
    wanted = question.variables(group_all(match, "by"))
    order = _ORDERS.get(match.groupdict().get("order") or "", 1)
    if match.groupdict().get("twice"):
        order = 2

    def solve(target: Target) -> Fact:
        variable = question.one_variable(target, wanted)
        point = point_for(question, match, (variable,))
        if len(target.variables) > 1 and target.name is not None:
            return calculus.partial_derivatives(target, [variable], point=point, order=order)
        return calculus.derivative(target, variable, order=order, point=point)

    return each_reading(question, match, solve)


def _partial(question: Question, match: re.Match[str]) -> list[Fact]:
    wanted = question.variables(group_all(match, "by"))
    order = match.groupdict().get("order")

    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, ()) if not wanted else target
        variables = wanted or settled.variables
        names = tuple(dict.fromkeys((*settled.variables, *variables)))
        settled = Target(
            settled.expression, names if settled.name is None else settled.variables, settled.name
        )
        point = point_for(question, match, settled.variables)
        if order == "mixed" and len(variables) == 2:
            return calculus.partial_derivatives(settled, list(variables), point=point, order=0)
        if order == "second" and len(variables) == 1:
            return calculus.partial_derivatives(settled, list(variables), point=point, order=2)
        if order in ("second", "third", "mixed"):
            raise NotAskedError
        return calculus.partial_derivatives(settled, list(variables), point=point)

    return each_reading(question, match, solve)


def _gradient(question: Question, match: re.Match[str]) -> list[Fact]:
    wanted = question.variables(group_all(match, "by"))

    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, wanted)
        point = point_for(question, match, settled.variables)
        if len(settled.variables) == 1:
            return calculus.derivative(settled, settled.variables[0], point=point)
        return calculus.gradient(settled, point)

    return each_reading(question, match, solve)


def _hessian(question: Question, match: re.Match[str]) -> list[Fact]:
    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, ())
        return calculus.hessian(settled, point_for(question, match, settled.variables))

    return each_reading(question, match, solve)


def _jacobian(question: Question, match: re.Match[str]) -> list[Fact]:
    index = group(match, "f")
    wanted = question.variables(group_all(match, "by"))
    if index is None:
        raise NotAskedError
    name = question.defined.get(int(index))
    function = question.scope.functions.get(name or "")
    if function is not None:
        components, variables = (
            function.body,
            tuple(sympy.Symbol(item, real=True) for item in function.parameters),
        )
    else:
        components = question.value(index)
        variables = ()
    if isinstance(components, sympy.MatrixBase) and 1 not in components.shape:
        raise NotAskedError
    if not isinstance(components, sympy.MatrixBase | sympy.Tuple):
        raise NotAskedError
    parts = list(components)
    if not variables:
        variables = tuple(calculus_names(parts))
    variables = wanted or variables
    return [calculus.jacobian(parts, variables, point_for(question, match, variables))]


def calculus_names(parts: list[Any]) -> list[Any]:
    """All symbols of several components, by name."""
    return sorted(set().union(*(part.free_symbols for part in parts)), key=lambda item: str(item.name))


def _directional(question: Question, match: re.Match[str]) -> list[Fact]:
    direction = question.vector(group(match, "v") or "")

    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, ())
        return calculus.directional_derivative(
            settled, direction, point_for(question, match, settled.variables)
        )

    return each_reading(question, match, solve)


def _integral(question: Question, match: re.Match[str]) -> list[Fact]:
    wanted = question.variables(group_all(match, "by") or group_all(match, "by2"))
    low, high = group(match, "low"), group(match, "high")
    question, wanted = _without_differential(question, match, wanted)

    def solve(target: Target) -> Fact:
        if target.expression.has(sympy.Integral, sympy.Derivative):
            raise NotAskedError
        variable = question.one_variable(target, wanted)
        if low is not None and high is not None:
            ends = [_bound(question, index) for index in (low, high)]
            return integrals.definite_integral(target.expression, variable, ends[0], ends[1])
        return integrals.indefinite_integral(target.expression, variable)

    return each_reading(question, match, solve)


def _without_differential(
    question: Question, match: re.Match[str], wanted: tuple[Any, ...]
) -> tuple[Question, tuple[Any, ...]]:
    """`x^2 dx` after "integral of": the dx names the variable and is no factor."""
    index = group(match, "f")
    if index is None:
        return question, wanted
    found = re.fullmatch(r"(.+?)\s*(?:\\,|\*)?\s*d([a-z])", question.formula(index).text)
    if not found:
        return question, wanted
    try:
        node = parse_math(found[1])
    except UnreadableMath:
        raise NotAskedError from None
    formulas = list(question.sentence.formulas)
    formulas[int(index)] = Formula(found[1], node)
    sentence = replace(question.sentence, formulas=tuple(formulas))
    return replace(question, sentence=sentence), wanted or (symbol(found[2]),)


def _bound(question: Question, index: str) -> Any:
    value = question.value(index)
    if is_scalar(value):
        return value
    raise NotAskedError


def _limit(question: Question, match: re.Match[str]) -> list[Fact]:
    (variable,) = question.variables(group_all(match, "v"))
    place = match["p"]
    point = {"infinity": sympy.oo, "zero": sympy.Integer(0)}.get(place)
    if point is None:
        point = question.value(group(match, "p") or "")
    side = match["side"] or ""
    sign = "-" if "left" in side or "below" in side else "+" if side else "+-"
    return each_reading(
        question, match, lambda target: integrals.limit(target.expression, variable, point, sign)
    )


_COUNTS = {
    "first": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
}


def _taylor(question: Question, match: re.Match[str]) -> list[Fact]:
    rest = match["rest"]
    order = _COUNTS.get(match.groupdict().get("word") or "")
    if order is None and group(match, "n"):
        order = _whole(question, group(match, "n") or "")
    if order is None:
        found = re.search(r"(?:order|degree|terms? of order|up to)\s+(?:order\s+|degree\s+)?§(\d+)§", rest)
        worded = re.search(r"\b(first|second|third|fourth|fifth)[- ](?:order|degree)", question.words)
        order = _whole(question, found[1]) if found else _COUNTS[worded[1]] if worded else 3
    centre = re.search(
        r"\b(?:at|around|about|near|centred at|centered at|in)\s+(?:the\s+)?(?:point\s+)?§(\d+)§", rest
    )

    def solve(target: Target) -> Fact:
        variable = question.one_variable(target)
        point = question.point([centre[1]], (variable,))[variable] if centre else sympy.Integer(0)
        return integrals.taylor(target, variable, point, order)

    return each_reading(question, match, solve)


def _whole(question: Question, index: str) -> int:
    value = question.number(index)
    if not value.is_Integer:
        raise NotAskedError
    return int(value)


_HANDLERS: dict[str, Callable[[Question, re.Match[str]], list[Fact]]] = {
    "hessian": _hessian,
    "jacobian": _jacobian,
    "directional": _directional,
    "critical": asked_optimisation.critical,
    "taylor": _taylor,
    "partial": _partial,
    "gradient": _gradient,
    "derivative": _derivative,
    "integral": _integral,
    "limit": _limit,
}
