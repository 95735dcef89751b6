"""What kind of thing an answer is: one value, several solutions, assignments, an interval, an equation.

A typed answer is first tidied (`$…$` taken off, `{2, 3}` read as a set, `1 1/2` as one and a half), then parsed by
`parse.py`, then sorted into one of the shapes below. Values are built later, so that grading can choose the scope.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.errors import UnreadableMath
from assistant.mathcheck.grading.typed_rows import with_commas_in_rows
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.syntax import (
    Apply,
    Bars,
    Binary,
    Call,
    Chain,
    Derivative,
    Listing,
    Matrix,
    Moment,
    Nabla,
    Name,
    Node,
    Number,
    Power,
    Prime,
    Probability,
    SetOf,
    Tuple,
    Unary,
    children,
)

ANSWER_LIMIT = 2_000
"""Characters of a reference or submission."""

MOST_PARTS = 600
"""Numbers, names and operations of one answer."""

HIGHEST_TOWER = 3
"""Powers in exponents, one in the other."""

INEQUALITIES = frozenset(("<", ">", "<=", ">="))


@dataclass(frozen=True, slots=True)
class Single:
    """One value; `label` is what stood left of the equals sign, when something did."""

    node: Node
    label: Node | None = None


@dataclass(frozen=True, slots=True)
class Solutions:
    """Values in no order. `name` is the unknown they belong to; `bare` lists keep their repetitions."""

    nodes: tuple[Node, ...]
    name: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Assignments:
    """A value for each of several names, in the order written."""

    names: tuple[str, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """Two sides that are both more than a name."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Piece:
    """An interval by its ends (None: no end), or, with `excluded`, everything but one value."""

    lower: Node | None
    upper: Node | None
    lower_open: bool = True
    upper_open: bool = True
    excluded: Node | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A union of pieces of the number line, of the unknown `name` where it is written."""

    pieces: tuple[Piece, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Inequality:
    """An inequality that is not solved for its unknown."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Worded:
    """An answer in words: `none`, `undefined`, `true` or `false`."""

    meaning: str


Answer = Single | Solutions | Assignments | Equation | Region | Inequality | Worded

_WORDS = {
    "none": "no solution|no solutions|no real solution|no real solutions|none|empty set|the empty set|there is none|∅|\\emptyset|\\varnothing",
    "undefined": "does not exist|doesn't exist|dne|undefined|not defined|diverges|it diverges|divergent",
    "true": "true|yes",
    "false": "false|no",
}
_MEANINGS = {word: meaning for meaning, words in _WORDS.items() for word in words.split("|")}
_WRAPPERS = (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"))
_LABELS = Apply | Prime | Derivative | Nabla | Probability | Moment


@dataclass(frozen=True, slots=True)
class Tidied:
    """Answer text made ready for the parser; `shift` turns its offsets into offsets of what was typed."""

    text: str
    shift: int


def tidied(text: str) -> Tidied:
    """Take off dollar signs, a leading `≈` and the full stop; read typed braces as a set, `1 1/2` as a mixed number.

    In a matrix of numbers, `[3 4; 4 5]`, blanks part the entries.
    """
    start, end = 0, len(text)
    changed = True
    while changed:
        changed = False
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ".;,"):
            end -= 1
        for opening, closing in _WRAPPERS:
            inner = text[start:end]
            if (
                inner.startswith(opening)
                and inner.endswith(closing)
                and len(inner) >= len(opening) + len(closing)
            ):
                start, end, changed = start + len(opening), end - len(closing), True
                break
        for mark in ("≈", "\\approx", "="):
            if text.startswith(mark, start) and end > start + len(mark):
                start, changed = start + len(mark), True
    return _rewritten(text[start:end], start)


def _rewritten(text: str, shift: int) -> Tidied:
    if "\\" not in text and re.fullmatch(r"\{[^{}]*\}", text):
        return Tidied("\\" + text[:-1] + "\\}", shift - 1)
    if text.startswith(("(", "[", "\\left")):
        # In brackets a comma separates: (12,102) is a pair, not the number 12,102.
        text = re.sub(r",(?=\d{3}(?!\d))", ", ", text)
    text = with_commas_in_rows(text)
    mixed = re.fullmatch(r"(-?)(\d{1,9})\s+(\d{1,9})\s*/\s*(\d{1,9})", text)
    if mixed:
        sign, whole, above, below = mixed.groups()
        return Tidied(f"{sign}({whole} + {above}/{below})", shift)
    scientific = re.fullmatch(r"(-?\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})", text)
    if scientific:
        return Tidied(f"{scientific[1]} * 10^({scientific[2]})", shift)
    return Tidied(re.sub(r"(?<![A-Za-z\\])in(?=\s*[\[(])", "∈", text), shift)


