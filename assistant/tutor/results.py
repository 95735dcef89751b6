"""Whether an answer says the numbers computed for it; a small model sometimes ends on others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.mathcheck.types import Fact

_LAST_SIDES = re.compile(r"=|\\approx")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PER_CENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:\\?%|per ?cent)")
_COMMAND = re.compile(r"\\[A-Za-z]+(?:\{[a-z]*matrix\})?")
_LETTER = re.compile(r"[A-Za-z]")
_SAME_NUMBER = 1e-9


def unsaid(text: str, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of numbers alone whose numbers do not stand in a text, in none of the ways in which they are written.

    Generous on purpose: numbers that stand in other places count as said. Results with letters are left to the
    checker, which refutes what contradicts them.
    """
    numbers = [float(number) for number in _NUMBER.findall(text)]
    numbers += [float(number) / 100 for number in _PER_CENT.findall(text)]
    missing = []
    for fact in facts:
        sides = [_numbers_of(side) for side in _LAST_SIDES.split(fact.latex)[1:]]
        if any(sides) and not any(side and _all_among(side, numbers) for side in sides):
            missing.append(fact)
    return tuple(missing)


def restated(facts: Sequence[Fact]) -> str:
    """A last paragraph with results that the words above it do not say."""
    return "\n\n".join(f"As computed: {fact.statement}" for fact in facts)


def _numbers_of(side: str) -> list[float]:
    if _LETTER.search(_COMMAND.sub("", side)):
        return []
    return [float(number) for number in _NUMBER.findall(side)]


def _all_among(wanted: Sequence[float], numbers: Sequence[float]) -> bool:
    return all(any(abs(one - other) < _SAME_NUMBER for other in numbers) for one in wanted)
