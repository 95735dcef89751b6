"""What a question asks of optimisation: critical points, Lagrange, steps of gradient descent and of Newton's method."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from assistant.mathcheck.reading.syntax import Apply, Chain, Name
from assistant.mathcheck.solve import iterations, lagrange, optimisation
from assistant.mathcheck.solve.calculus import Target
from assistant.mathcheck.solve.derivatives import CANNOT_BE_DONE
from assistant.mathcheck.solve.matched import MANY, each_reading, stated
from assistant.mathcheck.solve.question import FILL, ONE, NotAskedError, Question
from assistant.mathcheck.types import Fact
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Relation

_COUNTS = {
    "one": 1,
    "a": 1,
    "single": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "first": 1,
    "second": 2,
    "third": 3,
}
_STEPS = r"(?:steps?|iterations?|updates?|iterates?)"
_CONSTRAINT = (
    rf"(?:subject to|such that|under the constraint(?: that)?|with the constraint(?: that)?|given the constraint(?: that)?|"
    rf"given that|given|with|where|namely|on|constrained (?:to|by)|on the (?:unit )?(?:circle|line|ellipse|curve|sphere)|if)\s*"
    rf"(?:constraint\s*|that\s*|line\s*|circle\s*|:\s*|,\s*)*(?P<g>{ONE})"
)
_EXTREME = rf"\b(?P<how>maximi[sz]e|minimi[sz]e|(?:find the |the )?(?:maximum|minimum|extrema|extreme values?|max|min)(?: value)?(?: and (?:maximum|minimum|min|max))?(?: values?)?\s+of)\s+{FILL}(?P<f>{ONE})\s*,?\s*{_CONSTRAINT}"

_ON_A_CURVE = (
    rf"\bpoints?\s+on\s+(?:the\s+)?(?:line|circle|curve|ellipse|plane|parabola|hyperbola)\s+{FILL}(?P<g>{ONE})\s+"
    rf"(?:that|which|where|with)\s+(?P<how>maximi[sz]es?|minimi[sz]es?)\s+{FILL}(?P<f>{ONE})"
)

_NEAREST = (
    rf"\b(?:closest|nearest)\s+(?:point\s+)?to\s+the\s+origin\s+(?:on|of)\s+{FILL}(?P<g>{ONE})|\bpoint\s+(?:on|of)\s+{FILL}(?P<g2>{ONE})\s+"
    rf"(?:that is\s+|which is\s+)?(?:closest|nearest)\s+to\s+the\s+origin"
)


def asked(question: Question) -> Iterator[Fact]:
    """The facts about constrained extreme values and about steps of an iteration."""
    for read in (_lagrange, _descent, _newton):
        try:
            found = read(question)
        except CANNOT_BE_DONE:
            continue
        if found:
            yield from found
            return


# -- extreme values ----------------------------------------------------------------------------------------


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
        r"\b(?:such that|subject to|satisf\w+|constrain\w*|complex|nonnegative|non-negative|positive|integers?|lagrang\w+|descent|newton\S*|momentum|learning rate)\b",
        question.words,
    ):
        return True
    for index, formula in enumerate(question.sentence.formulas):
        if isinstance(formula.node, Chain) and index not in question.defined:
            left = formula.node.operands[0]
            if formula.node.operators != ("=",) or not isinstance(left, Name | Apply):
                return True
    return False


def _lagrange(question: Question) -> list[Fact]:
    words = question.words
    nearest = re.search(_NEAREST, words)
    if nearest is not None and len(question.sentence.formulas) == 1:
        return _nearest(question, (nearest["g"] or nearest["g2"]).strip("§"))
    match = re.search(_EXTREME, words) or re.search(_ON_A_CURVE, words)
    if match is None or not question.rest_is_words(match.end()):
        return []
    if (
        re.search(r"\b(?:positive|nonnegative|non-negative|integers?|constraints)\b|≥|≤", words)
        or len(question.sentence.formulas) > 3
    ):
        return []
    if re.match(r"\s*(?:,|and|,\s*and)\s*§", words[match.end() :]):
        return []
    relation = question.relation(match["g"].strip("§"))
    if not isinstance(relation, Relation) or relation.operator != "=":
        return []
    if not (is_scalar(relation.left) and is_scalar(relation.right)):
        return []
    (target,) = question.targets(match["f"].strip("§"))
    names = tuple(
        sorted(
            target.expression.free_symbols | relation.left.free_symbols | relation.right.free_symbols, key=str
        )
    )
    if target.name is not None and set(target.variables) >= set(names):
        names = target.variables
    how = match["how"]
    wants = {kind for kind, sign in (("maximum", "max"), ("minimum", "min")) if sign in how}
    settled = Target(target.expression, names, target.name)
    return [lagrange.lagrange(settled, relation.left, relation.right, wants.pop() if len(wants) == 1 else "")]


def _nearest(question: Question, index: str) -> list[Fact]:
    """The point of a line or curve nearest to the origin: the least x² + y² on it."""
    relation = question.relation(index)
    if not isinstance(relation, Relation) or relation.operator != "=":
        return []
    if not (is_scalar(relation.left) and is_scalar(relation.right)):
        return []
    names = tuple(sorted(relation.left.free_symbols | relation.right.free_symbols, key=str))
    target = Target(sum((name**2 for name in names), sympy.Integer(0)), names, None)
    return [lagrange.lagrange(target, relation.left, relation.right, "minimum")]


# -- iterations --------------------------------------------------------------------------------------------


def _count(question: Question) -> int:
    """How many steps are asked for; one when the question says nothing of it."""
    words = question.words
    found = re.search(rf"§(\d+)§\s+(?:\w+\s+){{0,3}}?{_STEPS}", words)
    if found:
        try:
            value = question.number(found[1])
        except NotAskedError:
            value = None
        if value is not None and value.is_Integer:
            return int(value)
    spoken = re.search(
        rf"\b(one|a|single|two|three|four|five|first|second|third)\s+(?:\w+\s+){{0,3}}?{_STEPS}", words
    )
    if spoken:
        first = re.search(rf"\bfirst (two|three|four|five)\b(?:\s+\w+)?\s+{_STEPS}", words)
        return _COUNTS[first[1] if first else spoken[1]]
    wanted = [
        int(n)
        for formula in question.sentence.formulas
        for n in re.findall(r"^[a-z]_?\{?([1-9])\}?$", formula.text)
    ]
    if wanted:
        return max(wanted)
    if re.search(
        rf"\b(?:{_STEPS[3:-1].replace('?', '')})s\b|\bconverge|\bhow many\b|\buntil\b", words
    ) and not re.search(r"\bone\b", words):
        raise NotAskedError
    return 1


def _operand(question: Question, method: str) -> tuple[Target, ...]:
    """The function of an iteration: after "on", "of" or "minimise", the one defined, or the one formula with letters."""
    for match in re.finditer(
        rf"\b(?:on|for|of|to|minimi[sz]ing|minimi[sz]e|function|loss|cost|objective|root of|solve|find)\s+{FILL}(?P<f>{ONE})",
        question.words,
    ):
        try:
            found = _function(question, match["f"].strip("§"), method)
        except CANNOT_BE_DONE:
            continue
        if all(target.variables and not target.expression.is_Symbol for target in found):
            return found
    try:
        return question.targets(None)
    except NotAskedError:
        pass
    found_one = []
    for index in range(len(question.sentence.formulas)):
        try:
            targets = question.targets(index)
        except CANNOT_BE_DONE:
            continue
        if all(t.variables and not t.expression.is_Symbol and not t.expression.is_number for t in targets):
            found_one.append(targets)
    if len(found_one) != 1:
        raise NotAskedError
    return found_one[0]


def _function(question: Question, index: str, method: str) -> tuple[Target, ...]:
    """The function a formula gives; for a root of Newton's method also the two sides of an equation."""
    node = question.formula(index).node
    if method == "newton" and isinstance(node, Chain) and int(index) not in question.defined:
        relation = question.relation(index)
        if (
            isinstance(relation, Relation)
            and relation.operator == "="
            and not isinstance(node.operands[0], Name | Apply)
        ):
            value = relation.left - relation.right
            return (Target(value, tuple(sorted(value.free_symbols, key=str)), None),)
    return question.targets(index)


