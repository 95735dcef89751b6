"""Which topics a text is about, by the names the notes give them; no model, no heavy import."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.syllabus.guess import Guesser, build_guesser
from assistant.syllabus.names import content_words, is_han, name_key, parts_of, words_of
from assistant.syllabus.spelling import Speller, build_speller
from assistant.syllabus.stems import stem
from assistant.syllabus.types import Syllabus

__all__ = ["HINTED", "NAMED", "TopicFinder", "build_finder", "name_key", "topics_of"]

NAMED = 0.5
"""A score of at least this means that the text names the topic; below it, only words of the name occur."""

HINTED = 0.3
"""A score below this is a guess: good enough to offer, not to keep a record of."""

_SCATTERED_SCORE = 0.4
_MISSPELT_SCORE = 0.45
_USED_SCORE = 0.32
_TELLING_SCORE = 0.3
_WINDOW = 6
_MIN_LETTERS = 3
_PERSON = re.compile(r"\b([^\W\d_]{2,})['’]")


@dataclass(frozen=True, slots=True)
class TopicFinder:
    """Finds topics by name; made by `build_finder`, holds nothing but the names of one syllabus.

    `scattered` are the words of names of two words or more; `telling` are people whose name only one topic has; `uses`
    are the practical ideas that rest on topics.
    """

    names: dict[tuple[str, ...], str]
    longest: int
    scattered: tuple[tuple[str, frozenset[str]], ...]
    telling: dict[str, str]
    uses: dict[tuple[str, ...], tuple[tuple[str, int], ...]]
    longest_use: int
    speller: Speller
    guesser: Guesser
    order: dict[str, int]

    def topics_of(self, text: str, limit: int = 3) -> tuple[tuple[str, float], ...]:
        """The topics a text is about with a score in (0, 1], best first, at most `limit`.

        A name as it is written, in any of its languages, scores `NAMED` or more, the more the longer and the oftener;
        longer names win over the shorter ones inside them, so "gradient descent" does not also say "gradient". Less
        than `NAMED` is scored by a misspelt name, by the words of a name near each other in any order, by a practical
        idea that rests on the topic where no topic is named, and by the person whom its title is called after
        ("Bayes"). Less than `HINTED` is a guess by the words of its objectives.
        """
        words = words_of(text)
        tokens = tuple(map(stem, words))
        named, covered, spent = self._named(tokens)
        scores = {topic_id: 1 - 0.5**count for topic_id, (count, _) in named.items()}
        first = {topic_id: place for topic_id, (_, place) in named.items()}
        right = self.speller.corrected(words, all_lengths=not named)
        for topic_id, score in self._hinted(tokens, right, covered, alone=not named):
            scores[topic_id] = max(score, scores.get(topic_id, 0.0))
        if len(scores) < limit:
            for topic_id, score in self.guesser.topics_of(right).items():
                if topic_id not in spent:
                    scores.setdefault(topic_id, score)

        def rank(item: tuple[str, float]) -> tuple[float, int, int]:
            return (-item[1], first.get(item[0], len(tokens)), self.order[item[0]])

        return tuple(sorted(scores.items(), key=rank)[:limit])

    def _named(self, tokens: Sequence[str]) -> tuple[dict[str, tuple[int, int]], list[int], set[str]]:
        # For each topic the number of tokens that name it and where the first one stands; then for each token the
        # length of the name that it is part of; then the topics whose names stand only inside longer ones.
        found = [
            (length, start, topic_id)
            for start in range(len(tokens))
            for length in range(1, min(self.longest, len(tokens) - start) + 1)
            if (topic_id := self.names.get(tuple(tokens[start : start + length]))) is not None
        ]
        covered = [0] * len(tokens)
        named: dict[str, tuple[int, int]] = {}
        spent: set[str] = set()
        for length, start, topic_id in sorted(found, key=lambda match: (-match[0], match[1])):
            if not any(covered[start : start + length]):
                covered[start : start + length] = [length] * length
                count, place = named.get(topic_id, (0, start))
                named[topic_id] = (count + length, min(place, start))
            else:
                spent.add(topic_id)
        return named, covered, spent - named.keys()

    def _hinted(
        self, tokens: Sequence[str], right: Sequence[str], covered: Sequence[int], *, alone: bool
    ) -> Iterator[tuple[str, float]]:
        for token, length in zip(tokens, covered, strict=True):
            if not length and token in self.telling:
                yield self.telling[token], _TELLING_SCORE
        if right != tokens:
            for topic_id, (count, _) in self._named(right)[0].items():
                yield topic_id, min(_MISSPELT_SCORE, 1 - 0.5**count)
        present = frozenset(right)
        for topic_id, content in self.scattered:
            if content <= present:
                # The word "function" of "convex function" may be another topic's whole name; but the words of
                # "gradient descent" are spent when it is written out.
                free = [
                    token if length < len(content) else ""
                    for token, length in zip(right, covered, strict=True)
                ]
                if _near(free, content):
                    yield topic_id, _SCATTERED_SCORE
        if alone:
            yield from self._used(right)

    def _used(self, tokens: Sequence[str]) -> Iterator[tuple[str, float]]:
        for start in range(len(tokens)):
            for length in range(1, min(self.longest_use, len(tokens) - start) + 1):
                for topic_id, level in self.uses.get(tuple(tokens[start : start + length]), ()):
                    # The higher topics are nearer to what is practised.
                    yield topic_id, _USED_SCORE + 0.01 * level


def _near(tokens: Sequence[str], words: frozenset[str]) -> bool:
    window = max(_WINDOW, 2 * len(words))
    return any(
        words <= frozenset(tokens[start : start + window])
        for start, token in enumerate(tokens)
        if token in words
    )


def build_finder(syllabus: Syllabus) -> TopicFinder:
    """Prepare the names of a syllabus for many questions."""
    names: dict[tuple[str, ...], str] = {}
    scattered: dict[tuple[str, frozenset[str]], None] = {}
    owners: defaultdict[str, set[str]] = defaultdict(set)
    uses: defaultdict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for topic in syllabus.topics:
        terms = tuple(term for _, term in topic.terms)
        for name in (topic.title, topic.id.replace("-", " "), *topic.aliases, *terms):
            key = name_key(name)
            if len(key) < _MIN_LETTERS and all(_is_letter(token) for token in key):
                continue
            names.setdefault(key, topic.id)
            content = content_words(key)
            for word in content:
                owners[word].add(topic.id)
            if len(content) > 1:
                scattered[topic.id, content] = None
        for phrase in topic.used_by:
            uses[name_key(phrase)].append((topic.id, topic.level))
    for key, topic_id in _parts(syllabus).items():
        names.setdefault(key, topic_id)
    return TopicFinder(
        names=names,
        longest=max(map(len, names), default=0),
        scattered=tuple(scattered),
        telling={
            word: topic.id
            for topic in syllabus.topics
            for person in _PERSON.findall(topic.title)
            for word in name_key(person)
            if owners[word] == {topic.id}
        },
        uses={key: tuple(found) for key, found in uses.items() if key},
        longest_use=max(map(len, uses), default=0),
        speller=build_speller({word for key in names for word in key}),
        guesser=build_guesser(syllabus),
        order={topic_id: index for index, topic_id in enumerate(syllabus.ids)},
    )


def _is_letter(token: str) -> bool:
    return len(token) == 1 and token.isalnum() and not is_han(token)


def _parts(syllabus: Syllabus) -> dict[tuple[str, ...], str]:
    """The halves of terms of two names, each where only one topic has it."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for topic in syllabus.topics:
        for _, term in topic.terms:
            for part in parts_of(term):
                found[name_key(part)].add(topic.id)
    return {key: owners.pop() for key, owners in found.items() if key and len(owners) == 1}


def topics_of(syllabus: Syllabus, text: str, limit: int = 3) -> tuple[tuple[str, float], ...]:
    """The topics a text is about with a score in (0, 1], best first; for many texts keep a `build_finder`."""
    return build_finder(syllabus).topics_of(text, limit)
