"""Which topics a question is about, by the names the notes give them; no model, no heavy import."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from assistant.syllabus.stems import stem
from assistant.syllabus.types import Syllabus

NAMED = 0.5
"""A score of at least this means that the text names the topic; below it, only words of the name occur."""

_MAX_CHARACTERS = 20_000
_SCATTERED_SCORE = 0.4
_TELLING_SCORE = 0.3
_WINDOW = 6
_MIN_LETTERS = 3
_LITTLE_WORDS = frozenset(
    ("a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
_LATEX_SYMBOLS = {
    "nabla": "∇",
    "partial": "∂",
    "int": "∫",
    "sum": "∑",
    "prod": "∏",
    "mid": "|",
    "vert": "|",
    "det": " det ",
    "grad": " grad ",
    "cdot": "·",
}
_LATEX_COMMAND = re.compile(r"\\([a-zA-Z]+)")
_SYMBOL_WITH_NAME = re.compile(r"([∇∂])\s*[^\W\d_](?!\w)")
_TOKEN = re.compile(r"(?<!\w)[^\W\d_]'(?!\w)|[^\W_]+|[|@·]|[^\w\s\x00-\x7f]")
_PERSON = re.compile(r"\b([^\W\d_]{2,})['’]")
_POSSESSIVE = re.compile(r"(?<=\w\w)['’ʼ`´]s?(?!\w)")


def name_key(text: str) -> tuple[str, ...]:
    """The stems and symbols of a text: equal for two spellings of one name.

    Case, hyphens, plurals, accents and apostrophes make no difference; `\\nabla f`, `∇f` and `∇g` are the same.
    """
    text = text[:_MAX_CHARACTERS]
    text = _LATEX_COMMAND.sub(lambda found: _LATEX_SYMBOLS.get(found[1], " "), text)
    decomposed = unicodedata.normalize("NFKD", text)
    text = (
        "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().replace("′", "'")
    )
    text = _SYMBOL_WITH_NAME.sub(r"\1 ", text)
    text = _POSSESSIVE.sub("", text)
    return tuple(stem(token) for token in _TOKEN.findall(text) if token[0].isalnum() or _is_symbol(token))


def _is_symbol(token: str) -> bool:
    return token in "|@·" or unicodedata.category(token) == "Sm"


@dataclass(frozen=True, slots=True)
class TopicFinder:
    """Finds topics by name; made by `build_finder`, holds nothing but the names of one syllabus.

    `scattered` are the words of names of two words or more; `telling` are people whose name only one topic has.
    """

    names: dict[tuple[str, ...], str]
    longest: int
    scattered: tuple[tuple[str, frozenset[str]], ...]
    telling: dict[str, str]
    order: dict[str, int]

    def topics_of(self, text: str, limit: int = 3) -> tuple[tuple[str, float], ...]:
        """The topics a text is about with a score in (0, 1], best first, at most `limit`.

        A name as it is written scores `NAMED` or more, the more the longer and the oftener; longer names win over the
        shorter ones inside them, so "gradient descent" does not also say "gradient". The words of a name near each
        other in any order, or the person whom its title is called after ("Bayes"), score less than `NAMED`.
        """
        tokens = name_key(text)
        named, free = self._named(tokens)
        scores = {topic_id: 1 - 0.5**count for topic_id, (count, _) in named.items()}
        for topic_id, score in self._hinted(free).items():
            scores.setdefault(topic_id, score)
        first = {topic_id: place for topic_id, (_, place) in named.items()}

        def rank(item: tuple[str, float]) -> tuple[float, int, int]:
            return (-item[1], first.get(item[0], len(tokens)), self.order[item[0]])

        return tuple(sorted(scores.items(), key=rank)[:limit])

    def _named(self, tokens: tuple[str, ...]) -> tuple[dict[str, tuple[int, int]], tuple[str, ...]]:
        # For each topic the number of tokens that name it and where the first one stands; then the tokens with ""
        # in place of those that were used.
        found = [
            (length, start, topic_id)
            for start in range(len(tokens))
            for length in range(1, min(self.longest, len(tokens) - start) + 1)
            if (topic_id := self.names.get(tokens[start : start + length])) is not None
        ]
        used = [False] * len(tokens)
        named: dict[str, tuple[int, int]] = {}
        for length, start, topic_id in sorted(found, key=lambda match: (-match[0], match[1])):
            if not any(used[start : start + length]):
                used[start : start + length] = [True] * length
                count, place = named.get(topic_id, (0, start))
                named[topic_id] = (count + length, min(place, start))
        return named, tuple("" if taken else token for token, taken in zip(tokens, used, strict=True))

    def _hinted(self, free: tuple[str, ...]) -> dict[str, float]:
        words = frozenset(free)
        hinted = {self.telling[word]: _TELLING_SCORE for word in free if word in self.telling}
        for topic_id, content in self.scattered:
            if content <= words and _near(free, content):
                hinted[topic_id] = _SCATTERED_SCORE
        return hinted


def _near(tokens: tuple[str, ...], words: frozenset[str]) -> bool:
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
    for topic in syllabus.topics:
        for name in (topic.title, topic.id.replace("-", " "), *topic.aliases):
            key = name_key(name)
            if len(key) < _MIN_LETTERS and all(len(token) == 1 and token.isalnum() for token in key):
                continue
            names.setdefault(key, topic.id)
            content = _content(key)
            for word in content:
                owners[word].add(topic.id)
            if len(content) > 1:
                scattered[topic.id, content] = None
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
        order={topic_id: index for index, topic_id in enumerate(syllabus.ids)},
    )


def _content(key: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in key if len(word) > 1 and word not in _LITTLE_WORDS)


def topics_of(syllabus: Syllabus, text: str, limit: int = 3) -> tuple[tuple[str, float], ...]:
    """The topics a text is about with a score in (0, 1], best first; for many texts keep a `build_finder`."""
    return build_finder(syllabus).topics_of(text, limit)