def _descent(question: Question) -> list[Fact]:
    words = question.words
    if not re.search(
        r"\bgradient[- ]descent\b|\bgradient (?:step|update)s?\b|\bsteepest descent\b|\bheavy[- ]ball\b|\bmomentum\b",
        words,
    ):
        return []
    if re.search(
        r"\b(?:nesterov|adam|rmsprop|adagrad|line search|stochastic|batch|ascent|converge\w*|projected|decay\w*|optimal|largest|regulari[sz]\w+)\b",
        words,
    ):
        return []
    rate = _given(
        question,
        r"learning[- ]rate|step[- ]?size|step[- ]length|lr|stepsize|rate|step",
        ("eta", "alpha", "gamma", "lr", "epsilon", "mu"),
    )
    momentum = None
    if "momentum" in words or "heavy" in words:
        momentum = _given(
            question,
            r"momentum(?: coefficient| parameter| factor| term)?",
            ("beta", "mu", "rho"),
            besides=rate,
        )
    count = _count(question)
    found = _operand(question, "descent")

    def solve(target: Target) -> Fact:
        settled = question.several_variables(target, ())
        place = _start(question, settled.variables)
        if momentum is None and count == 1:
            return optimisation.descent_step(settled, place, rate)
        return iterations.descent(settled, place, rate, count, momentum)

    return stated([solve(target) for target in found], found)


