"""Answers of several parts compared: solutions, sets, assignments, intervals."""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from assistant.mathcheck.grading.answers import (
    Answer,
    Assignments,
    Equation,
    Piece,
    Region,
    Single,
    Solutions,
)
from assistant.mathcheck.grading.names import Letters
from assistant.mathcheck.grading.sameness import compare_values, values_of
from assistant.mathcheck.grading.values import Pair, grade_pair
from assistant.mathcheck.reading.syntax import Name, Node, Tuple
from assistant.mathcheck.types import Different, Equivalent, Grade, Undecided, Unreadable
from assistant.mathcheck.values.build import symbol_name
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Scope, Value

MOST_MEMBERS = 24


@dataclass(frozen=True, slots=True)
class _Member:
    """One value of a list, as written."""

    node: Node | None
    value: Value


def _members(answer: Answer, scope: Scope, *, whose: str = "submission") -> list[_Member] | None:
    """The values of a list; a `±` gives two. None when the answer is no list."""
    if isinstance(answer, Single):
        nodes: tuple[Node, ...] = (answer.node,)
    elif isinstance(answer, Solutions):
        nodes = answer.nodes
    else:
        return None
    members: list[_Member] = []
    for node in nodes[:MOST_MEMBERS]:
        values = values_of(node, scope, whose=whose)
        if not values:
            return None
        if isinstance(values[0], sympy.FiniteSet):
            members += [_Member(None, item) for item in sorted(values[0].args, key=sympy.default_sort_key)]
        else:
            members.append(_Member(node, values[0]))
    return members


def grade_solutions(expected: Answer, given: Answer, scope: Scope) -> Grade:
    """Compare lists without order; in bare lists repetitions count.

    Raises:
        UnreadableMath: The submission cannot be computed.
    """
    if isinstance(given, Single) and isinstance(given.node, Tuple) and isinstance(expected, Solutions):
        given = Solutions(given.node.items, bare=True)
    theirs = _members(expected, scope, whose="reference")
    mine = _members(given, scope)
    if theirs is None:
        return Undecided("The reference answer could not be computed.")
    if mine is None:
        return Different("A list of values is expected.")
    bare = isinstance(expected, Solutions) and expected.bare and isinstance(given, Solutions) and given.bare
    if not bare:
        theirs, mine = _distinct(theirs, scope), _distinct(mine, scope)
    return _matched(theirs, mine, scope)


def _distinct(members: list[_Member], scope: Scope) -> list[_Member]:
    kept: list[_Member] = []
    for member in members:
        if not any(compare_values(member.value, other.value).equal for other in kept):
            kept.append(member)
    return kept


def _matched(theirs: list[_Member], mine: list[_Member], scope: Scope) -> Grade:
    left = list(mine)
    unsure = False
    missing = 0
    reason = ""
    for member in theirs:
        grades = [_member_grade(member, other, scope) for other in left]
        hit = next((place for place, grade in enumerate(grades) if isinstance(grade, Equivalent)), None)
        if hit is not None:
            found = grades[hit]
            reason = found.reason or reason if isinstance(found, Equivalent) else reason
            left.pop(hit)
        elif all(isinstance(grade, Different) for grade in grades):
            missing += 1
        else:
            unsure = True
    if missing or (left and not unsure):
        return Different(_list_reason(missing, len(left), len(theirs)))
    if unsure:
        return Undecided("Some of the values could not be compared.")
    return Equivalent(reason)


def _member_grade(theirs: _Member, mine: _Member, scope: Scope) -> Grade:
    if theirs.node is not None and mine.node is not None:
        return grade_pair(Pair(theirs.node, mine.node, scope, Letters(frozenset(), frozenset())))
    outcome = compare_values(theirs.value, mine.value)
    if outcome.equal:
        return Equivalent()
    return Different("The two are not equal.") if outcome.different else Undecided(outcome.note)


def _list_reason(missing: int, extra: int, wanted: int) -> str:
    if missing and not extra:
        return "A value is missing." if missing == 1 else f"{missing} values are missing."
    if extra and not missing:
        return "There is a value too many." if extra == 1 else f"There are {extra} values too many."
    if missing == wanted and wanted == 1:
        return "The value is not right."
    return "Not all of the values are right."


