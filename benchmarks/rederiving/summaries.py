"""Numbers in a row: how a wording lists them, their mean, spread and median."""

from __future__ import annotations

from typing import Any


def mean(values: Any) -> Any:
    """The mean."""
    return sum(values) / len(values)


def spread(values: Any, less: int = 0) -> Any:
    """The mean squared deviation, with a smaller denominator if wanted."""
    return sum((v - mean(values)) ** 2 for v in values) / (len(values) - less)


def median(values: Any) -> Any:
    """The middle one, or the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def points(values: tuple[Any, ...]) -> list[tuple[Any, Any]]:
    """Numbers two by two."""
    return list(zip(values[::2], values[1::2], strict=True))


_LIST = [
    ("$«{0}1»$",),
    ("$«{0}1»$ and $«{0}2»$",),
    ("$«{0}1»$, $«{0}2»$ and $«{0}3»$",),
    ("$«{0}1»$, $«{0}2»$, $«{0}3»$ and $«{0}4»$",),
    ("$«{0}1»$, $«{0}2»$, $«{0}3»$, $«{0}4»$ and $«{0}5»$",),
]


def lists(letter: str) -> list[str]:
    """Wordings of one to five numbers in a row."""
    return [forms[0].format(letter) for forms in _LIST]


def taken(gaps: dict[str, str], letter: str) -> str:
    """The numbers of a list, back together."""
    return ", ".join(text for name, text in gaps.items() if name[0] == letter and name[1:].isdigit())
