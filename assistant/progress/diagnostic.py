"""An adaptive diagnostic: at most 25 questions, each chosen for what it tells about the topics around it.

What is believed of a learner has two parts, and each answer changes both:

- **Reach.** In each area a learner reaches up to some point; areas differ, yet whoever is far in one tends to be far
  in the others. A topic is likely known when the reach in its area lies above its place (how much it rests on, and its
  level). This is what an answer tells about topics it is not connected with.
- **The graph.** Whoever knows a topic knows what it rests on: a right answer speaks for everything below, a wrong one
  against everything above.

An answer may be a slip or a guess, so nothing is ever certain. Placement is a guess for the plan; it masters nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.progress.types import DiagnosticState, PlacedTopic, Placement
from assistant.progress.wording import counted
from assistant.syllabus.types import Syllabus

MOST_QUESTIONS = 25
SLIP = GUESS = 0.07
"""How often an answer is believed to be wrong though the topic is known, or right though it is not."""
SURE_ENOUGH = 0.93
"""When the topics are placed with this sureness on average, asking on would be a waste of time."""
_FEWEST_QUESTIONS = 8

_STEPS = 31
_REACHES = tuple(-0.25 + 1.5 * step / (_STEPS - 1) for step in range(_STEPS))
_WIDTH = 0.06
"""How blurred the edge of a reach is."""
_SPREAD = 0.15
"""How far the reach in one area typically is from the learner's reach in general."""
_SURE_AT_MOST = 0.99
_STRANGERS = 0.35
"""What an answer tells about a topic of its area that it is not connected with, next to one that it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of a diagnostic: `correct` is None when it was skipped."""

    topic_id: str
    correct: bool | None


@dataclass(frozen=True, slots=True)
class _Graph:
    """The syllabus in numbers: places in [0, 1] and, as sets of indices, what lies below and above each topic."""

    ids: tuple[str, ...]
    areas: tuple[str, ...]
    below: tuple[frozenset[int], ...]
    above: tuple[frozenset[int], ...]
    known_at: tuple[tuple[float, ...], ...]


def diagnose(
    syllabus: Syllabus,
    answers: Sequence[Answer],
    *,
    askable: Collection[str] | None = None,
    limit: int = MOST_QUESTIONS,
) -> DiagnosticState:
    """Say what to ask next and what is believed so far; the same answers always give the same question.

    Args:
        syllabus: All topics.
        answers: The questions so far, in any order; those about topics that are gone are passed over.
        askable: The topics there are questions for; all if None.
        limit: At most so many questions, skipped ones counted.
    """
    graph = _graph(syllabus)
    index = {topic_id: number for number, topic_id in enumerate(graph.ids)}
    answers = [answer for answer in answers if answer.topic_id in index]
    known = _believed(graph, [(index[a.topic_id], a.correct) for a in answers if a.correct is not None])
    asked = {index[answer.topic_id] for answer in answers}
    sure = sum(max(p, 1 - p) for p in known) / len(known) if known else 1.0
    done, chosen = "", None
    if len(answers) >= limit:
        done = f"That were {counted(limit, 'question')}, as many as there are."
    elif len(answers) >= _FEWEST_QUESTIONS and sure >= SURE_ENOUGH:
        done = "Where you stand is clear enough; more questions would tell little."
    else:
        chosen = _best_question(graph, known, asked, askable)
        if chosen is None:
            done = "There is nothing left to ask about."
    placed = tuple(
        PlacedTopic(
            topic_id,
            Placement.KNOWN if known[n] >= 0.5 else Placement.UNKNOWN,
            max(known[n], 1 - known[n]),
            n in asked,
        )
        for n, topic_id in enumerate(graph.ids)
    )
    return DiagnosticState(
        asked=len(answers),
        limit=limit,
        next_topic=None if chosen is None else graph.ids[chosen],
        placed=placed,
        frontier=_frontier(syllabus, placed),
        done=done,
    )


def believed(syllabus: Syllabus, answers: Sequence[Answer]) -> dict[str, float]:
    """For every topic the probability in [0, 1] that it is known; empty when nothing was answered."""
    if all(answer.correct is None for answer in answers):
        return {}
    graph = _graph(syllabus)
    index = {topic_id: number for number, topic_id in enumerate(graph.ids)}
    known = _believed(
        graph,
        [(index[a.topic_id], a.correct) for a in answers if a.correct is not None and a.topic_id in index],
    )
    return dict(zip(graph.ids, known, strict=True))


def _frontier(syllabus: Syllabus, placed: Sequence[PlacedTopic]) -> tuple[str, ...]:
    known = {place.topic_id for place in placed if place.placement is Placement.KNOWN}
    return tuple(
        topic.id for topic in syllabus.topics if topic.id not in known and known.issuperset(topic.requires)
    )


