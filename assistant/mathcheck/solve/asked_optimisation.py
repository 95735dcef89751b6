"""What a question asks of optimisation: critical points, a step of gradient descent, a step of Newton's method."""

from __future__ import annotations

import re
from typing import Any

import sympy

from assistant.mathcheck.reading.syntax import Apply, Chain, Name
from assistant.mathcheck.solve import optimisation
from assistant.mathcheck.solve.calculus import Target
from assistant.mathcheck.solve.matched import MANY, each_reading
from assistant.mathcheck.solve.question import NotAskedError, Question
from assistant.mathcheck.types import Fact


def critical(question: Question, match: re.Match[str]) -> list[Fact]:
    """Critical points of the function asked about; a constraint makes it another question."""
    if _constrained(question):
        raise NotAskedError

    def solve(target: Target) -> Fact:
        if target.expression.is_Symbol:
            raise NotAskedError
        if len(target.variables) > 1:
            return optimisation.critical_points(question.several_variables(target, ()))
        variable = question.one_variable(target)
        return optimisation.critical_points(Target(target.expression, (variable,), target.name))

    return each_reading(question, match, solve)


def _constrained(question: Question) -> bool:
    """Whether something narrows the domain: words for it, an inequality, or an equation that defines nothing."""
    if re.search(
        r"\b(?:such that|subject to|satisf\w+|constrain\w*|complex|nonnegative|non-negative|positive|integers?)\b",
        question.words,
    ):
        return True
    for index, formula in enumerate(question.sentence.formulas):
        if isinstance(formula.node, Chain) and index not in question.defined:
            left = formula.node.operands[0]
            if formula.node.operators != ("=",) or not isinstance(left, Name | Apply):
                return True
    return False


def descent(question: Question, match: re.Match[str]) -> list[Fact]:
    """One step of gradient descent; the learning rate and the start must both be given."""
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
        rf"\b(?:from|at|starting at|starting from|start at|with|start)\s+(?:the\s+)?(?:point\s+)?(?P<at>{MANY})",
        rest,
    )

    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, ())
        place = _start(question, start, settled.variables)
        return optimisation.descent_step(settled, place, size)

    return each_reading(question, match, solve)


def _named(question: Question, index: str) -> Any:
    return next((name for name in question.points if name.name == question.defined.get(int(index), "")), None)


def _start(question: Question, start: re.Match[str] | None, variables: tuple[Any, ...]) -> dict[Any, Any]:
    """Where an iteration starts: a point in the question, also written `x_0 = 3`."""
    if start:
        for indices in (re.findall(r"§(\d+)§", start["at"]), re.findall(r"§(\d+)§", start["at"])[:1]):
            try:
                place = question.point(indices, variables)
            except NotAskedError:
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


def newton(question: Question, match: re.Match[str]) -> list[Fact]:
    """One Newton step towards a root; a step towards a minimum is another question and stays unanswered."""
    if re.search(r"\b(?:minimum|maximum|minimi|maximi|optimi|hessian)", question.words):
        raise NotAskedError
    start = re.search(
        rf"\b(?:from|at|starting at|starting from|start at|with|start)\s+(?:the\s+)?(?:point\s+)?(?P<at>{MANY})",
        match["rest"],
    )

    def solve(target: Target) -> Fact:
        variable = question.one_variable(target)
        return optimisation.newton_root_step(target, variable, _start(question, start, (variable,))[variable])

    return each_reading(question, match, solve)
