"""Compares an answer computed from the wording with the key of an exercise."""

from __future__ import annotations

import re
from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import function_of, value_of
from rederiving.rules import Formula, Option, Order
from rederiving.values import Unreadable

TOLERANCE = mp.mpf("1e-12")
"""Relative; computed with 40 digits, of which numerical limits and derivatives lose the most."""
_POINTS = ("1.37", "0.61", "2.23", "0.89", "1.73", "2.61", "0.43", "1.19")


def numbers_agree(a: Any, b: Any) -> bool:
    """Whether two numbers are the same up to the tolerance."""
    if mp.isinf(a) or mp.isinf(b):
        return bool(a == b)
    return bool(abs(mp.mpmathify(a) - mp.mpmathify(b)) <= TOLERANCE * max(1, abs(mp.mpmathify(b))))


def values_agree(a: Any, b: Any) -> bool:
    """Whether two values are the same: numbers, arrays of one shape, sets in any order."""
    if isinstance(a, tuple) or isinstance(b, tuple):
        first, second = (x if isinstance(x, tuple) else (x,) for x in (a, b))
        return all(any(values_agree(x, y) for y in second) for x in first) and all(
            any(values_agree(x, y) for x in first) for y in second
        )
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray)):
            return False
        first, second = (x.reshape(-1, 1) if x.ndim == 1 else x for x in (a, b))
        return first.shape == second.shape and all(
            numbers_agree(x, y) for x, y in zip(first.flatten(), second.flatten(), strict=True)
        )
    return numbers_agree(a, b)


def points(names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Three points at which formulas in these letters are compared."""
    return [
        {name: mp.mpf(_POINTS[(3 * turn + at) % len(_POINTS)]) for at, name in enumerate(names)}
        for turn in range(3)
    ]


_NAMED = re.compile(r"\w(?:\([a-z, ]+\))? = (.+)", re.DOTALL)


def agrees(answer: Any, key: str, choices: tuple[str, ...] = ()) -> bool:
    """Whether the answer is the key; raises Unreadable where that cannot be told.

    Args:
        answer: A value or a `Formula`; for choices also an `Option`, a bool for true and false, or the right text.
        key: LaTeX, or the letter of a choice.
        choices: The texts of the choices.
    """
    if isinstance(answer, Order):
        return key == ", ".join(chr(ord("A") + index) for index in answer.indices)
    if choices:
        return key == chr(ord("A") + _chosen(answer, choices))
    return _is_written(answer, key)


def _chosen(answer: Any, choices: tuple[str, ...]) -> int:
    """The index of the only option that agrees with the answer; -1 when none or several do."""
    if isinstance(answer, Option):
        return answer.index
    if isinstance(answer, bool | np.bool_):
        if tuple(choices) != ("True", "False"):
            raise Unreadable("choices that are not true and false")
        return 0 if answer else 1
    if isinstance(answer, str):
        if answer not in choices:
            raise Unreadable("an option that is not there")
        return choices.index(answer)
    found = [index for index, choice in enumerate(choices) if _is_option(answer, choice)]
    return found[0] if len(found) == 1 else -1


def _is_option(answer: Any, choice: str) -> bool:
    """Whether an option writes the answer; one that is no value, such as “undefined”, writes none."""
    text = choice.strip().strip("$")
    named = _NAMED.fullmatch(text)
    try:
        return _is_written(answer, named[1] if named else text)
    except (Unreadable, ArithmeticError, ValueError, TypeError):
        return False


def _is_written(answer: Any, text: str) -> bool:
    if isinstance(answer, Formula):
        written = function_of(text, *answer.names)
        return all(
            values_agree(answer.function(*point.values()), written(*point.values()))
            for point in points(answer.names)
        )
    return values_agree(answer, value_of(text, imaginary=True))
