"""How a reader is written: the wording of a prompt with gaps, and what to compute from the gaps.

In a wording `«name»` is a gap (`«table»` a whole table), `‹a|b›` one of several texts, `…` words without any digit or
formula; everything else must stand there exactly. A rule answers only when its wording covers the whole prompt.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from inspect import signature
from typing import Any

from rederiving.latex import value_of
from rederiving.values import Unreadable

_STUMBLES = (Unreadable, ArithmeticError, LookupError, TypeError, ValueError)
"""What a reader may raise on a prompt that is not what it took it for: it then has no answer."""


@dataclass(frozen=True, slots=True)
class Formula:
    """An answer that is a formula: the names of its letters and the function of them."""

    names: tuple[str, ...]
    function: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that is one of the options, by its index; -1 when none or more than one of them fits."""

    index: int


@dataclass(frozen=True, slots=True)
class Order:
    """An answer that is an order of the options, by their indices."""

    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """For a worked solution with a mistake: the value of the left side of its first step, where that is a name."""

    value: Any


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording and the computation of the answer."""

    wording: str
    answer: Callable[..., Any]
    sees_options: bool


@dataclass(frozen=True, slots=True)
class Story:
    """For a generator whose stories vary: phrases that must occur, and how many numbers the story holds."""

    phrases: tuple[str, ...]
    count: int
    answer: Callable[..., Any]


_NUMBER = re.compile(
    r"(?:(?<![\w)}\]] )(?<![\w)}\]])- ?)?"
    r"(?:\\frac\{-?\d+\}\{\d+\}|(?<![\w_.^{\\])(?<!_\{)\d+(?:\.\d+)?(?!\.?\w)(?:\\%)?)"
)


def numbers_in(text: str) -> list[str]:
    """The numbers of a story, in order: whole, decimal, fractions, per cent; not the indices of names."""
    return _NUMBER.findall(text.replace("$", " "))


def one_line(text: str) -> str:
    """A prompt on one line: the lines of a table joined by a sign, other white space by one blank."""
    return " ".join(re.sub(r"\|\s*\n\s*\|", "|⏎|", text).split())


def only(options: tuple[str, ...], fits: Callable[[str], bool]) -> Option:
    """The only option that fits."""
    found = [index for index, option in enumerate(options) if fits(option)]
    return Option(found[0] if len(found) == 1 else -1)


def best(options: tuple[str, ...], measure: Callable[[str], Any]) -> Option:
    """The option with the largest measure, which no other may share."""
    sizes = [measure(option) for option in options]
    return Option(sizes.index(max(sizes)) if sizes.count(max(sizes)) == 1 else -1)


@cache
def pattern(wording: str) -> re.Pattern[str]:
    """The wording as a regular expression."""
    seen: set[str] = set()

    def piece(match: re.Match[str]) -> str:
        text = match.group()
        if text == "…":
            return r"[^\d$]*?"
        if text[0] == "‹":
            parts = (re.escape(part).replace("…", r"[^\d$]*?") for part in text[1:-1].split("|"))
            return "(?:" + "|".join(parts) + ")"
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
    """The rules of one topic, by the name of the generator, in the order in which they were written."""

    def __init__(self) -> None:
        self.by_generator: dict[str, list[Rule]] = {}
        self.stories: dict[str, list[Story]] = {}
        self.verbal: dict[str, str] = {}

    def story(self, generator: str, count: int, answer: Callable[..., Any], *phrases: str) -> None:
        """Register what to compute from the numbers of a story that holds all the phrases."""
        self.stories.setdefault(generator, []).append(Story(phrases, count, answer))

    def __call__(self, generator: str, answer: Callable[..., Any], *wordings: str) -> None:
        """Register what to compute from the gaps of some wordings of a generator.

        A computation with a parameter named `options` is given the texts of the options as well.
        """
        sees = "options" in signature(answer).parameters
        for wording in wordings:
            self.by_generator.setdefault(generator, []).append(Rule(" ".join(wording.split()), answer, sees))

    def in_words(self, generator: str, why: str) -> None:
        """Declare that the options of a generator are sentences about ideas, which no number decides."""
        self.verbal[generator] = why

    def answer(self, generator: str, prompt: str, options: tuple[str, ...] = ()) -> Any:
        """The answer to a prompt; None when no rule covers it."""
        text = one_line(prompt)
        for rule in self.by_generator.get(generator, ()):
            match = pattern(rule.wording).fullmatch(text)
            if match is None:
                continue
            try:
                given = {"options": options} if rule.sees_options else {}
                found = rule.answer(**match.groupdict(), **given)
            except _STUMBLES:
                continue
            if found is not None:
                return found
        return self._from_story(generator, text)

    def _from_story(self, generator: str, text: str) -> Any:
        for story in self.stories.get(generator, ()):
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
