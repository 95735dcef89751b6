"""Reads the LaTeX of prompts and keys into numbers: a parser of its own, on mpmath and NumPy, that evaluates no text.

`parse` turns a formula into a closure over an environment of names. Values are mpmath numbers, NumPy object arrays of
two dimensions (a vector is one column), Python functions, and tuples for sets. Whatever it does not know raises
`Unreadable`: a wrong reading would be worse than none.
"""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.values import Unreadable, add, array, determinant, divide, dot, multiply, norm, power

Env = Mapping[str, Any]
Node = Callable[[Env], Any]

_TOKEN = re.compile(
    r"\s+|\\[,;:! ]|\\(?:left|right|big|Big|bigl|bigr|displaystyle)(?![a-zA-Z])|(?P<number>\d+(?:\.\d+)?)|(?P<command>\\[a-zA-Z]+|\\[{}|%])"
    r"|(?P<letter>[a-zA-Z])|(?P<sign>[-+*/^_(){}\[\]|,;=<>!'&:])|(?P<row>\\\\)"
)
_GREEK = frozenset(
    re.findall(
        r"\w+",
        "alpha beta gamma delta epsilon eta theta lambda mu nu rho sigma tau "
        "phi varphi psi omega ell Sigma Lambda kappa xi chi varepsilon Delta",
    )
)


def _det(value: Any) -> Any:
    if not isinstance(value, np.ndarray):
        raise Unreadable("a matrix was expected")
    return determinant(value.tolist())


_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "ln": mp.log,
    "exp": mp.exp,
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "arctan": mp.atan,
    "arcsin": mp.asin,
    "arccos": mp.acos,
    "det": _det,
}
_SKIPPED = frozenset({"\\quad", "\\qquad"})
_CLOSERS = frozenset({")", "}", "]", ",", ";", "=", "<", ">", "&", "row", "\\}", ":"})


def tokens(text: str) -> list[str]:
    """The tokens of a formula; spaces and sizes of brackets are dropped."""
    found: list[str] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Unreadable(f"the sign {text[at]!r} in {text!r}")
        at = match.end()
        if match.lastgroup and match.group() not in _SKIPPED:
            found.append("row" if match.lastgroup == "row" else match.group())
    return found


