"""Which of the passages found are shown first: those that explain, before those that test or warn."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assistant.library.files import BUILT_IN_ROOT
from assistant.library.types import FoundPassage
from assistant.tutor.words import content_words

_MOST_OTHER_NUMBERS = 4
_TESTING = frozenset(
    content_words("mistakes pitfalls check scratch exercises problems questions quiz solutions references")
)
_WORKING = frozenset(content_words("worked examples"))
_EXPLAINING = frozenset(["intuition", "in plain words", "definition"])
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def explaining_first(
    passages: Sequence[FoundPassage],
    question: str,
    results: str = "",
    *,
    small: bool = False,
    notes: Set[str] = frozenset(),
) -> list[FoundPassage]:
    """Put the passages that explain before those that test or warn, else as they were found.

    What explains in the notes on the question's own topics (`notes`, their paths) comes before what other passages say
    of them in passing; only a document of the learner's that was found first of all stays first.

    A model takes a formula from a list of mistakes as readily as from a definition, so such sections come last unless
    the question asks for them. For a small model, so do worked examples and passages full of other numbers, and where
    there are results to explain they are left out: their numbers would end up in the answer.
    """
    asked = set(content_words(question))
    given = set(_NUMBER.findall(question + results))

    def rank(numbered: tuple[int, FoundPassage]) -> tuple[bool, bool, bool, int]:
        number, found = numbered
        title = " ".join(found.passage.section[-1:])
        heading = set(content_words(title))
        tests = bool(heading & _TESTING) and not heading & asked
        others = set(_NUMBER.findall(found.passage.text)) - given
        works = bool(heading & _WORKING) and not heading & asked
        busy = small and (works or len(others) >= _MOST_OTHER_NUMBERS)
        own = found.passage.path in notes and title.casefold() in _EXPLAINING
        first = number == 1 and not found.passage.path.startswith(f"{BUILT_IN_ROOT}/")
        return tests, busy, not (own or first), number

    ordered = sorted(enumerate(passages, start=1), key=rank)
    calm = [numbered for numbered in ordered if not any(rank(numbered)[:2])]
    return [found for _, found in (calm if small and results and calm else ordered)]
