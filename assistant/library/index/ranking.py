"""Ranks passages for a query: meaning and words fused, near-duplicates collapsed, and whether anything answers.

Convex fusion of min-max scaled scores over the union of the two best hundreds; `docs/log.md` and the design
(section 8) say what else was tried. The numbers below were fitted with `benchmarks/library.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.library.index.terms import STOP_WORDS, query_terms
from assistant.library.limits import MAX_QUERY_TERMS
from assistant.library.types import FoundPassage, Passage
from assistant.library.widening import WidenedQuery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.library.index.generations import Generation

CANDIDATES = 100
DENSE_WEIGHT = 0.65
SECTION_WEIGHT = 0.2
ANSWERABLE = 0.5
"""Confidence from which a query counts as answerable."""

# A logistic fit of 722 queries of a textbook against 80 questions of other subjects, a little softened.
_BIAS, _COSINE_WEIGHT, _COVERAGE_WEIGHT = -11.0, 22.0, 6.0
_LEXICAL_BIAS, _LEXICAL_COVERAGE_WEIGHT = -4.2, 9.7
_WORD = re.compile(r"\w+")
_SAME_TEXT = 0.85
_COMPARED = 40
_LEXICAL_EVIDENCE = 5
_EVIDENCE_TERMS = 24


@dataclass(frozen=True, slots=True)
class Ranked:
    """Passages best first, with scores in [0, 1]; `confidence` in [0, 1] that something here answers the query.

    `by_meaning` is False when no vector was there to compare with.
    """

    passages: tuple[FoundPassage, ...]
    confidence: float
    by_meaning: bool


@dataclass(frozen=True, slots=True)
class ByWords:
    """What the words of a query find; needs no vector, so it can be looked up while the query is being embedded."""

    scores: Mapping[str, float]
    """BM25 by passage id, the best ones only."""
    sections: Mapping[int, float]
    """BM25 of whole sections, by section row."""
    coverages: tuple[float, ...]
    """The share of the telling words that one passage has: of what was asked, and of the names added to it."""


def look_up_words(
    generation: Generation, learner_id: str, query: WidenedQuery, depth: int = CANDIDATES
) -> ByWords:
    """Look up the words of a query among a learner's passages, the best `depth` of them."""
    asked = query_terms(query.asked, MAX_QUERY_TERMS)
    named = query_terms(query.names, MAX_QUERY_TERMS) if query.names else []
    terms = list(dict.fromkeys([*named, *asked]))
    scores = {hit.id: hit.score for hit in generation.lexical.search(learner_id, terms, depth)}
    best = list(scores)[:_LEXICAL_EVIDENCE]
    # Words of another language are in no passage; what they name may be.
    return ByWords(
        scores,
        generation.lexical.section_scores(learner_id, terms, CANDIDATES),
        tuple(_coverage(generation, some, best) for some in (asked, named) if some),
    )


def rank(
    generation: Generation,
    learner_id: str,
    words: ByWords,
    vector: NDArray[np.float32] | None,
    documents: Set[str],
    limit: int,
    depth: int = CANDIDATES,
) -> Ranked:
    """Rank a learner's passages for a query.

    Args:
        generation: Where to look.
        learner_id: Whose passages.
        words: What the query's words found there.
        vector: The query's, None to go by words alone.
        documents: Ids of the documents that are still in the library; the others' passages are left out.
        limit: Most passages to return.
        depth: How many to compare of those nearest by meaning.
    """
    lexical = words.scores
    dense: dict[str, float] = {}
    if vector is not None and generation.vectors is not None:
        dense = generation.vectors.nearest(learner_id, vector, depth)
        dense |= generation.vectors.cosines(learner_id, vector, [one for one in lexical if one not in dense])
    found = generation.lexical.passages(dense.keys() | lexical.keys())
    known = {identity: pair for identity, pair in found.items() if pair[0].document_id in documents}
    if not known:
        return Ranked((), 0.0, by_meaning=bool(dense))
    by_section = {
        identity: words.sections.get(section_row, 0.0) for identity, (_, section_row) in known.items()
    }
    parts = (
        (_scaled(dense, min(dense.values(), default=0.0)), DENSE_WEIGHT),
        (_scaled(lexical, 0.0), 1 - DENSE_WEIGHT),
        (_scaled(by_section, 0.0), SECTION_WEIGHT),
    )
    fused = {
        identity: sum(weight * scores.get(identity, 0.0) for scores, weight in parts) for identity in known
    }
    order = sorted(known, key=lambda identity: (-fused[identity], identity))
    cosine = max(dense.values(), default=None)
    confidence = max(
        (confidence_of(cosine, share) for share in words.coverages), default=confidence_of(cosine, 0.0)
    )
    chosen = _without_near_duplicates([known[identity][0] for identity in order], limit)
    top = max(fused.values()) or 1.0
    passages = tuple(
        FoundPassage(passage, round(confidence * fused[passage.id] / top, 6)) for passage in chosen
    )
    return Ranked(passages, confidence, by_meaning=bool(dense))


def confidence_of(cosine: float | None, coverage: float) -> float:
    """The probability, by a logistic fit, that the library answers a query.

    Args:
        cosine: The best of the passages', None where no vector was there to compare with.
        coverage: The share of the query's telling words that one passage has.
    """
    if cosine is None:
        odds = _LEXICAL_BIAS + _LEXICAL_COVERAGE_WEIGHT * coverage
    else:
        odds = _BIAS + _COSINE_WEIGHT * cosine + _COVERAGE_WEIGHT * coverage
    return 1.0 / (1.0 + math.exp(-odds))


def _coverage(generation: Generation, terms: Sequence[str], ids: Sequence[str]) -> float:
    """The weight of the telling terms that the best of these passages has, as a share of all of theirs."""
    telling = [term for term in terms if term not in STOP_WORDS and len(term) > 1][:_EVIDENCE_TERMS]
    weights = dict(zip(telling, generation.lexical.rarities(telling), strict=True))
    total = sum(weights.values())
    matched = generation.lexical.matching(ids, telling)
    covered = max((sum(weights[term] for term in have) for have in matched.values()), default=0.0)
    return covered / total if total > 0 else 0.0


def _scaled(scores: Mapping[str, float], lowest: float) -> dict[str, float]:
    """Scale scores so that `lowest` becomes 0 and the best 1."""
    spread = max(scores.values(), default=lowest) - lowest
    return {identity: (score - lowest) / spread for identity, score in scores.items()} if spread > 0 else {}


def _without_near_duplicates(passages: Sequence[Passage], limit: int) -> list[Passage]:
    """Keep the better of two passages that say the same in the same words."""
    chosen: list[tuple[Passage, frozenset[str]]] = []
    for passage in passages:
        if len(chosen) == limit:
            break
        words = frozenset(_WORD.findall(passage.text.casefold()))
        if len(chosen) < _COMPARED and any(_alike(words, other) for _, other in chosen):
            continue
        chosen.append((passage, words))
    return [passage for passage, _ in chosen]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one | other) and len(one & other) >= _SAME_TEXT * len(one | other)
