"""Probabilities of events nobody gave numbers for, in one form, so that the rules of probability are identities.

Conditions become quotients, `not` and `or` become sums of probabilities of events that hold together:
P(A|B) = P(A and B) / P(B), P(A or B) = P(A) + P(B) - P(A and B), P(A and not B) = P(A) - P(A and B).
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy

from assistant.mathcheck.values.naming import symbol
from assistant.mathcheck.values.scope import Value

Known = Mapping[tuple[str, str], Value]
_EVENTS = 6


def probability_of(event: str, given: str, known: Known) -> Value:
    """P(event | given) in probabilities of joint events; numbers where joint events were given them."""
    joined = event if not given else f"{event} and {given}"
    if not _readable(joined):
        return symbol(f"P({event}|{given})" if given else f"P({event})")
    value = _of(joined, known)
    return value / _of(given, known) if given else value


def _readable(event: str) -> bool:
    parts = [part for side in event.split(" or ") for part in side.split(" and ")]
    mixed = " or " in event and " and " in event
    return not mixed and len(parts) <= _EVENTS and all(part and "not not" not in part for part in parts)


def _of(event: str, known: Known) -> Value:
    if " or " in event:
        parts = sorted(set(event.split(" or ")))
        total: Value = sympy.Integer(0)
        for chosen in range(1, 2 ** len(parts)):
            together = [part for place, part in enumerate(parts) if chosen >> place & 1]
            total += (-1) ** (len(together) + 1) * _joint(together, known)
        return total
    return _joint(event.split(" and "), known)


def _joint(parts: list[str], known: Known) -> Value:
    """P of all parts together, `not` worked out."""
    for place, part in enumerate(parts):
        if part.startswith("not "):
            rest = parts[:place] + parts[place + 1 :]
            without = _joint(rest, known) if rest else sympy.Integer(1)
            return without - _joint([*rest, part[4:]], known)
    names = sorted(set(parts))
    if len(names) == 2:
        for first, second in (names, names[::-1]):
            value = known.get((f"{first} and {second}", ""))
            if value is not None:
                return value
    value = known.get((" and ".join(names), ""))
    return value if value is not None else symbol(f"P({' and '.join(names)})")
