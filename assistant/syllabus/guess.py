"""A guess at the topics of a text that names none: by the words of names, objectives and uses, the rarer the better."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.syllabus.names import LITTLE_WORDS, name_key
from assistant.syllabus.stems import stem
from assistant.syllabus.types import Syllabus

BEST = 0.29
"""No guess scores more than this."""
_WINDOW = 24
_ENOUGH = 0.3
_PREFIX = 6
_RARE = 50
"""A word in the names of at most one topic in so many says enough by itself; a small syllabus has no such words."""
_NAME, _OBJECTIVE, _USE = 1.0, 0.7, 0.4
_EMPTY_WORDS = """
about after again all also always and any anything are back because been before being between both but
can cannot could did different difference does doing don done each else enough even every exactly example
explain far few find first get give given gives going good got had has have help her here him his how if
into is it its just know let like little long look make makes many may me mean means might more most much
must my need never next not now off one only other our out over own please put really right same say see
should show side so some someone something still such take tell than that their them then there these
they thing this those through too try two under until up us use used using very want was way we well were
what when where whether which while who whom why will without word work worked works would yes yet you
your three four five six seven eight nine ten ever am at be do go he i no or she until
"""
_EMPTY = frozenset(map(stem, _EMPTY_WORDS.split()))


@dataclass(frozen=True, slots=True)
class Guesser:
    """Weights of words for each topic; made by `build_guesser`."""

    weights: Mapping[str, tuple[tuple[str, float], ...]]
    telling: frozenset[str]
    rarity: Mapping[str, float]
    unknown: float

    def topics_of(self, stems: Sequence[str]) -> dict[str, float]:
        """Scores in (0, `BEST`] for topics of which two telling words stand close together, or a very rare one."""
        if len(stems) <= _WINDOW:
            return self._score(stems)
        scores: dict[str, float] = {}
        for start in range(0, len(stems), _WINDOW // 2):
            for topic_id, score in self._score(stems[start : start + _WINDOW]).items():
                scores[topic_id] = max(score, scores.get(topic_id, 0.0))
        return scores

    def _score(self, stems: Sequence[str]) -> dict[str, float]:
        words = {_short(word) for word in stems if _tells(word)}
        whole = sum(self.rarity.get(word, self.unknown) for word in words)
        matched: defaultdict[str, float] = defaultdict(float)
        hits: defaultdict[str, int] = defaultdict(int)
        for word in words:
            for topic_id, weight in self.weights.get(word, ()):
                matched[topic_id] += weight * self.rarity[word]
                hits[topic_id] += 2 if weight == _NAME and word in self.telling else 1
        return {
            topic_id: BEST * share
            for topic_id, found in matched.items()
            if hits[topic_id] > 1 and (share := found / whole) >= _ENOUGH
        }


def build_guesser(syllabus: Syllabus) -> Guesser:
    """Weigh the words of all topics."""
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for topic in syllabus.topics:
        for texts, weight in (
            ((topic.title, *topic.aliases), _NAME),
            (topic.objectives, _OBJECTIVE),
            (topic.used_by, _USE),
        ):
            for word in {_short(word) for text in texts for word in name_key(text) if _tells(word)}:
                weights[word][topic.id] = max(weight, weights[word].get(topic.id, 0.0))
    total = len(syllabus.topics)
    return Guesser(
        weights={word: tuple(owners.items()) for word, owners in weights.items()},
        telling=frozenset(
            word for word, owners in weights.items() if _RARE * list(owners.values()).count(_NAME) <= total
        ),
        rarity={word: math.log(1 + total / len(owners)) for word, owners in weights.items()},
        unknown=math.log(1 + total / 3),
    )


def _tells(word: str) -> bool:
    return len(word) > 1 and word.isalnum() and word not in LITTLE_WORDS and word not in _EMPTY


def _short(word: str) -> str:
    # "symmetric" and "symmetry", "continuous" and "continuity" meet in their beginnings.
    return word[:_PREFIX]
