"""What the commands of LaTeX mean: fractions, roots, functions, matrices, sums, integrals, limits, derivatives."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import mpmath as mp
import numpy as np

from rederiving.latex import Node, parse
from rederiving.values import Unreadable, array, determinant, divide, multiply, power

if TYPE_CHECKING:
    from rederiving.latex import Parser

_ALPHABETS = frozenset(
    {"mathbf", "mathrm", "boldsymbol", "hat", "bar", "tilde", "overline", "vec", "mathcal"}
)
_OPERATORS: dict[str, Callable[[Any], Any]] = {
    "tr": lambda a: sum(np.diag(a)),
    "trace": lambda a: sum(np.diag(a)),
    "ReLU": lambda x: x if x > 0 else mp.mpf(0),
    "relu": lambda x: x if x > 0 else mp.mpf(0),
    "det": lambda a: determinant(a.tolist()),
}
_MATRICES = frozenset({"pmatrix", "bmatrix", "matrix", "vmatrix"})


def read_command(
    p: Parser, name: str, greek: frozenset[str], functions: dict[str, Callable[[Any], Any]]
) -> Node:
    """The value of a command and of what belongs to it; raises Unreadable for an unknown one."""
    if name in ("frac", "dfrac", "tfrac"):
        return _fraction(p)
    if name == "sqrt":
        return _root(p)
    if name in functions:
        return _function(p, functions[name])
    if name == "log":
        return _logarithm(p)
    if name in ("max", "min"):
        return _extreme(p, max if name == "max" else min)
    if name == "operatorname":
        operator = p.argument_text()
        if operator not in _OPERATORS:
            raise Unreadable(f"the operator {operator}")
        return _function(p, _OPERATORS[operator])
    if name == "begin":
        return _matrix(p)
    if name in ("binom", "dbinom"):
        above, below = p.argument(), p.argument()
        return lambda env: mp.binomial(above(env), below(env))
    if name in ("sum", "prod"):
        return _series(p, name)
    if name == "int":
        return _integral(p)
    if name == "lim":
        return _limit(p)
    constant = {"pi": mp.pi, "infty": mp.inf}.get(name)
    if constant is not None:
        return lambda env: +constant
    if name in greek:
        return p.name(name)
    if name in _ALPHABETS:
        inner = p.argument_text()
        plain = name in ("mathbf", "mathrm", "boldsymbol", "mathcal")
        if not re.fullmatch(r"\\?[a-zA-Z](_\w)?", inner) and not (plain and inner.isalpha()):
            raise Unreadable(f"{name} of {inner}")
        return p.name(inner.lstrip("\\") if plain else f"{name} {inner}")
    raise Unreadable(f"the command {name}")


def _fraction(p: Parser) -> Node:
    start = p.at
    above, below = p.argument_text(), p.argument_text()
    operator = re.fullmatch(r"(?:d|\\partial)(?:\^\{?(\d)\}?)?", above)
    variable = re.fullmatch(r"(?:d|\\partial)([a-z])(?:\^\{?(\d)\}?)?", below)
    if operator and variable:
        order = int(operator[1] or 1)
        if order != int(variable[2] or 1):
            raise Unreadable("a derivative")
        inner, by = p.factor(), variable[1]
        return lambda env: mp.diff(lambda t: inner({**env, by: t}), env[by], order)
    p.at = start
    numerator, denominator = p.argument(), p.argument()
    return lambda env: divide(numerator(env), denominator(env))


def _root(p: Parser) -> Node:
    degree: Node = lambda env: mp.mpf(2)
    if p.peek() == "[":
        degree = p.group("[", "]")
    inner = p.argument()
    return lambda env: mp.root(inner(env), int(degree(env)))


def _function(p: Parser, function: Callable[[Any], Any]) -> Node:
    exponent: Node | None = None
    if p.peek() == "^":
        p.take()
        exponent = p.argument()
    argument = _operand(p)
    if exponent is None:
        return lambda env: function(argument(env))
    return lambda env: power(function(argument(env)), exponent(env))


def _operand(p: Parser) -> Node:
    """What a function without brackets applies to: `ln 2`, `sin 3 x`, `ln x`; a bracket ends it."""
    if p.peek() in ("(", "{"):
        return p.group(p.peek(), ")" if p.peek() == "(" else "}")
    node = p.factor()
    while re.fullmatch(r"\d+|[a-zA-Z]|\\(pi|theta|eta|lambda|sigma|mu|frac)", p.peek()) and p._begins(
        p.peek()
    ):
        following = p.factor()
        node = (lambda a, b: lambda env: multiply(a(env), b(env)))(node, following)
    return node


def _logarithm(p: Parser) -> Node:
    if p.peek() != "_":
        return _function(p, mp.log)
    p.take()
    base = p.argument()
    inner = _operand(p)
    return lambda env: mp.log(inner(env)) / mp.log(base(env))


def _extreme(p: Parser, pick: Callable[..., Any]) -> Node:
    inner = p.group("(", ")")

    def value(env: Any) -> Any:
        values = inner(env)
        if not isinstance(values, np.ndarray):
            raise Unreadable("a maximum of one number")
        return pick(*values[:, 0])

    return value


def _matrix(p: Parser) -> Node:
    kind = p.argument_text()
    if kind not in _MATRICES:
        raise Unreadable(f"the environment {kind}")
    rows: list[list[Node]] = [[]]
    bars, p.bars = p.bars, 0
    while True:
        rows[-1].append(p.expression())
        token = p.take()
        if token == "row":
            rows.append([])
        elif token == "\\end":
            break
        elif token != "&":
            raise Unreadable(f"{token} in a matrix")
    p.bars = bars
    if p.argument_text() != kind:
        raise Unreadable("the end of a matrix")
    if kind == "vmatrix":
        return lambda env: determinant([[entry(env) for entry in row] for row in rows])
    return lambda env: array([[entry(env) for entry in row] for row in rows])


def _series(p: Parser, kind: str) -> Node:
    p.take("_")
    below = re.fullmatch(r"([a-z])=(.+)", p.argument_text())
    if below is None:
        raise Unreadable("the bounds of a sum")
    p.take("^")
    index, first, last = below[1], parse(below[2]), p.argument()
    body = p.term()

    def value(env: Any) -> Any:
        lower, upper = first(env), last(env)
        if upper == mp.inf:
            if kind == "prod":
                raise Unreadable("an endless product")
            return mp.nsum(lambda k: body({**env, index: k}), [int(lower), mp.inf])
        if upper - lower > 20_000:
            raise Unreadable("a long sum")
        found: Any = mp.mpf(kind == "prod")
        for k in range(int(lower), int(upper) + 1):
            item = body({**env, index: mp.mpf(k)})
            found = found * item if kind == "prod" else found + item
        return found

    return value


def _integral(p: Parser) -> Node:
    bounds: dict[str, Node] = {}
    while p.peek() in ("_", "^"):
        which = p.take()
        bounds[which] = p.argument()
    if len(bounds) != 2:
        raise Unreadable("an integral without bounds")
    bars, p.bars = p.bars, 0
    p.differentials += 1
    body = p.expression()
    p.differentials -= 1
    p.bars = bars
    p.take("d")
    variable = p.take().lstrip("\\")

    def value(env: Any) -> Any:
        lower, upper = bounds["_"](env), bounds["^"](env)
        points = [lower, upper]
        if not mp.isinf(lower) and not mp.isinf(upper):
            whole = range(int(mp.ceil(lower)), int(mp.floor(upper)) + 1)
            if len(whole) < 12:
                points = [lower, *[k for k in whole if lower < k < upper], upper]
        return mp.quad(lambda t: body({**env, variable: t}), points)

    return value


def _limit(p: Parser) -> Node:
    p.take("_")
    below = re.fullmatch(r"([a-z])\\to(.+?)(\^\{?[-+]\}?)?", p.argument_text())
    if below is None:
        raise Unreadable("a limit")
    variable, place = below[1], parse(below[2])
    side = below[3] or ""
    body = p.term()

    def value(env: Any) -> Any:
        at = place(env)
        function = lambda t: body({**env, variable: t})
        if mp.isinf(at):
            return mp.limit(function, at)
        right, left = (
            mp.limit(function, at, direction=d) if s not in side or not side else None
            for d, s in ((-1, "-"), (1, "+"))
        )
        if right is not None and left is not None and abs(right - left) > mp.mpf("1e-10"):
            raise Unreadable("two different limits")
        return right if right is not None else left

    return value