def read_answer(text: str) -> Answer:
    """Sort an answer into its kind.

    Raises:
        UnreadableMath: With the offset in the text as typed.
    """
    if len(text) > ANSWER_LIMIT:
        raise UnreadableMath(f"The answer is longer than {ANSWER_LIMIT:,} characters.", offset=ANSWER_LIMIT)
    ready = tidied(text)
    if not ready.text:
        raise UnreadableMath("Nothing is written here yet.", offset=0)
    meaning = _MEANINGS.get(ready.text.lower())
    if meaning is not None:
        return Worded(meaning)
    try:
        return _union(ready.text) or _sorted(_bounded(parse_math(ready.text)))
    except UnreadableMath as error:
        place = min(max(error.offset + ready.shift, 0), len(text))
        raise UnreadableMath(error.what, offset=place, todo=error.todo) from None


def _bounded(node: Node) -> Node:
    """Refuse what would take long to compare: very many parts, deep nesting, towers of powers."""
    parts = 0
    stack = [(node, 0, 0)]
    while stack:
        part, depth, tower = stack.pop()
        parts += 1
        if parts > MOST_PARTS or depth > MOST_PARTS // 2 or tower > HIGHEST_TOWER:
            raise UnreadableMath(
                "The answer is too long or too deeply nested to compare.",
                offset=part.start,
                todo="Write it in a shorter way.",
            )
        for inner in children(part):
            raised = isinstance(part, Power) and inner is part.exponent
            stack.append((inner, depth + 1, tower + 1 if raised else tower))
    return node


def _union(text: str) -> Answer | None:
    """`(-∞, 0) ∪ (1, ∞)`, also with the letter U between brackets."""
    parts = re.split(r"\s*(?:∪|\\cup|(?<=[)\]])\s+U\s+(?=[\[(]))\s*", text)
    if len(parts) < 2 or len(parts) > 12:
        return None
    name = ""
    labelled = re.match(r"\s*([A-Za-z])\s*(?:∈|\\in)\s*", parts[0])
    if labelled:
        name, parts[0] = labelled[1], parts[0][labelled.end() :]
    pieces = []
    for part in parts:
        node = parse_math(_rewritten(part.strip(), 0).text)
        if isinstance(node, SetOf):
            pieces += [Piece(item, item, False, False) for item in node.items]
            continue
        if not isinstance(node, Tuple) or len(node.items) != 2:
            raise UnreadableMath(
                "A union joins intervals such as (0, 1) or [2, 5).", offset=max(text.find(part), 0)
            )
        pieces.append(interval(node))
    return Region(tuple(pieces), name)


def interval(node: Tuple) -> Piece:
    """The interval a pair of brackets writes."""
    return Piece(node.items[0], node.items[1], node.fences[0] == "(", node.fences[1] == ")")


def _sorted(node: Node) -> Answer:
    if isinstance(node, Listing):
        return _listing(node)
    if isinstance(node, Chain):
        return _chain(node)
    if isinstance(node, SetOf):
        return Solutions(node.items)
    if isinstance(node, Tuple) and node.fences in ("[)", "(]"):
        return Region((interval(node),))
    return Single(node)


def _chain(node: Chain) -> Answer:
    operators = set(node.operators)
    if operators <= INEQUALITIES:
        return _inequality(node)
    if operators == {"!="} and len(node.operands) == 2 and isinstance(node.operands[0], Name):
        return Region((Piece(None, None, excluded=node.operands[1]),), node.operands[0].text)
    if operators == {"in"} and len(node.operands) == 2:
        return _membership(node.operands[0], node.operands[1])
    if operators <= {"=", ":=", "~", "=="}:
        return _equality(node)
    raise UnreadableMath("Groundwork does not know how to grade this kind of statement.", offset=node.start)


def _membership(left: Node, right: Node) -> Answer:
    name = left.text if isinstance(left, Name) else ""
    if isinstance(right, Tuple) and len(right.items) == 2:
        return Region((interval(right),), name)
    if isinstance(right, SetOf):
        return Solutions(right.items, name)
    raise UnreadableMath("Groundwork does not know this set.", offset=right.start)


def _equality(node: Chain) -> Answer:
    left, right = node.operands[0], node.operands[-1]
    if len(node.operands) > 2:
        return Single(right, left)
    if isinstance(left, Tuple) and isinstance(right, Tuple) and len(left.items) == len(right.items):
        names = tuple(item.text for item in left.items if isinstance(item, Name))
        if len(names) == len(left.items):
            return Assignments(names, right.items)
    if isinstance(right, SetOf):
        return Solutions(right.items, left.text if isinstance(left, Name) else "")
    if is_label(left):
        return Single(right, left)
    if isinstance(right, Name) and not isinstance(left, Name):
        return Single(left, right)
    return Equation(left, right)


