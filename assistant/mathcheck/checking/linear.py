"""What follows from the linear equations a message stated, taken together, and what plainly contradicts them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy

from assistant.mathcheck.checking import intent
from assistant.mathcheck.checking.message import Message
from assistant.mathcheck.checking.verdict import Finding, Kind, refuted, verified
from assistant.mathcheck.reading.claims import Claim
from assistant.mathcheck.values.build import symbol
from assistant.mathcheck.values.equality import expandable
from assistant.mathcheck.values.latex import to_latex
from assistant.mathcheck.values.operators import is_scalar
from assistant.mathcheck.values.scope import Value

_UNKNOWNS = 6
_KEPT = 10
_LETTERS = 8

_GAP = re.compile(
    r"^[\s.,;:!$\\\])}]*\b(?:so|thus|therefore|hence|then|which|we|this|it|giving|gives|dividing|divide|subtracting|subtract|"
    r"adding|add|multiplying|multiply|combining|combine|simplif\w+|solving|substituting|isolating|moving)\b[^=<>?]{0,80}$",
    re.IGNORECASE,
)
"""Words that announce that what follows comes from the equation right before."""
_OTHER_THREAD = re.compile(
    r"\b(?:or|either|case|cases|other|another|second (?:case|root|solution|value|one)|also|similarly|likewise|if|when|instead|not|no|check|checking|plug\w*|try\w*|"
    r"but|for|where|while|next|problem|part|suppose|assume|would|were|exclude\w*|reject\w*|unless|since|because|recall|let|now)\b",
    re.IGNORECASE,
)


def linear(left: Value, right: Value) -> sympy.Expr | None:
    """`left - right` when it is linear with rational coefficients in a few letters; None otherwise."""
    if not (is_scalar(left) and is_scalar(right)) or not (left.is_commutative and right.is_commutative):
        return None
    letters = left.free_symbols | right.free_symbols
    if not 1 <= len(letters) <= _LETTERS:
        return None
    difference = left - right
    if not expandable(difference) or not difference.is_polynomial(*letters):
        return None
    form = sympy.Poly(difference, *sorted(letters, key=str))
    if form.total_degree() != 1 or not all(item.is_Rational for item in form.coeffs()):
        return None
    return form.as_expr()


def follows_together(left: Value, right: Value, message: Message) -> Finding | None:
    """Whether an equation is a sum of multiples of those stated before; None when it is not, or that says nothing."""
    stated = linear(left, right)
    if stated is None:
        return None
    system = _system(stated.free_symbols, message)
    if not system or not stated.free_symbols <= _letters(system):
        return None
    if _rank(system) is None or _rank((*system, stated)) != _rank(system):
        return None
    return verified(Kind.EQUATION, "This follows from the equations stated before it.")


def _system(letters: set[sympy.Symbol], message: Message) -> tuple[sympy.Expr, ...]:
    """The linear equations and settings before that share letters with these, directly or by way of others."""
    pool = [linear(equation.left, equation.right) for equation in message.equations]
    for name, given in list(message.scope.given.items())[-_KEPT:]:
        pool.append(linear(symbol(name), given.raw))
    rest = [item for item in pool if item is not None]
    chosen: list[sympy.Expr] = []
    known = set(letters)
    while True:
        near = [item for item in rest if item.free_symbols & known]
        if not near:
            return tuple(chosen)
        chosen += near
        rest = [item for item in rest if not item.free_symbols & known]
        known = known.union(*(item.free_symbols for item in near))
        if len(known) > _UNKNOWNS or len(chosen) > 2 * _KEPT:
            return ()


def _letters(system: Sequence[sympy.Expr]) -> set[sympy.Symbol]:
    return set().union(*(item.free_symbols for item in system))


def _rank(system: Sequence[sympy.Expr]) -> int | None:
    """The rank of a system with its constants; None when the system contradicts itself."""
    letters = sorted(_letters(system), key=str)
    rows = [
        [item.coeff(letter) for letter in letters] + [item.as_independent(*letters)[0]] for item in system
    ]
    whole = sympy.Matrix(rows)
    rank = int(whole.rank())
    return rank if int(whole[:, :-1].rank()) == rank else None


def contradicts(claim: Claim, left: Value, right: Value, message: Message) -> Finding | None:
    """A step that is announced to come from the equation right before it, but has another solution.

    Only for one unknown, in one thread of equations that agree with each other, with words that say "so we get" between
    the two, and nothing there that could open a second case.
    """
    stated = linear(left, right)
    if stated is None or len(stated.free_symbols) != 1:
        return None
    (unknown,) = stated.free_symbols
    if message.scope.knows(unknown.name) or not _comes_from(claim, message.last):
        return None
    value = _determined(unknown, message)
    root = _root(stated, unknown)
    if value is None or _near(value, root) or intent.is_denied(claim) or claim.conditional:
        return None
    expected = (
        to_latex(value)
        if left == unknown and not right.free_symbols
        else f"{to_latex(unknown)} = {to_latex(value)}"
    )
    reason = f"The equations before it give {unknown.name} = {value}."
    return refuted(Kind.SOLUTION, reason, expected)


def _comes_from(claim: Claim, last: str) -> bool:
    """Whether only words that draw a conclusion stand between what was stated last and a claim."""
    place = claim.before.rfind(last) if last else -1
    if place < 0:
        return False
    gap = claim.before[place + len(last) :]
    return bool(_GAP.search(gap)) and not _OTHER_THREAD.search(gap) and "\n\n" not in gap.strip()


def _determined(unknown: sympy.Symbol, message: Message) -> sympy.Rational | None:
    """The value that all equations before give to an unknown, if they agree and leave no choice."""
    for equation in message.equations:
        letters = equation.left.free_symbols | equation.right.free_symbols
        if unknown in letters and linear(equation.left, equation.right) is None:
            return None
    system = _system({unknown}, message)
    if not system or _rank(system) is None:
        return None
    letters = sorted(_letters(system), key=str)
    solved = sympy.linsolve(system, *letters)
    if len(solved) != 1:
        return None
    value = next(iter(solved))[letters.index(unknown)]
    return value if value.is_Rational else None


def _root(stated: sympy.Expr, unknown: sympy.Symbol) -> sympy.Rational:
    return -stated.subs(unknown, 0) / stated.coeff(unknown)


def _near(one: sympy.Rational, other: sympy.Rational) -> bool:
    """Whether rounding or a per cent sign may explain the difference."""
    if one == 0 or other == 0:
        return bool(one == other)
    ratio = one / other
    rounded = abs(one - other) < 1 and (one.q != 1 or other.q != 1) and 100 * abs(one - other) < 11 * abs(one)
    return bool(rounded) or ratio in (1, 100, sympy.Rational(1, 100))