class Parser:
    """One formula, read from left to right."""

    def __init__(self, text: str, functions: frozenset[str], numbers: frozenset[str]) -> None:
        self.tokens = tokens(text)
        self.at = 0
        self.functions = functions
        self.complex = "i" in numbers
        self.bars = 0
        self.differentials = 0

    def peek(self, ahead: int = 0) -> str:
        """The token ahead, or nothing at the end."""
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        """The next token, which must be the wanted one when one is named."""
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise Unreadable(f"{token or 'the end'} in place of {wanted or 'more'}")
        self.at += 1
        return token

    def whole(self) -> Node:
        """The whole text as one expression."""
        node = self.expression()
        if self.peek():
            raise Unreadable(f"{self.peek()!r} after the end")
        return node

    def expression(self) -> Node:
        """Terms with plus and minus between them."""
        node = self.term()
        while self.peek() in ("+", "-"):
            sign = self.take()
            node = _both(node, self.term(), add if sign == "+" else lambda a, b: add(a, multiply(-1, b)))
        return node

    def term(self) -> Node:
        """Factors, with signs of multiplication or without."""
        node = self.signed()
        while True:
            token = self.peek()
            if token in ("\\cdot", "*"):
                self.take()
                node = _both(node, self.signed(), dot)
            elif token == "\\times":
                self.take()
                node = _both(node, self.signed(), multiply)
            elif token == "/":
                self.take()
                node = _both(node, self.factor(), divide)
            elif token and self._begins(token):
                node = _both(node, self.factor(), multiply)
            else:
                return node

    def _begins(self, token: str) -> bool:
        if token in _CLOSERS or token in (
            "+",
            "-",
            "^",
            "_",
            "!",
            "'",
            "\\to",
            "\\le",
            "\\ge",
            "\\%",
            "\\end",
        ):
            return False
        if token == "\\|" or token == "|":
            return not self.bars
        return not (
            self.differentials
            and token == "d"
            and re.fullmatch(r"[a-z]|\\[a-z]+", self.peek(1) or "") is not None
        )

    def signed(self) -> Node:
        """A factor with its sign."""
        if self.peek() == "-":
            self.take()
            inner = self.term_of_sign()
            return lambda env: multiply(-1, inner(env))
        if self.peek() == "+":
            self.take()
        return self.factor()

    def term_of_sign(self) -> Node:
        """What a minus sign binds: one factor."""
        return self.factor()

    def factor(self) -> Node:
        """An atom with its powers and factorials."""
        node = self.atom()
        while self.peek() in ("^", "!", "\\%"):
            token = self.take()
            if token == "!":
                inner = node
                node = lambda env, inner=inner: mp.factorial(inner(env))
            elif token == "\\%":
                node = _both(node, lambda env: mp.mpf(100), divide)
            elif self.peek() == "\\top" or (self.peek() == "{" and self.peek(1) == "\\top"):
                self.argument_text()
                node = _both(node, lambda env: "transpose", power)
            else:
                node = _both(node, self.argument(), power)
        return node

    def argument(self) -> Node:
        """What stands in braces, or one sign."""
        if self.peek() == "{":
            return self.group("{", "}")
        token = self.peek()
        if token.isdigit() and len(token) > 1:
            self.tokens[self.at : self.at + 1] = list(token)
        return self.atom()

    def argument_text(self) -> str:
        """The tokens in braces, or one token, joined."""
        if self.peek() != "{":
            return self.take()
        self.take()
        depth, found = 1, []
        while depth:
            token = self.take()
            depth += (token == "{") - (token == "}")
            found.append(token)
        return "".join(found[:-1])

    def group(self, opening: str, closing: str) -> Node:
        """An expression in brackets; in round ones several make a column."""
        self.take(opening)
        bars, self.bars = self.bars, 0
        differentials, self.differentials = self.differentials, 0
        parts = [self.expression()]
        while opening in "([" and self.peek() == ",":
            self.take()
            parts.append(self.expression())
        self.take(closing)
        self.bars, self.differentials = bars, differentials
        if len(parts) == 1:
            return parts[0]
        return lambda env: array([[part(env)] for part in parts])

    def atom(self) -> Node:
        """A number, a name, a bracket, or what a command makes of what follows it."""
        token = self.take()
        if token[0].isdigit():
            value = mp.mpf(token)
            return lambda env: value
        if token in ("(", "["):
            self.at -= 1
            return self.group(token, ")" if token == "(" else "]")
        if token == "{":
            self.at -= 1
            return self.group("{", "}")
        if token in ("|", "\\|", "\\lVert"):
            return self.in_bars("\\rVert" if token == "\\lVert" else token)
        if token == "\\{":
            parts = [self.expression()]
            while self.peek() == ",":
                self.take()
                parts.append(self.expression())
            self.take("\\}")
            return lambda env: tuple(part(env) for part in parts)
        if token[0] == "\\":
            return self.command(token[1:])
        if token.isalpha():
            return self.name(token)
        raise Unreadable(f"{token!r} where a value was expected")

    def in_bars(self, token: str) -> Node:
        """A value in bars: absolute value of a number, norm of a vector."""
        self.bars += 1
        inner = self.expression()
        self.take(token)
        self.bars -= 1
        kind: Any = 2
        if self.peek() == "_":
            self.take()
            text = self.argument_text()
            kind = mp.inf if text == "\\infty" else "F" if text == "F" else mp.mpf(text)
        if token == "|":
            return lambda env: _absolute(inner(env))
        return lambda env: norm(inner(env), kind)

    def name(self, letter: str) -> Node:
        """A letter with its index; a call, where it names a function."""
        name = letter
        while self.peek() == "_":
            self.take()
            name += "_" + self.argument_text()
        primes = 0
        while self.peek() == "'":
            self.take()
            primes += 1
        if name in self.functions and self.peek() == "(":
            argument = self.group("(", ")")
            return lambda env: _call(env[name], argument(env), primes)
        if primes:
            raise Unreadable("a prime after what is no function")

        def value(env: Env) -> Any:
            if name in env:
                return env[name]
            if name == "e":
                return +mp.e
            if name == "i" and self.complex:
                return mp.mpc(0, 1)
            raise Unreadable(f"the name {name}")

        return value

    def command(self, name: str) -> Node:
        """What a command means together with what follows."""
        from rederiving.commands import read_command

        return read_command(self, name, _GREEK, _FUNCTIONS)


def _both(a: Node, b: Node, operation: Callable[[Any, Any], Any]) -> Node:
    return lambda env: operation(a(env), b(env))


def _absolute(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return norm(value) if value.shape[1] == 1 else determinant(value.tolist())
    return mp.fabs(value)


def _call(function: Any, argument: Any, primes: int) -> Any:
    if not callable(function):
        raise Unreadable("a call of what is no function")
    if primes:
        return mp.diff(function, argument, primes)
    return (
        function(*argument[:, 0])
        if isinstance(argument, np.ndarray) and _arity(function) > 1
        else function(argument)
    )


def _arity(function: Any) -> int:
    return getattr(function, "arity", 1)


def parse(text: str, functions: frozenset[str] = frozenset(), numbers: frozenset[str] = frozenset()) -> Node:
    """The formula as a closure over an environment; raises Unreadable."""
    if len(text) > 4000:
        raise Unreadable("too long")
    return Parser(text, functions, numbers).whole()


def value_of(text: str, env: Env | None = None, *, imaginary: bool = False) -> Any:
    """The value of a formula; `imaginary` says that the letter i is the imaginary unit."""
    env = env or {}
    functions = frozenset(name for name, value in env.items() if callable(value))
    return parse(text, functions, frozenset("i") if imaginary else frozenset())(env)


def function_of(text: str, *names: str, env: Env | None = None) -> Callable[..., Any]:
    """The formula as a function of the named letters, in this order."""
    fixed = dict(env or {})
    functions = frozenset(name for name, value in fixed.items() if callable(value))
    node = parse(text, functions)

    def function(*values: Any) -> Any:
        return node({**fixed, **dict(zip(names, values, strict=True))})

    function.arity = len(names)  # type: ignore[attr-defined]
    return function