def is_label(node: Node) -> bool:
    """Whether this names a result: `x`, `f'(x)`, `∇f`, `P(A|B)`, `\\det A`, `‖v‖`, `A^{-1}`."""
    if isinstance(node, Name | Prime | Derivative | Nabla | Probability | Moment):
        return True
    if isinstance(node, Apply):
        return isinstance(node.function, Name | Prime | Derivative | Nabla)
    if isinstance(node, Call):
        return node.name in ("det", "tr", "rank", "dim") and not any(
            isinstance(a, Matrix) for a in node.arguments
        )
    return isinstance(node, Bars) and isinstance(node.body, Name)


def _inequality(node: Chain) -> Answer:
    operands, operators = node.operands, node.operators
    if len(operands) == 3 and isinstance(operands[1], Name) and not isinstance(operands[0], Name):
        first, second = operators
        if first[0] == second[0]:
            low, high = (operands[0], operands[2]) if first[0] == "<" else (operands[2], operands[0])
            low_sign, high_sign = (first, second) if first[0] == "<" else (second, first)
            return Region((Piece(low, high, "=" not in low_sign, "=" not in high_sign),), operands[1].text)
    if len(operands) == 2:
        left, right = operands
        (operator,) = operators
        if isinstance(right, Name) and not isinstance(left, Name):
            left, right, operator = right, left, operator.translate(str.maketrans("<>", "><"))
        if isinstance(left, Name):
            strict = "=" not in operator
            piece = (
                Piece(None, right, True, strict) if operator[0] == "<" else Piece(right, None, strict, True)
            )
            return Region((piece,), left.text)
        return Inequality(operators[0], operands[0], operands[1])
    raise UnreadableMath("Groundwork grades one inequality, or a value between two.", offset=node.start)


def _listing(node: Listing) -> Answer:
    answers = [_sorted(item) for item in node.items]
    if all(isinstance(answer, Region) for answer in answers):
        return _regions(node, [answer for answer in answers if isinstance(answer, Region)])
    singles = [answer for answer in answers if isinstance(answer, Single)]
    if len(singles) != len(answers):
        raise UnreadableMath("Groundwork cannot read this list as one answer.", offset=node.start)
    labels = [answer.label for answer in singles]
    nodes = tuple(answer.node for answer in singles)
    if all(label is None for label in labels):
        return Solutions(nodes, bare=True)
    first = labels[0]
    if isinstance(first, Name) and all(
        label is None or (isinstance(label, Name) and label.text == first.text) for label in labels
    ):
        return Solutions(nodes, first.text)
    if all(isinstance(label, Name) for label in labels):
        names = tuple(
            label.text if label.index is None else f"{label.text}_{_index(label.index)}"
            for label in labels
            if isinstance(label, Name)
        )
        if len(set(names)) == len(names):
            return Assignments(names, nodes)
    raise UnreadableMath("Groundwork cannot read this list as one answer.", offset=node.start)


def _index(node: Node) -> str:
    return node.digits if isinstance(node, Number) else node.text if isinstance(node, Name) else "?"


def _regions(node: Listing, regions: list[Region]) -> Answer:
    names = {region.name for region in regions if region.name}
    if node.word == "and" and len(regions) == 2 and len(names) == 1:
        both = _intersection(regions[0], regions[1])
        if both is not None:
            return Region((both,), names.pop())
    if node.word == "or" and len(names) <= 1:
        return Region(
            tuple(piece for region in regions for piece in region.pieces), names.pop() if names else ""
        )
    raise UnreadableMath("Join these with “or” or “and”.", offset=node.start)


def _intersection(first: Region, second: Region) -> Piece | None:
    """`x > 1 and x < 3` as one interval."""
    if len(first.pieces) != 1 or len(second.pieces) != 1:
        return None
    one, other = first.pieces[0], second.pieces[0]
    if one.upper is None and other.lower is None and one.excluded is None and other.excluded is None:
        return Piece(one.lower, other.upper, one.lower_open, other.upper_open)
    if one.lower is None and other.upper is None and one.excluded is None and other.excluded is None:
        return Piece(other.lower, one.upper, other.lower_open, one.upper_open)
    return None


def is_sum(node: Node) -> bool:
    """Whether a formula is a sum or difference of terms at its top."""
    if isinstance(node, Unary):
        return is_sum(node.operand)
    return isinstance(node, Binary) and node.operator in ("+", "-")
