"""Probabilities that follow from those that were given: complement, product, total probability, Bayes' rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy

Known = dict[tuple[str, str], Any]

_EVENTS = 8


def complement(event: str) -> str:
    """`not A` of `A`, and `A` of `not A`."""
    if event.startswith("not "):
        return event[4:]
    signs = {"+": "-", "-": "+", "pos": "neg", "neg": "pos", "positive": "negative", "negative": "positive"}
    return signs.get(event, f"not {event}")


def derived(event: str, given: str, known: Mapping[tuple[str, str], Any]) -> Any | None:
    """P(event | given) from what is known, or None when it does not follow."""
    closure = _closure(dict(known), (event, given))
    return closure.get((event, given))


def _closure(known: Known, wanted: tuple[str, str]) -> Known:
    """Everything that follows, until nothing new does or the wanted one is there."""
    for _ in range(4):
        if wanted in known:
            return known
        before = len(known)
        _add_complements(known)
        _add_joint(known)
        _add_total(known)
        _add_union(known)
        _add_bayes(known)
        if len(known) == before:
            break
    return known


def _events(known: Known) -> list[str]:
    names = {
        part
        for event, given in known
        for part in (event, given)
        if part and " and " not in part and " or " not in part
    }
    return sorted(names)[:_EVENTS]


def _add_complements(known: Known) -> None:
    for (event, given), value in list(known.items()):
        if " and " in event or " or " in event or "=" in event or "<" in event or ">" in event:
            continue
        known.setdefault((complement(event), given), 1 - value)


def _joint(known: Known, first: str, second: str) -> Any | None:
    value = known.get((f"{first} and {second}", ""))
    return value if value is not None else known.get((f"{second} and {first}", ""))


def _add_joint(known: Known) -> None:
    for (event, given), value in list(known.items()):
        if given and (given, "") in known:
            product = value * known[(given, "")]
            known.setdefault((f"{event} and {given}", ""), product)
            known.setdefault((f"{given} and {event}", ""), product)


def _add_total(known: Known) -> None:
    for event in _events(known):
        if (event, "") in known:
            continue
        for other in _events(known):
            first, second = _joint(known, event, other), _joint(known, event, complement(other))
            if other not in (event, complement(event)) and first is not None and second is not None:
                known.setdefault((event, ""), first + second)
                break


def _add_union(known: Known) -> None:
    events = _events(known)
    for first in events:
        for second in events:
            if first >= second or complement(first) == second:
                continue
            parts = (known.get((first, "")), known.get((second, "")), _joint(known, first, second))
            if all(part is not None for part in parts):
                one, other, joint = parts
                known.setdefault((f"{first} or {second}", ""), one + other - joint)  # type: ignore[operator]
                known.setdefault((f"{second} or {first}", ""), one + other - joint)  # type: ignore[operator]


def _add_bayes(known: Known) -> None:
    events = _events(known)
    for event in events:
        for given in events:
            below = known.get((given, ""))
            joint = _joint(known, event, given)
            nonzero = isinstance(below, sympy.Expr) and not below.is_zero
            if event not in (given, complement(given)) and joint is not None and nonzero:
                known.setdefault((event, given), joint / below)