def _graph(syllabus: Syllabus) -> _Graph:
    index = {topic.id: number for number, topic in enumerate(syllabus.topics)}
    below: list[frozenset[int]] = []
    for topic in syllabus.topics:
        found: set[int] = set()
        for required in topic.requires:
            found.add(index[required])
            found |= below[index[required]]
        below.append(frozenset(found))
    above: list[set[int]] = [set() for _ in below]
    for number, others in enumerate(below):
        for other in others:
            above[other].add(number)
    most = max((len(others) for others in below), default=0) or 1
    places = [
        0.6 * math.sqrt(len(below[number]) / most) + 0.4 * (topic.level - 1) / 4
        for number, topic in enumerate(syllabus.topics)
    ]
    return _Graph(
        ids=syllabus.ids,
        areas=tuple(topic.area for topic in syllabus.topics),
        below=tuple(below),
        above=tuple(frozenset(others) for others in above),
        known_at=tuple(
            tuple(1 / (1 + math.exp((place - reach) / _WIDTH)) for reach in _REACHES) for place in places
        ),
    )


def _believed(graph: _Graph, answers: Sequence[tuple[int, bool | None]]) -> list[float]:
    prior = _by_reach(graph, answers)
    odds = [math.log(p / (1 - p)) for p in prior]
    for asked, right in answers:
        here = prior[asked]
        for other in graph.below[asked]:
            # Unless the one below is known, the asked one is not.
            both = min(1.0, here / prior[other])
            odds[other] += math.log(_chance(right, both) / _chance(right, 0.0))
        for other in graph.above[asked]:
            # If the one above is known, so is the asked one.
            alone = max(0.0, (here - prior[other]) / (1 - prior[other]))
            odds[other] += math.log(_chance(right, 1.0) / _chance(right, alone))
        # The answer itself is the best witness of its own topic.
        odds[asked] += math.log(_chance(right, 1.0) / _chance(right, 0.0))
    limit = math.log(_SURE_AT_MOST / (1 - _SURE_AT_MOST))
    return [1 / (1 + math.exp(-min(max(value, -limit), limit))) for value in odds]


def _chance(right: bool | None, known: float) -> float:
    """How likely such an answer is when the topic is known with this probability."""
    correct = known * (1 - SLIP) + (1 - known) * GUESS
    return correct if right else 1 - correct


def _by_reach(graph: _Graph, answers: Sequence[tuple[int, bool | None]]) -> list[float]:
    """What each topic's place alone says, given the answers: a sum over all reaches, in general and by area."""
    fits: defaultdict[str, list[float]] = defaultdict(lambda: [1.0] * _STEPS)
    for asked, right in answers:
        fit = fits[graph.areas[asked]]
        for step, known in enumerate(graph.known_at[asked]):
            fit[step] *= _chance(right, known)
    kernel = [
        [math.exp(-(((reach - general) / _SPREAD) ** 2) / 2) for reach in _REACHES] for general in _REACHES
    ]
    kernel = [[value / sum(row) for value in row] for row in kernel]
    within = {area: [sum(map(_times, row, fit)) for row in kernel] for area, fit in fits.items()}
    general = [math.prod(of_area[step] for of_area in within.values()) for step in range(_STEPS)]
    reaches: dict[str, list[float]] = {}
    for area in dict.fromkeys(graph.areas):
        fit = fits[area] if area in within else [1.0] * _STEPS
        share = [g / within[area][step] if area in within else g for step, g in enumerate(general)]
        weights = [
            fit[step] * sum(share[g] * kernel[g][step] for g in range(_STEPS)) for step in range(_STEPS)
        ]
        total = sum(weights)
        reaches[area] = [weight / total for weight in weights]
    return [
        min(max(sum(map(_times, known, reaches[area])), 0.01), 0.99)
        for known, area in zip(graph.known_at, graph.areas, strict=True)
    ]


def _times(first: float, second: float) -> float:
    return first * second


def _best_question(
    graph: _Graph, known: Sequence[float], asked: Collection[int], askable: Collection[str] | None
) -> int | None:
    """The topic whose answer is expected to settle most of what is open."""
    open_ = [_uncertainty(p) for p in known]
    by_area: Mapping[str, float] = _sums(graph.areas, open_)
    best, most = None, 0.0
    for number, topic_id in enumerate(graph.ids):
        if number in asked or (askable is not None and topic_id not in askable):
            continue
        p = known[number]
        below = sum(open_[other] for other in graph.below[number])
        above = sum(open_[other] for other in graph.above[number])
        strangers = _STRANGERS * by_area[graph.areas[number]]
        worth = p * below + (1 - p) * above + _uncertainty(p) * (1 + strangers)
        if worth > most:
            best, most = number, worth
    return best


def _sums(areas: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    sums: defaultdict[str, float] = defaultdict(float)
    for area, value in zip(areas, values, strict=True):
        sums[area] += value
    return dict(sums)


def _uncertainty(p: float) -> float:
    return -p * math.log2(p) - (1 - p) * math.log2(1 - p)
