"""How a reader is written: the wording of a prompt with gaps, and what to compute from the gaps.

In a wording `«name»` is a gap (`«table»` a whole table), `‹a|b›` one of several texts, `…` words without any digit or formula; everything else
must stand there exactly. A rule answers only when its wording covers the whole prompt.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from rederiving.latex import Unreadable, value_of

_STUMBLES = (Unreadable, ArithmeticError, LookupError, TypeError, ValueError)
"""What a reader may raise on a prompt that is not what it took it for: it then has no answer."""


@dataclass(frozen=True, slots=True)
class Formula:
    """An answer that is a formula: the names of its letters and the function of them."""

    names: tuple[str, ...]
    function: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """For one generator (`topic.name`): a wording and the computation of the answer."""

    source: str
    wording: str
    answer: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Story:
    """For one generator whose stories vary: phrases that must occur, and how many numbers the story holds."""

    phrases: tuple[str, ...]
    count: int
    answer: Callable[..., Any]


_NUMBER = re.compile(
    r"(?:(?<![\w)}\]] )(?<![\w)}\]])- ?)?(?:\\frac\{-?\d+\}\{\d+\}|(?<![\w_.^{\\])(?<!_\{)\d+(?:\.\d+)?(?!\.?\w)(?:\\%)?)"
)


def numbers_in(text: str) -> list[str]:
    """The numbers of a story, in order: whole, decimal, fractions, per cent; not the indices of names."""
    return _NUMBER.findall(text.replace("$", " "))


@cache
def pattern(wording: str) -> re.Pattern[str]:
    """The wording as a regular expression."""
    seen: set[str] = set()

    def piece(match: re.Match[str]) -> str:
        text = match.group()
        if text == "…":
            return r"[^\d$]*?"
        if text[0] == "‹":
            return (
                "(?:"
                + "|".join(re.escape(part).replace("…", r"[^\d$]*?") for part in text[1:-1].split("|"))
                + ")"
            )
        if text[0] == "«":
            name = text[1:-1]
            if name in seen:
                return f"(?P={name})"
            seen.add(name)
            if name == "table":
                return r"(?P<table>\|.+\|)"
            return f"(?P<{name}>[^$]+?)"
        return r"\s+" if text.isspace() else re.escape(text)

    return re.compile(re.sub(r"…|‹[^›]*›|«\w+»|\s+|[^…‹«\s]+", piece, wording))


class Rules:
    """The rules of one area, in the order in which they were written."""

    def __init__(self) -> None:
        self.by_source: dict[str, list[Rule]] = {}
        self.stories: dict[str, list[Story]] = {}

    def story(self, source: str, count: int, answer: Callable[..., Any], *phrases: str) -> None:
        """Register what to compute from the numbers of a story that holds all the phrases."""
        self.stories.setdefault(source, []).append(Story(phrases, count, answer))

    def __call__(self, source: str, answer: Callable[..., Any], *wordings: str) -> None:
        """Register what to compute from the gaps of some wordings of a generator."""
        for wording in wordings:
            self.by_source.setdefault(source, []).append(Rule(source, " ".join(wording.split()), answer))

    def answer(self, source: str, prompt: str) -> Any:
        """The answer to a prompt; None when no rule covers it."""
        text = " ".join(re.sub(r"\|\s*\n\s*\|", "|⏎|", prompt).split())
        for rule in self.by_source.get(source, ()):
            match = pattern(rule.wording).fullmatch(text)
            if match is None:
                continue
            try:
                found = rule.answer(**match.groupdict())
            except _STUMBLES:
                continue
            if found is not None:
                return found
        return self._from_story(source, text)

    def _from_story(self, source: str, text: str) -> Any:
        for story in self.stories.get(source, ()):
            if not all(re.search(phrase, text) for phrase in story.phrases):
                continue
            numbers = numbers_in(text)
            if story.count not in (len(numbers), 0):
                continue
            try:
                found = story.answer(*[value_of(number) for number in numbers])
            except _STUMBLES:
                continue
            if found is not None:
                return found
        return None