def _given(question: Question, called: str, letters: tuple[str, ...], besides: Any = None) -> Any:
    """A number given by its name or by its letter.

    Raises:
        NotAskedError: It is not given.
    """
    named = re.search(rf"\b(?:{called})\s*(?:of|is|=|:|to|at)?\s*(?:§\d+§\s*=\s*)?§(\d+)§", question.words)
    if named:
        index = named[1]
        defined = next((n for n in question.points if n.name == question.defined.get(int(index), "")), None)
        return question.points[defined] if defined is not None else question.number(index)
    for name, value in question.points.items():
        if name.name in letters and (besides is None or value != besides):
            return value
    raise NotAskedError


def _start(question: Question, variables: tuple[Any, ...]) -> dict[Any, Any]:
    """Where an iteration starts: a point in the question, also written `x_0 = 3`.

    Raises:
        NotAskedError: It is not said.
    """
    for start in re.finditer(
        rf"\b(?:from|at|starting|start(?:ing)? (?:at|from|with|point|value)|with|initial (?:point|guess|value)|guess|initiali[sz]ed (?:at|to)|begin(?:ning)? (?:at|with))\s+"
        rf"(?:the\s+)?(?:initial\s+|starting\s+)?(?:point\s+|guess\s+|value\s+)?(?:of\s+|at\s+|is\s+|=\s*)?(?P<at>{MANY})",
        question.words,
    ):
        for indices in (re.findall(r"§(\d+)§", start["at"]), re.findall(r"§(\d+)§", start["at"])[:1]):
            try:
                place = question.point(indices, variables)
            except CANNOT_BE_DONE:
                continue
            if set(place) == set(variables) and not any(value.free_symbols for value in place.values()):
                return place
    place = {name: value for name, value in question.points.items() if name in variables}
    for variable in variables:
        first = next((name for name in question.points if name.name == f"{variable.name}_0"), None)
        if first is not None:
            place[variable] = question.points[first]
    if set(place) != set(variables):
        place = _joint_start(question, variables)
    return place


def _joint_start(question: Question, variables: tuple[Any, ...]) -> dict[Any, Any]:
    """`(x_0, y_0) = (1, 2)` or `x_0 = (1, 2)`."""
    for name, value in question.scope.values.items():
        if (
            name.endswith("_0")
            and isinstance(value, sympy.Tuple | sympy.MatrixBase)
            and len(value) == len(variables)
        ):
            return dict(zip(variables, value, strict=True))
    for formula in question.sentence.formulas:
        node = formula.node
        if isinstance(node, Chain) and node.operators == ("=",):
            left = getattr(node.operands[0], "items", ())
            if left and all(isinstance(item, Name) for item in left):
                try:
                    return question.point_of(node.operands[1], variables)
                except CANNOT_BE_DONE:
                    continue
    raise NotAskedError


def _newton(question: Question) -> list[Fact]:
    words = question.words
    if not re.search(r"\bnewton\b|\bnewton'?s\b|\bnewton-raphson\b", words):
        return []
    if re.search(r"\b(?:quasi|gauss|damped|law|modified|secant|converge\w*|system)\b", words):
        return []
    count = _count(question)
    found = _operand(question, "newton")
    minimum = (
        re.search(r"\b(?:minimum|maximum|minimi|maximi|optimi|stationary|critical|hessian)", words)
        is not None
    )

    def solve(target: Target) -> Fact:
        if len(target.variables) > 1:
            settled = question.several_variables(target, ())
            return iterations.newton_minimum(settled, _start(question, settled.variables), count)
        variable = question.one_variable(target)
        start = _start(question, (variable,))
        if minimum:
            return iterations.newton_minimum(
                Target(target.expression, (variable,), target.name), start, count
            )
        if count == 1:
            return optimisation.newton_root_step(target, variable, start[variable])
        return iterations.newton_root(target, variable, start[variable], count)

    return stated([solve(target) for target in found], found)
