"""Compares an answer computed from the wording with the key of an exercise."""

from __future__ import annotations

from typing import Any

import mpmath as mp
import numpy as np

from rederiving.latex import Unreadable, function_of, value_of
from rederiving.rules import Formula

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


def agrees(answer: Any, key: str, choices: tuple[str, ...] = ()) -> bool:
    """Whether the answer is the key; raises Unreadable where the key cannot be read.

    Args:
        answer: A value, a `Formula`; for choices the index of the right one, or a bool for true and false.
        key: LaTeX, or the letter of a choice.
        choices: The texts of the choices.
    """
    if choices:
        if isinstance(answer, bool):
            if tuple(choices) != ("True", "False"):
                raise Unreadable("choices that are not true and false")
            answer = 0 if answer else 1
        return key == chr(ord("A") + answer)
    if isinstance(answer, Formula):
        written = function_of(key, *answer.names)
        return all(
            values_agree(answer.function(*point.values()), written(*point.values()))
            for point in points(answer.names)
        )
    return values_agree(answer, value_of(key, imaginary=True))
