r"""Sums with dots, `1 + 2 + \dots + n`, where the terms written show the pattern: arithmetic in place, or geometric.

The terms must differ in numbers only, each number by the same step from term to term, and the last term must fit;
or be numbers with one ratio. Anything else is refused: a pattern is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

import sympy

from assistant.errors import UnreadableMath
from assistant.mathcheck import bounds
from assistant.mathcheck.reading.syntax import Apply, Binary, Dots, Name, Node, Number, Power, Unary, walk
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Value

_COUNTER = "count of dots"
_UNCLEAR = "The formula leaves something out (“…”), and the pattern is not clear."
Build = Callable[[Node], Value]


def sum_with_dots(node: Dots, build: Build, variable: sympy.Symbol) -> Value:
    """The value of `first + … + last`; `build` turns a node into a value, `variable` stands for the counter."""
    if len(node.terms) < 2:
        raise UnreadableMath(_UNCLEAR, offset=node.start)
    if not any(isinstance(part, Apply) for term in node.terms for part in walk(term)):
        node = replace(node, last=_product(node.last))
    node = replace(node, terms=tuple(map(_alike, node.terms)), last=_alike(node.last))
    places = _varying(node.terms)
    if places is not None and places:
        value = _arithmetic(node, places, build, variable)
        if value is not None:
            return value
    return _geometric(node, build)


def _product(node: Node) -> Node:
    """`n(n+1)` as a product: the terms before show that no function is called."""
    if isinstance(node, Apply) and len(node.arguments) == 1:
        return Binary("juxt", _product(node.function), _product(node.arguments[0]))
    return _rebuilt(node, _product)


def _alike(node: Node) -> Node:
    """All signs of multiplication written the same."""
    node = _rebuilt(node, _alike)
    if isinstance(node, Binary) and node.operator in ("dot", "cross", "*"):
        return replace(node, operator="juxt")
    return node


def _rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    if isinstance(node, Binary):
        return replace(node, left=change(node.left), right=change(node.right))
    if isinstance(node, Power):
        return replace(node, base=change(node.base), exponent=change(node.exponent))
    return replace(node, operand=change(node.operand)) if isinstance(node, Unary) else node


def _varying(terms: tuple[Node, ...]) -> list[tuple[int, ...]] | None:
    """Where the terms differ, as paths to numbers; None when they differ in anything else."""
    first = terms[0]
    places: list[tuple[int, ...]] = []
    for path, part in _leaves(first):
        others = [_at(term, path) for term in terms[1:]]
        if all(other == part for other in others):
            continue
        if not isinstance(part, Number) or not all(isinstance(other, Number) for other in others):
            return None
        places.append(path)
    shapes = {_shape(term) for term in terms}
    return places if len(shapes) == 1 else None


def _leaves(node: Node, path: tuple[int, ...] = ()) -> list[tuple[tuple[int, ...], Node]]:
    below = _parts(node)
    if not below:
        return [(path, node)]
    return [leaf for place, part in enumerate(below) for leaf in _leaves(part, (*path, place))]


def _parts(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Binary):
        return (node.left, node.right)
    if isinstance(node, Power):
        return (node.base, node.exponent)
    return (node.operand,) if isinstance(node, Unary) else ()


def _shape(node: Node) -> str:
    below = ",".join(_shape(part) for part in _parts(node))
    return f"{type(node).__name__}{getattr(node, 'operator', '')}({below})"


def _at(node: Node, path: tuple[int, ...]) -> Node | None:
    for place in path:
        below = _parts(node)
        if place >= len(below):
            return None
        node = below[place]
    return node


def _put(node: Node, path: tuple[int, ...], part: Node) -> Node:
    if not path:
        return part
    names = [item.name for item in fields(node) if isinstance(getattr(node, item.name), Node)]
    name = names[path[0]]
    changed: dict[str, Any] = {name: _put(getattr(node, name), path[1:], part)}
    return replace(node, **changed)


def _arithmetic(
    node: Dots, places: list[tuple[int, ...]], build: Build, variable: sympy.Symbol
) -> Value | None:
    count: Value | None = None
    steps: list[tuple[Value, Value]] = []
    for path in places:
        numbers = [build(_at(term, path) or term) for term in node.terms]
        step = numbers[1] - numbers[0]
        if any(after - before != step for before, after in pairwise(numbers)):
            return None
        ending = _at(node.last, path)
        if ending is None:
            return None
        last = build(ending)
        if not is_scalar(last):
            return None
        here = sympy.expand((last - numbers[0]) / step + 1)
        if count is not None and sympy.expand(here - count) != 0:
            return None
        count = here
        steps.append((numbers[0], step))
    if count is None or not _same_elsewhere(node, places):
        return None
    if len(node.terms) < 3 and len(places) == 1 and not places[0] and steps[0][1] != 1:
        geometric = build(node.terms[1]) / build(node.terms[0])
        last = build(node.last)
        if geometric not in (0, 1) and _exponent(last / build(node.terms[0]), geometric) is not None:
            return None  # 2 + 4 + … + 32 may go on either way
    body = node.terms[0]
    at: dict[str, Value] = {}
    for place, (path, (start, step)) in enumerate(zip(places, steps, strict=True)):
        name = f"{_COUNTER} {place}"
        body = _put(body, path, Name(name))
        at[name] = start + step * (variable - 1)
    return _added(body, at, count, build, variable)


def _same_elsewhere(node: Dots, places: list[tuple[int, ...]]) -> bool:
    """Whether the last term is like the others apart from the numbers that run."""
    last = node.last
    for path in places:
        part = _at(node.terms[0], path)
        if part is None:
            return False
        last = _put(last, path, part)
    return last == node.terms[0]


def _added(body: Node, at: dict[str, Value], count: Value, build: Build, variable: sympy.Symbol) -> Value:
    term = build(body)
    table = {sympy.Symbol(name, real=True): value for name, value in at.items()}
    term = term.xreplace(table)
    if isinstance(count, sympy.Integer):
        if count < 2:
            raise UnreadableMath(_UNCLEAR, offset=body.start)
        bounds.check_terms(int(count), body.start)
        return sympy.Add(*(term.xreplace({variable: sympy.Integer(k)}) for k in range(1, int(count) + 1)))
    if count.is_number:
        raise UnreadableMath(_UNCLEAR, offset=body.start)
    return sympy.Sum(term, (variable, 1, count))


def _geometric(node: Dots, build: Build) -> Value:
    values = [build(term) for term in node.terms]
    last = build(node.last)
    if not all(is_scalar(value) and value != 0 for value in (*values, last)):
        raise UnreadableMath(_UNCLEAR, offset=node.start)
    ratio = sympy.cancel(values[1] / values[0])
    steady = all(sympy.cancel(after / before - ratio) == 0 for before, after in pairwise(values))
    exponent = _exponent(last / values[0], ratio) if steady and ratio not in (0, 1, -1) else None
    if exponent is None or (len(values) < 3 and not any(isinstance(part, Power) for part in walk(node))):
        raise UnreadableMath(_UNCLEAR, offset=node.start)
    return values[0] * (ratio ** (exponent + 1) - 1) / (ratio - 1)


def _exponent(value: Value, ratio: Value) -> Value | None:
    """`k` with `ratio^k = value`, when it can be read off."""
    if value.is_number and ratio.is_number:
        found = sympy.log(abs(value)) / sympy.log(abs(ratio)) if abs(ratio) != 1 else None
        whole = None if found is None else sympy.Integer(round(float(found)))
        return whole if whole is not None and 0 < whole <= bounds.TERMS and ratio**whole == value else None
    value = sympy.powsimp(value)
    base, exponent = value.as_base_exp()
    return exponent if base == ratio and not exponent.is_number else None
