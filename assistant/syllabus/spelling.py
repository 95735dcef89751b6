"""A misspelt word of a name set right; words that may well be meant are left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.syllabus.stems import stem

SHORTEST = 6
"""Letters of a word that may be misspelt: shorter ones are too often other words."""
_LONG = 9
_MOST_WORDS = 300
"""Different words of one text that are looked at."""
# Words of plain English one letter away from a word of mathematics.
_MEANT_WORDS = """
simple simply convey moment victor sector rotten expect except accept station nation relation mention
pension tension minded minder meaner factor actor doctor former formal normally element elements present
percent posture series serious variant various invent inverted converse convert covert decent recent
accent ascent ascend descend rational notation notion motion option action caution auction section
election mixture texture lecture picture limited united timing mining rating dating racing spring string
strong strings pointer painter printer winter letter better matter latter water father rather gather
weather whether neither either singer single simpler sampler degree agree marginally originally original
ordinary ordinal cardinal partially parting parted started charted support report import export process
produce products project protect problem program
"""
_MEANT = frozenset(_MEANT_WORDS.split())


@dataclass(frozen=True, slots=True)
class Speller:
    """The stems that stand in names, by their first letter where they are long enough to be misspelt."""

    known: frozenset[str]
    by_letter: Mapping[str, tuple[str, ...]]

    def corrected(self, words: Sequence[str], *, all_lengths: bool) -> tuple[str, ...]:
        """The stems of unstemmed words, where an unknown word one slip away from a known stem gives way to it.

        With `all_lengths` words from `SHORTEST` letters are looked at, otherwise only long ones.
        """
        shortest = SHORTEST if all_lengths else _LONG
        asked: dict[str, str] = {}
        for word in words:
            if word not in asked:
                look = len(asked) < _MOST_WORDS and len(word) >= shortest
                asked[word] = self._nearest(word) if look else stem(word)
        return tuple(asked[word] for word in words)

    def _nearest(self, word: str) -> str:
        key = stem(word)
        if not (word.isascii() and word.isalpha()) or word in _MEANT or key in self.known:
            return key
        # Imported here: most texts have no word to look at.
        from rapidfuzz.distance import OSA

        slips = 1 if len(word) < _LONG else 2
        near = sorted(
            (distance, name)
            for name in self.by_letter.get(key[0], ())
            if abs(len(name) - len(key)) <= slips
            and (distance := OSA.distance(key, name, score_cutoff=slips)) <= slips
        )
        if not near or (len(near) > 1 and near[0][0] == near[1][0]):
            return key
        return near[0][1]


def build_speller(known: Collection[str]) -> Speller:
    """Prepare the stems that stand in names."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(known):
        if len(name) >= SHORTEST - 1 and name.isascii():
            by_letter[name[0]].append(name)
    return Speller(frozenset(known), {letter: tuple(names) for letter, names in by_letter.items()})
