"""The names in two answers: which are new, and which are matrices whose products keep their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.mathcheck.grading.answers import (
    Answer,
    Assignments,
    Equation,
    Inequality,
    Region,
    Single,
    Solutions,
    tidied,
)
from assistant.mathcheck.reading.syntax import (
    Apply,
    Binary,
    Call,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Unary,
    walk,
)
from assistant.mathcheck.reading.tokens import FUNCTIONS, GREEK
from assistant.mathcheck.types import Different, Grade, Unreadable
from assistant.mathcheck.values.build import symbol_name
from assistant.mathcheck.values.latex import symbol_latex
from assistant.mathcheck.values.scope import Scope

CONSTANTS = frozenset(("e", "pi", "i", "infinity", "I"))
INTEGRATION_CONSTANTS = ("C", "c", "K", "k", "C_1", "c_1")
KNOWN_WORDS = (
    FUNCTIONS
    | GREEK
    | frozenset(
        (
            "or",
            "and",
            "mod",
            "inf",
            "infinity",
            "sigmoid",
            "logistic",
            "Var",
            "Cov",
            "partial",
            "nabla",
            "infty",
        )
    )
    | frozenset(("cdot", "times"))
)
_VECTOR_LETTERS = frozenset("xyzuvwb")


@dataclass(frozen=True, slots=True)
class Letters:
    """The names of both answers.

    `matrices` do not commute; `vectors` are small letters beside matrices, of which it is not known whether they do.
    """

    expected: frozenset[str]
    given: frozenset[str]
    matrices: frozenset[str] = frozenset()
    vectors: frozenset[str] = frozenset()
    places: tuple[tuple[str, int], ...] = ()
    sigmoid: bool = False
    """Whether σ is applied to something, as machine learning does with the sigmoid."""


def nodes_of(answer: Answer) -> tuple[Node, ...]:
    """The formulas an answer is made of, labels left out."""
    if isinstance(answer, Single):
        return (answer.node,)
    if isinstance(answer, Solutions | Assignments):
        return answer.nodes
    if isinstance(answer, Equation | Inequality):
        return (answer.left, answer.right)
    if isinstance(answer, Region):
        ends = (end for piece in answer.pieces for end in (piece.lower, piece.upper, piece.excluded))
        return tuple(end for end in ends if end is not None)
    return ()


def _names(answer: Answer) -> Iterator[Name]:
    for node in nodes_of(answer):
        parts = list(walk(node))
        exponents = {id(part.exponent) for part in parts if isinstance(part, Power)}
        for part in parts:
            if isinstance(part, Name) and not (part.text == "T" and id(part) in exponents):
                yield part


def letters_of(expected: Answer, submission: str, given: Answer) -> Letters:
    """Collect the names of both answers and settle which of them are matrices."""
    first = {symbol_name(name): name.start for name in _names(expected)}
    second = {symbol_name(name): name.start for name in _names(given)}
    shift = tidied(submission).shift
    letters = Letters(
        frozenset(first) - CONSTANTS,
        frozenset(second) - CONSTANTS,
        places=tuple(sorted((name, max(place + shift, 0)) for name, place in second.items())),
    )
    nodes = (*nodes_of(expected), *nodes_of(given))
    letters = replace(letters, sigmoid=any(_applied_sigma(part) for node in nodes for part in walk(node)))
    matrices = _matrices(nodes)
    if not matrices:
        return letters
    numbers = _plain_numbers(nodes)
    beside = frozenset(
        name
        for name in letters.expected | letters.given
        if name in _VECTOR_LETTERS and name not in matrices | numbers
    )
    return replace(letters, matrices=matrices, vectors=beside)


def _matrices(nodes: tuple[Node, ...]) -> frozenset[str]:
    capitals: set[str] = set()
    transposed: set[str] = set()
    numbers: set[str] = set()
    multiplied = False
    for node in nodes:
        for part in walk(node):
            if isinstance(part, Name) and _capital(part):
                capitals.add(symbol_name(part))
            transposed |= _transposed(part)
            numbers |= _numbers(part)
            multiplied |= _product_of_capitals(part)
            if isinstance(part, Name) and part.text == "pi":
                return frozenset()  # areas and volumes: R and H are numbers
    if not (multiplied or transposed):
        return frozenset()
    if numbers & capitals and not transposed:
        return frozenset()
    return frozenset(capitals | transposed)


def _applied_sigma(part: Node) -> bool:
    return isinstance(part, Apply) and part.function == Name("sigma") and len(part.arguments) == 1


def _capital(name: Name) -> bool:
    text = name.text.removesuffix("_bold")
    return len(text) == 1 and text.isascii() and text.isupper() and text not in ("I", "T")


def _transposed(part: Node) -> set[str]:
    if isinstance(part, Postfix) and part.operator == "transpose":
        return {symbol_name(name) for name in walk(part.operand) if isinstance(name, Name)}
    if isinstance(part, Power) and isinstance(part.exponent, Name) and part.exponent.text == "T":
        return {symbol_name(name) for name in walk(part.base) if isinstance(name, Name)}
    return set()


def _numbers(part: Node) -> set[str]:
    """Names that are surely numbers: divided by, put into a function, in an exponent, added to a number."""
    inside: tuple[Node, ...] = ()
    if isinstance(part, Binary) and part.operator == "/":
        inside = (part.right,)
    elif isinstance(part, Call) and part.name not in ("det", "tr", "rank", "inv", "transpose"):
        inside = part.arguments
    elif isinstance(part, Power) and not (isinstance(part.exponent, Name) and part.exponent.text == "T"):
        inside = (part.exponent,)
    elif isinstance(part, Binary) and part.operator in ("+", "-"):
        sides = (part.left, part.right)
        plain = [side for side in sides if isinstance(side, Name)]
        if plain and any(isinstance(side, Number) for side in sides):
            inside = tuple(plain)
    return {symbol_name(name) for node in inside for name in walk(node) if isinstance(name, Name)}


def _plain_numbers(nodes: tuple[Node, ...]) -> frozenset[str]:
    """Names used as only a number can be, powers included."""
    found: set[str] = set()
    for node in nodes:
        for part in walk(node):
            found |= _numbers(part)
            if isinstance(part, Power) and isinstance(part.exponent, Number) and isinstance(part.base, Name):
                found.add(symbol_name(part.base))
    return frozenset(found)


def _product_of_capitals(part: Node) -> bool:
    if isinstance(part, Apply) and isinstance(part.function, Name) and _capital(part.function):
        return any(_ends_with_capital(argument) for argument in part.arguments)
    if not isinstance(part, Binary) or part.operator not in ("juxt", "*", "dot"):
        return False
    if _ends_with_capital(part.left) and _ends_with_capital(part.right):
        return True
    sides = (part.left, part.right)
    return any(isinstance(side, Name) and _capital(side) for side in sides) and any(
        isinstance(side, Name) and side.text in _VECTOR_LETTERS for side in sides
    )


def _ends_with_capital(node: Node) -> bool:
    return any(
        isinstance(part, Name) and _capital(part) for part in walk(node) if not isinstance(part, Unary)
    )


def with_matrices(scope: Scope, names: frozenset[str]) -> Scope:
    """A scope in which these names are matrices nothing else is known of."""
    return replace(scope, matrix_names=names)


def strange_name(letters: Letters, submission: str, symbols: tuple[str, ...]) -> Grade | None:
    """A grade for a submission that uses a name which the question does not have, or None.

    Without `symbols` only words are pointed out: `price` where no such name is expected.
    """
    word_in_it = _word(letters, submission, symbols)
    if word_in_it is not None:
        return word_in_it
    allowed = letters.expected | {name.lstrip("\\") for name in symbols} | CONSTANTS
    places = dict(letters.places)
    for name in sorted(letters.given - allowed, key=lambda item: places[item]):
        word = name.partition("_")[0]
        if len(word) > 1 and word not in GREEK:
            return Unreadable(f"“{word[:40]}” is not a name that this question uses.", places[name])
        if symbols and name not in INTEGRATION_CONSTANTS:
            return Different(_stranger(name, allowed - CONSTANTS))
    return None


def _word(letters: Letters, submission: str, symbols: tuple[str, ...]) -> Grade | None:
    """A run of letters that is no product of the question's names: the parser would read `foo` as f·o·o."""
    allowed = {name for name in (*letters.expected, *symbols) if len(name) == 1} | {"e", "i", "d"}
    for match in re.finditer(r"(?<![A-Za-z\\])[A-Za-z]{3,}(?![A-Za-z])", submission):
        run = match.group()
        if run in KNOWN_WORDS or "\\" in submission or run in letters.expected or set(run) <= allowed:
            continue
        if not any(run.startswith(function) for function in ("sin", "cos", "tan", "log", "exp", "ln")):
            return Unreadable(f"“{run[:40]}” is a word, not a formula of this question.", match.start())
    return None


def _stranger(name: str, allowed: frozenset[str]) -> str:
    shown = ", ".join(f"${symbol_latex(item)}$" for item in sorted(allowed))
    twin = next((item for item in allowed if item.lower() == name.lower()), None)
    if twin is not None:
        return f"It uses ${symbol_latex(name)}$, but the question has ${symbol_latex(twin)}$: capital and small letters differ."
    return f"It uses ${symbol_latex(name)}$, which is not in the question" + (
        f"; its letters are {shown}." if shown else "."
    )
