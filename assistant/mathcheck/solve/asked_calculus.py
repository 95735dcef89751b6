"""What a question asks of calculus: derivatives, gradients, integrals, limits, Taylor polynomials, optimisation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import sympy

from assistant.mathcheck.latex import to_latex
from assistant.mathcheck.operators import is_scalar
from assistant.mathcheck.solve import calculus, integrals, optimisation
from assistant.mathcheck.solve.calculus import Target
from assistant.mathcheck.solve.derivatives import CANNOT_BE_DONE
from assistant.mathcheck.solve.question import FILL, ONE, NotAskedError, Question
from assistant.mathcheck.types import Fact

_MANY = r"§\d+§(?:\s*(?:,|and|, and)\s*§\d+§)*"
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
        "descent",
        rf"\bgradient descent\b[^§]*?(?:on|for|of|to|minimi[sz]ing|minimi[sz]e)\s+{FILL}(?P<f>{ONE})(?P<rest>.*)",
    ),
    (
        "newton",
        rf"\bnewton(?:'s method|'s|-raphson)?\b[^§]*?(?:on|for|of|to|root of)\s+{FILL}(?P<f>{ONE})(?P<rest>.*)",
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
    ("gradient", rf"\b(?:gradient|grad|nabla)(?:\s+vector)?\s+{_OPERAND}{_WRT}{_AT}"),
    (
        "derivative",
        rf"\b(?:(?P<order>first|second|third|fourth|2nd|3rd|4th)\s+)?(?:derivative|differential quotient|slope)\s+"
        rf"{_OPERAND}{_WRT}{_AT}",
    ),
    ("derivative", rf"\b(?:differentiate|derive)\s+{FILL}(?P<f>{ONE})(?P<twice>\s+twice)?{_WRT}{_AT}"),
    (
        "integral",
        rf"\b(?:(?:in)?definite integral|integral|antiderivative|anti-derivative|primitive)\s+{_OPERAND}{_WRT}"
        rf"(?:\s*,?\s*(?:from|between)\s+(?P<low>{ONE})\s+(?:to|and)\s+(?P<high>{ONE}))?{_WRT.replace('<by>', '<by2>')}",
    ),
    (
        "integral",
        rf"\bintegrate\s+{FILL}(?P<f>{ONE}){_WRT}"
        rf"(?:\s*,?\s*(?:from|between)\s+(?P<low>{ONE})\s+(?:to|and)\s+(?P<high>{ONE}))?{_WRT.replace('<by>', '<by2>')}",
    ),
    (
        "limit",
        rf"\blimit\s+{_OPERAND}\s*,?\s*(?:as|when|for)\s+(?P<v>{ONE})\s*(?:→|approaches|goes to|tends to|to|->)\s*"
        rf"(?P<p>{ONE}|infinity|zero)(?P<side>\s+from (?:the )?(?:left|right|above|below))?",
    ),
    # Defined earlier in the question, asked for without an operand: "Let f(x, y) = … . Find the gradient at (1, 2)."
    ("gradient", rf"\b(?:gradient|grad)\b(?!\s+(?:descent|of|for)){_AT}(?P<f>)"),
    ("hessian", rf"\bhessian(?:\s+matrix)?\b(?!\s+(?:of|for)){_AT}(?P<f>)"),
    ("partial", rf"\bpartial derivatives\b(?!\s+(?:of|for)){_WRT}{_AT}(?P<f>)"),
    ("derivative", rf"\b(?:(?P<order>first|second|third) )?derivative\b(?!\s+(?:of|for|rule)){_AT}(?P<f>)"),
    ("critical", r"\b(?:critical|stationary) points\b(?!\s+(?:of|for))(?P<f>)"),
)
_SHADOWED = {
    "directional": ("derivative", "gradient"),
    "partial": ("derivative",),
    "hessian": (),
    "descent": ("gradient",),
    "newton": (),
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


def _group(match: re.Match[str], name: str) -> str | None:
    """The number of the formula that a named group holds."""
    found = match.groupdict().get(name)
    number = re.search(r"§(\d+)§", found) if found else None
    return number[1] if number else None


def _all(match: re.Match[str], name: str) -> list[str]:
    found = match.groupdict().get(name)
    return re.findall(r"§(\d+)§", found) if found else []


def _targets(question: Question, match: re.Match[str]) -> tuple[Target, ...]:
    return question.targets(_group(match, "f"))


def _stated(facts: list[Fact], targets: tuple[Target, ...]) -> list[Fact]:
    """Say which reading is meant where a formula has two."""
    if len(facts) < 2:
        return facts
    stated = []
    for fact, target in zip(facts, targets, strict=True):
        reading = to_latex(target.expression)
        stated.append(Fact(fact.kind, f"Read as ${reading}$: {fact.statement}", fact.latex, fact.steps))
    return stated


def _each(question: Question, match: re.Match[str], solve: Callable[[Target], Fact]) -> list[Fact]:
    targets = _targets(question, match)
    return _stated([solve(target) for target in targets], targets)


def _point_for(question: Question, match: re.Match[str], variables: tuple[Any, ...]) -> dict[Any, Any] | None:
    indices = _all(match, "at") or _all(match, "at2")
    if indices:
        return question.point(indices, variables)
    given = {name: value for name, value in question.points.items() if name in variables}
    return given if given and set(given) == set(variables) else None


def _derivative(question: Question, match: re.Match[str]) -> list[Fact]:
    wanted = question.variables(_all(match, "by"))
    order = _ORDERS.get(match.groupdict().get("order") or "", 1)
    if match.groupdict().get("twice"):
        order = 2

    def solve(target: Target) -> Fact:
        variable = question.one_variable(target, wanted)
        point = _point_for(question, match, (variable,))
        if len(target.variables) > 1 and target.name is not None:
            return calculus.partial_derivatives(target, [variable], point=point, order=order)
        return calculus.derivative(target, variable, order=order, point=point)

    return _each(question, match, solve)


def _partial(question: Question, match: re.Match[str]) -> list[Fact]:
    wanted = question.variables(_all(match, "by"))
    order = match.groupdict().get("order")

    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, ()) if not wanted else target
        variables = wanted or settled.variables
        names = tuple(dict.fromkeys((*settled.variables, *variables)))
        settled = Target(
            settled.expression, names if settled.name is None else settled.variables, settled.name
        )
        point = _point_for(question, match, settled.variables)
        if order == "mixed" and len(variables) == 2:
            return calculus.partial_derivatives(settled, list(variables), point=point, order=0)
        if order == "second" and len(variables) == 1:
            return calculus.partial_derivatives(settled, list(variables), point=point, order=2)
        if order in ("second", "third", "mixed"):
            raise NotAskedError
        return calculus.partial_derivatives(settled, list(variables), point=point)

    return _each(question, match, solve)


def _gradient(question: Question, match: re.Match[str]) -> list[Fact]:
    wanted = question.variables(_all(match, "by"))

    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, wanted)
        point = _point_for(question, match, settled.variables)
        if len(settled.variables) == 1:
            return calculus.derivative(settled, settled.variables[0], point=point)
        return calculus.gradient(settled, point)

    return _each(question, match, solve)


def _hessian(question: Question, match: re.Match[str]) -> list[Fact]:
    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, ())
        return calculus.hessian(settled, _point_for(question, match, settled.variables))

    return _each(question, match, solve)


def _jacobian(question: Question, match: re.Match[str]) -> list[Fact]:
    index = _group(match, "f")
    wanted = question.variables(_all(match, "by"))
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
    return [calculus.jacobian(parts, variables, _point_for(question, match, variables))]


def calculus_names(parts: list[Any]) -> list[Any]:
    """All symbols of several components, by name."""
    return sorted(set().union(*(part.free_symbols for part in parts)), key=lambda item: str(item.name))


def _directional(question: Question, match: re.Match[str]) -> list[Fact]:
    direction = question.vector(_group(match, "v") or "")

    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, ())
        return calculus.directional_derivative(
            settled, direction, _point_for(question, match, settled.variables)
        )

    return _each(question, match, solve)


def _integral(question: Question, match: re.Match[str]) -> list[Fact]:
    wanted = question.variables(_all(match, "by") or _all(match, "by2"))
    low, high = _group(match, "low"), _group(match, "high")

    def solve(target: Target) -> Fact:
        variable = question.one_variable(target, wanted)
        if low is not None and high is not None:
            ends = [_bound(question, index) for index in (low, high)]
            return integrals.definite_integral(target.expression, variable, ends[0], ends[1])
        return integrals.indefinite_integral(target.expression, variable)

    return _each(question, match, solve)


def _bound(question: Question, index: str) -> Any:
    value = question.value(index)
    if is_scalar(value):
        return value
    raise NotAskedError


def _limit(question: Question, match: re.Match[str]) -> list[Fact]:
    (variable,) = question.variables(_all(match, "v"))
    place = match["p"]
    point = {"infinity": sympy.oo, "zero": sympy.Integer(0)}.get(place)
    if point is None:
        point = question.value(_group(match, "p") or "")
    side = match["side"] or ""
    sign = "-" if "left" in side or "below" in side else "+" if side else "+-"
    return _each(question, match, lambda target: integrals.limit(target.expression, variable, point, sign))


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
    if order is None and _group(match, "n"):
        order = _whole(question, _group(match, "n") or "")
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

    return _each(question, match, solve)


def _whole(question: Question, index: str) -> int:
    value = question.number(index)
    if not value.is_Integer:
        raise NotAskedError
    return int(value)


def _critical(question: Question, match: re.Match[str]) -> list[Fact]:
    def solve(target: Target) -> Fact:
        if len(target.variables) > 1:
            return optimisation.critical_points(question.several_variables(target, ()))
        variable = question.one_variable(target)
        return optimisation.critical_points(Target(target.expression, (variable,), target.name))

    return _each(question, match, solve)


def _descent(question: Question, match: re.Match[str]) -> list[Fact]:
    rest = match["rest"]
    rate = re.search(r"(?:learning rate|step size|step length|rate|step)\s*(?:of|is|=|:)?\s*§(\d+)§", rest)
    named = next(
        (name for name in question.points if name.name in ("eta", "alpha", "gamma", "lr", "epsilon")), None
    )
    if rate:
        size = question.points.get(_named(question, rate[1]))
        if size is None:
            size = question.number(rate[1])
    elif named is not None:
        size = question.points[named]
    else:
        raise NotAskedError
    start = re.search(
        rf"\b(?:from|at|starting at|starting from|start at|with|start)\s+(?:the\s+)?(?:point\s+)?(?P<at>{_MANY})",
        rest,
    )

    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, ())
        place = _start(question, start, settled.variables)
        return optimisation.descent_step(settled, place, size)

    return _each(question, match, solve)


def _named(question: Question, index: str) -> Any:
    return next((name for name in question.points if name.name == question.defined.get(int(index), "")), None)


def _start(question: Question, start: re.Match[str] | None, variables: tuple[Any, ...]) -> dict[Any, Any]:
    """Where an iteration starts: a point in the question, also written `x_0 = 3`."""
    if start:
        for indices in (re.findall(r"§(\d+)§", start["at"]), re.findall(r"§(\d+)§", start["at"])[:1]):
            try:
                place = question.point(indices, variables)
            except CANNOT_BE_DONE:
                continue
            if set(place) == set(variables):
                return place
    place = {name: value for name, value in question.points.items() if name in variables}
    for variable in variables:
        first = sympy.Symbol(f"{variable.name}_0", real=True)
        if first in question.points:
            place[variable] = question.points[first]
    if set(place) != set(variables):
        raise NotAskedError
    return place


def _newton(question: Question, match: re.Match[str]) -> list[Fact]:
    if re.search(r"\b(?:minimum|maximum|minimi|maximi|optimi|hessian)", question.words):
        raise NotAskedError
    start = re.search(
        rf"\b(?:from|at|starting at|starting from|start at|with|start)\s+(?:the\s+)?(?:point\s+)?(?P<at>{_MANY})",
        match["rest"],
    )

    def solve(target: Target) -> Fact:
        variable = question.one_variable(target)
        return optimisation.newton_root_step(target, variable, _start(question, start, (variable,))[variable])

    return _each(question, match, solve)


_HANDLERS: dict[str, Callable[[Question, re.Match[str]], list[Fact]]] = {
    "hessian": _hessian,
    "jacobian": _jacobian,
    "directional": _directional,
    "descent": _descent,
    "newton": _newton,
    "critical": _critical,
    "taylor": _taylor,
    "partial": _partial,
    "gradient": _gradient,
    "derivative": _derivative,
    "integral": _integral,
    "limit": _limit,
}
