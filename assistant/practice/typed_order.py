"""Reads an order as it is typed, `C, A, D, B` or `cadb`, and says how far a wrong one is right."""

from __future__ import annotations

import re
from collections import Counter
from string import ascii_uppercase

_BETWEEN = re.compile(r"[\s,;.:/|()\[\]<>=\u2013\u2014\u2192-]+")
_NUMBERS = re.compile(r"(?<![A-Za-z0-9])[1-9](?=[.):])")


def letters_of(text: str, count: int) -> tuple[str, ...] | None:
    """The letters that were typed, in capitals; None where something else stands between them.

    Args:
        text: What was typed, untrusted; commas, spaces, arrows, brackets and "1." before a letter are passed over.
        count: How many steps there are; later letters than theirs mean nothing.
    """
    bare = _BETWEEN.sub("", _NUMBERS.sub(" ", text)).upper()
    known = ascii_uppercase[:count]
    return tuple(bare) if bare and all(letter in known for letter in bare) else None


def whats_missing(text: str, count: int) -> str:
    """Why what was typed is no order of all the steps yet, in one sentence; empty when it is one."""
    known = ascii_uppercase[:count]
    letters = letters_of(text, count)
    if letters is None:
        return f"This question takes the letters {known[0]} to {known[-1]}, each once, in the right order."
    twice = [letter for letter, times in Counter(letters).items() if times > 1]
    if twice:
        return f"Step {twice[0]} stands there more than once."
    left = [letter for letter in known if letter not in letters]
    if left:
        return f"{'Step' if len(left) == 1 else 'Steps'} {_listed(left)} {'is' if len(left) == 1 else 'are'} missing."
    return ""


def how_far(order: tuple[str, ...], right: tuple[str, ...]) -> str:
    """What a wrong order shows; it never names the next step.

    Args:
        order: The order that was given, all letters once.
        right: The right one.
    """
    apart = [place for place, letter in enumerate(order) if letter != right[place]]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        return "Two neighbours are swapped; all the rest is in its place. Which of the two needs the other?"
    if order == right[::-1]:
        return "This is the way back: begin with what can be written down from the question alone."
    if not apart[0]:
        return (
            f"Step {order[0]} cannot be the first: it needs something that only another step finds. "
            "Begin with what can be written down from the question alone."
        )
    return (
        f"It is right up to step {order[apart[0] - 1]}. Look at what step {order[apart[0]]} needs, and which step "
        "finds that."
    )


def _listed(letters: list[str]) -> str:
    return letters[0] if len(letters) == 1 else f"{', '.join(letters[:-1])} and {letters[-1]}"
