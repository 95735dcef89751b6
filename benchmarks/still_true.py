r"""Did a change leave a statement true? Decided without the checker, so that its verdicts can be measured.

Two ways that share no code with `assistant/mathcheck`: a small evaluator of written arithmetic here (50 digits, letters
at fixed points), and, for derivatives, integrals, limits and sums, latex2sympy2_extended where it is installed.
`True` only when both sides agree to 40 digits, or to the digits shown where a decimal is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import mpmath

mpmath.mp.dps = 50

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,3}(?:(?:,|\{,\}|\\,)\d{3})+(?!\d)(?:\.\d+)?|\d+\.?\d*|\.\d+)|(?P<command>\\[A-Za-z]+|\\.)|(?P<name>[A-Za-z])|"
    r"(?P<sign>.))",
    re.DOTALL,
)
_IGNORED = {
    "\\left",
    "\\right",
    "\\,",
    "\\;",
    "\\!",
    "\\ ",
    "\\:",
    "\\quad",
    "\\big",
    "\\Big",
    "\\bigl",
    "\\bigr",
    "&",
}
_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "\\sin": mpmath.sin, "\\cos": mpmath.cos, "\\tan": mpmath.tan, "\\ln": mpmath.log, "\\exp": mpmath.exp,
    "\\log": mpmath.log, "\\tanh": mpmath.tanh,
}  # fmt: skip
_MARKS = ("\\int", "\\lim", "\\sum", "\\frac{d}", "\\partial", "\\prod")


class _NotArithmetic(Exception):
    """Something this evaluator does not know."""


_UNREAD = (
    _NotArithmetic,
    ZeroDivisionError,
    ValueError,
    TypeError,
    IndexError,
    RecursionError,
    OverflowError,
)


class _Evaluator:
    """Recursive descent straight to numbers."""

    def __init__(self, text: str, letters: dict[str, Any]) -> None:
        text = re.sub(r"\\(?:boxed|text\{\$\})", "", text)
        text = re.sub(r"\\(?:text|mbox|textrm)\s*\{[^{}]*\}", " ", text)
        found = [match.group().strip() for match in _TOKEN.finditer(text)]
        self.tokens = [token for token in found if token and token not in _IGNORED]
        self.letters = letters
        self.place = 0
        self.bars = 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.place += 1
        return token

    def whole(self) -> Any:
        value = self.sum()
        if self.peek():
            raise _NotArithmetic(self.peek())
        return value

    def sum(self) -> Any:
        value = self.product()
        while self.peek() in ("+", "-", "−", "–"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self) -> Any:
        value = self.signed()
        while True:
            token = self.peek()
            if token in ("*", "\\cdot", "\\times", "×", "·"):
                self.take()
                value *= self.signed()
            elif token in ("/", "\\div", "÷"):
                self.take()
                value /= self.signed()
            elif self._starts(token):
                value *= self.power()
            else:
                return value

    def _starts(self, token: str) -> bool:
        if token == "|":
            return self.bars == 0
        known = token in (
            "(",
            "[",
            "{",
            "\\frac",
            "\\dfrac",
            "\\tfrac",
            "\\sqrt",
            "\\pi",
            "\\binom",
            "\\max",
            "\\min",
            "\\lfloor",
        )
        return bool(token) and (known or token in _FUNCTIONS or token[0].isalnum())

    def signed(self) -> Any:
        if self.peek() in ("-", "−", "–"):
            self.take()
            return -self.signed()
        if self.peek() == "+":
            self.take()
            return self.signed()
        return self.power()

    def power(self) -> Any:
        base = self.atom()
        while self.peek() in ("^", "!", "%", "\\%"):
            sign = self.take()
            if sign == "^":
                base = mpmath.power(base, self.signed_atom())
            else:
                base = mpmath.factorial(base) if sign == "!" else base / 100
        return base

    def signed_atom(self) -> Any:
        if self.peek() == "-":
            self.take()
            return -self.atom()
        return self.atom()

    def atom(self) -> Any:
        token = self.take()
        closing = {"(": ")", "[": "]", "{": "}", "\\lfloor": "\\rfloor"}.get(token)
        if closing:
            bars, self.bars = self.bars, 0
            value = self.sum()
            self.bars = bars
            if self.take() != closing:
                raise _NotArithmetic(token)
            return mpmath.floor(value) if token == "\\lfloor" else value
        if token == "|":
            self.bars += 1
            value = self.sum()
            self.bars -= 1
            if self.take() != "|":
                raise _NotArithmetic(token)
            return abs(value)
        if token in ("\\frac", "\\dfrac", "\\tfrac"):
            above = self.atom()
            return above / self.atom()
        if token == "\\binom":
            above = self.atom()
            return mpmath.binomial(above, self.atom())
        if token == "\\sqrt":
            degree = mpmath.mpf(2)
            if self.peek() == "[":
                degree = self.atom()
            return mpmath.root(self.atom(), int(degree))
        if token in ("\\max", "\\min"):
            return self.extreme(max if token == "\\max" else min)
        if token in _FUNCTIONS:
            exponent = 1
            if self.peek() == "^":
                self.take()
                exponent = self.atom()
            if self.peek() == "_":
                raise _NotArithmetic("an index")
            return _FUNCTIONS[token](self.signed_atom()) ** exponent
        if token and (token[0].isdigit() or token[0] == "."):
            return mpmath.mpf(re.sub(r"[^0-9.]", "", token))
        if token == "\\pi":
            return mpmath.pi
        if token == "e":
            return mpmath.e
        if token == "i" and self.peek() != "_":
            return mpmath.mpc(0, 1)
        if token.isalpha() and token in self.letters:
            return self.letters[token]
        raise _NotArithmetic(token)

    def extreme(self, choose: Callable[..., Any]) -> Any:
        if self.take() not in ("(", "\\{"):
            raise _NotArithmetic("max")
        values = [self.sum()]
        while self.peek() == ",":
            self.take()
            values.append(self.sum())
        self.take()
        return choose(*values)


def value_of(text: str) -> Any | None:
    """The number that written arithmetic comes to; None when there are letters in it, or more than arithmetic."""
    try:
        return _Evaluator(text, {}).whole()
    except _UNREAD:
        return None


def _points() -> list[dict[str, Any]]:
    letters = "abcdfghjklmnopqrstuvwxyzABCDFGHKLMNOPQRSTUVWXYZ"
    return [
        {letter: mpmath.mpf((place * 7 + turn * 5) % 23 + 3) / 7 for place, letter in enumerate(letters)}
        for turn in range(3)
    ]


def _shown_half_unit(text: str) -> Any:
    found = re.fullmatch(r"\s*-?\s*(?:\\boxed\{)?-?[\d,]*\.(\d+)\}?\s*\.?\s*", text)
    return mpmath.mpf(10) ** -len(found.group(1)) / 2 if found else None


def _numbers(left: str, right: str) -> bool | None:
    """Whether the two sides have the same value; None when this evaluator cannot read one."""
    verdicts = []
    for point in _points():
        try:
            one, other = _Evaluator(left, point).whole(), _Evaluator(right, point).whole()
        except (
            _NotArithmetic,
            ZeroDivisionError,
            ValueError,
            TypeError,
            IndexError,
            RecursionError,
            OverflowError,
        ):
            return None
        allowed = max(abs(one), abs(other), 1) * mpmath.mpf(10) ** -40
        half = _shown_half_unit(right) or _shown_half_unit(left)
        verdicts.append(
            bool(abs(one - other) <= max(allowed, half * (1 + mpmath.mpf(10) ** -9) if half else 0))
        )
    return all(verdicts)


def _peer(left: str, right: str) -> bool | None:
    """The same by latex2sympy2_extended and SymPy; None when it is not installed or cannot read a side."""
    try:
        from latex2sympy2_extended import latex2sympy
    except ImportError:
        return None
    try:
        import sympy

        sides = [latex2sympy(re.sub(r"\s*\+\s*C\s*$|\s*-\s*C\s*$", "", side)) for side in (left, right)]
        values = [side.doit() for side in sides]
        difference = values[0] - values[1]
        if any(limit_free(side) for side in (left, right)):
            letters = sorted(difference.free_symbols, key=str)
            difference = sympy.diff(difference, letters[0]) if len(letters) == 1 else difference
        return bool(values[0] == values[1] or sympy.simplify(difference) == 0)
    except Exception:  # noqa: BLE001  a peer may raise anything; then it has no say
        return None


def limit_free(text: str) -> bool:
    """Whether an integral without bounds stands in a formula: its sides agree up to a constant."""
    return bool(re.search(r"\\int(?!\s*[_^])", text))


_LIMIT = re.compile(r"\s*\\lim_\{\s*([A-Za-z])\s*\\to\s*([^{}^]*?)\s*(?:\^\{?([+-])\}?)?\s*\}(.*)", re.DOTALL)
_CLOSE = mpmath.mpf(10) ** -20
_LIMIT_ERROR = mpmath.mpf(10) ** -8


def _limit_values(side: str) -> list[Any] | None:
    """What a limit comes close to, from each side it is taken from; a plain number as it is; None when unread."""
    found = _LIMIT.fullmatch(side)
    if found is None:
        value = value_of(side)
        return None if value is None else [value]
    letter, point, direction, body = found.groups()
    try:
        if point in ("\\infty", "+\\infty", "-\\infty"):
            places = [(-1 if point[0] == "-" else 1) / _CLOSE]
        else:
            middle = _Evaluator(point, {}).whole()
            places = [
                middle + sign * _CLOSE for sign in ((-1, 1) if direction is None else (int(direction + "1"),))
            ]
        return [_Evaluator(body, {letter: place}).whole() for place in places]
    except _UNREAD:
        return None


def _limits_agree(left: str, right: str) -> bool | None:
    """Whether two sides, one of them a limit, come to the same number; None when one cannot be read."""
    if "\\lim" not in left + right:
        return None
    first, second = _limit_values(left), _limit_values(right)
    if first is None or second is None:
        return None
    return all(abs(one - other) <= _LIMIT_ERROR * max(abs(one), 1) for one in first for other in second)


def still_true(left: str, right: str) -> bool | None:
    """Whether both sides are equal, decided without the checker; None when neither way can tell."""
    agree = _limits_agree(left, right)
    if agree is not None:
        return agree
    if not any(mark in left + right for mark in _MARKS):
        found = _numbers(left, right)
        if found is not None:
            return found
    return _peer(left, right)