def grade_assignments(expected: Answer, given: Answer, scope: Scope, letters: Letters) -> Grade:
    """Compare values by their names; a bare tuple gives them in the order of the reference.

    Raises:
        UnreadableMath: The submission cannot be computed.
    """
    theirs, mine = _named(expected, given), _named(given, expected)
    if theirs is None or mine is None:
        return Different("A value for each unknown is expected, such as x = 1, y = 2.")
    if set(theirs) != set(mine):
        lacking = sorted(set(theirs) - set(mine))
        shown = ", ".join(f"${name}$" for name in lacking or sorted(set(mine) - set(theirs)))
        return Different(
            f"There is no value for {shown}." if lacking else f"The question does not ask for {shown}."
        )
    unsure: Grade | None = None
    reason = ""
    for name, node in theirs.items():
        grade = grade_pair(Pair(node, mine[name], scope, letters))
        if isinstance(grade, Different):
            return Different(
                f"The value of ${name}$ is not right: {grade.reason[0].lower()}{grade.reason[1:]}"
            )
        if isinstance(grade, Unreadable | Undecided):
            unsure = grade
        else:
            reason = grade.reason or reason
    return unsure or Equivalent(reason)


def _named(answer: Answer, other: Answer) -> dict[str, Node] | None:
    if isinstance(answer, Assignments):
        return dict(zip(answer.names, answer.nodes, strict=True))
    if isinstance(other, Assignments):
        nodes: tuple[Node, ...] = ()
        if isinstance(answer, Single) and isinstance(answer.node, Tuple):
            nodes = answer.node.items
        elif isinstance(answer, Solutions) and answer.bare:
            nodes = answer.nodes
        elif isinstance(answer, Single) and isinstance(answer.label, Name):
            return {symbol_name(answer.label): answer.node}
        if len(nodes) == len(other.names):
            return dict(zip(other.names, nodes, strict=True))
    if isinstance(answer, Equation):
        return None
    return None


# -- intervals ---------------------------------------------------------------------------------------------


def grade_regions(expected: Region, given: Region, scope: Scope) -> Grade:
    """Compare unions of intervals as sets of numbers.

    Raises:
        UnreadableMath: The submission cannot be computed.
    """
    theirs, mine = _as_set(expected, scope, "reference"), _as_set(given, scope, "submission")
    if theirs is None:
        return Undecided("The reference answer could not be computed.")
    if mine is None:
        return Undecided("Groundwork could not compute the ends of this interval.")
    if theirs == mine:
        return Equivalent()
    try:
        gap = sympy.SymmetricDifference(theirs, mine)
    except (TypeError, NotImplementedError, ValueError):
        return Undecided("Groundwork could not compare the two ranges.")
    if gap is sympy.EmptySet:
        return Equivalent()
    if isinstance(gap, sympy.FiniteSet):
        return Different("An end or a single value is in one of the two and not in the other.")
    return Different("The two ranges are not the same.", _inside(gap, theirs))


def _inside(gap: sympy.Set, theirs: sympy.Set) -> str | None:
    """A number that lies in one of the two and not in the other."""
    for candidate in (0, 1, -1, 2, -2, 3, 5, 10, -10, 100, sympy.Rational(1, 2), -1000, 1000):
        number = sympy.Rational(candidate)
        if gap.contains(number) == sympy.true:
            side = (
                "belongs to the answer, but not to yours"
                if theirs.contains(number) == sympy.true
                else "belongs to yours, but not to the answer"
            )
            return f"${number}$ {side}."
    return None


def _as_set(region: Region, scope: Scope, whose: str) -> sympy.Set | None:
    pieces = []
    for piece in region.pieces:
        built = _piece(piece, scope, whose)
        if built is None:
            return None
        pieces.append(built)
    return sympy.Union(*pieces)


def _piece(piece: Piece, scope: Scope, whose: str) -> sympy.Set | None:
    if piece.excluded is not None:
        value = _end(piece.excluded, scope, whose)
        return None if value is None else sympy.Complement(sympy.Reals, sympy.FiniteSet(value))
    low = -sympy.oo if piece.lower is None else _end(piece.lower, scope, whose)
    high = sympy.oo if piece.upper is None else _end(piece.upper, scope, whose)
    if low is None or high is None:
        return None
    return sympy.Interval(low, high, piece.lower_open, piece.upper_open)


def _end(node: Node, scope: Scope, whose: str) -> sympy.Expr | None:
    values = values_of(node, scope, whose=whose)
    if not values or not is_scalar(values[0]) or values[0].free_symbols:
        return None
    return values[0] if values[0].is_extended_real else None
