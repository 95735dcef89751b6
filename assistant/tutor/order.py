"""Which of the passages found are shown first: those that explain, before those that test or warn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library.types import FoundPassage
from assistant.tutor.words import content_words

_MOST_OTHER_NUMBERS = 4
_TESTING = frozenset(
    content_words("mistakes pitfalls check scratch exercises problems questions quiz solutions references")
)
_WORKING = frozenset(content_words("worked examples"))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def explaining_first(
    passages: Sequence[FoundPassage], question: str, results: str = "", *, small: bool = False
) -> list[FoundPassage]:
    """Put the passages that explain before those that test or warn, else as they were found.

    A model takes a formula from a list of mistakes as readily as from a definition, so such sections come last unless
    the question asks for them. For a small model, so do worked examples and passages full of other numbers, and where
    there are results to explain they are left out: their numbers would end up in the answer.
    """
    asked = set(content_words(question))
    given = set(_NUMBER.findall(question + results))

    def rank(numbered: tuple[int, FoundPassage]) -> tuple[bool, bool, int]:
        number, found = numbered
        heading = set(content_words(" ".join(found.passage.section[-1:])))
        tests = bool(heading & _TESTING) and not heading & asked
        others = set(_NUMBER.findall(found.passage.text)) - given
        works = bool(heading & _WORKING) and not heading & asked
        busy = small and (works or len(others) >= _MOST_OTHER_NUMBERS)
        return tests, busy, number

    ordered = sorted(enumerate(passages, start=1), key=rank)
    calm = [numbered for numbered in ordered if not any(rank(numbered)[:2])]
    return [found for _, found in (calm if small and results and calm else ordered)]
